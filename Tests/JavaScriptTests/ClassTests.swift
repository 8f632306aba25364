import JavaScript
import Testing

@Suite("Classes")
struct ClassTests {
  /// The shape of the only member of `class A { … }`.
  private func expectMember(
    _ source: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    expectShape("class A { \(source) }", "ClassDeclaration(A, [\(expected)])", sourceLocation: sourceLocation)
  }

  @Test("Words that modify are keys where nothing follows them")
  func modifiersAsKeys() {
    for word in ["get", "set", "static", "async", "accessor", "constructor2", "await", "yield", "let"] {
      expectMember("\(word)", "PropertyDefinition(\(word))")
      expectMember("\(word) = 1", "PropertyDefinition(\(word), 1)")
      expectMember("\(word)() {}", "MethodDefinition(\(word), FunctionExpression(BlockStatement))")
      expectMember("static \(word)", "PropertyDefinition[+static](\(word))")
    }
    expectMember("get\na() {}", "MethodDefinition[get](a, FunctionExpression(BlockStatement))")
    expectMember(
      "get\n*a() {}", "PropertyDefinition(get), MethodDefinition(a, FunctionExpression[+generator](BlockStatement))")
    expectMember("async\na() {}", "PropertyDefinition(async), MethodDefinition(a, FunctionExpression(BlockStatement))")
    expectMember("static static", "PropertyDefinition[+static](static)")
  }

  @Test("Members of every form")
  func members() {
    expectMember(
      "#a = 1; 'b'; 3 = 4; [c]() {}",
      "PropertyDefinition(#a, 1), PropertyDefinition('b'), PropertyDefinition(3, 4), MethodDefinition[+computed](c, FunctionExpression(BlockStatement))"
    )
    expectMember(
      "static async *a() {}", "MethodDefinition[+static](a, FunctionExpression[+async +generator](BlockStatement))")
    expectMember(
      "constructor(a) { super.a(a) }",
      "MethodDefinition[constructor](constructor, FunctionExpression([a], BlockStatement([ExpressionStatement(CallExpression(MemberExpression(super, a), [a]))])))"
    )
    expectMember(
      "'constructor'() {}", "MethodDefinition[constructor]('constructor', FunctionExpression(BlockStatement))")
    expectMember(
      "static constructor() {}", "MethodDefinition[+static](constructor, FunctionExpression(BlockStatement))")
    expectMember("static { a; }", "StaticBlock([ExpressionStatement(a)])")
    expectMember("accessor a = 1", "AccessorProperty(a, 1)")
    expectMember(
      "#c; a = b => this.#c",
      "PropertyDefinition(#c), PropertyDefinition(a, ArrowFunctionExpression[+expression]([b], MemberExpression(this, #c)))"
    )
  }

  @Test("A private name is tested with 'in'")
  func privateIn() {
    expectMember(
      "#c; static a(b) { return #c in b }",
      "PropertyDefinition(#c), MethodDefinition[+static](a, FunctionExpression([b], BlockStatement([ReturnStatement(BinaryExpression[in](#c, b))])))"
    )
  }

  @Test("Heritage is a left-hand side expression")
  func heritage() {
    expectShape("class A extends f(b).c {}", "ClassDeclaration(A, MemberExpression(CallExpression(f, [b]), c))")
    expectExpression(
      "(class extends (a, b) {})", "ClassExpression[+parenthesized](SequenceExpression[+parenthesized]([a, b]))")
    expectExpression("(class A {})", "ClassExpression[+parenthesized](A)")
  }

  @Test("Decorators stand before classes, exports and members")
  func decorators() {
    expectShape(
      "@a @b.c(d) class E { @f g; @h() i() {} }",
      "ClassDeclaration([Decorator(a), Decorator(CallExpression(MemberExpression(b, c), [d]))], E, [PropertyDefinition([Decorator(f)], g), MethodDefinition([Decorator(CallExpression(h))], i, FunctionExpression(BlockStatement))])"
    )
    expectShape("@a export class B {}", "ExportNamedDeclaration(ClassDeclaration([Decorator(a)], B))")
    expectShape("export @a class B {}", "ExportNamedDeclaration(ClassDeclaration([Decorator(a)], B))")
    expectShape("export default @a class {}", "ExportDefaultDeclaration(ClassDeclaration([Decorator(a)]))")
    expectExpression("a = @b class {}", "AssignmentExpression[=](a, ClassExpression([Decorator(b)]))")
    expectShape("class A { @b [c] }", "ClassDeclaration(A, [PropertyDefinition[+computed]([Decorator(b)], c)])")
  }

  @Test("Class code is strict")
  func strictness() {
    expectProblem("class A { a() { with (b) c } }", "no 'with'")
    expectProblem("class A extends 017 {}", "leading zero")
  }

  @Test("A broken member costs that member")
  func recovery() {
    let parsed = Parsed("class A { a() {} b c d e; f() {} } g")
    #expect(parsed.problems.count == 1)
    #expect(parsed.shape.contains("MethodDefinition(f, FunctionExpression(BlockStatement))"))
    #expect(parsed.shape.hasSuffix("ExpressionStatement(g)"))
  }
}
