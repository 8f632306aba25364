import RulePages
import Testing

@testable import Checking

/// What counts as the same code, and what does not.
struct EquivalenceTests {
  @Test(
    "Spelling does not matter",
    arguments: [
      ("f('a')", "f(\"a\")"), ("f('a')", "f(`a`)"), ("f('a')", "f(('a'))"), ("f('a')", "(f)('a',)"),
      ("f('é')", "f('\\u00e9')"), ("$X.a.b()", "x?.a?.b()"), ("$X.f()", "x.f?.()"), ("$X.a", "x['a']"),
      ("$X['a']", "x.a"), ("f({ a: $X })", "f({ 'a': 1 })"), ("f({ a: a })", "f({ a })"), ("f({ a })", "f({ a: a })"),
      ("[1, 2]", "[1, 2,]"), ("f(1000)", "f(1_000)"), ("new F()", "new F"), ("f(a)", "f(a as any)"),
      ("f(a)", "f<string>(a!)"), ("f(a)", "f(a satisfies T)"), ("$X.m()", "(x as any).m()"),
    ])
  func spelling(pattern: String, code: String) {
    let language = code.contains(" as ") || code.contains("satisfies") || code.contains("<") ? "a.ts" : "a.js"
    #expect(PatternHarness(pattern).finds(code, path: language), "\(pattern) and \(code)")
  }

  @Test(
    "An arrow with an expression is one that returns it",
    arguments: [
      ("f(x => x + 1)", "f(x => { return x + 1 })", true), ("f(x => { return x + 1 })", "f(x => x + 1)", true),
      ("f(x => x + 1)", "f(x => { x + 1 })", false), ("f(x => { $$$B })", "f(x => g(x))", true),
      ("f(x => { g(x) })", "f(x => g(x))", true), ("f(x => { g(x) })", "f(x => { return g(x) })", true),
      ("f(x => { g(x) })", "f(x => { g(x); h(x) })", false), ("f(x => g(x))", "f(x => { h(); return g(x) })", false),
    ])
  func arrowBodies(pattern: String, code: String, isSame: Bool) {
    #expect(PatternHarness(pattern).finds(code) == isSame, "\(pattern) and \(code)")
  }

  @Test(
    "A function expression is an arrow where neither has a this of its own",
    arguments: [
      ("f(x => { g(x) })", "f(function (x) { g(x) })", true), ("f(function (x) { g(x) })", "f(x => { g(x) })", true),
      ("f(function (x) { g(x) })", "f(function named(x) { g(x) })", true),
      ("f($$$, ($$$) => { $$$ })", "f(function () { this.g() })", false),
      ("f(($$$) => { $$$ })", "f(function () { return arguments[0] })", false),
      ("f(($$$) => { $$$ })", "f(() => this.g())", true), ("f(($$$) => { $$$ })", "f(async x => 1)", true),
      ("f(async ($$$) => { $$$ })", "f(x => 1)", false), ("f(($$$) => { $$$ })", "f(function* () {})", false),
      ("f(function* () { $$$ })", "f(function* () {})", true),
    ])
  func functions(pattern: String, code: String, isSame: Bool) {
    #expect(PatternHarness(pattern).finds(code) == isSame, "\(pattern) and \(code)")
  }

  @Test(
    "What a pattern leaves out may be there",
    arguments: [
      ("if ($A) { b() }", "if (a) { b() } else { c() }", true),
      ("if ($A) { b() } else { c() }", "if (a) { b() }", false),
      ("try { $$$ } catch { $$$ }", "try { a() } catch (e) { b() } finally { c() }", true),
      ("try { $$$ } catch ($E) { $$$ }", "try { a() } catch { b() }", false),
      ("try { $$$ } finally { $$$ }", "try { a() } catch { b() } finally { c() }", false),
      ("function f($X) { $$$ }", "async function f(a) { }", true),
      ("if ($A) b()", "if (a) { b() }", true), ("if ($A) { b() }", "if (a) b()", true),
      ("if ($A) { b() }", "if (a) { b(); c() }", false), ("while ($A) $$$B", "while (a) {}", true),
      ("return", "function f() { return 1 }", false), ("x?.a", "x.a", false), ("x.a", "x?.a", true),
      ("$X = 1", "a = 1", true), ("$X = 1", "a += 1", false), ("$A || $B", "a ?? b", false), ("!$A", "-a", false),
      ("$A++", "++a", false), ("class A { $$$ }", "class A extends B {}", false), ("let $X", "let a = 1", false),
      ("for await (const $X of $Y) { $$$ }", "for (const a of b) {}", false), ("f(true)", "f(false)", false),
      ("function f() { $$$ }", "export function f() { g() }", true), ("f(...$X)", "f(a)", false),
      ("label: for (;;) { $$$ }", "other: for (;;) {}", false), ("import('a')", "import('b')", false),
    ])
  func silence(pattern: String, code: String, isSame: Bool) {
    #expect(PatternHarness(pattern).finds(code) == isSame, "\(pattern) and \(code)")
  }

  @Test("What only types say is left out, unless the pattern says it")
  func types() {
    let plain = PatternHarness("function $F($X) { $$$ }", at: "F")
    #expect(plain.found(in: "function f<T>(a: T): void {}", path: "a.ts") == ["f"])
    #expect(
      PatternHarness("class $C { constructor($X) { $$$ } }").finds(
        "class A { constructor(private a: B) {} }", path: "a.ts"))
    #expect(PatternHarness("class $C { $M() { $$$ } }").finds("class A { @Get() public m(): void {} }", path: "a.ts"))
    let typed = PatternHarness("function f($X: string) { $$$ }", language: .ts)
    #expect(typed.problems == [])
    #expect(typed.finds("function f(a: string) {}", path: "a.ts"))
    #expect(!typed.finds("function f(a: number) {}", path: "a.ts"))
    #expect(!typed.finds("function f(a) {}", path: "a.ts"))
    #expect(
      PatternHarness("const $X: $T = 1", at: "T", language: .ts).found(in: "const a: A.B = 1", path: "a.ts") == ["A.B"])
  }

  @Test("JSX is code")
  func jsx() {
    let harness = PatternHarness("<$TAG $$$ dangerouslySetInnerHTML={{ __html: $X }} $$$ />", at: "X")
    #expect(harness.problems == [])
    #expect(harness.found(in: "x = <p id='a' dangerouslySetInnerHTML={{ __html: b }} />", path: "a.jsx") == ["b"])
  }
}
