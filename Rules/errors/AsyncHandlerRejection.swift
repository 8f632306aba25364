import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports handlers whose promise may be rejected where the framework does not look at it. The promise is on the page
/// beside this file.
struct AsyncHandlerRejection: ProgramCheck {
  func run(on program: Program, project: Project, reporter: inout Reporter) {
    let resort = LastResort(program, project)
    let schedules = Schedules(program)
    var routes: [Place: [RequestHandler]] = [:]
    var order: [(place: Place, steps: [ProgramStep])] = []
    for handler in program.handlers where !handler.awaitsRejection && program.isRunningCode(handler.function.file) {
      guard case .possible(let steps) = program.promises.rejection(of: handler), let first = steps.first,
        !program.promises.isWrapped(handler), !schedules.hear(handler), !isNeverRegistered(handler, program)
      else { continue }
      let place = Place(file: first.file, span: first.span)
      if routes[place] == nil { order.append((place, steps)) }
      routes[place, default: []].append(handler)
    }
    for (place, steps) in order where !isOtherBranch(place, steps, order, program) {
      report(routes[place] ?? [], steps, resort, schedules, program, &reporter)
    }
  }

  /// `if (event.once) client.once(name, run); else client.on(name, run)`, where the same fails: one finding, at `on`.
  private func isOtherBranch(
    _ place: Place, _ steps: [ProgramStep], _ order: [(place: Place, steps: [ProgramStep])], _ program: Program
  ) -> Bool {
    func name(of place: Place) -> String? {
      program[place.file].calls.last { site in
        program[place.file][site.callee].kind == .member && site.span.contains(place.span) && site.span != place.span
      }.map { program.text(Atom(program[place.file][$0.callee].b)) }
    }
    guard steps.count > 1, name(of: place) == "once" else { return false }
    return order.contains { other in
      other.place.file == place.file && other.place != place && other.steps.count == steps.count
        && zip(other.steps, steps).dropFirst(2).allSatisfy { $0.file == $1.file && $0.span == $1.span }
        && name(of: other.place) == "on"
    }
  }

  /// What registers it stands in a function that nothing calls.
  private func isNeverRegistered(_ handler: RequestHandler, _ program: Program) -> Bool {
    if program.isOfUnaskedSession(handler) { return true }
    guard let call = handler.call else { return false }
    let function = FunctionReference(file: call.file, function: program[call.file][call.call].function)
    return UncalledCode.of(program).contains(function)
  }

  private struct Place: Hashable {
    var file: FileIndex
    var span: Span
  }

  private func report(
    _ registered: [RequestHandler], _ steps: [ProgramStep], _ resort: LastResort, _ schedules: Schedules,
    _ program: Program, _ reporter: inout Reporter
  ) {
    // `adapt(controller)` is one function with many routes, and the failure one controller's.
    let handlers = steps.last.map { program.registrations(registered, leadingTo: $0) } ?? registered
    guard let handler = handlers.first, let first = steps.first else { return }
    let hearing = resort.hearing(of: handler)
    let unheard = program.promises.unheard(of: handler.function)
    let isKept = handler.framework == "scheduler" && schedules.keep(handler)
    let isFatal = !isKept && LastResort.isFatal(hearing, unheard)
    var end = isKept ? "nobody hears of it" : LastResort.clause(hearing, unheard)
    if handler.framework == "AMQP", !isWithoutAcknowledgement(handler, program),
      !isAcknowledged(handler, before: first, program)
    {
      end = "the message is never acknowledged and " + end
    } else if handler.route == "every connection of a socket" {
      end = "the handshake hangs and " + end
    }
    let failing = Failing(first, program)
    let isMadeBefore = isOfLoading(first, program)
    if isMadeBefore { end = "it is made while the module is loaded, where a failure of it ends the process" }
    let others = Set(handlers.map(\.route)).count - 1
    let more = others > 0 ? " and \(others) more" : ""
    let registration = EvidenceStep(
      path: program[handler.site.file].path, span: handler.site.span,
      message: handler.kind == .route ? "\(handler.route) is registered here" : "\(handler.route) comes here")
    reporter.report(
      at: failing.place, in: program[first.file].path,
      "\(failing.text) on \(handler.route)\(more): \(schedules.ignorance(of: handler) ?? ignorance(of: handler)), "
        + (isMadeBefore ? end : consequence(of: handler, end, isAnswered: isAnswered(handler, before: first, program))),
      severity: (isFatal || leavesRequest(handler)) && !isMadeBefore && !isLastToClose(first, program)
        ? nil : isTold(first, program) || hearing == .listener(event: "error") ? .note : .warning,
      evidence: [registration] + program.evidence(steps),
      enclosing: program.qualifiedName(of: handler.function))
  }

  /// `const connected = connect()` of the module, and `await connected`: it has failed before anybody waits for it.
  private func isOfLoading(_ step: ProgramStep, _ program: Program) -> Bool {
    let file = program[step.file]
    guard let record = file.model.interruptions.first(where: { $0.span == step.span }), record.kind == .await,
      record.function != .moduleBody, case let awaited = file[record.value]
    else { return false }
    switch awaited.kind {
    case .call: return file[CallID(awaited.a)].function == .moduleBody
    case .binding:
      let binding = file[BindingID(awaited.a)]
      return binding.kind == .const && binding.function == .moduleBody
    default: return false
    }
  }

  /// `finally { await client.close() }`, behind which nothing is waited for.
  private func isLastToClose(_ step: ProgramStep, _ program: Program) -> Bool {
    let model = program[step.file].model
    guard let record = model.interruptions.first(where: { $0.span == step.span }), record.kind == .await,
      let call = program.call(behind: record.value, in: step.file),
      RoutineCalls.givesBack.contains(program.calleeName(call) ?? "")
    else { return false }
    return !model.interruptions.contains {
      $0.function == record.function && $0.span.start > record.span.end && !$0.flags.contains(.inTry)
    }
  }

  /// `catch (error) { logger.error(error); throw new Error("failed") }`: the failure is written down before it is thrown on.
  private func isTold(_ step: ProgramStep, _ program: Program) -> Bool {
    let file = program[step.file]
    guard let record = file.model.interruptions.first(where: { $0.span == step.span }), record.kind == .throw,
      record.flags.contains(.inCatch)
    else { return false }
    return file.calls.contains { site in
      guard site.function == record.function, site.flags.contains(.inCatch), site.span.end <= record.span.start,
        case let callee = file[site.callee], callee.kind == .member
      else { return false }
      return ["error", "fatal", "critical", "captureException"].contains(program.text(Atom(callee.b)))
        && file.values(site.arguments).contains { isCaught(file[$0], file) }
    }
  }

  private func isCaught(_ value: Value, _ file: ProgramFile) -> Bool {
    if value.kind == .caught { return true }
    guard value.kind == .binding else { return false }
    return file.values(file[BindingID(value.a)].values).contains { file[$0].kind == .caught }
  }

  /// Whether somebody waits for an answer of such a handler.
  private func leavesRequest(_ handler: RequestHandler) -> Bool {
    ["Express", "Polka", "Restify", "node:http", "NestJS", "Passport"].contains(handler.framework)
      && !isOfGateway(handler)
  }

  /// `handleConnection` and `handleDisconnect` of a gateway.
  private func isOfGateway(_ handler: RequestHandler) -> Bool {
    handler.framework == "NestJS" && handler.route.hasPrefix("a socket's ")
  }

  private func ignorance(of handler: RequestHandler) -> String {
    switch handler.framework {
    case "Express", "Polka", "Restify":
      let version = handler.frameworkVersion.map { " \($0)" } ?? ""
      return "\(handler.framework)\(version) ignores the promise of a handler"
    case "node:http": return "the server ignores the promise of its listener"
    case "socket.io" where handler.route == "every connection of a socket":
      return "socket.io ignores the promise of its middleware"
    case "socket.io", "ws", "node:net": return "an event emitter ignores the promise of its listener"
    case "chat bot": return "the bot ignores the promise of what it calls"
    case "NestJS" where isOfGateway(handler): return "NestJS ignores the promise of what it calls there"
    case "NestJS": return "middleware is Express's affair, which ignores its promise"
    default: return "\(handler.framework) ignores the promise of what it calls"
    }
  }

  /// `catch (error) { res.status(400).json({}); throw error }`: what fails comes behind the answer, in the same function.
  private func isAnswered(_ handler: RequestHandler, before step: ProgramStep, _ program: Program) -> Bool {
    let file = program[step.file]
    guard step.file == handler.function.file, handler.signature == .expressLike else { return false }
    let isInCatch =
      file.model.interruptions.contains { $0.span == step.span && $0.flags.contains(.inCatch) }
      || file.calls.contains { file[$0.result].span == step.span && $0.flags.contains(.inCatch) }
    guard isInCatch else { return false }
    return file.calls.contains { site in
      site.function == handler.function.function && site.flags.contains(.inCatch) && site.span.end <= step.span.start
        && isAnswer(site, file, program)
    }
  }

  /// `res.status(400).json(…)`
  private func isAnswer(_ site: CallSite, _ file: ProgramFile, _ program: Program) -> Bool {
    var callee = file[site.callee]
    guard callee.kind == .member,
      ["json", "send", "end", "sendStatus", "redirect", "render"].contains(program.text(Atom(callee.b)))
    else { return false }
    for _ in 0..<8 {
      let base = file[ValueID(callee.a)]
      switch base.kind {
      case .call: callee = file[file[CallID(base.a)].callee]
      case .member: callee = base
      case .binding:
        let binding = file[BindingID(base.a)]
        return binding.kind == .parameter && binding.function == site.function
      default: return false
      }
      guard callee.kind == .member else { return false }
    }
    return false
  }

  private func consequence(of handler: RequestHandler, _ end: String, isAnswered: Bool) -> String {
    if leavesRequest(handler), !isAnswered { return "the request hangs and \(end)" }
    return end.hasPrefix("the ") ? end : "and \(end)"
  }

  /// `channel.ack(message)` in front of what fails.
  private func isAcknowledged(_ handler: RequestHandler, before step: ProgramStep, _ program: Program) -> Bool {
    guard step.file == handler.function.file else { return false }
    return program[step.file].calls.contains { site in
      guard site.function == handler.function.function, site.span.end <= step.span.start,
        case let callee = program[step.file][site.callee], callee.kind == .member
      else { return false }
      return ["ack", "nack", "reject"].contains(program.text(Atom(callee.b)))
    }
  }

  /// `channel.consume(queue, handler, { noAck: true })`
  private func isWithoutAcknowledgement(_ handler: RequestHandler, _ program: Program) -> Bool {
    guard let call = handler.call, let options = program[call.file].values(program[call.file][call.call].arguments).last
    else { return false }
    let file = program[call.file]
    guard file[options].kind == .object,
      let option = file.properties(of: file[options]).first(where: { program.text($0.name) == "noAck" })
    else { return false }
    return program.constant(option.value, in: call.file) == .boolean(true)
  }
}

/// The first thing in a function that may fail, in words.
struct Failing {
  /// "nobody catches a failure of User.find()"
  var text: String
  /// The narrow place to show.
  var place: Span
  /// `User.find()`
  var callee = "it"

  init(_ step: ProgramStep, _ program: Program) {
    let file = program[step.file]
    if let record = file.model.interruptions.first(where: { $0.span == step.span }) {
      switch record.kind {
      case .throw:
        text = "nobody catches what is thrown here"
        place = step.span
      case .await:
        if let call = program.call(behind: record.value, in: step.file) {
          callee = program.spoken(call)
          text = "nobody catches a failure of \(callee)"
          place = program.head(of: program.rootCall(of: call))
        } else {
          text = "nobody catches a failure of \(program.spoken(record.value, step.file))"
          place = step.span
        }
      }
      return
    }
    if let index = file.calls.indices.first(where: {
      file.calls[$0].span == step.span || file.calls[$0].calleeSpan == step.span
    }) {
      let call = CallReference(file: step.file, call: CallID(index))
      callee = program.spoken(call)
      text = "nobody catches a failure of \(callee)"
      place = program.head(of: program.rootCall(of: call))
      return
    }
    text = "nobody catches a failure here"
    place = step.span
  }
}
