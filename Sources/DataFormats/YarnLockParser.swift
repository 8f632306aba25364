package import SourceText

/// One resolved package of a classic `yarn.lock`.
package struct YarnLockEntry: Sendable {
  package struct Dependency: Sendable {
    package let name: String
    package let range: String
    package let isOptional: Bool
  }

  /// What was asked for: "express@^4.17.0", one for each range that led here.
  package let patterns: [String]
  /// From the first pattern to the colon.
  package let span: Span
  package fileprivate(set) var version = ""
  package fileprivate(set) var resolved: String?
  /// Quotes included.
  package fileprivate(set) var resolvedSpan: Span?
  package fileprivate(set) var integrity: String?
  package fileprivate(set) var dependencies: [Dependency] = []
}

package struct YarnLockFile: Sendable {
  package fileprivate(set) var entries: [YarnLockEntry] = []
  package fileprivate(set) var problems: [FormatProblem] = []
}

/// Reads the lockfile of yarn 1, which looks like YAML and is not. Berry's is YAML.
package struct YarnLockParser {
  static let problemLimit = 20

  package static func parse(_ bytes: [UInt8]) -> YarnLockFile {
    bytes.withUnsafeBufferPointer { buffer in
      var parser = YarnLockParser(bytes: buffer)
      parser.parseLines()
      return parser.file
    }
  }

  private enum Section { case none, dependencies, optionalDependencies, other }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var offset = 0
  private var end = 0
  private var section = Section.none
  private var file = YarnLockFile()

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private mutating func parseLines() {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    while offset < bytes.count, file.problems.count < Self.problemLimit {
      end = offset
      while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
      let start = offset
      while offset < end, bytes[offset] == 0x20 { offset += 1 }
      if offset < end, bytes[offset] != UInt8(ascii: "#") { parseLine(indent: offset - start) }
      offset = end + 1
    }
  }

  /// Indentation says what a line is: 0 an entry, 2 a field of it, 4 a member of the field.
  private mutating func parseLine(indent: Int) {
    switch indent {
    case 0: parseHead()
    case 2: parseField()
    case 4: parseMember()
    default: report("entries are indented by 0, 2 or 4 spaces")
    }
  }

  private mutating func parseHead() {
    let start = offset
    var patterns: [String] = []
    while true {
      guard let word = parseWord() else { return report("a package is expected here") }
      patterns.append(word)
      skipSpaces()
      guard offset < end, bytes[offset] == UInt8(ascii: ",") else { break }
      offset += 1
      skipSpaces()
    }
    guard offset < end, bytes[offset] == UInt8(ascii: ":") else { return report("a colon is missing on this line") }
    section = .none
    file.entries.append(YarnLockEntry(patterns: patterns, span: Span(start, offset)))
  }

  private mutating func parseField() {
    guard let key = parseWord(), !file.entries.isEmpty else { return report("a field without an entry") }
    let last = file.entries.count - 1
    let isText = ["version", "resolved", "integrity"].contains(key)
    skipSpaces()
    if offset < end, bytes[offset] == UInt8(ascii: ":") {
      if isText { report("\"\(key)\" has to be a string") }
      section = key == "dependencies" ? .dependencies : key == "optionalDependencies" ? .optionalDependencies : .other
      return
    }
    section = .none
    let start = offset
    if key == "dependencies" || key == "optionalDependencies" { return report("\"\(key)\" has to be an object") }
    // An integrity of several hashes is one unquoted text with spaces.
    let value = key == "integrity" ? parseRest() : parseWord()
    if isText, !isString(value, from: start) { report("\"\(key)\" has to be a string", at: start) }
    switch key {
    case "version": file.entries[last].version = value ?? ""
    case "resolved":
      file.entries[last].resolved = value
      file.entries[last].resolvedSpan = Span(start, offset)
    case "integrity": file.entries[last].integrity = value
    default: break
    }
  }

  private mutating func parseMember() {
    guard section != .none, !file.entries.isEmpty, let name = parseWord() else {
      return report("a member without a field")
    }
    skipSpaces()
    let start = offset
    let word = parseWord()
    guard section != .other else { return }
    // `concat-stream ""`: a package may ask for whatever there is.
    guard let range = word, isString(range, from: start) || range.isEmpty else {
      return report("\"\(name)\" in the dependencies has to be a string", at: start)
    }
    file.entries[file.entries.count - 1].dependencies.append(
      YarnLockEntry.Dependency(name: name, range: range, isOptional: section == .optionalDependencies))
  }

  private mutating func skipSpaces() {
    while offset < end, bytes[offset] == 0x20 { offset += 1 }
  }

  /// yarn puts quotes around texts that are numbers or flags; without them they are no texts.
  private func isString(_ word: String?, from start: Int) -> Bool {
    guard let word, !word.isEmpty else { return false }
    return bytes[start] == UInt8(ascii: "\"") || word != "true" && word != "false" && Int(word) == nil
  }

  /// A quoted string, or what stands before the next space, comma or colon.
  private mutating func parseWord() -> String? {
    guard offset < end else { return nil }
    let start = offset
    if bytes[offset] == UInt8(ascii: "\"") {
      offset += 1
      while offset < end, bytes[offset] != UInt8(ascii: "\"") { offset += bytes[offset] == UInt8(ascii: "\\") ? 2 : 1 }
      offset = min(offset, end)
      let raw = bytes[start + 1..<max(start + 1, offset)]
      if offset < end { offset += 1 } else { report("this string is not closed") }
      return raw.contains(UInt8(ascii: "\\"))
        ? JSONEscapes.decode(Array(raw)[...]) : String(decoding: raw, as: UTF8.self)
    }
    while offset < end, ![0x20, UInt8(ascii: ","), UInt8(ascii: ":")].contains(bytes[offset]) { offset += 1 }
    return start == offset ? nil : String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  /// What is left of the line, without quotes.
  private mutating func parseRest() -> String? {
    if offset < end, bytes[offset] == UInt8(ascii: "\"") { return parseWord() }
    let start = offset
    offset = end
    return start == end ? nil : String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private mutating func report(_ message: String, at start: Int? = nil) {
    file.problems.append(FormatProblem(span: Span(min(start ?? offset, end), end), message: message))
  }
}
