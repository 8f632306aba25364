import SourceText

/// Packages that load the files of a folder by their names. Sources: the READMEs of the packages, 2026.
enum FolderLoaders {
  /// What gives an object with a member for each file, and one such object for each folder below.
  private static let tables = [
    "requireindex()", "require-directory()", "require-all()", "require-dir()", "auto-load()", "include-all()",
  ]

  /// The names that lead from the folder that was loaded to the one an external path stands for: `[]` for the folder
  /// itself, `["admin", "users"]` of `require-dir().admin.users`. nil for all other paths.
  static func folders(to path: String) -> [Substring]? {
    guard let table = tables.first(where: path.hasPrefix), case let rest = path.dropFirst(table.utf8.count),
      rest.isEmpty || rest.hasPrefix("."), !rest.utf8.contains(UInt8(ascii: "("))
    else { return nil }
    return rest.parts(between: ".")
  }

  /// What gives what all files of a folder export, in a list.
  static let lists: Set<String> = [
    "@graphql-tools/load-files#loadFilesSync", "@graphql-tools/load-files#loadFiles",
    "graphql-tools#loadFilesSync", "merge-graphql-schemas#fileLoader",
  ]
}
