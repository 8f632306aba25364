#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Memory for one tree at a time, reused from file to file by one worker thread.
///
/// Usage: fill `sourceBuffer(capacity:)` with a file's bytes, call `parse`, use the tree until the next `parse`.
/// The atom table lives as long as the arena: atoms of different files parsed in one arena compare equal.
public final class TreeArena: @unchecked Sendable {
  let storage: UnsafeMutablePointer<TreeStorage>

  /// Zero bytes after the source: the sentinel of the lexer, and room for its 8-byte loads.
  public static let padding = 64

  public init() {
    storage = .allocate(capacity: 1)
    let shapes = UnsafeMutablePointer<UInt32>.allocate(capacity: 256)
    shapes.initialize(repeating: 0, count: 256)
    for (index, shape) in NodeKind.shapes.enumerated() { shapes[index] = shape }
    let names = UnsafeMutablePointer<NameMark>.allocate(capacity: 2048)
    names.initialize(repeating: .none, count: 2048)
    storage.initialize(
      to: TreeStorage(
        nodes: .allocate(capacity: 4096), nodeCapacity: 4096,
        parents: .allocate(capacity: 4096), parentCapacity: 4096,
        extra: .allocate(capacity: 4096), extraCapacity: 4096,
        shapes: shapes,
        source: .allocate(capacity: 16384 + TreeArena.padding), sourceCapacity: 16384,
        atoms: AtomTable(),
        comments: .allocate(capacity: 256), commentCapacity: 256,
        scratch: .allocate(capacity: 1024), scratchCapacity: 1024,
        names: names, nameCapacity: 2048,
        variables: .allocate(capacity: 256), variableCapacity: 256))
  }

  /// An arena of its own that knows the atoms of a table; whoever owns the table's memory has to live as long.
  public convenience init(knowing atoms: AtomTable) {
    self.init()
    storage.pointee.atoms.deallocate()
    storage.pointee.atoms = atoms.copied()
  }

  deinit {
    storage.pointee.nodes.deallocate()
    storage.pointee.parents.deallocate()
    storage.pointee.extra.deallocate()
    storage.pointee.shapes.deallocate()
    storage.pointee.source.deallocate()
    storage.pointee.comments.deallocate()
    storage.pointee.scratch.deallocate()
    storage.pointee.names.deallocate()
    storage.pointee.variables.deallocate()
    storage.pointee.atoms.deallocate()
    storage.deinitialize(count: 1)
    storage.deallocate()
  }

  public var atoms: AtomTable {
    get { storage.pointee.atoms }
    set { storage.pointee.atoms = newValue }
  }

  /// Room for a file of `capacity` bytes; the padding after it is the arena's own business. Invalidates the last tree.
  public func sourceBuffer(capacity: Int) -> UnsafeMutablePointer<UInt8> {
    if capacity > storage.pointee.sourceCapacity {
      storage.pointee.source.deallocate()
      let room = max(capacity, storage.pointee.sourceCapacity * 2)
      storage.pointee.source = .allocate(capacity: room + TreeArena.padding)
      storage.pointee.sourceCapacity = room
    }
    return storage.pointee.source
  }

  /// Parses the first `count` bytes of the source buffer. Never fails: what is wrong is among the tree's problems.
  public func parse(count: Int, options: ParseOptions) -> SyntaxTree {
    (storage.pointee.source + count).initialize(repeating: 0, count: TreeArena.padding)
    storage.pointee.sourceCount = count
    run(options)
    if !storage.pointee.problems.isEmpty, storage.pointee.dialect == .javaScript { recognizeDialect(options) }
    computeParents()
    if !storage.pointee.problems.isEmpty { moveInvalidNodes() }
    return SyntaxTree(storage: storage)
  }

  /// Parses what is in the source buffer into the storage, parents excepted.
  func run(_ options: ParseOptions) {
    var parser = Parser(storage: storage, options: options)
    parser.parseProgram()
    parser.finish(into: storage)
  }

  public func parse(_ bytes: [UInt8], options: ParseOptions) -> SyntaxTree {
    let buffer = sourceBuffer(capacity: bytes.count)
    bytes.withUnsafeBufferPointer { source in
      if let base = source.baseAddress { buffer.update(from: base, count: source.count) }
    }
    return parse(count: bytes.count, options: options)
  }

  private func computeParents() {
    let count = storage.pointee.nodeCount
    if storage.pointee.parentCapacity <= count {
      storage.pointee.parents.deallocate()
      storage.pointee.parentCapacity = max(count + 1, storage.pointee.parentCapacity * 2)
      storage.pointee.parents = .allocate(capacity: storage.pointee.parentCapacity)
    }
    let parents = storage.pointee.parents
    parents.initialize(repeating: 0, count: count + 1)
    let nodes = storage.pointee.nodes
    let extra = storage.pointee.extra
    let shapes = storage.pointee.shapes
    // Written out by hand: this touches every node of every file. Absent children write to entry 0, mended at the end.
    var id: UInt32 = 1
    while id <= count {
      let node = nodes + Int(id)
      var shape = shapes[Int(node.pointee.kind.rawValue)]
      if shape != 0 {
        TreeArena.adopt(shape, node.pointee.a, id, parents, extra)
        shape >>= 4
        TreeArena.adopt(shape, node.pointee.b, id, parents, extra)
        shape >>= 4
        if shape <= 15 {
          TreeArena.adopt(shape, node.pointee.c, id, parents, extra)
        } else {
          var index = Int(node.pointee.c)
          while shape != 0 {
            TreeArena.adopt(shape, extra[index], id, parents, extra)
            index &+= 1
            shape >>= 4
          }
        }
      }
      id &+= 1
    }
    parents[0] = 0
  }

  /// What stands for something missing was made where the last token ended, which may be before its parent begins.
  private func moveInvalidNodes() {
    let nodes = storage.pointee.nodes
    for id in 1...storage.pointee.nodeCount where nodes[id].kind == .invalid {
      let parent = nodes + Int(storage.pointee.parents[id])
      nodes[id].start = min(max(nodes[id].start, parent.pointee.start), parent.pointee.end)
      nodes[id].end = min(max(nodes[id].end, nodes[id].start), parent.pointee.end)
    }
  }

  /// Sets the parent of what one slot holds; the lowest four bits of `shape` are its kind.
  @inline(__always)
  private static func adopt(
    _ shape: UInt32, _ value: UInt32, _ id: UInt32, _ parents: UnsafeMutablePointer<UInt32>,
    _ extra: UnsafeMutablePointer<UInt32>
  ) {
    if shape & 15 == 1 {
      parents[Int(value)] = id
    } else if shape & 15 == 2 {
      var item = extra + Int(value)
      let end = item + Int(item.pointee)
      while item < end {
        item += 1
        parents[Int(item.pointee)] = id
      }
    }
  }
}

/// How a file is to be read.
public struct ParseOptions: Sendable, Hashable {
  public enum Language: Sendable, Hashable { case js, jsx, ts, tsx, dts }

  public enum Goal: Sendable, Hashable {
    /// ECMAScript's Script, strictly.
    case script
    case module
    /// The body of a CommonJS function: `return` and `await` as an identifier are fine, `new.target` is allowed.
    case commonJS
    /// Module if it has import or export declarations (or parses only so), else CommonJS.
    case auto
  }

  public var language: Language
  public var goal: Goal

  public init(language: Language = .js, goal: Goal = .auto) {
    self.language = language
    self.goal = goal
  }

  /// The options Node and TypeScript would use for a file of this name.
  public static func forPath(_ path: String) -> ParseOptions {
    // By bytes: splitting characters took a sixth of the time of a run over small files.
    let bytes = path.utf8
    let start = bytes.lastIndex(of: UInt8(ascii: "/")).map(bytes.index(after:)) ?? bytes.startIndex
    let parts = bytes[start...].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let ending = parts.last.map { Substring($0) } ?? ""
    // `a.d.ts`, and `a.d.css.ts` for what a stylesheet exports.
    let declaration =
      parts.count > 2
      && parts.dropFirst().dropLast().suffix(ending == "ts" ? 2 : 1).contains { $0.elementsEqual("d".utf8) }
    switch ending {
    case "ts": return ParseOptions(language: declaration ? .dts : .ts, goal: .auto)
    case "tsx": return ParseOptions(language: .tsx, goal: .auto)
    case "mts": return ParseOptions(language: declaration ? .dts : .ts, goal: .module)
    case "cts": return ParseOptions(language: declaration ? .dts : .ts, goal: .commonJS)
    case "mjs": return ParseOptions(language: .js, goal: .module)
    case "cjs": return ParseOptions(language: .js, goal: .commonJS)
    case "jsx": return ParseOptions(language: .jsx, goal: .auto)
    default: return ParseOptions(language: .js, goal: .auto)
    }
  }
}
