import Checking
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Files that fail before their first line runs, because what they import is not there, and that nothing imports: somebody
/// moved the rest away and left them behind.
struct UnloadableFiles: ProgramKnowledge {
  /// What is missing, by file: the specifier as written.
  private let missing: [FileIndex: String]

  init(_ program: Program, _ project: Project) {
    let imported = ImportedFiles.of(program, project)
    var missing: [FileIndex: String] = [:]
    for number in program.files.indices where !imported.contain(FileIndex(number)) {
      let index = FileIndex(number)
      missing[index] = Self.missingImport(of: index, program, project)
    }
    self.missing = missing
  }

  func contain(_ file: FileIndex) -> Bool { missing[file] != nil }

  /// What is added to a statement on a file, for one that may be loaded nothing.
  func words(on file: FileIndex) -> String {
    missing[file].map { ", in a file that nothing can load: \($0) does not exist" } ?? ""
  }

  private static func missingImport(of index: FileIndex, _ program: Program, _ project: Project) -> String? {
    let file = program[index]
    for (number, record) in file.imports.enumerated() where record.function == .moduleBody && !record.isTypeOnly {
      let specifier = program.text(record.specifier)
      guard [.static, .require].contains(record.kind), specifier.hasPrefix("."),
        record.flags.isDisjoint(with: [.inTry, .inCatch, .developmentOnly, .memoGuarded]),
        program.target(of: ImportID(number), in: index) == nil,
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
