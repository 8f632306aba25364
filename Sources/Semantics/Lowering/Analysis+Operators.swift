import JavaScript
import SourceText

/// Operators that join expressions. Chains of them lean to the left and may be very long: they are loops.
extension Analysis {
  // MARK: No value wanted

  mutating func visitBinary(_ top: NodeID) {
    var node = top
    while tree.isBinary(node) { node = tree.child(node, 0) }
    visit(node)
    while node != top {
      node = tree.parent(node)
      guard node.exists else { return }
      visitRight(of: node)
    }
  }

  /// The right operand, under what the left one says about the environment or about a cache.
  private mutating func visitRight(of node: NodeID) {
    guard tree.kind(node) == .logicalExpression else { return visit(tree.child(node, 1)) }
    let outer = context
    let guarded = enterRight(of: node)
    let callCount = calls.count
    visit(tree.child(node, 1))
    noteGuards(rightOf: node, since: callCount)
    if let guarded { markGuarded(guarded) }
    context = outer
  }

  private mutating func enterRight(of node: NodeID) -> MemoGuard? {
    let left = tree.child(node, 0)
    let isAnd = tree.op(node) == Operator.and.rawValue
    if mentionsEnvironment {
      let environment = environmentTest(left)
      if environment.contains(isAnd ? .trueInDevelopment : .falseInDevelopment) { context.insert(.developmentOnly) }
    }
    return isAnd ? memoGuard(ifAbsent: left) : memoGuard(ifPresent: left)
  }

  mutating func visitConditional(_ node: NodeID) {
    _ = branches(of: node, wanted: false)
  }

  // MARK: Values

  mutating func lowerConditional(_ node: NodeID) -> ValueID {
    let (first, second) = branches(of: node, wanted: true)
    return choice(first, second, at: node)
  }

  private mutating func branches(of node: NodeID, wanted: Bool) -> (ValueID, ValueID) {
    let outer = context
    let record = tree.record(node)
    let test = NodeID(record.a)
    visit(test)
    let environment = mentionsEnvironment ? environmentTest(test) : []
    if environment.contains(.trueInDevelopment) { context.insert(.developmentOnly) }
    let absent = memoGuard(ifAbsent: test)
    let callCount = calls.count
    let first = branch(NodeID(record.b), wanted: wanted)
    if let absent { markGuarded(absent) }
    context = outer
    if environment.contains(.falseInDevelopment) { context.insert(.developmentOnly) }
    let present = memoGuard(ifPresent: test)
    let second = branch(NodeID(record.c), wanted: wanted)
    if let present { markGuarded(present) }
    context = outer
    noteGuards(ofConditional: node, since: callCount)
    return (first, second)
  }

  private mutating func branch(_ node: NodeID, wanted: Bool) -> ValueID {
    if wanted { return lower(node) }
    visit(node)
    return .unknown
  }

  /// `a || b ?? c`: one of them; `a && b`: b.
  mutating func lowerLogical(_ top: NodeID) -> ValueID {
    guard isWalking || !tree.isLong(top) else { return .unknown(.notAnalysed) }
    var node = top
    while tree.kind(node) == .logicalExpression { node = tree.child(node, 0) }
    let mark = scratch.count
    var last = lower(node)
    while node != top {
      node = tree.parent(node)
      guard node.exists else { break }
      let outer = context
      let guarded = enterRight(of: node)
      let callCount = calls.count
      let right = lower(tree.child(node, 1))
      noteGuards(rightOf: node, since: callCount)
      if let guarded { markGuarded(guarded, isFilled: isFilledByCall(node)) }
      context = outer
      if tree.op(node) != Operator.and.rawValue, scratch.count - mark < Analysis.longestList {
        scratch.append(last.raw)
      }
      last = right
    }
    if scratch.count == mark { return last }
    scratch.append(last.raw)
    let items = list(from: mark)
    return make(.choice, items.raw, at: top)
  }

  mutating func lowerBinary(_ node: NodeID) -> ValueID {
    guard isWalking || !tree.isLong(node) else { return .unknown(.notAnalysed) }
    if tree.op(node) == Operator.plus.rawValue, tree.joinsText(node) { return lowerConcatenation(node) }
    if isWalking { visitBinary(node) }
    return .unknown(.arithmetic)
  }

  /// `target += value` where the value may be text.
  mutating func lowerAppending(_ target: NodeID, _ right: NodeID) -> ValueID {
    guard tree.kind(target) == .identifier, tree.kind(right) != .numericLiteral else {
      visit(right)
      return .unknown(.arithmetic)
    }
    let added = lower(right)
    guard !added.isUnknown, values[added.raw.index].kind != .literal else { return .unknown(.arithmetic) }
    let items = list([lower(target), added])
    return make(.concatenation, items.raw, at: right)
  }

  private mutating func lowerConcatenation(_ top: NodeID) -> ValueID {
    var node = top
    while tree.kind(node) == .binaryExpression, tree.op(node) == Operator.plus.rawValue { node = tree.child(node, 0) }
    let mark = scratch.count
    appendPart(lower(node), from: mark)
    while node != top {
      node = tree.parent(node)
      guard node.exists else { break }
      let right = tree.child(node, 1)
      if scratch.count - mark < Analysis.mostParts {
        appendPart(lower(right), from: mark)
      } else {
        visit(right)
        if scratch.count - mark == Analysis.mostParts { scratch.append(ValueID.unknown(.notAnalysed).raw) }
      }
    }
    return concatenation(from: mark, at: top)
  }
}
