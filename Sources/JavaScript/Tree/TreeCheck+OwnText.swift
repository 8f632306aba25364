import SourceText

extension TreeCheck {
  /// Lexes again what belongs to a node and to none of its children, a piece at a time.
  struct OwnText {
    private let tree: SyntaxTree
    private let arena = TreeArena()
    private let htmlComments: Bool
    /// How many were met so far.
    private(set) var comments = 0

    init(tree: SyntaxTree) {
      self.tree = tree
      htmlComments = !tree.flags(tree.root).contains(.module) && tree.dialect != .typeScript
    }

    /// What is wrong with the text of a node whose children have these spans, in order.
    mutating func complaint(about id: NodeID, around children: [Span]) -> String? {
      let span = tree.span(id)
      if let verdict = literal(id, span) { return verdict.isEmpty ? nil : verdict }
      var start = span.start
      for (index, child) in children.enumerated() {
        if let message = piece(Span(start: start, end: child.start), of: id, isFirst: index == 0) { return message }
        start = child.end
      }
      return piece(Span(start: start, end: span.end), of: id, isFirst: children.isEmpty)
    }

    /// Kinds whose text is no sequence of plain tokens: a complaint, empty for none; nil for all other kinds.
    private mutating func literal(_ id: NodeID, _ span: Span) -> String? {
      switch tree.kind(id) {
      case .templateElement, .jsxText, .invalid: return ""
      case .jsxIdentifier: return span.isEmpty ? "is empty" : ""
      case .stringLiteral where tree.kind(tree.parent(id)) == .jsxAttribute:
        let quotes = span.count > 1 && tree.source[Int(span.start)] == tree.source[Int(span.end) - 1]
        return quotes ? "" : "has no quotes"
      case .stringLiteral, .numericLiteral, .bigIntLiteral, .regExpLiteral, .privateIdentifier:
        return isOneToken(span, tree.kind(id)) ? "" : "is not one token"
      default: return nil
      }
    }

    private mutating func isOneToken(_ span: Span, _ kind: NodeKind) -> Bool {
      var lexer = lexer(over: span)
      defer { lexer.finish(into: arena.storage) }
      lexer.next()
      if kind == .regExpLiteral, lexer.kind == .slash || lexer.kind == .slashEqual { lexer.rescanRegularExpression() }
      let expected: TokenKind =
        switch kind {
        case .stringLiteral: .string
        case .numericLiteral: .number
        case .bigIntLiteral: .bigInt
        case .regExpLiteral: .regularExpression
        default: .privateName
        }
      return lexer.kind == expected && lexer.start == 0 && lexer.position == lexer.sourceEnd
    }

    /// A piece between children: trivia, punctuators, keywords, and the words that mean something only where they stand.
    private mutating func piece(_ span: Span, of id: NodeID, isFirst: Bool) -> String? {
      if span.isEmpty { return nil }
      let kind = tree.kind(id)
      let span = kind == .templateLiteral || kind == .tsTemplateLiteralType ? withoutTemplateMarks(span) : span
      var lexer = lexer(over: span)
      defer { lexer.finish(into: arena.storage) }
      if kind == .program, span.start == 0 { lexer.begin() } else { lexer.next() }
      var isName = isFirst && Self.isNamed(kind)
      while lexer.kind != .endOfFile {
        switch lexer.kind {
        case .identifier where isName || kind == .jsxElement || Self.words.contains(lexer.atoms.text(lexer.atom)): break
        case .identifier: return "leaves the name '\(lexer.atoms.text(lexer.atom))' without a node"
        case .string, .number, .bigInt, .privateName, .templateWhole, .templateHead, .invalid:
          return "leaves \(lexer.kind.spelling) without a node, at \(span.start + lexer.start)"
        default: break
        }
        isName = false
        lexer.next()
      }
      if !lexer.problems.isEmpty { return "its own text is not well formed: \(lexer.problems[0].message)" }
      comments += lexer.commentCount
      return nil
    }

    /// `` ` ``, `${` and `}` mean what they do only to a lexer inside the template.
    private func withoutTemplateMarks(_ span: Span) -> Span {
      var (start, end) = (span.start, span.end)
      if tree.source[Int(start)] == UInt8(ascii: "`") {
        start += 1
      } else if tree.source[Int(start)] == UInt8(ascii: "$"), end - start >= 2 {
        start += 2
      }
      if end > start {
        let last = tree.source[Int(end) - 1]
        if last == UInt8(ascii: "`") || last == UInt8(ascii: "}") { end -= 1 }
      }
      return Span(start: start, end: end)
    }

    /// A lexer over a copy of the text, which ends where the piece ends.
    private mutating func lexer(over span: Span) -> Lexer {
      let buffer = arena.sourceBuffer(capacity: span.count)
      buffer.update(from: tree.source + Int(span.start), count: span.count)
      (buffer + span.count).initialize(repeating: 0, count: TreeArena.padding)
      arena.storage.pointee.sourceCount = span.count
      var lexer = Lexer(storage: arena.storage)
      lexer.htmlComments = htmlComments
      return lexer
    }

    /// Kinds that begin with a name of their own.
    private static func isNamed(_ kind: NodeKind) -> Bool {
      switch kind {
      case .identifier, .tsAnyKeyword, .tsBigIntKeyword, .tsBooleanKeyword, .tsIntrinsicKeyword, .tsNeverKeyword,
        .tsNumberKeyword, .tsObjectKeyword, .tsStringKeyword, .tsSymbolKeyword, .tsUndefinedKeyword,
        .tsUnknownKeyword:
        true
      default: false
      }
    }

    /// Words that are part of the syntax where no name can stand.
    private static let words: Set<String> = [
      "abstract", "accessor", "as", "assert", "asserts", "async", "await", "constructor", "declare", "defer", "from",
      "get", "global", "infer", "interface", "is", "keyof", "let", "module", "namespace", "of", "out", "override",
      "private", "protected", "public", "readonly", "require", "satisfies", "set", "source", "static", "type", "unique",
      "using", "yield", "implements",
    ]
  }
}
