import Checking
import DataFormats
import ProjectFacts
import SourceText

/// The Dockerfiles of a project whose image runs Node.js.
struct Images: ProjectKnowledge {
  struct File {
    var path: String
    var dockerfile: Dockerfile
    /// The stage that becomes the image.
    var final: DockerStage
    /// By its name, an image for those who write the code.
    var isForDevelopment: Bool

    var directory: String { RelativePath.directory(of: path) }
    /// The final stage and those it stands on.
    var lineage: [DockerStage] { dockerfile.lineage(of: final) }
    /// The image that it stands on in the end.
    var base: DockerImage { dockerfile.image(of: final) ?? final.image }
  }

  let files: [File]

  private static let sizeLimit = 256 * 1024
  private static let developmentMarks: Set<String> = [
    "dev", "develop", "development", "test", "tests", "local", "ci", "e2e",
  ]
  private static let developmentFolders = [".devcontainer", ".gitpod", "examples", "example", "test", "tests", "e2e"]
  private static let runners: Set<String> = [
    "node", "npm", "npx", "yarn", "pnpm", "bun", "pm2", "pm2-runtime", "nest", "next", "tsx", "ts-node", "nodemon",
    "forever", "dumb-init", "tini",
  ]

  init(_ project: Project) {
    files = project.inventory.files.filter { !$0.isVendored && Self.isImage($0.name) }.compactMap { file in
      guard case .success(let bytes) = project.files.bytes(of: file.path, limit: Self.sizeLimit) else { return nil }
      let dockerfile = DockerfileParser.parse(bytes)
      guard let final = dockerfile.finalStage, Self.runsNode(final, dockerfile) else { return nil }
      return File(
        path: file.path, dockerfile: dockerfile, final: final, isForDevelopment: Self.isForDevelopment(file.path))
    }
  }

  private static func isImage(_ name: String) -> Bool {
    let lower = name.lowercased()
    return lower == "dockerfile" || lower.hasPrefix("dockerfile.") && !lower.hasSuffix(".dockerignore")
      || lower.hasSuffix(".dockerfile") || lower == "containerfile"
  }

  private static func isForDevelopment(_ path: String) -> Bool {
    let marks = RelativePath.name(of: path).lowercased().split { ".-_".contains($0) }
    let folders = RelativePath.directory(of: path).split(separator: "/")
    return marks.contains { developmentMarks.contains(String($0)) }
      || folders.contains { developmentFolders.contains(String($0)) || $0 == "dev" }
  }

  /// Whether the container runs Node.js: its command says so, or it stands on an image of Node and says nothing.
  private static func runsNode(_ final: DockerStage, _ dockerfile: Dockerfile) -> Bool {
    let lineage = dockerfile.lineage(of: final)
    for stage in lineage {
      let commands = [stage.last("CMD"), stage.last("ENTRYPOINT")].compactMap { $0 }
      guard !commands.isEmpty else { continue }
      let words = commands.flatMap { $0.list ?? $0.words }.map { RelativePath.name(of: $0.text) }
      return words.contains { runners.contains($0) } || words.contains { $0.hasSuffix(".js") || $0.hasSuffix(".mjs") }
        || NodeImages.isOfficial(dockerfile.image(of: final)) && words.contains { $0.hasSuffix(".sh") }
    }
    return NodeImages.isOfficial(dockerfile.image(of: final))
  }
}

/// What is known of images. Sources: the descriptions of `node`, `oven/bun`, `debian`, `ubuntu` and `alpine` on Docker Hub,
/// 2026-11.
enum NodeImages {
  private static let registries = ["docker.io/", "index.docker.io/", "public.ecr.aws/docker/", "mirror.gcr.io/"]

  /// The name without registry: `node` of `docker.io/library/node`.
  static func name(_ image: DockerImage) -> String {
    var name = image.repository.lowercased()
    for registry in registries where name.hasPrefix(registry) { name.removeFirst(registry.count) }
    if name.hasPrefix("library/") { name.removeFirst("library/".count) }
    return name
  }

  static func isOfficial(_ image: DockerImage?) -> Bool { image.map { name($0) == "node" } ?? false }

  /// Images whose user is root where nobody says otherwise; of others nothing is known.
  static func runsAsRoot(_ image: DockerImage) -> Bool {
    ["node", "oven/bun", "alpine", "debian", "ubuntu", "buildpack-deps"].contains(name(image))
  }
}

/// The commands of a shell script, as far as they can be told apart without a shell.
struct ShellCommand {
  var words: [Substring]

  /// `a && b || c; d | e` as five commands; what is quoted stays together with its words.
  static func commands(in text: some StringProtocol) -> [ShellCommand] {
    var commands: [ShellCommand] = []
    var words: [Substring] = []
    let text = Substring(text)
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\\" }) {
      if ["&&", "||", "|", ";", "&"].contains(word) {
        commands.append(ShellCommand(words: words))
        words = []
      } else if word.hasSuffix(";") {
        commands.append(ShellCommand(words: words + [word.dropLast()]))
        words = []
      } else {
        words.append(word)
      }
    }
    commands.append(ShellCommand(words: words))
    return commands.filter { !$0.words.isEmpty }.map { $0.withoutSettings }
  }

  /// Without `NODE_ENV=production` and `sudo` before it.
  private var withoutSettings: ShellCommand {
    let rest = words.drop { $0 == "sudo" || $0.contains("=") && !$0.hasPrefix("-") }
    return ShellCommand(words: Array(rest))
  }

  /// `npm install`, without packages, which may change what the lockfile says; nil for other commands.
  var looseInstall: (spoken: String, strict: String, manager: Manager)? {
    guard let program = words.first else { return nil }
    let flags = words.dropFirst().filter { $0.hasPrefix("-") }
    let plain = words.dropFirst().filter { !$0.hasPrefix("-") }
    switch program {
    case "npm":
      guard plain.count == 1, let command = plain.first, ["install", "i"].contains(command),
        !flags.contains(where: { ["-g", "--global", "--package-lock-only", "--prefix", "-C"].contains($0) })
      else { return nil }
      return ("npm \(command)", "npm ci", .npm)
    case "yarn":
      guard plain.isEmpty || plain == ["install"],
        !flags.contains(where: {
          $0.contains("frozen-lockfile") || $0.contains("immutable") || $0 == "--version" || $0 == "-v"
        })
      else { return nil }
      return (plain.isEmpty ? "yarn" : "yarn install", "yarn install --frozen-lockfile", .yarnClassic)
    default: return nil
    }
  }

  enum Manager { case npm, yarnClassic }
}

extension Project {
  /// The lockfile in a folder that an install there would have to keep to.
  func lockfile(for manager: ShellCommand.Manager, in directory: String) -> LockfilePresence? {
    lockfiles(inDirectory: directory).first { presence in
      guard isTracked(presence.path) != false else { return false }
      switch (manager, presence.contents?.format) {
      case (.npm, .npm), (.yarnClassic, .yarnClassic): return true
      default: return false
      }
    }
  }
}
