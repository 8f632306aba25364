import JavaScript
import Semantics
import Testing

@Suite struct TypeScriptTests {
  private func file(_ source: String) -> Analysed { Analysed(source, path: "file.ts") }

  @Test("An enum is an object of its members, which its initialisers see")
  func enums() {
    let file = file("enum A { X, Y = 5, Z, W = 'w', V = X | 1 }\nconst b = A.X")
    #expect(file.values(of: "A") == "{X: 0, Y: 5, Z: 6, W: \"w\", V: ?arithmetic}")
    #expect(file.values(of: "b") == "A.X")
    #expect(!file.scopes.contains("global X"))
  }

  @Test("A namespace is an object of what it exports; its code belongs to the function around it")
  func namespaces() {
    let file = file(
      """
      namespace A.B { export const x = 1; const y = 2; export function f() { return y } load() }
      declare namespace C { function g(): void }
      """)
    #expect(file.values(of: "A") == "{B: {x: x, f: f}}")
    #expect(file.calls == ["call#0 global load() in function#0 unused"])
    #expect(file.scopes.contains("namespace C"))
    #expect(file.values(of: "C") == nil)
  }

  @Test("A name that is a type alone hides no global value, and a value declared with it wins")
  func typesAndValues() {
    let file = file(
      """
      interface Response { a: string }
      type B = string
      interface D {} class D {}
      const x: Response = new Response()
      const y: B = B
      new D()
      """)
    #expect(file.scopes.contains("global Response used 4:25"))
    #expect(file.scopes.contains("global B used 5:14"))
    #expect(file.scopes.contains("  class D 3:22 used 6:5"))
    #expect(file.binding("x") == "const x in function#0: Response = call#0")
  }

  @Test("Names declared in `declare global` and other modules are no names of the file")
  func ambient() {
    let file = file("declare global { var a: string }\ndeclare module 'x' { const b: number }\na; b; export {}")
    #expect(file.scopes.contains("global a") && file.scopes.contains("global b"))
  }

  @Test("A type parameter is not the class of the same name")
  func typeParameters() {
    let file = file("class T {}\nfunction f<T>(a: T) { return a }")
    #expect(file.binding("a") == "parameter a in function#1(f): T = parameter#1.0")
    let type = file.model[file.model[BindingID(UInt32(3))].type]
    #expect(file.model.bindings[Int(type.a)].kind == .type)
  }

  @Test("Types of other modules and qualified names are read as names")
  func qualifiedTypes() {
    let file = file("let a: import('express').Application, b: express.Router, c: typeof d, e: F[]")
    #expect(file.binding("a") == "let a in function#0: import(\"express\").Application")
    #expect(file.imports == ["import static \"express\" in function#0 type"])
    #expect(file.binding("b") == "let b in function#0: global express.Router")
    #expect(file.binding("c") == "let c in function#0: global d")
    #expect(file.binding("e") == "let e in function#0")
  }

  @Test("Names in types are found when asked for")
  func typeReferences() {
    let file = file("interface A {}\nfunction f(): Map<string, A> { return x }")
    let use = file.node("A", .tsTypeReference)
    let binding = file.analyzer.binding(of: file.tree.child(use, 0))
    #expect(binding.map { file.model[$0].kind } == .type)
    let map = (1...UInt32(file.tree.nodeCount)).map { NodeID($0) }.first {
      file.tree.kind($0) == .identifier && file.tree.text($0) == "Map"
    }
    #expect(map.map { file.analyzer.isGlobal($0) } == true)
  }
}
