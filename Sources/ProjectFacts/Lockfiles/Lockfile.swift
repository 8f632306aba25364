import DataFormats
package import SourceText

/// What a package manager resolved, in one shape for all of them: packages, who needs whom, and what each of the project's
/// own packages asks for.
package struct Lockfile: Sendable {
  package enum Format: Hashable, Sendable {
    /// `package-lock.json` and `npm-shrinkwrap.json`, version 1, 2 or 3.
    case npm(version: Int)
    case yarnClassic
    case yarnBerry(version: Int)
    /// The version as written: "5.4", "6.0", "9.0".
    case pnpm(version: String)
    case bun(version: Int)
  }

  /// Relative to the boundary root.
  package let path: String
  package let format: Format
  package let packages: [LockedPackage]
  package let importers: [LockfileImporter]
  /// Packages whose ranges the project overrides, as far as the lockfile says so.
  package let overridden: Set<String>

  /// The packages each package needs in production, as one array cut by `edgeStarts`.
  let edgeStarts: [UInt32]
  let edgeTargets: [UInt32]

  private let importerIndices: [String: Int]

  init(
    path: String, format: Format, packages: [LockedPackage], importers: [LockfileImporter], edges: [(Int, Int)],
    overridden: Set<String> = []
  ) {
    self.path = path
    self.format = format
    self.packages = packages
    self.importers = importers
    self.overridden = overridden
    importerIndices = Dictionary(
      importers.enumerated().map { ($0.element.directory, $0.offset) }, uniquingKeysWith: { first, _ in first })
    var starts = [UInt32](repeating: 0, count: packages.count + 1)
    for (from, _) in edges { starts[from + 1] += 1 }
    for index in 0..<packages.count { starts[index + 1] += starts[index] }
    var next = starts
    var targets = [UInt32](repeating: 0, count: edges.count)
    for (from, to) in edges {
      targets[Int(next[from])] = UInt32(truncatingIfNeeded: to)
      next[from] += 1
    }
    edgeStarts = starts
    edgeTargets = targets
  }

  /// What the package in this folder (relative to the boundary root) asks for.
  package func importer(inDirectory directory: String) -> LockfileImporter? {
    importerIndices[directory].map { importers[$0] }
  }

  /// The packages `packages[index]` needs in production: dependencies, and optional and
  /// peer dependencies that are there. Optional peers are left out: they are used where somebody else installs them.
  package func needs(of index: Int) -> [Int] {
    edgeTargets[Int(edgeStarts[index])..<Int(edgeStarts[index + 1])].map(Int.init)
  }
}

/// One installed package.
package struct LockedPackage: Sendable {
  package let name: String
  package let version: String
  /// The lockfile's own key: "node_modules/a/node_modules/b", "/a/1.0.0", "a@npm:^1".
  package let key: String
  /// Where the lockfile speaks of it, where that is known.
  package let span: Span?
  /// A package of the project itself: workspace members and folders linked in. Never counted.
  package let isLocal: Bool
  /// What the lockfile says about its need; nil where the format does not say.
  package let isDevelopmentOnly: Bool?
  package let isOptional: Bool?
  package var origin = PackageOrigin()
  /// What the registry said against it when the lockfile was written; nil where it said nothing, or the format has no
  /// place for that.
  package var deprecation: String?
  /// Whether scripts of its own run when it is installed; nil where the format does not say.
  package var hasInstallScript: Bool?
  /// Commands it brings; empty where it has none, or the format does not say.
  package var commands: [String] = []
  /// Versions of Node it is made for, as it says: `engines.node`.
  package var nodeRange: String?
  /// What it expects beside itself, in lockfiles of npm; empty where it expects nothing, or the format does not say.
  package var peers: [String] = []
}

/// Where a package comes from, and what proves that it is what was locked.
package struct PackageOrigin: Sendable {
  /// How a download is held against the lockfile.
  package enum Integrity: Sendable {
    case missing
    /// SHA-1 or MD5 alone.
    case weak
    case strong
  }

  /// The address it was downloaded from, or the reference in its place; nil where the lockfile leaves it to the registry.
  package var address: String?
  /// Where the lockfile says so.
  package var span: Span?
  package var integrity = Integrity.missing
  /// Lies in the archive of another package: it has no address and no hash of its own.
  package var isBundled = false

  /// The host of an address on the network.
  package var host: String? { address.flatMap(Self.host) }

  /// "https://user@host:443/path" gives "host"; nil where no host is named.
  package static func host(of address: String) -> String? {
    guard let start = address.utf8.firstIndex(of: UInt8(ascii: ":")),
      address.utf8[start...].starts(with: "://".utf8)
    else { return nil }
    let rest = address.utf8[address.utf8.index(start, offsetBy: 3)...]
    let authority = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    let host =
      (authority.lastIndex(of: UInt8(ascii: "@")).map { authority[authority.index(after: $0)...] } ?? authority)
      .prefix { $0 != UInt8(ascii: ":") }
    return host.isEmpty ? nil : String(decoding: host, as: UTF8.self).lowercased()
  }
}

extension PackageOrigin.Integrity {
  /// "sha512-… sha1-…": the strongest counts.
  init(_ text: String?) {
    guard let text, !text.isEmpty else {
      self = .missing
      return
    }
    let isStrong = text.parts(between: " ").contains { !$0.hasPrefix("sha1-") && !$0.hasPrefix("md5-") }
    self = isStrong ? .strong : .weak
  }
}

/// One of the project's own packages as the lockfile sees it.
package struct LockfileImporter: Sendable {
  package struct Dependency: Sendable {
    package let name: String
    package let section: DependencySection
    /// The index of the package it resolved to; nil where it is not in the lockfile, as optional ones may be.
    package let package: Int?
    /// What the lockfile says was asked for; nil where it does not repeat that.
    package var range: String?
    /// Whether the lockfile speaks of exactly this range; false where only the name led to the package.
    package var isExact = true
  }

  /// Relative to the boundary root.
  package let directory: String
  package let dependencies: [Dependency]
}

/// Collects what a reader finds, and becomes a lockfile.
struct LockfileBuilder {
  private(set) var packages: [LockedPackage] = []
  private(set) var importers: [LockfileImporter] = []
  private var edges: [(Int, Int)] = []
  var overridden: Set<String> = []

  mutating func add(_ package: LockedPackage) -> Int {
    packages.append(package)
    return packages.count - 1
  }

  mutating func connect(_ from: Int, to: Int) { edges.append((from, to)) }

  /// An importer; `node` is its own package, through which others that depend on it reach what it needs.
  mutating func addImporter(directory: String, node: Int?, _ dependencies: [LockfileImporter.Dependency]) {
    importers.append(LockfileImporter(directory: directory, dependencies: dependencies))
    guard let node else { return }
    for dependency in dependencies where dependency.section != .devDependencies {
      if let target = dependency.package { connect(node, to: target) }
    }
  }

  func build(path: String, format: Lockfile.Format) -> Lockfile {
    Lockfile(
      path: path, format: format, packages: packages, importers: importers, edges: edges, overridden: overridden)
  }
}

/// Why a lockfile gives no graph.
enum LockfileProblem: Error {
  /// One sentence without a full stop.
  case unsupported(String)
  case malformed(Span, String)

  /// The first of what is wrong ends the reading: half a graph would count wrongly.
  static func check(_ problems: [FormatProblem]) throws(LockfileProblem) {
    if let problem = problems.first { throw .malformed(problem.span, problem.message) }
  }
}
