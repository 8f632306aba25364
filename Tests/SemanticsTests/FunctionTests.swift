import JavaScript
import Semantics
import Testing

@Suite struct FunctionTests {
  private func names(_ source: String, path: String = "file.js") -> [String] {
    let file = Analysed(source, path: path)
    return file.model.functions.dropFirst().map { file.arena.atoms.text($0.name) }
  }

  @Test("A function without a name takes that of what it is given to")
  func inferredNames() {
    #expect(
      names(
        """
        const a = () => {}
        let b; b = function () {}
        x.c = () => {}
        const o = { d() {}, e: () => {}, get f() {}, 'g-h': async () => {} }
        exports.i = () => {}
        const { j = () => {} } = x
        function k(l = () => {}) {}
        const m = function own() {}
        x ||= () => {}
        """) == ["a", "b", "c", "d", "e", "f", "g-h", "i", "j", "k", "l", "own", "x"])
    #expect(names("export default () => {}", path: "file.mjs") == ["default"])
    #expect(names("call(() => {}); module.exports = () => {}") == ["", ""])
  }

  @Test("The place to show of a function is its name, else its head")
  func nameSpans() {
    let file = Analysed("const a = () => 1; f(async (x, y) => { z })")
    #expect(file.tree.text(in: file.model.functions[1].nameSpan) == "a")
    #expect(file.tree.text(in: file.model.functions[2].nameSpan) == "async (x, y) =>")
    let members = Analysed("const o = { async a(b) { c } }; class D { static e() {} }")
    #expect(members.tree.text(in: members.model.functions[1].span) == "async a(b) { c }")
    #expect(members.tree.text(in: members.model.functions[1].nameSpan) == "a")
    #expect(members.tree.text(in: members.model.functions[2].span) == "static e() {}")
  }

  @Test("Parameters tell name, rest, default and type")
  func parameters() {
    let file = Analysed(
      """
      import { Service } from "./service"
      function f(this: Window, a: Service, b?: express.Request, c = 1, { d }: Service, e: string | null, g: Service | null, ...h: any[]) {}
      """, path: "file.ts")
    #expect(
      file.functions[1].hasSuffix(
        "(a: Service, b?: global express.Request, c? = 1, -: Service, e, g: Service, ...h)"))
    #expect(file.binding("a") == "parameter a in function#1(f): Service = parameter#1.0")
    #expect(file.values(of: "d") == "parameter#1.3.d")
    #expect(file.values(of: "h") == "...parameter#1.6")
  }

  @Test("Returned values are those of the function itself, not of the functions in it")
  func returns() {
    let file = Analysed(
      """
      function f(a) { if (a) return 1; [1].map(() => { return 2 }); return { b: a } }
      const g = x => ({ x })
      """)
    #expect(file.functions[1].hasSuffix("returns 1, {b: a}"))
    #expect(file.functions[2].hasSuffix("returns 2"))
    #expect(file.functions[3].hasSuffix("returns {x: x}"))
  }

  @Test("Flags: async, generator, this, arguments, called at once")
  func flags() {
    let file = Analysed(
      """
      async function* a() { return () => this.b(arguments) }
      ;(async () => {})()
      ;(function () {}).call(this)
      !function () {}()
      """)
    #expect(file.functions[1].contains("async generator this arguments"))
    #expect(file.functions[2].contains("arrow in function#1(a) this arguments"))
    #expect(file.functions[3] == "function#3 arrow in function#0 async invoked")
    #expect(file.functions[4] == "function#4 function in function#0 invoked")
    #expect(file.functions[5] == "function#5 function in function#0 invoked")
    #expect(file.calls.first == "call#0 this#1.b(arguments#1) in function#2")
  }

  @Test("A function knows the object literal that holds it")
  func holders() {
    let file = Analysed("const o = { a() {}, b: function () {} }; function c() {}")
    let holder = file.model.functions[1].holder
    #expect(file.model[holder].kind == .object)
    #expect(file.model.functions[2].holder == holder)
    #expect(file.model.functions[3].holder.isUnknown)
  }
}
