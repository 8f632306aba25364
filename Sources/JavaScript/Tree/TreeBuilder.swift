/// Making nodes and lists in the arena.
extension Parser {
  /// Makes a node that begins at `start` and ends where the last consumed token ended.
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
      kind: kind, op: op, flags: flags, start: start, end: max(start, end), a: a, b: b, c: c)
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
    extraCount += max(2, kind.layout.slots.count - 2)
    return node(kind, from: start, op: op, flags: flags, a, b, UInt32(truncatingIfNeeded: base))
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
    (extra + base + 1).update(from: scratch + mark, count: count)
    extraCount += count + 1
    scratchCount = mark
    return UInt32(truncatingIfNeeded: base)
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
