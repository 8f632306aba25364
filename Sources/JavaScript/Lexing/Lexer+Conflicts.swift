import SourceText

// The lines that version control leaves around a conflict:
//
//     <<<<<<< ours
//     kept
//     ||||||| base
//     skipped
//     =======
//     skipped
//     >>>>>>> theirs
//
// The lexer passes over them with the second side, because both sides together seldom nest, and tells the conflict once.
// Nothing well-formed begins a token like them.
extension Lexer {
  /// Whether the byte at `offset`, one of `<`, `=`, `|` and `>`, begins such a line. But for the first and last of them,
  /// one was met before.
  @inline(never)
  func isConflictMarker(at offset: Int) -> Bool {
    let byte = source[offset]
    for index in 1..<7 where source[offset + index] != byte { return false }
    switch source[offset + 7] {
    case 0x20, 0x0A, 0x0D, 0: break
    default: return false
    }
    guard offset == 0 || source[offset - 1] == 0x0A || source[offset - 1] == 0x0D else { return false }
    return byte == 0x3C || inConflict || (byte == 0x3E && source[offset + 7] == 0x20)
  }

  /// The current byte begins a line of a conflict: gives the offset after all that is skipped with it.
  mutating func skipConflictMarker(at offset: Int) -> Int {
    newlineBefore = true
    let byte = source[offset]
    if byte == 0x3C || !inConflict {
      // Read twice in a speculation, it is still one conflict.
      if conflicts.last.map({ $0 < UInt32(truncatingIfNeeded: offset) }) ?? true {
        conflicts.append(UInt32(truncatingIfNeeded: offset))
      }
      inConflict = true
    }
    let end = lineEnd(from: offset + 7)
    return byte == 0x3C || byte == 0x3E ? end : endOfConflict(from: end) ?? end
  }

  /// Offset after the next line that begins with `>>>>>>>`. What is not there is looked for once.
  private mutating func endOfConflict(from begin: Int) -> Int? {
    if begin >= lastConflictEnd { return nil }
    var offset = begin
    while offset < Int(sourceEnd) {
      offset = lineEnd(from: offset)
      while source[offset] == 0x0A || source[offset] == 0x0D { offset += 1 }
      if source[offset] == 0x3E, isConflictMarker(at: offset) { return lineEnd(from: offset) }
      if source[offset] == 0xE2 { offset += 3 }
    }
    lastConflictEnd = begin
    return nil
  }

  var conflictProblems: [SyntaxProblem] {
    conflicts.map { start in
      SyntaxProblem(
        kind: .syntax, span: .init(start: start, end: start + 7),
        message: "a merge conflict was left here; only its first side is examined")
    }
  }
}
