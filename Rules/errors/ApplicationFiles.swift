import Checking
import ProgramGraph
import Semantics

/// Which files make up the applications of a program: those that run together with the file that makes one.
///
/// A folder of exercises holds a dozen applications, and a package a server for clients and one for its staff; what is
/// registered in one says nothing of the others. What runs together hangs on one beginning: from the file that makes
/// the application up to those that nobody imports, and down to all that they import.
struct ApplicationFiles {
  private let program: Program
  private var importers: [FileIndex: [FileIndex]] = [:]
  private var imported: [FileIndex: [FileIndex]] = [:]

  init(_ program: Program) {
    self.program = program
    for index in program.files.indices {
      let file = FileIndex(index)
      guard program.role(of: file).role != .test else { continue }
      for number in program.files[index].imports.indices {
        guard let target = program.target(of: ImportID(number), in: file), target != file else { continue }
        importers[target, default: []].append(file)
        imported[file, default: []].append(target)
      }
    }
  }

  /// The files that run together with this one.
  func files(around file: FileIndex) -> Set<FileIndex> {
    let above = closure(of: [file], importers)
    let beginnings = above.filter { importers[$0] == nil }
    return closure(of: beginnings.isEmpty ? above : beginnings, imported)
  }

  private func closure(of start: Set<FileIndex>, _ next: [FileIndex: [FileIndex]]) -> Set<FileIndex> {
    var found = start
    var queue = Array(start)
    while let file = queue.popLast() {
      for other in next[file] ?? [] where found.insert(other).inserted { queue.append(other) }
    }
    return found
  }
}
