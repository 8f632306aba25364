import JavaScript
import Testing

@Suite("Tokens")
struct LexingTests {
  @Test("A slash divides after a value and begins a regular expression elsewhere")
  func slashes() {
    expectExpression("a / b / c", "BinaryExpression[/](BinaryExpression[/](a, b), c)")
    expectExpression("f(/b/g)", "CallExpression(f, [/b/g])")
    expectExpression("a = /=/", "AssignmentExpression[=](a, /=/)")
    expectExpression("a\n/b/g", "BinaryExpression[/](BinaryExpression[/](a, b), g)")
    expectExpression("x[0] / 2", "BinaryExpression[/](MemberExpression[+computed](x, 0), 2)")
    expectShape("{} /a/", "BlockStatement", "ExpressionStatement(/a/)")
    expectShape(
      "if (a) /b/.test(c)", "IfStatement(a, ExpressionStatement(CallExpression(MemberExpression(/b/, test), [c])))")
  }

  @Test("A slash in a class or after a backslash does not end a regular expression")
  func regularExpressionEnds() {
    expectExpression(#"/[/\]/]\//y"#, #"/[/\]/]\//y"#)
    expectExpression("/(?<year>[0-9]{4})/dgimsuy", "/(?<year>[0-9]{4})/dgimsuy")
    expectProblem("a = /b\nc", "regular expression is never closed")
    expectProblem("/a/gg", "given twice")
    expectProblem("/a/x", "only the flags")
    expectProblem("/a/uv", "exclude each other")
  }

  @Test("Templates nest, and braces in their expressions do not end them")
  func templates() {
    expectExpression(
      "`a${{b: 1}}c${`d${e}`}`",
      "TemplateLiteral([`a`, `c`, ``], [ObjectExpression([Property(b, 1)]), TemplateLiteral([`d`, ``], [e])])")
    expectExpression("`\\``", "TemplateLiteral([`\\``])")
    expectExpression("`$`", "TemplateLiteral([`$`])")
    expectExpression("tag`a\\u`", "TaggedTemplateExpression(tag, TemplateLiteral([`a\\u`]))")
    expectProblem("`\\u`", "malformed escape")
    expectProblem("`abc", "never closed")
    expectProblem("`${a", "'}' after a template's expression")
  }

  @Test(
    "Numbers of every form are one token",
    arguments: [
      "0", "1.5", ".5", "5.", "1e3", "1E-3", "0x1F", "0b11", "0o17", "1_000.000_1", "0xFF_FF", "10n", "0x1Fn", "017",
      "089.5",
      "08", "0.0_1", "1_0e1_0",
    ])
  func numbers(_ text: String) {
    let parsed = Parsed(text)
    #expect(parsed.problems == [])
    #expect(parsed.shape == "ExpressionStatement(\(text))")
  }

  @Test(
    "Malformed numbers are reported",
    arguments: ["1__0", "1_", "0_1", "0x", "0xG", "1a", "3in []", "0b12", "1e", "01_0", "1._5", "5nn", "0x_1"])
  func malformedNumbers(_ text: String) {
    #expect(!Parsed(text).problems.isEmpty)
  }

  @Test("Legacy octal numbers and escapes are for sloppy code")
  func legacyOctal() {
    expectExpression("('\\01')", "'\\01'")
    expectProblem("'use strict'; 017", "leading zero")
    expectProblem("'use strict'; '\\01'", "octal escape")
    #expect(Parsed("'use strict'; '\\0'").problems == [])
  }

  @Test("An octal escape in a directive is forbidden by the directive after it")
  func octalDirectives() {
    expectProblem("function f() { 'a\\1'; 'use strict' }", "no octal escape")
    expectProblem("'\\07'\n'use strict'", "no octal escape")
    #expect(Parsed("'a\\1'; 'not strict'").problems == [])
    #expect(Parsed("'a\\1'; f('use strict')").problems == [])
  }

  @Test("Strings end at their quote, and a line end is a problem that costs one line")
  func strings() {
    expectExpression(#"("it's \"so\"")"#, #""it's \"so\"""#)
    expectExpression("('a\\\nb')", "'a\\\nb'")
    expectExpression("('\u{2028}')", "'\u{2028}'")
    expectProblem("a = 'b\nc()", "string is never closed")
    expectProblem("'\\xZ1'", "two hexadecimal digits")
    expectProblem("'\\u{110000}'", "four hexadecimal digits")
  }

  @Test("Names may have letters of every script and escapes, and the atom is the cooked name")
  func names() {
    expectExpression("größe + 名前", "BinaryExpression[+](größe, 名前)")
    expectExpression("\\u0061b\\u{63}", "abc")
    expectExpression("a.\\u0069f", "MemberExpression(a, if)")
    expectExpression("$_ + \u{1D4D0}", "BinaryExpression[+]($_, \u{1D4D0})")
    expectProblem("\\u0069f = 1", "reserved word, however it is written")
    expectProblem("a = 1 ‘b’", "typographic quotation mark")
    #expect(Parsed("var a\u{200D}b, \u{2118}x").problems == [])
  }

  @Test("A file in UTF-16 is one problem, with or without its byte-order mark")
  func utf16() {
    func problems(_ bytes: [UInt8]) -> [String] { Parsed(bytes, ParseOptions()).problems }
    let little = "let a = 1\nb()\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = "let a = 1\nb()\n".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    for bytes in [[0xFF, 0xFE] + little, [0xFE, 0xFF] + big, little, big, [0xFF, 0xFE], [0xFE, 0xFF]] {
      #expect(problems(bytes) == ["this file is encoded in UTF-16; Node.js reads UTF-8"])
    }
    #expect(problems(Array("a\0".utf8)) == ["a NUL byte stands in the source"])
    #expect(problems(Array("\u{FEFF}\u{FEFF}a\u{FEFF}".utf8)) == [])
  }

  @Test("Bytes that are not UTF-8, NUL bytes and stray signs are problems and never crash")
  func invalidBytes() {
    for bytes in [[0xFF], [0x61, 0xC3], [0xE2, 0x80], [0x61, 0], [0xF0, 0x9F], [0x23], [0x5C], [0xC0, 0x80]]
      as [[UInt8]]
    {
      #expect(!Parsed(bytes, ParseOptions(goal: .auto)).problems.isEmpty)
    }
    #expect(Parsed("").problems == [])
  }

  @Test("All white space and line terminators of the language are known")
  func space() {
    #expect(
      Parsed("\u{FEFF}a\u{A0}=\u{2003}b\u{2028}c\u{0B}=\u{0C}d\u{2029}e\r\nf\rg").shape.split(separator: "\n").count
        == 5)
  }

  @Test("Comments are kept beside the tree, with their kind")
  func comments() {
    let parsed = Parsed("#!/usr/bin/env node\n// a\n/* b\n*/ c /**/\n")
    #expect(parsed.comments == ["hashbang #!/usr/bin/env node", "line // a", "block /* b\n*/", "block /**/"])
    #expect(parsed.problems == [])
    expectProblem("a /* b", "comment is never closed")
  }

  @Test("A block comment with a line end ends a statement as the line end would")
  func commentsAreLineEnds() {
    expectShape("a /*\n*/ b", "ExpressionStatement(a)", "ExpressionStatement(b)")
    expectProblem("a /* */ b", "the end of the statement")
  }

  @Test("HTML-like comments are comments in scripts only")
  func htmlComments() {
    let parsed = Parsed("<!-- a\nb\n--> c\nx-->y", goal: .script)
    #expect(parsed.comments == ["html <!-- a", "html --> c"])
    #expect(
      parsed.shape == "ExpressionStatement(b)\nExpressionStatement(BinaryExpression[>](UpdateExpression[--](x), y))")
    #expect(!Parsed("<!-- a", goal: .module).problems.isEmpty)
    expectExpression(
      "a<!--b", "BinaryExpression[<](a, UnaryExpression[!](UpdateExpression[-- +prefix](b)))", goal: .module)
  }

  @Test("A comment like those of HTML is told where imports make the file a module")
  func htmlCommentsInModules() {
    expectProblem("<!-- a\nimport b from 'b'", "belong in scripts")
    #expect(Parsed("// <!-- a\nimport b from 'b'").problems == [])
  }

  @Test("Greater-than signs are joined where an operator stands")
  func greaterThan() {
    expectExpression(
      "a >= b >> c >>> d > e",
      "BinaryExpression[>](BinaryExpression[>=](a, BinaryExpression[>>>](BinaryExpression[>>](b, c), d)), e)")
    expectExpression("a >>= b >>>= c", "AssignmentExpression[>>=](a, AssignmentExpression[>>>=](b, c))")
  }

  @Test("The token dump tells what the tree decided")
  func tokenDump() {
    #expect(
      Parsed("a = /b/g\n`c${d}e`").tokens == """
        0..1 identifier a
        2..3 equal
        4..8 regularExpression
        9..13 templateHead (new line)
        13..14 identifier d
        14..17 templateTail

        """)
  }

  @Test("The reserved words are the first atoms, in the order of their tokens")
  func reservedWords() {
    let atoms = AtomTable()
    for raw in 1...WellKnownAtoms.reservedCount {
      let word = atoms.text(Atom(raw))
      #expect(Parsed("a.\(word)").shape == "ExpressionStatement(MemberExpression(a, \(word)))")
      #expect(!Parsed("var \(word);", goal: .script).problems.isEmpty, "\(word)")
    }
    #expect(atoms.lookUp("readFileSync") == .readFileSync)
    #expect(atoms.lookUp("self") == .selfName)
    #expect(atoms.lookUp("use strict") == .useStrict)
    #expect(atoms.lookUp("yield") == .yield)
    #expect(atoms.lookUp("using") == .using)
  }

  @Test("The atom table keeps thousands of names of every length apart")
  func manyAtoms() {
    var atoms = AtomTable()
    var known: [String: Atom] = [:]
    for index in 0..<20_000 {
      let name = String(repeating: "n", count: index % 23) + "\(index)"
      known[name] = atoms.intern(name)
    }
    for (name, atom) in known {
      #expect(atoms.intern(name) == atom)
      #expect(atoms.lookUp(name) == atom)
      #expect(atoms.text(atom) == name)
    }
    #expect(atoms.lookUp("never seen") == .none)
    #expect(atoms.intern("") == atoms.intern(""))
  }
}
