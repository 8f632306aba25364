import JavaScript
import Testing

/// The places where TypeScript, JSX and JavaScript share their words and brackets.
@Suite("Words and brackets that the dialects share")
struct SharedSyntaxTests {
  private func expectClean(
    _ sources: [String], _ language: ParseOptions.Language = .ts, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for source in sources {
      #expect(Parsed(source, language).problems == [], "in \(source)", sourceLocation: sourceLocation)
    }
  }

  @Test("'abstract' and 'accessor' are names wherever nothing follows that they would go with")
  func namesOrModifiers() {
    expectShape("abstract\nclass A {}", "ExpressionStatement(abstract)", "ClassDeclaration(A)", language: .ts)
    expectShape("abstract class A {}", "ClassDeclaration[+abstract](A)", language: .ts)
    expectShape(
      "class A { accessor; abstract }",
      "ClassDeclaration(A, [PropertyDefinition(accessor), PropertyDefinition(abstract)])",
      language: .ts)
    expectShape(
      "class A { accessor\n b }", "ClassDeclaration(A, [PropertyDefinition(accessor), PropertyDefinition(b)])",
      language: .ts)
    expectClean([
      "abstract = 1", "let accessor = abstract()", "class A { abstract() {} accessor<T>() {} }",
      "type abstract = accessor",
      "new abstract", "abstract: for (;;) { break abstract }", "type A = abstract", "type B = abstract new () => C",
    ])
  }

  @Test("'asserts x is T' is what a function returns, and a type named 'asserts' is a type")
  func asserts() {
    expectShape(
      "declare function a(b): asserts b is C",
      "TSDeclareFunction[+declare](a, [b], TSTypePredicate[+asserts](b, TSTypeReference(C)))",
      language: .ts)
    expectClean([
      "function a(b): asserts b {}", "function a(this: T): asserts this is U {}", "let a: asserts",
      "function a(): asserts {}",
      "function a(): asserts.b {}", "function is(is): is is T {}", "type A = (asserts: T) => asserts asserts is U",
    ])
    expectProblem("let a: asserts b", "what a function returns", language: .ts)
  }

  @Test("The constraint of 'infer' is its own, unless a question mark makes a condition of it")
  func infer() {
    expectShape(
      "type A = B extends (infer C extends D) ? C : E",
      "TSTypeAliasDeclaration(A, TSConditionalType(TSTypeReference(B), TSInferType[+parenthesized](TSTypeParameter(C, TSTypeReference(D))), TSTypeReference(C), TSTypeReference(E)))",
      language: .ts)
    expectClean([
      "type A = B extends infer C extends D ? C : E", "type A = B extends [infer C extends D, ...infer E] ? C : E",
      "type A = B extends { c: infer D extends E ? F : G } ? D : H", "type infer = 1",
    ])
  }

  @Test("Type parameters are constant, or vary, where they may")
  func typeParameterModifiers() {
    expectClean([
      "function a<const T>(b: T) {}", "class A<const T> { b<const U extends V>() {} }", "a = <const T,>(b: T) => b",
      "interface A<in T, out U, in out V> {}", "type A<out T> = () => T", "class A<in out T> {}",
      "type A<out> = B<out>",
      "type A<in out> = T", "let a: <const T>(b: T) => void",
    ])
    for source in ["type A<const T> = T", "function a<in T>() {}", "interface A<const T> {}"] {
      expectProblem(source, "has a modifier that does not belong here", language: .ts)
    }
    expectClean(["a = <const T,>(b: T) => b", "a = <T,>(b: T) => b", "a = <T extends U>(b: T) => b"], .tsx)
  }

  @Test("'<' is a cast in .ts, an element in .tsx, and type arguments after a name")
  func angleBrackets() {
    expectShape(
      "a = <T>b", "ExpressionStatement(AssignmentExpression[=](a, TSTypeAssertion(TSTypeReference(T), b)))",
      language: .ts)
    expectShape(
      "a = <T>b</T>", "ExpressionStatement(AssignmentExpression[=](a, JSXElement(JSXIdentifier[T], [JSXText[\"b\"]])))",
      language: .tsx)
    expectClean(["a = <T>(b) => c", "a = <T>(b)", "a = async <T>(b) => c"])
    expectClean([
      "a<T>(b)", "a<T>`b`", "new A<T>", "new A<T>()", "b = a<T>", "a<T>?.()", "a?.<T>(b)", "a<b>>c", "a < b > (c)",
      "f(a < b, c > d)",
    ])
    expectClean(["a = <T.b>c</T.b>", "<A<T> b={c} />", "a = <></>"], .tsx)
  }

  @Test("Decorators old and new stand before and after 'export', and before what is in parentheses")
  func decorators() {
    expectClean([
      "@a class B {}", "@a.b.c() class D {}", "@(a ? b : c) class D {}", "@a() @b export class C {}",
      "export @a class C {}",
      "export default @a class {}", "@a export default abstract class B {}", "@a abstract class B {}",
      "@a declare class B {}",
      "a = @b class {}",
      "class A { @b c; @d() e() {} @f static get g() { return 1 } @h accessor i = 1; @j ['k']() {} @l #m }",
      "class A { constructor(@b() private c, @d readonly e) {} f(@g h?: T, ...i) {} }", "@a<T>() class B {}",
      "@a! class B {}",
    ])
    expectClean(["@a class B {}", "export default @a class {}", "class A { @b async *c() {} @d static e }"], .js)
  }

  @Test("Imports say in which phase, and with which attributes")
  func imports() {
    expectClean([
      "import defer * as a from 'b'", "import defer from 'a'", "import defer, { a } from 'b'",
      "import { defer } from 'a'",
      "import a from 'b' with { type: 'json' }", "import 'a' with {}", "export * from 'a' with { b: 'c', }",
      "export { a } from 'b' with { 'c': 'd' }", "import('a', { with: { b: 'c' } })", "import.defer('a')",
    ])
    #expect(!Parsed("import a from 'b' with { c: d }").problems.isEmpty)
    #expect(!Parsed("import defer a from 'b'").problems.isEmpty)
    #expect(!Parsed("import defer { a } from 'b'").problems.isEmpty)
  }

  @Test("'satisfies' and 'as' are operators on their line only, and names elsewhere")
  func casts() {
    expectShape("a\nas(b)", "ExpressionStatement(a)", "ExpressionStatement(CallExpression(as, [b]))", language: .ts)
    expectClean([
      "a satisfies T as U", "satisfies = as", "a as const", "a as any as T", "(a as T).b", "a! satisfies T",
      "let satisfies: as",
      "for (let as of b) {}", "a < (b as T)", "x = y as any ? 1 : 2", "a as T | U", "a as (b) => c",
    ])
  }

  @Test("Text between tags holds no bare '}' or '>', and tags match")
  func jsxText() {
    for source in [
      "<a>}</a>", "<a>></a>", "<a></b>", "<a><b></a>", "<a/><b/>", "<a:b.c />", "<a b=c />", "<a b={} />", "<a {b} />",
    ] {
      #expect(!Parsed(source, .jsx).problems.isEmpty, "in \(source)")
    }
    expectClean(
      [
        "<a>{'}'}{'>'}</a>", "<a b='>' c=\"}\" />", "<a>{/* b */}</a>", "<a:b c:d='e' />", "<a.b.c />", "<a {...b} />",
        "<a>{...b}</a>", "<a b=<c /> />",
      ],
      .jsx)
  }
}
