import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports async functions handed to what does not look at their promise. The promise is on the page beside this file.
struct AsyncCallbackToSyncAPI: ProgramCheck {
  func run(on program: Program, project: Project, reporter: inout Reporter) {
    let handlers = Set(program.handlers.map(\.function))
    let resort = LastResort(program, project)
    let captures = program.atoms.lookUp("captureRejections").exists
    var seen: Set<FunctionReference> = []
    for index in program.files.indices {
      let file = FileIndex(index)
      guard program.isRunningCode(file) else { continue }
      var found: [(taken: CallbackCall, function: FunctionReference, steps: [ProgramStep])] = []
      for taken in CallbackCalls.all(in: file, program)
      where isCandidate(taken, captures: captures) && !givesPromiseBack(taken, program) {
        for function in program.functions(of: taken.callback, in: file) {
          guard program[function.file][function.function].flags.contains(.async), !handlers.contains(function),
            seen.insert(function).inserted,
            case .possible(let steps) = program.promises.rejection(of: function), !endsProcess(function, program)
          else { continue }
          found.append((taken, function, steps))
        }
      }
      guard !found.isEmpty, !program.isBystander(file) else { continue }
      for item in found {
        report(item.taken, item.function, item.steps, resort, program, &reporter)
      }
    }
  }

  /// Signals and last resorts end the process one way or the other.
  private static let events: Set<String> = [
    "SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT", "SIGUSR2", "exit", "beforeExit", "uncaughtException",
    "unhandledRejection", "uncaughtExceptionMonitor",
  ]

  private func isCandidate(_ taken: CallbackCall, captures: Bool) -> Bool {
    switch taken.kind {
    case .event(let name): !captures && !Self.events.contains(name)
    case .presumed: false
    case .errorFirst, .errorFirstAtOnce, .timer, .plain, .rest: true
    }
  }

  /// `return jwt.verify(token, key, async () => …)`: what is called at once is given back.
  private func givesPromiseBack(_ taken: CallbackCall, _ program: Program) -> Bool {
    taken.kind == .errorFirstAtOnce && !program[taken.call.file][taken.call.call].flags.contains(.unused)
  }

  /// `server.once("error", async () => { await close(); process.exit(1) })` ends it whatever happens.
  private func endsProcess(_ function: FunctionReference, _ program: Program) -> Bool {
    let file = program[function.file]
    let own = file.calls.indices.filter { file.calls[$0].function == function.function }
    guard let last = own.last else { return false }
    return program.externals(of: CallReference(file: function.file, call: CallID(last))).contains("#process.exit")
  }

  /// `server.events.on("stop", async () => …)`: where a server starts or stops, whoever listens for what nobody catches
  /// and ends the process has decided so.
  private func isOfLife(_ taken: CallbackCall) -> Bool {
    if case .event(let name) = taken.kind { return ["start", "stop", "close", "listening"].contains(name) }
    return false
  }

  /// `catch (error) { this.onError(error) }`, where `onError` throws: somebody has dealt with the failure, and wants the
  /// listener for what nobody catches to hear of it.
  private func throwsOn(_ steps: [ProgramStep], _ program: Program) -> Bool {
    guard let first = steps.first, steps.last?.text == "throws here" else { return false }
    return program[first.file].calls.contains {
      ($0.span == first.span || $0.calleeSpan == first.span) && $0.flags.contains(.inCatch)
    }
  }

  private func report(
    _ taken: CallbackCall, _ function: FunctionReference, _ steps: [ProgramStep], _ resort: LastResort,
    _ program: Program, _ reporter: inout Reporter
  ) {
    guard let first = steps.first else { return }
    let failing = Failing(first, program)
    let path = program.requestPath(to: function)
    let route = path.map { " on \($0.handler.route)" } ?? ""
    let taker = program.spoken(taken.call)
    let site = program[taken.call.file][taken.call.call]
    let isStarting = path == nil && program.phase(of: function) == .startUp
    let place = EvidenceStep(
      path: program[taken.call.file].path, span: site.calleeSpan, message: "calls the function and drops its promise")
    let hearing = resort.hearing(in: function.file, on: path)
    let end = LastResort.clause(hearing, .endsProcess)
    let isMeant =
      path == nil && (hearing == .theEnd && isOfLife(taken) || hearing != .nobody && throwsOn(steps, program))
    reporter.report(
      at: failing.place, in: program[first.file].path,
      "\(failing.text)\(route): \(taker) ignores the promise of its async callback, and \(end)",
      severity: isStarting || isMeant ? .note : nil,
      evidence: (path?.evidence(in: program) ?? []) + [place] + program.evidence(steps),
      enclosing: program.qualifiedName(of: function))
  }
}
