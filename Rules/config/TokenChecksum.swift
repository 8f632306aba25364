/// The checksum at the end of tokens of GitHub and npm: CRC-32 of what stands before it, six digits to the base of 62.
///
/// Source: GitHub's description of its token formats, April 2021; npm took the same in September 2021.
enum TokenChecksum {
  private static let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

  /// Whether the last six characters are the checksum of those before.
  static func isRight(_ body: ArraySlice<UInt8>) -> Bool {
    body.count > 6 && Array(body.suffix(6)) == checksum(of: body.dropLast(6))
  }

  static func checksum(of bytes: ArraySlice<UInt8>) -> [UInt8] {
    var rest = crc32(bytes)
    var text: [UInt8] = []
    for _ in 0..<6 {
      text.append(digits[Int(rest % 62)])
      rest /= 62
    }
    return text.reversed()
  }

  private static func crc32(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    var value = UInt32.max
    for byte in bytes {
      value ^= UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }
    return ~value
  }
}
