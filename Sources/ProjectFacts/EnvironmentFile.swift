package import DataFormats

/// An environment file of the project, parsed.
package struct EnvironmentFile: Sendable {
  /// Relative to the boundary root.
  package let path: String
  /// Whether git's index lists it; nil where tracking is not known.
  package let isTracked: Bool?
  package let contents: DotenvFile

  package var name: String { RelativePath.name(of: path) }
  package var entries: [DotenvEntry] { contents.entries }
}
