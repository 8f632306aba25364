/// Functions that list files by a pattern, their first argument.
enum Globbing {
  static let functions: Set<String> = [
    "glob#sync", "glob#globSync", "glob#glob", "glob#glob.sync", "glob()", "glob", "fast-glob#sync", "fast-glob",
    "globby#sync", "globby#globbySync", "globby#globby", "globby", "tinyglobby#globSync", "tinyglobby#glob",
    "node:fs#globSync", "node:fs/promises#glob", "require-glob#sync",
  ]

  /// A pattern of names without the endings that source code has: what is listed as `*.js` is written as `*.ts`.
  static func withoutEnding(_ pattern: String) -> String {
    guard let dot = pattern.lastIndex(of: "."), dot > (pattern.lastIndex(of: "/") ?? pattern.startIndex),
      pattern[dot...].dropFirst().allSatisfy({ "jtsmcx{},[]()?@+|".contains($0) })
    else { return pattern }
    return String(pattern[..<dot])
  }
}
