import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

extension Program {
  /// Whether a call stands where some of its function's callers come: `if (!options) return fetch(url)` is for nobody
  /// where each of them hands over options, `if (template) readFileSync(template)` where each hands over null, or hands on
  /// what its own callers leave out.
  ///
  /// - Parameter counts: the callers that are asked about.
  func mayComeTo(_ call: CallReference, from counts: (CallReference) -> Bool = { _ in true }) -> Bool {
    let site = self[call.file][call.call]
    let function = FunctionReference(file: call.file, function: site.function)
    guard asksForParameters(function) else { return true }
    let table = callersByTarget
    let callers = table.callers(of: function)
    return callers.isEmpty
      || callers.contains { counts($0) && mayComeTo(site.span, in: function, by: $0, table) }
  }

  private func mayComeTo(
    _ span: Span, in function: FunctionReference, by caller: CallReference, _ table: CallersByTarget
  ) -> Bool {
    guard mayRun(span, of: function, through: [caller]) else { return false }
    let around = FunctionReference(file: caller.file, function: self[caller.file][caller.call].function)
    let outer = table.callers(of: around)
    // What is handed on by many is not looked at one by one.
    guard !outer.isEmpty, outer.count <= 16, !isHandler(around) else { return true }
    return outer.contains { mayRun(span, of: function, through: [$0, caller]) }
  }
}
