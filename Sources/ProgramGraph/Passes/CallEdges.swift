import JavaScript
import Semantics
import SourceText

/// Who calls whom, asked function by function.
struct CallEdges {
  let evaluator: Evaluator
  let examined: [Bool]
  let callees: [[[Evaluator.Callee]]]
  let implied: ImpliedCalls
  private let callsByFunction: [[[CallID]]]
  /// By listener that calls what files of a folder give: what is for the beginning alone.
  private let beginnings: [FunctionReference: Set<FunctionReference>]
  /// Functions that were handed to something that keeps what they return.
  private let memoized: Set<FunctionReference>
  private var memo: [RunningFunction: [(target: RunningFunction, edge: CallEdge)]] = [:]
  private var entryTests: EntryTests

  init(evaluator: Evaluator, examined: [Bool], callees: [[[Evaluator.Callee]]], implied: ImpliedCalls) {
    self.evaluator = evaluator
    self.examined = examined
    self.callees = callees
    self.implied = implied
    entryTests = EntryTests(evaluator: evaluator)
    var memoized: Set<FunctionReference> = []
    var beginnings: [FunctionReference: Set<FunctionReference>] = [:]
    for (file, calls) in callees.enumerated() where examined[file] {
      for (index, found) in calls.enumerated() {
        guard let path = found.first(where: { $0.entity.kind == .external })?.entity.id else { continue }
        let call = CallReference(file: FileIndex(file), call: CallID(index))
        if let (listener, others) = Self.loader(call, ExternalID(path), evaluator) {
          beginnings[listener, default: []].formUnion(others)
        }
        guard Execution.memoizing.contains(evaluator.externals.text(ExternalID(path))) else { continue }
        let model = evaluator.files[file]
        guard let first = model.values(model[CallID(index)].arguments).first else { continue }
        for entity in evaluator.evaluate(FileIndex(file), first) where entity.kind == .function {
          memoized.insert(entity.function)
        }
      }
    }
    self.memoized = memoized
    self.beginnings = beginnings
    callsByFunction = evaluator.files.enumerated().map { file, model in
      guard examined[file] else { return [] }
      var table = [[CallID]](repeating: [], count: model.functions.count)
      for (index, call) in model.calls.enumerated() { table[call.function.index].append(CallID(index)) }
      return table
    }
  }

  /// `client.on(event.name, (...args) => event.execute(...args))`: the listener, and what of all it may call is for an event
  /// that comes once, at the beginning.
  private static func loader(
    _ call: CallReference, _ path: ExternalID, _ evaluator: Evaluator
  ) -> (listener: FunctionReference, others: Set<FunctionReference>)? {
    let model = evaluator.files[call.file.index]
    let arguments = model.values(model[call.call].arguments)
    guard arguments.count > 1, let first = arguments.first, model[first].kind == .member,
      model[arguments[1]].kind == .function
    else { return nil }
    for registration in evaluator.conduct(of: path).registrations {
      guard case .laterEvent(let begun, _) = registration.shape else { continue }
      let others = evaluator.functions(ofObjectsNamed: first, in: call.file, among: begun)
      if others.isEmpty { return nil }
      return (FunctionReference(file: call.file, function: FunctionID(model[arguments[1]].a)), others)
    }
    return nil
  }

  /// The calls written in a function, in source order.
  func calls(in function: FunctionReference) -> [CallID] {
    guard examined[function.file.index] else { return [] }
    return callsByFunction[function.file.index][function.function.index]
  }

  /// The functions that may run because this one does. Branches for development only, and what runs before the process
  /// ends, lead nowhere.
  mutating func edges(from running: RunningFunction) -> [(target: RunningFunction, edge: CallEdge)] {
    if let known = memo[running] { return known }
    var found: [(target: RunningFunction, edge: CallEdge)] = []
    let model = evaluator.files[running.function.file.index]
    let closed = running.context == .any ? [] : entryTests.closed(running.function, in: running.context)
    for id in calls(in: running.function) {
      let site = model[id]
      if !site.flags.isDisjoint(with: [.developmentOnly, .beforeExit]) { continue }
      if closed.contains(where: { $0.contains(site.span) }) { continue }
      let call = CallReference(file: running.function.file, call: id)
      let edge = CallEdge(
        caller: running.function, span: site.calleeSpan, kind: .direct,
        timing: takesMessages(site, call.file) ? .event : .now, isMemoGuarded: site.flags.contains(.memoGuarded),
        isInLoop: site.flags.contains(.inLoop))
      let targets =
        running.context == .any
        ? callees[call.file.index][id.index] : evaluator.callees(of: call, in: running.context)
      for target in entered(targets, by: call, in: running.context) {
        if let others = beginnings[running.function], others.contains(target.function) { continue }
        var entry = edge
        if memoized.contains(target.function) { entry.isMemoGuarded = true }
        found.append((target, entry))
      }
      var handed = edge
      handed.kind = .callback
      for callback in callbacks(targets, call, running.context) {
        if edge.timing == .now { handed.timing = callback.timing }
        handed.isRepeated = callback.isRepeated
        found.append((callback.target, handed))
      }
      if found.count > Evaluator.fanOut * 4 { break }
    }
    for step in implied.steps(of: running.function) {
      let edge = CallEdge(caller: running.function, span: step.span, kind: step.kind, isMemoGuarded: step.isGuarded)
      found.append((RunningFunction(function: step.target.function, context: step.target.context), edge))
    }
    memo[running] = found
    return found
  }

  /// `for await (const message of subscription) handle(message)`: what stands in the loop runs when messages come.
  private func takesMessages(_ site: CallSite, _ file: FileIndex) -> Bool {
    guard site.flags.contains(.inAwaitLoop) else { return false }
    let model = evaluator.files[file.index]
    let around = model[site.function].span
    return model.values.contains { value in
      value.kind == .elementOf && value.span.start < site.span.start && around.contains(value.span)
        && evaluator.evaluate(file, ValueID(value.a)).contains { entity in
          entity.kind == .external
            && Execution.subscriptions.contains(evaluator.externals.text(ExternalID(entity.id)))
        }
    }
  }

  /// Whether a function waits for messages in a loop.
  func loopsOverMessages(_ function: FunctionReference) -> Bool {
    let model = evaluator.files[function.file.index]
    return calls(in: function).contains { takesMessages(model[$0], function.file) }
  }

  /// The context that a call's function runs in: one of its own where what the call hands over decides which of its code
  /// runs, though no function is among it.
  private mutating func decided(
    _ target: Evaluator.Callee, by call: CallReference, in context: ContextID, _ inner: ContextID
  ) -> ContextID {
    let function = target.entity.function
    guard !target.positionsUnknown, entryTests.ask(function),
      evaluator.contexts.call(of: function, in: inner)?.call != call
    else { return inner }
    let model = evaluator.files[call.file.index]
    let handsOn = model.values(model[call.call].arguments).contains { entryTests.owner(of: $0, model) != nil }
    let entered = evaluator.contexts.enter(
      function, by: call, outer: handsOn ? context : .any, lexical: target.entity.context,
      skipped: target.skippedArguments)
    let closed = entryTests.closed(function, in: entered)
    let own = evaluator.files[function.file.index]
    let decides = calls(in: function).contains { id in closed.contains { $0.contains(own[id].span) } }
    return decides ? entered : inner
  }

  private mutating func entered(
    _ targets: [Evaluator.Callee], by call: CallReference, in context: ContextID
  ) -> [RunningFunction] {
    targets.flatMap { target -> [RunningFunction] in
      switch target.entity.kind {
      case .function:
        let inner = evaluator.bodyContext(
          of: target.entity, called: call, in: context, skipped: target.skippedArguments)
        return [
          RunningFunction(function: target.entity.function, context: decided(target, by: call, in: context, inner))
        ]
      case .class:
        return evaluator.constructors(of: target.entity).map { constructor in
          let inner = evaluator.heritage(of: constructor, entered: target.entity, by: call, in: context)
          return RunningFunction(function: constructor, context: inner)
        }
          + evaluator.calledByBase(of: target.entity).map {
            RunningFunction(function: $0.function, context: $0.context)
          }
      default:
        return []
      }
    }
  }

  private struct Callback {
    var target: RunningFunction
    var timing: CallEdge.Timing
    var isRepeated = false
  }

  /// Functions handed to code outside the program, or to code that is not known: they are taken to be called.
  private func callbacks(
    _ targets: [Evaluator.Callee], _ call: CallReference, _ context: ContextID
  ) -> [Callback] {
    var leadsOutside = targets.isEmpty
    var timing = CallEdge.Timing.now
    var opens = false
    var queued: [Callback] = []
    var isInterval = false
    var watches = false
    let isOwn = targets.contains { $0.entity.kind == .function }
    for target in targets where target.entity.kind == .external {
      let conduct = evaluator.conduct(of: ExternalID(target.entity.id))
      if conduct.callsNothing { return [] }
      let path = evaluator.externals.text(ExternalID(target.entity.id))
      if Execution.callingAll.contains(path) { opens = true }
      if Execution.queueing.contains(path) {
        queued += worker(of: target.entity).map { Callback(target: $0, timing: .now) }
      }
      let registrations = conduct.registrations
      if !registrations.isEmpty {
        guard let phase = lifecycle(registrations, call) else { return [] }
        timing = phase
      } else if Execution.timers.contains(path) {
        timing = .timer
        isInterval = path.hasSuffix("setInterval")
      } else if Execution.watchers.contains(path) {
        timing = .event
        watches = true
      } else if Execution.closes(path) {
        timing = .shutdown
      } else if isOwn {
        // `server.destroy = done => …`: what the program puts on an object from outside is what is called.
        continue
      }
      leadsOutside = true
    }
    guard leadsOutside else { return [] }
    let model = evaluator.files[call.file.index]
    let site = model[call.call]
    if model[site.callee].kind == .member, Execution.removing.contains(evaluator.text(Atom(model[site.callee].b))) {
      return []
    }
    if let event = eventTiming(site, call.file) { timing = event }
    let listens =
      timing == .event && model[site.callee].kind == .member && evaluator.text(Atom(model[site.callee].b)) != "once"
    return queued
      + model.values(site.arguments).flatMap { argument -> [Callback] in
        guard mayHoldFunction(model[argument].kind) else { return [] }
        let isOption = site.flags.contains(.new) && model[argument].kind == .object
        return handed(argument, call.file, context, opens: opens).map {
          Callback(
            target: RunningFunction(function: $0.function, context: $0.context), timing: timing,
            isRepeated: listens || watches || isInterval || isOption)
        }
      }
  }

  /// What a queue was made with.
  private func worker(of queue: Entity) -> [RunningFunction] {
    guard let made = queue.siteCall else { return [] }
    let model = evaluator.files[made.file.index]
    guard let first = model.values(model[made.call].arguments).first else { return [] }
    return evaluator.evaluate(made.file, first).filter { $0.kind == .function }
      .map { RunningFunction(function: $0.function, context: $0.context) }
  }

  /// The functions in an argument: itself, or those written into an array or object there.
  ///
  /// - Parameter opens: whether all that stands in an object is called, not only what is written there.
  private func handed(
    _ argument: ValueID, _ file: FileIndex, _ context: ContextID, opens: Bool = false
  ) -> [Entity] {
    let model = evaluator.files[file.index]
    let value = model[argument]
    switch value.kind {
    case .object:
      // Most are data: functions are looked for where they are written.
      return model.properties(of: value).filter { opens || model[$0.value].kind == .function }
        .flatMap { evaluator.evaluate(file, $0.value, in: context) }
        .flatMap { $0.kind == .array ? evaluator.elements(ofArray: $0) : [$0] }.filter { $0.kind == .function }
    case .array:
      return model.values(ListID(value.a)).filter { mayBeFunction(model[$0].kind) }
        .flatMap { evaluator.evaluate(file, $0, in: context) }.filter { $0.kind == .function }
    default:
      return evaluator.evaluate(file, argument, in: context).flatMap { entity -> [Entity] in
        switch entity.kind {
        case .function: [entity]
        case .array: evaluator.elements(ofArray: entity).filter { $0.kind == .function }
        default: []
        }
      }
    }
  }

  private func mayBeFunction(_ kind: ValueKind) -> Bool {
    switch kind {
    case .function, .binding, .global, .imported, .member, .call, .choice: true
    default: false
    }
  }

  /// Frameworks call what is registered on requests, save what they call while starting and stopping. nil for what is
  /// found as a handler.
  private func lifecycle(_ registrations: [ExternalTypes.Registration], _ call: CallReference) -> CallEdge.Timing? {
    if registrations.contains(where: \.shape.runsAtOnce) { return .now }
    let model = evaluator.files[call.file.index]
    let first = model.values(model[call.call].arguments).first
    let event = first.flatMap { evaluator.eventName($0, call.file) }
    var isHandler = false
    for registration in registrations {
      switch registration.shape {
      case .event(let events, let shape):
        guard events.isEmpty || event.map({ events.contains($0) }) ?? false else { continue }
        if shape.phase == .shutdown { return .shutdown }
        isHandler = true
      case .laterEvent(let begun, _) where first.map { evaluator.isEvent($0, in: call.file, among: begun) } ?? false:
        continue
      case .functions(let shape) where shape.phase == .shutdown: return .shutdown
      default: isHandler = true
      }
    }
    // A listener for an event of no interest: `server.on("listening", …)`.
    return isHandler ? nil : .now
  }

  /// `process.on("SIGTERM", …)` runs at the end, other listeners when their event comes.
  private func eventTiming(_ site: CallSite, _ file: FileIndex) -> CallEdge.Timing? {
    let model = evaluator.files[file.index]
    let callee = model[site.callee]
    guard callee.kind == .member, Execution.listening.contains(evaluator.text(Atom(callee.b))) else { return nil }
    guard let first = model.values(site.arguments).first else { return .event }
    // One name, or each of a list of them.
    let names = evaluator.evaluate(file, first).filter { $0.kind == .string }.map { evaluator.text(Atom($0.id)) }
    // `process.on(signal, …)`, for signals of a table.
    if names.isEmpty, isOfProcess(ValueID(callee.a), file) { return .shutdown }
    guard !names.isEmpty, names.allSatisfy(Execution.shutdownEvents.contains) else { return .event }
    // A child's end is not that of this process.
    let isChild = evaluator.evaluate(file, ValueID(callee.a)).contains { entity in
      entity.kind == .external
        && Execution.children.contains { evaluator.externals.text(ExternalID(entity.id)).hasPrefix($0) }
    }
    return isChild ? .event : .shutdown
  }

  private func isOfProcess(_ value: ValueID, _ file: FileIndex) -> Bool {
    evaluator.evaluate(file, value).contains { entity in
      guard entity.kind == .external else { return false }
      let path = evaluator.externals.text(ExternalID(entity.id))
      return path == "#process" || path == "node:process"
    }
  }

  private func mayHoldFunction(_ kind: ValueKind) -> Bool {
    switch kind {
    case .function, .binding, .global, .imported, .member, .call, .parameter, .choice, .element, .elementOf, .spread,
      .awaited, .this, .module, .object, .array:
      true
    default: false
    }
  }
}
