import JavaScript
import SourceText

extension Analysis {
  mutating func walkClassDeclaration(_ node: NodeID) {
    guard nodeValues[node.raw] == 0 else { return }
    let identifier = tree.child(node, 1)
    let value = walkClass(node, named: .none, at: .none)
    guard identifier.exists, let index = Meaning.binding(meanings[identifier.raw]) else { return }
    give(index, value)
  }

  /// Makes the record of a class and walks its members.
  mutating func walkClass(_ node: NodeID, named name: Atom, at nameNode: NodeID) -> ValueID {
    let identifier = tree.child(node, 1)
    let name = identifier.exists ? tree.atom(identifier, 0) : name
    let nameNode = identifier.exists ? identifier : nameNode
    let id = ClassID(classes.count)
    classes.append(
      ClassRecord(
        name: name, superclass: .unknown, interfaces: ListID(UInt32(0)), decorators: ListID(UInt32(0)), members: [],
        function: function, span: tree.span(node),
        nameSpan: nameNode.exists
          ? tree.span(nameNode) : Span(start: tree.span(node).start, end: tree.span(node).start + 5),
        node: node))
    constructors.append(0)
    classScopes.append(0)
    meanings[node.raw] = id.raw + 1
    let value = make(.class, id.raw, at: node)
    nodeValues[node.raw] = value.raw

    classes[id.index].decorators = lowerDecorators(tree.list(node, 0))
    enterScope(.class, node)
    if tree.kind(node) == .classExpression, identifier.exists {
      declare(identifier, .class)
      if let index = Meaning.binding(meanings[identifier.raw]) { give(index, value) }
    }
    declareTypeParameters(tree.child(node, 2))
    let superclass = tree.child(node, 3)
    if superclass.exists { classes[id.index].superclass = lower(superclass) }
    classes[id.index].interfaces = lowerInterfaces(tree.list(node, 5))

    let saved = (thisFunction, thisClass, thisValue, currentClass, isStrict, context)
    isStrict = true
    currentClass = id.raw + 1
    context.formIntersection([.developmentOnly])
    let members = walkMembers(tree.list(node, 6), of: id, superclass.exists)
    (thisFunction, thisClass, thisValue, currentClass, isStrict, context) = saved
    classes[id.index].members = members.withUnsafeBufferPointer { Array($0) }
    leaveScope()
    return value
  }

  private mutating func lowerInterfaces(_ list: NodeList) -> ListID {
    let mark = scratch.count
    for index in 0..<list.count { scratch.append(typeName(tree.child(list[index], 0)).raw) }
    return self.list(from: mark)
  }

  // MARK: Members

  private mutating func walkMembers(_ list: NodeList, of id: ClassID, _ hasSuperclass: Bool) -> [MemberRecord] {
    var members: [MemberRecord] = []
    members.reserveCapacity(list.count)
    openConstructor(list, of: id, &members)
    for index in 0..<list.count {
      let node = list[index]
      switch tree.kind(node) {
      case .methodDefinition: walkMethod(node, of: id, &members)
      case .propertyDefinition, .accessorProperty: walkField(node, of: id, &members)
      case .staticBlock: walkStaticBlock(node, of: id)
      default: break
      }
    }
    return members
  }

  /// Field initialisers run in the constructor. Where there are any that do more than hold a function or a literal, its
  /// record is made before them; a class that writes none is given an implied one, whose node is the class.
  private mutating func openConstructor(_ list: NodeList, of id: ClassID, _ members: inout [MemberRecord]) {
    var isNeeded = false
    var written = NodeID.none
    for index in 0..<list.count {
      let node = list[index]
      let flags = tree.flags(node)
      if tree.kind(node) == .methodDefinition {
        let isConstructor = tree.op(node) & 15 == MethodKind.constructor.rawValue && !flags.contains(.static)
        if isConstructor, tree.isImplemented(tree.child(node, 2)) { written = node }
      } else if tree.isField(node), !flags.contains(.static), !flags.contains(.declare),
        tree.runsCode(tree.child(node, 3))
      {
        isNeeded = true
      }
    }
    guard isNeeded else { return }
    constructors[id.index] = UInt32(truncatingIfNeeded: functions.count + 1)
    if written.exists {
      _ = openFunction(tree.child(written, 2), role(of: written, .constructor, .constructor, isStatic: false, id))
    } else {
      members.append(impliedConstructor(of: id))
    }
  }

  private mutating func impliedConstructor(of id: ClassID) -> MemberRecord {
    let record = classes[id.index]
    let function = FunctionID(functions.count)
    functions.append(
      FunctionRecord(
        kind: .constructor, flags: [], name: .constructor, parent: self.function, owner: id, span: record.span,
        nameSpan: record.nameSpan, node: record.node))
    functionScopes.append(0)
    return MemberRecord(
      kind: .constructor, isStatic: false, name: .constructor, value: make(.function, function.raw, at: record.node),
      type: .unknown, decorators: ListID(UInt32(0)), nameSpan: record.nameSpan)
  }

  private mutating func role(
    of member: NodeID, _ kind: FunctionRecord.Kind, _ name: Atom, isStatic: Bool, _ id: ClassID
  ) -> FunctionRole {
    FunctionRole(
      kind: kind, flags: isStatic ? .static : [], name: name, nameNode: tree.child(member, 1), memberNode: member,
      owner: id)
  }

  private mutating func memberName(of node: NodeID) -> Atom {
    let key = tree.child(node, 1)
    let isComputed = tree.flags(node).contains(.computed)
    let name = constantKey(key, isComputed: isComputed)
    if isComputed, name.isNone { visit(key) }
    return name
  }

  private mutating func walkMethod(_ node: NodeID, of id: ClassID, _ members: inout [MemberRecord]) {
    let body = tree.child(node, 2)
    let name = memberName(of: node)
    let decorators = lowerDecorators(tree.list(node, 0))
    guard tree.isImplemented(body) else { return }
    let isStatic = tree.flags(node).contains(.static)
    let method = MethodKind(rawValue: tree.op(node) & 15) ?? .method
    let kinds: (FunctionRecord.Kind, MemberRecord.Kind)
    switch method {
    case .get: kinds = (.getter, .getter)
    case .set: kinds = (.setter, .setter)
    case .constructor: kinds = isStatic ? (.method, .method) : (.constructor, .constructor)
    case .method: kinds = (.method, .method)
    }
    if kinds.0 == .constructor, constructors[id.index] == 0 {
      constructors[id.index] = UInt32(truncatingIfNeeded: functions.count + 1)
    }
    let function = walkFunction(body, role(of: node, kinds.0, name, isStatic: isStatic, id))
    members.append(
      MemberRecord(
        kind: kinds.1, isStatic: isStatic, name: name, value: functionValue(function, body), type: .unknown,
        decorators: decorators, nameSpan: tree.span(tree.child(node, 1))))
    if kinds.1 == .constructor { appendParameterProperties(of: body, function, &members) }
  }

  /// `constructor(private users: UserService)` declares a field.
  private mutating func appendParameterProperties(
    of body: NodeID, _ function: FunctionID, _ members: inout [MemberRecord]
  ) {
    let list = tree.list(body, 2)
    for index in 0..<min(list.count, functions[function.index].parameters.count) {
      let node = list[index]
      guard tree.kind(node) == .tsParameterProperty, tree.isField(parameter: node) else { continue }
      let parameter = functions[function.index].parameters[index]
      let value = make(.parameter, function.raw, UInt32(truncatingIfNeeded: index), at: node)
      members.append(
        MemberRecord(
          kind: .parameterProperty, isStatic: false, name: parameter.name, value: value, type: parameter.type,
          decorators: parameter.decorators, nameSpan: tree.span(tree.child(node, 1))))
    }
  }

  private mutating func walkField(_ node: NodeID, of id: ClassID, _ members: inout [MemberRecord]) {
    let name = memberName(of: node)
    let flags = tree.flags(node)
    let isStatic = flags.contains(.static)
    let decorators = lowerDecorators(tree.list(node, 0))
    let type = typeValue(tree.child(node, 2))
    let initial = tree.child(node, 3)
    let value = initial.exists ? lowerInitial(initial, of: id, name, tree.child(node, 1), isStatic) : .unknown
    members.append(
      MemberRecord(
        kind: .field, isStatic: isStatic, name: name, value: value, type: type, decorators: decorators,
        nameSpan: tree.span(tree.child(node, 1))))
  }

  private mutating func lowerInitial(
    _ initial: NodeID, of id: ClassID, _ name: Atom, _ key: NodeID, _ isStatic: Bool
  ) -> ValueID {
    let inner = tree.unwrapped(initial)
    let saved = (function, thisFunction, thisClass, thisValue)
    defer { (function, thisFunction, thisClass, thisValue) = saved }
    thisValue = .unknown
    if isStatic {
      thisClass = id.raw + 1
    } else if constructors[id.index] != 0 {
      function = FunctionID(constructors[id.index] - 1)
      thisFunction = function
      thisClass = 0
    }
    guard tree.kind(inner) == .arrowFunctionExpression || tree.kind(inner) == .functionExpression else {
      return lower(initial, named: name, at: key)
    }
    let isArrow = tree.kind(inner) == .arrowFunctionExpression
    // The function is written in the class, wherever its fields are initialised.
    function = saved.0
    let made = walkFunction(
      inner,
      FunctionRole(
        kind: isArrow ? .arrow : .function, flags: isStatic ? .static : [], name: name, nameNode: key, owner: id,
        definesThis: isArrow && !isStatic))
    return functionValue(made, inner)
  }

  private mutating func walkStaticBlock(_ node: NodeID, of id: ClassID) {
    let made = FunctionID(functions.count)
    functions.append(
      FunctionRecord(
        kind: .staticBlock, flags: [.static, .immediatelyInvoked], name: .none, parent: function, owner: id,
        span: tree.span(node), nameSpan: Span(start: tree.span(node).start, end: tree.span(node).start + 6), node: node)
    )
    functionScopes.append(0)
    meanings[node.raw] = made.raw + 1
    let saved = (function, thisFunction, thisClass, thisValue, returnsMark, isCallback)
    function = made
    thisFunction = made
    thisClass = 0
    thisValue = .unknown
    returnsMark = returns.count
    isCallback = false
    enterScope(.function, node)
    let body = tree.list(node, 0)
    hoist(body, isFunctionBody: true)
    walk(body)
    leaveScope()
    finishReturns(from: returnsMark)
    (function, thisFunction, thisClass, thisValue, returnsMark, isCallback) = saved
  }
}
