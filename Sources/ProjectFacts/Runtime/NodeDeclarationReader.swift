import DataFormats
import SourceText

/// Collects what the files of a project say of its Node.js.
struct NodeDeclarationReader {
  private static let sizeLimit = 1 << 20

  private let project: Project
  /// By manifest: whether its package deploys by programs.
  private var deploying: [String: Bool] = [:]
  private(set) var declarations: [NodeDeclaration] = []

  init(_ project: Project) { self.project = project }

  mutating func read() {
    for manifest in project.manifests { read(manifest) }
    for file in project.inventory.files where !file.isVendored { read(file) }
  }

  // MARK: Manifests

  private mutating func read(_ manifest: PackageManifest) {
    let directory = manifest.directory
    if let node = manifest.engines?.member("node") { add(.engines, manifest.path, node, directory) }
    if let node = manifest["volta"]?.member("node") { add(.volta, manifest.path, node, directory) }
    if let runtime = manifest["devEngines"]?["runtime"] {
      for entry in runtime.isArray ? Array(runtime.elements) : [runtime] where entry["name"]?.isString("node") == true {
        if let version = entry.member("version") { add(.engines, manifest.path, version, directory) }
      }
    }
    if let types = manifest.dependency(named: "@types/node"), let range = VersionRange(types.range) {
      declarations.append(
        NodeDeclaration(
          kind: .types, path: manifest.path, span: types.span, written: types.range, versions: .range(range),
          directory: directory))
    }
  }

  private mutating func add(
    _ kind: NodeDeclaration.Kind, _ path: String, _ member: JSONMember, _ directory: String
  ) {
    guard let text = member.value.string else { return }
    add(kind, path, member.span, text, directory: directory)
  }

  private mutating func add(
    _ kind: NodeDeclaration.Kind, _ path: String, _ span: Span, _ text: String, directory: String
  ) {
    guard let versions = Self.versions(text) else { return }
    declarations.append(
      NodeDeclaration(kind: kind, path: path, span: span, written: text, versions: versions, directory: directory))
  }

  /// `18`, `v18.12.0`, `>=14`, `lts/*`, `lts/hydrogen`, `latest`, `node`; nil for everything else.
  static func versions(_ text: String) -> NodeDeclaration.Versions? {
    let name = text.lowercased()
    switch name {
    case "lts/*", "lts", "--lts", "lts/-0": return .longTerm
    case "latest", "current", "node", "stable", "lts/latest": return name == "lts/latest" ? .longTerm : .current
    default: break
    }
    let codename =
      name.hasPrefix("lts/") ? String(name.dropFirst(4)) : name.hasPrefix("lts-") ? String(name.dropFirst(4)) : name
    if let release = NodeReleases.release(named: codename) { return VersionRange("\(release.line)").map { .range($0) } }
    guard !name.isEmpty, name != "*", name != "x", let range = VersionRange(name) else { return nil }
    return .range(range)
  }

  // MARK: Files

  private mutating func read(_ file: InventoryFile) {
    let name = file.name
    switch name {
    case ".nvmrc", ".node-version": readVersionFile(file)
    case ".tool-versions": readTools(file)
    case "serverless.ts", "serverless.js", "serverless.mjs", "serverless.cjs", "serverless.json": readRuntime(file)
    case "mise.toml", ".mise.toml": readSettings(file, section: "tools", keys: ["node", "nodejs"], .versionFile)
    case "netlify.toml": readSettings(file, section: "build.environment", keys: ["NODE_VERSION"], .platform)
    case "firebase.json": readFirebase(file)
    default:
      let lower = name.lowercased()
      if FileKind.isDockerfile(lower) {
        readImage(file)
      } else if lower.hasSuffix(".yml") || lower.hasSuffix(".yaml") {
        readYAML(file)
      } else if file.kind == .source, deploysByProgram(file) {
        readConstructs(file)
      }
    }
  }

  /// Whether the package around a file is one of programs that deploy, of AWS CDK.
  private mutating func deploysByProgram(_ file: InventoryFile) -> Bool {
    guard let manifest = project.manifest(governing: file.path) else { return false }
    if let known = deploying[manifest.path] { return known }
    let deploys = ["aws-cdk-lib", "@aws-cdk/aws-lambda"].contains { manifest.dependency(named: $0) != nil }
    deploying[manifest.path] = deploys
    return deploys
  }

  /// `runtime: Runtime.NODEJS_18_X` of a construct.
  private mutating func readConstructs(_ file: InventoryFile) {
    guard let bytes = bytes(file) else { return }
    bytes.withUnsafeBufferPointer { text in
      for (start, number, _) in Self.versions(behind: ".NODEJS_", in: text)
      where text[number.endIndex...].starts(with: "_X".utf8) {
        add(
          .platform, file.path, Span(start + 1, number.endIndex + 2), String(decoding: number, as: UTF8.self),
          directory: directory(around: file.path))
      }
    }
  }

  private func bytes(_ file: InventoryFile) -> [UInt8]? {
    guard case .success(let bytes) = project.files.bytes(of: file.path, limit: Self.sizeLimit) else { return nil }
    return bytes
  }

  /// The folder of the package around a file.
  private func directory(around path: String) -> String {
    project.manifest(governing: path)?.directory ?? RelativePath.directory(of: path)
  }

  private mutating func readVersionFile(_ file: InventoryFile) {
    guard let bytes = bytes(file), bytes.count < 200 else { return }
    let end = bytes.firstIndex { $0 == 0x0A || $0 == 0x0D || $0 == UInt8(ascii: "#") } ?? bytes.count
    let text = String(decoding: bytes[..<end], as: UTF8.self)
    let trimmed = text.filter { !$0.isWhitespace && $0 != "\u{FEFF}" }
    add(.versionFile, file.path, Span(0, end), trimmed, directory: directory(around: file.path))
  }

  /// `nodejs 18.12.0`
  private mutating func readTools(_ file: InventoryFile) {
    guard let bytes = bytes(file) else { return }
    var start = 0
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let words = String(decoding: line, as: UTF8.self).split { $0 == " " || $0 == "\t" || $0 == "\r" }
      if words.count > 1, words[0] == "nodejs" || words[0] == "node" {
        add(
          .versionFile, file.path, Span(start, start + line.count), String(words[1]),
          directory: directory(around: file.path))
      }
      start += line.count + 1
    }
  }

  private mutating func readSettings(
    _ file: InventoryFile, section: String, keys: [String], _ kind: NodeDeclaration.Kind
  ) {
    guard let bytes = bytes(file) else { return }
    for entry in INIParser.parse(bytes).entries where entry.section == section && keys.contains(entry.key) {
      if let value = entry.value {
        add(kind, file.path, entry.span, value, directory: directory(around: file.path))
      }
    }
  }

  private mutating func readFirebase(_ file: InventoryFile) {
    guard let bytes = bytes(file), let functions = JSONParser.parse(bytes, dialect: .withComments).root?["functions"]
    else { return }
    for entry in functions.isArray ? Array(functions.elements) : [functions] {
      guard let runtime = entry.member("runtime"), let text = runtime.value.string, text.hasPrefix("nodejs") else {
        continue
      }
      let folder = entry["source"]?.string.flatMap {
        RelativePath.resolve($0, from: RelativePath.directory(of: file.path))
      }
      add(
        .platform, file.path, runtime.span, String(text.dropFirst(6)),
        directory: folder ?? directory(around: file.path))
    }
  }

  // MARK: Images

  private mutating func readImage(_ file: InventoryFile) {
    guard let bytes = bytes(file) else { return }
    let dockerfile = DockerfileParser.parse(bytes)
    guard let final = dockerfile.finalStage, let image = dockerfile.image(of: final) else { return }
    add(image: image.reference, .image, file.path, image.span)
  }

  private mutating func add(image reference: String, _ kind: NodeDeclaration.Kind, _ path: String, _ span: Span) {
    guard let text = Self.version(ofImage: reference), let versions = Self.versions(text) else { return }
    declarations.append(
      NodeDeclaration(
        kind: kind, path: path, span: span, written: RelativePath.name(of: reference), versions: versions,
        directory: kind == .workflow ? "" : directory(around: path)))
  }

  /// "18.12.0" of `node:18.12.0-alpine`, "18" of `gcr.io/distroless/nodejs18-debian12`; nil for other images.
  static func version(ofImage reference: String) -> String? {
    guard !reference.holds("$") else { return nil }
    let whole = reference.prefix { $0 != "@" }
    let name = RelativePath.name(of: String(whole))
    let parts = name.split(separator: ":", maxSplits: 1)
    guard let repository = parts.first else { return nil }
    let isDistroless = reference.holds("distroless/nodejs")
    if isDistroless {
      let digits = repository.drop { !$0.isNumber }.prefix { $0.isNumber }
      return digits.isEmpty ? nil : String(digits)
    }
    let isLambda = reference.holds("lambda/nodejs")
    let known = ["node", "library/node", "docker.io/node", "docker.io/library/node", "cimg/node", "circleci/node"]
    let path = String(whole.prefix { $0 != ":" })
    guard isLambda || known.contains(path) || path == "public.ecr.aws/docker/library/node" else { return nil }
    guard parts.count == 2 else { return reference.holds("@") ? nil : "latest" }
    let tag = parts[1]
    let first = String(tag.prefix { $0 != "-" })
    if first.first?.isNumber == true { return first }
    if NodeReleases.release(named: first) != nil || ["lts", "current", "latest"].contains(first) { return first }
    return ["alpine", "slim", "bookworm", "bullseye", "buster", "stretch"].contains { first.hasPrefix($0) }
      ? "latest" : nil
  }

  // MARK: Workflows and platforms

  private mutating func readYAML(_ file: InventoryFile) {
    let isWorkflow =
      file.path.holds(".github/workflows/") || file.path.holds(".circleci/")
      || file.path.holds(".github/") && ["action.yml", "action.yaml"].contains(file.name)
      || [".gitlab-ci.yml", ".travis.yml", "azure-pipelines.yml", "bitbucket-pipelines.yml"].contains(file.name)
    let stem = file.name.lowercased()
    let isPlatform =
      stem.hasPrefix("serverless") || stem.hasPrefix("template") || stem.hasPrefix("sam") || stem == "app.yaml"
      || stem == "app.yml"
    guard isWorkflow || isPlatform, let bytes = bytes(file) else { return }
    for document in YAMLSubset.parse(bytes).documents {
      var walk = PipelineWalk(isPlatform: isPlatform)
      walk.read(document, key: "", matrix: [:], depth: 0)
      for found in walk.found {
        if found.isImage {
          add(image: found.text, .workflow, file.path, found.span)
        } else {
          add(
            isPlatform ? .platform : .workflow, file.path, found.span, found.text,
            directory: isPlatform ? directory(around: file.path) : "")
        }
      }
    }
  }

  /// `runtime: "nodejs18.x"` in a program or in JSON that describes a service: read as text, which is an object of literals.
  private mutating func readRuntime(_ file: InventoryFile) {
    guard let bytes = bytes(file) else { return }
    bytes.withUnsafeBufferPointer { text in
      for (start, number, line) in Self.versions(behind: "nodejs", in: text) {
        guard start > 0, [0x22, 0x27, 0x60].contains(text[start - 1]),
          UnsafeBufferPointer(rebasing: text[line..<start]).holds(Array("untime".utf8))
        else { continue }
        let end = text[number.endIndex...].prefix { $0 != text[start - 1] && $0 != 0x0A }.endIndex
        add(
          .platform, file.path, Span(start - 1, min(end + 1, text.count)), String(decoding: number, as: UTF8.self),
          directory: directory(around: file.path))
      }
    }
  }
}

extension NodeDeclarationReader {
  /// The digits that stand behind a mark outside of comments, with the beginnings of the mark and of its line.
  fileprivate static func versions(
    behind mark: String, in text: UnsafeBufferPointer<UInt8>
  ) -> [(start: Int, number: Slice<UnsafeBufferPointer<UInt8>>, line: Int)] {
    let mark = Array(mark.utf8)
    var found: [(start: Int, number: Slice<UnsafeBufferPointer<UInt8>>, line: Int)] = []
    var index = 0
    while let start = text.firstIndex(ofRun: mark, from: index) {
      index = start + mark.count
      let number = text[index...].prefix { (0x30...0x39).contains($0) }
      let line = text[..<start].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
      if !number.isEmpty, !isComment(at: start, inLineFrom: line, text) { found.append((start, number, line)) }
    }
    return found
  }

  /// Behind `//` in its line, or between `/*` and `*/`.
  fileprivate static func isComment(
    at place: Int, inLineFrom line: Int, _ text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    if UnsafeBufferPointer(rebasing: text[line..<place]).holds(Array("//".utf8)) { return true }
    var isOpen = false
    var index = 0
    while index + 1 < place {
      if text[index] == 0x2F, text[index + 1] == 0x2A { isOpen = true }
      if text[index] == 0x2A, text[index + 1] == 0x2F { isOpen = false }
      index += 1
    }
    return isOpen
  }
}

/// Finds versions of Node.js in the tree of a pipeline: `node-version`, `node_js`, images, `nodejs18.x`.
private struct PipelineWalk {
  struct Found {
    var text: String
    var span: Span
    var isImage: Bool
  }

  let isPlatform: Bool
  private(set) var found: [Found] = []

  private static let depthLimit = 24
  private static let versionKeys: Set<String> = [
    "node-version", "node_js", "versionSpec", "nodeVersion", "node_version",
  ]

  init(isPlatform: Bool) { self.isPlatform = isPlatform }

  /// - Parameter matrix: the lists that a job's matrix gives.
  mutating func read(_ value: YAMLValue, key: String, matrix: [String: YAMLValue], depth: Int) {
    guard depth < Self.depthLimit else { return }
    var matrix = matrix
    if let lists = value["strategy"]?["matrix"] {
      for entry in lists.entries { matrix[entry.key] = entry.value }
    }
    for entry in value.entries {
      if isPlatform {
        if ["runtime", "Runtime"].contains(entry.key), let text = entry.value.string, text.hasPrefix("nodejs") {
          let number = text.dropFirst(6).prefix { $0.isNumber }
          found.append(Found(text: String(number), span: entry.keySpan.union(entry.value.span), isImage: false))
        }
      } else if Self.versionKeys.contains(entry.key) {
        take(entry.value, matrix)
        continue
      } else if ["image", "container"].contains(entry.key), let text = entry.value.string {
        found.append(Found(text: text, span: entry.value.span, isImage: true))
      }
      // Lists of a matrix are taken where a step uses them.
      if entry.key != "matrix" { read(entry.value, key: entry.key, matrix: matrix, depth: depth + 1) }
    }
    for element in value.elements { read(element, key: key, matrix: matrix, depth: depth + 1) }
  }

  private mutating func take(_ value: YAMLValue, _ matrix: [String: YAMLValue]) {
    for element in value.elements { take(element, [:]) }
    guard let text = value.string else { return }
    guard text.holds("${{") else {
      found.append(Found(text: text, span: value.span, isImage: false))
      return
    }
    let inside = text.filter { !" ${}".contains($0) }
    guard inside.hasPrefix("matrix."), let list = matrix[String(inside.dropFirst(7))] else { return }
    take(list, [:])
  }
}
