import Foundation
import Testing

@testable import ProjectFacts

@Suite("Unpacking zlib streams")
struct InflaterTests {
  /// Made with zlib: a stored block, one with the fixed code, one with a code of its own, an empty stream.
  private static let streams: [(packed: [UInt8], text: String)] = [
    (bytes("7801010f00f0ff73746f7265642061732069742069732ded057f"), "stored as it is"),
    (bytes("78014b5448cbac484d5148ce4f49d5514844e20100767e08e5"), "a fixed code, a fixed code"),
    (coded, (0..<120).map { "line \($0) of a longer text, line \($0 * $0)\n" }.joined()),
    (bytes("789c030000000001"), ""),
  ]

  private static let coded = [UInt8](
    Data(
      base64Encoded: [
        "eNp9lzGOWzEMRPucwgdIIYoUJR0nhRMEMHaBYIscP8b6DzfNU+VCMkG9Tw45j99v91u7vf+8/bg93t9+3f/cPu5/P77fHp8H3z5/",
        "jM7tdd7pPF7nTuf7dR4YP18XBl3o43Uh6YJfESameOWw6EJej9h0YV0UDDFaE0gm2RUFYVpcmZgzr+s1xkj3RcQYqqhaMndFQbB9",
        "KRdE610v2vz9VGNIN0S3I90IReFSXVcuHemOfr2oI90xLy4d6abodqSbFQXpzsoF6c56EZeuuDjS3aLrSHfrGznXbtOndi7epopx",
        "rl5T4fngVhJhT76jNnBEbK5u8nXoSb0LIdtQbwcrRApzsESklCaY85RcBXNe0rw4qISEM1gmmjgH64RJwoOFojflg5y7N70LOfdo",
        "F5/RWLfEeSDnnhUHOfepfIazAOpdAzn3XSMOOXtxHjzmTN9rzIPaKh9WZFf9DJbkUB1mY9kW50TOPtUXiZx9qb8SOftWn2bwjFC/",
        "J3KO0o1EzuHSn+SNIqRjiZwjpYeJnGNKVyfPvpLniZxHk8pP5DxMw2Ly+HPNnMnzLzS6JnIeNQFn8hytOMh57MqHl7dW79o8kMVn",
        "NV4CxXkh5xz6XqvzZNd3X8g5l+pnIefZVIdr8Iogzgs5T1dfLF41hvpr8a4x1acLOc+tft+Nd2lx3sh5denP7rzY1NqOnFdKDzdy",
        "Xku6ugdvSOK8kfPz6YqDnHdoXuzFq5bmzkbOe7VyJCdLUqak2WFt+4p1WO5CWVk7rHep9z3/cFgCRcoar3hWzJ9h+Vb3isVr3nOH",
        "q7x40bPMeiOverbKDR7sYP/PEB4coZcnPJjCPsoWHnxhn+UMD9aw7zKH7A7Nv/whG0TzKItopxW7XCLbRPNdRpGdooU99fcfitwz",
        "9w==",
      ].joined()) ?? Data())

  private static func bytes(_ hex: String) -> [UInt8] {
    stride(from: 0, to: hex.utf8.count, by: 2).compactMap { UInt8(hex.dropFirst($0).prefix(2), radix: 16) }
  }

  @Test("Every kind of block is unpacked", arguments: 0..<4)
  func blocks(_ number: Int) throws {
    let (packed, text) = Self.streams[number]
    #expect(String(decoding: try Inflater.inflate(packed, limit: 1 << 16), as: UTF8.self) == text)
    #expect(try Inflater.inflate(packed, limit: text.utf8.count, expected: text.utf8.count).count == text.utf8.count)
    // What follows the stream is somebody else's.
    #expect(try Inflater.inflate(packed + [1, 2, 3], limit: 1 << 16).count == text.utf8.count)
  }

  @Test("The limit holds: as a problem, or as the end where only the beginning is asked for", arguments: 0..<3)
  func limits(_ number: Int) throws {
    let (packed, text) = Self.streams[number]
    #expect(throws: Inflater.Problem.tooLarge) { try Inflater.inflate(packed, limit: text.utf8.count - 1) }
    let beginning = try Inflater.inflate(packed, limit: 7, stopsAtLimit: true)
    #expect(String(decoding: beginning, as: UTF8.self) == text.prefix(7))
  }

  @Test("A stream cut off anywhere is said to be, and a changed one never passes", arguments: 0..<4)
  func damaged(_ number: Int) {
    let (packed, text) = Self.streams[number]
    for end in packed.indices {
      #expect(throws: Inflater.Problem.truncated) { try Inflater.inflate(Array(packed[..<end]), limit: 1 << 16) }
    }
    for place in packed.indices {
      for bit in 0..<8 {
        var damaged = packed
        damaged[place] ^= 1 << UInt8(bit)
        let unpacked = try? Inflater.inflate(damaged, limit: 1 << 16)
        // Bits of the header and of the padding carry nothing.
        #expect(unpacked == nil || unpacked == Array(text.utf8))
      }
    }
  }

  @Test("Noise is refused, and fills no memory")
  func noise() {
    var state: UInt64 = 42
    for _ in 0..<2_000 {
      let length = Int(state >> 50 & 63)
      var input: [UInt8] = [0x78, 0x9C]
      for _ in 0..<length {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        input.append(UInt8(truncatingIfNeeded: state >> 33))
      }
      state = state &* 6_364_136_223_846_793_005 &+ 1
      #expect((try? Inflater.inflate(input, limit: 1 << 12))?.count ?? 0 <= 1 << 12)
    }
  }

  @Test("SHA-1 has the values of its standard, over every length around a block")
  func sha1() {
    func hex(_ text: String) -> String? { GitObjectID(bytes: SHA1.hash(Array(text.utf8)))?.hex }
    #expect(hex("") == "da39a3ee5e6b4b0d3255bfef95601890afd80709")
    #expect(hex("abc") == "a9993e364706816aba3e25717850c26c9cd0d89d")
    #expect(
      hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") == "84983e441c3bd26ebaae4aa1f95129e5e54670f1")
    #expect(hex(String(repeating: "a", count: 1_000)) == "291e9a6c66994949b57ba5e650361e98fc36b1ba")
  }
}
