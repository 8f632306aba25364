import JavaScript
import Testing

@Suite("Statements and declarations")
struct StatementTests {
  @Test("let is a name in sloppy code unless a name or pattern follows")
  func letAsName() {
    expectExpression("let", "let")
    expectExpression("let = 1", "AssignmentExpression[=](let, 1)")
    expectExpression("let.a()", "CallExpression(MemberExpression(let, a))")
    expectShape("let\na", "VariableDeclaration[let]([VariableDeclarator(a)])")
    expectShape("if (a) let\nb", "IfStatement(a, ExpressionStatement(let))", "ExpressionStatement(b)")
    expectShape("let [a] = b", "VariableDeclaration[let]([VariableDeclarator(ArrayPattern([a]), b)])")
    expectShape("for (let in a) ;", "ForInStatement(let, a, EmptyStatement)")
    expectShape(
      "for (let of = 1;;) ;", "ForStatement(VariableDeclaration[let]([VariableDeclarator(of, 1)]), EmptyStatement)")
    expectShape(
      "for (let of of a) ;", "ForOfStatement(VariableDeclaration[let]([VariableDeclarator(of)]), a, EmptyStatement)")
    expectProblem("for (let of a) ;", "may not begin with 'let of'")
    expectProblem("let let = 1", "no name for a 'let'")
    #expect(!Parsed("'use strict'; let = 1").problems.isEmpty)
  }

  @Test("Every loop, and 'in' in their heads")
  func loops() {
    expectShape("for (;;) ;", "ForStatement(EmptyStatement)")
    expectShape(
      "for (var a = (b in c) ? 1 : 2; d; e++) f",
      "ForStatement(VariableDeclaration[var]([VariableDeclarator(a, ConditionalExpression(BinaryExpression[in +parenthesized](b, c), 1, 2))]), d, UpdateExpression[++](e), ExpressionStatement(f))"
    )
    expectShape("for (a in b) ;", "ForInStatement(a, b, EmptyStatement)")
    expectShape(
      "for (var a = 1 in b) ;",
      "ForInStatement(VariableDeclaration[var]([VariableDeclarator(a, 1)]), b, EmptyStatement)")
    expectShape("for ([a, b.c] of d) ;", "ForOfStatement(ArrayPattern([a, MemberExpression(b, c)]), d, EmptyStatement)")
    expectShape(
      "for ({a = 1} of b) ;",
      "ForOfStatement(ObjectPattern([Property[+shorthand](a, AssignmentPattern(a, 1))]), b, EmptyStatement)")
    expectShape(
      "for (const a of b) ;", "ForOfStatement(VariableDeclaration[const]([VariableDeclarator(a)]), b, EmptyStatement)")
    expectShape(
      "for (var a of () => { for (b in c) ; }) ;",
      "ForOfStatement(VariableDeclaration[var]([VariableDeclarator(a)]), ArrowFunctionExpression(BlockStatement([ForInStatement(b, c, EmptyStatement)])), EmptyStatement)"
    )
    expectProblem("for (let a, b of c) ;", "one name or pattern")
    expectProblem("for (let a = 1 of b) ;", "no value of its own")
    expectProblem("for (const a;;) ;", "needs a value")
    expectProblem("'use strict'; for (a() of b) ;", "cannot be assigned")
    expectProblem("for (1 of b) ;", "cannot be assigned")
  }

  @Test("using declares where a name follows on its line")
  func using() {
    expectShape("using a = b", "VariableDeclaration[using]([VariableDeclarator(a, b)])")
    expectShape("await using a = b", "VariableDeclaration[await using]([VariableDeclarator(a, b)])", goal: .module)
    expectShape("using\na", "ExpressionStatement(using)", "ExpressionStatement(a)")
    expectExpression("using[a] = b", "AssignmentExpression[=](MemberExpression[+computed](using, a), b)")
    expectShape(
      "for (using a of b) ;", "ForOfStatement(VariableDeclaration[using]([VariableDeclarator(a)]), b, EmptyStatement)")
    expectShape("for (using of b) ;", "ForOfStatement(using, b, EmptyStatement)")
    expectProblem("using a", "needs a value")
  }

  @Test("Declarations that need a value are reported without one")
  func missingValues() {
    expectProblem("const a", "needs a value")
    expectProblem("var {a}", "needs a value to take apart")
    #expect(Parsed("let a").problems == [])
  }

  @Test("Chains of else are branches of branches")
  func elseIf() {
    expectShape(
      "if (a) b; else if (c) d; else e",
      "IfStatement(a, ExpressionStatement(b), IfStatement(c, ExpressionStatement(d), ExpressionStatement(e)))")
    expectShape(
      "if (a) if (b) c; else d", "IfStatement(a, IfStatement(b, ExpressionStatement(c), ExpressionStatement(d)))")
  }

  @Test("Switches, labels and exceptions")
  func others() {
    expectShape(
      "switch (a) { case b: c; default: case d: }",
      "SwitchStatement(a, [SwitchCase(b, [ExpressionStatement(c)]), SwitchCase, SwitchCase(d)])")
    expectShape(
      "a: b: for (;;) continue a", "LabeledStatement(a, LabeledStatement(b, ForStatement(ContinueStatement(a))))")
    expectShape(
      "try {} catch ({a}) {} finally {}",
      "TryStatement(BlockStatement, CatchClause(ObjectPattern([Property[+shorthand](a, a)]), BlockStatement), BlockStatement)"
    )
    expectShape(
      "yield: await: 1", "LabeledStatement(yield, LabeledStatement(await, ExpressionStatement(1)))", goal: .script)
    expectShape(
      "with (a) b; debugger; ;", "WithStatement(a, ExpressionStatement(b))", "DebuggerStatement", "EmptyStatement")
    expectProblem("try {}", "'catch' or 'finally'")
  }

  @Test("Binding patterns have defaults, holes and rests")
  func patterns() {
    expectShape(
      "var {a, b: c = 1, [d]: e, 'f': g, ...h} = i, [j, , [k] = [], ...[l]] = m",
      "VariableDeclaration[var]([VariableDeclarator(ObjectPattern([Property[+shorthand](a, a), Property(b, AssignmentPattern(c, 1)), Property[+computed](d, e), Property('f', g), RestElement(h)]), i), "
        + "VariableDeclarator(ArrayPattern([j, -, AssignmentPattern(ArrayPattern([k]), ArrayExpression), RestElement(ArrayPattern([l]))]), m)])"
    )
    expectExpression(
      "[a, b.c = 1, ...d[e]] = f",
      "AssignmentExpression[=](ArrayPattern([a, AssignmentPattern(MemberExpression(b, c), 1), RestElement(MemberExpression[+computed](d, e))]), f)"
    )
    expectExpression(
      "({a, b: c.d, ...e} = f)",
      "AssignmentExpression[= +parenthesized](ObjectPattern([Property[+shorthand](a, a), Property(b, MemberExpression(c, d)), RestElement(e)]), f)"
    )
    expectExpression(
      "[{a: 1}].b = 2",
      "AssignmentExpression[=](MemberExpression(ArrayExpression([ObjectExpression([Property(a, 1)])]), b), 2)")
    expectProblem("[{a = 1}].b = 2", "only allowed in a pattern")
    expectProblem("var [...a, b] = c", "stands last")
    expectProblem("var {...a = 1} = c", "takes no default")
  }
}
