import DataFormats
import SourceText

/// Reads the files that hold facts, and collects what was wrong with them.
struct ProjectReader {
  let files: ProjectFiles
  let inventory: FileInventory
  private(set) var gaps: [ProjectGap] = []

  init(files: ProjectFiles, inventory: FileInventory) {
    self.files = files
    self.inventory = inventory
  }

  mutating func readManifests() -> [PackageManifest] {
    inventory.files.compactMap { file in
      guard file.kind == .manifest, !file.isVendored else { return nil }
      return json(at: file.path).flatMap { PackageManifest(path: file.path, document: $0) }
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

  mutating func report(
    _ problem: FormatProblem, in path: String, _ bytes: [UInt8], kind: ProjectGap.Kind = .malformedFile
  ) {
    gaps.append(ProjectGap(kind: kind, path: path, span: problem.span, in: bytes, message: problem.message))
  }
}
