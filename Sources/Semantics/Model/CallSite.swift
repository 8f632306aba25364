public import JavaScript
public import SourceText

/// A call, `new` or tagged template.
public struct CallSite: Sendable {
  public struct Flags: OptionSet, Sendable {
    public let rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }
    public static let new = Flags(rawValue: 1 << 0)
    /// `a?.()` or a callee reached through `?.`.
    public static let optional = Flags(rawValue: 1 << 1)
    public static let awaited = Flags(rawValue: 1 << 2)
    /// The result is dropped: an expression statement or a `void` operand.
    public static let unused = Flags(rawValue: 1 << 3)
    public static let inLoop = Flags(rawValue: 1 << 4)
    /// In the block of a try that has a catch clause, within the same function.
    public static let inTry = Flags(rawValue: 1 << 5)
    public static let inCatch = Flags(rawValue: 1 << 6)
    public static let taggedTemplate = Flags(rawValue: 1 << 7)
    /// Under `if (!cache)`, `cache ??=`, `cache ||=`, `cache.has(k) ? … : …` on a variable that outlives the function.
    public static let memoGuarded = Flags(rawValue: 1 << 8)
    /// Only where `NODE_ENV` is not production (a branch of a test on it).
    public static let developmentOnly = Flags(rawValue: 1 << 9)
    /// Followed in the same block by the end of the process.
    public static let beforeExit = Flags(rawValue: 1 << 10)
    /// An argument is spread, so argument positions after it are not known.
    public static let spreadArguments = Flags(rawValue: 1 << 11)
    /// A decorator's expression.
    public static let decorator = Flags(rawValue: 1 << 12)
    /// The implied call of a JSX element, getter or the like: none is made yet.
    public static let implied = Flags(rawValue: 1 << 13)
    /// Operand of `void`: dropped on purpose.
    public static let voided = Flags(rawValue: 1 << 14)
    /// In the body of a `for await` loop, within the same function.
    public static let inAwaitLoop = Flags(rawValue: 1 << 15)
  }

  public var callee: ValueID
  /// List of values.
  public var arguments: ListID
  public var flags: Flags
  /// The function it is written in.
  public var function: FunctionID
  /// The value of kind `call` that stands for its result.
  public var result: ValueID
  public var span: Span
  /// The callee alone: the narrow place to show.
  public var calleeSpan: Span
  public var node: NodeID

  public init(
    callee: ValueID, arguments: ListID, flags: Flags, function: FunctionID, result: ValueID, span: Span,
    calleeSpan: Span, node: NodeID
  ) {
    self.callee = callee
    self.arguments = arguments
    self.flags = flags
    self.function = function
    self.result = result
    self.span = span
    self.calleeSpan = calleeSpan
    self.node = node
  }
}
