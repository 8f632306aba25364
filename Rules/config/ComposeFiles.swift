import ProgramGraph
import ProjectFacts
import SourceText

/// Finds variables with a default in Compose files: `JWT_SECRET: ${JWT_SECRET:-value}`.
struct ComposeFiles {
  let project: Project

  struct Variable {
    var path: String
    var name: String
    var value: String
    var span: Span
  }

  private static let sizeLimit = 256 << 10

  func variables() -> [Variable] {
    project.inventory.files.flatMap { file -> [Variable] in
      guard isCompose(file.name.lowercased()), file.isTracked != false, !file.isVendored,
        project.isAudited(file.path), !isElsewhere(file.path),
        case .success(let bytes) = project.files.bytes(of: file.path, limit: Self.sizeLimit)
      else { return [] }
      return variables(in: bytes, file.path)
    }
  }

  private func isCompose(_ name: String) -> Bool {
    (name.hasPrefix("docker-compose") || name.hasPrefix("compose."))
      && (name.hasSuffix(".yml") || name.hasSuffix(".yaml"))
  }

  /// For one machine, for tests, to copy.
  private func isElsewhere(_ path: String) -> Bool {
    let words = Words(String(path.parts(between: "/").last ?? ""))
    let local: Set<String> = [
      "dev", "development", "local", "override", "test", "tests", "testing", "ci", "e2e", "example", "sample",
    ]
    return words.contains(anyOf: local) || PathRoles.verdict(for: path)?.role == .test
      || PathRoles.exampleFolder(of: path) != nil
  }

  /// `${NAME:-value}` and `${NAME-value}`, outside of comments.
  private func variables(in bytes: [UInt8], _ path: String) -> [Variable] {
    var found: [Variable] = []
    var index = 0
    var isComment = false
    while index + 3 < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\n") { isComment = false }
      let isAfterBlank = index == 0 || bytes[index - 1] <= UInt8(ascii: " ")
      if byte == UInt8(ascii: "#"), isAfterBlank { isComment = true }
      guard !isComment, byte == UInt8(ascii: "$"), bytes[index + 1] == UInt8(ascii: "{") else {
        index += 1
        continue
      }
      let name = bytes[(index + 2)...].prefix(while: Self.isNameByte)
      var start = name.endIndex
      if start < bytes.count, bytes[start] == UInt8(ascii: ":") { start += 1 }
      guard !name.isEmpty, start < bytes.count, bytes[start] == UInt8(ascii: "-") else {
        index = name.endIndex
        continue
      }
      let value = bytes[(start + 1)...].prefix { $0 != UInt8(ascii: "}") && $0 != UInt8(ascii: "\n") }
      if value.endIndex < bytes.count, bytes[value.endIndex] == UInt8(ascii: "}") {
        found.append(
          Variable(
            path: path, name: String(decoding: name, as: UTF8.self), value: String(decoding: value, as: UTF8.self),
            span: Span(index, value.endIndex + 1)))
      }
      index = value.endIndex
    }
    return found
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
