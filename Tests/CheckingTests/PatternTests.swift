import RulePages
import SourceText
import Testing

@testable import Checking

struct PatternTests {
  @Test("An expression without a semicolon matches wherever an expression stands")
  func expressionPattern() {
    let harness = PatternHarness("$A + 1")
    #expect(harness.problems == [])
    #expect(harness.found(in: "f(x + 1); let y = [a.b + 1]; x + 2; 1 + x") == ["x + 1", "a.b + 1"])
  }

  @Test("With a semicolon it matches as a statement alone")
  func statementPattern() {
    let harness = PatternHarness("$A.close();")
    #expect(
      harness.found(in: "db.close(); const x = db.close(); if (a) b.c.close()") == ["db.close();", "b.c.close()"])
  }

  @Test("Calls are known by the member they call, whatever it is called on")
  func memberCall() {
    let harness = PatternHarness("$PROMISE.catch($HANDLING)", at: "HANDLING")
    #expect(
      harness.found(in: "a().catch(log); b?.catch(x => x); c.catch(); d['catch'](e); f.then(g).catch(h, i)")
        == ["log", "x => x", "e"])
  }

  @Test("The same metavariable twice is the same code")
  func sameCode() {
    let harness = PatternHarness("$A === $A")
    #expect(
      harness.found(in: "a.b === a.b; a === b; f('x') === f(\"x\"); (a) === a; a[0] === a[0x0]; a[0] === a[1]")
        == ["a.b === a.b", "f('x') === f(\"x\")", "(a) === a", "a[0] === a[0x0]"])
  }

  @Test("Names of different things are not the same code")
  func sameNameOtherThing() {
    let harness = PatternHarness("$X = 1;\n$$$\n{ $X = 2; }")
    #expect(harness.finds("let a; a = 1; { a = 2; }"))
    #expect(!harness.finds("let a; a = 1; { let a; a = 2; } { a = 2 } ") == false)
    #expect(!harness.finds("let a; a = 1; { a = 2; let a; }"))
  }

  @Test("Runs stand for any number of arguments, elements, statements, parameters and members")
  func runs() {
    #expect(PatternHarness("f($$$, $LAST)", at: "LAST").found(in: "f(); f(1); f(1, 2, g(3))") == ["1", "g(3)"])
    #expect(PatternHarness("[$$$, 0, $$$]").found(in: "[]; [0]; [1, 0]; [0, 1]; [1]") == ["[0]", "[1, 0]", "[0, 1]"])
    #expect(
      PatternHarness("function $F($$$) { $$$; return null }", at: "F")
        .found(in: "function a() { return null } function b(x, y) { x(); y(); return null } function c() {}")
        == ["a", "b"])
    #expect(
      PatternHarness("class $C { $$$ }", at: "C").found(in: "class A {} class B { m() {} x = 1 } class D extends E {}")
        == ["A", "B"])
    #expect(
      PatternHarness("[$$$A, 0, $$$A]").found(in: "[1, 2, 0, 1, 2]; [1, 0, 2]; [0]") == ["[1, 2, 0, 1, 2]", "[0]"])
  }

  @Test("Statements follow one another, with others between them where a run stands")
  func statementRuns() {
    let harness = PatternHarness("const $X = open($_)\n$$$\n$X.close()", at: "X")
    #expect(harness.problems == [])
    #expect(harness.found(in: "const a = open(1); work(); a.close(); done()") == ["a"])
    #expect(harness.found(in: "const a = open(1); a.close()") == ["a"])
    #expect(harness.found(in: "const a = open(1); b.close()") == [])
    #expect(harness.found(in: "export const a = open(1)\nif (x) {}\na.close()") == ["a"])
  }

  @Test("A single declarator is one of several")
  func declarators() {
    let harness = PatternHarness("const $X = require('x')", at: "X")
    #expect(harness.found(in: "const a = 1, b = require('x'), c = require(\"x\")") == ["b", "c"])
    #expect(harness.found(in: "let b = require('x')") == [])
  }

  @Test("Properties around a nameless run stand in any order")
  func properties() {
    let harness = PatternHarness("cors({ $$$, origin: '*', credentials: true })")
    #expect(harness.finds("cors({ credentials: true, methods: [], origin: \"*\" })"))
    #expect(harness.finds("cors({ 'origin': '*', credentials: true, })"))
    #expect(!harness.finds("cors({ origin: '*' })"))
    #expect(!PatternHarness("f({ a: 1, b: 2 })").finds("f({ b: 2, a: 1 })"))
    #expect(!PatternHarness("f({ a: 1 })").finds("f({ a: 1, b: 2 })"))
    #expect(
      PatternHarness("f({ $KEY: 1 })", at: "KEY").found(in: "f({ a: 1 }); f({ [b]: 1 }); f({ 'c': 1 })") == [
        "a", "'c'",
      ])
    #expect(PatternHarness("({ $$$, $KEY: $KEY })", at: "KEY").found(in: "x = { a, b: b, c: d }").count == 2)
  }

  @Test("Each way of matching is a finding of its own where it is at its own place")
  func everySolution() {
    let harness = PatternHarness("const { $$$, $NAME = $VALUE } = process.env", at: "NAME")
    #expect(harness.problems == [])
    #expect(harness.found(in: "const { A = 1, B, C = 'x' } = process.env") == ["A", "C"])
  }

  @Test("A name the pattern declares stands for any name")
  func localNames() {
    let harness = PatternHarness("(error) => { throw error }")
    #expect(harness.finds("p.catch(e => { throw e })"))
    #expect(!harness.finds("p.catch(e => { throw f })"))
    #expect(!harness.finds("p.catch(({ e }) => { throw e })"))
    let declared = PatternHarness("const server = listen()\n$$$\nserver.close()")
    #expect(declared.finds("const s = listen(); f(); s.close()"))
    #expect(!declared.finds("const s = listen(); f(); t.close()"))
  }

  @Test("Statements, loops, classes, templates and types are patterns too")
  func otherShapes() {
    #expect(PatternHarness("for (const $X of $Y) { $$$ }").finds("for (const a of b) c()"))
    #expect(PatternHarness("if ($C) return $X").finds("function f() { if (a) { return b } else c() }"))
    #expect(PatternHarness("while (true) $$$BODY", at: "BODY").found(in: "while (true) { a(); b() }") == ["a(); b()"])
    #expect(PatternHarness("class $_ extends Error { $$$ }").finds("class A extends Error { m() {} }"))
    #expect(PatternHarness("`${$X}px`", at: "X").found(in: "`${a}px`; `${b}em`; `-${c}px`") == ["a"])
    #expect(PatternHarness("new Promise(async ($$$) => { $$$ })").finds("new Promise(async (a, b) => b())"))
    #expect(PatternHarness("$X as any", at: "X", language: .ts).found(in: "f(a as any, b as T)", path: "a.ts") == ["a"])
    #expect(PatternHarness("/(a+)+/").finds("x.match(/(a+)+/)"))
    #expect(PatternHarness("f(0.5, 16)").finds("f(.5, 0x10)"))
    #expect(PatternHarness("[$A, , $B]").finds("[1, , 2]"))
    #expect(!PatternHarness("[$A, , $B]").finds("[1, 2]"))
    #expect(
      PatternHarness("switch ($X) { case 1: $$$; default: $$$ }").finds("switch (a) { case 1: b(); break; default: }"))
    #expect(PatternHarness("$OBJ[$KEY]", at: "KEY").found(in: "a[b]; a.c; a['d']") == ["b", "'d'"])
    #expect(PatternHarness("$OBJ.$KEY", at: "KEY").found(in: "a[b]; a.c; a['d']") == ["c", "'d'"])
  }

  @Test("The primary span ends with its line")
  func primarySpan() {
    let harness = PatternHarness("try { $$$ } catch { }")
    #expect(harness.found(in: "try {\n  a()\n} catch {}") == ["try {"])
  }

  @Test("Hostile code ends the search instead of the audit")
  func stepLimit() {
    let harness = PatternHarness("f($$$A, $$$B, $$$C, $$$D, $$$A, $$$B, $$$C, x)")
    let code = "f(" + String(repeating: "y, ", count: 200) + "z)"
    #expect(!harness.finds(code))
    let deep = "f(" + String(repeating: "a + ", count: 20_000) + "a, " + String(repeating: "a + ", count: 20_000) + "a)"
    #expect(!PatternHarness("f($X, $X)").finds(deep))
  }
}

struct PatternProblemTests {
  private func problems(_ pattern: String) -> [String] { PatternHarness(pattern).problems.map(\.message) }

  @Test("What cannot be a pattern is refused with its place")
  func refusals() {
    #expect(problems("$X") == ["a pattern of one metavariable matches everything"])
    #expect(problems("import fs from 'fs'") == ["imports tell what names mean; the code to match is missing"])
    #expect(problems("$$$\nf()").first?.hasPrefix("a pattern does not begin with a run") == true)
    #expect(problems("f()\n$$$").first?.hasPrefix("a pattern does not end with a run") == true)
    #expect(problems("f($X, $$$X)") == ["`X` is one node in one place and a run in another"])
    #expect(problems("f($$X)").first?.hasPrefix("`$$X` is no metavariable") == true)
    #expect(problems("f(").count >= 1)
    let problem = PatternHarness("a +\n  f($X, $$$X)").problems.first
    #expect(problem?.position.line == 2)
    #expect(problem?.position.column == 9)
  }

  @Test("Dollar names that are no metavariables are ordinary names")
  func ordinaryDollars() {
    #expect(PatternHarness("$($X)").finds("$('a')"))
    #expect(!PatternHarness("$($X)").finds("f('a')"))
    #expect(PatternHarness("$http.get($X)").finds("$http.get(a)"))
  }
}
