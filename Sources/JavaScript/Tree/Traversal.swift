// Ways through a tree. None of them recurses: a chain such as `a + a + …` is as deep as it is long.
extension SyntaxTree {
  /// The nodes around `id`, from its parent to the root.
  public func ancestors(of id: NodeID) -> Ancestors { Ancestors(tree: self, current: id) }

  /// All nodes of one kind in the order of their ids: children before parents, otherwise as they end in the source.
  /// One pass over the kinds of the whole tree.
  public func nodes(of kind: NodeKind) -> NodesOfKind { NodesOfKind(tree: self, kind: kind) }

  /// `root` and everything below it, parents first, in source order of the slots.
  public func preorder(from root: NodeID) -> Preorder { Preorder(tree: self, root: root) }

  /// The nearest node around `id` of one of these kinds, or `.none`.
  public func enclosing(_ id: NodeID, where matches: (NodeKind) -> Bool) -> NodeID {
    var current = parent(id)
    while current.exists, !matches(kind(current)) { current = parent(current) }
    return current
  }

  public struct Ancestors: Sequence, IteratorProtocol {
    let tree: SyntaxTree
    var current: NodeID

    public mutating func next() -> NodeID? {
      current = tree.parent(current)
      return current.exists ? current : nil
    }
  }

  public struct NodesOfKind: Sequence, IteratorProtocol {
    let tree: SyntaxTree
    let kind: NodeKind
    var current: UInt32 = 0

    public mutating func next() -> NodeID? {
      while current < UInt32(truncatingIfNeeded: tree.nodeCount) {
        current += 1
        if tree.kind(NodeID(current)) == kind { return NodeID(current) }
      }
      return nil
    }
  }

  /// An iterator that can leave a subtree out.
  public struct Preorder: Sequence, IteratorProtocol {
    let tree: SyntaxTree
    private var stack: [NodeID]
    private var last = NodeID.none

    init(tree: SyntaxTree, root: NodeID) {
      self.tree = tree
      stack = root.exists ? [root] : []
    }

    public mutating func next() -> NodeID? {
      if last.exists { pushChildren(of: last) }
      guard let next = stack.popLast() else {
        last = .none
        return nil
      }
      last = next
      return next
    }

    /// Goes on after the subtree of the node that `next` gave last.
    public mutating func skipChildren() { last = .none }

    private mutating func pushChildren(of id: NodeID) {
      let first = stack.count
      tree.forEachChild(id) { stack.append($0) }
      stack[first...].reverse()
    }
  }
}

extension SyntaxTree {
  /// The expression behind what only types say: `x as T`, `x satisfies T`, `<T>x`, `x!`, `x<T>`.
  public func unwrapped(_ node: NodeID) -> NodeID {
    var node = node
    while true {
      switch kind(node) {
      case .tsAsExpression, .tsSatisfiesExpression, .tsNonNullExpression, .tsInstantiationExpression:
        node = child(node, 0)
      case .tsTypeAssertion: node = child(node, 1)
      default: return node
      }
    }
  }
}
