import Checking
import JavaScript
import Semantics
import SourceText

/// Finds the code and the values of a file that production alone gets, because of the environment's name.
struct ProductionBranches {
  /// One of them.
  struct Branch {
    var node: NodeID
    /// What a literal in it is a value of, where the branch itself does not say.
    var setting: String?
    /// The value that the other environments get, where there is one.
    var other: NodeID?
    /// An `if` without `else`: only what is assigned or given back in it takes the place of something else.
    var isAlone = false
  }

  private let environment: Environment
  private var file: FileContext { environment.file }
  private var tree: SyntaxTree { environment.file.tree }

  init(_ environment: Environment) { self.environment = environment }

  func branches(_ nodes: FileNodes) -> [Branch] {
    let found =
      nodes[.objectExpression].compactMap(ofTable) + nodes[.switchStatement].compactMap(ofSwitch)
      + nodes[.ifStatement].compactMap(ofIf) + nodes[.conditionalExpression].compactMap(ofConditional)
    // One inside another is told with it.
    return found.filter { inner in
      !found.contains { $0.node != inner.node && file.contains($0.node, inner.node) }
        && !environment.isDevelopmentOnly(inner.node)
    }
  }

  // MARK: Objects by environment

  /// `{ development: {…}, production: {…} }`
  private func ofTable(_ object: NodeID) -> Branch? {
    var production: NodeID?
    var others = 0
    for property in tree.list(object, 0) where tree.kind(property) == .property {
      guard let key = environment.keyName(property)?.lowercased() else { continue }
      if Environment.production.contains(key) { production = tree.child(property, 1) }
      if Environment.development.contains(key) || ["staging", "stage", "default", "qa", "uat"].contains(key) {
        others += 1
      }
    }
    guard let production, others > 0, isChosen(object) else { return nil }
    let value = file.withoutAssertions(production)
    switch tree.kind(value) {
    case .objectExpression: return Branch(node: value)
    case .identifier:
      // `production: productionSettings`
      guard let initial = environment.initializer(of: value).map(file.withoutAssertions),
        tree.kind(initial) == .objectExpression
      else { return nil }
      return Branch(node: initial)
    case .stringLiteral, .templateLiteral:
      return Branch(node: value, setting: settingName(of: object))
    default: return nil
    }
  }

  /// The table is read by the environment's name, or is all that the file gives away.
  private func isChosen(_ object: NodeID) -> Bool {
    var node = object
    while [.tsAsExpression, .tsSatisfiesExpression].contains(tree.kind(tree.parent(node))) { node = tree.parent(node) }
    let parent = tree.parent(node)
    switch tree.kind(parent) {
    case .memberExpression: return isSelection(parent, of: node)
    case .exportDefaultDeclaration, .tsExportAssignment: return true
    case .assignmentExpression:
      let target = tree.child(parent, 0)
      return tree.kind(target) == .memberExpression && file.lastName(of: target) == "exports"
    case .variableDeclarator:
      let name = tree.child(parent, 0)
      guard tree.kind(name) == .identifier, let binding = file.analyzer.binding(of: name) else { return false }
      return file.analyzer.scopeReferences(to: binding).contains(where: isSelected)
    case .property:
      // `{ database: { development: …, production: … } }`, read somewhere else: too little to go by.
      return false
    default: return false
    }
  }

  private func isSelected(_ use: NodeID) -> Bool {
    let parent = tree.parent(use)
    switch tree.kind(parent) {
    case .memberExpression: return isSelection(parent, of: use)
    case .exportDefaultDeclaration, .tsExportAssignment: return true
    case .assignmentExpression:
      return tree.child(parent, 1) == use && tree.kind(tree.child(parent, 0)) == .memberExpression
        && file.lastName(of: tree.child(parent, 0)) == "exports"
    default: return false
    }
  }

  /// `configs[process.env.NODE_ENV]`
  private func isSelection(_ member: NodeID, of object: NodeID) -> Bool {
    tree.child(member, 0) == object && tree.flags(member).contains(.computed)
      && environment.isName(tree.child(member, 1))
  }

  // MARK: Statements

  private func ofSwitch(_ statement: NodeID) -> Branch? {
    guard environment.isName(tree.child(statement, 0)) else { return nil }
    var production: NodeID?
    var fallback: NodeID?
    var hasDevelopment = false
    for node in tree.list(statement, 1) {
      let test = tree.child(node, 0)
      guard test.exists else {
        fallback = node
        continue
      }
      guard tree.kind(test) == .stringLiteral else { continue }
      let name = tree.stringValue(test).lowercased()
      if Environment.production.contains(name) { production = node }
      if Environment.development.contains(name) { hasDevelopment = true }
    }
    return (production ?? (hasDevelopment ? fallback : nil)).map { Branch(node: $0) }
  }

  private func ofIf(_ statement: NodeID) -> Branch? {
    let meaning = environment.meaning(of: tree.child(statement, 0))
    if meaning.whenTrue == .production || meaning.whenFalse == .development {
      return Branch(node: tree.child(statement, 1), isAlone: !tree.child(statement, 2).exists)
    }
    let alternate = tree.child(statement, 2)
    guard meaning.whenTrue == .development, alternate.exists else { return nil }
    return Branch(node: alternate)
  }

  private func ofConditional(_ expression: NodeID) -> Branch? {
    let meaning = environment.meaning(of: tree.child(expression, 0))
    let consequent = tree.child(expression, 1)
    let alternate = tree.child(expression, 2)
    let setting = settingName(of: expression)
    if meaning.whenTrue == .production || meaning.whenFalse == .development {
      return Branch(node: consequent, setting: setting, other: alternate)
    }
    guard meaning.whenTrue == .development else { return nil }
    return Branch(node: alternate, setting: setting, other: consequent)
  }

  /// The name of what an expression is assigned to.
  func settingName(of expression: NodeID) -> String? {
    var child = expression
    while true {
      let parent = tree.parent(child)
      switch tree.kind(parent) {
      case .tsAsExpression, .tsNonNullExpression, .tsSatisfiesExpression, .conditionalExpression, .logicalExpression,
        .memberExpression, .arrayExpression:
        child = parent
      case .variableDeclarator:
        let name = tree.child(parent, 0)
        return tree.kind(name) == .identifier ? file.name(tree.atom(name, 0)) : nil
      case .assignmentExpression: return file.lastName(of: tree.child(parent, 0))
      case .property, .propertyDefinition: return environment.keyName(parent)
      default: return nil
      }
    }
  }
}
