// Groups: their heads, their names, and what refers to them.
extension PatternParser {
  /// `(` and what says which kind of group it opens.
  mutating func openGroup() {
    let start = position
    position += 1
    if !eat(UInt8(ascii: "?")) { return openCapture(from: start) }
    switch byte() {
    case UInt8(ascii: ":"): open(.group, from: start, headLength: 1)
    case UInt8(ascii: "="): open(.lookahead, from: start, headLength: 1)
    case UInt8(ascii: "!"): open(.lookahead, from: start, headLength: 1, isNegated: true)
    case UInt8(ascii: "<") where byte(1) == UInt8(ascii: "="): open(.lookbehind, from: start, headLength: 2)
    case UInt8(ascii: "<") where byte(1) == UInt8(ascii: "!"):
      open(.lookbehind, from: start, headLength: 2, isNegated: true)
    case UInt8(ascii: "<"):
      let nameStart = position
      guard let name = parseGroupName() else {
        return fail(
          "a group's name is an identifier and stands between '<' and '>'", nameStart, max(position, nameStart + 1))
      }
      declare(name, at: nameStart)
      openCapture(from: start)
    case UInt8(ascii: "i"), UInt8(ascii: "m"), UInt8(ascii: "s"), UInt8(ascii: "-"): openModifiers(from: start)
    default:
      fail("after '(?' stands one of : = ! <= <! <name> or flags like i-m:", start, position + 1)
    }
  }

  private mutating func openCapture(from start: Int) {
    captureCount += 1
    open(.capture, from: start, headLength: 0)
    nodes[levels[levels.count - 1].node].value = UInt32(truncatingIfNeeded: captureCount)
  }

  private mutating func open(
    _ kind: PatternNode.Kind, from start: Int, headLength: Int, isNegated: Bool = false
  ) {
    position += headLength
    openLevel(append(PatternNode(kind, from: start, to: position, isNegated: isNegated)), from: start)
  }

  /// `(?i:`, `(?-s:`, `(?im-s:`
  private mutating func openModifiers(from start: Int) {
    let modifiersStart = position
    var seen: [UInt8] = []
    var dashes = 0
    while position < end {
      let character = source[position]
      switch character {
      case UInt8(ascii: "i"), UInt8(ascii: "m"), UInt8(ascii: "s"):
        if seen.contains(character) {
          return fail(
            "the modifier '\(String(UnicodeScalar(character)))' is given twice", position, position + 1)
        }
        seen.append(character)
      case UInt8(ascii: "-"):
        dashes += 1
        if dashes > 1 { return fail("modifiers have one '-' at most", position, position + 1) }
      case UInt8(ascii: ":"):
        if seen.isEmpty { return fail("'(?-:' turns no flag on or off", start, position + 1) }
        return open(.group, from: start, headLength: 1)
      default:
        return fail("only the flags i, m and s can be turned on or off in a group", position, position + 1)
      }
      position += 1
    }
    fail("':' is missing after the modifiers", modifiersStart, end)
  }

  // MARK: Names

  /// `<name>`, with escapes like those of identifiers; nil if malformed.
  mutating func parseGroupName() -> String? {
    guard eat(UInt8(ascii: "<")) else { return nil }
    var name = ""
    while position < end {
      if eat(UInt8(ascii: ">")) { return name.isEmpty ? nil : name }
      let value: UInt32
      if eat(UInt8(ascii: "\\")) {
        guard eat(UInt8(ascii: "u")), let escaped = unicodeEscape(joinsSurrogates: true, bracesAllowed: true) else {
          return nil
        }
        value = escaped
      } else {
        let (character, length) = scalar()
        value = character
        position += length
      }
      guard Lexer.continuesName(value, first: name.isEmpty), let character = Unicode.Scalar(value) else { return nil }
      name.unicodeScalars.append(character)
    }
    return nil
  }

  /// Two groups may share a name only where at most one of them can take part in a match: in different alternatives of
  /// a group around both, which is the innermost that holds both. Of earlier groups with the name only the last matters:
  /// if it excludes this one and was itself excluded by one before, then so are the two.
  private mutating func declare(_ name: String, at offset: Int) {
    if let earlier = groupNames.updateValue(offset, forKey: name) {
      // The innermost open group that begins before the earlier name, by bisection.
      var low = 0
      var high = levels.count
      while high - low > 1 {
        let middle = (low + high) / 2
        if levels[middle].start <= earlier { low = middle } else { high = middle }
      }
      if levels[low].alternativeStart <= earlier {
        note("a group with the name '\(name)' stands before this one in the same alternative", offset, position)
      }
    }
  }

  // MARK: References

  mutating func checkReferences() {
    for (name, node) in nameReferences where groupNames[name] == nil {
      note("no group has the name '\(name)'", Int(nodes[node].start), Int(nodes[node].end))
    }
    for node in numberReferences where nodes[node].value > captureCount {
      let count = captureCount == 0 ? "no group" : captureCount == 1 ? "one group only" : "\(captureCount) groups only"
      note("the pattern has \(count) that can be referred to", Int(nodes[node].start), Int(nodes[node].end))
    }
  }

  /// How many groups the whole pattern captures: counted once, where the meaning of `\1` depends on it.
  mutating func totalCaptures() -> Int {
    if let countedAhead { return countedAhead }
    var count = 0
    var inClass = false
    var offset = Int(nodes[0].start)
    while offset < end {
      switch source[offset] {
      case UInt8(ascii: "\\"): offset += 1
      case UInt8(ascii: "["): inClass = true
      case UInt8(ascii: "]"): inClass = false
      case UInt8(ascii: "(") where !inClass:
        if source[offset + 1] != UInt8(ascii: "?") {
          count += 1
        } else if source[offset + 2] == UInt8(ascii: "<"), source[offset + 3] != UInt8(ascii: "="),
          source[offset + 3] != UInt8(ascii: "!")
        {
          count += 1
        }
      default: break
      }
      offset += 1
    }
    countedAhead = count
    return count
  }
}
