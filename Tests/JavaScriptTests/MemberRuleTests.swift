import JavaScript
import Testing

@Suite("Rules of class members and parameters in TypeScript")
struct MemberRuleTests {
  @Test(
    "Modifiers stand once, in order, and with those only that they go with",
    arguments: [
      Ruling(
        "'public' belongs before 'static'", rejected: ["class A { static public a; }"],
        accepted: ["class A { public static a; }", "class A { static public; }", "class A { static public() {} }"]),
      Ruling(
        "'override' belongs before 'readonly'", rejected: ["class A { readonly override a; }"],
        accepted: ["class A { override readonly a; }"]),
      Ruling(
        "'abstract' belongs before 'override'",
        rejected: ["abstract class A { override abstract a: T; }"],
        accepted: ["abstract class A { abstract override a: T; }"]),
      Ruling(
        "'static' is written twice", rejected: ["class A { static static a; }"],
        accepted: ["class A { static static; }", "class A { static static\n a() {} }"]),
      Ruling(
        "'public' and 'private' exclude each other",
        rejected: ["class A { public private a; }", "class A { constructor(public private a) {} }"],
        accepted: ["class A { private public; }"]),
      Ruling(
        "'static' and 'abstract' exclude each other", rejected: ["abstract class A { static abstract a(); }"],
        accepted: ["abstract class A { abstract a(); static b() {} }"]),
      Ruling(
        "'private' and 'abstract' exclude each other", rejected: ["abstract class A { private abstract a; }"],
        accepted: ["abstract class A { protected abstract a; }"]),
      Ruling(
        "'async' and 'get' exclude each other", rejected: ["class A { async get a() { return 1 } }"],
        accepted: ["class A { async get() {} }"]),
      Ruling(
        "'declare' and 'override' exclude each other", rejected: ["class A { declare override a; }"],
        accepted: ["class A { declare public readonly a; public declare b; }"]),
      Ruling(
        "'readonly' and 'accessor' exclude each other", rejected: ["class A { readonly accessor a; }"],
        accepted: ["class A { private static override accessor a; }", "class A { readonly accessor; }"]),
    ])
  func modifiers(_ ruling: Ruling) { ruling.expect() }

  @Test("JavaScript has no second modifier after 'accessor', 'async' or 'get'")
  func scriptModifiers() {
    for source in ["accessor static a", "async static a() {}", "get static a() {}", "static static a"] {
      #expect(Parsed("class A { \(source) }").problems.count == 1, "in \(source)")
    }
    for source in [
      "accessor static", "async static() {}", "get static() {}", "static accessor a", "accessor\nstatic a",
    ] {
      #expect(Parsed("class A { \(source) }").problems == [], "in \(source)")
    }
  }

  @Test(
    "Each kind of member has modifiers of its own",
    arguments: [
      Ruling(
        "'readonly' goes with a field", rejected: ["class A { readonly a() {} }"],
        accepted: ["class A { readonly a = () => {}; readonly() {} }"]),
      Ruling(
        "'declare' goes with a field", rejected: ["class A { declare a() {} }"],
        accepted: ["class A { declare a: () => void; declare() {} }"]),
      Ruling(
        "a constructor is not marked 'override'", rejected: ["class A { override constructor() {} }"],
        accepted: ["class A { private constructor() {} }"]),
      Ruling(
        "a constructor is not marked 'abstract'", rejected: ["abstract class A { abstract constructor(); }"],
        accepted: ["abstract class A { protected constructor(); }"]),
      Ruling(
        "a constructor is not static", rejected: ["class A { static constructor() {} }"],
        accepted: ["class A { constructor() {} static b() {} }"]),
      Ruling(
        "a constructor has no type parameters", rejected: ["class A { constructor<T>(a: T) {} }"],
        accepted: ["class A<T> { constructor(a: T) {} }"]),
      Ruling(
        "a constructor has no return type", rejected: ["class A { constructor(): A {} }"],
        accepted: ["interface A { new (): A }"]),
      Ruling(
        "an index signature has no 'private'", rejected: ["class A { private [a: string]: T }"],
        accepted: ["class A { static readonly [a: string]: T }", "class A { private [a] = 1 }"]),
      Ruling(
        "a static block has no 'public'", rejected: ["class A { public static { b } }"],
        accepted: ["class A { static { b } }"]),
      Ruling(
        "'private' does not go with a private name",
        rejected: ["class A { private #a; }", "class A { private #a() {} }"],
        accepted: ["class A { static readonly #a = 1; override #b; async #c() {} }"]),
      Ruling(
        "a field may not be named 'constructor'",
        rejected: [
          "class A { constructor }", "class A { accessor 'constructor' = 1 }", "class A { 'construct\\x6fr': T }",
        ],
        accepted: ["class A { ['constructor']: T; 'constructor2' }", "interface A { constructor: T }"]),
    ])
  func kinds(_ ruling: Ruling) { ruling.expect() }

  @Test(
    "What is abstract belongs in an abstract class and has neither body nor value",
    arguments: [
      Ruling(
        "an abstract member belongs in a class marked 'abstract'",
        rejected: [
          "class A { abstract a(); }", "class A { abstract a: T; }", "declare class A { abstract a(): void; }",
          "abstract class A { b = class { abstract c(); } }",
        ],
        accepted: [
          "abstract class A { abstract a(); abstract b: T; abstract get c(): T; abstract accessor d: T }",
          "abstract class A { abstract() {} }", "class A { abstract\n a() {} }",
          "declare abstract class A { abstract a(): T }",
          "abstract class A { b() { class C {} } abstract d(): T }", "export default abstract class { abstract a() }",
        ]),
      Ruling(
        "what is abstract has no body",
        rejected: ["abstract class A { abstract a() {} }", "abstract class A { abstract set a(b) {} }"],
        accepted: ["abstract class A { a() {} }"]),
      Ruling(
        "what is abstract has no value", rejected: ["abstract class A { abstract a = 1 }"],
        accepted: ["abstract class A { a = 1; abstract b }"]),
      Ruling(
        "this accessor lacks its body", rejected: ["class A { get a(): T; }", "class A { set a(b: T); }"],
        accepted: ["declare class A { get a(): T; set a(b: T); }", "interface A { get a(): T; set a(b: T) }"]),
      Ruling(
        "only a function with a body is marked '*'",
        rejected: [
          "declare function* a(): T;", "declare class A { *a(): T; }", "function* a(b: T); function a(b) {}",
          "abstract class A { abstract *a(); }",
        ],
        accepted: ["function a(b: T); function* a(b) {}", "class A { *a() {} }"]),
      Ruling(
        "what is only declared is not marked async", rejected: ["declare class A { async a(): T; }"],
        accepted: ["declare class A { async(): T; }", "class A { async a() {} }"]),
    ])
  func abstractMembers(_ ruling: Ruling) { ruling.expect() }

  @Test(
    "An exclamation mark belongs to what is set later",
    arguments: [
      Ruling(
        "a field with a value needs no '!'", rejected: ["class A { a!: T = 1 }", "class A { #a! = 1 }"],
        accepted: ["class A { a!: T; readonly b!: T; private c!: T; accessor d!: T }"]),
      Ruling(
        "a field marked '!' needs a type", rejected: ["class A { a! }"], accepted: ["class A { a: T; b }"]),
      Ruling(
        "goes only with fields that constructors set",
        rejected: [
          "declare class A { a!: T }", "abstract class A { abstract a!: T }", "class A { declare a!: T }",
          "class A { static a!: T }",
        ],
        accepted: ["class A { override a!: T }"]),
      Ruling(
        "a variable with a value needs no '!'", rejected: ["let a!: T = 1", "var a! = 1", "const a!: T = b"],
        accepted: ["let a!: T", "var a!: T, b!: U", "let a = b!"]),
      Ruling("a variable marked '!' needs a type", rejected: ["let a!"], accepted: ["let a; a!"]),
      Ruling(
        "'!' has no place here", rejected: ["declare let a!: T", "for (let a!: T;;) {}"],
        accepted: ["for (let a: T;;) {}", "declare let a: T"]),
      Ruling("only a field is marked '!'", rejected: ["class A { a!() {} }"], accepted: ["class A { a?() {} }"]),
      Ruling(
        "an 'accessor' field is not optional", rejected: ["class A { accessor a?: T }"],
        accepted: ["class A { a?: T; #b?: U; accessor?: V }"]),
      Ruling(
        "a declared field has no value",
        rejected: ["class A { declare a = b }", "class A { declare readonly a: T = 1 }"],
        accepted: ["class A { declare a: T; declare readonly b = 1 }"]),
    ])
  func marks(_ ruling: Ruling) { ruling.expect() }

  @Test(
    "Accessors take ordinary parameters and no types",
    arguments: [
      Ruling(
        "an accessor has no type parameters",
        rejected: ["class A { get a<T>() { return 1 } }", "({ set a<T>(b) {} })"],
        accepted: ["class A { get<T>() {} }"]),
      Ruling(
        "a setter returns nothing", rejected: ["class A { set a(b): void {} }", "({ set a(b): T {} })"],
        accepted: ["class A { get a(): T { return 1 } set(b): T {} }"]),
      Ruling(
        "the parameter of a setter has no default", rejected: ["class A { set a(b = 1) {} }"],
        accepted: ["class A { set a({ b = 1 }) {} }"]),
      Ruling(
        "the parameter of a setter is not optional", rejected: ["class A { set a(b?: T) {} }"],
        accepted: ["class A { set(b?: T) {} }"]),
      Ruling(
        "the parameter of a setter is no rest parameter", rejected: ["class A { set a(...b) {} }"],
        accepted: ["class A { set a([...b]) {} }"]),
      Ruling(
        "the parameter of a setter is no rest parameter", rejected: ["({ set a(...b) {} })"],
        accepted: ["({ set(...b) {} })"]),
      Ruling(
        "the body of the function", rejected: ["a = { get b() }", "a = { b(c) }", "a = function b()"],
        accepted: ["a = { get b() { return 1 } }", "class A { b(c); b() {} }"]),
    ])
  func accessors(_ ruling: Ruling) { ruling.expect() }

  @Test(
    "Parameters have modifiers in constructors and decorators in classes",
    arguments: [
      Ruling(
        "modifiers only in the implementation of a constructor",
        rejected: [
          "function a(private b) {}", "class A { a(readonly b) {} }",
          "class A { constructor(public b); constructor(c) {} }",
          "a = { b(public c) {} }", "a = async <T>(public c) => {}",
        ],
        accepted: [
          "class A { constructor(private a, public readonly b = 1, protected override c?) {} }",
          "function a(readonly) {}",
        ]),
      Ruling(
        "a parameter that is a pattern has no modifiers",
        rejected: ["class A { constructor(private [b]) {} }", "class A { constructor(public { b } = {}) {} }"],
        accepted: ["class A { constructor(private a = [b]) {} }"]),
      Ruling(
        "a rest parameter has no modifiers", rejected: ["class A { constructor(private ...a) {} }"],
        accepted: ["class A { constructor(...a) {} }"]),
      Ruling(
        "'override' belongs before 'readonly'", rejected: ["class A { constructor(readonly override a) {} }"],
        accepted: ["class A { constructor(override readonly a) {} }"]),
      Ruling(
        "'readonly' is written twice", rejected: ["class A { constructor(readonly readonly a) {} }"],
        accepted: ["class A { constructor(readonly readonly) {} }"]),
      Ruling(
        "a field may not be named 'constructor'", rejected: ["class A { constructor(public constructor) {} }"],
        accepted: ["class A { constructor(constructor) {} }"]),
      Ruling(
        "a decorated parameter belongs to a method of a class",
        rejected: ["function a(@b c) {}", "a = { b(@c d) {} }", "class A { constructor(@b c); constructor(d) {} }"],
        accepted: ["class A { constructor(@b c, @d() private e) {} f(@g h = 1) {} static set i(@j k) {} }"]),
      Ruling(
        "a 'this' parameter has no decorators", rejected: ["class A { b(@c this: A) {} }"],
        accepted: ["class A { b(this: A, @c d) {} }"]),
      Ruling(
        "a 'this' parameter stands first", rejected: ["function a(b, this: T) {}"],
        accepted: ["function a(this: T, b) {}", "type A = (this: T) => void"]),
      Ruling(
        "a constructor has no 'this' parameter", rejected: ["class A { constructor(this: A) {} }"],
        accepted: ["class A { b(this) {} }"]),
    ])
  func parameterProperties(_ ruling: Ruling) { ruling.expect() }

  @Test(
    "Optional parameters stand last, and a default makes one optional by itself",
    arguments: [
      Ruling(
        "a required parameter may not follow an optional one",
        rejected: [
          "function a(b?, c) {}", "a = (b?, c) => 1", "class A { a(b?: T, { c }) {} }", "type A = (b?: T, c: U) => V",
          "interface A { b(c?: T, d: U): V }", "a = <T>(b?: T, c: T) => 1",
        ],
        accepted: [
          "function a(b?, c = 1, ...d) {}", "a = (b?: T, c?: U) => 1", "function a(b = 1, c) {}",
          "function a(this: T, b?: U) {}", "type A = (b: T, c?: U, ...d: V[]) => W",
        ]),
      Ruling(
        "a parameter with a default is optional already",
        rejected: ["function a(b?: T = 1) {}", "a = (b?: T = 1) => 1"],
        accepted: ["function a(b: T = 1) {}", "a = (b: T = 1) => 1"]),
      Ruling(
        "a rest parameter is never missing",
        rejected: ["function a(...b?) {}", "a = (...b?: T[]) => 1", "a = async (...b?: T[]): U => 1"],
        accepted: ["function a(...b: T[]) {}", "a = (...b: T[]) => 1"]),
      Ruling(
        "a rest element takes no default", rejected: ["a = (...b: T[] = []) => 1", "function a(...b = []) {}"],
        accepted: ["function a([...b] = []) {}"]),
    ])
  func optionalParameters(_ ruling: Ruling) { ruling.expect() }

  @Test(
    "Marks and types follow whole parameters and variables, not what patterns declare",
    arguments: [
      Ruling(
        "the type of what a pattern declares stands after the whole pattern",
        rejected: ["let [a: T] = b", "function f([a: T]) {}", "const { ...a: b } = {}", "let { a: b: T } = c"],
        accepted: ["let [a]: T = b", "function f([a]: T) {}", "let { a: b }: T = c", "function f(...a: T[]) {}"]),
      Ruling(
        "is not optional; give it a default", rejected: ["let [a?] = b", "function f({ a: b? }) {}"],
        accepted: ["let [a = 1] = b", "declare function f({ a }?: T): U"]),
      Ruling(
        "a variable is not optional", rejected: ["const a? = 1", "let [a]? = b", "try {} catch (e?) {}"],
        accepted: ["const a: T = 1", "try {} catch (e: unknown) {}"]),
    ])
  func patterns(_ ruling: Ruling) { ruling.expect() }

  @Test(
    "Decorators stand before classes, fields and implementations",
    arguments: [
      Ruling(
        "decorators stand only before a class",
        rejected: ["@a export function b() {}", "@a export default c", "@a export default function () {}"],
        accepted: ["@a export class B {}", "@a export default class {}", "@a export abstract class B {}"]),
      Ruling(
        "decorators stand only before a class", rejected: ["@a export @b class C {}"],
        accepted: ["export @a @b class C {}", "export default @a class {}", "@a @b export class C {}"]),
      Ruling(
        "a constructor has no decorators", rejected: ["class A { @b constructor() {} }"],
        accepted: ["class A { @b ['constructor']() {} }"]),
      Ruling(
        "an index signature has no decorators", rejected: ["class A { @b [c: string]: T }"],
        accepted: ["class A { @b [c]: T }"]),
      Ruling(
        "decorators stand only before a class", rejected: ["class A { @b static {} }"],
        accepted: ["class A { @b static c = {} }"]),
      Ruling(
        "a decorator goes with an implementation",
        rejected: ["class A { @b c(); c() {} }", "abstract class A { @b abstract c() }"],
        accepted: ["class A { c(); @b c() {} }", "class A { @b declare c: T; @d readonly e!: U }"]),
    ])
  func decorators(_ ruling: Ruling) { ruling.expect() }
}
