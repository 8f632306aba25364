import Findings
import Testing

/// Tokens are put together here, so that nothing in this repository looks like one to those who search for them.
@Suite("hardcoded-secret: what counts as a secret, and that none is shown")
struct HardcodedSecretTests {
  private func findings(_ text: String, path: String = "server.js") -> [Finding] {
    RulesTests.findings(of: "hardcoded-secret", in: [path: text, "package.json": "{}"])
  }

  private let body = "q7Lm2Xc9Vb4Nz1Kd8Rt5Yw3Hs6Jf0P"

  @Test("A token with a checksum counts only where the checksum is right")
  func checksums() {
    #expect(findings("x('gh" + "p_" + body + "3XUzgm')").isEmpty)
    let right = "gh" + "p_" + body + Self.checksum(of: body)
    let found = findings("x('\(right)')")
    #expect(found.map(\.severity) == [.error])
    #expect(found.first?.message == "a GitHub token (ghp_…) stands in the source")
  }

  /// CRC-32 to the base of 62, reckoned once more.
  private static func checksum(of text: String) -> String {
    var value: UInt32 = 0xFFFF_FFFF
    for byte in text.utf8 {
      for bit in 0..<8 {
        let isSet = (value ^ UInt32(byte >> UInt8(bit))) & 1 == 1
        value = isSet ? value >> 1 ^ 0xEDB8_8320 : value >> 1
      }
    }
    value = ~value
    let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    var result = ""
    for _ in 0..<6 {
      result = "\(digits[Int(value % 62)])" + result
      value /= 62
    }
    return result
  }

  @Test("Tokens of providers are told in every file, in tests as warnings")
  func places() {
    let token = "sk_" + "live_" + body
    #expect(findings("stripe('\(token)')").map(\.severity) == [.error])
    #expect(findings("// \(token)").map(\.severity) == [.error])
    #expect(findings("stripe('\(token)')", path: "test/a.test.js").map(\.severity) == [.warning])
    #expect(findings("KEY=\(token)", path: "deploy.sh").map(\.severity) == [.error])
    #expect(findings("# use \(token)", path: "README.md").isEmpty)
    #expect(findings("{\"key\": \"\(token)\"}", path: "config.json").map(\.severity) == [.error])
    #expect(findings("x('\(token)')", path: "examples/pay.js").isEmpty)
  }

  @Test("What stands below `example` in a description of an interface, and the address of an account, are no secrets")
  func examples() {
    let made = "b7Xq2Lm9Vc4Nz1Kd8Rt5Yw"
    func found(_ text: String) -> [Severity] { findings(text, path: "src/pages/trading.yaml").map(\.severity) }
    #expect(found("swap:\n  apiToken: \"\(made)\"\n") == [.warning])
    #expect(found("swap:\n  example:\n    apiToken: \"\(made)\"\n").isEmpty)
    #expect(found("swap:\n  apiToken: \"0xae13d989daC2f0dEbFf460aC112a837C89BAa7cd\"\n").isEmpty)
  }

  @Test("A placeholder that a script signs with is a warning")
  func script() {
    func found(_ key: String, _ more: String = "") -> [Severity] {
      findings(
        "console.log(require('crypto').createHmac('sha256', '\(key)').update('a').digest())\n\(more)", path: "token.js"
      ).map(\.severity)
    }
    #expect(found("your-jwt-key-CHANGE-IN-PRODUCTION") == [.warning])
    #expect(found("your-jwt-key-CHANGE-IN-PRODUCTION", "exports.make = () => 1") == [.error])
    #expect(found(body) == [.error])
  }

  @Test("The key of New Relic's agent")
  func agent() {
    let digits = "0a9b8c7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a1b"
    #expect(findings("exports.config = { license_key: '\(digits)' }").map(\.severity) == [.warning])
    #expect(findings("exports.config = { license_key: 'MIT-\(digits)' }").isEmpty)
  }

  @Test("A key beside the address of a sandbox is a warning")
  func sandbox() {
    func found(_ host: String) -> [Severity] {
      findings(
        """
        const crypto = require('crypto')
        const express = require('express')
        const pay = { key: '\(body)', endpoint: 'https://\(host)/v2/create' }
        express().post('/', (req, res) => res.send(crypto.createHmac('sha256', pay.key).update(req.body.id).digest()))
        """
      ).map(\.severity)
    }
    #expect(found("openapi.pay.example") == [.error])
    #expect(found("sb-openapi.pay.example") == [.warning])
  }

  @Test(
    "Values that show a shape, or stand for a secret",
    arguments: [
      "'AKIA" + "IOSFODNN7EXAMPLE'", "'sk_" + "live_xxxxxxxxxxxxxxxxxxxxxxxx'",
      "'sk_" + "test_4eC39HqLyjWDarjtT1zdp7dc'",
      "'mongodb://user:password@localhost/db'", "'postgres://postgres:postgres@db/shop'",
      "'mongodb+srv://<user>:<password>@cluster0.x.mongodb.net'", "'https://example.com'",
      "'https://sfgdgfsdfgsdgfsd:sfgdfgsdgfsdfgsdgf@sentry.io/123456'",
      "'mongodb+srv://user:password@cluster0.k3v9a.mongodb.net'", "`redis://:${pass}@cache.shop.io`",
      "'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U'",
    ])
  func placeholders(value: String) {
    #expect(findings("exports.x = \(value)").isEmpty)
  }

  @Test(
    "The key of a function that signs is a secret whatever it looks like",
    arguments: [
      "require('jsonwebtoken').sign({}, 'x')", "require('jsonwebtoken').verify(t, `hush`)",
      "require('crypto').createHmac('sha256', 'x')", "app.use(require('cookie-parser')('x'), r => r.signedCookies)",
      "app.use(require('cookie-session')({ keys: ['x', 'y'] }))",
      "fastify.register(require('@fastify/jwt'), { secret: 'x' })",
      "const s = 'x'; require('jsonwebtoken').sign({}, s)",
      "const o = { secret: 'x' }; app.use(require('express-session')(o))",
      "const Koa = require('koa'); const app = new Koa(); app.keys = ['x', 'y']", "opts.secretOrKey = 'x'",
      "const K = { a: { b: 'x' } }; require('jsonwebtoken').sign({}, K.a.b)",
      "require('express-basic-auth')({ users: { admin: 'x' } })", "require('jsonwebtoken').sign({}, './key.pem')",
    ])
  func keys(source: String) {
    #expect(findings(source).map(\.severity) == [.error])
  }

  @Test(
    "A key that is no constant, or belongs to development",
    arguments: [
      "require('jsonwebtoken').sign({}, process.env.KEY || 'x')", "require('jsonwebtoken').sign({}, key())",
      "let s = 'x'; s = load(); require('jsonwebtoken').sign({}, s)", "const jwt = { sign() {} }; jwt.sign({}, 'x')",
      "require('jsonwebtoken').verify(t, '-----BEGIN PUBLIC KEY-----')",
      "require('mysql').createPool({ password: '' })",
    ])
  func others(source: String) {
    #expect(findings(source).isEmpty)
    let guarded = "if (process.env.NODE_ENV !== 'production') { require('jsonwebtoken').sign({}, 'x') }"
    #expect(findings(guarded).map(\.severity) == [.note])
  }

  @Test("A constant is followed into other files")
  func files() {
    for settings in [
      "module.exports = { jwt: { key: 'x' } }", "exports.jwt = { key: 'x' }",
      "const jwt = { key: 'x' }\nexport { jwt }",
    ] {
      let found = RulesTests.findings(
        of: "hardcoded-secret",
        in: [
          "config.js": settings, "package.json": "{}",
          "auth.js": "const { jwt: { key } } = require('./config')\nrequire('jsonwebtoken').sign({}, key)",
        ])
      #expect(found.map(\.path) == ["config.js"])
      #expect(found.first?.evidence.map(\.path) == ["config.js", "auth.js"])
    }
  }

  @Test(
    "Passwords in options are judged by their value",
    arguments: [
      ("'Tr1butary#42'", Severity.error), ("'root'", .warning), ("'admin123'", .warning), ("'changeme'", nil),
      ("'your-password'", nil), ("'${DB_PASSWORD}'", nil), ("''", nil), ("process.env.P", nil),
    ] as [(String, Severity?)])
  func options(value: String, severity: Severity?) {
    let found = findings("require('mysql2').createConnection({ host: 'db', user: 'shop', password: \(value) })")
    #expect(found.map(\.severity) == (severity.map { [$0] } ?? []))
  }

  @Test("No message shows more than four characters, and reports hide the rest")
  func redaction() {
    for source in [
      "exports.clientSecret = 'x9Kq2mVb7TzR4wLp'", "require('jsonwebtoken').sign({}, 'hush-hush')",
      "exports.u = 'postgres://shop:Tr1butary42@db.shop-cloud.io/shop'",
    ] {
      let found = findings(source)
      #expect(found.count == 1)
      #expect(
        found.allSatisfy { !$0.secrets.isEmpty && !$0.message.contains("x9Kq2") && !$0.message.contains("hush-") })
      #expect(found.allSatisfy { !$0.message.contains("Tr1bu") })
    }
  }

  @Test("Hostile texts end")
  func hostile() {
    let long = String(repeating: "a://b:c@", count: 20_000)
    #expect(findings("// \(long)").count <= 1)
    #expect(
      findings("-----BEGIN PRIVATE KEY-----" + String(repeating: "-----BEGIN ", count: 5000), path: "a.sh").isEmpty)
    #expect(findings("x = '" + String(repeating: "ghp_", count: 20_000) + "'").isEmpty)
  }
}
