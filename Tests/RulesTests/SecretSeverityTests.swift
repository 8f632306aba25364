import Findings
import Testing

/// Secrets that open little: what stands beside them says so.
@Suite("config: how much a secret in the repository opens")
struct SecretSeverityTests {
  private func secrets(_ code: String) -> [Severity] {
    findings(of: "hardcoded-secret", in: ["package.json": #"{"name": "api"}"#, "server.js": code]).map(\.severity)
  }

  @Test("What is only read for development is a note")
  func namedForDevelopment() {
    func found(_ path: String) -> [Severity] {
      let files = ["package.json": "{}", path: "exports.jwtSecret = 'x9Kq2mVb7TzR4wLp'"]
      return findings(of: "hardcoded-secret", in: files).map(\.severity)
    }
    #expect(found("config/development.js") == [.note])
    #expect(found("config/production.js") == [.warning])
  }

  @Test("What a password was turned into is a note")
  func digests() {
    func found(_ value: String) -> [Severity] {
      let files = ["package.json": "{}", "index.js": "class User { password = '\(value)' }\nmodule.exports = User"]
      return findings(of: "hardcoded-secret", in: files).map(\.severity)
    }
    #expect(found("c21f969b5f03d33d43e04f8f136e7682") == [.note])
    #expect(found("x9Kq2mVb7TzR4wLp") == [.warning])
  }

  @Test(
    "A credential of a sandbox, or one that is the user's name, is a warning",
    arguments: [
      #"require("paypal-rest-sdk").configure({ mode: "sandbox", client_secret: "EKKuvYqDRI71zdXdoVe8DM8H2O7TvL3R" })"#:
        Severity.warning,
      #"require("paypal-rest-sdk").configure({ mode: "live", client_secret: "EKKuvYqDRI71zdXdoVe8DM8H2O7TvL3R" })"#:
        .error,
      #"require("africastalking")({ apiKey: "af7cafbc444ac94306ce7b8aab6eda29", username: "sandbox" })"#: .warning,
      #"require("africastalking")({ apiKey: "af7cafbc444ac94306ce7b8aab6eda29", username: "shop" })"#: .error,
      #"require("typeorm").createConnection({ username: "harbour", password: "harbour", host: "10.2.0.3" })"#: .warning,
      #"require("typeorm").createConnection({ username: "harbour", password: "R@hasia7", host: "10.2.0.3" })"#: .error,
      #"const S = require("sequelize"); if (!process.env.DB) { new S("a", "b", "R@hasia7", { host: "localhost" }) }"#:
        .warning,
      #"const S = require("sequelize"); if (!process.env.DB) { new S("a", "b", "R@hasia7", { host: "db.shop.io" }) }"#:
        .error,
      #"const S = require("sequelize"); new S("a", "b", "R@hasia7", { host: "localhost" })"#: .error,
    ])
  func beside(_ code: String, _ severity: Severity) { #expect(secrets(code) == [severity]) }

  @Test("OpenSSH says in its own form whether a key has a passphrase")
  func passphrase() {
    func found(_ head: String) -> [Severity] {
      let body =
        "b3BlbnNzaC1rZXktdjEA" + head
        + String(repeating: "x9Kq2mVb7TzR4wLpAbCdEfGhIjKlMnOpQrStUvWxYz0123456789", count: 4)
      let key = "-----BEGIN OPENSSH PRIVATE KEY-----\n\(body)\n-----END OPENSSH PRIVATE KEY-----\n"
      return findings(of: "private-key-committed", in: ["package.json": "{}", "deploy.key": key]).map(\.severity)
    }
    #expect(found("AAAABG5vbmUAAAAEbm9uZQ") == [.error])
    #expect(found("AAAACmFlczI1Ni1jdHIAAAAGYmNyeXB0") == [.warning])
  }

  @Test("An endpoint on this machine takes any key")
  func endpoint() {
    func found(_ endpoint: String) -> Int {
      let options = "{ endpoint: '\(endpoint)', accessKeyId: 'hT4kq9', secretAccessKey: 'x9Kq2mVb7TzR4wLp' }"
      let code = "const AWS = require('aws-sdk')\nnew AWS.DynamoDB(\(options))"
      return findings(of: "hardcoded-secret", in: ["package.json": "{}", "server.js": code])
        .count { $0.message.contains("AWS.DynamoDB") }
    }
    #expect(found("http://localhost:8000") == 0)
    #expect(found("https://dynamodb.shop.io") > 0)
  }

  @Test("A database of the own machine in the section for development opens nothing")
  func development() {
    func found(_ section: String) -> [Severity] {
      let text =
        "module.exports = { \(section): { client: 'pg', connection: 'postgres://shop:Tr1b-4x@localhost/shop' } }"
      return findings(of: "hardcoded-secret", in: ["package.json": "{}", "database.js": text]).map(\.severity)
    }
    #expect(found("development") == [])
    #expect(found("production") == [.warning])
  }

  @Test("The key of cookies is a note where nobody asks for a signature")
  func cookies() {
    let parser = "const app = require('express')()\napp.use(require('cookie-parser')('keyboard cat'))\n"
    #expect(secrets(parser) == [.note])
    #expect(secrets(parser + "app.get('/', (req, res) => res.send(req.signedCookies.id))") == [.error])
    #expect(secrets(parser + "app.get('/', (req, res) => res.cookie('id', 1, { signed: true }).end())") == [.error])
  }

  @Test("What nothing imports and nothing can load signs nothing")
  func unloadable() {
    func found(_ files: [String: String]) -> [Severity] {
      let token =
        "const users = require('./users')\nexports.token = () => require('jsonwebtoken').sign({}, 'aHoux9eeQu')"
      let all = ["package.json": #"{"name": "api"}"#, "token.js": token].merging(files) { $1 }
      return findings(of: "hardcoded-secret", in: all).map(\.severity)
    }
    #expect(found([:]) == [.note])
    #expect(found(["users.js": "exports.all = []"]) == [.error])
    #expect(found(["users.json": "[]"]) == [.error])
    #expect(found([".gitignore": "users.js\n"]) == [.error])
    #expect(found(["server.js": "require('./token')"]) == [.error])
    #expect(found(["users.js": "require('./accounts')"]) == [.note])
    #expect(found(["users.js": "exports.all = () => require('./accounts')"]) == [.error])
  }

  @Test("An option of a client is no header")
  func option() {
    let files = [
      "package.json": #"{"name": "api"}"#,
      "server.js": #"""
      require("mailgun-js")({ apiKey: "af7cafbc444ac94306ce7b8aab6eda29", domain: "shop.io" })
      require("axios").get("https://shop.io", { headers: { "x-api-key": "bf7cafbc444ac94306ce7b8aab6eda29" } })
      """#,
    ]
    let messages = findings(of: "hardcoded-secret", in: files).map(\.message)
    #expect(messages.first?.hasPrefix("the apiKey of mailgun-js()") == true)
    #expect(messages.last?.hasPrefix("the header x-api-key of") == true)
  }

  @Test("A key is a note where all certificates beside it are for this machine")
  func localKeys() {
    let key =
      "-----BEGIN PRIVATE KEY-----\n"
      + String(repeating: "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCx9Kq2mVb7TzR4wLpQ1sY8uJ6hN3cF5dG\n", count: 3)
      + "-----END PRIVATE KEY-----\n"
    func found(_ files: [String: String]) -> [Severity] {
      findings(of: "private-key-committed", in: files).map(\.severity)
    }
    #expect(found(["tls/a.key": key]) == [.error])
    #expect(found(["tls/a.key": key, "tls/a.crt": Self.localhost]) == [.note])
    #expect(found(["tls/a.key": key, "tls/a.crt": Self.shop]) == [.error])
    #expect(found(["tls/a.key": key, "tls/a.crt": Self.localhost, "tls/b.crt": Self.shop]) == [.error])
    #expect(found(["tls/a.key": key, "other/a.crt": Self.localhost]) == [.error])
    #expect(found(["tls/localhost.key": key]) == [.note])
    #expect(
      found(["tls/a.key": key, "tls/a.crt": "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"]) == [.error]
    )
  }

  @Test("A template of production's settings, and where errors are sent, are no deployment")
  func templates() {
    func found(_ text: String) -> [Severity] {
      findings(of: "node-env-switch", in: ["config/default.json": "{}", "config/production.json": text]).map(\.severity)
    }
    let mail = #""mail": { "host": "smtp.shop-cloud.io", "user": "orders", "pass": "fr4ntic-Heron" }"#
    #expect(found("{ \(mail) }") == [.error])
    #expect(found("{ \(mail), \"db\": \"mongodb://<user>:<password>@<url>\" }") == [])
    #expect(found("{ \"dsn\": \"https://3f9b07c64f5892ad77c0be34a1b2@o42.ingest.sentry.io/7\" }") == [])
  }

  /// Self-signed, made for these tests; their keys were thrown away.
  private static let localhost = """
    -----BEGIN CERTIFICATE-----
    MIIBfjCCASOgAwIBAgIUR32ajSElm2HikuxtDnKmzdx8zeAwCgYIKoZIzj0EAwIw
    FDESMBAGA1UEAwwJbG9jYWxob3N0MB4XDTI2MTEyMjExNTM0OVoXDTM2MTExOTEx
    NTM0OVowFDESMBAGA1UEAwwJbG9jYWxob3N0MFkwEwYHKoZIzj0CAQYIKoZIzj0D
    AQcDQgAEj8NUw6+W5CrMbOnR8lq0TicAk6vVOnLBL9Tru9ggo/52r48rCU9w5fZu
    ggvQuHR7PUIGXKBwlDSats5KLbEfuqNTMFEwHQYDVR0OBBYEFJpjFGtX0xbyiZHc
    x9N6icRgpuuMMB8GA1UdIwQYMBaAFJpjFGtX0xbyiZHcx9N6icRgpuuMMA8GA1Ud
    EwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIhAM8luQfKk6Lhqece4ZgzOxXk
    LFayxnLphmsYymmkCPrIAiEAjHMyBniLs1vO5vI3AiK3tbxpSh/eK7W+pwydopHZ
    jJA=
    -----END CERTIFICATE-----
    """
  private static let shop = """
    -----BEGIN CERTIFICATE-----
    MIIBeTCCAR+gAwIBAgIUZ/Bjt1RgA/ZPnLfc+R8R4YP5HU4wCgYIKoZIzj0EAwIw
    EjEQMA4GA1UEAwwHc2hvcC5pbzAeFw0yNjExMjIxMTUzNDlaFw0zNjExMTkxMTUz
    NDlaMBIxEDAOBgNVBAMMB3Nob3AuaW8wWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
    AAQebEc8fJxngwRugioKQ5YOiVPhzieLD7fuYU+QnQ4goMI9CTqUXQ9x8CRj1WPu
    QUQ7se40do4Z24mptRzGXKxWo1MwUTAdBgNVHQ4EFgQUC2pmDQeHNcjDQgflJg+4
    vcB3vUIwHwYDVR0jBBgwFoAUC2pmDQeHNcjDQgflJg+4vcB3vUIwDwYDVR0TAQH/
    BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiBOAr0SaHzc2wiqPEHGrOX2WvlAGsr+
    oxUkltvEP1bxtAIhAPWnucMyEkfGqsSvsj1xeCs+FI2on+57k7gl5gDGdvEH
    -----END CERTIFICATE-----
    """
}
