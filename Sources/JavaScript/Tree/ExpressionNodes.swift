// Typed views of expressions and patterns. A view costs nothing: it names the slots of `NodeKind.layouts`.

@frozen public struct Identifier {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var name: Atom { tree.atom(node, 0) }
  @inlinable public var typeAnnotation: NodeID { tree.child(node, 1) }
}

@frozen public struct PrivateIdentifier {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var name: Atom { tree.atom(node, 0) }
}

@frozen public struct RegExpLiteral {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var patternEnd: UInt32 { tree.slot(node, 0) }
}

@frozen public struct TemplateLiteral {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var quasis: NodeList { tree.list(node, 0) }
  @inlinable public var expressions: NodeList { tree.list(node, 1) }
}

@frozen public struct TaggedTemplateExpression {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var tag: NodeID { tree.child(node, 0) }
  @inlinable public var typeArguments: NodeID { tree.child(node, 1) }
  @inlinable public var quasi: NodeID { tree.child(node, 2) }
}

@frozen public struct ArrayExpression {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var elements: NodeList { tree.list(node, 0) }
}

@frozen public struct ObjectExpression {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var properties: NodeList { tree.list(node, 0) }
}

@frozen public struct Property {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var key: NodeID { tree.child(node, 0) }
  @inlinable public var value: NodeID { tree.child(node, 1) }
  @inlinable public var methodKind: MethodKind { MethodKind(rawValue: tree.op(node) & 15) ?? .method }
  @inlinable public var flags: NodeFlags { tree.flags(node) }
}

@frozen public struct SpreadElement {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var argument: NodeID { tree.child(node, 0) }
}

@frozen public struct UnaryExpression {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var argument: NodeID { tree.child(node, 0) }
  @inlinable public var `operator`: Operator { Operator(rawValue: tree.op(node)) ?? .none }
}

@frozen public struct UpdateExpression {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var argument: NodeID { tree.child(node, 0) }
  @inlinable public var `operator`: Operator { Operator(rawValue: tree.op(node)) ?? .none }
}

@frozen public struct BinaryExpression {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var left: NodeID { tree.child(node, 0) }
  @inlinable public var right: NodeID { tree.child(node, 1) }
  @inlinable public var `operator`: Operator { Operator(rawValue: tree.op(node)) ?? .none }
}

@frozen public struct LogicalExpression {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var left: NodeID { tree.child(node, 0) }
  @inlinable public var right: NodeID { tree.child(node, 1) }
  @inlinable public var `operator`: Operator { Operator(rawValue: tree.op(node)) ?? .none }
}

@frozen public struct AssignmentExpression {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var left: NodeID { tree.child(node, 0) }
  @inlinable public var right: NodeID { tree.child(node, 1) }
  @inlinable public var `operator`: Operator { Operator(rawValue: tree.op(node)) ?? .none }
}

@frozen public struct ConditionalExpression {
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

@frozen public struct CallExpression {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var callee: NodeID { tree.child(node, 0) }
  @inlinable public var typeArguments: NodeID { tree.child(node, 1) }
  @inlinable public var arguments: NodeList { tree.list(node, 2) }
  @inlinable public var flags: NodeFlags { tree.flags(node) }
}

@frozen public struct NewExpression {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var callee: NodeID { tree.child(node, 0) }
  @inlinable public var typeArguments: NodeID { tree.child(node, 1) }
  @inlinable public var arguments: NodeList { tree.list(node, 2) }
}

@frozen public struct MemberExpression {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var object: NodeID { tree.child(node, 0) }
  @inlinable public var property: NodeID { tree.child(node, 1) }
  @inlinable public var flags: NodeFlags { tree.flags(node) }
}

@frozen public struct SequenceExpression {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var expressions: NodeList { tree.list(node, 0) }
}

@frozen public struct YieldExpression {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var argument: NodeID { tree.child(node, 0) }
}

@frozen public struct AwaitExpression {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var argument: NodeID { tree.child(node, 0) }
}

@frozen public struct ImportExpression {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var source: NodeID { tree.child(node, 0) }
  @inlinable public var options: NodeID { tree.child(node, 1) }
}

@frozen public struct MetaProperty {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var meta: NodeID { tree.child(node, 0) }
  @inlinable public var property: NodeID { tree.child(node, 1) }
}

@frozen public struct TSAsExpression {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var expression: NodeID { tree.child(node, 0) }
  @inlinable public var typeAnnotation: NodeID { tree.child(node, 1) }
}

@frozen public struct TSSatisfiesExpression {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var expression: NodeID { tree.child(node, 0) }
  @inlinable public var typeAnnotation: NodeID { tree.child(node, 1) }
}

@frozen public struct TSTypeAssertion {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var typeAnnotation: NodeID { tree.child(node, 0) }
  @inlinable public var expression: NodeID { tree.child(node, 1) }
}

@frozen public struct TSNonNullExpression {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var expression: NodeID { tree.child(node, 0) }
}

@frozen public struct TSInstantiationExpression {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var expression: NodeID { tree.child(node, 0) }
  @inlinable public var typeArguments: NodeID { tree.child(node, 1) }
}

@frozen public struct ObjectPattern {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var properties: NodeList { tree.list(node, 0) }
  @inlinable public var typeAnnotation: NodeID { tree.child(node, 1) }
}

@frozen public struct ArrayPattern {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var elements: NodeList { tree.list(node, 0) }
  @inlinable public var typeAnnotation: NodeID { tree.child(node, 1) }
}

@frozen public struct AssignmentPattern {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var left: NodeID { tree.child(node, 0) }
  @inlinable public var right: NodeID { tree.child(node, 1) }
}

@frozen public struct RestElement {
  public let tree: SyntaxTree
  public let node: NodeID

  @inlinable public init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  @inlinable public var argument: NodeID { tree.child(node, 0) }
  @inlinable public var typeAnnotation: NodeID { tree.child(node, 1) }
}
