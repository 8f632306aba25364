import Checking
import JavaScript
import Semantics
import SourceText

/// Lists of names beside a read of the environment by a name that is no constant.
extension Environment {
  /// The names that are gone through in the function of a test, or around it, and each read from the environment:
  /// `for (const key of ["A", "B"]) if (!process.env[key]) throw …`, or a list of what is missing that is tested later.
  func listedNames(behind statement: NodeID) -> Set<String> {
    let tree = file.tree
    let function = file.analyzer.function(around: statement)
    let ancestors = Array(tree.ancestors(of: statement))
    guard let scope = ancestors.first(where: { tree.kind($0).isFunction }) ?? ancestors.last else { return [] }
    var names: Set<String> = []
    for read in tree.preorder(from: scope)
    where tree.kind(read) == .memberExpression && tree.flags(read).contains(.computed)
      && isEnvironment(file.analyzer.value(of: tree.child(read, 0)))
    {
      for turn in tree.ancestors(of: read) {
        guard let list = list(goneThroughBy: turn) else { continue }
        if file.analyzer.function(around: turn) == function || file.contains(turn, statement) {
          names.formUnion(texts(of: list))
        }
        break
      }
    }
    return names
  }

  private static let visits: Set<String> = ["forEach", "filter", "map", "some", "every", "find", "reduce"]

  /// The list of a loop, or of a method that calls a function with each element.
  private func list(goneThroughBy node: NodeID) -> NodeID? {
    let tree = file.tree
    switch tree.kind(node) {
    case .forOfStatement: return tree.child(node, 1)
    case .callExpression:
      let callee = file.withoutAssertions(tree.child(node, 0))
      guard tree.kind(callee) == .memberExpression, let name = file.lastName(of: callee), Self.visits.contains(name)
      else { return nil }
      return tree.child(callee, 0)
    default: return nil
    }
  }

  /// The strings of an array, or the keys of `Object.keys({ … })`, that an expression stands for.
  private func texts(of list: NodeID) -> [String] {
    let tree = file.tree
    let node = resolved(list)
    switch tree.kind(node) {
    case .arrayExpression: return tree.list(node, 0).compactMap { $0.exists ? literal($0) : nil }
    case .callExpression:
      guard file.globalPath(of: file.analyzer.value(of: tree.child(node, 0))) == ["Object", "keys"],
        let object = tree.list(node, 2).first.map(resolved), tree.kind(object) == .objectExpression
      else { return [] }
      return tree.list(object, 0).compactMap { tree.kind($0) == .property ? keyName($0) : nil }
    default: return []
    }
  }

  private func resolved(_ expression: NodeID) -> NodeID {
    let node = file.withoutAssertions(expression)
    return initializer(of: node).map(file.withoutAssertions) ?? node
  }
}
