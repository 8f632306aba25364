import JavaScript
import Testing

@Suite("Names that are declared twice")
struct RedeclarationTests {
  @Test("let, const and class share a name with nothing in their scope")
  func lexical() {
    expectRule(
      rejected: """
        let a; let a //~ 'a' is already declared in line 1
        let a; const a = 1
        const a = 1; var a
        var a; let a
        class A {} class A {}
        let f; function f() {}
        function f() {} const f = 1
        let { a, b: [c] } = d, [...c] = e //~ 'c' is already declared
        { let a; var a } //~ 'a' is already declared
        { let a; { var a } }
        { { var a } let a }
        { let a; for (var a of b) ; }
        { class a {} if (b) { try {} finally { var [a] = c } } }
        """,
      accepted: """
        let a; { let a }
        let a; { let b; { const a = 1 } }
        { let a } var a
        { let a } { let a } let a
        let a; function f() { var a } (() => { var a })
        function f() { var a; { let a } }
        var a; var a; function a() {} function a() {}
        { let a; (function () { var a })() }
        x: { var a } y: { let b }
        """)
  }

  @Test("The later declaration is reported, with the line of the earlier")
  func positions() {
    #expect(Parsed("\n{\n  var a\n  let b, a\n}").problems == ["'a' is already declared in line 3"])
    #expect(Parsed("let a\n\n{ let a }\nfunction f() { }\nvar a").problems == ["'a' is already declared in line 1"])
    #expect(Parsed("let a, a, a").problems.count == 2)
  }

  @Test("Sloppy code repeats functions in a block, and nothing else")
  func functionsInBlocks() {
    expectRule(
      rejected: """
        { function f() {} async function f() {} }
        { function* f() {} function f() {} }
        { function f() {} var f }
        { var f; function f() {} }
        { function f() {} let f }
        'use strict'; { function f() {} function f() {} }
        class A { m() { { function f() {} function f() {} } } }
        switch (a) { case 1: function f() {} default: class f {} }
        x: { y: function f() {} let f }
        """,
      accepted: """
        { function f() {} function f() {} }
        { function f() {} } var f
        { function f() {} } let f
        if (a) function f() {} else function f() {}
        switch (a) { case 1: function f() {} default: function f() {} }
        async function f() {} function* f() {}
        """)
  }

  @Test("Parameters differ from what the body declares, and in strict code from each other")
  func parameters() {
    expectRule(
      rejected: """
        function f(a) { let a } //~ 'a' is already declared
        function f({ b: [a] }) { const a = 1 }
        (a) => { class a {} }
        a => { let a }
        async a => { let a }
        ({ m(a) { let a } })
        function f(a, [a]) {} //~ two parameters are named 'a'
        function f(a, a = 1) {}
        function f(a, ...a) {}
        function f(a, a) { 'use strict' }
        'use strict'; function f(a, a) {}
        (a, a) => 1
        (a, { a }) => {}
        async (a, a) => 1
        ({ m(a, a) {} })
        class A { m(a, a) {} }
        """,
      accepted: """
        function f(a, a) {}
        function f(a) { var a; function a() {} }
        function f(a) { { let a } }
        (a) => { var a }
        function f(a) { (a) => { var a } }
        a => b => a => b
        function a(a) {} (function a() { let a })
        """)
  }

  @Test("The names of catch and of a loop's head differ from those of their block")
  func catchAndLoops() {
    expectRule(
      rejected: """
        try {} catch (e) { let e }
        try {} catch (e) { function e() {} }
        try {} catch ([e, e]) {}
        try {} catch ([e]) { var e }
        try {} catch ({ e }) { for (var e of a) ; }
        for (let a, a;;) ;
        for (const [a, a] of b) ;
        for (let a;;) { var a }
        for (let a in b) var a
        for (const a of b) { { var a } }
        for (let [let] of a) ; //~ 'let' is no name
        """,
      accepted: """
        try {} catch (e) { var e }
        try {} catch (e) { for (var e of a) ; }
        try {} catch (e) { { let e } }
        try {} catch { let e } try {} catch (e) {}
        for (let a;;) { let a }
        for (let a of b) { (() => { var a })() }
        for (var a;;) var a
        """)
  }

  @Test("All cases of a switch are one scope")
  func switches() {
    expectRule(
      rejected: """
        switch (a) { case 1: let b; case 2: let b }
        switch (a) { case 1: { var b } default: const b = 1 }
        switch (a) { case 1: let b; default: var b }
        switch (a) { default: ; default: }
        """,
      accepted: """
        switch (a) { case 1: { let b } case 2: let b }
        let b; switch (a) { case 1: let b }
        switch (a) { case 1: var b; case 2: var b }
        """)
  }

  @Test("Static blocks have variables of their own")
  func staticBlocks() {
    expectRule(
      rejected: """
        class A { static { let a; var a } }
        class A { static { let a; { var a } } }
        """,
      accepted: """
        let a; class A { static { var a } static { var a; function a() {} function a() {} } }
        { let a; class A { static { var a } } }
        """)
  }

  @Test("At the top of a module functions and imports stand for themselves alone")
  func modules() {
    expectRule(
      rejected: """
        import a from 'b'; let a
        import a from 'b'; var a
        import { a } from 'b'; import * as a from 'c'
        import { a, b as a } from 'c'
        import a from 'b'; function a() {}
        function a() {} function a() {}
        var a; function a() {}
        export default function a() {} class a {}
        export let a = 1; const a = 2
        """,
      accepted: """
        import a from 'b'; { let a }
        import { a as b, b as a } from 'c'
        export default function () {} export class a {}
        function f() { function a() {} function a() {} var a }
        var a; var a
        """, goal: .module)
  }

  @Test("A file that decides by itself is read as a module where it is one")
  func goalAuto() {
    #expect(Parsed("function a() {} function a() {}").problems == [])
    #expect(Parsed("function a() {} function a() {} export {}").problems == ["'a' is already declared in line 1"])
  }

  @Test("TypeScript merges what it merges")
  func typeScript() {
    expectRule(
      rejected: """
        let a; let a
        let a; var a
        const a = 1; function a() {}
        class A {} class A {}
        class A {} type A = 1
        type A = 1; type A = 2
        type A = 1; interface A {}
        enum A {} class A {}
        enum A {} interface A {}
        enum A {} const enum A {}
        const A = 1; enum A {}
        function f(a: number, b = a) { let a }
        """,
      accepted: """
        interface A {} interface A {} class A {}
        enum A { a } enum A { b } namespace A {}
        function f(): void; function f(a: number): void; function f(a?: number) {}
        declare function f(): void; declare namespace f {}
        class A {} namespace A {} interface A {}
        type A = 1; const A = 1; namespace A {}
        interface A {} const A: A = 1
        import { A } from 'a'; interface A {}
        import type B from 'b'; const B = 1
        namespace N { const a = 1 } namespace N { const a = 2 }
        class C { m(): void; m(a?: number): void {} }
        function f(this: A, a: A) {}
        function f(a: (b: number) => void, b: (a: number) => void) {}
        """, language: .ts, goal: .auto)
    #expect(Parsed("type A = 1\n// @ts-expect-error twice\ntype A = 2", .ts).problems == [])
    #expect(Parsed("// @ts-nocheck\nlet a\nlet a", .ts).problems == [])
    #expect(Parsed("let a; let a; type B = 1; type B = 2", .dts).problems == [])
  }

  @Test("Broken text declares much twice, and only what broke it is told")
  func brokenText() {
    let problems = Parsed("function f() {\n  let a = (\n}\nlet a\nlet a").problems
    #expect(problems.count >= 1)
    #expect(!problems.contains { $0.contains("already") })
  }

  @Test("An arena forgets the variables of the last file")
  func filesDoNotMix() {
    let arena = TreeArena()
    defer { withExtendedLifetime(arena) {} }
    for text in ["var a; function f() { var b; {", "let a, b", "{ let a; let b }", "let a, b; export { a }"] {
      let tree = arena.parse(Array(text.utf8), options: ParseOptions())
      #expect(!tree.problems.contains { $0.message.contains("already") }, "in \(text)")
    }
  }
}
