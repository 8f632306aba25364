import JavaScript
import SourceText

// Questions about the shape of declarations that the tree alone answers.
extension SyntaxTree {
  /// Whether an identifier stands where names are declared: a use it is not.
  func declares(_ identifier: NodeID) -> Bool {
    var child = identifier
    var parent = self.parent(child)
    while true {
      switch kind(parent) {
      case .property:
        guard self.child(parent, 1) == child, kind(self.parent(parent)) == .objectPattern else { return false }
      case .assignmentPattern:
        guard self.child(parent, 0) == child else { return false }
      case .objectPattern, .arrayPattern, .restElement, .tsParameterProperty:
        break
      case .variableDeclarator, .functionDeclaration, .functionExpression, .arrowFunctionExpression,
        .tsDeclareFunction, .catchClause, .importDefaultSpecifier, .importNamespaceSpecifier, .tsTypeParameter,
        .tsInterfaceDeclaration, .tsTypeAliasDeclaration, .tsEnumDeclaration, .tsEnumMember, .tsModuleDeclaration,
        .tsImportEqualsDeclaration:
        return isDeclared(child, by: parent)
      case .classDeclaration, .classExpression, .importSpecifier:
        return self.child(parent, 1) == child
      default:
        return false
      }
      child = parent
      parent = self.parent(parent)
    }
  }

  func isDeclared(_ child: NodeID, by parent: NodeID) -> Bool {
    if self.child(parent, 0) == child { return true }
    switch kind(parent) {
    case .functionDeclaration, .functionExpression, .arrowFunctionExpression, .tsDeclareFunction:
      return list(parent, 2).contains(child)
    default:
      return false
    }
  }

  /// The name of a type, as against a key or label.
  func isTypeReference(_ node: NodeID) -> Bool {
    var current = node
    var parent = self.parent(node)
    while kind(parent) == .tsQualifiedName {
      if self.child(parent, 0) != current { return false }
      current = parent
      parent = self.parent(parent)
    }
    switch kind(parent) {
    case .tsTypeReference, .tsTypeQuery, .tsHeritage: return self.child(parent, 0) == current
    default: return false
    }
  }

  /// `b` of `a.b` and of `{ b: 1 }`, which refers to no variable of that name.
  func namesProperty(_ node: NodeID) -> Bool {
    let parent = self.parent(node)
    if flags(parent).contains(.computed) { return false }
    switch kind(parent) {
    case .memberExpression: return child(parent, 1) == node
    case .property: return child(parent, 0) == node && child(parent, 1) != node
    default: return false
    }
  }

  /// TypeScript's `function (this: T)`: no argument.
  func isThisParameter(_ node: NodeID) -> Bool {
    kind(node) == .identifier && atom(node, 0) == .this
  }

  func isField(_ node: NodeID) -> Bool {
    kind(node) == .propertyDefinition || kind(node) == .accessorProperty
  }

  func isImplemented(_ function: NodeID) -> Bool {
    function.exists && kind(function) != .tsEmptyBodyFunctionExpression && self.child(function, 4).exists
  }

  func runsCode(_ initial: NodeID) -> Bool {
    guard initial.exists else { return false }
    switch kind(unwrapped(initial)) {
    case .arrowFunctionExpression, .functionExpression, .stringLiteral, .numericLiteral, .booleanLiteral, .nullLiteral,
      .regExpLiteral, .bigIntLiteral, .identifier:
      return false
    default:
      return true
    }
  }

  /// Decorators alone make no field; `public`, `private`, `protected`, `readonly` and `override` do.
  func isField(parameter node: NodeID) -> Bool {
    op(node) >> 4 != 0 || !flags(node).intersection([.readonly, .override]).isEmpty
  }

  func nameNode(_ target: NodeID) -> NodeID {
    kind(target) == .memberExpression ? self.child(target, 1) : target
  }
}
