import Checking
import JavaScript
import Semantics

// How checks of tests recognise what the runners and their assertions offer.
extension FileContext {
  /// The modules that offer test functions. Sources: the documentation of the runners, 2026.
  static let runnerModules: Set<String> = [
    "vitest", "@jest/globals", "mocha", "ava", "tap", "tape", "bun:test", "@playwright/test", "uvu", "jasmine",
    "@japa/runner", "test", "node:test", "@cypress/code-coverage",
  ]

  /// The identifier or call with which a chain of members and calls begins, and the names behind it from left to right:
  /// `expect(x)` and `["not", "toBe"]` of `expect(x).not.toBe(1)`.
  func chain(of expression: NodeID) -> (root: NodeID, names: [String]) {
    var node = withoutAssertions(expression)
    var names: [String] = []
    while true {
      switch tree.kind(node) {
      case .memberExpression:
        names.append(lastName(of: node) ?? "")
        node = withoutAssertions(tree.child(node, 0))
      case .callExpression:
        let callee = withoutAssertions(tree.child(node, 0))
        guard tree.kind(callee) == .memberExpression || tree.kind(callee) == .callExpression else {
          return (node, names.reversed())
        }
        node = callee
      case .taggedTemplateExpression: node = withoutAssertions(tree.child(node, 0))
      default: return (node, names.reversed())
      }
    }
  }

  /// The name under which a runner or nobody in particular offers a function: `it` of the global `it`, `test` of
  /// `import { test as check } from "vitest"`. A function of another file of the project counts by its name.
  func offeredName(_ identifier: NodeID) -> (name: String, module: String?)? {
    guard tree.kind(identifier) == .identifier else { return nil }
    let value = analyzer.value(of: identifier)
    let origin = analyzer.origin(of: identifier)
    if case .global(let root) = origin.root, origin.path.isEmpty { return (name(root), nil) }
    guard let (module, names) = modulePath(of: value), names.count <= 1 else { return nil }
    let offered = names.first.map { $0 == "default" ? "test" : $0 } ?? "test"
    return (offered, module)
  }
}
