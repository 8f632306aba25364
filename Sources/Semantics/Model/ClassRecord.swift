public import JavaScript
public import SourceText

/// A class of a file and its members.
public struct ClassRecord: Sendable {
  public var name: Atom
  public var superclass: ValueID
  /// List of the names in `implements`, as values.
  public var interfaces: ListID
  public var decorators: ListID
  public var members: [MemberRecord]
  /// The function it is written in.
  public var function: FunctionID
  public var span: Span
  public var nameSpan: Span
  public var node: NodeID

  public init(
    name: Atom, superclass: ValueID, interfaces: ListID, decorators: ListID, members: [MemberRecord],
    function: FunctionID, span: Span, nameSpan: Span, node: NodeID
  ) {
    self.name = name
    self.superclass = superclass
    self.interfaces = interfaces
    self.decorators = decorators
    self.members = members
    self.function = function
    self.span = span
    self.nameSpan = nameSpan
    self.node = node
  }
}

public struct MemberRecord: Sendable {
  public enum Kind: UInt8, Sendable {
    case method, getter, setter, constructor, field
    /// A constructor parameter with an accessibility modifier: a field that holds the argument.
    case parameterProperty
  }

  public var kind: Kind
  public var isStatic: Bool
  /// Private names are kept with their `#`; `.none` for computed keys that are no constant.
  public var name: Atom
  /// A function for methods and accessors, the initialiser for fields, the parameter for parameter properties.
  public var value: ValueID
  /// The declared type of a field, read as a name.
  public var type: ValueID
  public var decorators: ListID
  public var nameSpan: Span

  public init(
    kind: Kind, isStatic: Bool, name: Atom, value: ValueID, type: ValueID, decorators: ListID, nameSpan: Span
  ) {
    self.kind = kind
    self.isStatic = isStatic
    self.name = name
    self.value = value
    self.type = type
    self.decorators = decorators
    self.nameSpan = nameSpan
  }
}
