import JavaScript
import Semantics
import SourceText

/// A program as stable text, for those who want to see what nodevet sees.
package struct ProgramDump {
  let program: Program
  private let isIncluded: (String) -> Bool

  /// The 1-based line of a byte offset in a file.
  private let lineOf: (String, UInt32) -> Int

  package init(
    program: Program, isIncluded: @escaping (String) -> Bool, lineOf: @escaping (String, UInt32) -> Int
  ) {
    self.program = program
    self.lineOf = lineOf
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

  /// Calls by file and function: `OFFSET CALLER -> TARGETS`; then how many were followed into the program, how many
  /// lead outside, and how many are unknown, by reason.
  package func calls() -> [String] {
    var followed = 0
    var outside = 0
    var unknown: [UnknownCallReason: Int] = [:]
    var lines = included.flatMap { index, file -> [String] in
      if !program.isExamined(index) { return ["\(file.path): not examined, \(program.role(of: index).reason)"] }
      return [file.path]
        + file.calls.enumerated().map { number, site in
          let caller = program.name(of: FunctionReference(file: index, function: site.function))
          let targets: String
          switch program.outcome(of: CallReference(file: index, call: CallID(number))) {
          case .followed(let functions, let externals):
            followed += 1
            let inside = functions.map { "\(program.name(of: $0)) (\(program[$0.file].path))" }
            targets = (inside + externals).joined(separator: ", ")
          case .external(let paths):
            outside += 1
            targets = paths.joined(separator: ", ")
          case .unknown(let reason):
            unknown[reason, default: 0] += 1
            targets = "? (\(reason.rawValue))"
          }
          return
            "  \(site.calleeSpan.start) \(caller) -> \(targets.isEmpty ? "a class without a constructor" : targets)"
        }
    }
    let missed = unknown.values.reduce(0, +)
    lines.append("\(followed + outside + missed) calls: \(followed) followed, \(outside) outside, \(missed) unknown")
    for (reason, count) in unknown.sorted(by: { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }) {
      lines.append("  \(count) unknown: \(reason.rawValue)")
    }
    return lines + program.limits.map { "  limit: \($0)" }
  }

  /// Handlers and hooks of object mappers, one a line, with tabs between: method or `-`, route or what it is, framework and its major version, the
  /// function's `PATH:LINE`, `PATH:LINE` of the registration, the function's name, the phase, and what runs before it.
  /// Before them, what intervals run.
  package func handlers() -> [String] {
    let all = (program.handlers + program.modelHooks).filter { isIncluded(program[$0.site.file].path) }
    let sorted = all.enumerated().sorted {
      ($0.element.site.file.raw, $0.element.site.span.start, $0.offset)
        < ($1.element.site.file.raw, $1.element.site.span.start, $1.offset)
    }
    return intervals()
      + sorted.map(\.element).map { handler in
        let isRoute = handler.kind == .route
        let what = isRoute ? handler.path.map { $0.isEmpty ? "/" : $0 } ?? "(computed)" : handler.route
        let function = program[handler.function.file][handler.function.function]
        let version = handler.frameworkVersion.map { " \($0)" } ?? ""
        let before = handler.middleware.map { program.isNamed($0) ? program.name(of: $0) : "(anonymous)" }
        return [
          isRoute ? handler.method ?? "ALL" : "-", what, handler.framework + version,
          place(handler.function.file, function.nameSpan), place(handler.site.file, handler.site.span),
          program.name(of: handler.function),
          handler.phase.rawValue + (handler.isPresumed ? " (presumed)" : ""),
          before.isEmpty ? "-" : before.joined(separator: ", "),
        ].joined(separator: "\t")
      }
  }

  /// What `setInterval` runs again and again, and `setTimeout` in a function that it calls again, apart from what is set
  /// going within a handler or to wait for a promise.
  private func intervals() -> [String] {
    let handling = Set(program.handlers.map(\.function))
    let serving = Set(program.handlers.map { program.packages.directory(around: program[$0.site.file].path) })
    let setting = program.externalCalls.filter { call in
      (call.path == "#setInterval" || call.path == "node:timers#setInterval"
        || (call.path == "#setTimeout" || call.path == "node:timers#setTimeout") && runsAgain(call.call))
        && isIncluded(program[call.call.file].path)
        && program.role(of: call.call.file).role == .server
        && serving.contains(program.packages.directory(around: program[call.call.file].path))
    }
    return setting.flatMap { external -> [String] in
      let file = program[external.call.file]
      let site = file[external.call.call]
      guard !isWithin(handling, site.function, file, external.call.file),
        let first = file.values(site.arguments).first
      else { return [] }
      return program.functions(of: first, in: external.call.file).map { function in
        [
          "-", "an interval", "timer", place(function.file, program[function.file][function.function].nameSpan),
          place(external.call.file, site.calleeSpan), program.name(of: function), Phase.background.rawValue, "-",
        ].joined(separator: "\t")
      }
    }
  }

  /// Whether what a timer runs is the function that sets it, or calls that.
  private func runsAgain(_ call: CallReference) -> Bool {
    let file = program[call.file]
    let site = file[call.call]
    guard site.function != .moduleBody, let first = file.values(site.arguments).first else { return false }
    let setting = FunctionReference(file: call.file, function: site.function)
    return program.functions(of: first, in: call.file).contains { function in
      let inner = program[function.file]
      return function == setting
        || inner.calls.indices.contains { index in
          inner.calls[index].function == function.function
            && program.targets(of: CallReference(file: function.file, call: CallID(index))).contains(setting)
        }
    }
  }

  /// Whether a function or one around it is a handler or the executor of a promise.
  private func isWithin(
    _ handling: Set<FunctionReference>, _ function: FunctionID, _ file: ProgramFile, _ index: FileIndex
  ) -> Bool {
    var current = function
    while file[current].kind != .module {
      if handling.contains(FunctionReference(file: index, function: current)) { return true }
      let isExecutor = file.calls.contains { site in
        guard site.flags.contains(.new), let first = file.values(site.arguments).first else { return false }
        let callee = file[site.callee]
        return file[first].kind == .function && file[first].a == current.raw && callee.kind == .global
          && program.text(Atom(callee.a)) == "Promise"
      }
      if isExecutor { return true }
      current = file[current].parent
    }
    return false
  }

  private func place(_ file: FileIndex, _ span: Span) -> String {
    let path = program[file].path
    return "\(path):\(lineOf(path, span.start))"
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
    guard let evidence = program.phaseEvidence(of: function) else { return "not seen to be called" }
    var text = evidence.phase.rawValue
    switch evidence.phase {
    case .request: text += ", because of \(evidence.origin)"
    case .background, .startUp, .shutdown: text += ", because \(evidence.origin)"
    }
    if let last = evidence.steps.last {
      let place = "\(program[last.caller.file].path):\(last.span.start)"
      let count = evidence.steps.count
      text +=
        ", \(count) \(count == 1 ? "step" : "steps") away: \(program.name(of: last.caller)) \(last.verb) it at \(place)"
    }
    if let way = program.requestPath(to: function), way.isMemoGuarded { text += ", first request only" }
    return text
  }
}
