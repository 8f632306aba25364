public import SourceText

/// What an audit read, what it left out on purpose, and what it could not examine.
///
/// *Clean* must mean *read and found nothing*: every file of the project is in exactly one of the three.
public struct Coverage: Hashable, Sendable {
  /// Number of files read and understood.
  public var examined: Int
  /// Left out on purpose, by reason; counted, not a gap.
  public var excluded: [Exclusion]
  /// Could not be examined: each is a gap, and makes the exit code 3 where nothing worse does.
  public var gaps: [CoverageGap]
  /// What the language forbids in files that were examined all the same: one each, their first. The exit code does not
  /// change.
  public var earlyErrors: [CoverageGap]

  public init(
    examined: Int = 0, excluded: [Exclusion] = [], gaps: [CoverageGap] = [], earlyErrors: [CoverageGap] = []
  ) {
    self.examined = examined
    self.excluded = excluded
    self.gaps = gaps
    self.earlyErrors = earlyErrors
  }

  /// A group of files that were left out for one reason: "minified", "vendored folder", "ignored".
  public struct Exclusion: Hashable, Sendable {
    public var reason: String
    public var paths: [String]

    public init(reason: String, paths: [String]) {
      self.reason = reason
      self.paths = paths
    }
  }
}

/// Something that could not be examined, with the place and the reason.
public struct CoverageGap: Hashable, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case syntaxError = "syntax-error"
    case unsupportedDialect = "unsupported-dialect"
    case unsupportedFormat = "unsupported-format"
    case malformedFile = "malformed-file"
    case unreadable
    case limit
    case linkLeavingTree = "link-leaving-tree"
    /// Only among `Coverage.earlyErrors`.
    case earlyError = "early-error"
  }

  public var kind: Kind
  public var path: String
  /// Where in the file, if anywhere in particular.
  public var span: Span?
  /// 1-based line and UTF-16 column of `span`, so that reports need not read the file again.
  public var position: Position?
  /// One sentence without a full stop.
  public var message: String

  public init(kind: Kind, path: String, span: Span? = nil, position: Position? = nil, message: String) {
    self.kind = kind
    self.path = path
    self.span = span
    self.position = position
    self.message = message
  }
}
