import JavaScript

// A first look, before anything is noted: most candidates are of another shape, and that shows near the root.
extension PatternMatcher {
  /// Whether a pattern may match a node. Never denies what would match; looks a few levels deep.
  func mayMatch(_ index: UInt32, _ node: NodeID, depth: Int) -> Bool {
    let pattern = pool.nodes[Int(index)]
    if tree.kind(node) == .tsParameterProperty { return true }
    switch pattern.form {
    case .any, .capture, .run: return true
    case .name: return true
    case .local: return tree.kind(withoutTypes(node)) == .identifier
    case .external: return mayBeExternal(Int(pattern.a), withoutTypes(node))
    case .text:
      let kind = tree.kind(withoutTypes(node))
      return kind == pattern.kind || kind == .templateLiteral && pattern.kind == .stringLiteral
    case .number: return tree.kind(withoutTypes(node)) == .numericLiteral
    case .structure, .unorderedStructure:
      let inner = Self.isTypeWrapper(pattern.kind) ? node : withoutTypes(node)
      guard tree.kind(inner) == pattern.kind else { return Self.hasEquivalents(pattern.kind) }
      return mayHaveSlots(pattern, inner, depth: depth)
    }
  }

  private func mayBeExternal(_ external: Int, _ node: NodeID) -> Bool {
    switch tree.kind(node) {
    case .identifier, .callExpression, .awaitExpression, .conditionalExpression, .logicalExpression: return true
    case .memberExpression:
      let property = tree.child(node, 1)
      let last = resolver.externals.lastNames[external]
      // A property of a literal object may go by another name than what it holds.
      guard last.exists, tree.kind(property) == .identifier, !tree.flags(node).contains(.computed) else { return true }
      return tree.atom(property, 0) == last || tree.kind(tree.child(node, 0)) == .identifier
    default: return false
    }
  }

  /// Whether nodes of other kinds may amount to the same.
  private static func hasEquivalents(_ kind: NodeKind) -> Bool {
    switch kind {
    case .arrowFunctionExpression, .functionExpression, .functionDeclaration, .expressionStatement, .returnStatement,
      .classDeclaration, .variableDeclaration, .tsEnumDeclaration, .blockStatement:
      true
    default: false
    }
  }

  private func mayHaveSlots(_ pattern: PatternNode, _ node: NodeID, depth: Int) -> Bool {
    guard NodeComparison.agree(pattern, tree.record(node)) else { return false }
    guard depth > 0 else { return true }
    for slot in 0..<Int(pattern.b) {
      let part = pool.part(pattern, slot)
      let kind = pool.slot(pattern, slot)
      if kind.isList {
        guard mayHoldList(pattern, kind, slot: slot, part, node, depth: depth) else { return false }
        continue
      }
      guard part > 0 else { continue }
      switch kind.goal {
      case .node:
        let child = tree.child(node, slot)
        guard child.exists ? mayMatch(part, child, depth: depth - 1) : pool.nodes[Int(part)].form == .run else {
          return false
        }
      case .key: guard mayBeKey(part, tree.child(node, slot)) else { return false }
      case .body, .functionBody, .list, .openList, .anyOf, .unordered: continue
      }
    }
    return true
  }

  private func mayBeKey(_ part: UInt32, _ key: NodeID) -> Bool {
    let pattern = pool.nodes[Int(part)]
    guard pattern.form == .name, tree.kind(key) == .identifier else { return true }
    return tree.atom(key, 0) == names[Int(pattern.a)]
  }

  private func mayHoldList(
    _ pattern: PatternNode, _ kind: PatternSlot, slot: Int, _ list: UInt32, _ node: NodeID, depth: Int
  ) -> Bool {
    if pattern.kind == .variableDeclaration || list == 0 && kind.isSilent { return true }
    let items = tree.list(node, slot)
    if pattern.form == .unorderedStructure { return mayHoldProperties(list, items) }
    let count = Int(pool.links[Int(list)])
    var runs = 0
    for index in 0..<count {
      let item = pool.links[Int(list) + 1 + index]
      if pool.nodes[Int(item)].form == .run {
        runs += 1
      } else if runs == 0, index < items.count, item > 0, items[index].exists,
        !mayMatch(item, items[index], depth: depth - 1)
      {
        return false
      }
    }
    return runs > 0 ? items.count >= count - runs : items.count == count
  }

  /// Whether each property with a name of its own is among those of the file.
  private func mayHoldProperties(_ list: UInt32, _ items: NodeList) -> Bool {
    for index in 0..<Int(pool.links[Int(list)]) {
      let item = pool.nodes[Int(pool.links[Int(list) + 1 + index])]
      guard item.form == .structure, item.kind == .property else { continue }
      let part = pool.part(item, 0)
      guard pool.nodes[Int(part)].form == .name else { continue }
      var isFound = false
      for property in items where tree.kind(property) == .property {
        if mayBeKey(part, tree.child(property, 0)) {
          isFound = true
          break
        }
      }
      guard isFound else { return false }
    }
    return true
  }
}
