import DataFormats
import SourceText

/// Which folders list which packages as members, by npm's, yarn's, bun's, pnpm's, lerna's and rush's files.
package struct Workspaces: Sendable {
  package struct Root: Sendable {
    /// Relative to the boundary root.
    package let directory: String
    /// The file that lists the members.
    package let listedIn: String
    package let manager: Manager
    let patterns: [Pattern]
  }

  package enum Manager: String, Sendable { case manifest, pnpm, lerna, rush }

  struct Pattern: Sendable {
    let glob: Glob
    let isNegated: Bool

    /// A pattern as written; nil where it is empty. "./packages/*/" is "packages/*".
    init?(_ written: String) {
      var text = Substring(written)
      isNegated = text.hasPrefix("!")
      if isNegated { text = text.dropFirst() }
      while text.hasPrefix("./") { text = text.dropFirst(2) }
      while text.hasPrefix("/") { text = text.dropFirst() }
      while text.hasSuffix("/") { text = text.dropLast() }
      guard !text.isEmpty, text != "." else { return nil }
      glob = Glob(String(text))
    }
  }

  package private(set) var roots: [Root] = []

  mutating func add(directory: String, listedIn file: String, manager: Manager, globs: [String]) {
    roots.append(
      Root(directory: directory, listedIn: file, manager: manager, patterns: globs.compactMap(Pattern.init)))
  }

  /// The roots above `directory` that list it, nearest first.
  package func roots(listing directory: String) -> [Root] {
    roots.filter { $0.lists(directory) }.sorted { $0.directory.utf8.count > $1.directory.utf8.count }
  }

  /// Whether the folder is itself the root of a workspace.
  package func isRoot(_ directory: String) -> Bool { roots.contains { $0.directory == directory } }
}

extension Workspaces.Root {
  /// Whether a member's folder is listed: matched by a pattern, and by no negated one after it.
  func lists(_ member: String) -> Bool {
    guard member != directory, RelativePath.isInside(member, directory) else { return false }
    let relative = directory.isEmpty ? member : String(member.dropFirst(directory.count + 1))
    var isListed = false
    for pattern in patterns where pattern.isNegated == isListed {
      if pattern.glob.matches(relative) { isListed = !pattern.isNegated }
    }
    return isListed
  }
}
