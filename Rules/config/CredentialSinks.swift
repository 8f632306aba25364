import Checking
import JavaScript
import Semantics
import SourceText

/// Where a value becomes a credential: arguments and options of functions that sign, encrypt, log in or connect.
///
/// Sources: the documentation of the packages named here, in the versions current in 2026.
struct CredentialSinks {
  struct Sink {
    /// The expression that is the credential.
    var node: NodeID
    /// The member of it that is, where an object from another file is handed over.
    var member: String?
    var kind: SecretNames.Kind
    /// "the key of jwt.sign()", "the password of mysql.createConnection()"
    var what: String
    /// Nothing but a credential can stand there, whatever it looks like.
    var isCertain = true
    /// What stands beside it says that little lies behind: a sandbox, a name that is the password as well, this machine.
    var opensLittle = false
    /// Who gets it throws where it is missing.
    var isDemanded = false
    /// cookie-parser holds it for those who ask for a signature.
    var isForCookies = false

    var demanded: Self {
      var copy = self
      copy.isDemanded = true
      return copy
    }
  }

  private let environment: Environment
  private var file: FileContext { environment.file }
  private var tree: SyntaxTree { environment.file.tree }

  init(_ environment: Environment) { self.environment = environment }

  /// - Parameter call: a call or `new`.
  func sinks(of call: NodeID) -> [Sink] {
    let arguments = Array(tree.list(call, 2))
    guard !arguments.isEmpty, mayHoldCredential(arguments) else { return [] }
    let found = sinks(of: tree.child(call, 0), arguments)
    if found.isEmpty || opensNothing(arguments) { return [] }
    return found.map { sink in
      var sink = sink
      sink.opensLittle = sink.kind == .presented && opensLittle(sink.node, call, arguments)
      return sink
    }
  }

  /// Calls that get functions, numbers and flags alone need no look at what they call.
  private func mayHoldCredential(_ arguments: [NodeID]) -> Bool {
    arguments.contains { argument in
      switch tree.kind(argument) {
      case .arrowFunctionExpression, .functionExpression, .numericLiteral, .booleanLiteral, .nullLiteral: false
      default: true
      }
    }
  }

  private func sinks(of callee: NodeID, _ arguments: [NodeID]) -> [Sink] {
    if let (module, names) = file.modulePath(of: file.analyzer.value(of: callee)), !module.hasPrefix(".") {
      if Self.harmlessModules.contains(module) { return [] }
      func spoken() -> String { name(of: callee, from: module) }
      if Self.modulesWithPositions.contains(module) {
        let path = names.isEmpty ? module : "\(module)#\(names.joined(separator: "."))"
        if let position = Self.keyPositions[path] {
          guard position < arguments.count, isValue(arguments[position]) else { return [] }
          return [
            Sink(
              node: arguments[position], kind: .trusted, what: "the key of \(spoken())()",
              isForCookies: module == "cookie-parser")
          ]
        }
        if let position = Self.credentialPositions[path], position < arguments.count {
          let sink = Sink(
            node: arguments[position], kind: .presented, what: "the credential of \(spoken())()",
            isDemanded: Self.demanding.contains(module))
          return isValue(arguments[position]) ? [sink] : options(of: arguments, module, spoken)
        }
      }
      if Self.keyModules.contains(module) {
        var names: Set<String> = ["secret", "secrets", "keys", "key", "secretOrKey", "password"]
        if Self.namesCookieByKey.contains(module) { names.remove("key") }
        let keys = keys(in: arguments, named: names, spoken())
        if !keys.isEmpty { return keys }
      }
      return options(of: arguments, module, spoken)
    }
    return registered(arguments, callee)
  }

  private func name(of callee: NodeID, from module: String) -> String {
    let spoken = file.spoken(callee)
    // `require("stripe")(key)`
    return spoken.hasPrefix("require()") ? module + spoken.dropFirst(9) : spoken
  }

  /// Whether the options say that nothing of value lies behind: SQLite is a file without users, and whoever reads mail at
  /// ethereal.email reads what a test has sent.
  private func opensNothing(_ arguments: [NodeID]) -> Bool {
    properties(in: arguments).contains { name, value in
      // Firebase's settings for browsers.
      if ["authDomain", "messagingSenderId", "measurementId"].contains(name) { return true }
      guard let text = environment.literal(file.withoutAssertions(value)) else { return false }
      return switch name {
      case "dialect", "client", "type": text.hasPrefix("sqlite") || text == "better-sqlite3"
      case "user", "host": Self.isThrowAway(text)
      // DynamoDB Local and its like take any key.
      case "endpoint": Addresses.parts(of: text).map { Addresses.isLocal($0.host) } ?? false
      default: false
      }
    }
  }

  /// `{ mode: "sandbox" }`, `{ user: "docker", password: "docker" }`, and this machine's database where the environment
  /// names none.
  private func opensLittle(_ credential: NodeID, _ call: NodeID, _ arguments: [NodeID]) -> Bool {
    let secret = environment.literal(file.withoutAssertions(credential))
    var texts = arguments.map { (name: "user", value: $0) }
    texts += properties(in: arguments).map { ($0.name.lowercased(), $0.value) }
    return texts.contains { name, value in
      let value = file.withoutAssertions(value)
      if ["sandbox", "issandbox", "usesandbox"].contains(name), tree.kind(value) == .booleanLiteral {
        return tree.text(value) == "true"
      }
      guard value != file.withoutAssertions(credential), let text = environment.literal(value) else { return false }
      switch name {
      case "mode", "env", "environment": return ["sandbox", "test"].contains(text.lowercased())
      case "user", "username", "login", "database", "db": return text.lowercased() == "sandbox" || text == secret
      case "host", "hostname", "server": return Addresses.isLocal(text) && isForMissing(call)
      default: return false
      }
    }
  }

  /// Whether a test of the environment decides that the call is made.
  private func isForMissing(_ call: NodeID) -> Bool {
    tree.ancestors(of: call).contains { ancestor in
      guard [.ifStatement, .conditionalExpression].contains(tree.kind(ancestor)) else { return false }
      return tree.preorder(from: tree.child(ancestor, 0)).contains {
        tree.kind($0) == .memberExpression && environment.variable($0) != nil
      }
    }
  }

  /// A user or host of a service whose accounts are made for a test and thrown away.
  static func isThrowAway(_ text: String) -> Bool {
    text.hasSuffix("@ethereal.email") || text.hasSuffix(".ethereal.email")
  }

  private func isValue(_ node: NodeID) -> Bool {
    switch tree.kind(file.withoutAssertions(node)) {
    case .objectExpression, .functionExpression, .arrowFunctionExpression, .arrayExpression: false
    default: true
    }
  }

  /// `fastify.register(require("@fastify/jwt"), { secret })`, `server.auth.strategy("s", "jwt", { key })`,
  /// `super({ secretOrKey })`.
  private func registered(_ arguments: [NodeID], _ callee: NodeID) -> [Sink] {
    if tree.kind(callee) == .super { return keys(in: arguments, named: ["secretOrKey"], "the JWT strategy") }
    guard let method = file.lastName(of: callee) else { return [] }
    switch method {
    case "register", "use":
      guard arguments.count > 1, let module = file.specifier(of: file.analyzer.value(of: arguments[0])),
        Self.keyModules.contains(module)
      else { return [] }
      return keys(in: [arguments[1]], named: ["secret", "secrets", "key", "keys"], module)
    case "strategy":
      guard arguments.count == 3, file.lastName(of: tree.child(callee, 0)) == "auth" else { return [] }
      let sinks = keys(
        in: [arguments[2]], named: ["key", "keys", "privateKey", "password"], file.spoken(callee) + "()")
      // The scheme of @hapi/jwt holds its options against a schema. Source: its lib/plugin.js, 3.
      let isOfJWT = file.analyzer.model.imports.contains { file.name($0.specifier) == "@hapi/jwt" }
      return isOfJWT ? sinks.map(\.demanded) : sinks
    default: return []
    }
  }

  /// Options with such names, however deep.
  private func keys(in arguments: [NodeID], named names: Set<String>, _ spoken: String) -> [Sink] {
    let owner = spoken.hasSuffix(")") || spoken.holds(" ") || spoken.holds("/") ? spoken : "\(spoken)()"
    let imported = arguments.filter(isImported).flatMap { argument in
      names.sorted().map { Sink(node: argument, member: $0, kind: .trusted, what: "the \($0) of \(owner)") }
    }
    return imported
      + properties(in: arguments).flatMap { name, value -> [Sink] in
        guard names.contains(name) else { return [] }
        let node = file.withoutAssertions(value)
        let values = tree.kind(node) == .arrayExpression ? Array(tree.list(node, 0).prefix(1)) : [node]
        // The strategy of passport-jwt is not made without one.
        return values.filter(\.exists).map {
          Sink(
            node: $0, kind: .trusted, what: "the \(name) of \(owner)",
            isDemanded: name == "secretOrKey" || Self.demanding.contains(spoken))
        }
      }
  }

  /// `settings.cookie` of `import { settings } from "./settings"`
  private func isImported(_ argument: NodeID) -> Bool {
    guard [.identifier, .memberExpression].contains(tree.kind(argument)) else { return false }
    return file.modulePath(of: file.analyzer.value(of: argument))?.specifier.hasPrefix(".") ?? false
  }

  /// Options of a package's function that are named like credentials.
  private func options(of arguments: [NodeID], _ module: String, _ spoken: () -> String) -> [Sink] {
    let isClient = Self.clientModules.contains(module) || module.hasPrefix("@aws-sdk/")
    var found: [Sink] = []
    for (name, value) in properties(in: arguments) where isValue(value) {
      if Self.headerNames.contains(name.lowercased()) {
        let isHeader = name.holds("-") || name.lowercased() == "authorization"
        let what = "the \(isHeader ? "header " : "")\(name) of \(spoken())()"
        found.append(Sink(node: value, kind: .presented, what: what, isCertain: false))
        continue
      }
      guard SecretNames.kind(of: name) != nil || Words(name).withoutQualifiers.last == "pass" else { continue }
      found.append(Sink(node: value, kind: .presented, what: "the \(name) of \(spoken())()", isCertain: isClient))
    }
    if module == "express-basic-auth", let users = users(in: arguments) { found += users }
    return found
  }

  /// `basicAuth({ users: { admin: "…" } })`
  private func users(in arguments: [NodeID]) -> [Sink]? {
    for property in arguments.flatMap({ directProperties(of: $0) }) where property.name == "users" {
      return directProperties(of: property.value).map {
        Sink(node: $0.value, kind: .trusted, what: "the password of the user \($0.name)")
      }
    }
    return nil
  }

  private func properties(in arguments: [NodeID]) -> [(name: String, value: NodeID)] {
    var found: [(name: String, value: NodeID)] = []
    var open = arguments.flatMap { directProperties(of: $0) }.map { (property: $0, depth: 0) }
    while let (property, depth) = open.popLast() {
      let inner = directProperties(of: property.value)
      if inner.isEmpty { found.append(property) } else if depth < 3 { open += inner.map { ($0, depth + 1) } }
    }
    return found.reversed()
  }

  private func directProperties(of expression: NodeID) -> [(name: String, value: NodeID)] {
    var node = file.withoutAssertions(expression)
    if tree.kind(node) == .identifier, let initial = environment.initializer(of: node) {
      node = file.withoutAssertions(initial)
    }
    guard tree.kind(node) == .objectExpression else { return [] }
    return tree.list(node, 0).compactMap { property in
      guard tree.kind(property) == .property, let name = environment.keyName(property) else { return nil }
      return (name, tree.child(property, 1))
    }
  }

  // MARK: Knowledge

  /// Arguments that are keys of this application, by position.
  private static let keyPositions: [String: Int] = [
    "jsonwebtoken#sign": 1, "jsonwebtoken#verify": 1, "jwt-simple#encode": 1, "jwt-simple#decode": 1,
    "crypto#createHmac": 1, "crypto#createCipheriv": 1, "crypto#createDecipheriv": 1, "crypto#createCipher": 1,
    "crypto#createDecipher": 1, "crypto#createSecretKey": 0, "cookie-parser": 0, "cookie-signature#sign": 1,
    "cookie-signature#unsign": 1, "crypto-js#AES.encrypt": 1, "crypto-js#AES.decrypt": 1, "crypto-js#HmacSHA256": 1,
    "crypto-js#HmacSHA512": 1, "crypto-js#HmacSHA1": 1, "cryptr": 0, "simple-crypto-js": 0,
  ]

  /// Arguments that are credentials for somebody else, by position.
  private static let credentialPositions: [String: Int] = [
    "stripe": 0, "twilio": 1, "sequelize": 2, "sequelize#Sequelize": 2, "@sendgrid/mail#setApiKey": 0,
    "web-push#setVapidDetails": 2, "openai": 0, "resend#Resend": 0, "postmark#ServerClient": 0,
    "node-telegram-bot-api": 0, "telegraf#Telegraf": 0, "google-auth-library#OAuth2Client": 1,
    "googleapis#google.auth.OAuth2": 1, "@google/generative-ai#GoogleGenerativeAI": 0, "newsapi": 0,
    "mailchimp-api-v3": 0, "nodemailer-sendgrid": 0, "@supabase/supabase-js#createClient": 1,
  ]

  /// The packages of the two tables above.
  private static let modulesWithPositions = Set(
    [keyPositions, credentialPositions].flatMap(\.keys).map { path in String(path.prefix { $0 != "#" }) })

  /// Packages whose options hold a key of this application.
  static let keyModules: Set<String> = [
    "express-session", "cookie-session", "express-jwt", "koa-session", "koa-jwt", "@fastify/jwt", "@fastify/session",
    "@fastify/secure-session", "@fastify/cookie", "fastify-jwt", "fastify-session", "fastify-cookie",
    "fastify-secure-session", "passport-jwt", "iron-session", "client-sessions", "@hapi/cookie", "@hapi/jwt",
    "@nestjs/jwt", "socketio-jwt", "hapi-auth-jwt2", "csurf", "koa-generic-session", "jwt-express",
  ]

  /// Packages that throw where they are given none. Source: their code, 2026.
  private static let demanding: Set<String> = [
    "@supabase/supabase-js", "resend", "telegraf", "@fastify/jwt", "fastify-jwt", "@fastify/session", "fastify-session",
    "@fastify/secure-session", "fastify-secure-session",
  ]

  /// Of these, those whose option `key` is a name, that of the cookie.
  static let namesCookieByKey: Set<String> = [
    "express-session", "cookie-session", "koa-session", "koa-generic-session", "csurf",
    // The name in `ctx.state` under which it puts the payload.
    "koa-jwt",
  ]

  /// Clients: what their options call a password is one.
  private static let clientModules: Set<String> = [
    "mysql", "mysql2", "mysql2/promise", "pg", "pg-promise", "mssql", "mongoose", "mongodb", "redis", "ioredis", "knex",
    "typeorm", "sequelize", "sequelize-typescript", "oracledb", "tedious", "mariadb", "cassandra-driver", "nodemailer",
    "nodemailer-smtp-transport", "aws-sdk", "cloudinary", "amqplib", "mqtt", "kafkajs", "nats", "neo4j-driver",
    "imap", "ssh2", "ssh2-sftp-client", "basic-ftp", "ldapjs", "activedirectory", "passport-google-oauth20",
    "passport-google-oauth", "passport-facebook", "passport-github", "passport-github2", "passport-twitter",
    "passport-linkedin-oauth2", "passport-oauth2", "passport-auth0", "braintree", "paypal-rest-sdk", "razorpay",
    "pusher",
    "imagekit", "minio", "@elastic/elasticsearch", "nestjs-typeorm", "@nestjs/typeorm", "@nestjs/mongoose", "twit",
    "instagram-node", "spotify-web-api-node", "google-auth-library", "firebase-admin", "openai",
  ]

  /// Their options describe credentials instead of being some.
  private static let harmlessModules: Set<String> = [
    "joi", "@hapi/joi", "zod", "yup", "express-validator", "class-validator", "@nestjs/swagger", "swagger-jsdoc",
    "i18next", "i18n", "envalid", "convict", "ajv", "react", "graphql", "inquirer", "prompts", "yargs", "commander",
    "@faker-js/faker", "faker", "supertest", "chai", "passport-local", "express-fileupload",
  ]

  private static let headerNames: Set<String> = ["authorization", "x-api-key", "apikey", "api-key", "x-auth-token"]
}
