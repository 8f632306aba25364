import ProgramGraph
import ProjectFacts
import Semantics

extension Program {
  /// Whether a call stands where some of its function's callers come: `if (!options) return fetch(url)` is for nobody
  /// where each of them hands over options, `if (template) readFileSync(template)` where each hands over null.
  ///
  /// - Parameter counts: the callers that are asked about.
  func mayComeTo(_ call: CallReference, from counts: (CallReference) -> Bool = { _ in true }) -> Bool {
    let site = self[call.file][call.call]
    let function = FunctionReference(file: call.file, function: site.function)
    guard asksForParameters(function) else { return true }
    let callers = derived.fact { CallersByTarget(self) }.callers(of: function)
    return callers.isEmpty || callers.contains { counts($0) && mayRun(site.span, of: function, calledBy: $0) }
  }
}
