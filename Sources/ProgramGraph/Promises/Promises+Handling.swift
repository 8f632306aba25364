import JavaScript
package import Semantics
import SourceText

/// What becomes of a promise in the place where it comes into being.
extension Promises {
  /// What is done with the result of a call that gives a promise.
  package func handling(of call: CallReference) -> PromiseHandling {
    handlingSteps = 0
    return handling(of: call, depth: 0)
  }

  private func handling(of call: CallReference, depth: Int) -> PromiseHandling {
    guard depth < 24 else { return .kept }
    let site = file(call.file)[call.call]
    if let link = chainLink(call), let caught = catches(link, call) { return caught }
    if site.flags.contains(.voided) { return .voided }
    if site.flags.contains(.awaited) { return .awaited(inTry: site.flags.contains(.inTry)) }
    if site.flags.contains(.unused) { return isKeptByCallee(call) ? .passed(to: call) : .dropped }
    return handling(of: site.result, in: call.file, depth: depth + 1)
  }

  /// `group.add(promise)`, where `add(p) { this.list.push(p); return p }`: what is given back is what was handed over and
  /// kept.
  private func isKeptByCallee(_ call: CallReference) -> Bool {
    let callees = evaluator.callees(of: call, in: .any)
    guard !callees.isEmpty, callees.count <= 8 else { return false }
    return callees.allSatisfy { callee in
      guard callee.entity.kind == .function else { return false }
      let function = callee.entity.function
      let model = file(function.file)
      let returns = model.values(model[function.function].returns)
      guard !returns.isEmpty, !model[function.function].flags.contains(.async) else { return false }
      return returns.allSatisfy { isKeptParameter($0, of: function) }
    }
  }

  private func isKeptParameter(_ value: ValueID, of function: FunctionReference) -> Bool {
    let model = file(function.file)
    guard model[value].kind == .binding else { return false }
    let binding = model[BindingID(model[value].a)]
    guard binding.kind == .parameter, binding.function == function.function,
      let use = uses(of: function.file).use(of: BindingID(model[value].a))
    else { return false }
    return uses(of: function.file).uses(of: use).contains { use in
      switch use {
      case .argument, .kept, .part: true
      case .base, .alternative, .returned, .named, .awaited: false
      }
    }
  }

  /// Promises of a file that nobody looks after, ends of chains alone, in source order.
  package func unhandled(in file: FileIndex) -> [CallReference] {
    self.file(file).calls.indices.compactMap { index in
      let call = CallReference(file: file, call: CallID(index))
      // Most calls are handled, which costs less to see than what they give.
      guard !handling(of: call).isHandled, !isLinkOfChain(call), fact(of: call) != nil else { return nil }
      return call
    }
  }

  /// Whether another call goes on with the promise: `.then(…)`, a further part of a query, `Promise.all([…])`.
  package func isLinkOfChain(_ call: CallReference) -> Bool {
    let model = file(call.file)
    return uses(of: call.file).uses(of: model[call.call].result).contains { use in
      switch use {
      case .base(_, let next):
        guard let next else { return false }
        let reference = CallReference(file: call.file, call: next)
        return chainLink(reference) != nil || fact(of: reference) != nil
      case .part(let whole):
        guard model[whole].kind == .array else { return false }
        return uses(of: call.file).uses(of: whole).contains { use in
          guard case .argument(let id, _) = use else { return false }
          return combines(CallReference(file: call.file, call: id))
        }
      case .argument, .alternative, .returned, .named, .awaited, .kept:
        return false
      }
    }
  }

  /// What is done with a value: the best of all its uses.
  package func handling(of value: ValueID, in file: FileIndex) -> PromiseHandling {
    let record = self.file(file)[value]
    if record.kind == .call { return handling(of: CallReference(file: file, call: CallID(record.a))) }
    handlingSteps = 0
    return handling(of: value, in: file, depth: 0)
  }

  func catches(
    _ link: (name: String, receiver: ValueID, arguments: ValueList), _ call: CallReference
  ) -> PromiseHandling? {
    let handler = link.name == "catch" ? link.arguments.first : link.arguments.dropFirst().first
    guard link.name != "finally", let handler, !isNothing(handler, call.file) else { return nil }
    return throwsInTurn(handler, call.file) ? nil : .caught
  }

  /// A handler that throws in turn hands the rejection on. What else may fail in it is its own affair.
  private func throwsInTurn(_ handler: ValueID, _ file: FileIndex) -> Bool {
    evaluator.evaluate(file, handler).contains { entity in
      guard entity.kind == .function else { return false }
      let model = self.file(entity.file)
      return uses(of: entity.file).interruptions(in: FunctionID(entity.id)).contains { index in
        let record = model.model.interruptions[index]
        return record.kind == .throw && !record.flags.contains(.inTry)
      }
    }
  }

  /// `connect().catch((error) => { log(error); throw error })`: a link of the chain deals with the failure by throwing on.
  package func throwsOnWhatItCaught(_ call: CallReference) -> Bool {
    var current = call
    for _ in 0..<16 {
      guard let link = chainLink(current) else { return false }
      let handler = link.name == "catch" ? link.arguments.first : link.arguments.dropFirst().first
      if link.name != "finally", let handler, throwsInTurn(handler, call.file) { return true }
      let receiver = file(call.file)[link.receiver]
      guard receiver.kind == .call else { return false }
      current = CallReference(file: call.file, call: CallID(receiver.a))
    }
    return false
  }

  private func handling(of value: ValueID, in file: FileIndex, depth: Int) -> PromiseHandling {
    handlingSteps += 1
    guard depth < 24, handlingSteps < Self.maximumSteps else { return .kept }
    let uses = uses(of: file).uses(of: value)
    // Only tested, compared, or otherwise looked at.
    guard !uses.isEmpty else { return .kept }
    var worst: PromiseHandling?
    for use in uses.prefix(64) {
      let found = handling(by: use, value, file, depth)
      if case .dropped = found {
        worst = worst ?? found
      } else if case .ignored = found {
        worst = worst ?? found
      } else {
        return found
      }
    }
    return worst ?? .kept
  }

  private func handling(
    by use: ValueUses.Use, _ value: ValueID, _ file: FileIndex, _ depth: Int
  ) -> PromiseHandling {
    let model = self.file(file)
    switch use {
    case .awaited(let index):
      return .awaited(inTry: model.model.interruptions[index].flags.contains(.inTry))
    case .argument(let id, _):
      return passed(to: CallReference(file: file, call: id), depth)
    case .base(_, let call):
      guard let call else { return .kept }
      let reference = CallReference(file: file, call: call)
      if chainLink(reference) != nil { return handling(of: reference, depth: depth + 1) }
      // `User.find().sort()` goes on as the query it was; of other members of a promise nothing is known.
      return fact(of: reference) == nil ? .kept : handling(of: reference, depth: depth + 1)
    case .part(let whole), .alternative(let whole):
      switch model[whole].kind {
      case .array, .choice, .spread: return handling(of: whole, in: file, depth: depth + 1)
      default: return .kept
      }
    case .returned(let function):
      return returned(by: function, file)
    case .named(let binding):
      guard model[binding].isRead else { return .dropped }
      guard let use = self.uses(of: file).use(of: binding), use != value else { return .kept }
      let found = handling(of: use, in: file, depth: depth + 1)
      return found.isHandled ? found : .kept
    case .kept:
      return .kept
    }
  }

  private func passed(to call: CallReference, _ depth: Int) -> PromiseHandling {
    // `Promise.all([…])` is as handled as its result.
    combines(call) ? handling(of: call, depth: depth + 1) : .passed(to: call)
  }

  private func combines(_ call: CallReference) -> Bool {
    evaluator.evaluate(call.file, file(call.file)[call.call].callee).contains { entity in
      entity.kind == .external
        && PromiseConsumers.combining.contains(evaluator.externals.text(ExternalID(entity.id)))
    }
  }

  /// Given back by a callback to something that does not look: `items.forEach(item => save(item))`.
  private func returned(by function: FunctionID, _ file: FileIndex) -> PromiseHandling {
    guard let taker = consumer(of: FunctionReference(file: file, function: function)) else { return .returned }
    return .ignored(by: taker)
  }

  /// `bot.on("text", ctx => answer(ctx))` of Telegraf and grammY, where `on` takes middleware.
  private func isAwaitedByFramework(_ path: ExternalID) -> Bool {
    evaluator.conduct(of: path).registrations.contains { registration in
      guard case .functions(let shape) = registration.shape, let awaits = shape.awaits else { return false }
      return awaits == .always
    }
  }

  /// The call that is given a function and ignores what it returns; nil where somebody may look at it.
  package func consumer(of function: FunctionReference) -> CallReference? {
    guard let (id, index) = uses(of: function.file).call(takingCallback: function.function) else { return nil }
    let model = file(function.file)
    let site = model[id]
    let call = CallReference(file: function.file, call: id)
    let callees = evaluator.callees(of: call, in: .any)
    for callee in callees where callee.entity.kind == .external {
      let path = evaluator.externals.text(ExternalID(callee.entity.id))
      if PromiseConsumers.ignoring.contains(path), index == 0 { return call }
      if isAwaitedByFramework(ExternalID(callee.entity.id)) { return nil }
    }
    // A method of that name of the project may look at what it is given.
    guard callees.allSatisfy({ $0.entity.kind == .external }), model[site.callee].kind == .member else { return nil }
    let name = evaluator.text(Atom(model[site.callee].b))
    if name == "forEach", index == 0, site.flags.isDisjoint(with: [.awaited]) { return call }
    if PromiseConsumers.listening.contains(name), index == 1 {
      let arguments = model.values(site.arguments)
      if let first = arguments.first, model[first].kind == .string { return call }
    }
    return nil
  }
}

/// What becomes of promises that are handed over. Sources: ECMAScript 2026, Node.js 24 documentation.
enum PromiseConsumers {
  /// The result stands for all that was given.
  static let combining: Set<String> = [
    "#Promise.all", "#Promise.allSettled", "#Promise.race", "#Promise.any", "#Promise.resolve", "bluebird#all",
    "bluebird#map", "bluebird#props",
  ]

  /// Call their first argument and do not look at what it returns.
  static let ignoring: Set<String> = [
    "#setTimeout", "#setInterval", "#setImmediate", "#queueMicrotask", "#process.nextTick", "node:process#nextTick",
    "node:timers#setTimeout", "node:timers#setInterval", "node:timers#setImmediate",
  ]

  /// Methods of event emitters: the listener is the second argument.
  static let listening: Set<String> = ["on", "once", "addListener", "prependListener", "addEventListener"]
}
