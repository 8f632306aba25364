import JavaScript
import Semantics

/// Events within the program: which functions listen to what, and which calls emit it.
struct Emitters {
  struct Key: Hashable {
    /// The emitter: what made it, or the class that is one.
    var owner: Entity
    /// nil stands for an event whose name is not constant.
    var event: String?
  }

  struct Emission {
    var call: CallReference
    var keys: [Key]
    /// What the name begins with, where it is not constant: `order/` of `emit(`order/${kind}`)`.
    var head = ""
  }

  private let evaluator: Evaluator
  private var listeners: [Key: [Entity]] = [:]
  private var events: [Entity: [Key]] = [:]
  private(set) var emissions: [Emission] = []
  private var spoken: Set<Atom>?

  init(evaluator: Evaluator, examined: [Bool]) {
    self.evaluator = evaluator
    let listening = Set(Execution.listening.map { evaluator.atoms.intern($0) })
    let emitting = Set(Execution.emitting.map { evaluator.atoms.intern($0) })
    for (index, model) in evaluator.files.enumerated() where examined[index] {
      let file = FileIndex(index)
      for (number, site) in model.calls.enumerated() {
        let callee = model[site.callee]
        guard callee.kind == .member else { continue }
        let name = Atom(callee.b)
        if listening.contains(name) {
          addListeners(site, file)
        } else if emitting.contains(name) {
          let keys = keys(site, file)
          if !keys.isEmpty {
            emissions.append(
              Emission(call: CallReference(file: file, call: CallID(number)), keys: keys, head: head(site, model)))
          }
        }
      }
      addDecorated(file)
    }
  }

  private func keys(_ site: CallSite, _ file: FileIndex) -> [Key] {
    let model = evaluator.files[file.index]
    guard let first = model.values(site.arguments).first else { return [] }
    let owners = Set(evaluator.evaluate(file, ValueID(model[site.callee].a)).compactMap { owner(of: $0, depth: 0) })
    if owners.isEmpty { return [] }
    let event = evaluator.eventName(file, first)
    return owners.map { Key(owner: $0, event: event) }
  }

  private func head(_ site: CallSite, _ model: ProgramFile) -> String {
    guard let first = model.values(site.arguments).first, model[first].kind == .concatenation,
      let part = model.values(ListID(model[first].a)).first, model[part].kind == .string
    else { return "" }
    return evaluator.text(Atom(model[part].a))
  }

  private mutating func addListeners(_ site: CallSite, _ file: FileIndex) {
    let model = evaluator.files[file.index]
    let arguments = model.values(site.arguments)
    guard arguments.count > 1 else { return }
    let keys = keys(site, file)
    if keys.isEmpty { return }
    let functions = evaluator.evaluate(file, arguments[1]).filter { $0.kind == .function }
    for key in keys { add(functions, key) }
  }

  private mutating func add(_ functions: [Entity], _ key: Key) {
    if listeners[key] == nil { events[key.owner, default: []].append(key) }
    listeners[key, default: []] += functions
  }

  /// `@OnEvent("order.created")` on methods of Nest providers.
  private mutating func addDecorated(_ file: FileIndex) {
    let model = evaluator.files[file.index]
    let decorated = model.classes.flatMap { record in
      record.members.filter { $0.kind == .method }.map { (record: record, member: $0) }
    }
    for (record, member) in decorated {
      for decorator in model.values(member.decorators) where model[decorator].kind == .call {
        let site = model[CallID(model[decorator].a)]
        let isListener = evaluator.evaluate(file, site.callee).contains { entity in
          entity.kind == .external
            && evaluator.externals.text(ExternalID(entity.id)) == "@nestjs/event-emitter#OnEvent"
        }
        guard isListener, let first = model.values(site.arguments).first, mayBeProvided(record, file) else { continue }
        let made = Entity(
          kind: .external, file: FileIndex(0), id: evaluator.path("@nestjs/event-emitter#EventEmitter2()").raw)
        add(
          evaluator.evaluate(file, member.value).filter { $0.kind == .function },
          Key(owner: made, event: evaluator.eventName(file, first)))
      }
    }
  }

  /// Whether a module may provide a class: one of its own file, or one that another file speaks of by name. Of a class that
  /// none provides Nest makes no instance, and nothing listens.
  private mutating func mayBeProvided(_ record: ClassRecord, _ file: FileIndex) -> Bool {
    if evaluator.files[file.index].classes.count > 1 || !record.name.exists { return true }
    let names = spoken ?? namesSpoken()
    spoken = names
    return names.contains(record.name)
      || evaluator.files[file.index].exports.contains { $0.name != record.name && names.contains($0.name) }
  }

  /// The names by which files use what others export.
  private func namesSpoken() -> Set<Atom> {
    var names: Set<Atom> = []
    for model in evaluator.files {
      for value in model.values where value.kind == .member { names.insert(Atom(value.b)) }
      for binding in model.bindings where binding.kind == .import && binding.isRead {
        for value in model.values(binding.values) where model[value].kind == .imported {
          names.insert(Atom(model[value].b))
        }
      }
      for record in model.exports {
        if case .reexport(_, let name) = record.kind { names.insert(name) }
      }
    }
    return names
  }

  /// What an emitter is known by: the call that made it, or the topmost class of the program that is one.
  private func owner(of entity: Entity, depth: Int) -> Entity? {
    guard depth < 12 else { return nil }
    switch entity.kind {
    case .external:
      let text = evaluator.externals.text(ExternalID(entity.id))
      guard Execution.emitters.contains(text) else { return nil }
      // One of Nest's for the whole program.
      if text.hasPrefix("@nestjs") || text.hasPrefix("eventemitter2") && entity.site == 0 {
        return Entity(
          kind: .external, file: FileIndex(0), id: evaluator.path("@nestjs/event-emitter#EventEmitter2()").raw)
      }
      return entity.inNoContext
    case .instance:
      let record = evaluator.files[entity.file.index][ClassID(entity.id)]
      for parent in evaluator.evaluate(entity.file, record.superclass) {
        switch parent.kind {
        case .external:
          let path = evaluator.externals.text(ExternalID(parent.id)) + "()"
          if Execution.emitters.contains(path) { return entity.inNoContext }
        case .class:
          let heir = Entity(kind: .instance, file: parent.file, id: parent.id)
          if let found = owner(of: heir, depth: depth + 1) { return found }
        default: continue
        }
      }
      return nil
    case .constructed:
      let prototype = Entity(kind: .constructedPrototype, file: entity.file, id: entity.id)
      return evaluator.mixins.parents(of: prototype, evaluator).contains { parent in
        parent.kind == .external
          && Execution.emitters.contains(evaluator.externals.text(ExternalID(parent.id)) + "()")
      } ? entity.inNoContext : nil
    case .function, .class, .object, .array, .module, .string, .prototype, .constructedPrototype, .inert:
      return nil
    }
  }

  /// The functions that an emission runs. Where a name is not constant, either side may mean the other.
  func listeners(of emission: Emission) -> [Entity] {
    var found: [Entity] = []
    for key in emission.keys {
      if key.event == nil {
        for known in events[key.owner] ?? [] where known.event?.hasPrefix(emission.head) ?? true {
          found += listeners[known] ?? []
        }
      } else {
        found += listeners[key] ?? []
        found += listeners[Key(owner: key.owner, event: nil)] ?? []
      }
      if found.count > Evaluator.fanOut { break }
    }
    var seen: Set<Entity> = []
    return found.filter { seen.insert($0).inserted }
  }
}

extension Evaluator {
  /// The name of an event: a constant text, or the symbol that stands for one.
  func eventName(_ file: FileIndex, _ value: ValueID) -> String? {
    if let text = constantText(file, value) { return text }
    let entities = evaluate(file, value)
    guard entities.count == 1, entities[0].kind == .external, entities[0].site != 0 else { return nil }
    return "symbol \(entities[0].file.raw):\(entities[0].site)"
  }
}
