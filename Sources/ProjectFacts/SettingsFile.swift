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

/// `.npmrc` and `bunfig.toml`: lines of `key = value`, comments, and tables in brackets. Nothing else of either is read.
package struct SettingsFile: Sendable {
  package let settings: [Setting]

  init(path: String, bytes: [UInt8]) {
    var settings: [Setting] = []
    var table = ""
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
      let line = Self.trimmed(bytes, start..<end)
      if let first = line.first.map({ bytes[$0] }), first != UInt8(ascii: "#"), first != UInt8(ascii: ";") {
        if first == UInt8(ascii: "["), bytes[line.upperBound - 1] == UInt8(ascii: "]") {
          table = Self.text(bytes, line.dropFirst().dropLast()) + "."
        } else if let setting = Self.setting(path, bytes, line, table: table) {
          settings.append(setting)
        }
      }
      start = end + 1
    }
    self.settings = settings
  }

  /// The last line that sets `key`.
  package subscript(key: String) -> Setting? { settings.last { $0.key == key } }

  private static func setting(_ path: String, _ bytes: [UInt8], _ line: Range<Int>, table: String) -> Setting? {
    guard let equals = bytes[line].firstIndex(of: UInt8(ascii: "=")) else { return nil }
    let key = trimmed(bytes, line.lowerBound..<equals)
    var value = trimmed(bytes, equals + 1..<line.upperBound)
    if let comment = value.first(where: {
      bytes[$0] == UInt8(ascii: "#") && $0 > value.lowerBound && bytes[$0 - 1] == 0x20
    }) {
      value = trimmed(bytes, value.lowerBound..<comment)
    }
    let span = Span(key.lowerBound, value.upperBound)
    if value.count > 1, let quote = value.first.map({ bytes[$0] }),
      quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
      bytes[value.upperBound - 1] == quote
    {
      value = value.dropFirst().dropLast()
    }
    return Setting(file: path, key: table + text(bytes, key), value: text(bytes, value), span: span)
  }

  private static func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high, bytes[low] == 0x20 || bytes[low] == 0x09 { low += 1 }
    while high > low, bytes[high - 1] == 0x20 || bytes[high - 1] == 0x09 { high -= 1 }
    return low..<high
  }

  private static func text(_ bytes: [UInt8], _ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}
