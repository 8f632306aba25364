import Checking
import JavaScript

/// Tests put together from others: `!b` is true where neither `a && b` nor `!a` was.
struct JoinedTests {
  /// Each part doubles the work.
  private static let mostParts = 5

  private let file: FileContext
  private var tree: SyntaxTree { file.tree }
  private var parts: [String] = []

  init(_ file: FileContext) { self.file = file }

  /// How a test comes out whatever its parts are, as long as the earlier answers hold; nil where it may be either.
  mutating func outcome(of test: NodeID, given answers: [(test: NodeID, holds: Bool)]) -> Bool? {
    guard answers.contains(where: { isJoined($0.test) }) else { return nil }
    parts = []
    guard gather(test), answers.allSatisfy({ gather($0.test) }) else { return nil }
    var outcomes: Set<Bool> = []
    for values in 0..<(1 << parts.count)
    where answers.allSatisfy({ self.value(of: $0.test, values) == $0.holds }) {
      outcomes.insert(value(of: test, values))
    }
    return outcomes.count == 1 ? outcomes.first : nil
  }

  private func isJoined(_ test: NodeID) -> Bool { tree.kind(file.withoutNegations(test).0) == .logicalExpression }

  private mutating func gather(_ test: NodeID) -> Bool {
    let node = file.withoutNegations(test).0
    if tree.kind(node) == .logicalExpression {
      guard Operator(rawValue: tree.op(node)) != .coalesce else { return false }
      return gather(tree.child(node, 0)) && gather(tree.child(node, 1))
    }
    let text = String(tree.text(node))
    if !parts.contains(text) { parts.append(text) }
    return parts.count <= Self.mostParts
  }

  private func value(of test: NodeID, _ values: Int) -> Bool {
    let (node, isNegated) = file.withoutNegations(test)
    let isTrue: Bool
    if tree.kind(node) == .logicalExpression {
      let (first, second) = (value(of: tree.child(node, 0), values), value(of: tree.child(node, 1), values))
      isTrue = Operator(rawValue: tree.op(node)) == .and ? first && second : first || second
    } else {
      let index = parts.firstIndex(of: String(tree.text(node))) ?? 0
      isTrue = values & (1 << index) != 0
    }
    return isTrue != isNegated
  }
}
