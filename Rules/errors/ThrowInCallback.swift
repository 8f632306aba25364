import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports what is thrown in callbacks that the event loop calls. The promise is on the page beside this file.
struct ThrowInCallback: ProgramCheck {
  func run(on program: Program, project: Project, reporter: inout Reporter) {
    let handlers = Dictionary(
      program.handlers.map { ($0.function, $0) }, uniquingKeysWith: { first, _ in first })
    // multer's `fileFilter` and its kin run while the body arrives.
    let uploads = Dictionary(
      grouping: program.handlers.filter { $0.framework == Self.uploads }.map(\.function), by: \.file)
    var seen: Set<FunctionReference> = []
    let resort = LastResort(program, project)
    for index in program.files.indices {
      let file = FileIndex(index)
      guard program.isServiceCode(file) else { continue }
      var found: [Throwing] = []
      for taken in CallbackCalls.all(in: file, program) {
        for function in program.functions(of: taken.callback, in: file) {
          guard seen.insert(function).inserted, let item = throwing(function, taken, handlers[function], program) else {
            continue
          }
          found.append(item)
        }
      }
      for function in uploads[file] ?? [] where seen.insert(function).inserted {
        guard let handler = handlers[function], let call = handler.call,
          let item = throwing(
            function, CallbackCall(call: call, kind: .event("file"), position: 0, callback: .unknown), handler, program)
        else { continue }
        found.append(item)
      }
      guard !found.isEmpty, !program.isBystander(file) else { continue }
      for item in found where !UncalledCode.of(program).holds(item.function) {
        report(item, resort, program, &reporter)
      }
    }
  }

  private struct Throwing {
    var function: FunctionReference
    var taken: CallbackCall
    var steps: [ProgramStep]
    /// By a call that throws where its input is not valid; otherwise by `throw`.
    var parser: String?
    var handler: RequestHandler?
  }

  /// Listeners that answer nothing but trouble: to fail there is meant. Express emits `mount` while it mounts.
  private static let events: Set<String> = [
    "error", "listening", "exit", "uncaughtException", "unhandledRejection", "warning", "SIGTERM", "SIGINT",
    "mount",
  ]
  private static let parsers: Set<String> = [
    "JSON.parse", "URL", "decodeURIComponent", "decodeURI", "verify", "assert", "ok", "equal", "strictEqual", "atob",
  ]
  private static let emitters: Set<String> = [
    "node:http", "socket.io", "ws", "node:net", "AMQP", "redis", "broker", uploads,
  ]
  /// Called by a parser of bodies, which is a listener of the request.
  private static let uploads = "upload"

  private func throwing(
    _ function: FunctionReference, _ taken: CallbackCall, _ handler: RequestHandler?, _ program: Program
  ) -> Throwing? {
    if case .event(let name) = taken.kind, Self.events.contains(name) { return nil }
    if taken.kind == .errorFirstAtOnce || taken.kind == .rest { return nil }
    // `app.listen(port, (error) => { if (error) throw error })`: before Express 5 there is none, and then it is the start.
    if taken.kind == .plain, program.calleeName(taken.call) == "listen" { return nil }
    // Frameworks catch what their handlers throw; emitters do not.
    if let handler, !Self.emitters.contains(handler.framework), taken.kind != CallbackCalls.endOfBody { return nil }
    guard case .possible(let steps) = program.promises.failure(of: function), let last = steps.last,
      steps.count < 4
    else { return nil }
    var item = Throwing(function: function, taken: taken, steps: steps, parser: nil, handler: handler)
    // One of several functions that a name may stand for need not be this one.
    guard steps.allSatisfy({ step in call(at: step, program).map { program.targets(of: $0).count < 2 } ?? true }) else {
      return nil
    }
    guard last.text != "throws here" else {
      // What holds against misuse far away is not what fails.
      return steps.count > 2 ? nil : item
    }
    let name = last.text.split(separator: "`").first.map(String.init) ?? ""
    guard Self.parsers.contains(name) else { return nil }
    item.parser = name
    return item
  }

  private func report(_ item: Throwing, _ resort: LastResort, _ program: Program, _ reporter: inout Reporter) {
    guard let first = item.steps.first else { return }
    let path = program.requestPath(to: item.function)
    let phase = program.phase(of: item.function)
    if path == nil, phase == .startUp || phase == .shutdown { return }
    let route = (item.handler?.route ?? path?.handler.route).map { " on \($0)" } ?? ""
    let what: String
    if item.steps.count > 1 {
      what = "what \(Failing(first, program).callee) throws"
    } else {
      what = (writer(of: item, program) ?? item.parser).map { "what \($0) throws" } ?? "what is thrown here"
    }
    let taker = program.spoken(program.taker(of: item.function)?.call ?? item.taken.call)
    let hearing = resort.hearingOfException(in: item.handler?.site.file ?? first.file, on: path)
    let isFatal = LastResort.isFatal(hearing, .endsProcess)
    let end = isFatal ? "ends the process" : LastResort.clause(hearing, .endsProcess)
    let severity = severity(item, path, program)
    reporter.report(
      at: first.span, in: program[first.file].path,
      "\(what) in the callback of \(taker)\(route) reaches no catch, and \(end)",
      severity: isFatal ? severity : min(severity, .warning),
      evidence: (path?.evidence(in: program) ?? []) + evidence(item, program),
      enclosing: program.qualifiedName(of: item.function))
  }

  /// `JSON.parse(xml.toJson(text))`: what is made JSON of can be parsed, and making it may fail.
  private func writer(of item: Throwing, _ program: Program) -> String? {
    guard item.parser == "JSON.parse", let last = item.steps.last, let parsing = call(at: last, program),
      case let file = program[parsing.file], let text = file.values(file[parsing.call].arguments).first,
      file[text].kind == .call,
      case let writing = CallReference(file: parsing.file, call: CallID(file[text].a)),
      let name = program.calleeName(writing)?.lowercased(), name == "tojson" || name.hasSuffix("2json")
    else { return nil }
    return program.spoken(writing)
  }

  private func evidence(_ item: Throwing, _ program: Program) -> [EvidenceStep] {
    let site = program[item.taken.call.file][item.taken.call.call]
    let call = EvidenceStep(
      path: program[item.taken.call.file].path, span: site.calleeSpan, message: "calls the function from the event loop"
    )
    return [call] + program.evidence(item.steps)
  }

  private func severity(_ item: Throwing, _ path: RequestPath?, _ program: Program) -> Severity {
    if isMeant(item, program) { return .note }
    let isOnRequest = path != nil || item.handler?.phase == .request
    if item.parser == nil, item.steps.count > 1 {
      return isOnRequest && isGivenInput(item, program) ? .warning : .note
    }
    guard isOnRequest, item.taken.kind != .presumed else { return .warning }
    if item.parser == nil { return item.taken.kind == .timer ? .warning : .error }
    // Text from the client is another thing than text that the program stored itself.
    switch item.taken.kind {
    case .event: return .error
    case .errorFirst, .errorFirstAtOnce, .timer, .plain, .rest, .presumed: return .warning
    }
  }

  /// `catch (error) { log(error); throw error }` in a timer, `setTimeout(() => { throw error })` in a catch clause: who
  /// writes so wants the process to end. What random bytes are asked for, they come.
  private func isMeant(_ item: Throwing, _ program: Program) -> Bool {
    if program.externals(of: item.taken.call).contains(where: Self.unfailing.contains) { return true }
    guard item.taken.kind == .timer, let last = item.steps.last, last.text == "throws here" else { return false }
    let file = program[last.file]
    return file.model.interruptions.contains { record in
      guard record.kind == .throw, record.span.contains(last.span) || last.span.contains(record.span) else {
        return false
      }
      let thrown = file[record.value]
      return thrown.kind == .caught || thrown.kind == .binding && file[BindingID(thrown.a)].kind == .caught
    }
  }

  private static let unfailing: Set<String> = [
    "node:crypto#randomBytes", "node:crypto#randomFill", "node:crypto#default.randomBytes",
    "node:crypto#default.randomFill",
  ]

  /// Whether the function that throws is handed something of the request.
  private func isGivenInput(_ item: Throwing, _ program: Program) -> Bool {
    guard let first = item.steps.first, let call = call(at: first, program) else { return false }
    let count = program[call.file].values(program[call.file][call.call].arguments).count
    return (0..<count).contains { program.flows.flow(toArgument: $0, of: call, for: .any) != nil }
  }

  private func call(at step: ProgramStep, _ program: Program) -> CallReference? {
    let file = program[step.file]
    let index = file.calls.indices.first { file.calls[$0].span == step.span || file.calls[$0].calleeSpan == step.span }
    return index.map { CallReference(file: step.file, call: CallID($0)) }
  }
}
