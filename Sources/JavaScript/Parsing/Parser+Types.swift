// TypeScript types, from conditional types down to postfix brackets. Called only where `context` has `.typeScript`.
// Type names and literals are in `Parser+TypeReferences`, braces in `Parser+TypeMembers`.
//
// Chains of any length (`A | B | …`, `a.b.c`, `T[][]`, `X extends Y ? … : X extends Z ? …`) are loops, so that only real
// nesting costs depth. No look-ahead here reads further than to the first token that decides.
extension Parser {
  /// A type, conditional types included.
  mutating func parseType() -> NodeID {
    enter()
    let start = lexer.start
    let type = parseNonConditionalType()
    let conditional = atConditionalTail ? parseConditionalTail(type, from: start) : type
    leave()
    return conditional
  }

  /// `: T` if the current token is a colon, else `.none`.
  mutating func parseTypeAnnotationIfPresent() -> NodeID {
    guard eat(.colon) else { return .none }
    return parseType()
  }

  /// `: T`, `: x is T`, `: asserts x is T` after parameters, else `.none`.
  mutating func parseReturnTypeIfPresent() -> NodeID {
    guard eat(.colon) else { return .none }
    return parseTypeOrPredicate()
  }

  /// What stands after the colon or arrow of a function's return type.
  mutating func parseTypeOrPredicate() -> NodeID {
    switch lexer.kind {
    case .identifier:
      if isFollowedByWordIs() { return parsePredicate() }
      if atWord(.asserts) { return parseAssertsOrReference(allowed: true) }
    case .this:
      if isFollowedByWordIs() { return parsePredicate() }
    default:
      break
    }
    return parseType()
  }
}

// MARK: Conditional types

extension Parser {
  /// `extends` goes on with the type before it.
  private var atConditionalTail: Bool {
    if typeScript.pendingExtends.exists { return true }
    return lexer.kind == .extends && !lexer.newlineBefore && !context.contains(.noConditionalType)
  }

  /// `extends U ? V : W` after a check type; a conditional type after the colon is taken by the same loop.
  @inline(never)
  private mutating func parseConditionalTail(_ first: NodeID, from firstStart: UInt32) -> NodeID {
    let mark = beginList()
    var type = first
    var start = firstStart
    repeat {
      push(NodeID(start))
      push(type)
      push(parseExtendsType())
      expect(.question)
      push(parseType())
      expect(.colon)
      start = lexer.start
      type = parseNonConditionalType()
    } while atConditionalTail
    while scratchCount > mark {
      scratchCount -= 4
      let parts = scratch + scratchCount
      type = wideNode(.tsConditionalType, from: parts[0], parts[1], parts[2], parts[3], type.raw)
    }
    return type
  }

  /// The type after `extends`, where `?` ends the type; or the one that `infer T extends U` has already read.
  private mutating func parseExtendsType() -> NodeID {
    if typeScript.pendingExtends.exists {
      let type = typeScript.pendingExtends
      typeScript.pendingExtends = .none
      return type
    }
    advance()
    return parseTypeWithoutConditional()
  }

  private mutating func parseTypeWithoutConditional() -> NodeID {
    let outer = context
    context.insert(.noConditionalType)
    let type = parseType()
    context = outer
    return type
  }

  /// `infer T` or `infer T extends U`; current token is `infer`.
  ///
  /// In `infer T extends U ? V : W` the words after T belong to a conditional type around it, unless one is not allowed
  /// here. U is read the same way in both cases, so it is kept for `parseConditionalTail` instead of read again.
  private mutating func parseInferType() -> NodeID {
    let start = lexer.start
    advance()
    let parameterStart = lexer.start
    let name = parseTypeName()
    checkTypeName(name)
    let end = lexer.previousEnd
    var constraint = NodeID.none
    if eat(.extends) {
      constraint = parseTypeWithoutConditional()
      if at(.question), !context.contains(.noConditionalType), isFollowedByTypeStart() {
        typeScript.pendingExtends = constraint
        constraint = .none
        lexer.previousEnd = end
      }
    }
    let parameter = node(.tsTypeParameter, from: parameterStart, name.raw, constraint.raw)
    return node(.tsInferType, from: start, parameter.raw)
  }

  /// The token after the current one can begin a type.
  private mutating func isFollowedByTypeStart() -> Bool {
    lookAhead {
      $0.advance()
      return $0.atTypeStart
    }
  }

  /// The current token can begin a type.
  var atTypeStart: Bool {
    switch lexer.kind {
    case .identifier, .string, .number, .bigInt, .templateWhole, .templateHead, .braceLeft, .bracketLeft, .parenLeft,
      .less, .shiftLeft, .bar, .ampersand, .minus, .ellipsis, .true, .false, .null, .this, .typeof, .void, .new,
      .import, .const:
      true
    default:
      false
    }
  }
}

// MARK: Operators

extension Parser {
  /// A function or constructor type, or a union; leaves `extends` to the caller.
  private mutating func parseNonConditionalType() -> NodeID {
    atFunctionType() ? parseFunctionType() : parseUnionType()
  }

  private mutating func parseUnionType() -> NodeID {
    let start = lexer.start
    let leading = eat(.bar)
    let first = parseIntersectionType()
    if !leading && lexer.kind != .bar { return first }
    let mark = beginList()
    push(first)
    while eat(.bar) { push(parseIntersectionType()) }
    return node(.tsUnionType, from: start, endList(mark))
  }

  private mutating func parseIntersectionType() -> NodeID {
    let start = lexer.start
    let leading = eat(.ampersand)
    let first = parseOperatorType()
    if !leading && lexer.kind != .ampersand { return first }
    let mark = beginList()
    push(first)
    while eat(.ampersand) { push(parseOperatorType()) }
    return node(.tsIntersectionType, from: start, endList(mark))
  }

  /// `keyof T`, `unique symbol`, `readonly T[]`, `infer T`, or a postfix type.
  private mutating func parseOperatorType() -> NodeID {
    guard lexer.kind == .identifier, let first = atTypeOperator else { return parsePostfixType() }
    let mark = beginList()
    var next: TypeOperator? = first
    while let op = next {
      push(NodeID(lexer.start))
      push(NodeID(UInt32(op.rawValue)))
      advance()
      next = atTypeOperator
    }
    var type = parsePostfixType()
    while scratchCount > mark {
      scratchCount -= 2
      let op = UInt8(truncatingIfNeeded: scratch[scratchCount + 1])
      checkOperand(type, of: TypeOperator(rawValue: op))
      type = node(.tsTypeOperator, from: scratch[scratchCount], op: op, type.raw)
    }
    return type
  }

  private var atTypeOperator: TypeOperator? {
    guard lexer.kind == .identifier, lexer.atom.raw <= Atom.unique.raw, !lexer.escaped else { return nil }
    switch lexer.atom {
    case .keyof: return .keyof
    case .unique: return .unique
    case .readonly: return .readonly
    default: return nil
    }
  }

  /// `T[]`, `T[K]`, any number of them.
  private mutating func parsePostfixType() -> NodeID {
    let start = lexer.start
    if atWord(.infer) { return parseInferType() }
    var type = parsePrimaryType()
    while lexer.kind == .bracketLeft, !lexer.newlineBefore {
      openParenthesis()
      if at(.bracketRight) {
        closeParenthesis(.bracketRight, "")
        type = node(.tsArrayType, from: start, type.raw)
      } else {
        let index = parseTypeAllowingConditional()
        closeParenthesis(.bracketRight, "']'")
        type = node(.tsIndexedAccessType, from: start, type.raw, index.raw)
      }
    }
    return type
  }

  /// A type inside brackets of its own, where a conditional type is fine again.
  mutating func parseTypeAllowingConditional() -> NodeID {
    let outer = context
    context.remove(.noConditionalType)
    let type = parseType()
    context = outer
    return type
  }
}

// MARK: Function types

extension Parser {
  /// The current token begins a function or constructor type, `(` only if what follows it says so.
  mutating func atFunctionType() -> Bool {
    switch lexer.kind {
    case .less, .shiftLeft, .new: true
    case .parenLeft: isParenthesisOfFunctionType()
    case .identifier: lexer.atom == .abstract && peek().kind == .new
    default: false
    }
  }

  /// `(…) => T`, `<T>(…) => U`, `new (…) => T`, `abstract new (…) => T`; predicates allowed as the result.
  mutating func parseFunctionType() -> NodeID {
    enter()
    let start = lexer.start
    var flags: NodeFlags = []
    var kind = NodeKind.tsFunctionType
    if at(.identifier) {
      advance()
      flags = .abstract
    }
    if eat(.new) { kind = .tsConstructorType }
    let outer = context
    context.subtract([.noConditionalType, .yield, .await])
    let typeParameters = parseTypeParametersIfPresent()
    checkTypeParameters(typeParameters, forbidden: [.variesIn, .variesOut])
    let parameters = parseSignatureParameters()
    expect(.arrow)
    let result = parseTypeOrPredicate()
    context = outer
    leave()
    return node(kind, from: start, flags: flags, typeParameters.raw, parameters, result.raw)
  }

  /// `(` begins parameters and not a parenthesized type: seen from the tokens up to the end of a first parameter's name.
  private mutating func isParenthesisOfFunctionType() -> Bool {
    lookAhead {
      $0.advance()
      return $0.isStartOfParameters()
    }
  }

  private mutating func isStartOfParameters() -> Bool {
    switch lexer.kind {
    case .parenRight, .ellipsis, .at: return true
    case .this: advance()
    case .identifier:
      advance()
      // `(public x: T) => …` is an error that deserves to be told about parameters.
      if at(.identifier), !lexer.newlineBefore { advance() }
    case .braceLeft, .bracketLeft:
      guard let decided = skipBindingPattern() else { break }
      return decided
    default: return false
    }
    switch lexer.kind {
    case .colon, .comma, .question, .equal: return true
    case .parenRight:
      advance()
      return at(.arrow)
    default: return false
    }
  }

  /// Skips tokens that may stand in a binding pattern, to the bracket that ends it: nil. True at a default value, which
  /// no type has; false at what no pattern has.
  private mutating func skipBindingPattern() -> Bool? {
    var open = 0
    while true {
      switch lexer.kind {
      case .braceLeft, .bracketLeft: open += 1
      case .braceRight, .bracketRight:
        open -= 1
        if open == 0 {
          advance()
          return nil
        }
      case .equal: return true
      case .identifier, .string, .number, .colon, .comma, .ellipsis, .dot: break
      default: if !lexer.kind.isReservedWord { return false }
      }
      advance()
    }
  }
}
