import DataFormats
import ProjectFacts
import SourceText

/// A variable of an environment file whose value is a credential.
struct EnvironmentSecret {
  enum Weight: Comparable {
    /// Thought up, or for a service on the developer's own machine.
    case slight
    /// Made, or chosen as a real password is.
    case real
    /// Says by itself what it opens: a provider's token, a password with the host it belongs to.
    case certain
  }

  let entry: DotenvEntry
  var weight: Weight { secret.weight }
  private let secret: Secret

  private struct Secret {
    let weight: Weight
    /// The part of the value that is secret.
    let text: String
    /// What it is, where that is known: "a GitHub token", "a password for db.shop.io".
    var meaning: String?
  }

  /// "JWT_SECRET (9f2c…)", "MONGO_URI (hunt…, a password for cluster0.mongodb.net)"
  var description: String {
    let shown = secret.text.prefix(min(4, max(1, secret.text.count / 2)))
    return "\(entry.key) (\(shown)…\(secret.meaning.map { ", \($0)" } ?? ""))"
  }

  /// Nil where the value is no secret, or stands for one.
  init?(_ entry: DotenvEntry, in file: EnvironmentFile) {
    let value = entry.value.trimmed
    guard !value.isEmpty, !Self.isReference(value, in: file), let secret = Self.secret(value, of: entry, in: file)
    else { return nil }
    self.entry = entry
    self.secret = secret
  }

  /// A password that everybody guesses, as `DB_PASSWORD=root` and `mysql://root:12345678@localhost`; nil for everything
  /// else.
  init?(usual entry: DotenvEntry) {
    let value = entry.value.trimmed
    if let password = Addresses.parts(of: value)?.password, SecretNames.isUsual(password) {
      self.entry = entry
      secret = Secret(weight: .slight, text: password)
      return
    }
    guard SecretNames.isPassword(entry.key), !value.isEmpty, SecretNames.isUsual(value),
      !value.allSatisfy(\.isNumber) || value.count > 3
    else { return nil }
    self.entry = entry
    secret = Secret(weight: .slight, text: value)
  }

  /// `$hipping1` is no reference, though it begins as one does: names of variables are in capitals, or in the file.
  private static func isReference(_ value: String, in file: EnvironmentFile) -> Bool {
    guard SecretValues.isReference(value) else { return false }
    let name = value.dropFirst()
    let isWord =
      value.hasPrefix("$") && name.contains(where: \.isNumber) && name.contains(where: \.isLowercase)
      && name.allSatisfy { $0.isLetter || $0.isNumber }
    return !isWord || file.entries.contains { $0.key == name }
  }

  private static func secret(_ value: String, of entry: DotenvEntry, in file: EnvironmentFile) -> Secret? {
    if let name = ProviderTokens.name(of: value) { return Secret(weight: .certain, text: value, meaning: name) }
    if isPublished(entry.key) { return nil }
    if let address = Addresses.parts(of: value) { return secret(in: address, value, of: entry) }
    return weight(of: value, entry, in: file).map { Secret(weight: $0, text: value) }
  }

  /// Variables that build tools copy into what browsers load: whatever they hold is public by intention.
  static func isPublished(_ name: String) -> Bool {
    [
      "REACT_APP_", "VITE_", "NEXT_PUBLIC_", "NUXT_PUBLIC_", "VUE_APP_", "GATSBY_", "EXPO_PUBLIC_", "PUBLIC_",
      "NG_APP_",
      "STORYBOOK_",
    ].contains { name.hasPrefix($0) }
  }

  // MARK: URLs

  private static func secret(in address: Addresses.Parts, _ value: String, of entry: DotenvEntry) -> Secret? {
    if let hook = SecretValues.webhook(address, value) { return Secret(weight: .certain, text: value, meaning: hook) }
    guard let password = address.password, !password.isEmpty, !SecretValues.isReference(password),
      password != address.user,
      !SecretNames.isPlaceholder(password, for: entry.key), !SecretValues.isShown(address.user ?? "")
    else { return nil }
    let isRemote = Addresses.isRemote(address.host) || address.scheme == "cloudinary"
    let isGuessable = SecretNames.isUsual(password) || SecretValues.hasWeakWord(password)
    if !isRemote { return isGuessable ? nil : Secret(weight: .slight, text: password) }
    return Secret(
      weight: isGuessable ? .slight : .certain, text: password, meaning: "a password for \(address.host)")
  }

  // MARK: Names

  private static func weight(of value: String, _ entry: DotenvEntry, in file: EnvironmentFile) -> Weight? {
    guard let kind = SecretNames.kind(of: entry.key) ?? gluedKind(of: entry.key), !isPlain(value, for: entry.key),
      !SecretValues.isPublicKey(value, of: entry.key), !SecretNames.isPlaceholder(value, for: entry.key)
    else { return nil }
    let isUsual = SecretNames.isUsual(value)
    switch kind {
    // A signing key that everybody guesses is no key; a database on the own machine may be called `postgres`.
    case .trusted where isUsual: return .slight
    case .presented where isUsual: return nil
    case .trusted, .presented: break
    }
    if value.hasPrefix("sk_test_") || value.hasPrefix("rk_test_") { return .slight }
    if isAppPassword(value, in: file) { return .real }
    // Where a service runs says nothing of the key that the application itself signs with.
    if SecretValues.hasWeakWord(value) || kind == .presented && isForOwnMachine(entry, in: file) { return .slight }
    // A password is chosen, and may be short; of other secrets that are short and plain nobody knows what they are for.
    let length = isPassword(entry.key) ? 6 : kind == .trusted ? 10 : 16
    return SecretNames.looksMade(value) || value.count >= length && SecretValues.isMixed(value) ? .real : .slight
  }

  /// What Google makes for programs that send mail: sixteen small letters, often in groups of four. Source:
  /// support.google.com, sign in with app passwords, 2026.
  private static func isAppPassword(_ value: String, in file: EnvironmentFile) -> Bool {
    let letters = value.filter { $0 != " " }
    return letters.utf8.count == 16 && letters.utf8.allSatisfy { (0x61...0x7A).contains($0) }
      && Set(letters).count > 7 && !SecretValues.hasWeakWord(letters)
      && file.entries.contains { $0.value.lowercased().holds("gmail") }
  }

  /// `PGPASSWORD`, `DBPASSWORD`: words without a mark between them; `DB_PW`.
  private static func gluedKind(of name: String) -> SecretNames.Kind? {
    let last = Words(name).last
    return last == "pw" || ["password", "passwd"].contains { last.hasSuffix($0) }
      ? .presented : last.hasSuffix("secret") ? .trusted : nil
  }

  private static func isPassword(_ name: String) -> Bool {
    SecretNames.isPassword(name) || Words(name).withoutQualifiers.last.hasSuffix("password") || Words(name).last == "pw"
  }

  /// A switch, a number, a path, a length of time: no secret, whatever its name.
  private static func isPlain(_ value: String, for name: String) -> Bool {
    if ["true", "false", "yes", "no", "on", "off", "null", "none"].contains(value.lowercased()) { return true }
    let shortest = isPassword(name) ? 6 : 10
    if value.utf8.count < shortest, value.allSatisfy({ $0.isNumber || ".,:_-".contains($0) }) { return true }
    let isChosen = isPassword(name) && value.contains { "]['^)({}$!".contains($0) }
    if value.hasPrefix("/") && !value.hasSuffix("=") && !isChosen || value.hasPrefix("./") || value.hasPrefix("../")
      || value.hasPrefix("~/")
    {
      return true
    }
    if [".pem", ".key", ".json", ".txt", ".crt", ".p12", ".pfx"].contains(where: { value.hasSuffix($0) }) {
      return true
    }
    return value.count <= 6 && value.first?.isNumber == true && value.drop { $0.isNumber }.allSatisfy(\.isLetter)
  }

  /// `DB_PASSWORD` beside `DB_HOST=localhost`.
  private static func isForOwnMachine(_ entry: DotenvEntry, in file: EnvironmentFile) -> Bool {
    guard let service = Words(entry.key).list.first else { return false }
    return file.entries.contains { other in
      let words = Words(other.key)
      guard words.list.first == service, ["host", "hostname", "server", "uri", "url"].contains(words.last) else {
        return false
      }
      let value = other.value.trimmed
      let host = Addresses.parts(of: value)?.host ?? String(value.prefix { $0 != ":" })
      return !host.isEmpty && !Addresses.isRemote(host)
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = self[...]
    while let first = text.first, first.isWhitespace { text = text.dropFirst() }
    while let last = text.last, last.isWhitespace { text = text.dropLast() }
    return String(text)
  }
}
