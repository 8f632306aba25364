import Checking
import JavaScript
import Semantics
import SourceText

/// Reports where what an error says is dropped on the way: a new error without its cause, and JSON of an error. The
/// promise is on the page beside this file.
struct ErrorDetailLost: FileCheck {
  /// Built-in errors take the cause as an option; what a project's own class takes cannot be known.
  static let errors: Set<String> = ["Error", "TypeError", "RangeError", "SyntaxError", "ReferenceError", "EvalError"]
  /// Clients whose errors say what their JSON is.
  private static let ownJSON: Set<String> = ["axios", "@nestjs/axios", "mongoose", "zod", "joi", "ky", "got"]

  let interests = FileInterests(kinds: [.catchClause, .callExpression], mentions: Array(Self.errors) + ["JSON"])

  func run(on file: FileContext, nodes: FileNodes, reporter: inout FileReporter) {
    for handling in file.failureHandlings(nodes) {
      guard let error = handling.error, !file.name(of: error).hasPrefix("_"), !file.isBystander else { continue }
      switch handling.response {
      case .block(let body):
        findNewErrors(in: body, error, handling, file, &reporter)
        findJSON(in: body, error, file, &reporter)
      case .expression(let body): findJSON(in: body, error, file, &reporter)
      case .named, .missing: break
      }
    }
  }

  // MARK: Thrown anew

  private func findNewErrors(
    in body: NodeID, _ error: BindingID, _ handling: FailureHandling, _ file: FileContext,
    _ reporter: inout FileReporter
  ) {
    let tree = file.tree
    guard !isKept(error, in: body, file), mayHideMuch(handling, file) else { return }
    file.forEachOwnNode(under: body) { node in
      guard tree.kind(node) == .throwStatement, !dependsOnError(node, error, within: body, file) else { return }
      let made = tree.child(node, 0)
      guard tree.kind(made) == .newExpression, let name = Self.errorName(of: made, file),
        tree.list(made, 2).count <= 1
      else { return }
      // Something of it stands in a text: in the new error's, or in a log.
      let lost = file.mentions(error, under: body) ? "where that failed is lost" : "where that failed, and why, is lost"
      reporter.report(
        made, primary: tree.span(node), "the new \(name) does not carry \(file.name(of: error)) as its cause: \(lost)")
    }
  }

  /// `Error` of `new Error("…")`.
  static func errorName(of made: NodeID, _ file: FileContext) -> String? {
    let callee = file.tree.child(made, 0)
    guard let path = file.globalPath(of: file.analyzer.value(of: callee)), path.count == 1 else { return nil }
    return errors.contains(path[0]) ? path[0] : nil
  }

  /// Whether the handling hands the error itself on: to a logger, to another error, to a variable.
  private func isKept(_ error: BindingID, in body: NodeID, _ file: FileContext) -> Bool {
    let tree = file.tree
    return tree.preorder(from: body).contains { node in
      guard isName(node, of: error, file) else { return false }
      var (child, parent) = (node, tree.parent(node))
      while [.tsAsExpression, .tsNonNullExpression, .tsSatisfiesExpression].contains(tree.kind(parent)) {
        (child, parent) = (parent, tree.parent(parent))
      }
      switch tree.kind(parent) {
      case .memberExpression: return tree.child(parent, 0) == child && isStack(parent, file)
      // Parts of a text, and questions.
      case .templateLiteral, .binaryExpression, .unaryExpression, .ifStatement, .conditionalExpression,
        .logicalExpression, .catchClause:
        return false
      case .newExpression: return Self.errorName(of: parent, file) == nil
      case .callExpression:
        let name = file.globalPath(of: file.analyzer.value(of: tree.child(parent, 0)))
        return name != ["String"]
      default: return true
      }
    }
  }

  private func isStack(_ member: NodeID, _ file: FileContext) -> Bool {
    ["stack", "cause"].contains(file.lastName(of: member))
  }

  /// Parsing what somebody sent fails for one reason, which the new text gives.
  private func mayHideMuch(_ handling: FailureHandling, _ file: FileContext) -> Bool {
    let tree = file.tree
    var isMuch = false
    file.forEachOwnNode(under: handling.guarded) { node in
      switch tree.kind(node) {
      case .awaitExpression: isMuch = true
      case .callExpression, .newExpression:
        if file.globalPath(of: file.analyzer.value(of: tree.child(node, 0))) == nil { isMuch = true }
      default: break
      }
    }
    return isMuch
  }

  /// `if (error.code === "ENOENT") throw new Error("no such profile")`: what is dropped is known.
  private func dependsOnError(_ node: NodeID, _ error: BindingID, within body: NodeID, _ file: FileContext) -> Bool {
    let tree = file.tree
    var child = node
    while child != body {
      let parent = tree.parent(child)
      guard parent.exists else { return false }
      switch tree.kind(parent) {
      case .ifStatement, .conditionalExpression, .switchStatement:
        if tree.child(parent, 0) != child, file.mentions(error, under: tree.child(parent, 0)) { return true }
      default: break
      }
      child = parent
    }
    return false
  }

  private func isName(_ node: NodeID, of error: BindingID, _ file: FileContext) -> Bool {
    file.tree.kind(node) == .identifier && file.analyzer.binding(of: node) == error
  }

  // MARK: JSON

  /// `JSON.stringify(error)`
  private func findJSON(
    in body: NodeID, _ error: BindingID, _ file: FileContext, _ reporter: inout FileReporter
  ) {
    guard !file.importsAny(of: Self.ownJSON) else { return }
    let tree = file.tree
    for node in tree.preorder(from: body) where tree.kind(node) == .callExpression {
      let arguments = tree.list(node, 2)
      guard let first = arguments.first, arguments.count == 1 || tree.kind(arguments[1]) == .nullLiteral,
        isName(file.withoutAssertions(first), of: error, file),
        file.globalPath(of: file.analyzer.value(of: tree.child(node, 0))) == ["JSON", "stringify"]
      else { continue }
      let call = "\(file.spoken(tree.child(node, 0)))(\(file.name(of: error)))"
      reporter.report(node, primary: tree.span(node), "\(call) writes neither its message nor its stack")
    }
  }
}

extension FileContext {
  fileprivate func name(of binding: BindingID) -> String { name(analyzer.model[binding].name) }
}
