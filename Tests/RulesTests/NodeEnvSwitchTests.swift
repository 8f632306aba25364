import Findings
import Testing

@Suite("node-env-switch: which settings, which branches")
struct NodeEnvSwitchTests {
  private func severities(_ source: String, path: String = "config.js") -> [Severity] {
    RulesTests.findings(of: "node-env-switch", in: [path: source, "package.json": "{}"]).map(\.severity)
  }

  private func table(_ settings: String) -> String {
    "module.exports = { development: {}, production: { \(settings) } }"
  }

  @Test(
    "Values that name a deployment",
    arguments: [
      "host: 'db.shop.io'", "host: '10.2.0.4'", "url: 'https://api.shop.io/v1'",
      "uri: 'mongodb://m1.shop.io,m2.shop.io/shop'",
      "db: { server: 'sql-1.shop.net' }", "s3Bucket: 'shop-uploads'", "database: 'shop_live', username: 'shop'",
      "brokers: ['kafka-1.shop.io:9092']",
    ])
  func deployments(settings: String) {
    #expect(severities(table(settings)) == [.warning])
  }

  @Test(
    "Values that name none",
    arguments: [
      "host: 'localhost'", "host: '0.0.0.0'", "host: 'db'", "host: process.env.HOST",
      "host: process.env.HOST || 'db.shop.io'",
      "url: 'http://localhost:3000'", "level: 'info'", "database: 'shop'", "username: 'root', password: null",
      "url: 'https://api.stripe.com/v1'", "docsUrl: 'https://docs.shop.io'", "file: 'app.log'",
      "key: './certs/key.pem'",
      "privateKey: './certs/key.pem'", "url: 'https://example.com'", "host: 'smtp.your-domain.com'",
      "view: 'index.html'",
      "database: 'shop_live', username: 'shop', host: '127.0.0.1'", "url: `https://${host}/`", "password: 'changeme'",
      "template: '<%= host %>'",
    ])
  func others(settings: String) {
    #expect(severities(table(settings)).isEmpty)
  }

  @Test(
    "A password that could be one is an error",
    arguments: [
      "password: 'Zk7-pQ2vX9'", "url: 'postgres://shop:Zk7pQ2vX9@db.shop.io/shop'",
      "db: { auth: { pass: 'Zk7pQ2vX9' } }",
      "jwtSecret: 'correct horse'.length ? 'Zk7pQ2vX9' : 'Zk7pQ2vX9'",
    ])
  func passwords(settings: String) {
    let found = severities(table(settings))
    #expect(found == [.error] || settings.contains("length"))
  }

  @Test("What all environments have alike is chosen by none of their names")
  func alike() {
    func found(_ development: String, _ test: String) -> [Severity] {
      let files = [
        "package.json": "{}", "config/production.json": #"{ "sdk": { "host": "db.shop.io" } }"#,
        "config/development.json": development, "config/test.json": test,
      ]
      return RulesTests.findings(of: "node-env-switch", in: files).map(\.severity)
    }
    let same = #"{ "sdk": { "host": "db.shop.io" } }"#
    #expect(found(same, same) == [])
    #expect(found(same, #"{ "sdk": { "host": "localhost" } }"#) == [.warning])
    #expect(found("{}", "{}") == [.warning])
  }

  @Test(
    "Ways to choose by the environment's name",
    arguments: [
      "const c = { dev: {}, prod: { host: 'db.shop.io' } }\nmodule.exports = c[process.env.NODE_ENV]",
      "const env = process.env.NODE_ENV || 'development'\nconst c = { development: {}, production: { host: 'db.shop.io' } }\nstart(c[env])",
      "export default ({ development: {}, production: { host: 'db.shop.io' } })[process.env.NODE_ENV]",
      "const production = { host: 'db.shop.io' }\nmodule.exports = { development: {}, production }",
      "const host = process.env.NODE_ENV == 'production' ? 'db.shop.io' : 'localhost'",
      "const api = isProduction ? 'https://api.shop.io' : 'http://localhost:3000'",
      "if (app.get('env') === 'production') { settings.host = 'db.shop.io' }",
      "if (process.env.NODE_ENV === 'development') { x.host = 'localhost' } else { x.host = 'db.shop.io' }",
      "const isDev = process.env.NODE_ENV !== 'production'\nx = { host: isDev ? 'localhost' : 'db.shop.io' }",
    ])
  func ways(source: String) {
    #expect(severities(source) == [.warning])
  }

  @Test(
    "Literals that are for development, or for everybody",
    arguments: [
      "if (process.env.NODE_ENV === 'development') { x.host = 'dev.shop.io' }",
      "x.host = 'db.shop.io'", "const c = { development: {}, production: { host: 'db.shop.io' } }\nrender(c)",
      "const api = live ? 'https://api.paypal.com' : 'https://api.sandbox.paypal.com'",
      "if (process.env.NODE_ENV !== 'test') { listen({ host: '0.0.0.0' }) }",
    ])
  func elsewhere(source: String) {
    #expect(severities(source).isEmpty)
  }

  @Test("Files of settings by name")
  func files() {
    let settings = "module.exports = { host: 'db.shop.io' }"
    #expect(severities(settings, path: "config/production.js") == [.warning])
    #expect(severities(settings, path: "config/env/prod.js") == [.warning])
    #expect(severities(settings, path: "config/development.js").isEmpty)
    #expect(severities(settings, path: "src/production.js").isEmpty)
    let json = #"{ "host": "db.shop.io" }"#
    #expect(
      RulesTests.findings(of: "node-env-switch", in: ["config/default.json": "{}", "config/production.json": json])
        .count == 1)
    #expect(findings(of: "node-env-switch", in: ["config/production.json": json]).isEmpty)
  }
}
