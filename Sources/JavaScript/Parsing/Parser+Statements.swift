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
    let statement = parseStatement(.list)
    if pendingShorthand != .max { reportPendingShorthand() }
    if panicking { recoverStatement(from: point) }
    return statement
  }

  @inline(never)
  mutating func reportPendingShorthand() {
    if lexer.source[Int(pendingShorthand)] != UInt8(ascii: "=") {
      early(
        "'__proto__' is given twice, and sets the prototype of the object once",
        at: Span(start: pendingShorthand, end: pendingShorthand + 9))
      pendingShorthand = .max
      return
    }
    early(
      "'=' after a property name is only allowed in a pattern; write ':' to give the property a value",
      at: Span(start: pendingShorthand, end: pendingShorthand + 1))
    pendingShorthand = .max
  }

  /// Directive prologue, onto the open list: strings at the beginning of a body. Gives whether `"use strict"` is among
  /// them, which makes the context strict.
  @discardableResult
  mutating func parseDirectives() -> Bool {
    var isUseStrict = false
    var octal: Span?
    while lexer.kind == .string {
      if lexer.legacyOctal { octal = octal ?? tokenSpan }
      let start = lexer.start
      let end = lexer.position
      let statement = parseListedStatement()
      push(statement)
      let record = nodes[Int(statement.raw)]
      guard record.kind == .expressionStatement else { break }
      let expression = nodes[Int(record.a)]
      guard expression.kind == .stringLiteral, expression.start == start, expression.end == end else { break }
      nodes[Int(statement.raw)].flags.insert(.directive)
      guard end - start == 12, readsUseStrict(at: Int(start) + 1) else { continue }
      if let octal, !context.contains(.strict) { early("strict code allows no octal escape sequences", at: octal) }
      context.insert(.strict)
      isUseStrict = true
    }
    return isUseStrict
  }

  private func readsUseStrict(at offset: Int) -> Bool {
    let text: StaticString = "use strict"
    for index in 0..<10 where lexer.source[offset + index] != text.utf8Start[index] { return false }
    return true
  }

  /// Statement, or where it stands in a list, StatementListItem.
  mutating func parseStatement(_ place: StatementPlace = .body) -> NodeID {
    enter()
    defer { leave() }
    let declarationsAllowed = place == .list
    let start = lexer.start
    switch lexer.kind {
    case .identifier: return parseWordStatement(place)
    case .braceLeft: return parseBlock()
    case .var: return parseVariableStatement(.var)
    case .const: return parseConst(declarationsAllowed: declarationsAllowed)
    case .if: return parseIf()
    case .return: return parseReturn()
    case .for: return parseFor()
    case .function:
      let function = parseFunctionDeclaration(from: start, flags: [])
      if place != .list { checkSingleFunction(function, place) }
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
      if !declarationsAllowed { early("an enum cannot be declared here; put it in a block", at: tokenSpan) }
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
    let first = nodeCount
    parseStatementList()
    checkScope(from: mark, after: first)
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
  private mutating func parseBranch() -> NodeID { parseStatement(.branch) }

  /// The body of a loop.
  mutating func parseLoopBody() -> NodeID {
    let outer = context
    context.formUnion([.breakable, .loop])
    let body = parseStatement(.body)
    context = outer
    return body
  }

  /// A function as the body of `if`, a loop or a label.
  private mutating func checkSingleFunction(_ function: NodeID, _ place: StatementPlace) {
    let record = nodes[Int(function.raw)]
    if place == .body || context.contains(.strict) || !record.flags.isDisjoint(with: [.async, .generator]) {
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
    let body = parseLoopBody()
    return node(.whileStatement, from: start, test.raw, body.raw)
  }

  private mutating func parseDoWhile() -> NodeID {
    let start = lexer.start
    advance()
    let body = parseLoopBody()
    expect(.while)
    let test = parseHead()
    // A semicolon is inserted here even on the same line.
    eat(.semicolon)
    return node(.doWhileStatement, from: start, body.raw, test.raw)
  }

  private mutating func parseWith() -> NodeID {
    let start = lexer.start
    if context.contains(.strict) {
      early("strict code allows no 'with'", at: tokenSpan)
    } else {
      sloppyReadingSeen = true
    }
    advance()
    let object = parseHead()
    let body = parseStatement()
    return node(.withStatement, from: start, object.raw, body.raw)
  }

  private mutating func parseSwitch() -> NodeID {
    let start = lexer.start
    advance()
    let discriminant = parseHead()
    let mark = beginList()
    let first = nodeCount
    let outer = context
    context.insert(.breakable)
    if expect(.braceLeft) {
      var hasDefault = false
      while lexer.kind != .braceRight, lexer.kind != .endOfFile, !panicking {
        if lexer.kind == .default {
          if hasDefault { early("a 'switch' has one 'default'", at: tokenSpan) }
          hasDefault = true
        }
        push(parseCase())
      }
      expect(.braceRight)
    }
    context = outer
    checkCases(from: mark, after: first)
    let cases = endList(mark)
    return node(.switchStatement, from: start, discriminant.raw, cases)
  }

  /// All cases of a `switch` are one scope.
  private mutating func checkCases(from mark: Int, after first: Int) {
    let end = scratchCount
    for index in mark..<end {
      let list = Int(nodes[Int(scratch[index])].b)
      for item in 0..<Int(extra[list]) { push(NodeID(extra[list + 1 + item])) }
    }
    checkScope(from: end, after: first)
    scratchCount = end
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
      let statement = parseListedStatement()
      let record = nodes[Int(statement.raw)]
      if record.kind == .variableDeclaration, !inTypeScript, record.op >= DeclarationKeyword.using.rawValue {
        early("'using' cannot stand directly in a case; put it in a block", at: statement)
      }
      push(statement)
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
        parameter = parseBindingTarget(.variable)
        expect(.parenRight)
      }
      let first = nodeCount
      let body = parseBlock()
      if parameter.exists { checkCatch(parameter, body, after: first) }
      handler = node(.catchClause, from: handlerStart, parameter.raw, body.raw)
    }
    var finalizer = NodeID.none
    if eat(.finally) { finalizer = parseBlock() }
    if handler.isNone, finalizer.isNone { unexpected("'catch' or 'finally' after 'try'") }
    return node(.tryStatement, from: start, block.raw, handler.raw, finalizer.raw)
  }

  /// The names of `catch (…)` differ from each other and from what its block declares. A `var` of the block may have the
  /// same name as a parameter that is no pattern.
  private mutating func checkCatch(_ parameter: NodeID, _ block: NodeID, after first: Int) {
    let isName = nodes[Int(parameter.raw)].kind == .identifier
    let list = nodes[Int(block.raw)].kind == .blockStatement ? Int(nodes[Int(block.raw)].a) : 0
    if isName, extra[list] == 0 { return }
    let scope = beginNames()
    declareNames(of: parameter, isName ? .parameter : .caught, in: scope, after: first)
    let mark = beginList()
    for index in 0..<Int(extra[list]) { push(NodeID(extra[list + 1 + index])) }
    declareStatements(from: mark, in: scope, after: Int.max, .block)
    scratchCount = mark
  }
}
