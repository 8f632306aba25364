import ProgramGraph
import Semantics

extension Aspect {
  /// On a call's line: what becomes of the promises that come into being there, ends of chains alone.
  static let promise = Aspect(name: "promise", isComplete: false) { built in
    let promises = built.program.promises
    return built.program.files.indices.flatMap { number -> [Answer] in
      let file = FileIndex(number)
      return built.program[file].calls.indices.compactMap { index in
        let call = CallReference(file: file, call: CallID(index))
        guard !promises.isLinkOfChain(call), let fact = promises.fact(of: call) else { return nil }
        let line = built.line(file, built.program[file][call.call].calleeSpan)
        return Answer(line: line, text: (fact.isLazy ? "lazy " : "") + word(for: promises.handling(of: call)))
      }
    }
  }

  private static func word(for handling: PromiseHandling) -> String {
    switch handling {
    case .awaited(let inTry): inTry ? "awaited in try" : "awaited"
    case .caught: "caught"
    case .returned: "returned"
    case .passed: "passed"
    case .kept: "kept"
    case .voided: "void"
    case .dropped: "dropped"
    case .ignored: "ignored"
    }
  }

  /// On the line where a function's head begins: whether the promise it gives may be rejected.
  static let rejects = Aspect(name: "rejects", isComplete: false) { built in
    built.program.files.indices.flatMap { number -> [Answer] in
      let file = FileIndex(number)
      return built.program[file].functions.indices.dropFirst().map { index in
        let function = FunctionReference(file: file, function: FunctionID(index))
        let line = built.line(file, built.program[file][function.function].nameSpan)
        switch built.program.promises.rejection(of: function) {
        case .never: return Answer(line: line, text: "never")
        case .possible: return Answer(line: line, text: "yes")
        case .unknown: return Answer(line: line, text: "unknown")
        }
      }
    }
  }
}
