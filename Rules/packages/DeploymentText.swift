import Checking
import ProjectFacts
import SourceText

/// What the files say that build, test and deploy a project: Dockerfiles, workflows, process files. Read as lines of text:
/// what is asked of them here are commands, and those look the same in all.
struct DeploymentText: ProjectKnowledge {
  struct File {
    let path: String
    /// Without comments that take a whole line.
    let lines: [Substring]

    func contains(_ word: String) -> Bool { lines.contains { $0.holds(word) } }
  }

  private static let sizeLimit = 1 << 20

  /// Dockerfiles, in byte order of paths.
  let images: [File]
  /// Files of continuous integration.
  let workflows: [File]

  init(_ project: Project) {
    var images: [File] = []
    var workflows: [File] = []
    for file in project.inventory.files where !file.isVendored {
      let isImage = FileKind.isDockerfile(file.name)
      guard isImage || Self.isWorkflow(file.path), let read = Self.read(file.path, project) else { continue }
      if isImage { images.append(read) } else { workflows.append(read) }
    }
    self.images = images
    self.workflows = workflows
  }

  static func isWorkflow(_ path: String) -> Bool {
    let name = RelativePath.name(of: path)
    let isYAML = name.hasSuffix(".yml") || name.hasSuffix(".yaml")
    let folder = RelativePath.directory(of: path)
    if isYAML,
      ["workflows", "actions", ".circleci", ".buildkite", ".woodpecker"].contains(where: { folder.holds($0) }),
      folder.holds(".")
    {
      return true
    }
    return [
      ".gitlab-ci.yml", ".travis.yml", "azure-pipelines.yml", "azure-pipelines.yaml", "bitbucket-pipelines.yml",
      "Jenkinsfile", "appveyor.yml", ".appveyor.yml", ".drone.yml", "buildspec.yml", "cloudbuild.yaml",
      "cloudbuild.yml", ".woodpecker.yml", ".cirrus.yml", "codemagic.yaml",
    ].contains(name)
  }

  static func read(_ path: String, _ project: Project) -> File? {
    guard case .success(let bytes) = project.files.bytes(of: path, limit: sizeLimit) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    return File(
      path: path,
      lines: text.split(whereSeparator: \.isNewline).filter { !$0.drop { $0 == " " || $0 == "\t" }.hasPrefix("#") })
  }

  /// Whether an image that belongs to the package installs what only development needs, too; nil where no image does.
  func installsDevelopment(for manifest: PackageManifest) -> Bool? {
    let images = images.filter { image in
      let folder = RelativePath.directory(of: image.path)
      return folder == manifest.directory || RelativePath.isInside(folder, manifest.directory) || folder.isEmpty
    }
    // What is installed for the machine is nothing of the package.
    let installing = images.filter { image in
      image.lines.contains { line in
        Self.installs.contains { line.holds($0) } && !line.holds(" -g") && !line.holds("--global")
      }
    }
    guard !installing.isEmpty else { return nil }
    return installing.contains { image in
      !image.lines.contains { line in Self.leavesOut.contains { line.holds($0) } }
    }
  }

  private static let installs = [
    "npm install", "npm i ", "npm ci", "yarn install", "RUN yarn", "&& yarn", "pnpm install", "pnpm i ", "bun install",
  ]
  private static let leavesOut = [
    "--production", "--only=prod", "--omit=dev", "--omit dev", "--prod", "NODE_ENV=production", "NODE_ENV production",
    "workspaces focus", "npm prune", "--frozen-lockfile -P", " -P",
  ]
}

/// Commands that put a program and what it imports into few files, so that nothing of it is loaded from packages later.
enum Bundling {
  private static let tools = [
    "esbuild", "webpack", "ncc build", "ncc ", "tsup", "rollup", "vite build", "parcel build", "bun build", "rspack",
    "nest build --webpack", "unbuild", "tsdown", "pkgroll", "microbundle", "nx build", "sst ", "rsbuild", "nitro build",
    "next build", "nuxt build", "remix build", "astro build", "wrangler", "react-router build", "vike build",
    "backpack",
    "razzle", "encore", "serverless", "sls ", "electron-builder", "electron-forge", "meteor",
  ]

  /// Whether a script that builds or starts the package, or one that it names, bundles it.
  ///
  /// - Parameter name: a package that the bundle has to hold, where its script says which it does not.
  static func bundles(_ manifest: PackageManifest, in project: Project, taking name: String) -> Bool {
    if manifest.dependencies.contains(where: { frameworks.contains($0.name) }) { return true }
    return !startsSources(manifest, project) && !startsCompiled(manifest)
      && manifest.scripts.contains { script in
        ["build", "start", "deploy", "bundle", "compile", "dist", "prod", "package"].contains {
          script.name.hasPrefix($0)
        }
          && (tools.contains { script.command.holds($0) } || runsBundler(script.command, manifest, project, name))
      }
  }

  /// `bun run scripts/build.js`, where that file bundles by a call and leaves packages in the bundle.
  private static func runsBundler(
    _ command: String, _ manifest: PackageManifest, _ project: Project, _ name: String
  ) -> Bool {
    command.parts(between: " ").contains { word in
      guard let path = RelativePath.resolve(String(word), from: manifest.directory),
        project.inventory.file(at: path)?.kind == .source, let file = DeploymentText.read(path, project)
      else { return false }
      return calls.contains(where: file.contains)
        && !file.lines.contains { line in outside.contains { line.holds($0) } && !leavesIn(name, line) }
    }
  }

  /// `external: ["canvas"]`: a list on one line, of other packages.
  private static func leavesIn(_ name: String, _ line: Substring) -> Bool {
    let parts = line.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, parts[0].hasSuffix("external"), let start = parts[1].firstIndex(of: "["),
      let end = parts[1].firstIndex(of: "]"), start < end
    else { return false }
    return parts[1][start..<end].dropFirst().parts(between: ",").allSatisfy { item in
      let item = item.drop { $0 == " " }
      guard let quote = item.first, "'\"`".contains(quote) else { return false }
      let text = item.dropFirst().prefix { $0 != quote }
      return !text.isEmpty && text != name && !text.contains { "*${".contains($0) }
    }
  }

  private static let calls = [
    "Bun.build(", "esbuild.build(", "esbuild.buildSync(", "from 'rolldown'", "from \"rolldown\"", "require('rolldown')",
    "require(\"rolldown\")",
  ]
  /// What leaves packages outside, or may.
  private static let outside = ["external", "packages:", "bundle: false", "nodeExternals"]

  /// Whether `start` runs a file that stands in the repository: whatever is built then, it is not what runs.
  private static func startsSources(_ manifest: PackageManifest, _ project: Project) -> Bool {
    ["start", "start:prod", "serve"].contains { name in
      guard let words = manifest.script(named: name)?.command.parts(between: " ") else { return false }
      return words.contains { word in
        let path = RelativePath.resolve(String(word), from: manifest.directory) ?? ""
        return ["", ".js", ".ts", "/index.js"].contains { project.inventory.file(at: path + $0)?.kind == .source }
      }
    }
  }

  /// `"start": "node dist/index.js"` and `"build": "babel src -d dist"`: file by file, whatever else is bundled.
  private static func startsCompiled(_ manifest: PackageManifest) -> Bool {
    guard let start = manifest.script(named: "start")?.command else { return false }
    let started = start.split(separator: " ").compactMap { RelativePath.resolve(String($0), from: manifest.directory) }
    return manifest.scripts.contains { script in
      let words = script.command.split(separator: " ")
      guard words.contains(where: { ["babel", "swc"].contains(RelativePath.name(of: String($0))) }),
        let option = words.firstIndex(where: { ["-d", "--out-dir"].contains($0) }), option + 1 < words.count,
        let folder = RelativePath.resolve(String(words[option + 1]), from: manifest.directory)
      else { return false }
      return started.contains { $0 != folder && RelativePath.isInside($0, folder) }
    }
  }

  private static let runners: Set<Substring> = ["node", "tsx", "ts-node", "babel-node", "pm2", "pm2-runtime", "bun"]

  /// Whether production starts this very file: no build stands between it and the packages it loads.
  static func isStarted(_ path: String, by manifest: PackageManifest, in project: Project) -> Bool {
    let scripts = ["start:prod", "start:production", "start"].lazy.compactMap { manifest.script(named: $0) }
    guard let command = scripts.first?.command, !tools.contains(where: { command.holds($0) }) else { return false }
    let words = command.parts(between: " ")
    return words.contains(where: runners.contains)
      && words.contains { RelativePath.resolve(String($0), from: manifest.directory) == path }
  }

  /// Frameworks whose build is a bundle.
  private static let frameworks: Set<String> = [
    "next", "nuxt", "nuxt3", "@sveltejs/kit", "astro", "@remix-run/node", "@remix-run/dev", "gatsby", "electron",
    "serverless-webpack", "serverless-esbuild", "serverless-bundle", "nitropack", "@cloudflare/workers-types",
    "wrangler",
    "react-scripts", "@redwoodjs/api", "blitz", "@angular/cli", "expo", "vscode", "@types/vscode", "meteor-node-stubs",
  ]
}
