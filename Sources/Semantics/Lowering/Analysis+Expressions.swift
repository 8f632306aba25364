import JavaScript
import SourceText

extension Analysis {
  /// The value of an expression; everything in it is walked on the way. Asked again, it gives the same value.
  mutating func lower(_ node: NodeID) -> ValueID {
    let known = nodeValues[node.raw]
    if known != 0 { return ValueID(known) }
    let value = lowerUnseen(node)
    nodeValues[node.raw] = value.raw
    return value
  }

  private mutating func lowerUnseen(_ node: NodeID) -> ValueID {
    let record = tree.record(node)
    switch record.kind {
    case .identifier:
      return lowerIdentifier(node, Atom(record.a))
    case .memberExpression, .callExpression, .taggedTemplateExpression, .tsNonNullExpression,
      .tsInstantiationExpression:
      return lowerChain(node)
    case .newExpression:
      return lowerNew(node)
    case .stringLiteral:
      return make(.string, stringAtom(node).raw, at: node)
    case .numericLiteral:
      return lowerNumber(node)
    case .booleanLiteral:
      return .literal(record.flags.contains(.isTrue) ? .true : .false)
    case .nullLiteral:
      return .literal(.null)
    case .regExpLiteral:
      return lowerRegularExpression(node)
    case .bigIntLiteral:
      return .literal(.bigInt)
    case .templateLiteral:
      return lowerTemplate(node)
    case .arrayExpression:
      return lowerArray(node)
    case .objectExpression:
      return lowerObject(node)
    case .functionExpression, .arrowFunctionExpression, .classExpression, .functionDeclaration, .classDeclaration:
      return lower(node, named: .none, at: .none)
    case .thisExpression:
      return lowerThis(node)
    case .super:
      stand()
      return currentClass == 0 ? .unknown : make(.superclass, currentClass - 1, at: node)
    case .binaryExpression:
      return lowerBinary(node)
    case .logicalExpression:
      return lowerLogical(node)
    case .conditionalExpression:
      return lowerConditional(node)
    case .assignmentExpression:
      return lowerAssignment(node)
    case .unaryExpression:
      return lowerUnary(node)
    case .updateExpression:
      lowerUpdate(node)
      return .unknown(.arithmetic)
    case .sequenceExpression:
      return lowerSequence(node)
    case .awaitExpression:
      return lowerAwait(node)
    case .yieldExpression:
      visit(NodeID(record.a))
      return .unknown(.generator)
    case .importExpression:
      return lowerDynamicImport(node)
    case .metaProperty:
      let isImport = tree.kind(NodeID(record.a)) == .identifier && tree.atom(NodeID(record.a), 0) == .import
      return isImport ? make(.importMeta, at: node) : .unknown
    case .tsAsExpression, .tsTypeAssertion:
      let value = lower(tree.unwrapped(node))
      claim(value, is: tree.child(node, record.kind == .tsAsExpression ? 1 : 0), .cast)
      return value
    case .tsSatisfiesExpression:
      return lower(tree.unwrapped(node))
    case .jsxElement, .jsxFragment:
      visitJSX(node)
      return make(.opaque, at: node)
    case .spreadElement:
      let value = lower(NodeID(record.a))
      return make(.spread, value.raw, at: node)
    case .none, .invalid:
      return .unknown(.missingNode)
    default:
      return .unknown(.notAnalysed)
    }
  }

  /// Walks an expression whose value nobody asks for.
  mutating func visit(_ node: NodeID) {
    let record = tree.record(node)
    switch record.kind {
    case .identifier:
      if let index = Meaning.binding(resolve(node, Atom(record.a))) {
        bindings.base[index].isRead = true
      } else {
        noteBuildFlag(Atom(record.a))
      }
    case .memberExpression:
      visitMember(node)
    case .binaryExpression, .logicalExpression:
      visitBinary(node)
    case .conditionalExpression:
      visitConditional(node)
    case .unaryExpression:
      visit(NodeID(record.a))
    case .updateExpression:
      lowerUpdate(node)
    case .awaitExpression:
      noteAwait(lower(NodeID(record.a)), node)
      markAwaited(NodeID(record.a))
    case .sequenceExpression:
      let expressions = tree.list(node, 0)
      for index in 0..<expressions.count { visit(expressions[index]) }
    case .tsAsExpression, .tsSatisfiesExpression, .tsTypeAssertion, .tsNonNullExpression:
      visit(tree.unwrapped(node))
    case .templateLiteral:
      let expressions = tree.list(node, 1)
      for index in 0..<expressions.count { visit(expressions[index]) }
    case .none, .invalid, .stringLiteral, .numericLiteral, .bigIntLiteral, .booleanLiteral, .nullLiteral,
      .regExpLiteral, .super:
      break
    case .variableDeclaration:
      walkVariables(node)
    default:
      _ = lower(node)
    }
  }

  /// Walks an expression statement: the results of calls are dropped.
  mutating func visitUnused(_ node: NodeID) {
    let record = tree.record(node)
    switch record.kind {
    case .logicalExpression:
      visitBinary(node)
      markUnused(NodeID(record.b))
    case .conditionalExpression:
      visitConditional(node)
      markUnused(NodeID(record.b))
      markUnused(NodeID(record.c))
    case .sequenceExpression:
      let expressions = tree.list(node, 0)
      for index in 0..<expressions.count { visitUnused(expressions[index]) }
    case .unaryExpression where record.op == Operator.void.rawValue:
      visitVoid(NodeID(record.a))
    default:
      visit(node)
      markUnused(node)
    }
  }

  // MARK: Names

  mutating func lowerIdentifier(_ node: NodeID, _ name: Atom) -> ValueID {
    let meaning = resolve(node, name)
    if let index = Meaning.binding(meaning) { return use(of: index, at: node) }
    if meaning == Meaning.arguments {
      stand()
      return make(.arguments, thisFunction.raw, at: node)
    }
    return name == .undefined ? .literal(.undefined) : global(name, at: node)
  }

  /// The value that stands for all uses of a binding.
  @inline(__always) mutating func use(of index: Int, at node: NodeID) -> ValueID {
    bindings.base[index].isRead = true
    let known = states[index].use
    if known != 0 { return ValueID(known) }
    let value = make(.binding, UInt32(truncatingIfNeeded: index), at: node)
    states.base[index].use = value.raw
    return value
  }

  mutating func global(_ name: Atom, at node: NodeID) -> ValueID {
    let known = globalValues[name.raw]
    if known != 0 { return ValueID(known) }
    let value = make(.global, name.raw, at: node)
    globalValues[name.raw] = value.raw
    usedGlobals.append(name)
    noteBuildFlag(name)
    return value
  }

  /// `__DEV__`: a build puts `true` or `false` in its place.
  @inline(__always) private mutating func noteBuildFlag(_ name: Atom) {
    if name == vocabulary.dunderDev || name == vocabulary.dunderDevelopment { mentionsEnvironment = true }
  }

  private mutating func lowerThis(_ node: NodeID) -> ValueID {
    if isWalking { markUse(of: .usesThis) } else { stand() }
    if !thisValue.isUnknown { return thisValue }
    thisValue = thisClass == 0 ? make(.this, thisFunction.raw, at: node) : make(.class, thisClass - 1, at: node)
    return thisValue
  }

  // MARK: Small expressions

  private mutating func lowerSequence(_ node: NodeID) -> ValueID {
    let expressions = tree.list(node, 0)
    guard expressions.count > 0 else { return .unknown(.missingNode) }
    for index in 0..<(expressions.count - 1) { visitUnused(expressions[index]) }
    return lower(expressions[expressions.count - 1])
  }

  private mutating func lowerAwait(_ node: NodeID) -> ValueID {
    let argument = tree.child(node, 0)
    let value = lower(argument)
    markAwaited(argument)
    noteAwait(value, node)
    if value.isUnknown || values[value.raw.index].kind == .module { return value }
    return make(.awaited, value.raw, at: node)
  }

  private mutating func lowerUnary(_ node: NodeID) -> ValueID {
    let argument = tree.child(node, 0)
    switch Operator(rawValue: tree.op(node)) {
    case .void:
      visitVoid(argument)
      return .literal(.undefined)
    case .plus where tree.kind(argument) == .identifier || tree.kind(argument) == .memberExpression:
      // A number made of the operand: `Number(x)`.
      return make(.opaque, lower(argument).raw, 1, at: node)
    case .minus, .plus:
      visit(argument)
      return tree.kind(argument) == .numericLiteral ? .literal(.number) : .unknown(.arithmetic)
    case .not:
      visit(argument)
      guard tree.kind(argument) == .numericLiteral else { return .unknown(.arithmetic) }
      let isZero = tree.span(argument).count == 1 && tree.source[Int(tree.span(argument).start)] == 0x30
      return .literal(isZero ? .true : .false)
    default:
      visit(argument)
      return .unknown(.arithmetic)
    }
  }

  // MARK: Marks on calls

  /// The call that an expression is, casts aside.
  mutating func callIndex(_ node: NodeID) -> Int? {
    let node = tree.unwrapped(node)
    switch tree.kind(node) {
    case .callExpression, .newExpression, .taggedTemplateExpression:
      let number = meanings[node.raw]
      return number == 0 ? nil : Int(number) - 1
    default:
      return nil
    }
  }

  mutating func markAwaited(_ node: NodeID) {
    if let index = callIndex(node) { calls.base[index].flags.insert(.awaited) }
  }

  /// `void f()`
  private mutating func visitVoid(_ node: NodeID) {
    visitUnused(node)
    if let index = callIndex(node) { calls.base[index].flags.insert(.voided) }
  }

  /// The results of the calls that the expression may be are dropped.
  mutating func markUnused(_ node: NodeID) {
    switch tree.kind(node) {
    case .logicalExpression:
      markUnused(tree.child(node, 1))
    case .conditionalExpression:
      markUnused(tree.child(node, 1))
      markUnused(tree.child(node, 2))
    default:
      if let index = callIndex(node) { calls.base[index].flags.insert(.unused) }
    }
  }
}
