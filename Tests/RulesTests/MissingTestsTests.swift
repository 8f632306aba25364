import Findings
import Testing

@Suite("missing-tests: what is said of a server")
struct MissingTestsTests {
  @Test("Procedures count beside the routes")
  func procedures() {
    let router = """
      import { initTRPC } from '@trpc/server'
      const t = initTRPC.create()
      export const app = t.router({
      \((0..<30).map { "  list\($0): t.procedure.query(() => [])," }.joined(separator: "\n"))
      })
      """
    let manifest = #"{ "name": "shop", "private": true, "dependencies": { "express": "5", "@trpc/server": "11" } }"#
    let found = findings(
      of: "missing-tests",
      in: ["router.ts": router, "app.js": expressServer(routes: 40), "package.json": manifest])
    #expect(found.map(\.message) == ["shop has 76 lines, 40 routes, 30 procedures and no test"])
  }
}
