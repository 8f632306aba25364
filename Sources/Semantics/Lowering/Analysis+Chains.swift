import JavaScript
import SourceText

/// `a.b[c].d(e)!.f` — members and calls lean to the left and chains may be long: they are loops.
extension Analysis {
  mutating func lowerChain(_ top: NodeID) -> ValueID {
    var node = top
    while tree.isLink(node), nodeValues[node.raw] == 0 { node = tree.child(node, 0) }
    var value = lowerBase(node, below: top)
    var isOptional = false
    while node != top {
      node = tree.parent(node)
      guard node.exists else { return .unknown(.missingNode) }
      if tree.flags(node).contains(.optional) { isOptional = true }
      switch tree.kind(node) {
      case .memberExpression: value = lowerMember(node, of: value)
      case .callExpression: value = lowerCall(node, callee: value, isOptional: isOptional)
      case .taggedTemplateExpression: value = lowerTagged(node, tag: value)
      default: break
      }
      nodeValues[node.raw] = value.raw
    }
    return value
  }

  /// The leftmost expression of a chain. A function there may be called at once: `(() => {})()`, `(function () {}).call(x)`.
  private mutating func lowerBase(_ node: NodeID, below top: NodeID) -> ValueID {
    let kind = tree.kind(node)
    guard kind == .functionExpression || kind == .arrowFunctionExpression, node != top else { return lower(node) }
    var link = tree.parent(node)
    if tree.kind(link) == .memberExpression, link != top, !tree.flags(link).contains(.computed) {
      let name = tree.atom(tree.child(link, 1), 0)
      if name == .call || name == .apply { link = tree.parent(link) }
    }
    return lower(node, named: .none, at: .none, isCalled: tree.kind(link) == .callExpression)
  }

  /// A member whose value nobody asks for.
  mutating func visitMember(_ top: NodeID) {
    var node = top
    while tree.kind(node) == .memberExpression {
      if tree.flags(node).contains(.computed) {
        let key = tree.child(node, 1)
        if tree.kind(key) == .stringLiteral {
          if tree.string(key, equals: "NODE_ENV") { mentionsEnvironment = true }
        } else {
          visit(key)
        }
      } else {
        noteEnvironment(tree.atom(tree.child(node, 1), 0), of: node)
      }
      node = tree.child(node, 0)
    }
    visit(node)
  }

  /// Names that make conditions worth a look.
  @inline(__always) private mutating func noteEnvironment(_ name: Atom, of member: NodeID) {
    if name == .NODE_ENV || name == vocabulary.bigDev || name == vocabulary.bigProd || name == vocabulary.mode
      || name == .env && isOfSettings(member)
    {
      mentionsEnvironment = true
    }
  }

  private mutating func lowerMember(_ node: NodeID, of object: ValueID) -> ValueID {
    let property = tree.child(node, 1)
    let isComputed = tree.flags(node).contains(.computed)
    let name = isComputed ? constantKey(property, isComputed: true) : memberName(property)
    guard name.exists else {
      let key = lower(property)
      return make(.element, object.raw, key.raw, at: node)
    }
    noteEnvironment(name, of: node)
    if name == .exports, isGlobal(object, .module) { return global(.exports, at: node) }
    return make(.member, object.raw, name.raw, at: node)
  }

  mutating func isGlobal(_ value: ValueID, _ name: Atom) -> Bool {
    let value = values[value.raw.index]
    return value.kind == .global && value.a == name.raw
  }

  // MARK: Calls

  /// `tag`text ${hole}``: called with the strings, then the holes.
  private mutating func lowerTagged(_ node: NodeID, tag: ValueID) -> ValueID {
    if meanings[node.raw] != 0 { return calls[Int(meanings[node.raw]) - 1].result }
    guard isWalking else { return .unknown(.notAnalysed) }
    let index = openCall(node, callee: tag, context.union(.taggedTemplate))
    let quasi = tree.child(node, 2)
    let text = lower(quasi)
    let mark = scratch.count
    scratch.append(text.raw)
    let holes = tree.list(quasi, 1)
    for hole in 0..<holes.count { scratch.append(lower(holes[hole]).raw) }
    return closeCall(index, from: mark)
  }

  mutating func lowerNew(_ node: NodeID) -> ValueID {
    if meanings[node.raw] != 0 { return calls[Int(meanings[node.raw]) - 1].result }
    guard isWalking else { return .unknown(.notAnalysed) }
    let callee = lower(tree.child(node, 0))
    let index = openCall(node, callee: callee, context.union(.new))
    let mark = lowerArguments(tree.list(node, 2), of: index)
    return closeCall(index, from: mark)
  }

  private mutating func lowerCall(_ node: NodeID, callee: ValueID, isOptional: Bool) -> ValueID {
    if meanings[node.raw] != 0 { return calls[Int(meanings[node.raw]) - 1].result }
    guard isWalking else { return .unknown(.notAnalysed) }
    let arguments = tree.list(node, 2)
    if arguments.count > 0, let value = lowerModuleCall(node, callee: callee, arguments) { return value }
    let index = openCall(node, callee: callee, isOptional ? context.union(.optional) : context)
    let mark = lowerArguments(arguments, of: index)
    noteEnvironmentCall(callee, from: mark)
    let result = closeCall(index, from: mark)
    noteExports(calls[index], node)
    noteDevelopmentServer(callee, node)
    claimArgument(of: tree.child(node, 1), result)
    return result
  }

  /// Reserves the call, so that calls stand in the order in which they are written.
  mutating func openCall(_ node: NodeID, callee: ValueID, _ flags: CallSite.Flags) -> Int {
    let index = calls.count
    let result = make(.call, UInt32(truncatingIfNeeded: index), at: node)
    calls.append(
      CallSite(
        callee: callee, arguments: ListID(UInt32(0)), flags: flags, function: function, result: result,
        span: tree.span(node), calleeSpan: tree.calleeSpan(tree.child(node, 0)), node: node))
    meanings[node.raw] = UInt32(truncatingIfNeeded: index + 1)
    return index
  }

  mutating func closeCall(_ index: Int, from mark: Int) -> ValueID {
    calls.base[index].arguments = list(from: mark)
    return calls[index].result
  }

  /// Pushes the values of arguments; gives where they begin.
  mutating func lowerArguments(_ arguments: NodeList, of call: Int) -> Int {
    let mark = scratch.count
    for index in 0..<arguments.count {
      let argument = arguments[index]
      switch tree.kind(argument) {
      case .spreadElement:
        calls.base[call].flags.insert(.spreadArguments)
        scratch.append(lower(argument).raw)
      case .functionExpression, .arrowFunctionExpression:
        scratch.append(lower(argument, named: .none, at: .none, isCallback: true).raw)
      default:
        scratch.append(lower(argument).raw)
      }
    }
    return mark
  }

}
