import JavaScript
import Semantics
import Testing

@Suite struct CallTests {
  /// The calls of a source that carry a flag, by the text of their callee.
  private func callees(_ source: String, with flag: CallSite.Flags, path: String = "file.js") -> [String] {
    let file = Analysed(source, path: path)
    return file.model.calls.filter { $0.flags.contains(flag) }.map { file.tree.text(in: $0.calleeSpan) }
  }

  @Test("Calls stand in the order in which they are written")
  func order() {
    let file = Analysed("a(b(), c(d())).e(f())\ng`x${h()}`")
    #expect(file.model.calls.map { file.tree.text(in: $0.calleeSpan) } == ["a", "b", "c", "d", "e", "f", "g", "h"])
  }

  @Test("In a chain with calls the place to show is the last name, else the whole callee")
  func calleeSpans() {
    let file = Analysed("app.route('/a').get(x)\nfs.promises.read(y)\nnew A().b()")
    #expect(
      file.model.calls.map { file.tree.text(in: $0.calleeSpan) } == ["app.route", "get", "fs.promises.read", "A", "b"])
  }

  @Test("Awaited, unused, optional, new, tagged, spread")
  func ownFlags() {
    let source = """
      async function f() {
        const a = await one(); two(); void three(); ok && four(); ok ? five() : six(); (seven(), await eight())
        return nine() || ten(), eleven?.(), x?.twelve(), new Thirteen, fourteen`x`, fifteen(...y)
      }
      """
    #expect(callees(source, with: .awaited) == ["one", "eight"])
    #expect(
      callees(source, with: .unused)
        == [
          "two", "three", "four", "five", "six", "seven", "ten", "eleven", "x.twelve", "Thirteen", "fourteen",
        ].map { $0 == "x.twelve" ? "x?.twelve" : $0 })
    #expect(callees(source, with: .optional) == ["eleven", "x?.twelve"])
    #expect(callees(source, with: .new) == ["Thirteen"])
    #expect(callees(source, with: .taggedTemplate) == ["fourteen"])
    #expect(callees(source, with: .spreadArguments) == ["fifteen"])
  }

  @Test("Loops, tries and catches count within their function")
  func places() {
    let source = """
      for (const a of one()) { two(); b.forEach(() => three()) }
      for (let i = four(); i < five(); six()) seven()
      while (eight()) try { nine() } finally { ten() }
      try { eleven(() => twelve()) } catch { thirteen() } finally { fourteen() }
      """
    #expect(callees(source, with: .inLoop) == ["two", "b.forEach", "five", "six", "seven", "eight", "nine", "ten"])
    #expect(callees(source, with: .inTry) == ["eleven"])
    #expect(callees(source, with: .inCatch) == ["thirteen"])
  }

  @Test(
    "A call whose result fills a variable that outlives the function is guarded",
    arguments: [
      "let c; function f() { if (!c) { c = load() } }",
      "let c; function f() { if (!c) c = parse(load()).d }",
      "let c; function f() { if (c === undefined) { const d = load(); c = d } }",
      "let c; function f() { if (typeof c === 'undefined') { c = load() } }",
      "let c; function f() { if (c) return c; c = load(); return c }",
      "let c = null; function f() { return c || (c = load()) }",
      "let c; function f() { return c ??= load() }",
      "const c = new Map(); function f(k) { return c.has(k) ? c.get(k) : c.set(k, load()).get(k) }",
      "const c = new Map(); function f(k) { if (!c.has(k)) { c.set(k, load()) } return c.get(k) }",
      "const c = {}; function f(k) { if (!c[k]) c[k] = load(); return c[k] }",
      "class A { f() { if (!this.c) this.c = load(); return this.c } }",
      "class A { f(k) { if (!this.c[k]) { this.c[k] = load() } } }",
      "class A { #c; f() { this.#c ??= load() } }",
      "let c; function f() { if (c) { use(c) } else { c = load() } }",
      "let c; function f() { if (!c || old(c)) { c = (() => load())() } }",
      "function make() { let c; return function (k) { if (!c) c = load(); return c } }",
    ])
  func memoGuards(_ source: String) {
    #expect(callees(source, with: .memoGuarded).contains("load"))
  }

  @Test(
    "A call that fills nothing that outlives the function is not guarded",
    arguments: [
      "function f() { let c; if (!c) { c = load() } }",
      "let c; function f() { if (!c) { load() } }",
      "let c; function f() { if (c) { c = load() } }",
      "let c, d; function f() { if (!c) { d = load() } }",
      "function f(c) { if (!c) c = load() }",
      "let c; function f() { if (!c) { c = 1 } load() }",
      "let busy; function f() { if (busy) return; busy = true; load(); busy = false }",
      "app.get('/', (req, res) => { let c; x.forEach(() => { if (!c) c = load() }) })",
    ])
  func unguarded(_ source: String) {
    #expect(!callees(source, with: .memoGuarded).contains("load"))
  }

  @Test(
    "Code that a test of NODE_ENV keeps out of production is for development",
    arguments: [
      "if (process.env.NODE_ENV !== 'production') run()",
      "if (process.env.NODE_ENV === 'development') { run() }",
      "if (process.env['NODE_ENV'] == 'test') run()",
      "if ('production' !== process.env.NODE_ENV) run()",
      "if (process.env.NODE_ENV === 'production') {} else { run() }",
      "process.env.NODE_ENV === 'production' ? 1 : run()",
      "process.env.NODE_ENV !== 'production' && run()",
      "process.env.NODE_ENV === 'production' || run()",
      "if (process.env.NODE_ENV !== 'production' && x) run()",
      "const isProd = process.env.NODE_ENV === 'production'; if (!isProd) run()",
      "const { NODE_ENV = 'development' } = process.env; if (NODE_ENV === 'development') run()",
      "const env = process.env.NODE_ENV || 'development'; if (env === 'development') run()",
      "const dev = ['development', 'test'].includes(process.env.NODE_ENV); if (dev) run()",
      "function f() { if (process.env.NODE_ENV === 'production') return; run() }",
      "switch (process.env.NODE_ENV) { case 'development': run() }",
      "if (app.get('env') === 'development') run()",
      "if (process.env.NODE_ENV !== 'production') { app.use(() => { run() }) }",
      "if (import.meta.env.DEV) run()",
      "if (process.env.NODE_ENV.trim() !== 'production') run()",
    ])
  func development(_ source: String) {
    #expect(callees(source, with: .developmentOnly).contains("run"))
    let file = Analysed(source)
    #expect(file.analyzer.isDevelopmentOnly(file.node("run()", .callExpression)))
  }

  @Test(
    "Code that may run in production is not",
    arguments: [
      "if (process.env.NODE_ENV === 'production') run()",
      "if (process.env.NODE_ENV !== 'development') run()",
      "if (process.env.NODE_ENV !== 'production' || x) run()",
      "const isProd = process.env.NODE_ENV === 'production'; if (isProd) run()",
      "if (process.env.NODE_ENV === 'staging') run()",
      "if (process.env.PORT !== 'production') run()",
      "function f() { if (process.env.NODE_ENV === 'production') { x() } run() }",
      "switch (process.env.NODE_ENV) { case 'production': run() }",
    ])
  func production(_ source: String) {
    #expect(!callees(source, with: .developmentOnly).contains("run"))
    let file = Analysed(source)
    #expect(!file.analyzer.isDevelopmentOnly(file.node("run()", .callExpression)))
  }

  @Test("What stands before the end of the process in a block says so")
  func beforeExit() {
    let source = """
      try { one() } catch (e) { two(e); if (x) { three() } process.exit(1); four() }
      function f() { five(() => six()); return process.abort() }
      function g(process) { seven(); process.exit() }
      function h() { eight(); process.kill(process.pid) }
      """
    #expect(callees(source, with: .beforeExit) == ["two", "three", "five", "eight"])
    let file = Analysed(source)
    #expect(file.analyzer.isBeforeExit(file.node("three()")))
    #expect(!file.analyzer.isBeforeExit(file.node("four()")))
    #expect(!file.analyzer.isBeforeExit(file.node("six()")))
  }
}
