import JavaScript
import Semantics

/// `$VALUE is a literal`, `string`, `number`, `template` or `function`: what is written there.
enum IsKind: String, CaseIterable, Sendable {
  case literal, string, number, template, function

  static func read(_ reader: inout ConstraintReader) -> Phrase? { reader.word(of: IsKind.self).map { .isKind($0) } }
}

extension PatternMatcher {
  func isKind(_ phrase: IsKind, _ node: NodeID) -> Bool {
    let node = withoutTypes(node)
    switch phrase {
    case .literal: return isLiteral(node)
    case .string: return isString(node)
    case .number: return isNumber(node)
    case .template: return tree.kind(node) == .templateLiteral
    case .function:
      switch tree.kind(node) {
      case .functionDeclaration, .functionExpression, .arrowFunctionExpression, .methodDefinition: return true
      case .property: return NodeComparison.isFunctionValue(tree.kind(tree.child(node, 1)))
      default: return false
      }
    }
  }

  private func isLiteral(_ node: NodeID) -> Bool {
    switch tree.kind(node) {
    case .bigIntLiteral, .booleanLiteral, .nullLiteral, .regExpLiteral: true
    case .identifier: tree.atom(node, 0) == .undefined && analyzer.binding(of: node) == nil
    default: isString(node) || isNumber(node)
    }
  }

  /// A template without substitutions is a string.
  private func isString(_ node: NodeID) -> Bool {
    switch tree.kind(node) {
    case .stringLiteral: true
    case .templateLiteral: tree.list(node, 1).isEmpty
    default: false
    }
  }

  private func isNumber(_ node: NodeID) -> Bool {
    switch tree.kind(node) {
    case .numericLiteral: true
    case .unaryExpression:
      (tree.op(node) == Operator.minus.rawValue || tree.op(node) == Operator.plus.rawValue)
        && tree.kind(tree.child(node, 0)) == .numericLiteral
    default: false
    }
  }
}
