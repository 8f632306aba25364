import JavaScript
import Semantics

extension Evaluator {
  /// The name of an event: a text, or a member of the table of names that a package brings along. nil where it may be one
  /// of several.
  func eventName(_ value: ValueID, _ file: FileIndex) -> String? {
    if let text = constantText(file, value) { return text }
    let names = eventNames(evaluate(file, value))
    return names.count == 1 ? names.first : nil
  }

  /// Whether an event can be none but those of a set.
  func isEvent(_ value: ValueID, in file: FileIndex, among set: Set<String>) -> Bool {
    if let text = constantText(file, value) { return set.contains(text) }
    let names = eventNames(evaluate(file, value))
    return !names.isEmpty && names.isSubset(of: set)
  }

  private func eventNames(_ entities: [Entity]) -> Set<String> {
    var names: Set<String> = []
    for entity in entities {
      switch entity.kind {
      case .string: names.insert(text(Atom(entity.id)))
      case .external:
        let path = externals.text(ExternalID(entity.id))
        guard let table = EventTables.prefixes.first(where: { path.hasPrefix($0) }) else { continue }
        let name = path.dropFirst(table.count)
        // `RTM_CONNECTION_OPENED`
        if name.allSatisfy({ !$0.isLowercase }) {
          names.insert(name.lowercased())
          continue
        }
        names.insert(name.prefix(1).lowercased() + name.dropFirst())
      default: continue
      }
    }
    return names
  }

  /// The functions of objects that say themselves what event they are for, and that is one of a set: `{ name: "ready",
  /// execute() {} }` of each file of a folder, in `client.on(event.name, event.execute)`.
  ///
  /// - Parameter event: the first argument.
  func functions(ofObjectsNamed event: ValueID, in file: FileIndex, among set: Set<String>) -> Set<FunctionReference> {
    let value = files[file.index][event]
    guard value.kind == .member else { return [] }
    let objects = evaluate(file, ValueID(value.a))
    guard objects.count > 1 else { return [] }
    var found: Set<FunctionReference> = []
    for object in objects {
      let names = eventNames(lookUp(Atom(value.b), in: object))
      guard !names.isEmpty, names.isSubset(of: set) else { continue }
      for member in members(of: object) where member.kind == .function { found.insert(member.function) }
    }
    return found
  }

  /// What an object or a module has under names.
  private func members(of entity: Entity) -> [Entity] {
    switch entity.kind {
    case .object: everyProperty(of: entity)
    case .module:
      files[entity.file.index].exports.flatMap { lookUp($0.name, in: entity) }
        + callable(entity).filter { $0.kind == .object }.flatMap { everyProperty(of: $0) }
    default: []
    }
  }
}

/// Enumerations of event names whose members are the names in capitals: `Events.MessageCreate` is `messageCreate`.
/// Those of @slack/client 3 are in capitals. Source: the references of discord.js 14, whatsapp-web.js and @slack/client 3, 2026.
enum EventTables {
  static let prefixes = [
    "discord.js#Events.", "@slack/client#CLIENT_EVENTS.RTM.", "@slack/client#CLIENT_EVENTS.WEB.",
    "@slack/client#RTM_EVENTS.",
  ]
}
