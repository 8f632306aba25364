import Semantics
package import SourceText

extension Program {
  /// Whether tests of a function ask for what it is handed.
  package func asksForParameters(_ function: FunctionReference) -> Bool { promises.entryTests.ask(function) }

  /// Whether code of a function may run where calls enter it: `if (status >= 500)` is decided by `reply(200)`.
  ///
  /// - Parameter calls: the last one enters the function, those before it the functions that the next one stands in.
  package func mayRun(_ span: Span, of function: FunctionReference, through calls: [CallReference]) -> Bool {
    var outer = ContextID.any
    for (index, call) in calls.enumerated() {
      let next = index + 1 < calls.count ? calls[index + 1] : nil
      let entered = next.map { FunctionReference(file: $0.file, function: self[$0.file][$0.call].function) } ?? function
      let callees = promises.evaluator.callees(of: call, in: .any).filter {
        $0.entity.kind == .function && $0.entity.function == entered && !$0.positionsUnknown
      }
      guard let callee = callees.first, callees.count == 1 else { return true }
      outer = promises.evaluator.contexts.enter(
        entered, by: call, outer: outer, lexical: callee.entity.context, skipped: callee.skippedArguments)
    }
    return !promises.entryTests.closed(function, in: outer).contains { $0.contains(span) }
  }

  /// Whether a framework calls a function, and nobody knows with what.
  package func isHandler(_ function: FunctionReference) -> Bool { !flows.handlers(of: function).isEmpty }
}
