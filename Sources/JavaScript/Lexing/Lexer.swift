import SourceText

/// Bytes to tokens, one at a time, on demand of the parser. The current token's properties are stored in place.
///
/// The source is followed by zero bytes: 0 ends every scanning loop, and eight bytes can be loaded from anywhere.
/// What depends on the grammar is asked for by the parser when it stands on the first token of it: regular expressions
/// (`rescanRegularExpression`), operators that begin with `>` (`rescanGreater`), and the text of a template after a
/// substitution (`rescanTemplateContinuation`).
struct Lexer {
  let source: UnsafePointer<UInt8>
  let sourceEnd: UInt32
  /// `ByteClass` of each byte.
  let classes: UnsafePointer<UInt8>
  /// Offset of the byte after the current token.
  var position: UInt32 = 0

  // The current token.
  var kind = TokenKind.endOfFile
  /// A line terminator stands between the previous token and this one.
  var newlineBefore = false
  /// The token was written with an escape sequence or line continuation. Set by names, strings and templates only.
  /// An escaped reserved word comes as `.identifier` with the atom of the word.
  var escaped = false
  var start: UInt32 = 0
  /// Name of an identifier, private name (without `#`) or reserved word.
  var atom = Atom.none

  /// Where the previous token ended: the end of the production just parsed.
  var previousEnd: UInt32 = 0

  /// Strings and numbers: an octal escape or a number with a leading zero, which strict code forbids.
  var legacyOctal = false
  /// Templates: an escape sequence that only tagged templates may have.
  var invalidEscape = false
  /// After `rescanRegularExpression`: offset of the closing slash.
  var patternEnd: UInt32 = 0
  /// `<!--` and `-->` begin comments: scripts only.
  var htmlComments = true
  /// Where the first of them begins, or `UInt32.max`.
  var firstHTMLComment = UInt32.max

  /// Where conflicts begin that version control left, in order; see `Lexer+Conflicts`.
  var conflicts: [UInt32] = []
  var inConflict = false
  /// From here on no conflict ends.
  var lastConflictEnd = Int.max
  /// Where a comment, template or attribute string begins that is never closed, or `UInt32.max`. Reading goes on after its
  /// first line, so that the functions after it are found, but problems after it are not told.
  var unclosed = UInt32.max
  var unclosedComment = UInt32.max
  var unclosedTemplate = UInt32.max
  /// The backtick that was looked for and found last.
  var laterBacktick: UInt32 = 0

  var atoms: AtomTable
  var comments: UnsafeMutablePointer<Comment>
  var commentCount = 0
  var commentCapacity: Int
  var problems: [SyntaxProblem] = []

  init(storage: UnsafeMutablePointer<TreeStorage>) {
    source = UnsafePointer(storage.pointee.source)
    sourceEnd = UInt32(truncatingIfNeeded: storage.pointee.sourceCount)
    classes = ByteClass.table
    atoms = storage.pointee.atoms
    comments = storage.pointee.comments
    commentCapacity = storage.pointee.commentCapacity
  }

  func finish(into storage: UnsafeMutablePointer<TreeStorage>) {
    storage.pointee.atoms = atoms
    storage.pointee.comments = comments
    storage.pointee.commentCount = commentCount
    storage.pointee.commentCapacity = commentCapacity
  }

  /// Goes to the first token: over a byte-order mark and `#!…`.
  mutating func begin() {
    if isUTF16 {
      report("this file is encoded in UTF-16; Node.js reads UTF-8", from: 0, to: min(2, Int(sourceEnd)))
      return endOfFile()
    }
    if source[0] == 0xEF, source[1] == 0xBB, source[2] == 0xBF { position = 3 }
    let offset = Int(position)
    if source[offset] == UInt8(ascii: "#"), source[offset + 1] == UInt8(ascii: "!") {
      let end = lineEnd(from: offset + 2)
      record(.hashbang, from: position, to: end)
      position = UInt32(truncatingIfNeeded: end)
    }
    next()
    previousEnd = 0
  }

  /// The first bytes are UTF-16: its byte-order mark, or two characters of ASCII in two bytes each.
  private var isUTF16: Bool {
    switch (source[0], source[1]) {
    case (0xFF, 0xFE), (0xFE, 0xFF): true
    case (0, 1...0x7F): sourceEnd >= 4 && source[2] == 0 && 1...0x7F ~= source[3]
    case (1...0x7F, 0): sourceEnd >= 4 && source[3] == 0 && 1...0x7F ~= source[2]
    default: false
    }
  }

  /// Makes the next token the current one.
  mutating func next() {
    previousEnd = position
    newlineBefore = false
    var offset = Int(position)
    while true {
      let byte = source[offset]
      switch byte {
      case 0x20, 0x09, 0x0B, 0x0C:
        offset += 1
        continue
      case 0x0A, 0x0D:
        newlineBefore = true
        offset += 1
        while UnsafeRawPointer(source + offset).loadUnaligned(as: UInt64.self) == 0x2020_2020_2020_2020 { offset += 8 }
        continue
      case 0x61...0x7A, 0x41...0x5A, 0x24, 0x5F:
        return identifier(at: offset)
      case 0x28: return punctuator(.parenLeft, offset, 1)
      case 0x29: return punctuator(.parenRight, offset, 1)
      case 0x2C: return punctuator(.comma, offset, 1)
      case 0x3B: return punctuator(.semicolon, offset, 1)
      case 0x5B: return punctuator(.bracketLeft, offset, 1)
      case 0x5D: return punctuator(.bracketRight, offset, 1)
      case 0x7B: return punctuator(.braceLeft, offset, 1)
      case 0x7D: return punctuator(.braceRight, offset, 1)
      case 0x3A: return punctuator(.colon, offset, 1)
      case 0x7E: return punctuator(.tilde, offset, 1)
      case 0x40: return punctuator(.at, offset, 1)
      case 0x3E:
        if source[offset + 1] == 0x3E, source[offset + 2] == 0x3E, isConflictMarker(at: offset) {
          offset = skipConflictMarker(at: offset)
          continue
        }
        return punctuator(.greater, offset, 1)
      case 0x2E:
        let following = source[offset + 1]
        if following >= 0x30, following <= 0x39 { return number(at: offset) }
        if following == 0x2E, source[offset + 2] == 0x2E { return punctuator(.ellipsis, offset, 3) }
        return punctuator(.dot, offset, 1)
      case 0x22, 0x27:
        return string(at: offset, quote: byte)
      case 0x60:
        return template(from: offset, head: true)
      case 0x30...0x39:
        return number(at: offset)
      case 0x2F:
        let following = source[offset + 1]
        if following == 0x2F {
          offset = lineComment(from: offset, kind: .line)
          continue
        }
        if following == 0x2A {
          offset = blockComment(from: offset)
          continue
        }
        return following == 0x3D ? punctuator(.slashEqual, offset, 2) : punctuator(.slash, offset, 1)
      case 0x3C:
        if htmlComments, source[offset + 1] == 0x21, source[offset + 2] == 0x2D, source[offset + 3] == 0x2D {
          offset = htmlComment(from: offset)
          continue
        }
        if source[offset + 1] == 0x3C, source[offset + 2] == 0x3C, isConflictMarker(at: offset) {
          offset = skipConflictMarker(at: offset)
          continue
        }
        return less(at: offset)
      case 0x2D:
        if htmlComments, source[offset + 1] == 0x2D, source[offset + 2] == 0x3E, newlineBefore || previousEnd == 0 {
          offset = htmlComment(from: offset)
          continue
        }
        return minus(at: offset)
      case 0x3D, 0x7C:
        if source[offset + 1] == byte, source[offset + 2] == byte, inConflict, isConflictMarker(at: offset) {
          offset = skipConflictMarker(at: offset)
          continue
        }
        return operatorToken(byte, at: offset)
      case 0x2B, 0x2A, 0x25, 0x26, 0x5E, 0x21, 0x3F:
        return operatorToken(byte, at: offset)
      case 0x23:
        return privateName(at: offset)
      case 0x5C:
        return slowIdentifier(at: offset)
      case 0:
        if offset >= Int(sourceEnd) { return endOfFile() }
        return invalidCharacter(at: offset)
      default:
        if byte < 0x80 { return invalidCharacter(at: offset) }
        let (scalar, length) = decode(at: offset)
        if scalar == 0x2028 || scalar == 0x2029 {
          newlineBefore = true
        } else if !Lexer.isSpace(scalar) {
          return slowIdentifier(at: offset)
        }
        offset += length
      }
    }
  }

  @inline(__always)
  mutating func punctuator(_ kind: TokenKind, _ offset: Int, _ length: Int) {
    self.kind = kind
    start = UInt32(truncatingIfNeeded: offset)
    position = UInt32(truncatingIfNeeded: offset &+ length)
  }

  mutating func endOfFile() {
    kind = .endOfFile
    start = sourceEnd
    position = sourceEnd
  }

  /// Ends the token stream before the current token, until `resume` goes on with it.
  mutating func suspend() {
    newlineBefore = true
    endOfFile()
  }

  /// Makes the token at `offset`, where the stream was suspended, the current one again.
  mutating func resume(at offset: UInt32) {
    let end = previousEnd
    position = offset
    next()
    previousEnd = min(end, offset)
  }

  /// Records that what begins at `start` is never closed, and gives the end of its first line, where reading goes on.
  mutating func reportUnclosed(_ message: String, from start: Int) -> Int {
    if start < unclosed {
      report(message, from: start, to: start + 1)
      unclosed = UInt32(truncatingIfNeeded: start)
    }
    return lineEnd(from: start)
  }

  /// Records a problem. Where the parser meets the token as `.invalid`, it adds none of its own.
  mutating func report(_ message: String, from start: Int, to end: Int) {
    problems.append(
      SyntaxProblem(kind: .syntax, span: Span(min(start, Int(sourceEnd)), min(end, Int(sourceEnd))), message: message))
  }

  private mutating func invalidCharacter(at offset: Int) {
    let (scalar, length) = decode(at: offset)
    kind = .invalid
    start = UInt32(truncatingIfNeeded: offset)
    position = UInt32(truncatingIfNeeded: offset + length)
    report(Lexer.describe(invalid: scalar), from: offset, to: offset + length)
  }

  /// The characters that people paste by accident get a name.
  static func describe(invalid scalar: UInt32) -> String {
    switch scalar {
    case 0: return "a NUL byte stands in the source"
    case 0x2018, 0x2019: return "a typographic quotation mark stands where ' belongs"
    case 0x201C, 0x201D: return "a typographic quotation mark stands where \" belongs"
    case 0x2013, 0x2014: return "a dash stands where - belongs"
    case 0xFFFF_FFFF: return "these bytes are not UTF-8"
    default:
      let digits = String(scalar, radix: 16, uppercase: true)
      return "the character U+\(String(repeating: "0", count: max(0, 4 - digits.utf8.count)))\(digits) begins no token"
    }
  }
}
