import JavaScript
import Semantics

/// What calls give to prototypes: `util.inherits(A, B)`, `Object.assign(A.prototype, { … })`,
/// `Object.setPrototypeOf(A.prototype, B.prototype)`.
struct MixIns {
  private var sources: [Entity: [ValueReference]] = [:]
  /// What a constructor inherits by `util.inherits`.
  private var parents: [Entity: [ValueReference]] = [:]

  /// Nothing.
  init() {}

  init(evaluator: Evaluator, examined: [Bool]) {
    let names = Set(["inherits", "assign", "setPrototypeOf", "extend"].map { evaluator.atoms.intern($0) })
    for (index, model) in evaluator.files.enumerated() where examined[index] {
      for site in model.calls {
        let callee = model[site.callee]
        guard callee.kind != .member || names.contains(Atom(callee.b)) else { continue }
        guard callee.kind == .member || callee.kind == .binding || callee.kind == .imported else { continue }
        let arguments = model.values(site.arguments)
        guard arguments.count > 1, model[arguments[0]].kind == .member || model[arguments[0]].kind == .binding else {
          continue
        }
        add(site, arguments, FileIndex(index), evaluator)
      }
    }
  }

  private mutating func add(
    _ site: CallSite, _ arguments: ValueList, _ file: FileIndex, _ evaluator: Evaluator
  ) {
    let model = evaluator.files[file.index]
    let isPrototype = model[arguments[0]].kind == .member && Atom(model[arguments[0]].b) == .prototype
    let isPair = arguments.count == 2 && model[arguments[0]].kind == .binding
    guard isPrototype || isPair else { return }
    for callee in evaluator.evaluate(file, site.callee) where callee.kind == .external {
      switch evaluator.externals.text(ExternalID(callee.id)) {
      case "node:util#inherits", "inherits":
        for entity in evaluator.evaluate(file, arguments[0]) {
          if let prototype = Self.prototype(of: entity) {
            parents[prototype, default: []].append(ValueReference(file: file, value: arguments[1], context: .any))
          }
        }
      case "#Object.assign", "#Object.setPrototypeOf", "lodash#extend", "lodash#assign", "underscore#extend":
        for entity in evaluator.evaluate(file, arguments[0])
        where entity.kind == .prototype || entity.kind == .constructedPrototype {
          for source in arguments.dropFirst() {
            sources[entity.inNoContext, default: []].append(ValueReference(file: file, value: source, context: .any))
          }
        }
      default:
        continue
      }
    }
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
    let own = (sources[prototype] ?? []).flatMap { evaluator.evaluate($0) }.flatMap { evaluator.lookUp(name, in: $0) }
    if !own.isEmpty { return own }
    return (parents[prototype] ?? []).flatMap { evaluator.evaluate($0) }.compactMap { Self.prototype(of: $0) }
      .flatMap { evaluator.lookUp(name, in: $0) }
  }
}
