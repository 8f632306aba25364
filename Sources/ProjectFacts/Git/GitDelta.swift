/// An object as the difference to another: pieces of the base, and bytes of its own.
///
/// Source of the format: gitformat-pack(5), "Deltified representation".
struct GitDelta {
  struct Malformed: Error {}

  private let bytes: [UInt8]
  private var place = 0

  static func apply(_ delta: [UInt8], to base: [UInt8], limit: Int) throws(Malformed) -> [UInt8] {
    var reader = GitDelta(bytes: delta)
    return try reader.run(on: base, limit: limit)
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func run(on base: [UInt8], limit: Int) throws(Malformed) -> [UInt8] {
    guard try size() == base.count else { throw Malformed() }
    let resultSize = try size()
    guard resultSize <= limit else { throw Malformed() }
    var result: [UInt8] = []
    result.reserveCapacity(resultSize)
    while place < bytes.count {
      let instruction = try byte()
      if instruction & 0x80 != 0 {
        var offset = 0
        var count = 0
        for bit in 0..<4 where instruction & 1 << bit != 0 { offset |= try byte() << (bit * 8) }
        for bit in 0..<3 where instruction & 0x10 << bit != 0 { count |= try byte() << (bit * 8) }
        if count == 0 { count = 0x10000 }
        guard offset + count <= base.count, result.count + count <= resultSize else { throw Malformed() }
        result.append(contentsOf: base[offset..<offset + count])
      } else {
        guard instruction != 0, place + instruction <= bytes.count, result.count + instruction <= resultSize else {
          throw Malformed()
        }
        result.append(contentsOf: bytes[place..<place + instruction])
        place += instruction
      }
    }
    guard result.count == resultSize else { throw Malformed() }
    return result
  }

  private mutating func byte() throws(Malformed) -> Int {
    guard place < bytes.count else { throw Malformed() }
    place += 1
    return Int(bytes[place - 1])
  }

  private mutating func size() throws(Malformed) -> Int {
    var value = 0
    var shift = 0
    while true {
      let next = try byte()
      guard shift <= 42 else { throw Malformed() }
      value |= (next & 0x7F) << shift
      shift += 7
      if next & 0x80 == 0 { return value }
    }
  }
}
