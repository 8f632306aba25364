import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports calls to other services that wait as long as those like. The promise is on the page beside this file.
struct MissingTimeout: SurveyCheck {
  let interests = FileInterests(kinds: [.callExpression], mentions: Array(FirstAnswer.methods))

  func survey(_ file: FileContext, nodes: FileNodes) -> [FirstAnswer] {
    nodes[.callExpression].compactMap { FirstAnswer($0, file) }
  }

  private struct Place: Hashable {
    var file: FileIndex
    var client: String
  }

  func run(
    on surveyed: [SurveyedFile<FirstAnswer>], program: Program, project: Project, reporter: inout Reporter
  ) {
    guard program.hasServer else { return }
    let callers = WaitingCallers(program: program, answers: FirstAnswer.byFunction(surveyed))
    let clients = limitedClients(program)
    var first: [Place: (external: Program.ExternalCall, count: Int)] = [:]
    var order: [Place] = []
    var seen: Set<CallReference> = []
    for external in program.externalCalls(where: { OutboundCalls.entry(for: $0) != nil })
    where program.isServiceCode(external.call.file) {
      guard let entry = OutboundCalls.entry(for: external.path), !clients.contains(entry.client),
        seen.insert(external.call).inserted, !isServed(external.call.file, program),
        isUnlimited(external, entry, program), program.mayComeTo(external.call)
      else { continue }
      let function = FunctionReference(
        file: external.call.file, function: program[external.call.file][external.call.call].function)
      guard program.servedRoute(of: function) != nil else { continue }
      let place = Place(file: external.call.file, client: entry.client)
      if first[place] == nil { order.append(place) }
      // One that somebody waits for stands for the others.
      if let known = first[place], isLetGo(known.external.call, callers), !isLetGo(external.call, callers) {
        first[place]?.external = external
      }
      first[place, default: (external, 0)].count += 1
    }
    for place in order {
      guard let (external, count) = first[place] else { continue }
      report(external, place.client, count, callers, &reporter)
    }
    reportInstances(program, clients, &reporter)
  }

  private func report(
    _ external: Program.ExternalCall, _ client: String, _ count: Int, _ callers: WaitingCallers,
    _ reporter: inout Reporter
  ) {
    let program = callers.program
    let site = program[external.call.file][external.call.call]
    let function = FunctionReference(file: external.call.file, function: site.function)
    guard let (route, path) = program.servedRoute(of: function) else { return }
    let more = count > 1 ? " (and \(count - 1) more in this file)" : ""
    let isDoubtful = (path?.handler.isPresumed ?? false) || (path?.handler.mayBePrerendered ?? false)
    let waiting = callers.kind(of: external.call, servedBy: route, path)
    // AWS ends a function after three seconds by default, and after fifteen minutes at most.
    let isEnded = path.map { $0.handler.framework == "AWS Lambda" } ?? false
    let limit = isEnded ? "as long as the platform lets it" : "without a limit"
    let consequence: String
    switch waiting {
    case .nobody: consequence = "each one leaves a connection behind"
    case _ where isEnded: consequence = "the function is ended without an answer"
    case .rest: consequence = "what goes on with the answer never runs"
    case .callers: consequence = "so do its callers"
    }
    reporter.report(
      at: site.calleeSpan, in: program[function.file].path,
      "\(client) waits \(limit) \(words(route, path))\(more): when the other side hangs, \(consequence)",
      severity: isDoubtful || waiting == .nobody ? .note : nil, evidence: path?.evidence(in: program) ?? [],
      enclosing: program.qualifiedName(of: function))
  }

  private func isLetGo(_ call: CallReference, _ callers: WaitingCallers) -> Bool {
    let function = callers.program.function(around: call)
    guard let (route, path) = callers.program.servedRoute(of: function) else { return false }
    return callers.kind(of: call, servedBy: route, path) == .nobody
  }

  /// `on GET /users`, `where a timer runs it`, `in the background`
  private func words(_ origin: String, _ path: RequestPath?) -> String {
    let isNoun = origin.hasPrefix("a ") && !origin.hasSuffix(" it")
    if path != nil || origin.hasPrefix("the ") || isNoun { return "on \(origin)" }
    return origin.holds(" ") ? "where \(origin)" : "in the \(origin)"
  }

  /// Scripts that browsers get, by their folder.
  private func isServed(_ file: FileIndex, _ program: Program) -> Bool {
    Bystanders.areServed(program[file].model, program.text)
      || RelativePath.name(of: program[file].path.lowercased()).hasPrefix("service-worker")
  }

  // MARK: What sets limits

  /// Clients that have a limit for all their calls.
  private func limitedClients(_ program: Program) -> Set<String> {
    var clients: Set<String> = []
    if !program.externalCalls(where: { $0.hasSuffix("#setGlobalDispatcher") }).isEmpty {
      clients.formUnion(["fetch", "undici"])
    }
    if !program.externalCalls(where: { $0.hasPrefix("axios#interceptors.request") }).isEmpty { clients.insert("axios") }
    for (index, file) in program.files.enumerated() {
      for write in file.writes where ["timeout", "httpsAgent"].contains(program.text(write.name)) {
        if program.externalPaths(of: write.base, in: FileIndex(index)).contains("axios#defaults") {
          clients.insert("axios")
        }
        if program.externalPaths(of: write.base, in: FileIndex(index)).contains(where: {
          $0.hasSuffix("#HttpService().axiosRef.defaults")
        }) {
          clients.insert("HttpService")
        }
      }
    }
    let modules = program.externalCalls {
      $0.holds("#HttpService().axiosRef.interceptors.request") || $0.holds("#HttpModule.register")
    }
    if modules.contains(where: { setsLimit(ofService: $0, program) }) { clients.insert("HttpService") }
    // The module of NestJS makes its axios from that of the package.
    if clients.contains("axios") { clients.insert("HttpService") }
    return clients
  }

  /// `HttpModule.register({ timeout: 3000 })`, `HttpModule.registerAsync(…)`, `this.http.axiosRef.interceptors`
  private func setsLimit(ofService external: Program.ExternalCall, _ program: Program) -> Bool {
    if external.path.holds("#HttpService().axiosRef.interceptors.request") { return true }
    guard external.path.holds("#HttpModule.register") else { return false }
    let file = program[external.call.file]
    guard !external.path.hasSuffix("Async"), let options = file.values(file[external.call.call].arguments).first else {
      return true
    }
    return program.hasProperty(["timeout", "signal", "httpsAgent"], in: options, of: external.call.file) != false
  }

  private func isUnlimited(
    _ external: Program.ExternalCall, _ entry: OutboundCalls, _ program: Program
  ) -> Bool {
    let file = program[external.call.file]
    let site = file[external.call.call]
    let arguments = file.values(site.arguments)
    guard !arguments.isEmpty, !site.flags.contains(.spreadArguments), !isLocal(external, program),
      !isRaced(site, in: external.call.file, program), !saysLimit(behind: external.call, program)
    else { return false }
    guard arguments.count > entry.options else { return true }
    guard program.hasProperty(entry.limits, in: arguments[entry.options], of: external.call.file) == false else {
      return false
    }
    // `axios(url, config)`
    guard entry.options == 0, arguments.count > 1 else { return true }
    return program.hasProperty(entry.limits, in: arguments[1], of: external.call.file) == false
      || file[arguments[1]].kind == .function
  }

  /// To the same machine, or to a path of the same service.
  private func isLocal(_ external: Program.ExternalCall, _ program: Program) -> Bool {
    let file = program[external.call.file]
    guard let first = file.values(file[external.call.call].arguments).first else { return false }
    if isOfModule(first, external.call.file, program) { return true }
    // `axios({ url: "/state", baseURL: "http://localhost:3000" })`, `request({ uri: "http://localhost:5043" })`
    for argument in file.values(file[external.call.call].arguments) where file[argument].kind == .object {
      for name in ["baseURL", "url", "uri"] {
        let base = file.properties(of: file[argument]).first { program.text($0.name) == name }
        if let base { return beginning(of: base.value, file, program).map(Self.isOfThisMachine) ?? false }
      }
    }
    guard let begin = beginning(of: first, file, program) ?? program.text(ofArgument: 0, of: external.call) else {
      return false
    }
    return begin.hasPrefix("/") || Self.isOfThisMachine(begin)
  }

  /// `axios.create({ baseURL: "/" })`: only a browser knows of which machine that is.
  private func isOfNoOther(_ options: ValueID, _ file: ProgramFile, _ program: Program) -> Bool {
    guard file[options].kind == .object,
      let base = file.properties(of: file[options]).first(where: { program.text($0.name) == "baseURL" }),
      let begin = beginning(of: base.value, file, program)
    else { return false }
    return begin.hasPrefix("/") || Self.isOfThisMachine(begin)
  }

  private static func isOfThisMachine(_ address: String) -> Bool {
    address.hasPrefix("http://localhost") || address.hasPrefix("http://127.0.0.1")
  }

  /// The text that a value is, or begins with.
  private func beginning(of value: ValueID, _ file: ProgramFile, _ program: Program) -> String? {
    switch file[value].kind {
    case .string: return program.text(Atom(file[value].a))
    case .concatenation:
      guard let part = file.values(ListID(file[value].a)).first, file[part].kind == .string else { return nil }
      return program.text(Atom(file[part].a))
    default: return nil
    }
  }

  /// `fetch(new URL("./Inter.ttf", import.meta.url))`: a file of the build.
  private func isOfModule(_ address: ValueID, _ index: FileIndex, _ program: Program) -> Bool {
    let file = program[index]
    var value = file[address]
    if value.kind == .binding, let only = file.values(file[BindingID(value.a)].values).first { value = file[only] }
    guard value.kind == .call, case let arguments = file.values(file[CallID(value.a)].arguments), arguments.count > 1,
      file[arguments[1]].kind == .member
    else { return false }
    return file[ValueID(file[arguments[1]].a)].kind == .importMeta
  }

  /// `Promise.race([fetch(url), timeout])`, `pTimeout(fetch(url))`
  private func isRaced(_ site: CallSite, in index: FileIndex, _ program: Program) -> Bool {
    program[index].calls.contains { other in
      guard other.span.start <= site.span.start, site.span.end <= other.span.end, other.span != site.span else {
        return false
      }
      let words = program.words(for: other.callee, in: index)
      return words.holds("timeout") || words.parts(between: " ").contains { $0 == "race" || $0 == "fire" }
    }
  }

  /// `superagent.get(url).timeout(3000)`, `http.get(url).pipe(timeout(3000))`, and what nobody knows to set none.
  private func saysLimit(behind call: CallReference, _ program: Program) -> Bool {
    program.links(behind: call).contains { link in
      switch program.calleeName(link) {
      case "timeout", "use", "agent": true
      case "pipe":
        program.plainArguments(of: link).contains { argument in
          program.call(behind: argument, in: call.file).flatMap { program.calleeName($0) }?.hasPrefix("timeout")
            ?? false
        }
      default: false
      }
    }
  }

  // MARK: Instances

  /// `axios.create({ baseURL })` without a limit, where requests use what it gives.
  private func reportInstances(_ program: Program, _ clients: Set<String>, _ reporter: inout Reporter) {
    guard !clients.contains("axios") else { return }
    let isUsed = program.externalCalls(where: { $0.hasPrefix("axios#create()") }).contains { external in
      guard program.isServiceCode(external.call.file) else { return false }
      let site = program[external.call.file][external.call.call]
      return program.isOnRequest(FunctionReference(file: external.call.file, function: site.function))
    }
    guard isUsed else { return }
    for external in program.externalCalls(to: "axios#create") {
      let file = external.call.file
      let site = program[file][external.call.call]
      let options = program[file].values(site.arguments).first
      guard program.isServiceCode(file),
        options.map({ program.hasProperty(["timeout", "signal", "httpsAgent"], in: $0, of: file) == false }) ?? true,
        !(options.map { isOfNoOther($0, program[file], program) } ?? false)
      else { continue }
      let function = FunctionReference(file: file, function: site.function)
      reporter.report(
        at: site.calleeSpan, in: program[file].path,
        "what axios.create makes here waits without a limit: when the other side hangs, so do its callers",
        enclosing: program.qualifiedName(of: function))
    }
  }
}
