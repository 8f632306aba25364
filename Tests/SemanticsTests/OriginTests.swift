import JavaScript
import Semantics
import Testing

@Suite struct OriginTests {
  /// The origin of the callee of the last call, as text.
  private func origin(_ source: String, path: String = "file.js") -> String {
    let file = Analysed(source, path: path)
    guard let call = file.model.calls.last else { return "no call" }
    let origin = file.model.origin(of: call.callee)
    func text(_ atom: Atom) -> String { file.arena.atoms.text(atom) }
    if let (module, names) = origin.modulePath {
      return "\(text(file.model[module].specifier))#\(names.map(text).joined(separator: "."))"
    }
    let path = origin.path.map { "." + text($0) }.joined()
    switch origin.root {
    case .global(let name): return text(name) + path
    case .function(let id): return "function \(text(file.model[id].name))" + path
    case .class(let id): return "class \(text(file.model[id].name))" + path
    case .parameter(_, let index): return "parameter \(index)" + path
    case .this: return "this" + path
    case .value(let id): return "\(file.model[id].kind)" + path
    case .module, .imported: return "module"
    }
  }

  @Test(
    "An export is known however it was obtained",
    arguments: [
      "import fs from 'fs'; fs.read()", "import * as fs from 'fs'; fs.read()", "import { read } from 'fs'; read()",
      "import { read as r } from 'fs'; const x = r; x()", "const fs = require('fs'); fs.read()",
      "require('fs').read()", "const { read: r } = require('fs'); r()", "const r = require('fs').read; r()",
      "let fs; fs = require('fs'); fs['read']()", "const api = { io: { read: require('fs').read } }; api.io.read()",
      "const [r] = [require('fs').read]; r()", "const fs = require('fs'), g = fs; (0, g.read)()",
      "var fs_1 = __importDefault(require('fs')); fs_1.default.read()",
      "const r = ok ? require('fs').read : require('fs').read; r()",
      "const { default: { read } } = await import('fs'); read()",
    ])
  func exports(_ source: String) {
    #expect(origin(source).replacing("fs#read", with: "same") == "same")
  }

  @Test(
    "Other roots",
    arguments: [
      ("console.log()", "console.log"), ("globalThis.console.log()", "console.log"),
      ("const { log } = console; log()", "console.log"), ("function f() {} f()", "function f"),
      ("class A {} A.b()", "class A.b"), ("function f(a) { a.b.c() }", "parameter 0.b.c"),
      ("function f({ b: [c] }) { c() }", "elementOf"), ("class A { b() { this.c() } }", "this.c"),
      ("let a = b; a = c; a()", "binding"), ("const a = { ...b }; a.c()", "object.c"), ("a().b()", "call.b"),
      ("var a = a || b; a()", "choice"), ("let a = b, b = a; a()", "unknown"),
      ("const o = { get x() { return y } }; o.x()", "object.x"),
    ])
  func roots(_ source: String, _ expected: String) {
    #expect(origin(source) == expected)
  }

  @Test(
    "Constants are followed through names, joined texts and arithmetic",
    arguments: [
      ("'a'", ConstantValue.string("a")), ("1 + 2 * 3", .number(7)), ("10 * 1024 ** 2", .number(10_485_760)),
      ("-1.5", .number(-1.5)), ("0x10", .number(16)), ("1_000", .number(1000)), ("!0", .boolean(true)),
      ("`a${1}b`", .string("a1b")), ("N * 2", .number(8)), ("S + N", .string("s4")), ("null", .null),
      ("undefined", .undefined), ("O.p.q", .string("deep")), ("1 << 4", .number(16)), ("(N)", .number(4)),
    ])
  func constants(_ source: String, _ expected: ConstantValue) {
    let file = Analysed("const N = 2 * 2, S = 's', O = { p: { q: 'deep' } }\nlet V = 1; V = 2\nf(\(source))")
    let call = file.node("f(\(source))", .callExpression)
    #expect(file.analyzer.constant(of: file.tree.list(call, 2)[0]) == expected)
  }

  @Test("What may change is no constant", arguments: ["V", "g()", "x + 1", "process.env.A", "`a${x}`", "/r/"])
  func variables(_ source: String) {
    let file = Analysed("let V = 1; V = 2\nf(\(source))")
    let call = file.node("f(\(source))", .callExpression)
    #expect(file.analyzer.constant(of: file.tree.list(call, 2)[0]) == nil)
  }
}
