// What stands between the braces of types: members of type literals and interfaces, mapped types, index signatures.
extension Parser {
  /// `{ [K in T]: U }` or `{ a: T; b(): U }`.
  mutating func parseBracedType() -> NodeID {
    enter()
    let start = lexer.start
    let outer = context
    context.remove(.noConditionalType)
    openBrace()
    let type: NodeID
    if atMappedType() {
      type = parseMappedType(from: start)
    } else {
      let members = parseTypeMembers()
      type = node(.tsTypeLiteral, from: start, members)
    }
    context = outer
    leave()
    return type
  }

  /// The members of a type literal or interface as a list, and the closing brace. The opening one was taken by
  /// `openBrace`.
  mutating func parseTypeMembers() -> UInt32 {
    let mark = beginList()
    while !at(.braceRight) && !at(.endOfFile) && !panicking {
      let point = recoveryPoint
      push(parseTypeMember())
      if panicking { recoverMember(from: point) }
    }
    closeBrace("'}' after the members of a type")
    return endList(mark)
  }

  private mutating func parseTypeMember() -> NodeID {
    let start = lexer.start
    switch lexer.kind {
    case .parenLeft, .less, .shiftLeft:
      return parseSignature(.tsCallSignatureDeclaration, from: start)
    case .new:
      return parseConstructSignatureOrMember(from: start)
    case .bracketLeft:
      let signature = parseIndexSignatureIfPresent(from: start, flags: [])
      if signature.exists { return signature }
    case .identifier where lexer.atom.raw <= Atom.unknown.raw && !lexer.escaped:
      return parseMemberAfterWord(from: start)
    default:
      break
    }
    return parsePropertyOrMethodSignature(from: start, flags: [], kind: .method)
  }

  /// A member that may begin with `readonly`, `get` or `set`, each also a name.
  private mutating func parseMemberAfterWord(from start: UInt32) -> NodeID {
    var flags: NodeFlags = []
    var kind = MethodKind.method
    // Compilers say so and read on, as bundlers do without a word.
    while Self.modifiersOfClasses.contains(lexer.atom), isFollowedByMemberName(onSameLine: true) {
      early("a member of a type has no modifier but readonly", at: tokenSpan)
      advance()
    }
    switch lexer.atom {
    case .readonly:
      if isFollowedByMemberName(onSameLine: true) {
        advance()
        flags.insert(.readonly)
        if at(.bracketLeft) {
          let signature = parseIndexSignatureIfPresent(from: start, flags: flags)
          if signature.exists { return signature }
        }
      }
    case .get, .set:
      if isFollowedByMemberName(onSameLine: false) {
        kind = lexer.atom == .get ? .get : .set
        advance()
      }
    default:
      break
    }
    return parsePropertyOrMethodSignature(from: start, flags: flags, kind: kind)
  }

  private static let modifiersOfClasses: Set<Atom> = [
    .async, .public, .private, .protected, .static, .abstract, .override, .declare,
  ]

  private mutating func isFollowedByMemberName(onSameLine: Bool) -> Bool {
    lookAhead {
      $0.advance()
      return $0.atMemberName && !(onSameLine && $0.lexer.newlineBefore)
    }
  }

  private var atMemberName: Bool {
    switch lexer.kind {
    case .identifier, .string, .number, .bigInt, .bracketLeft, .privateName: true
    default: lexer.kind.isReservedWord
    }
  }

  /// `new (…): T`, or a member named `new`.
  private mutating func parseConstructSignatureOrMember(from start: UInt32) -> NodeID {
    switch peek().kind {
    case .parenLeft, .less, .shiftLeft:
      advance()
      return parseSignature(.tsConstructSignatureDeclaration, from: start)
    default:
      return parsePropertyOrMethodSignature(from: start, flags: [], kind: .method)
    }
  }

  /// `<T>(…): U;` of a call or construct signature.
  private mutating func parseSignature(_ kind: NodeKind, from start: UInt32) -> NodeID {
    let typeParameters = parseTypeParametersIfPresent()
    if typeParameters.exists { checkTypeParameters(typeParameters, forbidden: [.variesIn, .variesOut]) }
    let parameters = parseSignatureParameters()
    let result = parseReturnTypeIfPresent()
    endTypeMember()
    return node(kind, from: start, typeParameters.raw, parameters, result.raw)
  }

  private mutating func parsePropertyOrMethodSignature(from start: UInt32, flags: NodeFlags, kind: MethodKind) -> NodeID
  {
    guard atMemberName else { return invalid("a member of a type") }
    var flags = flags
    if at(.privateName) { early("the members of a type are not private", at: tokenSpan) }
    let key = parsePropertyKey(&flags)
    if eat(.question) { flags.insert(.optional) }
    if kind != .method || at(.parenLeft) || at(.less) || at(.shiftLeft) {
      let typeParameters = parseTypeParametersIfPresent()
      if typeParameters.exists { checkTypeParameters(typeParameters, forbidden: [.variesIn, .variesOut]) }
      let parameters = parseSignatureParameters()
      let result = parseReturnTypeIfPresent()
      if kind != .method {
        checkAccessorSignature(kind, typeParameters: typeParameters, parameters: parameters, result: result, key: key)
      }
      if flags.contains(.readonly) { early("a method is not marked readonly", at: key) }
      endTypeMember()
      return wideNode(
        .tsMethodSignature, from: start, op: kind.rawValue, flags: flags, key.raw, typeParameters.raw, parameters,
        result.raw)
    }
    let type = parseTypeAnnotationIfPresent()
    if at(.equal) {
      early("a member of a type has no initial value", at: tokenSpan)
      advance()
      _ = parseAssignment()
    }
    endTypeMember()
    return node(.tsPropertySignature, from: start, flags: flags, key.raw, type.raw)
  }

  /// `;`, `,` or what a semicolon may be left out before.
  private mutating func endTypeMember() {
    if eat(.comma) || eat(.semicolon) { return }
    if lexer.newlineBefore || at(.braceRight) || at(.endOfFile) { return }
    unexpected("';'")
  }
}

// MARK: Index signatures

extension Parser {
  /// `[key: T]: U;` in a class or type body, if the current `[` begins one; `.none` and nothing consumed otherwise.
  mutating func parseIndexSignatureIfPresent(from start: UInt32, flags: NodeFlags) -> NodeID {
    guard at(.bracketLeft), isIndexSignature() else { return .none }
    openParenthesis()
    let mark = beginList()
    while !at(.bracketRight) && !panicking {
      push(parseIndexParameter())
      guard at(.comma) else { break }
      advance()
      if at(.bracketRight) { early("an index signature ends without a comma", at: tokenSpan) }
    }
    if scratchCount != mark + 1 { early("an index signature has one parameter", at: tokenSpan) }
    let parameters = endList(mark)
    closeParenthesis(.bracketRight, "']'")
    let type = parseTypeAnnotationIfPresent()
    endTypeMember()
    let signature = node(.tsIndexSignature, from: start, flags: flags, parameters, type.raw)
    if type.isNone { early("an index signature needs the type of its values", at: signature) }
    return signature
  }

  private mutating func parseIndexParameter() -> NodeID {
    let start = lexer.start
    guard at(.identifier) else { return invalid("the name of an index parameter") }
    let atom = lexer.atom
    advance()
    let type = parseTypeAnnotationIfPresent()
    let parameter = node(.identifier, from: start, atom.raw, type.raw)
    if type.isNone { early("the parameter of an index signature needs a type", at: parameter) }
    return parameter
  }

  /// `[name:` or `[name,`, and the shapes that are malformed index signatures and nothing else.
  private mutating func isIndexSignature() -> Bool {
    lookAhead {
      $0.advance()
      if $0.at(.ellipsis) || $0.at(.bracketRight) { return true }
      guard $0.eat(.identifier) else { return false }
      if $0.at(.colon) || $0.at(.comma) { return true }
      guard $0.eat(.question) else { return false }
      return $0.at(.colon) || $0.at(.comma) || $0.at(.bracketRight)
    }
  }
}

// MARK: Mapped types

extension Parser {
  /// After the brace: `readonly [K in`, perhaps with `+` or `-` before `readonly`.
  private mutating func atMappedType() -> Bool {
    guard at(.bracketLeft) || at(.plus) || at(.minus) || atWord(.readonly) else { return false }
    return lookAhead {
      if $0.eat(.plus) || $0.eat(.minus) { return $0.atWord(.readonly) }
      $0.eatWord(.readonly)
      return $0.eat(.bracketLeft) && $0.eat(.identifier) && $0.at(.in)
    }
  }

  /// `{ readonly [K in T as N]?: U }` after its first brace.
  private mutating func parseMappedType(from start: UInt32) -> NodeID {
    var readonly = parseMappedModifierSign()
    if eatWord(.readonly) {
      if readonly == .absent { readonly = .plain }
    }
    expect(.bracketLeft)
    let key = parseMappedKey()
    var name = NodeID.none
    if eatWord(.as) { name = parseType() }
    expect(.bracketRight)
    var optional = parseMappedModifierSign()
    if optional != .absent {
      expect(.question)
    } else if eat(.question) {
      optional = .plain
    }
    let type = parseTypeAnnotationIfPresent()
    if !eat(.semicolon) { eat(.comma) }
    closeBrace("'}' after a mapped type")
    let op = readonly.rawValue | optional.rawValue << 2
    return node(.tsMappedType, from: start, op: op, key.raw, name.raw, type.raw)
  }

  private mutating func parseMappedModifierSign() -> MappedModifier {
    if eat(.plus) { return .plus }
    return eat(.minus) ? .minus : .absent
  }

  /// `K in T`: a type parameter with the constraint T.
  private mutating func parseMappedKey() -> NodeID {
    let start = lexer.start
    let name = parseTypeName()
    expect(.in)
    let constraint = parseType()
    return node(.tsTypeParameter, from: start, name.raw, constraint.raw)
  }
}
