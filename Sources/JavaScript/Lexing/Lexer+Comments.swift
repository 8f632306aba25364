import SourceText

// Comments, and the line terminators in them.
extension Lexer {
  mutating func record(_ kind: Comment.Kind, from start: UInt32, to end: Int) {
    if commentCount == commentCapacity { growComments() }
    (comments + commentCount).initialize(
      to: Comment(kind: kind, span: Span(start: start, end: UInt32(truncatingIfNeeded: end))))
    commentCount += 1
  }

  /// Skips to the end of the line, and gives its offset.
  mutating func lineComment(from offset: Int, kind: Comment.Kind) -> Int {
    let end = lineEnd(from: offset + 2)
    record(kind, from: UInt32(truncatingIfNeeded: offset), to: end)
    return end
  }

  /// The same for `<!--` and `-->`.
  mutating func htmlComment(from offset: Int) -> Int {
    firstHTMLComment = min(firstHTMLComment, UInt32(truncatingIfNeeded: offset))
    return lineComment(from: offset, kind: .html)
  }

  /// Offset of the next line terminator, or of the end of the source.
  func lineEnd(from begin: Int) -> Int {
    var offset = begin
    while true {
      let word = UnsafeRawPointer(source + offset).loadUnaligned(as: UInt64.self)
      // A byte below 16 or at least 128 somewhere in the word needs a look; anything else is passed at once.
      if (word | (word &- 0x1010_1010_1010_1010)) & 0x8080_8080_8080_8080 == 0 {
        offset += 8
        continue
      }
      let byte = source[offset]
      if byte == 0x0A || byte == 0x0D { return offset }
      if byte == 0, offset >= Int(sourceEnd) { return Int(sourceEnd) }
      if byte == 0xE2, isLineSeparator(at: offset) { return offset }
      offset += 1
    }
  }

  /// U+2028 or U+2029.
  @inline(__always) func isLineSeparator(at offset: Int) -> Bool {
    source[offset] == 0xE2 && source[offset + 1] == 0x80 && source[offset + 2] & 0xFE == 0xA8
  }

  /// Skips a block comment, notes the line terminators in it, and gives the offset after it.
  mutating func blockComment(from begin: Int) -> Int {
    if begin >= unclosedComment { return unclosedBlockComment(from: begin) }
    var offset = begin + 2
    while true {
      let word = UnsafeRawPointer(source + offset).loadUnaligned(as: UInt64.self)
      let stars = word ^ 0x2A2A_2A2A_2A2A_2A2A
      let starFound = (stars &- 0x0101_0101_0101_0101) & ~stars
      if (word | (word &- 0x1010_1010_1010_1010) | starFound) & 0x8080_8080_8080_8080 == 0 {
        offset += 8
        continue
      }
      let byte = source[offset]
      if byte == 0x2A, source[offset + 1] == 0x2F {
        record(.block, from: UInt32(truncatingIfNeeded: begin), to: offset + 2)
        return offset + 2
      }
      if byte == 0x0A || byte == 0x0D || (byte == 0xE2 && isLineSeparator(at: offset)) { newlineBefore = true }
      if byte == 0, offset >= Int(sourceEnd) {
        return unclosedBlockComment(from: begin)
      }
      offset += 1
    }
  }

  private mutating func unclosedBlockComment(from begin: Int) -> Int {
    unclosedComment = min(unclosedComment, UInt32(truncatingIfNeeded: begin))
    let end = reportUnclosed("this comment is never closed", from: begin)
    record(.block, from: UInt32(truncatingIfNeeded: begin), to: end)
    return end
  }

  private mutating func growComments() {
    let grown = UnsafeMutablePointer<Comment>.allocate(capacity: commentCapacity * 2)
    grown.update(from: comments, count: commentCount)
    comments.deallocate()
    comments = grown
    commentCapacity *= 2
  }
}
