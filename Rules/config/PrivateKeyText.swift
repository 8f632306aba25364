import SourceText

/// Private keys in text: blocks between `-----BEGIN … PRIVATE KEY-----` and its end.
enum PrivateKeyText {
  struct Block {
    /// "RSA", "EC", "OPENSSH", "PGP", "ENCRYPTED"; empty for PKCS 8.
    var kind: String
    /// From the first dash of the line that begins it to the end of the line that ends it, or as far as it goes.
    var span: Span
    var isEncrypted: Bool
    /// Something that could be a key stands inside.
    var isFilled: Bool
  }

  private static let begin = Array("-----BEGIN ".utf8)
  private static let mark = Array("PRIVATE KEY".utf8)
  private static let end = Array("-----END ".utf8)
  /// Longer blocks are no keys.
  private static let longest = 20_000

  /// The blocks of a text, those of public keys and certificates left out.
  static func blocks(in bytes: UnsafeBufferPointer<UInt8>) -> [Block] {
    var blocks: [Block] = []
    var index = 0
    while let start = bytes.firstIndex(ofRun: begin, from: index) {
      index = start + begin.count
      let line = bytes[index..<min(bytes.count, index + 60)].prefix { $0 != UInt8(ascii: "-") }
      guard UnsafeBufferPointer(rebasing: line).holds(mark) else { continue }
      // No key holds another.
      let limit = min(bytes.count, index + longest, bytes.firstIndex(ofRun: begin, from: index) ?? bytes.count)
      var stop = limit
      if let close = UnsafeBufferPointer(rebasing: bytes[..<limit]).firstIndex(ofRun: end, from: index) {
        stop = close + end.count
        while stop < limit, bytes[stop] != UInt8(ascii: "-") { stop += 1 }
        while stop < limit, bytes[stop] == UInt8(ascii: "-") { stop += 1 }
      }
      let words = String(decoding: line, as: UTF8.self).parts(between: " ").prefix { $0 != "PRIVATE" }
      let text = String(decoding: bytes[line.endIndex..<stop], as: UTF8.self)
      blocks.append(
        Block(
          kind: words.joined(separator: " "), span: Span(start, stop),
          isEncrypted: words.contains("ENCRYPTED") || text.holds("ENCRYPTED") || isLocked(text),
          isFilled: isFilled(text)))
      index = stop
    }
    return blocks
  }

  /// OpenSSH's own form begins with a mark and the name of the cipher, which is `none` for a key without a passphrase.
  /// Source: openssh, PROTOCOL.key.
  private static func isLocked(_ text: String) -> Bool {
    let mark = "b3BlbnNzaC1rZXktdjEAAAAA"
    return text.holds(mark) && !text.holds(mark + "BG5vbmUAAAAE")
  }

  /// Whether something that could be a key stands between the lines that begin and end it.
  static func isFilled(_ text: String) -> Bool {
    let body = text.utf8.filter { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: false
      }
    }
    return body.count > 100 && Set(body).count > 32 && !text.holds("...") && !text.holds("…") && !isCode(text)
  }

  /// `isKey = text.includes('-----BEGIN RSA PRIVATE KEY-----')`, and the program that follows it. What stands before a
  /// colon in a key's head may say anything: `Version: GnuPG v2 (GNU/Linux)`.
  private static func isCode(_ text: String) -> Bool {
    text.split(whereSeparator: \.isNewline).contains { line in
      let isHead = ["Version: ", "Comment: ", "Proc-Type: ", "DEK-Info: ", "Charset: "].contains { line.holds($0) }
      return !isHead && line.utf8.contains { "({;<".utf8.contains($0) } && !line.holds("PRIVATE KEY")
    }
  }
}
