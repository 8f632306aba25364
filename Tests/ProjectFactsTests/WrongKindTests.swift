import ProjectFacts
import SourceText
import Testing

/// A value of the wrong kind is not the same as none: it is told where it stands, key for key.
@Suite("Keys that hold a value of the wrong kind")
struct WrongKindTests {
  /// A key, a value it cannot have, and the words the gap says about it.
  struct Case: CustomTestStringConvertible, Sendable {
    let key: String
    let value: String
    let wanted: String

    init(_ key: String, _ value: String, _ wanted: String) {
      self.key = key
      self.value = value
      self.wanted = wanted
    }

    var testDescription: String { "\(key): \(value)" }
  }

  /// What is told about a file, as "line:column message"; a valid manifest stands beside.
  private func gaps(_ name: String, _ text: String) -> [String] {
    var files = [(path: name, bytes: Array(text.utf8))]
    if name != "package.json" { files.append(("package.json", Array(#"{"dependencies": {"a": "1"}}"#.utf8))) }
    return Project(inMemory: files).gaps.map {
      #expect($0.kind == .malformedFile && $0.path == name)
      return "\($0.position?.line ?? 0):\($0.position?.column ?? 0) \($0.message)"
    }
  }

  /// Puts the case on a line of its own, between two others.
  private func expect(_ wrong: Case, in name: String, before: String, after: String) {
    let column = wrong.key.utf16.count + 7
    let line = before.utf8.count { $0 == 0x0A } + 1
    #expect(
      gaps(name, "\(before)\"\(wrong.key)\": \(wrong.value)\(after)")
        == ["\(line):\(column) \"\(wrong.key)\" has to be \(wrong.wanted)"])
  }

  private static let manifestCases: [Case] =
    ["name", "version", "type", "main", "module", "types", "packageManager"].flatMap { key in
      ["7", "true", "[]", "{}"].map { Case(key, $0, "a string") }
    }
    + [
      Case("private", "1", "true or false or a string"), Case("private", "{}", "true or false or a string"),
      Case("bin", "7", "a string or an object"), Case("bin", "[\"cli.js\"]", "a string or an object"),
      Case("exports", "false", "a string or a list or an object"), Case("imports", "\"./a.js\"", "an object"),
      Case("files", "\"dist\"", "a list"), Case("files", "{\"dist\": true}", "a list"),
      Case("scripts", "\"node .\"", "an object"), Case("scripts", "[\"start\"]", "an object"),
      Case("engines", "\"node >= 18\"", "an object"), Case("engines", "[\"node >= 18\"]", "an object"),
      Case("devEngines", "\"node\"", "an object"), Case("volta", "20", "an object"),
      Case("workspaces", "\"packages/*\"", "a list or an object"), Case("workspaces", "true", "a list or an object"),
      Case("overrides", "[\"a\"]", "an object"), Case("resolutions", "\"a\"", "an object"),
      Case("pnpm", "true", "an object"), Case("bundleDependencies", "\"a\"", "a list or true or false"),
      Case("bundledDependencies", "{\"a\": 1}", "a list or true or false"),
      Case("peerDependenciesMeta", "[\"a\"]", "an object"), Case("publishConfig", "\"public\"", "an object"),
      Case("dependencies", "[\"express\"]", "an object"), Case("devDependencies", "\"jest\"", "an object"),
      Case("peerDependencies", "7", "an object"), Case("optionalDependencies", "true", "an object"),
    ]

  @Test("In a manifest", arguments: manifestCases)
  func manifest(_ wrong: Case) {
    expect(wrong, in: "package.json", before: "{\"license\": \"MIT\",\n  ", after: ",\n \"author\": 7}")
  }

  @Test("Inside of what a manifest holds, the gap names the table as well")
  func insideManifest() {
    let text = """
      {
        "dependencies": {"express": 4, "koa": "^2", "//": ["comments may"]},
        "scripts": {"start": ["node", "."], "//": 7},
        "engines": {"node": 20},
        "files": ["dist", {}],
        "workspaces": {"packages": "packages/*"},
        "bin": {"cli": true}
      }
      """
    #expect(
      gaps("package.json", text) == [
        #"2:31 "express" in "dependencies" has to be a string"#, #"3:24 "start" in "scripts" has to be a string"#,
        #"4:23 "node" in "engines" has to be a string"#, #"5:21 each element of "files" has to be a string"#,
        #"6:30 "packages" has to be a list"#, #"7:18 "cli" in "bin" has to be a string"#,
      ])
  }

  @Test("null and, for an object, an empty list are how files say that there is none; so much is told of a file")
  func nothing() {
    #expect(gaps("package.json", #"{"name": null, "dependencies": null, "scripts": [], "engines": []}"#) == [])
    let many = (0..<50).map { "\"p\($0)\": 1" }.joined(separator: ", ")
    #expect(gaps("package.json", "{\"dependencies\": {\(many)}}").count == 20)
  }

  private static let npmEntryCases: [Case] =
    ["version", "integrity"].flatMap { key in ["7", "true", "{}", "[1]"].map { Case(key, $0, "a string") } }
    + [
      Case("resolved", "7", "a string or true or false"), Case("resolved", "{}", "a string or true or false"),
      Case("dev", "\"true\"", "true or false"), Case("optional", "1", "true or false"),
    ]

  private static let npm3Cases: [Case] =
    npmEntryCases
    + ["link", "devOptional", "peer", "inBundle", "hasInstallScript"].map { Case($0, "1", "true or false") }
    + [
      Case("name", "7", "a string"), Case("deprecated", "{}", "a string or true or false"),
      Case("bin", "7", "a string or an object"), Case("dependencies", "[\"b\"]", "an object"),
      Case("optionalDependencies", "\"b\"", "an object"), Case("peerDependencies", "true", "an object"),
      Case("peerDependenciesMeta", "7", "an object"),
    ]

  @Test("In a package of npm's lockfile, version 2 and 3", arguments: npm3Cases)
  func npm3(_ wrong: Case) {
    for version in [2, 3] {
      expect(
        wrong, in: "package-lock.json",
        before: "{\"lockfileVersion\": \(version), \"packages\": {\"\": {}, \"node_modules/a\": {\n  ",
        after: ", \"funding\": 7, \"engines\": [\"node\"]}}}")
    }
  }

  @Test(
    "In a package of npm's lockfile, version 1, at any depth",
    arguments: npmEntryCases + [
      Case("bundled", "\"yes\"", "true or false"), Case("requires", "[\"b\"]", "an object or true or false"),
      Case("dependencies", "\"b\"", "an object"),
    ])
  func npm1(_ wrong: Case) {
    expect(
      wrong, in: "package-lock.json", before: "{\"lockfileVersion\": 1, \"dependencies\": {\"a\": {\n  ", after: "}}}")
    expect(
      wrong, in: "npm-shrinkwrap.json",
      before: "{\"lockfileVersion\": 1, \"dependencies\": {\"a\": {\"dependencies\": {\"b\": {\n  ", after: "}}}}}")
  }

  @Test(
    "At the head of a lockfile",
    arguments: [
      ("package-lock.json", Case("lockfileVersion", "\"3\"", "a number")),
      ("package-lock.json", Case("name", "7", "a string")), ("package-lock.json", Case("version", "[1]", "a string")),
      ("bun.lock", Case("lockfileVersion", "\"1\"", "a number")), ("bun.lock", Case("overrides", "7", "an object")),
      ("bun.lock", Case("workspaces", "[\"\"]", "an object")), ("bun.lock", Case("packages", "true", "an object")),
    ])
  func head(_ name: String, _ wrong: Case) {
    expect(wrong, in: name, before: "{\n  ", after: ", \"other\": 7}")
  }

  @Test(
    "In the lists of npm's lockfiles",
    arguments: [(1, "dependencies"), (2, "packages"), (3, "packages")])
  func npmLists(_ version: Int, _ key: String) {
    for value in ["7", "\"a\"", "[1]", "true"] {
      expect(
        Case(key, value, "an object"), in: "package-lock.json", before: "{\"lockfileVersion\": \(version),\n  ",
        after: "}")
    }
  }

  @Test(
    "In bun.lock",
    arguments: [
      (#"{"lockfileVersion": 1, "packages": {"a": "a@1.0.0"}}"#, #"1:42 "a" in "packages" has to be a list"#),
      (
        #"{"lockfileVersion": 1, "packages": {"a": [7]}}"#, #"1:43 each element of "a" has to be a string or an object"#
      ),
      (
        #"{"lockfileVersion": 1, "packages": {"a": [{}]}}"#,
        #"1:43 "a" has to begin with a string, the package and its version"#
      ),
      (
        #"{"lockfileVersion": 1, "packages": {"a": ["a@1", "", {"dependencies": "b"}]}}"#,
        #"1:71 "dependencies" has to be an object"#
      ),
      (
        #"{"lockfileVersion": 1, "packages": {"a": ["a@1", "", {"optionalPeers": "b"}]}}"#,
        #"1:72 "optionalPeers" has to be a list"#
      ),
      (
        #"{"lockfileVersion": 1, "workspaces": {"": {"dependencies": {"a": 1}}}}"#,
        #"1:66 "a" in "dependencies" has to be a string"#
      ),
      (#"{"lockfileVersion": 1, "workspaces": {"": {"name": 7}}}"#, #"1:52 "name" has to be a string"#),
    ])
  func bun(_ text: String, _ gap: String) {
    #expect(gaps("bun.lock", text) == [gap])
  }

  @Test(
    "In yarn.lock of yarn 1",
    arguments: [
      ("  version 7\n", #"2:11 "version" has to be a string"#), ("  version\n", #"2:10 "version" has to be a string"#),
      ("  version true\n", #"2:11 "version" has to be a string"#),
      ("  version:\n    a \"1\"\n", #"2:10 "version" has to be a string"#),
      ("  resolved 7\n", #"2:12 "resolved" has to be a string"#),
      ("  integrity:\n    a \"1\"\n", #"2:12 "integrity" has to be a string"#),
      ("  dependencies \"b\"\n", #"2:16 "dependencies" has to be an object"#),
      ("  optionalDependencies 7\n", #"2:24 "optionalDependencies" has to be an object"#),
      ("  dependencies:\n    b 7\n", #"3:7 "b" in the dependencies has to be a string"#),
      ("  dependencies:\n    b\n", #"3:6 "b" in the dependencies has to be a string"#),
    ])
  func yarnClassic(_ fields: String, _ gap: String) {
    #expect(gaps("yarn.lock", "a@^1:\n\(fields)") == [gap])
  }

  @Test(
    "In yarn.lock of yarn 2 and later",
    arguments: [
      ("  version: {}", #"4:12 "version" has to be a string"#),
      ("  version: true", #"4:12 "version" has to be a string"#),
      ("  resolution: [a]", #"4:15 "resolution" has to be a string"#),
      ("  checksum: {a: 1}", #"4:13 "checksum" has to be a string"#),
      ("  linkType: []", #"4:13 "linkType" has to be a string"#),
      ("  dependencies: b", #"4:17 "dependencies" has to be an object"#),
      ("  dependencies: {b: [1]}", #"4:21 "b" in "dependencies" has to be a string"#),
      ("  peerDependencies: [b]", #"4:21 "peerDependencies" has to be an object"#),
    ])
  func berry(_ field: String, _ gap: String) {
    #expect(gaps("yarn.lock", "__metadata:\n  version: 8\n\"a@npm:^1\":\n\(field)\n") == [gap])
  }

  @Test(
    "In pnpm-lock.yaml",
    arguments: [
      ("lockfileVersion: {a: 1}", #"1:18 "lockfileVersion" has to be a string"#),
      ("packages: true", #"1:11 "packages" has to be an object"#),
      ("snapshots: [a]", #"1:12 "snapshots" has to be an object"#),
      ("importers: all", #"1:12 "importers" has to be an object"#),
      ("importers: {.: 7}", #"1:16 "." in "importers" has to be an object"#),
      ("importers: {.: {dependencies: a}}", #"1:31 "dependencies" has to be an object"#),
      ("importers: {.: {dependencies: {a: [1]}}}", #"1:35 "a" in "dependencies" has to be a string or an object"#),
      ("importers: {.: {dependencies: {a: {version: []}}}}", #"1:45 "version" has to be a string"#),
      ("devDependencies: a", #"1:18 "devDependencies" has to be an object"#),
      ("specifiers: [a]", #"1:13 "specifiers" has to be an object"#),
      ("overrides: true", #"1:12 "overrides" has to be an object"#),
      ("ignoredOptionalDependencies: a", #"1:30 "ignoredOptionalDependencies" has to be a list"#),
      ("packages: {a@1: 7}", #"1:17 "a@1" in "packages" has to be an object"#),
      ("packages: {a@1: {version: {}}}", #"1:27 "version" has to be a string"#),
      ("packages: {a@1: {resolution: sha512-x}}", #"1:30 "resolution" has to be an object"#),
      ("packages: {a@1: {resolution: {integrity: [x]}}}", #"1:42 "integrity" has to be a string"#),
      ("packages: {a@1: {dev: maybe}}", #"1:23 "dev" has to be true or false"#),
      ("packages: {a@1: {deprecated: {}}}", #"1:30 "deprecated" has to be a string or true or false"#),
      ("packages: {a@1: {dependencies: [b]}}", #"1:32 "dependencies" has to be an object"#),
    ])
  func pnpm(_ line: String, _ gap: String) {
    for version in ["5.4", "'6.0'", "'9.0'"] {
      let head = line.hasPrefix("lockfileVersion") ? "" : "lockfileVersion: \(version)\n"
      #expect(gaps("pnpm-lock.yaml", "\(line)\n\(head)") == [gap])
    }
  }

  @Test(
    "In tsconfig.json, of which the rest is read all the same",
    arguments: [
      Case("extends", "7", "a string or a list"), Case("files", "\"a.ts\"", "a list"),
      Case("include", "\"src\"", "a list"), Case("exclude", "true", "a list"),
      Case("references", "{\"path\": \".\"}", "a list"), Case("compilerOptions", "[\"strict\"]", "an object"),
    ])
  func typeScript(_ wrong: Case) {
    expect(wrong, in: "tsconfig.json", before: "{ // comments\n  ", after: ",\n}")
    expect(wrong, in: "jsconfig.json", before: "{\n  ", after: "}")
  }

  private static let optionCases: [Case] =
    ["strict", "allowJs", "checkJs", "noEmit", "noImplicitAny", "strictNullChecks", "isolatedModules"].map {
      Case($0, "\"true\"", "true or false")
    }
    + ["baseUrl", "rootDir", "outDir", "module", "moduleResolution", "target"].map { Case($0, "false", "a string") }
    + [Case("paths", "[\"@/*\"]", "an object")]

  @Test("Among the compiler's options", arguments: optionCases)
  func option(_ wrong: Case) {
    expect(wrong, in: "tsconfig.json", before: "{\"compilerOptions\": {\n  ", after: "}}")
  }
}
