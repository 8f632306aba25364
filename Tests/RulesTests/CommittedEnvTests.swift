import Findings
import SourceText
import Testing

@Suite("committed-env: what counts as a secret, and that none is shown")
struct CommittedEnvTests {
  private func findings(_ text: String, path: String = ".env") -> [Finding] {
    RulesTests.findings(of: "committed-env", in: [path: text, "package.json": "{}"])
  }

  /// Put together here, so that nothing in this repository looks like a token to those who search for them.
  private let made = "x9Kq" + "2mVb7TzR4wLp"

  @Test("Tokens of providers are errors whatever the variable is called")
  func providers() {
    let body = "q7Lm2Xc9Vb4Nz1Kd8Rt5Yw3Hs6Jf0Pg" + "T2aEu"
    let found = findings("SETTING=glp" + "at-" + body + "\n")
    #expect(found.map(\.severity) == [.error])
    #expect(found.first?.message == ".env is committed with SETTING (glpa…, a GitLab token)")
    #expect(findings("SETTING=glpat-" + String(repeating: "x", count: 36) + "\n").map(\.severity) == [.note])
  }

  @Test(
    "Values that stand for a secret, or are none",
    arguments: [
      "JWT_SECRET=", "JWT_SECRET=changeme", "JWT_SECRET=<secret>", "JWT_SECRET=your-secret-here", "JWT_SECRET=xxxxxxxx",
      "JWT_SECRET=${VAULT_JWT}", "JWT_SECRET=$OTHER", "API_KEY=true", "API_TOKEN_TTL=3600", "PRIVATE_KEY=./key.pem",
      "DB_PASSWORD=postgres", "DATABASE_URL=postgres://app:app@localhost/app", "DATABASE_URL=postgres://localhost/app",
      "STRIPE_KEY=pk_live_51HhQ2k", "AWS_ACCESS_KEY_ID=" + "AKIA" + "IOSFODNN7EXAMPLE",
    ])
  func placeholders(line: String) {
    // In a file for development nothing but secrets is told.
    #expect(findings(line + "\n", path: ".env.development").isEmpty)
    #expect(!findings(line + "\n").contains { $0.severity == .error })
  }

  @Test(
    "Values that are secrets",
    arguments: [
      "JWT_SECRET=x9Kq2mVb7TzR4wLp", "export DB_PASSWORD='Tr1butary#42'", "PGPASSWORD=\"Tr1butary#42\"",
      "MONGO_URI=mongodb+srv://app:x9Kq2mVb@cluster0.k3v9a.mongodb.net/shop", "API_KEY: x9Kq2mVb7TzR4wLp",
      "REDIS_URL=redis://:x9Kq2mVb7TzR@cache.shop-cloud.io:6379", "\u{FEFF}APP_SECRET=x9Kq2mVb7TzR4wLp\r\nPORT=1",
    ])
  func secrets(text: String) {
    #expect(findings(text + "\n").map(\.severity) == [.error])
  }

  @Test("A file without a secret is a note, until a variable is there for one")
  func settings() {
    #expect(findings("PORT=1\nDB_URI=mongodb://localhost:27017/shop\nTABLE=offers-dev\n").map(\.severity) == [.note])
    #expect(findings("PORT=1\nJWT_SECRET=your-secret-key\n").map(\.severity) == [.warning])
    #expect(findings("PORT=1\nJWT_SECRET=\n").map(\.severity) == [.warning])
    let address = findings("DATABASE_URL=mysql://root:12345678@localhost:3306/shop\n")
    #expect(address.map(\.severity) == [.warning])
    #expect(address.first?.message.hasSuffix("DATABASE_URL (1234…), easy to guess or for one machine only") == true)
  }

  @Test("What Google makes for programs that send mail is no word")
  func appPasswords() {
    let mail = "SMTP_USER=shop@gmail.com\nSMTP_PASSWORD="
    #expect(findings(mail + "svxo" + "qjtbnrwkhmzd\n").map(\.severity) == [.error])
    #expect(findings(mail + "mysecretpassword\n").map(\.severity) == [.warning])
    #expect(findings("SMTP_PASSWORD=svxo" + "qjtbnrwkhmzd\n").map(\.severity) == [.warning])
  }

  @Test("Empty secrets are a note where the ignore rules have a place for the values")
  func empty() {
    func found(_ ignored: String) -> [Severity] {
      let files = ["package.json": "{}", ".env": "DB_DRIVER=redis\nREDIS_PASSWORD=\n", ".gitignore": ignored]
      return RulesTests.findings(of: "committed-env", in: files).map(\.severity)
    }
    #expect(found("node_modules\n") == [.warning])
    #expect(found(".env*.local\n") == [.note])
  }

  @Test("A password may begin as a path does")
  func slashes() {
    #expect(findings("OWNER_PASSWORD=/]Y'^5bp-KtSF)[D\n").map(\.severity) == [.error])
    #expect(findings("DB_PASSWORD=/run/secrets/db\n").map(\.severity) != [.error])
  }

  @Test("A password for this machine is a warning")
  func ownMachine() {
    #expect(findings("DB_HOST=localhost\nDB_PASSWORD=Tr1butary#42\n").map(\.severity) == [.warning])
    #expect(findings("DB_HOST=db\nDB_PASSWORD=Tr1butary#42\n").map(\.severity) == [.warning])
    #expect(findings("DB_HOST=db.shop-cloud.io\nDB_PASSWORD=Tr1butary#42\n").map(\.severity) == [.error])
  }

  @Test(
    "What a file is called decides",
    arguments: [
      (".env", Severity.error), (".env.production", .error), ("config/config.env", .error), ("mail.env", .error),
      (".env.development", .note), ("docker/.env", .note), (".env.example", nil), (".env.test", nil),
      ("tests/.env", nil),
      ("examples/api/.env", nil), (".env.vault", nil), (".env.production.enc", nil),
    ])
  func names(path: String, severity: Severity?) {
    #expect(findings("JWT_SECRET=" + made + "\n", path: path).map(\.severity) == (severity.map { [$0] } ?? []))
  }

  @Test("A template with a real token in it is a note")
  func templates() {
    let found = findings("DATABASE_URL=postgres://app:\(made)@db.shop-cloud.io/app\n", path: ".env.example")
    #expect(found.map(\.severity) == [.note])
  }

  @Test("No secret is in a message, in an identity or outside what reports must hide")
  func redaction() {
    let text = "JWT_SECRET=\(made)\nMONGO_URI=mongodb+srv://app:\(made)@cluster0.k3v9a.mongodb.net/shop\nPORT=1\n"
    for finding in findings(text) {
      let words = [finding.message, finding.identity ?? ""] + finding.evidence.map(\.message)
      #expect(words.allSatisfy { !$0.contains(made.prefix(5)) })
      #expect(finding.secrets.count == 2)
      let bytes = Array(text.utf8)
      let hidden = finding.secrets.map { String(decoding: bytes[Int($0.start)..<Int($0.end)], as: UTF8.self) }
      #expect(hidden.allSatisfy { $0.contains(made) })
    }
  }

  @Test("Another value, and another secret, make no new finding")
  func identity() {
    let identities = ["JWT_SECRET=\(made)\n", "PORT=1\nJWT_SECRET=\(made)7\nAPI_KEY=\(made)\n"].map {
      findings($0).map(\.identity)
    }
    #expect(identities[0] == [".env"])
    #expect(identities[0] == identities[1])
  }
}
