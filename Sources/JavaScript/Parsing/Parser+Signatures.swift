import SourceText

// Parameters of types: of function types, call signatures, methods of interfaces.
extension Parser {
  /// `(a: T, b?: U, ...c: V[])` where no body follows: a list slot.
  mutating func parseSignatureParameters() -> UInt32 {
    guard at(.parenLeft) else {
      unexpected("'('")
      return 0
    }
    openParenthesis()
    let outer = context
    context = outer.union(.in).subtracting([.noConditionalType, .yield, .await])
    let unusual = typeScript.unusualParameters
    let mark = beginList()
    while !at(.parenRight) && !panicking {
      push(parseSignatureParameter())
      if !eat(.comma) { break }
    }
    context = outer
    closeParenthesis(.parenRight, "',' or ')' after a parameter")
    let parameters = endList(mark)
    if typeScript.unusualParameters != unusual { checkParameters(parameters, of: .function, hasBody: false) }
    return parameters
  }

  private mutating func parseSignatureParameter() -> NodeID {
    let start = lexer.start
    let parameter: NodeID
    if at(.identifier) || at(.this) {
      parameter = parseNamedSignatureParameter(from: start)
    } else {
      parameter = at(.ellipsis) ? parseBindingRest(isParameter: true) : parseBindingElement(.parameter)
    }
    let kind = nodes[Int(parameter.raw)].kind
    if at(.equal) || kind == .assignmentPattern { unexpected("a type without a default value") }
    return parameter
  }

  /// `name?: T`. Accessibility modifiers are read over: they belong to constructors with a body.
  private mutating func parseNamedSignatureParameter(from start: UInt32) -> NodeID {
    let atom = lexer.atom
    var flags: NodeFlags = lexer.escaped ? .escaped : []
    advance()
    if at(.identifier) || at(.braceLeft) || at(.bracketLeft), !panicking {
      early("a parameter of a type has no modifiers", at: Span(start: start, end: lexer.previousEnd))
      return parseSignatureParameter()
    }
    if eat(.question) {
      flags.insert(.optional)
      typeScript.unusualParameters += 1
    }
    let type = parseTypeAnnotationIfPresent()
    return node(.identifier, from: start, flags: flags, atom.raw, type.raw)
  }
}
