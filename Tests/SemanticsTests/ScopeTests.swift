import Testing

@Suite struct ScopeTests {
  @Test("A parameter shadows the name outside it, and the name is back after the function")
  func shadowing() {
    let file = Analysed(
      """
      const a = 1
      function f(a) { return a }
      a
      """)
    #expect(
      file.scopes == """
        module 1:1
          const a 1:7 used 3:1
          function f 2:10
          function 2:1
            parameter a 2:12 used 2:24

        """)
  }

  @Test("A var belongs to its function, wherever it is written, and a use before it means it")
  func hoisting() {
    let file = Analysed(
      """
      function f() {
        x
        if (a) { for (var x of b) { var y = x } }
        y
      }
      """)
    #expect(file.scopes.contains("    var x 3:21 used 2:3 3:39\n    var y 3:35 used 4:3\n"))
  }

  @Test("A let in a block is not seen after it")
  func blocks() {
    let file = Analysed("{ let a; a }\na")
    #expect(file.scopes == "module 1:1\n  block 1:1\n    let a 1:7 used 1:10\nglobal a used 2:1\n")
  }

  @Test("In sloppy code the function of a block is seen after it, in strict code not")
  func functionOfBlock() {
    let sloppy = Analysed("{ function f() {} }\nf()")
    #expect(!sloppy.scopes.contains("global f"))
    #expect(sloppy.calls == ["call#0 f() in function#0 unused"])
    #expect(sloppy.values(of: "f") == "function#1(f)")
    let strict = Analysed("'use strict'; { function f() {} }\nf()")
    #expect(strict.scopes.contains("global f used 2:1"))
  }

  @Test("A named function expression knows its own name, which nobody else does")
  func functionName() {
    let file = Analysed("const a = function b() { b() }\nb()")
    #expect(file.scopes.contains("functionName 1:11\n    function b 1:20 used 1:26"))
    #expect(file.scopes.contains("global b used 2:1"))
  }

  @Test("A default value does not see the variables of the body")
  func parameterDefaults() {
    let file = Analysed("const x = 1\nfunction f(a = x) { var x = 2; return x }")
    #expect(file.scopes.contains("const x 1:7 used 2:16"))
  }
}
