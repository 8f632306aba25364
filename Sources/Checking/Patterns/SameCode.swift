import JavaScript
import Semantics

extension PatternMatcher {
  /// Whether two nodes are the same code: the same tree, parentheses and quotes aside, and names that mean the same.
  ///
  /// Code that nests deeper than `depth` allows is never the same.
  func isSameCode(_ left: NodeID, _ right: NodeID, depth: Int = 500) -> Bool {
    if left == right { return true }
    guard left.exists, right.exists, depth > 0 else { return false }
    let left = withoutTypes(left)
    let right = withoutTypes(right)
    let kind = tree.kind(left)
    guard kind == tree.kind(right), tree.op(left) == tree.op(right) else { return false }
    switch kind {
    case .identifier:
      guard tree.atom(left, 0) == tree.atom(right, 0) else { return false }
      // A key or property is a name and nothing else.
      return isPlainName(left) || isPlainName(right) || analyzer.binding(of: left) == analyzer.binding(of: right)
    case .stringLiteral:
      guard tree.flags(left).contains(.escaped) || tree.flags(right).contains(.escaped) else {
        return PatternMatcher.isEqual(tree.rawText(left), tree.rawText(right))
      }
      return tree.stringBytes(left) == tree.stringBytes(right)
    case .numericLiteral: return tree.numericValue(left) == tree.numericValue(right)
    case .templateElement, .regExpLiteral, .bigIntLiteral, .jsxText: return tree.text(left) == tree.text(right)
    default: break
    }
    let written: NodeFlags = [.parenthesized, .optional]
    guard tree.flags(left).subtracting(written) == tree.flags(right).subtracting(written) else { return false }
    return hasSameSlots(left, right, NodeKind.shapes[Int(kind.rawValue)], depth: depth - 1)
  }

  private func isPlainName(_ identifier: NodeID) -> Bool {
    analyzer.binding(of: identifier) == nil && !analyzer.isGlobal(identifier)
  }

  private func hasSameSlots(_ left: NodeID, _ right: NodeID, _ shape: UInt32, depth: Int) -> Bool {
    var shape = shape
    var slot = 0
    while shape != 0 {
      switch SlotKind(rawValue: UInt8(shape & 15)) {
      case .node:
        let (first, second) = (tree.child(left, slot), tree.child(right, slot))
        guard first.exists == second.exists, first.isNone || isSameCode(first, second, depth: depth) else {
          return false
        }
      case .list:
        let (first, second) = (tree.list(left, slot), tree.list(right, slot))
        guard first.count == second.count else { return false }
        for index in 0..<first.count {
          guard first[index].exists == second[index].exists else { return false }
          guard first[index].isNone || isSameCode(first[index], second[index], depth: depth) else { return false }
        }
      case .atom, .raw: guard tree.slot(left, slot) == tree.slot(right, slot) else { return false }
      case nil: return false
      }
      shape >>= 4
      slot += 1
    }
    return true
  }
}
