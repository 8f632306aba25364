/// A half-open range of byte offsets into one file: `start` is the first byte, `end` the byte after the last.
///
/// Offsets are 32-bit: files past 4 GiB are refused long before a span is made.
public struct Span: Hashable, Sendable {
  public var start: UInt32
  public var end: UInt32

  @inlinable public init(start: UInt32, end: UInt32) {
    self.start = start
    self.end = end
  }

  /// A span from integers known to be in range. Values below zero or past the limit are clamped.
  @inlinable public init(_ start: Int, _ end: Int) {
    self.start = UInt32(clamping: start)
    self.end = UInt32(clamping: max(start, end))
  }

  @inlinable public var isEmpty: Bool { start >= end }
  @inlinable public var count: Int { Int(end) - Int(start) }

  /// The smallest span that holds both.
  @inlinable public func union(_ other: Span) -> Span {
    Span(start: min(start, other.start), end: max(end, other.end))
  }

  @inlinable public func contains(_ other: Span) -> Bool { start <= other.start && other.end <= end }
  @inlinable public func contains(offset: UInt32) -> Bool { start <= offset && offset < end }
}

extension Span: Comparable {
  /// By start, then by end: the order in which findings of one file are told.
  @inlinable public static func < (left: Span, right: Span) -> Bool {
    left.start == right.start ? left.end < right.end : left.start < right.start
  }
}
