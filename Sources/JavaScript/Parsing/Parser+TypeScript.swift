import SourceText

// TypeScript declarations and the TypeScript parts of JavaScript productions. Namespaces and TypeScript's forms of
// import and export are in `Parser+Namespaces`.
extension Parser {
  /// The current token begins `interface`, `type`, `enum`, `const enum`, `namespace`, `module`, `declare`, `abstract class`,
  /// `global` or `import x =`: by looking ahead, not by its word alone.
  mutating func atTypeScriptDeclaration() -> Bool {
    switch lexer.kind {
    case .enum: return true
    case .const: return peek().kind == .enum
    case .import: return isImportEquals()
    case .identifier:
      guard lexer.atom.raw >= Atom.interface.raw, lexer.atom.raw <= Atom.namespace.raw, !lexer.escaped else {
        return false
      }
      return isDeclarationWord()
    default: return false
    }
  }

  /// The current word, which may be an ordinary name, is followed by what makes it the beginning of a declaration.
  private mutating func isDeclarationWord() -> Bool {
    switch lexer.atom {
    case .interface, .type:
      let next = peek()
      return next.kind == .identifier && !next.newlineBefore
    case .namespace, .module:
      let next = peek()
      return (next.kind == .identifier || next.kind == .string) && !next.newlineBefore
    case .global:
      let next = peek().kind
      return next == .braceLeft && context.contains(.ambient)
    case .abstract:
      return lookAhead {
        $0.advance()
        return !$0.lexer.newlineBefore && ($0.at(.class) || $0.atDeclareOrAbstract && $0.isDeclarationWord())
      }
    case .declare:
      return lookAhead {
        $0.advance()
        return !$0.lexer.newlineBefore && $0.isDeclarable()
      }
    default: return false
    }
  }

  private var atDeclareOrAbstract: Bool { atWord(.declare) || atWord(.abstract) }

  /// After `declare`, on its line: what can be declared.
  private mutating func isDeclarable() -> Bool {
    switch lexer.kind {
    case .var, .const, .function, .class, .enum, .import, .at, .export: return true
    case .identifier:
      switch lexer.atom {
      case .let, .async, .using, .await:
        let next = peek()
        return
          (next.kind == .identifier || next.kind == .function || next.kind == .braceLeft || next.kind == .bracketLeft)
          && !next.newlineBefore
      case .type:
        // `declare type T` even where the name stands on the next line.
        return peek().kind == .identifier
      case .global:
        return peek().kind == .braceLeft
      default:
        return isDeclarationWord()
      }
    default: return false
    }
  }

  /// A declaration that `atTypeScriptDeclaration` saw, `declare` and `abstract` included.
  mutating func parseTypeScriptDeclaration() -> NodeID {
    enter()
    let start = lexer.start
    let outer = context
    var flags: NodeFlags = []
    while atDeclareOrAbstract, !flags.contains(lexer.atom == .declare ? .declare : .abstract) {
      if lexer.atom == .declare {
        if context.contains(.ambient), flags.contains(.declare) { break }
        flags.insert(.declare)
        context.insert(.ambient)
      } else {
        flags.insert(.abstract)
      }
      advance()
    }
    let declaration = parseDeclaration(from: start, flags: flags)
    if flags.contains(.declare), !panicking { checkAmbient(declaration) }
    context = outer
    leave()
    return declaration
  }

  /// The declaration after its modifiers.
  private mutating func parseDeclaration(from start: UInt32, flags: NodeFlags) -> NodeID {
    switch lexer.kind {
    case .enum: return parseEnum(from: start, flags: flags)
    case .const where peek().kind == .enum:
      advance()
      return parseEnum(from: start, flags: flags.union(.const))
    case .class: return parseClass(.classDeclaration, from: start, decorators: 0, flags: flags)
    case .function: return parseFunctionDeclaration(from: start, flags: flags)
    case .import:
      if flags.contains(.declare) { early("'declare' does not go with an import", at: tokenSpan) }
      advance()
      return parseImportEquals(from: start, flags: eatImportEqualsType() ? flags.union(.typeOnly) : flags)
    case .var: return parseVariableStatement(.var, from: start, flags: flags)
    case .const: return parseVariableStatement(.const, from: start, flags: flags)
    case .identifier:
      switch lexer.atom {
      case .interface: return parseInterface(from: start, flags: flags)
      case .type: return parseTypeAlias(from: start, flags: flags)
      case .namespace, .module, .global: return parseNamespace(from: start, flags: flags)
      case .async:
        advance()
        early("an ambient function is not marked async", at: Span(start: start, end: lexer.previousEnd))
        return parseFunctionDeclaration(from: start, flags: flags.union(.async))
      case .let: return parseVariableStatement(.let, from: start, flags: flags)
      case .using: return parseVariableStatement(.using, from: start, flags: flags)
      case .await:
        advance()
        return parseVariableStatement(.awaitUsing, from: start, flags: flags)
      default: return invalid("a declaration")
      }
    default: return invalid("a declaration")
    }
  }
}

// MARK: Interfaces, aliases, enums

extension Parser {
  /// `interface A<T> extends B, C<T> { … }`.
  private mutating func parseInterface(from start: UInt32, flags: NodeFlags) -> NodeID {
    advance()
    let name = parseBindingIdentifier()
    checkTypeName(name)
    let typeParameters = parseTypeParametersIfPresent()
    checkTypeParameters(typeParameters, forbidden: .const)
    let extends = eat(.extends) ? parseHeritage() : 0
    let members = parseInterfaceBody()
    return wideNode(
      .tsInterfaceDeclaration, from: start, flags: flags, name.raw, typeParameters.raw, extends, members)
  }

  private mutating func parseInterfaceBody() -> UInt32 {
    guard at(.braceLeft), !panicking else {
      unexpected("'{'")
      return 0
    }
    openBrace()
    return parseTypeMembers()
  }

  /// `implements A, B<C>` after a class head: a list slot of `TSHeritage`; 0 where the word is absent.
  mutating func parseImplements() -> UInt32 {
    eatWord(.implements) ? parseHeritage() : 0
  }

  /// `A.B<C>, D`: a list slot of `TSHeritage`.
  private mutating func parseHeritage() -> UInt32 {
    let mark = beginList()
    repeat {
      let start = lexer.start
      let expression = parseHeritageName()
      let arguments = parseTypeArgumentsIfPresent()
      push(node(.tsHeritage, from: start, expression.raw, arguments.raw))
    } while eat(.comma) && !panicking
    return endList(mark)
  }

  /// `A.B.C` as a member expression, for it may name a value.
  private mutating func parseHeritageName() -> NodeID {
    let start = lexer.start
    guard at(.identifier), !(atWord(.implements) && peek().kind == .braceLeft) else {
      return invalid("the name of an interface")
    }
    var name = nameNode()
    while eat(.dot) {
      let property = parseTypeName()
      name = node(.memberExpression, from: start, name.raw, property.raw)
    }
    return name
  }

  /// `type A<T> = B`.
  private mutating func parseTypeAlias(from start: UInt32, flags: NodeFlags) -> NodeID {
    advance()
    if lexer.newlineBefore { early("the name of a type stands on the line of the word 'type'", at: tokenSpan) }
    let name = parseBindingIdentifier()
    checkTypeName(name)
    let typeParameters = parseTypeParametersIfPresent()
    checkTypeParameters(typeParameters, forbidden: .const)
    expect(.equal)
    let type = atWord(.intrinsic) && peek().kind != .dot ? leaf(.tsIntrinsicKeyword) : parseType()
    consumeSemicolon()
    return node(.tsTypeAliasDeclaration, from: start, flags: flags, name.raw, typeParameters.raw, type.raw)
  }

  /// `enum A { B, C = 1, "d" }`.
  private mutating func parseEnum(from start: UInt32, flags: NodeFlags) -> NodeID {
    advance()
    let name = parseBindingIdentifier()
    checkTypeName(name)
    let mark = beginList()
    if at(.braceLeft), !panicking {
      openBrace()
      while !at(.braceRight) && !panicking {
        push(parseEnumMember())
        if !eat(.comma) { break }
      }
      closeBrace("',' or '}' after a member of the enum")
    } else {
      unexpected("'{'")
    }
    return node(.tsEnumDeclaration, from: start, flags: flags, name.raw, endList(mark))
  }

  private mutating func parseEnumMember() -> NodeID {
    let start = lexer.start
    var flags: NodeFlags = []
    let key = parsePropertyKey(&flags)
    switch nodes[Int(key.raw)].kind {
    case .numericLiteral, .bigIntLiteral: early("the name of an enum member is no number", at: key)
    case .privateIdentifier: early("the members of an enum are not private", at: key)
    case .stringLiteral: break
    case .templateLiteral where extra[Int(nodes[Int(key.raw)].b)] == 0: break
    default: if flags.contains(.computed) { early("the name of an enum member is not computed", at: key) }
    }
    var value = NodeID.none
    if eat(.equal) {
      let outer = context
      context = outer.union(.in).subtracting([.yield, .await])
      value = parseAssignment()
      context = outer
    }
    return node(.tsEnumMember, from: start, flags: flags, key.raw, value.raw)
  }
}

// MARK: Type assertions

extension Parser {
  /// `<T>expression` or, where the tokens say so, a generic arrow function; current token is `<`. Not called for JSX.
  mutating func parseTypeAssertionOrGenericArrow() -> NodeID {
    enter()
    defer { leave() }
    let start = lexer.start
    if arrowStart == start, isStartOfGenericArrow() {
      let arrow = parseGenericArrow(from: start)
      if arrow.exists { return arrow }
    }
    advance()
    let type = at(.const) ? parseConstAssertion() : parseTypeAllowingConditional()
    expect(.greater)
    let expression = parseUnary()
    return node(.tsTypeAssertion, from: start, type.raw, expression.raw)
  }

  private mutating func parseConstAssertion() -> NodeID {
    let start = lexer.start
    let name = nameNode()
    return node(.tsTypeReference, from: start, flags: .const, name.raw)
  }

  /// `<T>(`, `<T,`, `<T extends`, `<T =` or `<const T`: an arrow function is worth a trial.
  private mutating func isStartOfGenericArrow() -> Bool {
    lookAhead {
      $0.advance()
      if $0.eat(.const) { return $0.at(.identifier) }
      guard $0.eat(.identifier) else { return false }
      if $0.eat(.greater) { return $0.at(.parenLeft) }
      return $0.at(.comma) || $0.at(.extends) || $0.at(.equal)
    }
  }

  /// `<T>(x) => y`, or `.none` and nothing consumed; where JSX makes an assertion impossible, there is no way back.
  private mutating func parseGenericArrow(from start: UInt32) -> NodeID {
    guard context.contains(.jsx) else { return tryGenericArrow(from: start, flags: []) }
    let arrow = parseGenericArrow(from: start, flags: [])
    return arrow.exists ? arrow : invalid("'=>' after the parameters")
  }

  /// A generic arrow function from `<` on, which is current, or `.none` and nothing consumed. What was tried in vain at
  /// this place is not tried again.
  mutating func tryGenericArrow(from start: UInt32, flags: NodeFlags) -> NodeID {
    let bracket = lexer.start
    if typeScript.rejectedArrows.contains(bracket) { return .none }
    let arrow = attemptSyntax { $0.parseGenericArrow(from: start, flags: flags) }
    if arrow.isNone {
      typeScript.rejectedArrows.insert(bracket)
    } else {
      typeScript.rejectedArrows.forget(before: bracket)
    }
    return arrow
  }
}
