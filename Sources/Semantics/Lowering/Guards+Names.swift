import JavaScript
import SourceText

/// Tests behind the names that hold their outcome.
extension Analysis {
  /// `const isError = name === "error"` of what is tested.
  ///
  /// - Parameter holds: what the test comes out as. `let isError = name === "error"; isError = isError && !isHeard`: where
  ///   it is true, so is what it began with.
  mutating func comparison(behind identifier: NodeID, _ holds: Bool) -> NodeID? {
    guard let index = Meaning.binding(meanings[identifier.raw]) else { return nil }
    let kind = bindings.base[index].kind
    guard kind == .const || kind == .let && holds && isNarrowedAlone(index), let initial = initialiser(of: index) else {
      return nil
    }
    let test = tree.unwrapped(initial)
    switch tree.kind(test) {
    case .binaryExpression, .logicalExpression: return test
    case .unaryExpression: return tree.op(test) == Operator.not.rawValue ? test : nil
    default: return nil
    }
  }

  /// Whether each assignment so far is of the kind of `name = name && …`.
  private mutating func isNarrowedAlone(_ index: Int) -> Bool {
    let binding = UInt32(truncatingIfNeeded: index)
    for entry in assignments.elements where entry.binding == binding {
      guard narrows(at: Int(entry.offset), bindings.base[index].span) else { return false }
    }
    return true
  }

  /// `name = name && …`, to the end of its line, without other ways to be true.
  private mutating func narrows(at start: Int, _ name: Span) -> Bool {
    let end = tree.sourceCount
    let length = Int(name.count)
    var offset = start
    func skipSpaces() { while offset < end, tree.source[offset] == 0x20 { offset += 1 } }
    func skip(_ text: StaticString) -> Bool {
      guard offset + text.utf8CodeUnitCount <= end,
        (0..<text.utf8CodeUnitCount).allSatisfy({ tree.source[offset + $0] == text.utf8Start[$0] })
      else { return false }
      offset += text.utf8CodeUnitCount
      return true
    }
    func skipName() -> Bool {
      guard offset + length <= end,
        (0..<length).allSatisfy({ tree.source[offset + $0] == tree.source[Int(name.start) + $0] })
      else { return false }
      offset += length
      return true
    }
    guard skipName() else { return false }
    skipSpaces()
    guard skip("= ") else { return false }
    skipSpaces()
    guard skipName() else { return false }
    skipSpaces()
    guard skip("&&") else { return false }
    while offset < end, tree.source[offset] != 0x0A, tree.source[offset] != UInt8(ascii: ";") {
      if tree.source[offset] == UInt8(ascii: "|") || tree.source[offset] == UInt8(ascii: "?") { return false }
      offset += 1
    }
    return true
  }
}
