import Findings
import Testing

@Suite("missing-lockfile and lockfile-ignored: who is told how loudly")
struct MissingLockfileTests {
  private func severities(_ files: [String: String]) -> [Severity] {
    findings(of: "missing-lockfile", in: files).map(\.severity)
  }

  @Test("A private package, and one with a start script, are errors")
  func applications() {
    #expect(severities(["package.json": #"{ "private": true, "dependencies": { "pg": "^8" } }"#]) == [.error])
    #expect(
      severities(["package.json": #"{ "scripts": { "start": "node ." }, "dependencies": { "pg": "^8" } }"#]) == [.error]
    )
  }

  @Test("A site that a task runner shows is a warning")
  func sites() {
    let manifest = #"{ "scripts": { "start": "./bin/grunt serve" }, "dependencies": { "grunt": "^1" } }"#
    #expect(severities(["package.json": manifest]) == [.warning])
  }

  @Test("What is published is a note")
  func libraries() {
    #expect(severities(["package.json": #"{ "main": "i.js", "dependencies": { "pg": "^8" } }"#]) == [.note])
    #expect(severities(["package.json": #"{ "bin": "i.js", "devDependencies": { "pg": "^8" } }"#]) == [.note])
  }

  @Test("A server with nothing but the `main` that npm init wrote is an error")
  func serverWithMain() {
    let manifest = #"{ "name": "shop", "main": "index.js", "dependencies": { "express": "^4.19.0" } }"#
    #expect(severities(["package.json": manifest, "index.js": expressServer(routes: 1)]) == [.error])
    let library = #"{ "name": "shop", "main": "index.js", "files": ["index.js"], "dependencies": { "express": "^4" } }"#
    #expect(severities(["package.json": library, "index.js": expressServer(routes: 1)]) == [.note])
  }

  @Test("A server that a package gives to others, and tells them where to find, is a warning")
  func given() {
    let manifest =
      #"{ "main": "index.js", "repository": "x/y", "keywords": ["cards"], "dependencies": { "express": "^4.19.0" } }"#
    #expect(severities(["package.json": manifest, "standalone.js": expressServer(routes: 1)]) == [.warning])
  }

  @Test("A manifest that was left behind, whose files are gone, is a note")
  func left() {
    func found(_ files: [String: String]) -> [Severity] {
      let manifest = #"{ "main": "app.js", "scripts": { "start": "node app.js" }, "dependencies": { "koa": "^2" } }"#
      let root = ["package.json": "{}", "app/package.json": manifest]
      return severities(root.merging(files) { $1 })
    }
    #expect(found(["app/router.js": "exports.a = 1"]) == [.note])
    #expect(found(["app/app.js": "exports.a = 1"]) == [.error])
  }

  @Test("A tool in a folder of scripts is a warning")
  func tools() {
    #expect(severities(["scripts/package.json": #"{ "private": true, "dependencies": { "pg": "^8" } }"#]) == [.warning])
  }

  @Test("A workspace of libraries is a note, one of applications an error")
  func workspaces() {
    let root = #"{ "private": true, "workspaces": ["packages/*"], "devDependencies": { "vitest": "^2" } }"#
    let library = #"{ "name": "a", "main": "i.js", "dependencies": { "pg": "^8" } }"#
    let application = #"{ "name": "b", "private": true, "dependencies": { "pg": "^8" } }"#
    #expect(severities(["package.json": root, "packages/a/package.json": library]) == [.note])
    #expect(severities(["package.json": root, "packages/b/package.json": application]) == [.error])
  }

  @Test("Manifests with placeholders, and git and tarball addresses")
  func unusualRanges() {
    #expect(
      severities(["package.json": #"{ "name": "<%= name %>", "private": true, "dependencies": { "pg": "^8" } }"#]) == []
    )
    #expect(severities(["package.json": #"{ "private": true, "dependencies": { "pg": "github:a/pg" } }"#]) == [.error])
  }

  @Test("The identity does not change with the dependencies")
  func identity() {
    let one = findings(
      of: "missing-lockfile", in: ["package.json": #"{ "private": true, "dependencies": { "pg": "^8" } }"#])
    let two = findings(
      of: "missing-lockfile",
      in: ["package.json": #"{ "private": true, "dependencies": { "koa": "^2", "pg": "^8" } }"#])
    #expect(one.map(\.identity) == ["package.json"])
    #expect(one.map(\.identity) == two.map(\.identity))
  }

  @Test("A lockfile that a line keeps out is told once, at the line")
  func precedence() {
    let files = [
      "package.json": #"{ "main": "i.js", "dependencies": { "pg": "^8" } }"#, ".npmrc": "package-lock=false\n",
    ]
    #expect(severities(files) == [])
    let ignored = findings(of: "lockfile-ignored", in: files)
    #expect(ignored.map(\.severity) == [.note])
    #expect(ignored.map(\.path) == [".npmrc"])
  }
}
