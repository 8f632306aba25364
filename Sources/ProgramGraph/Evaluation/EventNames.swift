import JavaScript
import Semantics

extension Evaluator {
  /// The name of an event: a text, or a member of the table of names that a package brings along.
  func eventName(_ value: ValueID, _ file: FileIndex) -> String? {
    if let text = constantText(file, value) { return text }
    for entity in evaluate(file, value) where entity.kind == .external {
      let path = externals.text(ExternalID(entity.id))
      guard let table = EventTables.prefixes.first(where: { path.hasPrefix($0) }) else { continue }
      let name = path.dropFirst(table.count)
      return name.prefix(1).lowercased() + name.dropFirst()
    }
    return nil
  }
}

/// Enumerations of event names whose members are the names in capitals: `Events.MessageCreate` is `messageCreate`.
/// Source: the references of discord.js 14 and whatsapp-web.js, 2026.
enum EventTables {
  static let prefixes = ["discord.js#Events."]
}
