package import SourceText

/// A YAML file of the subset: its documents and what was wrong.
package struct YAMLFile: Sendable {
  package let documents: [YAMLValue]
  package let problems: [FormatProblem]

  /// The first document; nil in an empty file.
  package var root: YAMLValue? { documents.first }
}

/// A YAML value with its span. Scalars are texts: what `true` or `1.10` mean is the reader's question.
package struct YAMLValue: Sendable {
  package enum Content: Sendable {
    case mapping([YAMLEntry])
    case sequence([YAMLValue])
    /// `isPlain` is false for quoted and block scalars.
    case scalar(String, isPlain: Bool)
    /// Nothing stands where a value might.
    case empty
  }

  package let span: Span
  package let content: Content

  /// The text of a scalar.
  package var string: String? {
    if case .scalar(let text, _) = content { return text }
    return nil
  }

  /// `true` or `false`, unquoted.
  package var bool: Bool? {
    guard case .scalar(let text, isPlain: true) = content else { return nil }
    return text == "true" ? true : text == "false" ? false : nil
  }

  /// In the order written, duplicates included; empty for other kinds.
  package var entries: [YAMLEntry] {
    if case .mapping(let entries) = content { return entries }
    return []
  }

  package var elements: [YAMLValue] {
    if case .sequence(let elements) = content { return elements }
    return []
  }

  package var isMapping: Bool {
    if case .mapping = content { return true }
    return false
  }

  /// Cost: one pass over the entries.
  package func entry(_ key: String) -> YAMLEntry? { entries.first { $0.key == key } }

  package subscript(key: String) -> YAMLValue? { entry(key)?.value }
}

package struct YAMLEntry: Sendable {
  package let key: String
  /// Quotes included.
  package let keySpan: Span
  package let value: YAMLValue
}
