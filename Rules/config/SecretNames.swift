import SourceText

/// Tells from its name whether a setting holds a secret, and from a value whether it is one.
///
/// Sources: the environment variables of the public projects that the rules were tried on, and the defaults that database
/// images and frameworks document, 2026. The last word of a name decides: `TOKEN_LIFETIME` is a lifetime.
enum SecretNames {
  enum Kind: Sendable {
    /// Whoever knows it is trusted by this application: keys that sign or encrypt, passwords that let in.
    case trusted
    /// It opens somebody else's door: a database, a mail server, an interface.
    case presented
  }

  static func kind(of name: String) -> Kind? {
    let all = Words(name)
    let words = all.withoutQualifiers
    guard !all.contains(anyOf: publicWords), isSecret(words) else { return nil }
    if words.contains(anyOf: ["webhook", "webhooks"]) { return .trusted }
    if words.contains(anyOf: partners) { return .presented }
    if isPassword(words) {
      return words.contains(anyOf: ["admin", "administrator", "root", "superuser", "superadmin"])
        ? .trusted : .presented
    }
    if words.last == "token" || words.last == "tokens" || words.last.hasPrefix("credential") { return .presented }
    if words.ends(with: ["api", "key"]) || words.ends(with: ["access", "key"]) || words.last == "apikey" {
      return .presented
    }
    return .trusted
  }

  /// What every name of a secret has in it: see `isSecret`.
  private static let parts = ["pass", "pwd", "secret", "token", "credential", "pepper", "key"].map { Array($0.utf8) }

  /// Whether a text may hold the name of a secret at all. Most do not, and need not be understood.
  static func mayStand(in text: [UInt8]) -> Bool {
    text.withUnsafeBufferPointer { text in
      text.indices.contains { start in
        let first = text[start] | 0x20
        guard (UInt8(ascii: "c")...UInt8(ascii: "t")).contains(first) else { return false }
        return parts.contains { part in
          part[0] == first && text.count - start >= part.count
            && part.indices.allSatisfy { text[start + $0] | 0x20 == part[$0] }
        }
      }
    }
  }

  private static func isSecret(_ words: Words) -> Bool {
    let last = words.last
    if isPassword(words) || secrets.contains(last) || last.hasSuffix("secret") { return true }
    if last == "key" || last == "keys", words.list.count > 1 {
      // `SECRET_RESET_KEY`
      return keyKinds.contains(words.list[words.list.count - 2]) || words.list.contains("secret")
    }
    return words.ends(with: ["secret", "key", "base"])
  }

  /// A name that may also be that of a cookie, a storage key or a column: `SESSION_KEY`, `TOKEN_KEY`.
  static func mayBeLabel(_ name: String) -> Bool {
    let words = Words(name).withoutQualifiers
    return words.last == "key"
      && words.contains(anyOf: ["session", "cookie", "token", "auth", "app", "service"])
      && !words.contains(anyOf: ["secret", "private", "encryption", "signing"])
  }

  /// `connect.sid`, `token`: what such a label looks like.
  static func looksLikeLabel(_ value: String) -> Bool {
    value.count <= 16 && value.allSatisfy { $0.isLetter || "._-:".contains($0) }
  }

  static func isPassword(_ name: String) -> Bool { isPassword(Words(name).withoutQualifiers) }

  /// `PGPASSWORD` runs its words together.
  private static func isPassword(_ words: Words) -> Bool {
    passwords.contains(words.last) || words.last.hasSuffix("password") || words.last.hasSuffix("passwd")
  }

  private static let passwords: Set<String> = ["password", "passwd", "pwd", "pass", "passphrase", "passcode"]

  private static let secrets: Set<String> = [
    "secret", "secrets", "token", "credential", "credentials", "pepper", "apikey", "secretkey", "privatekey",
    "accesskey", "jwtsecret", "sessionsecret", "cookiesecret",
  ]

  /// What stands before `KEY` in the name of a secret.
  private static let keyKinds: Set<String> = [
    "secret", "private", "api", "access", "encryption", "crypto", "cipher", "aes", "signing", "signature", "sign",
    "hmac", "session", "cookie", "jwt", "auth", "master", "csrf", "token", "app", "secure", "service",
  ]

  private static let publicWords: Set<String> = [
    "public", "publishable", "site", "vite", "react", "expo", "gatsby", "example", "fake", "dummy",
    // Switches: `REDIS_USE_PASSWORD`.
    "use", "enable", "enabled", "disable", "disabled", "require", "requires", "required", "has", "is", "allow",
  ]

  /// Words that say whose door a secret opens, if it is not this application's.
  private static let partners: Set<String> = [
    "client", "consumer", "db", "database", "postgres", "postgresql", "pg", "mysql", "mariadb", "mssql", "sql",
    "oracle", "mongo",
    "mongodb", "mongoose", "redis", "valkey", "rabbit", "rabbitmq", "amqp", "kafka", "nats", "mqtt", "smtp", "imap",
    "pop3", "mail",
    "mailer", "email", "ftp", "sftp", "ssh", "ldap", "elastic", "elasticsearch", "opensearch", "es", "minio", "s3",
    "aws", "gcp", "azure", "cloudinary", "cloudflare", "twilio", "sendgrid", "mailgun", "mailchimp", "mailtrap",
    "nodemailer", "stripe", "paypal",
    "braintree", "razorpay", "square", "github", "gitlab", "bitbucket", "google", "facebook", "fb", "twitter",
    "linkedin",
    "instagram", "slack", "discord", "telegram", "bot", "apple", "spotify", "twitch", "foursquare", "lastfm", "openai",
    "anthropic", "algolia",
    "sentry", "datadog", "npm", "docker", "proxy", "vapid", "pusher", "firebase", "supabase", "auth0", "okta",
    "keycloak", "cognito", "steam",
    "reddit", "yahoo", "dropbox", "trello", "jira", "zoom", "clickhouse", "neo4j", "couchdb", "cassandra", "influx",
    "influxdb", "test",
  ]

  // MARK: Values

  /// Text in the place of a value, which nobody could take for one.
  static func isPlaceholder(_ value: String, for name: String) -> Bool {
    let lowered = value.lowercased().filter { !$0.isWhitespace }
    guard lowered.count > 0 else { return true }
    // `sfgdfgsdgfsdfgsdgf`: fingers on a keyboard, where nothing but the shape matters.
    if Set(lowered).count == 1 || lowered.count >= 10 && Set(lowered).count <= 4 { return true }
    if value.hasPrefix("<") || value.hasPrefix("${") || value.hasPrefix("{{") || value.hasPrefix("%") { return true }
    let marks = [
      "your", "change", "replace", "example", "placeholder", "xxx", "todo", "insert", "dummy", "fake", "sample", "here",
      "enter", "not-set", "notset", "undefined", "missing", "redacted", "empty", "none", "null",
    ]
    if marks.contains(where: { lowered.holds($0) }) { return true }
    // `APP_SECRET`, `client-secret`: the name of the thing instead of the thing.
    let words = Words(value)
    if words == Words(name) { return true }
    return words.list.count > 1 && SecretNames.isSecret(words) && value.allSatisfy { $0.isLetter || "_- ".contains($0) }
      && (value == value.uppercased()
        || words.list.allSatisfy { Words(name).list.contains($0) || partners.contains($0) || vague.contains($0) })
  }

  private static let vague: Set<String> = [
    "my", "the", "a", "some", "app", "client", "secret", "key", "token", "password",
  ]

  /// Passwords that images and tutorials set on a developer's own machine.
  private static let usual: Set<String> = [
    "root", "admin", "postgres", "mysql", "mongo", "redis", "guest", "user", "test", "dev", "local", "localhost",
    "password", "passwd", "pass", "secret", "toor", "minio", "minioadmin", "rabbitmq", "sa", "example", "letmein",
    "qwerty", "changeme", "mysecretpassword", "p@ssw0rd", "pass123", "password123", "admin123", "root123",
    "development", "docker",
  ]

  static func isUsual(_ value: String) -> Bool {
    let lowered = value.lowercased()
    return usual.contains(lowered) || lowered.count < 4 || "1234567890".hasPrefix(lowered)
  }

  /// `./certs/key.pem`: where a secret lies, not what it is.
  static func isPath(_ value: String) -> Bool {
    if ["./", "../", "/", "~/"].contains(where: { value.hasPrefix($0) }) { return true }
    let ending = value.parts(between: ".").last.map(String.init) ?? ""
    return value.holds(".")
      && ["pem", "key", "crt", "cer", "json", "txt", "env", "js", "ts", "p12", "pfx"].contains(ending)
  }

  /// Long and mixed enough to have been made, and not thought up.
  static func looksMade(_ value: String) -> Bool {
    guard value.count >= 12, !value.holds(" ") else { return false }
    let digits = value.count { $0.isNumber }
    let letters = value.count { $0.isLetter }
    return digits >= 2 && letters >= 4
  }
}
