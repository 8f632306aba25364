/// The tracked paths of a repository, read from git's index file.
///
/// Source of the format: gitformat-index(5), versions 2 to 4, SHA-1 and SHA-256. Object ids and stat data are not kept.
package struct GitIndex: Sendable {
  /// Sorted by bytes, each path once.
  package private(set) var trackedPaths: [[UInt8]] = []
  /// Folders that belong to another repository.
  package private(set) var submodules: [String] = []
  /// Folders a sparse checkout left out entirely; everything below them is tracked.
  package private(set) var sparseDirectories: [[UInt8]] = []

  package enum Problem: Error, Hashable, Sendable {
    case notAnIndex
    case unsupportedVersion(Int)
    /// A split index keeps most entries in a second file.
    case split
    case unsupportedExtension(String)
    /// The file ends, or stops making sense, at this byte.
    case corrupt(offset: Int)

    /// One sentence without a full stop.
    package var message: String {
      switch self {
      case .notAnIndex: "git's index does not begin like one"
      case .unsupportedVersion(let version): "git's index has version \(version); 2, 3 and 4 are read"
      case .split: "git's index is split over two files, which is not read"
      case .unsupportedExtension(let name): "git's index needs the extension '\(name)', which is not read"
      case .corrupt(let offset): "git's index is cut off or corrupt at byte \(offset)"
      }
    }

    package var gapKind: ProjectGap.Kind {
      switch self {
      case .notAnIndex, .corrupt: .malformedFile
      case .unsupportedVersion, .split, .unsupportedExtension: .unsupportedFormat
      }
    }
  }

  init() {}

  package static func read(_ bytes: [UInt8], usesSHA256: Bool = false) throws(Problem) -> GitIndex {
    var reader = GitIndexReader(bytes: bytes, hashSize: usesSHA256 ? 32 : 20)
    return try reader.read()
  }

  package func isTracked(_ path: String) -> Bool {
    let path = Array(path.utf8)
    let place = Self.lowerBound(of: path, in: trackedPaths)
    if place < trackedPaths.count, trackedPaths[place] == path { return true }
    return sparseDirectories.contains { path.starts(with: $0) }
  }

  /// Whether anything below the folder is tracked; `prefix` ends in a slash.
  func tracksAnything(below prefix: UnsafeBufferPointer<UInt8>) -> Bool {
    let prefix = Array(prefix)
    let place = Self.lowerBound(of: prefix, in: trackedPaths)
    if place < trackedPaths.count, trackedPaths[place].starts(with: prefix) { return true }
    return sparseDirectories.contains { prefix.starts(with: $0) || $0.starts(with: prefix) }
  }

  fileprivate static func lowerBound(of path: [UInt8], in paths: [[UInt8]]) -> Int {
    var low = 0
    var high = paths.count
    while low < high {
      let middle = (low + high) / 2
      if precedes(paths[middle], path) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Byte order, a prefix first: the order of the index.
  static func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.withUnsafeBufferPointer { left in
      right.withUnsafeBufferPointer { right in
        for index in 0..<min(left.count, right.count) where left[index] != right[index] {
          return left[index] < right[index]
        }
        return left.count < right.count
      }
    }
  }

  fileprivate mutating func add(_ path: [UInt8], mode: Int) {
    switch mode >> 12 {
    case 0o16: submodules.append(String(decoding: path, as: UTF8.self))
    case 0o04: sparseDirectories.append(path.last == UInt8(ascii: "/") ? path : path + [UInt8(ascii: "/")])
    default:
      // The stages of a conflict repeat one path.
      if trackedPaths.last != path { trackedPaths.append(path) }
    }
  }

  /// git keeps its index sorted; a hostile one need not be.
  fileprivate mutating func ensureSorted() {
    for index in trackedPaths.indices.dropFirst() where Self.precedes(trackedPaths[index], trackedPaths[index - 1]) {
      trackedPaths.sort(by: Self.precedes)
      return
    }
  }
}

private struct GitIndexReader {
  let bytes: [UInt8]
  let hashSize: Int
  var offset = 0
  /// Where an entry without a name ended: right in a split index, which the extensions tell, and wrong elsewhere.
  var namelessEntry: Int?

  init(bytes: [UInt8], hashSize: Int) {
    self.bytes = bytes
    self.hashSize = hashSize
  }

  /// Entries end here at the latest: the file closes with a checksum.
  private var limit: Int { bytes.count - hashSize }

  mutating func read() throws(GitIndex.Problem) -> GitIndex {
    guard bytes.starts(with: Array("DIRC".utf8)) else { throw .notAnIndex }
    offset = 4
    let version = try integer(4)
    guard (2...4).contains(version) else { throw .unsupportedVersion(version) }
    let count = try integer(4)
    var index = GitIndex()
    var path: [UInt8] = []
    for _ in 0..<count {
      let mode = try readEntry(version: version, path: &path)
      if path.isEmpty { namelessEntry = namelessEntry ?? offset } else { index.add(path, mode: mode) }
    }
    try readExtensions()
    if let namelessEntry { throw .corrupt(offset: namelessEntry) }
    index.ensureSorted()
    return index
  }

  /// One entry; `path` holds the one before it, which version 4 builds on. Returns the entry's mode.
  private mutating func readEntry(version: Int, path: inout [UInt8]) throws(GitIndex.Problem) -> Int {
    let start = offset
    offset += 24
    let mode = try integer(4)
    offset = start + 40 + hashSize
    let flags = try integer(2)
    let isExtended = flags & 0x4000 != 0
    if isExtended {
      guard version >= 3 else { throw .corrupt(offset: start) }
      offset += 2
    }
    if version == 4 {
      let dropped = try variableInteger()
      guard dropped <= path.count else { throw .corrupt(offset: start) }
      path.removeLast(dropped)
    } else {
      path.removeAll(keepingCapacity: true)
    }
    let nameStart = offset
    while offset < limit, bytes[offset] != 0 { offset += 1 }
    guard offset < limit else { throw .corrupt(offset: start) }
    path.append(contentsOf: bytes[nameStart..<offset])
    if version == 4 {
      offset += 1
    } else {
      // One to eight zero bytes, so that the entry's length is a multiple of eight.
      offset = start + (offset - start + 8) / 8 * 8
    }
    return mode
  }

  private mutating func readExtensions() throws(GitIndex.Problem) {
    while offset + 8 <= limit {
      let name = String(decoding: bytes[offset..<offset + 4], as: UTF8.self)
      offset += 4
      let size = try integer(4)
      guard offset + size <= limit else { throw .corrupt(offset: offset) }
      if name == "link" { throw .split }
      // Lower-case extensions must be understood; `sdir` only announces sparse folders, which are read above.
      if let first = name.utf8.first, first >= UInt8(ascii: "a"), name != "sdir" { throw .unsupportedExtension(name) }
      offset += size
    }
  }

  private mutating func integer(_ size: Int) throws(GitIndex.Problem) -> Int {
    guard offset >= 0, offset + size <= bytes.count else { throw .corrupt(offset: min(offset, bytes.count)) }
    var value = 0
    for index in offset..<offset + size { value = value << 8 | Int(bytes[index]) }
    offset += size
    return value
  }

  /// git's offset encoding: seven bits a byte, each continuation adding one.
  private mutating func variableInteger() throws(GitIndex.Problem) -> Int {
    var byte = try integer(1)
    var value = byte & 0x7F
    while byte & 0x80 != 0 {
      guard value < 1 << 24 else { throw .corrupt(offset: offset) }
      byte = try integer(1)
      value = (value + 1) << 7 | byte & 0x7F
    }
    return value
  }
}
