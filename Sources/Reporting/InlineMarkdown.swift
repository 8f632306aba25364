/// The marks inside a paragraph of a rule page: code, emphasis, links.
struct InlineMarkdown {
  struct Piece: Equatable {
    enum Kind: Equatable {
      case words
      case code
      case emphasis
      case link(String)
    }
    var kind: Kind
    var text: String
  }

  /// Whatever is not closed is taken as it stands.
  static func pieces(of text: String) -> [Piece] {
    var pieces: [Piece] = []
    var words = ""
    var rest = Substring(text)
    func flush() {
      if !words.isEmpty { pieces.append(Piece(kind: .words, text: words)) }
      words = ""
    }
    while let first = rest.first {
      if let (piece, after) = markedPiece(at: rest) {
        flush()
        pieces.append(piece)
        rest = after
      } else if first == "\\", let next = rest.dropFirst().first, "\\`*_[]()#".contains(next) {
        words.append(next)
        rest = rest.dropFirst(2)
      } else {
        words.append(first)
        rest = rest.dropFirst()
      }
    }
    flush()
    return pieces
  }

  private static func markedPiece(at rest: Substring) -> (Piece, Substring)? {
    switch rest.first {
    case "`": code(at: rest)
    case "*": emphasis(at: rest)
    case "[": link(at: rest)
    case "<": address(at: rest)
    default: nil
    }
  }

  private static func code(at rest: Substring) -> (Piece, Substring)? {
    let ticks = rest.prefix { $0 == "`" }
    var body = rest.dropFirst(ticks.count)
    let start = body.startIndex
    while let tick = body.firstIndex(of: "`") {
      let run = body[tick...].prefix { $0 == "`" }
      let after = body[tick...].dropFirst(run.count)
      if run.count == ticks.count {
        var text = rest[start..<tick]
        if text.first == " ", text.last == " ", text.count > 2 { text = text.dropFirst().dropLast() }
        return (Piece(kind: .code, text: String(text)), after)
      }
      body = after
    }
    return nil
  }

  private static func emphasis(at rest: Substring) -> (Piece, Substring)? {
    let mark = rest.hasPrefix("**") ? "**" : "*"
    let body = rest.dropFirst(mark.count)
    guard let first = body.first, first != " ", first != "*" else { return nil }
    var end = body.startIndex
    while end < body.endIndex {
      if body[end...].hasPrefix(mark), end > body.startIndex, body[body.index(before: end)] != " " {
        let text = withoutTicks(body[..<end])
        return (Piece(kind: .emphasis, text: text), body[end...].dropFirst(mark.count))
      }
      end = body.index(after: end)
    }
    return nil
  }

  private static func withoutTicks(_ text: Substring) -> String { String(text.filter { $0 != "`" }) }

  private static func link(at rest: Substring) -> (Piece, Substring)? {
    guard let close = rest.firstIndex(of: "]"), rest[close...].hasPrefix("](") else { return nil }
    let address = rest[close...].dropFirst(2)
    guard let end = address.firstIndex(of: ")") else { return nil }
    let text = withoutTicks(rest[rest.index(after: rest.startIndex)..<close])
    return (Piece(kind: .link(String(address[..<end])), text: text), address[end...].dropFirst())
  }

  private static func address(at rest: Substring) -> (Piece, Substring)? {
    guard rest.hasPrefix("<http"), let end = rest.firstIndex(of: ">") else { return nil }
    let text = String(rest[rest.index(after: rest.startIndex)..<end])
    return (Piece(kind: .words, text: text), rest[end...].dropFirst())
  }
}
