/// Reads an index file, and the one it is split from where there is one.
///
/// Source of the format: gitformat-index(5), versions 2 to 4, SHA-1 and SHA-256. Stat data are not kept.
struct GitIndexReader {
  private typealias Problem = GitIndex.Problem

  private let bytes: [UInt8]
  private let hashSize: Int
  private var offset = 0
  private var entries: [GitIndex.Entry] = []
  /// What a split index says of the file it is split from.
  private var link: Link?

  private struct Link {
    var base: GitObjectID
    /// By the position of an entry in the other file.
    var deleted: Set<Int>
    var replaced: [Int]
  }

  static func entries(
    of bytes: [UInt8], usesSHA256: Bool, base: (String) -> [UInt8]?
  ) throws(GitIndex.Problem) -> [GitIndex.Entry] {
    var reader = GitIndexReader(bytes: bytes, hashSize: usesSHA256 ? 32 : 20)
    try reader.read()
    guard let link = reader.link else {
      try reader.ensureNamed(from: 0)
      return reader.entries
    }
    if link.base.isNull {
      try reader.ensureNamed(from: 0)
      return reader.entries
    }
    let name = "sharedindex.\(link.base.hex)"
    guard let shared = base(name) else { throw .missingBase(name) }
    var baseReader = GitIndexReader(bytes: shared, hashSize: reader.hashSize)
    try baseReader.read()
    guard baseReader.link == nil else { throw .corrupt(offset: 0) }
    try baseReader.ensureNamed(from: 0)
    return try reader.merged(into: baseReader.entries, link)
  }

  private init(bytes: [UInt8], hashSize: Int) {
    self.bytes = bytes
    self.hashSize = hashSize
  }

  /// The entries without names stand for replaced ones of the other file, in its order; the others are new.
  private func merged(
    into base: [GitIndex.Entry], _ link: Link
  ) throws(GitIndex.Problem) -> [GitIndex.Entry] {
    var merged = base
    guard link.replaced.count <= entries.count, (link.replaced.last ?? -1) < base.count else {
      throw .corrupt(offset: offset)
    }
    for (number, position) in link.replaced.enumerated() {
      let path = entries[number].path.isEmpty ? base[position].path : entries[number].path
      merged[position] = entries[number]
      merged[position].path = path
    }
    try ensureNamed(from: link.replaced.count)
    let added = entries[link.replaced.count...]
    let addedPaths = Set(added.filter { $0.stage == 0 }.map(\.path))
    merged = merged.indices.filter { !link.deleted.contains($0) && !addedPaths.contains(merged[$0].path) }.map {
      merged[$0]
    }
    return merged + added
  }

  private func ensureNamed(from start: Int) throws(GitIndex.Problem) {
    if entries[start...].contains(where: \.path.isEmpty) { throw .corrupt(offset: offset) }
  }

  /// Entries end here at the latest: the file closes with a checksum.
  private var limit: Int { bytes.count - hashSize }

  private mutating func read() throws(GitIndex.Problem) {
    guard bytes.starts(with: Array("DIRC".utf8)) else { throw .notAnIndex }
    offset = 4
    let version = try integer(4)
    guard (2...4).contains(version) else { throw .unsupportedVersion(version) }
    let count = try integer(4)
    var path: [UInt8] = []
    for _ in 0..<count { entries.append(try readEntry(version: version, path: &path)) }
    try readExtensions()
  }

  /// One entry; `path` holds the one before it, which version 4 builds on.
  private mutating func readEntry(version: Int, path: inout [UInt8]) throws(GitIndex.Problem) -> GitIndex.Entry {
    let start = offset
    offset += 24
    let mode = try integer(4)
    let idStart = start + 40
    offset = idStart + hashSize
    let flags = try integer(2)
    guard let id = GitObjectID(bytes: bytes[idStart..<idStart + hashSize]) else { throw .corrupt(offset: start) }
    var more = 0
    if flags & 0x4000 != 0 {
      guard version >= 3 else { throw .corrupt(offset: start) }
      more = try integer(2)
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
    // Without a capacity that belonged to a longer path.
    return GitIndex.Entry(
      path: Array(path[...]), mode: mode, id: id, stage: flags >> 12 & 3, isIntended: more & 0x2000 != 0,
      isSkipped: more & 0x4000 != 0)
  }

  private mutating func readExtensions() throws(GitIndex.Problem) {
    while offset + 8 <= limit {
      let name = String(decoding: bytes[offset..<offset + 4], as: UTF8.self)
      offset += 4
      let size = try integer(4)
      guard offset + size <= limit else { throw .corrupt(offset: offset) }
      let end = offset + size
      if name == "link" {
        try readLink(end: end)
      } else if let first = name.utf8.first, first >= UInt8(ascii: "a"), name != "sdir" {
        // Lower-case extensions must be understood; `sdir` only announces sparse folders, which are entries.
        throw .unsupportedExtension(name)
      }
      offset = end
    }
  }

  private mutating func readLink(end: Int) throws(GitIndex.Problem) {
    guard offset + hashSize <= end, let base = GitObjectID(bytes: bytes[offset..<offset + hashSize]) else {
      throw .corrupt(offset: offset)
    }
    offset += hashSize
    if offset == end {
      link = Link(base: base, deleted: [], replaced: [])
      return
    }
    let deleted = try readBitmap(end: end)
    let replaced = try readBitmap(end: end)
    link = Link(base: base, deleted: Set(deleted), replaced: replaced)
  }

  /// More entries have no index that fits the limit of its file.
  private static let positionLimit = 1 << 23

  /// A compressed set of numbers (EWAH): words that say how many words of equal bits follow, and how many as they are.
  private mutating func readBitmap(end: Int) throws(GitIndex.Problem) -> [Int] {
    let start = offset
    let size = try integer(4)
    let wordCount = try integer(4)
    guard size <= Self.positionLimit, offset + wordCount * 8 + 4 <= end else { throw .corrupt(offset: start) }
    var positions: [Int] = []
    var position = 0
    var literals = 0
    for _ in 0..<wordCount {
      let high = try integer(4)
      let low = try integer(4)
      if literals > 0 {
        literals -= 1
        for bit in 0..<64 where (bit < 32 ? low >> bit : high >> (bit - 32)) & 1 == 1 {
          guard position + bit < size else { throw .corrupt(offset: start) }
          positions.append(position + bit)
        }
        position += 64
        continue
      }
      // Bit 0 is repeated in as many words as the next 32 bits say; the other 31 count the words as they are.
      let running = (high & 1) << 31 | low >> 1
      literals = high >> 1
      if low & 1 == 1 { positions.append(contentsOf: position..<max(position, min(size, position + running * 64))) }
      position = min(Self.positionLimit, position + running * 64)
    }
    offset += 4
    return positions
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
