public import JavaScript
public import SourceText

/// A declared name.
public struct Binding: Sendable {
  public enum Kind: UInt8, Sendable {
    case `var`, `let`, const, function, `class`, parameter, `import`, caught, `enum`, namespace
    /// A name that exists in types alone: interface, type alias, type-only import.
    case type
  }

  public var kind: Kind
  public var name: Atom
  /// The function whose code sees it first: the one it is declared in.
  public var function: FunctionID
  /// The declaring name.
  public var span: Span
  /// List of everything it is ever given: initialiser, assignments, the function or class itself, the import, the
  /// parameter. Names of `for (x of y)` hold `elementOf`.
  public var values: ListID
  /// Given a value after its declaration.
  public var isReassigned: Bool
  /// Byte offset of the first place in the file that gives it a value after its declaration; `.max` where none does.
  public var firstAssignment = UInt32.max
  /// Its value is looked at somewhere.
  public var isRead = false
  /// The declared type, read as a name; `.unknown` otherwise.
  public var type: ValueID

  public init(
    kind: Kind, name: Atom, function: FunctionID, span: Span, values: ListID = ListID(0), isReassigned: Bool = false,
    type: ValueID = .unknown
  ) {
    self.kind = kind
    self.name = name
    self.function = function
    self.span = span
    self.values = values
    self.isReassigned = isReassigned
    self.type = type
  }
}

/// `name = other`: all uses of a name are one value, which does not tell where this one stands.
public struct NameCopy: Sendable {
  public var binding: BindingID
  public var value: ValueID
  /// Where the assignment begins.
  public var offset: UInt32

  public init(binding: BindingID, value: ValueID, offset: UInt32) {
    self.binding = binding
    self.value = value
    self.offset = offset
  }
}

/// `base.name = value`, wherever it is written: `this.x = …`, `app.locals.x = …`, `User.prototype.check = …`.
public struct MemberWrite: Sendable {
  public var base: ValueID
  /// `.none` for computed names that are no constant.
  public var name: Atom
  /// The computed name, where it is no constant.
  public var key: ValueID
  public var value: ValueID
  public var function: FunctionID
  public var span: Span
  /// A statement of its own that stands under no condition of its function: whoever comes to its end, or to the end of a
  /// `try` around it, came by.
  public var isStraight: Bool

  public init(
    base: ValueID, name: Atom, key: ValueID = .unknown, value: ValueID, function: FunctionID, span: Span,
    isStraight: Bool = false
  ) {
    self.isStraight = isStraight
    self.key = key
    self.base = base
    self.name = name
    self.value = value
    self.function = function
    self.span = span
  }
}
