/// A range as package managers read it: `^1.2`, `~1.2.3`, `1.x`, `>=1 <3`, `1.2 - 2.3`, `a || b`.
///
/// Source: the grammar in the README of npm's semver package. Tags, addresses and protocols are no ranges.
package struct VersionRange: Hashable, Sendable {
  fileprivate enum Relation: Sendable { case less, lessOrEqual, greater, greaterOrEqual, equal }

  fileprivate struct Comparator: Hashable, Sendable {
    let relation: Relation
    let version: SemanticVersion

    func admits(_ other: SemanticVersion) -> Bool {
      switch relation {
      case .less: other < version
      case .lessOrEqual: other <= version
      case .greater: other > version
      case .greaterOrEqual: other >= version
      case .equal: other == version
      }
    }
  }

  /// Any of the sets may hold; in a set, all comparators. An empty set admits every release.
  private let sets: [[Comparator]]

  /// Nil where the text is no range.
  package init?(_ text: String) {
    var sets: [[Comparator]] = []
    for part in Self.alternatives(of: text) {
      guard let set = Self.comparators(of: part) else { return nil }
      sets.append(set)
    }
    self.sets = sets
  }

  /// Whether a version is admitted. Prereleases are admitted only beside a bound that is a prerelease of the same numbers.
  package func contains(_ version: SemanticVersion) -> Bool {
    sets.contains { set in
      guard set.allSatisfy({ $0.admits(version) }) else { return false }
      return version.prerelease.isEmpty
        || set.contains { !$0.version.prerelease.isEmpty && $0.version.hasSameNumbers(as: version) }
    }
  }

  /// Whether each alternative ends somewhere.
  package var isBoundedAbove: Bool {
    sets.allSatisfy { set in
      set.contains { [.less, .lessOrEqual, .equal].contains($0.relation) }
    }
  }

  /// Whether exactly one version is admitted.
  package var isExact: Bool { sets.count == 1 && sets[0].count == 1 && sets[0][0].relation == .equal }

  /// The lowest version that a bound names; 0.0.0 where nothing bounds it below. The bound itself may be excluded.
  package var lowerBound: SemanticVersion {
    sets.map { set in
      set.filter { [.greater, .greaterOrEqual, .equal].contains($0.relation) }.map(\.version).max()
        ?? SemanticVersion(0, 0, 0)
    }.min() ?? SemanticVersion(0, 0, 0)
  }

  /// The lowest majors of the alternatives, ascending: of `^1 || ^3` these are 1 and 3.
  package var lowestMajors: [Int] {
    Set(
      sets.map { set in
        set.filter { [.greater, .greaterOrEqual, .equal].contains($0.relation) }.map(\.version).max()?.major ?? 0
      }
    ).sorted()
  }
}

extension VersionRange {
  private static func alternatives(of text: String) -> [Substring] {
    text.split(separator: "||", omittingEmptySubsequences: false)
  }

  private static func comparators(of part: Substring) -> [Comparator]? {
    // A blank may stand between a sign and its version.
    var words: [Substring] = []
    var sign = ""
    var signed: [String] = []
    for word in part.split(whereSeparator: \.isWhitespace) {
      words.append(word)
      if word.allSatisfy({ "<>=~^".contains($0) }) {
        sign += word
      } else {
        signed.append(sign + word)
        sign = ""
      }
    }
    guard sign.isEmpty else { return nil }
    if words.count == 3, words[1] == "-" { return hyphen(words[0], words[2]) }
    var result: [Comparator] = []
    for word in signed {
      guard let set = simple(word) else { return nil }
      result += set
    }
    return result
  }

  /// `1.2 - 2.3`: the end is included, and all that is missing in it.
  private static func hyphen(_ from: Substring, _ to: Substring) -> [Comparator]? {
    guard let low = PartialVersion(from), let high = PartialVersion(to) else { return nil }
    return [Comparator(relation: .greaterOrEqual, version: low.lowest)] + upTo(high)
  }

  private static func upTo(_ high: PartialVersion) -> [Comparator] {
    guard let major = high.major else { return [] }
    guard let minor = high.minor else { return [below(major + 1, 0)] }
    guard let patch = high.patch else { return [below(major, minor + 1)] }
    return [
      Comparator(relation: .lessOrEqual, version: SemanticVersion(major, minor, patch, prerelease: high.prerelease))
    ]
  }

  /// Below a version and all its prereleases.
  private static func below(_ major: Int, _ minor: Int, _ patch: Int = 0) -> Comparator {
    Comparator(relation: .less, version: SemanticVersion(major, minor, patch, prerelease: [.number(0)]))
  }

  private static func simple(_ word: String) -> [Comparator]? {
    let sign = word.prefix { "<>=~^".contains($0) }
    guard let version = PartialVersion(word.dropFirst(sign.count)) else { return nil }
    switch sign {
    case "", "=", "==": return equal(version)
    case "^": return caret(version)
    case "~", "~>", "~=": return tilde(version)
    case ">=", "=>", "^>=":
      return version.major == nil ? [] : [Comparator(relation: .greaterOrEqual, version: version.lowest)]
    case ">": return greater(version)
    case "<":
      return [Comparator(relation: .less, version: version.patch == nil ? below(version.lowest) : version.lowest)]
    case "<=", "=<": return upTo(version)
    default: return nil
    }
  }

  private static func below(_ version: SemanticVersion) -> SemanticVersion {
    SemanticVersion(version.major, version.minor, version.patch, prerelease: [.number(0)])
  }

  private static func greater(_ version: PartialVersion) -> [Comparator] {
    guard let major = version.major else { return [below(0, 0)] }
    guard let minor = version.minor else {
      return [Comparator(relation: .greaterOrEqual, version: SemanticVersion(major + 1, 0, 0))]
    }
    guard version.patch != nil else {
      return [Comparator(relation: .greaterOrEqual, version: SemanticVersion(major, minor + 1, 0))]
    }
    return [Comparator(relation: .greater, version: version.lowest)]
  }

  private static func equal(_ version: PartialVersion) -> [Comparator] {
    guard let major = version.major else { return [] }
    let start = Comparator(relation: .greaterOrEqual, version: version.lowest)
    guard let minor = version.minor else { return [start, below(major + 1, 0)] }
    guard version.patch != nil else { return [start, below(major, minor + 1)] }
    return [Comparator(relation: .equal, version: version.lowest)]
  }

  private static func tilde(_ version: PartialVersion) -> [Comparator] {
    guard let major = version.major else { return [] }
    let start = Comparator(relation: .greaterOrEqual, version: version.lowest)
    guard let minor = version.minor else { return [start, below(major + 1, 0)] }
    return [start, below(major, minor + 1)]
  }

  /// The leftmost number that is not zero stays.
  private static func caret(_ version: PartialVersion) -> [Comparator] {
    guard let major = version.major else { return [] }
    let start = Comparator(relation: .greaterOrEqual, version: version.lowest)
    guard major == 0, let minor = version.minor else { return [start, below(major + 1, 0)] }
    guard minor == 0, let patch = version.patch else { return [start, below(0, minor + 1)] }
    return [start, below(0, 0, patch + 1)]
  }
}
