import Checking
import Findings
import JavaScript
import ProgramGraph
import Semantics
import SourceText

/// Reports executors of promises that lose failures. The promise is on the page beside this file.
struct AsyncPromiseExecutor: FileCheck {
  let interests = FileInterests(kinds: [.newExpression], mentions: ["Promise"])

  func run(on file: FileContext, nodes: FileNodes, reporter: inout FileReporter) {
    let tree = file.tree
    for node in nodes[.newExpression] {
      guard let first = tree.list(node, 2).first else { continue }
      let executor = file.withoutAssertions(first)
      guard tree.kind(executor).isFunction,
        file.globalPath(of: file.analyzer.value(of: tree.child(node, 0))) == ["Promise"],
        let function = file.analyzer.function(at: executor)
      else { continue }
      let head = Span(start: tree.span(node).start, end: tree.span(tree.child(node, 0)).end)
      if file.analyzer.model[function].flags.contains(.async) {
        reportAsync(node, function, head, file, &reporter)
      } else if wrapsPromise(executor, file) {
        reporter.report(
          node, primary: head, "the promise wraps another one, which could be returned as it is", severity: .note)
      } else {
        reportUnsettled(executor, file, &reporter)
      }
    }
  }

  // MARK: Async

  private func reportAsync(
    _ node: NodeID, _ function: FunctionID, _ head: Span, _ file: FileContext, _ reporter: inout FileReporter
  ) {
    let uncovered = file.analyzer.model.interruptions.filter {
      $0.function == function && !$0.flags.contains(.inTry)
    }
    let whole = "the promise wraps an async function, which gives a promise of its own"
    guard let first = uncovered.min(by: { $0.span.start < $1.span.start }) else {
      return reporter.report(node, primary: head, whole, severity: .note)
    }
    let what = first.kind == .throw ? "what its async executor throws" : "a failure of what its async executor awaits"
    let message = "the promise is never settled by \(what), which is an unhandled rejection"
    let line = file.firstLine(of: first.span)
    let evidence = [
      EvidenceStep(
        path: file.analyzer.model.path, span: line,
        message: first.kind == .throw ? "throws here" : ProgramStep.awaitsUncaught)
    ]
    let model = file.analyzer.model
    // What is awaited may handle all its own failures.
    if uncovered.count <= 8, uncovered.allSatisfy({ $0.kind == .await && model[$0.value].kind == .call }) {
      let safe = DeferredCondition.all(uncovered.map { .not(.rejects($0.value)) })
      reporter.report(node, primary: head, whole, when: [safe], severity: .note)
      reporter.report(node, primary: head, message, when: [.not(safe)], evidence: evidence)
    } else {
      reporter.report(node, primary: head, message, evidence: evidence)
    }
  }

  // MARK: Never settled

  /// `if (err) { console.log(err); return }`, where neither `resolve` nor `reject` is called.
  private func reportUnsettled(_ executor: NodeID, _ file: FileContext, _ reporter: inout FileReporter) {
    let tree = file.tree
    let settlers = tree.list(executor, 2).compactMap { parameter in
      tree.kind(parameter) == .identifier ? file.analyzer.binding(of: parameter) : nil
    }
    guard !settlers.isEmpty else { return }
    for node in tree.preorder(from: tree.child(executor, 4)) where tree.kind(node) == .ifStatement {
      guard let error = testedError(node, in: executor, file) else { continue }
      let branch = tree.child(node, 1)
      guard leaves(node, branch, tree), onlyPrints(branch, file), !isSettled(after: node, by: settlers, file),
        settles(file.enclosingFunction(node), settlers, file)
      else { continue }
      reporter.report(
        node, primary: file.firstLine(of: tree.span(node)),
        "the promise is never settled when \(file.name(tree.atom(error, 0))) is set")
    }
  }

  /// The first parameter of a callback inside the executor, where the test is that alone.
  private func testedError(_ statement: NodeID, in executor: NodeID, _ file: FileContext) -> NodeID? {
    let tree = file.tree
    let test = file.withoutAssertions(tree.child(statement, 0))
    guard tree.kind(test) == .identifier, let binding = file.analyzer.binding(of: test) else { return nil }
    let callback = file.enclosingFunction(statement)
    guard callback.exists, callback != executor, let first = tree.list(callback, 2).first,
      tree.kind(first) == .identifier, file.analyzer.binding(of: first) == binding,
      tree.list(callback, 2).count > 1 || ["err", "error"].contains(file.name(tree.atom(first, 0)))
    else { return nil }
    return test
  }

  /// What follows is for the other case.
  private func leaves(_ statement: NodeID, _ branch: NodeID, _ tree: SyntaxTree) -> Bool {
    if tree.child(statement, 2).exists || tree.kind(branch) == .returnStatement { return true }
    guard tree.kind(branch) == .blockStatement, let last = tree.list(branch, 0).last else { return false }
    return tree.kind(last) == .returnStatement
  }

  /// Whether a callback has to do with the promise: one that settles it nowhere leaves that to others.
  private func settles(_ callback: NodeID, _ settlers: [BindingID], _ file: FileContext) -> Bool {
    let span = file.tree.span(callback)
    return settlers.contains { settler in
      file.analyzer.scopeReferences(to: settler).contains { span.contains(file.tree.span($0)) }
    }
  }

  /// `if (error) { … } else { … } resolve(answer)`: both branches come there, unless this one returns.
  private func isSettled(after statement: NodeID, by settlers: [BindingID], _ file: FileContext) -> Bool {
    let tree = file.tree
    let branch = tree.child(statement, 1)
    if tree.kind(branch) == .returnStatement { return false }
    if tree.kind(branch) == .blockStatement, let last = tree.list(branch, 0).last, tree.kind(last) == .returnStatement {
      return false
    }
    let callback = tree.span(file.enclosingFunction(statement))
    let end = tree.span(statement).end
    return settlers.contains { settler in
      file.analyzer.scopeReferences(to: settler).contains { use in
        tree.span(use).start >= end && callback.contains(tree.span(use))
      }
    }
  }

  private func onlyPrints(_ branch: NodeID, _ file: FileContext) -> Bool {
    let tree = file.tree
    var prints = true
    for node in tree.preorder(from: branch) {
      switch tree.kind(node) {
      case .callExpression: prints = prints && file.isConsoleCall(node)
      case .throwStatement, .newExpression, .awaitExpression, .assignmentExpression: prints = false
      default: continue
      }
    }
    return prints
  }

  // MARK: Wrapped

  /// `p.then(resolve, reject)` or `p.then(resolve).catch(reject)` is all it does.
  private func wrapsPromise(_ executor: NodeID, _ file: FileContext) -> Bool {
    let tree = file.tree
    let settlers = tree.list(executor, 2).map { $0 }
    guard settlers.count == 2, settlers.allSatisfy({ tree.kind($0) == .identifier }) else { return false }
    let body = tree.child(executor, 4)
    var expression = body
    if tree.kind(body) == .blockStatement {
      guard tree.list(body, 0).count == 1, let only = tree.list(body, 0).first else { return false }
      switch tree.kind(only) {
      case .expressionStatement, .returnStatement: expression = tree.child(only, 0)
      default: return false
      }
    }
    guard expression.exists else { return false }
    var handed: [NodeID] = []
    var node = file.withoutAssertions(expression)
    while tree.kind(node) == .callExpression {
      let callee = tree.child(node, 0)
      guard tree.kind(callee) == .memberExpression, let link = file.lastName(of: callee),
        link == "then" || link == "catch"
      else { break }
      handed += tree.list(node, 2).map { file.withoutAssertions($0) }
      node = file.withoutAssertions(tree.child(callee, 0))
    }
    guard handed.count == 2 else { return false }
    let bindings = handed.map { tree.kind($0) == .identifier ? file.analyzer.binding(of: $0) : nil }
    let wanted = settlers.map { file.analyzer.binding(of: $0) }
    return Set(bindings.compactMap { $0 }) == Set(wanted.compactMap { $0 }) && bindings.allSatisfy { $0 != nil }
  }
}
