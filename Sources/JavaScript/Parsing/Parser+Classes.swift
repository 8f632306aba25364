import SourceText

// Classes, their members and decorators.
extension Parser {
  /// `class Name extends Base {…}`; current token is `class`. `flags` hold `declare` and `abstract`.
  mutating func parseClass(
    _ kind: NodeKind, from start: UInt32, decorators: UInt32, flags: NodeFlags, nameRequired: Bool = true
  ) -> NodeID {
    enter()
    defer { leave() }
    let outer = context
    let outerShorthand = pendingShorthand
    let outerIsAbstract = typeScript.classIsAbstract
    pendingShorthand = .max
    context.formUnion([.strict, .in])
    context.subtract(Context.bracketReset)
    advance()
    var name = NodeID.none
    if lexer.kind == .identifier, !(inTypeScript && atWord(.implements) && peek().kind != .braceLeft) {
      name = parseBindingIdentifier()
      if inTypeScript { checkTypeName(name) }
    } else if kind == .classDeclaration, nameRequired {
      unexpected("the name of the class")
    }
    let types = inTypeScript ? parseTypeParametersIfPresent() : .none
    var base = NodeID.none
    var baseTypes = NodeID.none
    if eat(.extends) { (base, baseTypes) = parseSuperclass() }
    let implemented = inTypeScript ? parseImplements() : 0
    typeScript.classIsAbstract = flags.contains(.abstract)
    let body = parseClassBody(
      from: start, isAmbient: outer.contains(.ambient) || flags.contains(.declare), isDerived: base.exists)
    typeScript.classIsAbstract = outerIsAbstract
    context = outer
    pendingShorthand = outerShorthand
    reserveExtra(5)
    let rest = extraCount
    for (offset, value) in [types.raw, base.raw, baseTypes.raw, implemented, body].enumerated() {
      extra[rest + offset] = value
    }
    extraCount += 5
    return node(kind, from: start, flags: flags, decorators, name.raw, UInt32(truncatingIfNeeded: rest))
  }

  /// LeftHandSideExpression after `extends`; type arguments at its end become the class's own.
  private mutating func parseSuperclass() -> (NodeID, NodeID) {
    arrowStart = .max
    let base = parseLeftHandSide()
    let record = nodes[Int(base.raw)]
    guard record.kind == .tsInstantiationExpression, !record.flags.contains(.parenthesized) else {
      return (base, inTypeScript ? parseTypeArgumentsIfPresent() : .none)
    }
    nodes[Int(base.raw)].kind = .none
    return (NodeID(record.a), NodeID(record.b))
  }

  /// `{ members }`: a list slot.
  private mutating func parseClassBody(from start: UInt32, isAmbient: Bool, isDerived: Bool) -> UInt32 {
    guard expect(.braceLeft) else { return 0 }
    if isAmbient { context.insert(.ambient) }
    let mark = beginList()
    let references = privateReferences.count
    let outerIsDerived = classIsDerived
    classDepth += 1
    while lexer.kind != .braceRight, lexer.kind != .endOfFile {
      if eat(.semicolon) { continue }
      let point = recoveryPoint
      if lexer.kind.isReservedWord, atDeclaration() {
        // Of a class that was left open, or a method written like a function.
        if lexer.newlineBefore, indentation(at: lexer.start) <= indentation(at: start) {
          unexpected("'}' at the end of the class")
          break
        }
        early("a member of a class has no '\(lexer.atoms.text(lexer.atom))' before it", at: tokenSpan)
        advance()
      }
      classIsDerived = isDerived
      push(parseClassMember())
      if panicking { recoverMember(from: point) }
    }
    classIsDerived = outerIsDerived
    classDepth -= 1
    checkClassBody(from: mark, references: references)
    if !panicking { expect(.braceRight) }
    return endList(mark)
  }

  // MARK: Members

  /// One member: modifiers, key, and then a method or a field.
  private mutating func parseClassMember() -> NodeID {
    enter()
    defer { leave() }
    let start = lexer.start
    let decorators = lexer.kind == .at ? parseDecorators() : 0
    var modifiers = MemberModifiers()
    while lexer.kind == .identifier, lexer.atom.raw <= Parser.lastModifier, !lexer.escaped,
      takeModifier(&modifiers)
    {
      if modifiers.flags.contains(.static), lexer.kind == .braceLeft {
        checkStaticBlock(modifiers, decorators)
        return parseStaticBlock(from: start)
      }
    }
    if lexer.kind == .star {
      modifiers.functionFlags.insert(.generator)
      advance()
    }
    if inTypeScript, lexer.kind == .bracketLeft {
      let signature = parseIndexSignatureIfPresent(from: start, flags: modifiers.flags)
      if signature.exists {
        checkIndexSignature(signature, modifiers, decorators)
        return signature
      }
    }
    let keyToken = lexer.kind
    let keyAtom = lexer.atom
    let key = parsePropertyKey(&modifiers.flags)
    if keyToken == .privateName { checkPrivateMember(key, named: keyAtom, modifiers) }
    takeMarks(&modifiers)
    if lexer.kind == .parenLeft || lexer.kind == .less || modifiers.method != .method
      || !modifiers.functionFlags.isEmpty
    {
      let isStatic = modifiers.flags.contains(.static)
      let mayBeNamed = keyToken == .identifier || keyToken == .string
      let isConstructor =
        !isStatic && mayBeNamed && !modifiers.flags.contains(.computed) && isKey(key, .constructor, "constructor")
      if isStatic { checkMemberName(key, modifiers.flags, isField: false) }
      return parseMethod(key, decorators, modifiers, from: start, isConstructor: isConstructor)
    }
    checkMemberName(key, modifiers.flags, isField: true)
    return parseField(key, decorators, modifiers, from: start)
  }

  /// The highest atom among the words that may be modifiers.
  private static let lastModifier = Atom.readonly.raw

  /// Consumes the current word if it is a modifier and not the key itself.
  private mutating func takeModifier(_ modifiers: inout MemberModifiers) -> Bool {
    let word = lexer.atom
    guard isModifier(word), inTypeScript || mayFollow(modifiers, word), modifiers.method == .method else {
      return false
    }
    let next = peek()
    switch next.kind {
    case .identifier, .string, .number, .bigInt, .privateName, .bracketLeft:
      break
    case .braceLeft:
      guard word == .static, !modifiers.flags.contains(.static) else { return false }
    case .star:
      guard word == .async || (word != .get && word != .set && !next.newlineBefore) || word == .static else {
        return false
      }
    default:
      guard next.kind.isReservedWord else { return false }
    }
    if next.newlineBefore, word != .static, word != .get, word != .set { return false }
    if word == .static, modifiers.flags.contains(.static), next.newlineBefore || !inTypeScript { return false }
    note(modifier: word, in: &modifiers.seen)
    advance()
    switch word {
    case .static: modifiers.flags.insert(.static)
    case .async: modifiers.functionFlags.insert(.async)
    case .get: modifiers.method = .get
    case .set: modifiers.method = .set
    case .accessor: break
    case .public: modifiers.accessibility = .public
    case .private: modifiers.accessibility = .private
    case .protected: modifiers.accessibility = .protected
    case .abstract: modifiers.flags.insert(.abstract)
    case .override: modifiers.flags.insert(.override)
    case .readonly: modifiers.flags.insert(.readonly)
    default: modifiers.flags.insert(.declare)
    }
    return true
  }

  /// JavaScript has one modifier, after `static`.
  private func mayFollow(_ modifiers: MemberModifiers, _ word: Atom) -> Bool {
    modifiers.method == .method && modifiers.functionFlags.isEmpty && !modifiers.seen.contains(.accessor)
      && (word != .static || modifiers.flags.isEmpty)
  }

  private func isModifier(_ word: Atom) -> Bool {
    switch word {
    case .static, .async, .get, .set, .accessor: true
    case .public, .private, .protected, .abstract, .override, .readonly, .declare: inTypeScript
    default: false
    }
  }

  /// TypeScript's `?` and `!` after the key.
  @inline(__always)
  private mutating func takeMarks(_ modifiers: inout MemberModifiers) {
    guard inTypeScript else { return }
    if lexer.kind == .question {
      modifiers.flags.insert(.optional)
      advance()
    } else if lexer.kind == .exclamation, !lexer.newlineBefore {
      modifiers.flags.insert(.definite)
      advance()
    }
  }

  private mutating func parseMethod(
    _ key: NodeID, _ decorators: UInt32, _ modifiers: MemberModifiers, from start: UInt32, isConstructor: Bool
  ) -> NodeID {
    var method = modifiers.method
    if isConstructor {
      if method != .method || !modifiers.functionFlags.isEmpty {
        early("a constructor is no getter, setter, generator or async method", at: key)
      }
      method = .constructor
    }
    let value = parseMethodFunction(
      modifiers.functionFlags, kind: method, owner: method == .constructor ? .constructor : .member)
    let hasBody = nodes[Int(value.raw)].kind != .tsEmptyBodyFunctionExpression
    if !hasBody { consumeSemicolon() }
    if inTypeScript, !hasBody || method != .method || !modifiers.seen.isEmpty || modifiers.flags.contains(.definite) {
      checkMethod(key, value, modifiers, method, decorators)
    }
    return node(
      .methodDefinition, from: start, op: method.rawValue | modifiers.accessibility.rawValue << 4,
      flags: modifiers.flags, decorators, key.raw, value.raw)
  }

  private mutating func parseField(
    _ key: NodeID, _ decorators: UInt32, _ modifiers: MemberModifiers, from start: UInt32
  ) -> NodeID {
    let type = inTypeScript ? parseTypeAnnotationIfPresent() : .none
    var value = NodeID.none
    if eat(.equal) {
      let outer = context
      let outerSuspension = lastSuspension
      let outerAwaitName = lastAwaitName
      context = functionContext([]).union([.classField, .superProperty, .noArguments]).subtracting(.return)
      value = parseAssignment()
      context = outer
      lastSuspension = outerSuspension
      lastAwaitName = outerAwaitName
      if pendingShorthand != .max { reportPendingShorthand() }
    }
    consumeSemicolon()
    if inTypeScript, !modifiers.seen.isEmpty || modifiers.flags.contains(.definite) {
      checkField(key, type, value, modifiers)
    }
    return wideNode(
      modifiers.seen.contains(.accessor) ? .accessorProperty : .propertyDefinition, from: start,
      op: modifiers.accessibility.rawValue << 4, flags: modifiers.flags, decorators, key.raw, type.raw, value.raw)
  }

  /// What follows the decorators of this list, if any, takes none.
  mutating func refuseDecorators(_ list: UInt32) {
    guard extra[Int(list)] > 0 else { return }
    early("decorators stand only before a class or one of its members", at: NodeID(extra[Int(list) + 1]))
  }

  /// `static { statements }`; current token is `{`.
  private mutating func parseStaticBlock(from start: UInt32) -> NodeID {
    let outer = context
    let outerSuspension = lastSuspension
    let outerAwaitName = lastAwaitName
    let outerVariables = variableCount
    let outerLabels = labelBase
    let first = nodeCount
    labelBase = labels.count
    context = functionContext([]).union([.classStaticBlock, .superProperty, .noArguments]).subtracting(.return)
    advance()
    let mark = beginList()
    parseStatementList()
    checkScope(from: mark, after: first, .functionBody)
    context = outer
    forgetVariables(from: outerVariables)
    labelBase = outerLabels
    lastSuspension = outerSuspension
    lastAwaitName = outerAwaitName
    expect(.braceRight)
    let body = endList(mark)
    return node(.staticBlock, from: start, body)
  }

  // MARK: Decorators

  /// `@a @b(…)`: a list slot.
  mutating func parseDecorators() -> UInt32 {
    let mark = beginList()
    while lexer.kind == .at, !panicking {
      let start = lexer.start
      // `@@@a`: a decorator's expression may be a decorated class.
      enter()
      advance()
      let outer = context
      context.insert(.decorator)
      arrowStart = .max
      let expression = parseLeftHandSide()
      context = outer
      leave()
      push(node(.decorator, from: start, expression.raw))
    }
    return endList(mark)
  }

  /// `@a class C {}`, `@a export class C {}`, `@a abstract class C {}` as a statement.
  mutating func parseDecoratedStatement() -> NodeID {
    let start = lexer.start
    let decorators = parseDecorators()
    if lexer.kind == .export {
      let export = parseExport(decorators: decorators, from: start)
      let declaration = nodes[Int(nodes[Int(export.raw)].a)]
      if declaration.kind != .classDeclaration || declaration.a != decorators { refuseDecorators(decorators) }
      return export
    }
    return parseDecoratedClass(decorators, from: start)
  }

  /// The class that decorators stand before, with `abstract` and `declare` in TypeScript.
  mutating func parseDecoratedClass(_ decorators: UInt32, from start: UInt32, nameRequired: Bool = true) -> NodeID {
    var flags: NodeFlags = []
    while inTypeScript, atWord(.abstract) || atWord(.declare) {
      flags.insert(lexer.atom == .abstract ? .abstract : .declare)
      advance()
    }
    guard lexer.kind == .class else { return invalid("a class after its decorators") }
    return parseClass(.classDeclaration, from: start, decorators: decorators, flags: flags, nameRequired: nameRequired)
  }

  mutating func parseDecoratedClassExpression() -> NodeID {
    let start = lexer.start
    let decorators = parseDecorators()
    guard lexer.kind == .class else { return invalid("a class after its decorators") }
    return parseClass(.classExpression, from: start, decorators: decorators, flags: [])
  }
}
