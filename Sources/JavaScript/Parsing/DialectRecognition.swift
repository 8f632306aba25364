import SourceText

// Which files are no JavaScript at all but typed dialects of it, told from files that are merely broken.
//
// A file is taken for one if it says so (`@flow`) and does not parse; if the TypeScript grammar reads it without any
// problem, or reads several types on from where the JavaScript grammar stopped; or if there stands something, where a
// grammar stopped, that only Flow has. It is told in one problem, because one for every annotation helps nobody.
// Nothing here runs for a file that parses.
extension TreeArena {
  /// The last parse was of a JavaScript file and met problems: sees whether it is a dialect, and if so replaces them.
  /// The tree is the one of the JavaScript grammar in either case.
  func recognizeDialect(_ options: ParseOptions) {
    let problems = storage.pointee.problems
    guard let first = problems.first(where: { $0.kind == .syntax }), !problems.contains(where: { $0.kind == .limit })
    else { return }
    let evidence = FlowEvidence(source: UnsafePointer(storage.pointee.source), count: storage.pointee.sourceCount)
    var isTyped = hasFlowPragma
    let isFlow =
      isTyped || problems.prefix(8).contains { $0.kind == .syntax && evidence.isForm(at: Int($0.span.start)) }
    if !isFlow {
      isTyped = readsAsTyped(options, from: first.span.start, evidence)
      run(options)
    }
    guard isFlow || isTyped else { return }
    storage.pointee.dialect = .flow
    storage.pointee.problems = [
      SyntaxProblem(
        kind: .dialect, span: first.span,
        message: isFlow
          ? "this file is written in Flow, which is not examined"
          : "type annotations, which JavaScript has not, make this file Flow or TypeScript; it is not examined")
    ]
  }

  /// The TypeScript grammar makes sense of what begins at `offset`, where the JavaScript grammar stopped.
  private func readsAsTyped(_ options: ParseOptions, from offset: UInt32, _ evidence: FlowEvidence) -> Bool {
    var typed = options
    typed.language = .tsx
    run(typed)
    let problem = storage.pointee.problems.first { $0.kind == .syntax }
    let limit = problem?.span.start ?? .max
    if limit <= offset { return false }
    if evidence.isAlias(at: Int(offset)) { return true }
    if let problem, evidence.isForm(at: Int(problem.span.start)) { return true }
    // A typo such as `let a: 1` reads like one annotation.
    let count = typeCount(from: offset, to: limit)
    return problem == nil && storage.pointee.problems.isEmpty ? count > 0 : count > 1
  }

  /// Lines on which types begin between two offsets, up to two. Literals among types are no evidence.
  private func typeCount(from start: UInt32, to end: UInt32) -> Int {
    // The line of the first; parents follow their children, so that places go forth and back.
    var line: Range<UInt32>?
    for index in stride(from: 1, through: storage.pointee.nodeCount, by: 1) {
      let node = storage.pointee.nodes + index
      guard node.pointee.end > start, node.pointee.start < end, Self.isEvidence(node.pointee) else { continue }
      let place = max(node.pointee.start, start)
      guard let known = line else {
        line = lineAround(place)
        continue
      }
      if !known.contains(place) { return 2 }
    }
    return line == nil ? 0 : 1
  }

  private static func isEvidence(_ node: NodeRecord) -> Bool {
    switch node.kind {
    case .tsInterfaceDeclaration, .tsTypeAliasDeclaration, .tsAnyKeyword, .tsBooleanKeyword, .tsNumberKeyword,
      .tsStringKeyword, .tsVoidKeyword, .tsUnknownKeyword, .tsObjectKeyword, .tsNeverKeyword, .tsArrayType,
      .tsFunctionType, .tsTypeReference, .tsUnionType, .tsTypeParameterDeclaration, .tsAsExpression, .tsHeritage,
      .tsEnumDeclaration, .tsSymbolKeyword, .tsThisType:
      true
    case .importDeclaration, .exportNamedDeclaration, .importSpecifier: node.flags.contains(.typeOnly)
    default: false
    }
  }

  /// From the line end before an offset to the one at or after it.
  private func lineAround(_ place: UInt32) -> Range<UInt32> {
    let source = storage.pointee.source
    func isLineEnd(_ offset: UInt32) -> Bool { source[Int(offset)] == 0x0A || source[Int(offset)] == 0x0D }
    var start = place
    while start > 0, !isLineEnd(start - 1) { start -= 1 }
    var end = place
    while Int(end) < storage.pointee.sourceCount, !isLineEnd(end) { end += 1 }
    return start..<end + 1
  }

  /// The first comments of the file hold `@flow` (not `@noflow`).
  private var hasFlowPragma: Bool {
    for index in 0..<min(storage.pointee.commentCount, 8) {
      let span = storage.pointee.comments[index].span
      let text = String(
        decoding: UnsafeBufferPointer(start: storage.pointee.source + Int(span.start), count: span.count),
        as: UTF8.self)
      if text.split(whereSeparator: { !($0.isLetter || $0 == "@") }).contains("@flow") { return true }
    }
    return false
  }
}

/// Looks at the text where a grammar stopped, for what neither JavaScript nor TypeScript but Flow has.
struct FlowEvidence {
  let source: UnsafePointer<UInt8>
  let count: Int

  /// How far back and on a form is looked for.
  private static let reach = 200

  func isForm(at offset: Int) -> Bool {
    guard offset < count else { return false }
    let before = previous(offset)
    switch source[offset] {
    case UInt8(ascii: "?"):
      // `x: ?T`, `Array<?T>`
      return (before == UInt8(ascii: ":") || before == UInt8(ascii: "<")) && source[offset + 1] > 0x20
        && beginsType(offset + 1)
    case UInt8(ascii: "|"):
      // `{| exact: T |}`
      return before == UInt8(ascii: "{") && offset > 0 && source[offset - 1] == UInt8(ascii: "{")
    case UInt8(ascii: "%"):
      return word(at: offset + 1) == "checks"
    case UInt8(ascii: "*"):
      // `Array<*>`
      return before == UInt8(ascii: "<") && source[offset + 1] == UInt8(ascii: ">")
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      return isVariance(offset, before)
    case UInt8(ascii: ":"):
      return isCast(offset)
    default:
      return isDeclaration(offset)
    }
  }

  /// `+name: T` among members of a type.
  private func isVariance(_ offset: Int, _ before: UInt8) -> Bool {
    guard before == UInt8(ascii: "{") || before == UInt8(ascii: ",") || before == UInt8(ascii: ";") || before == 0x7C
    else { return false }
    let name = word(at: offset + 1)
    if name.isEmpty { return false }
    var end = offset + 1 + name.utf8.count
    if source[end] == UInt8(ascii: "?") { end += 1 }
    return source[end] == UInt8(ascii: ":")
  }

  /// `import typeof`, `opaque type`, `declare export`, `declare var`: the grammar stops at the second word.
  private func isDeclaration(_ offset: Int) -> Bool {
    let second = word(at: offset)
    guard !second.isEmpty else { return false }
    switch wordBefore(offset) {
    case "import": return second == "typeof"
    case "opaque": return second == "type"
    case "export": return second == "opaque" && word(at: skipSpaces(offset + 6)) == "type"
    case "declare":
      return ["var", "let", "const", "function", "class", "export", "opaque", "type", "module", "interface"]
        .contains(second)
    default: return false
    }
  }

  /// `type Name =`, `type Name<`: the grammar stops at the name, or at `type` after `export`.
  func isAlias(at offset: Int) -> Bool {
    let name = word(at: offset)
    if name == "type", wordBefore(offset) == "export" { return isAlias(at: skipSpaces(offset + 4)) }
    guard !name.isEmpty, wordBefore(offset) == "type" else { return false }
    let following = source[skipSpaces(offset + name.utf8.count)]
    return following == UInt8(ascii: "=") || following == UInt8(ascii: "<")
  }

  /// `(value: T)` that is neither a call's arguments nor a statement's head: the colon stands in its own parentheses,
  /// and what follows up to the closing one looks like a type.
  private func isCast(_ colon: Int) -> Bool {
    guard beginsType(colon + 1) || source[skipSpaces(colon + 1)] == UInt8(ascii: "?") else { return false }
    var depth = 0
    var offset = colon - 1
    let floor = max(0, colon - Self.reach)
    while offset >= floor {
      switch source[offset] {
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth += 1
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
        if depth == 0 { return source[offset] == UInt8(ascii: "(") && isGrouping(offset) && closes(colon + 1) }
        depth -= 1
      case UInt8(ascii: ";"), UInt8(ascii: "?"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
        if depth == 0 { return false }
      default: break
      }
      offset -= 1
    }
    return false
  }

  /// The parenthesis at `offset` stands where an expression begins.
  private func isGrouping(_ offset: Int) -> Bool {
    let before = previous(offset)
    if ByteClass.table[Int(before)] & ByteClass.name != 0 {
      return ["return", "case", "typeof", "in", "of", "default", "yield", "await"].contains(wordBefore(offset))
    }
    return before != UInt8(ascii: ")") && before != UInt8(ascii: "]") && before != UInt8(ascii: ">")
  }

  /// From `begin` to the parenthesis that closes there is nothing that ends a statement.
  private func closes(_ begin: Int) -> Bool {
    var depth = 0
    for offset in begin..<min(count, begin + Self.reach) {
      switch source[offset] {
      case UInt8(ascii: "("), UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return source[offset] == UInt8(ascii: ")") }
        depth -= 1
      case UInt8(ascii: ";"), UInt8(ascii: "="):
        if depth == 0 { return false }
      default: break
      }
    }
    return false
  }

  // MARK: Text

  private func skipSpaces(_ offset: Int) -> Int {
    var offset = offset
    while source[offset] == 0x20 || source[offset] == 0x09 || source[offset] == 0x0A || source[offset] == 0x0D {
      offset += 1
    }
    return offset
  }

  private func beginsType(_ offset: Int) -> Bool {
    let byte = source[skipSpaces(offset)]
    if byte >= 0x30, byte <= 0x39 { return false }
    return ByteClass.table[Int(byte)] & ByteClass.name != 0 || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "(")
  }

  /// The last byte before `offset` that is no space; 0 at the beginning.
  private func previous(_ offset: Int) -> UInt8 {
    var offset = offset - 1
    while offset >= 0, source[offset] <= 0x20 { offset -= 1 }
    return offset >= 0 ? source[offset] : 0
  }

  private func word(at offset: Int) -> String {
    var end = offset
    while ByteClass.table[Int(source[end])] & ByteClass.name != 0, end - offset < 64 { end += 1 }
    return String(decoding: UnsafeBufferPointer(start: source + offset, count: end - offset), as: UTF8.self)
  }

  /// The word that ends before `offset` on the same line.
  private func wordBefore(_ offset: Int) -> String {
    var end = offset
    while end > 0, source[end - 1] == 0x20 || source[end - 1] == 0x09 { end -= 1 }
    var start = end
    while start > 0, ByteClass.table[Int(source[start - 1])] & ByteClass.name != 0, end - start < 64 { start -= 1 }
    return String(decoding: UnsafeBufferPointer(start: source + start, count: end - start), as: UTF8.self)
  }
}
