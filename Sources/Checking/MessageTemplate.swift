/// The message of a rule, with holes.
package struct MessageTemplate: Sendable {
  private enum Part: Sendable {
    case text(String)
    case name(String)
  }

  private let parts: [Part]

  package init(_ text: String) {
    var parts: [Part] = []
    var rest = Substring(text)
    while let dollar = rest.firstIndex(of: "$") {
      let start = rest[dollar...].drop { $0 == "$" }
      let name = start.prefix(while: Metavariable.isNameCharacter)
      guard let first = name.first, first.isLetter else {
        parts.append(.text(String(rest[..<start.startIndex])))
        rest = start
        continue
      }
      if dollar > rest.startIndex { parts.append(.text(String(rest[..<dollar]))) }
      parts.append(.name(String(name)))
      rest = rest[name.endIndex...]
    }
    if !rest.isEmpty { parts.append(.text(String(rest))) }
    self.parts = parts
  }

  package var names: [String] {
    parts.compactMap { part in
      if case .name(let name) = part { return name }
      return nil
    }
  }

  /// The message, captured text cut to one short line. A name nobody bound stands for itself.
  package func text(_ captured: (String) -> String?) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .name(let name): captured(name).map(Self.shortened) ?? "$" + name
      }
    }.joined()
  }

  /// Longest text that a capture gives to a message, in characters.
  private static let lengthLimit = 60

  /// One line: runs of white space are one blank, and what is too long ends in `…`.
  static func shortened(_ text: String) -> String {
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard words.count > lengthLimit else { return words }
    let head = words.prefix(lengthLimit - 1)
    return head.trimmingSuffix { $0 == " " } + "…"
  }
}

extension Substring {
  fileprivate func trimmingSuffix(_ isDropped: (Character) -> Bool) -> String {
    var text = self
    while let last = text.last, isDropped(last) { text.removeLast() }
    return String(text)
  }
}
