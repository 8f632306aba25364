import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports blocking calls that run on requests, with the way from the route. The promise is on the page beside this file.
struct SyncCallInHandler: ProgramCheck {
  func run(on program: Program, project: Project, reporter: inout Reporter) {
    guard program.hasServer else { return }
    var seen: Set<CallReference> = []
    var compiling: Set<FunctionReference> = []
    let documents = LargeDocuments(program)
    for external in program.externalCalls(where: BlockingCalls.mayWait) + program.handedCalls {
      guard let entry = BlockingCalls.entry(for: external, program), entry.kind != .wait,
        !BlockingCalls.waitsForNothing(external, program),
        program.isServing(external.call.file)
      else { continue }
      let site = program[external.call.file][external.call.call]
      if !site.flags.isDisjoint(with: [.developmentOnly, .beforeExit]) { continue }
      let function = FunctionReference(file: external.call.file, function: site.function)
      guard let path = program.requestPath(toCall: external.call), seen.insert(external.call).inserted else { continue }
      let mayComeThere = program.mayComeTo(external.call) {
        program.requestPath(to: program.function(around: $0)) != nil
      }
      guard mayComeThere, !program.standsBehindEndlessWait(external.call) else { continue }
      // What is done once is done before the first request, if starting up leads there too.
      let isOnce = path.isMemoGuarded || site.flags.contains(.memoGuarded)
      if isOnce, program.isStartUp(function) { continue }
      if entry.kind == .slices, hasThreads(site.callee, in: external.call.file, program) { continue }
      let source = source(of: external, entry.kind, documents, program)
      if entry.kind == .document, source == nil { continue }
      // The parts of one mail are templates that are compiled together.
      if entry.kind == .templateText, !compiling.insert(function).inserted { continue }
      report(external, site, entry, path, source, program, &reporter)
    }
  }

  private func report(
    _ external: Program.ExternalCall, _ site: CallSite, _ entry: BlockingCalls.Entry, _ path: RequestPath,
    _ source: LargeDocuments.Source?, _ program: Program, _ reporter: inout Reporter
  ) {
    let name = program.calleeName(external.path)
    let isOnce = path.isMemoGuarded || site.flags.contains(.memoGuarded)
    let function = FunctionReference(file: external.call.file, function: site.function)
    let count = program.handlerCount(reaching: function)
    var flow: RequestFlow?
    if case .client(let found)? = source, !isOnce { flow = found }
    let effect =
      switch entry.kind {
      case .slices: "computes on the event loop, in slices,"
      case .promised: "computes on the event loop, for all that it gives a promise,"
      default: "blocks the event loop"
      }
    var message = "\(name) \(effect) on \(path.handler.route)"
    if count > 1 { message += " and \(count - 1) more \(count == 2 ? "handler" : "handlers")," }
    message += program.passage(along: path, to: function)
    if message.hasSuffix(",") { message.removeLast() }
    switch isOnce ? nil : source {
    case .client, .smallBody: message += ", for as long as the client's input makes it"
    case .service: message += ", for as long as the answer of another service makes it"
    case nil: break
    }
    if path.handler.isAlone { message += ", in an instance that serves nobody else meanwhile" }
    let makesOnce = entry.kind == .inputOutput && MadeOnce(program: program).tells(external.call)
    message +=
      isOnce || makesOnce ? ", on the first request only" : "; use \(instead(of: entry, in: function, program))"
    let file = program[external.call.file].path
    let place = external.argument ?? program.place(of: external.call, named: name)
    var grade = flow == nil ? severity(entry.kind) : .error
    if case .smallBody? = source { grade = .note }
    if grade == .error, hasFewRounds(external, program) { grade = .warning }
    if grade == .error, makesOnce || isCached(path.handler, program) { grade = .warning }
    // A function that is taken for a handler by its parameters is one nearly always.
    if path.handler.isPresumed { grade = grade == .error ? .warning : .note }
    let isNote =
      path.handler.mayBePrerendered || path.handler.isAlone || isOnce || BlockingCalls.isOfKernel(external, program)
    reporter.report(
      at: place, in: file, message, severity: isNote ? .note : grade,
      evidence: path.evidence(in: program) + program.evidence(flow?.steps ?? [])
        + [EvidenceStep(path: file, span: place, message: "\(name) blocks here")],
      enclosing: program.qualifiedName(of: function))
  }

  /// `try { bcrypt = require("bcrypt") } catch { bcrypt = require("bcryptjs") }`: where the first can be had, it works in
  /// the thread pool.
  private func hasThreads(_ callee: ValueID, in file: FileIndex, _ program: Program) -> Bool {
    program.externalPaths(of: callee, in: file).contains { BlockingCalls.entry(for: $0) == nil }
  }

  /// `pbkdf2Sync(password, salt, 1000, 64, "sha512")` takes a millisecond.
  private func hasFewRounds(_ external: Program.ExternalCall, _ program: Program) -> Bool {
    let arguments = program.plainArguments(of: external.call)
    guard external.path == "node:crypto#pbkdf2Sync" || external.path == "node:crypto#default.pbkdf2Sync",
      arguments.count > 2, case .number(let rounds)? = program.constant(arguments[2], in: external.call.file)
    else { return false }
    return rounds < Self.fewestRounds
  }

  private static let fewestRounds = 10_000.0

  private static let routeCaches = ["apicache", "cacher", "route-cache", "express-cache", "express-redis-cache"]

  /// `app.get(path, cache.route(3600), handler)`: most requests get what one of them was answered.
  private func isCached(_ handler: RequestHandler, _ program: Program) -> Bool {
    guard let call = handler.call else { return false }
    let file = program[call.file]
    return file.values(file[call.call].arguments).contains { argument in
      guard file[argument].kind == .call else { return false }
      return program.externalPaths(of: file[CallID(file[argument].a)].callee, in: call.file).contains { path in
        Self.routeCaches.contains { path.hasPrefix($0) }
      }
    }
  }

  /// `password: { type: String, set: value => hashSync(value, 10) }` in a schema of Mongoose cannot wait for anything.
  private func instead(
    of entry: BlockingCalls.Entry, in function: FunctionReference, _ program: Program
  ) -> String {
    let file = program[function.file]
    let record = file[function.function]
    guard entry.instead.hasPrefix("await hash"), record.owner == nil, program.text(record.name) == "set" else {
      return entry.instead
    }
    let hooks = ["mongoose": "a pre-save hook", "sequelize": "a beforeSave hook"]
    let hook = file.imports.lazy.compactMap { hooks[program.text($0.specifier)] }.first
    return hook.map { entry.instead + ", in \($0): a setter cannot wait" } ?? entry.instead
  }

  /// Where what is compressed, computed or read comes from, where its size makes the time.
  private func source(
    of external: Program.ExternalCall, _ kind: BlockingCalls.Class, _ documents: LargeDocuments, _ program: Program
  ) -> LargeDocuments.Source? {
    switch kind {
    case .compression, .computation: break
    case .document: return documents.source(of: external)
    case .inputOutput, .metadata, .names, .keyDerivation, .process, .network, .wait, .slices, .promised, .module,
      .template, .templateText, .table, .salt:
      return nil
    }
    if external.path.hasPrefix("adm-zip()") { return documents.source(of: external) }
    guard let flow = program.flows.flow(toArgument: 0, of: external.call, for: .any) else { return nil }
    // A few characters of code are enough to never end.
    if external.path.hasPrefix("node:vm") { return .client(flow) }
    switch flow.part {
    case .body, .files, .message, .arguments: return .client(flow)
    // Short: Node takes 16 KiB of address and headers.
    case .query, .params, .url, .headers, .cookies: return nil
    }
  }

  private func severity(_ kind: BlockingCalls.Class) -> Severity {
    switch kind {
    case .inputOutput, .keyDerivation, .process, .network, .wait: .error
    case .metadata, .names, .compression, .computation, .document, .template, .table, .module: .warning
    case .slices, .promised, .templateText, .salt: .note
    }
  }
}
