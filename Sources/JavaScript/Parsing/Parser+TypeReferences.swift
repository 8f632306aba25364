// Types that stand for themselves: keywords, names, literals, queries, tuples, parentheses.
extension Parser {
  /// A type without operators before or brackets after it.
  mutating func parsePrimaryType() -> NodeID {
    switch lexer.kind {
    case .identifier: return parseNamedType()
    case .braceLeft: return parseBracedType()
    case .bracketLeft: return parseTupleType()
    case .parenLeft: return parseParenthesizedType()
    case .string, .number, .bigInt, .true, .false, .templateWhole, .minus: return parseLiteralType()
    case .templateHead: return parseTemplateLiteralType()
    case .null: return leaf(.tsNullKeyword)
    case .void: return leaf(.tsVoidKeyword)
    case .this: return isFollowedByWordIs() ? parseMisplacedPredicate() : leaf(.tsThisType)
    case .typeof: return parseTypeQuery()
    case .import: return parseImportType()
    case .new, .less, .shiftLeft: return parseUnparenthesizedFunctionType()
    case .break, .case, .catch, .continue, .default, .delete, .do, .else, .finally, .for, .if, .return, .switch,
      .throw, .try, .var, .while, .with:
      // A name that nothing can have: what is wrong with it is no matter of syntax.
      return parseTypeReference()
    default:
      return invalid("a type")
    }
  }

  /// A name as a type: a keyword such as `string` if no dot follows, `asserts x`, `abstract new …`, or a reference.
  private mutating func parseNamedType() -> NodeID {
    let start = lexer.start
    let atom = lexer.atom
    if atom.raw > Atom.unknown.raw || lexer.escaped { return parseTypeReference() }
    if atom == .abstract, atFunctionType() { return parseUnparenthesizedFunctionType() }
    if atom == .asserts { return parseAssertsOrReference(allowed: false) }
    let kind = Parser.keywordType(atom)
    if kind == .none { return parseTypeReference() }
    advance()
    if at(.dot) { return parseTypeReference(from: start, name: node(.identifier, from: start, atom.raw)) }
    return node(kind, from: start)
  }

  private static func keywordType(_ atom: Atom) -> NodeKind {
    switch atom {
    case .any: .tsAnyKeyword
    case .bigint: .tsBigIntKeyword
    case .boolean: .tsBooleanKeyword
    case .never: .tsNeverKeyword
    case .number: .tsNumberKeyword
    case .object: .tsObjectKeyword
    case .string: .tsStringKeyword
    case .symbol: .tsSymbolKeyword
    case .undefined: .tsUndefinedKeyword
    case .unknown: .tsUnknownKeyword
    default: .none
    }
  }

  private mutating func parseTypeReference() -> NodeID {
    let start = lexer.start
    return parseTypeReference(from: start, name: parseTypeName())
  }

  /// The rest of `A.B.C<T>` after its first name.
  private mutating func parseTypeReference(from start: UInt32, name: NodeID) -> NodeID {
    let name = parseQualifiedNameRest(name, from: start)
    let arguments = lexer.newlineBefore ? .none : parseTypeArgumentsIfPresent()
    return node(.tsTypeReference, from: start, name.raw, arguments.raw)
  }

  /// A function type where only parentheses make one readable: `A | () => B`.
  private mutating func parseUnparenthesizedFunctionType() -> NodeID {
    let type = parseFunctionType()
    early("a function type in a union, intersection or operator needs parentheses", at: type)
    return type
  }
}

// MARK: Names

extension Parser {
  /// One name, reserved words included, as an `Identifier`.
  mutating func parseTypeName() -> NodeID {
    atName ? nameNode() : invalid("a name")
  }

  /// `.B.C` after a first name, as `TSQualifiedName`s; in a type query also `.#private`.
  mutating func parseQualifiedNameRest(_ first: NodeID, from start: UInt32) -> NodeID {
    var name = first
    while eat(.dot) {
      let right = at(.privateName) ? nameNode(.privateIdentifier) : parseTypeName()
      name = node(.tsQualifiedName, from: start, name.raw, right.raw)
    }
    return name
  }

  /// On the line of the current token, the next one is the word `is`. Reads bytes, for it is asked of every result type.
  mutating func isFollowedByWordIs() -> Bool {
    var offset = Int(lexer.position)
    while lexer.source[offset] == 0x20 || lexer.source[offset] == 0x09 { offset += 1 }
    let byte = lexer.source[offset]
    guard byte == UInt8(ascii: "i") && lexer.source[offset + 1] == UInt8(ascii: "s") || byte == UInt8(ascii: "/") else {
      return false
    }
    let next = peek()
    return next.kind == .identifier && next.atom == .is && !next.newlineBefore
  }
}

// MARK: Predicates and queries

extension Parser {
  /// `x is T` or `this is T`.
  mutating func parsePredicate() -> NodeID {
    let start = lexer.start
    let name = at(.this) ? leaf(.tsThisType) : parseTypeName()
    advance()
    let type = parseType()
    return node(.tsTypePredicate, from: start, name.raw, type.raw)
  }

  private mutating func parseMisplacedPredicate() -> NodeID {
    let predicate = parsePredicate()
    reportMisplaced(predicate: predicate)
    return predicate
  }

  /// `asserts x`, `asserts this is T`; or a type of the name `asserts`.
  mutating func parseAssertsOrReference(allowed: Bool) -> NodeID {
    let start = lexer.start
    let word = parseTypeName()
    guard at(.identifier) || at(.this), !lexer.newlineBefore else { return parseTypeReference(from: start, name: word) }
    let name = at(.this) ? leaf(.tsThisType) : parseTypeName()
    var type = NodeID.none
    if atWord(.is), !lexer.newlineBefore {
      advance()
      type = parseType()
    }
    let predicate = node(.tsTypePredicate, from: start, flags: .asserts, name.raw, type.raw)
    if !allowed { reportMisplaced(predicate: predicate) }
    return predicate
  }

  /// `typeof a.b<T>`, `typeof import("x").y`.
  private mutating func parseTypeQuery() -> NodeID {
    let start = lexer.start
    advance()
    if at(.import) {
      let type = parseImportType()
      return node(.tsTypeQuery, from: start, type.raw)
    }
    let nameStart = lexer.start
    let first = at(.this) ? leaf(.thisExpression) : parseTypeName()
    let name = parseQualifiedNameRest(first, from: nameStart)
    let arguments = lexer.newlineBefore ? .none : parseTypeArgumentsIfPresent()
    return node(.tsTypeQuery, from: start, name.raw, arguments.raw)
  }

  /// `import("specifier", { with: { … } }).A.B<T>`.
  private mutating func parseImportType() -> NodeID {
    let start = lexer.start
    advance()
    expect(.parenLeft)
    let argument = parseTypeAllowingConditional()
    var options = NodeID.none
    if eat(.comma) { options = parseImportTypeOptions() }
    expect(.parenRight)
    checkImportType(argument: argument, options: options)
    var qualifier = NodeID.none
    if eat(.dot) {
      let qualifierStart = lexer.start
      qualifier = parseQualifiedNameRest(parseTypeName(), from: qualifierStart)
    }
    let arguments = lexer.newlineBefore ? .none : parseTypeArgumentsIfPresent()
    return wideNode(.tsImportType, from: start, argument.raw, options.raw, qualifier.raw, arguments.raw)
  }
}

extension Parser {
  /// `{ with: { key: "value" } }`, and `assert` for `with` as it was once.
  private mutating func parseImportTypeOptions() -> NodeID {
    let isWritten = lookAhead {
      guard $0.eat(.braceLeft), $0.at(.with) || $0.atWord(.assert) else { return false }
      $0.advance()
      return $0.at(.colon)
    }
    let outer = context
    context.insert(.superProperty)
    defer { context = outer }
    return isWritten ? parseAssignment() : invalid("'{ with: { … } }'")
  }
}

// MARK: Literals and brackets

extension Parser {
  /// `"a"`, `1`, `-1`, `1n`, `true`, `` `a` ``.
  private mutating func parseLiteralType() -> NodeID {
    let start = lexer.start
    let negative = eat(.minus)
    if negative && !at(.number) && !at(.bigInt) {
      unexpected("a number")
      return node(.invalid, from: start)
    }
    var literal = parsePrimary()
    if negative { literal = node(.unaryExpression, from: start, op: Operator.minus.rawValue, literal.raw) }
    return node(.tsLiteralType, from: start, literal.raw)
  }

  /// `` `a${T}b` ``.
  private mutating func parseTemplateLiteralType() -> NodeID {
    let start = lexer.start
    let outer = context
    context.remove(.noConditionalType)
    let mark = beginList()
    push(templateElement(tagged: false))
    var open = true
    var isBroken = false
    while open {
      openBraces.append(.template)
      advance()
      push(parseType())
      guard at(.braceRight) else {
        unexpected("'}' after a template's type")
        isBroken = true
        break
      }
      openBraces.removeLast()
      lexer.rescanTemplateContinuation()
      push(templateElement(tagged: false))
      open = at(.templateMiddle)
    }
    context = outer
    if !isBroken { advance() }
    let lists = endAlternatingLists(mark)
    return node(.tsTemplateLiteralType, from: start, lists.first, lists.second)
  }

  /// `[A, b: B, c?: C, ...D]`.
  private mutating func parseTupleType() -> NodeID {
    let start = lexer.start
    let outer = context
    context.remove(.noConditionalType)
    openParenthesis()
    let mark = beginList()
    while !at(.bracketRight) && !panicking {
      push(parseTupleElement())
      if !eat(.comma) { break }
    }
    closeParenthesis(.bracketRight, "',' or ']' after an element of a tuple")
    context = outer
    checkTupleOrder(from: mark)
    return node(.tsTupleType, from: start, endList(mark))
  }

  private mutating func parseTupleElement() -> NodeID {
    let start = lexer.start
    let rest = eat(.ellipsis)
    if atTupleLabel() {
      var flags: NodeFlags = rest ? .rest : []
      let label = parseTypeName()
      if at(.question) {
        if rest { early("a rest element of a tuple is not optional", at: tokenSpan) }
        flags.insert(.optional)
        advance()
      }
      expect(.colon)
      let type = parseTupleElementType()
      if nodes[Int(type.raw)].kind == .tsOptionalType {
        early("the question mark of a named element stands after its name", at: type)
      }
      return node(.tsNamedTupleMember, from: start, flags: flags, label.raw, type.raw)
    }
    if rest {
      let type = parseType()
      if at(.question) {
        early("a rest element of a tuple is not optional", at: tokenSpan)
        advance()
      }
      return node(.tsRestType, from: start, type.raw)
    }
    return parseTupleElementType()
  }

  /// `T`, `T?`, `...T`.
  private mutating func parseTupleElementType() -> NodeID {
    let start = lexer.start
    if eat(.ellipsis) {
      let type = parseType()
      return node(.tsRestType, from: start, type.raw)
    }
    let type = parseType()
    guard eat(.question) else { return type }
    return node(.tsOptionalType, from: start, type.raw)
  }

  /// `name:` or `name?:`.
  private mutating func atTupleLabel() -> Bool {
    guard atName else { return false }
    return lookAhead {
      $0.advance()
      $0.eat(.question)
      return $0.at(.colon)
    }
  }

  /// `(T)`: a mark on T. A function type looks the same from its first token; a misplaced one is told as such.
  private mutating func parseParenthesizedType() -> NodeID {
    if atFunctionType() { return parseUnparenthesizedFunctionType() }
    openParenthesis()
    let type = parseTypeAllowingConditional()
    closeParenthesis(.parenRight, "')' after a type")
    nodes[Int(type.raw)].flags.insert(.parenthesized)
    return type
  }
}
