import SourceText

extension Parser {
  /// The whole file. With the goal `auto`, a file that turns out to be a module only after something was read that is
  /// different in modules is parsed once more.
  mutating func parseProgram() {
    parseOnce(asModule: options.goal == .module)
    if options.goal == .auto, moduleSeen, sloppyReadingSeen {
      startOver()
      parseOnce(asModule: true)
    }
    checkRegularExpressions()
  }

  private mutating func parseOnce(asModule: Bool) {
    readsAsModule = asModule
    if asModule { context.formUnion([.module, .await, .strict]) }
    lexer.htmlComments = !asModule && !inTypeScript
    lexer.begin()
    let mark = beginList()
    parseDirectives()
    while lexer.kind != .endOfFile {
      parseStatementList()
      if lexer.kind == .braceRight {
        unexpected("a statement")
        panicking = false
        advance()
        recoveredAt = lexer.start
      }
    }
    if options.language == .dts, !panicking {
      for index in mark..<scratchCount { checkAmbient(NodeID(scratch[index])) }
    }
    if typeScript.exportAssignmentSeen { checkExportAssignment(from: mark) }
    let isModule = asModule || moduleSeen
    if isModule, lexer.firstHTMLComment != .max {
      let start = lexer.firstHTMLComment
      record(
        SyntaxProblem(
          kind: .early, span: Span(start: start, end: start + 3),
          message: "comments like those of HTML belong in scripts; this file is a module"))
    }
    checkProgram(from: mark, isModule: isModule)
    forgetVariables(from: 0)
    let body = endList(mark)
    _ = node(.program, from: 0, to: lexer.sourceEnd, flags: isModule ? .module : [], body)
  }

  /// Forgets everything but the atoms.
  private mutating func startOver() {
    lexer.position = 0
    lexer.commentCount = 0
    lexer.firstHTMLComment = .max
    lexer.inConflict = false
    lexer.unclosed = .max
    lexer.problems.removeAll()
    problems.removeAll()
    problemCount = 0
    recoveredAt = .max
    suspendedAt = .max
    openParentheses = 0
    danglingParentheses = 0
    openBraces.removeAll()
    rejectedReturnTypes.removeAll()
    panicking = false
    depth = 0
    pendingShorthand = .max
    nodeCount = 0
    regularExpressions.removeAll()
    extraCount = 1
    scratchCount = 0
    labels.removeAll()
    labelBase = 0
    privateReferences.removeAll()
    classDepth = 0
    lastSuspension = 0
    lastAwaitName = 0
    sloppyReadingSeen = false
    typeScript.exportAssignmentSeen = false
    context = Parser.initialContext(options)
  }
}
