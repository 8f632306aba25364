import SourceText

// JSX. The lexer's JSX modes are in `Lexer+JSX`.
//
// Inside a tag tokens are ordinary ones. Between tags the lexer must be told to read text, so that the functions here
// stop on the token that ends a construct (`>` or `}`) and `endJSX` chooses how to go on from it.
extension Parser {
  /// What surrounds an element: it decides how the source after the element is read.
  private enum JSXPlace {
    /// An expression, or the value of an attribute: ordinary tokens follow.
    case expression
    /// Another element's content.
    case content
  }

  /// An element or fragment in expression position; current token is `<`. Leaves the token after it in ordinary mode.
  mutating func parseJSX() -> NodeID {
    let start = lexer.start
    let before = snapshot()
    advance()
    let element = parseJSXElement(from: start, parent: .none, place: .expression)
    if panicking || lexer.unclosed != .max, isUnclosedElement(from: start) { return giveUpElement(before) }
    while at(.less), isJSXTagStart(), !panicking {
      early("elements that stand side by side need a parent, such as <>…</>", at: tokenSpan)
      let nextStart = lexer.start
      advance()
      _ = parseJSXElement(from: nextStart, parent: .none, place: .expression)
    }
    // As Babel and TypeScript see it, which is no comparison either.
    if at(.less), lexer.source[Int(lexer.position)] != UInt8(ascii: "/") {
      early("an element that is compared stands in parentheses", at: tokenSpan)
    }
    return element
  }

  /// The limit keeps a file of nothing but such elements linear.
  static let maximumRereadElements = 8

  private func isUnclosedElement(from start: UInt32) -> Bool {
    if suspendedAt != .max || trials > 0 || rereadElements >= Parser.maximumRereadElements { return false }
    return (panicking && lexer.kind == .endOfFile) || (lexer.unclosed != .max && lexer.unclosed >= start)
  }

  /// An element that is never closed has taken the rest of the file for text: reads that again as code, from the line
  /// after the element's first on, and tells no problems of it.
  private mutating func giveUpElement(_ before: Snapshot) -> NodeID {
    let told = (problems.dropFirst(before.problems) + lexer.problems.dropFirst(before.lexerProblems))
      .min { $0.span < $1.span }
    restore(before)
    rereadElements += 1
    if let told { record(told) }
    lexer.unclosed = min(lexer.unclosed, max(told?.span.start ?? 0, before.start))
    lexer.position = UInt32(truncatingIfNeeded: lexer.lineEnd(from: Int(before.start)))
    advance()
    panicking = true
    return node(.invalid, from: before.start, to: before.start)
  }

  /// After an element, `<` begins another one and is no comparison.
  private func isJSXTagStart() -> Bool {
    let byte = lexer.source[Int(lexer.position)]
    return byte == UInt8(ascii: ">") || lexer.classes[Int(byte)] & ByteClass.name != 0
  }

  /// The element whose `<` at `start` is consumed. `parent` is the name of the element around it, for the recovery from
  /// closing tags that were left out.
  private mutating func parseJSXElement(from start: UInt32, parent: NodeID, place: JSXPlace) -> NodeID {
    enter()
    let outer = context
    context = outer.union(.in).subtracting(Context.bracketReset)
    let element =
      at(.greater)
      ? parseJSXFragment(from: start, parent: parent, place: place)
      : parseNamedJSXElement(from: start, parent: parent, place: place)
    context = outer
    leave()
    return element
  }

  private mutating func parseJSXFragment(from start: UInt32, parent: NodeID, place: JSXPlace) -> NodeID {
    let (children, end) = parseJSXChildren(of: .none, from: start, parent: parent, place: place)
    return node(.jsxFragment, from: start, to: end, children)
  }

  private mutating func parseNamedJSXElement(from start: UInt32, parent: NodeID, place: JSXPlace) -> NodeID {
    let name = parseJSXElementName()
    let typeArguments = inTypeScript ? parseTypeArgumentsIfPresent() : .none
    let attributes = parseJSXAttributes()
    var flags: NodeFlags = []
    var children: UInt32 = 0
    let end: UInt32
    var isClosed = eat(.slash)
    if !at(.greater) || panicking {
      unexpected(isClosed ? "'>'" : "an attribute, '/>' or '>'")
      if at(.less), lexer.newlineBefore, suspendedAt == .max, trials == 0 {
        return parseUnendedTag(start, name, attributes)
      }
      recoverTag()
      isClosed = panicking || lexer.source[Int(lexer.previousEnd) - 1] == UInt8(ascii: "/")
    }
    if isClosed {
      flags = .selfClosing
      end = endJSX(.greater, place)
    } else {
      (children, end) = parseJSXChildren(of: name, from: start, parent: parent, place: place)
    }
    let element = wideNode(
      .jsxElement, from: start, flags: flags, name.raw, typeArguments.raw, attributes, children)
    nodes[Int(element.raw)].end = max(start, end)
    return element
  }

  /// `<a b` and on the next line another tag: goes on as if `>` stood between them.
  private mutating func parseUnendedTag(_ start: UInt32, _ name: NodeID, _ attributes: UInt32) -> NodeID {
    panicking = false
    lexer.position = lexer.start
    let (children, end) = parseJSXChildren(of: name, from: start, parent: .none, place: .expression)
    let element = wideNode(.jsxElement, from: start, name.raw, 0, attributes, children)
    nodes[Int(element.raw)].end = max(start, end)
    return element
  }

  /// Expects the token that ends a construct, gives its end, and goes on as the place around it reads.
  private mutating func endJSX(_ kind: TokenKind, _ place: JSXPlace) -> UInt32 {
    guard at(kind), !panicking else {
      unexpected(kind.spelling)
      return lexer.previousEnd
    }
    let end = lexer.position
    switch place {
    case .expression: advance()
    case .content: lexer.nextJSXChild()
    }
    return end
  }
}

// MARK: Recovery

extension Parser {
  /// After a problem among attributes: skips to the `>` that ends the tag, if one comes before anything that a tag does
  /// not hold, so that the text after it is not taken for statements.
  private mutating func recoverTag() {
    let lexerProblems = lexer.problems.count
    let braces = openBraces.count
    while !at(.greater) {
      switch lexer.kind {
      case .endOfFile, .less, .semicolon: return
      case .braceLeft: openBrace()
      case .braceRight:
        if openBraces.count == braces { return }
        closeBrace("")
      default: advance()
      }
    }
    endPanic(lexerProblems)
  }

  /// After a problem in braces: skips to the one that closes them.
  private mutating func recoverBraces(_ braces: Int) {
    let lexerProblems = lexer.problems.count
    if openBraces.count > braces { openBraces.removeLast(openBraces.count - braces) }
    while !at(.braceRight) || openBraces.count > braces {
      switch lexer.kind {
      case .endOfFile: return
      case .braceLeft: openBrace()
      case .braceRight: closeBrace("")
      default: advance()
      }
    }
    endPanic(lexerProblems)
  }

  /// Problems that the lexer met in skipped text are not told.
  private mutating func endPanic(_ lexerProblems: Int) {
    if lexer.problems.count > lexerProblems { lexer.problems.removeLast(lexer.problems.count - lexerProblems) }
    panicking = false
    pendingShorthand = .max
  }
}

// MARK: Names

extension Parser {
  /// `a`, `a-b`, `a:b`, `a.b.c`, `this.x`.
  private mutating func parseJSXElementName() -> NodeID {
    let start = lexer.start
    var name = parseJSXIdentifier()
    if eat(.colon) {
      let local = parseJSXIdentifier()
      return node(.jsxNamespacedName, from: start, name.raw, local.raw)
    }
    while eat(.dot) {
      let property = parseJSXIdentifier()
      let record = nodes[Int(property.raw)]
      if (record.start..<record.end).contains(where: { lexer.source[Int($0)] == UInt8(ascii: "-") }) {
        early("a name after a dot holds no '-'", at: property)
      }
      name = node(.jsxMemberExpression, from: start, name.raw, property.raw)
    }
    return name
  }

  private mutating func parseJSXIdentifier() -> NodeID {
    guard atName, !lexer.escaped else { return invalid("the name of an element or attribute") }
    lexer.extendJSXName()
    return nameNode(.jsxIdentifier)
  }

  private func isSameJSXName(_ left: NodeID, _ right: NodeID) -> Bool {
    var left = left
    var right = right
    while true {
      let (one, other) = (nodes[Int(left.raw)], nodes[Int(right.raw)])
      if one.kind != other.kind { return false }
      switch one.kind {
      case .jsxMemberExpression, .jsxNamespacedName:
        if nodes[Int(one.b)].a != nodes[Int(other.b)].a { return false }
        (left, right) = (NodeID(one.a), NodeID(other.a))
      default:
        return one.a == other.a
      }
    }
  }

  /// The name as written, for messages; empty for a fragment.
  private func jsxNameText(_ name: NodeID) -> String {
    let record = nodes[Int(name.raw)]
    let count = name.isNone ? 0 : Int(record.end - record.start)
    return String(decoding: UnsafeBufferPointer(start: lexer.source + Int(record.start), count: count), as: UTF8.self)
  }
}

// MARK: Attributes

extension Parser {
  private mutating func parseJSXAttributes() -> UInt32 {
    let mark = beginList()
    while !panicking {
      if atName {
        push(parseJSXAttribute())
      } else if at(.braceLeft) {
        push(parseJSXSpreadAttribute())
      } else {
        break
      }
    }
    return endList(mark)
  }

  /// `a`, `a:b`, `a="…"`, `a={…}`, `a=<b />`.
  private mutating func parseJSXAttribute() -> NodeID {
    let start = lexer.start
    var name = parseJSXIdentifier()
    if eat(.colon) {
      let local = parseJSXIdentifier()
      name = node(.jsxNamespacedName, from: start, name.raw, local.raw)
    }
    if at(.arrow) { splitArrow() }
    guard at(.equal) else { return node(.jsxAttribute, from: start, name.raw) }
    lexer.nextJSXAttributeValue()
    let value = parseJSXAttributeValue()
    return node(.jsxAttribute, from: start, name.raw, value.raw)
  }

  /// `a=>`: the value is missing, and the tag ends.
  private mutating func splitArrow() {
    lexer.punctuator(.greater, Int(lexer.start) + 1, 1)
    unexpected("the value of an attribute")
    panicking = suspendedAt != .max
  }

  private mutating func parseJSXAttributeValue() -> NodeID {
    let start = lexer.start
    switch lexer.kind {
    case .string:
      return leaf(.stringLiteral)
    case .braceLeft:
      let container = parseJSXContainer(.expression)
      if nodes[Int(nodes[Int(container.raw)].a)].kind == .jsxEmptyExpression {
        early("the value of an attribute is missing between the braces", at: container)
      }
      return container
    case .less:
      advance()
      return parseJSXElement(from: start, parent: .none, place: .expression)
    default:
      return invalid("the value of an attribute")
    }
  }

  /// `{...props}`.
  private mutating func parseJSXSpreadAttribute() -> NodeID {
    let start = lexer.start
    openBrace()
    let braces = openBraces.count
    expect(.ellipsis)
    let argument = parseAssignment()
    let end = endJSXBraces(braces, .expression)
    return node(.jsxSpreadAttribute, from: start, to: end, argument.raw)
  }
}

// MARK: Content

extension Parser {
  /// The children of an element and its closing tag, from the `>` of its opening tag, which is current; and their end.
  private mutating func parseJSXChildren(
    of name: NodeID, from start: UInt32, parent: NodeID, place: JSXPlace
  ) -> (children: UInt32, end: UInt32) {
    let mark = beginList()
    lexer.nextJSXChild()
    while !panicking {
      switch lexer.kind {
      case .jsxText:
        push(node(.jsxText, from: lexer.start, to: lexer.position))
        lexer.nextJSXChild()
      case .braceLeft:
        push(parseJSXContainer(.content))
      case .less:
        let before = snapshot()
        advance()
        guard at(.slash) else {
          push(parseJSXElement(from: before.start, parent: name, place: .content))
          continue
        }
        let closing = parseJSXClosingName(of: name, parent: parent)
        if closing.isParents { restore(before) }
        if let message = closing.message {
          early(message, at: Span(start: before.start, end: max(before.position, lexer.previousEnd)))
        }
        if closing.isParents { return (endList(mark), lexer.previousEnd) }
        let children = endList(mark)
        return (children, endJSX(.greater, place))
      default:
        problem(
          "<\(jsxNameText(name))> is never closed",
          at: Span(start: start, end: max(start + 1, nodes[Int(name.raw)].end)))
      }
    }
    return (endList(mark), lexer.previousEnd)
  }

  /// `/name` of a closing tag: what is wrong with it, and whether it is the parent's, which it is to be left to.
  private mutating func parseJSXClosingName(
    of name: NodeID, parent: NodeID
  ) -> (message: String?, isParents: Bool) {
    advance()
    let madeBefore = nodeCount
    let closing = at(.greater) ? NodeID.none : parseJSXElementName()
    // The name of a closing tag is no part of the tree.
    defer { nodeCount = madeBefore }
    if isSameJSXName(name, closing) { return (nil, false) }
    return (
      "</\(jsxNameText(closing))> stands where </\(jsxNameText(name))> belongs",
      parent.exists && isSameJSXName(parent, closing)
    )
  }

  /// `{expression}`, `{}`, `{/* comment */}`, `{...children}`; current token is the brace.
  private mutating func parseJSXContainer(_ place: JSXPlace) -> NodeID {
    let start = lexer.start
    let innerStart = lexer.position
    openBrace()
    let braces = openBraces.count
    if at(.braceRight) {
      let empty = node(.jsxEmptyExpression, from: innerStart, to: lexer.start)
      let end = endJSXBraces(braces, place)
      return node(.jsxExpressionContainer, from: start, to: end, empty.raw)
    }
    let spread = eat(.ellipsis)
    let expression = parseExpression()
    let record = nodes[Int(expression.raw)]
    if record.kind == .sequenceExpression, !record.flags.contains(.parenthesized) {
      early("put parentheses around expressions that are separated by commas", at: expression)
    }
    let end = endJSXBraces(braces, place)
    return node(spread ? .jsxSpreadChild : .jsxExpressionContainer, from: start, to: end, expression.raw)
  }

  /// Expects the `}` that closes the last of `braces` open ones.
  private mutating func endJSXBraces(_ braces: Int, _ place: JSXPlace) -> UInt32 {
    if !at(.braceRight) || panicking {
      unexpected("'}'")
      recoverBraces(braces)
    }
    if at(.braceRight), !panicking { openBraces.removeLast() }
    return endJSX(.braceRight, place)
  }
}
