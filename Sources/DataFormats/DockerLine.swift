import SourceText

/// The bytes of one instruction with the offset each has in the file.
struct DockerLine {
  private(set) var bytes: [UInt8] = []
  private var offsets: [UInt32] = []
  /// Where the last piece ends in the file.
  private var end = 0

  var count: Int { bytes.count }

  mutating func append(_ source: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
    for index in start..<max(start, end) {
      bytes.append(source[index])
      offsets.append(UInt32(clamping: index))
    }
    self.end = max(start, end)
  }

  func isBlank(_ index: Int) -> Bool { bytes[index] == 0x20 || bytes[index] == 0x09 }
  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// Where in the file the byte at `index` stands.
  func start(of index: Int) -> Int { index < offsets.count ? Int(offsets[index]) : end }

  /// Where in the file the bytes before `index` end.
  func end(of index: Int) -> Int { index == 0 ? start(of: 0) : start(of: index - 1) + 1 }

  func span(_ range: Range<Int>) -> Span {
    range.isEmpty
      ? Span(end(of: range.lowerBound), end(of: range.lowerBound))
      : Span(start(of: range.lowerBound), end(of: range.upperBound))
  }
}

/// Reads what follows the keyword of an instruction.
struct DockerLineReader {
  let line: DockerLine
  let escape: UInt8
  private var head: Int
  private(set) var problems: [FormatProblem] = []

  init(line: DockerLine, escape: UInt8, head: Int) {
    self.line = line
    self.escape = escape
    self.head = head
    skipBlanks()
  }

  var rest: Range<Int> { head..<line.count }

  private mutating func skipBlanks() {
    while head < line.count, line.isBlank(head) { head += 1 }
  }

  /// `--name=value`, at the front.
  mutating func parseFlags() -> [DockerVariable] {
    var flags: [DockerVariable] = []
    while head + 1 < line.count, line.bytes[head] == UInt8(ascii: "-"), line.bytes[head + 1] == UInt8(ascii: "-") {
      let range = wordRange(from: head)
      flags.append(variable(in: range.lowerBound + 2..<range.upperBound, from: range.lowerBound))
      head = range.upperBound
      skipBlanks()
    }
    return flags
  }

  func parseWords() -> [DockerWord] {
    var words: [DockerWord] = []
    var index = head
    while index < line.count {
      if line.isBlank(index) {
        index += 1
        continue
      }
      let range = wordRange(from: index)
      words.append(DockerWord(text: line.text(range), span: line.span(range)))
      index = range.upperBound
    }
    return words
  }

  /// Up to a blank that stands in no quotes.
  private func wordRange(from start: Int) -> Range<Int> {
    var index = start
    var quote: UInt8?
    while index < line.count {
      let byte = line.bytes[index]
      if byte == escape, quote != UInt8(ascii: "'"), index + 1 < line.count {
        index += 2
        continue
      }
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if line.isBlank(index) {
        break
      }
      index += 1
    }
    return start..<min(index, line.count)
  }

  /// `["node", "server.js"]`; nil where the text is no such list, which Docker then takes for the shell form.
  func parseList() -> [DockerWord]? {
    var end = line.count
    while end > head, line.isBlank(end - 1) { end -= 1 }
    guard head < end, line.bytes[head] == UInt8(ascii: "["), line.bytes[end - 1] == UInt8(ascii: "]") else {
      return nil
    }
    let document = JSONParser.parse(Array(line.bytes[head..<end]), dialect: .strict)
    guard document.isWellFormed, let root = document.root, root.isArray else { return nil }
    var words: [DockerWord] = []
    for element in root.elements {
      guard let text = element.string else { return nil }
      let span = element.contentSpan
      words.append(
        DockerWord(text: text, span: line.span(head + Int(span.start)..<head + Int(span.end))))
    }
    return words
  }

  // MARK: Variables

  /// `ENV A=1 B="two words"`, `ENV A the rest of the line`, `ARG A`, `LABEL a=b`.
  mutating func parseVariables(of keyword: String) -> [DockerVariable] {
    guard ["ENV", "ARG", "LABEL"].contains(keyword), head < line.count else { return [] }
    let first = wordRange(from: head)
    if keyword != "ARG", !line.bytes[first].contains(UInt8(ascii: "=")) {
      var value = first.upperBound
      while value < line.count, line.isBlank(value) { value += 1 }
      var end = line.count
      while end > value, line.isBlank(end - 1) { end -= 1 }
      if value == end {
        problems.append(FormatProblem(span: line.span(first), message: "this variable is given no value"))
      }
      return [
        DockerVariable(
          name: line.text(first), value: unquoted(value..<end), span: line.span(first.lowerBound..<end),
          valueSpan: line.span(value..<end))
      ]
    }
    var variables: [DockerVariable] = []
    var index = head
    while index < line.count {
      if line.isBlank(index) {
        index += 1
        continue
      }
      let range = wordRange(from: index)
      variables.append(variable(in: range, from: range.lowerBound))
      index = range.upperBound
    }
    return variables
  }

  private func variable(in range: Range<Int>, from start: Int) -> DockerVariable {
    guard let equals = line.bytes[range].firstIndex(of: UInt8(ascii: "=")) else {
      return DockerVariable(
        name: line.text(range), value: nil, span: line.span(start..<range.upperBound),
        valueSpan: line.span(range.upperBound..<range.upperBound))
    }
    let value = equals + 1..<range.upperBound
    return DockerVariable(
      name: line.text(range.lowerBound..<equals), value: unquoted(value), span: line.span(start..<range.upperBound),
      valueSpan: line.span(value))
  }

  /// Without quotes and escapes.
  private func unquoted(_ range: Range<Int>) -> String {
    var text: [UInt8] = []
    var quote: UInt8?
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = line.bytes[index]
      if byte == escape, quote != UInt8(ascii: "'"), index + 1 < range.upperBound {
        let next = line.bytes[index + 1]
        // Between double quotes only a quote, a dollar and the sign itself are escaped.
        if quote == UInt8(ascii: "\""), next != UInt8(ascii: "\""), next != UInt8(ascii: "$"), next != escape {
          text.append(byte)
        }
        text.append(next)
        index += 2
        continue
      }
      if byte == quote {
        quote = nil
      } else if quote == nil, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else {
        text.append(byte)
      }
      index += 1
    }
    return String(decoding: text, as: UTF8.self)
  }
}

/// Variables in the text of an instruction.
package enum DockerText {
  private static let lengthLimit = 10_000

  /// Puts in what is known: `$A`, `${A}`, `${A:-default}`, `${A-default}`, `${A:+other}`. What is not known stays.
  package static func expand(_ text: String, with values: [String: String]) -> String {
    guard text.holds("$") else { return text }
    var result = ""
    var rest = text[...]
    while let dollar = rest.firstIndex(of: "$"), result.utf8.count < lengthLimit {
      result += rest[..<dollar]
      let behind = rest[rest.index(after: dollar)...]
      if behind.first == "{", let close = behind.firstIndex(of: "}") {
        let inside = behind[behind.index(after: behind.startIndex)..<close]
        result += braced(inside, values) ?? "${\(inside)}"
        rest = behind[behind.index(after: close)...]
      } else {
        let name = behind.prefix { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) }
        result += values[String(name)] ?? "$\(name)"
        rest = behind[name.endIndex...]
      }
    }
    return String((result + rest).prefix(lengthLimit))
  }

  private static func braced(_ inside: Substring, _ values: [String: String]) -> String? {
    let name = inside.prefix { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) }
    var rest = inside[name.endIndex...]
    let value = values[String(name)]
    if rest.isEmpty { return value }
    let countsEmpty = rest.first == ":"
    if countsEmpty { rest = rest.dropFirst() }
    let isSet = value != nil && !(countsEmpty && value == "")
    switch rest.first {
    case "-": return isSet ? value : String(rest.dropFirst())
    case "+": return isSet ? String(rest.dropFirst()) : ""
    default: return nil
    }
  }
}
