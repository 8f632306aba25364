import ProgramGraph
import Semantics

extension Aspect {
  /// On the line of a call where request data may do harm: the class of harm and the part of the request it comes from.
  static let flow = Aspect(name: "flow", isComplete: true) { built in
    let flows = built.program.flows
    return built.program.files.indices.flatMap { number -> [Answer] in
      flows.sinks(in: FileIndex(number)).compactMap { sink in
        guard let flow = flows.flow(toArgument: sink.argument, of: sink.call, for: sink.sink) else { return nil }
        let line = built.line(sink.call.file, built.program[sink.call.file][sink.call.call].calleeSpan)
        return Answer(line: line, text: "\(sink.sink.rawValue) from \(flow.part.rawValue)")
      }
    }
  }
}
