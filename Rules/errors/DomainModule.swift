import Checking
import JavaScript
import Semantics
import SourceText

/// Reports where the deprecated `domain` module is loaded. The promise is on the page beside this file.
struct DomainModule: FileCheck {
  let interests = FileInterests(
    kinds: [.importDeclaration, .importExpression, .callExpression])

  private let names: Set<String> = ["domain", "node:domain"]

  func run(on file: FileContext, nodes: FileNodes, reporter: inout FileReporter) {
    guard file.analyzer.model.imports.contains(where: { names.contains(file.name($0.specifier)) }) else { return }
    let tree = file.tree
    let declared = nodes[.importDeclaration].filter { !tree.flags($0).contains(.typeOnly) }.map { tree.child($0, 1) }
    let dynamic = nodes[.importExpression].map { tree.child($0, 0) }
    let required = nodes[.callExpression].compactMap { call -> NodeID? in
      let callee = tree.child(call, 0)
      guard tree.list(call, 2).count == 1, tree.kind(callee) == .identifier,
        file.name(tree.atom(callee, 0)) == "require", file.analyzer.isGlobal(callee)
      else { return nil }
      return tree.list(call, 2).first
    }
    for specifier in declared + dynamic + required where tree.kind(specifier) == .stringLiteral {
      guard names.contains(tree.stringValue(specifier)) else { continue }
      reporter.report(
        tree.parent(specifier), primary: tree.span(specifier),
        "node:domain is deprecated, and sees nothing of what promises reject")
    }
  }
}
