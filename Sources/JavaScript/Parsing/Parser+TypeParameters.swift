// Type parameters, and type arguments: in types, where `<` can mean nothing else, and in expressions, where it can.
extension Parser {
  /// `<T extends U = V>` if the current token is `<`, else `.none`.
  mutating func parseTypeParametersIfPresent() -> NodeID {
    if at(.shiftLeft) { lexer.splitShiftLeft() }
    guard at(.less) else { return .none }
    let start = lexer.start
    advance()
    let mark = beginList()
    while !at(.greater) && !panicking {
      push(parseTypeParameter())
      if !eat(.comma) { break }
    }
    expect(.greater)
    let empty = scratchCount == mark
    let declaration = node(.tsTypeParameterDeclaration, from: start, endList(mark))
    if empty { early("a list of type parameters has at least one", at: declaration) }
    return declaration
  }

  /// `const in out T extends U = V`.
  private mutating func parseTypeParameter() -> NodeID {
    let start = lexer.start
    var flags: NodeFlags = []
    while true {
      if eat(.const) {
        flags.insert(.const)
      } else if eat(.in) {
        flags.insert(.variesIn)
      } else if atWord(.out), isFollowedByParameterName() {
        advance()
        flags.insert(.variesOut)
      } else {
        break
      }
    }
    let name = parseBindingName()
    checkTypeName(name)
    var constraint = NodeID.none
    var fallback = NodeID.none
    if eat(.extends) { constraint = parseTypeAllowingConditional() }
    if eat(.equal) { fallback = parseTypeAllowingConditional() }
    return node(.tsTypeParameter, from: start, flags: flags, name.raw, constraint.raw, fallback.raw)
  }

  /// After `out`: another name, which makes `out` a modifier.
  private mutating func isFollowedByParameterName() -> Bool {
    let next = peek().kind
    return next == .identifier || next == .in || next == .const
  }

  /// The name of a type parameter: no reserved word.
  private mutating func parseBindingName() -> NodeID {
    at(.identifier) ? nameNode() : invalid("the name of a type parameter")
  }
}

// MARK: Type arguments

extension Parser {
  /// `<T, U>` if the current token is `<` (or `<<`), else `.none`: where only type arguments may stand.
  mutating func parseTypeArgumentsIfPresent() -> NodeID {
    if at(.shiftLeft) { lexer.splitShiftLeft() }
    guard at(.less) else { return .none }
    let start = lexer.start
    let list = parseTypeArgumentList()
    // In a trial around this list, it is noted that the list could not stand in an expression by itself.
    if typeScript.argumentTrials > 0, panicking || isGreaterLonger { typeScript.rejectedArguments.insert(start) }
    expect(.greater)
    return node(.tsTypeParameterInstantiation, from: start, list)
  }

  /// `<T, U` as a list; leaves `>` to the caller.
  private mutating func parseTypeArgumentList() -> UInt32 {
    let outer = context
    context.remove(.noConditionalType)
    advance()
    if at(.greater) { early("a list of type arguments has at least one", at: tokenSpan) }
    let mark = beginList()
    while !at(.greater) && !panicking {
      push(parseType())
      if !eat(.comma) { break }
    }
    context = outer
    return endList(mark)
  }

  /// After a left-hand side expression: `<T, U>` if what follows makes it type arguments, else `.none`, nothing consumed.
  ///
  /// `f < T > (x)` is a call with a type argument, `f < T > x` two comparisons: TypeScript decides by the token after `>`.
  mutating func parseTypeArgumentsInExpression() -> NodeID {
    guard at(.less) || at(.shiftLeft) else { return .none }
    let start = lexer.start
    if typeScript.argumentTrials == 0 { typeScript.rejectedArguments.forget(before: start) }
    if typeScript.rejectedArguments.contains(start) { return .none }
    typeScript.argumentTrials += 1
    let arguments = attemptSyntax { parser in
      parser.lexer.splitShiftLeft()
      let list = parser.parseTypeArgumentList()
      guard parser.at(.greater), !parser.isGreaterLonger else { return .none }
      parser.advance()
      guard parser.canFollowTypeArguments else { return .none }
      return parser.node(.tsTypeParameterInstantiation, from: start, list)
    }
    typeScript.argumentTrials -= 1
    if arguments.isNone, typeScript.argumentTrials > 0 { typeScript.rejectedArguments.insert(start) }
    return arguments
  }

  /// The `>` is followed by `>` or `=`: an operator, where one may stand.
  private var isGreaterLonger: Bool {
    let byte = lexer.source[Int(lexer.position)]
    return byte == UInt8(ascii: ">") || byte == UInt8(ascii: "=")
  }

  /// The token after `>` agrees with the list before it being type arguments.
  private var canFollowTypeArguments: Bool {
    switch lexer.kind {
    case .parenLeft, .templateWhole, .templateHead: return true
    case .less, .shiftLeft, .greater, .plus, .minus: return false
    default: break
    }
    if lexer.newlineBefore { return true }
    switch lexer.kind {
    case .identifier: return atWord(.as) || atWord(.satisfies)
    case .in: return context.contains(.in)
    case .slash: return true
    default: return Parser.binaryPrecedence(lexer.kind) != 0 || !Parser.beginsExpression(lexer.kind)
    }
  }

  private static func beginsExpression(_ kind: TokenKind) -> Bool {
    switch kind {
    case .this, .super, .null, .true, .false, .number, .bigInt, .string, .bracketLeft, .braceLeft, .function, .class,
      .new, .slashEqual, .import, .tilde, .exclamation, .delete, .typeof, .void, .plusPlus, .minusMinus, .privateName,
      .at, .regularExpression:
      true
    default: false
    }
  }
}
