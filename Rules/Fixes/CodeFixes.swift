import Checking
import Findings
import JavaScript
import Semantics
import SourceText

/// `save(user)` → `await save(user)`, where the function around it is async. Not safe: what came at once comes later.
struct AwaitFix: FindingFixer {
  func fix(for finding: Finding, in context: FixContext) -> Fix? {
    guard let file = context.file(finding.path) else { return nil }
    // One finding tells of several calls in one function: all of them are awaited, or it would stay.
    let others = finding.evidence.filter { $0.message == FloatingPromise.elsewhere }
    guard others.count < FloatingPromise.mostElsewhere else { return nil }
    var edits: [Fix.Edit] = []
    for span in [finding.span] + others.map(\.span) {
      guard let edit = edit(at: span, file, finding.path) else { return nil }
      edits.append(edit)
    }
    return Fix(title: "await the promise", isSafe: false, edits: edits)
  }

  private func edit(at span: Span, _ file: FileContext, _ path: String) -> Fix.Edit? {
    let tree = file.tree
    let statement = file.smallest(.expressionStatement, around: span)
    guard statement.exists else { return nil }
    let expression = tree.child(statement, 0)
    let function = file.analyzer.function(around: expression)
    guard function != .moduleBody, file.analyzer.model[function].flags.contains(.async) else { return nil }
    let text = tree.text(expression)
    let start = Int(tree.span(expression).start)
    // `a() && b()` awaits less than it seems to.
    guard tree.kind(expression) == .callExpression || text.hasPrefix("void ") else { return nil }
    return Fix.Edit(
      path: path, span: text.hasPrefix("void ") ? Span(start, start + 5) : Span(start, start), text: "await ")
  }
}

/// `throw "text"` → `throw new Error("text")`, `reject("text")` → `reject(new Error("text"))`. In a `catch` that names what it
/// caught, that is the cause. Not safe: whoever compares what is caught with the text fails to.
struct ThrownErrorFix: FindingFixer {
  func fix(for finding: Finding, in context: FixContext) -> Fix? {
    guard let file = context.file(finding.path), let value = value(of: finding, file) else { return nil }
    let thrown = file.tree.span(value)
    guard let first = file.tree.text(in: thrown).first, "'\"`".contains(first) else { return nil }
    let caught = CaughtNames(file).nearest(to: value)
    return Fix(
      title: caught.map { "throw an Error caused by \($0)" } ?? "throw an Error", isSafe: false,
      edits: [
        .init(path: finding.path, span: Span(start: thrown.start, end: thrown.start), text: "new Error("),
        .init(
          path: finding.path, span: Span(start: thrown.end, end: thrown.end),
          text: (caught.map(CaughtNames.option) ?? "") + ")"),
      ])
  }

  /// What is thrown, or given to `reject` and `next`.
  private func value(of finding: Finding, _ file: FileContext) -> NodeID? {
    let tree = file.tree
    let statement = file.smallest(.throwStatement, around: finding.span)
    if statement.exists, tree.span(statement).start == finding.span.start { return tree.child(statement, 0) }
    let call = file.smallest(.callExpression, around: finding.span)
    guard call.exists, tree.span(call) == finding.span, tree.list(call, 2).count == 1 else { return nil }
    return tree.list(call, 2).first
  }
}

/// What the errors are called that `catch` clauses hold.
private struct CaughtNames {
  private let file: FileContext

  init(_ file: FileContext) { self.file = file }

  /// The name of the error that the nearest `catch` around a node holds, of a clause or of a promise, in the same function.
  func nearest(to node: NodeID) -> String? {
    let tree = file.tree
    let function = file.analyzer.function(around: node)
    for ancestor in tree.ancestors(of: node) where tree.kind(ancestor) == .catchClause {
      let parameter = tree.child(ancestor, 0)
      guard parameter.exists, tree.kind(parameter) == .identifier,
        file.analyzer.function(around: parameter) == function
      else { return nil }
      return tree.text(parameter)
    }
    return nil
  }

  /// `, { cause: error }`
  static func option(_ name: String) -> String { name == "cause" ? ", { cause }" : ", { cause: \(name) }" }
}

/// `new Error("text")` → `new Error("text", { cause: error })` in a `catch`. Safe in JavaScript; TypeScript may be set to a
/// library that knows no causes.
struct CauseFix: FindingFixer {
  func fix(for finding: Finding, in context: FixContext) -> Fix? {
    guard let file = context.file(finding.path) else { return nil }
    let tree = file.tree
    let statement = file.smallest(.throwStatement, around: finding.span)
    guard statement.exists, case let made = tree.child(statement, 0), tree.kind(made) == .newExpression,
      let caught = CaughtNames(file).nearest(to: made), tree.list(made, 2).count == 1,
      let last = tree.list(made, 2).last, last.exists, tree.kind(last) != .spreadElement
    else { return nil }
    let end = Int(tree.span(last).end)
    let isTyped = [".ts", ".tsx", ".mts", ".cts"].contains { finding.path.hasSuffix($0) }
    return Fix(
      title: "hand \(caught) on as the cause", isSafe: !isTyped,
      edits: [.init(path: finding.path, span: Span(end, end), text: CaughtNames.option(caught))])
  }
}

/// `cluster.isMaster` → `cluster.isPrimary`, which is the same under its name since Node 16.
struct ClusterNameFix: FindingFixer {
  private static let names = [("isMaster", "isPrimary"), ("setupMaster", "setupPrimary")]

  func fix(for finding: Finding, in context: FixContext) -> Fix? {
    guard let source = context.source(finding.path) else { return nil }
    let text = source.text(in: finding.span)
    for (old, new) in Self.names where text.hasSuffix("." + old) {
      let end = Int(finding.span.end)
      return Fix(
        title: "write \(new)", isSafe: true,
        edits: [.init(path: finding.path, span: Span(end - old.utf8.count, end), text: new)])
    }
    return nil
  }
}
