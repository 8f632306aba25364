import DataFormats
import SourceText
import Testing

@Suite("Dockerfiles")
struct DockerfileParserTests {
  private func text(_ span: Span, in source: String) -> String { SourceFile(path: "", text: source).text(in: span) }

  @Test("Stages know their image, their name and the stages they stand on")
  func stages() throws {
    let file = DockerfileParser.parse(
      """
      # syntax=docker/dockerfile:1
      ARG NODE_VERSION=20.11
      ARG VARIANT
      FROM --platform=$BUILDPLATFORM node:${NODE_VERSION}-alpine AS base
      WORKDIR /app
      from base as build
      RUN npm ci
      FROM base
      COPY --from=build /app/dist ./dist
      """)
    #expect(file.problems == [])
    #expect(file.stages.map(\.name) == ["base", "build", nil])
    let final = try #require(file.finalStage)
    #expect(file.lineage(of: final).map(\.index) == [2, 0])
    let image = try #require(file.image(of: final))
    #expect(image.written == "node:${NODE_VERSION}-alpine")
    #expect(image.reference == "node:20.11-alpine")
    #expect(image.repository == "node" && image.tag == "20.11-alpine" && image.digest == nil)
    #expect(final.last("COPY")?.flag("from")?.value == "build")
    #expect(file.stages[0].from.flag("platform")?.value == "$BUILDPLATFORM")
    #expect(file.globalArguments.map(\.value) == ["20.11", nil])
  }

  @Test(
    "An image's name is taken apart",
    arguments: [
      ("node", "node", nil, nil), ("node:20", "node", "20", nil),
      ("localhost:5000/node", "localhost:5000/node", nil, nil),
      ("ghcr.io/shop/base:1@sha256:ab", "ghcr.io/shop/base", "1", "sha256:ab"),
    ] as [(String, String, String?, String?)])
  func images(_ name: String, _ repository: String, _ tag: String?, _ digest: String?) throws {
    let image = try #require(DockerfileParser.parse("FROM \(name)\n").stages.first?.image)
    #expect(image.repository == repository && image.tag == tag && image.digest == digest)
  }

  @Test("Continued lines are one instruction, with comments and empty lines left out, and spans stay true")
  func continuation() throws {
    let source = "FROM node\r\nRUN apk add git \\\r\n  # a comment\r\n\r\n    curl && \\ \r\n  npm ci\r\nUSER node\r\n"
    let file = DockerfileParser.parse(source)
    #expect(file.problems == [])
    let run = file.instructions[1]
    #expect(run.words.map(\.text) == ["apk", "add", "git", "curl", "&&", "npm", "ci"])
    #expect(run.words.map { text($0.span, in: source) } == run.words.map(\.text))
    #expect(text(run.span, in: source).hasSuffix("npm ci"))
    #expect(file.instructions.map(\.keyword) == ["FROM", "RUN", "USER"])
  }

  @Test("The backtick continues lines where the file says so")
  func escape() {
    let file = DockerfileParser.parse("# escape=`\nFROM node\nRUN dir C:\\ `\n /s\n")
    #expect(file.instructions.map(\.text) == ["node", "dir C:\\  /s"])
  }

  @Test("The JSON form is a list; what only looks like it is the shell's")
  func lists() {
    let source = "FROM node\nCMD [\"node\", \"server.js\"]\nENTRYPOINT npm start\nRUN [ -f x ] && rm x\nCMD ['node']\n"
    let file = DockerfileParser.parse(source)
    #expect(file.instructions.map { $0.list?.map(\.text) } == [nil, ["node", "server.js"], nil, nil, nil])
    #expect(file.instructions[1].list.map { $0.map { text($0.span, in: source) } } == ["node", "server.js"])
  }

  @Test("Variables in both spellings, with quotes and escapes")
  func variables() {
    let source =
      "FROM node\nENV NODE_ENV=production GREETING=\"a \\\"b\\\" c\" X=a\\ b\nENV PORT 30 00\nARG TOKEN\nARG A=1 B='2'\n"
    let file = DockerfileParser.parse(source)
    let variables = file.instructions.flatMap(\.variables)
    #expect(variables.map(\.name) == ["NODE_ENV", "GREETING", "X", "PORT", "TOKEN", "A", "B"])
    #expect(variables.map(\.value) == ["production", "a \"b\" c", "a b", "30 00", nil, "1", "2"])
    #expect(text(variables[0].valueSpan, in: source) == "production")
    #expect(text(variables[0].span, in: source) == "NODE_ENV=production")
  }

  @Test("A here-document belongs to its instruction")
  func documents() {
    let source = "FROM node\nRUN <<EOF\nnpm ci\nUSER root\nEOF\nCOPY <<-'END' /x\n\tFROM\n\tEND\nUSER node\n"
    let file = DockerfileParser.parse(source)
    #expect(file.problems == [])
    #expect(file.instructions.map(\.keyword) == ["FROM", "RUN", "COPY", "USER"])
    #expect(file.instructions[1].documents.map { text($0, in: source) } == ["npm ci\nUSER root\n"])
  }

  @Test(
    "What is no Dockerfile is refused where it stands",
    arguments: [
      ("FROM node\nRUNN x\n", "RUNN", "this is no instruction of a Dockerfile"),
      ("FROM\n", "FROM", "FROM names no image"), ("RUN x\nFROM node\n", "RUN", "only ARG may stand before FROM"),
      ("FROM node\nRUN <<EOF\nx\n", "<<EOF", "the end of this here-document is missing"),
      ("FROM node 20\n", "node 20", "FROM takes an image, and a name after AS"),
      ("FROM node\nENV A\n", "A", "this variable is given no value"), ("# nothing\n", "", "FROM is missing"),
    ])
  func problems(_ source: String, _ place: String, _ message: String) {
    let problems = DockerfileParser.parse(source).problems
    #expect(problems.map(\.message) == [message])
    #expect(problems.map { text($0.span, in: source) } == [place])
  }

  @Test(
    "Variables in image names",
    arguments: [
      ("a$X-b", "a1-b"), ("${X}", "1"), ("${Y:-2}", "2"), ("${E:-3}", "3"), ("${E-3}", ""), ("${X:+4}", "4"),
      ("${Y}", "${Y}"), ("$", "$"), ("${X", "${X"), ("${X%%.*}", "${X%%.*}"),
    ])
  func expansion(_ text: String, _ expected: String) {
    #expect(DockerText.expand(text, with: ["X": "1", "E": ""]) == expected)
  }
}
