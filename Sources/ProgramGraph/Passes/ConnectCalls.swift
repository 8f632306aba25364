import JavaScript
import Semantics

/// Finds what every call of the examined files may enter, and what flows into parameters by it.
///
/// Knowing more about parameters makes more calls known, so the calls whose answer hangs on parameters that grew are
/// asked again until nothing grows, a few rounds at most.
struct ConnectCalls {
  let evaluator: Evaluator
  /// Files whose calls count: tests, generated and vendored code say nothing about the running program.
  let examined: [Bool]
  let packages: PackageFacts

  private static let maximumRounds = 6

  /// Callees by file and call, in no context.
  private(set) var callees: [[[Evaluator.Callee]]]
  init(evaluator: Evaluator, examined: [Bool], packages: PackageFacts) {
    self.evaluator = evaluator
    self.examined = examined
    self.packages = packages
    callees = evaluator.files.map { Array(repeating: [], count: $0.calls.count) }
  }

  /// Calls whose answer may become another one, and what it was read from.
  private var open: [(call: CallReference, sources: AnswerSources)] = []
  /// When what has flown in was looked at last.
  private var settledAt: UInt32 = 0

  mutating func run() {
    evaluator.connectClasses()
    let gifts = FrameworkGifts(evaluator: evaluator)
    for gift in gifts.typed(examined: examined) + gifts.presumed(examined: examined, packages: packages) {
      evaluator.inflows.assume(gift.entity, in: gift.target)
    }
    for gift in ServiceObjects(evaluator: evaluator).gifts(examined: examined, packages: packages) {
      evaluator.hasServiceObjects = true
      evaluator.inflows.add(gift.entity, to: gift.target)
    }
    DecoratorGifts(evaluator: evaluator).give(examined: examined)
    evaluator.beginRound()
    settledAt = evaluator.inflows.time
    for (file, model) in evaluator.files.enumerated() where examined[file] {
      for call in model.calls.indices {
        let reference = CallReference(file: FileIndex(file), call: CallID(call))
        let sources = connect(reference)
        if !sources.isEmpty { open.append((reference, sources)) }
      }
    }
    settle()
  }

  /// Asks again until nothing grows any more, now that more has come to be known.
  mutating func settle() {
    for _ in 1..<Self.maximumRounds {
      evaluator.connectClasses()
      guard evaluator.inflows.grownAt > settledAt else { return }
      evaluator.beginRound()
      settledAt = evaluator.inflows.time
      for index in open.indices where evaluator.haveChanged(open[index].sources) {
        open[index].sources = connect(open[index].call)
      }
    }
    evaluator.beginRound()
  }

  /// Finds what a call enters, and notes what flows by it. Gives back what this was read from.
  private mutating func connect(_ call: CallReference) -> AnswerSources {
    evaluator.noting {
      let found = evaluator.callees(of: call, in: .any)
      callees[call.file.index][call.call.index] = found
      recordFlows(of: call, into: found)
    }
  }

  private mutating func recordFlows(of call: CallReference, into found: [Evaluator.Callee]) {
    let model = evaluator.files[call.file.index]
    let site = model[call.call]
    let arguments = model.values(site.arguments)
    var isUnanswered = found.isEmpty
    for callee in found {
      switch callee.entity.kind {
      case .function:
        if callee.skippedArguments == 1, let first = arguments.first {
          // `listener.call(socket, data)`
          let this = ValueReference(file: call.file, value: first, context: .any)
          flow(this, callee.entity.function, FlowTarget.this)
        }
        if !callee.positionsUnknown {
          pass(arguments, from: call, to: callee.entity.function, skipping: callee.skippedArguments)
        } else if arguments.count > 1 {
          apply(arguments[1], in: call.file, to: callee.entity.function)
        }
      case .class:
        if let constructor = constructor(of: callee.entity) {
          pass(arguments, from: call, to: constructor, skipping: 0)
        }
      case .external:
        if !passThrough(callee.entity, call) { isUnanswered = true }
      default:
        continue
      }
    }
    boundThis(site, arguments, call)
    // Once, however many things from outside it may be.
    if isUnanswered { elementFlows(site, arguments, call) }
    additions(site, arguments, call)
  }

  private mutating func pass(
    _ arguments: ValueList, from call: CallReference, to function: FunctionReference, skipping: Int
  ) {
    for (index, argument) in arguments.enumerated() where index >= skipping {
      let value = ValueReference(file: call.file, value: argument, context: .any)
      guard evaluator.files[call.file.index][argument].kind == .spread else {
        flow(value, function, index - skipping)
        continue
      }
      // What stands where is not known from here on, but `...rest` gathers it all the same.
      let parameters = evaluator.files[function.file.index][function.function].parameters
      if let last = parameters.last, last.isRest { flow(value, function, max(index - skipping, parameters.count - 1)) }
      let list = ValueID(evaluator.files[call.file.index][argument].a)
      forward(list, in: call.file, to: function, from: index - skipping, count: parameters.count)
      break
    }
  }

  /// `find.apply(this, [id, done])`, `find.apply(this, rest)`
  private func apply(_ list: ValueID, in file: FileIndex, to function: FunctionReference) {
    let model = evaluator.files[file.index]
    let given = model.behindNames(list)
    guard given.kind == .array else {
      let parameters = evaluator.files[function.file.index][function.function].parameters
      return forward(list, in: file, to: function, from: 0, count: parameters.count)
    }
    for (index, item) in model.values(ListID(given.a)).enumerated() {
      if model[item].kind == .spread { break }
      flow(ValueReference(file: file, value: item, context: .any), function, index)
    }
  }

  /// `(...rest) => listener(...rest)`: what one is given the other is.
  private func forward(
    _ list: ValueID, in file: FileIndex, to function: FunctionReference, from index: Int, count: Int
  ) {
    let model = evaluator.files[file.index]
    let rest = model.behindNames(list)
    guard rest.kind == .restParameter else { return }
    let source = FunctionReference(file: file, function: FunctionID(rest.a))
    for place in max(index, 0)..<max(count, index, 0) {
      let given = evaluator.inflow(.parameter(source, at: Int(rest.b) + place - index))
      for value in given.values { evaluator.inflows.add(value, to: .parameter(function, at: place)) }
      for thing in given.things { evaluator.inflows.add(thing, to: .parameter(function, at: place)) }
    }
  }

  private func flow(_ value: ValueReference, _ function: FunctionReference, _ index: Int) {
    switch evaluator.files[value.file.index][value.value].kind {
    case .unknown, .literal, .opaque, .caught, .importMeta: return
    default: break
    }
    evaluator.inflows.add(value, to: .parameter(function, at: index))
  }

  /// Frameworks that call what they are given with something of theirs. Whether this is one.
  private mutating func passThrough(_ entity: Entity, _ call: CallReference) -> Bool {
    let gifts = FrameworkGifts(evaluator: evaluator).gifts(of: call, entity)
    for gift in gifts { evaluator.inflows.add(gift.entity, to: gift.target) }
    return !gifts.isEmpty
  }

  /// `items.forEach(item => …)`: the parameter is an element of the array.
  private mutating func elementFlows(_ site: CallSite, _ arguments: ValueList, _ call: CallReference) {
    let model = evaluator.files[call.file.index]
    let callee = model[site.callee]
    guard callee.kind == .member, let first = arguments.first, model[first].kind == .function else { return }
    if Atom(callee.b) == .then {
      settle(ValueID(callee.a), for: FunctionReference(file: call.file, function: FunctionID(model[first].a)), call)
      return
    }
    guard let index = ArrayMethod.elementParameters[evaluator.text(Atom(callee.b))] else { return }
    let function = FunctionReference(file: call.file, function: FunctionID(model[first].a))
    // `items.reduce((table, item) => …, {})`, `items.forEach(function (item) { … }, this)`
    if arguments.count > 1, index == 1 {
      flow(ValueReference(file: call.file, value: arguments[1], context: .any), function, 0)
    } else if arguments.count > 1 {
      flow(ValueReference(file: call.file, value: arguments[1], context: .any), function, FlowTarget.this)
    }
    let collection = ValueReference(file: call.file, value: ValueID(callee.a), context: .any)
    // Of a map, `forEach` hands over what it holds, where a loop takes pairs.
    let isForEach = evaluator.text(Atom(callee.b)) == "forEach"
    give(.parameter(function, index)) { isForEach ? $0.held(by: collection) : $0.elements(of: collection) }
  }

  /// `function () { … }.bind(this)`, and the arguments that stand before those of each call: `open.bind(null, socket)`.
  private func boundThis(_ site: CallSite, _ arguments: ValueList, _ call: CallReference) {
    let callee = evaluator.files[call.file.index][site.callee]
    guard callee.kind == .member, Atom(callee.b) == .bind, let first = arguments.first else { return }
    for entity in evaluator.evaluate(call.file, ValueID(callee.a)) where entity.kind == .function {
      flow(ValueReference(file: call.file, value: first, context: .any), entity.function, FlowTarget.this)
      for (index, argument) in arguments.dropFirst().enumerated() {
        flow(ValueReference(file: call.file, value: argument, context: .any), entity.function, index)
      }
    }
  }

  /// Adds what a parameter is given to what it is known to be, as long as there is room.
  private func give(_ target: FlowTarget, _ items: (Evaluator) -> [Entity]) {
    guard evaluator.inflows.hasRoom(target) else { return }
    for item in items(evaluator) where item.kind != .inert { evaluator.inflows.add(item, to: target) }
  }

  /// `load().then(value => …)`: the parameter is what the promise is of, which the promise stands for here.
  private mutating func settle(_ promise: ValueID, for function: FunctionReference, _ call: CallReference) {
    give(.parameter(function, 0)) { $0.evaluate(call.file, promise) }
  }

  /// `handlers.push(fn)`, `commands.set("read", fn)`: functions and objects put into collections.
  private mutating func additions(_ site: CallSite, _ arguments: ValueList, _ call: CallReference) {
    let model = evaluator.files[call.file.index]
    let callee = model[site.callee]
    guard callee.kind == .member, let first = ArrayMethod.adding[evaluator.text(Atom(callee.b))],
      arguments.count > first
    else { return }
    for entity in evaluator.evaluate(call.file, ValueID(callee.a)) {
      switch entity.kind {
      case .array: break
      case .external:
        let path = evaluator.externals.text(ExternalID(entity.id))
        guard entity.site != 0, path == "#Map()" || path == "#Set()" || path == "#WeakMap()" else { continue }
      default: continue
      }
      for argument in arguments[first...] {
        switch model[argument].kind {
        case .unknown, .literal, .string, .concatenation, .opaque: continue
        default: break
        }
        if let things = things(argument, keyedBy: arguments[0], call.file) {
          for thing in things { evaluator.inflows.add(thing, to: .collection(entity.inNoContext)) }
          continue
        }
        let value = ValueReference(file: call.file, value: argument, context: .any)
        evaluator.inflows.add(value, to: .collection(entity.inNoContext))
      }
    }
  }

  /// `if (item.data) slash.set(item.data.name, item); else texts.set(item.name, item)`: of many items those that have what
  /// they are kept under. nil where all have it, or none is known to.
  private func things(_ item: ValueID, keyedBy key: ValueID, _ file: FileIndex) -> [Entity]? {
    let model = evaluator.files[file.index]
    var key = key
    while model[key].kind == .member, ValueID(model[key].a) != item { key = ValueID(model[key].a) }
    guard model[key].kind == .member else { return nil }
    let name = Atom(model[key].b)
    let all = evaluator.evaluate(file, item)
    let kept = all.filter { mayHave(name, $0) }
    return kept.isEmpty || kept.count == all.count ? nil : kept
  }

  /// Object literals say what they have; of all else nobody knows.
  private func mayHave(_ name: Atom, _ entity: Entity) -> Bool {
    let wholes = evaluator.callable(entity)
    return wholes.isEmpty
      || wholes.contains { whole in
        guard whole.kind == .object else { return true }
        let model = evaluator.files[whole.file.index]
        return model.properties(of: model[ValueID(whole.id)]).contains { $0.name == name || $0.kind == .spread }
          || !evaluator.lookUp(name, in: whole).isEmpty
      }
  }

  private func constructor(of entity: Entity) -> FunctionReference? {
    evaluator.constructor(of: entity)
  }
}

extension Evaluator {
  /// The constructor that `new` of a class enters: its own, or the nearest inherited one.
  func constructor(of entity: Entity, depth: Int = 0) -> FunctionReference? {
    guard depth < 12 else { return nil }
    let model = files[entity.file.index]
    let record = model[ClassID(entity.id)]
    for member in record.members where member.kind == .constructor && model[member.value].kind == .function {
      return FunctionReference(file: entity.file, function: FunctionID(model[member.value].a))
    }
    for parent in evaluate(entity.file, record.superclass) where parent.kind == .class {
      return constructor(of: parent, depth: depth + 1)
    }
    return nil
  }

  /// All constructors that run for `new` of a class: an implied one, which holds field initialisers alone, runs after
  /// that of the superclass.
  func constructors(of entity: Entity, depth: Int = 0) -> [FunctionReference] {
    guard depth < 12 else { return [] }
    let model = files[entity.file.index]
    let record = model[ClassID(entity.id)]
    var found: [FunctionReference] = []
    for member in record.members where member.kind == .constructor && model[member.value].kind == .function {
      let id = FunctionID(model[member.value].a)
      found.append(FunctionReference(file: entity.file, function: id))
      if model[id].node != record.node { return found }
    }
    for parent in evaluate(entity.file, record.superclass) where parent.kind == .class {
      return found + constructors(of: parent, depth: depth + 1)
    }
    return found
  }
}
