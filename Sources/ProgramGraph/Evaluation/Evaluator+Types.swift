import JavaScript
import Semantics
import SourceText

/// Classes of the program by what they extend and implement.
struct ClassIndex {
  /// Classes that have a superclass or interfaces.
  private var heirs: [(file: FileIndex, id: ClassID)] = []
  /// Classes by the names they implement, as written.
  private var implementers: [String: [(file: FileIndex, id: ClassID)]] = [:]
  private var subclasses: [Entity: [Entity]] = [:]

  /// - Parameter examined: files whose classes count; a test's stand-in implements nothing.
  init(files: [ProgramFile], atoms: AtomTable, examined: [Bool]) {
    for (index, model) in files.enumerated() where examined.isEmpty || examined[index] {
      for (number, record) in model.classes.enumerated() {
        let entry = (file: FileIndex(index), id: ClassID(number))
        if !record.superclass.isUnknown { heirs.append(entry) }
        for interface in model.values(record.interfaces) {
          if let name = ClassIndex.name(of: interface, model) {
            implementers[atoms.text(name), default: []].append(entry)
          }
        }
      }
    }
  }

  /// Finds out anew which class each heir extends, now that more may be known. Gives the classes that have others below
  /// them than before.
  mutating func connect(_ evaluator: Evaluator) -> [Entity] {
    var found: [Entity: [Entity]] = [:]
    for heir in heirs {
      let superclass = evaluator.files[heir.file.index][heir.id].superclass
      for parent in evaluator.evaluate(heir.file, superclass) where parent.kind == .class {
        let base = Entity(kind: .class, file: parent.file, id: parent.id)
        found[base, default: []].append(Entity(kind: .class, file: heir.file, id: heir.id.raw))
      }
    }
    let changed =
      found.filter { subclasses[$0.key] != $0.value }.map(\.key) + subclasses.keys.filter { found[$0] == nil }
    subclasses = found
    return changed
  }

  /// The classes that extend a class directly, as far as was known when `connect` was called last.
  func subclasses(of id: ClassID, _ file: FileIndex) -> [Entity] {
    subclasses[Entity(kind: .class, file: file, id: id.raw)] ?? []
  }

  /// The classes that say they implement an interface of this name.
  func implementers(of name: String) -> [Entity] {
    (implementers[name] ?? []).map { Entity(kind: .class, file: $0.file, id: $0.id.raw) }
  }

  /// The last name of a type: `Service` of `users.Service`.
  static func name(of value: ValueID, _ model: ProgramFile) -> Atom? {
    let record = model[value]
    switch record.kind {
    case .binding: return model[BindingID(record.a)].name
    case .global: return Atom(record.a)
    case .imported, .member: return Atom(record.b)
    default: return nil
    }
  }
}

extension Evaluator {
  /// Brings up to date which class extends which.
  func connectClasses() {
    var index = classIndex
    for base in index.connect(self) { inflows.hasChanged(.heirs(base)) }
    classIndex = index
  }

  /// What a value of a declared type is: an instance of the class, or of the one class that implements the interface.
  func instances(ofType type: ValueID, _ file: FileIndex) -> [Entity] {
    let model = files[file.index]
    var found: [Entity] = []
    for entity in evaluate(file, type) {
      switch entity.kind {
      case .class:
        let provided = injections.provided(for: entity, self)
        found += provided.isEmpty ? [Entity(kind: .instance, file: entity.file, id: entity.id)] : provided
      case .external:
        let text = externals.text(ExternalID(entity.id))
        if let made = ExternalTypes.instance(ofType: text) {
          found.append(Entity(kind: .external, file: FileIndex(0), id: path(made).raw))
        } else if text.hasPrefix("#"), !NodeBuiltins.globalClasses.contains(text) {
          // `Partial<T>`, `Promise<T>`, a type declared elsewhere: no class of theirs has instances.
          continue
        } else if let made = externals.call(ExternalID(entity.id)) {
          found.append(Entity(kind: .external, file: FileIndex(0), id: made.raw))
        }
      default:
        continue
      }
    }
    // An interface of the program may extend one from outside: the class that implements it is the better answer.
    if found.allSatisfy({ $0.kind == .external }), let name = ClassIndex.name(of: type, model) {
      let classes = classIndex.implementers(of: text(name))
      if classes.count == 1 { found = classes.map { Entity(kind: .instance, file: $0.file, id: $0.id) } }
    }
    return found
  }

  /// What a value is that is declared to be of a type: where it comes from outside, or from nobody knows where, an
  /// instance of the class that the type is.
  func declared(_ found: [Entity], as type: ValueID, _ file: FileIndex) -> [Entity] {
    if type.isUnknown { return found }
    if found.isEmpty { return instances(ofType: type, file) }
    guard found.allSatisfy({ $0.kind == .external }), evaluate(file, type).contains(where: { $0.kind == .class }) else {
      return found
    }
    let instances = instances(ofType: type, file).filter { $0.kind != .external }
    return instances.isEmpty ? found : instances
  }

  /// What a value is that is said to be of a type where it is used.
  func claimed(_ found: [Entity], _ reference: ValueReference) -> [Entity] {
    guard let claim = files[reference.file.index].claims?[reference.value.raw] else { return found }
    switch claim.kind {
    case .cast: return declared(found, as: claim.type, reference.file)
    case .argument:
      let mayBeIt = found.isEmpty ? givesItsTypeArgument(reference) : found.allSatisfy(isFromContainer)
      guard mayBeIt else { return found }
      let instances = instances(ofType: claim.type, reference.file).filter { $0.kind != .external }
      return instances.isEmpty ? found : instances
    }
  }

  private func isFromContainer(_ entity: Entity) -> Bool {
    guard entity.kind == .external else { return false }
    let path = externals.text(ExternalID(entity.id))
    return path.hasSuffix(".resolve()")
      || path.hasSuffix("()") && InjectionKnowledge.resolving.contains(String(path.dropLast(2)))
  }

  /// Whether what a call gives is of the type it is told: the function says so, or it is named like one that does.
  private func givesItsTypeArgument(_ reference: ValueReference) -> Bool {
    let model = files[reference.file.index]
    let value = model[reference.value]
    guard value.kind == .call else { return false }
    let site = model[CallID(value.a)]
    let callees = evaluate(reference.file, site.callee, in: reference.context)
    if callees.isEmpty {
      return ClassIndex.name(of: site.callee, model).map { InjectionKnowledge.resolvingNames.contains(text($0)) }
        ?? false
    }
    return callees.allSatisfy { entity in
      guard entity.kind == .function else { return false }
      let callee = files[entity.file.index]
      let type = callee[callee[FunctionID(entity.id)].resultType]
      return type.kind == .binding && callee[BindingID(type.a)].kind == .type
    }
  }

  /// The external path with this text, such as `express()` or `fastify()`.
  func path(_ text: String) -> ExternalID {
    let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    var root = String(parts[0])
    var calls = 0
    while root.hasSuffix("()") {
      root.removeLast(2)
      calls += 1
    }
    // `#Map()` begins with a global.
    var id = root.isEmpty ? externals.global("globalThis") : externals.module(root)
    for _ in 0..<calls { id = externals.call(id) ?? id }
    guard parts.count == 2 else { return id }
    for step in parts[1].parts(between: ".") {
      var name = String(step)
      var stepCalls = 0
      while name.hasSuffix("()") {
        name.removeLast(2)
        stepCalls += 1
      }
      id = externals.member(id, name) ?? id
      for _ in 0..<stepCalls { id = externals.call(id) ?? id }
    }
    return id
  }

  /// The constant text of a value: literals, concatenations of constants, constants of other files.
  func constantText(_ file: FileIndex, _ value: ValueID, in context: ContextID = .any, depth: Int = 0) -> String? {
    guard depth < 16 else { return nil }
    let model = files[file.index]
    let record = model[value]
    switch record.kind {
    case .string:
      return text(Atom(record.a))
    case .concatenation:
      var result = ""
      for part in model.values(ListID(record.a)) {
        guard let text = constantText(file, part, in: context, depth: depth + 1), result.utf8.count < 4096 else {
          return nil
        }
        result += text
      }
      return result
    case .binding:
      let binding = model[BindingID(record.a)]
      let values = model.values(binding.values)
      if values.count == 1, !binding.isReassigned {
        if let text = constantText(file, values[0], in: context, depth: depth + 1) { return text }
      }
    default:
      break
    }
    let entities = evaluate(file, value, in: context)
    guard entities.count == 1, entities[0].kind == .string else { return nil }
    return text(Atom(entities[0].id))
  }
}
