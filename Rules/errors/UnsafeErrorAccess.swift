import Checking
import JavaScript
import Semantics
import SourceText

/// Reports reading deep into what was caught without a look at what it is. The promise is on the page beside this file.
struct UnsafeErrorAccess: FileCheck {
  /// Properties that errors of certain packages have, in certain cases.
  private enum Presence {
    /// Not even all errors of the package have it.
    case partial(String)
    /// Errors of another kind have not: it takes two calls that may fail.
    case ownKind(String)
  }

  /// Sources: the READMEs of axios, got, Mongoose, Sequelize, Joi, Zod and Apollo Client, 2026-11.
  private static let properties: [String: Presence] = [
    "response": .partial("without an answer there is no response"),
    "errors": .ownKind("only a failed validation has errors"),
    "details": .ownKind("only a failed validation has details"),
    "issues": .ownKind("only a failed validation has issues"),
    "keyValue": .ownKind("only a duplicate key has a keyValue"),
    "keyPattern": .ownKind("only a duplicate key has a keyPattern"),
    "graphQLErrors": .ownKind("only an answer with errors has graphQLErrors"),
  ]
  private static let listing: Set<String> = ["keys", "values", "entries"]

  let interests = FileInterests(kinds: [.catchClause, .callExpression], mentions: Array(Self.properties.keys))

  func run(on file: FileContext, nodes: FileNodes, reporter: inout FileReporter) {
    for handling in file.failureHandlings(nodes) {
      guard let error = handling.error, let body = body(of: handling),
        let found = access(to: error, in: body, handling, file)
      else { continue }
      guard !file.isBystander, !importsInterface(file) else { return }
      reporter.report(
        found.node, primary: file.tree.span(found.node),
        "\(file.spoken(found.node)) fails itself, and hides what was caught: \(found.reason)")
    }
  }

  private func importsInterface(_ file: FileContext) -> Bool {
    file.analyzer.model.imports.contains { Bystanders.interfaces.contains(file.name($0.specifier)) }
  }

  private func body(of handling: FailureHandling) -> NodeID? {
    switch handling.response {
    case .block(let node), .expression(let node): node
    case .named, .missing: nil
    }
  }

  // MARK: What is read

  private func access(
    to error: BindingID, in body: NodeID, _ handling: FailureHandling, _ file: FileContext
  ) -> (node: NodeID, reason: String)? {
    let tree = file.tree
    for node in tree.preorder(from: body) where tree.kind(node) == .memberExpression {
      guard let property = property(of: node, error, file), let presence = Self.properties[property],
        let reader = reader(of: node, file), !isGuarded(reader, error, within: body, file)
      else { continue }
      switch presence {
      case .partial(let reason): return (reader, reason)
      case .ownKind(let reason): if mayFailOtherwise(handling, file) { return (reader, reason) }
      }
    }
    return nil
  }

  /// `response` of `error.response` and `(error as AxiosError).response`.
  private func property(of node: NodeID, _ error: BindingID, _ file: FileContext) -> String? {
    let tree = file.tree
    let base = file.withoutAssertions(tree.child(node, 0))
    guard !tree.flags(node).contains(.computed), tree.kind(base) == .identifier,
      file.analyzer.binding(of: base) == error
    else { return nil }
    return file.lastName(of: node)
  }

  /// What takes the property for granted: `error.response.status`, `Object.keys(error.keyValue)`; nil where nothing does.
  private func reader(of node: NodeID, _ file: FileContext) -> NodeID? {
    let tree = file.tree
    var child = node
    var parent = tree.parent(child)
    while [.tsNonNullExpression, .tsAsExpression].contains(tree.kind(parent)) {
      (child, parent) = (parent, tree.parent(parent))
    }
    switch tree.kind(parent) {
    case .memberExpression:
      guard tree.child(parent, 0) == child, !tree.flags(parent).contains(.optional),
        !isTarget(parent, file)
      else { return nil }
      return parent
    case .callExpression:
      guard tree.list(parent, 2).first == child,
        let path = file.globalPath(of: file.analyzer.value(of: tree.child(parent, 0))), path.count == 2,
        path[0] == "Object", Self.listing.contains(path[1])
      else { return nil }
      return parent
    default: return nil
    }
  }

  /// `error.response.data = …` is no reading.
  private func isTarget(_ node: NodeID, _ file: FileContext) -> Bool {
    let parent = file.tree.parent(node)
    return file.tree.kind(parent) == .assignmentExpression && file.tree.child(parent, 0) == node
  }

  /// More than one thing in the `try` may fail, so that what was caught is not certain.
  private func mayFailOtherwise(_ handling: FailureHandling, _ file: FileContext) -> Bool {
    guard handling.form == .clause else { return false }
    var awaits = 0
    file.forEachOwnNode(under: handling.guarded) { if file.tree.kind($0) == .awaitExpression { awaits += 1 } }
    return awaits > 1
  }

  // MARK: Looked at before

  /// Some test that the place depends on, or that left before it, asks something of the error; or a `try` is around it.
  private func isGuarded(_ node: NodeID, _ error: BindingID, within body: NodeID, _ file: FileContext) -> Bool {
    let tree = file.tree
    var child = node
    while child != body {
      let parent = tree.parent(child)
      guard parent.exists else { return false }
      switch tree.kind(parent) {
      case .ifStatement, .conditionalExpression, .switchStatement:
        if tree.child(parent, 0) != child, asks(tree.child(parent, 0), error, file) { return true }
      case .logicalExpression:
        if tree.child(parent, 0) != child, asks(tree.child(parent, 0), error, file) { return true }
      case .tryStatement:
        if tree.child(parent, 0) == child { return true }
      case .blockStatement:
        for statement in tree.list(parent, 0) {
          if statement == child { break }
          if leavesUnless(statement, error, file) { return true }
        }
      default: break
      }
      child = parent
    }
    return false
  }

  /// `if (!error.response) return next(error)`
  private func leavesUnless(_ statement: NodeID, _ error: BindingID, _ file: FileContext) -> Bool {
    let tree = file.tree
    guard tree.kind(statement) == .ifStatement, asks(tree.child(statement, 0), error, file) else { return false }
    return tree.preorder(from: tree.child(statement, 1)).contains { node in
      [.returnStatement, .throwStatement, .breakStatement, .continueStatement].contains(tree.kind(node))
    }
  }

  /// Whether a test asks something of the error, not only whether there is one.
  private func asks(_ test: NodeID, _ error: BindingID, _ file: FileContext) -> Bool {
    let tree = file.tree
    return tree.preorder(from: test).contains { node in
      guard tree.kind(node) == .identifier, file.analyzer.binding(of: node) == error else { return false }
      return [.memberExpression, .callExpression, .binaryExpression, .tsAsExpression].contains(
        tree.kind(tree.parent(node)))
    }
  }
}
