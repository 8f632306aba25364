import Checking
import Findings
import JavaScript
import Semantics
import SourceText

/// Reports assertions whose verdict comes after the test is over. The promise is on the page beside this file.
struct UnawaitedAssertion: FileCheck {
  let interests = FileInterests(
    kinds: [.callExpression], mentions: ["expect", "assert", "rejects", "doesNotReject", "supertest"])

  private static let matchers: Set<String> = [
    "toThrow", "toThrowError", "toThrowErrorMatchingSnapshot", "toThrowErrorMatchingInlineSnapshot",
  ]

  /// Bun's runner offers `expect` as a global, too.
  private static let isOfNoBunProject = DeferredCondition.any([
    .not(.any([.dependsOn("@types/bun", nil), .dependsOn("bun-types", nil)])), .dependsOn("jest", nil),
    .dependsOn("vitest", nil),
  ])

  func run(on file: FileContext, nodes: FileNodes, reporter: inout FileReporter) {
    for node in nodes[.callExpression] {
      let callee = file.withoutAssertions(file.tree.child(node, 0))
      guard file.tree.kind(callee) == .memberExpression else { continue }
      let (root, names) = file.chain(of: node)
      if let (asynchronous, module) = asyncThrower(node, root, names, file) {
        let way = names.contains("not") ? "passes whatever happens" : "never sees the error"
        reporter.report(
          node, primary: asynchronous,
          "\(names.last ?? "toThrow") gets a promise from this async function and \(way)",
          when: module == nil ? [Self.isOfNoBunProject] : [])
        continue
      }
      guard isStatement(node, file), let what = floating(node, root, names, file) else { continue }
      let isVitest = what.module == "vitest"
      let message = "nobody waits for \(what.text): the test passes whatever comes of it"
      let belated = "nobody waits for \(what.text): Vitest decides it when the rest of the test is over, and warns"
      reporter.report(
        node, isVitest ? belated : message, when: what.module == nil ? [Self.isOfNoBunProject] : [],
        severity: isVitest ? .warning : nil,
        cases: what.module != nil
          ? [] : [DraftCase(when: .dependsOn("vitest", nil), severity: .warning, message: .text(belated))])
    }
  }

  /// A statement of its own, without `await`, `void` or `return`.
  private func isStatement(_ node: NodeID, _ file: FileContext) -> Bool {
    file.tree.kind(file.tree.parent(node)) == .expressionStatement
  }

  private func floating(
    _ node: NodeID, _ root: NodeID, _ names: [String], _ file: FileContext
  ) -> (text: String, module: String?)? {
    // Whoever goes on from the promise waits in a way of their own.
    guard let last = names.last, !["then", "catch", "finally", "end"].contains(last) else { return nil }
    if file.tree.kind(root) == .callExpression {
      let function = file.withoutAssertions(file.tree.child(root, 0))
      guard let offered = file.offeredName(function) else { return nil }
      if offered.name == "expect", let way = names.first(where: { $0 == "resolves" || $0 == "rejects" }) {
        // Bun's matchers block until the promise is settled, and throw.
        guard offered.module != "bun:test",
          offered.module.map({ FileContext.runnerModules.contains($0) || $0 == "expect" }) ?? true
        else { return nil }
        return ("expect(…).\(way).\(last)()", offered.module)
      }
      if offered.module == "supertest", names.contains("expect"), !hasCallback(node, file) {
        return ("the request to \(path(of: node, file) ?? "the server")", "supertest")
      }
      return nil
    }
    guard names.count == 1, last == "rejects" || last == "doesNotReject",
      file.modulePath(of: file.analyzer.value(of: root)).map({ ["assert", "assert/strict"].contains($0.specifier) })
        == true
    else { return nil }
    return ("assert.\(last)()", "assert")
  }

  /// `.expect(200, done)`.
  private func hasCallback(_ node: NodeID, _ file: FileContext) -> Bool {
    guard let last = file.tree.list(node, 2).last.map(file.withoutAssertions) else { return false }
    if file.tree.kind(last).isFunction { return file.tree.list(node, 2).count > 1 }
    // `done`, whatever it is called: something the test was handed.
    guard file.tree.kind(last) == .identifier, file.tree.list(node, 2).count > 1,
      case .parameter = file.analyzer.origin(of: last).root
    else { return false }
    return true
  }

  /// The text of the first argument of `.get(…)` and its like.
  private func path(of node: NodeID, _ file: FileContext) -> String? {
    var current = node
    while file.tree.kind(current) == .callExpression {
      let callee = file.withoutAssertions(file.tree.child(current, 0))
      guard file.tree.kind(callee) == .memberExpression else { return nil }
      if ["get", "post", "put", "patch", "delete", "head"].contains(file.lastName(of: callee) ?? "") {
        guard let first = file.tree.list(current, 2).first, file.tree.kind(first) == .stringLiteral else { return nil }
        return file.tree.text(first)
      }
      current = file.withoutAssertions(file.tree.child(callee, 0))
    }
    return nil
  }

  /// The head of the function in `expect(async () => { … }).toThrow()`.
  private func asyncThrower(
    _ node: NodeID, _ root: NodeID, _ names: [String], _ file: FileContext
  ) -> (head: Span, module: String?)? {
    guard let last = names.last, Self.matchers.contains(last), !names.contains("rejects"), !names.contains("resolves"),
      file.tree.kind(root) == .callExpression,
      let offered = file.offeredName(file.withoutAssertions(file.tree.child(root, 0))), offered.name == "expect",
      offered.module != "bun:test", let first = file.tree.list(root, 2).first.map(file.withoutAssertions),
      file.tree.kind(first) == .arrowFunctionExpression || file.tree.kind(first) == .functionExpression,
      file.tree.flags(first).contains(.async)
    else { return nil }
    return (file.firstLine(of: file.tree.span(first)), offered.module)
  }
}
