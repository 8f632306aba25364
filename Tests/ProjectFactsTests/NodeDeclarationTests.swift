import DataFormats
import ProjectFacts
import Testing

@Suite("What files say of Node.js")
struct NodeDeclarationTests {
  private func declarations(_ files: [String: String]) -> [NodeDeclaration] {
    NodeDeclarations(Project(inMemory: files.map { ($0.key, Array($0.value.utf8)) })).all
  }

  @Test(
    "Each kind of file names its version",
    arguments: [
      (".nvmrc", "v18.12.0\n", [18]), (".nvmrc", "lts/gallium", [16]), (".node-version", "20 # later", [20]),
      (".tool-versions", "python 3.12\nnodejs 18.1.0\n", [18]), ("mise.toml", "[tools]\nnode = \"22\"\n", [22]),
      ("Dockerfile", "FROM node:16-alpine AS a\nFROM a\n", [16]),
      ("Dockerfile", "FROM node:18.1 AS a\nFROM nginx\n", []),
      ("Dockerfile", "FROM gcr.io/distroless/nodejs20-debian12\n", [20]), ("Dockerfile", "FROM cimg/node:18.2\n", [18]),
      ("Dockerfile", "FROM acme/node:16\n", []), ("Dockerfile", "FROM node@sha256:ab\n", []),
      ("package.json", #"{"engines":{"node":"^14 || 16.x"}}"#, [14, 16]),
      ("package.json", #"{"volta":{"node":"20.1.0"}}"#, [20]), ("package.json", #"{"engines":{"node":"*"}}"#, []),
      ("package.json", #"{"devEngines":{"runtime":{"name":"node","version":"22.x"}}}"#, [22]),
      ("serverless.yml", "provider:\n  runtime: nodejs18.x\n", [18]),
      ("serverless.ts", "export default { provider: { name: 'aws',\n  runtime: 'nodejs14.x' } }\n", [14]),
      (
        "serverless.js",
        "// runtime: 'nodejs12.x'\n/* runtime: 'nodejs10.x' */\nmodule.exports = { provider: { runtime: `nodejs20.x` } }\n",
        [20]
      ),
      ("firebase.json", #"{"functions":{"runtime":"nodejs20"}}"#, [20]),
      ("netlify.toml", "[build.environment]\nNODE_VERSION = \"16\"\n", [16]),
      (".gitlab-ci.yml", "test:\n  image: node:14\n", [14]), (".travis.yml", "node_js:\n  - 12\n  - '14'\n", [12, 14]),
      (
        ".github/workflows/a.yml",
        "jobs:\n  a:\n    strategy: {matrix: {n: [16, 18]}}\n    steps:\n    - with: {node-version: '${{ matrix.n }}'}\n",
        [16, 18]
      ),
    ])
  func files(_ path: String, _ text: String, _ lines: [Int]) {
    let found = declarations([path: text])
    #expect(Set(found.flatMap { $0.lines(on: 2026_07_01) }).sorted() == lines)
  }

  @Test("Names that move are what they stand for on a day")
  func moving() throws {
    let image = try #require(declarations(["Dockerfile": "FROM node:lts\n"]).first)
    #expect(image.lines(on: 2023_01_01) == [18])
    #expect(image.lines(on: 2026_07_01) == [24])
    let current = try #require(declarations(["Dockerfile": "FROM node\n"]).first)
    #expect(current.lines(on: 2021_11_01) == [17])
  }

  @Test("The lowest version comes from engines before images, and from the package before its root")
  func floor() {
    let files = [
      "package.json": #"{"engines":{"node":">=20"}}"#, "api/package.json": #"{"engines":{"node":">=18.3"}}"#,
      "api/Dockerfile": "FROM node:22\n", "web/package.json": "{}",
    ]
    let all = NodeDeclarations(Project(inMemory: files.map { ($0.key, Array($0.value.utf8)) }))
    #expect(all.floor(of: "api")?.version == Version(18, 3))
    #expect(all.floor(of: "web")?.version == Version(20))
    #expect(NodeDeclarations(Project(inMemory: [("package.json", Array("{}".utf8))])).floor(of: "") == nil)
  }

  @Test(
    "Files that say something else say nothing",
    arguments: ["{", "FROM", "runtime: [", "\u{0}", "nodejs", "lts/nothing"])
  func hostile(text: String) {
    for path in [
      ".nvmrc", ".tool-versions", "mise.toml", "Dockerfile", "package.json", "serverless.yml", "firebase.json",
      ".travis.yml",
    ] {
      #expect(declarations([path: text]).isEmpty)
    }
  }
}
