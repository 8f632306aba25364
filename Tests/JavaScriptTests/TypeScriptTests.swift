import JavaScript
import TestSupport
import Testing

@Suite("TypeScript")
struct TypeScriptTests {
  private func expectTS(
    _ source: String, _ expected: String..., language: ParseOptions.Language = .ts,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let parsed = Parsed(source, language)
    #expect(parsed.problems == [], "in \(source)", sourceLocation: sourceLocation)
    assertText(
      parsed.shape, equals: expected.joined(separator: "\n"), "the shape of \(source)", sourceLocation: sourceLocation)
  }

  @Test("Contextual words begin declarations only where a name follows on their line")
  func contextualWords() {
    expectTS(
      "type\nA = 1", "ExpressionStatement(type)", "ExpressionStatement(AssignmentExpression[=](A, 1))")
    expectTS("declare\na", "ExpressionStatement(declare)", "ExpressionStatement(a)")
    expectTS("abstract\nclass A {}", "ExpressionStatement(abstract)", "ClassDeclaration(A)")
    expectTS("interface\nA\n{}", "ExpressionStatement(interface)", "ExpressionStatement(A)", "BlockStatement")
    expectTS("namespace\nA\n{}", "ExpressionStatement(namespace)", "ExpressionStatement(A)", "BlockStatement")
    for word in [
      "type", "declare", "abstract", "interface", "namespace", "module", "global", "of", "is", "asserts", "infer",
      "readonly", "accessor", "keyof", "unique", "satisfies", "out", "override", "any", "string", "async", "get",
    ] {
      expectTS("\(word) = 1", "ExpressionStatement(AssignmentExpression[=](\(word), 1))")
      expectTS("\(word).a()", "ExpressionStatement(CallExpression(MemberExpression(\(word), a)))")
      expectTS("\(word)(a)", "ExpressionStatement(CallExpression(\(word), [a]))")
      expectTS("let \(word): A", "VariableDeclaration[let]([VariableDeclarator(\(word): TSTypeReference(A))])")
    }
    expectTS("type type = type", "TSTypeAliasDeclaration(type, TSTypeReference(type))")
    expectTS("type of = 1", "TSTypeAliasDeclaration(of, TSLiteralType(1))")
    expectTS("declare: a", "LabeledStatement(declare, ExpressionStatement(a))")
  }

  @Test("Interfaces extend qualified generic names")
  func interfaces() {
    expectTS(
      "interface A<B> extends C.D<B>, E { f: G }",
      "TSInterfaceDeclaration(A, TSTypeParameterDeclaration([TSTypeParameter(B)]), [TSHeritage(MemberExpression(C, D), TSTypeParameterInstantiation([TSTypeReference(B)])), TSHeritage(E)], [TSPropertySignature(f, TSTypeReference(G))])"
    )
    expectProblem("interface A extends 'b' {}", "name of an interface", language: .ts)
    expectProblem("interface A", "expected '{'", language: .ts)
  }

  @Test("Classes implement, and have abstract, declared and index members")
  func classes() {
    expectTS(
      "abstract class A<B> extends C<B> implements D, E.F<B> { abstract g(): H; declare i: J; static [k: string]: L; private constructor(readonly m?: N) { super() } }",
      "ClassDeclaration[+abstract](A, TSTypeParameterDeclaration([TSTypeParameter(B)]), C, TSTypeParameterInstantiation([TSTypeReference(B)]), [TSHeritage(D), TSHeritage(MemberExpression(E, F), TSTypeParameterInstantiation([TSTypeReference(B)]))], "
        + "[MethodDefinition[+abstract](g, TSEmptyBodyFunctionExpression(TSTypeReference(H))), PropertyDefinition[+declare](i, TSTypeReference(J)), TSIndexSignature[+static]([k: TSStringKeyword], TSTypeReference(L)), "
        + "MethodDefinition[private constructor](constructor, FunctionExpression([TSParameterProperty[+readonly](m?: TSTypeReference(N))], BlockStatement([ExpressionStatement(CallExpression(super))])))])"
    )
    expectTS("declare abstract class A {}", "ClassDeclaration[+declare +abstract](A)")
    expectTS(
      "export default abstract class {}", "ExportDefaultDeclaration(ClassDeclaration[+abstract])")
    expectTS("export abstract class A {}", "ExportNamedDeclaration(ClassDeclaration[+abstract](A))")
  }

  @Test("Enums")
  func enums() {
    expectTS(
      "enum A { B, C = 1 << 2, 'd' = B | C, }",
      "TSEnumDeclaration(A, [TSEnumMember(B), TSEnumMember(C, BinaryExpression[<<](1, 2)), TSEnumMember('d', BinaryExpression[|](B, C))])"
    )
    expectTS("const enum A {}", "TSEnumDeclaration[+const](A)")
    expectTS("declare const enum A {}", "TSEnumDeclaration[+declare +const](A)")
    expectTS("export const enum A {}", "ExportNamedDeclaration(TSEnumDeclaration[+const](A))")
    expectProblem("enum A { 1 }", "is no number", language: .ts)
    expectProblem("enum A { [b] }", "not computed", language: .ts)
    expectTS("enum A { ['b'] }", "TSEnumDeclaration(A, [TSEnumMember[+computed]('b')])")
    expectProblem("enum A { B C }", "expected ',' or '}'", language: .ts)
  }

  @Test("Namespaces, ambient modules and the global scope")
  func namespaces() {
    expectTS(
      "namespace A.B { export const c = 1 }",
      "TSModuleDeclaration[namespace](TSQualifiedName(A, B), TSModuleBlock([ExportNamedDeclaration(VariableDeclaration[const]([VariableDeclarator(c, 1)]))]))"
    )
    expectTS("module A {}", "TSModuleDeclaration[module](A, TSModuleBlock)")
    expectTS("declare module 'a';", "TSModuleDeclaration[module +declare]('a')")
    expectTS(
      "declare module 'a' { export default b; import c from 'd'; export = e; export * from 'f' }",
      "TSModuleDeclaration[module +declare]('a', TSModuleBlock([ExportDefaultDeclaration(b), ImportDeclaration([ImportDefaultSpecifier(c)], 'd'), TSExportAssignment(e), ExportAllDeclaration('f')]))"
    )
    expectTS(
      "declare global { var a: B }",
      "TSModuleDeclaration[global +declare](global, TSModuleBlock([VariableDeclaration[var]([VariableDeclarator(a: TSTypeReference(B))])]))"
    )
    expectTS(
      "declare namespace A { export { b } }",
      "TSModuleDeclaration[namespace +declare](A, TSModuleBlock([ExportNamedDeclaration([ExportSpecifier(b, b)])]))")
    expectProblem("namespace A { import b from 'c' }", "cannot import a module", language: .ts)
    expectProblem("namespace A { export default b }", "top level of a module", language: .ts)
    #expect(!Parsed("namespace A { export const b = 1 }", .ts).isModule)
  }

  @Test("Everything can be declared")
  func ambient() {
    expectTS(
      "declare const a: B, c: D",
      "VariableDeclaration[const +declare]([VariableDeclarator(a: TSTypeReference(B)), VariableDeclarator(c: TSTypeReference(D))])"
    )
    expectTS("declare let a", "VariableDeclaration[let +declare]([VariableDeclarator(a)])")
    expectTS(
      "declare function f(a?: B): C", "TSDeclareFunction[+declare](f, [a?: TSTypeReference(B)], TSTypeReference(C))")
    expectTS("declare type A = B", "TSTypeAliasDeclaration[+declare](A, TSTypeReference(B))")
    expectTS("declare interface A {}", "TSInterfaceDeclaration[+declare](A)")
    expectTS(
      "export declare class A { b(): C; }",
      "ExportNamedDeclaration(ClassDeclaration[+declare](A, [MethodDefinition(b, TSEmptyBodyFunctionExpression(TSTypeReference(C)))]))"
    )
    expectTS(
      "function f(a: B): C\nfunction f(a) {}", "TSDeclareFunction(f, [a: TSTypeReference(B)], TSTypeReference(C))",
      "FunctionDeclaration(f, [a], BlockStatement)")
    expectTS(
      "export const a: B",
      "ExportNamedDeclaration(VariableDeclaration[const]([VariableDeclarator(a: TSTypeReference(B))]))", language: .dts)
  }

  @Test("What is only declared has no values, bodies or statements")
  func ambientRules() {
    for (source, part) in [
      ("declare let a = 1", "has no value"), ("declare const a: B = 1", "has no value"),
      ("declare const a = b()", "has no value"), ("declare function f() {}", "no body"),
      ("declare class A { b() {} }", "no body"), ("declare class A { b = 1 }", "has no value"),
      ("declare namespace A { b() }", "no statement"), ("declare namespace A { declare let b }", "not repeated"),
      ("declare using a", "exists elsewhere"),
      ("declare namespace A { namespace B { export let c = 1 } }", "has no value"),
    ] {
      expectProblem(source, part, language: .ts)
    }
    #expect(
      Parsed("declare const a = -1, b = 'c', d = E.F; declare class G { static readonly h = 1 }", .ts).problems == [])
  }

  @Test("TypeScript's own forms of import and export")
  func importsAndExports() {
    expectTS("import a = require('b')", "TSImportEqualsDeclaration(a, TSExternalModuleReference('b'))")
    expectTS("import type a = require('b')", "TSImportEqualsDeclaration[+type](a, TSExternalModuleReference('b'))")
    expectTS("import a = B.C.D", "TSImportEqualsDeclaration(a, TSQualifiedName(TSQualifiedName(B, C), D))")
    expectTS("import type = A", "TSImportEqualsDeclaration(type, A)")
    expectTS("export import a = B", "TSImportEqualsDeclaration[+exported](a, B)")
    expectTS(
      "import type, { a } from 'b'", "ImportDeclaration([ImportDefaultSpecifier(type), ImportSpecifier(a, a)], 'b')")
    expectTS(
      "import type { a, b as c } from 'd'",
      "ImportDeclaration[+type]([ImportSpecifier(a, a), ImportSpecifier(b, c)], 'd')")
    expectTS(
      "import { type a, type as as } from 'b'",
      "ImportDeclaration([ImportSpecifier[+type](a, a), ImportSpecifier(type, as)], 'b')")
    expectTS("export = a.b", "TSExportAssignment(MemberExpression(a, b))")
    expectTS("export as namespace A", "TSNamespaceExportDeclaration(A)")
    expectTS("export type { A } from 'b'", "ExportNamedDeclaration[+type]([ExportSpecifier(A, A)], 'b')")
    expectTS("export type A = B", "ExportNamedDeclaration(TSTypeAliasDeclaration(A, TSTypeReference(B)))")
    expectTS("export default interface A {}", "ExportDefaultDeclaration(TSInterfaceDeclaration(A))")
    expectProblem("import a = B.if", "expected a name", language: .ts)
    expectProblem("import type a = B.C", "takes a module", language: .ts)
    expectProblem("export as A", "expected 'namespace'", language: .ts)
  }

  @Test("What follows the closing bracket decides between type arguments and comparisons")
  func typeArguments() {
    expectTS(
      "f<T>(a)", "ExpressionStatement(CallExpression(f, TSTypeParameterInstantiation([TSTypeReference(T)]), [a]))")
    expectTS(
      "f<T>`a`",
      "ExpressionStatement(TaggedTemplateExpression(f, TSTypeParameterInstantiation([TSTypeReference(T)]), TemplateLiteral([`a`])))"
    )
    expectTS(
      "f<T>;", "ExpressionStatement(TSInstantiationExpression(f, TSTypeParameterInstantiation([TSTypeReference(T)])))")
    expectTS(
      "new A<B<C>>",
      "ExpressionStatement(NewExpression(A, TSTypeParameterInstantiation([TSTypeReference(B, TSTypeParameterInstantiation([TSTypeReference(C)]))])))"
    )
    expectTS(
      "a?.b<T>(c)",
      "ExpressionStatement(CallExpression(MemberExpression[+optional](a, b), TSTypeParameterInstantiation([TSTypeReference(T)]), [c]))"
    )
    expectTS("a < b > c", "ExpressionStatement(BinaryExpression[>](BinaryExpression[<](a, b), c))")
    expectTS("a < b > -c", "ExpressionStatement(BinaryExpression[>](BinaryExpression[<](a, b), UnaryExpression[-](c)))")
    expectTS("a < b >> c", "ExpressionStatement(BinaryExpression[<](a, BinaryExpression[>>](b, c)))")
    expectTS(
      "a < b || c > (d)",
      "ExpressionStatement(LogicalExpression[||](BinaryExpression[<](a, b), BinaryExpression[>](c, d)))")
    expectTS(
      "f(a < b, c > (d))",
      "ExpressionStatement(CallExpression(f, [CallExpression(a, TSTypeParameterInstantiation([TSTypeReference(b), TSTypeReference(c)]), [d])]))"
    )
    expectTS(
      "f<T>\ng",
      "ExpressionStatement(TSInstantiationExpression(f, TSTypeParameterInstantiation([TSTypeReference(T)])))",
      "ExpressionStatement(g)")
    expectTS("a<b>=c", "ExpressionStatement(BinaryExpression[>=](BinaryExpression[<](a, b), c))")
    expectTS(
      "for (let i = 0; i < n; i++) ;",
      "ForStatement(VariableDeclaration[let]([VariableDeclarator(i, 0)]), BinaryExpression[<](i, n), UpdateExpression[++](i), EmptyStatement)"
    )
  }

  @Test("Type assertions and generic arrow functions")
  func angleBrackets() {
    expectTS("a = <B>c", "ExpressionStatement(AssignmentExpression[=](a, TSTypeAssertion(TSTypeReference(B), c)))")
    expectTS(
      "<const>['a']", "ExpressionStatement(TSTypeAssertion(TSTypeReference[+const](const), ArrayExpression(['a'])))")
    expectTS("<A>(b)", "ExpressionStatement(TSTypeAssertion(TSTypeReference(A), b))")
    expectTS(
      "<A>b.c + d",
      "ExpressionStatement(BinaryExpression[+](TSTypeAssertion(TSTypeReference(A), MemberExpression(b, c)), d))")
    expectTS(
      "a = <T>(b: T): T => b",
      "ExpressionStatement(AssignmentExpression[=](a, ArrowFunctionExpression[+expression](TSTypeParameterDeclaration([TSTypeParameter(T)]), [b: TSTypeReference(T)], TSTypeReference(T), b)))"
    )
    expectTS(
      "a = <T extends U, const V = W>(b) => {}",
      "ExpressionStatement(AssignmentExpression[=](a, ArrowFunctionExpression(TSTypeParameterDeclaration([TSTypeParameter(T, TSTypeReference(U)), TSTypeParameter[+const](V, TSTypeReference(W))]), [b], BlockStatement)))"
    )
    expectTS(
      "a = <T,>(b) => c",
      "ExpressionStatement(AssignmentExpression[=](a, ArrowFunctionExpression[+expression](TSTypeParameterDeclaration([TSTypeParameter(T)]), [b], c)))",
      language: .tsx)
    expectTS(
      "a = <T extends U>(b) => c",
      "ExpressionStatement(AssignmentExpression[=](a, ArrowFunctionExpression[+expression](TSTypeParameterDeclaration([TSTypeParameter(T, TSTypeReference(U))]), [b], c)))",
      language: .tsx)
    expectTS(
      "a as const satisfies B",
      "ExpressionStatement(TSSatisfiesExpression(TSAsExpression(a, TSTypeReference[+const](const)), TSTypeReference(B)))"
    )
    expectProblem("a = <<T>(b: T) => T>c", "expected an expression", language: .ts)
    expectProblem("new <A>B()", "expected a name", language: .ts)
    expectProblem("a<B>.c", "put parentheses", language: .ts)
    expectTS(
      "a = <const T extends />",
      "ExpressionStatement(AssignmentExpression[=](a, JSXElement[+self-closing](JSXIdentifier[const], [JSXAttribute(JSXIdentifier[T]), JSXAttribute(JSXIdentifier[extends])])))",
      language: .tsx)
    expectTS(
      "a! as B | C",
      "ExpressionStatement(TSAsExpression(TSNonNullExpression(a), TSUnionType([TSTypeReference(B), TSTypeReference(C)])))"
    )
  }

  @Test("JavaScript has no type syntax")
  func plainJavaScript() {
    expectShape("type = 1", "ExpressionStatement(AssignmentExpression[=](type, 1))")
    expectShape("f < T > (a)", "ExpressionStatement(BinaryExpression[>](BinaryExpression[<](f, T), a))")
    #expect(!Parsed("let a: B").problems.isEmpty)
    #expect(!Parsed("interface A {}").problems.isEmpty)
    #expect(!Parsed("enum A {}").problems.isEmpty)
  }

  @Test(
    "A broken declaration is one problem, and the one after it is found",
    arguments: [
      "interface { a: b }", "enum A { = 1 }", "namespace A. { }", "declare module { }", "type A B", "import a = ;",
      "import a = require(1);", "class A implements { }", "declare enum;", "namespace A { let = ; }",
    ])
  func recovery(_ source: String) {
    let parsed = Parsed(source + "\nfunction after() {}", .ts)
    #expect(parsed.problems.count == 1, "\(parsed.problems)")
    #expect(parsed.shape.hasSuffix("FunctionDeclaration(after, BlockStatement)"), "\(parsed.shape)")
  }
}

@Suite("Long and hostile TypeScript")
struct HostileTypeScriptTests {
  private func problems(_ source: String, _ language: ParseOptions.Language = .ts) -> [String] {
    Parsed.problemsOnly(source, language)
  }

  @Test(
    "Chains of fifty thousand links are loops",
    arguments: [
      ("type A = ", "B | ", "C"), ("type A = ", "B & ", "C"), ("type A = ", "b.", "C"), ("type A = B", "[]", ""),
      ("type A = B", "[0]", ""), ("type A = ", "B extends C ? D : ", "E"), ("type A = ", "keyof ", "B"),
      ("a", " as B", ""), ("a", "!", ""), ("a", "<B>(c)", ""), ("a = ", "b < ", "c"), ("namespace A", ".B", " {}"),
      ("interface A {", " b: C;", "}"), ("enum A {", "B,", "}"), ("type A = [", "B,", "]"),
    ])
  func chains(_ parts: (String, String, String)) {
    #expect(problems(parts.0 + String(repeating: parts.1, count: 50_000) + parts.2) == [])
  }

  @Test(
    "Trials inside trials are not repeated",
    arguments: [
      ("a = ", "a < (b = ", "c", ")"), ("a = ", "<T>(a = ", "b", ")"), ("a = ", "async <T>(a = ", "b", ")"),
      ("a = ", "a < {b: ", "c", "}"),
      ("a = ", "b<", "c", " > d"), ("type A = ", "X extends (infer B extends ", "C", ") ? D : E"),
      ("type A = ", "({a}: {a: ", "B", "}) => C"), ("type A = ", "(a: ", "B", ") => C"),
      ("a = ", "(b: C = ", "d", ") => e"),
    ])
  func trials(_ parts: (String, String, String, String)) {
    let source =
      parts.0 + String(repeating: parts.1, count: 24) + parts.2 + String(repeating: parts.3, count: 24)
    // Some of them are no TypeScript; what counts is that the answer comes.
    #expect(problems(source).count <= 1)
  }

  @Test("Ten thousand broken elements are one problem each, up to the most that are told")
  func brokenElements() {
    #expect(problems("<a>" + String(repeating: "{b c}", count: 10_000) + "</a>", .tsx).count == 100)
    #expect(problems("<a>" + String(repeating: "<b></c>", count: 10_000) + "</a>", .tsx).count == 100)
    #expect(problems("<a>" + String(repeating: "> ", count: 10_000) + "</a>", .tsx).count == 1)
  }
}
