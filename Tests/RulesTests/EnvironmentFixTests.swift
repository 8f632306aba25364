import Auditing
import Findings
import ProjectFacts
import Testing

@Suite("config: the example that a fix adds to")
struct EnvironmentFixTests {
  @Test("Variables are added to the example that the finding speaks of, whatever its name")
  func example() {
    let files = [
      "package.json": #"{ "name": "api" }"#, "example.env": "MONGO_URI=\nSESSION_KEY=\n",
      "server.js":
        "exports.all = [process.env.MONGO_URI, process.env.SESSION_KEY, `${process.env.MAIL_HOST}:25`]\n"
        + expressServer(routes: 1),
    ]
    let found = findings(of: "env-drift", in: files)
    #expect(found.map(\.message) == ["example.env does not mention MAIL_HOST, which the code needs"])
    #expect(found.first?.fix?.edits.map(\.path) == ["example.env"])
  }
}
