import Findings
import Testing

@Suite("secret-fallback: which names, which values")
struct SecretFallbackTests {
  private func severities(_ source: String, path: String = "config.js") -> [Severity] {
    RulesTests.findings(of: "secret-fallback", in: [path: source, "package.json": "{}"]).map(\.severity)
  }

  @Test(
    "The last words of a name decide whether it is a secret",
    arguments: [
      "JWT_SECRET", "SESSION_SECRET_KEY", "SECRET", "SECRET_KEY_BASE", "APP_KEYS", "ENCRYPTION_KEY_HEX",
      "COOKIE_SECRET_1",
      "ADMIN_PASSWORD", "STRIPE_WEBHOOK_SECRET", "JWT_PRIVATE_KEY",
    ])
  func trusted(name: String) {
    #expect(severities("x = process.env.\(name) || 'value'") == [.error])
  }

  @Test("What dotenv-safe demands falls back to nothing, and a salt is worth less than a key")
  func demanded() {
    func found(_ example: String) -> [Severity] {
      RulesTests.findings(
        of: "secret-fallback",
        in: [
          "package.json": #"{ "dependencies": { "dotenv-safe": "8.2.0" } }"#, ".env.example": example,
          "config.js": "require('dotenv-safe').config()\nexports.secret = process.env.JWT_SECRET || 'value'",
        ]
      ).map(\.severity)
    }
    #expect(found("JWT_SECRET=\nPORT=\n") == [])
    #expect(found("PORT=\nHOST=\n") == [.error])
    #expect(
      severities(
        "const salt = process.env.API_KEY_SALT || 'default-salt'\nrequire('crypto').createHmac('sha256', salt)")
        == [.warning])
  }

  @Test(
    "Names that only contain the words are no secrets",
    arguments: [
      "JWT_SECRET_EXPIRES_IN", "PASSWORD_MIN_LENGTH", "TOKEN_TYPE", "SECRET_NAME", "PUBLIC_KEY", "NEXT_PUBLIC_API_KEY",
      "SORT_KEY", "PASSWORD_RESET_URL", "AWS_ACCESS_KEY_ID", "RECAPTCHA_SITE_KEY", "KEYBOARD", "AUTHOR", "PASSENGER",
      "API_KEY_HEADER", "COOKIE_NAME",
    ])
  func ordinary(name: String) {
    #expect(severities("x = process.env.\(name) || 'value'").isEmpty)
  }

  @Test(
    "A key for somebody else's door matters as much as its value looks real",
    arguments: [
      ("'your-api-key'", []), ("'SENDGRID_API_KEY'", []), ("''", []), ("'<key>'", []), ("'test'", [Severity.note]),
      ("'hg-mail-internal'", [.warning]), ("'x9Kq2mVb7TzR4wLp'", [.error]),
    ])
  func presented(value: String, expected: [Severity]) {
    #expect(severities("x = process.env.SENDGRID_API_KEY || \(value)") == expected)
  }

  @Test(
    "A connection string matters where it holds a password for another machine",
    arguments: [
      ("'mongodb://localhost/shop'", []), ("'postgres://postgres:postgres@db/shop'", []),
      ("'postgres://shop:Zk7pQ2vX9a@db.shop.io/shop'", [Severity.error]),
      ("'redis://:Zk7pQ2vX9a@localhost:6379'", []),
    ])
  func connections(value: String, expected: [Severity]) {
    #expect(severities("x = { password: process.env.DB_PASSWORD || \(value) }") == expected)
  }

  @Test(
    "Paths, switches and nothing are no fallback",
    arguments: [
      "'./certs/key.pem'", "undefined", "null", "'none'", "config.secret", "false", "required('JWT_SECRET')",
    ])
  func nothing(value: String) {
    #expect(severities("x = process.env.JWT_SECRET || \(value)").isEmpty)
  }

  @Test(
    "The forms in which a fallback is written",
    arguments: [
      "const { JWT_SECRET: secret = 'x' } = process.env",
      "const { env } = require('process')\ns = env.JWT_SECRET ?? 'x'",
      "import { env } from 'node:process'\nexport const s = env.JWT_SECRET || `x`", "process.env.JWT_SECRET ||= 'x'",
      "if (!process.env.JWT_SECRET) process.env.JWT_SECRET = 'x'",
      "s = !process.env.JWT_SECRET ? 'x' : process.env.JWT_SECRET",
      "s = (process.env.JWT_SECRET || 'x').trim()", "s = process.env.JWT_SECRET?.trim() || 'x'",
      "s = process.env.JWT_SECRET || 12345", "const s = process.env.JWT_SECRET\nsign(s || 'x')",
      "s = process.env.JWT_SECRET || 'a' + 'b'", "module.exports = { env: 'JWT_SECRET', default: 'x' }",
      "s = env.get('JWT_SECRET').default('x').asString()\nconst env = require('env-var')",
    ])
  func forms(source: String) {
    #expect(severities(source) == [.error])
  }

  @Test(
    "A file that refuses to start is left alone",
    arguments: [
      "if (!process.env.JWT_SECRET) throw new Error('missing')", "assert(process.env.JWT_SECRET, 'missing')",
      "if (secret === 'x' && isProduction) { log('missing'); process.exit(1) }",
    ])
  func refused(check: String) {
    #expect(severities("const secret = process.env.JWT_SECRET || 'x'\n\(check)").isEmpty)
    #expect(severities("const secret = process.env.JWT_SECRET || 'x'\nif (!other) throw new Error()") == [.error])
  }

  @Test("Development is worth a note, tests and templates nothing")
  func environments() {
    let source = "module.exports = { secret: process.env.JWT_SECRET || 'x' }"
    #expect(severities(source) == [.error])
    #expect(severities(source, path: "config/development.js") == [.note])
    #expect(severities("module.exports = { development: { secret: process.env.JWT_SECRET || 'x' } }") == [.note])
    #expect(severities("if (isDev) { secret = process.env.JWT_SECRET || 'x' }") == [.note])
    #expect(severities("if (isProd) throw 1\nsecret = process.env.JWT_SECRET || 'x'").isEmpty == false)
    #expect(severities(source, path: "config/test.js").isEmpty)
    #expect(severities(source, path: "config.example.js").isEmpty)
    #expect(severities(source, path: "test/config.js").isEmpty)
  }

  @Test("The value is not repeated in what is said")
  func redaction() {
    let found = RulesTests.findings(of: "secret-fallback", in: ["a.js": "s = process.env.JWT_SECRET || 'hush-hush'"])
    #expect(found.map(\.message) == ["JWT_SECRET falls back to a value that stands in the source"])
  }

  @Test(
    "Hostile sources end",
    arguments: [
      "s = " + Array(repeating: "process.env.A_SECRET", count: 5000).joined(separator: " || ") + " || 'x'",
      "const a = b, b = a; s = process.env.A_SECRET || a",
      "s = process.env.A_SECRET || " + String(repeating: "(", count: 300) + "'x'" + String(repeating: ")", count: 300),
    ])
  func hostile(source: String) {
    #expect(severities(source).count <= 1)
  }
}
