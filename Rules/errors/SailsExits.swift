import Checking
import JavaScript
import Semantics

/// The exits of an action or helper of Sails: `throw "notFound"` leaves it by the one of that name.
///
/// Source: sailsjs.com, Actions and controllers, and Helpers (throwing exits), version 1.5.
struct SailsExits {
  /// Nil where not all of them are seen: none are declared, or they come from elsewhere.
  private let names: Set<String>?

  /// Whether a value that is thrown names an exit: as a text, or as the key of what is handed over.
  func take(_ value: NodeID, _ file: FileContext) -> Bool {
    let node = file.withoutAssertions(value)
    switch file.tree.kind(node) {
    case .stringLiteral: return takes(file.tree.stringValue(node))
    case .objectExpression:
      let keys = file.tree.list(node, 0).map { property in
        file.tree.kind(property) == .property ? file.lastName(of: file.tree.child(property, 0)) : nil
      }
      return keys.count == 1 && keys.allSatisfy { $0.map(takes) ?? false }
    default: return false
    }
  }

  private func takes(_ name: String) -> Bool {
    if let names { return names.contains(name) }
    // A name, and no sentence.
    return !name.isEmpty
      && name.utf8.allSatisfy { byte in
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
          || byte == UInt8(ascii: "_")
      }
  }

  /// Nil where the file is no machine: `module.exports = { inputs, exits, fn }`.
  fileprivate init?(_ file: FileContext) {
    let tree = file.tree
    let exported =
      tree.nodes(of: .exportDefaultDeclaration).map { tree.child($0, 0) }
      + tree.nodes(of: .assignmentExpression).filter { file.lastName(of: tree.child($0, 0)) == "exports" }
      .map { tree.child($0, 1) }
    for node in exported {
      let value = file.withoutAssertions(node)
      guard tree.kind(value) == .objectExpression else { continue }
      var parts: [String: NodeID] = [:]
      for property in tree.list(value, 0) where tree.kind(property) == .property {
        if let name = file.lastName(of: tree.child(property, 0)) { parts[name] = tree.child(property, 1) }
      }
      guard parts["fn"] != nil, parts["inputs"] != nil || parts["exits"] != nil else { continue }
      guard let exits = parts["exits"].map(file.withoutAssertions), tree.kind(exits) == .objectExpression else {
        names = nil
        return
      }
      let declared = tree.list(exits, 0).map { property in
        tree.kind(property) == .property ? file.lastName(of: tree.child(property, 0)) : nil
      }
      names = declared.contains { $0 == nil } ? nil : Set(declared.compactMap { $0 })
      return
    }
    return nil
  }
}

extension FileContext {
  /// The exits of the machine that the file is; nil for other files.
  var exitsOfSails: SailsExits? { fact { SailsFact(exits: SailsExits(self)) }.exits }

  private struct SailsFact {
    let exits: SailsExits?
  }
}
