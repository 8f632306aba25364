import JavaScript
import Semantics
import SourceText

extension PatternMatcher {
  /// Whether a pattern node may be this node: compares what the node itself says and adds goals for its children.
  /// Returns the first goal, or nil.
  mutating func open(_ index: UInt32, _ node: NodeID, next: Int32) -> Int32? {
    let pattern = pool.nodes[Int(index)]
    guard node.exists else { return pattern.form == .run ? next : nil }
    var node = node
    if tree.kind(node) == .tsParameterProperty, pattern.kind != .tsParameterProperty { node = tree.child(node, 1) }
    switch pattern.form {
    case .any, .run: return openType(pattern, node, next: next)
    case .capture: return bind(Int(pattern.a), node) ? openType(pattern, node, next: next) : nil
    case .local:
      node = withoutTypes(node)
      guard tree.kind(node) == .identifier, bind(Int(pattern.a), node) else { return nil }
      return openType(pattern, node, next: next)
    case .name: return isName(pattern, withoutTypes(node)) ? next : nil
    case .external: return openExternal(pattern, withoutTypes(node)) ? next : nil
    case .text: return isText(pattern, withoutTypes(node)) ? next : nil
    case .number:
      node = withoutTypes(node)
      guard tree.kind(node) == .numericLiteral else { return nil }
      return tree.numericValue(node) == pool.numbers[Int(pattern.a)] ? next : nil
    case .structure, .unorderedStructure:
      if !Self.isTypeWrapper(pattern.kind) { node = withoutTypes(node) }
      if tree.kind(node) == pattern.kind, !NodeComparison.isFunctionValue(pattern.kind) {
        return openStructure(pattern, node, next: next)
      }
      return openEquivalent(pattern, node, next: next)
    }
  }

  /// The type behind a name, where the pattern writes one.
  private mutating func openType(_ pattern: PatternNode, _ node: NodeID, next: Int32) -> Int32? {
    guard pattern.b > 0 else { return next }
    guard tree.kind(node) == .identifier else { return nil }
    return push(Goal(kind: .node, pattern: pattern.b, node: tree.child(node, 1), next: next))
  }

  // MARK: Leaves

  private func isName(_ pattern: PatternNode, _ node: NodeID) -> Bool {
    switch tree.kind(node) {
    case .identifier, .privateIdentifier, .jsxIdentifier:
      tree.kind(node) == pattern.kind && tree.atom(node, 0) == names[Int(pattern.a)]
    default: false
    }
  }

  private func isText(_ pattern: PatternNode, _ node: NodeID) -> Bool {
    pool.texts[Int(pattern.a)].withUnsafeBufferPointer { text in
      switch tree.kind(node) {
      case .stringLiteral: return pattern.kind == .stringLiteral && isEqual(node, text)
      case .templateLiteral:
        guard pattern.kind == .stringLiteral, tree.list(node, 1).isEmpty, let quasi = tree.list(node, 0).first else {
          return false
        }
        return !tree.flags(quasi).contains(.escaped) && Self.isEqual(bytes(of: quasi), text)
      case .templateElement, .regExpLiteral, .bigIntLiteral, .jsxText:
        return pattern.kind == tree.kind(node) && Self.isEqual(bytes(of: node), text)
      default: return false
      }
    }
  }

  private func bytes(of node: NodeID) -> UnsafeBufferPointer<UInt8> {
    let span = tree.span(node)
    return UnsafeBufferPointer(start: tree.source + Int(span.start), count: span.count)
  }

  /// Whether a string literal stands for this text.
  func isEqual(_ string: NodeID, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard tree.flags(string).contains(.escaped) else { return Self.isEqual(tree.rawText(string), text) }
    return tree.stringValue(string).utf8.elementsEqual(text)
  }

  static func isEqual(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    for index in 0..<left.count where left[index] != right[index] { return false }
    return true
  }

  // MARK: What means something outside the file

  private mutating func openExternal(_ pattern: PatternNode, _ node: NodeID) -> Bool {
    // A variable that is written to is no alias of what it holds.
    if tree.kind(node) == .identifier, isTarget(node), !analyzer.isGlobal(node) { return false }
    guard resolves(node, to: Int(pattern.a)) else { return false }
    guard pattern.b > 0 else { return true }
    let isMember = tree.kind(node) == .memberExpression
    return bind(Int(pattern.b) - 1, isMember ? tree.child(node, 1) : node)
  }

  private func isTarget(_ node: NodeID) -> Bool {
    let parent = tree.parent(node)
    switch tree.kind(parent) {
    case .assignmentExpression, .forInStatement, .forOfStatement: return tree.child(parent, 0) == node
    case .updateExpression: return true
    default: return false
    }
  }

  /// Whether an expression means an external name. What only the program knows becomes a pending condition.
  mutating func resolves(_ node: NodeID, to external: Int) -> Bool {
    switch outcome(node, external) {
    case .no: return false
    case .yes: return true
    case .unknown:
      pending.append(.resolves(analyzer.value(of: node), pool.externals[external]))
      return true
    }
  }

  mutating func outcome(_ node: NodeID, _ external: Int) -> NameResolver.Outcome {
    if let supplied, supplied.node == node {
      return pool.externals[external].matches(supplied.name) ? .yes : .no
    }
    switch tree.kind(node) {
    case .identifier, .memberExpression, .callExpression, .awaitExpression, .conditionalExpression, .logicalExpression:
      guard rootMayMean(external, of: node) else { return .no }
      let outcome = resolver.outcome(of: analyzer.value(of: node), external, in: analyzer, atoms)
      return outcome == .unknown && node == rootCallee ? .no : outcome
    default: return .no
    }
  }

  /// A look at the root of a chain, before a value is made for each of its links.
  private mutating func rootMayMean(_ external: Int, of node: NodeID) -> Bool {
    var root = node
    while tree.kind(root) == .memberExpression { root = withoutTypes(tree.child(root, 0)) }
    guard tree.kind(root) == .identifier else { return true }
    if let binding = analyzer.binding(of: root) { return resolver.mayMean(external, binding, in: analyzer, atoms) }
    let name = tree.atom(root, 0)
    guard let roots = resolver.externals.globalRoots[external] else { return true }
    return roots.contains(name) || resolver.externals.globalScopes.contains(name) || name == .module
  }

  // MARK: Structures

  mutating func openStructure(_ pattern: PatternNode, _ node: NodeID, next: Int32) -> Int32? {
    guard NodeComparison.agree(pattern, tree.record(node)) else { return nil }
    var next = next
    // The first slot becomes the first goal.
    var slot = Int(pattern.b)
    while slot > 0 {
      slot -= 1
      let part = pool.part(pattern, slot)
      let kind = pool.slot(pattern, slot)
      if kind.isList {
        next = pushList(pattern, kind, slot: slot, list: part, of: node, next: next)
      } else if part == 0 {
        guard kind.isSilent || tree.child(node, slot).isNone else { return nil }
      } else {
        var goal = Goal(kind: kind.goal, pattern: part, node: node, next: next)
        if goal.kind == .functionBody || goal.kind == .key {
          goal.index = Int32(slot)
          goal.position = pattern.flags.contains(.computed) ? 1 : 0
        } else {
          goal.node = tree.child(node, slot)
        }
        next = push(goal)
      }
    }
    return next
  }

  private mutating func pushList(
    _ pattern: PatternNode, _ kind: PatternSlot, slot: Int, list: UInt32, of node: NodeID, next: Int32
  ) -> Int32 {
    if list == 0, kind.isSilent { return next }
    var goal = Goal(kind: .list, pattern: list, node: node, items: NodeItems(tree.list(node, slot)), next: next)
    if pattern.form == .unorderedStructure, slot == 0 { goal.kind = .unordered }
    if pattern.kind == .variableDeclaration, pool.links[Int(list)] == 1 { goal.kind = .anyOf }
    return push(goal)
  }
}
