/// A version as semver.org 2.0.0 defines it; build metadata is read and forgotten.
package struct SemanticVersion: Hashable, Comparable, Sendable {
  package enum Identifier: Hashable, Comparable, Sendable {
    case number(Int)
    case text(String)

    /// Numbers come before words.
    package static func < (left: Identifier, right: Identifier) -> Bool {
      switch (left, right) {
      case (.number(let left), .number(let right)): left < right
      case (.text(let left), .text(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
      case (.number, .text): true
      case (.text, .number): false
      }
    }
  }

  package let major: Int
  package let minor: Int
  package let patch: Int
  package let prerelease: [Identifier]

  package init(_ major: Int, _ minor: Int, _ patch: Int, prerelease: [Identifier] = []) {
    self.major = major
    self.minor = minor
    self.patch = patch
    self.prerelease = prerelease
  }

  /// "1.2.3", "v1.2.3-beta.1+build": all three numbers are there. Nil for everything else.
  package init?(_ text: some StringProtocol) {
    guard let partial = PartialVersion(text), let minor = partial.minor, let patch = partial.patch,
      let major = partial.major
    else { return nil }
    self.init(major, minor, patch, prerelease: partial.prerelease)
  }

  package static func < (left: SemanticVersion, right: SemanticVersion) -> Bool {
    if left.major != right.major { return left.major < right.major }
    if left.minor != right.minor { return left.minor < right.minor }
    if left.patch != right.patch { return left.patch < right.patch }
    // A release comes after its prereleases.
    if left.prerelease.isEmpty || right.prerelease.isEmpty {
      return !left.prerelease.isEmpty && right.prerelease.isEmpty
    }
    return left.prerelease.lexicographicallyPrecedes(right.prerelease)
  }

  func hasSameNumbers(as other: SemanticVersion) -> Bool {
    major == other.major && minor == other.minor && patch == other.patch
  }
}

/// A version whose last numbers may be missing or a wildcard: "1", "1.x", "*".
struct PartialVersion {
  /// Nil where a wildcard stands, or nothing.
  var major: Int?
  var minor: Int?
  var patch: Int?
  var prerelease: [SemanticVersion.Identifier] = []

  init?(_ text: some StringProtocol) {
    var rest = Substring(text)
    while let first = rest.first, first == "v" || first == "V" || first == "=" { rest = rest.dropFirst() }
    if let plus = rest.firstIndex(of: "+") { rest = rest[..<plus] }
    var numbers = rest
    if let dash = rest.firstIndex(of: "-") {
      numbers = rest[..<dash]
      for part in rest[rest.index(after: dash)...].split(separator: ".", omittingEmptySubsequences: false) {
        guard !part.isEmpty, part.utf8.allSatisfy(Self.isIdentifier) else { return nil }
        prerelease.append(Int(part).map { .number($0) } ?? .text(String(part)))
      }
    }
    if numbers.isEmpty {
      guard prerelease.isEmpty, text.isEmpty else { return nil }
      return
    }
    let parts = numbers.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 3 else { return nil }
    var values: [Int?] = []
    var isOpen = false
    for part in parts {
      if ["x", "X", "*"].contains(part) {
        isOpen = true
      } else {
        guard !part.isEmpty, part.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(part),
          number < 1 << 53
        else { return nil }
        // Behind a wildcard numbers say nothing.
        values.append(isOpen ? nil : number)
        continue
      }
      values.append(nil)
    }
    major = values.first ?? nil
    minor = values.count > 1 ? values[1] : nil
    patch = values.count > 2 ? values[2] : nil
    if patch == nil { prerelease = [] }
  }

  private static func isIdentifier(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"): true
    default: false
    }
  }

  /// The lowest version it stands for.
  var lowest: SemanticVersion { SemanticVersion(major ?? 0, minor ?? 0, patch ?? 0, prerelease: prerelease) }
}
