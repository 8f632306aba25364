// Typed views of imports and exports. A view costs nothing: it names the slots of `NodeKind.layouts`.

@frozen public struct ImportDeclaration {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var specifiers: NodeList { tree.list(node, 0) }
  @inlinable public var source: NodeID { tree.child(node, 1) }
  @inlinable public var attributes: NodeList { tree.list(node, 2) }
  @inlinable public var flags: NodeFlags { tree.flags(node) }
}

@frozen public struct ImportSpecifier {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var imported: NodeID { tree.child(node, 0) }
  @inlinable public var local: NodeID { tree.child(node, 1) }
}

@frozen public struct ImportDefaultSpecifier {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var local: NodeID { tree.child(node, 0) }
}

@frozen public struct ImportNamespaceSpecifier {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var local: NodeID { tree.child(node, 0) }
}

@frozen public struct ImportAttribute {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var key: NodeID { tree.child(node, 0) }
  @inlinable public var value: NodeID { tree.child(node, 1) }
}

@frozen public struct ExportNamedDeclaration {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var declaration: NodeID { tree.child(node, 0) }
  @inlinable public var specifiers: NodeList { tree.list(node, 1) }
  @inlinable public var source: NodeID { tree.child(node, 2) }
  @inlinable public var attributes: NodeList { tree.list(node, 3) }
  @inlinable public var flags: NodeFlags { tree.flags(node) }
}

@frozen public struct ExportSpecifier {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var local: NodeID { tree.child(node, 0) }
  @inlinable public var exported: NodeID { tree.child(node, 1) }
}

@frozen public struct ExportDefaultDeclaration {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var declaration: NodeID { tree.child(node, 0) }
}

@frozen public struct ExportAllDeclaration {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var exported: NodeID { tree.child(node, 0) }
  @inlinable public var source: NodeID { tree.child(node, 1) }
  @inlinable public var attributes: NodeList { tree.list(node, 2) }
}

@frozen public struct TSExportAssignment {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var expression: NodeID { tree.child(node, 0) }
}

@frozen public struct TSImportEqualsDeclaration {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var id: NodeID { tree.child(node, 0) }
  @inlinable public var moduleReference: NodeID { tree.child(node, 1) }
}

@frozen public struct TSExternalModuleReference {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var expression: NodeID { tree.child(node, 0) }
}
