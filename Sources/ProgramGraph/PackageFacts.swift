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

  /// The first whole number of `4.18.2`, `^5.0.0`, `>=4 <6`, `npm:express@5.1.0`.
  private static func major(of version: String) -> Int? {
    let text = version.hasPrefix("npm:") ? version.split(separator: "@").last.map(String.init) ?? version : version
    guard let start = text.utf8.firstIndex(where: { $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
    return Int(text[start...].prefix { $0.isNumber })
  }
}
