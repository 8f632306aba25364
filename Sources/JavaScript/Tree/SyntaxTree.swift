public import SourceText

/// One node as it lies in the arena: 24 bytes.
///
/// Up to three slots are in `a`, `b`, `c`. Kinds with more keep the first two there and the rest in `extra`,
/// beginning at index `c`. A list slot is an index into `extra`: there stand the count and then the items; index 0 is
/// the empty list.
@frozen public struct NodeRecord {
  public var kind: NodeKind
  public var op: UInt8
  public var flags: NodeFlags
  public var start: UInt32
  public var end: UInt32
  public var a: UInt32
  public var b: UInt32
  public var c: UInt32

  @inlinable public init(
    kind: NodeKind, op: UInt8, flags: NodeFlags, start: UInt32, end: UInt32, a: UInt32, b: UInt32, c: UInt32
  ) {
    self.kind = kind
    self.op = op
    self.flags = flags
    self.start = start
    self.end = end
    self.a = a
    self.b = b
    self.c = c
  }
}

/// A comment's span with its delimiters.
@frozen public struct Comment: Sendable, Hashable {
  public enum Kind: UInt8, Sendable { case line, block, hashbang, html }
  public var kind: Kind
  public var span: Span

  @inlinable public init(kind: Kind, span: Span) {
    self.kind = kind
    self.span = span
  }
}

/// The tree of one file: a handle on memory that its `TreeArena` owns and the next parse into that arena overwrites.
///
/// A handle is one pointer, copied without reference counting, and must not outlive what `TreeArena` says.
/// Ids run from 1 to `nodeCount`, children before parents; `root` is the last. Looking at a tree never changes it.
@frozen public struct SyntaxTree: @unchecked Sendable {
  @usableFromInline let storage: UnsafeMutablePointer<TreeStorage>

  @inlinable init(storage: UnsafeMutablePointer<TreeStorage>) { self.storage = storage }

  @inlinable public var root: NodeID { storage.pointee.root }
  @inlinable public var nodeCount: Int { storage.pointee.nodeCount }
  /// The file's bytes, followed by at least 64 zero bytes.
  @inlinable public var source: UnsafePointer<UInt8> { UnsafePointer(storage.pointee.source) }
  @inlinable public var sourceCount: Int { storage.pointee.sourceCount }
  @inlinable public var atoms: AtomTable { storage.pointee.atoms }

  // MARK: One node

  @inlinable public func record(_ id: NodeID) -> NodeRecord { storage.pointee.nodes[Int(id.raw)] }
  @inlinable public func kind(_ id: NodeID) -> NodeKind { storage.pointee.nodes[Int(id.raw)].kind }
  @inlinable public func flags(_ id: NodeID) -> NodeFlags { storage.pointee.nodes[Int(id.raw)].flags }
  @inlinable public func op(_ id: NodeID) -> UInt8 { storage.pointee.nodes[Int(id.raw)].op }

  @inlinable public func span(_ id: NodeID) -> Span {
    let node = storage.pointee.nodes + Int(id.raw)
    return Span(start: node.pointee.start, end: node.pointee.end)
  }

  /// The node around `id`; `.none` for the root and for nodes that recovery dropped from the tree.
  @inlinable public func parent(_ id: NodeID) -> NodeID { NodeID(storage.pointee.parents[Int(id.raw)]) }

  /// The raw value of slot `index`: a node id, a list, an atom or a number, as `NodeKind.layouts` says.
  @inlinable public func slot(_ id: NodeID, _ index: Int) -> UInt32 {
    let node = storage.pointee.nodes + Int(id.raw)
    switch index {
    case 0: return node.pointee.a
    case 1: return node.pointee.b
    default:
      if storage.pointee.shapes[Int(node.pointee.kind.rawValue)] >> 12 == 0 { return node.pointee.c }
      return storage.pointee.extra[Int(node.pointee.c) + index - 2]
    }
  }

  @inlinable public func child(_ id: NodeID, _ index: Int) -> NodeID { NodeID(slot(id, index)) }
  @inlinable public func atom(_ id: NodeID, _ index: Int) -> Atom { Atom(slot(id, index)) }
  @inlinable public func list(_ id: NodeID, _ index: Int) -> NodeList {
    NodeList(storage.pointee.extra + Int(slot(id, index)))
  }

  /// Calls `body` with each child that exists, in source order of the slots.
  @inlinable public func forEachChild(_ id: NodeID, _ body: (NodeID) -> Void) {
    var shape = storage.pointee.shapes[Int(kind(id).rawValue)]
    var index = 0
    while shape != 0 {
      let value = slot(id, index)
      if shape & 15 == 1 {
        if value != 0 { body(NodeID(value)) }
      } else if shape & 15 == 2 {
        for item in NodeList(storage.pointee.extra + Int(value)) where item.exists { body(item) }
      }
      shape >>= 4
      index += 1
    }
  }

  // MARK: Text

  /// The source text under a span, malformed UTF-8 repaired. Allocates: not for hot paths.
  public func text(in span: Span) -> String {
    String(decoding: UnsafeBufferPointer(start: source + Int(span.start), count: span.count), as: UTF8.self)
  }

  public func text(_ id: NodeID) -> String { text(in: span(id)) }

  // MARK: Beside the tree

  public var comments: UnsafeBufferPointer<Comment> {
    UnsafeBufferPointer(start: storage.pointee.comments, count: storage.pointee.commentCount)
  }

  /// What went wrong, in source order. The tree is complete around it.
  public var problems: [SyntaxProblem] { storage.pointee.problems }
  public var dialect: Dialect { storage.pointee.dialect }
}

/// The items of a list slot.
@frozen public struct NodeList: RandomAccessCollection, Sendable {
  @usableFromInline nonisolated(unsafe) let base: UnsafePointer<UInt32>

  @inlinable init(_ base: UnsafeMutablePointer<UInt32>) { self.base = UnsafePointer(base) }

  @inlinable public var startIndex: Int { 0 }
  @inlinable public var endIndex: Int { Int(base[0]) }
  @inlinable public subscript(index: Int) -> NodeID { NodeID(base[index + 1]) }
}

/// What kind of JavaScript a file turned out to be.
public enum Dialect: Sendable, Equatable {
  case javaScript
  case typeScript
  /// Flow, or types under a JavaScript name, recognised by pragma or syntax; the file is reported as not examined.
  case flow
}

/// The memory behind a tree. Raw pointers in one heap struct: no exclusivity checks, no reference counting.
@usableFromInline struct TreeStorage {
  @usableFromInline var root = NodeID.none
  @usableFromInline var nodes: UnsafeMutablePointer<NodeRecord>
  @usableFromInline var nodeCount = 0
  var nodeCapacity: Int
  @usableFromInline var parents: UnsafeMutablePointer<UInt32>
  var parentCapacity: Int
  @usableFromInline var extra: UnsafeMutablePointer<UInt32>
  var extraCount = 1
  var extraCapacity: Int
  @usableFromInline var shapes: UnsafeMutablePointer<UInt32>
  @usableFromInline var source: UnsafeMutablePointer<UInt8>
  @usableFromInline var sourceCount = 0
  var sourceCapacity: Int
  @usableFromInline var atoms: AtomTable
  var comments: UnsafeMutablePointer<Comment>
  var commentCount = 0
  var commentCapacity: Int
  var scratch: UnsafeMutablePointer<UInt32>
  var scratchCapacity: Int
  var names: UnsafeMutablePointer<NameMark>
  var nameCapacity: Int
  var scopeNumber: UInt32 = 0
  var variables: UnsafeMutablePointer<VariableMark>
  var variableCapacity: Int
  var problems: [SyntaxProblem] = []
  var dialect = Dialect.javaScript
}
