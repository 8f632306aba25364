public import JavaScript
import SourceText

/// Makes the model of one file after the other, and answers about the nodes of the last one while its tree is there.
///
/// One a worker: its tables are reused. What it answers about nodes holds until the next `analyze` or parse.
public final class FileAnalyzer {
  public internal(set) var model = FileModel(path: "", isModule: false)

  /// The analysis of the last file, in memory of its own: asking it costs no checks and no copies. Nil before the first.
  var analysis: UnsafeMutablePointer<Analysis>?
  var arena: TreeArena?

  public init() {}

  deinit {
    analysis?.pointee.deallocate()
    analysis?.deinitialize(count: 1)
    analysis?.deallocate()
  }

  /// Scopes, names, functions, classes, values, calls, imports and exports of a tree.
  public func analyze(_ tree: SyntaxTree, path: String, arena: TreeArena) -> FileModel {
    let analysis = ready(for: arena, tree)
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
