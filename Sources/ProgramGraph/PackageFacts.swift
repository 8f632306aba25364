/// Which packages the files of a program may use, and in which version.
struct PackageFacts {
  /// The packages of the project, the deepest folders first.
  private let packages: [ModuleLandscape.Package]
  private let byDirectory: [Substring: ModuleLandscape.Package]

  /// Folders of the packages whose files something loads by where they stand.
  private let loaded: Set<String>

  /// - Parameter imported: what the files of the program import from outside, as written there.
  init(_ landscape: ModuleLandscape, imported: Set<String> = []) {
    packages = landscape.packages.sorted { $0.directory.utf8.count > $1.directory.utf8.count }
    byDirectory = Dictionary(packages.map { ($0.directory[...], $0) }) { first, _ in first }
    loaded = Set(packages.lazy.filter { Self.isLoaded($0, imported) }.map(\.directory))
  }

  /// Folders of the packages that depend on one of these, the deepest first.
  func directories(dependingOn names: Set<String>) -> [String] {
    packages.filter { package in names.contains { package.versions[$0] != nil } }.map(\.directory)
  }

  func depends(_ path: String, on name: String) -> Bool {
    first(around: path) { $0.versions[name] != nil } != nil
  }

  /// Whether the package around a file leaves it to whoever uses it to bring another one along: it is no application of it.
  func isOfUsers(_ name: String, for path: String) -> Bool {
    first(around: path) { $0.versions[name] != nil }?.peers.contains(name) ?? false
  }

  /// The folder of the package around a file; "" where it is in none.
  func directory(around path: String) -> String { first(around: path) { _ in true }?.directory ?? "" }

  /// The innermost of the packages around a file that is as asked for.
  private func first(
    around path: String, where isWanted: (ModuleLandscape.Package) -> Bool
  ) -> ModuleLandscape.Package? {
    var folder = path[...]
    while !folder.isEmpty {
      folder = folder.utf8.lastIndex(of: UInt8(ascii: "/")).map { folder[..<$0] } ?? ""
      if let package = byDirectory[folder], isWanted(package) { return package }
    }
    return nil
  }

  /// Frameworks that load files of a program by where they stand. In doubt one more: then what nothing imports counts as
  /// loaded.
  private static let loaders: Set<String> = [
    "next", "nuxt", "nitropack", "@sveltejs/kit", "@remix-run/node", "@remix-run/server-runtime", "@react-router/node",
    "astro", "@adonisjs/core", "@adonisjs/framework", "sails", "@strapi/strapi", "strapi", "egg", "@midwayjs/core",
    "@midwayjs/web", "moleculer", "meteor-node-stubs", "@redwoodjs/api", "@loopback/boot", "loopback-boot", "payload",
    "@medusajs/medusa", "@medusajs/framework", "@keystone-6/core", "thinkjs", "kraken-js", "fastify-cli", "probot",
    "node-red", "hexo", "ghost", "zapier-platform-core",
  ]

  /// Helpers that do so where a file calls them: what depends on one and imports it nowhere has nothing loaded.
  private static let calledLoaders: Set<String> = [
    "express-enrouten", "consign", "express-load", "include-all", "require-all", "require-dir", "require-directory",
    "requireindex", "require-glob", "@fastify/autoload", "fastify-autoload", "express-file-routing", "hapi-router",
    "awilix-express", "awilix-koa",
  ]

  /// Whether a file stands in a package that something loads by its folders.
  func isLoadedByFramework(_ path: String) -> Bool {
    first(around: path) { loaded.contains($0.directory) } != nil
  }

  private static func isLoaded(_ package: ModuleLandscape.Package, _ imported: Set<String>) -> Bool {
    loaders.contains { name in
      // Its server is started by a command.
      package.versions[name] != nil && (name != "fastify-cli" || package.commands.contains("fastify"))
    } || calledLoaders.contains { package.versions[$0] != nil && imported.contains($0) }
  }

  /// The major version of a package that a file gets; nil where nothing tells.
  func major(of name: String, for path: String) -> Int? { version(of: name, for: path)?.major }

  /// The version of a package that a file gets, or the least one that its manifest allows; nil where nothing tells.
  func version(of name: String, for path: String) -> PackageVersion? {
    first(around: path) { $0.versions[name] != nil }?.versions[name].flatMap { PackageVersion($0) }
  }
}

extension Program {
  /// The folder of the package around a file; "" where it is in none, or in that of the project.
  package func packageDirectory(of file: FileIndex) -> String { packages.directory(around: self[file].path) }

  /// The version of a package that a file gets, or the least one that its manifest allows; nil where nothing tells.
  package func version(of name: String, for file: FileIndex) -> PackageVersion? {
    packages.version(of: name, for: self[file].path)
  }
}
