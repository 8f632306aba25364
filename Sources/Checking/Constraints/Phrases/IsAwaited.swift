import JavaScript
import Semantics

/// `$CALL is awaited`: `await` stands before it.
enum IsAwaited {
  static func read(_ reader: inout ConstraintReader) -> Phrase? { .isAwaited }
}

/// `$CALL is unused`: nothing is done with its value.
enum IsUnused {
  static func read(_ reader: inout ConstraintReader) -> Phrase? { .isUnused }
}

extension PatternMatcher {
  /// A statement is as unused as its expression.
  func isUnused(_ node: NodeID) -> Bool { tree.kind(node) == .expressionStatement || analyzer.isUnused(node) }
}
