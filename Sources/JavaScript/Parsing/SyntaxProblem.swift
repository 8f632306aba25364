public import SourceText

/// What the parser could not make sense of: a value, never thrown.
public struct SyntaxProblem: Hashable, Sendable {
  public enum Kind: UInt8, Sendable {
    /// The grammar has no place for what stands here; the tree around it was recovered.
    case syntax
    /// The tree is whole, but the language forbids it (an early error).
    case early
    /// A limit of nodevet was hit: too much nesting, too many bytes.
    case limit
    /// A dialect that is not examined (Flow).
    case dialect
  }

  public var kind: Kind
  public var span: Span
  /// One sentence without a full stop, for the person who wrote the code.
  public var message: String

  public init(kind: Kind, span: Span, message: String) {
    self.kind = kind
    self.span = span
    self.message = message
  }
}
