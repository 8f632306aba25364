import SourceText

/// Shapes of credentials that say by themselves whose they are.
///
/// Source of the shapes: the providers' own documentation of their token formats, as of 2026-11. Only shapes that nothing
/// else has are here: forty hexadecimal digits are none. Where a shape has a checksum, it is reckoned. Keys of test modes are left out, they open nothing of value.
enum ProviderTokens {
  struct Shape: Sendable {
    /// As it stands in a message: "a GitHub token".
    let name: String
    let prefix: [UInt8]
    /// How many characters follow the prefix.
    let lengths: ClosedRange<Int>
    let alphabet: Alphabet
    /// The last six characters are a checksum of those between.
    let hasChecksum: Bool

    init(
      name: String, prefix: String, lengths: ClosedRange<Int>, alphabet: Alphabet, hasChecksum: Bool = false
    ) {
      self.name = name
      self.prefix = Array(prefix.utf8)
      self.lengths = lengths
      self.alphabet = alphabet
      self.hasChecksum = hasChecksum
    }
  }

  enum Alphabet: Sendable {
    case alphanumeric
    case upperAlphanumeric
    /// Capitals and 2 to 7.
    case base32
    case hexadecimal
    /// Letters, digits, `-`, `_` and one colon.
    case serverKey
    /// Letters, digits, `-` and `_`.
    case word
    /// The former and dots.
    case dotted

    func contains(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "2")...UInt8(ascii: "7"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"): self != .base32
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): self != .hexadecimal || byte <= UInt8(ascii: "F")
      case UInt8(ascii: "a")...UInt8(ascii: "z"):
        self != .upperAlphanumeric && self != .base32 && (self != .hexadecimal || byte <= UInt8(ascii: "f"))
      case UInt8(ascii: "-"), UInt8(ascii: "_"): self == .word || self == .dotted || self == .serverKey
      case UInt8(ascii: ":"): self == .serverKey
      case UInt8(ascii: "."): self == .dotted
      default: false
      }
    }
  }

  static let shapes: [Shape] = [
    Shape(name: "an AWS access key", prefix: "AKIA", lengths: 16...16, alphabet: .base32),
    Shape(name: "an AWS access key", prefix: "ASIA", lengths: 16...16, alphabet: .base32),
    Shape(name: "a GitHub token", prefix: "ghp_", lengths: 36...36, alphabet: .alphanumeric, hasChecksum: true),
    Shape(name: "a GitHub token", prefix: "gho_", lengths: 36...36, alphabet: .alphanumeric, hasChecksum: true),
    Shape(name: "a GitHub token", prefix: "ghu_", lengths: 36...36, alphabet: .alphanumeric, hasChecksum: true),
    Shape(name: "a GitHub token", prefix: "ghs_", lengths: 36...36, alphabet: .alphanumeric, hasChecksum: true),
    Shape(name: "a GitHub token", prefix: "ghr_", lengths: 36...36, alphabet: .alphanumeric, hasChecksum: true),
    Shape(name: "a GitHub token", prefix: "github_pat_", lengths: 82...82, alphabet: .word),
    Shape(name: "a GitLab token", prefix: "glpat-", lengths: 20...64, alphabet: .dotted),
    Shape(name: "a GitLab deploy token", prefix: "gldt-", lengths: 20...64, alphabet: .dotted),
    Shape(name: "a GitLab runner token", prefix: "glrt-", lengths: 20...64, alphabet: .dotted),
    Shape(name: "a Slack token", prefix: "xoxb-", lengths: 40...120, alphabet: .word),
    Shape(name: "a Slack token", prefix: "xoxp-", lengths: 40...120, alphabet: .word),
    Shape(name: "a Slack token", prefix: "xoxa-", lengths: 40...120, alphabet: .word),
    Shape(name: "a Slack token", prefix: "xapp-", lengths: 40...160, alphabet: .word),
    Shape(name: "a live Shippo key", prefix: "shippo_live_", lengths: 40...40, alphabet: .hexadecimal),
    Shape(name: "a live Stripe key", prefix: "sk_live_", lengths: 24...120, alphabet: .alphanumeric),
    Shape(name: "a live Stripe key", prefix: "rk_live_", lengths: 24...120, alphabet: .alphanumeric),
    Shape(name: "a Stripe webhook secret", prefix: "whsec_", lengths: 32...64, alphabet: .alphanumeric),
    Shape(name: "a Square token", prefix: "sq0atp-", lengths: 22...22, alphabet: .word),
    Shape(name: "a Square secret", prefix: "sq0csp-", lengths: 43...43, alphabet: .word),
    Shape(name: "a SendGrid key", prefix: "SG.", lengths: 66...66, alphabet: .dotted),
    Shape(name: "a Mailgun key", prefix: "key-", lengths: 32...32, alphabet: .hexadecimal),
    Shape(name: "a Brevo key", prefix: "xkeysib-", lengths: 81...81, alphabet: .word),
    Shape(name: "an SMTP key of Brevo", prefix: "xsmtpsib-", lengths: 81...81, alphabet: .word),
    Shape(name: "a Resend key", prefix: "re_", lengths: 33...33, alphabet: .word),
    Shape(name: "an Anthropic key", prefix: "sk-ant-", lengths: 80...160, alphabet: .word),
    Shape(name: "an OpenAI key", prefix: "sk-proj-", lengths: 40...200, alphabet: .word),
    Shape(name: "an OpenAI key", prefix: "sk-svcacct-", lengths: 40...200, alphabet: .word),
    Shape(name: "an OpenAI key", prefix: "sk-", lengths: 48...48, alphabet: .alphanumeric),
    Shape(name: "a Groq key", prefix: "gsk_", lengths: 52...52, alphabet: .alphanumeric),
    Shape(name: "a Replicate token", prefix: "r8_", lengths: 37...37, alphabet: .alphanumeric),
    Shape(name: "a Perplexity key", prefix: "pplx-", lengths: 48...48, alphabet: .alphanumeric),
    Shape(name: "a Hugging Face token", prefix: "hf_", lengths: 34...40, alphabet: .alphanumeric),
    Shape(name: "an npm token", prefix: "npm_", lengths: 36...36, alphabet: .alphanumeric, hasChecksum: true),
    Shape(name: "a PyPI token", prefix: "pypi-AgEIcHlwaS5vcmc", lengths: 50...200, alphabet: .word),
    Shape(name: "a Docker Hub token", prefix: "dckr_pat_", lengths: 27...27, alphabet: .word),
    Shape(name: "a Google OAuth secret", prefix: "GOCSPX-", lengths: 24...32, alphabet: .word),
    Shape(name: "a Google OAuth token", prefix: "ya29.", lengths: 60...300, alphabet: .word),
    Shape(name: "a DigitalOcean token", prefix: "dop_v1_", lengths: 64...64, alphabet: .hexadecimal),
    Shape(name: "a DigitalOcean token", prefix: "doo_v1_", lengths: 64...64, alphabet: .hexadecimal),
    Shape(name: "a Shopify token", prefix: "shpat_", lengths: 32...32, alphabet: .hexadecimal),
    Shape(name: "a Shopify secret", prefix: "shpss_", lengths: 32...32, alphabet: .hexadecimal),
    Shape(name: "a Sentry token", prefix: "sntrys_", lengths: 40...300, alphabet: .word),
    Shape(name: "a Sentry token", prefix: "sntryu_", lengths: 64...64, alphabet: .hexadecimal),
    Shape(name: "a Linear key", prefix: "lin_api_", lengths: 40...40, alphabet: .alphanumeric),
    Shape(name: "a Notion token", prefix: "ntn_", lengths: 40...60, alphabet: .alphanumeric),
    Shape(name: "a Notion token", prefix: "secret_", lengths: 43...43, alphabet: .alphanumeric),
    Shape(name: "a Postman key", prefix: "PMAK-", lengths: 59...59, alphabet: .word),
    Shape(name: "a Doppler token", prefix: "dp.st.", lengths: 40...80, alphabet: .dotted),
    Shape(name: "a Doppler token", prefix: "dp.pt.", lengths: 40...80, alphabet: .dotted),
    Shape(name: "a Vault token", prefix: "hvs.", lengths: 90...120, alphabet: .word),
    Shape(name: "a Pulumi token", prefix: "pul-", lengths: 40...40, alphabet: .hexadecimal),
    Shape(name: "a Grafana token", prefix: "glsa_", lengths: 41...41, alphabet: .word),
    Shape(name: "a Databricks token", prefix: "dapi", lengths: 32...32, alphabet: .hexadecimal),
    Shape(name: "a New Relic key", prefix: "NRAK-", lengths: 27...27, alphabet: .upperAlphanumeric),
    Shape(name: "a Supabase token", prefix: "sbp_", lengths: 40...40, alphabet: .hexadecimal),
    Shape(name: "a Supabase key", prefix: "sb_secret_", lengths: 31...60, alphabet: .word),
    Shape(name: "a PlanetScale password", prefix: "pscale_pw_", lengths: 40...64, alphabet: .word),
    Shape(name: "a Mapbox secret token", prefix: "sk.eyJ", lengths: 80...200, alphabet: .dotted),
    Shape(name: "an age key", prefix: "AGE-SECRET-KEY-1", lengths: 58...58, alphabet: .upperAlphanumeric),
    Shape(name: "a Firebase server key", prefix: "AAAA", lengths: 148...148, alphabet: .serverKey),
    Shape(name: "a Xendit key", prefix: "xnd_production_", lengths: 40...80, alphabet: .alphanumeric),
    Shape(name: "a Flutterwave key", prefix: "FLWSECK-", lengths: 34...40, alphabet: .word),
  ]

  /// What the value is, if its shape says so: "a GitHub token". Values that only show the shape (`ghp_xxxxxxxx…`,
  /// `AKIAIOSFODNN7EXAMPLE`) are none.
  static func name(of value: String) -> String? {
    let value = value.hasPrefix("Bearer ") ? String(value.dropFirst(7)) : value
    if value.holds("PRIVATE KEY-----") { return PrivateKeyText.isFilled(value) ? "a private key" : nil }
    return shape(of: Array(value.utf8)[...])?.name
  }

  /// The shape of a token that these bytes are from the first to the last.
  static func shape(of bytes: ArraySlice<UInt8>) -> Shape? {
    guard let first = bytes.first, bytes.count < 320,
      let shape = shapesByFirst[Int(first)].first(where: { fits(bytes, $0) })
    else { return nil }
    let lowered = String(decoding: bytes, as: UTF8.self).lowercased()
    let marks = [
      "example", "xxxx", "your", "fake", "dummy", "sample", "abcdef", "123456", "placeholder", "change", "0000",
    ]
    if marks.contains(where: { lowered.holds($0) }) { return nil }
    // A token somebody made repeats characters, but not this much; and it has digits.
    let rest = bytes.dropFirst(shape.prefix.count)
    guard Set(rest).count * 3 >= min(rest.count, 24), rest.contains(where: { (0x30...0x39).contains($0) }) else {
      return nil
    }
    return shape.hasChecksum && !TokenChecksum.isRight(rest) ? nil : shape
  }

  /// Whether a word that begins with these bytes may be a token: of a shape, or a JSON Web Token. A text is asked at each
  /// of its words.
  static func mayBegin(with first: UInt8, _ second: UInt8) -> Bool { beginnings[Int(first) << 8 | Int(second)] }

  private static let beginnings: [Bool] = {
    var beginnings = [Bool](repeating: false, count: 1 << 16)
    for prefix in shapes.map(\.prefix) + [Array("eyJ".utf8)] where prefix.count > 1 {
      beginnings[Int(prefix[0]) << 8 | Int(prefix[1])] = true
    }
    return beginnings
  }()

  /// By their first byte: a text is asked at each of its words.
  private static let shapesByFirst: [[Shape]] = (0..<256).map { byte in
    shapes.filter { $0.prefix.first.map(Int.init) == byte }
  }

  private static func fits(_ bytes: ArraySlice<UInt8>, _ shape: Shape) -> Bool {
    guard bytes.starts(with: shape.prefix) else { return false }
    let rest = bytes.dropFirst(shape.prefix.count)
    return shape.lengths.contains(rest.count) && rest.allSatisfy(shape.alphabet.contains)
  }
}
