import SourceText

/// The tokens of a parsed file as text, one line a token, for `nodevet dump tokens`.
///
/// The tree tells what the lexer alone cannot know: where a slash begins a regular expression, where a brace ends a
/// template's substitution, and what is JSX text.
public enum TokenDump {
  public static func text(of tree: SyntaxTree) -> String {
    var texts: [UInt32: UInt32] = [:]
    var expressions: Set<UInt32> = []
    var pieces: Set<UInt32> = []
    for kind in [NodeKind.jsxText, .regExpLiteral, .templateElement] {
      for id in tree.nodes(of: kind) {
        let span = tree.span(id)
        switch kind {
        case .jsxText: if !span.isEmpty { texts[span.start] = span.end }
        case .regExpLiteral: expressions.insert(span.start)
        default: pieces.insert(span.start)
        }
      }
    }
    var lexer = Lexer(storage: tree.storage)
    // The tree's comments stay as they are.
    lexer.commentCapacity = 64
    lexer.comments = .allocate(capacity: 64)
    defer {
      lexer.comments.deallocate()
      tree.storage.pointee.atoms = lexer.atoms
    }
    lexer.htmlComments = !tree.flags(tree.root).contains(.module) && tree.dialect != .typeScript
    var output = ""
    lexer.begin()
    while lexer.kind != .endOfFile {
      let end = lexer.position
      switch lexer.kind {
      case .slash, .slashEqual: if expressions.contains(lexer.start) { lexer.rescanRegularExpression() }
      case .braceRight: if pieces.contains(lexer.start + 1) { lexer.rescanTemplateContinuation() }
      default: break
      }
      write(lexer, tree, to: &output)
      if let textEnd = texts[lexer.position] ?? texts[end] {
        output += "\(max(end, lexer.position))..\(textEnd) jsxText\n"
        lexer.position = textEnd
      }
      lexer.next()
    }
    return output
  }

  private static func write(_ lexer: Lexer, _ tree: SyntaxTree, to output: inout String) {
    output += "\(lexer.start)..\(lexer.position) \(lexer.kind)"
    switch lexer.kind {
    case .identifier, .privateName: output += " \(lexer.atoms.text(lexer.atom))"
    default: break
    }
    if lexer.newlineBefore { output += " (new line)" }
    output += "\n"
  }
}
