import JavaScript
import Testing

@Suite("Functions and arrow functions")
struct FunctionTests {
  @Test("Parentheses become parameters when an arrow follows them")
  func arrows() {
    expectExpression("() => {}", "ArrowFunctionExpression(BlockStatement)")
    expectExpression(
      "a => b => c", "ArrowFunctionExpression[+expression]([a], ArrowFunctionExpression[+expression]([b], c))")
    expectExpression(
      "(a, {b, c: [d] = [], ...e}, [f, , g] = h, ...i) => ({})",
      "ArrowFunctionExpression[+expression]([a, ObjectPattern([Property[+shorthand](b, b), Property(c, AssignmentPattern(ArrayPattern([d]), ArrayExpression)), RestElement(e)]), "
        + "AssignmentPattern(ArrayPattern([f, -, g]), h), RestElement(i)], ObjectExpression[+parenthesized])")
    expectExpression(
      "({a = 1}) => a",
      "ArrowFunctionExpression[+expression]([ObjectPattern([Property[+shorthand](a, AssignmentPattern(a, 1))])], a)")
    expectExpression("(a,) => a", "ArrowFunctionExpression[+expression]([a], a)")
    expectExpression(
      "f(a => a, (b) => b)",
      "CallExpression(f, [ArrowFunctionExpression[+expression]([a], a), ArrowFunctionExpression[+expression]([b], b)])")
    expectExpression("async => async", "ArrowFunctionExpression[+expression]([async], async)")
  }

  @Test("An arrow function takes nothing after its body")
  func arrowEnds() {
    expectShape(
      "a => {}\n(b)", "ExpressionStatement(ArrowFunctionExpression([a], BlockStatement))", "ExpressionStatement(b)")
    expectShape(
      "a => {}\n[b]", "ExpressionStatement(ArrowFunctionExpression([a], BlockStatement))",
      "ExpressionStatement(ArrayExpression([b]))")
    expectProblem("a => {} || b", "the end of the statement")
    expectProblem("a || b => c", "expected")
    expectProblem("a\n=> b", "expected")
    expectProblem("(a)\n=> b", "on the line of the parameters")
  }

  @Test("What only parameters may have is reported in plain parentheses")
  func onlyParameters() {
    expectProblem("()", "expected an expression between the parentheses")
    expectProblem("(a, )", "after the comma")
    expectProblem("(...a)", "only allowed here in the parameters")
    expectProblem("(a.b) => c", "cannot be a parameter")
    expectProblem("((a)) => b", "cannot be a parameter")
    expectProblem("([a.b]) => c", "cannot be a parameter")
    expectProblem("(...a, b) => c", "stands last")
    expectProblem("(a += 1) => b", "cannot be a parameter")
  }

  @Test("async is a name unless a function follows on its line")
  func asynchronous() {
    expectExpression(
      "async (a, ...b) => await a",
      "ArrowFunctionExpression[+async +expression]([a, RestElement(b)], AwaitExpression(a))")
    expectExpression("async a => a", "ArrowFunctionExpression[+async +expression]([a], a)")
    expectExpression("async(a, ...b)", "CallExpression(async, [a, SpreadElement(b)])")
    expectExpression("async()", "CallExpression(async)")
    expectExpression("async ? async.a : async", "ConditionalExpression(async, MemberExpression(async, a), async)")
    expectExpression(
      "(async function() {}).call()",
      "CallExpression(MemberExpression(FunctionExpression[+async +parenthesized](BlockStatement), call))")
    expectShape("async\nfunction f() {}", "ExpressionStatement(async)", "FunctionDeclaration(f, BlockStatement)")
    expectShape(
      "async\nx => x", "ExpressionStatement(async)", "ExpressionStatement(ArrowFunctionExpression[+expression]([x], x))"
    )
    expectShape(
      "for (async of => a;;) ;", "ForStatement(ArrowFunctionExpression[+async +expression]([of], a), EmptyStatement)")
    expectProblem("for (async of a) ;", "may not begin with 'async of'")
    #expect(Parsed("async function f() { for await (async of a) ; }").problems == [])
  }

  @Test("yield is an operator in generators and a name in sloppy code elsewhere")
  func yielding() {
    expectShape(
      "function* f() { yield; yield a; yield* b; c = yield; (yield) }",
      "FunctionDeclaration[+generator](f, BlockStatement([ExpressionStatement(YieldExpression), ExpressionStatement(YieldExpression(a)), "
        + "ExpressionStatement(YieldExpression[+delegate](b)), ExpressionStatement(AssignmentExpression[=](c, YieldExpression)), ExpressionStatement(YieldExpression[+parenthesized])]))"
    )
    expectExpression("yield * a", "BinaryExpression[*](yield, a)")
    expectShape(
      "function* f() { function g() { yield * a } }",
      "FunctionDeclaration[+generator](f, BlockStatement([FunctionDeclaration(g, BlockStatement([ExpressionStatement(BinaryExpression[*](yield, a))]))]))"
    )
    expectProblem("'use strict'; yield", "reserved word here")
    expectShape(
      "function* f() { yield\na }",
      "FunctionDeclaration[+generator](f, BlockStatement([ExpressionStatement(YieldExpression), ExpressionStatement(a)]))"
    )
  }

  @Test("await is an operator in async functions and modules, and a name in scripts")
  func awaiting() {
    expectExpression("await", "await")
    expectExpression("await (a)", "CallExpression(await, [a])")
    expectExpression("await (a)", "AwaitExpression(a)", goal: .module)
    expectShape("await a", "ExpressionStatement(AwaitExpression(a))")
    #expect(Parsed("await a").isModule)
    #expect(!Parsed("await (a)").isModule)
    expectShape(
      "await (a)\nimport 'b'", "ExpressionStatement(AwaitExpression(a))", "ImportDeclaration('b')")
    expectShape(
      "function f() { await (a) }",
      "FunctionDeclaration(f, BlockStatement([ExpressionStatement(CallExpression(await, [a]))]))")
    expectShape(
      "var await = 1; await + 1", "VariableDeclaration[var]([VariableDeclarator(await, 1)])",
      "ExpressionStatement(BinaryExpression[+](await, 1))")
    expectProblem("function f() { await a }", "belongs in an async function")
    expectProblem("await a", "belongs in a module", goal: .script)
    expectProblem("async function f() { var await }", "reserved word here")
    expectShape(
      "for await (const a of b) ;",
      "ForOfStatement[+await](VariableDeclaration[const]([VariableDeclarator(a)]), b, EmptyStatement)")
  }

  @Test("Functions in odd places that sloppy code allows")
  func sloppyFunctions() {
    #expect(Parsed("if (a) function f() {} else function g() {}", goal: .script).problems == [])
    #expect(Parsed("x: function f() {}", goal: .script).problems == [])
    #expect(!Parsed("'use strict'; if (a) function f() {}", goal: .script).problems.isEmpty)
    #expect(!Parsed("while (a) function* f() {}", goal: .script).problems.isEmpty)
    #expect(!Parsed("if (a) class B {}", goal: .script).problems.isEmpty)
    #expect(!Parsed("if (a) const b = 1", goal: .script).problems.isEmpty)
  }

  @Test("A directive makes its function strict, and only simple parameters allow one")
  func directives() {
    expectShape(
      "function f() { 'use strict'; a }",
      "FunctionDeclaration(f, BlockStatement([ExpressionStatement[+directive]('use strict'), ExpressionStatement(a)]))")
    expectProblem("function f() { 'use strict'; with (a) b }", "no 'with'")
    expectProblem("function f(a = 1) { 'use strict' }", "may not have its own 'use strict'")
    #expect(Parsed("function f() { 'use\\x20strict'; with (a) b }").problems == [])
    #expect(Parsed("function f() { ('use strict'); with (a) b }").problems == [])
    #expect(Parsed("function f() { 'use strict' + 1; with (a) b }").problems == [])
    #expect(Parsed("function f() { 'use strict' } with (a) b").problems == [])
  }

  @Test("return at the top level is for CommonJS")
  func topLevelReturn() {
    #expect(Parsed("return 1", goal: .auto).problems == [])
    #expect(Parsed("return 1", goal: .commonJS).problems == [])
    expectProblem("return 1", "belongs in a function", goal: .script)
    expectProblem("return 1", "belongs in a function", goal: .module)
  }
}
