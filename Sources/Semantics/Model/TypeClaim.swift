/// What an expression says of the type of a value where it uses it.
public struct TypeClaim: Sendable {
  public enum Kind: UInt8, Sendable {
    /// `x as T`, `<T>x`
    case cast
    /// `f<T>()`: T may be what the call gives, or something else about it.
    case argument
  }

  /// A call, member, element or awaited value: one place in the file.
  public var value: ValueID
  /// The type, read as a name.
  public var type: ValueID
  public var kind: Kind

  public init(value: ValueID, type: ValueID, kind: Kind) {
    self.value = value
    self.type = type
    self.kind = kind
  }
}
