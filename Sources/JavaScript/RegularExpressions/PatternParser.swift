import SourceText

/// Reads the pattern of a regular expression literal: one pass, no backtracking, groups on a stack of its own.
///
/// The first thing that the grammar has no place for ends the reading of the pattern (`fail`); what is well formed and
/// forbidden all the same is noted, and the reading goes on (`note`). One parser reads many literals, so that its
/// arrays are allocated once a file.
struct PatternParser {
  let source: UnsafePointer<UInt8>
  var position = 0
  /// Offset of the closing slash.
  var end = 0
  /// Flag u or v: the strict grammar, in code points.
  var unicode = false
  /// Flag v.
  var sets = false
  /// `\k` is a reference even without the flags u and v, because the pattern has named groups.
  var namedReferences = false
  var failed = false

  var nodes: [PatternNode] = []
  var problems: [SyntaxProblem] = []
  var levels: [Level] = []
  var captureCount = 0
  /// Names of groups, each with where it was given last.
  var groupNames: [String: Int] = [:]
  var nameReferences: [(name: String, node: Int)] = []
  var numberReferences: [Int] = []
  /// `\k` was read as an escaped letter.
  var plainKSeen = false
  /// Number of groups of the whole pattern, counted ahead when a `\1` asks.
  var countedAhead: Int?
  /// The second unit of a character whose first has just been read in a class.
  var pendingUnit: UInt32 = 0
  /// Where the innermost class begins.
  var openClass = 0

  /// A group that is open: the pattern itself comes first.
  struct Level {
    let node: Int
    let start: Int
    var alternative: Int
    var alternativeStart: Int
    /// The last child of the alternative, or 0.
    var lastTerm = 0
  }

  /// Classes nested deeper than this are a problem of their own.
  static let maximumClassDepth = 1000

  init(source: UnsafePointer<UInt8>) { self.source = source }

  /// Reads `/pattern/flags`, all offsets in the source; the tree and the problems are in `nodes` and `problems` after it.
  mutating func parseLiteral(from start: Int, patternEnd: Int, to literalEnd: Int) -> RegularExpressionFlags {
    problems.removeAll(keepingCapacity: true)
    let flags = RegularExpressionFlags.read(source, from: patternEnd + 1, to: literalEnd, problems: &problems)
    sets = flags.contains(.unicodeSets)
    unicode = sets || flags.contains(.unicode)
    let flagProblems = problems.count
    namedReferences = unicode
    parsePattern(from: start + 1, to: patternEnd)
    if plainKSeen, !groupNames.isEmpty {
      problems.removeLast(problems.count - flagProblems)
      namedReferences = true
      parsePattern(from: start + 1, to: patternEnd)
    }
    return flags
  }

  private mutating func parsePattern(from start: Int, to end: Int) {
    position = start
    self.end = end
    failed = false
    captureCount = 0
    countedAhead = nil
    plainKSeen = false
    nodes.removeAll(keepingCapacity: true)
    levels.removeAll(keepingCapacity: true)
    if !groupNames.isEmpty { groupNames.removeAll(keepingCapacity: true) }
    if !nameReferences.isEmpty { nameReferences.removeAll(keepingCapacity: true) }
    if !numberReferences.isEmpty { numberReferences.removeAll(keepingCapacity: true) }
    nodes.append(PatternNode(.pattern, from: start, to: end))
    openLevel(0, from: start)
    while position < end, !failed { parseTerm() }
    if failed { return }
    nodes[levels[levels.count - 1].alternative].end = UInt32(truncatingIfNeeded: end)
    if levels.count > 1, let open = levels.last {
      return fail("this group is never closed", open.start, open.start + 1)
    }
    checkReferences()
  }

  // MARK: Problems

  mutating func note(_ message: String, _ start: Int, _ end: Int) {
    if !failed { problems.append(.early(message, start, max(start, min(end, self.end)))) }
  }

  mutating func fail(_ message: String, _ start: Int, _ end: Int) {
    note(message, start, end)
    failed = true
  }

  // MARK: Reading

  /// The byte `distance` after the current one; 0 past the end of the pattern.
  @inline(__always) func byte(_ distance: Int = 0) -> UInt8 {
    position + distance < end ? source[position + distance] : 0
  }

  @inline(__always) mutating func eat(_ character: UInt8) -> Bool {
    guard position < end, source[position] == character else { return false }
    position += 1
    return true
  }

  func at(_ text: StaticString) -> Bool {
    guard position + text.utf8CodeUnitCount <= end else { return false }
    for index in 0..<text.utf8CodeUnitCount where source[position + index] != text.utf8Start[index] { return false }
    return true
  }

  /// The character at the current offset and its length. Malformed UTF-8 stands for the replacement character.
  func scalar() -> (value: UInt32, length: Int) {
    let (value, length) = Lexer.decode(source + position)
    return value == 0xFFFF_FFFF ? (0xFFFD, 1) : (value, min(length, end - position))
  }

  // MARK: Tree

  /// Adds a term to the current alternative.
  @discardableResult
  mutating func append(_ node: PatternNode) -> Int {
    let index = nodes.count
    nodes.append(node)
    let level = levels.count - 1
    let last = levels[level].lastTerm
    if last == 0 {
      nodes[levels[level].alternative].firstChild = UInt32(truncatingIfNeeded: index)
    } else {
      nodes[last].nextSibling = UInt32(truncatingIfNeeded: index)
    }
    levels[level].lastTerm = index
    return index
  }

  mutating func openLevel(_ node: Int, from start: Int) {
    let alternative = nodes.count
    nodes.append(PatternNode(.alternative, from: position, to: position))
    nodes[node].firstChild = UInt32(truncatingIfNeeded: alternative)
    levels.append(
      Level(node: node, start: start, alternative: alternative, alternativeStart: position))
  }

  private mutating func nextAlternative() {
    let level = levels.count - 1
    let last = levels[level].alternative
    nodes[last].end = UInt32(truncatingIfNeeded: position)
    position += 1
    let alternative = nodes.count
    nodes.append(PatternNode(.alternative, from: position, to: position))
    nodes[last].nextSibling = UInt32(truncatingIfNeeded: alternative)
    levels[level].alternative = alternative
    levels[level].alternativeStart = position
    levels[level].lastTerm = 0
  }

  private mutating func closeLevel() {
    guard levels.count > 1, let level = levels.popLast() else {
      return fail("this ')' closes no group; a parenthesis that is meant is written \\)", position, position + 1)
    }
    nodes[level.alternative].end = UInt32(truncatingIfNeeded: position)
    position += 1
    nodes[level.node].end = UInt32(truncatingIfNeeded: position)
    switch nodes[level.node].kind {
    case .lookahead where !unicode, .capture, .group: parseQuantifier(of: level.node)
    default: refuseQuantifier()
    }
  }

  // MARK: Terms

  /// Term: one assertion or atom with its quantifier, or the `|`, `(` or `)` around some.
  private mutating func parseTerm() {
    let start = position
    switch source[position] {
    case UInt8(ascii: "|"): nextAlternative()
    case UInt8(ascii: "("): openGroup()
    case UInt8(ascii: ")"): closeLevel()
    case UInt8(ascii: "^"):
      position += 1
      append(PatternNode(.startAssertion, from: start, to: position))
      refuseQuantifier()
    case UInt8(ascii: "$"):
      position += 1
      append(PatternNode(.endAssertion, from: start, to: position))
      refuseQuantifier()
    case UInt8(ascii: "."):
      position += 1
      parseQuantifier(of: append(PatternNode(.anyCharacter, from: start, to: position)))
    case UInt8(ascii: "["):
      let index = append(PatternNode(.characterClass, from: start, to: start))
      if sets { parseSetClass(index, depth: 0) } else { parseClass(index) }
      parseQuantifier(of: index)
    case UInt8(ascii: "\\"): parseAtomEscape()
    case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"):
      fail("there is nothing before this quantifier to repeat", start, start + 1)
    case UInt8(ascii: "{"):
      if let quantifier = bracedQuantifier() {
        return fail("there is nothing before this quantifier to repeat", start, quantifier.end)
      }
      if unicode { return fail("with the flag \(modeName) a lone '{' is written \\{", start, start + 1) }
      parseCharacter()
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      if unicode {
        let character = String(UnicodeScalar(source[start]))
        return fail("with the flag \(modeName) a lone '\(character)' is written \\\(character)", start, start + 1)
      }
      parseCharacter()
    default: parseCharacter()
    }
  }

  var modeName: String { sets ? "v" : "u" }

  /// A character that stands for itself. Without the flags u and v one beyond the BMP is two of them.
  private mutating func parseCharacter() {
    let start = position
    let (value, length) = scalar()
    position += length
    if value > 0xFFFF, !unicode {
      append(PatternNode(.character, from: start, to: position, value: PatternParser.leadingUnit(value)))
      parseQuantifier(
        of: append(PatternNode(.character, from: start, to: position, value: PatternParser.trailingUnit(value))))
    } else {
      parseQuantifier(of: append(PatternNode(.character, from: start, to: position, value: value)))
    }
  }

  static func leadingUnit(_ scalar: UInt32) -> UInt32 { 0xD800 + ((scalar - 0x10000) >> 10) }
  static func trailingUnit(_ scalar: UInt32) -> UInt32 { 0xDC00 + ((scalar - 0x10000) & 0x3FF) }

  // MARK: Quantifiers

  mutating func parseQuantifier(of node: Int) {
    if failed || position >= end { return }
    let start = position
    switch source[position] {
    case UInt8(ascii: "*"): repeating(node, 0, PatternNode.unbounded)
    case UInt8(ascii: "+"): repeating(node, 1, PatternNode.unbounded)
    case UInt8(ascii: "?"): repeating(node, 0, 1)
    case UInt8(ascii: "{"):
      guard let quantifier = bracedQuantifier() else { return }
      position = quantifier.end
      if quantifier.isDescending { note("the numbers in this quantifier are in the wrong order", start, position) }
      nodes[node].minimum = quantifier.minimum
      nodes[node].maximum = quantifier.maximum
      nodes[node].isLazy = eat(UInt8(ascii: "?"))
    default: break
    }
  }

  private mutating func repeating(_ node: Int, _ minimum: UInt32, _ maximum: UInt32) {
    position += 1
    nodes[node].minimum = minimum
    nodes[node].maximum = maximum
    nodes[node].isLazy = eat(UInt8(ascii: "?"))
  }

  /// After an assertion, which cannot be repeated.
  mutating func refuseQuantifier() {
    switch byte() {
    case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"):
      fail("an assertion cannot be repeated", position, position + 1)
    case UInt8(ascii: "{"):
      if let quantifier = bracedQuantifier() { fail("an assertion cannot be repeated", position, quantifier.end) }
    default: break
    }
  }

  /// `{2}`, `{2,}` or `{2,5}` at the current offset; nil where the brace begins none. Consumes nothing.
  private func bracedQuantifier() -> (minimum: UInt32, maximum: UInt32, isDescending: Bool, end: Int)? {
    var offset = position + 1
    guard let minimum = number(at: &offset) else { return nil }
    var maximum: (value: UInt32, digits: Range<Int>) = minimum
    var isBounded = true
    if offset < end, source[offset] == UInt8(ascii: ",") {
      offset += 1
      if let upper = number(at: &offset) { maximum = upper } else { isBounded = false }
    }
    guard offset < end, source[offset] == UInt8(ascii: "}") else { return nil }
    let isDescending = isBounded && isGreater(minimum.digits, maximum.digits)
    return (minimum.value, isBounded ? maximum.value : PatternNode.unbounded, isDescending, offset + 1)
  }

  /// Digits from `offset` on: their value, at most one below the largest, and where they stand.
  func number(at offset: inout Int) -> (value: UInt32, digits: Range<Int>)? {
    let start = offset
    var value: UInt64 = 0
    while offset < end, source[offset] >= 0x30, source[offset] <= 0x39 {
      value = min(value * 10 + UInt64(source[offset] - 0x30), UInt64(UInt32.max - 1))
      offset += 1
    }
    return offset == start ? nil : (UInt32(value), start..<offset)
  }

  /// Compares numbers of any length.
  private func isGreater(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    let first = left.drop { source[$0] == 0x30 }
    let second = right.drop { source[$0] == 0x30 }
    if first.count != second.count { return first.count > second.count }
    for (one, other) in zip(first, second) where source[one] != source[other] { return source[one] > source[other] }
    return false
  }
}
