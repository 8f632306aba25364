// Numbers of the things in a `FileModel`, each its own type. They index the model's arrays of the same name.

/// A function of a file; 0 is the module body.
@frozen public struct FunctionID: Hashable, Sendable {
  public var raw: UInt32

  @inlinable public init(_ raw: UInt32) { self.raw = raw }
  @inlinable public init(_ index: Int) { raw = UInt32(truncatingIfNeeded: index) }
  @inlinable public var index: Int { Int(raw) }
}

/// A class of a file.
@frozen public struct ClassID: Hashable, Sendable {
  public var raw: UInt32

  @inlinable public init(_ raw: UInt32) { self.raw = raw }
  @inlinable public init(_ index: Int) { raw = UInt32(truncatingIfNeeded: index) }
  @inlinable public var index: Int { Int(raw) }
}

/// A value of a file; 0 is a value nothing is known about.
@frozen public struct ValueID: Hashable, Sendable {
  public var raw: UInt32

  @inlinable public init(_ raw: UInt32) { self.raw = raw }
  @inlinable public init(_ index: Int) { raw = UInt32(truncatingIfNeeded: index) }
  @inlinable public var index: Int { Int(raw) }
}

/// A call site of a file.
@frozen public struct CallID: Hashable, Sendable {
  public var raw: UInt32

  @inlinable public init(_ raw: UInt32) { self.raw = raw }
  @inlinable public init(_ index: Int) { raw = UInt32(truncatingIfNeeded: index) }
  @inlinable public var index: Int { Int(raw) }
}

/// A declared name of a file.
@frozen public struct BindingID: Hashable, Sendable {
  public var raw: UInt32

  @inlinable public init(_ raw: UInt32) { self.raw = raw }
  @inlinable public init(_ index: Int) { raw = UInt32(truncatingIfNeeded: index) }
  @inlinable public var index: Int { Int(raw) }
}

/// An import of a file: static, `require`, dynamic or re-export.
@frozen public struct ImportID: Hashable, Sendable {
  public var raw: UInt32

  @inlinable public init(_ raw: UInt32) { self.raw = raw }
  @inlinable public init(_ index: Int) { raw = UInt32(truncatingIfNeeded: index) }
  @inlinable public var index: Int { Int(raw) }
}

/// A list in `FileModel.lists`: there stand the count and then the items; 0 is the empty list.
@frozen public struct ListID: Hashable, Sendable {
  public var raw: UInt32

  @inlinable public init(_ raw: UInt32) { self.raw = raw }
  @inlinable public init(_ index: Int) { raw = UInt32(truncatingIfNeeded: index) }
  @inlinable public var index: Int { Int(raw) }
}

extension FunctionID {
  /// The code of the module itself.
  @inlinable public static var moduleBody: FunctionID { FunctionID(UInt32(0)) }
}

extension ValueID {
  @inlinable public static var unknown: ValueID { ValueID(UInt32(0)) }
  /// Nothing is known about it, for whatever reason.
  @inlinable public var isUnknown: Bool { raw < 7 }

  /// The shared values at the beginning of every model.
  @inlinable public static func unknown(_ reason: UnknownReason) -> ValueID { ValueID(reason.rawValue) }
  @inlinable public static func literal(_ kind: LiteralKind) -> ValueID { ValueID(6 + kind.rawValue) }
}
