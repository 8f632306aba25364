// Typed views of the types that analyses follow. A view costs nothing: it names the slots of `NodeKind.layouts`.

@frozen public struct TSTypeReference {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var typeName: NodeID { tree.child(node, 0) }
  @inlinable public var typeArguments: NodeID { tree.child(node, 1) }
}

@frozen public struct TSQualifiedName {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var left: NodeID { tree.child(node, 0) }
  @inlinable public var right: NodeID { tree.child(node, 1) }
}

@frozen public struct TSTypeParameterInstantiation {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var params: NodeList { tree.list(node, 0) }
}

@frozen public struct TSUnionType {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var types: NodeList { tree.list(node, 0) }
}

@frozen public struct TSIntersectionType {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var types: NodeList { tree.list(node, 0) }
}

@frozen public struct TSArrayType {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var elementType: NodeID { tree.child(node, 0) }
}

@frozen public struct TSTypeQuery {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var exprName: NodeID { tree.child(node, 0) }
  @inlinable public var typeArguments: NodeID { tree.child(node, 1) }
}

@frozen public struct TSLiteralType {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var literal: NodeID { tree.child(node, 0) }
}
