import DataFormats
package import SourceText

/// One setting of a package manager, with its place.
package struct Setting: Hashable, Sendable {
  /// Path of the file, relative to the boundary root.
  package let file: String
  /// The key as the file has it; keys below a table are joined by dots: "install.lockfile.save".
  package let key: String
  /// The value without quotes.
  package let value: String
  /// From the key to the end of the value.
  package let span: Span
}

/// `.npmrc` and `bunfig.toml`, of which the lines that are INI as well are read: `key = value`, comments, tables.
package struct SettingsFile: Sendable {
  package let settings: [Setting]

  init(path: String, bytes: [UInt8]) {
    settings = INIParser.parse(bytes).entries.compactMap { entry in
      entry.value.map { value in
        Setting(
          file: path, key: entry.section.isEmpty ? entry.key : "\(entry.section).\(entry.key)", value: value,
          span: entry.span)
      }
    }
  }

  /// The last line that sets `key`.
  package subscript(key: String) -> Setting? { settings.last { $0.key == key } }
}
