import Findings
import Testing

@Suite("packages: who is told how loudly")
struct PackageSeverityTests {
  private func severities(_ rule: String, _ files: [String: String]) -> [Severity] {
    findings(of: rule, in: files).map(\.severity)
  }

  private let server = expressServer(routes: 1)

  @Test("An undeclared package is an error where it serves, a warning where people run it or only a function loads it")
  func undeclared() {
    let manifest = #"{ "name": "api", "private": true, "dependencies": { "express": "^4.19.0" } }"#
    func found(_ path: String, _ code: String) -> [Severity] {
      severities("undeclared-dependency", ["package.json": manifest, "index.js": server, path: code])
    }
    #expect(found("server.js", "require('ms')\n" + server) == [.error])
    #expect(found("server.js", "function f() { require('ms') }\n" + server) == [.warning])
    #expect(found("scripts/run.js", "require('ms')") == [.warning])
    #expect(found("webpack.config.js", "require('webpack')") == [])
    #expect(found("lib/a.test.js", "require('sinon')") == [])
  }

  @Test("What a file needs that gives something to nobody is a note")
  func undeclaredInLeftFile() {
    let manifest = #"{ "name": "api", "private": true, "dependencies": { "express": "^4.19.0" } }"#
    func found(_ code: String, _ other: String = "") -> [Severity] {
      severities(
        "undeclared-dependency", ["package.json": manifest, "api/a.js": server, "left.js": code, "run.js": other])
    }
    #expect(found("const ms = require('ms')\nmodule.exports = () => ms(1)") == [.note])
    #expect(found("const ms = require('ms')\nconsole.log(ms(1))") == [.warning])
    #expect(found("const ms = require('ms')\nmodule.exports = () => ms(1)", "require('./left')()") == [.warning])
  }

  @Test("A program beside the server that nothing starts may need what only development installs")
  func besideTheServer() {
    func found(_ scripts: String) -> [Severity] {
      let manifest =
        #"{ "name": "api", "main": "index.js", "scripts": {\#(scripts)}, "dependencies": { "express": "4" }, "devDependencies": { "mqtt": "3" } }"#
      let device =
        "const mqtt = require('mqtt')\nmqtt.connect('mqtt://localhost').on('message', (t, m) => console.log(m))"
      return severities(
        "dev-dependency-in-runtime", ["package.json": manifest, "index.js": server, "client/device.js": device])
    }
    #expect(found("") == [.note])
    #expect(found(#""listen": "node client/device.js""#) == [.error])
  }

  @Test("Without a lockfile, what a framework has always needed is there as long as it needs it")
  func carried() {
    func found(_ framework: String) -> [Severity] {
      let manifest =
        #"{ "name": "api", "dependencies": { "\#(framework)": "8", "express": "4" }, "devDependencies": { "restify-errors": "8" } }"#
      return severities(
        "dev-dependency-in-runtime", ["package.json": manifest, "index.js": "require('restify-errors')\n" + server])
    }
    #expect(found("restify") == [.warning])
    #expect(found("hapi") == [.error])
  }

  @Test("An ended line is an error where a server runs on it, a warning where a front end is only built with it")
  func endedLine() {
    func found(_ dependency: String, _ code: String) -> [Severity] {
      severities(
        "eol-node",
        [
          "package.json":
            #"{ "private": true, "engines": { "node": "16.x" }, "dependencies": { "\#(dependency)": "^4.19.0" } }"#,
          "index.js": code,
        ])
    }
    #expect(found("express", server) == [.error])
    #expect(found("react", "console.log('built')") == [.warning])
  }

  @Test("What a script loads is silent where the lockfile holds it")
  func undeclaredInScripts() {
    let lock = #"""
      {"lockfileVersion": 3, "packages": {"": {"dependencies": {"express": "1"}, "devDependencies": {"jest": "1"}},
        "node_modules/express": {"version": "1.0.0"}, "node_modules/jest": {"version": "1.0.0", "dependencies": {"expect": "1"}},
        "node_modules/expect": {"version": "1.0.0"}}}
      """#
    let manifest = #"{"private": true, "dependencies": {"express": "1"}, "devDependencies": {"jest": "1"}}"#
    let files = ["package.json": manifest, "package-lock.json": lock, "scripts/a.js": "require('expect')"]
    #expect(severities("undeclared-dependency", files) == [])
    #expect(severities("undeclared-dependency", files.filter { $0.key != "package-lock.json" }) == [.warning])
  }

  @Test("What a declared package expects beside itself is installed on purpose")
  func peers() {
    func found(_ section: String) -> [Finding] {
      let lock = """
        {"lockfileVersion": 3, "packages": {"": {"dependencies": {"express": "1", "rooms": "1"}},
          "node_modules/express": {"version": "1.0.0"},
          "node_modules/rooms": {"version": "1.0.0", "\(section)": {"rooms-core": "1"}},
          "node_modules/rooms-core": {"version": "1.0.0"}}}
        """
      let files = [
        "package.json": #"{"private": true, "dependencies": {"express": "1", "rooms": "1"}}"#,
        "package-lock.json": lock, "index.js": "require('rooms-core')\n" + server,
      ]
      return findings(of: "undeclared-dependency", in: files)
    }
    #expect(found("dependencies").map(\.severity) == [.error])
    #expect(found("peerDependencies").map(\.severity) == [.warning])
    #expect(found("peerDependencies").first?.message.contains("rooms expects it beside itself") == true)
  }

  @Test("A manifest that cannot be read says nothing about what is declared")
  func unreadable() {
    let files = ["package.json": "{ \"dependencies\": { \"express\": ", "index.js": "require('ms')\n" + server]
    #expect(severities("undeclared-dependency", files) == [])
  }

  @Test(
    "Where npm start needs the development dependencies itself, one more is a warning; what is started is the place")
  func startedByTool() {
    func found(_ start: String) -> [Finding] {
      findings(
        of: "dev-dependency-in-runtime",
        in: [
          "package.json":
            "{\"private\": true, \"scripts\": {\"start\": \"\(start)\"}, \"devDependencies\": {\"express\": \"1\", \"ts-node-dev\": \"1\"}}",
          "routes/a.js": "exports.router = require('express').Router()\n",
          "server.js": "require('./routes/a')\n" + server,
        ])
    }
    #expect(found("node server.js").map(\.severity) == [.error])
    #expect(found("node server.js").map(\.path) == ["server.js"])
    #expect(found("ts-node-dev --respawn server.js").map(\.severity) == [.warning])
  }

  @Test("A lockfile pins a member only where it knows it")
  func members() {
    let found = findings(
      of: "multiple-lockfiles",
      in: [
        "package.json": #"{"private": true, "devDependencies": {"typescript": "5"}}"#,
        "package-lock.json":
          #"{"lockfileVersion": 3, "packages": {"": {}, "node_modules/typescript": {"version": "5.0.0"}}}"#,
        "pnpm-workspace.yaml": "packages:\n  - 'packages/*'\n",
        "packages/bot/package.json": #"{"name": "bot", "private": true, "dependencies": {"express": "5"}}"#,
        "packages/bot/package-lock.json": #"{"lockfileVersion": 3, "packages": {"": {}}}"#,
      ])
    #expect(!found.contains { $0.path == "packages/bot/package-lock.json" })
  }

  @Test("What a member brings to the top of node_modules serves the root as well")
  func hoisted() {
    func message(_ packages: String) -> String? {
      let files = [
        "package.json": #"{"name": "shop", "private": true, "workspaces": ["web"], "dependencies": {"ms": "^2.0.0"}}"#,
        "yarn.lock": "# yarn lockfile v1\n\n\nms@^2.0.0:\n  version \"2.1.3\"\n",
        "package-lock.json": "{\"lockfileVersion\": 3, \"packages\": {\"\": {\"workspaces\": [\"web\"]}\(packages)}}",
      ]
      return findings(of: "multiple-lockfiles", in: files).first?.message
    }
    #expect(message("")?.hasSuffix("and package-lock.json lacks ms") == true)
    #expect(message(#", "node_modules/ms": {"version": "2.1.3"}"#)?.hasSuffix("dependencies of shop") == true)
  }

  @Test("Of exact versions only what they bring along is not pinned")
  func exact() {
    func message(_ range: String) -> String? {
      let manifest = "{\"name\": \"api\", \"private\": true, \"dependencies\": {\"express\": \"\(range)\"}}"
      return findings(of: "missing-lockfile", in: ["package.json": manifest, "index.js": server]).first?.message
    }
    #expect(message("^5.0.0")?.hasSuffix("pins the one dependency of api") == true)
    #expect(message("5.0.0")?.hasSuffix("pins what the one dependency of api brings along") == true)
  }

  @Test("A development dependency is a warning where production has it by chance, a note where a bundle holds it")
  func development() {
    func found(_ scripts: String, _ lock: String? = nil) -> [Severity] {
      var files = [
        "package.json":
          "{\"private\": true, \"scripts\": {\(scripts)}, \"dependencies\": {\"express\": \"1\"}, \"devDependencies\": {\"ms\": \"1\"}}",
        "src/server.js": "require('ms')\n" + server,
      ]
      if let lock { files["package-lock.json"] = lock }
      return severities("dev-dependency-in-runtime", files)
    }
    let hoisted = #"""
      {"lockfileVersion": 3, "packages": {"": {"dependencies": {"express": "1"}, "devDependencies": {"ms": "1"}},
        "node_modules/express": {"version": "1.0.0", "dependencies": {"ms": "1"}}, "node_modules/ms": {"version": "1.0.0"}}}
      """#
    #expect(found("\"start\": \"node src/server.js\"") == [.error])
    #expect(found("\"start\": \"node src/server.js\"", hoisted) == [.warning])
    #expect(found("\"build\": \"esbuild src/server.js --bundle\", \"start\": \"node dist/server.js\"") == [.note])
    #expect(found("\"build\": \"webpack client\", \"start\": \"node src/server.js\"") == [.error])
  }

  @Test("Without a lockfile a branch is an error, with one a warning, for development a note")
  func branches() {
    func found(_ section: String, locked: Bool) -> [Severity] {
      var files = ["package.json": "{\"private\": true, \"\(section)\": {\"a\": \"u/a#main\"}}"]
      if locked { files["package-lock.json"] = #"{"lockfileVersion": 3, "packages": {"": {}}}"# }
      return severities("loose-range", files)
    }
    #expect(found("dependencies", locked: false) == [.error])
    #expect(found("dependencies", locked: true) == [.warning])
    #expect(found("devDependencies", locked: false) == [.note])
  }

  @Test("More than three loose ranges are one finding")
  func many() {
    let ranges = (0..<9).map { "\"p\($0)\": \"*\"" }.joined(separator: ", ")
    let files = [
      "package.json": "{\"private\": true, \"dependencies\": {\(ranges)}}",
      "package-lock.json": #"{"lockfileVersion": 3, "packages": {}}"#,
    ]
    let found = findings(of: "loose-range", in: files)
    #expect(found.count == 1)
    #expect(found.first?.evidence.count == 8)
  }

  @Test("A hash makes an open address a warning; a host inside the network is nobody else's business")
  func openAddresses() {
    func found(_ address: String, _ integrity: String) -> [Severity] {
      severities(
        "insecure-lockfile-source",
        [
          "package-lock.json":
            "{\"lockfileVersion\": 1, \"dependencies\": {\"a\": {\"version\": \"1.0.0\", \"resolved\": \"\(address)\", \"integrity\": \"\(integrity)\"}}}"
        ])
    }
    #expect(found("http://npm.shop.io/a/-/a-1.0.0.tgz", "") == [.error])
    #expect(found("http://npm.shop.io/a/-/a-1.0.0.tgz", "sha1-x") == [.warning])
    #expect(found("http://npm.shop.io/a/-/a-1.0.0.tgz", "sha512-x") == [.warning])
    let mixed = #"""
      {"lockfileVersion": 1, "dependencies": {
        "a": {"version": "1.0.0", "resolved": "http://npm.shop.io/a/-/a-1.0.0.tgz", "integrity": "sha512-x"},
        "b": {"version": "1.0.0", "resolved": "http://npm.shop.io/b/-/b-1.0.0.tgz", "integrity": "sha1-x"}}}
      """#
    #expect(
      findings(of: "insecure-lockfile-source", in: ["package-lock.json": mixed]).map(\.message) == [
        "package-lock.json takes b over plain http, and only a SHA-1 hash keeps those in between from replacing it; 1 more with a better hash"
      ])
    #expect(found("http://registry.npmjs.org/a/-/a-1.0.0.tgz", "") == [])
    #expect(found("http://localhost:4873/a/-/a-1.0.0.tgz", "") == [])
    #expect(found("http://10.0.0.8/a/-/a-1.0.0.tgz", "") == [])
    #expect(found("https://registry.npmjs.org/a/-/a-1.0.0.tgz", "") == [])
  }

  @Test(
    "Hostile manifests and lockfiles are audited by every rule of packages",
    arguments: ["null", "[]", "{}", "\"x\"", "7"])
  func hostile(_ value: String) {
    let sections = [
      "dependencies", "devDependencies", "scripts", "engines", "overrides", "pnpm", "files", "workspaces",
    ]
    let manifest = "{\"name\": \"a\", " + sections.map { "\"\($0)\": \(value)" }.joined(separator: ",") + "}"
    let files = [
      "package.json": manifest, "index.js": server,
      "package-lock.json": "{\"lockfileVersion\": 3, \"packages\": {\"\": \(value), \"node_modules/a\": \(value)}}",
      ".github/workflows/ci.yml": value, "Dockerfile": value, ".npmrc": value,
    ]
    for rule in [
      "loose-range", "install-scripts", "unused-dependency", "replaceable-by-runtime", "publish-leak",
      "duplicate-versions",
    ] {
      _ = findings(of: rule, in: files)
    }
  }
}
