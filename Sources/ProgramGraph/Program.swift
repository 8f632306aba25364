package import JavaScript
package import ProjectFacts
package import Semantics
package import SourceText
import Synchronization

/// All files together: who imports whom, who calls whom, what runs on a request. Immutable once built.
///
/// Paths are relative to the project's root; spans are byte offsets in the file they are said with.
package final class Program: @unchecked Sendable {
  package let files: [ProgramFile]
  /// Names; questions asked later may add some, so this is always the table that knows them all.
  package var atoms: AtomTable { evaluator.atoms }
  package let roles: [RoleVerdict]
  /// All handlers, in the order of their registrations: those of requests and those of jobs, messages and schedules.
  package let handlers: [RequestHandler]
  /// Hooks, validators and setters of object mappers. They run when a record is stored or loaded, whoever asks for it:
  /// their phase is `request` where a request does.
  package let modelHooks: [RequestHandler]
  /// What frameworks and Node call, handlers and others, with the phase in which they do.
  let entries: [RequestHandler]
  /// Calls whose callee is something from outside, with its path: `node:fs#readFileSync`.
  package let externalCalls: [ExternalCall]
  let externalCallIndex: ExternalCallIndex
  let packages: PackageFacts
  /// Calls of array methods that are handed something from outside to call: `names.filter(fs.existsSync)`.
  package let handedCalls: [ExternalCall]

  private let indexes: [String: FileIndex]
  private let resolutions: [[ResolvedModule]]
  private let callees: [[[Evaluator.Callee]]]
  private let reachability: ComputeReachability
  private let knownPhases: Mutex<FindPhases?>
  private let callers: Mutex<[RunningFunction: [RunningFunction]]?>
  private let edges: CallEdges
  private let examined: [Bool]
  let reach: HandlerReach
  /// The owners of the memory of names, that of `evaluator.atoms` first.
  private let arenas: [TreeArena]
  let evaluator: Evaluator
  /// What is known of promises: found when it is asked for.
  package let promises: Promises
  /// What comes from requests: found when it is asked for.
  package let flows: Flows
  /// What rules work out of all this.
  package let derived = DerivedFacts()

  package struct ExternalCall: Sendable {
    package var call: CallReference
    package var path: String
    /// Where the function is handed over, if the call does not name it but its callee calls it.
    package var argument: Span?
  }

  init(
    evaluator: Evaluator, roles: [RoleVerdict], entries: [RequestHandler], modelHooks: [RequestHandler],
    externalCalls: [ExternalCall],
    handedCalls: [ExternalCall],
    callees: [[[Evaluator.Callee]]], reachability: ComputeReachability, edges: CallEdges, examined: [Bool],
    packages: PackageFacts, arenas: [TreeArena]
  ) {
    files = evaluator.files
    self.roles = roles
    self.entries = entries
    self.modelHooks = modelHooks
    handlers = entries.filter(\.isListed)
    self.externalCalls = externalCalls
    externalCallIndex = ExternalCallIndex(externalCalls)
    self.handedCalls = handedCalls
    self.callees = callees
    self.reachability = reachability
    self.edges = edges
    self.examined = examined
    self.packages = packages
    self.arenas = arenas
    knownPhases = Mutex(nil)
    callers = Mutex(nil)
    self.evaluator = evaluator
    let promises = Promises(evaluator: evaluator, packages: packages)
    self.promises = promises
    reach = HandlerReach(entries: entries, reachability: reachability, edges: edges)
    flows = Flows(
      evaluator: evaluator, promises: promises, handlers: handlers, externalCalls: externalCalls, reach: reach)
    resolutions = evaluator.resolutions
    indexes = Dictionary(
      evaluator.files.enumerated().map { ($1.path, FileIndex($0)) }, uniquingKeysWith: { first, _ in first })
  }

  /// The table of names may have grown since, and then its memory is other than what its owner knows of.
  deinit { arenas.first?.atoms = evaluator.atoms }

  package subscript(file: FileIndex) -> ProgramFile { files[file.index] }

  package func index(of path: String) -> FileIndex? { indexes[path] }

  /// Whether the calls of a file say anything about the running program: those of tests and vendored code do not.
  package func isExamined(_ file: FileIndex) -> Bool { examined[file.index] }

  package func role(of file: FileIndex) -> RoleVerdict { roles[file.index] }

  package func text(_ atom: Atom) -> String { atom.isNone ? "" : atoms.text(atom) }

  /// Whether any request handler was found: without one, request-phase rules have nothing to say.
  package var hasServer: Bool { handlers.contains { $0.phase == .request } }

  /// The file an import leads to, if it is one of the program's.
  package func target(of id: ImportID, in file: FileIndex) -> FileIndex? {
    if case .file(let found) = resolutions[file.index][id.index] { return found }
    return nil
  }

  /// Whether an import names something outside the project: a package or a core module, and no alias of a file.
  package func isExternal(_ id: ImportID, in file: FileIndex) -> Bool {
    resolutions[file.index][id.index] == .external
  }

  // MARK: Names

  /// The name of a function for people: `OrderService.load`, `loadReport`, `anonymous function`.
  package func name(of reference: FunctionReference) -> String {
    let model = files[reference.file.index]
    let record = model[reference.function]
    if record.kind == .module { return "the module body" }
    var parts: [String] = []
    if record.kind == .constructor { parts = ["constructor"] }
    if record.name.exists { parts = [text(record.name)] }
    if let owner = record.owner, model[owner].name.exists { parts.insert(text(model[owner].name), at: 0) }
    return parts.isEmpty ? "an anonymous function" : parts.joined(separator: ".")
  }

  /// Whether people gave the function a name.
  package func isNamed(_ reference: FunctionReference) -> Bool {
    let record = files[reference.file.index][reference.function]
    return record.kind != .module && (record.name.exists || record.kind == .constructor)
  }

  /// Dotted names of everything around a function, for fingerprints; empty at the top level.
  package func qualifiedName(of reference: FunctionReference) -> String {
    let model = files[reference.file.index]
    var parts: [String] = []
    var current = reference.function
    while current != .moduleBody {
      let record = model[current]
      if record.name.exists { parts.append(text(record.name)) }
      if let owner = record.owner, model[owner].name.exists { parts.append(text(model[owner].name)) }
      current = record.parent
    }
    return parts.reversed().joined(separator: ".")
  }

  // MARK: Reachability

  /// Where following calls was cut short, in words; empty where it was not.
  package var limits: [String] { reachability.limits(answersCut: evaluator.answersCut) }

  /// How a function is reached from a request handler; nil if it is not.
  package func requestPath(to function: FunctionReference) -> RequestPath? {
    requestPath(by: reachability.way(to: function))
  }

  /// The same of one call in a function: by a way on which the arguments let that call run. `read(fd)` does not come to
  /// what stands behind `if (sync)`.
  package func requestPath(toCall call: CallReference) -> RequestPath? {
    let site = self[call.file][call.call]
    let function = FunctionReference(file: call.file, function: site.function)
    guard asksForParameters(function) else { return requestPath(to: function) }
    let way = reachability.way(to: function) { context in
      context == .any || !promises.entryTests.closed(function, in: context).contains { $0.contains(site.span) }
    }
    return requestPath(by: way)
  }

  private func requestPath(by way: [ComputeReachability.Step]) -> RequestPath? {
    guard let last = way.first else { return nil }
    return RequestPath(
      handler: entries[last.handler], edges: CallEdge.withoutCircles(way.compactMap(\.edge).reversed()),
      isMemoGuarded: last.isMemoGuarded)
  }

  /// How many registrations of handlers reach a function, itself included if it is one.
  package func handlerCount(reaching function: FunctionReference) -> Int {
    let callers = callers.withLock { known in
      if let known { return known }
      var edges = edges
      let made = reachability.callers(edges: &edges)
      known = made
      return made
    }
    var queue = reachability.states(of: function)
    var seen = Set(queue)
    while let next = queue.popLast() {
      for caller in callers[next] ?? [] where seen.insert(caller).inserted { queue.append(caller) }
    }
    let sites = entries.lazy.filter { handler in
      handler.phase == .request && seen.contains(RunningFunction(function: handler.function, context: handler.context))
    }
    return Set(sites.map(\.site)).count
  }

  /// Those of several registrations that come to where a step stands; all of them where none is known to.
  package func registrations(_ handlers: [RequestHandler], leadingTo step: ProgramStep) -> [RequestHandler] {
    guard handlers.count > 1 else { return handlers }
    let function = ImpliedCalls.function(around: step.span, self[step.file])
    return reach.registrations(handlers, leadingTo: FunctionReference(file: step.file, function: function))
  }

  package func isOnRequest(_ function: FunctionReference) -> Bool { reachability.first[function] != nil }

  /// Runs while the process starts: reachable from the top level of a module. A function may also run on requests.
  package func isStartUp(_ function: FunctionReference) -> Bool { phases.reason(.startUp, function) != nil }

  /// The phases other than that of requests. Few ask, so they are found when the first does.
  var phases: FindPhases {
    knownPhases.withLock { known in
      if let known { return known }
      var edges = edges
      let made = FindPhases(evaluator: evaluator, examined: examined, entries: entries, edges: &edges)
      known = made
      return made
    }
  }

  /// What a value may be from outside: external paths such as `node:fs#readFileSync`; empty if none is known.
  package func externalPaths(of value: ValueID, in file: FileIndex) -> [String] {
    evaluator.evaluate(file, value).filter { $0.kind == .external }
      .map { evaluator.externals.text(ExternalID($0.id)) }
  }

  /// The calls whose results from outside a value may be: `db.prepare(…)` of a statement, wherever it is kept.
  package func calls(making value: ValueID, in file: FileIndex) -> [CallReference] {
    evaluator.evaluate(file, value).filter { $0.kind == .external }.compactMap(\.siteCall)
  }

  /// Whether the file of a call tells by itself that the callee comes from outside: it names a global or imports a
  /// package, without another file of the project between.
  package func isResolvedInFile(_ call: CallReference) -> Bool {
    let file = files[call.file.index]
    var value = file[file[call.call].callee]
    for _ in 0..<16 {
      switch value.kind {
      case .global: return true
      case .module, .imported: return target(of: ImportID(value.a), in: call.file) == nil
      case .member, .awaited: value = file[ValueID(value.a)]
      case .call: value = file[file[CallID(value.a)].callee]
      case .binding:
        let values = file.values(file[BindingID(value.a)].values)
        guard values.count == 1 else { return false }
        value = file[values[0]]
      default: return false
      }
    }
    return false
  }

  /// The functions of the program a call may enter, calls of classes as their constructors.
  package func targets(of call: CallReference) -> [FunctionReference] {
    callees[call.file.index][call.call.index].compactMap { callee in
      switch callee.entity.kind {
      case .function: callee.entity.function
      case .class: evaluator.constructor(of: callee.entity)
      default: nil
      }
    }
  }

  func callees(of call: CallReference) -> [Evaluator.Callee] { callees[call.file.index][call.call.index] }

  /// Whether nothing at all is known about what a call enters.
  package func isUnknown(_ call: CallReference) -> Bool { callees[call.file.index][call.call.index].isEmpty }
}

/// The way from a request handler to a function: the handler, then each call on the way.
package struct RequestPath: Sendable {
  package var handler: RequestHandler
  package var edges: [CallEdge]
  /// Somewhere on the way stands a guard that lets only the first request through.
  package var isMemoGuarded: Bool
}
