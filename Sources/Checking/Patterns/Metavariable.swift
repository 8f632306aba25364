/// A hole of a pattern, as it is written: an identifier of JavaScript that begins with `$`.
///
/// `$NAME` is one node, `$_` any node, `$$$NAME` a run of arguments, statements, elements, properties, members,
/// parameters or declarators, `$$$` a run without a name. Names are upper-case, so that `$` and `$http` are ordinary.
enum Metavariable: Hashable, Sendable {
  case any
  case node(String)
  case run(String?)

  /// Nil for ordinary identifiers.
  init?(_ identifier: String) {
    let signs = identifier.prefix { $0 == "$" }.count
    let name = identifier.dropFirst(signs)
    switch (signs, name) {
    case (1, "_"): self = .any
    case (3, ""), (3, "_"): self = .run(nil)
    case (1, _) where Self.isName(name): self = .node(String(name))
    case (3, _) where Self.isName(name): self = .run(String(name))
    case (_, _): return nil
    }
  }

  /// Upper-case letters, digits and `_`; the first is a letter.
  static func isName(_ text: Substring) -> Bool {
    guard let first = text.first, first.isLetter else { return false }
    return text.allSatisfy(isNameCharacter)
  }

  static func isNameCharacter(_ character: Character) -> Bool {
    character.isASCII && (character.isUppercase || character.isNumber || character == "_")
  }

  /// `$$NAME`, `$$$$`: meant as a metavariable, and none.
  static func isMisspelt(_ identifier: String) -> Bool {
    let signs = identifier.prefix { $0 == "$" }.count
    let name = identifier.dropFirst(signs)
    return Metavariable(identifier) == nil && signs > 1 && (name.isEmpty || name == "_" || isName(name))
  }
}

/// The named holes of a rule's group: its patterns and constraints share them.
struct CaptureTable: Sendable {
  struct Entry: Sendable {
    var name: String
    var isRun: Bool
    /// A name that a pattern declares itself (`err => { throw err }`): it stands for whatever the audited file calls it,
    /// and neither messages nor constraints can name it.
    var isLocal: Bool
  }

  private(set) var entries: [Entry] = []

  var count: Int { entries.count }

  func slot(named name: String) -> Int? { entries.firstIndex { $0.name == name && !$0.isLocal } }

  /// The slot of a hole, made at its first appearance. Nil where the name is in use for the other kind of hole.
  mutating func slot(_ name: String, isRun: Bool) -> Int? {
    if let slot = slot(named: name) { return entries[slot].isRun == isRun ? slot : nil }
    entries.append(Entry(name: name, isRun: isRun, isLocal: false))
    return entries.count - 1
  }

  mutating func addLocal(_ name: String) -> Int {
    entries.append(Entry(name: name, isRun: false, isLocal: true))
    return entries.count - 1
  }

  /// The visible name nearest to a misspelt one.
  func suggestion(for name: String) -> String? {
    let names = entries.filter { !$0.isLocal }.map { ($0.isRun ? "$$$" : "$") + $0.name }
    return Spelling.nearest(to: name, among: names)
  }
}
