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

  /// What no browser can load: whatever its folder is called, a file that imports it is a server's. Of Node.js not what
  /// bundlers bring along (`path`, `events`, `crypto`).
  private static let ofServers: Set<String> = [
    "fs", "fs/promises", "http", "https", "http2", "net", "tls", "dgram", "dns", "child_process", "cluster",
    "worker_threads", "os", "readline", "express", "koa", "@koa/router", "koa-router", "fastify", "@hapi/hapi",
    "restify", "@nestjs/common", "multer", "mongoose", "mongodb", "sequelize", "typeorm", "pg", "mysql", "mysql2",
    "ioredis", "redis", "jsonwebtoken", "passport", "nodemailer", "discord.js",
  ]

  /// Whether a path says that its file is served to browsers, or there to be read and copied.
  static func include(_ model: FileModel, _ name: (Atom) -> String) -> Bool {
    PathRoles.exampleFolder(of: model.path) != nil || areServed(model, name, from: servedFolders)
  }

  /// Whether a path says that its file is served to browsers.
  static func areServed(
    _ model: FileModel, _ name: (Atom) -> String,
    from servedFolders: Set<String> = ["public", "static", "assets", "www", "wwwroot"]
  ) -> Bool {
    let folders = RelativePath.segments(of: model.path.lowercased()).dropLast()
    return folders.contains { servedFolders.contains(String($0)) }
      && !model.imports.contains { record in
        let specifier = name(record.specifier)
        return ofServers.contains(specifier.hasPrefix("node:") ? String(specifier.dropFirst(5)) : specifier)
      }
  }
}

extension FileContext {
  /// Served to browsers, or there to be read and copied.
  var isBystander: Bool {
    fact { BystanderFact(isBystander: Bystanders.include(analyzer.model, name) || asksBrowser || isComponent) }
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
    if Bystanders.include(file.model, text) || file.hasJSX { return true }
    if file.imports.contains(where: { Bystanders.interfaces.contains(text($0.specifier)) }) { return true }
    return file.values.contains { value in
      guard value.kind == .member else { return false }
      let base = file[ValueID(value.a)]
      return base.kind == .global && Bystanders.browserGlobals.contains(text(Atom(base.a)))
    }
  }
}
