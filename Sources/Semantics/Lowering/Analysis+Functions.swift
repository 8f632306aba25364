import JavaScript
import SourceText

/// Who a function is, as far as the place tells where it is written.
struct FunctionRole {
  var kind: FunctionRecord.Kind
  var flags: FunctionRecord.Flags = []
  var name: Atom
  /// Where the name is written; none for functions without.
  var nameNode: NodeID
  /// The member it is the body of, whose span is that of the function; none elsewhere.
  var memberNode = NodeID.none
  var owner: ClassID?
  var isCallback = false
  /// `this` of an arrow function in a class field is its own, for the sake of its owner.
  var definesThis = false
}

extension Analysis {
  /// The value of an expression that is given a name: functions and classes that have none take it.
  mutating func lower(
    _ node: NodeID, named name: Atom, at nameNode: NodeID, as kind: FunctionRecord.Kind? = nil,
    of memberNode: NodeID = .none,
    isCalled: Bool = false, isCallback: Bool = false
  ) -> ValueID {
    let inner = tree.unwrapped(node)
    switch tree.kind(inner) {
    case .functionExpression, .functionDeclaration, .arrowFunctionExpression:
      let known = nodeValues[inner.raw]
      if known != 0 { return ValueID(known) }
      guard isWalking else { return .unknown(.notAnalysed) }
      let isArrow = tree.kind(inner) == .arrowFunctionExpression
      let id = walkFunction(
        inner,
        FunctionRole(
          kind: kind ?? (isArrow ? .arrow : .function), flags: isCalled ? .immediatelyInvoked : [], name: name,
          nameNode: nameNode, memberNode: memberNode, isCallback: isCallback))
      return functionValue(id, inner)
    case .classExpression, .classDeclaration:
      let known = nodeValues[inner.raw]
      if known != 0 { return ValueID(known) }
      guard isWalking else { return .unknown(.notAnalysed) }
      return walkClass(inner, named: name, at: nameNode)
    default:
      return lower(node)
    }
  }

  mutating func functionValue(_ id: FunctionID, _ node: NodeID) -> ValueID {
    if nodeValues[node.raw] != 0 { return ValueID(nodeValues[node.raw]) }
    let value = make(.function, id.raw, at: node)
    nodeValues[node.raw] = value.raw
    return value
  }

  mutating func walkFunctionDeclaration(_ node: NodeID) {
    let identifier = tree.child(node, 0)
    guard nodeValues[node.raw] == 0 else { return }
    let name = identifier.exists ? tree.atom(identifier, 0) : .none
    let id = walkFunction(node, FunctionRole(kind: .function, name: name, nameNode: identifier))
    let value = functionValue(id, node)
    guard identifier.exists, let index = Meaning.binding(meanings[identifier.raw]) else { return }
    give(index, value)
    noteTraits(ofFunction: node, named: index)
    // Annex B: in sloppy code the function of a block is the value of the function's variable, too.
    if states[index].scope != 0, bindings[index].kind == .function,
      let outer = Meaning.binding(states[index].shadowed & ~Analysis.typeBit), bindings[outer].kind == .var,
      bindings[outer].function == function
    {
      give(outer, value)
    }
  }

  /// Makes the record of a function and walks its parameters and body.
  mutating func walkFunction(_ node: NodeID, _ role: FunctionRole) -> FunctionID {
    let opened = meanings[node.raw]
    let id = opened != 0 ? FunctionID(opened - 1) : openFunction(node, role)
    let saved = (
      function, thisFunction, thisClass, thisValue, context, isStrict, isCallback, returnsMark
    )
    let identifier = tree.child(node, 0)
    let hasOwnName = tree.kind(node) == .functionExpression && identifier.exists
    if hasOwnName {
      enterScope(.functionName, node)
      declare(identifier, .function)
    }
    enterFunction(id, role)
    enterScope(.function, node)
    declareTypeParameters(tree.child(node, 1))
    walkParameters(tree.list(node, 2), of: id)
    let returnType = typeValue(tree.child(node, 3))
    if !returnType.isUnknown {
      functions[id.index].returnType = returnType
      let settled = promisedType(tree.child(node, 3))
      functions[id.index].resultType = settled.isUnknown ? returnType : settled
    }
    walkBody(node)
    leaveScope()
    finishReturns(from: returnsMark)
    (function, thisFunction, thisClass, thisValue, context, isStrict, isCallback, returnsMark) = saved
    if hasOwnName {
      leaveScope()
      if let index = Meaning.binding(meanings[identifier.raw]) { give(index, functionValue(id, node)) }
    }
    return id
  }

  /// Makes the record of a function alone.
  mutating func openFunction(_ node: NodeID, _ role: FunctionRole) -> FunctionID {
    let flags = tree.flags(node)
    var role = role
    if flags.contains(.async) { role.flags.insert(.async) }
    if flags.contains(.generator) { role.flags.insert(.generator) }
    let identifier = tree.child(node, 0)
    if identifier.exists, tree.kind(identifier) == .identifier {
      role.name = tree.atom(identifier, 0)
      role.nameNode = identifier
    }
    let id = FunctionID(functions.count)
    functions.append(
      FunctionRecord(
        kind: role.kind, flags: role.flags, name: role.name, parent: function, owner: role.owner,
        span: tree.span(role.memberNode.exists ? role.memberNode : node),
        nameSpan: role.nameNode.exists ? tree.span(role.nameNode) : tree.headSpan(node), node: node))
    functionScopes.append(0)
    meanings[node.raw] = id.raw + 1
    return id
  }

  private mutating func enterFunction(_ id: FunctionID, _ role: FunctionRole) {
    function = id
    isCallback = role.isCallback
    returnsMark = returns.count
    // What runs only in development does so within; the rest speaks of one run of the outer function.
    let inherited: CallSite.Flags = [.developmentOnly, .decorator]
    if !role.flags.contains(.immediatelyInvoked) {
      context.formIntersection(inherited)
    } else if functions[id.index].flags.contains(.async) {
      context.formIntersection(inherited.union([.memoGuarded, .inLoop]))
    }
    guard role.kind != .arrow || role.definesThis else { return }
    thisFunction = id
    thisClass = 0
    thisValue = .unknown
  }

  private mutating func walkBody(_ node: NodeID) {
    let body = tree.child(node, 4)
    guard body.exists else { return }
    if tree.kind(body) != .blockStatement {
      let value = lower(body)
      returns.append(value.raw)
      return
    }
    let statements = tree.list(body, 0)
    noteDirectives(statements)
    hoist(statements, isFunctionBody: true)
    walk(statements)
    let isEndReached = statements.count == 0 || !leavesFunction(statements[statements.count - 1], 0)
    if isEndReached { functions[function.index].flags.insert(.fallsThrough) }
  }

  mutating func finishReturns(from mark: Int) {
    if returns.count > mark {
      let start = lists.count
      lists.append(UInt32(truncatingIfNeeded: returns.count - mark))
      for index in mark..<returns.count { lists.append(returns[index]) }
      functions[function.index].returns = ListID(start)
    }
    returns.truncate(to: mark)
  }

  // MARK: Directives

  mutating func readDirectives(_ body: NodeList) {
    for index in 0..<body.count {
      guard tree.kind(body[index]) == .expressionStatement, tree.flags(body[index]).contains(.directive) else { return }
      let atom = stringAtom(tree.child(body[index], 0))
      directives.append(atom)
      if atom == .useStrict { isStrict = true }
    }
  }

  /// The directives at the beginning of a function's body.
  private mutating func noteDirectives(_ body: NodeList) {
    for index in 0..<body.count {
      guard tree.kind(body[index]) == .expressionStatement, tree.flags(body[index]).contains(.directive) else { return }
      let atom = stringAtom(tree.child(body[index], 0))
      if atom == .useStrict { isStrict = true }
      if atom == vocabulary.useServer { functions[function.index].flags.insert(.serverAction) }
    }
  }

  // MARK: Parameters

  private mutating func walkParameters(_ list: NodeList, of id: FunctionID) {
    guard list.count > 0 else { return }
    let mark = parameters.count
    for index in 0..<list.count { declarePattern(list[index], .parameter) }
    for index in 0..<list.count {
      if tree.isThisParameter(list[index]) {
        functions[id.index].thisType = readType(of: list[index])
      } else {
        walkParameter(list[index], of: id, at: parameters.count - mark)
      }
    }
    functions[id.index].parameters = parameters.array(from: mark)
    parameters.truncate(to: mark)
  }

  private mutating func walkParameter(_ node: NodeID, of id: FunctionID, at index: Int) {
    var pattern = node
    var decorators = ListID(UInt32(0))
    var isOptional = tree.flags(node).contains(.optional)
    if tree.kind(pattern) == .tsParameterProperty {
      decorators = lowerDecorators(tree.list(pattern, 0))
      pattern = tree.child(pattern, 1)
    }
    var initial = ValueID.unknown
    if tree.kind(pattern) == .assignmentPattern {
      let target = tree.child(pattern, 0)
      let isName = tree.kind(target) == .identifier
      initial = lower(tree.child(pattern, 1), named: isName ? tree.atom(target, 0) : .none, at: isName ? target : .none)
      pattern = target
      isOptional = true
    }
    let isRest = tree.kind(pattern) == .restElement
    var value = make(isRest ? .restParameter : .parameter, id.raw, UInt32(truncatingIfNeeded: index), at: pattern)
    if initial != .unknown { value = choice(value, initial, at: pattern) }
    var target = pattern
    if isRest { target = tree.child(pattern, 0) }
    let type = readType(of: pattern)
    bind(target, value)
    parameters.append(
      ParameterRecord(
        name: tree.kind(target) == .identifier ? tree.atom(target, 0) : .none, isRest: isRest,
        isOptional: isOptional || tree.flags(target).contains(.optional), type: type, initial: initial,
        decorators: decorators, span: tree.span(node)))
  }

  mutating func lowerDecorators(_ decorators: NodeList) -> ListID {
    guard decorators.count > 0 else { return ListID(UInt32(0)) }
    let outer = context
    context.insert(.decorator)
    let mark = scratch.count
    for index in 0..<decorators.count { scratch.append(lower(tree.child(decorators[index], 0)).raw) }
    context = outer
    return list(from: mark)
  }
}
