import SourceText

/// The beginning of a version: `0.21` of `^0.21.4`.
package struct PackageVersion: Sendable, Hashable, Comparable {
  package var major: Int
  package var minor: Int

  package init(major: Int, minor: Int) {
    self.major = major
    self.minor = minor
  }

  /// Reads `4.18.2`, `^5.0.0`, `>=4 <6`, `npm:express@5.1.0`; nil where there is no number.
  init?(_ version: String) {
    let text = version.hasPrefix("npm:") ? version.parts(between: "@").last.map(String.init) ?? version : version
    let digits = text.utf8.drop { !($0 >= 0x30 && $0 <= 0x39) }
    let parts = digits.prefix { $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2E }.split(separator: 0x2E)
    guard let first = parts.first, let major = Int(Substring(first)) else { return nil }
    self.major = major
    minor = parts.dropFirst().first.flatMap { Int(Substring($0)) } ?? 0
  }

  package static func < (left: PackageVersion, right: PackageVersion) -> Bool {
    (left.major, left.minor) < (right.major, right.minor)
  }
}
