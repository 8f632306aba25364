/// One file of the project.
package struct InventoryFile: Sendable {
  /// Relative to the boundary root, forward slashes.
  package let path: String
  package let kind: FileKind
  /// The ending, for source files.
  package let source: SourceExtension?
  /// Bytes on disk when the tree was walked; nil for files of no special kind, which are not asked.
  package let size: Int?
  /// Whether git's index lists it; nil where there is no git or its index could not be read.
  package let isTracked: Bool?
  /// Stands in a folder for other people's code (`vendor`, `third_party`, `bower_components`).
  package let isVendored: Bool

  package var directory: String { RelativePath.directory(of: path) }
  package var name: String { RelativePath.name(of: path) }
}

/// A file that is on disk but kept out of the repository; only lockfiles and environment files are remembered.
package struct IgnoredFile: Sendable {
  package let path: String
  package let kind: FileKind
  package let match: IgnoreMatch
}

/// A link. It is never followed; where it stays inside, its target is in the inventory under its own path.
package struct InventoryLink: Sendable {
  package let path: String
  /// The target relative to the boundary root; nil where it leaves the tree.
  package let target: String?
}

/// What was left out on purpose, by reason.
package struct InventoryExclusion: Sendable {
  package enum Reason: String, Sendable, CaseIterable {
    case ignored = "ignored"
    case installed = "installed packages"
    case vendored = "vendored folder"
    case nestedRepository = "nested repository"
    case submodule = "submodule"
    case link = "link"
    case sparse = "not checked out"
  }

  package let reason: Reason
  /// Files, or folders that were not entered.
  package internal(set) var paths: [String]
}

/// Every file inside the boundary that belongs to the project, in byte order of paths, and what was left out and why.
///
/// Left out: what ignore files name (unless git tracks it), `.git`, and what `node_modules` folders hold. Files in vendored
/// folders are here, marked, but not among `sources`.
package struct FileInventory: Sendable {
  package internal(set) var files: [InventoryFile] = []
  package internal(set) var ignoredFiles: [IgnoredFile] = []
  package internal(set) var links: [InventoryLink] = []
  package internal(set) var exclusions: [InventoryExclusion] = []
  /// Tracked paths below a `node_modules` folder; a fact of its own, their contents are not read.
  package internal(set) var trackedInstalledPaths: [String] = []
  package internal(set) var ignoreRules = IgnoreRules()
  var gaps: [ProjectGap] = []

  /// Files and folders by path; the number beside a path is the index of its file, or -1 for a folder.
  private var table = PathTable()
  private var fileNumbers: [Int32] = []

  /// Source files of the project itself, in byte order of paths.
  package var sources: [InventoryFile] { files.filter { $0.kind == .source && !$0.isVendored } }

  /// Whether a file stands at `path`. Cost: one hash.
  package func exists(_ path: String) -> Bool { fileIndex(of: path) != nil }

  package func file(at path: String) -> InventoryFile? { fileIndex(of: path).map { files[$0] } }

  /// The place of the file at `path` in `files`.
  package func fileIndex(of path: String) -> Int? {
    guard let entry = table.index(of: path), fileNumbers[entry] >= 0 else { return nil }
    return Int(fileNumbers[entry])
  }

  /// The same for a path that lies in a buffer, such as one a resolver is trying endings on.
  package func fileIndex(of path: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let entry = table.index(of: path), fileNumbers[entry] >= 0 else { return nil }
    return Int(fileNumbers[entry])
  }

  package func isDirectory(_ path: String) -> Bool {
    path.isEmpty || table.index(of: path).map { fileNumbers[$0] < 0 } ?? false
  }

  package func isDirectory(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
    path.isEmpty || table.index(of: path).map { fileNumbers[$0] < 0 } ?? false
  }

  /// Adds a file and the folders above it.
  mutating func add(_ file: InventoryFile) {
    let entry = table.insert(file.path)
    guard entry.isNew else { return }
    fileNumbers.append(Int32(truncatingIfNeeded: files.count))
    files.append(file)
    var path = file.path
    path.withUTF8 { path in
      for end in path.indices.reversed() where path[end] == UInt8(ascii: "/") {
        guard table.insert(UnsafeBufferPointer(rebasing: path[..<end])).isNew else { return }
        fileNumbers.append(-1)
      }
    }
  }

  mutating func exclude(_ path: String, _ reason: InventoryExclusion.Reason) {
    if let index = exclusions.firstIndex(where: { $0.reason == reason }) {
      exclusions[index].paths.append(path)
    } else {
      exclusions.append(InventoryExclusion(reason: reason, paths: [path]))
    }
  }
}

extension FileInventory {
  /// An inventory of files given by path: all tracked, except those an ignore file among them keeps out.
  init(inMemory files: [(path: String, bytes: [UInt8])]) {
    let ordered = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    for file in ordered where RelativePath.name(of: file.path) == ".gitignore" {
      ignoreRules.add(
        IgnoreFile(path: file.path, directory: RelativePath.directory(of: file.path), bytes: file.bytes))
    }
    for file in ordered {
      let segments = RelativePath.segments(of: file.path)
      let (kind, source) = FileKind.classify(RelativePath.name(of: file.path)) { file.bytes }
      if segments.contains("node_modules") {
        trackedInstalledPaths.append(file.path)
      } else if let match = ignoreRules.ignored(file.path) {
        exclude(file.path, .ignored)
        ignoredFiles.append(IgnoredFile(path: file.path, kind: kind, match: match))
      } else {
        let isVendored = segments.dropLast().contains { VendoredFolders.always.contains(String($0)) }
        if isVendored { exclude(file.path, .vendored) }
        add(
          InventoryFile(
            path: file.path, kind: kind, source: source, size: file.bytes.count, isTracked: true, isVendored: isVendored
          ))
      }
    }
  }
}

/// Folders that hold other people's code.
enum VendoredFolders {
  /// `.yarn` holds yarn itself, its plugins, and what it writes for editors.
  static let always: Set<String> = ["bower_components", "third_party", ".yarn"]
  /// `vendor` is also a word of commerce (`src/modules/vendor`): it counts at a package's root and below these.
  static let vendorParents: Set<String> = [
    "public", "static", "assets", "js", "javascripts", "scripts", "www", "web", "htdocs", "lib", "libs", "dist",
  ]

  static func isVendored(_ name: String, parent: String, parentHasManifest: Bool) -> Bool {
    if always.contains(name) { return true }
    return name == "vendor"
      && (parent.isEmpty || parentHasManifest || vendorParents.contains(RelativePath.name(of: parent)))
  }
}
