import ProgramGraph
import ProjectFacts
import Semantics

/// Files that give something away which nobody takes: what stands in them does not run, as far as the program tells.
///
/// A file counts as loaded wherever that may be: a server that loads it by a folder or a computed name gives it its role, a
/// manifest or a framework may start it, and what gives nothing away may be run by hand. It only ever lowers what is said.
struct UnloadedFiles {
  private let files: Set<FileIndex>

  static func of(_ program: Program) -> Self { program.derived.fact { Self(program) } }

  private init(_ program: Program) {
    var importers: [FileIndex: Set<FileIndex>] = [:]
    var served: Set<String> = []
    for index in program.files.indices {
      let file = FileIndex(index)
      if program.role(of: file).role == .server { served.insert(program.packageDirectory(of: file)) }
      guard program.role(of: file).role != .test else { continue }
      for number in program.files[index].imports.indices {
        if let target = program.target(of: ImportID(number), in: file), target != file {
          importers[target, default: []].insert(file)
        }
      }
    }
    let (loaded, open) = Self.loadedByName(program)
    var left = Set(
      program.files.indices.map { FileIndex($0) }.filter { file in
        program.role(of: file).role == .shared && !program[file].exports.isEmpty
          && served.subtracting(open).contains(program.packageDirectory(of: file))
          && !program.isLoadedByFramework(file) && !loaded.contains(file)
      })
    // Whoever is taken by a file that may run may run as well.
    var changed = true
    while changed {
      let loaded = left.filter { file in importers[file]?.contains { !left.contains($0) } ?? false }
      left.subtract(loaded)
      changed = !loaded.isEmpty
    }
    files = left
  }

  /// What a path put together at run time may load, `require(folder + name)`, and the packages with one that nobody can
  /// follow.
  private static func loadedByName(_ program: Program) -> (files: Set<FileIndex>, open: Set<String>) {
    var files: Set<FileIndex> = []
    var open: Set<String> = []
    for external in program.externalCalls where Program.loaders.contains(external.path) {
      guard program.text(ofArgument: 0, of: external.call) == nil else { continue }
      let found = program.filesLoaded(by: external.call)
      files.formUnion(found)
      if found.isEmpty { open.insert(program.packageDirectory(of: external.call.file)) }
    }
    return (files, open)
  }

  func contains(_ file: FileIndex) -> Bool { files.contains(file) }
}
