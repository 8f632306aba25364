/// Writes XML 1.0: elements, attributes, text. Control characters are not allowed in it even as references, so foreign
/// text is made visible first.
struct XMLWriter {
  typealias Attributes = KeyValuePairs<String, String>

  private var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  private var depth = 0

  mutating func element(_ name: String, _ attributes: Attributes = [:], _ body: (inout XMLWriter) -> Void) {
    indent()
    text += "<\(name)\(Self.written(attributes))>\n"
    depth += 1
    body(&self)
    depth -= 1
    indent()
    text += "</\(name)>\n"
  }

  mutating func empty(_ name: String, _ attributes: Attributes) {
    indent()
    text += "<\(name)\(Self.written(attributes))/>\n"
  }

  /// An element that holds lines of text alone.
  mutating func element(_ name: String, _ attributes: Attributes, lines: [String]) {
    indent()
    text += "<\(name)\(Self.written(attributes))>"
    text += lines.map(Self.escaped).joined(separator: "\n")
    text += "</\(name)>\n"
  }

  func finish() -> [UInt8] { Array(text.utf8) }

  private mutating func indent() { text += String(repeating: "  ", count: depth) }

  private static func written(_ attributes: Attributes) -> String {
    attributes.map { " \($0)=\"\(escaped($1))\"" }.joined()
  }

  private static func escaped(_ foreign: String) -> String {
    VisibleText(foreign).text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&apos;"
      case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
  }
}
