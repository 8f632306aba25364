import Findings
import Testing

@Suite("runtime, typescript: what is a floor, a habit, or one file's matter")
struct RuntimeSeverityTests {
  private let server = expressServer(routes: 1)

  private func severities(_ rule: String, _ files: [String: String]) -> [Severity] {
    findings(of: rule, in: files).map(\.severity)
  }

  private func manifest(_ engines: String) -> String {
    #"{"name": "api", "private": true, "engines": {"node": "\#(engines)"}, "dependencies": {"express": "4"}}"#
  }

  @Test("A floor that lets old lines in is a note where something says what runs")
  func floor() {
    let files = ["package.json": manifest(">=14"), "index.js": server]
    #expect(severities("eol-node", files) == [.warning])
    #expect(severities("eol-node", files.merging([".nvmrc": "24"]) { $1 }) == [.note])
    #expect(severities("eol-node", files.merging(["Dockerfile": "FROM node:24\nCOPY . .\n"]) { $1 }) == [.note])
  }

  @Test("What came within a line is a warning where something says that its last release runs")
  func backported() {
    func found(_ more: [String: String]) -> [Severity] {
      let code = "const { randomUUID } = require('crypto')\nrandomUUID()\n" + server
      return severities(
        "unsupported-api", ["package.json": manifest(">=14.15.0"), "index.js": code].merging(more) { $1 })
    }
    #expect(found([:]) == [.error])
    #expect(found([".nvmrc": "lts/fermium"]) == [.warning])
  }

  @Test("Where Bun runs the program, the version that somebody has on the desk is a note")
  func bun() {
    func found(_ start: String) -> [Severity] {
      let manifest = #"{"name": "api", "scripts": {"start": "\#(start)"}, "dependencies": {"express": "4"}}"#
      return severities("eol-node", ["package.json": manifest, "index.js": server, ".nvmrc": "16"])
    }
    #expect(found("node index.js") == [.warning])
    #expect(found("bun run index.js") == [.note])
  }

  @Test("Nothing is deprecated where only lines are let in that have nothing else")
  func nothingElse() {
    let code = "const url = require('url')\nurl.parse(process.argv[2])\nnew Buffer('a', 'base64')\n" + server
    func found(_ engines: String) -> Int {
      severities("deprecated-core-api", ["package.json": manifest(engines), "index.js": code]).count
    }
    #expect(found("0.10.x") == 0)
    #expect(found("6.10.3") == 1)
    #expect(found(">=6") == 2)
    #expect(found("20.x") == 2)
  }

  @Test("Code is told to load node: only where each Node.js knows that")
  func scheme() {
    func titles(_ engines: String) -> [String?] {
      let manifest =
        #"{"name": "api", "private": true, "engines": {"node": "\#(engines)"}, "dependencies": {"express": "4", "crypto": "1.0.1"}}"#
      let files = ["package.json": manifest, "index.js": "require('crypto')\n" + server]
      return findings(of: "builtin-as-dependency", in: files).map { $0.fix?.title }
    }
    #expect(titles("6.10.3") == ["remove crypto"])
    #expect(titles("14.17.0") == ["remove crypto"])
    #expect(titles(">=14.18") == ["remove crypto, and load node:crypto"])
    #expect(titles("20.x") == ["remove crypto, and load node:crypto"])
  }

  @Test("Types beside JavaScript have no code that strict options look at")
  func types() {
    func found(_ types: String) -> [Severity] {
      findings(
        of: "lenient-type-checking",
        in: [
          "package.json": manifest("20.x"), "index.js": "require('./types')\n" + server, "types.ts": types,
          "tsconfig.json": #"{ "compilerOptions": { "checkJs": true, "strict": false } }"#,
        ]
      ).map(\.severity)
    }
    #expect(found("export interface Bank { id: string }\n") == [])
    #expect(found("export function bank(id: string) { return id }\n").count == 1)
  }

  @Test("A request of which only the user is taken lets nothing in unchecked")
  func user() {
    func found(_ taken: String) -> Int {
      let routes = """
        import express from 'express'
        const app = express()
        app.get('/a', async (req: any, res: express.Response) => { const taken = \(taken); res.json(taken) })
        app.listen(3000)
        """
      return findings(
        of: "any-density", in: ["package.json": manifest("20.x"), "tsconfig.json": "{}", "index.ts": routes]
      ).count
    }
    #expect(found("req.user") == 0)
    #expect(found("[req.user, req.body.name]") == 1)
  }

  @Test("Files of one name are told apart, and one file's any is that file's matter")
  func density() {
    func file(_ count: Int) -> String {
      (0..<count).map { "export function f\($0)(a: any, b: string): string { return b + a }\n" }.joined()
    }
    func found(_ counts: [Int]) -> [Finding] {
      let imports = counts.indices.map { "import { f0 as part\($0) } from './src/part\($0)'\n" }.joined()
      var files = [
        "package.json": manifest("20.x"), "tsconfig.json": "{}",
        "index.ts": "import express from 'express'\n" + imports + server,
      ]
      for (place, count) in counts.enumerated() { files["src/part\(place)/index.ts"] = file(count) }
      return findings(of: "any-density", in: files)
    }
    #expect(found([20, 20, 20]).map(\.severity) == [.warning])
    #expect(found([20, 20, 20]).first?.message.contains("part0/index.ts (20)") == true)
    #expect(found([60, 2, 2]).map(\.severity) == [.note])
  }

  @Test("What answers requests besides routes is counted as what it is")
  func procedures() {
    let router = """
      import { initTRPC } from '@trpc/server'
      import { createHTTPServer } from '@trpc/server/adapters/standalone'
      const t = initTRPC.create()
      const router = t.router({
        list: t.procedure.query(() => []),
        add: t.procedure.mutation(() => 1),
      })
      createHTTPServer({ router }).listen(3000)

      """ + (0..<80).map { "export const n\($0) = \($0)\n" }.joined()
    let files = [
      "package.json": #"{"name": "api", "private": true, "dependencies": {"@trpc/server": "^10.0.0"}}"#,
      "server.ts": router,
    ]
    let message = findings(of: "missing-tests", in: files).first?.message
    #expect(message?.contains(" and 2 procedures and no test") == true)
  }
}
