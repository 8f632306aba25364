/// The name git gives an object: the hash of its contents, 20 bytes of SHA-1 or 32 of SHA-256.
package struct GitObjectID: Hashable, Sendable {
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  /// Number of bytes: 20 or 32.
  private var size: UInt8

  /// From the bytes of a hash; nil for any other number of bytes.
  package init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 20 || bytes.count == 32 else { return nil }
    size = UInt8(bytes.count)
    var place = 0
    for byte in bytes {
      let shifted = UInt64(byte) << UInt64(56 - place % 8 * 8)
      switch place / 8 {
      case 0: words.0 |= shifted
      case 1: words.1 |= shifted
      case 2: words.2 |= shifted
      default: words.3 |= shifted
      }
      place += 1
    }
  }

  /// From 40 or 64 hexadecimal digits.
  package init?(hex: some StringProtocol) {
    var bytes: [UInt8] = []
    var high: UInt8?
    for digit in hex.utf8 {
      guard let value = Self.value(ofHexDigit: digit), bytes.count < 32 else { return nil }
      if let first = high {
        bytes.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    guard high == nil else { return nil }
    self.init(bytes: bytes)
  }

  package var bytes: [UInt8] {
    let all = [words.0, words.1, words.2, words.3].flatMap { word in
      (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - $0 * 8)) }
    }
    return Array(all.prefix(Int(size)))
  }

  /// In lower case.
  package var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// The first byte, by which packs and folders sort.
  var firstByte: UInt8 { UInt8(truncatingIfNeeded: words.0 >> 56) }

  /// All zero: what git writes for "no object".
  package var isNull: Bool { words.0 | words.1 | words.2 | words.3 == 0 }

  package static func == (left: GitObjectID, right: GitObjectID) -> Bool {
    left.words == right.words && left.size == right.size
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
  }

  static func value(ofHexDigit digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

extension GitObjectID: Comparable {
  /// In the order of the bytes.
  package static func < (left: GitObjectID, right: GitObjectID) -> Bool { left.words < right.words }
}
