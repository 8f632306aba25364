import Checking
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

// Files that no server of the project runs, as far as one file tells: rules about servers leave them alone.

enum Bystanders {
  private static let servedFolders: Set<String> = [
    "public", "static", "assets", "www", "wwwroot", "client", "frontend", "webapp",
  ]
  /// `chrome` is what extensions of a browser have.
  static let browserGlobals = ["document", "window", "localStorage", "sessionStorage", "caches", "chrome"]

  /// What components of user interfaces are made with.
  static let interfaces: Set<String> = [
    "react", "react-dom", "react-native", "preact", "preact/hooks", "vue", "svelte", "mobx-react", "solid-js",
    "@angular/core", "lit",
  ]

  /// What pages export for a server to call. Sources: the references of Next.js 15 and React Router 7.
  static let onServer: Set<String> = [
    "getServerSideProps", "getStaticProps", "getStaticPaths", "getInitialProps", "loader", "action", "generateMetadata",
    "generateStaticParams",
  ]

  /// Whether a path says that its file is served to browsers, or there to be read and copied.
  static func include(_ path: String) -> Bool {
    let folders = RelativePath.segments(of: path.lowercased()).dropLast()
    return folders.contains { servedFolders.contains(String($0)) } || PathRoles.exampleFolder(of: path) != nil
  }
}

extension FileContext {
  /// Served to browsers, or there to be read and copied.
  var isBystander: Bool {
    fact { BystanderFact(isBystander: Bystanders.include(analyzer.model.path) || asksBrowser || isComponent) }
      .isBystander
  }

  /// A component of a user interface, which nothing runs on a server as well.
  private var isComponent: Bool {
    let model = analyzer.model
    guard model.hasJSX else { return false }
    if model.directives.contains(where: { name($0) == "use client" }) { return true }
    let usesInterface = model.imports.contains { Bystanders.interfaces.contains(name($0.specifier)) }
    return usesInterface && !model.exports.contains { Bystanders.onServer.contains(name($0.name)) }
  }

  private struct BystanderFact {
    let isBystander: Bool
  }

  /// Uses what only browsers have. `typeof window` alone is a question that servers ask too.
  private var asksBrowser: Bool {
    let names = Bystanders.browserGlobals.map(tree.atoms.lookUp).filter(\.exists)
    let navigator = tree.atoms.lookUp("navigator")
    guard !names.isEmpty || navigator.exists else { return false }
    return tree.nodes(of: .identifier).contains { node in
      let parent = tree.parent(node)
      guard tree.kind(parent) == .memberExpression, tree.child(parent, 0) == node else { return false }
      // Node.js has a navigator, too, and no workers in it.
      let isOfBrowser =
        names.contains(tree.atom(node, 0))
        || navigator.exists && tree.atom(node, 0) == navigator && lastName(of: parent) == "serviceWorker"
      return isOfBrowser && analyzer.isGlobal(node)
    }
  }
}

extension Program {
  /// The same of a file of the program.
  func isBystander(_ index: FileIndex) -> Bool {
    let file = self[index]
    if Bystanders.include(file.path) || file.hasJSX { return true }
    if file.imports.contains(where: { Bystanders.interfaces.contains(text($0.specifier)) }) { return true }
    return file.values.contains { value in
      guard value.kind == .member else { return false }
      let base = file[ValueID(value.a)]
      return base.kind == .global && Bystanders.browserGlobals.contains(text(Atom(base.a)))
    }
  }
}
