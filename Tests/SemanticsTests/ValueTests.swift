import JavaScript
import Semantics
import Testing

@Suite struct ValueTests {
  private func value(_ expression: String, path: String = "file.js") -> String? {
    Analysed("const it = \(expression)", path: path).values(of: "it")
  }

  @Test(
    "Values of expressions",
    arguments: [
      ("1", "1"), ("1.5", "number"), ("-1", "number"), ("'a\\n'", "\"a\\n\""), ("true", "true"), ("null", "null"),
      ("undefined", "undefined"), ("void 0", "undefined"), ("/x/", "regularExpression"), ("12n", "bigInt"),
      ("`a`", "\"a\""), ("`a${b}c`", "concat(\"a\", global b, \"c\")"), ("`a${'b'}`", "\"ab\""),
      ("'a' + 'b' + 'c'", "\"abc\""), ("'a' + b", "concat(\"a\", global b)"), ("a + b", "concat(global a, global b)"),
      ("a + 1", "?arithmetic"), ("a * b", "?arithmetic"),
      ("a * 2", "?arithmetic"), ("[1, ...a, , 'b']", "[1, ...global a, undefined, \"b\"]"),
      (
        "{ a: 1, 'b': 2, [c]: 3, ...d, e() {}, get f() {} }",
        "{a: 1, b: 2, [?]: 3, ...global d, e(): function#1(e), get f: function#2(f)}"
      ),
      ("a.b['c'][0].d", "global a.b.c.0.d"), ("a[b]", "global a[global b]"), ("a?.b", "global a.b"),
      ("(0, a.b)", "global a.b"), ("a || b || 'c'", "(global a | global b | \"c\")"),
      ("a ?? b", "(global a | global b)"),
      ("a && b", "global b"), ("a ? b : c", "(global b | global c)"), ("(b = c)", "global c"),
      ("a === b", "?arithmetic"), ("typeof a", "?arithmetic"), ("new A(b)", "call#0"), ("a()", "call#0"),
      ("module.exports", "global exports"), ("import.meta.url", "import.meta.url"), ("this", "this#0"),
      ("a = b || c", "(global b | global c)"),
    ])
  func values(_ source: String, _ expected: String) {
    #expect(value(source) == expected)
  }

  @Test(
    "TypeScript's casts are looked through",
    arguments: ["a as B", "a satisfies B", "<B>a", "a!", "(a as any as B)!", "(<C>(a as B))"])
  func casts(_ source: String) {
    #expect(value(source, path: "file.ts") == "global a")
  }

  @Test("Destructuring takes members and items, with defaults as alternatives")
  func destructuring() {
    let file = Analysed(
      """
      const { a, b: c = 1, d: { e }, ['f']: g, [h]: i, ...j } = x
      const [k, , l = 2, [m], ...n] = y
      """)
    #expect(file.values(of: "a") == "global x.a")
    #expect(file.values(of: "c") == "(global x.b | 1)")
    #expect(file.values(of: "e") == "global x.d.e")
    #expect(file.values(of: "g") == "global x.f")
    #expect(file.values(of: "i") == "global x[global h]")
    #expect(file.values(of: "j") == "global x")
    #expect(file.values(of: "k") == "item0 of global y")
    #expect(file.values(of: "l") == "(item2 of global y | 2)")
    #expect(file.values(of: "m") == "item0 of item3 of global y")
    #expect(file.values(of: "n") == "global y")
  }

  @Test("A name holds everything it is given, in order, and says when it is given more than its first value")
  func assignments() {
    let file = Analysed(
      """
      let a
      a = 1; [a] = b; ({ c: a } = d); a ||= e; a++
      for (a of f) {}
      const g = 1
      """)
    #expect(
      file.binding("a")
        == "let a in function#0 = 1, item0 of global b, global d.c, global e, ?arithmetic, each global f reassigned")
    #expect(file.binding("g") == "const g in function#0 = 1")
  }

  @Test("After sixteen values a name holds an unknown one and no more")
  func manyValues() {
    let file = Analysed("let a\n" + (0..<40).map { "a = 'v\($0)'\n" }.joined())
    let values = file.values(of: "a")
    #expect(values?.contains("\"v15\", ?notAnalysed reassigned") == true)
    #expect(values?.contains("v16") == false)
  }

  @Test("Assignments to members are writes, with their base and their name")
  func writes() {
    let file = Analysed(
      """
      app.locals.a = 1
      User.prototype.b = function () { this.c = 2 }
      x[y] = 3
      z['w'] += 4
      """)
    #expect(
      file.writes == [
        "write global app.locals.a = 1 in function#0", "write this#1.c = 2 in function#1(b)",
        "write global User.prototype.b = function#1(b) in function#0", "write global x.- = 3 in function#0",
        "write global z.w = ?arithmetic in function#0",
      ])
  }

  @Test("Equal names and literals share one value")
  func sharing() {
    let file = Analysed("f(a, 1, true, a, 1, true, a)")
    let arguments = file.model.values(file.model.calls[0].arguments)
    #expect(arguments[0] == arguments[3] && arguments[3] == arguments[6])
    #expect(arguments[1] == arguments[4])
    #expect(arguments[2] == arguments[5])
  }

  @Test("Very long literals are cut and say so")
  func longLiterals() {
    let file = Analysed("const a = [" + String(repeating: "b,", count: 3000) + "]")
    let value = file.model[file.model.values(file.model.bindings[0].values)[0]]
    let items = file.model.values(ListID(value.a))
    #expect(items.count == 1025)
    #expect(items.last == .unknown(.notAnalysed))
  }
}
