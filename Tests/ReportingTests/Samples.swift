import Findings
import Reporting
import SourceText

/// A project's files, and spans in them found by their text.
struct SampleProject {
  private(set) var sources: [String: SourceFile] = [:]

  init(_ files: [(path: String, text: String)]) {
    for file in files { sources[file.path] = SourceFile(path: file.path, text: file.text) }
  }

  /// The span of the first occurrence of `needle`; empty at the end of the file where there is none.
  func span(_ needle: String, in path: String) -> Span {
    let bytes = sources[path]?.bytes ?? []
    let wanted = Array(needle.utf8)
    guard bytes.count >= wanted.count else { return Span(bytes.count, bytes.count) }
    for start in 0...(bytes.count - wanted.count) where bytes[start..<start + wanted.count].elementsEqual(wanted) {
      return Span(start, start + wanted.count)
    }
    return Span(bytes.count, bytes.count)
  }

  func step(_ path: String, _ needle: String, _ message: String) -> EvidenceStep {
    EvidenceStep(path: path, span: span(needle, in: path), message: message)
  }
}

enum Samples {
  static let syncCall = RuleCard(
    id: "sync-call-in-handler", category: "event-loop", title: "Blocking call while a request is served",
    summary: "A request handler reaches a `*Sync` call, which holds up the whole process until it returns.",
    severity: .error, confidence: .high, tags: ["performance", "availability"], cwe: [400], since: "0.1.0",
    sections: [
      .init(
        heading: "Why",
        markdown: """
          Node serves all requests on one thread, e.g. while `readFileSync` waits for the disk no other request makes
          progress. Under load the waits add up, health checks time out, and the orchestrator restarts a process that
          was merely waiting.
          """),
      .init(
        heading: "Fix",
        markdown: """
          Use the promise form and `await` it:

          - `fs.promises.readFile` for `fs.readFileSync`
          - `crypto.pbkdf2` with a callback, or *a worker thread*, for work that needs the processor

          Read what never changes once, at start-up, outside the handler.
          See [the event loop guide](https://nodejs.org/en/learn/asynchronous-work/dont-block-the-event-loop).
          """),
      .init(
        heading: "Examples",
        markdown: """
          ### Two files away from the route

          ```js bad file=report.js
          const fs = require("node:fs")
          exports.load = file => fs.readFileSync(file)  //~ blocks the event loop
          ```

          ```js file=app.js
          app.get("/report", (req, res) => res.send(load(req.query.file)))
          ```

          ### At start-up

          ```js good
          const template = fs.readFileSync("page.html")
          ```
          """),
      .init(heading: "Limits", markdown: "A call through a name computed at run time is not seen."),
    ])

  static let consoleCatch = RuleCard(
    id: "console-only-catch", category: "errors", title: "Error handling that only prints",
    summary: "A `catch` does nothing but write to the console.", severity: .warning, confidence: .medium,
    tags: ["error-handling"], cwe: [390], since: "0.1.0",
    sections: [
      .init(heading: "Why", markdown: "The caller receives no error and no result. It goes on with `undefined`."),
      .init(heading: "Fix", markdown: "Let the error travel."),
    ])

  static let secretFallback = RuleCard(
    id: "secret-fallback", category: "secrets", title: "Secret with a default in the source",
    summary: "A secret read from the environment falls back to a literal.", severity: .error, confidence: .high,
    tags: ["security", "secrets"], cwe: [798, 1188], since: "0.1.0",
    sections: [
      .init(heading: "Why", markdown: "Whoever reads the repository can sign in wherever the variable is not set.")
    ])

  static let missingLockfile = RuleCard(
    id: "missing-lockfile", category: "packages", title: "Dependencies without a lockfile",
    summary: "A manifest declares dependencies, and no lockfile pins them.", severity: .warning, confidence: .high,
    tags: ["supply-chain", "reproducibility"], cwe: [494], since: "0.1.0",
    sections: [.init(heading: "Why", markdown: "Each install resolves version ranges anew.")])

  static let shopFiles: [(path: String, text: String)] = [
    (
      "src/app.js",
      """
      const express = require("express")
      const reports = require("./routes/reports")

      const app = express()
      app.use("/api", reports)
      app.listen(3000)

      """
    ),
    (
      "src/routes/reports.js",
      """
      const { Router } = require("express")
      const { ReportService } = require("../services/report-service")

      const router = Router()
      const service = new ReportService()

      router.get("/report/:id", async (req, res) => {
      \ttry {
      \t\tres.json(service.load(req.params.id))
      \t} catch (error) {
      \t\tconsole.error("日本語 😀", error)
      \t}
      })

      module.exports = router

      """
    ),
    (
      "src/services/report-service.js",
      """
      const fs = require("node:fs")
      const path = require("node:path")

      class ReportService {
        load(id) {
          const file = path.join("reports", `${id}.json`)
          return JSON.parse(fs.readFileSync(file, "utf8"))
        }
      }

      const key = process.env.SIGNING_KEY || "hunter2-hunter2-hunter2"

      module.exports = { ReportService, key }

      """
    ),
    (
      "package.json",
      """
      {
        "name": "shop-api",
        "dependencies": {
          "express": "^4.19.0"
        }
      }

      """
    ),
  ]

  /// One project with all that a report can say.
  static var shop: AuditReport {
    let project = SampleProject(shopFiles)
    let service = "src/services/report-service.js"
    let routes = "src/routes/reports.js"
    return AuditReport(
      version: "0.1.0", subject: "shop",
      findings: [
        Finding(
          rule: "missing-lockfile", severity: .warning, confidence: .high, path: "package.json",
          span: project.span("\"dependencies\"", in: "package.json"),
          message: "no lockfile pins the dependencies of shop-api", identity: "package.json"),
        Finding(
          rule: "console-only-catch", severity: .warning, confidence: .medium, path: routes,
          span: project.span("console.error(\"日本語 😀\", error)", in: routes),
          message: "the error is printed and then forgotten"),
        Finding(
          rule: "sync-call-in-handler", severity: .error, confidence: .high, path: service,
          span: project.span("fs.readFileSync", in: service),
          message: "fs.readFileSync blocks the event loop while GET /api/report/:id is served",
          evidence: [
            project.step("src/app.js", "app.use(\"/api\", reports)", "the router is mounted at /api"),
            project.step(routes, "router.get", "GET /api/report/:id is registered here"),
            project.step(routes, "service.load", "the handler calls ReportService.load"),
            project.step(service, "fs.readFileSync", "fs.readFileSync blocks here"),
          ],
          enclosing: "ReportService.load"),
        Finding(
          rule: "secret-fallback", severity: .error, confidence: .high, path: service,
          span: project.span("process.env.SIGNING_KEY || \"hunter2-hunter2-hunter2\"", in: service),
          message: "SIGNING_KEY falls back to a literal of 23 characters",
          secrets: [project.span("hunter2-hunter2-hunter2", in: service)]),
      ],
      cards: [consoleCatch, syncCall, missingLockfile, secretFallback],
      coverage: Coverage(
        examined: 118,
        excluded: [
          .init(reason: "ignored by git", paths: (1...40).map { "dist/\($0).js" }),
          .init(reason: "minified", paths: ["public/a.min.js"]),
        ],
        gaps: [
          CoverageGap(
            kind: .syntaxError, path: "src/legacy.js", span: Span(10, 11), position: Position(line: 14, column: 3),
            message: "`}` closes nothing that is open"),
          CoverageGap(kind: .linkLeavingTree, path: "vendor/shared", message: "leads to ../../shared"),
        ],
        earlyErrors: [
          CoverageGap(
            kind: .earlyError, path: "src/twice.js", span: Span(20, 24), position: Position(line: 2, column: 5),
            message: "'load' is already declared in line 1")
        ]),
      sources: project.sources, suppressedCount: 2)
  }

  static func text(of report: AuditReport, style: TerminalStyle = .plain) -> String {
    String(decoding: ReportFormat.text.bytes(of: report, style: style), as: UTF8.self)
  }

  static func sarif(of report: AuditReport) -> String {
    String(decoding: ReportFormat.sarif.bytes(of: report), as: UTF8.self)
  }
}
