import JavaScript
import SourceText

extension Analysis {
  /// `target = value` and its compound forms; the value of the expression is that of the right side.
  mutating func lowerAssignment(_ node: NodeID) -> ValueID {
    let record = tree.record(node)
    let target = tree.unwrapped(NodeID(record.a))
    let right = NodeID(record.b)
    switch Operator(rawValue: record.op) {
    case .assign:
      return lowerPlainAssignment(node, target, right)
    case .orAssign, .coalesceAssign, .andAssign:
      let old = lower(target)
      let outer = context
      let guarded = record.op == Operator.andAssign.rawValue ? nil : memoGuard(filling: target)
      let value = lower(right, named: targetName(target), at: target)
      if let guarded { markGuarded(guarded, isFilled: true) }
      context = outer
      assignValue(node, target, value)
      return choice(old, value, at: node)
    case .addAssign:
      let value = lowerAppending(target, right)
      assignValue(node, target, value)
      return value
    default:
      visit(right)
      assignValue(node, target, .unknown(.arithmetic))
      return .unknown(.arithmetic)
    }
  }

  /// `a.b = value` walks a before the value, as it is written.
  private mutating func lowerPlainAssignment(_ node: NodeID, _ target: NodeID, _ right: NodeID) -> ValueID {
    if tree.kind(target) == .memberExpression { _ = lower(tree.child(target, 0)) }
    let name = targetName(target)
    let value = lower(right, named: name, at: name.exists ? tree.nameNode(target) : .none)
    if tree.kind(target) == .identifier { noteTraits(of: target, right, value) }
    assignValue(node, target, value)
    return value
  }

  private mutating func assignValue(_ node: NodeID, _ target: NodeID, _ value: ValueID) {
    if tree.kind(target) == .memberExpression, noteExport(assignment: node, target, value) { return }
    assign(to: target, value)
    guard tree.kind(target) == .identifier, isNameOrMember(value),
      let index = Meaning.binding(meanings[target.raw])
    else { return }
    copies.append(NameCopy(binding: BindingID(index), value: value, offset: tree.span(node).start))
  }

  private func isNameOrMember(_ value: ValueID) -> Bool {
    guard !value.isUnknown else { return false }
    let kind = values[value.raw.index].kind
    return kind == .binding || kind == .member
  }

  /// The name that a function assigned to the target takes: `x`, `a.x`, `a["x"]`; of `module.exports` none.
  private mutating func targetName(_ target: NodeID) -> Atom {
    switch tree.kind(target) {
    case .identifier: return tree.atom(target, 0)
    case .memberExpression:
      let property = tree.child(target, 1)
      let isComputed = tree.flags(target).contains(.computed)
      let name = isComputed ? constantKey(property, isComputed: true) : memberName(property)
      let isModuleExports = name == .exports && tree.kind(tree.child(target, 0)) == .identifier
      return isModuleExports ? .none : name
    default: return .none
    }
  }

  /// `base.name = value`, wherever it stands.
  mutating func write(to member: NodeID, _ value: ValueID) {
    let base = lower(tree.child(member, 0))
    let property = tree.child(member, 1)
    let isComputed = tree.flags(member).contains(.computed)
    let name = isComputed ? constantKey(property, isComputed: true) : memberName(property)
    let key = isComputed && name.isNone ? lower(property) : .unknown
    writes.append(
      MemberWrite(
        base: base, name: name, key: key, value: value, function: function, span: tree.span(member),
        isStraight: isWalking && standsStraight(member)))
  }

  /// `a.b = value` as a statement of the function itself, or of a `try` that is one.
  private func standsStraight(_ member: NodeID) -> Bool {
    let assignment = tree.parent(member)
    guard tree.kind(assignment) == .assignmentExpression, tree.child(assignment, 0) == member else { return false }
    var statement = tree.parent(assignment)
    guard tree.kind(statement) == .expressionStatement else { return false }
    while true {
      let block = tree.parent(statement)
      guard tree.kind(block) == .blockStatement else { return false }
      let owner = tree.parent(block)
      switch tree.kind(owner) {
      case .functionDeclaration, .functionExpression, .arrowFunctionExpression: return true
      default: break
      }
      guard tree.kind(owner) == .tryStatement, tree.child(owner, 0) == block else { return false }
      statement = owner
    }
  }

  /// `x++`, `--a.b`
  mutating func lowerUpdate(_ node: NodeID) {
    if isWalking { assign(to: tree.child(node, 0), .unknown(.arithmetic)) }
  }
}
