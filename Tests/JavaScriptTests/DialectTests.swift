import JavaScript
import SourceText
import Testing

private func verdict(_ source: String) -> (dialect: Dialect, problems: [SyntaxProblem]) {
  let arena = TreeArena()
  defer { withExtendedLifetime(arena) {} }
  let tree = arena.parse(Array(source.utf8), options: ParseOptions(language: .js, goal: .auto))
  return (tree.dialect, tree.problems)
}

@Suite("Dialects are told in one problem, and broken JavaScript is not taken for one")
struct DialectTests {
  @Test(
    "Flow is known by its syntax, without a pragma",
    arguments: [
      "import type { User } from './types'\nexport const name = (u) => u.name\n",
      "import typeof Server from './server'\n",
      "export type Id = string\nexport opaque type Key = number\n",
      "opaque type Key = number\n",
      "declare var __DEV__: boolean\n",
      "declare export function f(string): void\n",
      "type Exact = {| a: number, b?: string |}\n",
      "function find(id: ?number) { return id }\n",
      "const total = (list: Array<number>): number => list.length\nfunction f() { return (total: any) }\n",
      "const any = (value: any)\n",
      "const f = (x) => ((x: any): string)\n",
      "type Point = { +x: number, -y: number }\n",
      "type Callback = (string, number) => void\ntype Other = string => void\n",
      "class Store { items: Array<Item> = []\n size: number\n add(item: Item) {} }\n",
      "function keep<T>(value: T): T { return value }\n",
      "enum Colour { Red, Green }\n",
      "class Person implements Named { }\n",
    ])
  func flow(_ source: String) {
    let (dialect, problems) = verdict(source)
    #expect(dialect == .flow)
    #expect(problems.map(\.kind) == [.dialect], "\(problems)")
  }

  @Test("A pragma says so for whatever does not parse, and a file that parses is read in spite of it")
  func pragma() {
    #expect(verdict("/* @flow strict */\nconst a = (b: C) => { component Foo() {} }\n").dialect == .flow)
    #expect(verdict("// @flow\nconst a = 1\n").dialect == .javaScript)
    #expect(verdict("// @flow\nconst a = 1\n").problems.isEmpty)
    #expect(verdict("// @noflow\nconst a = = 1\n").dialect == .javaScript)
  }

  @Test(
    "What is merely broken stays a syntax error",
    arguments: [
      "function f( { return 1 }\n", "const a = b ? c : d : e\n", "call(name: value)\n", "let port: 3000\n",
      "if (ready: true) { go() }\n", "const config: { port: 1, host: 'a' }\n", "case 1: break\n", "x = [a: b]\n",
      "class A { handler: function() { return 1 } }\n", "const type Name\n", "def f(x):\n  return x\n",
      "SELECT id FROM users WHERE a = ?;\n", "a ? b : ? c\n", "f(a, ? b)\n", "class A { name: value, other: thing }\n",
      "return { a: 1 b: 2 }\n", "<<<<<<< HEAD\nlet a = 1\n=======\nlet a = 2\n>>>>>>> b\n",
    ])
  func broken(_ source: String) {
    let (dialect, problems) = verdict(source)
    #expect(dialect == .javaScript)
    #expect(problems.contains { $0.kind == .syntax })
    #expect(!problems.contains { $0.kind == .dialect })
  }

  @Test("Re-exporting a default by name alone is a proposal, told once and read like the form that won")
  func exportDefaultFrom() {
    let parsed = Parsed("export App from './App'\nexport Login from './Login'\nfunction f() {}")
    #expect(parsed.problems == ["'export name from' is a proposal that Babel once read; the file is not examined"])
    #expect(parsed.shape.contains("ExportSpecifier(default, App)"))
    #expect(parsed.shape.hasSuffix("FunctionDeclaration(f, BlockStatement)"))
    #expect(verdict("export App, { b } from './App'\n").problems.map(\.kind) == [.syntax])
  }

  @Test("TypeScript files are never looked at this way")
  func typeScript() {
    let problems = Parsed("function f(a: ?number) {}", .ts).problems
    #expect(problems.count == 1)
    #expect(problems.first?.contains("not examined") == false)
  }
}
