import SourceText

// Classes with the flag v: nested ones, `--`, `&&` and `\q{…}`.
extension PatternParser {
  /// A member of a class: a character, or a set with or without strings.
  private struct Operand {
    var value: UInt32?
    var start: Int
    var node: Int
    var holdsStrings = false
  }

  /// Reads the class at `[`; true if it may hold strings of other lengths than one.
  @discardableResult
  mutating func parseSetClass(_ index: Int, depth: Int) -> Bool {
    let start = position
    if depth > PatternParser.maximumClassDepth {
      problems.append(
        SyntaxProblem(
          kind: .limit, span: .init(start, start + 1),
          message: "classes are nested more than \(PatternParser.maximumClassDepth) levels deep here"))
      failed = true
      return false
    }
    position += 1
    let outer = openClass
    openClass = start
    defer { openClass = outer }
    nodes[index].isNegated = eat(UInt8(ascii: "^"))
    let holdsStrings = parseSetContents(index, from: start, depth: depth)
    if failed { return false }
    nodes[index].end = UInt32(truncatingIfNeeded: position)
    if holdsStrings, nodes[index].isNegated {
      note("a negated class cannot hold strings of several characters", start, position)
    }
    return holdsStrings
  }

  private mutating func parseSetContents(_ index: Int, from start: Int, depth: Int) -> Bool {
    if eat(UInt8(ascii: "]")) { return false }
    let first = parseOperand(depth)
    if failed { return false }
    var last = 0
    if at("&&") || at("--") { return parseSetOperation(index, first, from: start, depth: depth) }
    var current = first
    var holdsStrings = false
    while true {
      if byte() == UInt8(ascii: "-"), byte(1) != UInt8(ascii: "-") {
        position += 1
        let second = parseOperand(depth)
        if failed { return false }
        guard let lower = current.value, let upper = second.value else {
          fail("a range goes from character to character, not to or from a set of them", current.start, position)
          return false
        }
        if lower > upper { noteDescendingRange(current.start, position) }
        nodes[current.node].kind = .range
        nodes[current.node].upper = upper
        nodes[current.node].end = UInt32(truncatingIfNeeded: position)
      }
      adopt(current.node, by: index, after: &last)
      holdsStrings = holdsStrings || current.holdsStrings
      if eat(UInt8(ascii: "]")) { return holdsStrings }
      if at("&&") || at("--") { return mixedOperators() }
      current = parseOperand(depth)
      if failed { return false }
    }
  }

  /// `a&&b&&c` or `a--b--c`
  private mutating func parseSetOperation(_ index: Int, _ first: Operand, from start: Int, depth: Int) -> Bool {
    let isIntersection = at("&&")
    nodes[index].operation = isIntersection ? .intersection : .subtraction
    var last = 0
    adopt(first.node, by: index, after: &last)
    var holdsStrings = first.holdsStrings
    while !eat(UInt8(ascii: "]")) {
      guard isIntersection ? at("&&") : at("--") else { return mixedOperators() }
      position += 2
      if isIntersection, byte() == UInt8(ascii: "&") {
        fail("'&' is written \\& beside '&&'", position, position + 1)
        return false
      }
      let operand = parseOperand(depth)
      if failed { return false }
      adopt(operand.node, by: index, after: &last)
      if isIntersection { holdsStrings = holdsStrings && operand.holdsStrings }
    }
    return holdsStrings
  }

  private mutating func mixedOperators() -> Bool {
    if position >= end {
      fail("this class is never closed", openClass, openClass + 1)
    } else {
      fail(
        "'&&', '--' and plain members are not mixed in one class; a class of their own holds a part", position,
        position + 1)
    }
    return false
  }

  private mutating func parseOperand(_ depth: Int) -> Operand {
    let start = position
    if byte() == UInt8(ascii: "[") {
      nodes.append(PatternNode(.characterClass, from: start, to: start))
      let node = nodes.count - 1
      let holdsStrings = parseSetClass(node, depth: depth + 1)
      return Operand(value: nil, start: start, node: node, holdsStrings: holdsStrings)
    }
    if at("\\q{") { return parseStrings(from: start) }
    if byte() == UInt8(ascii: "\\") {
      position += 1
      if let set = parseClassEscape(from: start) {
        nodes.append(set)
        let holdsStrings = set.kind == .property && set.value == 1
        return Operand(value: nil, start: start, node: nodes.count - 1, holdsStrings: holdsStrings)
      }
      position = start
    }
    let value = failed ? 0 : parseSetCharacter()
    nodes.append(PatternNode(.character, from: start, to: position, value: value))
    return Operand(value: value, start: start, node: nodes.count - 1)
  }

  /// ClassSetCharacter
  private mutating func parseSetCharacter() -> UInt32 {
    let start = position
    if position >= end {
      fail("this class is never closed", openClass, openClass + 1)
      return 0
    }
    if eat(UInt8(ascii: "\\")) {
      if eat(UInt8(ascii: "b")) { return 0x08 }
      return parseCharacterEscape(inClass: true)
    }
    let (value, length) = scalar()
    if value < 0x80 {
      let character = UInt8(truncatingIfNeeded: value)
      if "()[]{}/-|".utf8.contains(character) {
        let text = String(UnicodeScalar(character))
        fail("in a class with the flag v '\(text)' is written \\\(text)", start, start + 1)
        return 0
      }
      if byte(1) == character, "&!#$%*+,.:;<=>?@^`~".utf8.contains(character) {
        let text = String(UnicodeScalar(character))
        fail(
          "'\(text)\(text)' is reserved in a class with the flag v; \\\(text) stands for the character", start,
          start + 2)
        return 0
      }
    }
    position += length
    return value
  }

  /// `\q{abc|d}`: strings of one character each are no more than characters.
  private mutating func parseStrings(from start: Int) -> Operand {
    position += 3
    nodes.append(PatternNode(.strings, from: start, to: start))
    let node = nodes.count - 1
    var lastAlternative = 0
    var holdsStrings = false
    while !failed {
      let alternative = nodes.count
      nodes.append(PatternNode(.alternative, from: position, to: position))
      adopt(alternative, by: node, after: &lastAlternative)
      var last = 0
      var count = 0
      while !failed, position < end, byte() != UInt8(ascii: "|"), byte() != UInt8(ascii: "}") {
        let characterStart = position
        let value = parseSetCharacter()
        nodes.append(PatternNode(.character, from: characterStart, to: position, value: value))
        adopt(nodes.count - 1, by: alternative, after: &last)
        count += 1
      }
      nodes[alternative].end = UInt32(truncatingIfNeeded: position)
      if count != 1 { holdsStrings = true }
      if eat(UInt8(ascii: "}")) { break }
      if !eat(UInt8(ascii: "|")) { fail("these strings are never closed with '}'", start, start + 3) }
    }
    nodes[node].end = UInt32(truncatingIfNeeded: position)
    return Operand(value: nil, start: start, node: node, holdsStrings: holdsStrings)
  }
}
