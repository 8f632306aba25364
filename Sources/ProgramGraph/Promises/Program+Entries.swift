import Semantics
package import SourceText

extension Program {
  /// Whether tests of a function ask for what it is handed.
  package func asksForParameters(_ function: FunctionReference) -> Bool { promises.entryTests.ask(function) }

  /// Whether code of a function may run where one call enters it: `if (status >= 500)` is decided by `reply(200)`.
  package func mayRun(_ span: Span, of function: FunctionReference, calledBy call: CallReference) -> Bool {
    let callees = promises.evaluator.callees(of: call, in: .any).filter {
      $0.entity.kind == .function && $0.entity.function == function
    }
    return callees.isEmpty
      || callees.contains { callee in
        !promises.standpoint(of: callee, called: call).closed.contains { $0.contains(span) }
      }
  }
}
