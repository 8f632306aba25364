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
    let wanted = id.bytes
    guard wanted.count == hashSize else { return nil }
    let all = places(of: id.firstByte)
    // A few names around the one that is to be expected nearly always tell.
    var found = try search(for: wanted, in: Self.near(wanted, all))
    if case .elsewhere = found { found = try search(for: wanted, in: all) }
    guard case .place(let place) = found else { return nil }
    return try offset(at: place)
  }

  private enum Search {
    case place(Int)
    case missing
    /// It stands before or behind the part that was looked through, if anywhere.
    case elsewhere
  }

  /// Looks for a name in a part of the sorted names.
  private func search(for wanted: [UInt8], in part: Range<Int>) throws(GitProblem) -> Search {
    let names = try index.bytes(at: namesStart + part.lowerBound * nameStride, count: part.count * nameStride)
    let lead = isFirstVersion ? 4 : 0
    func name(_ number: Int) -> ArraySlice<UInt8> {
      let start = number * nameStride + lead
      return names[start..<start + hashSize]
    }
    var low = 0
    var high = part.count
    while low < high {
      let middle = (low + high) / 2
      if name(middle).lexicographicallyPrecedes(wanted) { low = middle + 1 } else { high = middle }
    }
    if low < part.count, name(low).elementsEqual(wanted) { return .place(part.lowerBound + low) }
    let isInside = low > 0 && low < part.count || part == places(of: wanted[0])
    return isInside ? .missing : .elsewhere
  }

  /// The places around the one at which a name stands if names are spread evenly, as hashes are.
  private static func near(_ wanted: [UInt8], _ all: Range<Int>) -> Range<Int> {
    let expected = all.lowerBound + all.count * (Int(wanted[1]) << 16 | Int(wanted[2]) << 8 | Int(wanted[3])) >> 24
    // Four times the standard deviation of where it stands.
    let reach = 2 * Int(Double(all.count).squareRoot()) + 8
    return (expected - reach..<expected + reach).clamped(to: all)
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

  /// The places in the table of names whose names begin with a byte.
  private func places(of byte: UInt8) -> Range<Int> { (byte == 0 ? 0 : fanOut[Int(byte) - 1])..<fanOut[Int(byte)] }

  /// The part of the table of names in which names begin with a byte.
  private func bucket(of byte: UInt8) throws(GitProblem) -> [UInt8] {
    let places = places(of: byte)
    return try index.bytes(at: namesStart + places.lowerBound * nameStride, count: places.count * nameStride)
  }

  /// The second version keeps offsets behind names and checksums, and large ones in a table of their own.
  private func offset(at place: Int) throws(GitProblem) -> Int {
    if isFirstVersion { return try index.bytes(at: namesStart + place * nameStride, count: 4).bigEndian32(at: 0) }
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
