import JavaScript
import SourceText

/// What a fence of JavaScript with holes matches.
struct Pattern: Sendable {
  enum Root: Sendable {
    /// An expression, wherever it stands.
    case expression(UInt32)
    /// Statements that follow one another, as a list of the pool.
    case statements(UInt32)
  }

  var root: Root
  /// Names that a file must hold for the pattern to match: indices of `PatternPool.names`.
  var mentions: [UInt32]
  /// Where the pattern stands in its page.
  var span: Span

  /// The node that matching begins with.
  func first(in pool: PatternPool) -> UInt32 {
    switch root {
    case .expression(let node): node
    case .statements(let list): pool.links[Int(list) + 1]
    }
  }
}

/// One node of a pattern. In `any`, `capture` and `local`, `b` is the type written behind the name, or 0.
struct PatternNode: Sendable {
  enum Form: UInt8, Sendable {
    /// `$_`
    case any
    /// `$NAME`; `a`: slot of the capture.
    case capture
    /// `$$$` and `$$$NAME`; `a`: slot of the capture plus one, or 0.
    case run
    /// A name that the pattern declares; `a`: slot of the capture.
    case local
    /// A name in its own right: a property, key, label or type; `a`: index of the name, `kind`: that of the node.
    case name
    /// A name that means something outside the file, with the members taken of it; `a`: index of the external,
    /// `b`: slot of the capture of its last member plus one, or 0.
    case external
    /// `a`: index of the text: cooked for strings, as written for regular expressions, big integers and JSX text.
    case text
    /// `a`: index of the number.
    case number
    /// A node like that of the file, slot by slot; `a`: where its slots begin in `links`, `b`: how many there are.
    case structure
    /// A list of properties in any order, with others between them; else a `structure`.
    case unorderedStructure
  }

  var form: Form
  var kind = NodeKind.none
  var op: UInt8 = 0
  var flags: NodeFlags = []
  var a: UInt32 = 0
  var b: UInt32 = 0
  /// Where it stands in its fence.
  var span = Span(0, 0)
}

/// The nodes of all patterns of a run, in flat arrays. Atoms are a matter of the worker: names stand here as texts.
struct PatternPool: Sendable {
  /// Node 0 is "no node".
  var nodes: [PatternNode] = [PatternNode(form: .any)]
  /// Slots of structures, in the order of `NodeKind.layouts`, two words each: a node or a list, and a `PatternSlot`.
  /// Lists are an index to a count and that many nodes. The list at 0 is empty.
  var links: [UInt32] = [0]
  private(set) var names: [String] = []
  private(set) var externals: [ExternalPattern] = []
  private(set) var texts: [[UInt8]] = []
  private(set) var numbers: [Double] = []
  private var nameIndices: [String: UInt32] = [:]
  private var externalIndices: [ExternalPattern: UInt32] = [:]

  mutating func add(_ node: PatternNode) -> UInt32 {
    nodes.append(node)
    return UInt32(nodes.count - 1)
  }

  /// The index of a list with these nodes.
  mutating func addList(_ items: [UInt32]) -> UInt32 {
    guard !items.isEmpty else { return 0 }
    links.append(UInt32(items.count))
    links += items
    return UInt32(links.count - items.count - 1)
  }

  /// Gives a structure its slots.
  mutating func addSlots(_ slots: [UInt32], to node: inout PatternNode) {
    node.a = UInt32(links.count)
    node.b = UInt32(slots.count)
    for (index, slot) in slots.enumerated() {
      links.append(slot)
      links.append(PatternSlot(node.kind, index).raw)
    }
  }

  /// What stands in a slot of a structure.
  @inline(__always) func part(_ node: PatternNode, _ slot: Int) -> UInt32 { links[Int(node.a) + 2 * slot] }
  @inline(__always) func slot(_ node: PatternNode, _ slot: Int) -> PatternSlot {
    PatternSlot(raw: links[Int(node.a) + 2 * slot + 1])
  }

  mutating func add(name: String) -> UInt32 {
    if let index = nameIndices[name] { return index }
    names.append(name)
    nameIndices[name] = UInt32(names.count - 1)
    return UInt32(names.count - 1)
  }

  mutating func add(external: ExternalPattern) -> UInt32 {
    if let index = externalIndices[external] { return index }
    externals.append(external)
    externalIndices[external] = UInt32(externals.count - 1)
    return UInt32(externals.count - 1)
  }

  mutating func add(text: [UInt8]) -> UInt32 {
    texts.append(text)
    return UInt32(texts.count - 1)
  }

  mutating func add(number: Double) -> UInt32 {
    numbers.append(number)
    return UInt32(numbers.count - 1)
  }

  @inline(__always) func count(ofList list: UInt32) -> Int { Int(links[Int(list)]) }
  @inline(__always) func item(_ index: Int, ofList list: UInt32) -> UInt32 { links[Int(list) + 1 + index] }

  func list(_ index: UInt32) -> ArraySlice<UInt32> {
    let start = Int(index) + 1
    return links[start..<(start + Int(links[Int(index)]))]
  }
}

/// How a slot is compared, worked out once.
struct PatternSlot {
  let raw: UInt32

  init(raw: UInt32) { self.raw = raw }

  init(_ kind: NodeKind, _ slot: Int) {
    var raw = UInt32(NodeComparison.goal(kind, slot: slot).rawValue)
    if kind.layout.slots[slot].kind == .list { raw |= 1 << 8 }
    if NodeComparison.isSilent(kind, slot: slot) { raw |= 1 << 9 }
    self.raw = raw
  }

  @inline(__always) var goal: PatternMatcher.Goal.Kind {
    PatternMatcher.Goal.Kind(rawValue: UInt8(truncatingIfNeeded: raw)) ?? .node
  }

  @inline(__always) var isList: Bool { raw & 1 << 8 != 0 }
  /// The slot may hold anything where the pattern leaves it out.
  @inline(__always) var isSilent: Bool { raw & 1 << 9 != 0 }
}
