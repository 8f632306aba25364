// Classes without the flag v: `[a-z\d]`.
extension PatternParser {
  /// A character of a class, or nil for a set of them; the node is already in the tree.
  private typealias ClassAtom = (value: UInt32?, start: Int, node: Int)

  mutating func parseClass(_ index: Int) {
    let start = position
    position += 1
    nodes[index].isNegated = eat(UInt8(ascii: "^"))
    var last = 0
    pendingUnit = 0
    while !failed {
      if position >= end, pendingUnit == 0 {
        return fail("this class is never closed", start, start + 1)
      }
      if pendingUnit == 0, eat(UInt8(ascii: "]")) { break }
      let first = parseClassAtom()
      if failed { return }
      let isRange =
        pendingUnit == 0 && byte() == UInt8(ascii: "-") && byte(1) != UInt8(ascii: "]") && position + 1 < end
      guard isRange else {
        adopt(first.node, by: index, after: &last)
        continue
      }
      position += 1
      let second = parseClassAtom()
      if failed { return }
      join(first, second, in: index, after: &last)
    }
    nodes[index].end = UInt32(truncatingIfNeeded: position)
  }

  /// `first-second` becomes a range; with a set on either side and without the flag u, three members.
  private mutating func join(_ first: ClassAtom, _ second: ClassAtom, in index: Int, after last: inout Int) {
    guard let lower = first.value, let upper = second.value else {
      if unicode {
        note("a range goes from character to character, not to or from a set of them", first.start, position)
      }
      adopt(first.node, by: index, after: &last)
      nodes.append(
        PatternNode(.character, from: second.start - 1, to: second.start, value: UInt32(UInt8(ascii: "-"))))
      adopt(nodes.count - 1, by: index, after: &last)
      return adopt(second.node, by: index, after: &last)
    }
    if lower > upper { noteDescendingRange(first.start, position) }
    nodes[first.node].kind = .range
    nodes[first.node].upper = upper
    nodes[first.node].end = UInt32(truncatingIfNeeded: position)
    adopt(first.node, by: index, after: &last)
  }

  mutating func noteDescendingRange(_ start: Int, _ end: Int) {
    let text = String(decoding: UnsafeBufferPointer(start: source + start, count: end - start), as: UTF8.self)
    note("the range \(text) is in the wrong order", start, end)
  }

  /// Links a node to the children of a class.
  mutating func adopt(_ node: Int, by index: Int, after last: inout Int) {
    if last == 0 {
      nodes[index].firstChild = UInt32(truncatingIfNeeded: node)
    } else {
      nodes[last].nextSibling = UInt32(truncatingIfNeeded: node)
    }
    last = node
  }

  /// ClassAtom. A character beyond the BMP is two without the flag u: the second is pending then.
  private mutating func parseClassAtom() -> ClassAtom {
    var start = position
    var value: UInt32
    if pendingUnit != 0 {
      start = Int(nodes[nodes.count - 1].start)
      value = pendingUnit
      pendingUnit = 0
    } else if eat(UInt8(ascii: "\\")) {
      if eat(UInt8(ascii: "b")) {
        value = 0x08
      } else if let set = parseClassEscape(from: start) {
        nodes.append(set)
        return (nil, start, nodes.count - 1)
      } else if failed {
        return (nil, start, 0)
      } else {
        value = parseCharacterEscape(inClass: true)
      }
    } else {
      let (character, length) = scalar()
      value = character
      position += length
    }
    if value > 0xFFFF, !unicode {
      pendingUnit = PatternParser.trailingUnit(value)
      value = PatternParser.leadingUnit(value)
    }
    nodes.append(PatternNode(.character, from: start, to: position, value: value))
    return (value, start, nodes.count - 1)
  }
}
