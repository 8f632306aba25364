import JavaScript
import Semantics
import SourceText

extension PatternCompiler {
  /// Compiles a node in a place where it is code; names of properties and the like go to `compileName`.
  mutating func compile(_ node: NodeID) -> UInt32 {
    guard node.exists else { return 0 }
    switch tree.kind(node) {
    case .identifier: return compileIdentifier(node)
    case .expressionStatement:
      // A hole in place of a statement.
      if let variable = bareHole(tree.child(node, 0)) { return hole(variable, at: tree.span(node)) }
    case .property:
      if tree.flags(node).contains(.shorthand), let variable = bareHole(tree.child(node, 0)) {
        // `{ $NAME = $VALUE }`: the key is what has a name outside.
        if tree.kind(tree.child(node, 1)) == .assignmentPattern { return compileDefault(node, variable) }
        return hole(variable, at: tree.span(node))
      }
    case .propertyDefinition:
      // `$$$` among the members of a class.
      if tree.child(node, 3).isNone, let variable = bareHole(tree.child(node, 1)) {
        return hole(variable, at: tree.span(node))
      }
    case .variableDeclarator:
      if tree.child(node, 1).isNone, let variable = bareHole(tree.child(node, 0)), case .run = variable {
        return hole(variable, at: tree.span(node))
      }
    case .tsTypeReference:
      if tree.child(node, 1).isNone, let variable = bareHole(tree.child(node, 0)) {
        return hole(variable, at: tree.span(node))
      }
    case .jsxAttribute:
      if tree.child(node, 1).isNone, let variable = bareHole(tree.child(node, 0)) {
        return hole(variable, at: tree.span(node))
      }
    case .memberExpression:
      if let external = compileExternal(node) { return external }
    case .stringLiteral: return compileString(node)
    case .templateLiteral:
      if tree.list(node, 1).isEmpty, let quasi = tree.list(node, 0).first, !tree.flags(quasi).contains(.escaped) {
        return text(Array(tree.text(quasi).utf8), as: .stringLiteral, node)
      }
    case .templateElement, .regExpLiteral, .bigIntLiteral, .jsxText:
      return text(Array(tree.text(node).utf8), as: tree.kind(node), node)
    case .numericLiteral:
      let number = tree.numericValue(node) ?? .nan
      return add(
        PatternNode(form: .number, kind: .numericLiteral, a: pool.add(number: number), span: tree.span(node)))
    case .privateIdentifier, .jsxIdentifier: return compileName(node)
    case .invalid: report(tree.span(node), "this cannot be read")
    default: break
    }
    return compileStructure(node)
  }

  private mutating func compileDefault(_ property: NodeID, _ name: Metavariable) -> UInt32 {
    let pattern = tree.child(property, 1)
    let left = add(PatternNode(form: .any, span: tree.span(property)))
    var value = PatternNode(form: .structure, kind: .assignmentPattern, flags: tree.flags(pattern))
    value.span = tree.span(pattern)
    let right = compile(tree.child(pattern, 1))
    pool.addSlots([left, right], to: &value)
    var result = PatternNode(form: .structure, kind: .property, op: tree.op(property))
    result.span = tree.span(property)
    let key = hole(name, at: tree.span(property))
    let slots = [key, add(value)]
    pool.addSlots(slots, to: &result)
    return add(result)
  }

  private mutating func text(_ bytes: [UInt8], as kind: NodeKind, _ node: NodeID) -> UInt32 {
    add(PatternNode(form: .text, kind: kind, a: pool.add(text: bytes), span: tree.span(node)))
  }

  private mutating func compileString(_ node: NodeID) -> UInt32 {
    text(Array(tree.stringValue(node).utf8), as: .stringLiteral, node)
  }

  /// The hole that an identifier with nothing around it is.
  private mutating func bareHole(_ node: NodeID) -> Metavariable? {
    guard node.exists, tree.kind(node) == .identifier || tree.kind(node) == .jsxIdentifier else { return nil }
    return metavariable(node)
  }

  // MARK: Names

  /// Names that are no reference to an object of the environment, though no scope declares them.
  private static let plainNames: Set<String> = ["Infinity", "NaN", "arguments", "undefined"]

  private mutating func compileIdentifier(_ node: NodeID) -> UInt32 {
    let type = tree.child(node, 1)
    guard type.isNone else {
      let result = compileIdentifierAlone(node)
      pool.nodes[Int(result)].b = compile(type)
      return result
    }
    return compileIdentifierAlone(node)
  }

  private mutating func compileIdentifierAlone(_ node: NodeID) -> UInt32 {
    if let variable = metavariable(node) { return hole(variable, at: tree.span(node)) }
    if Self.plainNames.contains(tree.atoms.text(tree.atom(node, 0))) { return compileName(node) }
    if let external = compileExternal(node) { return external }
    guard let binding = analyzer.binding(of: node) else { return compileName(node) }
    if let slot = locals[binding] { return local(slot, node) }
    let slot = captures.addLocal(tree.atoms.text(tree.atom(node, 0)))
    locals[binding] = slot
    return local(slot, node)
  }

  private mutating func local(_ slot: Int, _ node: NodeID) -> UInt32 {
    add(PatternNode(form: .local, kind: .identifier, a: UInt32(slot), span: tree.span(node)))
  }

  /// A property, key, label or type: the name itself counts.
  mutating func compileName(_ node: NodeID) -> UInt32 {
    guard node.exists else { return 0 }
    switch tree.kind(node) {
    case .identifier, .jsxIdentifier:
      if let variable = metavariable(node) { return hole(variable, at: tree.span(node)) }
    case .privateIdentifier: break
    case .stringLiteral: return compileString(node)
    default: return compile(node)
    }
    let name = pool.add(name: tree.atoms.text(tree.atom(node, 0)))
    return add(PatternNode(form: .name, kind: tree.kind(node), a: name, span: tree.span(node)))
  }

  // MARK: What means something outside the file

  /// An imported or global name with the members taken of it, as one node: the audited file may have got it in any way.
  private mutating func compileExternal(_ node: NodeID) -> UInt32? {
    var path: [String?] = []
    var lastHole: Metavariable?
    guard let module = externalRoot(node, &path, &lastHole) else { return nil }
    var result = PatternNode(form: .external, span: tree.span(node))
    if case .node = lastHole {
      let inner = hole(lastHole ?? .any, at: tree.span(node))
      result.b = pool.nodes[Int(inner)].a + 1
    }
    if case .global = module, let root = path.first, let root { mentions.insert(pool.add(name: root)) }
    let pattern: ExternalPattern
    switch module {
    case .global: pattern = ExternalPattern(module: nil, path: path)
    case .imported(let name): pattern = ExternalPattern(module: name.module, path: name.path + path)
    }
    result.a = pool.add(external: pattern)
    return add(result)
  }

  private enum ExternalRoot {
    case global
    case imported(ExternalName)
  }

  /// - Parameters:
  ///   - path: the names taken of the root, nil for any; for globals beginning with the global's own.
  ///   - lastHole: the hole that the outermost member is.
  private mutating func externalRoot(
    _ node: NodeID, _ path: inout [String?], _ lastHole: inout Metavariable?
  ) -> ExternalRoot? {
    switch tree.kind(node) {
    case .identifier:
      let text = tree.atoms.text(tree.atom(node, 0))
      guard Metavariable(text) == nil else { return nil }
      if let name = importedName(node) ?? importOfGroup(node, text) { return .imported(name) }
      guard analyzer.binding(of: node) == nil, isReference(node) else { return nil }
      path.append(text)
      return .global
    case .memberExpression:
      guard !tree.flags(node).contains(.optional), let root = externalRoot(tree.child(node, 0), &path, &lastHole)
      else { return nil }
      // A hole with a name stands in the outermost place only.
      if case .node = lastHole { return nil }
      // Every global is a member of the object that holds them: `global.$NAME` means what is written so.
      let isScope = path.count == 1 && path[0].map { NodeModules.globalScopes.contains($0) } ?? false
      if case .global = root, isScope, Metavariable(memberName(node) ?? "") != nil { return nil }
      let property = tree.child(node, 1)
      switch tree.kind(property) {
      case .identifier where !tree.flags(node).contains(.computed):
        let text = tree.atoms.text(tree.atom(property, 0))
        lastHole = Metavariable(text)
        if case .run = lastHole { return nil }
        path.append(lastHole == nil ? text : nil)
      case .stringLiteral: path.append(tree.stringValue(property))
      default: return nil
      }
      return root
    default: return nil
    }
  }

  private func memberName(_ member: NodeID) -> String? {
    let property = tree.child(member, 1)
    return tree.kind(property) == .identifier ? tree.atoms.text(tree.atom(property, 0)) : nil
  }

  private func importOfGroup(_ node: NodeID, _ text: String) -> ExternalName? {
    analyzer.binding(of: node) == nil ? imports[text] : nil
  }

  /// Whether the name stands for a value here; names of types mean only themselves.
  private func isReference(_ node: NodeID) -> Bool {
    switch tree.kind(tree.parent(node)) {
    case .tsTypeReference, .tsQualifiedName, .tsTypePredicate, .tsNamedTupleMember, .tsTypeParameter, .tsImportType:
      false
    default: true
    }
  }

  // MARK: Structures

  private mutating func compileStructure(_ node: NodeID) -> UInt32 {
    let kind = tree.kind(node)
    var slots: [UInt32] = []
    for (index, slot) in kind.layout.slots.enumerated() {
      switch slot.kind {
      case .node:
        let child = tree.child(node, index)
        slots.append(NodePlaces.isName(kind, slot: index, tree.flags(node)) ? compileName(child) : compile(child))
      case .list: slots.append(pool.addList(tree.list(node, index).map { compile($0) }))
      case .atom:
        slots.append(tree.slot(node, index) == 0 ? 0 : pool.add(name: tree.atoms.text(tree.atom(node, index))))
      case .raw: slots.append(0)
      }
    }
    var result = PatternNode(form: .structure, kind: kind, op: tree.op(node), flags: tree.flags(node))
    result.span = tree.span(node)
    if kind == .objectExpression || kind == .objectPattern, hasNamelessRunOnly(slots[0]) {
      result.form = .unorderedStructure
    }
    pool.addSlots(slots, to: &result)
    return add(result)
  }

  /// `{ $$$, a: 1, b: 2 }`: with the others anywhere, the order says nothing.
  private func hasNamelessRunOnly(_ list: UInt32) -> Bool {
    let runs = pool.list(list).filter { pool.nodes[Int($0)].form == .run }
    return !runs.isEmpty && runs.allSatisfy { pool.nodes[Int($0)].a == 0 }
  }
}

/// Which children are names in their own right, and not code.
enum NodePlaces {
  static func isName(_ kind: NodeKind, slot: Int, _ flags: NodeFlags) -> Bool {
    switch kind {
    case .memberExpression: slot == 1 && !flags.contains(.computed)
    case .property, .tsPropertySignature, .tsMethodSignature: slot == 0 && !flags.contains(.computed)
    case .methodDefinition, .propertyDefinition, .accessorProperty: slot == 1 && !flags.contains(.computed)
    case .labeledStatement, .breakStatement, .continueStatement, .jsxAttribute, .tsEnumMember: slot == 0
    case .importAttribute, .importSpecifier: slot == 0
    case .exportSpecifier: slot == 1
    case .exportAllDeclaration, .tsTypeReference, .tsTypeParameter, .tsTypePredicate, .tsNamedTupleMember: slot == 0
    case .metaProperty, .tsQualifiedName, .jsxMemberExpression, .jsxNamespacedName: true
    default: false
    }
  }
}

extension NodePlaces {
  /// Whether a node stands for a value where it is: it is no name, no declaration and no part of a larger chain's end.
  static func isExpression(_ node: NodeID, in tree: SyntaxTree) -> Bool {
    let kind = tree.kind(node)
    guard kind.rawValue >= NodeKind.identifier.rawValue, kind.rawValue <= NodeKind.invalid.rawValue else {
      return false
    }
    let parent = tree.parent(node)
    switch kind {
    case .identifier: break
    case .privateIdentifier, .templateElement, .property, .spreadElement, .super, .invalid: return false
    default: return true
    }
    switch tree.kind(parent) {
    case .memberExpression: return tree.child(parent, 0) == node || tree.flags(parent).contains(.computed)
    case .property:
      if tree.kind(tree.parent(parent)) == .objectPattern { return false }
      return tree.child(parent, 1) == node || tree.flags(parent).contains(.computed)
    case .methodDefinition: return tree.flags(parent).contains(.computed)
    case .propertyDefinition, .accessorProperty:
      return tree.child(parent, 3) == node || tree.flags(parent).contains(.computed)
    case .variableDeclarator, .assignmentPattern, .tsEnumMember: return tree.child(parent, 1) == node
    case .classDeclaration, .classExpression: return tree.child(parent, 3) == node
    case .functionDeclaration, .functionExpression, .arrowFunctionExpression:
      return tree.child(parent, 4) == node
    case .objectPattern, .arrayPattern, .restElement, .catchClause, .labeledStatement, .breakStatement,
      .continueStatement, .metaProperty, .importSpecifier, .importDefaultSpecifier, .importNamespaceSpecifier,
      .importAttribute, .exportAllDeclaration, .tsParameterProperty, .tsImportEqualsDeclaration, .jsxAttribute:
      return false
    case .exportSpecifier: return tree.child(parent, 0) == node
    default: return tree.kind(parent).rawValue < NodeKind.tsInterfaceDeclaration.rawValue
    }
  }
}
