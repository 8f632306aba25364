import JavaScript
import TestSupport
import Testing

@Suite("JSX")
struct JSXTests {
  private func expectJSX(
    _ source: String, _ expected: String, _ language: ParseOptions.Language = .jsx,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let parsed = Parsed(source, language)
    #expect(parsed.problems == [], "in \(source)", sourceLocation: sourceLocation)
    assertText(
      parsed.shape, equals: "ExpressionStatement(\(expected))", "the shape of \(source)",
      sourceLocation: sourceLocation)
  }

  /// What the source holds between the spans of the nodes of a kind, in order.
  private func texts(of kind: NodeKind, in source: String) -> [String] {
    let arena = TreeArena()
    defer { withExtendedLifetime(arena) {} }
    let tree = arena.parse(Array(source.utf8), options: ParseOptions(language: .jsx))
    #expect(tree.problems.map(\.message) == [])
    return tree.nodes(of: kind).map { tree.text($0) }.sorted()
  }

  @Test("Elements and fragments")
  func elements() {
    expectJSX("<a />", "JSXElement[+self-closing](JSXIdentifier a)".shaped)
    expectJSX("<a></a>", "JSXElement(JSXIdentifier a)".shaped)
    expectJSX("<></>", "JSXFragment")
    expectJSX("< a / >", "JSXElement[+self-closing](JSXIdentifier a)".shaped)
    expectJSX(
      "<a><b/><></></a>",
      "JSXElement(JSXIdentifier a, [JSXElement[+self-closing](JSXIdentifier b), JSXFragment])".shaped)
    expectJSX("<a>{b}</a>", "JSXElement(JSXIdentifier a, [JSXExpressionContainer(b)])".shaped, .js)
  }

  @Test("Names have dashes, dots and one colon")
  func names() {
    expectJSX("<a-b-></a-b->", "JSXElement(JSXIdentifier a-b-)".shaped)
    expectJSX(
      "<a.b.c/>",
      "JSXElement[+self-closing](JSXMemberExpression(JSXMemberExpression(JSXIdentifier a, JSXIdentifier b), JSXIdentifier c))"
        .shaped)
    expectJSX("<this.a/>", "JSXElement[+self-closing](JSXMemberExpression(JSXIdentifier this, JSXIdentifier a))".shaped)
    expectJSX(
      "<a:b c:d-e />",
      "JSXElement[+self-closing](JSXNamespacedName(JSXIdentifier a, JSXIdentifier b), [JSXAttribute(JSXNamespacedName(JSXIdentifier c, JSXIdentifier d-e))])"
        .shaped)
    expectJSX(
      "<a class for-x if={b}/>",
      "JSXElement[+self-closing](JSXIdentifier a, [JSXAttribute(JSXIdentifier class), JSXAttribute(JSXIdentifier for-x), JSXAttribute(JSXIdentifier if, JSXExpressionContainer(b))])"
        .shaped)
  }

  @Test("Attribute strings run to their quote, over lines and backslashes")
  func attributeStrings() {
    expectJSX(
      "<a b='\"' c=\"'\n\\\" d = '' />",
      "JSXElement[+self-closing](JSXIdentifier a, [JSXAttribute(JSXIdentifier b, '\"'), JSXAttribute(JSXIdentifier c, \"'\n\\\"), JSXAttribute(JSXIdentifier d, '')])"
        .shaped)
    expectJSX(
      "<a b=<c/> d={e} {...f} />",
      "JSXElement[+self-closing](JSXIdentifier a, [JSXAttribute(JSXIdentifier b, JSXElement[+self-closing](JSXIdentifier c)), JSXAttribute(JSXIdentifier d, JSXExpressionContainer(e)), JSXSpreadAttribute(f)])"
        .shaped)
    #expect(texts(of: .stringLiteral, in: "<a b = // c\n 'd' e='it\\'/>") == ["'d'", "'it\\'"])
  }

  @Test("Text between tags is kept as written, white space and entities too")
  func text() {
    #expect(texts(of: .jsxText, in: "<a> b &amp; c's // d\n <e/>\n</a>") == ["\n", " b &amp; c's // d\n "])
    #expect(texts(of: .jsxText, in: "<a> {b} </a>") == [" ", " "])
    #expect(texts(of: .jsxText, in: "<a>don't</a>") == ["don't"])
    #expect(texts(of: .jsxText, in: "<a>\u{e9} `${b}`</a>") == ["`", "\u{e9} `$"])
  }

  @Test("Containers hold an expression, a comment or children to spread")
  func containers() {
    expectJSX(
      "<a>{/* b */}{...c}{}</a>",
      "JSXElement(JSXIdentifier a, [JSXExpressionContainer(JSXEmptyExpression), JSXSpreadChild(c), JSXExpressionContainer(JSXEmptyExpression)])"
        .shaped)
    expectJSX(
      "<a>{b ? <c>d</c> : e => <f/>}</a>",
      "JSXElement(JSXIdentifier a, [JSXExpressionContainer(ConditionalExpression(b, JSXElement(JSXIdentifier c, [JSXText d]), ArrowFunctionExpression[+expression]([e], JSXElement[+self-closing](JSXIdentifier f))))])"
        .shaped)
    #expect(Parsed("<a>{/* b */}{ // c\n}</a>", .jsx).comments == ["block /* b */", "line // c"])
    #expect(texts(of: .jsxEmptyExpression, in: "<a>{ /* b */ }</a>") == [" /* b */ "])
    expectProblem("<a b={} />", "value of an attribute is missing", language: .jsx)
    expectProblem("<a>{b, c}</a>", "parentheses", language: .jsx)
  }

  @Test("TypeScript adds type arguments, and takes back what looks like an element")
  func typeScript() {
    expectJSX(
      "<A<B> c />",
      "JSXElement[+self-closing](JSXIdentifier A, TSTypeParameterInstantiation([TSTypeReference(B)]), [JSXAttribute(JSXIdentifier c)])"
        .shaped, .tsx)
    expectJSX("<a>b</a>", "JSXElement(JSXIdentifier a, [JSXText b])".shaped, .tsx)
    expectShape("<a>b", "ExpressionStatement(TSTypeAssertion(TSTypeReference(a), b))", language: .ts)
  }

  @Test("After an element the source is JavaScript again")
  func afterwards() {
    expectJSX(
      "<a/> && b / c / d",
      "LogicalExpression[&&](JSXElement[+self-closing](JSXIdentifier a), BinaryExpression[/](BinaryExpression[/](b, c), d))"
        .shaped)
    expectJSX("[<a>'</a>, 'b']", "ArrayExpression([JSXElement(JSXIdentifier a, [JSXText ']), 'b'])".shaped)
    #expect(Parsed("a = <b>c</b>\nd()", .jsx).problems == [])
  }

  @Test("What is wrong with elements is told once, in words")
  func problems() {
    expectProblem("<a></b>", "</b> stands where </a> belongs", language: .jsx)
    expectProblem("<a.b></a.c>", "</a.c> stands where </a.b> belongs", language: .jsx)
    expectProblem("<></a>", "</a> stands where </> belongs", language: .jsx)
    expectProblem("<a><b></a>", "</a> stands where </b> belongs", language: .jsx)
    expectProblem("a = <b>c", "<b> is never closed", language: .jsx)
    expectProblem("a = <>", "<> is never closed", language: .jsx)
    expectProblem("<a>b > c</a>", "{'>'}", language: .jsx)
    expectProblem("<a>b }</a>", "{'}'}", language: .jsx)
    expectProblem("a = <b/><c/>", "side by side", language: .jsx)
    expectProblem("<a b=c />", "value of an attribute", language: .jsx)
    expectProblem("<a b=\"c", "never closed", language: .jsx)
    expectProblem("<\\u0061/>", "name of an element", language: .jsx)
  }

  @Test(
    "A broken element leaves the code around it",
    arguments: [
      "<a b=>text</a>", "<a {b}>text</a>", "<a>{b c}</a>", "<a><b></a>", "<a>{...}</a>", "<a.>b</a.>", "<a b={c d} />",
      "<a>{`${}`}</a>", "<a <b />", "<a>{(}</a>",
    ])
  func recovery(_ element: String) {
    let parsed = Parsed("function before() {}\nfunction f() {\n  return \(element)\n}\nfunction after() {}", .jsx)
    #expect(parsed.problems.count >= 1 && parsed.problems.count <= 2, "\(parsed.problems)")
    #expect(parsed.shape.hasPrefix("FunctionDeclaration(before, BlockStatement)"))
    #expect(parsed.shape.hasSuffix("FunctionDeclaration(after, BlockStatement)"), "\(parsed.shape)")
  }
}

extension String {
  /// Shapes give the names of JSX in brackets after their kind.
  fileprivate var shaped: String {
    var result = ""
    var rest = self[...]
    while let range = rest.firstRange(of: /JSX(Identifier|Text) [^,()\]]+/) {
      let match = rest[range].split(separator: " ", maxSplits: 1)
      let name = match[0] == "JSXText" ? "\"\(match[1])\"" : String(match[1])
      result += rest[..<range.lowerBound] + match[0] + "[" + name + "]"
      rest = rest[range.upperBound...]
    }
    return result + rest
  }

  @Test("A sign of comparison after an element is told, and a dash in a name after a dot")
  func lookalikes() {
    expectProblem("a = <div /> < 5", "stands in parentheses")
    #expect(Parsed("a = (<div />) < 5").problems == [])
    expectProblem("a = <B.c-d />", "holds no '-'")
    #expect(Parsed("a = <b-c.d />").problems == [])
  }
}
