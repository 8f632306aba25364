import JavaScript
import Semantics
import Testing

@Suite struct ModuleTests {
  @Test("Static imports give whole modules, single exports and types")
  func imports() {
    let file = Analysed(
      """
      import a, { b as c, type D } from "./m"
      import * as e from 'node:fs'
      import type F from "f"
      import "side"
      """, path: "file.ts")
    #expect(
      file.imports == [
        "import static \"./m\" in function#0", "import static \"node:fs\" in function#0",
        "import static \"f\" in function#0 type", "import static \"side\" in function#0",
      ])
    #expect(file.values(of: "a") == "import(\"./m\").default")
    #expect(file.values(of: "c") == "import(\"./m\").b")
    #expect(file.binding("D") == "type D in function#0 = import(\"./m\").D")
    #expect(file.values(of: "e") == "module(\"node:fs\")")
    #expect(file.binding("F") == "type F in function#0 = import(\"f\").default")
    #expect(file.model.isModule)
  }

  @Test("Every form of export is recorded")
  func exports() {
    let file = Analysed(
      """
      export const a = 1, { b, c: [d] } = e
      export function f() {}
      export class G {}
      export { a as h, a as "x-y" }
      export { i, default as j } from "./k"
      export * from "./l"
      export * as m from "./n"
      export default function () {}
      """, path: "file.mjs")
    #expect(
      file.exports == [
        "export a = a", "export b = b", "export d = d", "export f = f", "export G = G", "export h = a",
        "export x-y = a", "export i = import(\"./k\").i", "export j = import(\"./k\").default",
        "export * from \"./l\"", "export m = module(\"./n\")", "export default = function#2(default)",
      ])
  }

  @Test("require gives the module: whole, by member, destructured, called, conditional or in a helper")
  func requires() {
    let file = Analysed(
      """
      const a = require('./a')
      const b = require("./b").b
      const { c, d: { e } } = require(`./c`)
      require('./r')(app)
      const f = ok ? require('./f') : null
      const g = _interopRequireDefault(require('./g'))
      const h = __importStar(require('./h'))
      const i = (0, require)('./i')
      module.require('./j')
      process.getBuiltinModule('fs').readFileSync(x)
      """)
    #expect(file.model.imports.count == 10)
    #expect(file.values(of: "a") == "module(\"./a\")")
    #expect(file.values(of: "b") == "module(\"./b\").b")
    #expect(file.values(of: "c") == "module(\"./c\").c")
    #expect(file.values(of: "e") == "module(\"./c\").d.e")
    #expect(file.values(of: "f") == "(module(\"./f\") | null)")
    #expect(file.values(of: "g") == "module(\"./g\")")
    #expect(file.values(of: "h") == "module(\"./h\")")
    #expect(file.values(of: "i") == "module(\"./i\")")
    #expect(
      file.calls == [
        "call#0 module(\"./r\")(global app) in function#0 unused",
        "call#1 module(\"fs\").readFileSync(global x) in function#0 unused",
      ])
  }

  @Test("A require that is a parameter, or whose argument is no constant, is an ordinary call")
  func ordinaryRequires() {
    let file = Analysed("define(function (require) { require('a') })\nrequire('./' + name)")
    #expect(file.imports.isEmpty)
    #expect(file.calls.last == "call#2 global require(concat(\"./\", global name)) in function#0 unused")
  }

  @Test("What createRequire of node:module gives loads modules; what another createRequire gives does not")
  func createRequire() {
    let file = Analysed(
      """
      import { createRequire as make } from 'node:module'
      import { createRequire } from './own'
      const require = make(import.meta.url)
      const load = createRequire(import.meta.url)
      const a = require('./a')
      const b = load('./b')
      """)
    #expect(file.values(of: "a") == "module(\"./a\")")
    #expect(file.values(of: "b") == "call#2")
  }

  @Test("A module loaded by import() is the same awaited")
  func dynamicImports() {
    let file = Analysed(
      """
      async function f() { const { a } = await import('./a'); import('./b').then(m => m.go()); import(name) }
      """)
    #expect(
      file.imports == ["import dynamic \"./a\" in function#1(f)", "import dynamic \"./b\" in function#1(f)"])
    #expect(file.values(of: "a") == "module(\"./a\").a")
    #expect(file.calls.first == "call#0 module(\"./b\").then(function#2) in function#1(f) unused")
  }

  @Test("Assignments to exports in all spellings")
  func commonJS() {
    let file = Analysed(
      """
      exports.a = 1
      module.exports.b = function () {}
      exports['c'] = module.exports.d = x
      exports = module.exports = { e, ...require('./f') }
      module.exports = class {}
      Object.assign(module.exports, { g }, require('./h'))
      """)
    #expect(
      file.exports == [
        "export a = 1", "export b = function#1(b)", "export d = global x", "export c = global x",
        "export = {e: global e, ...module(\"./f\")}", "export = class#0", "export g = global g",
        "export * from \"./h\"",
      ])
    #expect(file.writes.isEmpty)
    #expect(!file.model.isModule)
  }

  @Test("What TypeScript and Babel make of exports is read as what was written")
  func compiled() {
    let file = Analysed(
      """
      "use strict";
      Object.defineProperty(exports, "__esModule", { value: true });
      Object.defineProperty(exports, "a", { enumerable: true, get: function () { return b_1.a; } });
      __exportStar(require("./c"), exports);
      tslib_1.__exportStar(require("./d"), exports);
      var _e = require("./e");
      Object.keys(_e).forEach(function (key) {
        Object.defineProperty(exports, key, { enumerable: true, get: function () { return _e[key]; } });
      });
      exports.default = void 0;
      """)
    #expect(
      file.exports == [
        "export __esModule = true", "export a = global b_1.a", "export * from \"./c\"", "export * from \"./d\"",
        "export * from \"./e\"", "export default = undefined",
      ])
  }

  @Test("A parameter named exports or module is not the module's")
  func shadowedExports() {
    let file = Analysed("(function (exports, module) { exports.a = 1; module.exports = 2 })(x, y)")
    #expect(file.exports.isEmpty)
    #expect(file.writes == ["write exports.a = 1 in function#1", "write module.exports = 2 in function#1"])
  }

  @Test("TypeScript's own forms: import equals, export equals, namespaces of types")
  func typeScriptForms() {
    let file = Analysed(
      """
      import a = require("./a")
      import type b = require("./b")
      import C = a.C
      export import D = a.D
      export = a
      """, path: "file.ts")
    #expect(
      file.imports == ["import importEquals \"./a\" in function#0", "import importEquals \"./b\" in function#0 type"])
    #expect(file.values(of: "C") == "a.C")
    #expect(file.exports == ["export D = D", "export = a"])
  }

  @Test("Hashbang, directives, line count and JSX are seen")
  func wholeFile() {
    let file = Analysed("#!/usr/bin/env node\n'use client'\nconst a = <b />\n", path: "file.jsx")
    #expect(file.model.hasHashbang)
    #expect(file.model.directives.map { file.arena.atoms.text($0) } == ["use client"])
    #expect(file.model.lineCount == 3)
    #expect(file.model.hasJSX)
  }
}
