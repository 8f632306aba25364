import Checking
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Files that fail before their first line runs, because what they import is not there or fails itself, and that nothing
/// imports: somebody moved the rest away and left them behind.
struct UnloadableFiles: ProgramKnowledge {
  /// What is missing, by file: the specifier as written, and whose it is where that is another file.
  private let missing: [FileIndex: String]

  init(_ program: Program, _ project: Project) {
    let imported = ImportedFiles.of(program, project)
    // By file, those that load it before their own first line runs.
    var loaders: [FileIndex: [FileIndex]] = [:]
    for number in program.files.indices {
      let index = FileIndex(number)
      for (record, entry) in program[index].imports.enumerated() where Self.isLoadedFirst(entry) {
        guard let target = program.target(of: ImportID(record), in: index), target != index else { continue }
        loaders[target, default: []].append(index)
      }
    }
    var missing: [FileIndex: String] = [:]
    for number in program.files.indices {
      let index = FileIndex(number)
      missing[index] = Self.missingImport(of: index, program, project)
    }
    var queue = missing.keys.sorted { $0.index < $1.index }.map { (file: $0, cause: $0) }
    var next = 0
    while next < queue.count {
      let (file, cause) = queue[next]
      next += 1
      for loader in loaders[file] ?? [] where missing[loader] == nil {
        missing[loader] = missing[cause].map { "\($0) of \(program[cause].path)" }
        queue.append((loader, cause))
      }
    }
    // What is started is there: what it lacks further down is made before.
    let own = Set(queue.filter { $0.file == $0.cause }.map(\.file))
    self.missing = missing.filter { file, _ in
      !imported.contain(file) && (own.contains(file) || program.role(of: file).role != .server)
    }
  }

  private static func isLoadedFirst(_ record: ImportRecord) -> Bool {
    record.function == .moduleBody && !record.isTypeOnly && [.static, .require].contains(record.kind)
      && record.flags.isDisjoint(with: [.inTry, .inCatch, .developmentOnly, .memoGuarded])
  }

  func contain(_ file: FileIndex) -> Bool { missing[file] != nil }

  /// What is added to a statement on a file, for one that may be loaded nothing.
  func words(on file: FileIndex) -> String {
    missing[file].map { ", in a file that nothing can load: \($0) does not exist" } ?? ""
  }

  private static func missingImport(of index: FileIndex, _ program: Program, _ project: Project) -> String? {
    let file = program[index]
    for (number, record) in file.imports.enumerated() where isLoadedFirst(record) {
      let specifier = program.text(record.specifier)
      guard specifier.hasPrefix("."), program.target(of: ImportID(number), in: index) == nil,
        let path = RelativePath.resolve(specifier, from: RelativePath.directory(of: file.path)),
        !mayBeThere(path, project)
      else { continue }
      return specifier
    }
    return nil
  }

  private static let endings = [
    "", ".js", ".ts", ".mjs", ".cjs", ".tsx", ".jsx", ".d.ts", ".json", ".node", "/index.js",
  ]
  /// Folders that something else fills.
  private static let made: Set<String> = ["dist", "build", "out", "lib", "generated", "gen", "node_modules", ".next"]

  /// Whether the repository has it, keeps it out of git, or has it made.
  private static func mayBeThere(_ path: String, _ project: Project) -> Bool {
    if RelativePath.segments(of: path).contains(where: { made.contains(String($0)) || $0.holds("generated") }) {
      return true
    }
    return endings.contains { ending in
      project.inventory.exists(path + ending) || project.inventory.ignoreRules.ignored(path + ending) != nil
    }
  }
}

/// The files that another file of the program imports.
struct ImportedFiles: ProgramKnowledge {
  private let files: Set<FileIndex>

  init(_ program: Program, _ project: Project) {
    var files: Set<FileIndex> = []
    for number in program.files.indices {
      let index = FileIndex(number)
      for record in program[index].imports.indices {
        if let target = program.target(of: ImportID(record), in: index), target != index { files.insert(target) }
      }
    }
    self.files = files
  }

  func contain(_ file: FileIndex) -> Bool { files.contains(file) }
}
