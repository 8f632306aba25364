import SourceText

// Names: where an expression or binding uses one, and which words may be one.
extension Parser {
  /// A name in expression position: a reference, `x => …`, or what `async` begins.
  mutating func parseIdentifierExpression() -> NodeID {
    let start = lexer.start
    let atom = lexer.atom
    let mayBeArrow = arrowStart == start
    if atom == .async, !lexer.escaped {
      let asynchronous = parseAsyncExpression(mayBeArrow: mayBeArrow)
      if asynchronous.exists { return asynchronous }
    }
    let escaped = lexer.escaped
    let name = nameNode()
    if atom.raw <= Parser.lastRestrictedWord || escaped { checkReference(atom, escaped: escaped, at: name) }
    if atom == .arguments { checkArguments(name) }
    if lexer.kind == .arrow, mayBeArrow, !lexer.newlineBefore {
      checkBinding(atom, escaped: escaped, at: name)
      let mark = beginList()
      push(name)
      return parseArrow(from: start, parameters: endList(mark), flags: [])
    }
    return name
  }

  /// The atoms of words that some context reserves come first: see `WellKnownAtoms`.
  static let lastRestrictedWord = Atom.await.raw

  /// Reports a word that cannot be a reference here.
  mutating func checkReference(_ atom: Atom, escaped: Bool, at name: NodeID) {
    if atom.raw > Parser.lastRestrictedWord { return }
    if atom.raw <= WellKnownAtoms.reservedCount {
      // Only an escaped one comes as a name.
      early("'\(lexer.atoms.text(atom))' is a reserved word, however it is written", at: name)
    } else if atom == .await {
      if context.contains(.await) || (readsAsModule && !context.contains(.ambient))
        || context.contains(.classStaticBlock)
      {
        early("'await' is a reserved word here", at: name)
      } else {
        lastAwaitName = nodes[Int(name.raw)].start + 1
        sloppyReadingSeen = true
      }
    } else if atom == .yield {
      if context.contains(.yield) || context.contains(.strict) {
        early("'yield' is a reserved word here", at: name)
      } else {
        sloppyReadingSeen = true
      }
    } else if context.contains(.ambient) {
      return
    } else if context.contains(.strict) {
      early("'\(lexer.atoms.text(atom))' is a reserved word in strict code", at: name)
    } else {
      sloppyReadingSeen = true
    }
  }

  /// Fields and static blocks belong to no call that could have arguments.
  @inline(never)
  mutating func checkArguments(_ name: NodeID) {
    if !context.contains(.noArguments) { return }
    early("'arguments' has no meaning in a field or static block of a class", at: name)
  }

  /// Reports a word that cannot be declared here.
  mutating func checkBinding(_ atom: Atom, escaped: Bool, at name: NodeID) {
    guard atom == .eval || atom == .arguments, !context.contains(.ambient) else { return }
    if context.contains(.strict) {
      early("strict code may not declare or assign '\(lexer.atoms.text(atom))'", at: name)
    } else {
      sloppyReadingSeen = true
    }
  }

  /// A name that is declared here, without annotation. Reserved words are reported and not consumed.
  mutating func parseBindingIdentifier() -> NodeID {
    guard lexer.kind == .identifier else { return invalid("a name") }
    let atom = lexer.atom
    let escaped = lexer.escaped
    let name = nameNode()
    if atom.raw <= Parser.lastRestrictedWord || escaped { checkReference(atom, escaped: escaped, at: name) }
    checkBinding(atom, escaped: escaped, at: name)
    return name
  }

  /// `async function`, `async x => …`, `async (x) => …`, `async <T>(x) => …`; `.none` if `async` is a mere name.
  /// `async (…)` that turns out to be no arrow function is a call.
  private mutating func parseAsyncExpression(mayBeArrow: Bool) -> NodeID {
    let start = lexer.start
    let before = snapshot()
    let name = nameNode()
    if lexer.newlineBefore {
      restore(before)
      return .none
    }
    switch lexer.kind {
    case .function:
      nodeCount -= 1
      return parseFunctionExpression(from: start, flags: .async)
    case .identifier where mayBeArrow:
      if lexer.atom == .of || lexer.atom == .as || lexer.atom == .satisfies, peek().kind != .arrow { break }
      if !inTypeScript || peek().kind == .arrow {
        nodeCount -= 1
        return parseAsyncNameArrow(from: start)
      }
    case .parenLeft:
      return parseAsyncParenthesized(name, from: start, mayBeArrow: mayBeArrow)
    case .less where mayBeArrow && inTypeScript:
      let arrow = tryGenericArrow(from: start, flags: .async)
      if arrow.exists {
        nodes[Int(name.raw)].kind = .none
        return arrow
      }
    default:
      break
    }
    restore(before)
    return .none
  }

  private mutating func parseAsyncNameArrow(from start: UInt32) -> NodeID {
    let parameter = parseBindingIdentifier()
    guard lexer.kind == .arrow, !lexer.newlineBefore else {
      unexpected("'=>' after the parameter of an async function")
      return parameter
    }
    let mark = beginList()
    push(parameter)
    return parseArrow(from: start, parameters: endList(mark), flags: .async)
  }
}
