import SourceText

/// One ignore file, read.
struct IgnoreFile: Sendable {
  let path: String
  /// The folder it governs, with a trailing slash; empty for the root.
  let base: [UInt8]
  let rules: [IgnoreRule]
  /// The rules' cheap parts side by side, so that asking about a path touches no reference before something fits.
  private let screens: [IgnoreScreen]
  private let literals: [UInt8]

  init(path: String, directory: String, bytes: [UInt8]) {
    self.path = path
    base = directory.isEmpty ? [] : Array(directory.utf8) + [UInt8(ascii: "/")]
    var rules: [IgnoreRule] = []
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < bytes.count {
      let lineEnd = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      if let rule = IgnoreRule(bytes, from: start, to: lineEnd) { rules.append(rule) }
      start = lineEnd + 1
    }
    self.rules = rules
    var literals: [UInt8] = []
    screens = rules.map { IgnoreScreen($0, literals: &literals) }
    self.literals = literals
  }

  func governs(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
    guard path.count > base.count else { return false }
    for index in 0..<base.count where path[index] != base[index] { return false }
    return true
  }

  /// The last rule that matches; `nameStart` is where the last component of `path` begins.
  func lastMatch(_ path: UnsafeBufferPointer<UInt8>, nameStart: Int, isDirectory: Bool) -> IgnoreRule? {
    let relative = UnsafeBufferPointer(rebasing: path[base.count...])
    let name = UnsafeBufferPointer(rebasing: path[nameStart...])
    return literals.withUnsafeBufferPointer { literals in
      for index in screens.indices.reversed() {
        let screen = screens[index]
        if screen.isForFolders, !isDirectory { continue }
        let text = screen.isAnchored ? relative : name
        guard screen.admits(text, literals) else { continue }
        if screen.isLiteral || rules[index].glob.matches(text) { return rules[index] }
      }
      return nil
    }
  }

  func match(_ rule: IgnoreRule) -> IgnoreMatch {
    IgnoreMatch(file: path, span: rule.span, pattern: rule.pattern)
  }
}

/// One line of an ignore file.
struct IgnoreRule: Sendable {
  let span: Span
  let pattern: String
  let isNegated: Bool
  /// Ends in a slash: speaks about folders only.
  let isForFolders: Bool
  /// Has a slash before its end: matched against the path from the ignore file, not the name alone.
  let isAnchored: Bool
  let glob: Glob

  /// Nil for blank lines and comments.
  init?(_ bytes: [UInt8], from lineStart: Int, to lineEnd: Int) {
    var end = lineEnd
    if end > lineStart, bytes[end - 1] == 0x0D { end -= 1 }
    while end > lineStart, bytes[end - 1] == 0x20, !Self.isEscaped(bytes, at: end - 1, from: lineStart) { end -= 1 }
    guard end > lineStart, bytes[lineStart] != UInt8(ascii: "#") else { return nil }

    var start = lineStart
    isNegated = bytes[start] == UInt8(ascii: "!")
    if isNegated { start += 1 }
    var stop = end
    isForFolders = stop > start && bytes[stop - 1] == UInt8(ascii: "/")
    if isForFolders { stop -= 1 }
    isAnchored = bytes[start..<max(start, stop)].contains(UInt8(ascii: "/"))
    if start < stop, bytes[start] == UInt8(ascii: "/") { start += 1 }
    guard start < stop else { return nil }
    span = Span(lineStart, end)
    pattern = String(decoding: bytes[lineStart..<end], as: UTF8.self)
    glob = Glob(String(decoding: bytes[start..<stop], as: UTF8.self), braces: false)
  }

  /// Whether an odd number of backslashes stands before the byte at `index`.
  private static func isEscaped(_ bytes: [UInt8], at index: Int, from start: Int) -> Bool {
    var count = 0
    while index - count > start, bytes[index - count - 1] == UInt8(ascii: "\\") { count += 1 }
    return count % 2 == 1
  }
}

/// What can be told about a rule without its glob.
private struct IgnoreScreen {
  let isForFolders: Bool
  let isAnchored: Bool
  let isLiteral: Bool
  /// Ranges in the file's shared literals.
  private let prefix: Range<Int>
  private let suffix: Range<Int>

  init(_ rule: IgnoreRule, literals: inout [UInt8]) {
    isForFolders = rule.isForFolders
    isAnchored = rule.isAnchored
    isLiteral = rule.glob.isLiteral
    prefix = literals.count..<literals.count + rule.glob.literalPrefix.count
    literals += rule.glob.literalPrefix
    suffix = literals.count..<literals.count + rule.glob.literalSuffix.count
    literals += rule.glob.literalSuffix
  }

  /// False where the text cannot match; for a literal, true where it does.
  func admits(_ text: UnsafeBufferPointer<UInt8>, _ literals: UnsafeBufferPointer<UInt8>) -> Bool {
    let spare = text.count - prefix.count - suffix.count
    guard isLiteral ? spare == 0 : spare >= 0 else { return false }
    for index in 0..<prefix.count where text[index] != literals[prefix.lowerBound + index] { return false }
    let start = text.count - suffix.count
    for index in 0..<suffix.count where text[start + index] != literals[suffix.lowerBound + index] { return false }
    return true
  }
}
