import Checking
import JavaScript
import ProgramGraph
import Semantics

/// The settings that a call is given as an object literal, by their path: `limits.fileSize`.
struct CallOptions: Sendable {
  enum Setting: Sendable, Hashable {
    case number(Double)
    case text(String)
    case flag(Bool)
    /// What a call of something from outside gives: `multer#memoryStorage`.
    case made(String)
    /// Not known in this file: the program may know more.
    case value(ValueID)
  }

  private(set) var settings: [String: Setting] = [:]
  /// Everything is in `settings`: nothing is spread into it, no name is computed.
  private(set) var isWhole = true

  subscript(path: String) -> Setting? { settings[path] }

  /// Whether the setting, or one inside it, is given.
  func has(_ path: String) -> Bool {
    settings[path] != nil || settings.keys.contains { $0.hasPrefix(path + ".") }
  }

  /// Reads an argument; nil where it is no object that the file shows.
  init?(_ expression: NodeID, in file: FileContext) {
    let node = file.behindName(expression)
    guard file.tree.kind(node) == .objectExpression else { return nil }
    read(node, "", depth: 0, file)
  }

  private mutating func read(_ object: NodeID, _ prefix: String, depth: Int, _ file: FileContext) {
    let tree = file.tree
    for property in tree.list(object, 0) {
      guard tree.kind(property) == .property, !tree.flags(property).contains(.computed) else {
        isWhole = false
        continue
      }
      let key = tree.child(property, 0)
      let name = tree.kind(key) == .stringLiteral ? tree.stringValue(key) : file.lastName(of: key) ?? ""
      set(prefix + name, file.behindName(tree.child(property, 1)), depth: depth, file)
    }
  }

  private mutating func set(_ path: String, _ value: NodeID, depth: Int, _ file: FileContext) {
    let tree = file.tree
    if tree.kind(value) == .objectExpression, depth < 3 {
      read(value, path + ".", depth: depth + 1, file)
      return
    }
    if tree.kind(value) == .identifier, tree.atom(value, 0) == .undefined { return }
    settings[path] = Self.setting(value, file)
  }

  static func setting(_ value: NodeID, _ file: FileContext) -> Setting {
    let tree = file.tree
    switch file.analyzer.constant(of: value) {
    case .number(let number): return .number(number)
    case .string(let text): return .text(text)
    case .boolean(let flag): return .flag(flag)
    case .null, .undefined, nil: break
    }
    if file.tree.kind(value) == .identifier, file.analyzer.isGlobal(value), file.lastName(of: value) == "Infinity" {
      return .number(.infinity)
    }
    if tree.kind(value) == .callExpression || tree.kind(value) == .newExpression,
      let name = file.packageMember(tree.child(value, 0))
    {
      return .made(name)
    }
    return .value(file.analyzer.value(of: value))
  }
}

/// Sizes as people write them for parsers and limits.
enum ByteSize {
  static let mebibyte = 1024.0 * 1024

  /// Reads `50mb` as the package bytes does: a number, perhaps a unit; without one, bytes. Nil for what it cannot read.
  static func read(_ text: String) -> Double? {
    let trimmed = text.filter { $0 != " " }.lowercased()
    let digits = trimmed.prefix { $0.isNumber || $0 == "." }
    guard let number = Double(digits) else { return nil }
    switch trimmed.dropFirst(digits.count) {
    case "", "b": return number
    case "k", "kb", "kib": return number * 1024
    case "m", "mb", "mib": return number * mebibyte
    case "g", "gb", "gib": return number * mebibyte * 1024
    case "t", "tb": return number * mebibyte * 1024 * 1024
    default: return nil
    }
  }

  /// The size as people say it: `50 MB`, `1.5 GB`.
  static func words(_ bytes: Double) -> String {
    guard bytes.isFinite else { return "any size" }
    let units: [(Double, String)] = [(mebibyte * 1024, "GB"), (mebibyte, "MB"), (1024, "KB")]
    for (size, unit) in units where bytes >= size {
      let tenths = (bytes / size * 10).rounded() / 10
      return tenths == tenths.rounded() ? "\(Int(tenths)) \(unit)" : "\(tenths) \(unit)"
    }
    return "\(Int(bytes)) bytes"
  }
}

extension Program {
  /// The number of bytes that a setting says; nil where nobody knows.
  func bytes(_ setting: CallOptions.Setting?, in file: FileIndex) -> Double? {
    switch setting {
    case .number(let number): number
    case .text(let text): ByteSize.read(text)
    case .value(let value):
      switch constant(value, in: file) {
      case .number(let number): number
      case .string(let text): ByteSize.read(text)
      case .boolean, .null, .undefined, nil: nil
      }
    case .flag, .made, nil: nil
    }
  }
}
