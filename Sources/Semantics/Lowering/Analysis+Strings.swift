import JavaScript
import SourceText

/// Strings, templates and what is joined from them.
extension Analysis {
  static let mostParts = 64
  static let longestFolded = 4096

  /// The atom of a string literal's or template element's cooked text.
  mutating func stringAtom(_ node: NodeID) -> Atom {
    let raw = tree.rawText(node)
    if tree.flags(node).contains(.escaped) || (tree.kind(node) == .templateElement && raw.contains(0x0D)) {
      return intern(tree.stringBytes(node))
    }
    guard let base = raw.baseAddress else { return atoms.intern("") }
    return atoms.intern(base, raw.count)
  }

  mutating func intern(_ bytes: [UInt8]) -> Atom {
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return atoms.intern("") }
      return atoms.intern(base, buffer.count)
    }
  }

  /// The name of a constant key: an identifier, string, template without holes, or number.
  mutating func constantKey(_ node: NodeID, isComputed: Bool) -> Atom {
    switch tree.kind(node) {
    case .identifier, .jsxIdentifier: return isComputed ? .none : tree.atom(node, 0)
    case .privateIdentifier: return privateName(node)
    case .stringLiteral: return stringAtom(node)
    case .numericLiteral, .bigIntLiteral: return intern(tree.span(node))
    case .templateLiteral:
      guard tree.list(node, 1).count == 0, let only = tree.list(node, 0).first else { return .none }
      return stringAtom(only)
    default: return .none
    }
  }

  /// `#name`, with its `#`.
  mutating func privateName(_ node: NodeID) -> Atom {
    let span = tree.span(node)
    if span.count > 0, tree.source[Int(span.start)] == 0x23, !tree.flags(node).contains(.escaped) {
      return intern(span)
    }
    return intern([0x23] + Array(atoms.bytes(tree.atom(node, 0))))
  }

  /// The name of a member that is not computed.
  mutating func memberName(_ property: NodeID) -> Atom {
    tree.kind(property) == .privateIdentifier ? privateName(property) : tree.atom(property, 0)
  }

  mutating func intern(_ span: Span) -> Atom { atoms.intern(tree.source + Int(span.start), span.count) }

  // MARK: Joined

  /// Template elements and holes in turn.
  mutating func lowerTemplate(_ node: NodeID) -> ValueID {
    let texts = tree.list(node, 0)
    let holes = tree.list(node, 1)
    if holes.count == 0, let only = texts.first { return make(.string, stringAtom(only).raw, at: node) }
    let mark = scratch.count
    for index in 0..<max(texts.count, holes.count) {
      if index < texts.count, tree.span(texts[index]).count > 0, scratch.count - mark < Analysis.mostParts {
        scratch.append(make(.string, stringAtom(texts[index]).raw, at: texts[index]).raw)
      }
      guard index < holes.count else { continue }
      if scratch.count - mark < Analysis.mostParts {
        appendPart(lower(holes[index]), from: mark)
      } else {
        visit(holes[index])
        if scratch.count - mark == Analysis.mostParts { scratch.append(ValueID.unknown(.notAnalysed).raw) }
      }
    }
    return concatenation(from: mark, at: node)
  }

  /// A part of a text; the parts of a joined text join this one.
  mutating func appendPart(_ part: ValueID, from mark: Int) {
    let value = values[part.raw.index]
    guard value.kind == .concatenation else { return scratch.append(part.raw) }
    let start = Int(value.a)
    for index in 0..<Int(lists[start]) where scratch.count - mark < Analysis.mostParts {
      scratch.append(lists[start + 1 + index])
    }
  }

  /// The text of the parts since `mark`: one string where all of them are.
  mutating func concatenation(from mark: Int, at node: NodeID) -> ValueID {
    var length = 0
    for index in mark..<scratch.count {
      let value = values[scratch[index].index]
      guard value.kind == .string else {
        let parts = list(from: mark)
        return make(.concatenation, parts.raw, at: node)
      }
      length += atoms.bytes(Atom(value.a)).count
    }
    if length > Analysis.longestFolded || scratch.count == mark {
      let parts = list(from: mark)
      return make(.concatenation, parts.raw, at: node)
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(length)
    for index in mark..<scratch.count { bytes.append(contentsOf: atoms.bytes(Atom(values[scratch[index].index].a))) }
    scratch.truncate(to: mark)
    return make(.string, intern(bytes).raw, at: node)
  }

  // MARK: Numbers

  /// Whole numbers are kept; small ones share a value.
  mutating func lowerNumber(_ node: NodeID) -> ValueID {
    let span = tree.span(node)
    guard span.count <= 9 else { return .literal(.number) }
    var number: UInt32 = 0
    for offset in Int(span.start)..<Int(span.end) {
      let digit = tree.source[offset] &- 0x30
      if digit > 9 { return .literal(.number) }
      number = number &* 10 &+ UInt32(digit)
    }
    // `017` is octal.
    if span.count > 1, tree.source[Int(span.start)] == 0x30 { return .literal(.number) }
    let slot = Int(number) & (Analysis.smallNumberSlots - 1)
    if smallNumbers[slot * 2] == number + 1 { return ValueID(smallNumbers[slot * 2 + 1]) }
    let value = make(.literal, LiteralKind.number.rawValue, number + 1, at: node)
    smallNumbers[slot * 2] = number + 1
    smallNumbers[slot * 2 + 1] = value.raw
    return value
  }
}
