import SourceText

// Expressions read again as targets of assignments or as parameters: kinds are rewritten in place.
extension Parser {
  /// The left side of `=`, or of `of` and `in`.
  mutating func toAssignmentTarget(_ id: NodeID) -> NodeID { toPattern(id, binding: false, top: true) }

  /// A parameter of an arrow function: only names can be its leaves.
  mutating func toBinding(_ id: NodeID) -> NodeID { toPattern(id, binding: true, top: true) }

  private mutating func toPattern(_ id: NodeID, binding: Bool, top: Bool) -> NodeID {
    let index = Int(id.raw)
    let record = nodes[index]
    let isParenthesized = record.flags.contains(.parenthesized)
    switch record.kind {
    case .identifier:
      if binding, isParenthesized { return notATarget(id, binding) }
      if record.a <= Parser.lastRestrictedWord || context.contains(.strict) {
        checkBinding(Atom(record.a), escaped: false, at: id)
      }
    case .memberExpression:
      if binding || isOptionalChain(id) { return notATarget(id, binding) }
    case .objectExpression, .arrayExpression:
      if isParenthesized { return notATarget(id, binding) }
      if pendingShorthand >= record.start { pendingShorthand = .max }
      nodes[index].kind = record.kind == .objectExpression ? .objectPattern : .arrayPattern
      elementsToPatterns(record.a, binding: binding, inObject: record.kind == .objectExpression)
    case .assignmentExpression:
      if record.op != Operator.assign.rawValue || isParenthesized || (top && !binding) {
        return notATarget(id, binding)
      }
      nodes[index].kind = .assignmentPattern
      nodes[index].op = 0
      if binding { _ = toPattern(NodeID(record.a), binding: true, top: false) }
    case .assignmentPattern:
      // `{ name = value }`, or a target that was rewritten before.
      if binding {
        _ = toPattern(NodeID(record.a), binding: true, top: false)
      } else if context.contains(.strict), nodes[Int(record.a)].kind == .identifier {
        checkBinding(Atom(nodes[Int(record.a)].a), escaped: false, at: NodeID(record.a))
      }
    case .objectPattern, .arrayPattern:
      // The left side of an assignment that is a default now: its leaves may have been members.
      if binding { elementsToPatterns(record.a, binding: true, inObject: record.kind == .objectPattern) }
    case .spreadElement, .restElement:
      nodes[index].kind = .restElement
      let argument = toPattern(NodeID(record.a), binding: binding, top: false)
      if nodes[Int(argument.raw)].kind == .assignmentPattern { early("a rest element takes no default", at: argument) }
    case .tsAsExpression, .tsSatisfiesExpression, .tsTypeAssertion, .tsNonNullExpression:
      if binding { return notATarget(id, binding) }
      checkSimpleTarget(NodeID(record.kind == .tsTypeAssertion ? record.b : record.a), op: .assign)
    case .callExpression:
      // Calls fail when they are executed, not before, in sloppy code.
      if binding || !top || inTypeScript || context.contains(.strict) || isOptionalChain(id) {
        return notATarget(id, binding)
      }
    case .invalid:
      break
    default:
      return notATarget(id, binding)
    }
    return id
  }

  /// `x as T = …` and `<T>x = …` need parentheses around the cast.
  mutating func checkBareCast(_ id: NodeID) {
    let record = nodes[Int(id.raw)]
    if record.flags.contains(.parenthesized) { return }
    switch record.kind {
    case .tsAsExpression, .tsSatisfiesExpression, .tsTypeAssertion:
      early("put parentheses around a cast that is assigned to", at: id)
    default: break
    }
  }

  private mutating func elementsToPatterns(_ list: UInt32, binding: Bool, inObject: Bool) {
    let count = Int(extra[Int(list)])
    for offset in 0..<count {
      let item = NodeID(extra[Int(list) + 1 + offset])
      if item.isNone { continue }
      let record = nodes[Int(item.raw)]
      if record.kind == .property {
        if record.flags.contains(.method) {
          _ = notATarget(item, binding)
        } else {
          _ = toPattern(NodeID(record.b), binding: binding, top: false)
        }
        continue
      }
      let pattern = toPattern(item, binding: binding, top: false)
      guard nodes[Int(pattern.raw)].kind == .restElement else { continue }
      let argument = nodes[Int(nodes[Int(pattern.raw)].a)]
      if inObject, argument.kind == .objectPattern || argument.kind == .arrayPattern {
        early("the rest of an object is a name, not a pattern", at: pattern)
      }
      if offset + 1 < count || commaFollows(nodes[Int(pattern.raw)].end) {
        early("a rest element stands last", at: pattern)
      }
    }
  }

  /// Whether the next token from an offset on is a comma.
  func commaFollows(_ start: UInt32) -> Bool {
    var offset = Int(start)
    let end = Int(lexer.sourceEnd)
    while offset < end {
      switch lexer.source[offset] {
      case UInt8(ascii: ","): return true
      case 0x20, 0x09, 0x0A, 0x0D: offset += 1
      case UInt8(ascii: "/") where lexer.source[offset + 1] == UInt8(ascii: "*"):
        offset += 2
        while offset < end, lexer.source[offset] != UInt8(ascii: "*") || lexer.source[offset + 1] != UInt8(ascii: "/") {
          offset += 1
        }
        offset += 2
      case UInt8(ascii: "/") where lexer.source[offset + 1] == UInt8(ascii: "/"):
        while offset < end, lexer.source[offset] != 0x0A, lexer.source[offset] != 0x0D { offset += 1 }
      default: return false
      }
    }
    return false
  }

  @inline(never)
  private mutating func notATarget(_ id: NodeID, _ binding: Bool) -> NodeID {
    early(binding ? "this cannot be a parameter" : "this cannot be assigned to", at: id)
    return id
  }

  /// The operand of `++`, `--` and compound assignments.
  mutating func checkSimpleTarget(_ id: NodeID, op: Operator) {
    let record = nodes[Int(id.raw)]
    switch record.kind {
    case .identifier:
      if context.contains(.strict) { checkBinding(Atom(record.a), escaped: false, at: id) }
    case .memberExpression:
      if isOptionalChain(id) { _ = notATarget(id, false) }
    case .tsAsExpression, .tsSatisfiesExpression, .tsNonNullExpression:
      checkSimpleTarget(NodeID(record.a), op: op)
    case .tsTypeAssertion:
      checkSimpleTarget(NodeID(record.b), op: op)
    case .callExpression:
      let isLogical = op == .orAssign || op == .andAssign || op == .coalesceAssign
      if inTypeScript || context.contains(.strict) || isLogical || isOptionalChain(id) { _ = notATarget(id, false) }
    case .invalid:
      break
    default:
      _ = notATarget(id, false)
    }
  }

  /// A `?.` somewhere in the chain of members and calls that ends here, not shut off by parentheses.
  func isOptionalChain(_ id: NodeID) -> Bool {
    var id = id
    while true {
      let record = nodes[Int(id.raw)]
      switch record.kind {
      case .memberExpression, .callExpression:
        if record.flags.contains(.optional) { return true }
      case .tsNonNullExpression:
        break
      default:
        return false
      }
      id = NodeID(record.a)
      if nodes[Int(id.raw)].flags.contains(.parenthesized) { return false }
    }
  }
}
