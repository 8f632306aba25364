import Checking
import JavaScript
import Semantics
import SourceText

/// What keeps the details of an error from clients.
extension StackLeakedToClient {
  private static let environments: [String] = ["env", "dev", "prod", "debug", "stage", "local", "verbose", "trace"]

  /// Shown to developers alone, or after a question about the error itself.
  func isGuarded(_ place: Place, _ file: FileContext) -> Bool {
    if file.analyzer.isDevelopmentOnly(place.node) || isTakenAway(place, file) { return true }
    let tree = file.tree
    var child = place.node
    for ancestor in tree.ancestors(of: place.node) {
      switch tree.kind(ancestor) {
      case .ifStatement, .conditionalExpression:
        if child != tree.child(ancestor, 0), decides(tree.child(ancestor, 0), place, file) { return true }
      case .logicalExpression:
        if child == tree.child(ancestor, 1), decides(tree.child(ancestor, 0), place, file) { return true }
      case .switchStatement:
        if decides(tree.child(ancestor, 0), place, file) { return true }
      default: break
      }
      child = ancestor
    }
    return false
  }

  func asksForEnvironment(_ test: NodeID, _ file: FileContext) -> Bool {
    let text = file.tree.text(test).lowercased()
    return Self.environments.contains { text.holds($0) }
  }

  private func decides(_ test: NodeID, _ place: Place, _ file: FileContext) -> Bool {
    let tree = file.tree
    if asksForEnvironment(test, file) { return true }
    if case .stack = place.leak { return false }
    // `error instanceof NotFound`, `error.name === "ValidationError"`, `isOperational`
    return tree.preorder(from: test).contains { node in
      switch tree.kind(node) {
      case .memberExpression: return !(file.pathInError(node) ?? []).isEmpty
      case .binaryExpression: return Operator(rawValue: tree.op(node)) == .instanceof
      case .callExpression: return tree.list(node, 2).contains { file.pathInError($0) == [] }
      default: return false
      }
    }
  }
}
