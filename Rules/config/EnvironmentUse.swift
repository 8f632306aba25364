import Checking
import DataFormats
import Findings
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// What the server code of each package asks of its environment.
struct EnvironmentUse {
  struct Place {
    var path: String
    var function: FunctionReference
    var read: EnvironmentNote.Read
    var step: EvidenceStep { EvidenceStep(path: path, span: read.span, message: "\(read.name) is read here") }
  }

  struct Package {
    let manifest: PackageManifest
    /// In the order of the files.
    var places: [Place] = []
    var declared: Set<String> = []
    var checked: Set<String> = []
    /// Names that the program hands to a process it starts, those that the start script or the file that deploys
    /// its functions sets, and
    /// those that a member of the workspace that this package depends on describes.
    var settled: Set<String> = []
    /// Names that a committed `.env` which the image takes along gives a value.
    var kept: Set<String> = []
    /// Names that some script of the manifest sets.
    var mentioned: Set<String> = []
    var isDynamic = false

    /// Variables that the code cannot do without, in the order they are first read.
    var required: [String] {
      var names: [String] = []
      for place in places where place.read.isRequired && !names.contains(place.read.name) {
        names.append(place.read.name)
      }
      // A default in one place is a default for none of the others, but shows that the variable may be missing.
      return names.filter { name in
        !EnvironmentUse.isConventional(name) && !places.contains { $0.read.name == name && !$0.read.isRequired }
      }
    }

    /// All that are read, without those that platforms set.
    var names: Set<String> { Set(places.map(\.read.name)).filter { !EnvironmentUse.isConventional($0) } }

    func places(of name: String) -> [Place] { places.filter { $0.read.name == name } }
  }

  /// In byte order of the manifests' paths; front ends and examples left out.
  let packages: [Package]

  init(_ surveyed: [SurveyedFile<EnvironmentNote>], _ program: Program, _ project: Project) {
    let frontEnds = Set(PackageRoles(project).frontendDirectories())
    var packages: [String: Package] = [:]
    for file in surveyed {
      let path = program[file.file].path
      guard let manifest = project.manifest(governing: path), !frontEnds.contains(manifest.directory),
        !LockfileDuty.isBystander(manifest, project), !ShowcaseFolders.hold(path, project)
      else { continue }
      var package = packages[manifest.path] ?? Package(manifest: manifest)
      for note in file.notes {
        package.places += note.reads.sorted { $0.span < $1.span }.map {
          Place(path: path, function: FunctionReference(file: file.file, function: $0.function), read: $0)
        }
        package.declared.formUnion(note.declared)
        package.checked.formUnion(note.checked)
        package.settled.formUnion(note.given)
        // What the program sets itself nobody has to hand it.
        package.settled.formUnion(note.writes.map(\.name))
        package.isDynamic = package.isDynamic || note.isDynamic
      }
      packages[manifest.path] = package
    }
    let documents = EnvironmentDocuments.of(project)
    let literals = ConfigurationFactories.of(program, project).names
    for (path, package) in packages {
      packages[path]?.settled.formUnion(literals)
      packages[path]?.settled.formUnion(documents.settled(for: package.manifest.directory))
      packages[path]?.settled.formUnion(Self.namesGiven(byStartOf: package.manifest))
      packages[path]?.kept = documents.kept(for: package.manifest.directory)
      packages[path]?.mentioned = Self.namesGiven(by: package.manifest.scripts.map(\.command))
      let needed = Set(package.manifest.dependencies.map(\.name))
      for other in packages.values where other.manifest.name.map(needed.contains) == true {
        packages[path]?.settled.formUnion(other.declared.union(other.checked))
      }
    }
    self.packages = packages.values.sorted { $0.manifest.path.utf8.lexicographicallyPrecedes($1.manifest.path.utf8) }
  }

  /// `cross-env NAME=value node index.js`, `NAME=value node index.js`, `set NAME=value&& node index.js`
  private static func namesGiven(byStartOf manifest: PackageManifest) -> Set<String> {
    namesGiven(by: manifest.script(named: "start").map { [$0.command] } ?? [])
  }

  private static func namesGiven(by commands: [String]) -> Set<String> {
    let words = commands.flatMap { command in command.parts(betweenAnyOf: " &;") }
    let names = words.compactMap { word -> String? in
      guard let mark = word.firstIndex(of: "="), word.index(after: mark) != word.endIndex else { return nil }
      return String(word[..<mark])
    }
    return Set(names.filter(EnvironmentReads.isVariable))
  }

  /// Names that shells, tools and platforms set.
  static func isConventional(_ name: String) -> Bool {
    conventional.contains(name)
      || [
        "npm_", "VERCEL", "AWS_LAMBDA_", "AWS_EXECUTION", "K_", "FUNCTION_", "FUNCTIONS_", "GITHUB_", "CI_", "HEROKU_",
        "RENDER_", "RAILWAY_", "NETLIFY", "KUBERNETES_", "WEBSITE_", "GAE_", "NEXT_PUBLIC_", "VITE_", "REACT_APP_",
        "VSCODE_", "JEST_", "VITEST", "NODE_", "LC_", "DYNO", "FLY_", "CODESPACE",
      ].contains { name.hasPrefix($0) }
  }

  private static let conventional: Set<String> = [
    "NODE_ENV", "PORT", "HOST", "HOSTNAME", "HOME", "PATH", "PWD", "CI", "TZ", "LANG", "DEBUG", "USER", "SHELL", "TERM",
    "TMPDIR", "TEMP", "TMP", "EDITOR", "APPDATA", "LOCALAPPDATA", "PROGRAMFILES", "PROGRAMDATA", "SYSTEMROOT", "WINDIR",
    "COMSPEC", "HOMEDRIVE", "HOMEPATH", "USERNAME", "COMPUTERNAME", "XDG_CONFIG_HOME", "XDG_DATA_HOME",
    "XDG_CACHE_HOME",
    "USERPROFILE", "COLORTERM", "FORCE_COLOR", "NO_COLOR", "LOGNAME",
    "LOG_LEVEL", "IP", "AWS_REGION", "AWS_DEFAULT_REGION", "INIT_CWD", "GOOGLE_CLOUD_PROJECT", "GCLOUD_PROJECT",
    "GOOGLE_APPLICATION_CREDENTIALS", "FIREBASE_CONFIG", "TRAVIS", "VERBOSE", "PM2_HOME", "INSTANCE_ID", "APP_ENV",
    "ENVIRONMENT", "ENV",
    "ANALYZE", "PROD", "DEV", "MODE", "SSR", "IS_OFFLINE", "IS_LOCAL",
  ]
}

/// What the files of a project say of its environment variables.
struct EnvironmentDocuments: ProjectKnowledge {
  struct Example {
    var path: String
    var name: String
    var directory: String
    var entries: [DotenvEntry]

    /// Whether it is there to be copied, and not the settings of a test or of one machine.
    var isForCopying: Bool {
      name.lowercased().parts(betweenAnyOf: "._-").contains {
        ["example", "examples", "sample", "template", "dist", "defaults", "default", "tpl"].contains($0)
      }
    }
  }

  private static let sizeLimit = 1 << 20
  private let project: Project
  let examples: [Example]
  /// Every word that is written like a variable in examples, in files that deploy, and in texts for people, by file.
  private let mentions: [(path: String, names: Set<String>)]
  /// What files that deploy functions set, by file.
  private let settled: [(path: String, names: Set<String>)]

  init(_ project: Project) {
    self.project = project
    var examples: [Example] = []
    var mentions: [(path: String, names: Set<String>)] = []
    var settled: [(path: String, names: Set<String>)] = []
    for file in project.inventory.files where !file.isVendored && file.isTracked != false {
      let name = file.name.lowercased()
      if Self.isExample(name) {
        guard case .success(let bytes) = project.files.bytes(of: file.path, limit: Self.sizeLimit) else { continue }
        examples.append(
          Example(
            path: file.path, name: file.name, directory: file.directory, entries: DotenvParser.parse(bytes).entries))
        // What a comment says of a variable documents it as well.
        mentions.append((file.path, Self.variables(in: bytes)))
      } else if Self.isDeployment(name, file.path) || Self.isGuide(name, file.directory, project) {
        guard case .success(let bytes) = project.files.bytes(of: file.path, limit: Self.sizeLimit) else { continue }
        mentions.append((file.path, Self.variables(in: bytes)))
        if FunctionDeployments.names.contains(name) {
          settled.append((file.path, FunctionDeployments.environment(in: bytes, of: name)))
        }
      }
    }
    self.examples = examples
    self.mentions = mentions
    self.settled = settled
  }

  /// `.env.example`, `example.env`, `env.sample`; a committed `.env` shows what there is as well.
  private static func isExample(_ name: String) -> Bool {
    guard name.holds("env") else { return false }
    let words = name.parts(betweenAnyOf: "._-")
    // dotenv's vault holds ciphertext, and its companions hold keys.
    guard words.contains("env"), !["vault", "keys", "me"].contains(words.last) else { return false }
    if name == ".env" || name.hasPrefix(".env."), words.count <= 2 { return true }
    return words.count <= 4
      && words.contains {
        [
          "example", "examples", "sample", "template", "dist", "defaults", "default", "tpl", "local", "dev",
          "development", "test", "schema", "copy",
        ].contains($0)
      }
      && !["ts", "js", "json", "yml", "yaml", "md"].contains(words.last ?? "")
  }

  private static func isDeployment(_ name: String, _ path: String) -> Bool {
    name.hasPrefix("readme")
      || name.hasPrefix("docker-compose") || name.hasPrefix("compose.")
      || name.hasPrefix("dockerfile")
      || ["app.json", "render.yaml", "vercel.json", "fly.toml"].contains(name)
      || FunctionDeployments.names.contains(name)
      || path.holds(".github/workflows/") || name == "schema.prisma"
      || (name.hasPrefix("ecosystem.config") || name.hasPrefix("nodemon"))
  }

  /// A text beside a manifest, or in a folder there, such as `docs`: a whole site of documentation says too much.
  private static func isGuide(_ name: String, _ directory: String, _ project: Project) -> Bool {
    guard [".md", ".mdx", ".adoc", ".rst"].contains(where: { name.hasSuffix($0) }) else { return false }
    return project.manifest(inDirectory: directory) != nil
      || project.manifest(inDirectory: RelativePath.directory(of: directory)) != nil
  }

  /// Words in capitals.
  static func variables(in bytes: [UInt8]) -> Set<String> {
    var names: Set<String> = []
    var start: Int?
    for index in 0...bytes.count {
      let isPart = index < bytes.count && Self.isNameByte(bytes[index])
      if isPart, start == nil { start = index }
      if !isPart, let begin = start {
        if index - begin > 2 {
          let word = String(decoding: bytes[begin..<index], as: UTF8.self)
          if EnvironmentReads.isVariable(word) { names.insert(word) }
        }
        start = nil
      }
    }
    return names
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// The examples that speak of a package: in its folder, below it or around it.
  func examples(for directory: String) -> [Example] {
    examples.filter {
      RelativePath.isInside(directory, $0.directory) || RelativePath.isInside($0.directory, directory)
    }
  }

  /// Names that files set which deploy functions of the package.
  func settled(for directory: String) -> Set<String> {
    settled.reduce(into: []) { names, file in
      let folder = RelativePath.directory(of: file.path)
      if RelativePath.isInside(directory, folder) || RelativePath.isInside(folder, directory) {
        names.formUnion(file.names)
      }
    }
  }

  /// Names that have a value in a committed `.env` which an image of the package copies: `COPY .env /app`.
  func kept(for directory: String) -> Set<String> {
    let files = examples(for: directory).filter { $0.name == ".env" }
    guard !files.isEmpty, Images.of(project).files.contains(where: copiesEnvironment) else { return [] }
    return Set(files.flatMap(\.entries).filter { !$0.value.isEmpty }.map(\.key))
  }

  private func copiesEnvironment(_ image: Images.File) -> Bool {
    image.shipped.flatMap(\.instructions).contains { instruction in
      ["COPY", "ADD"].contains(instruction.keyword)
        && (instruction.list ?? instruction.words).contains { RelativePath.name(of: $0.text) == ".env" }
    }
  }

  /// Names that texts for people, Compose files, images, workflows and platforms' files mention.
  func mentioned(for directory: String) -> Set<String> {
    var names: Set<String> = []
    for file in mentions {
      let folder = RelativePath.directory(of: file.path)
      if RelativePath.isInside(directory, folder) || RelativePath.isInside(folder, directory)
        || file.path.holds(".github/")
      {
        names.formUnion(file.names)
      }
    }
    return names
  }

  /// The best share of the names that a single file holds.
  func coverage(of names: [String]) -> Double {
    guard !names.isEmpty else { return 1 }
    return mentions.map { file in Double(names.count { file.names.contains($0) }) / Double(names.count) }.max() ?? 0
  }

  /// Which of the names stand in any file of text besides those that document them.
  ///
  /// - Parameter read: what the code of all packages reads; sources outside the example's folder are not searched again.
  func usedElsewhere(_ names: Set<String>, than path: String, read: Set<String>) -> Set<String> {
    var open = names.subtracting(read).map { (name: $0, bytes: Array($0.utf8)) }
    var buffer: [UInt8] = []
    // Most names are found close by, and then nothing else is read.
    let directory = RelativePath.directory(of: path)
    let files = project.inventory.files
    let near = files.indices.filter { RelativePath.isInside(files[$0].path, directory) }
    let isNear = Set(near)
    let order =
      directory.isEmpty ? near : near + files.indices.filter { !isNear.contains($0) && files[$0].kind != .source }
    for file in order.lazy.map({ files[$0] })
    where file.path != path && file.kind != .environment && file.kind != .lockfile {
      if open.isEmpty { break }
      let lower = file.name.lowercased()
      if Self.saysNothing(lower) || Self.isExample(lower) { continue }
      guard project.files.read(file.path, limit: Self.sizeLimit, into: &buffer) == nil else { continue }
      buffer.withUnsafeBufferPointer { text in
        open.removeAll { text.holds($0.bytes) }
      }
    }
    return names.subtracting(open.map(\.name))
  }

  /// Prose, which is no use of a variable, and what is not text.
  private static func saysNothing(_ name: String) -> Bool {
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return false }
    return silentEndings.contains(String(name[name.index(after: dot)...]))
  }

  private static let silentEndings: Set<String> = [
    "md", "mdx", "png", "jpg", "jpeg", "gif", "webp", "ico", "svg", "pdf", "zip", "gz", "mp3", "mp4", "webm", "woff",
    "woff2", "ttf", "otf", "eot",
  ]
}
