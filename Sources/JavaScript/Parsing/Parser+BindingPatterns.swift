import SourceText

// Patterns where names are declared, and expressions that turn out to be patterns.
extension Parser {
  /// A parameter or element: a target with `= default`.
  mutating func parseBindingElement() -> NodeID {
    let start = lexer.start
    let target = parseBindingTarget()
    guard lexer.kind == .equal else { return target }
    advance()
    let value = parseAssignmentInBrackets()
    return node(.assignmentPattern, from: start, target.raw, value.raw)
  }

  @inline(__always)
  private mutating func parseAssignmentInBrackets() -> NodeID {
    let outer = context
    context = outer.union(.in).subtracting(Context.bracketReset)
    let value = parseAssignment()
    context = outer
    return value
  }

  /// A name, `[…]` or `{…}`, with TypeScript's `?` and `: T` inside its span.
  mutating func parseBindingTarget() -> NodeID {
    switch lexer.kind {
    case .identifier: return parseBindingName()
    case .braceLeft: return parseObjectPattern(isAnnotated: true)
    case .bracketLeft: return parseArrayPattern(isAnnotated: true)
    case .this where inTypeScript:
      let start = lexer.start
      let atom = lexer.atom
      advance()
      return finishName(atom, from: start, flags: [])
    default: return invalid("a name or a pattern")
    }
  }

  @inline(__always)
  private mutating func parseBindingName() -> NodeID {
    if !inTypeScript { return parseBindingIdentifier() }
    let start = lexer.start
    let atom = lexer.atom
    let flags: NodeFlags = lexer.escaped ? .escaped : []
    advance()
    if atom.raw <= Parser.lastRestrictedWord || context.contains(.strict) {
      let span = Span(start: start, end: lexer.previousEnd)
      checkDeclared(atom, escaped: flags.contains(.escaped), at: span)
    }
    return finishName(atom, from: start, flags: flags)
  }

  private mutating func checkDeclared(_ atom: Atom, escaped: Bool, at span: Span) {
    let name = node(.identifier, from: span.start, to: span.end, atom.raw)
    checkReference(atom, escaped: escaped, at: name)
    checkBinding(atom, escaped: escaped, at: name)
    nodeCount -= 1
  }

  /// `?` and `: T` after a name: children come before their parent, so the node is made last.
  private mutating func finishName(_ atom: Atom, from start: UInt32, flags: NodeFlags) -> NodeID {
    var flags = flags
    if lexer.kind == .question {
      flags.insert(.optional)
      advance()
    }
    let type = lexer.kind == .colon ? parseTypeAnnotationIfPresent() : .none
    return node(.identifier, from: start, flags: flags, atom.raw, type.raw)
  }

  /// `...target`.
  mutating func parseBindingRest() -> NodeID {
    let start = lexer.start
    advance()
    // The annotation belongs to the rest element.
    let argument: NodeID
    switch lexer.kind {
    case .identifier: argument = parseBindingIdentifier()
    case .braceLeft: argument = parseObjectPattern(isAnnotated: false)
    case .bracketLeft: argument = parseArrayPattern(isAnnotated: false)
    default: argument = invalid("a name or a pattern")
    }
    let type = inTypeScript && lexer.kind == .colon ? parseTypeAnnotationIfPresent() : .none
    if lexer.kind == .equal {
      early("a rest element takes no default", at: tokenSpan)
      advance()
      _ = parseAssignmentInBrackets()
    }
    return node(.restElement, from: start, argument.raw, type.raw)
  }

  /// `{ a, b: c = 1, ...d }`.
  private mutating func parseObjectPattern(isAnnotated: Bool) -> NodeID {
    enter()
    defer { leave() }
    let start = lexer.start
    openBrace()
    let mark = beginList()
    while lexer.kind != .braceRight, !panicking {
      if lexer.kind == .ellipsis {
        let rest = parseBindingRest()
        switch nodes[Int(nodes[Int(rest.raw)].a)].kind {
        case .objectPattern, .arrayPattern: early("the rest of an object is a name, not a pattern", at: rest)
        default: break
        }
        push(rest)
        if lexer.kind == .comma { early("a rest element stands last", at: tokenSpan) }
      } else {
        push(parsePatternProperty())
      }
      if !eat(.comma) { break }
    }
    closeBrace("',' or '}' after a property")
    let properties = endList(mark)
    return finishPattern(.objectPattern, from: start, properties, isAnnotated)
  }

  private mutating func parsePatternProperty() -> NodeID {
    let start = lexer.start
    var flags: NodeFlags = []
    let keyToken = lexer.kind
    let key = parsePropertyKey(&flags)
    if keyToken == .privateName { misplacedPrivateMember(key) }
    if lexer.kind == .colon {
      advance()
      let value = parseBindingElement()
      return node(.property, from: start, flags: flags, key.raw, value.raw)
    }
    guard keyToken == .identifier else {
      unexpected("':' after the key")
      return node(.property, from: start, flags: flags, key.raw, 0)
    }
    let record = nodes[Int(key.raw)]
    let atom = Atom(record.a)
    checkReference(atom, escaped: record.flags.contains(.escaped), at: key)
    checkBinding(atom, escaped: record.flags.contains(.escaped), at: key)
    var value = node(.identifier, from: record.start, to: record.end, flags: record.flags, record.a)
    if lexer.kind == .equal {
      advance()
      let initial = parseAssignmentInBrackets()
      value = node(.assignmentPattern, from: start, value.raw, initial.raw)
    }
    return node(.property, from: start, flags: .shorthand, key.raw, value.raw)
  }

  /// `[a, , b = 1, ...c]`.
  private mutating func parseArrayPattern(isAnnotated: Bool) -> NodeID {
    enter()
    defer { leave() }
    let start = lexer.start
    openParenthesis()
    let mark = beginList()
    while lexer.kind != .bracketRight, !panicking {
      if lexer.kind == .comma {
        push(.none)
        advance()
        continue
      }
      if lexer.kind == .ellipsis {
        push(parseBindingRest())
        if lexer.kind == .comma { early("a rest element stands last", at: tokenSpan) }
      } else {
        push(parseBindingElement())
      }
      if !eat(.comma) { break }
    }
    closeParenthesis(.bracketRight, "',' or ']' after an element")
    let elements = endList(mark)
    return finishPattern(.arrayPattern, from: start, elements, isAnnotated)
  }

  private mutating func finishPattern(_ kind: NodeKind, from start: UInt32, _ list: UInt32, _ isAnnotated: Bool)
    -> NodeID
  {
    guard inTypeScript, isAnnotated else { return node(kind, from: start, list) }
    var flags: NodeFlags = []
    if lexer.kind == .question {
      flags.insert(.optional)
      advance()
    }
    let type = lexer.kind == .colon ? parseTypeAnnotationIfPresent() : .none
    return node(kind, from: start, flags: flags, list, type.raw)
  }
}
