import SourceText

/// Reads Dockerfiles: instructions over several lines, the `escape` directive, flags, JSON and shell form, variables,
/// here-documents, stages. Source: the Dockerfile reference of docs.docker.com, 2026. A word that is no instruction is
/// refused where it stands.
package struct DockerfileParser {
  static let problemLimit = 20
  static let instructionLimit = 10_000

  package static func parse(_ bytes: [UInt8]) -> Dockerfile {
    bytes.withUnsafeBufferPointer { buffer in
      var parser = DockerfileParser(bytes: buffer)
      parser.parseDirectives()
      parser.parseInstructions()
      return parser.dockerfile()
    }
  }

  package static func parse(_ text: String) -> Dockerfile { parse(Array(text.utf8)) }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var offset = 0
  private var escape = UInt8(ascii: "\\")
  private var instructions: [DockerInstruction] = []
  private var problems: [FormatProblem] = []

  private init(bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
  }

  // MARK: Lines

  /// `# escape=`` ` in the comments at the very beginning.
  private mutating func parseDirectives() {
    var line = offset
    while line < bytes.count {
      let end = lineEnd(from: line)
      let text = String(decoding: bytes[line..<end], as: UTF8.self).lowercased().filter { $0 != " " && $0 != "\t" }
      guard text.hasPrefix("#"), text.holds("=") else { return }
      if text.hasPrefix("#escape="), text.dropFirst(8).first == "`" { escape = UInt8(ascii: "`") }
      line = next(end)
    }
  }

  private mutating func parseInstructions() {
    while offset < bytes.count, problems.count < Self.problemLimit {
      let start = skipBlanks(offset)
      let end = lineEnd(from: start)
      if start == end || bytes[start] == UInt8(ascii: "#") {
        offset = next(end)
        continue
      }
      guard instructions.count < Self.instructionLimit else {
        return report(start, start, "more than \(Self.instructionLimit) instructions are not read")
      }
      parseInstruction(at: start)
    }
  }

  /// One instruction with its continued lines and here-documents; leaves what follows their last line.
  private mutating func parseInstruction(at start: Int) {
    let line = joinedLine(from: start)
    var head = 0
    while head < line.count, !line.isBlank(head) { head += 1 }
    let keyword = line.text(0..<head).uppercased()
    guard Self.keywords.contains(keyword) else {
      return report(start, line.end(of: head), "this is no instruction of a Dockerfile")
    }
    var reader = DockerLineReader(line: line, escape: escape, head: head)
    let flags = reader.parseFlags()
    let rest = reader.rest
    let words = keyword == "ONBUILD" ? [] : reader.parseWords()
    let list = Self.listKeywords.contains(keyword) ? reader.parseList() : nil
    let variables = reader.parseVariables(of: keyword)
    let end = line.end(of: line.count)
    for problem in reader.problems.prefix(max(0, Self.problemLimit - problems.count)) { problems.append(problem) }
    let documents = Self.documentKeywords.contains(keyword) ? parseDocuments(words) : []
    instructions.append(
      DockerInstruction(
        keyword: keyword, keywordSpan: Span(start, line.end(of: head)),
        span: Span(start, max(end, documents.last.map { lineEnd(from: Int($0.end)) } ?? end)), flags: flags,
        text: line.text(rest), textSpan: line.span(rest), words: words, list: list, variables: variables,
        documents: documents))
  }

  /// The instruction's bytes without the ends of continued lines, and without comments and empty lines between them.
  private mutating func joinedLine(from start: Int) -> DockerLine {
    var line = DockerLine()
    var from = start
    while true {
      let end = lineEnd(from: from)
      offset = next(end)
      var last = end
      while last > from, isBlank(last - 1) { last -= 1 }
      guard last > from, bytes[last - 1] == escape else {
        line.append(bytes, from, last)
        return line
      }
      line.append(bytes, from, last - 1)
      // Comments and empty lines do not end it.
      while offset < bytes.count {
        let begin = skipBlanks(offset)
        let stop = lineEnd(from: begin)
        guard begin == stop || bytes[begin] == UInt8(ascii: "#") else { break }
        offset = next(stop)
      }
      guard offset < bytes.count else { return line }
      from = offset
    }
  }

  // MARK: Here-documents

  /// `<<EOF`, `<<-"EOF"`: the lines up to the word alone.
  private mutating func parseDocuments(_ words: [DockerWord]) -> [Span] {
    var documents: [Span] = []
    for word in words {
      var name = word.text[...]
      guard name.hasPrefix("<<"), !name.hasPrefix("<<<") else { continue }
      name = name.dropFirst(2)
      let isIndented = name.hasPrefix("-")
      if isIndented { name = name.dropFirst() }
      if let quote = name.first, "\"'".contains(quote), name.last == quote, name.count > 1 {
        name = name.dropFirst().dropLast()
      }
      guard let first = name.first, first.isLetter || first == "_",
        name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
      else { continue }
      let begin = offset
      guard let end = findEnd(of: Array(name.utf8), isIndented: isIndented) else {
        report(Int(word.span.start), Int(word.span.end), "the end of this here-document is missing")
        return documents
      }
      documents.append(Span(begin, end))
    }
    return documents
  }

  /// Where the line with the word alone begins; leaves what follows it.
  private mutating func findEnd(of name: [UInt8], isIndented: Bool) -> Int? {
    while offset < bytes.count {
      let begin = offset
      let end = lineEnd(from: begin)
      offset = next(end)
      var first = begin
      while isIndented, first < end, bytes[first] == 0x09 { first += 1 }
      if bytes[first..<end].elementsEqual(name) { return begin }
    }
    return nil
  }

  // MARK: Stages

  private func dockerfile() -> Dockerfile {
    var problems = problems
    let firstFrom = instructions.firstIndex { $0.keyword == "FROM" } ?? instructions.count
    let globals = instructions[..<firstFrom].filter { $0.keyword == "ARG" }.flatMap(\.variables)
    var values: [String: String] = [:]
    for global in globals {
      if let value = global.value { values[global.name] = DockerText.expand(value, with: values) }
    }
    for instruction in instructions[..<firstFrom] where instruction.keyword != "ARG" {
      problems.append(FormatProblem(span: instruction.keywordSpan, message: "only ARG may stand before FROM"))
    }
    var stages: [DockerStage] = []
    var index = firstFrom
    while index < instructions.count {
      let from = instructions[index]
      let end = instructions[(index + 1)...].firstIndex { $0.keyword == "FROM" } ?? instructions.count
      if let word = from.words.first {
        let isNamed = from.words.count == 3 && from.words[1].text.lowercased() == "as"
        if from.words.count != 1, !isNamed {
          problems.append(FormatProblem(span: from.textSpan, message: "FROM takes an image, and a name after AS"))
        }
        stages.append(
          DockerStage(
            index: stages.count, name: isNamed ? from.words[2].text : nil, from: from,
            image: DockerImage(
              written: word.text, span: word.span, reference: DockerText.expand(word.text, with: values)),
            instructions: Array(instructions[(index + 1)..<end])))
      } else {
        problems.append(FormatProblem(span: from.keywordSpan, message: "FROM names no image"))
      }
      index = end
    }
    if stages.isEmpty, problems.isEmpty {
      problems.append(FormatProblem(span: Span(bytes.count, bytes.count), message: "FROM is missing"))
    }
    return Dockerfile(
      instructions: instructions, globalArguments: globals, stages: stages,
      problems: Array(problems.prefix(Self.problemLimit)))
  }

  private mutating func report(_ start: Int, _ end: Int, _ message: String) {
    problems.append(FormatProblem(span: Span(start, end), message: message))
  }

  private func isBlank(_ index: Int) -> Bool { bytes[index] == 0x20 || bytes[index] == 0x09 }

  private func skipBlanks(_ start: Int) -> Int {
    var index = start
    while index < bytes.count, isBlank(index) { index += 1 }
    return index
  }

  private func lineEnd(from start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    return end
  }

  /// Behind a line end.
  private func next(_ end: Int) -> Int {
    guard end < bytes.count else { return bytes.count }
    return bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A ? end + 2 : end + 1
  }

  private static let keywords: Set<String> = [
    "FROM", "RUN", "CMD", "LABEL", "MAINTAINER", "EXPOSE", "ENV", "ADD", "COPY", "ENTRYPOINT", "VOLUME", "USER",
    "WORKDIR", "ARG", "ONBUILD", "STOPSIGNAL", "HEALTHCHECK", "SHELL",
  ]
  private static let listKeywords: Set<String> = ["RUN", "CMD", "ENTRYPOINT", "SHELL", "VOLUME", "ADD", "COPY"]
  private static let documentKeywords: Set<String> = ["RUN", "ADD", "COPY"]
}
