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
        // Lines end within it.
        let names = names(ofBody: Base64.decoded(bytes[index..<stop].lazy.filter { $0 > 0x20 }) ?? [])
        if !names.isEmpty { found.append(names) }
      }
      return found
    }
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
