/// Packages that load the files of a folder by their names. Sources: the READMEs of the packages, 2026.
enum FolderLoaders {
  /// What gives an object with a member for each file.
  static let tables: Set<String> = ["requireindex()", "require-directory()", "require-all()", "require-dir()"]

  /// What gives what all files of a folder export, in a list.
  static let lists: Set<String> = [
    "@graphql-tools/load-files#loadFilesSync", "@graphql-tools/load-files#loadFiles",
    "graphql-tools#loadFilesSync", "merge-graphql-schemas#fileLoader",
  ]
}
