import Checking
import DataFormats
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports packages that load an environment file which no ignore rule keeps out of the repository. The promise is on the
/// page beside this file.
struct EnvNotIgnored: ProgramCheck {
  func run(on program: Program, project: Project, reporter: inout Reporter) {
    // Without git and without an ignore file nothing says that this is a repository.
    let ignoreFiles = project.inventory.files.filter { $0.name == ".gitignore" }
    guard project.isTrackingKnown || !ignoreFiles.isEmpty else { return }
    let loaders = EnvironmentLoaders(project, program)
    var told: Set<String> = []
    for manifest in project.manifests where project.isAudited(manifest.path) {
      guard !LockfileDuty.isBystander(manifest, project), let loader = loaders.loader(of: manifest) else { continue }
      let open = loader.files.filter { path in
        // A file that is tracked is another rule's.
        project.inventory.ignoreRules.ignored(path) == nil && !Self.isShared(path) && project.isTracked(path) != true
          && (project.inventory.file(at: path) == nil || project.isTracked(path) == false)
          && !Self.isWanted(path, ignoreFiles, project) && !Self.isMeantFromAbove(path, manifest, project)
      }
      let found = open.filter { told.insert($0).inserted }
      if !found.isEmpty { report(found, loader, ignoreFiles, project, &reporter) }
    }
  }

  /// One line, or two, in one file mend it.
  private func report(
    _ paths: [String], _ loader: EnvironmentLoaders.Loader, _ ignoreFiles: [InventoryFile], _ project: Project,
    _ reporter: inout Reporter
  ) {
    func list(_ names: [String]) -> String {
      names.count < 2 ? names.joined() : "\(names.dropLast().joined(separator: ", ")) and \(names[names.count - 1])"
    }
    let ignoreFile = ignoreFiles.filter { file in paths.allSatisfy { RelativePath.isInside($0, file.directory) } }
      .max { $0.directory.utf8.count < $1.directory.utf8.count }
    if let ignoreFile, project.isAudited(ignoreFile.path) {
      reporter.report(
        at: Span(0, 0), in: ignoreFile.path,
        "\(ignoreFile.path) does not keep \(list(paths)) out of the repository, which \(loader.said) loads",
        evidence: [EvidenceStep(path: loader.path, span: loader.span, message: "\(loader.said) is used here")],
        identity: paths.joined(separator: "\n"))
    } else {
      let names = paths.map { RelativePath.name(of: $0) }
      reporter.report(
        at: loader.span, in: loader.path,
        "\(loader.said) loads \(list(names)), and there is no .gitignore that keeps "
          + "\(names.count == 1 ? "it" : "them") out of the repository",
        identity: paths.joined(separator: "\n"))
    }
  }

  /// `"./api/.env"` of a package in `api`, which has no folder of that name: the program is started from above.
  private static func isMeantFromAbove(_ path: String, _ manifest: PackageManifest, _ project: Project) -> Bool {
    let folder = RelativePath.directory(of: path)
    guard !manifest.directory.isEmpty, folder == RelativePath.join(manifest.directory, manifest.directory) else {
      return false
    }
    return !project.inventory.files.contains { RelativePath.isInside($0.path, folder) }
  }

  /// `!packages/database/.env`: somebody wants it in the repository.
  private static func isWanted(_ path: String, _ ignoreFiles: [InventoryFile], _ project: Project) -> Bool {
    ignoreFiles.contains { file in
      guard RelativePath.isInside(path, file.directory), let text = DeploymentText.read(file.path, project) else {
        return false
      }
      return text.lines.contains { line in
        guard line.hasPrefix("!") else { return false }
        let name = line.dropFirst().drop { $0 == "/" }
        return RelativePath.join(file.directory, String(name)) == path || name == RelativePath.name(of: path)
      }
    }
  }

  /// `.env.test`, which those who write the code share on purpose.
  private static func isShared(_ path: String) -> Bool {
    let words = RelativePath.name(of: path).lowercased().parts(betweenAnyOf: "._-")
    return words.contains {
      ["test", "testing", "ci", "e2e", "example", "sample", "template", "defaults"].contains($0)
    }
  }
}

/// What loads the environment files of packages, and which files those are.
struct EnvironmentLoaders {
  struct Loader {
    /// "dotenv", "Next.js"
    var said: String
    var path: String
    var span: Span
    /// The files with secrets that it loads, relative to the boundary root.
    var files: [String]
  }

  private let project: Project
  /// Files that code hands to dotenv, by folder of the package; nil where one is no constant.
  private var named: [String: [String]?] = [:]
  /// Packages whose files Nest's configuration was told.
  private var toldNest: Set<String> = []
  private var readers: Set<String> = []
  private let imports: PackageImports
  private let images: [DeploymentText.File]

  init(_ project: Project, _ program: Program) {
    self.project = project
    imports = PackageImports.of(program, project)
    images = DeploymentText.of(project).images
    for number in program.files.indices {
      let index = FileIndex(number)
      switch program.role(of: index).role {
      case .generated, .vendored, .declaration: continue
      default: break
      }
      let path = program[index].path
      guard let manifest = project.manifest(governing: path) else { continue }
      if Self.readsEnvironment(program[index], program) { readers.insert(manifest.directory) }
    }
    for call in program.externalCalls { readCall(call, program) }
  }

  /// `dotenv.config({ path: "…" })`, `ConfigModule.forRoot({ envFilePath: ["…"] })`
  private mutating func readCall(_ call: Program.ExternalCall, _ program: Program) {
    let option: String
    switch call.path {
    case "dotenv#config": option = "path"
    case "@nestjs/config#ConfigModule.forRoot": option = "envFilePath"
    default: return
    }
    let file = program[call.call.file]
    guard let manifest = project.manifest(governing: file.path),
      let options = file.values(file[call.call.call].arguments).first, file[options].kind == .object
    else { return }
    let properties = file.properties(of: file[options])
    let directory = manifest.directory
    if properties.contains(where: { program.text($0.name) == "ignoreEnvFile" }) {
      // Whatever decides it: the file may as well not be loaded.
      named[directory] = .some(nil)
      return
    }
    guard let property = properties.first(where: { program.text($0.name) == option }) else { return }
    if option == "envFilePath" { toldNest.insert(directory) }
    if case .some(.none) = named[directory] { return }
    let value = file.behindNames(property.value)
    let values = value.kind == .array ? Array(file.values(ListID(value.a))) : [property.value]
    let paths = values.compactMap { value in
      program.literal(of: value, in: call.call.file).flatMap { RelativePath.resolve($0.text, from: directory) }
    }
    let known = named[directory].flatMap { $0 } ?? []
    named[directory] = paths.count == values.count ? .some(known + paths) : .some(nil)
  }

  private static func readsEnvironment(_ file: ProgramFile, _ program: Program) -> Bool {
    let environments = Set(
      file.values.indices.filter { index in
        let value = file.values[index]
        guard value.kind == .member, program.text(Atom(value.b)) == "env" else { return false }
        let base = file[ValueID(value.a)]
        return base.kind == .global && program.text(Atom(base.a)) == "process"
      }.map { ValueID($0) })
    if environments.isEmpty { return false }
    let names = file.values.filter { $0.kind == .member && environments.contains(ValueID($0.a)) }
    // `NODE_ENV` comes from whoever starts the program.
    return names.isEmpty || !names.allSatisfy { program.text(Atom($0.b)) == "NODE_ENV" }
  }

  func loader(of manifest: PackageManifest) -> Loader? {
    guard readers.contains(manifest.directory) else { return nil }
    let own = RelativePath.join(manifest.directory, ".env")
    let loaders = [
      "dotenv", "dotenv-safe", "dotenv-flow", "dotenv-expand", "@nestjs/config", "env-cmd", "dotenv-cli",
    ].compactMap { manifest.dependency(named: $0) }.filter { isLoaded($0.name, manifest) }
    let isNest = toldNest.contains(manifest.directory)
    if let dependency = loaders.first(where: { isNest && $0.name == "@nestjs/config" }) ?? loaders.first {
      let files: [String]
      switch named[manifest.directory] {
      case .none where dependency.name == "env-cmd": files = commandFiles(of: manifest)
      case .none: files = preloadedFiles(of: manifest) ?? [own]
      case .some(.none): return nil
      case .some(.some(let paths)): files = paths
      }
      return Loader(said: dependency.name, path: manifest.path, span: dependency.span, files: files)
    }
    // Next reads `.env` for settings that everybody shares, and `.env.local` for those of one machine. Nuxt's command
    // reads `.env` alone. Sources: the documentation of both, 2026-11.
    if let dependency = manifest.dependency(named: "next") {
      let local = RelativePath.join(manifest.directory, ".env.local")
      return Loader(said: "Next.js", path: manifest.path, span: dependency.span, files: [local])
    }
    if let dependency = manifest.dependency(named: "nuxt"),
      manifest.scripts.contains(where: { $0.command.holds("nuxt") || $0.command.holds("nuxi") })
    {
      return Loader(said: "Nuxt", path: manifest.path, span: dependency.span, files: [own])
    }
    for script in manifest.scripts {
      guard let option = script.command.firstRange(of: "--env-file") else { continue }
      let rest = script.command[option.upperBound...].drop { "=- ifexst".contains($0) }
      let name = String(rest.prefix { $0 != " " && $0 != "\"" })
      guard let path = RelativePath.resolve(name.isEmpty ? ".env" : name, from: manifest.directory) else { continue }
      return Loader(said: "node --env-file", path: manifest.path, span: script.keySpan, files: [path])
    }
    return nil
  }

  /// Whether code, a script or an image loads it; that a manifest asks for it loads nothing.
  private func isLoaded(_ name: String, _ manifest: PackageManifest) -> Bool {
    let word = name == "dotenv-cli" ? "dotenv" : name
    return imports.places[name]?.contains { RelativePath.isInside($0.path, manifest.directory) } ?? false
      || manifest.scripts.contains { $0.command.holds(word) }
      || images.contains { $0.contains(word) }
  }

  /// What `dotenv/config` loads in scripts that say which file: `DOTENV_CONFIG_PATH=.env.local tsx src/server.ts`. Nil where
  /// none does. Source: the README of dotenv, preload.
  private func preloadedFiles(of manifest: PackageManifest) -> [String]? {
    let names = manifest.scripts.compactMap { script -> String? in
      let option = ["DOTENV_CONFIG_PATH=", "dotenv_config_path="].lazy.compactMap { script.command.firstRange(of: $0) }
      return option.first.map { range in String(script.command[range.upperBound...].prefix { !" \"'".contains($0) }) }
    }
    let paths = Set(names).sorted().compactMap { RelativePath.resolve($0, from: manifest.directory) }
    return paths.isEmpty ? nil : paths
  }

  /// What `env-cmd` loads in scripts: `.env` unless an option or its first word names another file. Source: its README,
  /// versions 8 to 10.
  private func commandFiles(of manifest: PackageManifest) -> [String] {
    let names = manifest.scripts.flatMap { script in
      let words = script.command.parts(betweenAnyOf: " ;&|()\"'")
      return words.indices.filter { words[$0] == "env-cmd" }.map { Self.commandFile(words[($0 + 1)...]) }
    }
    return Set(names).sorted().flatMap { name -> [String] in
      guard name == ".env-cmdrc" else { return [name] }
      // It may also be a program or JSON.
      let forms = ["", ".js", ".json"].map { RelativePath.join(manifest.directory, name + $0) }
      let known = forms.filter {
        project.inventory.exists($0) || project.inventory.ignoreRules.ignored($0) != nil
      }
      return known.isEmpty ? [name] : known.map(RelativePath.name)
    }.compactMap { RelativePath.resolve($0, from: manifest.directory) }
  }

  private static func commandFile(_ words: ArraySlice<Substring>) -> String {
    var file = ".env"
    var words = words
    while let word = words.popFirst() {
      switch word {
      case "-f", "--file", "-r", "--rc-file": return words.first.map(String.init) ?? file
      case "-e", "--environments":
        file = ".env-cmdrc"
        _ = words.popFirst()
      case _ where word.hasPrefix("-"): continue
      // `env-cmd ./dev.env node server.js` of version 8.
      case _ where word.holds("env") && (word.hasPrefix(".") || word.hasSuffix(".env")): return String(word)
      default: return file
      }
    }
    return file
  }
}
