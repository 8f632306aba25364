import JavaScript
import Semantics
import SourceText

/// What runs without a call that names it: accessors of properties that are read and written, listeners of events that
/// are emitted.
struct ImpliedCalls {
  struct Step {
    var target: Entity
    var span: Span
    var kind: CallEdge.Kind
    var isGuarded = false
  }

  private var steps: [FunctionReference: [Step]] = [:]

  /// None.
  init() {}

  init(evaluator: Evaluator, examined: [Bool]) {
    let accessors = Accessors(evaluator: evaluator, examined: examined)
    if !accessors.isEmpty {
      for file in evaluator.files.indices where examined[file] { connect(accessors, FileIndex(file), evaluator) }
    }
  }

  func steps(of function: FunctionReference) -> [Step] { steps[function] ?? [] }

  mutating func add(_ step: Step, in function: FunctionReference) { steps[function, default: []].append(step) }

  // MARK: Accessors

  /// A virtual of a Mongoose schema, where the base may be one of its documents.
  private func virtual(_ name: Atom, _ bases: [Entity], _ evaluator: Evaluator) -> [Entity] {
    guard let known = evaluator.schemaMembers?.virtuals[name] else { return [] }
    let mayBeDocument = bases.allSatisfy { entity in
      entity.kind == .external && Mongoose.isRecord(evaluator.externals.text(ExternalID(entity.id)))
    }
    return mayBeDocument ? known : []
  }

  private mutating func connect(_ accessors: Accessors, _ file: FileIndex, _ evaluator: Evaluator) {
    let model = evaluator.files[file.index]
    for value in model.values where value.kind == .member && accessors.getters.contains(Atom(value.b)) {
      let bases = evaluator.evaluate(file, ValueID(value.a))
      let targets =
        accessors.targets(.getter, Atom(value.b), bases, evaluator) + virtual(Atom(value.b), bases, evaluator)
      for target in targets {
        let function = Self.function(around: value.span, model)
        add(
          Step(target: target, span: value.span, kind: .accessor), in: FunctionReference(file: file, function: function)
        )
      }
    }
    for write in model.writes where accessors.setters.contains(write.name) {
      let bases = evaluator.evaluate(file, write.base)
      for target in accessors.targets(.setter, write.name, bases, evaluator) {
        let step = Step(target: target, span: write.span, kind: .accessor)
        add(step, in: FunctionReference(file: file, function: write.function))
      }
    }
  }

  /// The innermost function whose text holds the span.
  static func function(around span: Span, _ model: ProgramFile) -> FunctionID {
    var best = FunctionID.moduleBody
    for (index, record) in model.functions.enumerated() where record.span.contains(span) {
      // Functions stand in the order in which they open, so that the last one that holds the span is the innermost.
      best = FunctionID(index)
    }
    return best
  }
}

/// Finds what runs without being called by name.
struct ConnectImplied {
  let evaluator: Evaluator
  let examined: [Bool]
  let callees: [[[Evaluator.Callee]]]

  /// - Parameter hooks: those of object mappers.
  func calls(_ hooks: ModelHooks) -> ImpliedCalls {
    var implied = ImpliedCalls(evaluator: evaluator, examined: examined)
    let emitters = Emitters(evaluator: evaluator, examined: examined)
    for emission in emitters.emissions {
      let site = evaluator.files[emission.call.file.index][emission.call.call]
      if !site.flags.isDisjoint(with: [.developmentOnly, .beforeExit]) { continue }
      for listener in emitters.listeners(of: emission) {
        let step = ImpliedCalls.Step(
          target: listener, span: site.calleeSpan, kind: .event, isGuarded: site.flags.contains(.memoGuarded))
        implied.add(step, in: FunctionReference(file: emission.call.file, function: site.function))
      }
    }
    connectHooks(hooks, &implied)
    connectIterators(&implied)
    connectOutput(&implied)
    connectPromisified(&implied)
    return implied
  }

  /// `legacy.buildAsync()` calls `legacy.build` where something was handed to bluebird's `promisifyAll`.
  private func connectPromisified(_ implied: inout ImpliedCalls) {
    guard evaluator.atoms.lookUp("promisifyAll").exists else { return }
    for (file, model) in evaluator.files.enumerated() where examined[file] {
      for (index, site) in model.calls.enumerated() where callees[file][index].isEmpty {
        let callee = model[site.callee]
        guard callee.kind == .member else { continue }
        let name = evaluator.text(Atom(callee.b))
        guard name.hasSuffix("Async"), name.utf8.count > 5 else { continue }
        let plain = evaluator.atoms.intern(String(name.dropLast(5)))
        let call = CallReference(file: FileIndex(file), call: CallID(index))
        for base in evaluator.evaluate(call.file, ValueID(callee.a)) where base.kind != .external {
          add(evaluator.lookUp(plain, in: base), to: &implied, at: call)
        }
      }
    }
  }

  /// Storing a record runs the hooks of its model.
  private func connectHooks(_ hooks: ModelHooks, _ implied: inout ImpliedCalls) {
    if hooks.byMethod.isEmpty { return }
    for (file, model) in evaluator.files.enumerated() where examined[file] {
      for (index, site) in model.calls.enumerated() {
        let callee = model[site.callee]
        guard callee.kind == .member, hooks.byMethod[Atom(callee.b)] != nil,
          site.flags.isDisjoint(with: [.developmentOnly, .beforeExit])
        else { continue }
        let call = CallReference(file: FileIndex(file), call: CallID(index))
        for target in hooks.hooks(setOffBy: call, callees: callees[file][index]) {
          let step = ImpliedCalls.Step(
            target: target, span: site.calleeSpan, kind: .event, isGuarded: site.flags.contains(.memoGuarded))
          implied.add(step, in: FunctionReference(file: call.file, function: site.function))
        }
      }
    }
  }

  /// Loops over things with iterators of their own run those: methods under `[Symbol.iterator]` and its kin.
  private func connectIterators(_ implied: inout ImpliedCalls) {
    let hasIterators = evaluator.files.contains { model in
      model.functions.contains { $0.flags.contains(.generator) && $0.name.isNone }
    }
    guard hasIterators else { return }
    for (file, model) in evaluator.files.enumerated() where examined[file] {
      for value in model.values where value.kind == .elementOf || value.kind == .spread {
        for entity in evaluator.evaluate(FileIndex(file), ValueID(value.a)) {
          for target in iterators(of: entity) {
            let function = FunctionReference(
              file: FileIndex(file), function: ImpliedCalls.function(around: value.span, model))
            implied.add(ImpliedCalls.Step(target: target, span: value.span, kind: .accessor), in: function)
          }
        }
      }
    }
  }

  /// Rendering a view runs the engines of the program, making JSON runs `toJSON`.
  private func connectOutput(_ implied: inout ImpliedCalls) {
    let toJSON = evaluator.atoms.intern("toJSON")
    let hasToJSON = evaluator.files.contains { model in
      model.classes.contains { $0.members.contains { $0.name == toJSON } }
        || model.functions.contains { $0.name == toJSON }
    }
    var engines: [Entity] = []
    var rendering: [CallReference] = []
    for (file, calls) in callees.enumerated() {
      for (index, found) in calls.enumerated() {
        for callee in found where callee.entity.kind == .external {
          let path = evaluator.externals.text(ExternalID(callee.entity.id))
          let call = CallReference(file: FileIndex(file), call: CallID(index))
          if path == "express().engine" {
            engines += arguments(of: call).dropFirst().flatMap { evaluator.evaluate(call.file, $0) }
          } else if path.hasPrefix("express#Response()"), path.hasSuffix(".render") {
            rendering.append(call)
          } else if hasToJSON, Execution.makesJSON(path), let first = arguments(of: call).first {
            for entity in evaluator.evaluate(call.file, first) where entity.kind == .instance || entity.kind == .object
            {
              add(evaluator.lookUp(toJSON, in: entity), to: &implied, at: call)
            }
          }
        }
      }
    }
    for call in rendering { add(engines, to: &implied, at: call) }
  }

  private func arguments(of call: CallReference) -> ValueList {
    let model = evaluator.files[call.file.index]
    return model.values(model[call.call].arguments)
  }

  private func add(_ targets: [Entity], to implied: inout ImpliedCalls, at call: CallReference) {
    let site = evaluator.files[call.file.index][call.call]
    if !site.flags.isDisjoint(with: [.developmentOnly, .beforeExit]) { return }
    for target in targets where target.kind == .function {
      let step = ImpliedCalls.Step(
        target: target, span: site.calleeSpan, kind: .event, isGuarded: site.flags.contains(.memoGuarded))
      implied.add(step, in: FunctionReference(file: call.file, function: site.function))
    }
  }

  private func iterators(of entity: Entity) -> [Entity] {
    let model = evaluator.files[entity.file.index]
    let values: [ValueID]
    switch entity.kind {
    case .instance:
      values = model[ClassID(entity.id)].members.filter { $0.kind == .method && $0.name.isNone }.map(\.value)
    case .object:
      values = model.properties(of: model[ValueID(entity.id)]).filter { $0.name.isNone && $0.kind != .spread }
        .map(\.value)
    default: return []
    }
    return values.flatMap { evaluator.evaluate(entity.file, $0) }.filter { function in
      function.kind == .function
        && evaluator.files[function.file.index][FunctionID(function.id)].flags.contains(.generator)
    }
  }
}

/// The getters and setters of a program that do more than hand out a field: those with calls in them.
struct Accessors {
  private(set) var getters: Set<Atom> = []
  private(set) var setters: Set<Atom> = []
  /// Accessors given by `Object.defineProperty`, by what they were given to.
  private var defined: [Defined] = []

  private struct Defined {
    var owner: Entity
    var name: Atom
    var kind: MemberRecord.Kind
    var function: Entity
  }

  var isEmpty: Bool { getters.isEmpty && setters.isEmpty }

  init(evaluator: Evaluator, examined: [Bool]) {
    for name in (evaluator.schemaMembers?.virtuals ?? [:]).keys { getters.insert(name) }
    let define = evaluator.atoms.intern("defineProperty")
    for (index, model) in evaluator.files.enumerated() where examined[index] {
      var working: Set<UInt32> = []
      for call in model.calls { working.insert(call.function.raw) }
      for member in model.classes.flatMap(\.members) where works(member.value, model, working) {
        if member.kind == .getter { getters.insert(member.name) }
        if member.kind == .setter { setters.insert(member.name) }
      }
      for value in model.values where value.kind == .object {
        for property in model.properties(of: value) where works(property.value, model, working) {
          if property.kind == .getter { getters.insert(property.name) }
          if property.kind == .setter { setters.insert(property.name) }
        }
      }
      for site in model.calls {
        let callee = model[site.callee]
        guard callee.kind == .member, Atom(callee.b) == define else { continue }
        addDefined(site, FileIndex(index), evaluator)
      }
    }
  }

  private func works(_ value: ValueID, _ model: ProgramFile, _ working: Set<UInt32>) -> Bool {
    model[value].kind == .function && working.contains(model[value].a)
  }

  /// `Object.defineProperty(target, "name", { get() { … } })`
  private mutating func addDefined(_ site: CallSite, _ file: FileIndex, _ evaluator: Evaluator) {
    let model = evaluator.files[file.index]
    let arguments = model.values(site.arguments)
    guard arguments.count > 2, let name = evaluator.constantText(file, arguments[1]) else { return }
    let atom = evaluator.atoms.intern(name)
    for owner in evaluator.evaluate(file, arguments[0]) {
      for descriptor in evaluator.evaluate(file, arguments[2]) where descriptor.kind == .object {
        let source = evaluator.files[descriptor.file.index]
        for property in source.properties(of: source[ValueID(descriptor.id)]) {
          let text = evaluator.text(property.name)
          guard text == "get" || text == "set" else { continue }
          for function in evaluator.evaluate(descriptor.file, property.value) where function.kind == .function {
            let kind: MemberRecord.Kind = text == "get" ? .getter : .setter
            defined.append(Defined(owner: owner.inNoContext, name: atom, kind: kind, function: function))
            if text == "get" { getters.insert(atom) } else { setters.insert(atom) }
          }
        }
      }
    }
  }

  /// The accessors that run when the member of one of these things is read or written.
  func targets(_ kind: MemberRecord.Kind, _ name: Atom, _ bases: [Entity], _ evaluator: Evaluator) -> [Entity] {
    bases.flatMap { evaluator.callable($0) }.flatMap { base -> [Entity] in
      var found = declared(kind, name, base, evaluator, depth: 0)
      for entry in defined where entry.name == name && entry.kind == kind {
        if entry.owner == base.inNoContext || Self.prototype(of: base) == entry.owner { found.append(entry.function) }
      }
      return found
    }
  }

  private static func prototype(of entity: Entity) -> Entity? {
    switch entity.kind {
    case .instance: Entity(kind: .prototype, file: entity.file, id: entity.id)
    case .constructed: Entity(kind: .constructedPrototype, file: entity.file, id: entity.id)
    default: nil
    }
  }

  private func declared(
    _ kind: MemberRecord.Kind, _ name: Atom, _ base: Entity, _ evaluator: Evaluator, depth: Int
  ) -> [Entity] {
    guard depth < 12 else { return [] }
    let model = evaluator.files[base.file.index]
    switch base.kind {
    case .object:
      let wanted: ObjectProperty.Kind = kind == .getter ? .getter : .setter
      for property in model.properties(of: model[ValueID(base.id)]) where property.name == name {
        return property.kind == wanted ? evaluator.evaluate(base.file, property.value, in: base.context) : []
      }
      return []
    case .instance, .class:
      let record = model[ClassID(base.id)]
      for member in record.members where member.isStatic == (base.kind == .class) && member.name == name {
        if member.kind == kind { return evaluator.evaluate(base.file, member.value) }
        // A getter may have its setter elsewhere in the class, a field hides both.
        if member.kind == .field || member.kind == .method { return [] }
      }
      return evaluator.evaluate(base.file, record.superclass).flatMap { parent -> [Entity] in
        guard parent.kind == .class else { return [] }
        var heir = parent
        heir.kind = base.kind
        return declared(kind, name, heir, evaluator, depth: depth + 1)
      }
    case .function, .constructed, .array, .external, .module, .string, .prototype, .constructedPrototype, .inert:
      return []
    }
  }
}
