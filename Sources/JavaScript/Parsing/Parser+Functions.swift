import SourceText

// Functions, methods, parameters and arrow functions.
extension Parser {
  /// What a function body takes from around it, and what its own kind adds.
  func functionContext(_ flags: NodeFlags) -> Context {
    var inner = context.subtracting([
      .yield, .await, .conditionalConsequent, .decorator, .classStaticBlock, .classField, .namespace, .breakable,
      .loop, .superProperty, .superCall, .parameters, .noArguments,
    ])
    inner.formUnion([.in, .return, .function, .newTarget])
    if flags.contains(.async) { inner.insert(.await) }
    if flags.contains(.generator) { inner.insert(.yield) }
    return inner
  }

  /// The same for arrow functions, which have `this`, `super`, `arguments` and `new.target` of the code around them.
  func arrowContext(_ flags: NodeFlags) -> Context {
    var inner = context.subtracting([
      .yield, .await, .conditionalConsequent, .decorator, .classStaticBlock, .classField, .namespace, .breakable,
      .loop, .parameters,
    ])
    inner.formUnion([.in, .return, .function])
    if flags.contains(.async) { inner.insert(.await) }
    return inner
  }

  /// `function name(…) {…}` in a list of statements; current token is `function`, `async` is consumed.
  mutating func parseFunctionDeclaration(from start: UInt32, flags: NodeFlags, nameRequired: Bool = true) -> NodeID {
    var flags = flags
    advance()
    if eat(.star) { flags.insert(.generator) }
    var name = NodeID.none
    if lexer.kind == .identifier || nameRequired { name = parseBindingIdentifier() }
    return parseFunctionRest(.functionDeclaration, name, from: start, flags: flags)
  }

  /// `function name(…) {…}` in an expression; current token is `function`, `async` is consumed.
  mutating func parseFunctionExpression(from start: UInt32, flags: NodeFlags) -> NodeID {
    var flags = flags
    advance()
    if eat(.star) { flags.insert(.generator) }
    var name = NodeID.none
    if lexer.kind == .identifier {
      let outer = context
      context = functionContext(flags).union(outer.intersection(.namespace))
      name = parseBindingIdentifier()
      context = outer
    }
    return parseFunctionRest(.functionExpression, name, from: start, flags: flags)
  }

  /// The function of a method, from its type parameters or parentheses on.
  mutating func parseMethodFunction(_ flags: NodeFlags, kind: MethodKind, owner: ParameterOwner) -> NodeID {
    let start = lexer.start
    let granted: Context = kind == .constructor && classIsDerived ? [.superProperty, .superCall] : .superProperty
    let function = parseFunctionRest(.functionExpression, .none, from: start, flags: flags, granted, owner: owner)
    if kind == .get || kind == .set { checkAccessor(function, kind) }
    return function
  }

  private mutating func checkAccessor(_ function: NodeID, _ kind: MethodKind) {
    let parameters = Int(extra[Int(nodes[Int(function.raw)].c)])
    var count = Int(extra[parameters])
    if count > 0, inTypeScript {
      let first = nodes[Int(extra[parameters + 1])]
      if first.kind == .identifier, first.a == Atom.this.raw { count -= 1 }
    }
    if kind == .get, count != 0 { early("a getter takes no parameters", at: function) }
    if kind == .set, count != 1 {
      early("a setter takes exactly one parameter", at: function)
    } else if kind == .set, nodes[Int(extra[parameters + Int(extra[parameters])])].kind == .restElement {
      early("the parameter of a setter is no rest parameter", at: function)
    }
    if inTypeScript { checkAccessorTypes(function, kind) }
  }

  /// Type parameters, parameters, return type and body. TypeScript's overloads and ambient functions have no body.
  /// `granted` is what methods may do.
  private mutating func parseFunctionRest(
    _ kind: NodeKind, _ name: NodeID, from start: UInt32, flags: NodeFlags, _ granted: Context = [],
    owner: ParameterOwner = .function
  ) -> NodeID {
    let outer = context
    let outerShorthand = pendingShorthand
    let outerSuspension = lastSuspension
    let outerAwaitName = lastAwaitName
    pendingShorthand = .max
    context = functionContext(flags).union(granted)
    let inner = context
    if !flags.isDisjoint(with: [.async, .generator]) { context.insert(.parameters) }
    let openOutside = openParentheses
    let unusual = typeScript.unusualParameters
    let types = inTypeScript ? parseTypeParametersIfPresent() : .none
    if types.exists { checkTypeParameters(types, forbidden: [.variesIn, .variesOut]) }
    let parameters = parseParameters()
    let result = inTypeScript ? parseReturnTypeIfPresent() : .none
    var kind = kind
    var body = NodeID.none
    if lexer.kind == .braceLeft {
      if panicking { resumeAtBrace(openParentheses: openOutside) }
      context = inner
      body = parseFunctionBody(parameters, name: name, unique: !granted.isEmpty)
    } else if inTypeScript, !panicking, kind == .functionDeclaration || owner.isClassMember,
      lexer.kind == .semicolon || lexer.newlineBefore || bodyMayBeAbsent
    {
      kind = kind == .functionDeclaration ? .tsDeclareFunction : .tsEmptyBodyFunctionExpression
      if flags.contains(.generator) { reportGeneratorSignature(from: start) }
    } else {
      unexpected("'{' before the body of the function")
    }
    context = outer
    pendingShorthand = outerShorthand
    lastSuspension = outerSuspension
    lastAwaitName = outerAwaitName
    if typeScript.unusualParameters != unusual {
      checkParameters(parameters, of: owner, hasBody: body.exists)
    }
    if kind == .tsDeclareFunction { consumeSemicolon() }
    return wideNode(kind, from: start, flags: flags, name.raw, types.raw, parameters, result.raw, body.raw)
  }

  /// The token after a signature ends it as automatic semicolon insertion would.
  private var bodyMayBeAbsent: Bool { lexer.kind == .braceRight || lexer.kind == .endOfFile || lexer.kind == .comma }

  /// `{ statements }` of a function, directives first. `unique`: the parameters differ in sloppy code, too.
  mutating func parseFunctionBody(_ parameters: UInt32, name: NodeID, unique: Bool) -> NodeID {
    let start = lexer.start
    let first = nodeCount
    let outerVariables = variableCount
    let outerLabels = labelBase
    labelBase = labels.count
    advance()
    let mark = beginList()
    if lexer.kind == .string, parseDirectives() { becomeStrict(name: name, parameters: parameters) }
    parseStatementList()
    checkFunctionScope(parameters, from: mark, after: first, unique: unique)
    forgetVariables(from: outerVariables)
    labelBase = outerLabels
    expect(.braceRight)
    let body = endList(mark)
    return node(.blockStatement, from: start, body)
  }

  // MARK: Parameters

  /// `(a, {b} = {}, ...c)`: a list slot.
  mutating func parseParameters() -> UInt32 {
    guard lexer.kind == .parenLeft else {
      unexpected("'('")
      return 0
    }
    openParenthesis()
    let mark = beginList()
    while lexer.kind != .parenRight, !panicking {
      let isRest = lexer.kind == .ellipsis
      push(parseParameter())
      if !eat(.comma) { break }
      if isRest, !context.contains(.ambient) {
        early("a rest parameter stands last", at: tokenSpan)
      }
    }
    closeParenthesis(.parenRight, "',' or ')' after a parameter")
    return endList(mark)
  }

  /// One parameter, with decorators and modifiers where TypeScript has them.
  private mutating func parseParameter() -> NodeID {
    if lexer.kind == .ellipsis { return parseBindingRest(isParameter: true) }
    if lexer.kind == .at, !inTypeScript { early("parameters have decorators in TypeScript only", at: tokenSpan) }
    if lexer.kind == .at || (inTypeScript && lexer.kind == .identifier && atParameterModifier()) {
      return parseParameterProperty()
    }
    return parseBindingElement(.parameter)
  }

  /// The current word is a modifier, because a parameter's name or pattern follows it.
  private mutating func atParameterModifier() -> Bool {
    guard !lexer.escaped, Parser.parameterModifier(lexer.atom) != nil else { return false }
    let next = peek()
    switch next.kind {
    case .identifier, .braceLeft, .bracketLeft, .this, .ellipsis: return true
    default: return false
    }
  }

  private static func parameterModifier(_ atom: Atom) -> (flag: NodeFlags, accessibility: Accessibility)? {
    switch atom {
    case .public: ([], .public)
    case .private: ([], .private)
    case .protected: ([], .protected)
    case .readonly: (.readonly, .none)
    case .override: (.override, .none)
    default: nil
    }
  }

  /// `@inject() private readonly name: T`.
  private mutating func parseParameterProperty() -> NodeID {
    let start = lexer.start
    let decorators = parseDecorators()
    var flags: NodeFlags = []
    var accessibility = Accessibility.none
    var seen: ModifierSet = []
    while inTypeScript, lexer.kind == .identifier, atParameterModifier(),
      let modifier = Parser.parameterModifier(lexer.atom)
    {
      note(modifier: lexer.atom, in: &seen)
      flags.formUnion(modifier.flag)
      if modifier.accessibility != .none { accessibility = modifier.accessibility }
      advance()
    }
    typeScript.unusualParameters += 1
    let parameter =
      lexer.kind == .ellipsis ? parseBindingRest(isParameter: true) : parseBindingElement(.parameter)
    return node(
      .tsParameterProperty, from: start, op: accessibility.rawValue << 4, flags: flags, decorators, parameter.raw)
  }
}
