import JavaScript
import Semantics
import SourceText

/// A program as stable text, for those who want to see what nodevet sees.
package struct ProgramDump {
  let program: Program
  private let isIncluded: (String) -> Bool

  package init(program: Program, isIncluded: @escaping (String) -> Bool) {
    self.program = program
    self.isIncluded = isIncluded
  }

  var included: [(index: FileIndex, file: ProgramFile)] {
    program.files.enumerated().map { (FileIndex($0), $1) }.filter { isIncluded($0.1.path) }
  }

  /// Imports: `PATH`, then a line for each specifier and where it leads.
  package func modules() -> [String] {
    included.flatMap { index, file -> [String] in
      [file.path]
        + file.imports.enumerated().map { number, record in
          let target = program.target(of: ImportID(number), in: index).map { program[$0].path }
          let type = record.isTypeOnly ? " (type only)" : ""
          return "  \(record.kind) \(program.text(record.specifier))\(type) -> \(target ?? "outside or missing")"
        }
    }
  }

  /// Calls by file and function: `OFFSET CALLER -> TARGETS`; a last line counts those nothing is known about.
  package func calls() -> [String] {
    var unknown = 0
    var total = 0
    var lines = included.flatMap { index, file -> [String] in
      [file.path]
        + file.calls.enumerated().map { number, site in
          let call = CallReference(file: index, call: CallID(number))
          total += 1
          let caller = program.name(of: FunctionReference(file: index, function: site.function))
          let inside = program.targets(of: call).map { "\(program.name(of: $0)) (\(program[$0.file].path))" }
          let outside = program.externalPaths(of: site.callee, in: index)
          let targets = inside + outside
          if targets.isEmpty { unknown += 1 }
          return "  \(site.calleeSpan.start) \(caller) -> \(targets.isEmpty ? "?" : targets.joined(separator: ", "))"
        }
    }
    lines.append("\(total) calls, \(unknown) of them unknown")
    return lines
  }

  /// Request handlers: `ROUTE -> FUNCTION (FRAMEWORK) PATH:OFFSET`.
  package func handlers() -> [String] {
    program.handlers.filter { isIncluded(program[$0.site.file].path) }.map { handler in
      let function = program.name(of: handler.function)
      let place = "\(program[handler.site.file].path):\(handler.site.span.start)"
      return "\(handler.route) -> \(function) in \(program[handler.function.file].path) (\(handler.framework)) \(place)"
    }
  }

  /// Roles of files and phases of functions, each with its reason.
  package func facts() -> [String] {
    included.flatMap { index, file -> [String] in
      let role = program.role(of: index)
      return ["\(file.path): \(role.role.rawValue), because \(role.reason)"]
        + file.functions.indices.map { number in
          let function = FunctionReference(file: index, function: FunctionID(number))
          return "  \(file[FunctionID(number)].nameSpan.start) \(program.name(of: function)): \(phase(of: function))"
        }
    }
  }

  private func phase(of function: FunctionReference) -> String {
    if let path = program.requestPath(to: function) {
      let steps = path.edges.count
      let way = steps == 0 ? "it is the handler" : "\(steps) \(steps == 1 ? "call" : "calls") from the handler"
      return "request, because of \(path.handler.route): \(way)" + (path.isMemoGuarded ? ", first request only" : "")
    }
    if program.isStartUp(function) { return "start-up, because module bodies reach it" }
    return "not reached from a module body or a request handler"
  }
}
