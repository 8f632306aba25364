import SourceText

// Problems, and going on after them.
//
// The first problem of a broken place sets `panicking`; until a list of statements, members or elements has skipped
// to a plausible boundary, nothing further is recorded, and every production gives up without consuming.
extension Parser {
  // MARK: Recording

  /// Records a problem that leaves the parser lost.
  @inline(never)
  mutating func problem(_ message: String, at span: Span) {
    // What goes wrong right where recovery stopped is still the same broken place.
    if !panicking, span.start != recoveredAt { record(SyntaxProblem(kind: .syntax, span: span, message: message)) }
    panicking = true
  }

  /// Records something that the language forbids but that was parsed all the same.
  @inline(never)
  mutating func early(_ message: String, at span: Span) {
    if !panicking { record(SyntaxProblem(kind: .early, span: span, message: message)) }
  }

  private mutating func record(_ problem: SyntaxProblem) {
    problemCount += 1
    if problems.count < Parser.maximumProblems { problems.append(problem) }
  }

  mutating func early(_ message: String, at node: NodeID) { early(message, at: span(node)) }

  func span(_ node: NodeID) -> Span {
    Span(start: nodes[Int(node.raw)].start, end: nodes[Int(node.raw)].end)
  }

  var tokenSpan: Span {
    Span(start: lexer.start, end: max(lexer.start, min(lexer.position, lexer.sourceEnd)))
  }

  /// The current token has no place here; `expected` says what has.
  @inline(never)
  mutating func unexpected(_ expected: String) {
    if lexer.kind == .invalid, !lexer.problems.isEmpty {
      // The lexer has said what is wrong.
      panicking = true
      return
    }
    problem("expected \(expected) but found \(tokenDescription)", at: tokenSpan)
  }

  private var tokenDescription: String {
    switch lexer.kind {
    case .identifier: "'\(lexer.atoms.text(lexer.atom))'"
    case .privateName: "'#\(lexer.atoms.text(lexer.atom))'"
    default: lexer.kind.spelling
    }
  }

  /// Consumes the token, or records that it is missing.
  @inline(__always) @discardableResult
  mutating func expect(_ kind: TokenKind) -> Bool {
    if lexer.kind == kind {
      lexer.next()
      return true
    }
    unexpected(kind.spelling)
    return false
  }

  /// An `Invalid` node without extent at the current token, which is reported and not consumed.
  mutating func invalid(_ expected: String) -> NodeID {
    unexpected(expected)
    return node(.invalid, from: lexer.start, to: lexer.start)
  }

  /// The end of a statement: `;`, or what automatic semicolon insertion allows.
  @inline(__always)
  mutating func consumeSemicolon() {
    if lexer.kind == .semicolon { return lexer.next() }
    if lexer.kind == .braceRight || lexer.newlineBefore || lexer.kind == .endOfFile { return }
    missingSemicolon()
  }

  @inline(never)
  private mutating func missingSemicolon() {
    if lexer.kind == .invalid { return unexpected("';'") }
    unexpected("the end of the statement")
  }

  // MARK: Depth

  /// Counts one level of nesting. Past the limit the token stream ends, so that everything unwinds.
  @inline(__always)
  mutating func enter() {
    depth &+= 1
    if depth > Parser.maximumDepth { tooDeep() }
  }

  @inline(__always) mutating func leave() { depth &-= 1 }

  @inline(never)
  private mutating func tooDeep() {
    if isAbandoned { return }
    isAbandoned = true
    problemCount += 1
    problems.append(
      SyntaxProblem(
        kind: .limit, span: tokenSpan,
        message: "the code is nested more than \(Parser.maximumDepth) levels deep; the rest of the file is not examined"
      ))
    panicking = true
    lexer.abandon()
  }

  // MARK: Going on

  /// After a problem among statements: skips to where the next one plausibly begins, and proves progress.
  ///
  /// Stops after a `;`, before the `}` of the enclosing block, after a block that ends its line, and before a word that
  /// begins a statement on a line of its own. `start` is where the broken statement began.
  mutating func recoverStatement(from start: UInt32) {
    let lexerProblems = lexer.problems.count
    var brackets: [Bracket] = []
    var moved = lexer.start > start
    while lexer.kind != .endOfFile {
      if brackets.isEmpty {
        if lexer.kind == .braceRight { break }
        if lexer.kind == .semicolon {
          advance()
          break
        }
        if moved, lexer.newlineBefore, beginsStatement { break }
      }
      let closesBlock = lexer.kind == .braceRight && brackets.last == .brace
      skipToken(&brackets)
      moved = true
      if closesBlock, brackets.isEmpty, lexer.newlineBefore { break }
    }
    finishRecovery(lexerProblems)
  }

  /// After a problem among class members: skips to the next line that begins like one, or to the class's `}`.
  mutating func recoverMember(from start: UInt32) {
    let lexerProblems = lexer.problems.count
    var brackets: [Bracket] = []
    var moved = lexer.start > start
    while lexer.kind != .endOfFile {
      if brackets.isEmpty {
        if lexer.kind == .braceRight { break }
        if lexer.kind == .semicolon {
          advance()
          break
        }
        if moved, lexer.newlineBefore, beginsMember { break }
      }
      skipToken(&brackets)
      moved = true
    }
    finishRecovery(lexerProblems)
  }

  /// Ends the panic; problems that the lexer met in skipped text are not told.
  private mutating func finishRecovery(_ lexerProblems: Int) {
    if lexer.problems.count > lexerProblems { lexer.problems.removeLast(lexer.problems.count - lexerProblems) }
    panicking = isAbandoned
    recoveredAt = lexer.start
    pendingShorthand = .max
  }

  private enum Bracket { case brace, template }

  /// Skips one token. Braces and templates are matched; parentheses are not, because one of them is often missing.
  private mutating func skipToken(_ brackets: inout [Bracket]) {
    switch lexer.kind {
    case .braceLeft:
      brackets.append(.brace)
    case .templateHead:
      brackets.append(.template)
    case .braceRight:
      if brackets.last == .template {
        lexer.rescanTemplateContinuation()
        if lexer.kind == .templateTail { brackets.removeLast() }
      } else if !brackets.isEmpty {
        brackets.removeLast()
      }
    default:
      break
    }
    advance()
  }

  private var beginsStatement: Bool {
    switch lexer.kind {
    case .const, .var, .function, .class, .if, .for, .while, .do, .switch, .try, .throw, .return, .break, .continue,
      .import, .export, .debugger, .enum, .at:
      true
    case .identifier:
      lexer.atom == .let || lexer.atom == .async || lexer.atom == .type || lexer.atom == .interface
        || lexer.atom == .abstract || lexer.atom == .declare || lexer.atom == .namespace
    default: false
    }
  }

  private var beginsMember: Bool {
    switch lexer.kind {
    case .identifier, .privateName, .string, .bracketLeft, .star, .at: true
    default: lexer.kind.isReservedWord
    }
  }
}

extension Lexer {
  /// The first comments of the file hold `@flow` (not `@noflow`).
  var hasFlowPragma: Bool {
    for index in 0..<min(commentCount, 8) {
      let span = comments[index].span
      let text = String(
        decoding: UnsafeBufferPointer(start: source + Int(span.start), count: span.count), as: UTF8.self)
      if text.split(whereSeparator: { !($0.isLetter || $0 == "@") }).contains("@flow") { return true }
    }
    return false
  }
}
