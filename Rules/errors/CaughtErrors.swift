import Checking
import JavaScript
import Semantics
import SourceText

// Which names hold errors: what a catch clause caught, what a promise was rejected with, what a callback or an error
// handler is given first. By place, whatever the names.
extension FileContext {
  /// What an expression takes of an error: nothing for the error itself, `["stack"]` for its stack; nil for what is no
  /// error.
  func pathInError(_ expression: NodeID) -> [String]? {
    let origin = analyzer.origin(of: expression)
    switch origin.root {
    case .value(let value):
      guard analyzer.model[value].kind == .caught else { return nil }
    case .parameter(let id, let index):
      guard isGivenError(id, index) else { return nil }
    case .module, .imported, .global, .function, .class, .this: return nil
    }
    return origin.path.map(name)
  }

  /// Whether the parameter of a function holds an error.
  private func isGivenError(_ id: FunctionID, _ index: Int) -> Bool {
    let function = analyzer.model[id].node
    guard tree.kind(function).isFunction else { return false }
    let count = analyzer.model[id].parameters.count
    // `(error, req, res, next)`: nobody gives those a value of their own.
    if index == 0, count == 4, !tree.list(function, 2).contains(where: { tree.kind($0) == .assignmentPattern }) {
      return true
    }
    let call = tree.parent(function)
    guard index == 0, tree.kind(call) == .callExpression, let name = lastName(of: tree.child(call, 0)) else {
      return false
    }
    let arguments = tree.list(call, 2)
    if name == "catch" || name == "onError" || name == "setErrorHandler" { return arguments.first == function }
    if name == "then" { return arguments.count == 2 && arguments[1] == function }
    // `(error, rows) => { if (error) … }`
    return count >= 2 && arguments.last == function && isTested(tree.list(function, 2)[0], in: function)
  }

  /// `(error, rows) => …`: a function that is given an error first, by its name or by what it asks.
  func isErrorFirst(_ function: NodeID) -> Bool {
    guard let first = tree.list(function, 2).first, tree.kind(first) == .identifier else { return false }
    return ["err", "error", "e", "er", "_err", "_error"].contains(name(tree.atom(first, 0)))
      || tree.list(function, 2).count >= 2 && isTested(first, in: function)
  }

  /// `rows` of the callback `(error, rows) => …`, which is not there where the error is.
  func isResult(_ test: NodeID, of callback: NodeID) -> Bool {
    let name = withoutAssertions(test)
    guard callback.exists, tree.kind(name) == .identifier, let binding = analyzer.binding(of: name) else {
      return false
    }
    return tree.list(callback, 2).dropFirst().contains { analyzer.binding(of: $0) == binding }
  }

  private func isTested(_ parameter: NodeID, in function: NodeID) -> Bool {
    guard tree.kind(parameter) == .identifier, let binding = analyzer.binding(of: parameter) else { return false }
    return tree.preorder(from: tree.child(function, 4)).contains { node in
      guard tree.kind(node) == .ifStatement || tree.kind(node) == .conditionalExpression else { return false }
      return asks(tree.child(node, 0), about: binding)
    }
  }

  /// `error`, `!error`, `error || !user`
  private func asks(_ expression: NodeID, about binding: BindingID) -> Bool {
    let test = withoutAssertions(expression)
    switch tree.kind(test) {
    case .unaryExpression: return asks(tree.child(test, 0), about: binding)
    case .logicalExpression:
      return asks(tree.child(test, 0), about: binding) || asks(tree.child(test, 1), about: binding)
    default: return tree.kind(test) == .identifier && analyzer.binding(of: test) == binding
    }
  }
}
