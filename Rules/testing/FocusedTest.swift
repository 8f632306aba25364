import Checking
import Findings
import JavaScript
import Semantics
import SourceText

/// Reports tests that keep all others from running. The promise is on the page beside this file.
struct FocusedTest: FileCheck {
  let interests = FileInterests(kinds: [.callExpression], mentions: ["only", "fit", "fdescribe", "fcontext"])

  private static let functions: Set<String> = [
    "it", "test", "describe", "suite", "context", "specify", "Feature", "Scenario", "serial", "group",
  ]
  private static let focused: Set<String> = ["fit", "fdescribe", "fcontext"]

  func run(on file: FileContext, nodes: FileNodes, reporter: inout FileReporter) {
    for node in nodes[.callExpression] {
      let callee = file.withoutAssertions(file.tree.child(node, 0))
      // `it.only.each(rows)(name, body)` is said at the call with the name.
      if file.tree.kind(file.tree.parent(node)) == .callExpression, file.tree.child(file.tree.parent(node), 0) == node {
        continue
      }
      if file.tree.kind(callee) == .identifier {
        guard let offered = file.offeredName(callee), Self.focused.contains(offered.name), isRunner(offered.module),
          isTest(node, file)
        else { continue }
        report(node, callee, offered.name, file, &reporter)
      } else {
        let (root, names) = file.chain(of: callee)
        guard names.contains("only"), let offered = file.offeredName(root), Self.functions.contains(offered.name),
          isRunner(offered.module), isTest(node, file)
        else { continue }
        report(node, callee, ([offered.name] + names).joined(separator: "."), file, &reporter)
      }
    }
  }

  /// A global, a runner, or a file of the project that hands a runner's function on. Node's own runner heeds it only when
  /// it is told to.
  private func isRunner(_ module: String?) -> Bool {
    guard let module else { return true }
    if module == "test" || module == "node:test" { return false }
    return FileContext.runnerModules.contains(module) || module.hasPrefix(".")
  }

  /// Whether the call looks like one of a test: a title or a function.
  private func isTest(_ node: NodeID, _ file: FileContext) -> Bool {
    file.tree.list(node, 2).contains { argument in
      let kind = file.tree.kind(file.withoutAssertions(argument))
      return kind.isFunction || kind == .stringLiteral || kind == .templateLiteral
    }
  }

  private func report(
    _ node: NodeID, _ callee: NodeID, _ name: String, _ file: FileContext, _ reporter: inout FileReporter
  ) {
    let title = file.tree.list(node, 2).first.flatMap { argument -> String? in
      let argument = file.withoutAssertions(argument)
      guard file.tree.kind(argument) == .stringLiteral else { return nil }
      return file.tree.text(argument)
    }
    let subject = title.map { " \($0.count > 50 ? "\($0.prefix(47))...\"" : $0)" } ?? ""
    reporter.report(
      node, primary: file.firstLine(of: file.tree.span(callee)),
      "\(name)\(subject) keeps every other test of the file from running")
  }
}
