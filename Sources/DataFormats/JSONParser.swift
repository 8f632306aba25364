import SourceText

/// Which texts count as well-formed.
package enum JSONDialect: Sendable {
  /// RFC 8259. A byte-order mark is tolerated, as its section 8.1 allows; malformed UTF-8 inside strings too, as Node does.
  case strict
  /// `tsconfig.json` and its kin: `//` and `/* */` comments, and a comma before a closing bracket.
  case withComments
}

/// Reads JSON without recursion: an explicit stack of open containers and one expectation, so that depth is a number
/// and no input can exhaust the thread's stack. It repairs what it can and says so; it never fails.
package struct JSONParser {
  /// Deeper nesting is a problem and ends the reading.
  package static let depthLimit = 2_000
  /// After this many problems the rest of the file is left unread.
  static let problemLimit = 20

  package static func parse(_ bytes: [UInt8], dialect: JSONDialect = .strict) -> JSONDocument {
    let (records, problems) = bytes.withUnsafeBufferPointer { buffer in
      var parser = JSONParser(bytes: buffer, dialect: dialect)
      parser.parseDocument()
      return (parser.records, parser.problems)
    }
    return JSONDocument(bytes: bytes, records: records, problems: problems)
  }

  package static func parse(_ text: String, dialect: JSONDialect = .strict) -> JSONDocument {
    parse(Array(text.utf8), dialect: dialect)
  }

  enum Expectation {
    case value, firstElement, firstKey, key, colon, separator
  }

  let bytes: UnsafeBufferPointer<UInt8>
  let dialect: JSONDialect
  var offset = 0
  var records: [JSONRecord] = []
  var problems: [FormatProblem] = []
  /// Indices of the containers that are open, outermost first.
  var open: [Int] = []
  var expectation = Expectation.value
  var isFinished = false

  private init(bytes: UnsafeBufferPointer<UInt8>, dialect: JSONDialect) {
    self.bytes = bytes
    self.dialect = dialect
    records.reserveCapacity(bytes.count / 16 + 8)
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { offset = 3 }
  }

  private mutating func parseDocument() {
    while !isFinished {
      skipTrivia()
      guard offset < bytes.count else {
        reportEnd()
        break
      }
      let start = offset
      let before = expectation
      step(bytes[offset])
      if problems.count >= Self.problemLimit { isFinished = true }
      precondition(
        offset > start || expectation != before || isFinished, "a step consumes a byte or changes what comes next")
    }
    while !open.isEmpty { close(at: offset) }
    completeLastMember()
  }

  private mutating func step(_ byte: UInt8) {
    switch expectation {
    case .value: parseValue(byte)
    case .firstElement: byte == UInt8(ascii: "]") ? closeAndAdvance() : parseValue(byte)
    case .firstKey: byte == UInt8(ascii: "}") ? closeAndAdvance() : parseKey(byte)
    case .key: parseKey(byte)
    case .colon:
      if byte == UInt8(ascii: ":") { offset += 1 } else { report(at: offset, "a colon is missing after this key") }
      expectation = .value
    case .separator: parseSeparator(byte)
    }
  }

  /// One value, or the opening of a container; leaves what follows it.
  private mutating func parseValue(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "{"): openContainer(.object)
    case UInt8(ascii: "["): openContainer(.array)
    case UInt8(ascii: "\""):
      appendString(kind: .string)
      expectation = .separator
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): parseNumber()
    case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ":"): parseMissingValue(byte)
    default: parseWord()
    }
  }

  private mutating func parseMissingValue(_ byte: UInt8) {
    let closesArray = byte == UInt8(ascii: "]") && open.last.map { records[$0].kind } == .array
    if closesArray {
      reportTrailingComma()
      closeAndAdvance()
      return
    }
    report(at: offset, "a value is missing here")
    append(.invalid, from: offset, to: offset)
    if byte == UInt8(ascii: ":") { offset += 1 }
    expectation = .separator
  }

  private mutating func parseKey(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""):
      appendString(kind: .string)
      expectation = .colon
    case UInt8(ascii: "}"):
      reportTrailingComma()
      closeAndAdvance()
    case UInt8(ascii: ","):
      report(at: offset, "a key is missing before this comma")
      offset += 1
      expectation = .key
    case UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ":"):
      report(at: offset, "a key in double quotes is expected here")
      expectation = byte == UInt8(ascii: "]") ? .separator : .key
      if byte != UInt8(ascii: "]") { offset += 1 }
    default:
      let start = offset
      skipWord()
      report(from: start, to: offset, "keys stand in double quotes")
      append(.string, from: start, to: offset)
      expectation = .colon
    }
  }

  private mutating func parseSeparator(_ byte: UInt8) {
    guard let container = open.last else {
      report(at: offset, "nothing may follow the outermost value")
      isFinished = true
      return
    }
    let isObject = records[container].kind == .object
    switch byte {
    case UInt8(ascii: ","):
      offset += 1
      expectation = isObject ? .key : .value
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      closeMatching(byte)
    default:
      report(at: offset, "a comma is missing here")
      if byte == UInt8(ascii: ":") { offset += 1 }
      expectation = isObject ? .key : .value
    }
  }

  private mutating func openContainer(_ kind: JSONValue.Kind) {
    guard open.count < Self.depthLimit else {
      report(at: offset, "nesting deeper than \(Self.depthLimit) levels is not read")
      append(.invalid, from: offset, to: offset)
      expectation = .separator
      isFinished = true
      return
    }
    open.append(records.count)
    append(kind, from: offset, to: offset + 1)
    offset += 1
    expectation = kind == .object ? .firstKey : .firstElement
  }

  /// Closes the innermost container at the bracket under the head.
  private mutating func closeAndAdvance() {
    offset += 1
    close(at: offset)
  }

  private mutating func closeMatching(_ byte: UInt8) {
    let wanted: JSONValue.Kind = byte == UInt8(ascii: "}") ? .object : .array
    if let container = open.last, records[container].kind == wanted {
      closeAndAdvance()
      return
    }
    report(at: offset, wanted == .object ? "this brace closes a bracket" : "this bracket closes a brace")
    if open.contains(where: { records[$0].kind == wanted }) {
      while let container = open.last, records[container].kind != wanted { close(at: offset) }
      closeAndAdvance()
    } else {
      offset += 1
    }
  }

  private mutating func close(at end: Int) {
    completeLastMember()
    let container = open.removeLast()
    records[container].end = UInt32(truncatingIfNeeded: end)
    records[container].next = UInt32(truncatingIfNeeded: records.count)
    expectation = .separator
  }

  /// Gives a key whose value never came an empty one, so that keys and values always alternate.
  private mutating func completeLastMember() {
    guard let container = open.last, records[container].kind == .object else { return }
    if expectation == .colon || expectation == .value { append(.invalid, from: offset, to: offset) }
    expectation = .separator
  }

  private mutating func reportTrailingComma() {
    if dialect == .strict { report(at: offset, "a comma stands before this closing bracket") }
  }

  private mutating func reportEnd() {
    if open.isEmpty, expectation == .separator { return }
    report(at: offset, records.isEmpty ? "the file holds no value" : "the file ends before its brackets are closed")
  }

  mutating func append(_ kind: JSONValue.Kind, from start: Int, to end: Int) {
    records.append(
      JSONRecord(
        start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end),
        next: UInt32(truncatingIfNeeded: records.count + 1), kind: kind))
  }

  mutating func report(at offset: Int, _ message: String) {
    report(from: offset, to: min(offset + 1, bytes.count), message)
  }

  mutating func report(from start: Int, to end: Int, _ message: String) {
    problems.append(FormatProblem(span: Span(start, end), message: message))
  }
}
