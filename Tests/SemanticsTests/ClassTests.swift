import JavaScript
import Semantics
import Testing

@Suite struct ClassTests {
  @Test("Members, heritage and what super and this mean")
  func members() {
    let file = Analysed(
      """
      class A extends B.C {
        static s = this.t
        #p = 1
        constructor(x) { super(x); this.x = x }
        get g() { return this.#p }
        set g(v) {}
        static async m() { return super.m() }
        ['k']() {}
        static { this.n() }
        arrow = () => this.g
      }
      """)
    #expect(
      file.classes == [
        "class#0 A extends global B.C", "  static field s = class#0.t", "  field #p = 1",
        "  constructor constructor = function#1(constructor)", "  getter g = function#2(g)",
        "  setter g = function#3(g)", "  static method m = function#4(m)", "  method k = function#5(k)",
        "  field arrow = function#7(arrow)",
      ])
    #expect(
      file.calls == [
        "call#0 super#0(x) in function#1(constructor) unused", "call#1 super#0.m() in function#4(m)",
        "call#2 this#6.n() in function#6 unused",
      ])
    #expect(file.functions[6].hasPrefix("function#6 staticBlock in function#0 of class#0 static"))
    #expect(file.functions[7] == "function#7(arrow) arrow in function#0 of class#0 this returns this#7.g")
  }

  @Test("Field initialisers that run code run in the constructor, which is made where none is written")
  func impliedConstructor() {
    let file = Analysed(
      "class A { a = load(this); b = () => 1 }\nclass C { a = load(); constructor() {} }\nclass D { a = 1 }")
    #expect(file.calls[0] == "call#0 global load(this#1) in function#1(constructor)")
    #expect(file.calls[1].hasSuffix("in function#3(constructor)"))
    #expect(file.model.classes[0].members.map(\.kind) == [.constructor, .field, .field])
    #expect(file.model.classes[1].members.map(\.kind) == [.field, .constructor])
    #expect(file.model.classes[2].members.map(\.kind) == [.field])
  }

  @Test("Decorators of classes, members and parameters are calls and values")
  func decorators() {
    let file = Analysed(
      """
      @Controller("users")
      export class Users implements OnInit {
        constructor(private readonly service: UserService, @Inject(TOKEN) other: Other) {}
        @Get(":id") @Log find(@Param("id") id: string) { return this.service.find(id) }
        @Input() size: Size = 1
      }
      """, path: "file.ts")
    #expect(
      file.classes == [
        "class#0 Users implements global OnInit @(call#0)",
        "  constructor constructor = function#1(constructor)",
        "  parameterProperty service: global UserService = parameter#1.0",
        "  method find = function#2(find) @(call#2, global Log)",
        "  field size: global Size = 1 @(call#5)",
      ])
    #expect(file.functions[1].contains("(service: global UserService, @(call#1) other: global Other)"))
    #expect(file.functions[2].contains("(@(call#3) id)"))
    #expect(file.calls[0] == "call#0 global Controller(\"users\") in function#0 decorator")
    #expect(file.calls[4] == "call#4 this#2.service.find(id) in function#2(find)")
  }

  @Test("Abstract and overloaded methods leave the one that has a body")
  func overloads() {
    let file = Analysed("abstract class A { a(): void; a(b?: C) {} abstract d(): void }", path: "file.ts")
    #expect(file.classes == ["class#0 A", "  method a = function#1(a)"])
  }
}
