import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports work that is begun for every element of a list of any length at once. The promise is on the page beside this
/// file.
struct UnboundedPromiseAll: ProgramCheck {
  func run(on program: Program, project: Project, reporter: inout Reporter) {
    guard program.hasServer else { return }
    let queries = ListQueries(program)
    for external in program.externalCalls(where: { $0 == "#Promise.all" || $0 == "#Promise.allSettled" })
    where program.isServing(external.call.file) {
      guard let mapping = mapping(external.call, program), let way = way(to: external.call, program),
        let work = work(in: mapping, program), let size = size(of: mapping, queries, program)
      else { continue }
      report(external, mapping, size, work, way, program, &reporter)
    }
  }

  // MARK: The list

  /// `list.map(f)`
  private struct Mapping {
    var call: CallReference
    var list: ValueID
    var function: FunctionReference
  }

  private func mapping(_ all: CallReference, _ program: Program) -> Mapping? {
    let file = program[all.file]
    guard var value = file.values(file[all.call].arguments).first else { return nil }
    if file[value].kind == .binding {
      let values = file.values(file[BindingID(file[value].a)].values)
      guard values.count == 1 else { return nil }
      value = values[0]
    }
    guard file[value].kind == .call else { return nil }
    let call = CallReference(file: all.file, call: CallID(file[value].a))
    let callee = file[file[call.call].callee]
    guard callee.kind == .member, program.text(Atom(callee.b)) == "map",
      let argument = file.values(file[call.call].arguments).first
    else { return nil }
    let list = ValueID(callee.a)
    guard file[list].kind != .array, !isCut(list, file, program, depth: 0) else { return nil }
    if file[argument].kind == .function {
      let function = FunctionReference(file: all.file, function: FunctionID(file[argument].a))
      return Mapping(call: call, list: list, function: function)
    }
    // A function by its name.
    guard case .function(let id) = file.model.origin(of: argument).root else { return nil }
    return Mapping(call: call, list: list, function: FunctionReference(file: all.file, function: id))
  }

  /// Something on the way to the list keeps it short: `ids.slice(0, 50)`, `chunk(ids, 10)`.
  private func isCut(_ id: ValueID, _ file: ProgramFile, _ program: Program, depth: Int) -> Bool {
    guard depth < 8 else { return false }
    let value = file[id]
    switch value.kind {
    case .binding:
      let values = file.values(file[BindingID(value.a)].values)
      return values.count == 1 && isCut(values[0], file, program, depth: depth + 1)
    case .awaited, .spread: return isCut(ValueID(value.a), file, program, depth: depth + 1)
    // A part of something that was cut into parts.
    case .elementOf where value.b == 0: return true
    case .member: return isCut(ValueID(value.a), file, program, depth: depth + 1)
    case .call:
      let callee = file[file[CallID(value.a)].callee]
      switch callee.kind {
      case .member:
        let name = program.text(Atom(callee.b))
        return Self.cutting.contains(name) || isCut(ValueID(callee.a), file, program, depth: depth + 1)
      default: return false
      }
    default: return false
    }
  }

  private static let cutting: Set<String> = [
    "slice", "splice", "take", "limit", "chunk", "first", "sampleSize", "takeRight", "filter",
  ]

  private enum Size {
    case client(RequestFlow)
    case query(ListQuery)
  }

  private func size(of mapping: Mapping, _ queries: ListQueries, _ program: Program) -> Size? {
    let file = mapping.call.file
    let place = program[file][mapping.call.call].span
    if let flow = program.flows.flow(to: mapping.list, in: file, at: place, for: .amount), flow.mayBeObject,
      [.body, .message, .arguments].contains(flow.part)
    {
      return .client(flow)
    }
    return queries.source(of: mapping.list, in: file).map { .query($0) }
  }

  // MARK: The work

  /// What is done outside of the process for each element; nil where nothing is, or somebody counts.
  private func work(in mapping: Mapping, _ program: Program) -> (call: CallReference, kind: OutsideWork)? {
    var found: (CallReference, OutsideWork)?
    for call in program.calls(within: mapping.function) {
      if limits(call, program) { return nil }
      if found == nil, let kind = work(of: call, program) { found = (call, kind) }
    }
    if let found { return found }
    for call in program.calls(within: mapping.function) {
      guard case .followed(let targets, _) = program.outcome(of: call), targets.count == 1 else { continue }
      for inner in program.calls(within: targets[0]) {
        if limits(inner, program) { return nil }
        if found == nil, let kind = work(of: inner, program) { found = (inner, kind) }
      }
    }
    return found
  }

  /// What is asked in one transaction goes through one connection, one after the other.
  private func work(of call: CallReference, _ program: Program) -> OutsideWork? {
    guard let kind = program.outsideWork(of: call), kind != .query else { return nil }
    return kind == .write && isInTransaction(call, program) ? nil : kind
  }

  /// `item.update(values, { transaction })`
  private func isInTransaction(_ call: CallReference, _ program: Program) -> Bool {
    let file = program[call.file]
    return file.values(file[call.call].arguments).contains { argument in
      let value = file.behindNames(argument)
      return value.kind == .object
        && file.properties(of: value).contains { ["transaction", "session"].contains(program.text($0.name)) }
    }
  }

  private static let limiters: Set<String> = [
    "p-limit", "p-queue", "bottleneck", "async-sema", "p-throttle", "limiter", "semaphore-async-await", "async-mutex",
    "throat", "promise-limit",
  ]

  /// `limit(() => …)`, `queue.add(…)`, `semaphore.acquire()`
  private func limits(_ call: CallReference, _ program: Program) -> Bool {
    let paths = program.externals(of: call)
    if paths.contains(where: { path in Self.limiters.contains(String(path.prefix { $0 != "#" && $0 != "(" })) }) {
      return true
    }
    guard let spoken = program.spoken(program[call.file][call.call].callee, in: call.file)?.lowercased() else {
      return false
    }
    let last = spoken.parts(between: ".").last.map(String.init) ?? spoken
    return ["limit", "acquire", "schedule", "throttle", "enqueue"].contains(last) || spoken.holds("limiter")
      || spoken.holds("semaphore")
  }

  // MARK: The finding

  private struct Way {
    var words: String
    var evidence: [EvidenceStep]
    var isDoubtful: Bool
  }

  private func way(to call: CallReference, _ program: Program) -> Way? {
    let function = program.function(around: call)
    if program[call.file][call.call].flags.contains(.developmentOnly) { return nil }
    if let path = program.requestPath(to: function) {
      return Way(
        words: "on \(path.handler.route)", evidence: path.evidence(in: program), isDoubtful: path.handler.isDoubtful)
    }
    guard let background = program.evidence(that: function, runsIn: .background) else { return nil }
    return Way(
      words: "in the background", evidence: background.steps.map { $0.evidence(in: program) }, isDoubtful: false)
  }

  private func report(
    _ external: Program.ExternalCall, _ mapping: Mapping, _ size: Size,
    _ work: (call: CallReference, kind: OutsideWork), _ way: Way, _ program: Program, _ reporter: inout Reporter
  ) {
    let path = program[external.call.file].path
    let list = program.spoken(mapping.list, in: mapping.call.file).map { "`\($0)`" } ?? "the list"
    let callee = program.quotedCallee(of: work.call)
    let message: String
    var evidence = way.evidence
    switch size {
    case .client(let flow):
      message = "\(callee) is begun for every element of \(list) at once, as many as the client sends, \(way.words)"
      evidence += program.evidence(flow.steps)
    case .query(let query):
      message =
        "\(callee) is begun at once for everything that `\(query.name)` finds, without a limit, \(way.words)"
      evidence.append(
        EvidenceStep(
          path: program[query.call.file].path, span: program[query.call.file][query.call.call].calleeSpan,
          message: "reads all records there are"))
    }
    evidence.append(
      EvidenceStep(
        path: program[work.call.file].path, span: program[work.call.file][work.call.call].calleeSpan,
        message: "begun for each element"))
    reporter.report(
      at: program.place(of: external.call, named: program.calleeName(external.path)), in: path, message,
      severity: way.isDoubtful ? .note : nil, evidence: evidence,
      enclosing: program.qualifiedName(of: program.function(around: external.call)))
  }
}
