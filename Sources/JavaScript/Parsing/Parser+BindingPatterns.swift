import SourceText

// Patterns where names are declared, and expressions that turn out to be patterns.
extension Parser {
  /// Where a name or pattern is declared, which decides about `?` and `: T` after it.
  enum BindingPlace: UInt8 {
    /// Both may follow.
    case parameter
    /// A type may follow: variables, and what `catch` declares.
    case variable
    /// Inside of a pattern neither may.
    case element
    /// After `...`, where they are left to `parseBindingRest`.
    case rest
  }

  /// A parameter or element: a target with `= default`.
  mutating func parseBindingElement(_ place: BindingPlace) -> NodeID {
    let start = lexer.start
    let target = parseBindingTarget(place)
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
  mutating func parseBindingTarget(_ place: BindingPlace) -> NodeID {
    switch lexer.kind {
    case .identifier: return parseBindingName(place)
    case .braceLeft: return parseObjectPattern(place)
    case .bracketLeft: return parseArrayPattern(place)
    case .this where inTypeScript && place == .parameter:
      let start = lexer.start
      let atom = lexer.atom
      advance()
      typeScript.unusualParameters += 1
      return finishName(atom, from: start, flags: [], place)
    default: return invalid("a name or a pattern")
    }
  }

  @inline(__always)
  private mutating func parseBindingName(_ place: BindingPlace) -> NodeID {
    if !inTypeScript { return parseBindingIdentifier() }
    let start = lexer.start
    let atom = lexer.atom
    let flags: NodeFlags = lexer.escaped ? .escaped : []
    advance()
    if atom.raw <= Parser.lastRestrictedWord || context.contains(.strict) {
      let span = Span(start: start, end: lexer.previousEnd)
      checkDeclared(atom, escaped: flags.contains(.escaped), at: span)
    }
    return finishName(atom, from: start, flags: flags, place)
  }

  private mutating func checkDeclared(_ atom: Atom, escaped: Bool, at span: Span) {
    let name = node(.identifier, from: span.start, to: span.end, atom.raw)
    checkReference(atom, escaped: escaped, at: name)
    checkBinding(atom, escaped: escaped, at: name)
    nodeCount -= 1
  }

  /// `?` and `: T` after a name: children come before their parent, so the node is made last.
  private mutating func finishName(
    _ atom: Atom, from start: UInt32, flags: NodeFlags, _ place: BindingPlace
  ) -> NodeID {
    var flags = flags
    let type = parseMarks(&flags, place)
    return node(.identifier, from: start, flags: flags, atom.raw, type.raw)
  }

  /// `?` and `: T`, reported where they have no place.
  @inline(__always)
  private mutating func parseMarks(_ flags: inout NodeFlags, _ place: BindingPlace) -> NodeID {
    if lexer.kind == .question {
      flags.insert(.optional)
      noteOptional(place)
      advance()
    }
    guard lexer.kind == .colon else { return .none }
    if place == .element { reportElementType() }
    return parseTypeAnnotationIfPresent()
  }

  @inline(never)
  private mutating func noteOptional(_ place: BindingPlace) {
    if place == .parameter {
      typeScript.unusualParameters += 1
    } else {
      early(
        place == .variable
          ? "a variable is not optional" : "what a pattern declares is not optional; give it a default",
        at: tokenSpan)
    }
  }

  @inline(never)
  private mutating func reportElementType() {
    early("the type of what a pattern declares stands after the whole pattern", at: tokenSpan)
  }

  /// `...target`.
  mutating func parseBindingRest(isParameter: Bool = false) -> NodeID {
    let start = lexer.start
    advance()
    // The annotation belongs to the rest element.
    let argument: NodeID
    switch lexer.kind {
    case .identifier: argument = parseBindingIdentifier()
    case .braceLeft: argument = parseObjectPattern(.rest)
    case .bracketLeft: argument = parseArrayPattern(.rest)
    default: argument = invalid("a name or a pattern")
    }
    if inTypeScript, lexer.kind == .question, isParameter {
      early("a rest parameter is never missing, and has no '?'", at: tokenSpan)
      advance()
    }
    var type = NodeID.none
    if inTypeScript, lexer.kind == .colon {
      if !isParameter { reportElementType() }
      type = parseTypeAnnotationIfPresent()
    }
    if lexer.kind == .equal {
      early("a rest element takes no default", at: tokenSpan)
      advance()
      _ = parseAssignmentInBrackets()
    }
    return node(.restElement, from: start, argument.raw, type.raw)
  }

  /// `{ a, b: c = 1, ...d }`.
  private mutating func parseObjectPattern(_ place: BindingPlace) -> NodeID {
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
    return finishPattern(.objectPattern, from: start, properties, place)
  }

  private mutating func parsePatternProperty() -> NodeID {
    let start = lexer.start
    var flags: NodeFlags = []
    let keyToken = lexer.kind
    let key = parsePropertyKey(&flags)
    if keyToken == .privateName { misplacedPrivateMember(key) }
    if lexer.kind == .colon {
      advance()
      let value = parseBindingElement(.element)
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
  private mutating func parseArrayPattern(_ place: BindingPlace) -> NodeID {
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
        push(parseBindingElement(.element))
      }
      if !eat(.comma) { break }
    }
    closeParenthesis(.bracketRight, "',' or ']' after an element")
    let elements = endList(mark)
    return finishPattern(.arrayPattern, from: start, elements, place)
  }

  private mutating func finishPattern(
    _ kind: NodeKind, from start: UInt32, _ list: UInt32, _ place: BindingPlace
  ) -> NodeID {
    guard inTypeScript, place != .rest else { return node(kind, from: start, list) }
    var flags: NodeFlags = []
    let type = parseMarks(&flags, place)
    return node(kind, from: start, flags: flags, list, type.raw)
  }
}
