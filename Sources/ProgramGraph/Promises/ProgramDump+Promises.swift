import Semantics
import SourceText

extension ProgramDump {
  /// Promises by file, ends of chains alone: `OFFSET CALL: WHY, WHAT BECOMES OF IT, WHETHER IT MAY BE REJECTED`; a last line counts those that
  /// nobody looks after.
  package func promises() -> [String] {
    var total = 0
    var dropped = 0
    var lines = included.flatMap { index, file -> [String] in
      var lines = [file.path]
      for number in file.calls.indices {
        let call = CallReference(file: index, call: CallID(number))
        guard !program.promises.isLinkOfChain(call), let fact = program.promises.fact(of: call) else { continue }
        let handling = program.promises.handling(of: call)
        total += 1
        if !handling.isHandled { dropped += 1 }
        let kind = fact.isLazy ? "lazy promise" : "promise"
        let rejection = text(of: program.promises.rejection(of: file[call.call].result, in: index))
        lines.append(
          "  \(file[call.call].calleeSpan.start) \(kind), as \(fact.what): \(text(of: handling)), \(rejection)")
      }
      return lines
    }
    lines.append("\(total) promises, \(dropped) of them not handled")
    return lines
  }

  private func text(of handling: PromiseHandling) -> String {
    switch handling {
    case .awaited(let inTry): inTry ? "awaited in a try" : "awaited"
    case .caught: "caught"
    case .returned: "returned"
    case .passed: "passed on"
    case .kept: "kept"
    case .voided: "void"
    case .dropped: "NOT HANDLED"
    case .ignored(let call):
      "NOT HANDLED by what takes the callback at \(program[call.file][call.call].calleeSpan.start)"
    }
  }

  private func text(of rejection: Rejection) -> String {
    switch rejection {
    case .never: return "never rejected"
    case .unknown: return "may be rejected for all that is known"
    case .possible(let steps):
      guard let last = steps.last else { return "may be rejected" }
      return "may be rejected (\(program[last.file].path):\(last.span.start) \(last.text))"
    }
  }
}
