import Checking
import Findings
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports blocking calls that run on requests, with the way from the route. The promise is on the page beside this file.
struct SyncCallInHandler: ProgramCheck {
  func run(on program: Program, project: Project, reporter: inout Reporter) {
    guard program.hasServer else { return }
    var seen: Set<CallReference> = []
    for external in program.externalCalls + program.handedCalls {
      guard let entry = BlockingCalls.entry(for: external, program), entry.kind != .wait,
        !BlockingCalls.waitsForNothing(external, program),
        program.isServing(external.call.file)
      else { continue }
      let site = program[external.call.file][external.call.call]
      if !site.flags.isDisjoint(with: [.developmentOnly, .beforeExit]) { continue }
      let function = FunctionReference(file: external.call.file, function: site.function)
      guard let path = program.requestPath(to: function), seen.insert(external.call).inserted else { continue }
      let mayComeThere = program.mayComeTo(external.call) {
        program.requestPath(to: program.function(around: $0)) != nil
      }
      guard mayComeThere else { continue }
      // What is done once is done before the first request, if starting up leads there too.
      let isOnce = path.isMemoGuarded || site.flags.contains(.memoGuarded)
      if isOnce, program.isStartUp(function) { continue }
      report(external, site, entry, path, program, &reporter)
    }
  }

  private func report(
    _ external: Program.ExternalCall, _ site: CallSite, _ entry: BlockingCalls.Entry, _ path: RequestPath,
    _ program: Program, _ reporter: inout Reporter
  ) {
    let name = program.calleeName(external.path)
    let isOnce = path.isMemoGuarded || site.flags.contains(.memoGuarded)
    let function = FunctionReference(file: external.call.file, function: site.function)
    let count = program.handlerCount(reaching: function)
    let input = isOnce ? nil : input(of: external, entry.kind, program)
    let effect = entry.kind == .slices ? "computes on the event loop, in slices," : "blocks the event loop"
    var message = "\(name) \(effect) on \(path.handler.route)"
    if count > 1 { message += " and \(count - 1) more \(count == 2 ? "handler" : "handlers")," }
    message += program.passage(along: path, to: function)
    if message.hasSuffix(",") { message.removeLast() }
    if input != nil { message += ", for as long as the client's input makes it" }
    if path.handler.isAlone { message += ", in an instance that serves nobody else meanwhile" }
    message += isOnce ? ", on the first request only" : "; use \(entry.instead)"
    let file = program[external.call.file].path
    let place = external.argument ?? program.place(of: external.call, named: name)
    var grade = input == nil ? severity(entry.kind) : .error
    // A function that is taken for a handler by its parameters is one nearly always.
    if path.handler.isPresumed { grade = grade == .error ? .warning : .note }
    let isNote = path.handler.mayBePrerendered || path.handler.isAlone || isOnce
    reporter.report(
      at: place, in: file, message, severity: isNote ? .note : grade,
      evidence: path.evidence(in: program) + program.evidence(input?.steps ?? [])
        + [EvidenceStep(path: file, span: place, message: "\(name) blocks here")],
      enclosing: program.qualifiedName(of: function))
  }

  /// How what is compressed or computed comes from the client, where its size makes the time.
  private func input(
    of external: Program.ExternalCall, _ kind: BlockingCalls.Class, _ program: Program
  ) -> RequestFlow? {
    switch kind {
    case .compression, .computation: break
    case .inputOutput, .metadata, .keyDerivation, .process, .network, .wait, .slices, .template, .table: return nil
    }
    guard let flow = program.flows.flow(toArgument: 0, of: external.call, for: .any) else { return nil }
    // A few characters of code are enough to never end.
    if external.path.hasPrefix("node:vm") { return flow }
    switch flow.part {
    case .body, .files, .message, .arguments: return flow
    // Short: Node takes 16 KiB of address and headers.
    case .query, .params, .url, .headers, .cookies: return nil
    }
  }

  private func severity(_ kind: BlockingCalls.Class) -> Severity {
    switch kind {
    case .inputOutput, .keyDerivation, .process, .network, .wait: .error
    case .metadata, .compression, .computation, .template, .table: .warning
    case .slices: .note
    }
  }
}
