import JavaScript
import Semantics
import Testing

/// A source made of one piece many times.
struct DeepSource: Sendable, CustomTestStringConvertible {
  var before = ""
  var piece: String
  var times: Int
  var after = ""

  var text: String { before + String(repeating: piece, count: times) + after }
  var testDescription: String { "\(before)\(piece)…\(after) × \(times)" }
}

@Suite struct LimitTests {
  @Test(
    "Long chains and deep nesting are walked without running out of stack",
    arguments: [
      DeepSource(piece: "a+", times: 30_000, after: "a"),
      DeepSource(before: "x = ", piece: "'a'+", times: 30_000, after: "b"),
      DeepSource(before: "x = a", piece: ".b", times: 30_000),
      DeepSource(before: "a", piece: ".b(c)", times: 30_000),
      DeepSource(before: "x = a", piece: "||b", times: 30_000),
      DeepSource(before: "x = a", piece: "&&b", times: 30_000),
      DeepSource(before: "a", piece: ",b()", times: 30_000),
      DeepSource(piece: "if (a) b(); else ", times: 20_000, after: "c()"),
      DeepSource(before: "let a; function f() { ", piece: "if (a) b(); else ", times: 1500, after: "a = c() }"),
      DeepSource(piece: "{", times: 1500, after: String(repeating: "}", count: 1500)),
      DeepSource(before: "x = ", piece: "(", times: 1500, after: "1" + String(repeating: ")", count: 1500)),
      DeepSource(before: "x = ", piece: "[", times: 1500, after: String(repeating: "]", count: 1500)),
      DeepSource(before: "x = ", piece: "() => ", times: 900, after: "1"),
      DeepSource(before: "x = ", piece: "a ? b : ", times: 1500, after: "c"),
      DeepSource(piece: "a = ", times: 1500, after: "c"),
      DeepSource(before: "x = ", piece: "f(", times: 900, after: String(repeating: ")", count: 900)),
      DeepSource(before: "var ", piece: "[", times: 900, after: "a" + String(repeating: "]", count: 900) + " = b"),
      DeepSource(piece: "!", times: 1900, after: "a"), DeepSource(piece: "a\n", times: 20_000),
    ])
  func deepInputs(_ source: DeepSource) {
    onDeepStack {
      let file = Analysed(source.text)
      _ = file.model.dump(atoms: file.arena.atoms)
      #expect(file.model.functions.count >= 1)
      for raw in stride(from: 1, to: UInt32(file.tree.nodeCount), by: 997) {
        _ = file.analyzer.value(of: NodeID(raw))
        _ = file.analyzer.constant(of: NodeID(raw))
        _ = file.analyzer.isUnused(NodeID(raw))
      }
    }
  }

  @Test("Casts one after the other are looked through in a loop")
  func longCasts() {
    onDeepStack {
      let file = Analysed("const x = a" + String(repeating: " as B", count: 20_000), path: "a.ts")
      #expect(file.values(of: "x") == "global a")
    }
  }

  @Test("Names that are given each other send nobody round")
  func cycles() {
    let file = Analysed("var a, b; a = b; b = a; const c = new a(), d = a('x'), e = __importDefault(a); f(a.b)")
    #expect(file.values(of: "c") == "call#0")
    let call = file.node("f(a.b)", .callExpression)
    let argument = file.tree.list(call, 2)[0]
    #expect(file.analyzer.constant(of: argument) == nil)
    _ = file.analyzer.origin(of: argument)
  }

  @Test("Broken and half-written sources are understood as far as they go")
  func brokenSources() {
    let source = "import { a } from './m'\nclass A { m(x) { if (x) { a(x, ; } }\nexport default function ("
    for end in 0...source.utf8.count {
      let file = Analysed(String(decoding: Array(source.utf8)[..<end], as: UTF8.self), path: "a.ts")
      for raw in 1...UInt32(max(file.tree.nodeCount, 1)) { _ = file.analyzer.value(of: NodeID(raw)) }
    }
  }

  @Test("Any node may be asked about, whatever it is")
  func anyNode() {
    let file = Analysed(
      """
      @D() class A<T> extends B implements C { [k]: string; x = <T,>(a?: T) => { for (const y of z) { switch (y) { case 1: } } } }
      enum E { A } namespace N { export type T = E.A | typeof import("x") } import a = require("b"); export = a
      label: try { throw `t${a}` } catch ({ b }) { } finally { debugger }
      """, path: "file.ts")
    for raw in 1...UInt32(file.tree.nodeCount) {
      let node = NodeID(raw)
      _ = file.analyzer.value(of: node)
      _ = file.analyzer.origin(of: node)
      _ = file.analyzer.constant(of: node)
      _ = file.analyzer.binding(of: node)
      _ = file.analyzer.isGlobal(node)
      _ = file.analyzer.function(around: node)
      _ = file.analyzer.function(at: node)
      _ = file.analyzer.call(at: node)
      for place in SyntacticPlace.allCases { _ = file.analyzer.isInside(node, place) }
      _ = file.analyzer.isDevelopmentOnly(node)
      _ = file.analyzer.isBeforeExit(node)
    }
    #expect(file.analyzer.model.values.count >= file.model.values.count)
  }
}
