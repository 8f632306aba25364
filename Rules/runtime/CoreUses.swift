import Checking
import JavaScript
import Semantics
import SourceText

/// Finds where a file uses parts of Node.js and of the language, under the names these have outside the file.
struct CoreUses {
  struct Use {
    /// `url#parse`, `#Buffer`, `sys`
    var path: String
    /// The member, the name, the specifier: the place to show.
    var node: NodeID
    /// The call whose callee it is.
    var call: NodeID?
    /// Somebody asks first whether it is there.
    var isGuarded: Bool
  }

  static let kinds: [NodeKind] = [
    .memberExpression, .identifier, .property, .importSpecifier,
  ]

  private let file: FileContext
  private var tree: SyntaxTree { file.tree }

  init(_ file: FileContext) { self.file = file }

  /// - Parameter names: the last names of the paths that matter, which are the names in the check's interests as well.
  func uses(_ nodes: FileNodes, names: Set<String>) -> [Use] {
    var found: [Use] = []
    for node in nodes[.memberExpression] {
      let property = tree.child(node, 1)
      let isWanted =
        tree.kind(property) == .identifier
        ? nodes.isWanted(tree.atom(property, 0)) && !tree.flags(node).contains(.computed)
        : file.lastName(of: node).map(names.contains) == true
      if isWanted, let path = path(of: node) { found.append(use(path, node)) }
    }
    for node in nodes[.identifier]
    where nodes.isWanted(tree.atom(node, 0)) && !isType(node) && file.analyzer.isGlobal(node) {
      found.append(use("#" + file.name(tree.atom(node, 0)), node))
    }
    for node in nodes[.importSpecifier] {
      guard isWanted(tree.child(node, 0), nodes) else { continue }
      let local = tree.child(node, 1).exists ? tree.child(node, 1) : tree.child(node, 0)
      if let path = path(of: local) { found.append(use(path, node)) }
    }
    // What has a default is guarded by it.
    for node in nodes[.property]
    where tree.kind(tree.parent(node)) == .objectPattern && isWanted(tree.child(node, 0), nodes) {
      let target = tree.child(node, 1)
      if tree.kind(target) == .identifier, let path = path(of: target) { found.append(use(path, node)) }
    }
    return found
  }

  private func isWanted(_ name: NodeID, _ nodes: FileNodes) -> Bool {
    tree.kind(name) == .identifier && nodes.isWanted(tree.atom(name, 0))
  }

  /// `Promise<Response>`, `typeof fetch`: nothing is there at run time.
  private func isType(_ node: NodeID) -> Bool {
    switch tree.kind(tree.parent(node)) {
    case .tsTypeReference, .tsTypeQuery, .tsQualifiedName, .tsHeritage, .tsImportType, .tsTypePredicate: true
    default: false
    }
  }

  static func lastName(of path: String) -> String {
    String(path.parts(betweenAnyOf: "#.").last ?? "")
  }

  /// What an expression means outside the file; nil for what the file or the project makes itself.
  private func path(of node: NodeID) -> String? {
    let value = file.analyzer.value(of: node)
    if let global = file.globalPath(of: value) { return "#" + global.joined(separator: ".") }
    guard let (module, names) = file.modulePath(of: value), !module.hasPrefix("."), !names.isEmpty else { return nil }
    if module.hasSuffix("/promises") { return "\(module.dropLast(9))#promises.\(names.joined(separator: "."))" }
    return "\(module)#\(names.joined(separator: "."))"
  }

  private func use(_ path: String, _ node: NodeID) -> Use {
    let parent = tree.parent(node)
    let isCallee =
      (tree.kind(parent) == .callExpression || tree.kind(parent) == .newExpression) && tree.child(parent, 0) == node
    return Use(
      path: path, node: node, call: isCallee ? parent : nil, isGuarded: isGuarded(node, Self.lastName(of: path)))
  }

  /// Under a test that mentions it, or in a block that catches what goes wrong.
  private func isGuarded(_ node: NodeID, _ name: String) -> Bool {
    var child = node
    for ancestor in tree.ancestors(of: node) {
      switch tree.kind(ancestor) {
      case .ifStatement, .conditionalExpression:
        if mentions(name, tree.child(ancestor, 0)) { return true }
      case .logicalExpression:
        // What stands behind `||` and `??` is for where the newer one is missing.
        if Operator(rawValue: tree.op(ancestor)) != .and || child == tree.child(ancestor, 0) { return true }
        if mentions(name, tree.child(ancestor, 0)) { return true }
      case .unaryExpression:
        if [.typeof, .not].contains(Operator(rawValue: tree.op(ancestor))) { return true }
      case .binaryExpression:
        if [.in, .strictEqual, .strictNotEqual, .equal, .notEqual].contains(Operator(rawValue: tree.op(ancestor))) {
          if child == tree.child(ancestor, 0), child == node { return true }
        }
      case .memberExpression:
        if tree.flags(ancestor).contains(.optional), tree.child(ancestor, 0) == child { return true }
      case .callExpression:
        if tree.flags(ancestor).contains(.optional), tree.child(ancestor, 0) == child { return true }
      case .tryStatement:
        if tree.child(ancestor, 0) == child, tree.child(ancestor, 1).exists,
          file.enclosingFunction(node) == file.enclosingFunction(ancestor),
          tree.kind(tree.parent(ancestor)) == .program
        {
          return true
        }
      default: break
      }
      child = ancestor
    }
    return false
  }

  /// Whether a choice around the node names another thing too: `cluster.isPrimary ?? cluster.isMaster`.
  func stands(_ node: NodeID, beside name: String) -> Bool {
    tree.ancestors(of: node).contains { ancestor in
      switch tree.kind(ancestor) {
      case .ifStatement: mentions(name, tree.child(ancestor, 0))
      case .conditionalExpression, .logicalExpression: mentions(name, ancestor)
      default: false
      }
    }
  }

  private func mentions(_ name: String, _ test: NodeID) -> Bool {
    tree.preorder(from: test).contains { node in
      switch tree.kind(node) {
      case .identifier: file.name(tree.atom(node, 0)) == name
      case .stringLiteral: tree.stringValue(node) == name
      default: false
      }
    }
  }
}
