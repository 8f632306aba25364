import SourceText

// Statements.
extension Parser {
  /// Statements up to a `}` or the end, onto the open list. A broken one is skipped and the next one begun.
  mutating func parseStatementList() {
    while lexer.kind != .braceRight, lexer.kind != .endOfFile {
      push(parseListedStatement())
    }
  }

  /// One StatementListItem, with recovery: always consumes something.
  mutating func parseListedStatement() -> NodeID {
    let point = recoveryPoint
    let statement = parseStatement(declarationsAllowed: true)
    if pendingShorthand != .max { reportPendingShorthand() }
    if panicking { recoverStatement(from: point) }
    return statement
  }

  @inline(never)
  mutating func reportPendingShorthand() {
    early(
      "'=' after a property name is only allowed in a pattern; write ':' to give the property a value",
      at: Span(start: pendingShorthand, end: pendingShorthand + 1))
    pendingShorthand = .max
  }

  /// Directive prologue, onto the open list: strings at the beginning of a body. `"use strict"` makes the context strict.
  mutating func parseDirectives() {
    var octal: Span?
    while lexer.kind == .string {
      if lexer.legacyOctal { octal = octal ?? tokenSpan }
      let start = lexer.start
      let end = lexer.position
      let statement = parseListedStatement()
      push(statement)
      let record = nodes[Int(statement.raw)]
      guard record.kind == .expressionStatement else { return }
      let expression = nodes[Int(record.a)]
      guard expression.kind == .stringLiteral, expression.start == start, expression.end == end else { return }
      nodes[Int(statement.raw)].flags.insert(.directive)
      guard end - start == 12, isUseStrict(at: Int(start) + 1) else { continue }
      if let octal, !context.contains(.strict) { early("strict code allows no octal escape sequences", at: octal) }
      context.insert(.strict)
    }
  }

  private func isUseStrict(at offset: Int) -> Bool {
    let text: StaticString = "use strict"
    for index in 0..<10 where lexer.source[offset + index] != text.utf8Start[index] { return false }
    return true
  }

  /// Statement; with `declarationsAllowed`, StatementListItem.
  mutating func parseStatement(declarationsAllowed: Bool = false) -> NodeID {
    enter()
    defer { leave() }
    let start = lexer.start
    switch lexer.kind {
    case .identifier: return parseWordStatement(declarationsAllowed: declarationsAllowed)
    case .braceLeft: return parseBlock()
    case .var: return parseVariableStatement(.var)
    case .const: return parseConst(declarationsAllowed: declarationsAllowed)
    case .if: return parseIf()
    case .return: return parseReturn()
    case .for: return parseFor()
    case .function:
      let function = parseFunctionDeclaration(from: start, flags: [])
      if !declarationsAllowed { checkSingleFunction(function) }
      return function
    case .class:
      if !declarationsAllowed { early("a class cannot be declared here; put it in a block", at: tokenSpan) }
      return parseClass(.classDeclaration, from: start, decorators: 0, flags: [])
    case .semicolon: return leaf(.emptyStatement)
    case .while: return parseWhile()
    case .do: return parseDoWhile()
    case .switch: return parseSwitch()
    case .try: return parseTry()
    case .throw: return parseThrow()
    case .break: return parseJump(.breakStatement)
    case .continue: return parseJump(.continueStatement)
    case .debugger:
      advance()
      consumeSemicolon()
      return node(.debuggerStatement, from: start)
    case .with: return parseWith()
    case .import: return parseImportOrExpression(declarationsAllowed: declarationsAllowed)
    case .export: return parseExport()
    case .at: return parseDecoratedStatement()
    case .enum:
      if inTypeScript, atTypeScriptDeclaration() { return parseTypeScriptDeclaration() }
      return parseExpressionStatement()
    case .braceRight, .else, .case, .default, .catch, .finally, .endOfFile:
      return invalid("a statement")
    default: return parseExpressionStatement()
    }
  }

  mutating func parseExpressionStatement() -> NodeID {
    let start = lexer.start
    let expression = parseExpression()
    consumeSemicolon()
    return node(.expressionStatement, from: start, expression.raw)
  }

  /// `{ … }`.
  mutating func parseBlock() -> NodeID {
    let start = lexer.start
    if panicking, lexer.kind == .braceLeft { resumeAtBrace(openParentheses: openParentheses) }
    guard expect(.braceLeft) else { return node(.invalid, from: lexer.previousEnd) }
    let mark = beginList()
    parseStatementList()
    expect(.braceRight)
    let body = endList(mark)
    return node(.blockStatement, from: start, body)
  }

  /// `(expression)` of a statement's head.
  mutating func parseHead() -> NodeID {
    guard expect(.parenLeft) else { return node(.invalid, from: lexer.previousEnd) }
    let expression = parseExpressionInBrackets()
    expect(.parenRight)
    return expression
  }

  /// `if (…) … else if (…) … else …`: chains are a loop, because they get long. Tests, branches and starts wait on the
  /// scratch stack; the nodes are made from the last to the first.
  private mutating func parseIf() -> NodeID {
    let mark = beginList()
    var last = NodeID.none
    while true {
      let start = lexer.start
      advance()
      let test = parseHead()
      let consequent = parseBranch()
      push(test)
      push(consequent)
      push(NodeID(start))
      guard lexer.kind == .else, !panicking else { break }
      advance()
      if lexer.kind == .if { continue }
      last = parseBranch()
      break
    }
    while scratchCount > mark {
      scratchCount -= 3
      last = node(
        .ifStatement, from: scratch[scratchCount + 2], scratch[scratchCount], scratch[scratchCount + 1], last.raw)
    }
    return last
  }

  /// A branch of `if`, which may be a function declaration in sloppy code.
  private mutating func parseBranch() -> NodeID { parseStatement() }

  /// A function as the body of `if`, a loop or a label.
  private mutating func checkSingleFunction(_ function: NodeID) {
    let record = nodes[Int(function.raw)]
    if context.contains(.strict) || record.flags.contains(.async) || record.flags.contains(.generator) {
      early("a function cannot be declared here; put it in a block", at: function)
    }
  }

  private mutating func parseReturn() -> NodeID {
    let start = lexer.start
    if !context.contains(.return) { early("'return' belongs in a function", at: tokenSpan) }
    advance()
    var argument = NodeID.none
    if lexer.kind != .semicolon, lexer.kind != .braceRight, lexer.kind != .endOfFile, !lexer.newlineBefore {
      argument = parseExpression()
    }
    consumeSemicolon()
    return node(.returnStatement, from: start, argument.raw)
  }

  private mutating func parseThrow() -> NodeID {
    let start = lexer.start
    advance()
    if lexer.newlineBefore { early("the thrown value begins on the line of 'throw'", at: tokenSpan) }
    let argument = parseExpression()
    consumeSemicolon()
    return node(.throwStatement, from: start, argument.raw)
  }

  private mutating func parseWhile() -> NodeID {
    let start = lexer.start
    advance()
    let test = parseHead()
    let body = parseStatement()
    return node(.whileStatement, from: start, test.raw, body.raw)
  }

  private mutating func parseDoWhile() -> NodeID {
    let start = lexer.start
    advance()
    let body = parseStatement()
    expect(.while)
    let test = parseHead()
    // A semicolon is inserted here even on the same line.
    eat(.semicolon)
    return node(.doWhileStatement, from: start, body.raw, test.raw)
  }

  private mutating func parseWith() -> NodeID {
    let start = lexer.start
    if context.contains(.strict) { early("strict code allows no 'with'", at: tokenSpan) }
    advance()
    let object = parseHead()
    let body = parseStatement()
    return node(.withStatement, from: start, object.raw, body.raw)
  }

  /// `break label;`, `continue label;`.
  private mutating func parseJump(_ kind: NodeKind) -> NodeID {
    let start = lexer.start
    advance()
    var label = NodeID.none
    if lexer.kind == .identifier, !lexer.newlineBefore { label = nameNode() }
    consumeSemicolon()
    return node(kind, from: start, label.raw)
  }

  private mutating func parseSwitch() -> NodeID {
    let start = lexer.start
    advance()
    let discriminant = parseHead()
    let mark = beginList()
    if expect(.braceLeft) {
      while lexer.kind != .braceRight, lexer.kind != .endOfFile, !panicking {
        push(parseCase())
      }
      expect(.braceRight)
    }
    let cases = endList(mark)
    return node(.switchStatement, from: start, discriminant.raw, cases)
  }

  private mutating func parseCase() -> NodeID {
    let start = lexer.start
    var test = NodeID.none
    if eat(.case) {
      test = parseExpressionInBrackets()
    } else if !eat(.default) {
      return invalid("'case' or 'default'")
    }
    expect(.colon)
    let mark = beginList()
    while lexer.kind != .braceRight, lexer.kind != .case, lexer.kind != .default, lexer.kind != .endOfFile {
      push(parseListedStatement())
    }
    let body = endList(mark)
    return node(.switchCase, from: start, test.raw, body)
  }

  private mutating func parseTry() -> NodeID {
    let start = lexer.start
    advance()
    let block = parseBlock()
    var handler = NodeID.none
    if lexer.kind == .catch {
      let handlerStart = lexer.start
      advance()
      var parameter = NodeID.none
      if eat(.parenLeft) {
        parameter = parseBindingTarget()
        expect(.parenRight)
      }
      let body = parseBlock()
      handler = node(.catchClause, from: handlerStart, parameter.raw, body.raw)
    }
    var finalizer = NodeID.none
    if eat(.finally) { finalizer = parseBlock() }
    if handler.isNone, finalizer.isNone { unexpected("'catch' or 'finally' after 'try'") }
    return node(.tryStatement, from: start, block.raw, handler.raw, finalizer.raw)
  }
}
