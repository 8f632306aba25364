// Typed views of functions, classes and their members. A view costs nothing: it names the slots of `NodeKind.layouts`.

/// Any function: declaration, expression, arrow, overload signature or body of a method.
@frozen public struct FunctionNode {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var id: NodeID { tree.child(node, 0) }
  @inlinable public var typeParameters: NodeID { tree.child(node, 1) }
  @inlinable public var params: NodeList { tree.list(node, 2) }
  @inlinable public var returnType: NodeID { tree.child(node, 3) }
  @inlinable public var body: NodeID { tree.child(node, 4) }
  @inlinable public var flags: NodeFlags { tree.flags(node) }
}

/// A class declaration or expression.
@frozen public struct ClassNode {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var decorators: NodeList { tree.list(node, 0) }
  @inlinable public var id: NodeID { tree.child(node, 1) }
  @inlinable public var typeParameters: NodeID { tree.child(node, 2) }
  @inlinable public var superClass: NodeID { tree.child(node, 3) }
  @inlinable public var superTypeArguments: NodeID { tree.child(node, 4) }
  @inlinable public var implements: NodeList { tree.list(node, 5) }
  @inlinable public var body: NodeList { tree.list(node, 6) }
}

/// A method, property or accessor of a class.
@frozen public struct ClassMember {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var decorators: NodeList { tree.list(node, 0) }
  @inlinable public var key: NodeID { tree.child(node, 1) }
  @inlinable public var flags: NodeFlags { tree.flags(node) }
  @inlinable public var methodKind: MethodKind { MethodKind(rawValue: tree.op(node) & 15) ?? .method }
  /// Value of a method, property or accessor; `MethodDefinition` has no annotation slot.
  @inlinable public var value: NodeID { tree.child(node, tree.kind(node) == .methodDefinition ? 2 : 3) }
}

@frozen public struct Decorator {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var expression: NodeID { tree.child(node, 0) }
}

@frozen public struct TSParameterProperty {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var decorators: NodeList { tree.list(node, 0) }
  @inlinable public var parameter: NodeID { tree.child(node, 1) }
}

@frozen public struct StaticBlock {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var body: NodeList { tree.list(node, 0) }
}

@frozen public struct TSEnumDeclaration {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var id: NodeID { tree.child(node, 0) }
  @inlinable public var members: NodeList { tree.list(node, 1) }
}

@frozen public struct TSEnumMember {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var id: NodeID { tree.child(node, 0) }
  @inlinable public var initializer: NodeID { tree.child(node, 1) }
}

@frozen public struct TSModuleDeclaration {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var id: NodeID { tree.child(node, 0) }
  @inlinable public var body: NodeID { tree.child(node, 1) }
}

@frozen public struct TSInterfaceDeclaration {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var id: NodeID { tree.child(node, 0) }
  @inlinable public var typeParameters: NodeID { tree.child(node, 1) }
  @inlinable public var extends: NodeList { tree.list(node, 2) }
  @inlinable public var body: NodeList { tree.list(node, 3) }
}

@frozen public struct TSTypeAliasDeclaration {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var id: NodeID { tree.child(node, 0) }
  @inlinable public var typeParameters: NodeID { tree.child(node, 1) }
  @inlinable public var typeAnnotation: NodeID { tree.child(node, 2) }
}

@frozen public struct TSHeritage {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var expression: NodeID { tree.child(node, 0) }
  @inlinable public var typeArguments: NodeID { tree.child(node, 1) }
}
