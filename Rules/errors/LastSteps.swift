import ProgramGraph
import Semantics
import SourceText

extension Program {
  /// `main()` or `(async () => { … })()` as the last thing that a module does, but for listening to signals.
  func isLastStep(_ call: CallReference) -> Bool {
    let file = self[call.file]
    let root = rootCall(of: call)
    // `app.prepare().then(…)`: whatever it is of, all else comes behind it.
    guard !targets(of: root).isEmpty || calleeName(call) == "then" else { return false }
    let end = file[root.call].span.end
    return !file.calls.indices.contains { number in
      let other = file.calls[number]
      return other.function == .moduleBody && other.span.start >= end && !other.flags.contains(.implied)
        && !listensForSignals(CallReference(file: call.file, call: CallID(number)))
    }
  }

  /// `process.once("SIGTERM", stop)`
  private func listensForSignals(_ call: CallReference) -> Bool {
    let externals = externals(of: call)
    return !externals.isEmpty && externals.allSatisfy { $0 == "#process.on" || $0 == "#process.once" }
  }
}
