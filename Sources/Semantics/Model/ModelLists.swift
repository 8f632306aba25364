public import JavaScript

/// The values of a list: a window into the model, read without copying.
public struct ValueList: RandomAccessCollection, Sendable {
  @usableFromInline let items: ArraySlice<UInt32>

  @inlinable init(_ items: ArraySlice<UInt32>) { self.items = items }

  @inlinable public var startIndex: Int { 0 }
  @inlinable public var endIndex: Int { items.count }
  @inlinable public subscript(position: Int) -> ValueID { ValueID(items[items.startIndex + position]) }
}

/// The properties of an object literal, in source order: a window into the model.
public struct PropertyList: RandomAccessCollection, Sendable {
  @usableFromInline let items: ArraySlice<UInt32>

  @inlinable init(_ items: ArraySlice<UInt32>) { self.items = items }

  @inlinable public var startIndex: Int { 0 }
  @inlinable public var endIndex: Int { items.count / 3 }
  @inlinable public subscript(position: Int) -> ObjectProperty {
    let first = items.startIndex + position * 3
    return ObjectProperty(
      kind: ObjectProperty.Kind(rawValue: items[first]) ?? .computed, name: Atom(items[first + 1]),
      value: ValueID(items[first + 2]))
  }
}
