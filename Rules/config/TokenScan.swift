import SourceText

/// Finds credentials in any text that say by themselves what they open: tokens of providers, addresses with a password,
/// private keys, webhooks.
enum TokenScan {
  struct Found {
    /// The place to show: the token, the address, the line that begins the key.
    var span: Span
    /// What no report may show.
    var secret: Span
    /// "a GitHub token", "a password for cluster0.mongodb.net"
    var meaning: String
    /// The first characters of the secret; empty where they say nothing.
    var shown: String
    var kind: Kind

    enum Kind {
      case token, key
      /// A password for a host on some network.
      case address
      /// One that is easy to guess, or for this machine.
      case weakAddress
    }
  }

  /// Cost: one pass over the bytes.
  static func credentials(in bytes: UnsafeBufferPointer<UInt8>) -> [Found] {
    var found = words(in: bytes)
    for block in PrivateKeyText.blocks(in: bytes) where block.isFilled && !block.isEncrypted {
      let line = bytes[Int(block.span.start)...].prefix { $0 != 0x0A && $0 != 0x0D && $0 != UInt8(ascii: "\\") }
      found.append(
        Found(
          span: Span(Int(block.span.start), min(line.endIndex, Int(block.span.end))), secret: block.span,
          meaning: "a private key", shown: "", kind: .key))
    }
    return withoutRepeated(found.sorted { $0.span < $1.span }, in: bytes)
  }

  /// Tokens and addresses, which begin at a word.
  private static func words(in bytes: UnsafeBufferPointer<UInt8>) -> [Found] {
    let addresses = addresses(in: bytes)
    return addresses
      + tokens(in: bytes).filter { token in
        !addresses.contains { $0.span.contains(token.span) && $0.span != token.span }
      }
  }

  private static func addresses(in bytes: UnsafeBufferPointer<UInt8>) -> [Found] {
    isWord.withUnsafeBufferPointer { isWord in
      var found: [Found] = []
      var next = 0
      while let colon = bytes.firstIndex(ofRun: separator, from: next) {
        var start = colon
        while start > next, isWord[Int(bytes[start - 1])] { start -= 1 }
        next = colon + separator.count
        guard colon - start >= 2, let address = address(in: bytes, start, colon) else { continue }
        found.append(address)
        next = max(next, Int(address.span.end))
      }
      return found
    }
  }

  private static let separator = Array("://".utf8)

  private static func tokens(in bytes: UnsafeBufferPointer<UInt8>) -> [Found] {
    isWord.withUnsafeBufferPointer { isWord in
      var found: [Found] = []
      // No word goes on across it.
      var next = 0
      while next + shortestToken <= bytes.count {
        // A word that is long enough and begins before the middle goes on to the end of what is looked at.
        var end = next + shortestToken
        guard isWord[Int(bytes[end - 1])] else {
          next = end
          continue
        }
        var start = end - 1
        while start > next, isWord[Int(bytes[start - 1])] { start -= 1 }
        while end < bytes.count, isWord[Int(bytes[end])] { end += 1 }
        if end - start >= shortestToken, ProviderTokens.mayBegin(with: bytes[start], bytes[start + 1]),
          let token = token(in: bytes, start, end)
        {
          found.append(token)
        }
        next = end
      }
      return found
    }
  }

  private static let shortestToken = 12

  // MARK: Tokens

  /// One token is told once in a file, wherever else it stands there: it is one to be withdrawn.
  private static func withoutRepeated(_ found: [Found], in bytes: UnsafeBufferPointer<UInt8>) -> [Found] {
    var seen: Set<String> = []
    return found.filter { found in
      let text = String(decoding: bytes[Int(found.secret.start)..<Int(found.secret.end)], as: UTF8.self)
      return found.kind != .token || seen.insert(text).inserted
    }
  }

  private static func token(in bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Found? {
    var end = end
    // A full stop at the end of a sentence.
    while end > start, bytes[end - 1] == UInt8(ascii: ".") { end -= 1 }
    let word = Array(bytes[start..<end])
    if let shape = ProviderTokens.shape(of: word[...]), !namesKeyOfSignature(bytes, before: start) {
      return Found(
        span: Span(start, end), secret: Span(start, end), meaning: shape.name,
        shown: SecretValues.shown(String(decoding: word, as: UTF8.self)), kind: .token)
    }
    guard isServiceRole(word) else { return nil }
    return Found(
      span: Span(start, end), secret: Span(start, end), meaning: "a service role key of Supabase", shown: "eyJ…",
      kind: .token)
  }

  /// A signed address says whose key signed it (`X-Amz-Credential=AKIA…`), and that is no secret without the key's other
  /// half.
  private static func namesKeyOfSignature(_ bytes: UnsafeBufferPointer<UInt8>, before start: Int) -> Bool {
    ["X-Amz-Credential=", "AWSAccessKeyId=", "Credential="].contains { name in
      let name = name.utf8
      return start >= name.count && bytes[(start - name.count)..<start].elementsEqual(name)
    }
  }

  /// A JSON Web Token that says that it may do everything: `"role":"service_role"`.
  private static func isServiceRole(_ word: [UInt8]) -> Bool {
    guard word.count > 100, word.starts(with: Array("eyJ".utf8)) else { return false }
    let parts = word.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 3, let payload = Base64.decoded(parts[1]) else { return false }
    let text = String(decoding: payload, as: UTF8.self).filter { $0 != " " }
    return text.holds("\"role\":\"service_role\"") && !text.holds("supabase-demo")
  }

  // MARK: Addresses

  private static let longestAddress = 600
  /// How the hosts begin whose webhooks `SecretValues` knows.
  private static let hostsOfWebhooks = ["hooks.", "discord"].map { Array($0.utf8) }

  /// `mongodb+srv://user:password@host/…`, and webhooks, whose path is the secret.
  private static func address(in bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ colon: Int) -> Found? {
    var end = colon + separator.count
    while end < min(bytes.count, colon + longestAddress), !endsAddress(bytes[end]) { end += 1 }
    // Nearly all addresses are of pages.
    let rest = bytes[(colon + separator.count)..<end]
    guard rest.contains(UInt8(ascii: "@")) || hostsOfWebhooks.contains(where: { rest.starts(with: $0) }) else {
      return nil
    }
    let text = String(decoding: bytes[start..<end], as: UTF8.self)
    guard let parts = Addresses.parts(of: text) else { return nil }
    if let hook = SecretValues.webhook(parts, text) {
      return Found(
        span: Span(start, end), secret: Span(colon + 3, end), meaning: hook, shown: "", kind: .token)
    }
    guard let password = parts.password, SecretValues.isPassword(password, of: parts) else { return nil }
    let userStart = colon + 3 + (parts.user ?? "").utf8.count + 1
    let secret = Span(userStart, min(end, userStart + password.utf8.count))
    let isRemote = Addresses.isRemote(parts.host) || parts.scheme == "cloudinary"
    let isGuessable = SecretNames.isUsual(password) || SecretValues.hasWeakWord(password)
    if !isRemote, isGuessable { return nil }
    return Found(
      span: Span(start, end), secret: secret, meaning: "the password for \(parts.host)",
      shown: SecretValues.shown(password), kind: isRemote && !isGuessable ? .address : .weakAddress)
  }

  private static func endsAddress(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte >= 0x7F || "\"'`<>(){}[]\\|^,;".utf8.contains(byte)
  }

  private static let isWord: [Bool] = (0..<256).map { byte in
    switch UInt8(byte) {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "+"):
      true
    default: false
    }
  }
}
