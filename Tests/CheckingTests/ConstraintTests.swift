import Findings
import JavaScript
import RulePages
import Semantics
import SourceText
import Testing

@testable import Checking

struct ConstraintTests {
  /// The code under `$X` that a constraint accepts.
  private func accepted(_ pattern: String, _ constraint: String, _ code: String, path: String = "a.js") -> [String] {
    let harness = PatternHarness(pattern, where: constraint, at: "X")
    #expect(harness.problems.map(\.message) == [])
    return harness.found(in: code, path: path)
  }

  @Test("is empty, is only")
  func runs() {
    let code = "try { a() } catch { log(1); log(2) } try { b() } catch { log(1); c() } try { d() } catch {}"
    #expect(accepted("try { $X() } catch { $$$H }", "$$$H is empty", code) == ["d"])
    #expect(accepted("try { $X() } catch { $$$H }", "$$$H is not empty", code) == ["a", "b"])
    #expect(accepted("try { $X() } catch { $$$H }", "$$$H is only `log($_)`", code) == ["a", "d"])
    #expect(accepted("try { $X() } catch { $$$H }", "$$$H is not only `log($_)`\n\n$$$H is not empty", code) == ["b"])
    #expect(
      accepted("p.catch($$$A, $X)", "$$$A is only `x`", "p.catch(1); p.catch(x, x, 2); p.catch(y, 3)") == ["1", "2"])
  }

  @Test("contains stops at functions, is compares the node")
  func patterns() {
    let code = """
      f(() => { throw 1 }, a); f(() => { g(() => { throw 1 }) }, b); f(() => { if (x) { throw y } }, c); f(z, d)
      """
    #expect(accepted("f($F, $X)", "$F contains `throw $_`", code) == ["a", "c"])
    #expect(accepted("f($F, $X)", "$F does not contain `throw $_`", code) == ["b", "d"])
    #expect(accepted("f($F, $X)", "$F is `z`", code) == ["d"])
    #expect(accepted("f($F, $X)", "$F is not `() => $$$`", "f(() => 1, a); f(z, b)") == ["b"])
    #expect(accepted("f($X)", "$X is `console.$_`", "f(console.log); f(console); f(c.log)") == ["console.log"])
    #expect(
      accepted(
        "p.catch($E => { $$$B }, $X)", "$$$B contains `$E`",
        "p.catch(e => { log(e) }, a); p.catch(e => { log(x.e) }, b)")
        == ["a"])
    #expect(
      accepted("{ $$$B }", "match contains `await $X`", "async function f() { await a; g(async () => { await b }) }")
        .isEmpty == false)
  }

  @Test("A pattern of a constraint captures for those after it and for the message")
  func capturing() {
    let harness = PatternHarness(
      "f($X)", where: "$X is `process.env.$NAME || $FALLBACK`\n$NAME has name like \"*SECRET*\"\n$FALLBACK is a string",
      at: "FALLBACK", message: "$NAME falls back to $FALLBACK")
    #expect(harness.problems == [])
    let code = "f(process.env.MY_SECRET || 'a'); f(process.env.PORT || 'b'); f(process.env.SECRET || 1)"
    #expect(harness.findings(in: code).map(\.message) == ["MY_SECRET falls back to 'a'"])
  }

  @Test("has name like, is one of")
  func names() {
    let code = "f(readSync); f(a.b.writeSync); f(x['openSync']); f(read); f(a[readSync]); f('aSync'); f(g())"
    #expect(
      accepted("f($X)", "$X has name like \"*Sync\"", code) == [
        "readSync", "a.b.writeSync", "x['openSync']", "'aSync'",
      ])
    #expect(accepted("f($X)", "$X does not have name like \"*{Sync,d}\"", code) == ["a[readSync]", "g()"])
    #expect(
      accepted(
        "f($X)", "$X is one of a, b, \"c\", 3, true",
        "f(a); f(x.b); f('c'); f(c); f('a'); f(3); f(0x3); f(true); f(false)")
        == ["a", "x.b", "'c'", "3", "0x3", "true"])
    #expect(accepted("$X.$M()", "$M is one of get, post", "a.get(); b.put(); c['post']()") == ["a"])
  }

  @Test("is a literal, string, number, template, function")
  func kinds() {
    let code =
      "f(1); f(-1); f('a'); f(`b`); f(`${c}`); f(null); f(/d/); f(x => x); f(function () {}); f(e); f(undefined)"
    #expect(accepted("f($X)", "$X is a literal", code) == ["1", "-1", "'a'", "`b`", "null", "/d/", "undefined"])
    #expect(accepted("f($X)", "$X is a string", code) == ["'a'", "`b`"])
    #expect(accepted("f($X)", "$X is a number", code) == ["1", "-1"])
    #expect(accepted("f($X)", "$X is a template", code) == ["`b`", "`${c}`"])
    #expect(accepted("f($X)", "$X is a function", code) == ["x => x", "function () {}"])
  }

  @Test("is greater than, is less than: numbers, arithmetic, constants")
  func numbers() {
    let code = """
      const limit = 20; let n = 30; n = 40
      f(5); f(11); f(2 * 8); f(1 << 4); f(limit); f(n); f(-20); f('11'); f(2 ** 10); f(limit * 1024); f(Infinity); f(0x10)
      """
    #expect(
      accepted("f($X)", "$X is greater than 10", code)
        == ["11", "2 * 8", "1 << 4", "limit", "2 ** 10", "limit * 1024", "Infinity", "0x10"])
    #expect(accepted("f($X)", "$X is less than 10", code) == ["5", "-20"])
    #expect(accepted("f($X)", "$X is not greater than 10_000", code).count == 10)
  }

  @Test("is awaited, is unused")
  func uses() {
    let code =
      "async () => { await f(a); f(b); void f(c); x = f(d); g(f(e)), f(h); await (f(i)); f(j).then(k); return f(l) }"
    #expect(PatternHarness("f($X)", where: "match is awaited", at: "X").found(in: code) == ["a", "i"])
    #expect(PatternHarness("f($X)", where: "match is unused", at: "X").found(in: code) == ["b", "c", "h"])
    #expect(
      PatternHarness("f($X)", where: "match is not awaited\nmatch is not unused", at: "X").found(in: code) == [
        "d", "e", "j", "l",
      ])
  }

  @Test("is inside: within the same function")
  func places() {
    let code = """
      f(top); for (f(init); f(test); f(update)) { f(loop); g(() => { f(callback) }) }
      for (const x of f(of)) { f(each) } while (f(cond)) f(body)
      try { f(tried) } catch (e) { f(caught) } finally { f(final) } try { f(plain) } finally {}
      async function a() { f(inAsync); g(() => { f(inArrow) }) } function* b() { f(inGenerator) }
      class C { constructor() { f(made); g(() => f(later)) } m() { f(method) } static { f(block) } x = f(field) }
      """
    func inside(_ place: String) -> [String] {
      PatternHarness("f($X)", where: "match is inside \(place)", at: "X").found(in: code)
    }
    #expect(inside("loop") == ["test", "update", "loop", "each", "cond", "body"])
    #expect(inside("try") == ["tried"])
    #expect(inside("catch") == ["caught"])
    #expect(inside("finally") == ["final"])
    #expect(inside("async-function") == ["inAsync"])
    #expect(inside("generator") == ["inGenerator"])
    #expect(inside("constructor") == ["made", "field"])
    #expect(inside("top-level").first == "top")
    #expect(!inside("top-level").contains("callback"))
    #expect(!inside("top-level").contains("block"))
  }

  @Test("is exported, is defined in this file")
  func declarations() {
    let code = "export function a() {} function b() {} function c() {} export { c as d }; export default class E {}"
    #expect(PatternHarness("function $X() { $$$ }", where: "$X is exported", at: "X").found(in: code) == ["a", "c"])
    #expect(PatternHarness("class $X { $$$ }", where: "$X is exported", at: "X").found(in: code) == ["E"])
    #expect(
      PatternHarness("function $X() { $$$ }", where: "$X is exported", at: "X")
        .found(in: "function a() {} function b() {} function c() {} module.exports = { a }; exports.b = b") == [
          "a", "b",
        ])
    #expect(
      PatternHarness("$X()", where: "$X is defined in this file", at: "X")
        .found(
          in:
            "import a from 'a'; const b = require('b'); const c = () => 1; function d(e) { e() } a(); b(); c(); d(); f()"
        )
        == ["c", "d"])
  }

  @Test("is reached from: the program knows, and the way is evidence")
  func reached() throws {
    let harness = PatternHarness(
      "$CALL($$$)", where: "match is reached from request-handler as $ROUTE\n$CALL resolves to \"fs#*Sync\"",
      at: "CALL",
      message: "$CALL blocks on $ROUTE")
    let code = "import fs from 'fs'\nfs.readFileSync(\n  'a')"
    let step = EvidenceStep(path: "app.js", span: Span(0, 1), message: "GET /a is registered here")
    let facts = FixedFacts(paths: [.requestHandler: ReachPath(label: "GET /a", steps: [step], confidence: .medium)])
    let finding = try #require(harness.findings(in: code, facts).first)
    #expect(finding.message == "fs.readFileSync blocks on GET /a")
    #expect(finding.evidence == [step])
    #expect(finding.confidence == .medium)
    #expect(finding.severity == .error)
    #expect(harness.text(in: finding.span, of: code) == "fs.readFileSync")
    #expect(harness.findings(in: code) == [])
    var once = facts
    once.paths[.requestHandler]?.isOnlyFirst = true
    #expect(harness.findings(in: code, once).map(\.severity) == [.note])
    let never = PatternHarness("f()", where: "match is not reached from module-load")
    #expect(never.findings(in: "f()").count == 1)
    #expect(never.findings(in: "f()", FixedFacts(paths: [.moduleLoad: ReachPath(label: "", steps: [])])) == [])
  }

  @Test("depends on: the package around the file")
  func dependencies() {
    let harness = PatternHarness("app.use(x)", where: "package depends on \"express\" >=4.17")
    #expect(harness.findings(in: "app.use(x)", FixedFacts(versions: ["express": "^4.18.2"])).count == 1)
    #expect(harness.findings(in: "app.use(x)", FixedFacts(versions: ["express": "~4.16"])) == [])
    #expect(harness.findings(in: "app.use(x)") == [])
    #expect(
      PatternHarness("app.use(x)", where: "package does not depend on \"koa\"").findings(in: "app.use(x)").count == 1)
  }

  @Test(
    "Bounds of versions",
    arguments: [
      (">=4", "4.0.0", true), (">=4", "^3.9.9", false), ("<4", "3.99.0", true), ("<4", "4.0.0", false),
      (">4", "4.1.0", false), (">4", "5", true), ("<=4", "4.9.0", true), ("=4", "4.2.1", true),
      ("=4.1", "4.2.0", false),
      (">=2", "latest", false), (">=1.2.3", "1.2.10", true), (">4.1.0", "4.1.1", true),
    ])
  func versions(bound: String, version: String, holds: Bool) throws {
    #expect(try #require(VersionBound(bound)).contains(version) == holds)
  }

  @Test("A rule looks at the files it applies to")
  func audience() {
    let harness = PatternHarness("f()")
    #expect(harness.findings(in: "f()", FixedFacts(audience: .tests)) == [])
    #expect(harness.findings(in: "f()", FixedFacts(audience: nil)) == [])
  }

  @Test("Calls that only the program can name are matched again at their node")
  func again() throws {
    let harness = PatternHarness("$CALL($$$A)", where: "$CALL resolves to \"fs#*Sync\"\n$$$A is not empty", at: "CALL")
    let code = "import { read } from './io.js'; read('a'); read()"
    let arena = TreeArena()
    var matching = FileMatching(harness.set, arena: arena)
    let analyzer = FileAnalyzer()
    let tree = arena.parse(Array(code.utf8), options: .forPath("a.js"))
    let model = analyzer.analyze(tree, path: "a.js", arena: arena)
    let file = FileContext(file: 0, tree: tree, analyzer: analyzer)
    var drafts: [Draft] = []
    _ = matching.run(on: file, into: &drafts)
    #expect(drafts.isEmpty)
    let name = try #require(ExternalName("node:fs#readFileSync"))
    #expect(matching.wantsCalls(of: name))
    #expect(!matching.wantsCalls(of: try #require(ExternalName("fs#readFile"))))
    for call in model.calls { _ = matching.matchAgain(at: call.node, of: name, in: file, into: &drafts) }
    #expect(drafts.map { harness.text(in: $0.span, of: code) } == ["read('a')"])
    #expect(drafts.allSatisfy { $0.conditions.isEmpty })
  }
}

struct ConstraintProblemTests {
  private func problem(_ constraint: String, pattern: String = "f($CALL, $$$REST)") -> String {
    let harness = PatternHarness(pattern, where: constraint)
    guard let first = harness.problems.first else { return "none" }
    return "\(first.position.line):\(first.position.column) \(first.message)"
  }

  @Test("Constraints that say nothing sensible are refused where they do not")
  func refusals() {
    #expect(problem("$CAL is empty") == "2:1 the pattern has no `$CAL`: is it `$CALL`?")
    #expect(problem("$REST is empty") == "2:1 `$REST` is a run: write `$$$REST`")
    #expect(problem("$CALL is empty") == "2:1 `is empty` speaks of a run")
    #expect(problem("$CALL resolvs to \"a#b\"") == "2:7 unknown phrase: is it `resolves to`?")
    #expect(
      problem("$CALL resolves to \"express\"").hasPrefix("2:19 `express` names no export: write `express#default`"))
    #expect(problem("$CALL resolves to fs") == "2:19 here stands names in quotes: `resolves to \"module#export\"`")
    #expect(
      problem("match is inside lop")
        == "2:17 here stands `loop`, perhaps: there are loop, try, catch, finally, async-function, generator, constructor, top-level"
    )
    #expect(
      problem("$CALL comes from request-inputs") == "2:18 here stands `request-input`, perhaps: there are request-input"
    )
    #expect(problem("$CALL comes from request-input for sqll").contains("`sql`, perhaps"))
    #expect(problem("$CALL is a thing").hasPrefix("2:12 here stands `string`, perhaps: there are literal, string"))
    #expect(problem("CALL is empty") == "2:1 a constraint begins with a metavariable, `match` or `package`")
    #expect(problem("$CALL is awaited now") == "2:18 the constraint ends before `now`")
    #expect(problem("$CALL is `f(`").hasPrefix("2:1"))
    #expect(problem("match is reached from timer") == "2:23 `reached from timer` is not available yet")
    #expect(problem("\n$CALL is a string\n$CALL frobs").hasPrefix("4:7 unknown phrase"))
    #expect(problem("  ") == "2:1 this fence says nothing")
  }

  @Test("Every pattern of a group has what its constraints speak of, and messages quote what is captured")
  func bindings() {
    #expect(
      PatternHarness("f($A)\n---\ng($B)", where: "$A is a string").problems.map(\.message) == [
        "not every pattern above has `$A`"
      ])
    #expect(PatternHarness("f($A)", message: "$B is bad").problems.count == 1)
    #expect(PatternHarness("f($A)", at: "B").problems.count == 1)
    #expect(
      PatternHarness("f($A)", where: "match is reached from request-handler as $ROUTE", message: "$A on $ROUTE")
        .problems == [])
  }
}
