import DataFormats
import SourceText

/// Workspaces and lockfiles.
extension ProjectReader {
  mutating func readWorkspaces(_ manifests: [PackageManifest]) -> Workspaces {
    var workspaces = Workspaces()
    for manifest in manifests where manifest["workspaces"] != nil {
      workspaces.add(
        directory: manifest.directory, listedIn: manifest.path, manager: .manifest,
        globs: manifest.workspaceGlobs.compactMap(\.string))
    }
    for file in inventory.files where file.kind == .configuration && !file.isVendored {
      switch file.name {
      case "pnpm-workspace.yaml": readPNPMWorkspace(file, into: &workspaces)
      case "lerna.json":
        guard let document = json(at: file.path) else { continue }
        report(document, against: .fields([.init("packages", .list(of: .text))]), in: file.path)
        let globs = document.root?["packages"].map { $0.elements.compactMap(\.string) }
        if let globs { workspaces.add(directory: file.directory, listedIn: file.path, manager: .lerna, globs: globs) }
      case "rush.json":
        let projects = json(at: file.path, dialect: .withComments)?.root?["projects"].map { Array($0.elements) } ?? []
        workspaces.add(
          directory: file.directory, listedIn: file.path, manager: .rush,
          globs: projects.compactMap { $0["projectFolder"]?.string })
      default: continue
      }
    }
    return workspaces
  }

  private mutating func readPNPMWorkspace(_ file: InventoryFile, into workspaces: inout Workspaces) {
    guard let bytes = bytes(of: file.path) else { return }
    let yaml = YAMLSubset.parse(bytes)
    if let problem = yaml.problems.first {
      report(problem, in: file.path, bytes, kind: .unsupportedFormat)
    } else if let root = yaml.root {
      let shape = ValueShape.fields([.init("packages", .list(of: .text))])
      for problem in root.problems(against: shape) { report(problem, in: file.path, bytes) }
    }
    workspaces.add(
      directory: file.directory, listedIn: file.path, manager: .pnpm,
      globs: yaml.root?["packages"]?.elements.compactMap(\.string) ?? [])
  }

  /// Every lockfile of the project; what they hold is read where a package governs that is audited and no template.
  mutating func readLockfiles(
    _ manifests: [PackageManifest], _ roles: [PackageRole], _ workspaces: Workspaces
  ) -> [LockfilePresence] {
    let templates = Set(zip(manifests, roles).filter { $1.kind == .template }.map(\.0.directory))
    var lockfiles: [LockfilePresence] = []
    for file in inventory.files where file.kind == .lockfile && !file.isVendored {
      guard let name = LockfileName(rawValue: file.name) else { continue }
      let concerns =
        RelativePath.isInside(file.directory, auditedPath) || RelativePath.isInside(auditedPath, file.directory)
      let rush = workspaces.roots.first { root in
        root.manager == .rush && file.directory == RelativePath.join(root.directory, Workspaces.rushConfiguration)
      }
      var contents: Lockfile?
      if concerns, !templates.contains(file.directory) {
        contents = readLockfile(file, name, manifests, workspaces, rush: rush)
      }
      lockfiles.append(LockfilePresence(path: file.path, name: name, contents: contents))
    }
    return lockfiles
  }

  private mutating func readLockfile(
    _ file: InventoryFile, _ name: LockfileName, _ manifests: [PackageManifest], _ workspaces: Workspaces,
    rush: Workspaces.Root?
  ) -> Lockfile? {
    let isReadable = ![.bunBinary, .deno, .plugAndPlay].contains(name)
    guard isReadable, let bytes = bytes(of: file.path, limit: ProjectFiles.lockfileSizeLimit) else { return nil }
    do throws(LockfileProblem) {
      switch name {
      case .packageLock, .shrinkwrap:
        let document = try document(bytes, .strict)
        return try NPMLockfile.read(
          document, path: file.path, manifest: manifests.first { $0.directory == file.directory })
      case .bun: return try BunLockfile.read(try document(bytes, .withComments), path: file.path)
      case .yarn:
        let governed = manifests.filter { manifest in
          manifest.directory == file.directory
            || workspaces.roots(listing: manifest.directory).contains { $0.directory == file.directory }
        }
        return try YarnLockfile.read(bytes, path: file.path, manifests: governed)
      case .pnpm:
        let base = rush.map { RelativePath.join($0.directory, "common/temp") } ?? file.directory
        return try PNPMLockfile.read(bytes, path: file.path, importerBase: base)
      case .bunBinary, .deno, .plugAndPlay: return nil
      }
    } catch {
      switch error {
      case .unsupported(let message):
        gaps.append(ProjectGap(kind: .unsupportedFormat, path: file.path, message: message))
      case .malformed(let span, let message):
        gaps.append(ProjectGap(kind: .malformedFile, path: file.path, span: span, in: bytes, message: message))
      }
    }
    return nil
  }

  /// A lockfile that is not well-formed gives no graph: half a graph would count wrongly.
  private func document(_ bytes: [UInt8], _ dialect: JSONDialect) throws(LockfileProblem) -> JSONDocument {
    let document = JSONParser.parse(bytes, dialect: dialect)
    if let problem = document.problems.first { throw .malformed(problem.span, problem.message) }
    return document
  }
}

extension Workspaces {
  /// Where rush keeps the lockfile of all projects, below its root.
  static let rushConfiguration = "common/config/rush"
}
