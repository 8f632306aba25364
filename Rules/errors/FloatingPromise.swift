import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports promises that may be rejected and that nobody looks after. The promise is on the page beside this file.
struct FloatingPromise: ProgramCheck {
  func run(on program: Program, project: Project, reporter: inout Reporter) {
    for index in program.files.indices {
      let file = FileIndex(index)
      guard program.isRunningCode(file) else { continue }
      let found = findings(in: file, program)
      guard !found.isEmpty, !program.isBystander(file) else { continue }
      for item in found { report(item, program, &reporter) }
    }
  }

  /// A promise that nobody looks after.
  private struct Floating {
    var call: CallReference
    var fact: PromiseFact
    /// What may reject it; empty where nothing is known.
    var failure: [ProgramStep]
    var isVoided = false
  }

  private func findings(in file: FileIndex, _ program: Program) -> [Floating] {
    var found: [Floating] = []
    for call in program.promises.unhandled(in: file) where !isOthersAffair(call, program) {
      if let item = floating(call, program) { found.append(item) }
    }
    for (index, site) in program[file].calls.enumerated() where site.flags.contains(.voided) {
      let call = CallReference(file: file, call: CallID(index))
      guard case .voided = program.promises.handling(of: call), var item = floating(call, program) else { continue }
      item.isVoided = true
      found.append(item)
    }
    return found
  }

  private func floating(_ call: CallReference, _ program: Program) -> Floating? {
    let site = program[call.file][call.call]
    guard site.flags.isDisjoint(with: [.developmentOnly, .beforeExit]), let fact = program.promises.fact(of: call) else {
      return nil
    }
    if fact.isLazy { return Floating(call: call, fact: fact, failure: []) }
    switch program.promises.rejection(of: site.result, in: call.file) {
    case .never: return nil
    case .unknown: return Floating(call: call, fact: fact, failure: [])
    case .possible(let steps): return Floating(call: call, fact: fact, failure: steps)
    }
  }

  /// Callbacks that are async have rules of their own.
  private func isOthersAffair(_ call: CallReference, _ program: Program) -> Bool {
    guard case .ignored(let taker) = program.promises.handling(of: call) else { return false }
    if program.calleeName(taker) == "forEach" { return true }
    let file = program[call.file]
    return file[file[call.call].function].flags.contains(.async)
  }

  // MARK: What is said

  private func report(_ item: Floating, _ program: Program, _ reporter: inout Reporter) {
    let call = item.call
    let site = program[call.file][call.call]
    let function = FunctionReference(file: call.file, function: site.function)
    let name = program.spoken(call)
    let path = program.requestPath(to: function)
    var evidence = path.map { $0.evidence(in: program) } ?? []
    evidence += program.evidence(item.fact.steps + item.failure)
    let on = path.map { " on \($0.handler.route)" } ?? ""
    let judged: (severity: Severity, message: String)
    if item.fact.isLazy {
      guard !item.isVoided else { return }
      judged = (.error, "\(name) never runs\(on): nothing awaits the query or calls `then` on it")
    } else if item.isVoided {
      guard path != nil, !item.failure.isEmpty else { return }
      judged = (.note, "`void` gives up on \(name)\(on), and a failure of it ends the process")
    } else {
      judged = judge(item, name, function, path, program)
    }
    reporter.report(
      at: program.head(of: program.rootCall(of: call)), in: program[call.file].path, judged.message,
      severity: judged.severity, evidence: evidence, enclosing: program.qualifiedName(of: function))
  }

  private func judge(
    _ item: Floating, _ name: String, _ function: FunctionReference, _ path: RequestPath?, _ program: Program
  ) -> (severity: Severity, message: String) {
    if let path {
      let isCertain = !item.failure.isEmpty && !isQueue(item.call, program) && !path.handler.isPresumed
      let message = "nothing awaits \(name) or catches its failure on \(path.handler.route), and an unhandled"
        + " rejection ends the process"
      return (isCertain ? .error : .warning, message)
    }
    let unhandled = "nothing awaits \(name) or catches its failure"
    switch program.phase(of: function) {
    case .startUp:
      if function.function == .moduleBody, isLastStep(item.call, program) {
        return (.note, "\(unhandled): the process ends with a stack trace instead of a message")
      }
      return (.warning, "\(unhandled) while the process starts")
    case .shutdown: return (.note, "\(unhandled) while the process ends")
    case .request, .background, nil: return (.warning, "\(unhandled), and an unhandled rejection ends the process")
    }
  }

  /// Putting something into a queue: less is lost than a write.
  private func isQueue(_ call: CallReference, _ program: Program) -> Bool { program.calleeName(call) == "add" }

  /// `main()` or `(async () => { … })()` as the last thing that a module does.
  private func isLastStep(_ call: CallReference, _ program: Program) -> Bool {
    let file = program[call.file]
    let end = file[program.rootCall(of: call).call].span.end
    return !file.calls.contains { other in
      other.function == .moduleBody && other.span.start >= end && !other.flags.contains(.implied)
    }
  }
}
