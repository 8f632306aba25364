import SourceText

// Unary, binary and logical operators.
extension Parser {
  /// UnaryExpression, update expressions included.
  mutating func parseUnary() -> NodeID {
    switch lexer.kind {
    case .exclamation: return parsePrefix(.not)
    case .minus: return parsePrefix(.minus)
    case .plus: return parsePrefix(.plus)
    case .tilde: return parsePrefix(.bitwiseNot)
    case .typeof: return parsePrefix(.typeof)
    case .void: return parsePrefix(.void)
    case .delete: return parsePrefix(.delete)
    case .plusPlus: return parsePrefixUpdate(.increment)
    case .minusMinus: return parsePrefixUpdate(.decrement)
    case .identifier:
      if lexer.atom == .await, !lexer.escaped, awaitIsOperator() { return parseAwait() }
      return parsePostfix()
    default: return parsePostfix()
    }
  }

  private mutating func parsePrefix(_ op: Operator) -> NodeID {
    enter()
    defer { leave() }
    let start = lexer.start
    advance()
    let operandStart = lexer.start
    let argument = parseUnary()
    if lexer.kind == .starStar {
      early(
        "put parentheses around this operand of '**': they decide whether the sign or the power comes first",
        at: Span(start: start, end: lexer.previousEnd))
    }
    if nodes[Int(argument.raw)].kind == .privateIdentifier { misplacedPrivateName(argument) }
    if op == .delete { checkDelete(argument, from: operandStart) }
    return node(.unaryExpression, from: start, op: op.rawValue, argument.raw)
  }

  private mutating func checkDelete(_ argument: NodeID, from start: UInt32) {
    let record = nodes[Int(argument.raw)]
    if record.kind == .identifier {
      if context.contains(.strict) {
        early("strict code may not delete a variable", at: argument)
      } else {
        sloppyReadingSeen = true
      }
    } else if record.kind == .memberExpression, nodes[Int(record.b)].kind == .privateIdentifier,
      !record.flags.contains(.computed)
    {
      early("a private member cannot be deleted", at: argument)
    }
  }

  private mutating func parsePrefixUpdate(_ op: Operator) -> NodeID {
    enter()
    defer { leave() }
    let start = lexer.start
    advance()
    let argument = parseUnary()
    checkSimpleTarget(argument, op: op)
    return node(.updateExpression, from: start, op: op.rawValue, flags: .prefix, argument.raw)
  }

  // MARK: await

  /// The current token is the word `await`: whether it is the operator here.
  ///
  /// Where a script would have a name, the operator is read only if the next token leaves no other choice; then the
  /// file is a module, or the place is wrong and `parseAwait` says so.
  private mutating func awaitIsOperator() -> Bool {
    if context.contains(.await) { return true }
    if context.contains(.classStaticBlock) { return false }
    let next = peek()
    let unambiguous: Bool
    switch next.kind {
    case .identifier:
      unambiguous =
        !next.newlineBefore && next.atom != .of
        && !(inTypeScript && (next.atom == .as || next.atom == .satisfies))
    case .number, .bigInt, .string, .this, .new, .function, .class, .import, .super, .null, .true, .false, .exclamation,
      .tilde, .typeof, .void, .delete, .braceLeft, .privateName:
      unambiguous = !next.newlineBefore && !(next.kind == .exclamation && inTypeScript)
    case .parenLeft, .bracketLeft, .plus, .minus, .slash, .slashEqual, .less, .templateHead, .templateWhole,
      .plusPlus, .minusMinus:
      if !context.contains(.function) {
        if context.contains(.module) { return true }
        sloppyReadingSeen = true
      }
      return false
    default:
      if !context.contains(.function) { sloppyReadingSeen = true }
      return false
    }
    return unambiguous
  }

  private mutating func parseAwait() -> NodeID {
    enter()
    defer { leave() }
    let start = lexer.start
    let isTopLevel = !context.contains(.function)
    noteSuspension(at: start)
    if !context.contains(.await) {
      if isTopLevel, options.goal == .auto, !context.contains(.classField) {
        moduleSeen = true
      } else {
        early(
          isTopLevel
            ? "'await' at the top level belongs in a module" : "'await' belongs in an async function",
          at: tokenSpan)
      }
    }
    advance()
    let argument = parseUnary()
    if nodes[Int(argument.raw)].kind == .privateIdentifier { misplacedPrivateName(argument) }
    if lexer.kind == .starStar {
      early("put parentheses around this operand of '**'", at: Span(start: start, end: lexer.previousEnd))
    }
    return node(.awaitExpression, from: start, argument.raw)
  }

  // MARK: Binary

  /// Operators that bind tighter than `minimum`, after their left operand. Chains of one precedence are a loop.
  mutating func parseBinary(_ left: NodeID, from start: UInt32, above minimum: UInt8) -> NodeID {
    var left = left
    while true {
      if lexer.kind == .greater { lexer.rescanGreater() }
      if lexer.kind == .identifier {
        guard inTypeScript, minimum < Parser.relationalPrecedence, let cast = parseCast(left, from: start) else {
          return left
        }
        left = cast
        checkCastOperand(cast)
        continue
      }
      let token = lexer.kind
      let precedence = Parser.binaryPrecedence(token)
      if precedence <= minimum || (token == .in && !context.contains(.in)) { return left }
      let op = Parser.binaryOperator(token)
      advance()
      let rightStart = lexer.start
      var right = parseUnary()
      // `a ** b ** c` groups to the right.
      let floor = token == .starStar ? precedence - 1 : precedence
      if lexer.kind == .greater { lexer.rescanGreater() }
      if Parser.binaryPrecedence(lexer.kind) > floor || (lexer.kind == .identifier && inTypeScript) {
        enter()
        right = parseBinary(right, from: rightStart, above: floor)
        leave()
      }
      if nodes[Int(right.raw)].kind == .privateIdentifier { misplacedPrivateName(right) }
      if precedence <= Parser.logicalAndPrecedence {
        checkMixedLogical(left, right, op)
        left = node(.logicalExpression, from: start, op: op.rawValue, left.raw, right.raw)
      } else {
        left = node(.binaryExpression, from: start, op: op.rawValue, left.raw, right.raw)
      }
    }
  }

  /// `value as T`, `value satisfies T`; nil if the current word is neither.
  private mutating func parseCast(_ value: NodeID, from start: UInt32) -> NodeID? {
    guard !lexer.newlineBefore, !lexer.escaped, lexer.atom == .as || lexer.atom == .satisfies else { return nil }
    let kind: NodeKind = lexer.atom == .as ? .tsAsExpression : .tsSatisfiesExpression
    advance()
    let type = parseCastType()
    return node(kind, from: start, value.raw, type.raw)
  }

  /// `a + b as T * c`: without the cast, the operators would group in another way.
  private mutating func checkCastOperand(_ cast: NodeID) {
    if lexer.kind == .greater { lexer.rescanGreater() }
    let next = Parser.binaryPrecedence(lexer.kind)
    guard next > Parser.relationalPrecedence else { return }
    var operand = nodes[Int(nodes[Int(cast.raw)].a)]
    while operand.kind == .tsAsExpression || operand.kind == .tsSatisfiesExpression,
      !operand.flags.contains(.parenthesized)
    {
      operand = nodes[Int(operand.a)]
    }
    guard operand.kind == .binaryExpression, !operand.flags.contains(.parenthesized),
      Parser.groupsBefore(operand.op, next)
    else { return }
    early("put parentheses around the cast: \(lexer.kind.spelling) binds tighter than what stands before it", at: cast)
  }

  /// The operator binds less tightly than one of this precedence.
  private static func groupsBefore(_ op: UInt8, _ precedence: UInt8) -> Bool {
    switch Operator(rawValue: op) {
    case .plus, .minus: precedence > 10
    case .shiftLeft, .shiftRight, .shiftRightUnsigned: precedence > 9
    case .multiply, .divide, .remainder: precedence > 11
    default: false
    }
  }

  /// The type of a cast; `as const` is a reference to a type named `const` with the flag `.const`.
  private mutating func parseCastType() -> NodeID {
    guard lexer.kind == .const else { return parseType() }
    let start = lexer.start
    let name = nameNode()
    return node(.tsTypeReference, from: start, flags: .const, name.raw)
  }

  /// `a ?? b || c` needs parentheses.
  private mutating func checkMixedLogical(_ left: NodeID, _ right: NodeID, _ op: Operator) {
    for operand in [left, right] {
      let record = nodes[Int(operand.raw)]
      guard record.kind == .logicalExpression, !record.flags.contains(.parenthesized) else { continue }
      if (record.op == Operator.coalesce.rawValue) != (op == .coalesce) {
        early("'??' may not be mixed with '||' or '&&' without parentheses", at: operand)
      }
    }
  }

  @inline(never)
  mutating func misplacedPrivateName(_ id: NodeID) {
    early("a private name stands alone only to the left of 'in'", at: id)
  }
}

// MARK: - Tables

extension Parser {
  static let logicalAndPrecedence: UInt8 = 3
  static let relationalPrecedence: UInt8 = 8

  /// 0 for tokens that are no binary operator.
  @inline(__always)
  static func binaryPrecedence(_ kind: TokenKind) -> UInt8 {
    switch kind {
    case .questionQuestion: 1
    case .barBar: 2
    case .ampersandAmpersand: 3
    case .bar: 4
    case .caret: 5
    case .ampersand: 6
    case .equalEqual, .notEqual, .strictEqual, .strictNotEqual: 7
    case .less, .greater, .lessEqual, .greaterEqual, .in, .instanceof: 8
    case .shiftLeft, .shiftRight, .shiftRightUnsigned: 9
    case .plus, .minus: 10
    case .star, .slash, .percent: 11
    case .starStar: 12
    default: 0
    }
  }

  static func binaryOperator(_ kind: TokenKind) -> Operator {
    switch kind {
    case .questionQuestion: .coalesce
    case .barBar: .or
    case .ampersandAmpersand: .and
    case .bar: .bitwiseOr
    case .caret: .bitwiseXor
    case .ampersand: .bitwiseAnd
    case .equalEqual: .equal
    case .notEqual: .notEqual
    case .strictEqual: .strictEqual
    case .strictNotEqual: .strictNotEqual
    case .less: .less
    case .greater: .greater
    case .lessEqual: .lessOrEqual
    case .greaterEqual: .greaterOrEqual
    case .in: .in
    case .instanceof: .instanceof
    case .shiftLeft: .shiftLeft
    case .shiftRight: .shiftRight
    case .shiftRightUnsigned: .shiftRightUnsigned
    case .plus: .plus
    case .minus: .minus
    case .star: .multiply
    case .slash: .divide
    case .percent: .remainder
    case .starStar: .exponent
    default: .none
    }
  }

  @inline(__always)
  static func assignmentOperator(_ kind: TokenKind) -> Operator {
    switch kind {
    case .equal: .assign
    case .plusEqual: .addAssign
    case .minusEqual: .subtractAssign
    case .starEqual: .multiplyAssign
    case .slashEqual: .divideAssign
    case .percentEqual: .remainderAssign
    case .starStarEqual: .exponentAssign
    case .shiftLeftEqual: .shiftLeftAssign
    case .shiftRightEqual: .shiftRightAssign
    case .shiftRightUnsignedEqual: .shiftRightUnsignedAssign
    case .ampersandEqual: .bitwiseAndAssign
    case .barEqual: .bitwiseOrAssign
    case .caretEqual: .bitwiseXorAssign
    case .ampersandAmpersandEqual: .andAssign
    case .barBarEqual: .orAssign
    case .questionQuestionEqual: .coalesceAssign
    default: .none
    }
  }
}
