import SourceText

// Parentheses and arrow functions: one cover grammar for both, without going back.
//
// The contents are parsed as expressions; in TypeScript `?` and `: T` may follow each. If `=>` comes after the closing
// parenthesis, they are read again as patterns, in place. Only `(a): T => …` is tried and undone.
extension Parser {
  /// What was found between parentheses that only parameters can have, if anything.
  struct CoverItems {
    /// Where it is; `UInt32.max` for nothing.
    var parametersOnly = UInt32.max
    var message = ""
    var isAnnotated = false
  }

  /// `(expression)`, or the arrow function that begins here.
  mutating func parseParenthesized() -> NodeID {
    let start = lexer.start
    let mayBeArrow = arrowStart == start
    openParenthesis()
    let mark = beginList()
    let innerStart = lexer.start
    var items = parseCoverItems()
    let close = lexer.start
    let inner = Span(start: innerStart, end: lexer.previousEnd)
    if scratchCount == mark { items.note("expected an expression between the parentheses", at: close) }
    closeParenthesis(.parenRight, "',' or ')' after an expression")
    if mayBeArrow, !panicking {
      let arrow = parseArrowAfterCover(mark, from: start, close: close, flags: [])
      if arrow.exists { return arrow }
    }
    if lexer.kind == .arrow { unexpected(lexer.newlineBefore ? "'=>' on the line of the parameters" : "an operator") }
    return closeParentheses(mark, items, inner)
  }

  /// The parenthesised expression itself: its span leaves the parentheses out.
  private mutating func closeParentheses(_ mark: Int, _ items: CoverItems, _ inner: Span) -> NodeID {
    if items.parametersOnly != .max, !panicking {
      problem(
        items.message, at: Span(start: items.parametersOnly, end: min(items.parametersOnly + 1, lexer.sourceEnd)))
    }
    let count = scratchCount - mark
    if count == 0 { return node(.invalid, from: lexer.previousEnd, to: lexer.previousEnd) }
    var result = NodeID(scratch[mark])
    if count == 1 {
      scratchCount = mark
    } else {
      let list = endList(mark)
      result = node(.sequenceExpression, from: inner.start, to: inner.end, list)
    }
    nodes[Int(result.raw)].flags.insert(.parenthesized)
    return result
  }

  /// `async (…) => …`, or the call `async(…)`; `async` is consumed and is `name`.
  mutating func parseAsyncParenthesized(_ name: NodeID, from start: UInt32, mayBeArrow: Bool) -> NodeID {
    openParenthesis()
    let mark = beginList()
    let items = parseCoverItems()
    let close = lexer.start
    closeParenthesis(.parenRight, "',' or ')' after an argument")
    if mayBeArrow, !panicking {
      let arrow = parseArrowAfterCover(mark, from: start, close: close, flags: .async)
      if arrow.exists {
        nodes[Int(name.raw)].kind = .none
        return arrow
      }
    }
    if items.isAnnotated, !panicking {
      unexpected("'=>' after the parameters of an async function")
    }
    let arguments = endList(mark)
    return node(.callExpression, from: start, name.raw, 0, arguments)
  }

  /// The items up to the closing parenthesis, onto the scratch stack.
  private mutating func parseCoverItems() -> CoverItems {
    let outer = context
    context = outer.union(.in).subtracting(Context.bracketReset)
    var items = CoverItems()
    while lexer.kind != .parenRight, !panicking {
      if lexer.kind == .ellipsis {
        items.note("'...' is only allowed here in the parameters of an arrow function", at: lexer.start)
        push(parseCoverItem(parseSpread(), &items))
      } else {
        push(parseCoverItem(parseAssignment(), &items))
      }
      if lexer.kind != .comma { break }
      let comma = lexer.start
      advance()
      if lexer.kind == .parenRight { items.note("expected an expression after the comma", at: comma) }
    }
    context = outer
    return items
  }

  /// TypeScript's `?`, `: T` and, after them, `= value`.
  @inline(__always)
  private mutating func parseCoverItem(_ item: NodeID, _ items: inout CoverItems) -> NodeID {
    guard inTypeScript, lexer.kind == .question || lexer.kind == .colon, !panicking else { return item }
    return annotateCoverItem(item, &items)
  }

  private mutating func annotateCoverItem(_ item: NodeID, _ items: inout CoverItems) -> NodeID {
    items.note("a type annotation is only allowed here in the parameters of an arrow function", at: lexer.start)
    items.isAnnotated = true
    let start = nodes[Int(item.raw)].start
    switch nodes[Int(item.raw)].kind {
    case .identifier, .objectExpression, .arrayExpression, .spreadElement: break
    default:
      unexpected("',' or ')'")
      return item
    }
    let isRest = nodes[Int(item.raw)].kind == .spreadElement
    if at(.question) {
      if isRest { early("a rest parameter is never missing, and has no '?'", at: tokenSpan) }
      nodes[Int(item.raw)].flags.insert(.optional)
      advance()
    }
    let type = parseTypeAnnotationIfPresent()
    let annotated = reseat(item)
    nodes[Int(annotated.raw)].b = type.raw
    nodes[Int(annotated.raw)].end = lexer.previousEnd
    guard lexer.kind == .equal else { return annotated }
    let target = toBinding(annotated)
    if isRest {
      early("a rest element takes no default", at: tokenSpan)
    } else if nodes[Int(annotated.raw)].flags.contains(.optional) {
      reportOptionalDefault(target)
    }
    advance()
    let value = parseAssignment()
    return node(.assignmentPattern, from: start, target.raw, value.raw)
  }

  /// After `(…)`: the arrow function, if `=>` or `: T =>` follows; else `.none` and nothing consumed.
  private mutating func parseArrowAfterCover(
    _ mark: Int, from start: UInt32, close: UInt32, flags: NodeFlags
  ) -> NodeID {
    if lexer.kind == .arrow, !lexer.newlineBefore {
      return parseArrow(from: start, parameters: coverToParameters(mark), flags: flags)
    }
    guard lexer.kind == .colon, inTypeScript else { return .none }
    return parseArrowWithReturnType(mark, from: start, close: close, flags: flags)
  }

  /// `(a): T => body`. Between `?` and `:` it is one only if a colon follows it, as in TypeScript.
  private mutating func parseArrowWithReturnType(
    _ mark: Int, from start: UInt32, close: UInt32, flags: NodeFlags
  ) -> NodeID {
    let inConsequent = context.contains(.conditionalConsequent)
    if inConsequent, trialBudget <= 0 || rejectedReturnTypes.contains(close) { return .none }
    let before = snapshot()
    let result = attemptSyntax {
      let type = $0.parseReturnTypeIfPresent()
      return $0.lexer.kind == .arrow && !$0.lexer.newlineBefore ? type : .none
    }
    if result.isNone { return .none }
    if !inConsequent {
      return parseArrow(from: start, parameters: coverToParameters(mark), flags: flags, returnType: result)
    }
    // The items on the scratch stack are rewritten, and become the parameters, only when it is sure.
    var reached = lexer.position
    let arrow = attempt {
      let arrow = $0.parseArrow(from: start, parameters: 0, flags: flags, returnType: result)
      reached = $0.lexer.position
      return $0.lexer.kind == .colon ? arrow : .none
    }
    if arrow.isNone {
      restore(before)
      trialBudget -= Int(reached - start)
      rejectedReturnTypes.append(close)
      return .none
    }
    extra[Int(nodes[Int(arrow.raw)].c)] = coverToParameters(mark)
    return arrow
  }

  /// Reads the items again as parameters and closes their list.
  private mutating func coverToParameters(_ mark: Int) -> UInt32 {
    var index = mark
    var hasOptional = false
    while index < scratchCount {
      let item = toBinding(NodeID(scratch[index]))
      scratch[index] = item.raw
      if nodes[Int(item.raw)].flags.contains(.optional) { hasOptional = true }
      if nodes[Int(item.raw)].kind == .restElement,
        index + 1 < scratchCount || commaFollows(nodes[Int(item.raw)].end)
      {
        early("a rest parameter stands last", at: item)
      }
      index += 1
    }
    let parameters = endList(mark)
    if hasOptional { checkParameters(parameters, of: .function, hasBody: true) }
    return parameters
  }

  /// `<T>(a: T): U => body`; current token is `<`. `.none` if the tokens say otherwise: for use in `attempt`.
  mutating func parseGenericArrow(from start: UInt32, flags: NodeFlags) -> NodeID {
    let types = parseTypeParametersIfPresent()
    if types.exists { checkTypeParameters(types, forbidden: [.variesIn, .variesOut]) }
    guard types.exists, lexer.kind == .parenLeft else { return .none }
    let outer = context
    context = arrowContext(flags).union(flags.contains(.async) ? .parameters : [])
    let unusual = typeScript.unusualParameters
    let parameters = parseParameters()
    let result = parseReturnTypeIfPresent()
    context = outer
    guard lexer.kind == .arrow, !lexer.newlineBefore, !panicking else { return .none }
    if typeScript.unusualParameters != unusual { checkParameters(parameters, of: .function, hasBody: true) }
    return parseArrow(from: start, parameters: parameters, flags: flags, returnType: result, typeParameters: types)
  }

  /// `=> body`, after the parameters.
  mutating func parseArrow(
    from start: UInt32, parameters: UInt32, flags: NodeFlags, returnType: NodeID = .none,
    typeParameters: NodeID = .none
  ) -> NodeID {
    expect(.arrow)
    checkArrowParameters(from: start, flags: flags)
    var flags = flags
    let outer = context
    let outerShorthand = pendingShorthand
    let outerSuspension = lastSuspension
    let outerAwaitName = lastAwaitName
    pendingShorthand = .max
    context = arrowContext(flags)
    let body: NodeID
    if lexer.kind == .braceLeft {
      body = parseFunctionBody(parameters, name: .none, unique: true)
      context = outer
      pendingShorthand = outerShorthand
    } else {
      // `in` and the colon of a conditional still belong to the expression around.
      context = context.subtracting(.in).union(outer.intersection([.in, .conditionalConsequent]))
      flags.insert(.expressionBody)
      body = parseAssignment()
      context = outer
      pendingShorthand = min(outerShorthand, pendingShorthand)
      checkParameterNames(parameters)
    }
    lastSuspension = outerSuspension
    lastAwaitName = outerAwaitName
    return wideNode(
      .arrowFunctionExpression, from: start, flags: flags, 0, typeParameters.raw, parameters, returnType.raw, body.raw)
  }
}

extension Parser.CoverItems {
  /// Keeps the first.
  mutating func note(_ message: String, at offset: UInt32) {
    guard parametersOnly == .max else { return }
    parametersOnly = offset
    self.message = message
  }
}
