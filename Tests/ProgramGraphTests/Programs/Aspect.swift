import ProgramGraph
import Semantics

/// One thing programs are marked with: a question about a whole program, answered line by line.
struct Aspect: Sendable {
  /// The key of its marks: `calls`.
  var name: String
  /// Whether one mark in a program says that all answers of the program are marked. Otherwise an answer must be
  /// expected only where its line has a mark, or where the program `speaks of` the aspect.
  var isComplete: Bool
  var answers: @Sendable (BuiltProgram) -> [Answer]

  /// What the analysis says about a line of the fixture, from 1.
  struct Answer: Hashable {
    var line: Int
    var text: String
  }

  static let all: [Aspect] = [handler, calls, phase, reached, role, promise, rejects, flow]
  static let names = Set(all.map(\.name))
}

extension Aspect {
  /// On the line where a function's head begins: the routes it handles.
  static let handler = Aspect(name: "handler", isComplete: true) { built in
    (built.program.handlers + built.program.modelHooks).map { handler in
      let record = built.program[handler.function.file][handler.function.function]
      return Answer(line: built.line(handler.function.file, record.nameSpan), text: handler.route)
    }
  }

  /// On a call's line: what it enters. Functions of the program by name, things from outside by path, or why not.
  static let calls = Aspect(name: "calls", isComplete: false) { built in
    built.program.files.indices.flatMap { number -> [Answer] in
      let file = FileIndex(number)
      return built.program[file].calls.indices.flatMap { index -> [Answer] in
        let call = CallReference(file: file, call: CallID(index))
        let line = built.line(file, built.program[file][call.call].calleeSpan)
        switch built.program.outcome(of: call) {
        case .followed(let functions, let externals):
          return (functions.map { built.name($0, from: file) } + externals).map { Answer(line: line, text: $0) }
        case .external(let paths):
          return paths.map { Answer(line: line, text: $0) }
        case .unknown(let reason):
          return [Answer(line: line, text: "unknown(\(reason.rawValue))")]
        }
      }
    }
  }

  /// On the line where a function's head begins: when it runs.
  static let phase = Aspect(name: "phase", isComplete: false) { built in
    built.program.files.indices.flatMap { number -> [Answer] in
      let file = FileIndex(number)
      return built.program[file].functions.indices.dropFirst().map { index in
        let function = FunctionReference(file: file, function: FunctionID(index))
        let line = built.line(file, built.program[file][function.function].nameSpan)
        return Answer(line: line, text: built.program.phase(of: function)?.rawValue ?? "none")
      }
    }
  }

  /// On the line of a call from outside whose name ends in `Sync`: the route that reaches it first, or `no request`;
  /// ` once` where a guard lets only the first request through.
  static let reached = Aspect(name: "reached", isComplete: true) { built in
    let program = built.program
    return (program.externalCalls + program.handedCalls).filter { $0.path.hasSuffix("Sync") }.map { external in
      let site = program[external.call.file][external.call.call]
      let function = FunctionReference(file: external.call.file, function: site.function)
      let line = built.line(external.call.file, site.calleeSpan)
      let isSilent = !site.flags.isDisjoint(with: [.developmentOnly, .beforeExit])
      guard !isSilent, let way = program.requestPath(toCall: external.call) else {
        return Answer(line: line, text: "no request")
      }
      let isOnce = way.isMemoGuarded || site.flags.contains(.memoGuarded)
      return Answer(line: line, text: way.handler.route + (isOnce ? " once" : ""))
    }
  }

  /// On the first line of code of a file: its role.
  static let role = Aspect(name: "role", isComplete: false) { built in
    built.program.files.indices.compactMap { number in
      let file = FileIndex(number)
      guard let first = built.firstCode[number] else { return nil }
      return Answer(line: first, text: built.program.role(of: file).role.rawValue)
    }
  }
}
