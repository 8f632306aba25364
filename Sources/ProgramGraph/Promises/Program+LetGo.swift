import JavaScript
import ProjectFacts
import Semantics

extension Program {
  /// Whether nobody waits for what an async function does: all that call it drop its promise, or are themselves called by
  /// what drops it, as in `new CronJob(time, () => tidy())`. What the program starts with is waited for by all the rest.
  package func isLetGo(_ function: FunctionReference) -> Bool {
    guard files[function.file.index][function.function].flags.contains(.async), !isStartUp(function) else {
      return false
    }
    let table = callersByTarget
    let callers = table.callers(of: function)
    return !callers.isEmpty
      && callers.allSatisfy { call in
        switch promises.handling(of: call) {
        case .dropped, .voided, .ignored: return true
        case .returned:
          let around = FunctionReference(file: call.file, function: self[call.file][call.call].function)
          let record = self[call.file][around.function]
          return record.kind == .arrow && !record.name.exists && table.callers(of: around).isEmpty
            && phase(of: around) == .background
        case .awaited, .caught, .passed, .kept: return false
        }
      }
  }
}
