import SourceText

// Going on after a problem among the properties of an object, so that the methods around it stay in the tree.
//
// The hard case is the object that was left open: statements follow that must not be taken for properties. Whether a
// word such as `const` or `function` at the beginning of a line ends the object is told by its indentation.
extension Parser {
  /// Where an object begins, and what was open there.
  struct OpenObject {
    let start: UInt32
    let parentheses: Int
    let braces: Int
  }

  /// After a problem in the property that begins at `start`: skips to the next one or to the object's `}`. False where the
  /// object seems to have been left open; then the parser is still lost, in what is around it.
  mutating func recoverProperty(from start: UInt32, in object: OpenObject) -> Bool {
    if suspendedAt != .max || trials > 0 { return false }
    let lexerProblems = lexer.problems.count
    var parentheses = max(0, openParentheses - object.parentheses)
    var moved = lexer.start > start
    skipping: while true {
      if lexer.kind == .endOfFile { return false }
      if openBraces.count == object.braces {
        if lexer.kind == .braceRight { break }
        if lexer.kind == .comma, parentheses == 0 {
          advance()
          break
        }
        if moved, lexer.newlineBefore {
          if endsOpenObject(object) {
            openBraces.removeLast()
            return false
          }
          if parentheses == 0 ? beginsProperty() : beginsOutdentedProperty(start) { break skipping }
        }
      }
      skipToken(&parentheses, floor: object.braces)
      moved = true
    }
    openParentheses = object.parentheses
    if openBraces.count > object.braces { openBraces.removeLast(openBraces.count - object.braces) }
    if lexer.problems.count > lexerProblems { lexer.problems.removeLast(lexer.problems.count - lexerProblems) }
    panicking = false
    recoveredAt = lexer.start
    pendingShorthand = .max
    return true
  }

  /// After a whole property without a comma behind it: tells that, and whether another property follows.
  mutating func resumeWithoutComma(in object: OpenObject) -> Bool {
    guard lexer.kind != .braceRight, !panicking, trials == 0 else { return false }
    let isSemicolon = lexer.kind == .semicolon
    if isSemicolon {
      let follows = lookAhead {
        $0.advance()
        return $0.lexer.kind == .braceRight || ($0.lexer.newlineBefore && $0.beginsProperty())
      }
      if !follows { return false }
    } else if !beginsProperty() || (lexer.newlineBefore && endsOpenObject(object)) {
      return false
    }
    unexpected("',' or '}' after a property")
    panicking = false
    if isSemicolon { advance() }
    return true
  }

  /// The current token begins a statement, and stands no deeper than the line on which the object begins.
  mutating func endsOpenObject(_ object: OpenObject) -> Bool {
    guard beginsDeclarationOrStatement() else { return false }
    return indentation(at: lexer.start) <= indentation(at: object.start)
  }

  /// A word that begins a statement, with what follows it there and not in a property.
  private mutating func beginsDeclarationOrStatement() -> Bool {
    switch lexer.kind {
    case .const, .var, .function, .class, .if, .for, .while, .do, .switch, .try, .throw, .return, .import, .export:
      break
    case .identifier where lexer.atom == .let || lexer.atom == .async: break
    case .identifier:
      // `app.get(…)`, `call(…);`
      let next = peek().kind
      return next == .dot || next == .equal || next == .parenLeft && !beginsMethod()
    default: return false
    }
    switch peek().kind {
    case .colon, .comma, .braceRight, .equal: return false
    case .parenLeft: return !beginsMethod()
    default: return true
    }
  }

  /// `name(…) {` at the current name; parentheses are matched for a short way.
  private mutating func beginsMethod() -> Bool {
    lookAhead {
      $0.advance()
      var depth = 0
      for _ in 0..<64 {
        if $0.lexer.kind == .parenLeft { depth += 1 }
        if $0.lexer.kind == .parenRight { depth -= 1 }
        if $0.lexer.kind == .endOfFile { return false }
        $0.advance()
        if depth == 0 { return $0.lexer.kind == .braceLeft }
      }
      return false
    }
  }

  /// A key and what follows keys.
  private mutating func beginsProperty() -> Bool {
    switch lexer.kind {
    case .ellipsis, .star: return true
    case .bracketLeft: return lexer.newlineBefore
    case .identifier, .string, .number, .bigInt: break
    default: if !lexer.kind.isReservedWord { return false }
    }
    let isModifier =
      lexer.kind == .identifier && (lexer.atom == .get || lexer.atom == .set || lexer.atom == .async)
    switch peek().kind {
    case .colon, .parenLeft: return true
    case .comma, .braceRight: return lexer.kind == .identifier
    case .identifier, .string, .bracketLeft: return isModifier
    default: return false
    }
  }

  /// Where a parenthesis of the broken property is still open: a key with its colon, no deeper than that property.
  private mutating func beginsOutdentedProperty(_ start: UInt32) -> Bool {
    peek().kind == .colon && beginsProperty() && indentation(at: lexer.start) <= indentation(at: start)
  }

  /// How many blanks the line of an offset begins with; 0 on lines too long to look back on.
  func indentation(at offset: UInt32) -> Int {
    var begin = Int(offset)
    while begin > 0, lexer.source[begin - 1] != 0x0A, lexer.source[begin - 1] != 0x0D {
      begin -= 1
      if Int(offset) - begin > 400 { return 0 }
    }
    var end = begin
    while lexer.source[end] == 0x20 || lexer.source[end] == 0x09 { end += 1 }
    return end - begin
  }
}
