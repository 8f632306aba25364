import Checking
import DataFormats
import Findings
import ProgramGraph
import ProjectFacts
import SourceText

/// Reports libraries whose archive would carry what nobody wants published. The promise is on the page beside this file.
struct PublishLeak: ProgramCheck {
  /// Fewer files say nothing about shares.
  private static let smallestSample = 10
  private static let shownFiles = 3

  func run(on program: Program, project: Project, reporter: inout Reporter) {
    let servers = ServerPackages.of(program, project)
    for manifest in project.manifests where project.isAudited(manifest.path) {
      guard !manifest.isPrivate, let name = manifest.name, !name.isEmpty, manifest.version != nil,
        manifest["files"] == nil, !LockfileDuty.isBystander(manifest, project),
        ["main", "exports", "module", "bin", "types"].contains(where: { manifest[$0] != nil }),
        !project.inventory.exists(RelativePath.join(manifest.directory, ".npmignore")),
        !Self.needsFolders(manifest)
      else { continue }
      switch LockfileDuty.kind(of: manifest, in: project, servers) {
      case .library, .commandLine: examine(manifest, name, project, &reporter)
      case .application, .workspaceRoot, .template: continue
      }
    }
  }

  /// `"common": "file:../common"`: nobody could install what was published.
  private static func needsFolders(_ manifest: PackageManifest) -> Bool {
    manifest.dependencies(in: .dependencies).contains { dependency in
      ["file:..", "link:..", "portal:.."].contains { dependency.range.hasPrefix($0) }
    }
  }

  private func examine(_ manifest: PackageManifest, _ name: String, _ project: Project, _ reporter: inout Reporter) {
    // Without `files` and `.npmignore`, npm takes whatever git does not ignore.
    let packed = project.inventory.files.filter { file in
      RelativePath.isInside(file.path, manifest.directory) && !Self.isNeverPacked(file.name)
        && project.manifest(governing: file.path)?.path == manifest.path
        && !file.path.dropFirst(manifest.directory.isEmpty ? 0 : manifest.directory.count + 1).hasPrefix(".git/")
    }
    let secrets = packed.filter { Self.holdsSecrets($0.path) }
    if let first = secrets.first {
      let rest = secrets.count - 1
      reporter.report(
        at: manifest.span(ofKey: "name"), in: manifest.path,
        "npm publish would put \(first.path)\(rest > 0 ? " and \(rest) more such \(rest == 1 ? "file" : "files")" : "") into the archive of \(name): it has neither files nor .npmignore",
        identity: "\(manifest.path) secrets")
      return
    }
    let ballast = packed.filter { file in
      let below = String(file.path.dropFirst(manifest.directory.isEmpty ? 0 : manifest.directory.count + 1))
      return PathRoles.verdict(for: below)?.role == .test || below.hasPrefix(".github/")
        || below.hasPrefix(".circleci/")
    }
    // What is published lies elsewhere where the entry is not among the files, or a folder of its own is named.
    if manifest.root.value(at: "publishConfig", "directory") != nil || !hasEntry(manifest, project) { return }
    guard packed.count >= Self.smallestSample, ballast.count * 2 > packed.count else { return }
    reporter.report(
      at: manifest.span(ofKey: "name"), in: manifest.path,
      "\(ballast.count) of the \(packed.count) files that npm publish would pack for \(name) are tests and workflows: it has neither files nor .npmignore",
      severity: .note, identity: "\(manifest.path) ballast")
  }

  private func hasEntry(_ manifest: PackageManifest, _ project: Project) -> Bool {
    guard let main = manifest.main?.string, let path = RelativePath.resolve(main, from: manifest.directory) else {
      return manifest.main == nil
    }
    return ["", ".js", ".cjs", ".mjs", "/index.js"].contains { project.inventory.exists(path + $0) }
  }

  private static func isNeverPacked(_ name: String) -> Bool {
    [
      ".DS_Store", ".gitignore", ".npmrc", "package-lock.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock", "bun.lockb",
      ".npmignore", ".gitattributes",
    ].contains(name)
  }

  /// Environment files that are no examples, and private keys.
  private static func holdsSecrets(_ path: String) -> Bool {
    switch PathRoles.verdict(for: path)?.role {
    case .test, .generated, .vendored: return false
    case .build, .migration, .script, .worker, .frontend, .declaration, .server, .shared, .library, nil: break
    }
    let name = RelativePath.name(of: path).lowercased()
    if name == ".env" || name.hasPrefix(".env.") {
      return ![
        "example", "sample", "template", "dist", "default", "defaults", "schema", "test", "vault", "tpl",
      ].contains {
        name.hasSuffix($0)
      }
    }
    return name.hasSuffix(".pem") && name.holds("key") || name.hasSuffix(".p12") || name.hasSuffix(".pfx")
      || name.hasSuffix(".jks")
      || ["id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", "credentials.json", "service-account.json"].contains(name)
  }
}
