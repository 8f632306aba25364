import JavaScript
import Semantics

/// What calls give to prototypes and things: `util.inherits(A, B)`, `Object.assign(A.prototype, { … })`,
/// `Object.setPrototypeOf(A.prototype, B.prototype)`, `Object.assign(this, services)`, `_.merge(resolvers, more)`.
struct MixIns {
  private var sources: [Entity: [ValueReference]] = [:]
  /// By file: whether anything of it is given something.
  private var areGiven: [Bool] = []
  /// What a constructor inherits by `util.inherits`.
  private var parents: [Entity: [ValueReference]] = [:]

  /// Nothing.
  init() {}

  init(evaluator: Evaluator, examined: [Bool]) {
    let names = Set(
      ["inherits", "assign", "setPrototypeOf", "extend", "merge", "defaults"].map { evaluator.atoms.intern($0) })
    for (index, model) in evaluator.files.enumerated() where examined[index] {
      for site in model.calls {
        let callee = model[site.callee]
        guard callee.kind != .member || names.contains(Atom(callee.b)) else { continue }
        guard callee.kind == .member || callee.kind == .binding || callee.kind == .imported else { continue }
        let arguments = model.values(site.arguments)
        guard arguments.count > 1 else { continue }
        switch model[arguments[0]].kind {
        case .member, .binding, .this, .global, .module: break
        default: continue
        }
        add(site, arguments, FileIndex(index), evaluator)
      }
    }
  }

  private mutating func add(
    _ site: CallSite, _ arguments: ValueList, _ file: FileIndex, _ evaluator: Evaluator
  ) {
    for callee in evaluator.evaluate(file, site.callee) where callee.kind == .external {
      switch evaluator.externals.text(ExternalID(callee.id)) {
      case "node:util#inherits", "inherits":
        guard arguments.count == 2 else { continue }
        for entity in evaluator.evaluate(file, arguments[0]) {
          if let prototype = Self.prototype(of: entity) {
            parents[prototype, default: []].append(ValueReference(file: file, value: arguments[1], context: .any))
          }
        }
      case let path where Self.giving.contains(path):
        for entity in evaluator.evaluate(file, arguments[0]) where Self.mayBeGiven(entity.kind) {
          for source in arguments.dropFirst() {
            sources[entity.inNoContext, default: []].append(ValueReference(file: file, value: source, context: .any))
            if areGiven.isEmpty { areGiven = Array(repeating: false, count: evaluator.files.count) }
            areGiven[entity.file.index] = true
          }
        }
      default:
        continue
      }
    }
  }

  /// Functions that give their first argument what the others have. Sources: ECMAScript 2026, lodash 4, npm.
  private static let giving: Set<String> = [
    "#Object.assign", "#Object.setPrototypeOf", "lodash#extend", "lodash#assign", "lodash#merge", "lodash#defaults",
    "lodash#assignIn", "lodash#defaultsDeep", "lodash/merge", "lodash/assign", "lodash/extend", "lodash/defaults",
    "lodash.merge", "lodash.assign", "lodash.defaults", "underscore#extend", "underscore#defaults", "object-assign",
    "merge-descriptors", "utils-merge", "extend",
  ]

  private static func mayBeGiven(_ kind: Entity.Kind) -> Bool {
    switch kind {
    case .prototype, .constructedPrototype, .object, .instance, .constructed, .class, .function, .module: true
    case .array, .external, .string, .inert: false
    }
  }

  /// What stands behind the names of a thing, beside what it has of its own.
  func given(to entity: Entity, _ evaluator: Evaluator) -> [Entity] {
    // Asked of nearly every thing, and few programs have any.
    guard !sources.isEmpty, areGiven[entity.file.index] else { return [] }
    return (sources[entity.inNoContext] ?? []).flatMap { evaluator.evaluate($0) }.filter { $0 != entity }
  }

  private static func prototype(of entity: Entity) -> Entity? {
    switch entity.kind {
    case .function: Entity(kind: .constructedPrototype, file: entity.file, id: entity.id)
    case .class: Entity(kind: .prototype, file: entity.file, id: entity.id)
    default: nil
    }
  }

  /// What `util.inherits` made the prototype inherit from.
  func parents(of prototype: Entity, _ evaluator: Evaluator) -> [Entity] {
    (parents[prototype] ?? []).flatMap { evaluator.evaluate($0) }
  }

  func members(_ name: Atom, of prototype: Entity, _ evaluator: Evaluator) -> [Entity] {
    if sources.isEmpty, parents.isEmpty { return [] }
    let own = given(to: prototype, evaluator).flatMap { evaluator.lookUp(name, in: $0) }
    if !own.isEmpty { return own }
    return (parents[prototype] ?? []).flatMap { evaluator.evaluate($0) }.compactMap { Self.prototype(of: $0) }
      .flatMap { evaluator.lookUp(name, in: $0) }
  }
}
