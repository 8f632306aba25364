import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports listeners for uncaught exceptions that let the process go on. The promise is on the page beside this file.
struct UncaughtExceptionContinues: ProgramCheck {
  func run(on program: Program, project: Project, reporter: inout Reporter) {
    let listeners = program.processListeners(for: ["uncaughtException", "unhandledRejection"])
    if listeners.isEmpty { return }
    let unloadable = UnloadableFiles.of(program, project)
    for listener in listeners {
      let file = listener.call.file
      guard program.isServiceCode(file), !unloadable.contain(file),
        !Bystanders.include(program[file].model, program.text),
        !program[file][listener.call.call].flags.contains(.developmentOnly), goesOn(after: listener, program),
        !listeners.contains(where: { $0.event == listener.event && isBeside($0, listener) && throwsAlways($0, program) }
        )
      else { continue }
      let site = program[file][listener.call.call]
      let enclosing = program.qualifiedName(of: FunctionReference(file: file, function: site.function))
      if listener.event == "uncaughtException" {
        reporter.report(
          at: site.calleeSpan, in: program[file].path,
          "the listener for uncaughtException never ends the process, which goes on in a state that nobody knows",
          enclosing: enclosing)
      } else {
        reporter.report(
          at: site.calleeSpan, in: program[file].path,
          "the listener for unhandledRejection only logs, so that work which failed halfway goes unnoticed",
          severity: .warning, enclosing: enclosing)
      }
    }
  }

  private func isBeside(_ other: ProcessListener, _ listener: ProcessListener) -> Bool {
    other.call != listener.call && other.call.file == listener.call.file
  }

  /// What a listener throws ends the process, whatever the others do.
  private func throwsAlways(_ listener: ProcessListener, _ program: Program) -> Bool {
    let functions = program.functions(of: listener.listener, in: listener.call.file)
    return !functions.isEmpty
      && functions.allSatisfy { function in
        program[function.file].model.interruptions.contains { record in
          record.kind == .throw && record.function == function.function && !record.flags.contains(.inTry)
        }
      }
  }

  private func goesOn(after listener: ProcessListener, _ program: Program) -> Bool {
    let functions = program.functions(of: listener.listener, in: listener.call.file)
    guard !functions.isEmpty else {
      let paths = program.externalPaths(of: listener.listener, in: listener.call.file)
      return !paths.isEmpty && paths.allSatisfy { $0.hasPrefix("#console.") }
    }
    var seen: Set<FunctionReference> = []
    if functions.contains(where: { mayEnd($0, program, &seen) }) { return false }
    // What only logs a rejection is worth a word; what does more with it may have its reasons.
    return listener.event == "uncaughtException" || functions.allSatisfy { onlyLogs($0, program) }
  }

  // MARK: The end of the process

  private static let longestSearch = 60
  private static let endWords = [
    "exit", "shutdown", "shut_down", "terminate", "close", "stop", "die", "kill", "destroy", "fatal", "crash", "grace",
    "cleanup", "bail", "restart", "abort", "teardown", "quit", "dispose",
  ]

  /// Whether a function, something in it, or something that it calls, may end the process.
  private func mayEnd(_ function: FunctionReference, _ program: Program, _ seen: inout Set<FunctionReference>) -> Bool {
    guard seen.count < Self.longestSearch, seen.insert(function).inserted else { return false }
    let file = program[function.file]
    let span = file[function.function].span
    if file.model.interruptions.contains(where: { $0.kind == .throw && span.contains($0.span) }) { return true }
    for (index, site) in file.calls.enumerated() where span.contains(site.span) {
      let call = CallReference(file: function.file, call: CallID(index))
      if ends(call, program, &seen) { return true }
      // `setTimeout(process.exit, 1000)`
      for argument in file.values(site.arguments) where file[argument].kind == .member {
        if ProcessListener.end(program.externalPaths(of: argument, in: function.file)) { return true }
      }
    }
    return false
  }

  private func ends(_ call: CallReference, _ program: Program, _ seen: inout Set<FunctionReference>) -> Bool {
    let name = (program.calleeName(call) ?? "").lowercased()
    switch program.outcome(of: call) {
    case .followed(let functions, let externals):
      if ProcessListener.end(externals) { return true }
      for function in functions where mayEnd(function, program, &seen) { return true }
      return false
    case .external(let paths):
      if ProcessListener.end(paths) { return true }
      if paths.contains(where: { $0.hasPrefix("#console.") }) { return false }
      return hasEndWord(name)
    case .unknown:
      return name.isEmpty || hasEndWord(name)
    }
  }

  private func hasEndWord(_ name: String) -> Bool { Self.endWords.contains { name.holds($0) } }

  // MARK: Logging

  private static let logging: Set<String> = [
    "log", "error", "warn", "warning", "info", "debug", "fatal", "trace", "critical", "emerg", "alert", "dir", "write",
    "stringify", "String", "inspect", "format", "toString", "red", "yellow", "bold", "underline",
    "slice", "join", "toISOString", "Date", "logger",
  ]

  /// `(reason, promise) => {}`
  private static let longestEmptyFunction = 30

  private func onlyLogs(_ function: FunctionReference, _ program: Program) -> Bool {
    let file = program[function.file]
    let span = file[function.function].span
    let calls = file.calls.indices.filter { span.contains(file.calls[$0].span) }
    // Without a call it may note something down for others, unless there is no room for that.
    if calls.isEmpty { return span.count <= Self.longestEmptyFunction }
    return calls.allSatisfy { index in
      let name = program.calleeName(CallReference(file: function.file, call: CallID(index)))
      return name.map { Self.logging.contains($0) } ?? false
    }
  }
}
