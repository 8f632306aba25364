import SourceText

// Imports and exports.
extension Parser {
  /// `import` at the beginning of a statement: a declaration, or an expression such as `import(…)`.
  mutating func parseImportOrExpression(declarationsAllowed: Bool) -> NodeID {
    let next = peek()
    if next.kind == .parenLeft || next.kind == .dot { return parseExpressionStatement() }
    let isAlias = inTypeScript && next.kind == .identifier && isNamespaceAlias()
    noteModuleItem(declarationsAllowed: declarationsAllowed, isAlias: isAlias)
    return parseImport()
  }

  /// Imports and exports make a module, and stand at its top level. In a file that is CommonJS by its name Node refuses
  /// them; bundlers and TypeScript do not, so that the file is read as what it is. An alias for a part of a namespace
  /// makes no module.
  mutating func noteModuleItem(declarationsAllowed: Bool, isAlias: Bool = false) {
    if options.goal == .script, !isAlias {
      early("'import' and 'export' belong in a module", at: tokenSpan)
    } else if !declarationsAllowed || depth != typeScript.itemDepth {
      early("'import' and 'export' stand at the top level of a module", at: tokenSpan)
    } else if !context.contains(.namespace), !isAlias {
      if options.goal == .commonJS, !inTypeScript {
        early("this file is CommonJS by its name; 'import' and 'export' belong in a module", at: tokenSpan)
      }
      moduleSeen = true
      context.formUnion([.strict, .module])
      lexer.htmlComments = false
    }
  }

  /// ImportDeclaration, with TypeScript's `import type` and `import x = …`.
  private mutating func parseImport() -> NodeID {
    let start = lexer.start
    advance()
    var flags: NodeFlags = []
    var phase = ImportPhase.none
    if lexer.kind == .identifier, !lexer.escaped {
      if lexer.atom == .type, inTypeScript, modifierBeforeClause() {
        flags = .typeOnly
        advance()
      } else if lexer.atom == .defer, peek().kind == .star {
        phase = .defer
        advance()
      } else if lexer.atom == .source, modifierBeforeClause(), peek().kind == .identifier {
        phase = .source
        advance()
      }
      if inTypeScript, lexer.kind == .identifier, peek().kind == .equal {
        return parseImportEquals(from: start, flags: flags)
      }
    }
    var specifiers: UInt32 = 0
    if lexer.kind != .string {
      specifiers = parseImportClause()
      if flags.contains(.typeOnly) { checkTypeImport(specifiers) }
      if !eatWord(.from) { unexpected("'from'") }
    }
    let source = parseModuleSpecifier()
    let attributes = parseImportAttributes()
    consumeSemicolon()
    return node(
      .importDeclaration, from: start, op: phase.rawValue, flags: flags, specifiers, source.raw, attributes)
  }

  /// The current word (`type`, `source`) modifies what follows, and is not the imported name itself:
  /// `import type from "x"` imports `type`, `import type from from "x"` imports the type `from`.
  private mutating func modifierBeforeClause() -> Bool {
    lookAhead {
      $0.advance()
      switch $0.lexer.kind {
      case .braceLeft, .star: return true
      case .identifier:
        guard $0.lexer.atom == .from else { return true }
        $0.advance()
        return $0.atWord(.from) || $0.lexer.kind == .equal
      default: return false
      }
    }
  }

  /// `a, * as b, { c, d as e }`: a list slot.
  private mutating func parseImportClause() -> UInt32 {
    let mark = beginList()
    if lexer.kind == .identifier {
      let start = lexer.start
      let local = parseBindingIdentifier()
      push(node(.importDefaultSpecifier, from: start, local.raw))
      if !eat(.comma) { return endList(mark) }
    }
    if lexer.kind == .star {
      let start = lexer.start
      advance()
      if !eatWord(.as) { unexpected("'as'") }
      let local = parseBindingIdentifier()
      push(node(.importNamespaceSpecifier, from: start, local.raw))
    } else if lexer.kind == .braceLeft {
      advance()
      while lexer.kind != .braceRight, !panicking {
        push(parseImportSpecifier())
        if !eat(.comma) { break }
      }
      if lexer.kind == .braceRight { advance() } else { unexpected("',' or '}' after an imported name") }
    } else {
      unexpected("what to import")
    }
    return endList(mark)
  }

  /// `name`, `name as local`, `"name" as local`, each with `type` before it in TypeScript.
  private mutating func parseImportSpecifier() -> NodeID {
    let start = lexer.start
    let flags: NodeFlags = eatSpecifierType() ? .typeOnly : []
    let token = lexer.kind
    let imported = parseModuleExportName()
    var local = NodeID.none
    if eatWord(.as) {
      local = parseBindingIdentifier()
    } else {
      let record = nodes[Int(imported.raw)]
      if token == .identifier {
        checkReference(Atom(record.a), escaped: record.flags.contains(.escaped), at: imported)
        checkBinding(Atom(record.a), escaped: record.flags.contains(.escaped), at: imported)
      } else if !panicking {
        unexpected("'as' and a local name")
      }
      local = node(.identifier, from: record.start, to: record.end, flags: record.flags, record.a)
    }
    return node(.importSpecifier, from: start, flags: flags, imported.raw, local.raw)
  }

  /// `type` before a specifier. `{ type }`, `{ type as x }` and `{ type, … }` name something called `type`;
  /// `{ type as as x }` and `{ type as }` do not.
  mutating func eatSpecifierType() -> Bool {
    guard inTypeScript, atWord(.type) else { return false }
    let isModifier = lookAhead {
      $0.advance()
      guard $0.atName || $0.lexer.kind == .string else { return false }
      guard $0.atWord(.as) else { return true }
      $0.advance()
      if $0.atWord(.as) {
        $0.advance()
        return $0.atName || $0.lexer.kind == .string
      }
      return !$0.atName && $0.lexer.kind != .string
    }
    if isModifier { advance() }
    return isModifier
  }

  /// A name, a reserved word or a string.
  mutating func parseModuleExportName() -> NodeID {
    if lexer.kind == .string {
      if lexer.escaped, EscapeDecoder.holdsLoneSurrogate(lexer.source, from: lexer.start, to: lexer.position) {
        early("a name between modules is well-formed Unicode; this one holds half a surrogate pair", at: tokenSpan)
      }
      return parseString()
    }
    if atName { return nameNode() }
    return invalid("a name")
  }

  /// The string after `from`.
  mutating func parseModuleSpecifier() -> NodeID {
    lexer.kind == .string ? parseString() : invalid("the module's specifier in quotes")
  }

  /// `with { type: "json" }`, or `assert` on the same line: a list slot.
  mutating func parseImportAttributes() -> UInt32 {
    guard lexer.kind == .with || (atWord(.assert) && !lexer.newlineBefore) else { return 0 }
    advance()
    guard expect(.braceLeft) else { return 0 }
    let mark = beginList()
    while lexer.kind != .braceRight, !panicking {
      let start = lexer.start
      let key = parseModuleExportName()
      expect(.colon)
      let value = lexer.kind == .string ? parseString() : invalid("a string")
      push(node(.importAttribute, from: start, key.raw, value.raw))
      if !eat(.comma) { break }
    }
    checkAttributes(from: mark)
    if lexer.kind == .braceRight { advance() } else { unexpected("',' or '}' after an attribute") }
    return endList(mark)
  }

  // MARK: import in expressions

  /// `import(source)`, `import.meta`, `import.defer(…)`, `import.source(…)`.
  mutating func parseImportExpression() -> NodeID {
    let start = lexer.start
    let word = nameNode()
    var phase = ImportPhase.none
    if eat(.dot) {
      if atWord(.meta) {
        let property = nameNode()
        noteImportMeta(from: start)
        return node(.metaProperty, from: start, word.raw, property.raw)
      }
      if atWord(.defer) { phase = .defer } else if atWord(.source) { phase = .source }
      guard phase != .none else { return invalid("'meta' after 'import.'") }
      advance()
    }
    nodes[Int(word.raw)].kind = .none
    guard expect(.parenLeft) else { return node(.invalid, from: start) }
    let outer = context
    context = outer.union(.in).subtracting(Context.bracketReset)
    let source = parseAssignment()
    var attributes = NodeID.none
    if eat(.comma), lexer.kind != .parenRight {
      attributes = parseAssignment()
      eat(.comma)
    }
    context = outer
    expect(.parenRight)
    return node(.importExpression, from: start, op: phase.rawValue, source.raw, attributes.raw)
  }

  private mutating func noteImportMeta(from start: UInt32) {
    if options.goal == .script || (options.goal == .commonJS && !inTypeScript) {
      early("'import.meta' belongs in a module", at: Span(start: start, end: lexer.previousEnd))
    } else {
      moduleSeen = true
    }
  }
}
