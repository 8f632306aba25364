import DataFormats
import SourceText

/// Reads the files that hold facts, and collects what was wrong with them.
struct ProjectReader {
  let files: ProjectFiles
  let inventory: FileInventory
  let auditedPath: String
  var gaps: [ProjectGap] = []

  init(files: ProjectFiles, inventory: FileInventory, auditedPath: String) {
    self.files = files
    self.inventory = inventory
    self.auditedPath = auditedPath
  }

  mutating func readManifests() -> [PackageManifest] {
    inventory.files.compactMap { file in
      guard file.kind == .manifest, !file.isVendored else { return nil }
      guard let manifest = json(at: file.path).flatMap({ PackageManifest(path: file.path, document: $0) }) else {
        return nil
      }
      report(manifest.document, against: .manifest, in: file.path)
      return manifest
    }
  }

  mutating func readEnvironmentFiles() -> [EnvironmentFile] {
    inventory.files.filter { $0.kind == .environment && !$0.isVendored }.compactMap { file in
      bytes(of: file.path).map {
        EnvironmentFile(path: file.path, isTracked: file.isTracked, contents: DotenvParser.parse($0))
      }
    }
  }

  mutating func readSettings() -> [String: SettingsFile] {
    var settings: [String: SettingsFile] = [:]
    for file in inventory.files where file.kind == .configuration && [".npmrc", "bunfig.toml"].contains(file.name) {
      settings[file.path] = bytes(of: file.path).map { SettingsFile(path: file.path, bytes: $0) }
    }
    return settings
  }

  mutating func readTypeScriptConfigurations(_ manifests: [PackageManifest]) -> [TypeScriptConfiguration] {
    var documents: [String: JSONDocument] = [:]
    var paths: [String] = []
    for file in inventory.files where file.kind == .configuration && !file.isVendored {
      guard file.name.hasPrefix("tsconfig") || file.name.hasPrefix("jsconfig") else { continue }
      paths.append(file.path)
      documents[file.path] = readTypeScriptDocument(file.path)
    }
    // Bases may have any name: `config/base.json`. As long a chain as is followed is read.
    for _ in 0..<4 {
      let missing = TypeScriptConfigurationReader.missingBases(of: documents, inventory, manifests)
      if missing.isEmpty { break }
      for path in missing { documents[path] = readTypeScriptDocument(path) ?? documents[path] }
    }
    var reader = TypeScriptConfigurationReader(inventory: inventory, manifests: manifests, documents: documents)
    return paths.compactMap { reader.configuration(at: $0) }
  }

  private mutating func readTypeScriptDocument(_ path: String) -> JSONDocument? {
    let document = json(at: path, dialect: .withComments)
    if let document { report(document, against: .typeScriptConfiguration, in: path) }
    return document
  }

  func decideRoles(_ manifests: [PackageManifest], _ workspaces: Workspaces) -> [PackageRole] {
    let directories = Set(manifests.map(\.directory))
    return manifests.map { manifest in
      var above = manifest.directory
      var hasManifestAbove = false
      while !above.isEmpty, !hasManifestAbove {
        above = RelativePath.directory(of: above)
        hasManifestAbove = directories.contains(above)
      }
      return PackageRole.decide(
        manifest, auditedPath: auditedPath, hasManifestAbove: hasManifestAbove,
        isWorkspaceRoot: workspaces.isRoot(manifest.directory), inventory: inventory)
    }
  }

  /// The bytes of a file, or a gap.
  mutating func bytes(of path: String, limit: Int = ProjectFiles.configurationSizeLimit) -> [UInt8]? {
    switch files.bytes(of: path, limit: limit) {
    case .success(let bytes): return bytes
    case .failure(let failure):
      gaps.append(ProjectGap(kind: failure.gapKind, path: path, message: failure.message))
      return nil
    }
  }

  /// A JSON file; what is malformed is a gap, and what could be read is returned all the same.
  mutating func json(
    at path: String, dialect: JSONDialect = .strict, limit: Int = ProjectFiles.configurationSizeLimit
  ) -> JSONDocument? {
    guard let bytes = bytes(of: path, limit: limit) else { return nil }
    let document = JSONParser.parse(bytes, dialect: dialect)
    if let problem = document.problems.first {
      report(problem, in: path, bytes)
    } else if document.root?.isObject != true {
      report(FormatProblem(span: Span(0, min(1, bytes.count)), message: "an object is expected here"), in: path, bytes)
    }
    return document
  }

  /// A gap for each value that is of another kind than its key holds, in a document that is well-formed.
  mutating func report(_ document: JSONDocument, against shape: ValueShape, in path: String) {
    guard document.isWellFormed, let root = document.root, root.isObject else { return }
    for problem in root.problems(against: shape) { report(problem, in: path, document.bytes) }
  }

  mutating func report(
    _ problem: FormatProblem, in path: String, _ bytes: [UInt8], kind: ProjectGap.Kind = .malformedFile
  ) {
    gaps.append(ProjectGap(kind: kind, path: path, span: problem.span, in: bytes, message: problem.message))
  }
}
