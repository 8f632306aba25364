/// What a baseline said about the findings of a run.
public struct BaselineOutcome: Sendable {
  /// Findings it accepts, in the order of the report: told as unchanged by SARIF, counted by the other formats.
  public var accepted: [Finding]
  /// Its entries whose finding is gone, in the order of the file.
  public var fixed: [BaselineEntry]

  public init(accepted: [Finding], fixed: [BaselineEntry]) {
    self.accepted = accepted
    self.fixed = fixed
  }
}

/// One accepted finding, as a baseline remembers it.
public struct BaselineEntry: Hashable, Sendable {
  /// Relative to the root of the repository.
  public var path: String
  public var rule: String
  /// `nodevet/v1`: 32 hexadecimal digits, a colon, the ordinal.
  public var fingerprint: String

  public init(path: String, rule: String, fingerprint: String) {
    self.path = path
    self.rule = rule
    self.fingerprint = fingerprint
  }
}

extension BaselineEntry: Comparable {
  public static func < (left: BaselineEntry, right: BaselineEntry) -> Bool {
    if left.path != right.path { return left.path.utf8.lexicographicallyPrecedes(right.path.utf8) }
    if left.rule != right.rule { return left.rule.utf8.lexicographicallyPrecedes(right.rule.utf8) }
    return left.fingerprint.utf8.lexicographicallyPrecedes(right.fingerprint.utf8)
  }
}
