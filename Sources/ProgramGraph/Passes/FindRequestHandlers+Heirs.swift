import Semantics

/// Routers and applications that are classes of the program: `class Users extends Router`.
extension FindRequestHandlers {
  private static let maximumAncestors = 6

  /// What routes of a thing are registered on, and what is mounted with it: one for its class and for each that this one
  /// extends, up to the framework's own. Empty where the thing is no server.
  func servers(of thing: Entity) -> [Entity] {
    guard thing.kind == .instance else { return [] }
    var classes: [Entity] = []
    var current = Entity(kind: .class, file: thing.file, id: thing.id)
    while classes.count < Self.maximumAncestors {
      classes.append(current)
      let parents = evaluator.evaluate(
        current.file, evaluator.files[current.file.index][ClassID(current.id)].superclass)
      for parent in parents where parent.kind == .external {
        guard let made = evaluator.externals.call(ExternalID(parent.id)), evaluator.conduct(of: made).type != nil else {
          continue
        }
        return classes.map { Self.server(made, of: $0) }
      }
      guard let next = parents.first(where: { $0.kind == .class }), !classes.contains(next) else { return [] }
      current = next
    }
    return []
  }

  /// The same for all things of a class.
  private static func server(_ made: ExternalID, of owner: Entity) -> Entity {
    Entity(kind: .external, file: owner.file, id: made.raw, context: ContextID(raw: owner.id + 1))
  }
}
