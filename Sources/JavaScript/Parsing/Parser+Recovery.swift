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
    if !panicking, span.start != recoveredAt, !closesDangling() {
      record(SyntaxProblem(kind: .syntax, span: span, message: message))
    }
    panicking = true
  }

  /// The current token closes a parenthesis of a statement that was told broken.
  private mutating func closesDangling() -> Bool {
    guard danglingParentheses > 0, lexer.kind == .parenRight || lexer.kind == .bracketRight else { return false }
    danglingParentheses -= 1
    return true
  }

  /// Records something that the language forbids but that was parsed all the same.
  @inline(never)
  mutating func early(_ message: String, at span: Span) {
    if !panicking { record(SyntaxProblem(kind: .early, span: span, message: message)) }
  }

  /// Records once a file that something here is no JavaScript yet or any more.
  mutating func recordDialect(_ message: String, at span: Span) {
    if panicking || problems.contains(where: { $0.kind == .dialect }) { return }
    record(SyntaxProblem(kind: .dialect, span: span, message: message))
  }

  mutating func record(_ problem: SyntaxProblem) {
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
    return node(.invalid, from: lexer.previousEnd, to: lexer.previousEnd)
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

  /// Consumes the `(` or `[` that is current.
  @inline(__always)
  mutating func openParenthesis() {
    openParentheses &+= 1
    lexer.next()
  }

  /// Consumes the `)` or `]` of the last `openParenthesis`, or reports what stands instead of it.
  @inline(__always)
  mutating func closeParenthesis(_ kind: TokenKind, _ expected: String) {
    guard lexer.kind == kind else { return unexpected(expected) }
    openParentheses &-= 1
    lexer.next()
  }

  /// Consumes the `{` that is current, where what follows is no list of statements.
  mutating func openBrace() {
    openBraces.append(.brace)
    lexer.next()
  }

  /// Consumes the `}` of the last `openBrace`, or reports what stands instead of it.
  mutating func closeBrace(_ expected: String) {
    guard lexer.kind == .braceRight else { return unexpected(expected) }
    openBraces.removeLast()
    lexer.next()
  }

  // MARK: Depth

  /// Counts one level of nesting. Past the limit the token stream ends for a while, so that everything unwinds to the
  /// nearest list of statements or members, which goes on behind what is too deep.
  @inline(__always)
  mutating func enter() {
    depth &+= 1
    if depth > Parser.maximumDepth { tooDeep() }
  }

  @inline(__always) mutating func leave() { depth &-= 1 }

  @inline(never)
  private mutating func tooDeep() {
    if suspendedAt != .max { return }
    if !panicking {
      record(
        SyntaxProblem(
          kind: .limit, span: tokenSpan,
          message: "the code is nested more than \(Parser.maximumDepth) levels deep; what is deeper is not examined"))
    }
    panicking = true
    suspendedAt = lexer.start
    suspendedNodeCount = nodeCount
    lexer.suspend()
  }

  /// Goes on with the token at which the depth limit was hit.
  @inline(never)
  private mutating func resume() {
    // A production that had decided to consume that token took the end of the file instead.
    var id = suspendedNodeCount + 1
    while id <= nodeCount {
      nodes[id].end = min(nodes[id].end, suspendedAt)
      nodes[id].start = min(nodes[id].start, nodes[id].end)
      id += 1
    }
    lexer.resume(at: suspendedAt)
    suspendedAt = .max
  }

  // MARK: Going on

  /// What was open where a statement or member began.
  struct RecoveryPoint {
    let start: UInt32
    let parentheses: Int
    let braces: Int
  }

  @inline(__always)
  var recoveryPoint: RecoveryPoint {
    RecoveryPoint(start: lexer.start, parentheses: openParentheses, braces: openBraces.count)
  }

  /// After a problem among statements: skips to where the next one plausibly begins, and proves progress.
  ///
  /// Stops after a `;`, before the `}` of the enclosing block, after a block that ends its line, before the body of a
  /// function or statement that the problem was in the head of, and on a new line before a word that begins a statement,
  /// or before any name if no parenthesis is open or the line is not indented more than the broken statement.
  mutating func recoverStatement(from point: RecoveryPoint) {
    recover(from: point, stopsAtBody: true) {
      if $0.beginsStatement { return true }
      guard $0.lexer.kind == .identifier else { return false }
      return $1 == 0 || $0.indentation(at: $0.lexer.start) <= $0.indentation(at: point.start)
    }
  }

  /// After a problem among class members: skips to the next line that begins like one, or to the class's `}`.
  mutating func recoverMember(from point: RecoveryPoint) {
    recover(from: point) { parser, _ in parser.beginsMember }
  }

  /// The same for members of types, where nothing else is open.
  mutating func recoverMember(from start: UInt32) {
    recoverMember(from: RecoveryPoint(start: start, parentheses: openParentheses, braces: openBraces.count))
  }

  /// Skips; `begins` says of a token on a new line whether what is listed begins there, told the open parentheses.
  private mutating func recover(
    from point: RecoveryPoint, stopsAtBody: Bool = false, begins: (borrowing Parser, Int) -> Bool
  ) {
    danglingParentheses = 0
    // What is too deep is skipped whole.
    let stopsAtBody = stopsAtBody && suspendedAt == .max
    if suspendedAt != .max { resume() }
    let lexerProblems = lexer.problems.count
    var parentheses = max(0, openParentheses - point.parentheses)
    var moved = lexer.start > point.start
    var isDone = moved && openBraces.count == point.braces && endedItself(parentheses)
    while lexer.kind != .endOfFile, !isDone {
      if openBraces.count == point.braces {
        if lexer.kind == .braceRight { break }
        if lexer.kind == .semicolon {
          advance()
          break
        }
        if moved, lexer.newlineBefore, begins(self, parentheses) { break }
        if moved, stopsAtBody, atBody(of: point) {
          danglingParentheses = parentheses
          break
        }
      }
      let closesBlock = lexer.kind == .braceRight
      skipToken(&parentheses, floor: point.braces)
      moved = true
      isDone = closesBlock && openBraces.count == point.braces && lexer.newlineBefore
    }
    openParentheses = point.parentheses
    if openBraces.count > point.braces { openBraces.removeLast(openBraces.count - point.braces) }
    // Problems that the lexer met in skipped text are not told.
    if lexer.problems.count > lexerProblems { lexer.problems.removeLast(lexer.problems.count - lexerProblems) }
    panicking = false
    recoveredAt = lexer.start
    pendingShorthand = .max
  }

  /// After a problem in the head of a function or statement: its `{` is a boundary as good as any.
  mutating func resumeAtBrace(openParentheses outside: Int) {
    panicking = false
    recoveredAt = lexer.start
    openParentheses = outside
  }

  /// What was parsed in spite of the problem reached the end of the statement.
  private func endedItself(_ parentheses: Int) -> Bool {
    guard parentheses == 0, lexer.previousEnd > 0 else { return false }
    switch lexer.source[Int(lexer.previousEnd) - 1] {
    case UInt8(ascii: ";"): return true
    case UInt8(ascii: "}"): return lexer.newlineBefore
    default: return false
    }
  }

  /// The current token is a `{` after `)`, after `=>`, or after a single word that is no keyword.
  private func atBody(of point: RecoveryPoint) -> Bool {
    guard lexer.kind == .braceLeft, lexer.previousEnd > 1 else { return false }
    let end = Int(lexer.previousEnd)
    if end > Int(point.start), end - Int(point.start) < 32,
      (Int(point.start)..<end).allSatisfy({ lexer.classes[Int(lexer.source[$0])] & ByteClass.name != 0 })
    {
      return true
    }
    return lexer.source[end - 1] == UInt8(ascii: ")")
      || (lexer.source[end - 1] == UInt8(ascii: ">") && lexer.source[end - 2] == UInt8(ascii: "="))
  }

  enum Bracket { case brace, template }

  /// Skips one token. Braces and templates are matched; parentheses are counted only, because one is often missing.
  mutating func skipToken(_ parentheses: inout Int, floor: Int) {
    switch lexer.kind {
    case .parenLeft, .bracketLeft:
      parentheses += 1
    case .parenRight, .bracketRight:
      parentheses = max(0, parentheses - 1)
    case .braceLeft:
      openBraces.append(.brace)
    case .templateHead:
      openBraces.append(.template)
    case .braceRight where openBraces.count > floor:
      if openBraces.last == .template {
        lexer.rescanTemplateContinuation()
        if lexer.kind == .templateMiddle { break }
      }
      openBraces.removeLast()
    default:
      break
    }
    advance()
  }

  private var beginsStatement: Bool {
    switch lexer.kind {
    case .const, .var, .function, .class, .if, .for, .while, .do, .switch, .try, .throw, .return, .break, .continue,
      .import, .export, .debugger, .enum, .at, .case, .default:
      true
    case .identifier:
      lexer.atom == .let || lexer.atom == .async || lexer.atom == .type || lexer.atom == .interface
        || lexer.atom == .abstract || lexer.atom == .declare || lexer.atom == .namespace
    default: false
    }
  }

  /// `const name`, `function name`, … at the current token: no key of a property or member is followed by a name.
  @inline(never)
  mutating func atDeclaration() -> Bool {
    switch lexer.kind {
    case .const, .var, .function, .class: break
    default: return false
    }
    let next = peek()
    return next.kind == .identifier && !next.newlineBefore
  }

  private var beginsMember: Bool {
    switch lexer.kind {
    case .identifier, .privateName, .string, .bracketLeft, .star, .at: true
    default: lexer.kind.isReservedWord
    }
  }
}
