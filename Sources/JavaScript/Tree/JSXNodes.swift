// Typed views of JSX. A view costs nothing: it names the slots of `NodeKind.layouts`.

@frozen public struct JSXElement {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var name: NodeID { tree.child(node, 0) }
  @inlinable public var typeArguments: NodeID { tree.child(node, 1) }
  @inlinable public var attributes: NodeList { tree.list(node, 2) }
  @inlinable public var children: NodeList { tree.list(node, 3) }
}

@frozen public struct JSXFragment {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var children: NodeList { tree.list(node, 0) }
}

@frozen public struct JSXIdentifier {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var name: Atom { tree.atom(node, 0) }
}

@frozen public struct JSXMemberExpression {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var object: NodeID { tree.child(node, 0) }
  @inlinable public var property: NodeID { tree.child(node, 1) }
}

@frozen public struct JSXNamespacedName {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var namespace: NodeID { tree.child(node, 0) }
  @inlinable public var name: NodeID { tree.child(node, 1) }
}

@frozen public struct JSXAttribute {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var name: NodeID { tree.child(node, 0) }
  @inlinable public var value: NodeID { tree.child(node, 1) }
}

@frozen public struct JSXSpreadAttribute {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var argument: NodeID { tree.child(node, 0) }
}

@frozen public struct JSXExpressionContainer {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var expression: NodeID { tree.child(node, 0) }
}

@frozen public struct JSXSpreadChild {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var expression: NodeID { tree.child(node, 0) }
}
