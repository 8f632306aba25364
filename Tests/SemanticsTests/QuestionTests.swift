import JavaScript
import Semantics
import SourceText
import Testing

@Suite struct QuestionTests {
  @Test("References of a name are listed without its declaration")
  func references() {
    let file = Analysed("let a = 1; a; f(a); { let a; a } x.a; ({ a })\n<a.b />", path: "file.jsx")
    let binding = file.analyzer.binding(of: file.node("a", .identifier))
    let places = binding.map { file.analyzer.scopeReferences(to: $0) } ?? []
    #expect(places.map { file.tree.span($0).start } == [11, 16, 41, 47])
  }

  @Test("Globals are told from declared names, keys and labels")
  func globals() {
    let file = Analysed("const a = { b: console }; c: for (;;) break c")
    #expect(file.analyzer.isGlobal(file.node("console", .identifier)))
    #expect(!file.analyzer.isGlobal(file.node("a", .identifier)))
    #expect(!file.analyzer.isGlobal(file.node("b", .identifier)))
    #expect(file.analyzer.binding(of: file.node("b", .identifier)) == nil)
    #expect(!file.analyzer.isGlobal(file.node("c", .identifier)))
  }

  @Test("A value that was not needed before is made when asked for, and the model grows")
  func lateValues() {
    let file = Analysed("function f(req) { if (req.body.name + 'x' === this.y && g(arguments)) {} }")
    let before = file.analyzer.model.values.count
    let value = file.analyzer.value(of: file.node("req.body.name", .memberExpression))
    #expect(file.analyzer.model.values.count > before)
    let member = file.analyzer.model[value]
    #expect(member.kind == .member)
    #expect(file.analyzer.value(of: file.node("req.body.name", .memberExpression)) == value)
    let own = file.analyzer.value(of: file.node("this.y", .memberExpression))
    let this = ValueID(file.analyzer.model[own].a)
    #expect(file.analyzer.model[this].kind == .this)
    #expect(file.analyzer.model[this].a == 1)
    let call = file.analyzer.value(of: file.node("g(arguments)", .callExpression))
    #expect(file.analyzer.model[call].kind == .call)
    #expect(file.analyzer.model.calls.count == 1)
  }

  @Test("Functions and calls are found by their nodes")
  func records() {
    let file = Analysed("function f() { return () => g() }\nclass A { m() { h() } x = i() }")
    let call = file.node("g()", .callExpression)
    #expect(file.analyzer.function(around: call) == FunctionID(2))
    #expect(file.analyzer.function(at: file.node("() => g()")) == FunctionID(2))
    #expect(file.analyzer.function(around: file.node("() => g()")) == FunctionID(1))
    #expect(file.analyzer.call(at: call).map { file.model[$0].function } == FunctionID(2))
    let initial = file.node("i()", .callExpression)
    #expect(file.model[file.analyzer.function(around: initial)].kind == .constructor)
    #expect(file.analyzer.function(around: file.tree.root) == .moduleBody)
  }

  @Test("A node knows where it stands")
  func places() {
    let file = Analysed(
      """
      one()
      async function f() { for (const a of two()) { three(); b.map(() => four()) } }
      function* g() { try { five() } catch { six() } finally { seven() } }
      class A { constructor() { eight() } }
      """)
    func places(_ call: String) -> [SyntacticPlace] {
      SyntacticPlace.allCases.filter { file.analyzer.isInside(file.node(call, .callExpression), $0) }
    }
    #expect(places("one()") == [.topLevel])
    #expect(places("two()") == [.asyncFunction])
    #expect(places("three()") == [.loop, .asyncFunction])
    #expect(places("four()") == [])
    #expect(places("five()") == [.try, .generator])
    #expect(places("six()") == [.catch, .generator])
    #expect(places("seven()") == [.finally, .generator])
    #expect(places("eight()") == [.constructor])
  }

  @Test("Awaited and unused are told of any expression")
  func uses() {
    let file = Analysed(
      "async () => { await (a.b as any); c.d; e = f.g; void h.i; for (; j.k; l.m); n.o, p && q.r }", path: "f.ts")
    #expect(file.analyzer.isAwaited(file.node("a.b", .memberExpression)))
    for text in ["c.d", "h.i", "l.m", "n.o", "q.r"] {
      #expect(file.analyzer.isUnused(file.node(text, .memberExpression)), "\(text)")
    }
    for text in ["a.b", "f.g", "j.k", "p"] { #expect(!file.analyzer.isUnused(file.node(text)), "\(text)") }
  }

  @Test("One analyzer reads file after file, also from another arena")
  func reuse() {
    let analyzer = FileAnalyzer()
    let first = TreeArena()
    let second = TreeArena()
    func calls(_ source: String, _ arena: TreeArena) -> [String] {
      let tree = arena.parse(Array(source.utf8), options: .forPath("a.js"))
      let model = analyzer.analyze(tree, path: "a.js", arena: arena)
      return model.dump(atoms: arena.atoms).split(separator: "\n").filter { $0.hasPrefix("call") }.map(String.init)
    }
    for arena in [first, second, first] {
      #expect(calls("let a; b(a, 1)", arena) == ["call#0 global b(a, 1) in function#0 unused"])
      #expect(calls("c(a, b, 1)", arena) == ["call#0 global c(global a, global b, 1) in function#0 unused"])
    }
  }
}
