import Glibc
import SourceText

/// Tells real credentials from what only stands for one: references, placeholders, words that people write when they have
/// to write something.
enum SecretValues {
  // MARK: Values that stand for others

  /// `${OTHER}`, `op://vault/item`, `encrypted:…`: the secret is somewhere else, or cannot be read.
  static func isReference(_ value: String) -> Bool {
    if value.holds("${") || value.holds("$(") || value.holds("{{") { return true }
    // The address of an account or a contract on a chain; private keys have 64 digits.
    if value.hasPrefix("0x"), value.utf8.count == 42, value.dropFirst(2).allSatisfy(\.isHexDigit) { return true }
    if value.hasPrefix("$"), value.dropFirst().allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) { return true }
    return [
      "encrypted:", "ENC[", "ENC(", "op://", "vault:", "vault://", "arn:", "awssm://", "ssm:", "gcp-sm:", "secret://",
      "file:",
    ]
    .contains { value.hasPrefix($0) }
  }

  /// `postgres://USER:…`, `https://<user>:…`
  static func isShown(_ user: String) -> Bool { !user.isEmpty && SecretNames.isPlaceholder(user, for: "") }

  /// Addresses that let in whoever knows them.
  static func webhook(_ address: Addresses.Parts, _ value: String) -> String? {
    let name: String
    switch address.host {
    case "hooks.slack.com": name = "a Slack webhook"
    case "discord.com", "discordapp.com": name = "a Discord webhook"
    default: return nil
    }
    guard value.holds("/services/T") || value.holds("/api/webhooks/"),
      let last = value.parts(between: "/").last,
      SecretNames.looksMade(String(last)), !SecretNames.isPlaceholder(String(last), for: "")
    else { return nil }
    return name
  }

  /// Keys that are meant for browsers.
  static func isPublicKey(_ value: String, of name: String) -> Bool {
    value.hasPrefix("pk_") || value.hasPrefix("pk.") || value.holds("BEGIN PUBLIC KEY")
      // PostHog's key of a project writes events and reads nothing.
      || value.hasPrefix("phc_")
      || value.hasPrefix("AIza") && Words(name).contains(anyOf: ["firebase", "maps", "map"])
  }

  /// `P@ssw0rd1`, `supersecret`, `admin123`: what people write when they have to write something.
  static func hasWeakWord(_ value: String) -> Bool {
    let letters: [Character: Character] = [
      "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "$": "s", "@": "a", "!": "i", "7": "t",
    ]
    let plain = String(value.lowercased().map { letters[$0] ?? $0 })
    return [
      "password", "passwd", "secret", "admin", "qwerty", "welcome", "letmein", "keyboard", "test", "demo", "local",
      "develop",
    ]
    .contains { plain.holds($0) }
  }

  /// Letters of both cases, or letters and something else, without blanks: `Tr1butary`, `ckmTxaWQ`.
  static func isMixed(_ value: String) -> Bool {
    guard value.contains(where: \.isLetter), !value.holds(" ") else { return false }
    let hasOthers = value.contains { !$0.isLetter }
    return hasOthers
      || value.contains(where: \.isLowercase) && value.contains(where: \.isUppercase) && Set(value).count > 9
  }

  /// Whether the password of an address is one: not missing, not the user's name, no placeholder, no variable.
  static func isPassword(_ password: String, of address: Addresses.Parts) -> Bool {
    guard !password.isEmpty, !isReference(password), !password.holds("$"), password != address.user,
      !SecretNames.isPlaceholder(password, for: "password"), !isShown(address.user ?? "")
    else { return false }
    // "user%40example.com" is "user" as well.
    let user = address.user?.lowercased().replacing("%40", with: "@").prefix { $0 != "@" }
    return
      !(["user", "username", "login", "name", "admin", "root"].contains(user.map(String.init))
      && SecretNames.isUsual(password))
  }

  /// What may be shown of a secret: four characters at most, and never more than half of it.
  static func shown(_ text: String) -> String { "\(text.prefix(min(4, max(1, text.count / 2))))…" }

  /// Bits of information for each character.
  static func entropy(_ text: String) -> Double {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { counts in
      counts.initialize(repeating: 0)
      for byte in text.utf8 { counts[Int(byte)] += 1 }
      let total = Double(max(1, text.utf8.count))
      return counts.reduce(0) { sum, count in
        guard count > 0 else { return sum }
        let share = Double(count) / total
        return sum - share * log2(share)
      }
    }
  }

  /// What MD5, SHA-1, SHA-256, SHA-512 or bcrypt make of a text.
  static func isDigest(_ value: String) -> Bool {
    value.hasPrefix("$2") && value.utf8.count == 60
      || [32, 40, 64, 128].contains(value.utf8.count) && value.allSatisfy(\.isHexDigit)
  }

  /// Long, mixed and without meaning: what a machine made, or somebody who wanted it to look so.
  static func isMade(_ value: String) -> Bool {
    guard value.utf8.count >= 12, value.utf8.count <= 300, value.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      return false
    }
    // The cheap questions first: this is asked of every literal.
    let digits = value.utf8.count { (0x30...0x39).contains($0) }
    let letters = value.utf8.count { (0x61...0x7A).contains($0 | 0x20) }
    guard letters >= 4, digits >= 2, entropy(value) >= 3.5, !isOrdinary(value) else { return false }
    // `oauth2-proxy-v1`, `sha256WithRSA2048`: words with a number behind.
    let words = Words(value).list
    let known = words.filter { word in word.count > 3 && word.prefix { $0.isLetter }.count > 3 && hasVowels(word) }
    return known.joined().count * 2 < value.count
  }

  /// Addresses, paths, dates, identifiers with dashes, colours, keys of translations.
  private static func isOrdinary(_ value: String) -> Bool {
    // What a password was made into, or a key that everybody may have.
    if ["$2a$", "$2b$", "$2y$", "$argon2", "$pbkdf2", "ssh-rsa", "sha256-", "sha384-", "sha512-"]
      .contains(where: { value.hasPrefix($0) })
    {
      return true
    }
    if value.holds("://") || value.hasPrefix("/") || value.hasPrefix("./") || value.hasPrefix("#") { return true }
    if value.contains(where: { "(){}[]<>;,|\\ ".contains($0) }) { return true }
    let parts = value.split(separator: "-", omittingEmptySubsequences: false)
    if parts.map(\.count) == [8, 4, 4, 4, 12], parts.allSatisfy({ $0.allSatisfy(\.isHexDigit) }) { return true }
    let segments = value.parts(betweenAnyOf: "./:")
    return segments.count > 2 && segments.allSatisfy { $0.allSatisfy { $0.isLetter || $0 == "_" } || $0.count < 4 }
  }

  private static func hasVowels(_ word: String) -> Bool {
    let letters = word.filter(\.isLetter)
    let vowels = letters.count { "aeiouy".contains($0) }
    return vowels * 5 >= letters.count && vowels * 3 <= letters.count * 2
  }
}
