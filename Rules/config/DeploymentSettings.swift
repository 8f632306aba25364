import SourceText

/// Judges settings of production that are literals: by their name, and by the shape of their value.
struct DeploymentSettings {
  enum Kind: Sendable {
    /// A host or URL that leads somewhere.
    case address
    case bucket
    case password
    /// A database, an account: says something only together with others.
    case detail
    /// This machine: what stands beside it is no deployment.
    case local
  }

  struct Setting<Place> {
    var name: String
    var kind: Kind
    var place: Place
  }

  /// - Parameter isPaired: the same setting has an address in another environment, so that it is one whatever its name.
  static func kind(ofSetting name: String, value: String, isPaired: Bool = false) -> Kind? {
    let words = Words(name).withoutQualifiers
    // Attributes of elements say what a page is made of.
    guard !name.hasPrefix("data-"), !value.isEmpty, value.utf8.count < 400, !value.holds("<%"),
      !value.holds("${"), !value.holds("{{")
    else {
      return nil
    }
    // Browsers may know where errors are sent to.
    if words.last == "dsn", value.holds("sentry") { return nil }
    if let parts = Addresses.parts(of: value) { return kind(of: parts, words, isPaired) }
    if value.holds(" ") || value.holds("/") && !isHostLike(words) { return passwordKind(name, words, value) }
    if isHostLike(words) || isPaired {
      let host = String(value.prefix { $0 != ":" && $0 != "/" })
      if Addresses.isLocal(host) { return .local }
      if Addresses.isRemote(host), !Addresses.isCommon(host) { return isFileName(host) ? nil : .address }
    }
    if words.last == "bucket" || words.ends(with: ["bucket", "name"]) || words.ends(with: ["s3", "bucket"]) {
      return SecretNames.isPlaceholder(value, for: name) ? nil : .bucket
    }
    if let kind = passwordKind(name, words, value) { return kind }
    return isDetail(words, value) ? .detail : nil
  }

  private static func kind(of parts: Addresses.Parts, _ words: Words, _ isPaired: Bool) -> Kind? {
    if parts.scheme == "file" { return nil }
    if Addresses.isLocal(parts.host) { return .local }
    guard Addresses.isRemote(parts.host), !Addresses.isCommon(parts.host), isPaired || !isReading(words) else {
      return nil
    }
    if let password = parts.password, !SecretNames.isPlaceholder(password, for: "password"),
      !SecretNames.isUsual(password)
    {
      return .password
    }
    return .address
  }

  /// A credential whose value could be one: no placeholder, no usual one, no sentence.
  private static func passwordKind(_ name: String, _ words: Words, _ value: String) -> Kind? {
    guard SecretNames.kind(of: name) != nil, !SecretNames.isPath(value), !value.holds(" "), value.count >= 6,
      !SecretNames.isUsual(value),
      !SecretNames.isPlaceholder(value, for: name), Words(value) != words
    else { return nil }
    return .password
  }

  private static func isHostLike(_ words: Words) -> Bool {
    [
      "host", "hosts", "hostname", "server", "servers", "domain", "address", "endpoint", "ip", "origin", "url", "uri",
      "broker", "brokers", "nodes",
    ]
    .contains(words.last)
  }

  /// Links for people.
  private static func isReading(_ words: Words) -> Bool {
    words.contains(anyOf: [
      "docs", "documentation", "help", "support", "license", "homepage", "schema", "repository", "terms", "privacy",
      "description", "text", "title", "message", "label", "author", "contact", "src", "href", "script", "logo", "icon",
      "image", "favicon",
    ])
  }

  private static func isFileName(_ host: String) -> Bool {
    ["json", "js", "ts", "html", "yml", "yaml", "sqlite", "db", "log", "txt", "env", "pem", "key", "crt"]
      .contains(host.parts(between: ".").last.map(String.init) ?? "")
  }

  private static func isDetail(_ words: Words, _ value: String) -> Bool {
    guard
      ["database", "db", "dbname", "username", "user", "login", "region", "schema"].contains(words.last)
        || words.ends(with: ["db", "name"])
    else { return false }
    let usual: Set<String> = ["root", "postgres", "admin", "sa", "user", "test", "public", "database_production"]
    return !usual.contains(value.lowercased()) && !value.hasPrefix(":") && !value.holds(".sqlite")
      && !SecretNames.isPlaceholder(value, for: "user")
  }

  // MARK: All of a branch

  struct Verdict<Place> {
    var place: Place
    var message: String
    var hasPassword: Bool
  }

  /// What is to be said about the literals of one branch, if anything.
  static func verdict<Place>(on settings: [Setting<Place>]) -> Verdict<Place>? {
    let chosen = "in the source, chosen by NODE_ENV"
    if let password = settings.first(where: { $0.kind == .password }) {
      return Verdict(
        place: password.place, message: "the production \(password.name) is a literal \(chosen)", hasPassword: true)
    }
    let isLocal = settings.contains { $0.kind == .local }
    let isRemote = settings.contains { $0.kind == .address || $0.kind == .bucket }
    let named = settings.filter { $0.kind != .local && (isRemote || !isLocal) }
    let details = named.count { $0.kind == .detail }
    guard isRemote || details >= 2, let first = named.first(where: { $0.kind != .detail }) ?? named.first
    else { return nil }
    var names: [String] = []
    for setting in named where !names.contains(setting.name) { names.append(setting.name) }
    let list = names.prefix(4).joined(separator: ", ") + (names.count > 4 ? " and \(names.count - 4) more" : "")
    let message =
      names.count == 1
      ? "the production setting \(list) is a literal \(chosen)"
      : "the production settings \(list) are literals \(chosen)"
    return Verdict(place: first.place, message: message, hasPassword: false)
  }
}
