import JavaScript

/// What a pattern node and a node must share, kind by kind.
enum NodeComparison {
  static func isFunctionValue(_ kind: NodeKind) -> Bool {
    kind == .arrowFunctionExpression || kind == .functionExpression
  }

  static func isFunction(_ kind: NodeKind) -> Bool { isFunctionValue(kind) || kind == .functionDeclaration }

  /// Operators, and the flags that say what the code does.
  static func agree(_ pattern: PatternNode, _ node: NodeRecord) -> Bool {
    guard agreeOnOperator(pattern, node) else { return false }
    // What the pattern says must be there; of what it leaves out only these count.
    let exact: NodeFlags
    switch pattern.kind {
    case .functionDeclaration, .functionExpression, .arrowFunctionExpression, .yieldExpression: exact = .generator
    case .updateExpression: exact = .prefix
    case .booleanLiteral: exact = .isTrue
    case .methodDefinition, .propertyDefinition, .accessorProperty: exact = .static
    default: exact = []
    }
    let asked = pattern.flags.subtracting(unasked(pattern.kind))
    return node.flags.intersection(exact) == pattern.flags.intersection(exact) && node.flags.isSuperset(of: asked)
  }

  private static func agreeOnOperator(_ pattern: PatternNode, _ node: NodeRecord) -> Bool {
    switch pattern.kind {
    case .methodDefinition, .property, .propertyDefinition, .accessorProperty, .tsParameterProperty, .tsMethodSignature:
      guard pattern.op & 15 == node.op & 15 else { return false }
      return pattern.op >> 4 == 0 || pattern.op >> 4 == node.op >> 4
    default: return pattern.op == node.op
    }
  }

  /// Flags that say how something is written.
  private static func unasked(_ kind: NodeKind) -> NodeFlags {
    switch kind {
    // Keys and bodies are compared by goals of their own.
    case .memberExpression: [.parenthesized, .computed]
    case .property: [.parenthesized, .computed, .shorthand, .method]
    case .methodDefinition, .propertyDefinition, .accessorProperty: [.parenthesized, .computed]
    case .functionExpression, .arrowFunctionExpression, .functionDeclaration:
      [.parenthesized, .expressionBody, .method]
    case .expressionStatement: [.directive]
    case .identifier, .stringLiteral, .templateElement: [.parenthesized, .escaped]
    case .jsxElement: [.selfClosing]
    default: .parenthesized
    }
  }

  /// Whether the slot may hold anything where the pattern leaves it out.
  static func isSilent(_ kind: NodeKind, slot: Int) -> Bool {
    switch kind {
    case .ifStatement, .tryStatement: slot == 2
    case .catchClause: slot == 0
    case .functionExpression, .arrowFunctionExpression: slot == 0 || slot == 1 || slot == 3
    case .functionDeclaration: slot == 1 || slot == 3
    case .callExpression, .newExpression, .taggedTemplateExpression, .jsxElement: slot == 1
    case .classDeclaration: slot == 0 || slot == 2 || slot == 4 || slot == 5
    case .classExpression: slot == 0 || slot == 1 || slot == 2 || slot == 4 || slot == 5
    case .methodDefinition: slot == 0
    case .propertyDefinition, .accessorProperty: slot == 0 || slot == 2
    case .tsParameterProperty: slot == 0
    case .identifier, .objectPattern, .arrayPattern, .restElement: slot == 1
    case .importDeclaration, .exportAllDeclaration: slot == 2
    case .exportNamedDeclaration: slot == 3
    case .importExpression: slot == 1
    default: false
    }
  }

  /// How the child in a slot is compared.
  static func goal(_ kind: NodeKind, slot: Int) -> PatternMatcher.Goal.Kind {
    if isFunction(kind) { return slot == 4 ? .functionBody : .node }
    switch kind {
    case .ifStatement: return slot > 0 ? .body : .node
    case .whileStatement, .withStatement, .labeledStatement: return slot == 1 ? .body : .node
    case .doWhileStatement: return slot == 0 ? .body : .node
    case .forStatement: return slot == 3 ? .body : .node
    case .forInStatement, .forOfStatement: return slot == 2 ? .body : .node
    default: return NodePlaces.isName(kind, slot: slot, []) ? .key : .node
    }
  }
}
