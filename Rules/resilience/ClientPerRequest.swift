import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports database and other clients that are made anew for each request. The promise is on the page beside this file.
struct ClientPerRequest: ProgramCheck {
  func run(on program: Program, project: Project, reporter: inout Reporter) {
    guard program.hasServer else { return }
    var seen: Set<CallReference> = []
    for external in program.externalCalls(where: { ConnectingClients.weight(of: $0) != nil })
    where program.isServiceCode(external.call.file) {
      guard let weight = ConnectingClients.weight(of: external.path) else { continue }
      let site = program[external.call.file][external.call.call]
      let function = FunctionReference(file: external.call.file, function: site.function)
      guard site.flags.isDisjoint(with: [.developmentOnly, .memoGuarded]),
        let path = program.requestPath(to: function), !path.isMemoGuarded, !path.handler.isScheduled,
        seen.insert(external.call).inserted,
        !isKept(external, program), mayArrive(site.span, function, by: path, program),
        external.path != "mongoose#connect" || letsGo(program)
      else { continue }
      report(external, site, weight, path, function, program, &reporter)
    }
  }

  /// `if (mongoose.connection.readyState) return`: the file asks before it connects. Connections in tables of their own
  /// are kept, too.
  private func isKept(_ external: Program.ExternalCall, _ program: Program) -> Bool {
    let file = program[external.call.file]
    let site = file[external.call.call]
    let asks = file.values.contains { value in
      value.kind == .member
        && ["readyState", "isInitialized", "isConnected", "isOpen"].contains(program.text(Atom(value.b)))
    }
    if asks { return true }
    // Stored in something that outlives the function: whoever does that looks there first.
    return file.writes.contains { write in
      write.function == site.function && holds(write.value, site.result, in: file)
    }
      || file.bindings.contains { binding in
        binding.function != site.function && binding.function == .moduleBody
          && file.values(binding.values).contains { holds($0, site.result, in: file) }
      }
      || file.calls.contains { other in
        guard other.function == site.function, file[other.callee].kind == .member,
          ["set", "push", "add"].contains(program.text(Atom(file[other.callee].b)))
        else { return false }
        return file.values(other.arguments).contains { holds($0, site.result, in: file) }
      }
  }

  /// Mongoose has one connection, and gives it back to whoever connects again, unless a request has closed it.
  private func letsGo(_ program: Program) -> Bool {
    let closing: Set = ["mongoose#disconnect", "mongoose#connection.close", "mongoose#connection.destroy"]
    return program.externalCalls(where: closing.contains).contains { external in
      program.requestPath(to: program.function(around: external.call)) != nil
    }
  }

  /// Whether what the calls on the way hand over lets it come there: `connect()` does not enter the branch of
  /// `connect(fresh = false) { if (fresh) … }`.
  private func mayArrive(
    _ span: Span, _ function: FunctionReference, by path: RequestPath, _ program: Program
  ) -> Bool {
    var calls: [CallReference] = []
    for edge in path.edges {
      if !calls.isEmpty, !program.mayRun(edge.span, of: edge.caller, through: calls) { return false }
      let file = program[edge.caller.file]
      let call = file.calls.indices.map { CallID($0) }.first {
        file[$0].function == edge.caller.function && file[$0].calleeSpan == edge.span
      }
      guard edge.kind == .direct, let call else {
        calls = []
        continue
      }
      calls.append(CallReference(file: edge.caller.file, call: call))
    }
    return calls.isEmpty || program.mayRun(span, of: function, through: calls)
  }

  private func holds(_ value: ValueID, _ result: ValueID, in file: ProgramFile, depth: Int = 0) -> Bool {
    if value == result || file.model.origin(of: value).root == .value(result) { return true }
    let record = file[value]
    // cached = { connection }
    if record.kind == .object, depth < 2 {
      return file.properties(of: record).contains { holds($0.value, result, in: file, depth: depth + 1) }
    }
    if record.kind == .call, depth < 4 {
      return file.values(file[CallID(record.a)].arguments).contains { holds($0, result, in: file, depth: depth + 1) }
    }
    return record.kind == .awaited && depth < 4 && holds(ValueID(record.a), result, in: file, depth: depth + 1)
  }

  private func report(
    _ external: Program.ExternalCall, _ site: CallSite, _ weight: ConnectingClients.Weight, _ path: RequestPath,
    _ function: FunctionReference, _ program: Program, _ reporter: inout Reporter
  ) {
    let name = external.path.parts(betweenAnyOf: "#").last.map(String.init) ?? external.path
    let through = path.edges.isEmpty || !program.isNamed(function) ? "" : ", through \(program.name(of: function)),"
    let effect: String
    switch weight {
    case .connections: effect = "opens connections anew for each request"
    case .resources: effect = "starts anew for each request"
    case .configuration: effect = "is set up anew for each request"
    }
    let isServerless = ["AWS Lambda", "Firebase", "Google Cloud Functions", "Azure Functions", "Vercel", "Netlify"]
      .contains { path.handler.framework.hasPrefix($0) }
    // To where the request says: nobody can make it beforehand.
    let isSettled = program[function.file].values(site.arguments).allSatisfy {
      program.isSettled($0, in: function.file)
    }
    let severity: Severity
    switch weight {
    case _ where !isSettled: severity = .note
    case .configuration: severity = .note
    case .resources: severity = .warning
    case .connections:
      severity = path.handler.isPresumed || path.handler.mayBePrerendered ? .note : isServerless ? .warning : .error
    }
    reporter.report(
      at: site.calleeSpan, in: program[function.file].path, "\(name) on \(path.handler.route)\(through) \(effect)",
      severity: severity, evidence: path.evidence(in: program), enclosing: program.qualifiedName(of: function))
  }
}
