// Namespaces and ambient modules, and TypeScript's forms of import and export.
extension Parser {
  /// `namespace A.B { … }`, `module "a" { … }`, `module "a";`, `global { … }`; modifiers are consumed.
  mutating func parseNamespace(from start: UInt32, flags: NodeFlags) -> NodeID {
    // One level is the statement's own, one the declaration's.
    if depth != typeScript.itemDepth + 1 {
      early("a namespace stands at the top level of a file or of another namespace", at: tokenSpan)
    }
    if at(.identifier), lexer.atom == .global {
      let name = nameNode()
      let body = parseNamespaceBody(isModule: true)
      return node(
        .tsModuleDeclaration, from: start, op: ModuleKeyword.global.rawValue, flags: flags, name.raw, body.raw)
    }
    let keyword = atWord(.namespace) ? ModuleKeyword.namespace : .module
    advance()
    var name = NodeID.none
    var body = NodeID.none
    if at(.string), keyword == .module {
      name = parseString()
      if at(.braceLeft) { body = parseNamespaceBody(isModule: true) } else { consumeSemicolon() }
    } else {
      let nameStart = lexer.start
      name = parseBindingIdentifier()
      name = parseQualifiedNameRest(name, from: nameStart)
      body = parseNamespaceBody(isModule: false)
    }
    return node(.tsModuleDeclaration, from: start, op: keyword.rawValue, flags: flags, name.raw, body.raw)
  }

  /// `{ … }` of a namespace or ambient module.
  private mutating func parseNamespaceBody(isModule: Bool) -> NodeID {
    let start = lexer.start
    guard expect(.braceLeft) else { return .none }
    let outer = context
    let outerDepth = typeScript.itemDepth
    context = outer.union([.namespace, .in]).subtracting([.return, .yield, .await])
    typeScript.itemDepth = depth + 1
    let mark = beginList()
    let first = nodeCount
    let outerVariables = variableCount
    parseStatementList()
    checkScope(from: mark, after: first, .functionBody)
    forgetVariables(from: outerVariables)
    if !panicking { checkNamespaceItems(from: mark, isModule: isModule) }
    typeScript.itemDepth = outerDepth
    context = outer
    expect(.braceRight)
    return node(.tsModuleBlock, from: start, endList(mark))
  }
}

// MARK: import x = …

extension Parser {
  /// `import x =`, `import type x =`; `import` is current.
  mutating func isImportEquals() -> Bool {
    lookAhead {
      $0.advance()
      guard $0.at(.identifier) else { return false }
      let mayBeType = $0.atWord(.type)
      $0.advance()
      if $0.at(.equal) { return true }
      return mayBeType && $0.eat(.identifier) && $0.at(.equal)
    }
  }

  /// `import x = A.B`, which is no `require`; `import` is current.
  mutating func isNamespaceAlias() -> Bool {
    lookAhead {
      $0.advance()
      $0.advance()
      return $0.eat(.equal) && $0.at(.identifier) && !($0.atWord(.require) && $0.peek().kind == .parenLeft)
    }
  }

  /// After `import`: takes the word `type` where a name and `=` follow it.
  mutating func eatImportEqualsType() -> Bool {
    guard atWord(.type), peek().kind == .identifier else { return false }
    advance()
    return true
  }

  /// `import x = …`, `import type x = …`: `import` (and `type`, if `typeOnly`) consumed, current token is the name.
  mutating func parseImportEquals(from start: UInt32, flags: NodeFlags) -> NodeID {
    let name = parseBindingIdentifier()
    expect(.equal)
    let reference = parseModuleReference(flags)
    consumeSemicolon()
    return node(.tsImportEqualsDeclaration, from: start, flags: flags, name.raw, reference.raw)
  }

  /// `require("x")` or `A.B.C`.
  private mutating func parseModuleReference(_ flags: NodeFlags) -> NodeID {
    let start = lexer.start
    if atWord(.require), peek().kind == .parenLeft {
      advance()
      advance()
      let specifier = at(.string) ? parseString() : invalid("a string")
      expect(.parenRight)
      return node(.tsExternalModuleReference, from: start, specifier.raw)
    }
    var name = parseBindingIdentifier()
    while eat(.dot) {
      let right = at(.identifier) ? nameNode() : invalid("a name")
      name = node(.tsQualifiedName, from: start, name.raw, right.raw)
    }
    if flags.contains(.typeOnly) { early("'import type' takes a module, not a name", at: name) }
    return name
  }

  /// `export =`, `export as namespace`, `export import x =`: `export` is consumed. `.none` if it is none of them.
  mutating func parseTypeScriptExport(from start: UInt32) -> NodeID {
    switch lexer.kind {
    case .equal:
      advance()
      typeScript.exportAssignmentSeen = true
      let expression = parseExpression()
      consumeSemicolon()
      return node(.tsExportAssignment, from: start, expression.raw)
    case .import:
      advance()
      return parseImportEquals(from: start, flags: eatImportEqualsType() ? [.exported, .typeOnly] : .exported)
    case .identifier where atWord(.as):
      advance()
      if !eatWord(.namespace) { unexpected("'namespace'") }
      let name = parseBindingIdentifier()
      consumeSemicolon()
      return node(.tsNamespaceExportDeclaration, from: start, name.raw)
    default:
      return .none
    }
  }
}
