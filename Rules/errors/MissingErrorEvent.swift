import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports objects whose `error` event ends the process, and that nobody listens to. The promise is on the page beside
/// this file.
struct MissingErrorEvent: ProgramCheck {
  func run(on program: Program, project: Project, reporter: inout Reporter) {
    let calls = program.externalCalls(where: isOfInterest)
    if calls.isEmpty { return }
    let listeners = ErrorListeners(program)
    var seen: Set<CallReference> = []
    for external in calls where program.isServiceCode(external.call.file) {
      let site = program[external.call.file][external.call.call]
      guard !site.flags.contains(.developmentOnly), seen.insert(external.call).inserted else { continue }
      if let entry = EmittersOfErrors.entry(for: external.path) {
        guard !startsNode(external, program), !startsShell(external, program), !leavesAtOnce(external, site),
          isUsed(external, program),
          connects(external, program)
        else {
          continue
        }
        guard triesAgain(external, program) else {
          judge(external, site, entry, listeners, program, &reporter)
          continue
        }
        // Version 3 emits an error when it gives up, version 2 tells the commands alone.
        if isVersion3(external, project, program) {
          judge(external, site, EmittersOfErrors.givingUp, listeners, program, &reporter)
        }
      } else {
        judgeServer(external, listeners, program, &reporter)
      }
    }
  }

  private func isOfInterest(_ path: String) -> Bool {
    EmittersOfErrors.entry(for: path) != nil || EmittersOfErrors.givingSockets[path] != nil
  }

  /// `spawn(process.execPath, …)`: that program is there.
  private func startsNode(_ external: Program.ExternalCall, _ program: Program) -> Bool {
    let file = program[external.call.file]
    guard external.path.hasSuffix("#spawn"), let first = file.values(file[external.call.call].arguments).first else {
      return false
    }
    return file.model.origin(of: first).path.last.map(program.text) == "execPath"
  }

  /// `spawn("tsx", [], { shell: true })`: the shell is there, and a missing program is an exit code of it.
  private func startsShell(_ external: Program.ExternalCall, _ program: Program) -> Bool {
    guard external.path.hasSuffix("#spawn") else { return false }
    return program.plainArguments(of: external.call).contains { argument in
      guard let shell = program.property(["shell"], of: argument, in: external.call.file) else { return false }
      switch program.constant(shell, in: external.call.file) {
      case .boolean(let isShell): return isShell
      case .string(let name): return !name.isEmpty
      default: return false
      }
    }
  }

  /// `spawn(program, …).unref(); process.exit()`: the process is gone before the event comes.
  private func leavesAtOnce(_ external: Program.ExternalCall, _ site: CallSite) -> Bool {
    external.path.hasSuffix("#spawn") && site.flags.contains(.beforeExit)
  }

  /// redis 2 and 3 with `retry_strategy`: commands are told of failures, and nothing is emitted while it tries again.
  private func triesAgain(_ external: Program.ExternalCall, _ program: Program) -> Bool {
    guard external.path == "redis#createClient" else { return false }
    return program.plainArguments(of: external.call).contains {
      program.property(["retry_strategy"], of: $0, in: external.call.file) != nil
    }
  }

  private func isVersion3(_ external: Program.ExternalCall, _ project: Project, _ program: Program) -> Bool {
    let path = program[external.call.file].path
    let range = project.manifest(governing: path)?.dependency(named: "redis")?.range ?? ""
    return range.drop { "^~>= ".contains($0) }.first == "3"
  }

  /// A client of redis 4 and later connects when it is told to, and emits nothing before.
  private func connects(_ external: Program.ExternalCall, _ program: Program) -> Bool {
    guard external.path.hasPrefix("redis#create"),
      let version = program.version(of: "redis", for: external.call.file), version.major >= 4
    else { return true }
    return program.files.indices.contains { number in
      let index = FileIndex(number)
      let file = program[index]
      guard program.isRunningCode(index), program.isServiceCode(index) else { return false }
      return file.calls.contains { site in
        let callee = file[site.callee]
        guard callee.kind == .member, program.text(Atom(callee.b)) == "connect" else { return false }
        let origin = file.model.origin(of: ValueID(callee.a))
        // A method of the class around.
        if case .this = origin.root, origin.path.isEmpty { return false }
        if case .value(let made) = origin.root, file[made].kind == .call, origin.path.isEmpty,
          index != external.call.file || made != file[external.call.call].result
        {
          return false
        }
        return !UncalledCode.of(program).contains(FunctionReference(file: index, function: site.function))
      }
    }
  }

  /// A pool opens no connection before somebody asks it for one. What is handed on, or called by what cannot be followed,
  /// may be in use.
  private func isUsed(_ external: Program.ExternalCall, _ program: Program) -> Bool {
    guard external.path.hasPrefix("pg"), external.path.hasSuffix("ool") else { return true }
    let members = external.path + "()"
    if !program.externalCalls(where: { $0.hasPrefix(members) }).isEmpty { return true }
    return program.files.indices.contains { number in
      let index = FileIndex(number)
      let file = program[index]
      return file.calls.indices.contains { number in
        let call = CallReference(file: index, call: CallID(number))
        let callee = file[file[call.call].callee]
        if callee.kind == .member, ["query", "connect"].contains(program.text(Atom(callee.b))),
          program.isUnknown(call)
        {
          return true
        }
        return file.values(file[call.call].arguments).contains { holdsPool($0, index, members, program, depth: 0) }
      }
    }
  }

  private func holdsPool(
    _ value: ValueID, _ index: FileIndex, _ pool: String, _ program: Program, depth: Int
  ) -> Bool {
    let file = program[index]
    if depth < 2, file[value].kind == .object {
      return file.properties(of: file[value]).contains {
        holdsPool($0.value, index, pool, program, depth: depth + 1)
      }
    }
    return program.externalPaths(of: value, in: index).contains(pool)
  }

  /// `try { await migrate(client) } finally { await client.end() }` while the process starts: nothing idle is left.
  private func isClosedAtOnce(_ external: Program.ExternalCall, _ program: Program) -> Bool {
    guard external.path == "pg#Client" else { return false }
    let file = program[external.call.file]
    let made = file.model.origin(of: file[external.call.call].result)
    return file.calls.contains { site in
      let callee = file[site.callee]
      return site.function == file[external.call.call].function && callee.kind == .member
        && program.text(Atom(callee.b)) == "end" && file.model.origin(of: ValueID(callee.a)) == made
    }
  }

  private func judge(
    _ external: Program.ExternalCall, _ site: CallSite, _ entry: EmittersOfErrors.Entry, _ listeners: ErrorListeners,
    _ program: Program, _ reporter: inout Reporter
  ) {
    if listeners.listenToField(holdingResultOf: external.call) || listeners.handsOn(resultOf: external.call) { return }
    if external.path == "redis#createClient", listeners.isHeardByStore(resultsOf: external.path) { return }
    switch entry.reach {
    case .project: if listeners.listen(toResultsOf: external.path) { return }
    case .instance:
      // Without a result in hand, whoever called it may have made a promise of it.
      if listeners.listen(toResultOf: external.call, path: external.path) { return }
    }
    let function = FunctionReference(file: external.call.file, function: site.function)
    let path = program.requestPath(to: function)
    let label = external.path.parts(betweenAnyOf: "#.:").last.map(String.init) ?? external.path
    let what = path == nil ? "" : " on \(path?.handler.route ?? "")"
    let isSure = (entry.isAlwaysError || path != nil) && !(path?.handler.isPresumed ?? false)
    report(
      at: site.calleeSpan,
      "nobody listens for errors of the \(entry.what) that \(label) makes\(what)", when: entry.when,
      isError: isSure && program.hasServer,
      isAside: path == nil && (isAside(external.call.file, program) || isClosedAtOnce(external, program)),
      path.map { $0.evidence(in: program) } ?? [], function, listeners, program,
      &reporter)
  }

  /// Code beside the servers of the project, that none of them imports.
  private func isAside(_ file: FileIndex, _ program: Program) -> Bool {
    program.hasServer && program.role(of: file).role != .server
  }

  /// `net.createServer(socket => …)`: each socket needs a listener of its own.
  private func judgeServer(
    _ external: Program.ExternalCall, _ listeners: ErrorListeners, _ program: Program, _ reporter: inout Reporter
  ) {
    guard let entry = EmittersOfErrors.givingSockets[external.path] else { return }
    let file = program[external.call.file]
    if let event = entry.event, program.text(ofArgument: 0, of: external.call) != event { return }
    guard let last = file.values(file[external.call.call].arguments).last,
      case .function(let id) = file.model.origin(of: last).root, file.model.origin(of: last).path.isEmpty,
      let parameter = file[id].parameters.first, parameter.name.exists
    else { return }
    let function = FunctionReference(file: external.call.file, function: id)
    guard !listeners.listen(toParameter: 0, of: function) else { return }
    report(
      at: parameter.span, "nobody listens for errors of the \(entry.what) \(program.text(parameter.name))",
      when: "a client breaks the connection or the protocol", isError: true, [], function, listeners, program,
      &reporter)
  }

  private func report(
    at span: Span, _ what: String, when: String, isError: Bool, isAside: Bool = false, _ evidence: [EvidenceStep],
    _ function: FunctionReference, _ listeners: ErrorListeners, _ program: Program, _ reporter: inout Reporter
  ) {
    let consequence =
      listeners.hasLastResort ? "it lands in uncaughtException when \(when)" : "the process ends when \(when)"
    reporter.report(
      at: span, in: program[function.file].path, "\(what): \(consequence)",
      severity: isAside ? .note : isError && !listeners.hasLastResort ? .error : .warning, evidence: evidence,
      enclosing: program.qualifiedName(of: function))
  }
}
