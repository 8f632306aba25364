import DataFormats
package import ProjectFacts
import SourceText

/// Roles that the package around a file decides, and the files that servers are started with.
package struct PackageRoles {
  private let project: Project

  package init(_ project: Project) { self.project = project }

  /// Files that start scripts run, and `main` of applications.
  package func serverEntries() -> Set<String> {
    var entries: Set<String> = []
    for manifest in project.manifests {
      for name in Self.servingScripts {
        guard let script = manifest.script(named: name) else { continue }
        entries.formUnion(files(in: script.command, of: manifest))
      }
      if project.role(of: manifest).kind == .application, !isInternalLibrary(manifest), let main = manifest.main?.string
      {
        if let path = source(main, of: manifest) { entries.insert(path) }
      }
    }
    return entries
  }

  /// Files that the scripts run which start an application for those who use it.
  func deployedEntries() -> Set<String> {
    var entries: Set<String> = []
    for manifest in project.manifests where project.role(of: manifest).kind == .application {
      // What others import starts its own tests.
      let isImported = ["exports", "module", "types", "files"].contains { manifest[$0] != nil }
      if isImported, !manifest.isPrivate { continue }
      for name in ["start", "start:prod", "start:production", "serve", "server"] {
        if let script = manifest.script(named: name) { entries.formUnion(files(in: script.command, of: manifest)) }
      }
    }
    return entries
  }

  /// A private member of a workspace that nothing starts: its `main` is for those who import it. Where a server does, its
  /// imports lead there.
  private func isInternalLibrary(_ manifest: PackageManifest) -> Bool {
    !project.workspaces.roots(listing: manifest.directory).isEmpty
      && !Self.servingScripts.contains { manifest.script(named: $0) != nil }
  }

  /// Files that other scripts run, with the first script that does: `"import": "node tools/import.js"`.
  package func scriptEntries() -> [String: String] {
    let serving = Set(Self.servingScripts)
    let entries = serverEntries()
    var found: [String: String] = [:]
    for manifest in project.manifests {
      for script in manifest.scripts where !serving.contains(script.name) {
        for file in files(in: script.command, of: manifest) where !entries.contains(file) && found[file] == nil {
          found[file] = script.name
        }
      }
    }
    return found
  }

  private static let servingScripts = [
    "start", "start:prod", "start:production", "serve", "dev", "start:dev", "develop", "server",
  ]

  /// Targets of `bin`: command-line tools unless a server reaches them.
  package func commandLineEntries() -> Set<String> {
    Set(
      project.manifests.flatMap { manifest in
        manifest.binaries.compactMap { $0.string.flatMap { source($0, of: manifest) } }
      })
  }

  /// Folders of packages that draw in a browser and answer no requests.
  package func frontendDirectories() -> [String] {
    project.manifests.compactMap { manifest in
      let names = Set(manifest.dependencies.map(\.name))
      guard !names.isDisjoint(with: PackageKnowledge.browserFrameworks),
        names.isDisjoint(with: PackageKnowledge.serverFrameworks)
      else { return nil }
      return manifest.directory
    }
  }

  /// Folders of templates, examples and fixtures.
  package func templateDirectories() -> [String] {
    project.manifests.filter { project.role(of: $0).kind == .template }.map(\.directory)
  }

  /// The words of a command that name source files of the package: `nodemon -r dotenv/config src/server.js`.
  private func files(in command: String, of manifest: PackageManifest) -> [String] {
    let words = command.parts(betweenAnyOf: " \"'&|;()").map(String.init)
    return words.indices.compactMap { index in
      let word = words[index]
      guard !word.hasPrefix("-"), !word.contains("=") else { return nil }
      // `npm run build` names a script, whatever else has that name.
      if index > 0, Self.scriptCallers.contains(words[index - 1]), manifest.script(named: word) != nil { return nil }
      return source(word, of: manifest)
    }
  }

  /// Words before the name of a script: `npm run build`, `yarn build`.
  private static let scriptCallers: Set<String> = [
    "run", "run-script", "yarn", "pnpm", "npm-run-all", "run-s", "run-p",
  ]

  /// The source file a name in a manifest means, built output traced back to its source.
  private func source(_ name: String, of manifest: PackageManifest) -> String? {
    let path = PathText.join(manifest.directory, name)
    let endings = ["", ".js", ".ts", ".mjs", ".cjs", "/index.js", "/index.ts"]
    for ending in endings where isSource(path + ending) {
      // Where both are there, the one is compiled from the other.
      let twin = PathText.withoutExtension(path + ending) + ".ts"
      return (path + ending).hasSuffix(".js") && isSource(twin) ? twin : path + ending
    }
    for built in PathText.sources(ofBuilt: PathText.join("", name)) {
      for ending in [".ts", ".js", ".tsx", ".mts"] {
        let candidate = PathText.join(manifest.directory, PathText.withoutExtension(built) + ending)
        if isSource(candidate) { return candidate }
      }
    }
    return nil
  }

  private func isSource(_ path: String) -> Bool { project.inventory.file(at: path)?.kind == .source }
}
