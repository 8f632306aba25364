import JavaScript
import SourceText

// Questions about the shape of expressions that the tree alone answers.
extension SyntaxTree {
  static let longestLateChain = 256

  /// The node with the casts around it.
  func wrapped(_ node: NodeID) -> NodeID {
    var node = node
    while true {
      let parent = self.parent(node)
      switch kind(parent) {
      case .tsAsExpression, .tsSatisfiesExpression, .tsNonNullExpression, .tsTypeAssertion,
        .tsInstantiationExpression:
        node = parent
      default:
        return node
      }
    }
  }

  func isLink(_ node: NodeID) -> Bool {
    switch kind(node) {
    case .memberExpression, .callExpression, .taggedTemplateExpression, .tsNonNullExpression,
      .tsInstantiationExpression:
      return true
    default:
      return false
    }
  }

  /// The callee, or of a chain with calls in it the last name alone.
  func calleeSpan(_ callee: NodeID) -> Span {
    guard kind(callee) == .memberExpression else { return self.span(callee) }
    var object = self.child(callee, 0)
    while kind(object) == .memberExpression { object = self.child(object, 0) }
    switch kind(object) {
    case .callExpression, .newExpression, .taggedTemplateExpression, .functionExpression, .arrowFunctionExpression,
      .arrayExpression, .objectExpression, .awaitExpression, .templateLiteral:
      return self.span(self.child(callee, 1))
    default:
      return self.span(callee)
    }
  }

  /// From the first word to the body.
  func headSpan(_ node: NodeID) -> Span {
    let span = self.span(node)
    let body = self.child(node, 4)
    guard body.exists else { return span }
    var end = self.span(body).start
    while end > span.start, source[Int(end) - 1] <= 0x20 || source[Int(end) - 1] == 0x28 { end -= 1 }
    return Span(start: span.start, end: max(end, span.start))
  }

  func isBinary(_ node: NodeID) -> Bool {
    kind(node) == .binaryExpression || kind(node) == .logicalExpression
  }

  /// A chain that is not walked again and again, whoever asks for the values of its parts.
  func isLong(_ top: NodeID) -> Bool {
    var node = top
    var length = 0
    while isBinary(node), length < SyntaxTree.longestLateChain {
      node = self.child(node, 0)
      length += 1
    }
    return length == SyntaxTree.longestLateChain
  }

  /// A chain of `+` with a string or template among its operands, or of names and calls alone, which may be texts.
  func joinsText(_ top: NodeID) -> Bool {
    var node = top
    var mayBeText = true
    while kind(node) == .binaryExpression, op(node) == Operator.plus.rawValue {
      let right = self.child(node, 1)
      if isText(right) || isTextInParentheses(right, 0) { return true }
      if !isNameOrCall(right) { mayBeText = false }
      node = self.child(node, 0)
    }
    return isText(node) || isTextInParentheses(node, 0) || (mayBeText && isNameOrCall(node))
  }

  /// `("/" + name)`, `(isRoot ? "/index.html" : path)` as an operand.
  private func isTextInParentheses(_ operand: NodeID, _ depth: Int) -> Bool {
    guard depth < 4 else { return false }
    var node = unwrapped(operand)
    switch kind(node) {
    case .conditionalExpression:
      let branches = [unwrapped(child(node, 1)), unwrapped(child(node, 2))]
      return branches.contains { isText($0) || isTextInParentheses($0, depth + 1) }
    case .binaryExpression where node != operand || depth > 0:
      for _ in 0..<32 where kind(node) == .binaryExpression && op(node) == Operator.plus.rawValue {
        let right = child(node, 1)
        if isText(right) || isTextInParentheses(right, depth + 1) { return true }
        node = child(node, 0)
      }
      return isText(node)
    default: return false
    }
  }

  private func isNameOrCall(_ node: NodeID) -> Bool {
    switch kind(node) {
    case .identifier, .memberExpression, .callExpression, .awaitExpression: true
    default: false
    }
  }

  func isText(_ node: NodeID) -> Bool {
    let kind = kind(node)
    return kind == .stringLiteral || kind == .templateLiteral
  }

  func isNothing(_ node: NodeID) -> Bool {
    kind(node) == .nullLiteral || (kind(node) == .identifier && atom(node, 0) == .undefined)
  }
}
