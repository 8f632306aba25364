import JavaScript
import Semantics

/// `$CALL is a promise`: proven to be one. The proof becomes evidence.
enum IsPromise {
  static func read(_ reader: inout ConstraintReader) -> Phrase? { .isPromise }
}

/// `$CALL is handled`: somebody awaits it, catches its rejection, keeps it, hands it on or says `void`.
enum IsHandled {
  static func read(_ reader: inout ConstraintReader) -> Phrase? { .isHandled }
}

/// `$CALL can reject`: of a promise, or of a function the promise it gives. What may fail becomes evidence; where nothing
/// is known it is taken to be possible.
enum CanReject {
  static func read(_ reader: inout ConstraintReader) -> Phrase? { .canReject }
}

extension PatternMatcher {
  /// The value of an expression, of a statement that of its expression.
  func value(of node: NodeID) -> ValueID {
    let expression = tree.kind(node) == .expressionStatement ? tree.child(node, 0) : node
    return analyzer.value(of: withoutTypes(expression))
  }
}
