package import SourceText

/// One setting of a file of lines: INI, `.npmrc` or properties.
package struct SettingEntry: Hashable, Sendable {
  /// The section it stands under, without brackets; empty above the first one.
  package let section: String
  package let key: String
  package let keySpan: Span
  /// Without quotes; nil where the key stands alone, which stands for true.
  package let value: String?
  /// Without quotes; empty, behind the key, where there is no value.
  package let valueSpan: Span

  /// From the key to the end of the value, quotes left out.
  package var span: Span { keySpan.union(valueSpan) }
}

/// A file of settings and what was wrong with it.
package struct SettingLines: Sendable {
  package let entries: [SettingEntry]
  package let problems: [FormatProblem]

  /// Of duplicates the last, as readers have it.
  package func entry(_ key: String, in section: String = "") -> SettingEntry? {
    entries.last { $0.key == key && $0.section == section }
  }
}
