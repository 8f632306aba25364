import SourceText

/// Bytes to tokens, one at a time, on demand of the parser. The current token's properties are stored in place.
struct Lexer {
  let source: UnsafePointer<UInt8>
  let sourceEnd: UInt32
  /// Offset of the byte after the current token.
  var position: UInt32 = 0

  // The current token.
  var kind = TokenKind.endOfFile
  var start: UInt32 = 0
  /// Name of an identifier, private name (without `#`) or reserved word.
  var atom = Atom.none
  /// A line terminator stands between the previous token and this one.
  var newlineBefore = false
  /// The token was written with an escape sequence (an escaped reserved word is an identifier to the parser's checks).
  var escaped = false

  /// Where the previous token ended: the end of the production just parsed.
  var previousEnd: UInt32 = 0

  var atoms: AtomTable
  var comments: UnsafeMutablePointer<Comment>
  var commentCount = 0
  var commentCapacity: Int
  var problems: [SyntaxProblem] = []

  init(storage: UnsafeMutablePointer<TreeStorage>) {
    source = UnsafePointer(storage.pointee.source)
    sourceEnd = UInt32(truncatingIfNeeded: storage.pointee.sourceCount)
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
}
