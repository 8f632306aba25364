import DataFormats
import Findings
import SourceText

/// The front matter of a page, key by key.
struct PageFields {
  private(set) var severity: Severity?
  private(set) var confidence: Confidence?
  private(set) var tags: [String] = []
  private(set) var cwe: [Int] = []
  private(set) var since: String?
  private(set) var appliesTo: [RulePage.AppliesTo] = [.source]
  private(set) var message: (text: String, span: Span)?
  private(set) var at: (name: String, span: Span)?
  private(set) var check: (name: String, span: Span)?
  private(set) var disguisesExcept: [ExampleDisguise] = []

  /// What every page must say; nil where a part of it is missing or wrong, which has then been reported.
  var required: (severity: Severity, confidence: Confidence, since: String)? {
    guard let severity, let confidence, let since else { return nil }
    return (severity, confidence, since)
  }

  /// The keys there are, in the order a page is asked to have them.
  enum Key: String, CaseIterable {
    case severity, confidence, tags, cwe, since, message, at
    case appliesTo = "applies-to"
    case check
    case disguisesExcept = "disguises-except"
    case disguiseReason = "disguise-reason"

    var isRequired: Bool {
      switch self {
      case .severity, .confidence, .tags, .since: true
      case .cwe, .message, .at, .appliesTo, .check, .disguisesExcept, .disguiseReason: false
      }
    }
  }

  init(_ frontMatter: FrontMatter, _ reader: inout RulePageReader) {
    for entry in frontMatter.entries {
      guard let key = Key(rawValue: entry.key) else {
        reader.report(entry.keySpan, "unknown key `\(entry.key)`; there are \(Self.list(Key.allCases.map(\.rawValue)))")
        continue
      }
      read(key, entry, &reader)
    }
    for key in Key.allCases where key.isRequired && frontMatter[key.rawValue] == nil {
      reader.report(frontMatter.closingRow, "the front matter does not say `\(key.rawValue)`")
    }
    switch (frontMatter[Key.disguisesExcept.rawValue], frontMatter[Key.disguiseReason.rawValue]) {
    case (let except?, nil): reader.report(except.keySpan, "`disguises-except` needs a `disguise-reason`")
    case (nil, let reason?): reader.report(reason.keySpan, "`disguise-reason` without `disguises-except`")
    case (nil, nil), (_?, _?): break
    }
  }

  private mutating func read(_ key: Key, _ entry: FrontMatter.Entry, _ reader: inout RulePageReader) {
    switch key {
    case .severity: severity = Self.word(entry, &reader)
    case .confidence: confidence = Self.word(entry, &reader)
    case .tags: tags = Self.words(entry, &reader).map { (tag: RuleTag) in tag.rawValue }
    case .appliesTo: appliesTo = Self.words(entry, &reader)
    case .disguisesExcept: disguisesExcept = Self.words(entry, &reader)
    case .disguiseReason: _ = Self.text(entry, &reader)
    case .message: message = Self.text(entry, &reader).map { ($0, entry.valueSpan) }
    case .cwe: cwe = Self.numbers(entry, &reader)
    case .since:
      since = Self.text(entry, &reader)
      if let since, !Self.isVersion(since) {
        reader.report(entry.valueSpan, "`since` is a version such as 0.1.0")
      }
    case .at:
      guard let text = Self.text(entry, &reader) else { return }
      let names = Metavariables(in: text)
      guard let name = names.names.first, text == "$" + name else {
        reader.report(entry.valueSpan, "`at` is a metavariable such as `$CALL`")
        return
      }
      at = (name, entry.valueSpan)
    case .check:
      guard let text = Self.text(entry, &reader) else { return }
      guard text.first?.isUppercase == true, text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else {
        reader.report(entry.valueSpan, "`check` is the name of a Swift type such as MissingLockfile")
        return
      }
      check = (text, entry.valueSpan)
    }
  }

  private static func text(_ entry: FrontMatter.Entry, _ reader: inout RulePageReader) -> String? {
    guard case .scalar(let scalar) = entry.value, !scalar.text.isEmpty else {
      reader.report(entry.valueSpan, "`\(entry.key)` is one value, and not empty")
      return nil
    }
    return scalar.text
  }

  private static func word<Word: RawRepresentable<String> & CaseIterable>(
    _ entry: FrontMatter.Entry, _ reader: inout RulePageReader
  ) -> Word? {
    guard case .scalar(let scalar) = entry.value else {
      reader.report(entry.valueSpan, "`\(entry.key)` is one value")
      return nil
    }
    return word(scalar, of: entry.key, &reader)
  }

  /// A list of words of which none may stand twice; a scalar is a list of one.
  private static func words<Word: RawRepresentable<String> & CaseIterable & Hashable>(
    _ entry: FrontMatter.Entry, _ reader: inout RulePageReader
  ) -> [Word] {
    var words: [Word] = []
    for scalar in entry.value.scalars {
      guard let word: Word = word(scalar, of: entry.key, &reader) else { continue }
      if words.contains(word) {
        reader.report(scalar.span, "`\(scalar.text)` stands twice")
      } else {
        words.append(word)
      }
    }
    if entry.value.scalars.isEmpty { reader.report(entry.valueSpan, "`\(entry.key)` is empty") }
    return words
  }

  private static func word<Word: RawRepresentable<String> & CaseIterable>(
    _ scalar: FrontMatter.Scalar, of key: String, _ reader: inout RulePageReader
  ) -> Word? {
    if let word = Word(rawValue: scalar.text) { return word }
    reader.report(
      scalar.span, "`\(scalar.text)` is no value of `\(key)`; there are \(list(Word.allCases.map(\.rawValue)))")
    return nil
  }

  private static func numbers(_ entry: FrontMatter.Entry, _ reader: inout RulePageReader) -> [Int] {
    if entry.value.scalars.isEmpty { reader.report(entry.valueSpan, "`\(entry.key)` is empty") }
    return entry.value.scalars.compactMap { scalar in
      if let number = Int(scalar.text), number > 0 { return number }
      reader.report(scalar.span, "`\(entry.key)` holds numbers: `[390, 755]`")
      return nil
    }
  }

  private static func isVersion(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 3 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } }
  }

  private static func list(_ words: [String]) -> String { words.joined(separator: ", ") }
}

/// The metavariables a text names: `NAME` for `$NAME` and `$$$NAME`. A run or node without a name is none.
struct Metavariables {
  private(set) var names: [String] = []

  init(in text: String) {
    let bytes = Array(text.utf8)
    var at = 0
    while at < bytes.count {
      guard bytes[at] == UInt8(ascii: "$") else {
        at += 1
        continue
      }
      while at < bytes.count, bytes[at] == UInt8(ascii: "$") { at += 1 }
      let start = at
      while at < bytes.count, Self.isNameByte(bytes[at], first: at == start) { at += 1 }
      if at > start { names.append(String(decoding: bytes[start..<at], as: UTF8.self)) }
    }
  }

  private static func isNameByte(_ byte: UInt8, first: Bool) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): !first
    default: false
    }
  }
}
