import SourceText

extension Parser {
  /// ExportDeclaration; current token is `export`. `decorators` stood before it.
  mutating func parseExport(decorators: UInt32 = 0, from decorated: UInt32? = nil) -> NodeID {
    let start = decorated ?? lexer.start
    noteModuleItem(declarationsAllowed: true)
    advance()
    if inTypeScript {
      let statement = parseTypeScriptExport(from: start)
      if statement.exists { return statement }
    }
    switch lexer.kind {
    case .default:
      return parseExportDefault(decorators, from: start, decoratedFrom: decorated)
    case .star:
      return parseExportAll(from: start, flags: [])
    case .braceLeft:
      return parseExportNames(from: start, flags: [])
    case .identifier where inTypeScript && atWord(.type):
      let next = peek()
      if next.kind == .star || next.kind == .braceLeft {
        advance()
        return next.kind == .star
          ? parseExportAll(from: start, flags: .typeOnly) : parseExportNames(from: start, flags: .typeOnly)
      }
    default: break
    }
    return parseExportedDeclaration(decorators, from: start, decoratedFrom: decorated)
  }

  /// `export const a = 1`, `export function f() {}`, `export class C {}` and TypeScript's declarations.
  private mutating func parseExportedDeclaration(
    _ decorators: UInt32, from start: UInt32, decoratedFrom: UInt32?
  ) -> NodeID {
    let declarationStart = lexer.start
    let declaration: NodeID
    switch lexer.kind {
    case .var: declaration = parseVariableStatement(.var)
    case .const: declaration = parseConst(declarationsAllowed: true)
    case .function: declaration = parseFunctionDeclaration(from: declarationStart, flags: [])
    case .class:
      declaration = parseClass(
        .classDeclaration, from: decoratedFrom ?? declarationStart, decorators: decorators, flags: [])
    case .at: declaration = parseDecoratedStatement()
    case .identifier where decorators != 0 && inTypeScript:
      declaration = parseDecoratedClass(decorators, from: decoratedFrom ?? declarationStart)
    case .identifier where lexer.atom == .let: declaration = parseVariableStatement(.let)
    case .identifier where atWord(.async):
      advance()
      guard lexer.kind == .function else { return invalid("'function' after 'async'") }
      declaration = parseFunctionDeclaration(from: declarationStart, flags: .async)
    default:
      if inTypeScript, atTypeScriptDeclaration() {
        declaration = parseTypeScriptDeclaration()
      } else {
        let proposal = parseExportDefaultFrom(from: start)
        if proposal.exists { return proposal }
        declaration = invalid("a declaration, '*' or '{' after 'export'")
      }
    }
    return wideNode(.exportNamedDeclaration, from: start, declaration.raw, 0, 0, 0)
  }

  /// `export name from "x"`, a proposal that Babel once read: told as a dialect, and taken for
  /// `export { default as name } from "x"`. `.none` if something else stands here.
  private mutating func parseExportDefaultFrom(from start: UInt32) -> NodeID {
    guard lexer.kind == .identifier, !inTypeScript, !panicking else { return .none }
    let next = peek()
    guard next.kind == .identifier && next.atom == .from else { return .none }
    let name = nameNode()
    advance()
    guard lexer.kind == .string else { return invalid("the module's specifier in quotes") }
    recordDialect("'export name from' is a proposal that Babel once read; the file is not examined", at: span(name))
    let source = parseModuleSpecifier()
    consumeSemicolon()
    let record = nodes[Int(name.raw)]
    let imported = node(.identifier, from: record.start, to: record.end, Atom.default.raw)
    let mark = beginList()
    push(node(.exportSpecifier, from: record.start, to: record.end, imported.raw, name.raw))
    let specifiers = endList(mark)
    return wideNode(.exportNamedDeclaration, from: start, 0, specifiers, source.raw, 0)
  }

  /// `export default …`; current token is `default`.
  private mutating func parseExportDefault(
    _ decorators: UInt32, from start: UInt32, decoratedFrom: UInt32?
  ) -> NodeID {
    advance()
    let declarationStart = lexer.start
    let declaration: NodeID
    switch lexer.kind {
    case .function:
      declaration = parseFunctionDeclaration(from: declarationStart, flags: [], nameRequired: false)
    case .class:
      declaration = parseClass(
        .classDeclaration, from: decoratedFrom ?? declarationStart, decorators: decorators, flags: [],
        nameRequired: false)
    case .at:
      let own = parseDecorators()
      declaration = parseDecoratedClass(own, from: declarationStart, nameRequired: false)
    case .identifier where atWord(.async) && asyncFunctionFollows():
      advance()
      declaration = parseFunctionDeclaration(from: declarationStart, flags: .async, nameRequired: false)
    case .identifier where inTypeScript && atWord(.abstract) && peek().kind == .class:
      declaration = parseDecoratedClass(decorators, from: decoratedFrom ?? declarationStart, nameRequired: false)
    case .identifier where inTypeScript && atWord(.interface) && atTypeScriptDeclaration():
      declaration = parseTypeScriptDeclaration()
    default:
      declaration = parseAssignment()
      consumeSemicolon()
    }
    return node(.exportDefaultDeclaration, from: start, declaration.raw)
  }

  private mutating func asyncFunctionFollows() -> Bool {
    let next = peek()
    return next.kind == .function && !next.newlineBefore
  }

  /// `export * from "x"`, `export * as name from "x"`; current token is `*`.
  private mutating func parseExportAll(from start: UInt32, flags: NodeFlags) -> NodeID {
    advance()
    var exported = NodeID.none
    if eatWord(.as) {
      exported = parseModuleExportName()
    }
    if !eatWord(.from) { unexpected("'from'") }
    let source = parseModuleSpecifier()
    let attributes = parseImportAttributes()
    consumeSemicolon()
    return node(.exportAllDeclaration, from: start, flags: flags, exported.raw, source.raw, attributes)
  }

  /// `export { a, b as c } from "x"`; current token is `{`.
  private mutating func parseExportNames(from start: UInt32, flags: NodeFlags) -> NodeID {
    advance()
    let mark = beginList()
    while lexer.kind != .braceRight, !panicking {
      push(parseExportSpecifier())
      if !eat(.comma) { break }
    }
    if lexer.kind == .braceRight { advance() } else { unexpected("',' or '}' after an exported name") }
    let specifiers = endList(mark)
    if flags.contains(.typeOnly) { checkTypeExport(specifiers) }
    var source = NodeID.none
    var attributes: UInt32 = 0
    if eatWord(.from) {
      source = parseModuleSpecifier()
      attributes = parseImportAttributes()
    } else {
      checkLocalExports(specifiers)
    }
    consumeSemicolon()
    return wideNode(.exportNamedDeclaration, from: start, flags: flags, 0, specifiers, source.raw, attributes)
  }

  private mutating func parseExportSpecifier() -> NodeID {
    let start = lexer.start
    let flags: NodeFlags = eatSpecifierType() ? .typeOnly : []
    let local = parseModuleExportName()
    let exported: NodeID
    if eatWord(.as) {
      exported = parseModuleExportName()
    } else {
      let record = nodes[Int(local.raw)]
      exported = node(record.kind, from: record.start, to: record.end, flags: record.flags, record.a)
    }
    return node(.exportSpecifier, from: start, flags: flags, local.raw, exported.raw)
  }

  /// Without `from`, what is exported are names of this file.
  private mutating func checkLocalExports(_ list: UInt32) {
    for index in 0..<Int(extra[Int(list)]) {
      let local = NodeID(nodes[Int(extra[Int(list) + 1 + index])].a)
      let record = nodes[Int(local.raw)]
      if record.kind == .stringLiteral {
        early("a string can only be exported from another module", at: local)
      } else if record.kind == .identifier, record.a <= WellKnownAtoms.reservedCount {
        early("'\(lexer.atoms.text(Atom(record.a)))' is a reserved word, and names nothing to export", at: local)
      }
    }
  }
}
