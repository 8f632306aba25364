import ProjectFacts
import SourceText

/// Certificates in text, and for whom they are: `-----BEGIN CERTIFICATE-----` around base64 of X.509 (RFC 5280).
enum Certificates {
  private static let begin = Array("-----BEGIN CERTIFICATE-----".utf8)
  private static let end = Array("-----END".utf8)
  /// Longer ones are none, and of a bundle the first few are enough.
  private static let longest = 16_000
  private static let most = 8

  /// The names that each certificate of a text gives for its subject and its issuer; those that cannot be read are left out.
  static func names(in bytes: [UInt8]) -> [[String]] {
    bytes.withUnsafeBufferPointer { bytes in
      var found: [[String]] = []
      var index = 0
      while found.count < most, let start = bytes.firstIndex(ofRun: begin, from: index) {
        index = start + begin.count
        guard let stop = bytes.firstIndex(ofRun: end, from: index), stop - index < longest else { continue }
        let names = names(ofBody: decoded(bytes[index..<stop]))
        if !names.isEmpty { found.append(names) }
      }
      return found
    }
  }

  /// What base64 stands for (RFC 4648, 4); whatever is none of its letters is passed over, as line ends are.
  private static func decoded(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8] {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for letter in text {
      let value: UInt8
      switch letter {
      case 0x41...0x5A: value = letter - 0x41
      case 0x61...0x7A: value = letter - 0x61 + 26
      case 0x30...0x39: value = letter - 0x30 + 52
      case UInt8(ascii: "+"): value = 62
      case UInt8(ascii: "/"): value = 63
      default: continue
      }
      bits = bits << 6 | UInt32(value)
      count += 6
      guard count >= 8 else { continue }
      count -= 8
      bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
    }
    return bytes
  }

  /// The values of `commonName` (2.5.4.3) and, where a certificate has none, of `organizationName` (2.5.4.10).
  private static func names(ofBody bytes: [UInt8]) -> [String] {
    let common = values(of: [0x06, 0x03, 0x55, 0x04, 0x03], in: bytes)
    return common.isEmpty ? values(of: [0x06, 0x03, 0x55, 0x04, 0x0A], in: bytes) : common
  }

  /// The strings that follow an object identifier: a tag of the kinds of strings, a length below 128, the text.
  private static func values(of identifier: [UInt8], in bytes: [UInt8]) -> [String] {
    bytes.indices.compactMap { start in
      let tag = start + identifier.count
      guard tag + 1 < bytes.count, bytes[start] == identifier[0], bytes[start..<tag].elementsEqual(identifier),
        [0x0C, 0x13, 0x14, 0x16].contains(bytes[tag]), bytes[tag + 1] < 128,
        tag + 2 + Int(bytes[tag + 1]) <= bytes.count
      else { return nil }
      return String(decoding: bytes[(tag + 2)..<(tag + 2 + Int(bytes[tag + 1]))], as: UTF8.self)
    }
  }

  /// Whether a certificate of such names is for one developer's machine: each of them is, the issuer's included.
  static func isLocal(_ names: [String]) -> Bool {
    names.allSatisfy { name in
      let name = name.lowercased()
      return Addresses.isLocal(name) || name.hasSuffix(".localhost") || name.hasSuffix(".local")
        || name.hasPrefix("mkcert development") || name == "snakeoil"
    }
  }
}
