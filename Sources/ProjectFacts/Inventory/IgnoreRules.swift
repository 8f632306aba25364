package import SourceText

/// The line of an ignore file that keeps a path out of the repository.
package struct IgnoreMatch: Hashable, Sendable {
  /// Path of the ignore file, relative to the boundary root; `.git/info/exclude` for git's own.
  package let file: String
  /// The pattern's bytes in that file, without line end and trailing spaces.
  package let span: Span
  /// The pattern as written.
  package let pattern: String
}

/// Every ignore file of a project, with git's semantics: nested files, order, negation, anchors, folders only.
///
/// Global excludes of the machine's user are not consulted: they are no fact about the project.
/// Source of the semantics: gitignore(5).
package struct IgnoreRules: Sendable {
  /// Outermost first; `.git/info/exclude` before everything.
  private(set) var files: [IgnoreFile] = []

  /// The match that keeps `path` out, on its own account or a folder's above it; nil where nothing does.
  package func ignored(_ path: String, isDirectory: Bool = false) -> IgnoreMatch? {
    var path = path
    return path.withUTF8 { bytes in
      for end in 0..<bytes.count where bytes[end] == UInt8(ascii: "/") {
        let folder = UnsafeBufferPointer(rebasing: bytes[..<end])
        if let (file, rule) = decide(folder, isDirectory: true), !rule.isNegated { return file.match(rule) }
      }
      guard let (file, rule) = decide(bytes, isDirectory: isDirectory), !rule.isNegated else { return nil }
      return file.match(rule)
    }
  }

  /// The last rule that speaks about exactly this path; the folders above it are taken to be included.
  func decide(_ path: UnsafeBufferPointer<UInt8>, isDirectory: Bool) -> (file: IgnoreFile, rule: IgnoreRule)? {
    var nameStart = path.count
    while nameStart > 0, path[nameStart - 1] != UInt8(ascii: "/") { nameStart -= 1 }
    for file in files.reversed() where file.governs(path) {
      if let rule = file.lastMatch(path, nameStart: nameStart, isDirectory: isDirectory) { return (file, rule) }
    }
    return nil
  }

  mutating func add(_ file: IgnoreFile) {
    if !file.rules.isEmpty { files.append(file) }
  }
}
