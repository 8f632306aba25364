import Findings
import JavaScript
@testable import RulePages
import Semantics
import SourceText
import Testing

@testable import Checking

/// The disguises that take a syntax tree.
struct ExampleRewriterTests {
  private func file(_ text: String, _ path: String) -> ExampleFile {
    ExampleFile(
      path: path, language: path.hasSuffix("ts") ? .ts : path.hasSuffix("json") ? .json : .js, role: .context,
      bytes: Array(text.utf8), markers: [], firstPageLine: 1)
  }

  /// The first file in a disguise, with the others around it.
  private func disguised(_ disguise: ExampleDisguise, _ files: [(String, String)]) -> (path: String, text: String)? {
    let example = RuleExample(name: "test", span: Span(0, 0), files: files.map { file($0.1, $0.0) })
    return ExampleRewriter.rewrite(disguise, example.files[0], example).map {
      ($0.path, String(decoding: $0.bytes, as: UTF8.self))
    }
  }

  private func disguised(_ disguise: ExampleDisguise, _ text: String, path: String = "a.js") -> String? {
    disguised(disguise, [(path, text)])?.text
  }

  @Test(
    "Local names change, and what others know them by stays",
    arguments: [
      ("const a = 1; f(a, b.a)", "const other1 = 1; f(other1, b.a)"),
      ("import { a, b as c } from 'm'; a(c)", "import { a as other1, b as other2 } from 'm'; other1(other2)"),
      ("import d, * as n from 'm'; d(n.d)", "import other1, * as other2 from 'm'; other1(other2.d)"),
      ("const a = 1; f({ a, b: a })", "const other1 = 1; f({ a: other1, b: other1 })"),
      (
        "const { a, b: { c }, d = a } = x; f(a, c, d)",
        "const { a: other1, b: { c: other2 }, d: other3 = other1 } = x; f(other1, other2, other3)"
      ),
      ("export const a = 1; const b = a", "export const a = 1; const other1 = a"),
      ("const a = 1; export { a }", "const other1 = 1; export { other1 as a }"),
      ("function f(x) { return x } f(1)", "function other1(other2) { return other2 } other1(1)"),
      ("class A { a() { return this.a } } new A()", "class OtherN { a() { return this.a } } new OtherN()"),
      ("exports.f = f; function f() {}", "exports.f = other1; function other1() {}"),
      ("try {} catch (e) { f(e) }", "try {} catch (other1) { f(other1) }"),
      ("let a; { let a; a } a", "let other1; { let other2; other2 } other1"),
    ])
  func renamed(text: String, expected: String) {
    #expect(disguised(.renamed, text) == expected.replacing("OtherN", with: "Other1"))
  }

  @Test("Nothing is renamed where nothing is declared, or where names are looked up while running")
  func notRenamed() {
    #expect(disguised(.renamed, "f(1)") == nil)
    #expect(disguised(.renamed, "const a = 1; eval('a')") == nil)
    #expect(disguised(.renamed, "const a = <A b={a} />", path: "a.jsx") == nil)
    #expect(
      disguised(.renamed, "class A { constructor(private b: B, c: C) { this.b; c } }", path: "a.ts")
        == "class Other1 { constructor(private b: B, other2: C) { this.b; other2 } }")
  }

  @Test(
    "Imports become require",
    arguments: [
      ("import a from 'm'\na()", "const a = require('m');\na()"),
      ("import * as a from 'm'; a.b()", "const a = require('m'); a.b()"),
      ("import a, { b, c as d } from 'm'", "const a = require('m'), { b, c: d } = require('m');"),
      ("import 'm'", "require('m');"),
      ("import {\n  a,\n  b\n} from 'm'\nf(a, b)", "const { a, b } = require('m');\n\n\n\nf(a, b)"),
      ("export const a = 1, b = 2", "const a = 1, b = 2\nmodule.exports.a = a;\nmodule.exports.b = b;\n"),
      ("export function f() {}", "function f() {}\nmodule.exports.f = f;\n"),
      ("export default function f() {}", "function f() {}\nmodule.exports = f;\n"),
      ("export default (a, b)", "module.exports = (a, b)"), ("export default class {}", "module.exports = class {}"),
      ("const a = 1\nexport { a as b }", "const a = 1\nmodule.exports.b = a;\n"),
      ("export { a as b } from 'm'", "module.exports.b = require('m').a;"),
    ])
  func importsToRequire(text: String, expected: String) {
    #expect(disguised(.modules, text) == expected)
  }

  @Test(
    "Require becomes import",
    arguments: [
      ("const a = require('m')\na()", "import a from 'm';\na()"),
      ("const { a, b: c } = require('m')", "import { a, b as c } from 'm';"),
      ("require('m')", "import 'm';"),
      ("const a = require('m')()", "import module1 from 'm'; const a = module1()"),
      (
        "const a = require('m').a, b = require('n')",
        "import module1 from 'm'; import module2 from 'n'; const a = module1.a, b = module2"
      ),
      (
        "module.exports = { f, g: h }\nfunction f() {}\nfunction h() {}",
        "export { f, h as g };\nfunction f() {}\nfunction h() {}"
      ),
      ("module.exports = class {}", "export default class {}"), ("module.exports = (a)", "export default (a)"),
      ("exports.a = () => 1", "export const a = () => 1"),
      ("module.exports.f = f; function f() {}", "export { f }; function f() {}"),
    ])
  func requireToImports(text: String, expected: String) {
    #expect(disguised(.modules, text) == expected)
  }

  @Test(
    "What has no counterpart stays as it is",
    arguments: [
      "export * from 'm'", "import a from 'm'; await a()", "import a from 'm'; f(import.meta.url)",
      "function f() { return require('m') }", "const a = require(x)", "if (x) module.exports = 1",
      "exports.a = 1; const a = 2", "module.exports = 1; module.exports.b = 2", "f(module)", "f(1)",
      "import a from 'm' with { type: 'json' }", "exports = module.exports = f", "export default 1; export const a = 2",
    ])
  func notSwapped(text: String) {
    #expect(disguised(.modules, text) == nil)
  }

  @Test("What a file gives away decides how another takes it")
  func targets() {
    let names = ("lib/m.js", "exports.f = () => 1")
    #expect(
      disguised(.modules, [("a.js", "const m = require('./lib/m'); m.f()"), names])?.text
        == "import * as m from './lib/m'; m.f()")
    let value = ("lib/m.js", "module.exports = { f() {} }")
    #expect(
      disguised(.modules, [("a.js", "const m = require('./lib/m.js'); m.f()"), value])?.text
        == "import m from './lib/m.js'; m.f()")
    #expect(
      disguised(.modules, [("a.js", "const { f } = require('./lib/m'); f()"), value])?.text
        == "import module1 from './lib/m'; const { f } = module1; f()")
    #expect(disguised(.modules, [("a.js", "const m = require('m')"), ("b.js", "import b from 'b'")]) == nil)
    #expect(
      disguised(.modules, [("a.js", "const m = require('m')"), ("package.json", "{ \"type\": \"commonjs\" }")]) == nil)
  }

  @Test("A file is read as TypeScript where it means the same there and nobody names it")
  func typeScript() throws {
    let plain = try #require(disguised(.typescript, [("src/a.js", "const a = 1")]))
    #expect(plain.path == "src/a.ts")
    #expect(try #require(disguised(.typescript, [("a.js", "x = <A />")])).path == "a.tsx")
    #expect(disguised(.typescript, [("a.ts", "const a = 1")]) == nil)
    #expect(disguised(.typescript, [("a.js", "f(1)"), ("package.json", "{ \"main\": \"a.js\" }")]) == nil)
    #expect(disguised(.typescript, [("a.js", "f(1)"), ("a.ts", "g(1)")]) == nil)
  }
}

struct ExampleRunnerTests {
  /// Audits with the patterns alone: what they draft is found.
  private func audit(_ set: RuleSet) -> ExampleRunner.Audit {
    { files in
      let arena = TreeArena()
      var matching = FileMatching(set, arena: arena)
      let analyzer = FileAnalyzer()
      var findings: [Finding] = []
      var suppressed = 0
      var coverage = Coverage()
      for (number, file) in files.enumerated() {
        let tree = arena.parse(file.bytes, options: .forPath(file.path))
        if let problem = tree.problems.first {
          coverage.gaps.append(
            CoverageGap(
              kind: .syntaxError, path: file.path, span: problem.span, position: Position(line: 1, column: 1),
              message: problem.message))
          continue
        }
        _ = analyzer.analyze(tree, path: file.path, arena: arena)
        var drafts: [Draft] = []
        _ = matching.run(on: FileContext(file: number, tree: tree, analyzer: analyzer), into: &drafts)
        let source = SourceFile(path: file.path, bytes: file.bytes)
        for finding in DraftCompletion(rules: set, facts: FixedFacts()).findings(of: drafts, source: { _ in source }) {
          let line = source.lineTable().line(at: finding.span.start)
          let above = source.text(in: source.lineTable().span(ofLine: line - 1))
          if line > 1, above.contains("nodevet-ignore-next-line") { suppressed += 1 } else { findings.append(finding) }
        }
      }
      return AuditReport(
        version: "0", subject: "", findings: findings, cards: [], coverage: coverage, sources: [:],
        suppressedCount: suppressed)
    }
  }

  private func failures(_ text: String) throws -> [String] {
    let reading = RulePageReader.read(path: "errors/console-only-catch.md", bytes: Array(text.utf8))
    let page = try #require(reading.page, "\(reading.problems)")
    let compiled = RuleSet.compile([(page, nil)])
    #expect(compiled.problems == [])
    return ExampleRunner(page, audit: audit(compiled.rules)).run(reading.examples).map(\.description)
  }

  @Test("A page whose rule keeps its promises passes in every disguise")
  func soundPage() throws {
    #expect(try failures(consoleOnlyCatch) == [])
  }

  @Test("A page that promises too much or too little is told where")
  func unsoundPages() throws {
    let missing = consoleOnlyCatch.replacing("console.warn(error) })", with: "warn(error) })")
    #expect(
      try failures(missing) == [
        "errors/console-only-catch.md:53: “On a promise, in three spellings”: no finding in example.js begins on the marked line and says “printed”"
      ])
    let unmarked = consoleOnlyCatch.replacing("  //~ printed and then forgotten", with: "  //~ something else")
    #expect(try failures(unmarked).count == 2)
    let malformed = consoleOnlyCatch.replacing("return defaults", with: "return defaults )")
    #expect(try failures(malformed).first?.contains("is not examined") == true)
  }

  @Test("Matches and what refused them can be told")
  func explanation() throws {
    let reading = RulePageReader.read(path: "errors/console-only-catch.md", bytes: Array(consoleOnlyCatch.utf8))
    let page = try #require(reading.page)
    let set = RuleSet.compile([(page, nil)]).rules
    let arena = TreeArena()
    var matching = FileMatching(set, arena: arena)
    matching.startTracing()
    let code = "a().catch(e => {})\nb().catch(e => console.log(e))\nc().catch(e => { next(e) })"
    let tree = arena.parse(Array(code.utf8), options: .forPath("a.js"))
    let analyzer = FileAnalyzer()
    _ = analyzer.analyze(tree, path: "a.js", arena: arena)
    var drafts: [Draft] = []
    _ = matching.run(on: FileContext(file: 0, tree: tree, analyzer: analyzer), into: &drafts)
    let lines = MatchExplanation.lines(matching.takeTraces(), of: page, rule: 0) { _ in
      SourceFile(path: "a.js", text: code)
    }
    #expect(
      lines.contains(
        "a.js:1:1: `a().catch(e => {})` has the shape of line 30; line 34 says no: $$$HANDLING is not empty"))
    #expect(lines.contains("a.js:2:1: `b().catch(e => console.log(e))` has the shape of line 30; it is a finding"))
    #expect(
      lines.contains(
        "a.js:3:1: `c().catch(e => { next(e) })` has the shape of line 30; line 35 says no: $$$HANDLING is only `console.$_($$$)`"
      ))
  }
}

let consoleOnlyCatch = """
  ---
  severity: warning
  confidence: medium
  tags: [error-handling]
  cwe: [390]
  since: 0.1.0
  message: "the error is printed and then forgotten"
  at: $HANDLING
  ---

  # Error handling that only prints

  A `catch` does nothing but write to the console.

  ## Why

  The caller receives no error and no result.

  ## Fix

  Let the error travel.

  ## Match

  ```js
  try { $$$ } catch { $$$HANDLING }
  ```

  ```js
  $PROMISE.catch(($$$) => { $$$HANDLING })
  ```

  ```where
  $$$HANDLING is not empty
  $$$HANDLING is only `console.$_($$$)`
  ```

  ```js
  $PROMISE.catch($HANDLING)
  ```

  ```where
  $HANDLING is `console.$_`
  ```

  ## Examples

  ### On a promise, in three spellings

  ```js bad
  import { start } from "./start.js"
  start().catch(error => console.log(error))  //~ printed
  start().catch(function (error) { console.warn(error) })  //~ printed
  start().catch(console.error)  //~ printed
  start().catch(console.log.bind(console))  //~ printed
  ```

  ### Around an awaited call

  ```js bad
  async function save(order, db) {
    try {
      await db.orders.insert(order)
    } catch (error) {
      console.error("could not save", error)  //~ printed and then forgotten
    }
  }
  ```

  ### Printed, then passed on

  ```js good
  function handler(req, res, next) {
    load(req.params.id).then(item => res.json(item)).catch(error => {
      console.error(error)
      next(error)
    })
  }
  ```

  ### Printed, with a stated fallback

  ```js good
  async function features(client) {
    try {
      return await client.fetch()
    } catch (error) {
      console.warn("feature service unavailable, using defaults", error)
      return defaults
    }
  }
  ```

  ### Not the global console

  ```js good
  import { logger as console } from "./logging.js"
  start().catch(error => console.error(error))
  ```

  ## Limits

  An empty `catch` is another rule's business.
  """
