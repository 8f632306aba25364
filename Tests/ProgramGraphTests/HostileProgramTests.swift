import ProgramGraph
import Testing

@Suite("Programs made to be hard to follow") struct HostileProgramTests {
  private static let head = "const app = require('express')(); const fs = require('fs');\n"

  @Test("Ten thousand functions that call each other are followed in bounded time", .timeLimit(.minutes(10)))
  func manyFunctions() {
    let count = 10_000
    var text = Self.head
    for number in 0..<count {
      text += "function f\(number)(g) { f\((number * 7 + 1) % count)(g); f\((number + 3) % count)(f\(number)); }\n"
    }
    text += "function last() { fs.readFileSync('x') }\napp.get('/', () => { f0(last); last() })\n"
    #expect(Sketch(text).ways(to: "#readFileSync") == ["node:fs#readFileSync: GET / > an anonymous function > last"])
  }

  @Test("A chain of five thousand calls ends at the depth limit, and the limit is said")
  func deepChain() {
    var text = Self.head
    for number in 0..<5_000 { text += "function f\(number)() { return f\(number + 1)() }\n" }
    text += "function f5000() { fs.readFileSync('x') }\napp.get('/', () => f0())\n"
    let sketch = Sketch(text)
    #expect(sketch.ways(to: "#readFileSync") == ["node:fs#readFileSync: -"])
    #expect(!sketch.program.limits.isEmpty)
  }

  @Test("Files that import each other in a circle of a thousand are joined")
  func importCircle() {
    let count = 1_000
    var files = (0..<count).map { number in
      (
        path: "m\(number).js",
        text: """
        const next = require('./m\((number + 1) % count)')
        module.exports = { ...next, run\(number): () => next.run\((number + 1) % count)() }
        """
      )
    }
    files.append(
      (
        "app.js",
        Self.head + "const m = require('./m0')\napp.get('/', () => { m.run0(); fs.readFileSync('x') })"
      ))
    #expect(Sketch(files).ways(to: "#readFileSync") == ["node:fs#readFileSync: GET / > an anonymous function"])
  }

  @Test("A table of ten thousand functions is cut, and the limit is said")
  func wideTable() {
    var text = Self.head + "const table = {\n"
    for number in 0..<10_000 { text += "k\(number): () => fs.readFileSync('\(number)'),\n" }
    text += "}\napp.post('/', (req) => table[req.body.name]())\n"
    let sketch = Sketch(text)
    let reached = sketch.ways(to: "#readFileSync").filter { !$0.hasSuffix(": -") }
    #expect(reached.count > 100)
    #expect(reached.count < 10_000)
    #expect(!sketch.program.limits.isEmpty)
  }

  @Test("Maps that are copies of each other are followed in bounded time", .timeLimit(.minutes(1)))
  func copiedMaps() {
    var text = Self.head + "let files = new Map()\n"
    for number in 0..<40 {
      text += "function change\(number)(key) { const next = new Map(files); next.set(key, () => fs.readFileSync(key)); "
      text += "files = next }\n"
    }
    text += "app.get('/', (req, res) => files.get(req.query.key)())\n"
    let reached = Sketch(text).ways(to: "#readFileSync").filter { !$0.hasSuffix(": -") }
    #expect(!reached.isEmpty)
  }

  @Test("A helper that registers the routes of hundreds has each handler once", .timeLimit(.minutes(1)))
  func registeringHelper() {
    var text =
      Self.head + """
        const register = ({ router, path, auth = [], show, store }) => {
          const wrap = (before, last) => { const chain = [...before]; chain.push(last); return chain }
          router.get(path, ...wrap(auth, show))
          router.post(path, ...wrap(auth, store))
        }

        """
    for number in 0..<300 {
      text += "const r\(number) = express.Router(); app.use('/\(number)', r\(number)); "
      text += "register({ router: r\(number), path: '/a', show: (q, s) => s.end(), store: (q, s) => s.end() })\n"
    }
    #expect(Sketch(text).program.handlers.count < 3_000)
  }

  @Test("Functions handed to themselves and to each other end")
  func selfApplication() {
    let text =
      Self.head + """
        const twice = (f) => (x) => f(f(x))
        const omega = (f) => f(f)
        const grow = (f) => grow(twice(f))
        const loop = (g) => omega(() => loop(g))
        class A { constructor(b) { this.b = b || new B(this) } run() { return this.b.run() } }
        class B { constructor(a) { this.a = a || new A(this) } run() { fs.readFileSync('x'); return this.a.run() } }
        const o = {}; o.o = o; o.p = { ...o, ...o.o.o.o }
        let set = new Set([1]); set = new Set(set); set = new Set([...set, ...new Set(set)])
        let map = new Map(); map = new Map(map.entries()); map.set('x', map.get('x')); map.set(map, new Map(map.values()))
        let list = [1]; list = list.map(() => list.concat(list)).filter(list.pop()); list.push(list, ...list)
        for (const [k, v] of new Map(Object.entries(Object.values(Object.entries(map))))) { v(k); list[k](v) }
        app.get('/', () => { [...set, ...list, map.get('y')].forEach((f) => f(f)); grow(twice(twice(twice)))(1); loop(omega); omega(omega); o.o.o.p.o(); new A().run() })
        """
    #expect(
      Sketch(text).ways(to: "#readFileSync") == [
        "node:fs#readFileSync: GET / > an anonymous function > A.run > B.run"
      ])
  }
}
