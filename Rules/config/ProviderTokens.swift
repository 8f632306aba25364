/// Shapes of credentials that say by themselves whose they are.
///
/// Source of the shapes: the providers' own documentation of their token formats, as of 2026-11. Only shapes that nothing
/// else has are here: forty hexadecimal digits are none. Keys of test modes are left out, they open nothing of value.
enum ProviderTokens {
  struct Shape: Sendable {
    /// As it stands in a message: "a GitHub token".
    let name: String
    let prefix: String
    /// How many characters follow the prefix.
    let lengths: ClosedRange<Int>
    let alphabet: Alphabet
  }

  enum Alphabet: Sendable {
    case alphanumeric
    case upperAlphanumeric
    case hexadecimal
    /// Letters, digits, `-` and `_`.
    case word
    /// The former and dots.
    case dotted

    func contains(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): true
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): self != .hexadecimal || byte <= UInt8(ascii: "F")
      case UInt8(ascii: "a")...UInt8(ascii: "z"):
        self != .upperAlphanumeric && (self != .hexadecimal || byte <= UInt8(ascii: "f"))
      case UInt8(ascii: "-"), UInt8(ascii: "_"): self == .word || self == .dotted
      case UInt8(ascii: "."): self == .dotted
      default: false
      }
    }
  }

  static let shapes: [Shape] = [
    Shape(name: "an AWS access key", prefix: "AKIA", lengths: 16...16, alphabet: .upperAlphanumeric),
    Shape(name: "a GitHub token", prefix: "ghp_", lengths: 36...36, alphabet: .alphanumeric),
    Shape(name: "a GitHub token", prefix: "gho_", lengths: 36...36, alphabet: .alphanumeric),
    Shape(name: "a GitHub token", prefix: "ghu_", lengths: 36...36, alphabet: .alphanumeric),
    Shape(name: "a GitHub token", prefix: "ghs_", lengths: 36...36, alphabet: .alphanumeric),
    Shape(name: "a GitHub token", prefix: "github_pat_", lengths: 40...255, alphabet: .word),
    Shape(name: "a GitLab token", prefix: "glpat-", lengths: 20...64, alphabet: .dotted),
    Shape(name: "a Slack token", prefix: "xoxb-", lengths: 20...120, alphabet: .word),
    Shape(name: "a Slack token", prefix: "xoxp-", lengths: 20...120, alphabet: .word),
    Shape(name: "a Slack token", prefix: "xapp-", lengths: 20...160, alphabet: .word),
    Shape(name: "a live Stripe key", prefix: "sk_live_", lengths: 24...120, alphabet: .alphanumeric),
    Shape(name: "a live Stripe key", prefix: "rk_live_", lengths: 24...120, alphabet: .alphanumeric),
    Shape(name: "a SendGrid key", prefix: "SG.", lengths: 60...70, alphabet: .dotted),
    Shape(name: "a Mailgun key", prefix: "key-", lengths: 32...32, alphabet: .hexadecimal),
    Shape(name: "an Anthropic key", prefix: "sk-ant-", lengths: 40...160, alphabet: .word),
    Shape(name: "an OpenAI key", prefix: "sk-proj-", lengths: 40...200, alphabet: .word),
    Shape(name: "an OpenAI key", prefix: "sk-", lengths: 48...48, alphabet: .alphanumeric),
    Shape(name: "an npm token", prefix: "npm_", lengths: 36...36, alphabet: .alphanumeric),
    Shape(name: "a Hugging Face token", prefix: "hf_", lengths: 34...40, alphabet: .alphanumeric),
    Shape(name: "a Google OAuth secret", prefix: "GOCSPX-", lengths: 24...32, alphabet: .word),
    Shape(name: "a DigitalOcean token", prefix: "dop_v1_", lengths: 64...64, alphabet: .hexadecimal),
    Shape(name: "a Shopify token", prefix: "shpat_", lengths: 32...32, alphabet: .hexadecimal),
    Shape(name: "a Sentry token", prefix: "sntrys_", lengths: 40...300, alphabet: .word),
    Shape(name: "a Linear key", prefix: "lin_api_", lengths: 40...40, alphabet: .alphanumeric),
    Shape(name: "a Notion token", prefix: "ntn_", lengths: 40...60, alphabet: .alphanumeric),
    Shape(name: "a Postman key", prefix: "PMAK-", lengths: 50...70, alphabet: .word),
    Shape(name: "a Doppler token", prefix: "dp.st.", lengths: 40...80, alphabet: .dotted),
  ]

  /// What the value is, if its shape says so: "a GitHub token". Values that only show the shape (`ghp_xxxxxxxx…`,
  /// `AKIAIOSFODNN7EXAMPLE`) are none.
  static func name(of value: String) -> String? {
    let value = value.hasPrefix("Bearer ") ? String(value.dropFirst(7)) : value
    if value.contains("PRIVATE KEY-----") { return isFilledKey(value) ? "a private key" : nil }
    guard let shape = shapes.first(where: { fits(value, $0) }) else { return nil }
    let lowered = value.lowercased()
    let marks = [
      "example", "xxxx", "your", "fake", "dummy", "sample", "abcdef", "123456", "placeholder", "change", "0000",
    ]
    if marks.contains(where: { lowered.contains($0) }) { return nil }
    // A token somebody made repeats characters, but not this much.
    let rest = value.utf8.dropFirst(shape.prefix.utf8.count)
    return Set(rest).count * 3 < min(rest.count, 24) ? nil : shape.name
  }

  private static func fits(_ value: String, _ shape: Shape) -> Bool {
    guard value.hasPrefix(shape.prefix) else { return false }
    let rest = value.utf8.dropFirst(shape.prefix.utf8.count)
    return shape.lengths.contains(rest.count) && rest.allSatisfy(shape.alphabet.contains)
  }

  /// Whether something that could be a key stands between the lines that begin and end it.
  private static func isFilledKey(_ value: String) -> Bool {
    let body = value.utf8.filter { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: false
      }
    }
    return body.count > 160 && Set(body).count > 32
  }
}
