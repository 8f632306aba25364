import DataFormats

/// Which packages are of ES modules: what Node asks the nearest `package.json` for a `.js` file.
///
/// Node reads a package of type `commonjs` as CommonJS without exception. Bundlers do not, and their sources stand in such
/// packages, so that here only `module` decides, and everything else is left to the syntax.
struct PackageScope {
  private var known: [String: Bool] = [:]

  /// Whether the package around a file says `"type": "module"`. Folders are asked once.
  mutating func isModule(_ path: String) -> Bool {
    let folder = Self.folder(of: path.hasPrefix("/") ? path : "./\(path)")
    return isModule(folder: folder, levels: 0)
  }

  private mutating func isModule(folder: String, levels: Int) -> Bool {
    if let answer = known[folder] { return answer }
    let answer: Bool
    if let bytes = FileBytes.read("\(folder)/package.json") {
      answer = JSONParser.parse(bytes, dialect: .strict).root?["type"]?.isString("module") == true
    } else if folder.hasSuffix("/node_modules") || folder.isEmpty || levels > 100 {
      answer = false
    } else {
      answer = isModule(folder: Self.parent(of: folder), levels: levels + 1)
    }
    known[folder] = answer
    return answer
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return String(path[..<slash])
  }

  /// Above a relative path without names left, one goes up by `..`.
  private static func parent(of folder: String) -> String {
    if folder == "." || folder.hasSuffix("/..") || folder == ".." { return "\(folder)/.." }
    return self.folder(of: folder)
  }
}
