import SourceText

// What the language demands of a whole file: its names, its imports and its exports.
extension Parser {
  /// Checks the statements of the file, which are on the open list from `mark` on.
  mutating func checkProgram(from mark: Int, isModule: Bool) {
    let scope = beginNames()
    declareStatements(from: mark, in: scope, after: 0, isModule ? .module : .functionBody)
    if isModule, !inTypeScript { checkExports(from: mark, in: scope) }
  }

  private mutating func checkExports(from mark: Int, in scope: UInt32) {
    let end = scratchCount
    var any = false
    for index in mark..<end {
      let record = nodes[Int(scratch[index])]
      switch record.kind {
      case .exportNamedDeclaration:
        any = true
        if record.a == 0, extra[Int(record.c)] == 0 { checkExportedLocals(record.b, in: scope) }
      case .exportDefaultDeclaration, .exportAllDeclaration: any = true
      default: break
      }
    }
    if !any { return }
    let exports = beginNames()
    for index in mark..<end { noteExports(NodeID(scratch[index]), in: exports) }
  }

  /// `export { a }` exports something that the file declares.
  private mutating func checkExportedLocals(_ list: UInt32, in scope: UInt32) {
    for index in 0..<Int(extra[Int(list)]) {
      let local = NodeID(nodes[Int(extra[Int(list) + 1 + index])].a)
      let record = nodes[Int(local.raw)]
      guard record.kind == .identifier, record.a > WellKnownAtoms.reservedCount, !isDeclared(record.a, in: scope) else {
        continue
      }
      if problems.contains(where: { $0.kind == .syntax }) { return }
      early("'\(lexer.atoms.text(Atom(record.a)))' is exported but not declared in this file", at: local)
    }
  }

  private mutating func noteExports(_ statement: NodeID, in exports: UInt32) {
    let record = nodes[Int(statement.raw)]
    switch record.kind {
    case .exportDefaultDeclaration:
      noteExport(statement, Atom.default.raw, in: exports)
    case .exportAllDeclaration where record.a != 0:
      noteExport(NodeID(record.a), in: exports)
    case .exportNamedDeclaration:
      if record.a != 0 { return noteExportedDeclaration(NodeID(record.a), in: exports) }
      for index in 0..<Int(extra[Int(record.b)]) {
        noteExport(NodeID(nodes[Int(extra[Int(record.b) + 1 + index])].b), in: exports)
      }
    default:
      break
    }
  }

  private mutating func noteExportedDeclaration(_ declaration: NodeID, in exports: UInt32) {
    let record = nodes[Int(declaration.raw)]
    switch record.kind {
    case .functionDeclaration: noteExport(NodeID(record.a), in: exports)
    case .classDeclaration: noteExport(NodeID(record.b), in: exports)
    case .variableDeclaration:
      let mark = beginList()
      for index in 0..<Int(extra[Int(record.a)]) {
        pushNames(of: NodeID(nodes[Int(extra[Int(record.a) + 1 + index])].a))
      }
      for index in mark..<scratchCount { noteExport(NodeID(scratch[index]), in: exports) }
      scratchCount = mark
    default: break
    }
  }

  private mutating func noteExport(_ name: NodeID, in exports: UInt32) {
    let record = nodes[Int(name.raw)]
    switch record.kind {
    case .identifier: noteExport(name, record.a, in: exports)
    case .stringLiteral: noteExport(name, stringAtom(name), in: exports)
    default: break
    }
  }

  private mutating func noteExport(_ name: NodeID, _ atom: UInt32, in exports: UInt32) {
    let earlier = firstOf(name, atom: atom, in: exports, as: [])
    guard earlier.exists, !problems.contains(where: { $0.kind == .syntax }) else { return }
    let text = lexer.atoms.text(Atom(atom))
    var span = span(name)
    if nodes[Int(name.raw)].kind == .exportDefaultDeclaration { span.end = span.start + 6 }
    early("'\(text)' is already exported in line \(line(of: earlier))", at: span)
  }

  private mutating func stringAtom(_ string: NodeID) -> UInt32 {
    stringBytes(string).withUnsafeBufferPointer {
      lexer.atoms.intern($0.baseAddress ?? WellKnownAtoms.emptyText, $0.count).raw
    }
  }

  // MARK: Attributes

  /// The keys of `with { … }` differ.
  mutating func checkAttributes(from mark: Int) {
    guard scratchCount > mark + 1 else { return }
    let scope = beginNames()
    for index in mark..<scratchCount {
      let key = NodeID(nodes[Int(scratch[index])].a)
      let record = nodes[Int(key.raw)]
      let atom = record.kind == .stringLiteral ? stringAtom(key) : record.a
      if firstOf(key, atom: atom, in: scope, as: []).exists {
        early("the attribute '\(lexer.atoms.text(Atom(atom)))' is given twice", at: key)
      }
    }
  }
}
