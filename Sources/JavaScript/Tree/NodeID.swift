/// The number of a node in its tree. Children have smaller numbers than their parent (post-order); 0 is "no node".
@frozen public struct NodeID: Hashable, Sendable {
  public var raw: UInt32

  @inlinable public init(_ raw: UInt32) { self.raw = raw }

  @inlinable public static var none: NodeID { NodeID(0) }
  @inlinable public var isNone: Bool { raw == 0 }
  @inlinable public var exists: Bool { raw != 0 }
}

/// An interned name: the number of its text in an `AtomTable`; 0 is "no name".
@frozen public struct Atom: Hashable, Sendable {
  public var raw: UInt32

  @inlinable public init(_ raw: UInt32) { self.raw = raw }

  @inlinable public static var none: Atom { Atom(0) }
  @inlinable public var isNone: Bool { raw == 0 }
  @inlinable public var exists: Bool { raw != 0 }
}
