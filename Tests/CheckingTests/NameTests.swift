import RulePages
import Testing

@testable import Checking

/// Names mean what they mean.
struct NameTests {
  @Test(
    "An imported name stands for the export, however the file came by it",
    arguments: [
      "import { readFileSync } from 'fs'; readFileSync('a')",
      "import { readFileSync as read } from 'node:fs'; read('a')",
      "import fs from 'fs'; fs.readFileSync('a')",
      "import * as fs from 'node:fs'; fs.readFileSync('a')",
      "import fs from 'fs'; const { readFileSync: r } = fs; r('a')",
      "const fs = require('fs'); fs.readFileSync('a')",
      "const { readFileSync } = require('node:fs'); readFileSync('a')",
      "var r = require('fs').readFileSync; r('a')",
      "const fs = require('fs'); const r = fs.readFileSync; const s = r; s('a')",
      "const fs = require('fs'); fs['readFileSync']('a')",
      "const fs = require('fs'); fs?.readFileSync?.('a')",
      "async function f() { const fs = await import('fs'); fs.readFileSync('a') }",
      "const io = { read: require('fs').readFileSync }; io.read('a')",
      "import fs from 'fs'; const r = fs.readFileSync.bind(fs); r('a')",
      "let fs = null; fs = require('fs'); fs.readFileSync('a')",
      "const fs = require('fs') || require('node:fs'); fs.readFileSync('a')",
    ])
  func imports(code: String) {
    #expect(PatternHarness("import { readFileSync } from 'fs'\nreadFileSync($$$)").found(in: code).count == 1)
    #expect(PatternHarness("import * as files from 'node:fs'\nfiles.readFileSync($$$)").found(in: code).count == 1)
    #expect(
      PatternHarness("$CALL($$$)", where: "$CALL resolves to \"node:{fs,zlib}#*Sync\"").found(in: code).count == 1)
  }

  @Test(
    "Other things of that name are other things",
    arguments: [
      "import { readFileSync } from './fs.js'; readFileSync('a')", "readFileSync('a')", "fs.readFileSync('a')",
      "function readFileSync() {} readFileSync('a')", "import fs from 'fs-extra'; fs.readFileSync('a')",
      "import fs from 'fs'; function f(fs) { fs.readFileSync('a') }", "import fs from 'fs'; fs.readFile('a')",
      "import fs from 'fs'; fs.promises.readFileSync('a')", "import fs from 'fs'; (mock || fs).readFileSync('a')",
      "let fs = require('fs'); fs = mock; fs.readFileSync('a')", "import fs from 'fs'; fs().readFileSync('a')",
    ])
  func otherThings(code: String) {
    #expect(!PatternHarness("import { readFileSync } from 'fs'\nreadFileSync($$$)").finds(code))
    #expect(!PatternHarness("$CALL($$$)", where: "$CALL resolves to \"fs#readFileSync\"").finds(code))
  }

  @Test(
    "A free name is the global",
    arguments: [
      ("console.log(1)", true), ("globalThis.console.log(1)", true), ("const { log } = console; log(1)", true),
      ("const c = console; c.log(1)", true), ("import console from 'node:console'; console.log(1)", true),
      ("import { logger as console } from './l.js'; console.log(1)", false), ("window.console.log(1)", true),
      ("function f(console) { console.log(1) }", false), ("const console = make(); console.log(1)", false),
      ("x.console.log(1)", false), ("console.error(1)", false), ("console.log.call(1)", false), ("log(1)", false),
    ])
  func globals(code: String, isFound: Bool) {
    #expect(PatternHarness("console.log($$$)").finds(code) == isFound, "\(code)")
    #expect(
      PatternHarness("$C($$$)", where: "$C resolves to \"#console.{log,trace}\"").finds(code) == isFound, "\(code)")
  }

  @Test("A member hole of a name from outside holds the member")
  func memberHoles() {
    let harness = PatternHarness("process.env.$NAME || $VALUE", at: "NAME")
    #expect(
      harness.found(in: "a(process.env.A || 1); const { env, env: { B } } = process; env.C || 2; B || 3; penv.D || 4")
        == ["A", "C", "B"])
    #expect(harness.found(in: "import { env } from 'process'; env.E ||= 1; env.F || 1") == ["F"])
    #expect(
      PatternHarness("console.$_($$$)").found(in: "console.log(1); console(2); console.a.b(3)") == ["console.log(1)"])
  }

  @Test("Names and chains are patterns without a call, at every use")
  func references() {
    #expect(
      PatternHarness("process.env.NODE_ENV").found(
        in: "f(process.env.NODE_ENV); process.env['NODE_ENV']; const { NODE_ENV } = process.env; g(NODE_ENV)"
      ).count == 3)
    #expect(
      PatternHarness("import { Stripe } from 'stripe'\nStripe").found(
        in: "import { Stripe as S } from 'stripe'; x = S; new S()") == ["S", "S"])
    #expect(PatternHarness("eval").found(in: "eval('1'); a.eval; ({ eval: 1 }); f(eval)") == ["eval", "eval"])
  }

  @Test("What several names have in common has one")
  func canonicalNames() {
    #expect(ExternalName("node:fs/promises#readFile") == ExternalName("fs#promises.readFile"))
    #expect(ExternalName("node:process#exit") == ExternalName("#process.exit"))
    #expect(ExternalName("#globalThis.fetch") == ExternalName("#fetch"))
    #expect(ExternalName("buffer#Buffer.from") == ExternalName("#Buffer.from"))
    #expect(ExternalName("express#default") == ExternalName(module: "express", path: []))
    #expect(ExternalName("express().use")?.path == ["()", "use"])
    #expect(ExternalName("node:test#test")?.module == "node:test")
    #expect(ExternalName("express") == nil)
    for text in ["fs#promises.readFile", "#process.exit", "express().use", "express#Router().get", "express#default"] {
      #expect(ExternalName(text)?.description == text)
    }
  }

  @Test(
    "Patterns of names",
    arguments: [
      ("node:{fs,zlib}#*Sync", "fs#readFileSync", true), ("fs#*Sync", "node:fs#readFile", false),
      ("timers#set*", "#setTimeout", true), ("node:timers#set*", "timers#setTimeout", true),
      ("@aws-sdk/*#*Client", "@aws-sdk/s3#S3Client", true), ("*#default", "left-pad#default", true),
      ("#{setTimeout,setInterval}", "timers#setInterval", true), ("fs/promises#*", "fs#promises.readFile", true),
      ("fs/promises#*", "fs#readFile", false), ("express().{use,get}", "express#default().use", true),
      ("node:*#*Sync", "fs#rmSync", true), ("process#*", "#process.exit", true), ("lodash#default", "lodash", false),
    ])
  func namePatterns(pattern: String, name: String, isMatch: Bool) throws {
    let pattern = try #require(ExternalPattern(pattern))
    #expect((ExternalName(name).map { pattern.matches($0) } ?? false) == isMatch)
  }

  @Test("Methods of what a package makes are known")
  func madeObjects() {
    let harness = PatternHarness("$USE($$$)", where: "$USE resolves to \"express().use\"")
    #expect(
      harness.found(in: "import express from 'express'; const app = express(); app.use(a); other.use(b)") == [
        "app.use(a)"
      ])
    #expect(
      PatternHarness("import express from 'express'\nexpress().use($X)", at: "X").found(
        in: "const e = require('express'); e().use(a)") == ["a"])
  }

  @Test("What may come through the project's own files is decided later")
  func deferredNames() throws {
    let inner = PatternHarness("import { cors } from 'cors'\n$APP.use(cors($$$))")
    let code = "import { cors } from './middleware.js'; app.use(cors()); app.use(other())"
    let draft = try #require(inner.drafts(in: code).first)
    #expect(inner.drafts(in: code).count == 1)
    #expect(draft.conditions.count == 1)
    #expect(inner.findings(in: code, FixedFacts(name: ExternalName("cors#cors"))).count == 1)
    #expect(inner.findings(in: code, FixedFacts(name: ExternalName("cors#other"))) == [])
    #expect(inner.findings(in: code) == [])
    // At the callee of the pattern itself the program brings the calls.
    #expect(PatternHarness("import { cors } from 'cors'\ncors($$$)").drafts(in: code).isEmpty)
    // Node's own modules are nobody else's.
    #expect(inner.drafts(in: "import { cors } from 'fs'; app.use(cors())").isEmpty)
  }

  @Test("Members of the object that holds the globals are what is written so")
  func globalScope() {
    let harness = PatternHarness("globalThis.$NAME = $V", at: "NAME")
    #expect(
      harness.found(in: "global.a = 1; globalThis.b = 2; x.c = 3; d = 4; global.e.f = 5; const g = global; g.h = 6")
        == ["a", "b", "h"])
    #expect(PatternHarness("f(global)").finds("f(globalThis)"))
  }

  @Test("A variable that is written to is no alias")
  func writtenVariables() {
    let harness = PatternHarness("process.env.$NAME = $V")
    #expect(
      harness.found(in: "let e = process.env.A; e = 1; process.env.B = 2; ({ C: e } = x)") == ["process.env.B = 2"])
    #expect(!harness.finds("const env = require('./env'); env.A = 1; let a; a = env()"))
  }
}
