import Checking
import JavaScript
import ProgramGraph
import Semantics
import SourceText

// Files that no server of the project runs, as far as one file tells: rules about servers leave them alone.
extension FileContext {
  /// Served to browsers, or there to be read and copied.
  var isBystander: Bool {
    let folders = analyzer.model.path.lowercased().split(separator: "/").dropLast()
    if folders.contains(where: { Self.servedFolders.contains(String($0)) }) { return true }
    if PathRoles.exampleFolder(of: analyzer.model.path) != nil { return true }
    return asksBrowser
  }

  private static var servedFolders: Set<String> {
    ["public", "static", "assets", "www", "wwwroot", "client", "frontend", "webapp"]
  }

  /// Uses what only browsers have. `typeof window` alone is a question that servers ask too.
  private var asksBrowser: Bool {
    let names = ["document", "window", "localStorage", "sessionStorage", "caches"].map(tree.atoms.lookUp).filter(
      \.exists)
    guard !names.isEmpty else { return false }
    return tree.nodes(of: .identifier).contains { node in
      names.contains(tree.atom(node, 0)) && analyzer.isGlobal(node) && tree.kind(tree.parent(node)) == .memberExpression
    }
  }
}
