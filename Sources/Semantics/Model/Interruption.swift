public import SourceText

/// A place where an async function may end with a rejection: `await` and `throw`.
public struct Interruption: Sendable {
  public enum Kind: UInt8, Sendable { case await, `throw` }

  public var kind: Kind
  /// How it stands, as for calls: in a try, in a catch, in a loop.
  public var flags: CallSite.Flags
  /// What is awaited or thrown.
  public var value: ValueID
  public var function: FunctionID
  public var span: Span
  /// List of what is not there where a `throw` comes to pass: `db` of `if (!db) throw …`. Empty where another test decides.
  public var missing = ListID(0)

  public init(kind: Kind, flags: CallSite.Flags, value: ValueID, function: FunctionID, span: Span) {
    self.kind = kind
    self.flags = flags
    self.value = value
    self.function = function
    self.span = span
  }
}

/// A test that other code depends on: `if (allowed.includes(x)) …`, `if (!isSafe(x)) return`, `switch (x)`.
///
/// Kept where the code that depends on it has a call in it, or gives a name a value.
public struct Guard: Sendable {
  public enum Kind: UInt8, Sendable {
    /// `subject` is the value of a call.
    case call
    /// `subject` is equal to `other`, or to one of several constants of which `other` is the first.
    case equals
    /// `subject` is one of the values of `other`, an array: the labels of a case. Where it does not hold, it is none of
    /// those that lead to other cases.
    case oneOf
    /// `typeof subject` is `other`.
    case typeOf
    /// `subject in other`
    case contains
    /// `subject` is compared with `other` by size: `<`, `<=`, `>`, `>=`.
    case size
    /// `subject`, a parameter, or a member of one or of `this`, is there; where the test does not hold, it is missing.
    case present
    /// `subject` is the value of a call, and a field of what it gave says that it went well.
    case answer
  }

  public var kind: Kind
  /// Whether the test is true in the region.
  public var holds: Bool
  /// `other` is not the only constant that `subject` may be equal to, or `subject` not the only call that may be true.
  public var isOneOfSeveral: Bool
  public var subject: ValueID
  public var other: ValueID
  /// Of a comparison by size, the operator between the two; else 0.
  public var op: UInt8 = 0
  /// The code that runs only if the test came out like this.
  public var region: Span

  public init(
    kind: Kind, holds: Bool, isOneOfSeveral: Bool = false, subject: ValueID, other: ValueID, region: Span
  ) {
    self.kind = kind
    self.holds = holds
    self.isOneOfSeveral = isOneOfSeveral
    self.subject = subject
    self.other = other
    self.region = region
  }
}
