public import JavaScript
public import SourceText

/// A function of a file: who it is, what it is given and what it returns.
public struct FunctionRecord: Sendable {
  public enum Kind: UInt8, Sendable { case module, function, arrow, method, getter, setter, constructor, staticBlock }

  public struct Flags: OptionSet, Sendable {
    public let rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }
    public static let async = Flags(rawValue: 1 << 0)
    public static let generator = Flags(rawValue: 1 << 1)
    public static let `static` = Flags(rawValue: 1 << 2)
    /// Called where it is written: `(() => { … })()`.
    public static let immediatelyInvoked = Flags(rawValue: 1 << 3)
    public static let usesThis = Flags(rawValue: 1 << 4)
    public static let usesArguments = Flags(rawValue: 1 << 5)
    /// The end of its body may be reached without a `return`: it may give undefined.
    public static let fallsThrough = Flags(rawValue: 1 << 6)
    /// Its body begins with the directive `"use server"`.
    public static let serverAction = Flags(rawValue: 1 << 7)
    /// Has a loop without an end that waits in each round: `while (true) { await next() }`.
    public static let loopsForever = Flags(rawValue: 1 << 8)
  }

  public var kind: Kind
  public var flags: Flags
  /// Its own name, or that of the variable, property or member it is the value of; `.none` if it has none.
  public var name: Atom
  /// The function it is written in; itself for the module body.
  public var parent: FunctionID
  /// The class it is a member of.
  public var owner: ClassID?
  public var span: Span
  /// The name, or the head up to the body where there is no name: the narrow place to show.
  public var nameSpan: Span
  public var node: NodeID
  public var parameters: [ParameterRecord]
  /// List of the values of its return statements (or of its expression body); for async functions before wrapping.
  public var returns: ListID
  /// The object literal it is a property of: what `this` means where it is called as a method of that object.
  public var holder: ValueID = .unknown
  /// The declared type of its result, read as a name: the value of `Promise` for `Promise<User>`.
  public var returnType: ValueID = .unknown
  /// As `returnType`, of `Promise<User>` what the promise is of.
  public var resultType: ValueID = .unknown
  /// The declared type of `this`, read as a name.
  public var thisType: ValueID = .unknown

  public init(
    kind: Kind, flags: Flags, name: Atom, parent: FunctionID, owner: ClassID?, span: Span, nameSpan: Span,
    node: NodeID, parameters: [ParameterRecord] = [], returns: ListID = ListID(0)
  ) {
    self.kind = kind
    self.flags = flags
    self.name = name
    self.parent = parent
    self.owner = owner
    self.span = span
    self.nameSpan = nameSpan
    self.node = node
    self.parameters = parameters
    self.returns = returns
  }
}

public struct ParameterRecord: Sendable {
  /// `.none` for destructured parameters.
  public var name: Atom
  public var isRest: Bool
  public var isOptional: Bool
  /// The declared type, read as a name: `UserService` is the value of that name; `.unknown` for other types.
  public var type: ValueID
  /// The default value.
  public var initial: ValueID
  /// List of decorator values (calls, mostly).
  public var decorators: ListID
  public var span: Span

  public init(
    name: Atom, isRest: Bool, isOptional: Bool, type: ValueID, initial: ValueID, decorators: ListID, span: Span
  ) {
    self.name = name
    self.isRest = isRest
    self.isOptional = isOptional
    self.type = type
    self.initial = initial
    self.decorators = decorators
    self.span = span
  }
}
