import SourceText

// Expressions, from the comma down to what may follow a primary expression.
extension Parser {
  /// Expression: `a, b`.
  mutating func parseExpression() -> NodeID {
    let start = lexer.start
    let first = parseAssignment()
    guard lexer.kind == .comma else { return first }
    let mark = beginList()
    push(first)
    while eat(.comma) { push(parseAssignment()) }
    return node(.sequenceExpression, from: start, endList(mark))
  }

  /// Expression[+In], for places inside brackets and statement heads.
  @inline(__always)
  mutating func parseExpressionInBrackets() -> NodeID {
    let outer = context
    context = outer.union(.in).subtracting(Context.bracketReset)
    let expression = parseExpression()
    context = outer
    return expression
  }

  /// AssignmentExpression: what may stand between commas. Arrow functions are found here: by `=>` after a name, or
  /// after parentheses whose contents are then read again as patterns, in place.
  mutating func parseAssignment() -> NodeID {
    enter()
    defer { leave() }
    let start = lexer.start
    if lexer.kind == .identifier, lexer.atom == .yield, context.contains(.yield), !lexer.escaped {
      return parseYield()
    }
    let left = parseBelowConditional(from: start)
    if isBareArrow(left) { return left }
    if lexer.kind == .question { return parseConditional(left, from: start) }
    let op = Parser.assignmentOperator(lexer.kind)
    if op == .none { return left }
    return parseAssignmentTail(left, from: start, op)
  }

  /// The part of an AssignmentExpression before `?` or an assignment operator, or a whole arrow function.
  @inline(__always)
  private mutating func parseBelowConditional(from start: UInt32) -> NodeID {
    arrowStart = start
    let left = parseUnary()
    if lexer.kind == .greater { lexer.rescanGreater() }
    if Parser.binaryPrecedence(lexer.kind) != 0 || (lexer.kind == .identifier && inTypeScript) {
      return isBareArrow(left) ? left : parseBinary(left, from: start, above: 0)
    }
    return left
  }

  /// `= value`, `+= value` and so on, after the target.
  private mutating func parseAssignmentTail(_ target: NodeID, from start: UInt32, _ op: Operator) -> NodeID {
    var target = target
    if inTypeScript { checkBareCast(target) }
    if op == .assign {
      target = toAssignmentTarget(target)
    } else {
      checkSimpleTarget(target, op: op)
    }
    advance()
    let value = parseAssignment()
    return node(.assignmentExpression, from: start, op: op.rawValue, target.raw, value.raw)
  }

  /// `test ? a : b`. Chains in the alternate are a loop, because they get long: tests, consequents and starts wait on
  /// the scratch stack, and the nodes are made from the last to the first.
  private mutating func parseConditional(_ test: NodeID, from start: UInt32) -> NodeID {
    let mark = beginList()
    let outer = context
    var start = start
    var last = test
    while lexer.kind == .question, !questionMarksParameter() {
      advance()
      context = outer.union([.in, .conditionalConsequent]).subtracting(.decorator)
      let consequent = parseAssignment()
      context = outer
      expect(.colon)
      push(last)
      push(consequent)
      push(NodeID(start))
      start = lexer.start
      if lexer.kind == .identifier, lexer.atom == .yield {
        last = parseAssignment()
        break
      }
      last = parseBelowConditional(from: start)
      if isBareArrow(last) { break }
    }
    let op = Parser.assignmentOperator(lexer.kind)
    if op != .none, !isBareArrow(last), scratchCount > mark { last = parseAssignmentTail(last, from: start, op) }
    while scratchCount > mark {
      scratchCount -= 3
      last = node(
        .conditionalExpression, from: scratch[scratchCount + 2], scratch[scratchCount], scratch[scratchCount + 1],
        last.raw)
    }
    return last
  }

  /// `(a?: T) => …`: the question mark belongs to a parameter, because no expression follows it.
  @inline(__always)
  private mutating func questionMarksParameter() -> Bool {
    guard inTypeScript else { return false }
    switch peek().kind {
    case .comma, .parenRight, .colon, .equal: return true
    default: return false
    }
  }

  /// `yield`, `yield value`, `yield* iterable`.
  private mutating func parseYield() -> NodeID {
    let start = lexer.start
    noteSuspension(at: start)
    advance()
    var flags: NodeFlags = []
    var argument = NodeID.none
    if !lexer.newlineBefore {
      if eat(.star) {
        flags.insert(.generator)
        argument = parseAssignment()
      } else if !endsOperand {
        argument = parseAssignment()
      }
    }
    return node(.yieldExpression, from: start, flags: flags, argument.raw)
  }

  /// The current token cannot begin an expression, so that `yield` stands alone.
  private var endsOperand: Bool {
    switch lexer.kind {
    case .parenRight, .bracketRight, .braceRight, .comma, .semicolon, .colon, .endOfFile, .in, .question: true
    default: false
    }
  }

  /// An arrow function not in parentheses: nothing may be appended to it.
  @inline(__always)
  func isBareArrow(_ id: NodeID) -> Bool {
    let record = nodes + Int(id.raw)
    return record.pointee.kind == .arrowFunctionExpression && !record.pointee.flags.contains(.parenthesized)
  }

  /// LeftHandSideExpression with `++` or `--` after it.
  mutating func parsePostfix() -> NodeID {
    let start = lexer.start
    let operand = parseLeftHandSide()
    guard lexer.kind == .plusPlus || lexer.kind == .minusMinus, !lexer.newlineBefore, !isBareArrow(operand) else {
      return operand
    }
    let op: Operator = lexer.kind == .plusPlus ? .increment : .decrement
    checkSimpleTarget(operand, op: op)
    advance()
    return node(.updateExpression, from: start, op: op.rawValue, operand.raw)
  }

  /// A primary expression with the members, calls and templates after it.
  mutating func parseLeftHandSide() -> NodeID {
    let start = lexer.start
    let primary = parsePrimary()
    if isBareArrow(primary) { return primary }
    return parseSubscripts(primary, from: start, calls: true)
  }

  /// `.name`, `[key]`, `(arguments)`, `` `template` ``, `?.…`, `!` and type arguments, as long as they follow.
  mutating func parseSubscripts(_ base: NodeID, from start: UInt32, calls: Bool) -> NodeID {
    var base = base
    while true {
      switch lexer.kind {
      case .dot:
        advance()
        let property = parseMemberName()
        base = node(.memberExpression, from: start, base.raw, property.raw)
      case .parenLeft:
        if !calls { return base }
        let arguments = parseArguments()
        base = node(.callExpression, from: start, base.raw, 0, arguments)
      case .bracketLeft:
        if context.contains(.decorator) { return base }
        base = parseComputedMember(base, from: start, flags: .computed)
      case .questionDot:
        if !calls {
          early("an optional chain may not follow 'new'", at: tokenSpan)
        }
        base = parseOptionalLink(base, from: start)
      case .templateWhole, .templateHead:
        base = parseTaggedTemplate(base, from: start)
      case .exclamation:
        if !inTypeScript || lexer.newlineBefore { return base }
        advance()
        base = node(.tsNonNullExpression, from: start, base.raw)
      case .less, .shiftLeft:
        if !inTypeScript { return base }
        let generic = parseTypeArgumentsSubscript(base, from: start, calls: calls)
        if generic.isNone { return base }
        base = generic
      default:
        return base
      }
    }
  }

  @inline(never)
  private mutating func parseTaggedTemplate(_ tag: NodeID, from start: UInt32) -> NodeID {
    if !nodes[Int(tag.raw)].flags.contains(.parenthesized), isOptionalChain(tag) {
      early("a template may not follow an optional chain", at: tokenSpan)
    }
    let quasi = parseTemplate(tagged: true)
    return node(.taggedTemplateExpression, from: start, tag.raw, 0, quasi.raw)
  }

  /// What follows a dot: a name, a reserved word or a private name.
  @inline(__always)
  mutating func parseMemberName() -> NodeID {
    // After `a.` at the end of a line, a declaration on the next one is no property name.
    if lexer.newlineBefore, atDeclaration() { return invalid("a property name") }
    if atName { return nameNode() }
    return parseRareMemberName()
  }

  @inline(never)
  private mutating func parseRareMemberName() -> NodeID {
    guard lexer.kind == .privateName else { return invalid("a property name") }
    let name = nameNode(.privateIdentifier)
    notePrivateReference(name)
    return name
  }

  private mutating func parseComputedMember(_ object: NodeID, from start: UInt32, flags: NodeFlags) -> NodeID {
    openParenthesis()
    let property = parseExpressionInBrackets()
    closeParenthesis(.bracketRight, "']'")
    return node(.memberExpression, from: start, flags: flags, object.raw, property.raw)
  }

  /// `?.name`, `?.[key]`, `?.(arguments)`.
  private mutating func parseOptionalLink(_ base: NodeID, from start: UInt32) -> NodeID {
    advance()
    switch lexer.kind {
    case .parenLeft:
      let arguments = parseArguments()
      return node(.callExpression, from: start, flags: .optional, base.raw, 0, arguments)
    case .bracketLeft:
      return parseComputedMember(base, from: start, flags: [.computed, .optional])
    case .templateWhole, .templateHead:
      early("a template may not follow '?.'", at: tokenSpan)
      let quasi = parseTemplate(tagged: true)
      return node(.taggedTemplateExpression, from: start, base.raw, 0, quasi.raw)
    case .less, .shiftLeft:
      if inTypeScript {
        let types = parseTypeArgumentsInExpression()
        if types.exists {
          let arguments = parseArguments()
          return node(.callExpression, from: start, flags: .optional, base.raw, types.raw, arguments)
        }
      }
    case .privateName where inTypeScript:
      early("TypeScript has no private name right after '?.'", at: tokenSpan)
      fallthrough
    default:
      break
    }
    let property = parseMemberName()
    return node(.memberExpression, from: start, flags: .optional, base.raw, property.raw)
  }

  /// `f<T>(x)`, ``tag<T>`…` ``, `f<T>`; `.none` if what follows are no type arguments.
  private mutating func parseTypeArgumentsSubscript(_ base: NodeID, from start: UInt32, calls: Bool) -> NodeID {
    let types = parseTypeArgumentsInExpression()
    if types.isNone { return .none }
    switch lexer.kind {
    case .parenLeft where calls:
      let arguments = parseArguments()
      return node(.callExpression, from: start, base.raw, types.raw, arguments)
    case .templateWhole, .templateHead:
      let quasi = parseTemplate(tagged: true)
      return node(.taggedTemplateExpression, from: start, base.raw, types.raw, quasi.raw)
    default:
      if lexer.kind == .dot || lexer.kind == .questionDot && peek().kind == .identifier {
        early("put parentheses around a name with type arguments before its member is taken", at: types)
      }
      return node(.tsInstantiationExpression, from: start, base.raw, types.raw)
    }
  }

  /// `(a, ...b)`: a list slot.
  mutating func parseArguments() -> UInt32 {
    guard lexer.kind == .parenLeft else {
      unexpected("'('")
      return 0
    }
    openParenthesis()
    let outer = context
    context = outer.union(.in).subtracting(Context.bracketReset)
    let mark = beginList()
    while lexer.kind != .parenRight, !panicking {
      push(lexer.kind == .ellipsis ? parseSpread() : parseAssignment())
      if !eat(.comma) { break }
    }
    context = outer
    closeParenthesis(.parenRight, "',' or ')' after an argument")
    return endList(mark)
  }

  /// `...iterable`.
  mutating func parseSpread() -> NodeID {
    let start = lexer.start
    advance()
    let argument = parseAssignment()
    return node(.spreadElement, from: start, argument.raw)
  }

  /// `new Callee(arguments)`, `new Callee`, `new.target`.
  mutating func parseNew() -> NodeID {
    enter()
    defer { leave() }
    let start = lexer.start
    let meta = nameNode()
    if eat(.dot) {
      guard atWord(.target) else { return invalid("'target' after 'new.'") }
      let property = nameNode()
      if !context.contains(.newTarget) {
        early("'new.target' belongs in a function", at: Span(start: start, end: lexer.previousEnd))
      }
      return node(.metaProperty, from: start, meta.raw, property.raw)
    }
    nodeCount -= 1
    let calleeStart = lexer.start
    // `new <T>x`: a type assertion is no callee.
    var callee =
      lexer.kind == .new
      ? parseNew() : lexer.kind == .less && !context.contains(.jsx) ? invalid("a name") : parsePrimary()
    if nodes[Int(callee.raw)].kind == .importExpression, !nodes[Int(callee.raw)].flags.contains(.parenthesized) {
      early("'import(…)' may not follow 'new'", at: callee)
    } else if nodes[Int(callee.raw)].kind == .super, lexer.kind == .parenLeft {
      early("'super(…)' may not follow 'new'", at: callee)
    }
    callee = parseSubscripts(callee, from: calleeStart, calls: false)
    var types = NodeID.none
    if nodes[Int(callee.raw)].kind == .tsInstantiationExpression,
      !nodes[Int(callee.raw)].flags.contains(.parenthesized)
    {
      types = NodeID(nodes[Int(callee.raw)].b)
      nodes[Int(callee.raw)].kind = .none
      callee = NodeID(nodes[Int(callee.raw)].a)
    }
    let arguments = lexer.kind == .parenLeft ? parseArguments() : 0
    return node(.newExpression, from: start, callee.raw, types.raw, arguments)
  }
}
