/// Making nodes and lists in the arena.
extension Parser {
  /// Makes a node that begins at `start` and ends where the last consumed token ended; a production that consumed nothing
  /// is empty there, so that nodes stay inside their parents.
  @inline(__always)
  mutating func node(
    _ kind: NodeKind, from start: UInt32, op: UInt8 = 0, flags: NodeFlags = [], _ a: UInt32 = 0, _ b: UInt32 = 0,
    _ c: UInt32 = 0
  ) -> NodeID {
    node(kind, from: start, to: lexer.previousEnd, op: op, flags: flags, a, b, c)
  }

  @inline(__always)
  mutating func node(
    _ kind: NodeKind, from start: UInt32, to end: UInt32, op: UInt8 = 0, flags: NodeFlags = [], _ a: UInt32 = 0,
    _ b: UInt32 = 0, _ c: UInt32 = 0
  ) -> NodeID {
    nodeCount += 1
    if nodeCount >= nodeCapacity { growNodes() }
    nodes[nodeCount] = NodeRecord(
      kind: kind, op: op, flags: flags, start: min(start, end), end: end, a: a, b: b, c: c)
    return NodeID(UInt32(truncatingIfNeeded: nodeCount))
  }

  /// Makes a node of a kind with more than three slots: the rest of them go to `extra`.
  mutating func wideNode(
    _ kind: NodeKind, from start: UInt32, op: UInt8 = 0, flags: NodeFlags = [], _ a: UInt32, _ b: UInt32, _ c: UInt32,
    _ d: UInt32, _ e: UInt32 = 0, _ f: UInt32 = 0, _ g: UInt32 = 0
  ) -> NodeID {
    reserveExtra(5)
    let base = extraCount
    extra[base] = c
    extra[base + 1] = d
    extra[base + 2] = e
    extra[base + 3] = f
    extra[base + 4] = g
    extraCount += slotCount(kind) - 2
    return node(kind, from: start, op: op, flags: flags, a, b, UInt32(truncatingIfNeeded: base))
  }

  /// How many slots a kind has: shapes hold four bits a slot.
  @inline(__always) private func slotCount(_ kind: NodeKind) -> Int {
    (35 - shapes[Int(kind.rawValue)].leadingZeroBitCount) / 4
  }

  /// Makes an `Identifier` or `PrivateIdentifier` of the current token and consumes it.
  @inline(__always)
  mutating func nameNode(_ kind: NodeKind = .identifier) -> NodeID {
    let start = lexer.start
    let atom = lexer.atom
    let flags: NodeFlags = lexer.escaped ? .escaped : []
    lexer.next()
    return node(kind, from: start, flags: flags, atom.raw)
  }

  /// Makes a node without children of the current token and consumes it.
  @inline(__always)
  mutating func leaf(_ kind: NodeKind, flags: NodeFlags = []) -> NodeID {
    let start = lexer.start
    lexer.next()
    return node(kind, from: start, flags: flags)
  }

  /// Moves the last made version of a node behind what was parsed since, so that children keep smaller numbers than
  /// their parent. The old number becomes unused.
  mutating func reseat(_ id: NodeID) -> NodeID {
    let record = nodes[Int(id.raw)]
    nodes[Int(id.raw)].kind = .none
    return node(
      record.kind, from: record.start, to: record.end, op: record.op, flags: record.flags, record.a, record.b,
      record.c)
  }

  /// Opens a list; push items with `push`, close with `endList`. Lists nest.
  @inline(__always) func beginList() -> Int { scratchCount }

  @inline(__always) mutating func push(_ id: NodeID) {
    if scratchCount == scratchCapacity { growScratch() }
    scratch[scratchCount] = id.raw
    scratchCount += 1
  }

  /// Closes the list opened at `mark` and gives its slot value.
  @inline(__always) mutating func endList(_ mark: Int) -> UInt32 {
    let count = scratchCount - mark
    if count == 0 { return 0 }
    reserveExtra(count + 1)
    let base = extraCount
    extra[base] = UInt32(truncatingIfNeeded: count)
    if count == 1 {
      extra[base + 1] = scratch[mark]
    } else {
      (extra + base + 1).update(from: scratch + mark, count: count)
    }
    extraCount += count + 1
    scratchCount = mark
    return UInt32(truncatingIfNeeded: base)
  }

  /// Closes a list whose items alternate between two lists, beginning with the first: the pieces of a template.
  mutating func endAlternatingLists(_ mark: Int) -> (first: UInt32, second: UInt32) {
    let count = scratchCount - mark
    let firstCount = (count + 1) / 2
    let secondCount = count / 2
    reserveExtra(count + 2)
    let first = extraCount
    extra[first] = UInt32(truncatingIfNeeded: firstCount)
    for index in 0..<firstCount { extra[first + 1 + index] = scratch[mark + 2 * index] }
    extraCount += firstCount + 1
    let second = extraCount
    extra[second] = UInt32(truncatingIfNeeded: secondCount)
    for index in 0..<secondCount { extra[second + 1 + index] = scratch[mark + 2 * index + 1] }
    extraCount += secondCount + 1
    scratchCount = mark
    return (UInt32(truncatingIfNeeded: first), UInt32(truncatingIfNeeded: second))
  }

  @inline(__always) mutating func reserveExtra(_ count: Int) {
    if extraCount + count > extraCapacity { growExtra(count) }
  }

  @inline(never) private mutating func growNodes() {
    let grown = UnsafeMutablePointer<NodeRecord>.allocate(capacity: nodeCapacity * 2)
    grown.update(from: nodes, count: nodeCount)
    nodes.deallocate()
    nodes = grown
    nodeCapacity *= 2
  }

  @inline(never) private mutating func growExtra(_ count: Int) {
    let capacity = max(extraCapacity * 2, extraCount + count)
    let grown = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity)
    grown.update(from: extra, count: extraCount)
    extra.deallocate()
    extra = grown
    extraCapacity = capacity
  }

  @inline(never) private mutating func growScratch() {
    let grown = UnsafeMutablePointer<UInt32>.allocate(capacity: scratchCapacity * 2)
    grown.update(from: scratch, count: scratchCount)
    scratch.deallocate()
    scratch = grown
    scratchCapacity *= 2
  }
}
