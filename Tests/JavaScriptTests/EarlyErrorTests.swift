import JavaScript
import Testing

@Suite("What the language forbids although it can be parsed")
struct EarlyErrorTests {
  @Test("break and continue have something to leave or to go on with")
  func jumps() {
    expectRule(
      rejected: """
        break //~ belongs in a loop or a 'switch'
        continue //~ belongs in a loop
        if (a) break
        { continue }
        switch (a) { case 1: continue }
        while (a) { function f() { break } }
        for (;;) { (() => { continue })() }
        for (;;) { class A { static { break } } }
        x: { continue x } //~ the label 'x' names none
        x: { y: for (;;) continue x }
        break x //~ no label 'x'
        x: while (a) { (function () { break x })() }
        x: for (;;) { class A { static { continue x } } }
        x: y: x: ; //~ the label 'x' is already open here, from line 1
        x: { { x: ; } }
        """,
      accepted: """
        while (a) break
        do { if (a) continue; else break } while (b)
        for (a in b) { switch (c) { case 1: continue; default: break } }
        switch (a) { default: break }
        x: { break x }
        x: y: for (;;) { continue x; continue y }
        x: if (a) { while (b) break x }
        x: { (() => { x: ; })() } x: ;
        x: ; x: ;
        x: for (;;) { y: { continue x } }
        x: switch (a) { default: while (b) { continue } }
        """)
  }

  @Test("A single statement declares nothing but, in sloppy code, a function")
  func singleStatements() {
    expectRule(
      rejected: """
        while (a) function f() {}
        for (;;) function f() {}
        if (a) x: function f() {}
        while (a) x: y: function f() {}
        with (a) function f() {}
        if (a) async function f() {}
        x: function* f() {}
        x: let y
        'use strict'; x: function f() {}
        """,
      accepted: """
        if (a) function f() {} else function g() {}
        x: y: function f() {}
        { x: function f() {} }
        while (a) { x: function f() {} }
        """)
  }

  @Test("super has its places")
  func superPlaces() {
    expectRule(
      rejected: """
        super.a //~ belongs in a method or field
        super() //~ belongs in the constructor
        function f() { super.a }
        class A { constructor() { super() } }
        class A extends B { m() { super() } }
        class A extends B { a = super() }
        class A extends B { static { super() } }
        class A extends B { constructor() { function f() { super() } } }
        class A extends B { static constructor() { super() } }
        class A extends B { constructor() { new super() } }
        class A extends super.B {}
        class A { #a; m() { super.#a } } //~ no private members
        ({ a: super.b })
        ({ a: function () { super.b } })
        ({ m() { super() } })
        (a = super.b) => 1
        """,
      accepted: """
        class A extends B { constructor(a = super()) { () => super() } }
        class A extends B { constructor() { super(); super.a() } m() { return () => super.m() } }
        class A extends B { 'constructor'() { super() } }
        class A { a = super.b; static { super.c } static m() { super.m } get a() { return super.a } }
        class A extends B { a = () => super.b; [c] = super.d }
        ({ m() { super.m() }, get a() { return super.a }, async *g(a = super.g) {} })
        class A extends B { constructor() { class C extends D { constructor() { super() } } super() } }
        class A { m() { return { n: super.n } } }
        """)
  }

  @Test("new.target has a meaning in functions, and in arrow functions of them")
  func newTarget() {
    expectRule(
      rejected: """
        new.target
        () => new.target
        ({ [new.target]: 1 })
        class A extends new.target {}
        """,
      accepted: """
        function f() { return () => new.target }
        function f(a = new.target) {}
        class A { a = new.target; static { new.target } }
        ({ m() { new.target }, set a(b) { new.target } })
        """)
    #expect(Parsed("new.target", goal: .commonJS).problems == [])
    #expect(!Parsed("new.target", goal: .module).problems.isEmpty)
  }

  @Test("Fields and static blocks know no arguments")
  func argumentsInFields() {
    expectRule(
      rejected: """
        class A { a = arguments }
        class A { a = () => arguments }
        class A { static a = { arguments } }
        class A { static { arguments } }
        class A { a = typeof (b, c = arguments) }
        function f() { class A { a = () => () => { arguments } } }
        """,
      accepted: """
        class A { a = function () { return arguments } }
        class A { [arguments] = 1 }
        class A { a = { m() { arguments } }; b = c.arguments; arguments = 1 }
        class A { m() { return () => arguments } static { (function () { arguments }) } }
        class A { a = { arguments: 1 } }
        """)
  }

  @Test("Private names are declared by a class around them")
  func privateNames() {
    expectRule(
      rejected: """
        a.#b //~ no class around declares '#b'
        class A { m() { this.#a } }
        class A { #a; m() { class B { n() { this.#b } } } }
        class A { #a } class B { m() { this.#a } }
        class A extends b.#c { #c }
        class A { m() { #a in b } }
        class A { #a; #a } //~ '#a' is already declared in line 1
        class A { #a; #a() {} }
        class A { get #a() {} get #a() {} }
        class A { get #a() {} static set #a(b) {} }
        class A { get #a() {} set #a(b) {} #a }
        class A { static #a; #a }
        class A { #a; m() { delete this.#a } }
        class A { #a; m() { delete this?.#a } }
        class A { #constructor }
        class A { #a; m() { !#a in b } }
        class A { #a; async m() { await #a in b } }
        class A { #a; m() { 1 + #a in b } }
        ({ #a: 1 })
        ({ #a() {} })
        var { #a: b } = c
        """,
      accepted: """
        class A { #a; m() { this.#a; this?.#a; b.#a() ; #a in b } }
        class A { m() { this.#a } #a = this.#b; #b }
        class A { get #a() {} set #a(b) {} static #b }
        class A { static get #a() {} static set #a(b) {} }
        class A { #a; m() { class B { #b; n() { this.#a.#b } } } }
        class A { #a; m() { class B extends (this.#a) { [this.#a] } } }
        class A { #a } class B { #a; m() { this.#a } }
        class A { #a; m() { function f() { b.#a } (() => c.#a)() } }
        class A { #a; m(b) { return (#a in b) && !(#a in c) } }
        """)
    #expect(Parsed("class A { #m(): void; #m(a?: number): void {} n() { this.#m() } }", .ts).problems == [])
    #expect(Parsed("class A { #a; m(b) { return b ? (c): d => this.#a : this.#a } }", .ts).problems == [])
    #expect(Parsed("class A { m(b) { return b ? (c): d => this.#a : this.#a } }", .ts).problems.count == 1)
  }

  @Test("Some members of classes may not be repeated, or not be named so")
  func members() {
    expectRule(
      rejected: """
        class A { constructor() {} constructor() {} } //~ another in line 1
        class A { constructor() {} 'constructor'() {} }
        class A { get constructor() {} }
        class A { *constructor() {} }
        class A { async constructor() {} }
        class A { constructor }
        class A { 'constructor' = 1 }
        class A { static constructor = 1 }
        class A { static prototype() {} }
        class A { static get 'prototype'() {} }
        class A { static prototype }
        class A { static static static() {} }
        class A { get get get() {} }
        class A { @a static {} }
        class A { set a(...b) {} }
        class A { m(@a b) {} } //~ in TypeScript only
        """,
      accepted: """
        class A { constructor() {} static constructor() {} ['constructor']() {} }
        class A { static constructor() {} static constructor() {} }
        class A { prototype() {} static ['prototype']() {} static prototype2 = 1 }
        class A { static static() {} static async async() {} static get get() {} static }
        class A { get; set; static; async; static get; async static() {} }
        class A { static async *a() {} static accessor b }
        """)
    #expect(Parsed("class A { constructor(); constructor(a?: number) {} }", .ts).problems == [])
    #expect(Parsed("declare class A { static prototype: A }", .ts).problems == [])
  }

  @Test("An object sets its prototype once")
  func proto() {
    expectRule(
      rejected: """
        ({ __proto__: a, __proto__: b }) //~ '__proto__' is given twice
        ({ __proto__: a, '__proto__': b })
        ({ '__proto__': a, "\\u005f_proto__": b })
        f({ __proto__: a, __proto__: b })
        async({ __proto__: a, __proto__: b })
        a = { b: { __proto__: a, __proto__: b } }
        ({ __proto__: a, __proto__: b }).c = 1
        """,
      accepted: """
        ({ __proto__: a, __proto__() {}, ['__proto__']: b, get __proto__() {} })
        ({ __proto__: a, __proto__ })
        ({ __proto__: a, __proto__: b } = c)
        ({ __proto__: a, __proto__: b }) => 1
        for ({ __proto__: a, __proto__: b } of c) ;
        ({ a: { __proto__: 1 }, b: { __proto__: 2 } })
        """)
  }

  @Test("Parameters do not wait")
  func waitingParameters() {
    expectRule(
      rejected: """
        function* g(a = yield) {}
        async function f(a = await 1) {}
        async function* g(a = await 1) {}
        function* g() { (a = yield) => 1 }
        function* g() { (a = b(yield)) => 1 }
        async function f() { (a = await 1) => 1 }
        async function f() { async (a = await 1) => 1 }
        async (a = await) => 1
        async (await) => 1
        async await => 1
        async (a = (await) => 1) => 1
        async (a = (b = await) => 1) => 1
        async function f(await) {}
        ({ *m(a = yield) {} })
        class A { async m(a = await 1) {} }
        """,
      accepted: """
        function* g() { (a = function* () { yield }) => 1 }
        async function f() { (a = async () => await 1) => 1 }
        async function f(a = async () => await 1) {}
        async (a = async () => { await 1 }) => 1
        function* g() { f(yield, (a) => 1); yield (a = 1) => a }
        async function f() { await (a => 1); await b((c = 1) => c) }
        async (a = function (await) {}) => 1
        (a = await) => 1
        async(await); async (a, await) ; (await) => 1
        async function f() { for (const a of await b) c((d = 1) => d) }
        """)
  }

  @Test("Strict code is strict from the name of its function on")
  func strictFunctions() {
    expectRule(
      rejected: """
        function eval() { 'use strict' }
        function yield() { 'use strict' }
        (function static() { 'use strict' })
        function f(arguments) { 'use strict' }
        function f(a, let) { 'use strict' }
        (interface) => { 'use strict' }
        eval => { 'use strict' }
        function f() { '\\07'; 'use strict' }
        function f([a]) { 'use strict' }
        'use strict'; function f(a = 1) { 'use strict' } //~ may not have its own 'use strict'
        class A { m(...a) { 'use strict' } }
        'use strict'; ({ eval = 1 } = a)
        'use strict'; [arguments] = a
        """,
      accepted: """
        function eval() {} function f(arguments, let) {}
        function f() { '\\07'; 'use strict' + 1 }
        function f() { 'use strict'; function g() {} } function static() {}
        'use strict'; function f(a = 1) { 'not strict' }
        ({ eval = 1 } = a)
        """)
    #expect(Parsed("class A { constructor(private a: B) { 'use strict' } }", .ts).problems == [])
  }

  @Test("Targets of assignments and heads of loops")
  func targets() {
    expectRule(
      rejected: """
        for (a = 0 in b) ;
        for (a = 0 of b) ;
        for (let.a of b) ;
        for (let().a of b) ;
        [...a,] = b
        [[...a,]] = b
        ({ ...a, } = b)
        ([...a,]) => 1
        (...a,) => 1
        async (...a,) => 1
        var { ...{ a } } = b
        function f({ ...[a] }) {}
        a?.`b`
        a?.b.c`d`
        """,
      accepted: """
        for (var a = 0 in b) ;
        for (let.a in b) ;
        for (let.a;;) ;
        [...a] = b; [...a, ]; [...[a, b]] = c
        ({ ...a } = b); ({ ...a.b } = c); ({ ...a, })
        (...a) => 1
        f(...a,)
        (a?.b)`c`
        """)
    #expect(Parsed("f() = 1").problems == [])
    #expect(!Parsed("f() = 1", .ts).problems.isEmpty)
    #expect(!Parsed("(f() as A)++", .ts).problems.isEmpty)
    #expect(Parsed("(f().a as A)++", .ts).problems == [])
    #expect(Parsed("({ a, ...b }: C<D, E>) => 1; ({ ...b }: C, d: E) => 1", .ts).problems == [])
  }

  @Test("using stands in blocks, functions and modules")
  func using() {
    expectRule(
      rejected: """
        using a = b
        switch (a) { case 1: using b = c }
        for (using a in b) ;
        { using a = b, [c] = d }
        { using a = b; let a }
        function f() { await using a = b } //~ belongs in an async function
        () => { await using a = b }
        function f() { for (await using a of b) ; }
        class A { static { await using a = b } }
        async function f(a = class { static { await using b = c } }) {}
        """,
      accepted: """
        { using a = b, c = d }
        async function f() { await using a = b; for (await using c of d) ; }
        function f() { using a = b }
        class A { static { using a = b } }
        switch (a) { case 1: { using b = c } }
        for (using a of b) ;
        """)
    #expect(Parsed("using a = b", goal: .module).problems == [])
    #expect(Parsed("using a = b", goal: .commonJS).problems == [])
  }

  @Test("A module exports what it declares, and each name once")
  func exports() {
    expectRule(
      rejected: """
        export { a } //~ 'a' is exported but not declared
        export { Array }
        { let a } export { a }
        function f() { var a } export { a }
        export { a, a }; let a //~ 'a' is already exported in line 1
        let a; export { a as b }; export function b() {}
        export default 1; export default 2 //~ 'default' is already exported
        export default 1; let a; export { a as default }
        export * as a from 'b'; export let a
        export { a as 'b', 'b' } from 'c'
        export let { a, b: [c] } = d; export { a } from 'e'
        export class A {} export { A }
        export { a as '\\uD800' } from 'b' //~ half a surrogate pair
        import { '\\uDC00\\uD800' as a } from 'b'
        import a from 'b' with { type: 'c', type: 'd' } //~ 'type' is given twice
        export {} from 'a' with { type: 'c', 'type': 'd' }
        """,
      accepted: """
        export { a }; let a
        export { f, g as default }; function f() {} { var g }
        export { a }; import { a } from 'b'
        export { a } from 'b'; export { a as c } from 'b'
        export { a as 'b c', a as '\\uD83D\\uDE00' }; var a
        export * from 'a'; export * from 'a'
        export default class A {} export { A }
        import a from 'b' with { type: 'c', 'd e': 'f' }
        """, goal: .module)
    #expect(Parsed("export { A }; export { A as B }", .ts).problems == [])
  }

  @Test("await is no name in a module, however the file became one")
  func awaitInModules() {
    expectRule(
      rejected: "export default class { a = await + 1 }\nimport a from 'b'; function f() { var await }",
      accepted: "function f() { var await }\nexport default class { await = 1 }\nimport { await as a } from 'b'",
      goal: .auto)
  }
}
