import JavaScript
import SourceText
import Testing

@Suite("Recovery")
struct RecoveryTests {
  @Test("A broken statement is one problem, and the functions around it are found")
  func oneProblem() {
    let parsed = Parsed(
      """
      function before() { return 1 }
      const x = = 2 ) ] } ;
      function after() { return 3 }
      """)
    #expect(parsed.problems.count <= 2)
    #expect(parsed.shape.contains("FunctionDeclaration(before"))
    #expect(parsed.shape.contains("FunctionDeclaration(after"))
  }

  @Test("A problem inside a function leaves the rest of the function and the call around it")
  func insideFunction() {
    let parsed = Parsed("app.get('/', (req, res) => { let a = ; res.send(a) }, last)")
    #expect(parsed.problems.count == 1)
    #expect(parsed.shape.contains("CallExpression(MemberExpression(res, send), [a])"))
    #expect(parsed.shape.contains("last])"))
  }

  @Test("A missing brace is told once, at the end of the file")
  func missingBrace() {
    expectProblem("function f() { if (a) { b() }", "expected '}'")
    expectProblem("f({", "expected")
  }

  @Test("Skipped text may hold braces, templates and broken strings")
  func skipping() {
    let parsed = Parsed("let a b `x${ {c: `}`} }y` 'oops\nfunction f() {}")
    #expect(parsed.problems.count == 1)
    #expect(parsed.shape.hasSuffix("FunctionDeclaration(f, BlockStatement)"))
  }

  @Test(
    "Text that is not JavaScript ends with problems, not with a hang",
    arguments: [
      ")))]]]}}}", "SELECT * FROM a WHERE b = 'c';", "{{{{((((", "@@@", "a => => =>",
      "class { { {", "for for for", "import import", "case 1:", "else", "`${`${`", "\\u{", "({[({[", "x = {a:}", "f(,)",
      "[a b]", "({a b})", "switch (a) { b }", "function (", "class A { get }", "export", "new", "a?.", "...", "=>",
      "async (", "x = { `a`: 1 }", "x = { `a${b}`: 1 }", "(a `b` c",
    ])
  func nonsense(_ source: String) {
    for language in [ParseOptions.Language.js, .ts, .tsx, .dts] {
      let parsed = Parsed(source, language)
      #expect(parsed.problems.count <= ParseOptions.Language.allProblems, "\(source)")
      #expect(parsed.dump.hasPrefix("Program"))
    }
    #expect(!Parsed(source).problems.isEmpty || source == "class A { get }")
  }

  @Test("Every prefix of a program parses without a crash, and ids and spans stay sound")
  func prefixes() {
    let source = Array(
      """
      import a, {b as c} from 'd' with {e: 'f'}; export default class G extends H { static #i = `j${k}l`; get m() {} }
      async function* n({o = 1, ...p}, [q, , r] = s) { for await (const t of u) yield* v?.[w]?.(x) }
      if (y) z: for (;;) { switch (1) { case 2: continue z; default: break } } else do { try { throw /a[/]b/g } catch { }
      finally { } } while (0x1f); const A = async (B, C) => ({ D, [E]: F ? 1 : 2, async *G() {}, 'H': 3n })
      """.utf8)
    for count in 0...source.count {
      let arena = TreeArena()
      defer { withExtendedLifetime(arena) {} }
      let tree = arena.parse(Array(source[0..<count]), options: ParseOptions(goal: .auto))
      for id in tree.preorder(from: tree.root) where tree.kind(id) != .program {
        let parent = tree.parent(id)
        #expect(parent.raw > id.raw)
        // What is missing stands where the text before it ended.
        let isInside = tree.span(parent).contains(tree.span(id))
        #expect(isInside || tree.kind(id) == .invalid || tree.flags(parent).contains(.parenthesized), "\(count)")
      }
    }
  }

  @Test("Problems come in source order and are capped")
  func order() {
    let arena = TreeArena()
    defer { withExtendedLifetime(arena) {} }
    let tree = arena.parse(
      Array(String(repeating: "a b\n", count: 500).utf8), options: ParseOptions())
    #expect(tree.problems.count == 100)
    #expect(tree.problems.map(\.span) == tree.problems.map(\.span).sorted())
  }
}

extension ParseOptions.Language {
  /// More problems than this for a line of nonsense would be a shower.
  static var allProblems: Int { 6 }
}
