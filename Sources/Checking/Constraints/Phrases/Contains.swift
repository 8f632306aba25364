import JavaScript

/// `` $$$BODY contains `throw $_` ``: somewhere in it stands such code. Functions inside are code of their own: the search
/// stops at them, unless the subject itself is one.
enum Contains {
  static func read(_ reader: inout ConstraintReader) -> Phrase? { reader.pattern().map { .contains($0) } }
}

extension PatternMatcher {
  mutating func contains(_ pattern: Pattern, _ run: NodeRun) -> Truth {
    var stack: [NodeID] = []
    for index in stride(from: run.to - 1, through: run.from, by: -1) where run.items[index].exists {
      stack.append(run.items[index])
    }
    let subjects = Set(stack)
    let root = pool.nodes[Int(pattern.first(in: pool))]
    let count = pending.count
    var possible: [DeferredCondition] = []
    while let node = stack.popLast() {
      if mayBegin(root, at: node), matches(pattern, at: node) {
        switch takePending(from: count) {
        case .yes: return .yes
        case .later(let condition): possible.append(condition)
        case .no: break
        }
      }
      guard !isFunctionBorder(node) || subjects.contains(node) else { continue }
      let first = stack.count
      tree.forEachChild(node) { stack.append($0) }
      stack[first...].reverse()
    }
    guard !possible.isEmpty else { return .no }
    return .later(possible.count == 1 ? possible[0] : .any(possible))
  }

  private func isFunctionBorder(_ node: NodeID) -> Bool { NodeComparison.isFunction(tree.kind(node)) }

  /// A quick look at the root of a pattern.
  private func mayBegin(_ root: PatternNode, at node: NodeID) -> Bool {
    let kind = tree.kind(node)
    switch root.form {
    case .external, .local, .any: return NodePlaces.isExpression(node, in: tree)
    case .capture:
      if case .node(let other) = captures[Int(root.a)], kind != tree.kind(withoutTypes(other)) { return false }
      return kind != .identifier || NodePlaces.isExpression(node, in: tree)
    case .name: return kind == root.kind && NodePlaces.isExpression(node, in: tree)
    case .text: return kind == root.kind || kind == .templateLiteral
    case .number: return kind == .numericLiteral
    case .run: return false
    case .structure, .unorderedStructure:
      return kind == root.kind || NodeComparison.isFunctionValue(root.kind) && NodeComparison.isFunctionValue(kind)
    }
  }
}
