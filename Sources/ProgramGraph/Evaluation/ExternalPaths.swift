import JavaScript

/// The number of an external path.
package struct ExternalID: Hashable, Sendable {
  package var raw: UInt32
  package init(_ raw: UInt32) { self.raw = raw }
}

/// Names for what comes from outside the project: a package or a global, members taken, calls made.
///
/// Written `package#member.member()`: `express()`, `express#Router()`, `node:fs#readFileSync`, `#console.log` for globals.
/// `default` is no step: a default import, a namespace import and a `require` of a package are the same thing here.
/// Core modules are always written with `node:`.
struct ExternalPaths {
  private enum Step: Hashable {
    case root(String)
    case member(UInt32, String)
    case call(UInt32)
  }

  /// A member by its atom: what is asked a hundred times for each time that something new is named.
  private struct AtomStep: FlatKey {
    var base: UInt32
    var name: Atom
    var mixed: UInt64 { UInt64(base).mixed(with: UInt64(name.raw)) }
  }

  private var numbers: [Step: UInt32] = [:]
  private var numbersByAtom = FlatTable<AtomStep>()
  private var calls: [UInt32] = [0]
  private(set) var texts: [String] = [""]
  private var roots: [UInt32] = [0]
  /// What a member was taken of, or a call made of; 0 for roots.
  private var bases: [UInt32] = [0]
  /// The last member taken; empty for roots and calls.
  private var members: [String] = [""]
  private var hasMember: [Bool] = [false]
  /// Longer chains are of no use and would let a recursive builder pattern grow for ever.
  private let maximumLength = 160
  private static let element = "[]"
  /// So are elements of elements of elements: a function that walks data by calling itself would ask for ever more.
  private static let deepestElement = ".[].[]"

  private mutating func number(
    _ step: Step, text: String, root: UInt32, hasMember member: Bool, base: UInt32 = 0, name: String = ""
  ) -> ExternalID {
    if let known = numbers[step] { return ExternalID(known) }
    let number = UInt32(truncatingIfNeeded: texts.count)
    numbers[step] = number
    texts.append(text)
    roots.append(root == 0 ? number : root)
    calls.append(0)
    bases.append(base)
    members.append(name)
    hasMember.append(member)
    return ExternalID(number)
  }

  /// A package or core module.
  mutating func module(_ specifier: String) -> ExternalID {
    let name = NodeBuiltins.canonical(specifier)
    return number(.root(name), text: name, root: 0, hasMember: false)
  }

  /// A global object or function.
  mutating func global(_ name: String) -> ExternalID {
    if name == "globalThis" || name == "global" { return number(.root("#"), text: "#", root: 0, hasMember: false) }
    return number(.root("#" + name), text: "#" + name, root: 0, hasMember: true)
  }

  mutating func member(_ base: ExternalID, _ name: Atom, _ atoms: AtomTable) -> ExternalID? {
    let step = AtomStep(base: base.raw, name: name)
    let known = numbersByAtom[step]
    if known != 0 { return ExternalID(known) }
    let found = member(base, name.isNone ? "" : atoms.text(name))
    if let found { numbersByAtom[step] = found.raw }
    return found
  }

  mutating func member(_ base: ExternalID, _ name: String) -> ExternalID? {
    if name == "default" { return base }
    let text = texts[Int(base.raw)]
    if text.utf8.count > maximumLength || name == Self.element && text.hasSuffix(Self.deepestElement) { return nil }
    if text == "#" { return global(name) }
    let separator = hasMember[Int(base.raw)] || text.hasSuffix(")") ? "." : "#"
    return number(
      .member(base.raw, name), text: text + separator + name, root: roots[Int(base.raw)], hasMember: true,
      base: base.raw, name: name)
  }

  mutating func call(_ base: ExternalID) -> ExternalID? {
    let known = calls[Int(base.raw)]
    if known != 0 { return ExternalID(known) }
    let text = texts[Int(base.raw)]
    if text.utf8.count > maximumLength { return nil }
    let made = number(
      .call(base.raw), text: text + "()", root: roots[Int(base.raw)], hasMember: hasMember[Int(base.raw)],
      base: base.raw)
    calls[Int(base.raw)] = made.raw
    return made
  }

  func text(_ id: ExternalID) -> String { texts[Int(id.raw)] }

  /// What the last member was taken of and its name: `express()` and `get` of `express().get`, of `express().get()` too.
  /// nil for packages, globals and what they give when called.
  func lastMember(_ id: ExternalID) -> (base: ExternalID, name: String)? {
    var index = Int(id.raw)
    if members[index].isEmpty { index = Int(bases[index]) }
    return members[index].isEmpty ? nil : (ExternalID(bases[index]), members[index])
  }

  /// Whether it is what a call gives.
  func isCall(_ id: ExternalID) -> Bool { bases[Int(id.raw)] != 0 && members[Int(id.raw)].isEmpty }
}
