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
    /// By its name or by what it runs, an image for those who write the code.
    var isForDevelopment: Bool
    /// A runner of GitHub builds it of a fresh checkout, and has it run as root.
    var isAction: Bool

    var directory: String { RelativePath.directory(of: path) }
    /// The final stage and those it stands on.
    var lineage: [DockerStage] { dockerfile.lineage(of: final) }
    /// What becomes part of the image: the lineage, and the stages that it copies from.
    var shipped: [DockerStage] {
      var shipped = lineage
      var head = 0
      while head < shipped.count {
        for copy in shipped[head].instructions {
          let sources = [copy.flag("from")?.value, copy.flag("mount")?.value?.stageOfMount]
          for name in sources.compactMap({ $0 }) {
            guard
              let stage = dockerfile.stages.first(where: {
                $0.name?.lowercased() == name.lowercased() || String($0.index) == name
              })
            else { continue }
            for part in dockerfile.lineage(of: stage) where !shipped.contains(where: { $0.index == part.index }) {
              shipped.append(part)
            }
          }
        }
        head += 1
      }
      return shipped
    }
    /// The image that it stands on in the end.
    var base: DockerImage { dockerfile.image(of: final) ?? final.image }
  }

  let files: [File]

  private static let sizeLimit = 256 * 1024
  private static let developmentMarks: Set<String> = [
    "dev", "develop", "development", "test", "tests", "local", "ci", "e2e", "unit", "bdd", "spec", "specs",
  ]
  private static let developmentFolders = [".devcontainer", ".gitpod", "examples", "example", "test", "tests", "e2e"]
  private static let runners: Set<String> = [
    "node", "npm", "npx", "yarn", "pnpm", "bun", "pm2", "pm2-runtime", "nest", "next", "tsx", "ts-node", "nodemon",
    "forever", "dumb-init", "tini",
  ]

  init(_ project: Project) { self.init(project, withBuilders: false) }

  /// - Parameter withBuilders: also images that run something else, where a stage of theirs builds with Node.js.
  init(_ project: Project, withBuilders: Bool) {
    let actions = Self.actions(in: project)
    files = project.inventory.files.filter { !$0.isVendored && FileKind.isDockerfile($0.name) }.compactMap { file in
      guard case .success(let bytes) = project.files.bytes(of: file.path, limit: Self.sizeLimit) else { return nil }
      let dockerfile = DockerfileParser.parse(bytes)
      guard let final = dockerfile.finalStage,
        Self.runsNode(final, dockerfile)
          || withBuilders && dockerfile.stages.contains(where: { NodeImages.isOfficial(dockerfile.image(of: $0)) })
      else { return nil }
      return File(
        path: file.path, dockerfile: dockerfile, final: final,
        isForDevelopment: Self.isForDevelopment(file.path) || final.isForDevelopment
          || ImagePurpose.runsWatcher(final, dockerfile)
          || ImagePurpose.runsMountedCode(final, dockerfile)
          || Self.startsDevelopment(final, dockerfile, project.manifest(governing: file.path)),
        isAction: actions.contains { $0.name == file.name && RelativePath.isInside(file.path, $0.directory) })
    }
  }

  /// Dockerfiles of actions: `runs: { using: docker, image: Dockerfile }`. Source: docs.github.com, Dockerfile support for
  /// GitHub Actions, 2026.
  private static func actions(in project: Project) -> [(directory: String, name: String)] {
    project.inventory.files.compactMap { file in
      guard ["action.yml", "action.yaml"].contains(file.name),
        case .success(let bytes) = project.files.bytes(of: file.path, limit: sizeLimit),
        let runs = YAMLSubset.parse(bytes).root?["runs"], runs["using"]?.string == "docker",
        let image = runs["image"]?.string
      else { return nil }
      return (file.directory, RelativePath.name(of: image))
    }
  }

  private static func isForDevelopment(_ path: String) -> Bool {
    let marks = RelativePath.name(of: path).lowercased().parts(betweenAnyOf: ".-_")
    let folders = RelativePath.segments(of: RelativePath.directory(of: path))
    return marks.contains { developmentMarks.contains(String($0)) }
      || folders.contains { developmentFolders.contains(String($0)) || $0 == "dev" }
  }

  /// `npm start`, where the manifest says `NODE_ENV=development nodemon server.js` or `sls offline`.
  private static func startsDevelopment(
    _ final: DockerStage, _ dockerfile: Dockerfile, _ manifest: PackageManifest?
  ) -> Bool {
    for stage in dockerfile.lineage(of: final) {
      guard let command = stage.last("CMD") else { continue }
      let words = (command.list ?? command.words).map(\.text)
      guard ["npm", "yarn", "pnpm"].contains(words.first ?? ""),
        let script = words.dropFirst().lazy.compactMap({ manifest?.script(named: $0) }).first
      else { return false }
      // `sls offline` stands in for AWS on somebody's desk.
      return ["NODE_ENV=development", "sls offline", "serverless offline"].contains { script.command.holds($0) }
    }
    return false
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

extension String {
  /// `build` of `type=bind,from=build,source=/app`.
  fileprivate var stageOfMount: String? {
    split(separator: ",").first { $0.hasPrefix("from=") }.map { String($0.dropFirst(5)) }
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
struct ShellCommand: Sendable {
  /// Never empty.
  var words: [Substring]
  /// `CI=true` and the like before it.
  var settings: [Substring] = []

  /// `a && b || c; d | e` as five commands; what is quoted stays together with its words. `A=b` alone is none.
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
    return commands.map { $0.withoutSettings }.filter { !$0.words.isEmpty }
  }

  /// Without `NODE_ENV=production` and `sudo` before it.
  private var withoutSettings: ShellCommand {
    let rest = words.drop { $0 == "sudo" || $0.holds("=") && !$0.hasPrefix("-") }
    return ShellCommand(words: Array(rest), settings: Array(words.prefix(words.count - rest.count)))
  }

  /// An install without packages that may change what the lockfile says.
  struct LooseInstall {
    /// `npm install`
    var spoken: String
    var manager: Manager
    /// Somebody switched off what pipelines do by themselves: `--no-frozen-lockfile`.
    var isOnPurpose = false
    /// `CI=true` before it.
    var saysCI = false
  }

  enum Manager { case npm, yarn, pnpm, bun }

  /// Nil for other commands.
  var looseInstall: LooseInstall? {
    guard let program = words.first else { return nil }
    let flags = words.dropFirst().filter { $0.hasPrefix("-") }
    let plain = words.dropFirst().filter { !$0.hasPrefix("-") }
    let saysCI = settings.contains { $0.hasPrefix("CI=") && $0 != "CI=false" && $0 != "CI=" }
    func has(_ parts: String...) -> Bool { flags.contains { flag in parts.contains { flag.holds($0) } } }
    let isGlobal = flags.contains { ["-g", "--global", "--package-lock-only", "--prefix", "-C"].contains($0) }
    switch program {
    case "npm":
      guard plain.count == 1, let command = plain.first, ["install", "i"].contains(command), !isGlobal else {
        return nil
      }
      return LooseInstall(spoken: "npm \(command)", manager: .npm)
    case "yarn":
      let isOnPurpose =
        has("no-immutable")
        || settings.contains {
          ["YARN_ENABLE_IMMUTABLE_INSTALLS=false", "YARN_ENABLE_IMMUTABLE_INSTALLS=0"].contains($0)
        }
      guard plain.isEmpty || plain == ["install"],
        isOnPurpose || !has("frozen-lockfile", "immutable", "mode=skip-build", "mode=update"),
        !flags.contains("--version"), !flags.contains("-v")
      else { return nil }
      return LooseInstall(
        spoken: plain.isEmpty ? "yarn" : "yarn install", manager: .yarn, isOnPurpose: isOnPurpose, saysCI: saysCI)
    case "pnpm":
      let isOnPurpose = has("no-frozen-lockfile", "frozen-lockfile=false")
      guard plain.count == 1, let command = plain.first, ["install", "i"].contains(command), !isGlobal,
        isOnPurpose || !has("frozen-lockfile", "offline", "lockfile-only")
      else { return nil }
      return LooseInstall(spoken: "pnpm \(command)", manager: .pnpm, isOnPurpose: isOnPurpose, saysCI: saysCI)
    case "bun":
      guard plain.count == 1, let command = plain.first, ["install", "i"].contains(command), !isGlobal,
        !has("frozen-lockfile")
      else { return nil }
      return LooseInstall(spoken: "bun \(command)", manager: .bun)
    default: return nil
    }
  }
}

extension Project {
  /// The lockfile in a folder that an install there would have to keep to.
  func lockfile(for manager: ShellCommand.Manager, in directory: String) -> LockfilePresence? {
    lockfiles(inDirectory: directory).first { presence in
      guard isTracked(presence.path) != false else { return false }
      switch (manager, presence.name) {
      case (.npm, .packageLock), (.npm, .shrinkwrap), (.yarn, .yarn), (.pnpm, .pnpm), (.bun, .bun), (.bun, .bunBinary):
        return true
      default: return false
      }
    }
  }

  /// Whether an install beside the lockfile only keeps to it where `CI` is set: yarn since 2, and pnpm.
  func keepsToLockfileInCI(_ presence: LockfilePresence) -> Bool {
    switch presence.name {
    case .pnpm: true
    case .yarn: if case .yarnClassic? = presence.contents?.format { false } else { true }
    case .packageLock, .shrinkwrap, .bun, .bunBinary, .deno, .plugAndPlay: false
    }
  }

  /// Whether a setting beside the lockfile makes each install keep to it.
  func isFrozenBySetting(_ presence: LockfilePresence) -> Bool {
    if settings(at: RelativePath.join(presence.directory, ".npmrc"))?["frozen-lockfile"]?.value == "true" {
      return true
    }
    return [".yarnrc.yml", "bunfig.toml", ".yarnrc"].contains { name in
      guard let file = DeploymentText.read(RelativePath.join(presence.directory, name), self) else { return false }
      return ["enableImmutableInstalls: true", "frozenLockfile = true", "install.frozen-lockfile true"].contains {
        file.contains($0)
      }
    }
  }
}

extension LockfilePresence {
  /// The command that keeps to it, or fails.
  var strictCommand: String {
    switch name {
    case .packageLock, .shrinkwrap: "npm ci"
    case .yarn:
      if case .yarnClassic? = contents?.format { "yarn install --frozen-lockfile" } else { "yarn install --immutable" }
    case .pnpm: "pnpm install --frozen-lockfile"
    case .bun, .bunBinary: "bun install --frozen-lockfile"
    case .deno, .plugAndPlay: "a frozen install"
    }
  }
}
