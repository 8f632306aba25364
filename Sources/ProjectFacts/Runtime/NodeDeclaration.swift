package import DataFormats
package import SourceText

/// A place that says with which Node.js a package runs.
package struct NodeDeclaration: Sendable {
  package enum Kind: Int, Sendable, CaseIterable {
    /// `engines.node`, `devEngines.runtime` of a manifest: a range.
    case engines
    /// `volta.node`
    case volta
    /// `.nvmrc`, `.node-version`, `.tool-versions`, `mise.toml`
    case versionFile
    /// The image that the final stage of a Dockerfile stands on.
    case image
    /// What continuous integration sets up; a matrix is several.
    case workflow
    /// The runtime that a platform is asked for: serverless functions, App Engine.
    case platform
    /// The major version of `@types/node`: no more than a hint.
    case types
  }

  package let kind: Kind
  /// Relative to the boundary root.
  package let path: String
  package let span: Span
  /// As written: "16-alpine", ">=14", "lts/hydrogen".
  package let written: String
  package let versions: Versions
  /// The folder of the package it speaks of.
  package let directory: String

  package enum Versions: Hashable, Sendable {
    case range(VersionRange)
    /// The newest line with long-term support.
    case longTerm
    /// The newest line.
    case current
  }

  /// What the file is called, for messages.
  package var name: String { RelativePath.name(of: path) }

  /// The release lines that satisfy it, of those that are out on a day, lowest first.
  package func lines(on day: Int) -> [Int] {
    switch versions {
    case .range(let range):
      return NodeReleases.all.filter { release in
        release.first <= day && range.overlaps(Self.line(release.line))
      }.map(\.line)
    case .longTerm: return NodeReleases.longTerm(on: day).map { [$0.line] } ?? []
    case .current: return NodeReleases.current(on: day).map { [$0.line] } ?? []
    }
  }

  /// All versions of a line; those before 4 are one.
  private static func line(_ number: Int) -> VersionRange {
    VersionRange(lower: Version(number), upper: Version(number == 0 ? 4 : number + 1))
  }

  /// The lowest version it lets in; nil for names that move.
  package var lowest: Version? {
    if case .range(let range) = versions { return range.lowest }
    return nil
  }
}

/// What a project says of the Node.js it runs with.
package struct NodeDeclarations: Sendable {
  /// In byte order of paths, then by place.
  package let all: [NodeDeclaration]

  package init(_ project: Project) {
    var reader = NodeDeclarationReader(project)
    reader.read()
    all = reader.declarations.sorted { ($0.path, $0.span) < ($1.path, $1.span) }
  }

  /// Those that speak of the package in a folder, or of a package around it.
  package func governing(_ directory: String) -> [NodeDeclaration] {
    all.filter { RelativePath.isInside(directory, $0.directory) }
  }

  /// The lowest version that a package says it runs with, and where it says so: the first of engines, version files,
  /// images, continuous integration and platforms that names one, the package's own before those around it.
  package func floor(of directory: String) -> (version: Version, declaration: NodeDeclaration)? {
    let order: [NodeDeclaration.Kind] = [.engines, .volta, .versionFile, .image, .platform, .workflow]
    let candidates = governing(directory).sorted { $0.directory.utf8.count > $1.directory.utf8.count }
    for kind in order {
      let found = candidates.filter { $0.kind == kind }
      guard let nearest = found.first?.directory else { continue }
      let lowest = found.filter { $0.directory == nearest }.compactMap { declaration in
        declaration.lowest.map { (version: $0, declaration: declaration) }
      }.min { $0.version < $1.version }
      if let lowest { return lowest }
    }
    return nil
  }
}
