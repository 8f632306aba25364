import Auditing
import Findings
import Foundation
import ProjectFacts
import SourceText
import TestSupport
import Testing

/// What could not be examined is told with a place and a reason, and the rest is audited all the same.
@Suite("Coverage of an audit")
struct CoverageTests {
  private static let manifest = #"{ "name": "app", "private": true }"#
  /// A fault that is found whatever else is broken.
  private static let server = """
    const fs = require('fs')
    require('http').createServer((req, res) => res.end(fs.readFileSync('a.html'))).listen(80)
    """

  private func audit(_ folder: TemporaryFolder, at path: String = "") throws -> AuditReport {
    let project = try Project.load(at: path.isEmpty ? folder.path : "\(folder.path)/\(path)")
    return Audit(project: project, rules: RuleSelection(), options: AuditOptions(subject: "app", threads: 1)).run()
  }

  private func broken(_ path: String, _ text: String) throws -> AuditReport {
    let folder = try TemporaryFolder()
    try folder.write(Self.manifest, to: "package.json")
    try folder.write(Self.server, to: "server.js")
    try folder.write(text, to: path)
    return try audit(folder)
  }

  @Test("A syntax error is a gap with a place, and the other files are audited")
  func syntaxError() throws {
    let report = try broken("lib/half.js", "const a = 1\nfunction broken( {\n")
    let gap = try #require(report.coverage.gaps.first)
    #expect(report.coverage.gaps.count == 1)
    #expect(gap.kind == .syntaxError)
    #expect(gap.path == "lib/half.js")
    #expect((gap.position?.line ?? 0) >= 2)
    #expect(!gap.message.isEmpty && !gap.message.hasSuffix("."))
    #expect(report.findings.map(\.rule).contains("sync-call-in-handler"))
    #expect(report.coverage.examined == 2)
  }

  @Test(
    "A text that somebody pasted into code makes no generated file of it",
    arguments: ["/*\n * %\n */", "// %", "const page = '%'", "const page = `%`"])
  func pastedText(_ line: String) throws {
    let around = (0..<30).map { "exports.f\($0) = (a) => a + \($0)\n" }.joined()
    let pasted = line.replacing("%", with: String(repeating: "x, ", count: 4000))
    let report = try broken(
      "lib/app.js",
      "\(pasted)\nconst app = require('express')()\n"
        + "app.get('/', (req, res) => res.end(require('fs').readFileSync('a')))\napp.listen(80)\n\(around)")
    #expect(report.findings.contains { $0.path == "lib/app.js" && $0.rule == "sync-call-in-handler" })
  }

  @Test("Code in one line is somebody else's, whatever texts it has")
  func minified() throws {
    let code = (0..<400).map { "f('\($0)',()=>g(\($0)));" }.joined()
    let report = try broken(
      "lib/app.js",
      "const app = require('express')();app.get('/', (q, r) => r.end(require('fs').readFileSync('a')));\(code)\n")
    #expect(!report.findings.contains { $0.path == "lib/app.js" && $0.rule == "sync-call-in-handler" })
  }

  @Test("What is found in the code that could not be read is not told, and the rest of its file is")
  func findingsInBrokenCode() throws {
    let report = try broken(
      "lib/half.js",
      """
      const app = require('express')()
      app.get('/a', async (req, res) => { res.json(await.Store.find()) })
      app.get('/b', (req, res) => res.end(require('fs').readFileSync('b.html')))
      app.listen(3000)
      """)
    #expect(report.coverage.gaps.map(\.kind) == [.syntaxError])
    let rules = report.findings.filter { $0.path == "lib/half.js" }.map(\.rule)
    #expect(!rules.contains("async-handler-rejection"))
    #expect(rules.contains("sync-call-in-handler"))
  }

  @Test("A bundle is no code to be read")
  func bundle() throws {
    let module = "function load(a) { return require('fs').readFileSync(a) }\n"
    let text =
      "var __create = Object.create;\nvar __defProp = Object.defineProperty;\nvar __names = Object.keys;\n"
      + String(repeating: module, count: 50)
    let report = try broken("lib/bundle.js", text)
    #expect(report.coverage.excluded.flatMap(\.paths).contains("lib/bundle.js"))
  }

  @Test("An early error is told beside the findings of its file, which is examined")
  func earlyError() throws {
    let report = try broken("lib/twice.js", "const a = 1\nlet a\nlet a\n")
    #expect(report.coverage.gaps == [])
    #expect(report.coverage.earlyErrors.map(\.path) == ["lib/twice.js"])
    #expect(report.coverage.earlyErrors.map(\.kind) == [.earlyError])
    #expect(report.coverage.earlyErrors.first?.message == "'a' is already declared in line 1")
    #expect(report.coverage.earlyErrors.first?.position?.line == 2)
    #expect(report.findings.map(\.rule).contains("sync-call-in-handler"))
    #expect(report.coverage.examined == 3)
  }

  @Test("A malformed manifest is a gap with a place, and the sources are audited")
  func malformedManifest() throws {
    let report = try broken("package.json", "{\n  \"name\": \"app\",\n  \"scripts\": { \"start\": }\n}\n")
    #expect(report.coverage.gaps.map(\.kind) == [.malformedFile])
    #expect(report.coverage.gaps.first?.path == "package.json")
    #expect(report.coverage.gaps.first?.position?.line == 3)
    #expect(report.findings.contains { $0.rule == "sync-call-in-handler" })
  }

  @Test("A manifest that is no object is a gap")
  func manifestIsAList() throws {
    let report = try broken("packages/one/package.json", "[]\n")
    #expect(report.coverage.gaps.map(\.path) == ["packages/one/package.json"])
    #expect(report.coverage.gaps.map(\.kind) == [.malformedFile])
  }

  @Test("A file with Flow annotations is a gap of its own kind")
  func flow() throws {
    let report = try broken("lib/flow.js", "// @flow\nconst add = (a: number, b: ?number): number => a + (b || 0)\n")
    #expect(report.coverage.gaps.map(\.kind) == [.unsupportedDialect])
    #expect(report.coverage.gaps.first?.path == "lib/flow.js")
  }

  @Test("Nesting beyond the limit is a gap, not a crash")
  func deepNesting() throws {
    let report = try broken(
      "lib/deep.js", String(repeating: "[\n", count: 100_000) + String(repeating: "]\n", count: 100_000))
    #expect(report.coverage.gaps.map(\.kind) == [.limit])
    #expect(report.findings.map(\.rule).contains("sync-call-in-handler"))
  }

  @Test("A file that may not be read is a gap", .enabled(if: geteuid() != 0, "root may read everything"))
  func unreadable() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.manifest, to: "package.json")
    try folder.write(Self.server, to: "server.js")
    try folder.write("1", to: "secret.js")
    chmod("\(folder.path)/secret.js", 0)
    let report = try audit(folder)
    #expect(report.coverage.gaps.map(\.kind) == [.unreadable])
    #expect(report.coverage.gaps.first?.path == "secret.js")
  }

  @Test("A link out of the project is told and not followed")
  func linkOut() throws {
    let outside = try TemporaryFolder()
    try outside.write(Self.server, to: "elsewhere.js")
    let folder = try TemporaryFolder()
    try folder.write(Self.manifest, to: "package.json")
    try folder.write("1", to: "index.js")
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/out.js", withDestinationPath: "\(outside.path)/elsewhere.js")
    let report = try audit(folder)
    #expect(report.coverage.gaps.map(\.kind) == [.linkLeavingTree])
    #expect(report.findings.isEmpty)
  }

  @Test("A path that does not exist is the operator's error")
  func missingPath() throws {
    let folder = try TemporaryFolder()
    #expect(throws: ProjectError.self) { try audit(folder, at: "nowhere") }
  }

  @Test("Minified files, installed packages and ignored files are left out on purpose, with the reason")
  func exclusions() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.manifest, to: "package.json")
    try folder.write("export {}\n", to: "index.js")
    try folder.write("var a\n", to: "public/app.min.js")
    try folder.write("broken(", to: "node_modules/left/index.js")
    let report = try audit(folder)
    #expect(report.coverage.gaps.isEmpty)
    #expect(report.coverage.examined == 2)
    let excluded = report.coverage.excluded.flatMap(\.paths)
    #expect(excluded.contains("public/app.min.js"))
    #expect(excluded.contains { $0.hasPrefix("node_modules") })
  }

  @Test("A generator may describe at length what it wrote before it says so; a person may ask for care")
  func generated() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.manifest, to: "package.json")
    let description = "/* eslint-disable */\n/**\n * Pets\n" + String(repeating: " * All about pets.\n", count: 12)
    let code = " */\nexport const list = () => fetch('/pets')\n"
    try folder.write(
      description + " * This class was generated by a tool.\n * Do not edit it by hand.\n" + code, to: "src/client.js")
    try folder.write(description + " * Do not edit the list without a test.\n" + code, to: "src/list.js")
    let report = try audit(folder)
    #expect(report.coverage.excluded.flatMap(\.paths) == ["src/client.js"])
  }

  @Test("What the TypeScript compiler wrote is left out where its source is there")
  func compiled() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.manifest, to: "package.json")
    try folder.write("{ \"compilerOptions\": { \"rootDir\": \"src\", \"outDir\": \"lib\" } }", to: "tsconfig.json")
    let emitted = "\"use strict\";\nObject.defineProperty(exports, \"__esModule\", { value: true });\nexports.a = 1;\n"
    try folder.write("export const a: number = 1\n", to: "src/a.ts")
    try folder.write(emitted, to: "src/a.js")
    try folder.write(emitted, to: "lib/a.js")
    try folder.write(emitted, to: "lib/b.js")
    try folder.write("export const c: number = 1\n", to: "src/c.ts")
    try folder.write("exports.c = require('./c.ts')\n", to: "src/c.js")
    let report = try audit(folder)
    #expect(report.coverage.excluded.flatMap(\.paths).filter { $0.hasSuffix(".js") } == ["lib/a.js", "src/a.js"])
  }

  @Test("What a script has Babel write is left out where its source is there")
  func compiledByBabel() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      #"{ "name": "hook", "scripts": { "build": "mkdir -p bin && babel --presets es2015 -d bin src" } }"#,
      to: "package.json")
    for path in ["src/a.js", "bin/a.js", "bin/b.js"] { try folder.write("exports.a = 1\n", to: path) }
    let report = try audit(folder)
    #expect(report.coverage.excluded.flatMap(\.paths).filter { $0.hasSuffix(".js") } == ["bin/a.js"])
  }

  @Test("Broken files change nothing about the findings in the others", arguments: FixtureProject.names)
  func independence(name: String) throws {
    let project = try FixtureProject(name)
    let whole = project.audit()
    let files = project.files + [("zz-broken/half.js", Array("function broken( {\n".utf8))]
    let report = Audit(
      project: Project(inMemory: files), rules: RuleSelection(), options: AuditOptions(subject: name, threads: 2)
    ).run()
    // How much code has no test is counted over all files.
    let counting: Set = ["missing-tests"]
    #expect(
      report.findings.filter { !counting.contains($0.rule) } == whole.findings.filter { !counting.contains($0.rule) })
    #expect(report.coverage.gaps.map(\.path) == ["zz-broken/half.js"])
    #expect(report.coverage.examined == whole.coverage.examined)
  }
}
