import JavaScript
import Semantics
import SourceText

/// Which calls give promises that may be rejected.
extension Promises {
  func rejection(ofCall call: CallReference, _ depth: Int) -> Rejection {
    if let link = chainLink(call) { return rejection(ofChain: link, call, depth) }
    if isReflection(call) || isNextOfExpress(call) { return .never }
    if let step = rejection(ofStep: call, depth) { return step }
    if let body = loweredBody(call) { return rejection(ofLowered: body) }
    var found: [Candidate] = []
    let callees = evaluator.callees(of: call, in: context(around: call))
    let isOwn = callees.contains { $0.entity.kind == .function }
    for callee in callees.prefix(16) {
      switch callee.entity.kind {
      case .function:
        let function = callee.entity.function
        let inner: Rejection
        let isAsync = file(function.file)[function.function].flags.contains(.async)
        if !isAsync, case .possible(let steps) = failure(of: callee, called: call) {
          inner = .possible(steps)
        } else {
          inner = rejection(of: callee, called: call)
        }
        if case .possible(let steps) = inner {
          found.append((0, .possible([step(call, "calls \(quoted(function))")] + steps.prefix(8))))
        } else {
          found.append((0, inner))
        }
      // `res.give = give`, `global.hub = new Hub()`: what the program puts on an object from outside is what is called.
      case .external where isOwn && !isKnown(callee.entity): continue
      case .external:
        found.append((0, rejection(ofExternal: callee.entity, call, depth)))
      default:
        found.append((0, .never))
      }
    }
    if found.isEmpty, looksHarmless(call) || isUnmade(call) { return .never }
    if isOfSession(call) { return .never }
    return found.isEmpty ? .unknown : first(found)
  }

  /// `import { refresh } from "./store.js"`, which exports nothing of that name: it fails before anything runs.
  private func isUnmade(_ call: CallReference) -> Bool {
    let model = file(call.file)
    let origin = model.model.origin(of: model[call.call].callee)
    guard case .imported(let source, let name) = origin.root, origin.path.isEmpty,
      model.imports[source.index].kind == .static,
      case .file(let target) = evaluator.resolutions[call.file.index][source.index]
    else { return false }
    let exports = file(target).exports
    return !exports.isEmpty && !exports.contains { $0.name == name || !$0.name.exists }
  }

  /// `await req.session.destroy()`: express-session takes callbacks, and gives back the session. Source: its README, 1.18.
  private func isOfSession(_ call: CallReference) -> Bool {
    let model = file(call.file)
    let callee = model[model[call.call].callee]
    guard callee.kind == .member, case let base = model[ValueID(callee.a)], base.kind == .member,
      evaluator.text(Atom(base.b)) == "session",
      ["destroy", "save", "regenerate", "reload", "touch"].contains(evaluator.text(Atom(callee.b)))
    else { return false }
    return packages?.version(of: "express-session", for: model.path) != nil
  }

  /// That of the one call of the function around, where it is looked at as that runs it.
  func context(around call: CallReference) -> ContextID {
    guard let standpoint, standpoint.function.file == call.file,
      standpoint.function.function == file(call.file)[call.call].function
    else { return .any }
    return standpoint.context
  }

  /// `await name.trim()`, `await [1, 2].map(double)`, a method of a list: what is no promise.
  func isMethodOfText(_ call: CallReference) -> Bool {
    let model = file(call.file)
    let callee = model[model[call.call].callee]
    guard callee.kind == .member else { return false }
    if [.array, .string].contains(model[ValueID(callee.a)].kind) { return true }
    let things = evaluator.evaluate(call.file, ValueID(callee.a))
    if !things.isEmpty, things.allSatisfy({ $0.kind == .array }) { return true }
    return PlainGlobals.methodsOfText.contains(evaluator.text(Atom(callee.b)))
  }

  /// `__awaiter(this, void 0, void 0, function* () { … })`, which compilers make of an async function: its body.
  private func loweredBody(_ call: CallReference) -> FunctionReference? {
    let model = file(call.file)
    let site = model[call.call]
    let callee = model[site.callee]
    let name: Atom
    switch callee.kind {
    case .binding: name = model[BindingID(callee.a)].name
    case .global: name = Atom(callee.a)
    case .member, .imported: name = Atom(callee.b)
    default: return nil
    }
    guard evaluator.text(name) == "__awaiter", let last = model.values(site.arguments).last,
      model[last].kind == .function
    else { return nil }
    return FunctionReference(file: call.file, function: FunctionID(model[last].a))
  }

  /// What is awaited in it stands behind `yield`, of which nothing is known.
  private func rejection(ofLowered body: FunctionReference) -> Rejection {
    let found = first(interruptions(in: body) + failingCalls(in: body))
    return found.isPossible ? found : .unknown
  }

  private func isKnown(_ entity: Entity) -> Bool {
    libraries.outcome(ofCalling: evaluator.externals.text(ExternalID(entity.id))) != nil
  }

  private func rejection(ofExternal entity: Entity, _ call: CallReference, _ depth: Int) -> Rejection {
    let path = evaluator.externals.text(ExternalID(entity.id))
    let arguments = file(call.file).values(file(call.file)[call.call].arguments)
    // `await jwt.verify(token, key, (error, claims) => …)`: failures go to the callback.
    if FailingCalls.includes(path), arguments.count > 1, endsWithFunction(call, .any), let last = arguments.last {
      return thrown(byCallback: last, call.file)
    }
    if Self.pairing.contains(where: { path.hasPrefix($0) }) || isPauseOfQueue(path) { return .never }
    // `await fs.unlink(path, () => {})`
    if path.hasPrefix("node:"), endsWithFunction(call, .any) { return .never }
    switch path {
    case "#Promise", "bluebird", "bluebird#default", "bluebird#Promise":
      return rejection(ofExecutor: arguments.first, call)
    case "#Promise.resolve":
      guard let first = arguments.first else { return .never }
      return fact(of: first, in: call.file) == nil ? .never : rejection(of: first, in: call.file)
    case "#Promise.all", "#Promise.race", "#Promise.any", "bluebird#all", "bluebird#race", "bluebird#any":
      return arguments.first.map { rejection(ofItems: $0, call.file, depth) } ?? .never
    case "#Promise.reject":
      return .possible([step(call, "gives a rejected promise")])
    default:
      break
    }
    guard let (outcome, _) = libraries.outcome(ofCalling: path) else {
      if PlainGlobals.give(path) || looksHarmless(call) { return .never }
      return fact(of: call) == nil ? .unknown : .possible([step(call, "may fail")])
    }
    if path.hasPrefix("prom-client#"), collectsItself { return .possible([step(call, "may fail in a `collect`")]) }
    if outcome.neverRejects || outcome.gives == .value || tellsOfFailures(path, call.file) { return .never }
    // `getAsync`: what `promisifyAll` made of a client with callbacks alone.
    if isTooOld(path, call.file), !path.hasSuffix("Async") { return .never }
    // With a callback it gives no promise.
    if outcome.takesCallback, endsWithFunction(call, .any) {
      guard outcome.gives == .lazy, runsTwice(path, call) else { return .never }
      return .possible([step(call, "the callback has run the query, and `await` runs it again")])
    }
    return .possible([step(call, "may fail")])
  }

  /// `new Gauge({ name, collect() { … } })` somewhere in the program.
  private var collectsItself: Bool {
    if let known = collectsMetrics { return known }
    let found = evaluator.files.enumerated().contains { index, model in
      model.calls.contains { site in
        guard site.flags.contains(.new), let options = model.values(site.arguments).first,
          model[options].kind == .object,
          model.properties(of: model[options]).contains(where: { evaluator.text($0.name) == "collect" })
        else { return false }
        return evaluator.evaluate(FileIndex(index), site.callee).contains { entity in
          entity.kind == .external && evaluator.externals.text(ExternalID(entity.id)).hasPrefix("prom-client")
        }
      }
    }
    collectsMetrics = found
    return found
  }

  /// `await User.findOne(filter, (error, user) => …)`: Mongoose runs it for the callback and once more for `await`, whose
  /// failure the callback does not hear of; version 6 refuses the second run. Source: mongoosejs.com, 5.x and 6.x, Promises.
  private func runsTwice(_ path: String, _ call: CallReference) -> Bool {
    guard path.hasPrefix("mongoose#"), file(call.file)[call.call].flags.contains(.awaited),
      let version = packages?.version(of: "mongoose", for: file(call.file).path)
    else { return false }
    return version < PackageVersion(major: 7, minor: 0)
  }

  private func rejection(ofItems value: ValueID, _ file: FileIndex, _ depth: Int) -> Rejection {
    let record = self.file(file)[value]
    switch record.kind {
    case .array:
      let items = self.file(file).values(ListID(record.a))
      return items.isEmpty ? .never : all(items, file, depth)
    case .call:
      // `Promise.all(items.map(f))` and `Promise.all(Array.from(items, f))` fail as f does.
      let site = self.file(file)[CallID(record.a)]
      let callee = self.file(file)[site.callee]
      let arguments = self.file(file).values(site.arguments)
      let isFrom = callee.kind == .member && evaluator.text(Atom(callee.b)) == "from"
      guard callee.kind == .member, let callback = isFrom ? arguments.dropFirst().first : arguments.first else {
        return .unknown
      }
      let functions = evaluator.evaluate(file, callback).filter { $0.kind == .function }
      guard let function = functions.first?.function else { return .unknown }
      return rejection(of: function)
    case .binding:
      let values = self.file(file).values(self.file(file)[BindingID(record.a)].values)
      guard values.count == 1, depth < 8 else { return .unknown }
      // What begins empty is filled later.
      let held = self.file(file)[values[0]]
      if held.kind == .array, self.file(file).values(ListID(held.a)).isEmpty {
        return rejection(ofPushed: BindingID(record.a), file, depth)
      }
      return rejection(ofItems: values[0], file, depth + 1)
    default:
      return .unknown
    }
  }

  private func rejection(
    ofChain link: (name: String, receiver: ValueID, arguments: ValueList), _ call: CallReference, _ depth: Int
  ) -> Rejection {
    let handler = link.name == "catch" ? link.arguments.first : link.arguments.dropFirst().first
    if link.name != "finally", let handler, !isNothing(handler, call.file) {
      let own = outcome(ofCallback: handler, call.file)
      guard link.name == "then", let body = link.arguments.first else { return own }
      return first([(0, outcome(ofCallback: body, call.file)), (1, own)])
    }
    let receiver = rejection(of: ValueReference(file: call.file, value: link.receiver, context: .any), depth: depth + 1)
    guard link.name == "then", let body = link.arguments.first else { return receiver }
    return first([(0, receiver), (1, outcome(ofCallback: body, call.file))])
  }

  /// Whether a callback of a chain rejects it in turn.
  func outcome(ofCallback callback: ValueID, _ file: FileIndex) -> Rejection {
    let functions = evaluator.evaluate(file, callback).filter { $0.kind == .function }
    return first(
      functions.prefix(4).map { entity in
        let record = self.file(entity.file)[FunctionID(entity.id)]
        if record.flags.contains(.async) { return (0, rejection(of: entity.function)) }
        let failure = failure(of: entity.function)
        if case .possible = failure { return (0, failure) }
        // What it gives back takes the place of the chain's result.
        return (0, rejection(of: entity.function))
      })
  }

  /// What a callback throws that is called at once.
  private func thrown(byCallback callback: ValueID, _ file: FileIndex) -> Rejection {
    let functions = evaluator.evaluate(file, callback).filter { $0.kind == .function }
    return first(functions.prefix(4).map { (0, failure(of: $0.function)) })
  }

  func isNothing(_ value: ValueID, _ file: FileIndex) -> Bool {
    let record = self.file(file)[value]
    return record.kind == .literal
      && (record.a == LiteralKind.null.rawValue || record.a == LiteralKind.undefined.rawValue)
  }
}
