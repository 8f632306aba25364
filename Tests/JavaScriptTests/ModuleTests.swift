import JavaScript
import Testing

@Suite("Modules")
struct ModuleTests {
  @Test("Imports of every form")
  func imports() {
    expectShape("import 'a'", "ImportDeclaration('a')")
    expectShape("import a from 'b'", "ImportDeclaration([ImportDefaultSpecifier(a)], 'b')")
    expectShape(
      "import a, * as b from 'c'", "ImportDeclaration([ImportDefaultSpecifier(a), ImportNamespaceSpecifier(b)], 'c')")
    expectShape(
      "import {a, b as c, default as d, 'e f' as g, } from 'h'",
      "ImportDeclaration([ImportSpecifier(a, a), ImportSpecifier(b, c), ImportSpecifier(default, d), ImportSpecifier('e f', g)], 'h')"
    )
    expectShape("import {} from 'a'", "ImportDeclaration('a')")
    expectShape(
      "import a from 'b' with {type: 'json', 'c': 'd'}",
      "ImportDeclaration([ImportDefaultSpecifier(a)], 'b', [ImportAttribute(type, 'json'), ImportAttribute('c', 'd')])")
    expectShape(
      "import a from 'b' assert {type: 'json'}",
      "ImportDeclaration([ImportDefaultSpecifier(a)], 'b', [ImportAttribute(type, 'json')])")
    expectShape("import defer * as a from 'b'", "ImportDeclaration[defer]([ImportNamespaceSpecifier(a)], 'b')")
    expectShape("import source a from 'b'", "ImportDeclaration[source]([ImportDefaultSpecifier(a)], 'b')")
    expectShape("import defer from 'b'", "ImportDeclaration([ImportDefaultSpecifier(defer)], 'b')")
    expectShape("import source from 'b'", "ImportDeclaration([ImportDefaultSpecifier(source)], 'b')")
    expectShape("import from from 'b'", "ImportDeclaration([ImportDefaultSpecifier(from)], 'b')")
    expectProblem("import {if} from 'a'", "'as' and a local name")
    expectProblem("import a 'b'", "'from'")
  }

  @Test("Exports of every form")
  func exports() {
    expectShape("export const a = 1", "ExportNamedDeclaration(VariableDeclaration[const]([VariableDeclarator(a, 1)]))")
    expectShape(
      "let a, b, d, e; export {a, b as c, d as default, e as 'f g'}",
      "VariableDeclaration[let]([VariableDeclarator(a), VariableDeclarator(b), VariableDeclarator(d), VariableDeclarator(e)])",
      "ExportNamedDeclaration([ExportSpecifier(a, a), ExportSpecifier(b, c), ExportSpecifier(d, default), ExportSpecifier(e, 'f g')])"
    )
    expectShape(
      "export {default, if as a} from 'b'",
      "ExportNamedDeclaration([ExportSpecifier(default, default), ExportSpecifier(if, a)], 'b')")
    expectShape("export * from 'a'", "ExportAllDeclaration('a')")
    expectShape("export * as a from 'b'", "ExportAllDeclaration(a, 'b')")
    expectShape("export default function() {}", "ExportDefaultDeclaration(FunctionDeclaration(BlockStatement))")
    expectShape(
      "export default async function a() {}", "ExportDefaultDeclaration(FunctionDeclaration[+async](a, BlockStatement))"
    )
    expectShape("export default class {}", "ExportDefaultDeclaration(ClassDeclaration)")
    expectShape(
      "export default async () => {}", "ExportDefaultDeclaration(ArrowFunctionExpression[+async](BlockStatement))")
    expectShape("export default a = b", "ExportDefaultDeclaration(AssignmentExpression[=](a, b))")
    expectShape(
      "export async function a() {}", "ExportNamedDeclaration(FunctionDeclaration[+async](a, BlockStatement))")
    expectProblem("export {if}", "names nothing to export")
    expectProblem("export a", "a declaration, '*' or '{'")
  }

  @Test("A file is a module by its declarations, its goal or its name")
  func moduleness() {
    #expect(Parsed("import 'a'").isModule)
    #expect(Parsed("export {}").isModule)
    #expect(!Parsed("require('a')").isModule)
    #expect(Parsed("a", goal: .module).isModule)
    #expect(ParseOptions.forPath("src/a.mjs").goal == .module)
    #expect(ParseOptions.forPath("src/a.d.cts") == ParseOptions(language: .dts, goal: .commonJS))
    expectProblem("import 'a'", "belong in a module", goal: .script)
    expectProblem("function f() { import 'a' }", "top level of a module")
    expectProblem("{ export {} }", "top level of a module")
    // Bundlers take import in a file named .cjs, and the tree is that of a module, though Node refuses it.
    #expect(Parsed("import 'a'", goal: .commonJS).isModule)
  }

  @Test("Module code is strict from its first import on")
  func strictness() {
    expectProblem("import 'a'; with (b) c", "no 'with'")
  }

  @Test("A file that is CommonJS by its name has no imports, exports and import.meta")
  func commonJS() {
    expectProblem("import a from 'a'", "CommonJS by its name", goal: .commonJS)
    expectProblem("export const a = 1", "CommonJS by its name", goal: .commonJS)
    expectProblem("import.meta.url", "belongs in a module", goal: .commonJS)
    #expect(Parsed("import('a'); return", goal: .commonJS).problems == [])
    #expect(Parsed("import a from 'a'; export = a", .ts, goal: .commonJS).problems == [])
  }

  @Test("Where exports make the file a module, 'await' is a name nowhere in it")
  func awaitInModules() {
    expectProblem("class C { x = await + 1 }\nexport { C }", "'await' is a reserved word")
    #expect(Parsed("class C { x = await + 1 }\nmodule.exports = C").problems == [])
  }

  @Test("Names between modules hold no half of a surrogate pair")
  func surrogates() {
    expectProblem("export { a as '\\ud83d' }; var a", "surrogate")
    #expect(Parsed("export { a as '\\ud83d\\ude00\\u{1F600}' }; var a").problems == [])
  }
}
