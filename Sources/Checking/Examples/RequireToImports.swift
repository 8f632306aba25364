import JavaScript
import Semantics
import SourceText

/// Rewrites `require` and `module.exports` as `import` and `export`.
struct RequireToImports {
  private let source: ExampleTree
  private let targets: (String) -> ModuleSwap.Shape?
  private var edits = SourceEdits()
  private var count = 0
  private var isPossible = true

  init(_ source: ExampleTree, targets: @escaping (String) -> ModuleSwap.Shape?) {
    self.source = source
    self.targets = targets
    for node in source.nodes where source.tree.kind(node) == .identifier && source.analyzer.isGlobal(node) {
      switch source.name(node) {
      case "require":
        if let call = Self.requireCall(around: node, source) { rewriteRequire(call) } else { isPossible = false }
      case "module", "exports":
        if let export = Self.export(around: node, source) { rewrite(export) } else { isPossible = false }
      default: continue
      }
    }
  }

  func applied(to bytes: [UInt8]) -> [UInt8]? { isPossible && !edits.isEmpty ? edits.applied(to: bytes) : nil }

  // MARK: Imports

  /// A `require("module")` that runs once, when the module is loaded: the call, and the statement of the module it is in.
  static func requireCall(around name: NodeID, _ source: ExampleTree) -> (call: NodeID, statement: NodeID)? {
    let tree = source.tree
    let call = tree.parent(name)
    guard tree.kind(call) == .callExpression, tree.child(call, 0) == name, tree.list(call, 2).count == 1,
      let module = tree.list(call, 2).first, tree.kind(module) == .stringLiteral
    else { return nil }
    var node = call
    while tree.parent(node) != tree.root {
      node = tree.parent(node)
      switch tree.kind(node) {
      case .memberExpression, .callExpression, .newExpression, .variableDeclarator, .variableDeclaration,
        .expressionStatement, .assignmentExpression, .objectExpression, .property, .arrayExpression, .spreadElement:
        continue
      default: return nil
      }
    }
    return (call, node)
  }

  private mutating func rewriteRequire(_ found: (call: NodeID, statement: NodeID)) {
    let tree = source.tree
    let (call, statement) = found
    let module = tree.list(call, 2)[0]
    let shape = targets(tree.stringValue(module))
    let specifier = tree.text(module)
    let declarator = tree.parent(call)
    let isAlone = tree.kind(statement) == .variableDeclaration && tree.list(statement, 0).count == 1
    if tree.kind(declarator) == .expressionStatement {
      edits.replace(tree.span(statement), with: "import \(specifier);")
    } else if isAlone, tree.kind(declarator) == .variableDeclarator,
      let clause = importClause(tree.child(declarator, 0), shape)
    {
      edits.replace(tree.span(statement), with: "import \(clause) from \(specifier);")
    } else {
      count += 1
      var name = "module\(count)"
      while tree.atoms.lookUp(name).exists { name += "_" }
      let clause = shape?.hasNames == true ? "* as \(name)" : name
      edits.insert("import \(clause) from \(specifier); ", at: tree.span(statement).start)
      edits.replace(tree.span(call), with: name)
    }
  }

  /// What `const x = require(…)` and `const { a, b: c } = require(…)` import; nil for what takes more than a clause.
  private func importClause(_ id: NodeID, _ shape: ModuleSwap.Shape?) -> String? {
    let tree = source.tree
    switch tree.kind(id) {
    case .identifier: return shape?.hasNames == true ? "* as \(source.name(id))" : source.name(id)
    case .objectPattern:
      guard shape?.hasValue != true else { return nil }
      var names: [String] = []
      for property in tree.list(id, 0) {
        guard tree.kind(property) == .property, !tree.flags(property).contains(.computed),
          tree.kind(tree.child(property, 0)) == .identifier, tree.kind(tree.child(property, 1)) == .identifier
        else { return nil }
        let key = source.name(tree.child(property, 0))
        let local = source.name(tree.child(property, 1))
        names.append(key == local ? key : "\(key) as \(local)")
      }
      return names.isEmpty ? nil : "{ \(names.joined(separator: ", ")) }"
    default: return nil
    }
  }

  // MARK: Exports

  enum Export {
    /// `module.exports = { a, b: c }`: keys and local names.
    case names(statement: NodeID, [(key: String, local: String)])
    /// `module.exports = value`; the part before the value.
    case value(statement: NodeID, value: NodeID)
    /// `exports.key = value`
    case name(statement: NodeID, key: String, value: NodeID)
  }

  /// The export that a statement of the module is, from its `module` or `exports`; nil for every other use of the two.
  static func export(around name: NodeID, _ source: ExampleTree) -> Export? {
    let tree = source.tree
    var target = tree.parent(name)
    var key: String?
    let isMember = tree.kind(target) == .memberExpression && tree.child(target, 0) == name
    if source.name(name) == "exports" {
      guard isMember else { return nil }
      key = memberName(target, source)
      guard key != nil else { return nil }
    } else {
      guard isMember, memberName(target, source) == "exports" else { return nil }
      if tree.kind(tree.parent(target)) == .memberExpression {
        target = tree.parent(target)
        key = memberName(target, source)
        guard key != nil else { return nil }
      }
    }
    let assignment = tree.parent(target)
    let statement = tree.parent(assignment)
    guard tree.kind(assignment) == .assignmentExpression, tree.child(assignment, 0) == target,
      tree.op(assignment) == Operator.assign.rawValue, tree.kind(statement) == .expressionStatement,
      tree.parent(statement) == tree.root
    else { return nil }
    let value = tree.child(assignment, 1)
    guard tree.kind(value) != .assignmentExpression else { return nil }
    if let key { return .name(statement: statement, key: key, value: value) }
    if let names = localNames(value, source) { return .names(statement: statement, names) }
    return .value(statement: statement, value: value)
  }

  private static func memberName(_ member: NodeID, _ source: ExampleTree) -> String? {
    let property = source.tree.child(member, 1)
    guard !source.tree.flags(member).contains(.computed), source.tree.kind(property) == .identifier else { return nil }
    return source.name(property)
  }

  /// `{ a, b: c }`, all of them names the file declares.
  private static func localNames(_ object: NodeID, _ source: ExampleTree) -> [(key: String, local: String)]? {
    let tree = source.tree
    guard tree.kind(object) == .objectExpression, !tree.list(object, 0).isEmpty else { return nil }
    var names: [(String, String)] = []
    for property in tree.list(object, 0) {
      guard tree.kind(property) == .property, !tree.flags(property).contains(.computed) else { return nil }
      let key = tree.child(property, 0)
      let value = tree.child(property, 1)
      guard tree.kind(key) == .identifier, tree.kind(value) == .identifier,
        source.analyzer.binding(of: value) != nil
      else { return nil }
      names.append((source.name(key), source.name(value)))
    }
    return names
  }

  private mutating func rewrite(_ export: Export) {
    let tree = source.tree
    switch export {
    case .names(let statement, let names):
      let list = names.map { $0.key == $0.local ? $0.key : "\($0.local) as \($0.key)" }
      edits.replace(tree.span(statement), with: "export { \(list.joined(separator: ", ")) };")
    case .value(let statement, let value):
      edits.replace(upToValue(statement, value), with: "export default")
    case .name(let statement, let key, let value):
      if tree.kind(value) == .identifier, source.analyzer.binding(of: value) != nil {
        let local = source.name(value)
        edits.replace(tree.span(statement), with: "export { \(local == key ? key : "\(local) as \(key)") };")
        return
      }
      // A second thing of that name cannot be declared.
      let isTaken = source.analyzer.model.bindings.contains { tree.atoms.text($0.name) == key }
      isPossible = isPossible && !isTaken && key != "default"
      edits.replace(upToValue(statement, value), with: "export const \(key) =")
    }
  }

  /// `module.exports =`; an opening parenthesis behind it stays.
  private func upToValue(_ statement: NodeID, _ value: NodeID) -> Span {
    let start = source.tree.span(statement).start
    var end = source.tree.span(value).start
    while end > start + 1, source.tree.source[Int(end) - 1] != UInt8(ascii: "=") { end -= 1 }
    return Span(start: start, end: end)
  }
}
