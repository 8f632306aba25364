import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Who goes on behind a call as if the function had done its work.
final class GoingOn {
  enum Trust: Equatable {
    /// The code behind a call, or the client of a request.
    case by(CallReference?)
    case nobody
    /// Nobody, and the program ends there.
    case theEnd
    /// No caller is known.
    case unknown
  }

  private let program: Program
  /// What the files say of their calls; those that are missing have more behind them.
  private let behind: [CallReference: WhatFollows.Verdict]
  /// Calls in catch clauses and those whose result is asked about: whoever makes them knows of a failure.
  private let informed: Set<CallReference>
  /// Calls in loops that give nothing to what follows.
  private let inRounds: Set<CallReference>
  private let callers: CallersByTarget
  /// Functions that a client waits for.
  private let handlers: Set<FunctionReference>
  private var known: [FunctionReference: Trust] = [:]
  private lazy var unresolved = callsOfUnknown()
  private lazy var imported = importedFiles()
  private lazy var hasServerFiles = program.roles.contains { $0.role == .server }
  private var keepers: [FileIndex: [Span]] = [:]

  /// What nobody waits for, though clients send it.
  private static let listeners: Set<String> = ["socket.io", "ws", "node:net", "chat bot", "uWebSockets.js"]

  init(
    _ program: Program, behind: [CallReference: WhatFollows.Verdict], informed: Set<CallReference>,
    inRounds: Set<CallReference>
  ) {
    self.program = program
    self.behind = behind
    self.informed = informed
    self.inRounds = inRounds
    callers = program.callersByTarget
    handlers = Set(
      program.handlers.filter { $0.phase == .request && !Self.listeners.contains($0.framework) }.map(\.function))
  }

  /// Whether somebody relies on a function.
  func trust(in function: FunctionReference) -> Trust { trust(in: function, depth: 0) }

  private func trust(in function: FunctionReference, depth: Int) -> Trust {
    if let found = known[function] { return found }
    guard depth < 24 else { return .unknown }
    // A circle says nothing.
    known[function] = .nobody
    let found = find(function, depth)
    known[function] = found
    return found
  }

  private func find(_ function: FunctionReference, _ depth: Int) -> Trust {
    if handlers.contains(function) { return .by(nil) }
    var calls = callers.callers(of: function).filter { program.role(of: $0.file).role != .test }
    if calls.isEmpty { calls = unresolvedCalls(of: function) }
    guard !calls.isEmpty else { return .unknown }
    var isEnd = false
    for call in calls where !isAside(program.function(around: call)) {
      switch trust(behind: call, of: function, depth) {
      case .by: return .by(call)
      case .theEnd: isEnd = true
      case .nobody, .unknown: continue
      }
    }
    return isEnd ? .theEnd : .nobody
  }

  private func trust(behind call: CallReference, of function: FunctionReference, _ depth: Int) -> Trust {
    let site = program[call.file][call.call]
    if informed.contains(call) { return .nobody }
    let around = FunctionReference(file: call.file, function: site.function)
    let verdict = behind[call] ?? .more
    let isAtStart = around.function == .moduleBody || program.isStartUp(around)
    // The next round comes all the same; a process that starts is set up in loops, too.
    if inRounds.contains(call), !isAtStart { return .nobody }
    if program[function.file][function.function].flags.contains(.async) {
      switch program.promises.handling(of: call) {
      // What the program starts with, it goes on without.
      case .dropped, .voided, .ignored:
        guard isAtStart, !isRepeated(function, in: call.file) else { return .nobody }
        return verdict != .more && isEndOfProgram(call.file) ? .theEnd : .by(call)
      // `context.waitUntil(report())`: the platform waits for the end, and for nothing else.
      case .passed(let taker) where program.calleeName(taker) == "waitUntil": return .nobody
      case .awaited, .caught, .returned, .passed, .kept: break
      }
    }
    switch verdict {
    case .more: return .by(call)
    case .lost:
      // `(async () => { … })()`, as against a listener or a callback.
      let isRunHere =
        around.function == .moduleBody || program[around.file][around.function].flags.contains(.immediatelyInvoked)
      return isRunHere && isAtStart && !isEndOfProgram(call.file) ? .by(call) : .nobody
    case .endOf(let outer):
      if outer == .moduleBody { return isEndOfProgram(call.file) ? .theEnd : .by(call) }
      return trust(in: FunctionReference(file: call.file, function: outer), depth: depth + 1)
    }
  }

  /// Whether a function is run by hand: of a script, or of code beside a server which does not load it. Whoever runs it
  /// reads what it prints.
  func isAside(_ function: FunctionReference) -> Bool {
    switch program.role(of: function.file).role {
    case .script, .migration: true
    case .shared: hasServerFiles && program.phase(of: function) == .startUp && !staysAlive(function.file)
    default: false
    }
  }

  /// `poll(); setInterval(poll, 30000)`: the next time comes all the same.
  private func isRepeated(_ function: FunctionReference, in index: FileIndex) -> Bool {
    let file = program[index]
    return file.calls.indices.contains { number in
      guard program.calleeName(CallReference(file: index, call: CallID(number))) == "setInterval",
        let first = file.values(file.calls[number].arguments).first
      else { return false }
      return program.functions(of: first, in: index).contains(function)
    }
  }

  // MARK: Programs that end

  /// Whether a file is started for itself, and nothing in it or in what it imports keeps the process alive.
  ///
  /// - Parameter skipped: code of the file that does not run any more.
  func isEndOfProgram(_ file: FileIndex, besides skipped: Span? = nil) -> Bool {
    !imported.contains(file) && program[file].exports.isEmpty && !staysAlive(file, besides: skipped)
  }

  private func staysAlive(_ file: FileIndex, besides skipped: Span? = nil) -> Bool {
    var seen: Set<FileIndex> = [file]
    var queue = [file]
    while let next = queue.popLast() {
      if keepers(in: next).contains(where: { next != file || !(skipped?.contains($0) ?? false) }) { return true }
      for number in program[next].imports.indices {
        guard let target = program.target(of: ImportID(number), in: next), seen.count < Self.mostFiles else { continue }
        if seen.insert(target).inserted { queue.append(target) }
      }
    }
    return false
  }

  private static let mostFiles = 400

  /// The calls of a file that keep the process alive.
  private func keepers(in file: FileIndex) -> [Span] {
    if let known = keepers[file] { return known }
    let found = program[file].calls.indices.compactMap { index -> Span? in
      let name = program.calleeName(CallReference(file: file, call: CallID(index)))
      guard let name, ["listen", "launch", "login", "start", "createServer"].contains(name) else { return nil }
      return program[file].calls[index].span
    }
    keepers[file] = found
    return found
  }

  private func importedFiles() -> Set<FileIndex> {
    var found: Set<FileIndex> = []
    for index in program.files.indices {
      let file = FileIndex(index)
      guard program.role(of: file).role != .test else { continue }
      for number in program.files[index].imports.indices {
        if let target = program.target(of: ImportID(number), in: file), target != file { found.insert(target) }
      }
    }
    return found
  }

  // MARK: Calls of unknown functions

  private static let common: Set<String> = [
    "get", "set", "add", "save", "run", "init", "start", "stop", "create", "update", "remove", "find", "send", "load",
    "handle", "execute", "close", "open", "connect", "delete", "push", "on", "emit", "call", "apply", "bind", "then",
  ]

  private func unresolvedCalls(of function: FunctionReference) -> [CallReference] {
    let record = program[function.file][function.function]
    guard record.name.exists, !Self.common.contains(program.text(record.name)) else { return [] }
    return unresolved[record.name] ?? []
  }

  /// Calls of members that nobody knows where they lead, by name.
  private func callsOfUnknown() -> [Atom: [CallReference]] {
    var found: [Atom: [CallReference]] = [:]
    for index in program.files.indices {
      let file = FileIndex(index)
      guard program.isExamined(file), program.role(of: file).role != .test else { continue }
      for number in program.files[index].calls.indices {
        let call = CallReference(file: file, call: CallID(number))
        let callee = program[file][program[file][call.call].callee]
        guard callee.kind == .member, program.targets(of: call).isEmpty else { continue }
        found[Atom(callee.b), default: []].append(call)
      }
    }
    return found
  }
}
