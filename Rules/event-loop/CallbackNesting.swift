import Checking
import Findings
import JavaScript
import Semantics
import SourceText

/// Reports callbacks within callbacks within callbacks. The promise is on the page beside this file.
struct CallbackNesting: FileCheck {
  private static let warned = 4
  private static let noted = 3

  let interests = FileInterests(kinds: [.functionExpression, .arrowFunctionExpression])

  func run(on file: FileContext, nodes: FileNodes, reporter: inout FileReporter) {
    let functions = nodes[.functionExpression] + nodes[.arrowFunctionExpression]
    let continuations = Set(functions.filter { isContinuation($0, file) })
    guard continuations.count >= Self.noted else { return }
    // By the outermost one, the deepest that stands in it.
    var deepest: [NodeID: (depth: Int, node: NodeID)] = [:]
    var order: [NodeID] = []
    for node in continuations.sorted(by: { file.tree.span($0).start < file.tree.span($1).start }) {
      let (depth, outermost) = depth(of: node, continuations, file)
      if deepest[outermost] == nil { order.append(outermost) }
      if depth > deepest[outermost]?.depth ?? 0 { deepest[outermost] = (depth, node) }
    }
    let found = order.compactMap { outer in deepest[outer].map { (outer, $0) } }.filter { $0.1.depth >= Self.noted }
    guard !found.isEmpty, !file.isBystander else { return }
    for (outer, inner) in found {
      let names = names(from: inner.node, to: outer, continuations, file)
      reporter.report(
        outer, primary: head(of: outer, file),
        "callbacks are nested \(inner.depth) deep here: \(names.joined(separator: ", then in it "))",
        severity: inner.depth >= Self.warned ? .warning : .note)
    }
  }

  // MARK: Levels

  private func depth(of node: NodeID, _ all: Set<NodeID>, _ file: FileContext) -> (Int, outermost: NodeID) {
    var depth = 1
    var outermost = node
    var current = file.tree.parent(node)
    while current.exists {
      if all.contains(current) {
        depth += 1
        outermost = current
      }
      current = file.tree.parent(current)
    }
    return (depth, outermost)
  }

  /// What is called with each of the callbacks on the way, the outermost first.
  private func names(from inner: NodeID, to outer: NodeID, _ all: Set<NodeID>, _ file: FileContext) -> [String] {
    var names: [String] = []
    var current = inner
    while current.exists {
      if all.contains(current) {
        let callee = file.tree.child(file.tree.parent(current), 0)
        names.append(file.lastName(of: callee) ?? "a call")
      }
      if current == outer { break }
      current = file.tree.parent(current)
    }
    return names.reversed()
  }

  private func head(of function: NodeID, _ file: FileContext) -> Span {
    let call = file.tree.parent(function)
    let callee = file.tree.child(call, 0)
    // A chain over many lines: the name that is called is enough.
    if file.tree.kind(callee) == .memberExpression { return file.tree.span(file.tree.child(callee, 1)) }
    return file.firstLine(of: file.tree.span(callee))
  }

  // MARK: What continues later

  /// A function that is called when something asynchronous is done.
  private func isContinuation(_ function: NodeID, _ file: FileContext) -> Bool {
    let tree = file.tree
    let call = tree.parent(function)
    guard tree.kind(call) == .callExpression, tree.child(call, 0) != function else { return false }
    let callee = tree.unwrapped(tree.child(call, 0))
    let name = file.lastName(of: callee) ?? ""
    if Self.others.contains(name) || name.hasPrefix("on") && name.count > 2 { return false }
    if name == "then" { return tree.kind(callee) == .memberExpression && tree.list(call, 2).first == function }
    if Self.timers.contains(name) {
      let value = file.analyzer.value(of: callee)
      return file.globalPath(of: value) != nil || file.specifier(of: value) == "timers"
    }
    return takesError(function, file)
  }

  private static let timers: Set<String> = ["setTimeout", "setImmediate", "nextTick"]

  /// Calls that register, iterate, test or construct: what they are given does not continue what is written around it.
  private static let others: Set<String> = [
    "on", "once", "addListener", "addEventListener", "prependListener", "catch", "use", "param", "describe", "it",
    "test",
    "before", "after", "beforeEach", "afterEach", "beforeAll", "afterAll", "map", "forEach", "filter", "reduce", "some",
    "every", "setErrorHandler", "subscribe", "setInterval",
  ]

  /// `function (error, …)`: the convention of Node's callbacks.
  private func takesError(_ function: NodeID, _ file: FileContext) -> Bool {
    let parameters = file.tree.list(function, 2)
    guard let first = parameters.first, parameters.count < 4, file.tree.kind(first) == .identifier else { return false }
    let name = file.name(file.tree.atom(first, 0)).lowercased()
    // An element or event is named so as well.
    if name == "e", parameters.count < 2 { return false }
    return ["err", "error", "er", "e", "_err", "_error", "exception"].contains(name) || name.hasSuffix("err")
      || name.hasSuffix("error") || name.hasPrefix("err")
  }
}
