/// Which packages the files of a program may use, and in which version.
struct PackageFacts {
  /// The packages of the project, the deepest folders first.
  private let packages: [ModuleLandscape.Package]

  init(_ landscape: ModuleLandscape) {
    packages = landscape.packages.sorted { $0.directory.utf8.count > $1.directory.utf8.count }
  }

  /// Folders of the packages that depend on one of these, the deepest first.
  func directories(dependingOn names: Set<String>) -> [String] {
    packages.filter { package in names.contains { package.versions[$0] != nil } }.map(\.directory)
  }

  func depends(_ path: String, on name: String) -> Bool {
    packages.contains { PathText.contains($0.directory, path) && $0.versions[name] != nil }
  }

  /// The folder of the package around a file; "" where it is in none.
  func directory(around path: String) -> String {
    packages.first { PathText.contains($0.directory, path) }?.directory ?? ""
  }

  /// The major version of a package that a file gets; nil where nothing tells.
  func major(of name: String, for path: String) -> Int? {
    for package in packages where PathText.contains(package.directory, path) {
      if let version = package.versions[name] { return Self.major(of: version) }
    }
    return nil
  }

  /// The version of a package that a file gets, or the least one that its manifest allows; nil where nothing tells.
  func version(of name: String, for path: String) -> PackageVersion? {
    for package in packages where PathText.contains(package.directory, path) {
      if let version = package.versions[name] { return PackageVersion(version) }
    }
    return nil
  }

  /// The first whole number of `4.18.2`, `^5.0.0`, `>=4 <6`, `npm:express@5.1.0`.
  private static func major(of version: String) -> Int? {
    let text = version.hasPrefix("npm:") ? version.split(separator: "@").last.map(String.init) ?? version : version
    guard let start = text.utf8.firstIndex(where: { $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
    return Int(text[start...].prefix { $0.isNumber })
  }
}

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
    let text = version.hasPrefix("npm:") ? version.split(separator: "@").last.map(String.init) ?? version : version
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

extension Program {
  /// The folder of the package around a file; "" where it is in none, or in that of the project.
  package func packageDirectory(of file: FileIndex) -> String { packages.directory(around: self[file].path) }

  /// The version of a package that a file gets, or the least one that its manifest allows; nil where nothing tells.
  package func version(of name: String, for file: FileIndex) -> PackageVersion? {
    packages.version(of: name, for: self[file].path)
  }
}
