import JavaScript
import ProgramGraph
import Semantics
import SourceText

/// What schedulers do with a job that is rejected. Sources: node-cron 3, src/task.js, and 4,
/// src/tasks/inline-scheduled-task.ts; cron 3, src/job.ts; node-schedule 2.1, lib/Job.js; croner 9, src/croner.ts;
/// toad-scheduler 3, README.
struct Schedules {
  private enum Conduct {
    /// node-cron 3 catches it and emits an event that nobody knows of; toad-scheduler prints it.
    case keeps
    /// cron, croner without `catch`, node-schedule 1: nobody looks at the promise.
    case drops
    /// node-schedule 2 and later emits it as an error of the job.
    case emits
    /// croner with `catch`; node-cron 4 logs it.
    case catches
  }

  private let program: Program
  /// Somebody listens to errors of jobs of node-schedule.
  private let hasJobListener: Bool

  init(_ program: Program) {
    self.program = program
    hasJobListener = program.externalCalls.contains { external in
      external.path.hasPrefix("node-schedule#") && (external.path.hasSuffix(".on") || external.path.hasSuffix(".once"))
        && program.text(ofArgument: 0, of: external.call) == "error"
    }
  }

  /// Whether somebody is told of it.
  func hear(_ handler: RequestHandler) -> Bool {
    guard handler.framework == "scheduler" else { return false }
    switch conduct(of: handler) {
    case .catches: return true
    case .emits: return hasJobListener
    case .keeps, .drops: return false
    }
  }

  /// Whether the scheduler keeps it to itself.
  func keep(_ handler: RequestHandler) -> Bool {
    switch conduct(of: handler) {
    case .keeps: true
    case .catches, .emits, .drops: false
    }
  }

  /// What the scheduler does, as a clause; nil for other handlers.
  func ignorance(of handler: RequestHandler) -> String? {
    guard handler.framework == "scheduler" else { return nil }
    switch conduct(of: handler) {
    case .keeps, .catches: return "the scheduler does not hand it on"
    case .drops: return "\(package(of: handler) ?? "the scheduler") ignores the promise of its job"
    case .emits: return "node-schedule emits it as an error of the job, to which nobody listens"
    }
  }

  private func package(of handler: RequestHandler) -> String? {
    guard let call = handler.call else { return nil }
    return program.externals(of: call).first.map { String($0.prefix { $0 != "#" && $0 != "(" }) }
  }

  private func conduct(of handler: RequestHandler) -> Conduct {
    switch package(of: handler) {
    case "cron", "later": return .drops
    case "node-schedule":
      let version = program.version(of: "node-schedule", for: handler.site.file)
      return version.map { $0.major < 2 } ?? false ? .drops : .emits
    case "node-cron":
      let version = program.version(of: "node-cron", for: handler.site.file)
      return version.map { $0.major >= 4 } ?? false ? .catches : .keeps
    case "croner": return options(of: handler)
    default: return .keeps
    }
  }

  /// `new Cron(pattern, { catch: true }, job)`; options that nobody can look into may say so, too.
  private func options(of handler: RequestHandler) -> Conduct {
    guard let call = handler.call else { return .drops }
    let file = program[call.file]
    for argument in file.values(file[call.call].arguments).dropFirst() {
      switch file[argument].kind {
      case .function: continue
      case .object:
        guard let caught = file.properties(of: file[argument]).first(where: { program.text($0.name) == "catch" }) else {
          continue
        }
        if case .boolean(false) = program.constant(caught.value, in: call.file) { continue }
        return .catches
      default:
        if program.functions(of: argument, in: call.file).isEmpty { return .keeps }
      }
    }
    return .drops
  }
}
