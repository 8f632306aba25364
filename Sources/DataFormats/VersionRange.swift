import SourceText

/// A version: three numbers and whether something like `-rc.1` follows them.
package struct Version: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let major: Int
  package let minor: Int
  package let patch: Int
  /// "rc.1" of `4.0.0-rc.1`; empty for releases.
  package let prerelease: String

  package init(_ major: Int, _ minor: Int = 0, _ patch: Int = 0, prerelease: String = "") {
    self.major = major
    self.minor = minor
    self.patch = patch
    self.prerelease = prerelease
  }

  /// Reads a whole version: `v20.11.1`, `4.0.0-rc.1+build`; nil where it is none.
  package init?(_ text: String) {
    guard let part = PartialVersion(text[...]), let major = part.major, let minor = part.minor, let patch = part.patch
    else { return nil }
    self.init(major, minor, patch, prerelease: part.prerelease)
  }

  package var description: String {
    "\(major).\(minor).\(patch)" + (prerelease.isEmpty ? "" : "-\(prerelease)")
  }

  /// By numbers, then a pre-release before its release, then by the parts of the pre-release.
  package static func < (left: Version, right: Version) -> Bool {
    if left.major != right.major { return left.major < right.major }
    if left.minor != right.minor { return left.minor < right.minor }
    if left.patch != right.patch { return left.patch < right.patch }
    if left.prerelease == right.prerelease { return false }
    if left.prerelease.isEmpty || right.prerelease.isEmpty { return right.prerelease.isEmpty }
    let first = left.prerelease.parts(between: ".")
    let second = right.prerelease.parts(between: ".")
    for (left, right) in zip(first, second) where left != right {
      switch (Int(left), Int(right)) {
      case (let left?, let right?): return left < right
      case (nil, nil): return left.utf8.lexicographicallyPrecedes(right.utf8)
      case (let left, _): return left != nil
      }
    }
    return first.count < second.count
  }
}

/// A range of versions as npm writes them: `^4.17.1`, `>=18 <21 || 22.x`, `1.2 - 2`, `*`.
///
/// Source: the grammar of node-semver 7. What is no such range (`latest`, a URL) is nil, never a guess.
package struct VersionRange: Hashable, Sendable {
  /// A run of versions, the upper end left out.
  package struct Interval: Hashable, Sendable {
    package var lower: Version
    /// Nil where nothing ends it.
    package var upper: Version?

    var isEmpty: Bool { upper.map { $0 <= lower } ?? false }

    func intersection(_ other: Interval) -> Interval {
      Interval(
        lower: max(lower, other.lower),
        upper: [upper, other.upper].compactMap { $0 }.min())
    }
  }

  /// Not empty, in the order written.
  package let intervals: [Interval]

  private static let lengthLimit = 1000

  package init?(_ text: String) {
    guard text.utf8.count <= Self.lengthLimit else { return nil }
    var intervals: [Interval] = []
    var rest = text[...]
    while true {
      let end = rest.firstRange(of: "||")
      guard let found = Self.interval(rest[..<(end?.lowerBound ?? rest.endIndex)]) else { return nil }
      if !found.isEmpty { intervals.append(found) }
      guard let end else { break }
      rest = rest[end.upperBound...]
    }
    guard !intervals.isEmpty else { return nil }
    self.intervals = intervals
  }

  /// All versions from one on, up to another that is left out.
  package init(lower: Version, upper: Version?) { intervals = [Interval(lower: lower, upper: upper)] }

  /// Whether the version lies in the range. Pre-releases count as in the range their numbers lie in, which npm is
  /// stricter about.
  package func contains(_ version: Version) -> Bool {
    intervals.contains { $0.lower <= version && ($0.upper.map { version < $0 } ?? true) }
  }

  /// The lowest version that the range lets in.
  package var lowest: Version { intervals.map(\.lower).min() ?? Version(0) }

  /// Whether versions without end satisfy it.
  package var isOpen: Bool { intervals.contains { $0.upper == nil } }

  package func overlaps(_ other: VersionRange) -> Bool {
    intervals.contains { first in other.intervals.contains { !first.intersection($0).isEmpty } }
  }

  // MARK: Reading

  /// One alternative: comparators that must all hold.
  private static func interval(_ text: Substring) -> Interval? {
    let words = text.split { $0 == " " || $0 == "\t" || $0 == "," }
    if words.count == 3, words[1] == "-" {
      guard let from = PartialVersion(words[0]), let to = PartialVersion(words[2]) else { return nil }
      return Interval(lower: from.floor, upper: to.next)
    }
    var result = Interval(lower: Version(0), upper: nil)
    var index = 0
    while index < words.count {
      var word = words[index]
      // `>= 18` is written with a blank as often as not.
      if word.allSatisfy({ "<>=^~".contains($0) }), index + 1 < words.count {
        index += 1
        word = text[word.startIndex..<words[index].endIndex]
      }
      guard let next = comparator(word) else { return nil }
      result = result.intersection(next)
      index += 1
    }
    return result
  }

  private static func comparator(_ word: Substring) -> Interval? {
    let sign = word.prefix { "<>=^~".contains($0) }
    guard let part = PartialVersion(word[sign.endIndex...].drop { $0 == " " || $0 == "\t" }) else { return nil }
    let floor = part.floor
    switch sign {
    case "", "=", "==": return Interval(lower: floor, upper: part.next)
    case "^":
      guard let major = part.major else { return Interval(lower: floor, upper: nil) }
      if major > 0 || part.minor == nil { return Interval(lower: floor, upper: Version(major + 1)) }
      guard let minor = part.minor, minor == 0, let patch = part.patch else {
        return Interval(lower: floor, upper: Version(0, (part.minor ?? 0) + 1))
      }
      return Interval(lower: floor, upper: Version(0, 0, patch + 1))
    case "~", "~>":
      guard let major = part.major else { return Interval(lower: floor, upper: nil) }
      return Interval(lower: floor, upper: part.minor.map { Version(major, $0 + 1) } ?? Version(major + 1))
    case ">=": return Interval(lower: floor, upper: nil)
    case ">":
      guard let next = part.next else { return Interval(lower: floor, upper: floor) }
      return Interval(lower: next, upper: nil)
    case "<": return Interval(lower: Version(0), upper: floor)
    case "<=": return Interval(lower: Version(0), upper: part.next)
    default: return nil
    }
  }
}

/// A version that may lack its last numbers: `18`, `4.x`, `*`.
private struct PartialVersion {
  var major: Int?
  var minor: Int?
  var patch: Int?
  var prerelease = ""

  private static let numberLimit = 1_000_000_000

  init?(_ text: Substring) {
    var text = text
    if text.first == "v" || text.first == "V" || text.first == "=" { text = text.dropFirst() }
    if let plus = text.firstIndex(of: "+") { text = text[..<plus] }
    if let dash = text.firstIndex(of: "-") {
      prerelease = String(text[text.index(after: dash)...])
      text = text[..<dash]
    }
    if text.isEmpty { return }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 3 else { return nil }
    var numbers: [Int?] = []
    for part in parts {
      if ["x", "X", "*"].contains(part) {
        numbers.append(nil)
      } else {
        guard !part.isEmpty, part.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(part),
          number < Self.numberLimit
        else { return nil }
        // What follows an open place does not count.
        numbers.append(numbers.contains(where: { $0 == nil }) ? nil : number)
      }
    }
    major = numbers[0]
    minor = numbers.count > 1 ? numbers[1] : nil
    patch = numbers.count > 2 ? numbers[2] : nil
  }

  var floor: Version { Version(major ?? 0, minor ?? 0, patch ?? 0, prerelease: prerelease) }

  /// The first version behind all that it stands for; nil where it stands for every one.
  var next: Version? {
    guard let major else { return nil }
    guard let minor else { return Version(major + 1) }
    guard let patch else { return Version(major, minor + 1) }
    if !prerelease.isEmpty { return Version(major, minor, patch) }
    return Version(major, minor, patch + 1)
  }
}
