import JavaScript
import Semantics
import SourceText

/// Promises that calls give.
extension Promises {
  func fact(ofCall call: CallReference, _ context: ContextID) -> PromiseFact? {
    let site = file(call.file)[call.call]
    // `super()` gives nothing.
    if file(call.file)[site.callee].kind == .superclass { return nil }
    let callees = evaluator.callees(of: call, in: context)
    var found: PromiseFact?
    for callee in callees {
      switch callee.entity.kind {
      case .function:
        if site.flags.contains(.new) { return nil }
        guard let fact = fact(ofCalling: callee, call, context) else { return nil }
        found = joined(found, fact)
      case .external:
        // Nothing is known of most that comes from outside: it neither proves nor refutes.
        if let fact = fact(ofExternal: callee.entity, call, context) { found = joined(found, fact) }
      case .class:
        guard let fact = fact(ofConstructing: callee.entity, call) else { return nil }
        found = found ?? fact
      default:
        return nil
      }
    }
    return found ?? fact(ofChain: call, context)
  }

  // MARK: Functions of the program

  private func fact(ofCalling callee: Evaluator.Callee, _ call: CallReference, _ context: ContextID) -> PromiseFact? {
    let entity = callee.entity
    let record = file(entity.file)[FunctionID(entity.id)]
    if let fact = fact(ofPromisified: call) { return fact }
    let name = quoted(entity.function)
    let own = ProgramStep(file: entity.file, span: record.nameSpan, text: "")
    if record.flags.contains(.generator) { return nil }
    if record.flags.contains(.async) {
      let text = "\(name) is async"
      return PromiseFact(what: text, isLazy: false, steps: [step(call, "calls \(name)"), own.saying(text)])
    }
    if isPromiseType(record.returnType, entity.file) {
      let text = "\(name) is declared to give one"
      return PromiseFact(what: text, isLazy: false, steps: [step(call, "calls \(name)"), own.saying(text)])
    }
    let returns = file(entity.file).values(record.returns)
    guard !returns.isEmpty, !record.flags.contains(.fallsThrough) else {
      return nil
    }
    let inner = evaluator.bodyContext(of: entity, called: call, in: context, skipped: callee.skippedArguments)
    var first: PromiseFact?
    for value in returns {
      guard let fact = fact(of: ValueReference(file: entity.file, value: value, context: inner)) else { return nil }
      first = joined(first, fact)
    }
    guard let first else { return nil }
    return PromiseFact(
      what: "\(name) returns a promise", isLazy: first.isLazy,
      steps: [step(call, "calls \(name)"), own.saying("\(name) returns a promise")] + first.steps.prefix(6),
      unheard: first.unheard)
  }

  private func fact(ofConstructing entity: Entity, _ call: CallReference) -> PromiseFact? {
    let record = file(entity.file)[ClassID(entity.id)]
    let isPromise = evaluator.evaluate(entity.file, record.superclass).contains { parent in
      parent.kind == .external && evaluator.externals.text(ExternalID(parent.id)) == "#Promise"
    }
    guard isPromise else { return nil }
    let text = "\(evaluator.text(record.name)) is a class of promises"
    return PromiseFact(what: text, isLazy: false, steps: [step(call, text)])
  }

  // MARK: Libraries

  private func fact(ofExternal entity: Entity, _ call: CallReference, _ context: ContextID) -> PromiseFact? {
    let path = evaluator.externals.text(ExternalID(entity.id))
    if let fact = fact(ofPromisified: call) { return fact }
    guard var (outcome, library) = libraries.outcome(ofCalling: path) ?? promiseOfStream(path, call),
      outcome.gives != .value
    else { return nil }
    if isTooOld(path, call.file) || isMethodOfData(call) { return nil }
    if libraries.goesOnWithQuery(path), isOfSettled(call, context) {
      guard let settled = libraries.outcome(ofSettled: path), settled.outcome.gives != .value else { return nil }
      (outcome, library) = settled
    }
    if outcome.takesCallback, endsWithFunction(call, context) { return nil }
    if library == "Mongoose", outcome.gives == .promise, path.hasSuffix(".deleteOne"), deletesByQuery(call.file) {
      outcome.gives = .lazy
    }
    let name = readable(path)
    let isLazy = outcome.gives == .lazy
    let text =
      isLazy ? "`\(name)` of \(library) gives a query that runs when it is awaited" : "`\(name)` gives a promise"
    return PromiseFact(
      what: text, isLazy: isLazy, steps: [step(call, text)], unheard: unheard(ofLibraryAt: path, call.file))
  }

  /// `bot.sendMessage(text).toPromise()`, in a package that works with RxJS.
  private func promiseOfStream(_ path: String, _ call: CallReference) -> (outcome: PromiseOutcome, library: String)? {
    guard path.hasSuffix("().toPromise"), packages?.version(of: "rxjs", for: file(call.file).path) != nil else {
      return nil
    }
    return (.promise, "RxJS")
  }

  /// `(await prisma.user.findMany()).map(…)`: what was awaited is data, though it goes by the name of the query.
  private func isMethodOfData(_ call: CallReference) -> Bool {
    let model = file(call.file)
    let callee = model[model[call.call].callee]
    guard callee.kind == .member, Self.dataMethods.contains(evaluator.text(Atom(callee.b))) else { return false }
    return isAwaited(ValueID(callee.a), model, depth: 0)
  }

  private func isAwaited(_ value: ValueID, _ model: ProgramFile, depth: Int) -> Bool {
    guard depth < 4 else { return false }
    switch model[value].kind {
    case .awaited: return true
    case .binding:
      let values = model.values(model[BindingID(model[value].a)].values)
      return !values.isEmpty && values.allSatisfy { isAwaited($0, model, depth: depth + 1) }
    default: return false
    }
  }

  private static let dataMethods: Set<String> = [
    "map", "filter", "forEach", "find", "findIndex", "findLast", "some", "every", "reduce", "slice", "sort", "flatMap",
    "flat", "includes", "indexOf", "join", "concat", "push", "pop", "shift", "splice", "reverse", "keys", "values",
    "entries", "toString", "toJSON", "toObject", "at",
  ]

  /// Whether the version in use takes callbacks alone.
  func isTooOld(_ path: String, _ file: FileIndex) -> Bool {
    func isBefore(_ first: Int, _ package: String) -> Bool {
      guard path.hasPrefix(package + "#") || path.hasPrefix(package + "()") else { return false }
      return packages?.major(of: package, for: self.file(file).path).map { $0 < first } ?? false
    }
    let isMember = PromiseLibraries.membersSince.contains { package, member, first in
      (path.hasSuffix("." + member) || path.hasSuffix("#" + member)) && isBefore(first, package)
    }
    return isMember || PromiseLibraries.promisesSince.contains { isBefore($0.major, $0.package) }
  }

  /// Since Mongoose 8 `document.deleteOne()` gives a query. Source: Automattic/mongoose, pull 15113.
  private func deletesByQuery(_ file: FileIndex) -> Bool {
    packages?.major(of: "mongoose", for: self.file(file).path).map { $0 >= 8 } ?? false
  }

  /// The last name of a path, with the one before it where that says something: `User.findOne`, `fs.promises.readFile`.
  private func readable(_ path: String) -> String {
    let tail = path.split(separator: "#", maxSplits: 1).last.map(String.init) ?? path
    let parts = tail.parts(between: ".").suffix(2)
    return parts.joined(separator: ".")
  }

  /// Whether the last argument is a function: those that know both ways then call it.
  func endsWithFunction(_ call: CallReference, _ context: ContextID) -> Bool {
    let model = file(call.file)
    guard let last = model.values(model[call.call].arguments).last else { return false }
    switch model[last].kind {
    case .function: return true
    case .binding, .parameter, .member, .call, .choice, .imported:
      if evaluator.evaluate(call.file, last, in: context).contains(where: { $0.kind == .function }) { return true }
      return looksLikeCallback(last, model) || mayMakeFunction(last, call.file, context)
    case .this: return isStep(model[call.call].function, call.file)
    default: return false
    }
  }

  /// `Step(function () { load(this) }, …)`: where packages run functions in steps, `this` is the callback of each.
  private func isStep(_ function: FunctionID, _ file: FileIndex) -> Bool {
    let record = self.file(file)[function]
    return record.kind == .function && record.owner == nil
      && uses(of: file).call(takingCallback: function) != nil
  }

  /// What nothing was seen to flow into is taken by its name: `next`, `done`, `callback`, `cb`.
  private func looksLikeCallback(_ value: ValueID, _ model: ProgramFile) -> Bool {
    let name: Atom
    switch model[value].kind {
    case .binding: name = model[BindingID(model[value].a)].name
    case .member: name = Atom(model[value].b)
    default: return false
    }
    switch evaluator.text(name) {
    case "next", "done", "callback", "cb", "fn", "resolve", "onComplete", "handler", "fin", "finish": return true
    default: return false
    }
  }

  /// The result of a call of which nothing is known: `ep.done("topics")`.
  private func mayMakeFunction(_ value: ValueID, _ file: FileIndex, _ context: ContextID) -> Bool {
    let model = self.file(file)
    guard model[value].kind == .call else { return false }
    let inner = CallReference(file: file, call: CallID(model[value].a))
    if model[inner.call].flags.contains(.new) { return false }
    let callees = evaluator.callees(of: inner, in: context)
    guard !callees.isEmpty else { return true }
    // A method of something from outside that nothing is known of.
    return model[model[inner.call].callee].kind == .member
      && callees.allSatisfy { $0.entity.kind == .external && $0.entity.site != 0 }
  }

  private func fact(ofPromisified call: CallReference) -> PromiseFact? {
    guard let maker = promisifier(of: call) else { return nil }
    let text = "made by `promisify`"
    return PromiseFact(
      what: text, isLazy: false, steps: [step(call, text)], unheard: unheard(ofLibraryAt: maker, call.file))
  }

  /// What made the callee if that is `util.promisify` or its like, in its own file or where it is imported from.
  private func promisifier(of call: CallReference) -> String? {
    let model = file(call.file)
    var reference = ValueReference(file: call.file, value: model[call.call].callee, context: .any)
    for _ in 0..<8 {
      let model = file(reference.file)
      let value = model[reference.value]
      var next: ValueReference?
      switch value.kind {
      case .binding:
        let values = model.values(model[BindingID(value.a)].values)
        if values.count == 1 { next = ValueReference(file: reference.file, value: values[0], context: .any) }
      case .imported:
        next = evaluator.definitions(ofImported: Atom(value.b), through: ImportID(value.a), reference.file).first
      case .member:
        for entity in evaluator.evaluate(reference.file, ValueID(value.a)) where entity.kind != .external {
          next = next ?? evaluator.definitions(of: Atom(value.b), in: entity).first
        }
        // `promisify(f).bind(x)`
        if Atom(value.b) == .bind {
          next = ValueReference(file: reference.file, value: ValueID(value.a), context: .any)
        }
      case .call:
        let inner = model[CallID(value.a)]
        let paths = evaluator.evaluate(reference.file, inner.callee).filter { $0.kind == .external }
          .map { evaluator.externals.text(ExternalID($0.id)) }
        if let maker = paths.first(where: { PromiseMakers.promisify.contains($0) }) { return maker }
        guard model[inner.callee].kind == .member, Atom(model[inner.callee].b) == .bind else { return nil }
        next = ValueReference(file: reference.file, value: ValueID(model[inner.callee].a), context: .any)
      default:
        return nil
      }
      guard let next else { return nil }
      reference = next
    }
    return nil
  }

  // MARK: Chains

  /// `x.then(…)`, `x.catch(…)`, `x.finally(…)`: a callback for `then` is evidence of a promise whatever x is.
  private func fact(ofChain call: CallReference, _ context: ContextID) -> PromiseFact? {
    guard let link = chainLink(call) else { return nil }
    let receiver = ValueReference(file: call.file, value: link.receiver, context: context)
    if let fact = fact(of: receiver) {
      return PromiseFact(what: fact.what, isLazy: false, steps: fact.steps, unheard: fact.unheard)
    }
    guard link.name == "then", link.arguments.contains(where: { file(call.file)[$0].kind == .function }) else {
      return nil
    }
    return PromiseFact(
      what: "`then` is called on it", isLazy: false, steps: [step(call, "`then` with a callback gives a promise")],
      unheard: unheard(ofUnknown: link.receiver, call.file))
  }

  /// The parts of a call of `then`, `catch` or `finally`.
  func chainLink(_ call: CallReference) -> (name: String, receiver: ValueID, arguments: ValueList)? {
    let model = file(call.file)
    let site = model[call.call]
    let callee = model[site.callee]
    guard callee.kind == .member else { return nil }
    let name = evaluator.text(Atom(callee.b))
    guard name == "then" || name == "catch" || name == "finally" else { return nil }
    return (name, ValueID(callee.a), model.values(site.arguments))
  }

  // MARK: Words

  func step(_ call: CallReference, _ text: String) -> ProgramStep {
    ProgramStep(file: call.file, span: file(call.file)[call.call].calleeSpan, text: text)
  }

  func quoted(_ function: FunctionReference) -> String {
    let model = file(function.file)
    let record = model[function.function]
    guard record.name.exists else { return "the function" }
    guard let owner = record.owner, model[owner].name.exists else { return "`\(evaluator.text(record.name))`" }
    return "`\(evaluator.text(model[owner].name)).\(evaluator.text(record.name))`"
  }
}

extension ProgramStep {
  func saying(_ text: String) -> ProgramStep { ProgramStep(file: file, span: span, text: text) }
}

/// Functions that make functions with promises of functions with callbacks. Source: Node.js 24 documentation, 2026.
enum PromiseMakers {
  static let promisify: Set<String> = [
    "node:util#promisify", "bluebird#promisify", "pify", "es6-promisify#promisify", "bluebird#promisifyAll",
  ]
}
