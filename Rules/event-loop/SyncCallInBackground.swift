import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports blocking calls of jobs, timers and listeners that share a process with request handlers. The promise is on the
/// page beside this file.
struct SyncCallInBackground: ProgramCheck {
  func run(on program: Program, project: Project, reporter: inout Reporter) {
    guard program.handlers.contains(where: { $0.phase == .request && !$0.isAlone }) else { return }
    var processes: SharedProcesses?
    var seen: Set<CallReference> = []
    let named = program.externalCalls { BlockingCalls.entry(for: $0) != nil }
    for external in named + program.handedCalls {
      guard let entry = BlockingCalls.entry(for: external.path), let usual = severity(entry.kind),
        program.isServing(external.call.file), !BlockingCalls.waitsForNothing(external, program),
        !BlockingCalls.isOfKernel(external, program)
      else { continue }
      let site = program[external.call.file][external.call.call]
      if !site.flags.isDisjoint(with: [.developmentOnly, .beforeExit, .memoGuarded]) { continue }
      let isShort = BlockingCalls.removesOneName(external, program) || MadeOnce(program: program).tells(external.call)
      let severity = isShort ? .note : usual
      let function = FunctionReference(file: external.call.file, function: site.function)
      guard !program.isOnRequest(function), let way = program.evidence(that: function, runsIn: .background),
        !CallEdge.isMemoGuarded(way.steps), !isStart(way.steps.first, program),
        !isBeforeLoop(site, way), program.mayComeTo(external.call), seen.insert(external.call).inserted
      else { continue }
      let known = processes ?? SharedProcesses(program)
      processes = known
      guard known.answersRequests(way.steps.first?.caller.file ?? function.file) else { continue }
      report(external, entry, way, function, severity, program, &reporter)
    }
  }

  /// What a function that loops for ever does before it gets there, while the process starts.
  private func isBeforeLoop(_ site: CallSite, _ way: PhaseEvidence) -> Bool {
    way.steps.isEmpty && way.beginsInLoop && !site.flags.contains(.inLoop)
  }

  /// Members that call back once, when something has begun or failed to; and the events that say so.
  private static let beginnings: Set<String> = [
    "listen", "once", "connect", "open", "ready", "clientReady", "authenticate", "sync", "listening", "connected",
    "init", "initialize", "start", "error", "close",
  ]

  /// `server.listen(port, () => …)`, `db.once("open", …)`, `client.on("ready", …)`
  private func isStart(_ step: CallEdge?, _ program: Program) -> Bool {
    guard let step, step.timing == .event || step.timing == .timer else { return false }
    let file = program[step.caller.file]
    guard
      let number = file.calls.firstIndex(where: { call in
        call.span.start <= step.span.start && step.span.end <= call.span.end && call.calleeSpan.end >= step.span.end
      })
    else { return false }
    let call = file.calls[number]
    if step.timing == .timer {
      // Once, as soon as the module is there.
      return file[step.caller.function].kind == .module
        && ["setImmediate", "nextTick", "queueMicrotask"]
          .contains(program.calleeName(CallReference(file: step.caller.file, call: CallID(number))))
    }
    guard file[call.callee].kind == .member else { return false }
    // What somebody types at the console of the server.
    let paths = program.externals(of: CallReference(file: step.caller.file, call: CallID(number)))
    if paths.contains(where: { $0.hasPrefix("node:readline") || $0.hasPrefix("#process.stdin") }) { return true }
    if Self.beginnings.contains(program.text(Atom(file[call.callee].b))) { return true }
    guard let first = file.values(call.arguments).first else { return false }
    if case .string(let event)? = file.model.constant(first, atoms: program.atoms) {
      return Self.beginnings.contains(event)
    }
    // `client.once(Events.ClientReady, …)`
    let names = program.externalPaths(of: first, in: step.caller.file)
    return !names.isEmpty && names.allSatisfy { $0.hasSuffix("#Events.ClientReady") }
  }

  /// One less than on a request: it happens less often, and the files of a program are mostly small.
  private func severity(_ kind: BlockingCalls.Class) -> Severity? {
    switch kind {
    case .keyDerivation, .process, .network: .warning
    case .inputOutput, .names, .compression, .computation, .template, .table: .note
    // Waiting is a rule of its own.
    case .metadata, .slices, .promised, .wait, .document, .templateText, .salt, .module: nil
    }
  }

  private func report(
    _ external: Program.ExternalCall, _ entry: BlockingCalls.Entry, _ way: PhaseEvidence, _ function: FunctionReference,
    _ severity: Severity, _ program: Program, _ reporter: inout Reporter
  ) {
    let name = program.calleeName(external.path)
    let file = program[external.call.file].path
    let place = external.argument ?? program.place(of: external.call, named: name)
    reporter.report(
      at: place, in: file,
      "\(name) stops all requests while \(occasion(way, function, program)) runs; use \(entry.instead)",
      severity: severity,
      evidence: way.steps.map { $0.evidence(in: program) }
        + [EvidenceStep(path: file, span: place, message: "\(name) blocks here")],
      enclosing: program.qualifiedName(of: function))
  }

  /// What runs in the background, in words.
  private func occasion(_ way: PhaseEvidence, _ function: FunctionReference, _ program: Program) -> String {
    switch way.steps.first?.timing {
    case .timer: return "a timer of \(program.name(of: way.steps[0].caller))"
    case .event: return "a listener of \(program.name(of: way.steps[0].caller))"
    case .now, .shutdown, nil: break
    }
    let root = way.steps.first?.caller ?? function
    let handler = program.handlers.first { $0.function == root && $0.phase == .background }
    return handler?.route ?? (program.isNamed(root) ? program.name(of: root) : "a background task")
  }
}
