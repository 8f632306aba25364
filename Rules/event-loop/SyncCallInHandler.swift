import Checking
import Findings
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports blocking calls that run on requests, with the way from the route. The promise is on the page beside this file.
struct SyncCallInHandler: ProgramCheck {
  /// Names of callers between the handler and the call that a message holds; the evidence has them all.
  private static let namedCallers = 2

  func run(on program: Program, project: Project, reporter: inout Reporter) {
    guard program.hasServer else { return }
    var seen: Set<CallReference> = []
    for external in program.externalCalls + program.handedCalls {
      guard let entry = BlockingCalls.entry(for: external.path), isExamined(program.role(of: external.call.file)) else {
        continue
      }
      let site = program[external.call.file][external.call.call]
      if !site.flags.isDisjoint(with: [.developmentOnly, .beforeExit]) { continue }
      let function = FunctionReference(file: external.call.file, function: site.function)
      guard let path = program.requestPath(to: function), seen.insert(external.call).inserted else { continue }
      // What is done once is done before the first request, if starting up leads there too.
      let isOnce = path.isMemoGuarded || site.flags.contains(.memoGuarded)
      if isOnce, program.isStartUp(function) { continue }
      report(external, site, entry, path, program, &reporter)
    }
  }

  private func isExamined(_ verdict: RoleVerdict) -> Bool {
    switch verdict.role {
    case .server, .shared, .library: true
    case .generated, .vendored, .test, .build, .migration, .script, .worker, .frontend, .declaration: false
    }
  }

  private func report(
    _ external: Program.ExternalCall, _ site: CallSite, _ entry: BlockingCalls.Entry, _ path: RequestPath,
    _ program: Program, _ reporter: inout Reporter
  ) {
    let name = calleeName(external.path)
    let isOnce = path.isMemoGuarded || site.flags.contains(.memoGuarded)
    let function = FunctionReference(file: external.call.file, function: site.function)
    let count = program.handlerCount(reaching: function)
    let effect = entry.kind == .slices ? "computes on the event loop, in slices," : "blocks the event loop"
    var message = "\(name) \(effect) on \(path.handler.route)"
    if count > 1 { message += " and \(count - 1) more \(count == 2 ? "handler" : "handlers")," }
    message += through(path, to: function, program)
    if message.hasSuffix(",") { message.removeLast() }
    message += isOnce ? ", on the first request only" : "; use \(entry.instead)"
    let file = program[external.call.file].path
    let place = external.argument ?? place(of: name, site, program[external.call.file])
    reporter.report(
      at: place, in: file, message, severity: isDoubtful(path.handler) ? .note : severity(entry.kind, isOnce: isOnce),
      evidence: path.evidence(in: program)
        + [EvidenceStep(path: file, span: place, message: "\(name) blocks here")],
      enclosing: program.qualifiedName(of: function))
  }

  /// Whether the handler may not be one, or not run on requests.
  private func isDoubtful(_ handler: RequestHandler) -> Bool { handler.isPresumed || handler.mayBePrerendered }

  /// The member's name alone where the callee is written `fs.readFileSync`: chains over several lines stay one mark.
  private func place(of name: String, _ site: CallSite, _ file: ProgramFile) -> Span {
    let span = site.calleeSpan
    let length = UInt32(truncatingIfNeeded: name.utf8.count)
    guard file[site.callee].kind == .member, !name.utf8.contains(0x2E), span.count > name.utf8.count else {
      return span
    }
    return Span(start: span.end - length, end: span.end)
  }

  private func severity(_ kind: BlockingCalls.Class, isOnce: Bool) -> Severity {
    if isOnce { return .note }
    switch kind {
    case .inputOutput, .keyDerivation, .process, .network, .wait: return .error
    case .metadata, .compression, .computation: return .warning
    case .slices: return .note
    }
  }

  /// ` through OrderService.load and OrderService.parse`: the named functions nearest to the call, the handler left out.
  private func through(_ path: RequestPath, to function: FunctionReference, _ program: Program) -> String {
    guard !path.edges.isEmpty else { return "" }
    let callers = path.edges.dropFirst().map(\.caller)
    let names = (callers + [function]).filter(program.isNamed).map(program.name)
    return names.isEmpty ? "" : " through \(names.suffix(Self.namedCallers).joined(separator: " and "))"
  }

  /// The last name of an external path: `readFileSync` of `node:fs#readFileSync`.
  private func calleeName(_ path: String) -> String {
    guard let dot = path.utf8.lastIndex(where: { $0 == 0x2E || $0 == 0x23 }) else { return path }
    let name = String(path[path.utf8.index(after: dot)...])
    if name != "sync" { return name }
    return String(path[..<dot]) + ".sync"
  }
}
