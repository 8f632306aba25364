public import JavaScript
import SourceText

/// Makes the model of one file after the other, and answers about the nodes of the last one while its tree is there.
///
/// One a worker: its tables are reused. What it answers about nodes holds until the next `analyze` or parse.
public final class FileAnalyzer {
  /// Of the last file. In memory of its own: asking it something copies nothing.
  public internal(set) var model: FileModel {
    @inlinable _read { yield held.pointee }
    _modify { yield &held.pointee }
  }
  @usableFromInline let held: UnsafeMutablePointer<FileModel>
  /// The same, lent for a question to the whole of it: nothing else may have it meanwhile, so nothing is copied.
  func lend<Answer>(_ question: (inout FileModel) -> Answer) -> Answer { question(&held.pointee) }
  /// What checks work out of the last file, by type.
  public var facts: [ObjectIdentifier: Any] = [:]

  /// The analysis of the last file, in memory of its own: asking it costs no checks and no copies. Nil before the first.
  var analysis: UnsafeMutablePointer<Analysis>?
  var arena: TreeArena?

  public init() {
    held = .allocate(capacity: 1)
    held.initialize(to: FileModel(path: "", isModule: false))
  }

  deinit {
    held.deinitialize(count: 1)
    held.deallocate()
    analysis?.pointee.deallocate()
    analysis?.deinitialize(count: 1)
    analysis?.deallocate()
  }

  /// Scopes, names, functions, classes, values, calls, imports and exports of a tree.
  public func analyze(_ tree: SyntaxTree, path: String, arena: TreeArena) -> FileModel {
    let analysis = ready(for: arena, tree)
    facts.removeAll(keepingCapacity: true)
    analysis.pointee.begin(tree)
    analysis.pointee.run()
    arena.atoms = analysis.pointee.atoms
    model = analysis.pointee.model(path: path)
    return model
  }

  private func ready(for arena: TreeArena, _ tree: SyntaxTree) -> UnsafeMutablePointer<Analysis> {
    defer { self.arena = arena }
    guard let analysis else {
      let made = UnsafeMutablePointer<Analysis>.allocate(capacity: 1)
      made.initialize(to: Analysis(tree: tree, arena: arena))
      analysis = made
      return made
    }
    if self.arena === arena { analysis.pointee.atoms = arena.atoms } else { analysis.pointee.adopt(arena) }
    return analysis
  }
}
