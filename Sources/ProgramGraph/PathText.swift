import SourceText

/// Paths as text, relative to the project's root with forward slashes; nothing is looked up.
package enum PathText {
  package static func directory(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return String(path[..<slash])
  }

  package static func name(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path[path.utf8.index(after: slash)...])
  }

  static func withoutExtension(_ path: String) -> String {
    let name = name(of: path)
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot != name.startIndex else { return path }
    return String(path.dropLast(name.utf8.distance(from: dot, to: name.utf8.endIndex)))
  }

  /// Where the source of something may stand that a path names in a folder for what is built, by the customs of compilers:
  /// `dist/x` is made of `src/x` or `x`. The paths are relative to the package.
  static func sources(ofBuilt path: String) -> [String] {
    outputs.filter { path.hasPrefix($0) }.flatMap { output -> [String] in
      let rest = String(path.dropFirst(output.utf8.count))
      return ["src/" + rest, rest]
    }
  }

  private static let outputs = ["dist/", "build/", "lib/", "out/", "dist/src/", "dist/cjs/", "dist/esm/"]

  /// Joins and removes `.` and `..`; what would leave the root stays at the root's edge with its `..` kept.
  package static func join(_ base: String, _ relative: String) -> String {
    if let plain = joinPlain(base, relative) { return plain }
    var parts = base.isEmpty ? [] : base.parts(between: "/").map(Substring.init)
    for part in relative.parts(between: "/") {
      if part == "." { continue }
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }

  /// The most frequent case: a clean base, and a relative path that at most begins with `./` or `../`.
  private static func joinPlain(_ base: String, _ relative: String) -> String? {
    if base.utf8.first == UInt8(ascii: ".") || base.utf8.first == UInt8(ascii: "/")
      || base.utf8.last == UInt8(ascii: "/")
    {
      return nil
    }
    var base = base[...]
    var rest = relative[...]
    while true {
      if rest.hasPrefix("./") {
        rest = rest.dropFirst(2)
      } else if rest.hasPrefix("../"), !base.isEmpty {
        rest = rest.dropFirst(3)
        base = base.utf8.lastIndex(of: UInt8(ascii: "/")).map { base[..<$0] } ?? ""
      } else {
        break
      }
    }
    var previous = UInt8(ascii: "/")
    for byte in rest.utf8 {
      // `..`, `./`, `//` and what ends in a slash need a closer look.
      if previous == UInt8(ascii: "/"), byte == previous || byte == UInt8(ascii: ".") { return nil }
      previous = byte
    }
    if previous == UInt8(ascii: "/") { return nil }
    return base.isEmpty ? String(rest) : base + "/" + rest
  }

  /// Whether `path` lies in `directory` ("" holds everything).
  package static func contains(_ directory: String, _ path: String) -> Bool {
    directory.isEmpty || (path.hasPrefix(directory) && path.utf8.dropFirst(directory.utf8.count).first == 0x2F)
  }

  /// What the `*` of a pattern stands for in `text`; "" for an exact match, nil for none.
  static func match(_ pattern: String, _ text: String) -> String? {
    guard let star = pattern.firstIndex(of: "*") else { return pattern == text ? "" : nil }
    let head = pattern[..<star]
    let tail = pattern[pattern.index(after: star)...]
    guard text.utf8.count >= head.utf8.count + tail.utf8.count, text.hasPrefix(head), text.hasSuffix(tail) else {
      return nil
    }
    return String(text.dropFirst(head.count).dropLast(tail.count))
  }
}
