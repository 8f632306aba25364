public import JavaScript
import SourceText

/// One file understood: the answers, and nothing but answers. It outlives the tree it was made from.
///
/// Atoms are those of the arena the file was parsed in, until `ProgramGraph` gives the files of all workers one table.
/// Node ids are those of the tree; parsing the same bytes with the same options gives the same ids again.
public struct FileModel: Sendable {
  /// Relative to the project's root, forward slashes.
  public var path: String
  /// ECMAScript module, as against CommonJS or a script.
  public var isModule: Bool
  public var functions: [FunctionRecord] = []
  public var classes: [ClassRecord] = []
  public var values: [Value] = []
  public var lists: [UInt32] = [0]
  public var calls: [CallSite] = []
  public var bindings: [Binding] = []
  public var imports: [ImportRecord] = []
  public var exports: [ExportRecord] = []
  public var writes: [MemberWrite] = []
  /// `await` and `throw`, in source order.
  public var interruptions: [Interruption] = []
  public var guards: [Guard] = []
  /// `a = b`, where names are given what others hold.
  public var copies: [NameCopy] = []
  /// What is said of types where values are used.
  public var claims: [TypeClaim] = []
  /// Number of lines, for size facts.
  public var lineCount: Int = 0
  /// First line is `#!…`.
  public var hasHashbang = false
  /// A directive such as `"use client"` at the top, by atom.
  public var directives: [Atom] = []
  /// Contains JSX.
  public var hasJSX = false

  public init(path: String, isModule: Bool) {
    self.path = path
    self.isModule = isModule
    values = FileModel.sharedValues
  }

  /// The values every model begins with: one for each reason to know nothing, then one for each kind of literal. They
  /// stand nowhere (their span is empty) and are shared by all places that mean the same.
  static let sharedValues: [Value] =
    UnknownReason.allCases.map { Value(kind: .unknown, a: $0.rawValue, span: Span(0, 0)) }
    + LiteralKind.allCases.map { Value(kind: .literal, a: $0.rawValue, span: Span(0, 0)) }

  @inlinable public subscript(id: FunctionID) -> FunctionRecord { functions[id.index] }
  @inlinable public subscript(id: ClassID) -> ClassRecord { classes[id.index] }
  @inlinable public subscript(id: ValueID) -> Value { values[id.index] }
  @inlinable public subscript(id: CallID) -> CallSite { calls[id.index] }
  @inlinable public subscript(id: BindingID) -> Binding { bindings[id.index] }
  @inlinable public subscript(id: ImportID) -> ImportRecord { imports[id.index] }

  /// The items of a list.
  @inlinable public func items(_ list: ListID) -> ArraySlice<UInt32> {
    let start = list.index
    return lists[(start + 1)..<(start + 1 + Int(lists[start]))]
  }

  @inlinable public func values(_ list: ListID) -> ValueList { ValueList(items(list)) }

  /// The properties of an `object` value.
  @inlinable public func properties(of object: Value) -> PropertyList { PropertyList(items(ListID(object.a))) }
}
