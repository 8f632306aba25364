/// One pack: many objects in one file, with an index of where each begins.
///
/// Source of the formats: gitformat-pack(5). Nothing is kept in memory besides the first table of the index.
final class GitPack: Sendable {
  /// What stands at a place in the pack, deltas not yet applied.
  enum Entry {
    case whole(GitObjectKind, [UInt8])
    /// The base stands at an offset in the same pack.
    case offsetDelta(base: Int, [UInt8])
    case namedDelta(base: GitObjectID, [UInt8])
  }

  let pack: GitFile
  private let index: GitFile
  private let isFirstVersion: Bool
  private let hashSize: Int
  /// How many objects have a name whose first byte is at most this.
  private let fanOut: [Int]

  init(index: GitFile, pack: GitFile, hashSize: Int) throws(GitProblem) {
    self.index = index
    self.pack = pack
    self.hashSize = hashSize
    let head = try index.bytes(at: 0, count: 8)
    isFirstVersion = !head.starts(with: [0xFF, 0x74, 0x4F, 0x63])
    if !isFirstVersion, head.bigEndian32(at: 4) != 2 {
      throw .unsupported("'\(index.name)' has version \(head.bigEndian32(at: 4))")
    }
    let table = try index.bytes(at: isFirstVersion ? 0 : 8, count: 1024)
    fanOut = (0..<256).map { table.bigEndian32(at: $0 * 4) }
    for place in 1..<256 where fanOut[place] < fanOut[place - 1] {
      throw .corrupt(file: index.name, reason: "its first table is not sorted")
    }
    let opening = try pack.bytes(at: 0, count: 12)
    guard opening.starts(with: Array("PACK".utf8)) else {
      throw .corrupt(file: pack.name, reason: "it does not begin like a pack")
    }
    guard (2...3).contains(opening.bigEndian32(at: 4)) else {
      throw .unsupported("'\(pack.name)' has version \(opening.bigEndian32(at: 4))")
    }
  }

  private var count: Int { fanOut[255] }
  /// Bytes of an entry of the table of names: the first version keeps the offset with the name.
  private var nameStride: Int { isFirstVersion ? hashSize + 4 : hashSize }
  private var namesStart: Int { isFirstVersion ? 1024 : 1032 }

  /// Where in the pack the object begins.
  func offset(of id: GitObjectID) throws(GitProblem) -> Int? {
    let names = try bucket(of: id.firstByte)
    let wanted = id.bytes
    guard wanted.count == hashSize else { return nil }
    let lead = isFirstVersion ? 4 : 0
    var low = 0
    var high = names.count / nameStride
    while low < high {
      let middle = (low + high) / 2
      let start = middle * nameStride + lead
      if names[start..<start + hashSize].lexicographicallyPrecedes(wanted) { low = middle + 1 } else { high = middle }
    }
    let start = low * nameStride + lead
    guard start + hashSize <= names.count, names[start..<start + hashSize].elementsEqual(wanted) else { return nil }
    if isFirstVersion { return names.bigEndian32(at: low * nameStride) }
    return try offset(at: bucketStart(of: id.firstByte) + low)
  }

  /// Objects whose names begin with these half bytes, at most `limit`.
  func ids(withPrefix digits: [UInt8], limit: Int) throws(GitProblem) -> [GitObjectID] {
    guard digits.count >= 2 else { return [] }
    let names = try bucket(of: digits[0] << 4 | digits[1])
    let lead = isFirstVersion ? 4 : 0
    var found: [GitObjectID] = []
    for start in stride(from: lead, to: names.count, by: nameStride) where found.count < limit {
      let matches = digits.indices.allSatisfy { place in
        let byte = names[start + place / 2]
        return digits[place] == (place % 2 == 0 ? byte >> 4 : byte & 15)
      }
      if matches, let id = GitObjectID(bytes: names[start..<start + hashSize]) { found.append(id) }
    }
    return found
  }

  private func bucketStart(of byte: UInt8) -> Int { byte == 0 ? 0 : fanOut[Int(byte) - 1] }

  /// The part of the table of names in which names begin with a byte.
  private func bucket(of byte: UInt8) throws(GitProblem) -> [UInt8] {
    let start = bucketStart(of: byte)
    return try index.bytes(at: namesStart + start * nameStride, count: (fanOut[Int(byte)] - start) * nameStride)
  }

  /// The second version keeps offsets behind names and checksums, and large ones in a table of their own.
  private func offset(at place: Int) throws(GitProblem) -> Int {
    let offsetsStart = namesStart + count * (hashSize + 4)
    let short = try index.bytes(at: offsetsStart + place * 4, count: 4).bigEndian32(at: 0)
    guard short & 0x8000_0000 != 0 else { return short }
    let long = try index.bytes(at: offsetsStart + count * 4 + (short & 0x7FFF_FFFF) * 8, count: 8)
    guard long[0] < 0x40 else { throw .corrupt(file: index.name, reason: "an offset is out of range") }
    return long.bigEndian32(at: 0) << 32 | long.bigEndian32(at: 4)
  }

  /// What stands at an offset. `limit` bounds the size of what is unpacked.
  func entry(at offset: Int, limit: Int) throws(GitProblem) -> Entry {
    guard offset >= 12, offset < pack.size else { throw corrupt("an object lies outside of it") }
    let head = try pack.bytes(at: offset, count: min(pack.size - offset, 64))
    var place = 0
    func next() throws(GitProblem) -> Int {
      guard place < head.count else { throw corrupt("an object is cut off") }
      place += 1
      return Int(head[place - 1])
    }
    var byte = try next()
    let type = byte >> 4 & 7
    var size = byte & 15
    var shift = 4
    while byte & 0x80 != 0 {
      byte = try next()
      guard shift <= 46 else { throw corrupt("the size of an object is out of range") }
      size |= (byte & 0x7F) << shift
      shift += 7
    }
    guard size <= limit else { throw .tooLarge(what: "an object of git's", size: size, limit: limit) }
    switch type {
    case 1: return .whole(.commit, try unpack(at: offset + place, size: size))
    case 2: return .whole(.tree, try unpack(at: offset + place, size: size))
    case 3: return .whole(.blob, try unpack(at: offset + place, size: size))
    case 4: return .whole(.tag, try unpack(at: offset + place, size: size))
    case 6:
      byte = try next()
      var distance = byte & 0x7F
      while byte & 0x80 != 0 {
        byte = try next()
        guard distance < 1 << 46 else { throw corrupt("the base of a delta is out of range") }
        distance = (distance + 1) << 7 | byte & 0x7F
      }
      guard distance > 0, distance < offset else { throw corrupt("the base of a delta is out of range") }
      return .offsetDelta(base: offset - distance, try unpack(at: offset + place, size: size))
    case 7:
      guard place + hashSize <= head.count, let base = GitObjectID(bytes: head[place..<place + hashSize]) else {
        throw corrupt("an object is cut off")
      }
      return .namedDelta(base: base, try unpack(at: offset + place + hashSize, size: size))
    default: throw corrupt("an object has no known type")
    }
  }

  /// Packed data do not say how long they are: more is read until it suffices.
  private func unpack(at start: Int, size: Int) throws(GitProblem) -> [UInt8] {
    guard start < pack.size else { throw corrupt("an object is cut off") }
    var length = size + size / 512 + 64
    while true {
      let available = min(length, pack.size - start)
      do {
        let unpacked = try Inflater.inflate(
          try read(at: start, count: available), limit: size, expected: size)
        guard unpacked.count == size else { throw Inflater.Problem.malformed }
        return unpacked
      } catch Inflater.Problem.truncated where available < pack.size - start {
        length *= 4
      } catch let problem as GitProblem {
        throw problem
      } catch {
        throw corrupt("an object cannot be unpacked")
      }
    }
  }

  private func read(at start: Int, count: Int) throws(GitProblem) -> [UInt8] { try pack.bytes(at: start, count: count) }

  private func corrupt(_ reason: String) -> GitProblem { .corrupt(file: pack.name, reason: reason) }
}
