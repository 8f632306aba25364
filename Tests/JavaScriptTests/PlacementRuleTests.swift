import JavaScript
import Testing

@Suite("Rules of declarations, modules and casts in TypeScript")
struct PlacementRuleTests {
  @Test(
    "Imports, exports and namespaces stand at the top of a file or namespace",
    arguments: [
      Ruling(
        "'import' and 'export' stand at the top level",
        rejected: [
          "{ export function a() {} }", "if (a) { export { b } }", "{ import a = b }", "function f() { export = g }",
        ],
        accepted: [
          "namespace A { export function b() {} import c = d; namespace E { export const f = 1 } }",
          "declare module 'a' { import b from 'c'; export default b; }",
        ]),
      Ruling(
        "a namespace stands at the top level", rejected: ["{ namespace A {} }", "function f() { namespace A.B {} }"],
        accepted: [
          "namespace A.B { namespace C {} }", "export declare namespace A {}", "declare global { namespace A {} }",
        ]),
      Ruling(
        "nothing can be declared here", rejected: ["if (a) type B = C", "for (;;) interface A {}"],
        accepted: ["if (a) { type B = C }", "if (a) type", "for (;;) { interface A {} }"]),
      Ruling("an enum cannot be declared here", rejected: ["if (a) enum B {}"], accepted: ["if (a) { enum B {} }"]),
      Ruling(
        "'declare' does not go with an import", rejected: ["declare import a = b"], accepted: ["import a = b"]),
      Ruling(
        "'declare' is not repeated", rejected: ["declare namespace A { declare function f(): T }"],
        accepted: ["declare namespace A { function f(): T }"]),
      Ruling(
        "no statement stands where things are only declared",
        rejected: ["declare namespace A { ; }", "declare module 'a' { if (b) {} }"],
        accepted: ["namespace A { ; }"]),
      Ruling("'return' belongs in a function", rejected: ["return"], accepted: ["() => { return }"]),
    ])
  func placement(_ ruling: Ruling) { ruling.expect() }

  @Test("A declaration file has neither statements nor bodies, but may have stray semicolons")
  func declarationFiles() {
    Ruling(
      "no statement stands where things are only declared",
      rejected: ["a()", "while (a) {}", "declare module 'a' { b() }"],
      accepted: ["declare class A { };", "interface A {};"], language: .dts
    ).expect()
    Ruling(
      "has no body", rejected: ["function a() {}", "export class A { b() {} }"],
      accepted: ["export function a(): void", "class A { b(): void; get c(): T; async d(): T }"], language: .dts
    ).expect()
    Ruling(
      "has no value", rejected: ["export let a = 1", "class A { b = 1 }"],
      accepted: ["export const a = 1, b = -1", "class A { static readonly b = 1 }"], language: .dts
    ).expect()
  }

  @Test(
    "What is imported or exported as types only says so once",
    arguments: [
      Ruling(
        "a default name or names in braces, not both",
        rejected: ["import type a, { b } from 'c'", "import type a, {} from 'c'", "import type a, * as b from 'c'"],
        accepted: [
          "import type a from 'c'", "import type { a } from 'c'", "import type * as a from 'c'",
          "import a, { type b } from 'c'",
          "import type, { a } from 'c'", "import type type from 'c'", "import type from from 'c'",
          "import type from 'c'",
        ]),
      Ruling(
        "'type' before the braces goes for all",
        rejected: ["import type { type a } from 'c'", "export type { type a } from 'c'"],
        accepted: [
          "import { type a } from 'c'", "export { type a, type as } from 'c'", "import type { type } from 'c'",
        ]),
      Ruling(
        "a module with 'export =' exports nothing else",
        rejected: ["export = a; export const b = 1", "export default a; export = b"],
        accepted: ["export = a", "export = a; export as namespace B"]),
      Ruling("a module has one 'export ='", rejected: ["export = a; export = b"], accepted: ["export = (a, b)"]),
    ])
  func typeOnly(_ ruling: Ruling) { ruling.expect() }

  @Test(
    "Names of types and of enum members",
    arguments: [
      Ruling(
        "is a type of the language",
        rejected: [
          "class string {}", "interface any {}", "type number = T", "enum symbol {}", "type A<object> = T",
          "type A = B extends infer string ? C : D",
        ],
        accepted: ["class String {}", "interface Any {}", "let string: string", "namespace any {}", "type symbols = T"]),
      Ruling(
        "an enum member is no number", rejected: ["enum A { 1 }", "enum A { 1n = 2 }", "enum A { [1] }"],
        accepted: ["enum A { '1b', ['c'], [`d`] = 1 }"]),
      Ruling("not computed", rejected: ["enum A { [b] }", "enum A { [`b${c}`] }"], accepted: ["enum A { b = c[d] }"]),
      Ruling("the members of an enum are not private", rejected: ["enum A { #b }"], accepted: ["enum A { b }"]),
      Ruling(
        "expected the name of an interface", rejected: ["interface A extends implements {}"],
        accepted: ["interface A extends B {}"]),
    ])
  func names(_ ruling: Ruling) { ruling.expect() }

  @Test(
    "Tuples and index signatures",
    arguments: [
      Ruling(
        "a rest element of a tuple is not optional", rejected: ["type A = [...b?: C[]]", "type A = [...C?]"],
        accepted: ["type A = [...b: C[]]", "type A = [b?: C, ...D]"]),
      Ruling(
        "a member of a type has no modifier but readonly",
        rejected: ["interface A { async b(): T }", "type A = { static b: T }"],
        accepted: ["interface A { readonly b: T; async(): T; public: T; private?: T }", "type A = { static\n b: T }"]),
      Ruling(
        "an index signature ends without a comma", rejected: ["type A = { [a: string,]: T }"],
        accepted: ["type A = { [a: string]: T, }"]),
    ])
  func types(_ ruling: Ruling) { ruling.expect() }

  @Test(
    "Casts that are assigned to or calculated with have parentheses",
    arguments: [
      Ruling(
        "put parentheses around a cast that is assigned to",
        rejected: ["a as T = b", "<T>a = b", "a satisfies T += b"],
        accepted: ["(a as T) = b", "(<T>a) = b", "a! = b", "[a as T] = b", "for (a as T of b) {}"]),
      Ruling(
        "this cannot be assigned to", rejected: ["(a() as T) = b", "(<T>a()) = b", "a()++"],
        accepted: ["(a().b as T) = c"]),
      Ruling(
        "put parentheses around the cast",
        rejected: ["a + b as T * c", "a + b as T as U * c", "a << b satisfies T + c"],
        accepted: [
          "a as T * b", "a + (b as T) * c", "(a + b as T) * c", "a + b as T - c", "a * b as T + c", "a + b as T > c",
        ]),
    ])
  func casts(_ ruling: Ruling) { ruling.expect() }

  @Test(
    "'using' declares names, and not the keys of an object",
    arguments: [
      Ruling(
        "'using' declares names", rejected: ["{ using a = b, [c] = d }", "{ await using a = b, { c } = d }"],
        accepted: ["{ using a = b, c = d }", "{ for (using of: T = a;;) {} }"]),
      Ruling(
        "'using' goes with 'of'",
        rejected: ["for (using a in b) {}", "for (await using a in b) {}"],
        accepted: ["for (using a of b) {}", "for (using in a) {}"]),
      Ruling(
        "has no type of its own", rejected: ["for (const a: T of b) {}", "for (var a: T in b) {}"],
        accepted: ["for (const a of b as T) {}"]),
      Ruling(
        "has no value of its own", rejected: ["for (var a = 1 in b) {}"], accepted: ["for (var a in b) {}"]),
    ])
  func loops(_ ruling: Ruling) { ruling.expect() }

  @Test("TypeScript allows no octal numbers, strict or not")
  func octal() {
    Ruling("no numbers with a leading zero", rejected: ["a = 017"], accepted: ["a = 0o17"]).expect()
    Ruling("no octal escape", rejected: ["a = '\\17'"], accepted: ["a = '\\0'"]).expect()
    #expect(Parsed("a = 017", .js, goal: .script).problems == [])
  }

  @Test("JSX elements are not compared bare, and only HTML names have hyphens")
  func elements() {
    Ruling(
      "an element that is compared stands in parentheses", rejected: ["a = <b /> < 5"], accepted: ["a = (<b />) < 5"],
      language: .jsx
    )
    .expect()
    Ruling(
      "a name after a dot holds no '-'", rejected: ["<a.b-c />"], accepted: ["<a-b />", "<a.b c-d />", "<a:b-c />"],
      language: .jsx
    ).expect()
  }
}

@Suite("What is a module is strict from its beginning")
struct ModuleStrictnessTests {
  @Test("What stands before the first import or export is read as part of a module")
  func backwards() {
    for (source, part) in [
      ("with (a) {}", "no 'with'"), ("var package", "reserved word in strict code"), ("a = 017", "leading zero"),
      ("delete a", "may not delete"), ("function arguments() {}", "may not declare"),
      ("let yield", "'yield' is a reserved word"),
      ("function f(await) {}", "'await' is a reserved word"),
      ("class A { b = await + 1 }", "'await' is a reserved word"),
    ] {
      expectProblem("\(source)\nexport {}", part)
      #expect(Parsed(source).problems == [], "in \(source)")
      expectProblem("\(source)\nimport b from 'c'", part)
    }
    for source in ["var package", "function arguments() {}", "var await"] {
      #expect(Parsed("\(source)\nexport {}", .ts).problems.count == 1, "in \(source)")
    }
    #expect(Parsed("declare function eval(): void\nexport {}", .ts).problems == [])
    expectProblem("declare var eval: T\nexport {}", "may not declare 'eval'", language: .ts)
  }

  @Test("'await' before a line break is the operator in a module, wherever the import stands")
  func awaitBeforeLineBreak() {
    expectShape("throw await\n  a; export {}", "ThrowStatement(AwaitExpression(a))", "ExportNamedDeclaration")
    expectShape("import 'a'; throw await\n  b", "ImportDeclaration('a')", "ThrowStatement(AwaitExpression(b))")
  }

  @Test("An alias for a part of a namespace makes no module")
  func alias() {
    #expect(!Parsed("import a = b.c; with (d) {}", .ts).isModule)
    #expect(Parsed("import a = b.c; with (d) {}", .ts).problems == [])
    #expect(Parsed("import await = a.b", .ts).problems == [])
    #expect(Parsed("import a = require('b')", .ts).isModule)
    #expect(Parsed("export import a = b.c", .ts).isModule)
    expectProblem("import a = require('b'); with (d) {}", "no 'with'", language: .ts)
  }

  @Test("'await using' belongs where 'await' does")
  func awaitUsing() {
    expectProblem("function f() { await using a = b }", "belongs in an async function")
    expectProblem("function f() { for (await using a of b) {} }", "belongs in an async function")
    for source in ["async function f() { await using a = b }", "await using a = b", "for (await using a of b) {}"] {
      #expect(Parsed(source).problems == [], "in \(source)")
    }
    #expect(Parsed("for (await using a of b) {}").isModule)
  }

  @Test("TypeScript has no private name right after '?.'")
  func optionalPrivateName() {
    expectProblem("class A { #b; c(d) { d?.#b } }", "no private name right after", language: .ts)
    #expect(Parsed("class A { #b; c(d) { d?.#b } }").problems == [])
    #expect(Parsed("class A { #b; c(d) { d?.e.f } }", .ts).problems == [])
  }
}
