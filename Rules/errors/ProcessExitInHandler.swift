import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports code that ends the process while it serves a request or a job. The promise is on the page beside this file.
struct ProcessExitInHandler: SurveyCheck {
  /// A call that may end the process, by its name.
  struct Note {
    var call: CallID
    /// Whether the function was told to: `if (options.exit) process.exit()`.
    var isAskedFor: Bool
    /// Whether what it stands in is there for ending the process.
    var isPurpose: Bool
  }

  let interests = FileInterests(kinds: [.callExpression], mentions: ["exit", "abort", "kill", "reallyExit"])

  func survey(_ file: FileContext, nodes: FileNodes) -> [Note] {
    nodes[.callExpression].compactMap { node in
      guard let name = file.functionName(file.tree.child(node, 0)),
        ["exit", "abort", "kill", "reallyExit"].contains(name), let call = file.analyzer.call(at: node),
        !isEndOfStop(node, nodes, file)
      else { return nil }
      return Note(call: call, isAskedFor: isAskedFor(node, file), isPurpose: isPurpose(node, file))
    }
  }

  /// `bot.onText(/\/restart/, …)`, `commands/restart.js`, and `cron.schedule("0 5 * * *", () => process.exit())`, which does
  /// nothing else.
  private func isPurpose(_ node: NodeID, _ file: FileContext) -> Bool {
    let tree = file.tree
    let stem = file.analyzer.model.path.parts(between: "/").last?.prefix { $0 != "." }.lowercased() ?? ""
    if Self.purposes.contains(stem) { return true }
    for function in tree.ancestors(of: node) where tree.kind(function).isFunction {
      guard case let call = tree.parent(function), tree.kind(call) == .callExpression,
        let name = tree.list(call, 2).first, name != function
      else { continue }
      if tree.child(function, 4) == node, file.lastName(of: tree.child(call, 0)) == "schedule" { return true }
      guard [.stringLiteral, .regExpLiteral].contains(tree.kind(name)) else { continue }
      let words = tree.text(name).lowercased().words
      if words.contains(where: { Self.purposes.contains(String($0)) }) { return true }
    }
    return false
  }

  private static let purposes: Set<String> = ["shutdown", "restart", "reboot", "kill", "quit"]

  /// Behind `while (!stopping)`, where a signal says that it is time to stop: the work at hand is done by then.
  private func isEndOfStop(_ node: NodeID, _ nodes: FileNodes, _ file: FileContext) -> Bool {
    let tree = file.tree
    var child = node
    for ancestor in tree.ancestors(of: node) {
      if tree.kind(ancestor).isFunction { return false }
      if tree.kind(ancestor) == .blockStatement {
        let before = tree.list(ancestor, 0).prefix { $0 != child }
        let isBehind = before.contains { statement in
          guard tree.kind(statement) == .whileStatement, case let test = tree.unwrapped(tree.child(statement, 0)),
            tree.kind(test) == .unaryExpression, tree.op(test) == Operator.not.rawValue,
            let flag = file.analyzer.binding(of: tree.unwrapped(tree.child(test, 0)))
          else { return false }
          return file.fact { StopFlags(file, nodes[.callExpression]) }.flags.contains(flag)
        }
        if isBehind { return true }
      }
      child = ancestor
    }
    return false
  }

  /// Names that listeners for signals give a value. Found once for a file.
  private struct StopFlags {
    let flags: Set<BindingID>

    init(_ file: FileContext, _ calls: [NodeID]) {
      var found: Set<BindingID> = []
      for call in calls where Self.hearsSignals(call, file) {
        for node in file.tree.preorder(from: call) where file.tree.kind(node) == .assignmentExpression {
          if let binding = file.analyzer.binding(of: file.tree.child(node, 0)) { found.insert(binding) }
        }
      }
      flags = found
    }

    /// `process.on("SIGTERM", …)`, and `death(…)` of the package.
    private static func hearsSignals(_ call: NodeID, _ file: FileContext) -> Bool {
      let tree = file.tree
      let callee = tree.child(call, 0)
      if file.packageMember(callee) == "death" { return true }
      guard tree.kind(callee) == .memberExpression, let name = file.lastName(of: callee),
        name == "on" || name == "once",
        let first = tree.list(call, 2).first, case .string(let signal) = file.analyzer.constant(of: first)
      else { return false }
      return signal.hasPrefix("SIG")
    }
  }

  /// Whether it stands under a test of what the function was given.
  private func isAskedFor(_ node: NodeID, _ file: FileContext) -> Bool {
    let tree = file.tree
    var child = node
    for ancestor in tree.ancestors(of: node) {
      if tree.kind(ancestor).isFunction {
        // `if (error) setTimeout(() => process.exit(1), 3000)`
        guard isDelayed(ancestor, file) else { return false }
        child = ancestor
        continue
      }
      switch tree.kind(ancestor) {
      case .ifStatement, .conditionalExpression, .logicalExpression:
        guard child != tree.child(ancestor, 0) else { break }
        let asksParameter = tree.preorder(from: tree.child(ancestor, 0)).contains { part in
          guard tree.kind(part) == .identifier, file.analyzer.binding(of: part) != nil else { return false }
          if case .parameter = file.analyzer.origin(of: part).root { return true }
          return false
        }
        if asksParameter { return true }
      default: break
      }
      child = ancestor
    }
    return false
  }

  private func isDelayed(_ function: NodeID, _ file: FileContext) -> Bool {
    let call = file.tree.parent(function)
    guard file.tree.kind(call) == .callExpression, file.tree.child(call, 0) != function else { return false }
    return ["setTimeout", "setImmediate", "nextTick"].contains(file.lastName(of: file.tree.child(call, 0)) ?? "")
  }

  /// Source: the documentation of Node 24 (process) and Deno 2.
  private static let endings: [String: String] = [
    "#process.exit": "process.exit", "node:process#exit": "process.exit", "#process.reallyExit": "process.reallyExit",
    "#process.abort": "process.abort", "node:process#abort": "process.abort", "#Deno.exit": "Deno.exit",
  ]
  private static let kills: Set<String> = ["#process.kill", "node:process#kill"]

  func run(
    on surveyed: [SurveyedFile<Note>], program: Program, project: Project, reporter: inout Reporter
  ) {
    var notes: [CallReference: Note] = [:]
    for file in surveyed {
      for note in file.notes { notes[CallReference(file: file.file, call: note.call)] = note }
    }
    var seen: Set<CallReference> = []
    for external in program.externalCalls {
      guard let note = notes[external.call], let name = ending(external, program),
        program.isServiceCode(external.call.file)
      else { continue }
      let site = program[external.call.file][external.call.call]
      guard !site.flags.contains(.developmentOnly), seen.insert(external.call).inserted else { continue }
      let function = FunctionReference(file: external.call.file, function: site.function)
      if name == "process.kill", hearsItself(external, program) { continue }
      if let path = program.requestPath(to: function) {
        report(name, site, function, onRequest: path, note, program, &reporter)
      } else {
        reportJob(name, site, function, note, program, &reporter)
      }
    }
  }

  private func ending(_ external: Program.ExternalCall, _ program: Program) -> String? {
    if let name = Self.endings[external.path] { return name }
    guard Self.kills.contains(external.path) else { return nil }
    let file = program[external.call.file]
    let arguments = file.values(file[external.call.call].arguments)
    // Signal 0 only asks whether there is such a process.
    if arguments.count > 1, file.model.constant(arguments[1], atoms: program.atoms) == .number(0) { return nil }
    guard let target = arguments.first, case let origin = file.model.origin(of: target), isItself(origin, file, program)
    else { return nil }
    return "process.kill"
  }

  /// `process.kill(process.pid, "SIGTERM")` where a listener for that signal ends what there is to end.
  private func hearsItself(_ external: Program.ExternalCall, _ program: Program) -> Bool {
    let file = program[external.call.file]
    let arguments = file.values(file[external.call.call].arguments)
    var signal = "SIGTERM"
    if arguments.count > 1 {
      guard case .string(let named) = file.model.constant(arguments[1], atoms: program.atoms) else { return false }
      signal = named
    }
    return program.processListeners(for: [signal]).contains {
      $0.call.file == external.call.file || program.isServiceCode($0.call.file)
    }
  }

  /// `process.pid`, as against that of a child.
  private func isItself(_ origin: ValueOrigin, _ file: ProgramFile, _ program: Program) -> Bool {
    switch origin.root {
    case .global(let name):
      return program.text(name) == "process" && origin.path.map(program.text) == ["pid"]
    case .module(let module), .imported(let module, _):
      let names = origin.modulePath?.names.map(program.text)
      return ["process", "node:process"].contains(program.text(file.model[module].specifier)) && names == ["pid"]
    default: return false
    }
  }

  private func report(
    _ name: String, _ site: CallSite, _ function: FunctionReference, onRequest path: RequestPath, _ note: Note,
    _ program: Program, _ reporter: inout Reporter
  ) {
    // In a function that others call too, the handler may ask for something else.
    let isDoubtful =
      path.handler.isPresumed || path.handler.mayBePrerendered || (note.isAskedFor && !path.edges.isEmpty)
    let isOnce = path.isMemoGuarded || site.flags.contains(.memoGuarded)
    let isMeant =
      note.isPurpose
      || ["shutdown", "restart", "kill", "exit", "quit"].contains { path.handler.route.lowercased().holds($0) }
      || ["shutdown", "restart", "reboot"].contains(
        program.isNamed(path.handler.function) ? program.name(of: path.handler.function) : "")
    let through = path.edges.isEmpty || !program.isNamed(function) ? "" : ", through \(program.name(of: function)),"
    // A bot that is started again has lost the events of a second.
    let isBot = path.handler.framework == "chat bot"
    let message =
      "\(name) on \(path.handler.route)\(through) ends the process and \(isBot ? "all else that the bot does" : "every other request") with it"
    let file = program[function.file].path
    reporter.report(
      at: site.calleeSpan, in: file, message,
      severity: isDoubtful || isOnce || isMeant ? .note : isBot ? .warning : .error,
      evidence: path.evidence(in: program)
        + [EvidenceStep(path: file, span: site.calleeSpan, message: "\(name) ends the process here")],
      enclosing: program.qualifiedName(of: function))
  }

  /// Jobs, messages and schedules. What a timer or event of starting up runs may well be the end of a failed start.
  private func reportJob(
    _ name: String, _ site: CallSite, _ function: FunctionReference, _ note: Note, _ program: Program,
    _ reporter: inout Reporter
  ) {
    guard program.hasServer, let evidence = program.evidence(that: function, runsIn: .background),
      evidence.steps.first.map({ $0.timing == .now }) ?? true,
      program.evidence(that: function, runsIn: .shutdown) == nil, !program.isStartUp(function)
    else { return }
    reporter.report(
      at: site.calleeSpan, in: program[function.file].path,
      "\(name) in \(evidence.origin) ends the process, with all it serves", severity: note.isPurpose ? .note : .warning,
      evidence: evidence.steps.map { $0.evidence(in: program) }, enclosing: program.qualifiedName(of: function))
  }
}
