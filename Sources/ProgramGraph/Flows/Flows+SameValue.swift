import JavaScript
import Semantics
import SourceText

/// Whether two values are the same thing, written twice.
extension Flows {
  /// `name.split(".").pop()` twice: methods that give the same where they are called with the same.
  private func isSame(call left: CallID, _ right: CallID, _ file: FileIndex, _ depth: Int) -> Bool {
    let model = self.file(file)
    let first = model[left]
    let second = model[right]
    let callee = model[first.callee]
    guard callee.kind == .member, Propagation.methods.contains(evaluator.text(Atom(callee.b))),
      isSame(first.callee, second.callee, file, depth: depth + 1)
    else { return false }
    let arguments = model.values(first.arguments)
    let others = model.values(second.arguments)
    return arguments.count == others.count
      && zip(arguments, others).allSatisfy { isSame($0, $1, file, depth: depth + 1) }
  }

  /// Whether two values of a file are written alike: `req.query.name` twice.
  func isSame(_ left: ValueID, _ right: ValueID, _ file: FileIndex, depth: Int = 0) -> Bool {
    if left == right { return !left.isUnknown }
    guard depth < 8, !left.isUnknown, !right.isUnknown else { return false }
    let model = self.file(file)
    let first = model[left]
    let second = model[right]
    guard first.kind == second.kind else { return false }
    switch first.kind {
    case .binding, .global, .this: return first.a == second.a
    case .member: return first.b == second.b && isSame(ValueID(first.a), ValueID(second.a), file, depth: depth + 1)
    case .awaited: return isSame(ValueID(first.a), ValueID(second.a), file, depth: depth + 1)
    case .element:
      return isSame(ValueID(first.a), ValueID(second.a), file, depth: depth + 1)
        && isSame(ValueID(first.b), ValueID(second.b), file, depth: depth + 1)
    case .string: return first.a == second.a
    case .call: return isSame(call: CallID(first.a), CallID(second.a), file, depth)
    default: return false
    }
  }
}
