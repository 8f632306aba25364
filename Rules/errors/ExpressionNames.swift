import Checking
import JavaScript
import Semantics
import SourceText

// How checks of one file read expressions: what stands behind a name, and how people would call a thing.
extension FileContext {
  /// An expression without the type assertions around it.
  func withoutAssertions(_ node: NodeID) -> NodeID { tree.unwrapped(node) }

  /// A test without its negations: `x` of `!x`, and whether it says the opposite.
  func withoutNegations(_ test: NodeID) -> (node: NodeID, isNegated: Bool) {
    var node = withoutAssertions(test)
    var isNegated = false
    while tree.kind(node) == .unaryExpression, Operator(rawValue: tree.op(node)) == .not {
      node = withoutAssertions(tree.child(node, 0))
      isNegated.toggle()
    }
    return (node, isNegated)
  }

  func name(_ atom: Atom) -> String { atom.isNone ? "" : tree.atoms.text(atom) }

  /// What a value is called outside the file: `["console", "error"]`, `["process", "env", "PORT"]` for globals, whether
  /// they are imported or not. Nil for what is no global.
  func globalPath(of value: ValueID) -> [String]? {
    let origin = analyzer.origin(of: value)
    if case .global(let root) = origin.root { return ([root] + origin.path).map(name) }
    guard let (module, names) = origin.modulePath else { return nil }
    let specifier = specifier(of: module)
    guard ["process", "console"].contains(specifier) else { return nil }
    return [specifier] + names.map(name)
  }

  /// The module that a value is taken from, and the names that lead to it there; nil where it comes from elsewhere.
  func modulePath(of value: ValueID) -> (specifier: String, names: [String])? {
    analyzer.origin(of: value).modulePath.map { (specifier(of: $0.module), $0.names.map(name)) }
  }

  func specifier(of value: ValueID) -> String? { modulePath(of: value)?.specifier }

  /// Without `node:`.
  private func specifier(of id: ImportID) -> String {
    let text = name(analyzer.model[id].specifier)
    return text.hasPrefix("node:") ? String(text.dropFirst(5)) : text
  }

  /// The call whose result a value is; nil for other values.
  func call(behind value: ValueID) -> CallSite? {
    let origin = analyzer.origin(of: value)
    guard case .value(let root) = origin.root, origin.path.isEmpty else { return nil }
    let record = analyzer.model[root]
    return record.kind == .call ? analyzer.model[CallID(record.a)] : nil
  }

  /// The last name of a function that is called, under the name its module gives it: `unlink` of `remove()` after
  /// `import { unlink as remove } from "fs/promises"`.
  func functionName(_ callee: NodeID) -> String? {
    let node = withoutAssertions(callee)
    if tree.kind(node) == .identifier, let name = modulePath(of: analyzer.value(of: node))?.names.last { return name }
    return lastName(of: node)
  }

  /// The last name of an expression: `save` of `user.save` and of `save`; nil where there is none.
  func lastName(of expression: NodeID) -> String? {
    let node = withoutAssertions(expression)
    switch tree.kind(node) {
    case .identifier, .privateIdentifier: return name(tree.atom(node, 0))
    case .memberExpression:
      let property = tree.child(node, 1)
      switch tree.kind(property) {
      case .identifier where tree.flags(node).contains(.computed): return nil
      case .identifier, .privateIdentifier: return name(tree.atom(property, 0))
      case .stringLiteral: return tree.stringValue(property)
      default: return nil
      }
    case .importExpression: return "import"
    default: return nil
    }
  }

  /// An expression as people say it: `mongoose.connect()`, `User.find().sort()`, without arguments and line ends.
  func spoken(_ expression: NodeID) -> String {
    let whole = spokenChain(expression)
    guard whole.utf8.count > Self.longestSpoken else { return whole }
    var node = withoutAssertions(expression)
    // The call that a long chain begins with tells most.
    while let inner = innerCall(of: node) { node = inner }
    let first = spokenChain(node)
    return first.utf8.count > Self.longestSpoken ? String(first.prefix(Self.longestSpoken - 1)) + "…" : first
  }

  private static var longestSpoken: Int { 48 }

  /// The call in the callee of a call: `a()` of `a().b()`.
  private func innerCall(of node: NodeID) -> NodeID? {
    guard tree.kind(node) == .callExpression else { return nil }
    var current = withoutAssertions(tree.child(node, 0))
    while tree.kind(current) == .memberExpression { current = withoutAssertions(tree.child(current, 0)) }
    return tree.kind(current) == .callExpression ? current : nil
  }

  private func spokenChain(_ expression: NodeID) -> String {
    var suffix = ""
    var node = withoutAssertions(expression)
    while true {
      switch tree.kind(node) {
      case .callExpression:
        suffix = "()" + suffix
        node = withoutAssertions(tree.child(node, 0))
      case .memberExpression:
        guard let property = lastName(of: node) else { return "…" + suffix }
        suffix = "." + property + suffix
        node = withoutAssertions(tree.child(node, 0))
      case .newExpression: return "new " + spokenChain(tree.child(node, 0)) + "()" + suffix
      case .identifier, .privateIdentifier: return name(tree.atom(node, 0)) + suffix
      case .thisExpression: return "this" + suffix
      case .super: return "super" + suffix
      case .importExpression: return "import()" + suffix
      case .awaitExpression, .taggedTemplateExpression: node = withoutAssertions(tree.child(node, 0))
      default: return "…" + suffix
      }
    }
  }

  /// The nearest function node around a node; `.none` at the top level of the module.
  func enclosingFunction(_ node: NodeID) -> NodeID { tree.enclosing(node) { $0.isFunction } }

  /// Whether a node stands inside another one, or is it.
  func contains(_ outer: NodeID, _ inner: NodeID) -> Bool {
    let outer = tree.span(outer)
    let inner = tree.span(inner)
    return outer.start <= inner.start && inner.end <= outer.end
  }

  /// Whether a name stands anywhere under a node; nil is no name.
  func mentions(_ binding: BindingID?, under root: NodeID) -> Bool {
    guard let binding else { return false }
    return tree.preorder(from: root).contains {
      tree.kind($0) == .identifier && analyzer.binding(of: $0) == binding
    }
  }

  /// Calls `body` with the nodes under `root` that run together with it: functions inside are left out.
  func forEachOwnNode(under root: NodeID, _ body: (NodeID) -> Void) {
    var nodes = tree.preorder(from: root)
    while let node = nodes.next() {
      if node != root, tree.kind(node).isFunction { nodes.skipChildren() } else { body(node) }
    }
  }
}

extension NodeKind {
  /// A function with a body of its own.
  var isFunction: Bool {
    switch self {
    case .functionDeclaration, .functionExpression, .arrowFunctionExpression: true
    default: false
    }
  }

  var isLoop: Bool {
    switch self {
    case .forStatement, .forInStatement, .forOfStatement, .whileStatement, .doWhileStatement: true
    default: false
    }
  }
}
