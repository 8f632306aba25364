import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports timers and listeners that each request leaves behind. The promise is on the page beside this file.
struct IntervalInHandler: ProgramCheck {
  func run(on program: Program, project: Project, reporter: inout Reporter) {
    guard program.hasServer else { return }
    var seen: Set<CallReference> = []
    for external in program.externalCalls(where: { leftBehind($0) != nil || Self.isOfEmitter($0) })
    where program.isServiceCode(external.call.file) {
      guard let (what, undo) = leftBehind(external.path) ?? leftBehind(on: external, program),
        seen.insert(external.call).inserted
      else { continue }
      let file = program[external.call.file]
      let site = file[external.call.call]
      let function = FunctionReference(file: external.call.file, function: site.function)
      guard site.flags.isDisjoint(with: [.developmentOnly, .memoGuarded]),
        let path = program.requestPath(to: function), !path.isMemoGuarded, !path.handler.isPresumed,
        // A loader of listeners: which of a bot's events it is, the name says.
        path.handler.route != "the bot's event" || saysItsEvent(function, program),
        !runsOnce(function, path.handler, program),
        !isTakenBack(undo, in: file, program)
      else { continue }
      reporter.report(
        at: site.calleeSpan, in: file.path, "each run of \(path.handler.route) leaves \(what) behind, for ever",
        evidence: path.evidence(in: program), enclosing: program.qualifiedName(of: function))
    }
  }

  /// `client.once(…)`, and events of bots that come once for a client, as a loader of listeners has them, too:
  /// `module.exports = { name: Events.ClientReady, once: true, execute() { … } }`.
  private func runsOnce(_ function: FunctionReference, _ handler: RequestHandler, _ program: Program) -> Bool {
    if let call = handler.call {
      let file = program[call.file]
      let site = file[call.call]
      if let event = file.values(site.arguments).first {
        if isReady(event, file, program) { return true }
        if program.calleeName(call) == "once", file[event].kind == .string { return true }
      }
    }
    // An arrow of the loader calls what the file of the listener holds.
    let file = program[function.file]
    let record = file[function.function]
    guard file[record.holder].kind == .object else { return false }
    return file.properties(of: file[record.holder]).contains { property in
      switch program.text(property.name) {
      case "once": program.constant(property.value, in: function.file) == .boolean(true)
      case "name", "event": isReady(property.value, file, program)
      default: false
      }
    }
  }

  /// `{ name: Events.MessageCreate, execute() { … } }`
  private func saysItsEvent(_ function: FunctionReference, _ program: Program) -> Bool {
    let file = program[function.file]
    let holder = file[function.function].holder
    guard file[holder].kind == .object else { return false }
    return file.properties(of: file[holder]).contains { property in
      ["name", "event"].contains(program.text(property.name))
        && [.string, .member, .imported].contains(file[property.value].kind)
    }
  }

  private func isReady(_ event: ValueID, _ file: ProgramFile, _ program: Program) -> Bool {
    let value = file[event]
    switch value.kind {
    case .string: return ["ready", "clientReady"].contains(program.text(Atom(value.a)))
    case .member, .imported: return program.text(Atom(value.b)) == "ClientReady"
    default: return false
    }
  }

  private func leftBehind(_ path: String) -> (what: String, undo: Set<String>)? {
    switch path {
    case "#setInterval", "node:timers#setInterval": ("an interval", ["clearInterval", "close"])
    case "#process.on", "node:process#on", "#process.addListener":
      ("a listener on process", ["off", "removeListener", "removeAllListeners"])
    case "node:fs#watch", "node:fs#watchFile": ("a watcher", ["close", "unwatchFile"])
    case "chokidar#watch": ("a watcher", ["close", "unwatch"])
    default: nil
    }
  }

  /// `bus.on("message", …)`, where the emitter outlives what runs.
  private func leftBehind(
    on external: Program.ExternalCall, _ program: Program
  ) -> (what: String, undo: Set<String>)? {
    guard Self.isOfEmitter(external.path) else { return nil }
    let file = program[external.call.file]
    let callee = file[file[external.call.call].callee]
    guard callee.kind == .member else { return nil }
    let emitter = file[ValueID(callee.a)]
    switch emitter.kind {
    case .imported: break
    case .binding:
      let binding = file[BindingID(emitter.a)]
      guard binding.function == .moduleBody, !binding.isReassigned else { return nil }
    default: return nil
    }
    let name = program.spoken(ValueID(callee.a), in: external.call.file).map { "`\($0)`" } ?? "an emitter"
    return ("a listener on \(name)", ["off", "removeListener", "removeAllListeners"])
  }

  private static func isOfEmitter(_ path: String) -> Bool { listening.contains(path) }

  private static let listening = Set(emitters.flatMap { [$0 + ".on", $0 + ".addListener"] })

  private static let emitters = [
    "node:events()", "node:events#EventEmitter()", "node:events#default()", "eventemitter3()",
  ]

  /// Whether the file has code that takes such things back.
  private func isTakenBack(_ names: Set<String>, in file: ProgramFile, _ program: Program) -> Bool {
    file.calls.contains { site in
      let callee = file[site.callee]
      switch callee.kind {
      case .global: return names.contains(program.text(Atom(callee.a)))
      case .member, .imported: return names.contains(program.text(Atom(callee.b)))
      default: return false
      }
    } || file.values.contains { $0.kind == .global && names.contains(program.text(Atom($0.a))) }
  }
}
