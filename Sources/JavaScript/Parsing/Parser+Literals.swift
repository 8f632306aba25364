import SourceText

// Primary expressions: names, literals, templates, arrays and objects.
extension Parser {
  /// PrimaryExpression, and what only looks like one: `new`, `super`, `import(…)`, arrow functions at `arrowStart`.
  mutating func parsePrimary() -> NodeID {
    switch lexer.kind {
    case .identifier: return parseIdentifierExpression()
    case .string: return parseString()
    case .number:
      checkLegacyOctal()
      return leaf(.numericLiteral)
    case .parenLeft: return parseParenthesized()
    case .braceLeft: return parseObject()
    case .bracketLeft: return parseArray()
    case .this: return leaf(.thisExpression)
    case .function: return parseFunctionExpression(from: lexer.start, flags: [])
    case .null: return leaf(.nullLiteral)
    case .true: return leaf(.booleanLiteral, flags: .isTrue)
    case .false: return leaf(.booleanLiteral)
    case .new: return parseNew()
    case .templateWhole, .templateHead: return parseTemplate(tagged: false)
    case .slash, .slashEqual: return parseRegularExpression()
    case .bigInt: return leaf(.bigIntLiteral)
    case .class: return parseClass(.classExpression, from: lexer.start, decorators: 0, flags: [])
    case .super: return parseSuper()
    case .import: return parseImportExpression()
    case .at: return parseDecoratedClassExpression()
    case .less, .shiftLeft: return parseAngleBracket()
    case .privateName: return parsePrivateOperand()
    default: return invalid("an expression")
    }
  }

  mutating func parseString() -> NodeID {
    checkLegacyOctal()
    return leaf(.stringLiteral, flags: lexer.escaped ? .escaped : [])
  }

  @inline(__always)
  private mutating func checkLegacyOctal() {
    if lexer.legacyOctal { noteLegacyOctal() }
  }

  @inline(never)
  private mutating func noteLegacyOctal() {
    guard inTypeScript || context.contains(.strict) else {
      sloppyReadingSeen = true
      return
    }
    early(
      "\(inTypeScript ? "TypeScript" : "strict code") allows no "
        + (lexer.kind == .string ? "octal escape sequences" : "numbers with a leading zero"),
      at: tokenSpan)
  }

  private mutating func parseRegularExpression() -> NodeID {
    lexer.rescanRegularExpression()
    let start = lexer.start
    let patternEnd = lexer.patternEnd
    advance()
    let result = node(.regExpLiteral, from: start, patternEnd)
    rememberRegularExpression(result)
    return result
  }

  /// `super.name`, `super[key]`, `super(…)`.
  @inline(never)
  private mutating func parseSuper() -> NodeID {
    let result = leaf(.super)
    switch lexer.kind {
    case .dot, .bracketLeft:
      if !context.contains(.superProperty) { early("'super.…' belongs in a method or field", at: result) }
      if lexer.kind == .dot, peek().kind == .privateName { early("'super' has no private members", at: result) }
    case .parenLeft:
      if !context.contains(.superCall) {
        early("'super(…)' belongs in the constructor of a class that extends another", at: result)
      }
    default: early("'super' stands only before a call or a member", at: result)
    }
    return result
  }

  /// `#name in object`.
  @inline(never)
  private mutating func parsePrivateOperand() -> NodeID {
    let result = nameNode(.privateIdentifier)
    notePrivateReference(result)
    if lexer.kind != .in { misplacedPrivateName(result) }
    return result
  }

  /// `<` at the beginning of an expression: JSX, a type assertion or a generic arrow function.
  private mutating func parseAngleBracket() -> NodeID {
    guard lexer.kind == .less else { return invalid("an expression") }
    if inTypeScript, !context.contains(.jsx) || beginsGenericArrow() { return parseTypeAssertionOrGenericArrow() }
    if context.contains(.jsx) { return parseJSX() }
    return invalid("an expression")
  }

  /// Where JSX is allowed, only `<T,`, `<T =`, `<T extends U` begin a generic arrow function; `const` may stand before T.
  private mutating func beginsGenericArrow() -> Bool {
    lookAhead {
      $0.advance()
      $0.eat(.const)
      guard $0.lexer.kind == .identifier else { return false }
      $0.advance()
      if $0.lexer.kind == .comma || $0.lexer.kind == .equal { return true }
      guard $0.lexer.kind == .extends else { return false }
      $0.advance()
      switch $0.lexer.kind {
      case .equal, .greater, .slash: return false
      default: return true
      }
    }
  }

  // MARK: Templates

  /// A template; each piece is a `TemplateElement` that spans its raw text.
  mutating func parseTemplate(tagged: Bool) -> NodeID {
    let start = lexer.start
    let mark = beginList()
    push(templateElement(tagged: tagged))
    var open = lexer.kind == .templateHead
    var isBroken = false
    let outer = context
    context = outer.union(.in).subtracting(Context.bracketReset)
    while open {
      openBraces.append(.template)
      advance()
      push(parseExpression())
      guard lexer.kind == .braceRight else {
        unexpected("'}' after a template's expression")
        isBroken = true
        if trials == 0, suspendedAt == .max, !lexer.isTemplateClosed() { openBraces.removeLast() }
        break
      }
      openBraces.removeLast()
      lexer.rescanTemplateContinuation()
      push(templateElement(tagged: tagged))
      open = lexer.kind == .templateMiddle
    }
    context = outer
    if !isBroken { advance() }
    let lists = endAlternatingLists(mark)
    return node(.templateLiteral, from: start, lists.first, lists.second)
  }

  /// The text of the current template token as a node; the token stays current.
  mutating func templateElement(tagged: Bool) -> NodeID {
    if lexer.invalidEscape, !tagged {
      early("this template has a malformed escape sequence", at: tokenSpan)
    }
    let closing: UInt32 = lexer.kind == .templateHead || lexer.kind == .templateMiddle ? 2 : 1
    let end = max(lexer.start + 1, lexer.position - closing)
    return node(.templateElement, from: lexer.start + 1, to: end, flags: lexer.escaped ? .escaped : [])
  }

  // MARK: Arrays

  /// `[a, , ...b]`; holes are 0.
  private mutating func parseArray() -> NodeID {
    let start = lexer.start
    openParenthesis()
    let outer = context
    context = outer.union(.in).subtracting(Context.bracketReset)
    let mark = beginList()
    while lexer.kind != .bracketRight, !panicking {
      if lexer.kind == .comma {
        push(.none)
        advance()
        continue
      }
      push(lexer.kind == .ellipsis ? parseSpread() : parseAssignment())
      if !eat(.comma) { break }
    }
    context = outer
    closeParenthesis(.bracketRight, "',' or ']' after an element")
    let elements = endList(mark)
    return node(.arrayExpression, from: start, elements)
  }

  // MARK: Objects

  private mutating func parseObject() -> NodeID {
    let start = lexer.start
    openBrace()
    let object = OpenObject(start: start, parentheses: openParentheses, braces: openBraces.count)
    let outer = context
    context = outer.union(.in).subtracting(Context.bracketReset)
    let mark = beginList()
    var hasProto = false
    while lexer.kind != .braceRight, !panicking {
      let memberStart = lexer.start
      if lexer.kind.isReservedWord, lexer.newlineBefore, trials == 0, atDeclaration(), endsOpenObject(object) {
        openBraces.removeLast()
        break
      }
      push(parseObjectMember(&hasProto))
      if !panicking, eat(.comma) { continue }
      if panicking {
        context = outer.union(.in).subtracting(Context.bracketReset)
        if !recoverProperty(from: memberStart, in: object) { break }
      } else if !resumeWithoutComma(in: object) {
        break
      }
    }
    context = outer
    closeBrace("',' or '}' after a property")
    let properties = endList(mark)
    return node(.objectExpression, from: start, properties)
  }

  /// `key: value`, `key`, `key = value` (pattern only), `...rest`, methods, `get`, `set`.
  private mutating func parseObjectMember(_ hasProto: inout Bool) -> NodeID {
    let start = lexer.start
    if lexer.kind == .ellipsis { return parseSpread() }
    var flags: NodeFlags = []
    var method = MethodKind.method
    var functionFlags: NodeFlags = []
    if lexer.kind == .identifier, lexer.atom == .async || lexer.atom == .get || lexer.atom == .set, !lexer.escaped,
      modifierFollowedByKey()
    {
      if lexer.atom == .async { functionFlags = .async } else { method = lexer.atom == .get ? .get : .set }
      advance()
    }
    if lexer.kind == .star {
      functionFlags.insert(.generator)
      advance()
    }
    let keyToken = lexer.kind
    let keyStart = lexer.start
    let key = parsePropertyKey(&flags)
    if keyToken == .privateName { misplacedPrivateMember(key) }
    if method == .method, functionFlags.isEmpty {
      if lexer.kind == .colon {
        if keyToken == .identifier ? nodes[Int(key.raw)].a == Atom.proto.raw : keyToken == .string && isProto(key) {
          noteProto(key, &hasProto)
        }
        advance()
        let value = parseAssignment()
        return node(.property, from: start, flags: flags, key.raw, value.raw)
      }
      if keyToken == .identifier, lexer.kind != .parenLeft, lexer.kind != .less {
        return parseShorthand(key, from: keyStart)
      }
    }
    let value = parseMethodFunction(functionFlags, kind: method, owner: .function)
    flags.insert(.method)
    return node(.property, from: start, op: method.rawValue, flags: flags, key.raw, value.raw)
  }

  @inline(never)
  mutating func misplacedPrivateMember(_ key: NodeID) { early("only classes have members with private names", at: key) }

  @inline(never)
  private func isProto(_ key: NodeID) -> Bool { isKey(key, .proto, "__proto__") }

  /// `__proto__: value` sets the prototype, and may be given once, unless the object turns out to be a pattern.
  @inline(never)
  private mutating func noteProto(_ key: NodeID, _ hasProto: inout Bool) {
    if hasProto { pendingShorthand = min(pendingShorthand, nodes[Int(key.raw)].start) }
    hasProto = true
  }

  /// The current word (`async`, `get`, `set`) stands before a key, and is not the key itself.
  mutating func modifierFollowedByKey() -> Bool {
    let isAsync = lexer.atom == .async
    return lookAhead {
      $0.advance()
      if isAsync, $0.lexer.newlineBefore { return false }
      switch $0.lexer.kind {
      case .identifier, .string, .number, .bigInt, .bracketLeft, .privateName: return true
      case .star: return isAsync
      default: return $0.lexer.kind.isReservedWord
      }
    }
  }

  /// `name` or `name = value`: key and value are two nodes over the same text.
  private mutating func parseShorthand(_ key: NodeID, from start: UInt32) -> NodeID {
    let record = nodes[Int(key.raw)]
    checkReference(Atom(record.a), escaped: record.flags.contains(.escaped), at: key)
    if record.a == Atom.arguments.raw { checkArguments(key) }
    var value = node(.identifier, from: record.start, to: record.end, flags: record.flags, record.a)
    if lexer.kind == .equal {
      pendingShorthand = min(pendingShorthand, lexer.start)
      advance()
      let initial = parseAssignment()
      value = node(.assignmentPattern, from: start, value.raw, initial.raw)
    }
    return node(.property, from: start, flags: .shorthand, key.raw, value.raw)
  }

  /// A key of an object or class: name, string, number, `#name` or `[expression]`.
  mutating func parsePropertyKey(_ flags: inout NodeFlags) -> NodeID {
    switch lexer.kind {
    case .string: return parseString()
    case .number:
      checkLegacyOctal()
      return leaf(.numericLiteral)
    case .bigInt: return leaf(.bigIntLiteral)
    case .privateName: return nameNode(.privateIdentifier)
    case .bracketLeft:
      flags.insert(.computed)
      advance()
      let outer = context
      context = outer.union(.in).subtracting(Context.bracketReset)
      let key = parseAssignment()
      context = outer
      expect(.bracketRight)
      return key
    default:
      if atName { return nameNode() }
      return invalid("a property name")
    }
  }
}
