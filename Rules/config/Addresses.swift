import SourceText

/// Where a URL or host name leads, as far as its text tells.
enum Addresses {
  /// A URL with a scheme and a host.
  struct Parts {
    var scheme: String
    var user: String?
    var password: String?
    var host: String
  }

  static func parts(of text: String) -> Parts? {
    guard let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix("://") else { return nil }
    let scheme = text[..<colon].lowercased()
    guard !scheme.isEmpty, scheme.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) })
    else {
      return nil
    }
    var authority = text[text.index(colon, offsetBy: 3)...].prefix { !"/?#".contains($0) }
    var parts = Parts(scheme: scheme, host: "")
    if let at = authority.lastIndex(of: "@") {
      let user = authority[..<at]
      let divider = user.firstIndex(of: ":") ?? user.endIndex
      parts.user = String(user[..<divider])
      if divider < user.endIndex { parts.password = String(user[user.index(after: divider)...]) }
      authority = authority[authority.index(after: at)...]
    }
    // Of several hosts of a cluster, the first.
    let first = authority.prefix { $0 != "," }
    parts.host = first.hasPrefix("[") ? String(first) : String(first.prefix { $0 != ":" }).lowercased()
    return parts
  }

  /// A host on some network: `db.shop.io`, `10.2.0.4`. Not this machine, no name of a container, no example.
  static func isRemote(_ host: String) -> Bool {
    let host = host.lowercased()
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count > 1, let last = labels.last, labels.allSatisfy(isLabel) else { return false }
    if labels.count == 4, labels.allSatisfy({ Int($0) != nil }) {
      return labels[0] != "127" && labels[0] != "0" && host != "255.255.255.255"
        && labels.allSatisfy { (Int($0) ?? 256) < 256 }
    }
    guard last.count >= 2, last.allSatisfy({ $0.isASCII && $0.isLetter }) else { return false }
    let reserved: Set<String> = ["localhost", "local", "test", "example", "invalid", "localdomain", "js", "ts", "json"]
    if reserved.contains(String(last)) { return false }
    if labels.contains(where: { placeholders.contains(String($0)) }) { return false }
    return host != "host.docker.internal" && host != "kubernetes.docker.internal"
  }

  /// `https://sandbox.pay.example`, `https://sb-openapi.pay.example`
  static func isSandbox(_ text: String) -> Bool {
    guard let host = parts(of: text)?.host else { return false }
    return host.parts(betweenAnyOf: ".-").contains { ["sandbox", "sb"].contains($0) }
  }

  private static let placeholders: Set<String> = [
    "example", "your-domain", "yourdomain", "mydomain", "domain", "yoursite", "mysite", "your-site", "yourapp",
    "your-app", "your-host", "yourhost", "company", "yourcompany",
  ]

  /// An address that is the same for everybody: an interface of a large service, a standard, a mirror of packages.
  static func isCommon(_ host: String) -> Bool {
    commonHosts.contains { host == $0 || host.hasSuffix("." + $0) }
  }

  private static let commonHosts: [String] = [
    "google.com", "googleapis.com", "gstatic.com", "facebook.com", "twitter.com", "x.com", "github.com", "gitlab.com",
    "githubusercontent.com", "linkedin.com", "microsoftonline.com", "paypal.com", "stripe.com", "twilio.com",
    "sendgrid.com", "mailgun.net", "openai.com", "slack.com", "discord.com", "telegram.org", "w3.org", "schema.org",
    "json-schema.org", "npmjs.org", "unpkg.com", "jsdelivr.net", "cloudflare.com", "mapbox.com", "openstreetmap.org",
    "opensource.org", "mozilla.org", "wikipedia.org", "youtube.com", "apple.com", "spotify.com",
  ]

  static func isLocal(_ host: String) -> Bool {
    host == "localhost" || host.hasPrefix("127.") || host == "0.0.0.0" || host == "[::1]" || host == "::1"
      || host.isEmpty
      || host.hasSuffix(".localhost") || host.hasSuffix(".local") || host == "host.docker.internal"
  }

  private static func isLabel(_ label: Substring) -> Bool {
    !label.isEmpty && label.utf8.count < 64
      && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
  }
}
