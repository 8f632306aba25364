import SourceText

// Statements that begin with a word, variable declarations, and loops with `for`.
extension Parser {
  /// A statement whose first token is a name: a declaration by contextual word, a label, or an expression.
  mutating func parseWordStatement(_ place: StatementPlace) -> NodeID {
    if lexer.atom.raw <= Parser.lastStatementWord, !lexer.escaped {
      let statement = parseContextualStatement(place)
      if statement.exists { return statement }
    }
    let start = lexer.start
    let expression = parseExpression()
    let record = nodes[Int(expression.raw)]
    if lexer.kind == .colon, record.kind == .identifier, !record.flags.contains(.parenthesized) {
      return parseLabeled(expression, from: start, place)
    }
    consumeSemicolon()
    return node(.expressionStatement, from: start, expression.raw)
  }

  /// The highest atom among the words that may begin a declaration.
  private static let lastStatementWord = Atom.using.raw

  /// `let`, `async function`, `using`, `await using`, TypeScript's declarations; `.none` if it is none of them.
  private mutating func parseContextualStatement(_ place: StatementPlace) -> NodeID {
    let start = lexer.start
    let declarationsAllowed = place == .list
    switch lexer.atom {
    case .let:
      guard letBeginsDeclaration(declarationsAllowed: declarationsAllowed) else { return .none }
      if !declarationsAllowed { early("'let' cannot be declared here; put it in a block", at: tokenSpan) }
      return parseVariableStatement(.let)
    case .async:
      let next = peek()
      guard next.kind == .function, !next.newlineBefore else { return .none }
      if !declarationsAllowed { early("a function cannot be declared here; put it in a block", at: tokenSpan) }
      advance()
      return parseFunctionDeclaration(from: start, flags: .async)
    case .using:
      guard declarationsAllowed, usingBeginsDeclaration() else { return .none }
      return parseVariableStatement(.using)
    case .await:
      guard declarationsAllowed, awaitUsingBeginsDeclaration() else { return .none }
      checkAwaitUsing()
      advance()
      return parseVariableStatement(.awaitUsing, from: start)
    case .type, .interface, .abstract, .declare, .namespace, .module, .global, .enum:
      guard inTypeScript, atTypeScriptDeclaration() else { return .none }
      if !declarationsAllowed { early("nothing can be declared here; put it in a block", at: tokenSpan) }
      return parseTypeScriptDeclaration()
    default:
      return .none
    }
  }

  /// `let` is a name in sloppy code unless a name or pattern follows it.
  private mutating func letBeginsDeclaration(declarationsAllowed: Bool) -> Bool {
    let next = peek()
    switch next.kind {
    case .identifier:
      return declarationsAllowed || !next.newlineBefore
    case .bracketLeft: return true
    case .braceLeft: return declarationsAllowed || !next.newlineBefore
    case .in, .instanceof: return false
    default: return next.kind.isReservedWord && !next.newlineBefore
    }
  }

  /// `using name` on one line.
  private mutating func usingBeginsDeclaration() -> Bool {
    let next = peek()
    return next.kind == .identifier && !next.newlineBefore
  }

  /// `await using` waits, and so stands where `await` does.
  private mutating func checkAwaitUsing() {
    if context.contains(.await) { return noteSuspension(at: lexer.start) }
    if context.contains(.function) || context.contains(.classStaticBlock) {
      early("'await using' belongs in an async function or at the top level of a module", at: tokenSpan)
    } else {
      moduleSeen = true
    }
  }

  private mutating func awaitUsingBeginsDeclaration() -> Bool {
    lookAhead {
      $0.advance()
      guard $0.atWord(.using), !$0.lexer.newlineBefore else { return false }
      return $0.usingBeginsDeclaration()
    }
  }

  // MARK: Variables

  /// `const` begins `const enum` in TypeScript.
  mutating func parseConst(declarationsAllowed: Bool) -> NodeID {
    if inTypeScript, atTypeScriptDeclaration() { return parseTypeScriptDeclaration() }
    if !declarationsAllowed { early("'const' cannot be declared here; put it in a block", at: tokenSpan) }
    return parseVariableStatement(.const)
  }

  mutating func parseVariableStatement(_ keyword: DeclarationKeyword) -> NodeID {
    parseVariableStatement(keyword, from: lexer.start)
  }

  /// `var a = 1, b;`; current token is the keyword (`using` of `await using`).
  mutating func parseVariableStatement(
    _ keyword: DeclarationKeyword, from start: UInt32, flags: NodeFlags = []
  ) -> NodeID {
    if options.goal == .script, depth == 1, keyword == .using || keyword == .awaitUsing {
      early("'using' cannot stand at the top level of a script", at: tokenSpan)
    }
    advance()
    let declarations = parseDeclarators(keyword, inHead: false)
    consumeSemicolon()
    return node(.variableDeclaration, from: start, op: keyword.rawValue, flags: flags, declarations)
  }

  private mutating func parseDeclarators(_ keyword: DeclarationKeyword, inHead: Bool) -> UInt32 {
    let mark = beginList()
    repeat {
      push(parseDeclarator(keyword, inHead: inHead))
    } while eat(.comma)
    return endList(mark)
  }

  private mutating func parseDeclarator(_ keyword: DeclarationKeyword, inHead: Bool) -> NodeID {
    let start = lexer.start
    if lexer.kind == .identifier, lexer.atom == .let, keyword != .var {
      early("'let' is no name for a '\(keyword == .const ? "const" : "let")' declaration", at: tokenSpan)
    }
    if keyword == .using || keyword == .awaitUsing, lexer.kind != .identifier {
      early("'using' declares names, not patterns", at: tokenSpan)
    }
    var flags: NodeFlags = []
    let target = parseDeclaredTarget(&flags)
    if keyword == .var { noteVariables(target) }
    var value = NodeID.none
    if eat(.equal) {
      value = parseAssignment()
    } else if !inHead, !panicking {
      checkInitializer(target, keyword)
    }
    if flags.contains(.definite) { checkDefinite(target, value, inHead: inHead) }
    return node(.variableDeclarator, from: start, flags: flags, target.raw, value.raw)
  }

  /// The target of a declarator, with TypeScript's `!` before the annotation.
  private mutating func parseDeclaredTarget(_ flags: inout NodeFlags) -> NodeID {
    guard inTypeScript, lexer.kind == .identifier else { return parseBindingTarget(.variable) }
    let name = parseBindingTarget(.variable)
    if lexer.kind == .exclamation, !lexer.newlineBefore {
      advance()
      flags.insert(.definite)
      let type = parseTypeAnnotationIfPresent()
      let annotated = reseat(name)
      nodes[Int(annotated.raw)].b = type.raw
      nodes[Int(annotated.raw)].end = lexer.previousEnd
      return annotated
    }
    return name
  }

  private mutating func checkInitializer(_ target: NodeID, _ keyword: DeclarationKeyword) {
    if context.contains(.ambient) { return }
    let isPattern = nodes[Int(target.raw)].kind == .objectPattern || nodes[Int(target.raw)].kind == .arrayPattern
    if isPattern {
      early("a pattern needs a value to take apart", at: target)
    } else if keyword == .const {
      early("a 'const' needs a value", at: target)
    } else if keyword == .using || keyword == .awaitUsing {
      early("'using' needs a value", at: target)
    }
  }

  // MARK: for

  /// All three loops: `for (;;)`, `for (… in …)`, `for (… of …)`, `for await (… of …)`.
  mutating func parseFor() -> NodeID {
    let start = lexer.start
    advance()
    var flags: NodeFlags = []
    if atWord(.await) {
      flags = .async
      checkForAwait()
      advance()
    }
    expect(.parenLeft)
    let outer = context
    let first = nodeCount
    let headStart = lexer.start
    let startsWithAsync = atWord(.async)
    let startsWithLet = atWord(.let)
    context = outer.subtracting(Context.bracketReset).subtracting(.in)
    let initial = lexer.kind == .semicolon ? .none : parseForInitial()
    context = outer.union(.in).subtracting(Context.bracketReset)
    let isDeclaration = nodes[Int(initial.raw)].kind == .variableDeclaration
    if initial.exists, !panicking, atWord(.of) || lexer.kind == .in {
      let isOf = lexer.kind != .in
      var left = initial
      if !isDeclaration {
        let isName = nodes[Int(initial.raw)].kind == .identifier
        if isOf, startsWithLet || (isName && startsWithAsync && flags.isEmpty) {
          early("a loop over values may not begin with '\(startsWithLet ? "let" : "async") of'", at: initial)
        }
        left = toAssignmentTarget(initial)
      } else {
        checkForDeclaration(initial, isOf: isOf)
      }
      if flags == .async, !isOf { early("'for await' goes with 'of'", at: tokenSpan) }
      advance()
      let right = isOf ? parseAssignment() : parseExpression()
      expect(.parenRight)
      context = outer
      let body = parseLoopBody()
      if isDeclaration { checkHead(initial, after: first) }
      return node(isOf ? .forOfStatement : .forInStatement, from: start, flags: flags, left.raw, right.raw, body.raw)
    }
    if isDeclaration { checkForInitializers(initial) }
    if flags == .async { early("'for await' goes with 'of'", at: Span(start: headStart, end: headStart)) }
    if pendingShorthand != .max { reportPendingShorthand() }
    expect(.semicolon)
    let test = lexer.kind == .semicolon ? .none : parseExpression()
    expect(.semicolon)
    let update = lexer.kind == .parenRight ? .none : parseExpression()
    expect(.parenRight)
    context = outer
    let body = parseLoopBody()
    if isDeclaration { checkHead(initial, after: first) }
    return wideNode(.forStatement, from: start, initial.raw, test.raw, update.raw, body.raw)
  }

  /// The names of a loop's head differ from each other and from the `var`s of its body.
  private mutating func checkHead(_ declaration: NodeID, after first: Int) {
    if nodes[Int(declaration.raw)].op == DeclarationKeyword.var.rawValue { return }
    declareVariables(declaration, in: beginNames(), after: first)
  }

  private mutating func checkForAwait() {
    if context.contains(.await) { return }
    if context.contains(.function) || context.contains(.classStaticBlock) || options.goal != .auto {
      early("'for await' belongs in an async function or at the top level of a module", at: tokenSpan)
    } else {
      moduleSeen = true
    }
  }

  private mutating func parseForInitial() -> NodeID {
    let start = lexer.start
    switch lexer.kind {
    case .var: return parseForDeclaration(.var, from: start)
    case .const: return parseForDeclaration(.const, from: start)
    case .identifier where !lexer.escaped:
      if lexer.atom == .let, letBeginsForDeclaration() { return parseForDeclaration(.let, from: start) }
      if lexer.atom == .using, usingBeginsForDeclaration() { return parseForDeclaration(.using, from: start) }
      if lexer.atom == .await, awaitUsingBeginsDeclaration() {
        checkAwaitUsing()
        advance()
        return parseForDeclaration(.awaitUsing, from: start)
      }
    default: break
    }
    return parseExpression()
  }

  private mutating func parseForDeclaration(_ keyword: DeclarationKeyword, from start: UInt32) -> NodeID {
    advance()
    let declarations = parseDeclarators(keyword, inHead: true)
    return node(.variableDeclaration, from: start, op: keyword.rawValue, declarations)
  }

  /// `for (let of …` and `for (let in …` begin with a name.
  private mutating func letBeginsForDeclaration() -> Bool {
    let next = peek()
    switch next.kind {
    case .identifier:
      if next.atom != .of { return true }
      return lookAhead {
        $0.advance()
        $0.advance()
        return $0.lexer.kind == .equal || $0.lexer.kind == .semicolon || $0.lexer.kind == .in || $0.lexer.kind == .comma
          || $0.atWord(.of) || $0.lexer.kind == .colon
      }
    case .bracketLeft, .braceLeft: return true
    case .in, .instanceof: return false
    default: return next.kind.isReservedWord
    }
  }

  /// `for (using of of …` declares; `for (using of …` does not.
  private mutating func usingBeginsForDeclaration() -> Bool {
    let next = peek()
    guard next.kind == .identifier, !next.newlineBefore else { return false }
    if next.atom != .of { return true }
    return lookAhead {
      $0.advance()
      $0.advance()
      return $0.lexer.kind == .equal || $0.lexer.kind == .colon
    }
  }

  private mutating func checkForDeclaration(_ declaration: NodeID, isOf: Bool) {
    let record = nodes[Int(declaration.raw)]
    let list = Int(record.a)
    if !isOf, record.op >= DeclarationKeyword.using.rawValue {
      return early("'using' goes with 'of': keys need no disposal", at: declaration)
    }
    if extra[list] != 1 {
      early("a loop over values declares one name or pattern", at: declaration)
      return
    }
    let declarator = nodes[Int(extra[list + 1])]
    if inTypeScript { checkLoopVariable(declaration, declarator.a, isOf: isOf) }
    guard declarator.b != 0 else { return }
    // `for (var i = 0 in object)` is an old form that sloppy code may have.
    let isName = nodes[Int(declarator.a)].kind == .identifier
    if isOf || !isName || inTypeScript || context.contains(.strict) || record.op != DeclarationKeyword.var.rawValue {
      early("the declaration of a loop over values has no value of its own", at: declaration)
    }
  }

  private mutating func checkForInitializers(_ declaration: NodeID) {
    let record = nodes[Int(declaration.raw)]
    guard let keyword = DeclarationKeyword(rawValue: record.op) else { return }
    let list = Int(record.a)
    for index in 0..<Int(extra[list]) {
      let declarator = nodes[Int(extra[list + 1 + index])]
      if declarator.b == 0, nodes[Int(declarator.a)].kind != .invalid {
        checkInitializer(NodeID(declarator.a), keyword)
      }
    }
  }
}
