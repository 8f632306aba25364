// Typed views of statements. A view costs nothing: it names the slots of `NodeKind.layouts`.

@frozen public struct ProgramNode {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var body: NodeList { tree.list(node, 0) }
}

@frozen public struct ExpressionStatement {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var expression: NodeID { tree.child(node, 0) }
}

@frozen public struct BlockStatement {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var body: NodeList { tree.list(node, 0) }
}

@frozen public struct ReturnStatement {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var argument: NodeID { tree.child(node, 0) }
}

@frozen public struct LabeledStatement {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var label: NodeID { tree.child(node, 0) }
  @inlinable public var body: NodeID { tree.child(node, 1) }
}

@frozen public struct BreakStatement {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var label: NodeID { tree.child(node, 0) }
}

@frozen public struct ContinueStatement {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var label: NodeID { tree.child(node, 0) }
}

@frozen public struct IfStatement {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var test: NodeID { tree.child(node, 0) }
  @inlinable public var consequent: NodeID { tree.child(node, 1) }
  @inlinable public var alternate: NodeID { tree.child(node, 2) }
}

@frozen public struct SwitchStatement {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var discriminant: NodeID { tree.child(node, 0) }
  @inlinable public var cases: NodeList { tree.list(node, 1) }
}

@frozen public struct SwitchCase {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var test: NodeID { tree.child(node, 0) }
  @inlinable public var consequent: NodeList { tree.list(node, 1) }
}

@frozen public struct ThrowStatement {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var argument: NodeID { tree.child(node, 0) }
}

@frozen public struct TryStatement {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var block: NodeID { tree.child(node, 0) }
  @inlinable public var handler: NodeID { tree.child(node, 1) }
  @inlinable public var finalizer: NodeID { tree.child(node, 2) }
}

@frozen public struct CatchClause {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var param: NodeID { tree.child(node, 0) }
  @inlinable public var body: NodeID { tree.child(node, 1) }
}

@frozen public struct WhileStatement {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var test: NodeID { tree.child(node, 0) }
  @inlinable public var body: NodeID { tree.child(node, 1) }
}

@frozen public struct DoWhileStatement {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var body: NodeID { tree.child(node, 0) }
  @inlinable public var test: NodeID { tree.child(node, 1) }
}

@frozen public struct ForStatement {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var initializer: NodeID { tree.child(node, 0) }
  @inlinable public var test: NodeID { tree.child(node, 1) }
  @inlinable public var update: NodeID { tree.child(node, 2) }
  @inlinable public var body: NodeID { tree.child(node, 3) }
}

@frozen public struct ForInStatement {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var left: NodeID { tree.child(node, 0) }
  @inlinable public var right: NodeID { tree.child(node, 1) }
  @inlinable public var body: NodeID { tree.child(node, 2) }
}

@frozen public struct ForOfStatement {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var left: NodeID { tree.child(node, 0) }
  @inlinable public var right: NodeID { tree.child(node, 1) }
  @inlinable public var body: NodeID { tree.child(node, 2) }
}

@frozen public struct WithStatement {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var object: NodeID { tree.child(node, 0) }
  @inlinable public var body: NodeID { tree.child(node, 1) }
}

@frozen public struct VariableDeclaration {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var declarations: NodeList { tree.list(node, 0) }
  @inlinable public var keyword: DeclarationKeyword { DeclarationKeyword(rawValue: tree.op(node)) ?? .var }
}

@frozen public struct VariableDeclarator {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var id: NodeID { tree.child(node, 0) }
  @inlinable public var initializer: NodeID { tree.child(node, 1) }
}
