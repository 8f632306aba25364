import DataFormats

/// Packages that their own authors or the registry have given up, for lockfiles that cannot say so (yarn, bun, npm 6) and for
/// what was given up after a lockfile was written.
///
/// `Tests/tools/update_abandoned_packages.py` holds the table against the registry.
struct AbandonedPackage: Sendable {
  enum Cause: Sendable {
    /// The registry shows a deprecation notice.
    case deprecated
    /// No maintainer is left, or the repository is archived.
    case abandoned
    /// Another release line replaces it, and this one gets no fixes.
    case superseded
  }

  let name: String
  let cause: Cause
  /// Only versions below this; nil for all.
  let below: Version?
  /// After "NAME VERSION ".
  let fact: String
  let instead: String

  /// When the rows were last held against their sources: the registry's notices and the projects' own announcements.
  static let checked = "2026-11"

  static let byName: [String: AbandonedPackage] = Dictionary(
    all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  private static func row(
    _ name: String, _ cause: Cause, below: Version? = nil, _ fact: String, _ instead: String
  ) -> AbandonedPackage {
    AbandonedPackage(name: name, cause: cause, below: below, fact: fact, instead: instead)
  }

  /// What is of use in old browsers alone.
  static let nothing = "nothing, on a server"

  private static let deprecatedNotice = "is deprecated"
  private static let archived = "has no maintainer any more"

  static let all: [AbandonedPackage] = [
    // HTTP clients and servers
    row("request", .deprecated, "has been deprecated since 2020-02-11", "fetch, undici or got"),
    row("request-promise", .deprecated, "is deprecated along with request", "fetch, undici or got"),
    row("request-promise-native", .deprecated, "is deprecated along with request", "fetch, undici or got"),
    row("hapi", .deprecated, "moved to @hapi/hapi in 2019", "@hapi/hapi"),
    row("boom", .deprecated, "moved to @hapi/boom in 2019", "@hapi/boom"),
    row("hoek", .deprecated, "moved to @hapi/hoek in 2019", "@hapi/hoek"),
    row("inert", .deprecated, "moved to @hapi/inert in 2019", "@hapi/inert"),
    row("vision", .deprecated, "moved to @hapi/vision in 2019", "@hapi/vision"),
    row("wreck", .deprecated, "moved to @hapi/wreck in 2019", "@hapi/wreck"),
    row("@hapi/joi", .deprecated, "moved to joi in 2020", "joi"),
    row("loopback", .deprecated, "is version 3 of LoopBack, unsupported since 2020-12", "LoopBack 4"),
    row("multer", .deprecated, below: Version(2), "has vulnerabilities that only version 2 mends", "multer 2"),
    row("formidable", .deprecated, below: Version(2), "gets no fixes any more", "formidable 3"),
    row("connect-multiparty", .abandoned, "is kept for old code only, its author says", "multer 2 or busboy"),
    row("busboy", .superseded, below: Version(1), "can be crashed by a request (CVE-2022-24434 in dicer)", "busboy 1"),
    row("swagger-tools", .abandoned, archived, "express-openapi-validator"),
    row("swagger-express-mw", .abandoned, archived, "express-openapi-validator"),
    // Security
    row(
      "csurf", .deprecated, "has been deprecated since 2022-09",
      "csrf-csrf or csrf-sync, or SameSite cookies with a check of Origin"),
    row(
      "xss-clean", .deprecated, "is deprecated: cleaning input cannot be done right",
      "escaping where the value is written, and validation"),
    row("bcrypt-nodejs", .deprecated, "is deprecated", "bcrypt, bcryptjs or argon2"),
    row("crypto-js", .abandoned, "was discontinued by its author", "node:crypto"),
    row("jwt-simple", .abandoned, "has had no release since 2019", "jose"),
    row(
      "express-jwt", .superseded, below: Version(6), "accepts tokens signed with another algorithm (CVE-2020-15084)",
      "express-jwt 8"),
    row(
      "jsonwebtoken", .superseded, below: Version(9), "lets weak keys and algorithms through (CVE-2022-23540)",
      "jsonwebtoken 9 or jose"),
    row(
      "passport", .superseded, below: Version(0, 6), "keeps the session id at login (CVE-2022-25896)", "passport 0.7"),
    row(
      "vm2", .deprecated, "cannot keep code in: its sandbox was escaped again and again",
      "isolated-vm or a process of its own"),
    row("node-serialize", .abandoned, "runs code that it reads (CVE-2017-5941)", "JSON"),
    row("safe-eval", .abandoned, "is not safe: its sandbox has known ways out", "a parser for what is allowed"),
    row("xmldom", .deprecated, "moved to @xmldom/xmldom in 2021", "@xmldom/xmldom"),
    row(
      "xlsx", .abandoned, below: Version(0, 19, 3),
      "has known vulnerabilities (CVE-2023-30533), which no version on the registry mends",
      "the tarball on the vendor's own host, or exceljs"),
    // Identifiers
    row("node-uuid", .deprecated, "was renamed to uuid in 2016", "crypto.randomUUID or uuid"),
    row(
      "uuid", .deprecated, below: Version(7), "is deprecated below version 7",
      "crypto.randomUUID or uuid's current version"),
    row("shortid", .deprecated, "is deprecated", "nanoid"),
    row("cuid", .deprecated, "is deprecated: its ids can be guessed", "@paralleldrive/cuid2"),
    // Data stores
    row("mongoose", .superseded, below: Version(6), "has been unsupported since 2024-03", "mongoose 8"),
    row("mongodb", .superseded, below: Version(4), "is an unsupported driver", "mongodb 6"),
    row("redis", .superseded, below: Version(4), "has callbacks alone and gets no fixes any more", "redis 4 or later"),
    row("sequelize", .superseded, below: Version(6), "is an unsupported release line", "sequelize 6"),
    row("kue", .deprecated, "has had no maintainer since 2018", "bullmq"),
    row("kafka-node", .abandoned, "has had no release since 2020", "kafkajs or @confluentinc/kafka-javascript"),
    row("amqp", .abandoned, archived, "amqplib"),
    row("connect-mongo", .superseded, below: Version(4), "works with unsupported drivers alone", "connect-mongo 5"),
    // GraphQL
    row("express-graphql", .deprecated, "is deprecated and archived", "graphql-http"),
    row("subscriptions-transport-ws", .deprecated, "is deprecated", "graphql-ws"),
    row("apollo-server", .deprecated, "has been unsupported since 2024-10", "@apollo/server"),
    row("apollo-server-express", .deprecated, "has been unsupported since 2024-10", "@apollo/server"),
    row("apollo-server-fastify", .deprecated, "has been unsupported since 2024-10", "@apollo/server"),
    row("apollo-server-koa", .deprecated, "has been unsupported since 2024-10", "@apollo/server"),
    row("apollo-server-lambda", .deprecated, "has been unsupported since 2024-10", "@apollo/server"),
    row("apollo-server-core", .deprecated, "has been unsupported since 2024-10", "@apollo/server"),
    row("graphql-import", .deprecated, deprecatedNotice, "@graphql-tools/import"),
    row("merge-graphql-schemas", .deprecated, deprecatedNotice, "@graphql-tools/merge"),
    // Services
    row("aws-sdk", .deprecated, "has been unsupported since 2025-09-08", "the @aws-sdk/client packages"),
    row("azure-storage", .deprecated, deprecatedNotice, "@azure/storage-blob and its siblings"),
    row("adal-node", .deprecated, deprecatedNotice, "@azure/msal-node"),
    row("dialogflow", .deprecated, "was renamed", "@google-cloud/dialogflow"),
    row("sendgrid", .deprecated, "was renamed", "@sendgrid/mail"),
    row("nexmo", .deprecated, "was renamed", "@vonage/server-sdk"),
    row("mailgun-js", .deprecated, deprecatedNotice, "mailgun.js"),
    row("watson-developer-cloud", .deprecated, "was renamed", "ibm-watson"),
    row("raven", .deprecated, deprecatedNotice, "@sentry/node"),
    row("jaeger-client", .deprecated, deprecatedNotice, "OpenTelemetry"),
    row("opentracing", .deprecated, deprecatedNotice, "OpenTelemetry"),
    // Templates, documents and pictures
    row("jade", .deprecated, "was renamed to pug in 2016", "pug"),
    row("swig", .deprecated, archived, "nunjucks or eta"),
    row(
      "html-pdf", .abandoned, "prints with a browser that has been unsupported since 2018",
      "playwright, puppeteer or pdfkit"),
    row("phantomjs", .deprecated, "has been unsupported since 2018", "playwright or puppeteer"),
    row("phantomjs-prebuilt", .deprecated, "has been unsupported since 2018", "playwright or puppeteer"),
    row("nightmare", .abandoned, archived, "playwright"),
    row("gm", .abandoned, "was archived in 2025", "sharp"),
    row("lwip", .abandoned, archived, "sharp"),
    row("node-sass", .deprecated, "is deprecated and compiles C++ at each install", "sass"),
    // Utilities
    row("faker", .abandoned, "was emptied by its author in 2022", "@faker-js/faker"),
    row("event-stream", .abandoned, "carried stolen code in 2018 and has no maintainer", "node:stream"),
    row("fibers", .abandoned, "does not run on Node 16 and later", "async and await"),
    row("cls-hooked", .abandoned, "has had no release since 2018", "AsyncLocalStorage"),
    row("continuation-local-storage", .abandoned, "has had no release since 2017", "AsyncLocalStorage"),
    row("winston", .superseded, below: Version(3), "is an unsupported release line", "winston 3 or pino"),
    row("bunyan", .abandoned, "has had no release since 2021", "pino"),
    row("q", .deprecated, "has been replaced by the language", "Promise"),
    row("inflight", .deprecated, "leaks memory, its author says", "a map of promises, or lru-cache"),
    row(
      "rimraf", .deprecated, below: Version(4), "is deprecated below version 4",
      "fs.rm with recursive, or a current rimraf"),
    row("glob", .deprecated, below: Version(9), "is deprecated below version 9", "fs.glob or a current glob"),
    row("lodash.get", .deprecated, deprecatedNotice, "optional chaining"),
    row("lodash.isequal", .deprecated, deprecatedNotice, "util.isDeepStrictEqual"),
    row("lodash.template", .deprecated, deprecatedNotice, "a template engine"),
    row("core-js", .deprecated, below: Version(3, 23), "is deprecated below version 3.23", "nothing, on a server"),
    row("@babel/polyfill", .deprecated, "has been deprecated since Babel 7.4", "nothing, on a server"),
    row("babel-polyfill", .deprecated, "has been deprecated since 2018", "nothing, on a server"),
    row("gulp-util", .deprecated, deprecatedNotice, "the small packages its notice names"),
    row("socket.io", .superseded, below: Version(3), "is an unsupported release line", "socket.io 4"),
    row("forever", .abandoned, "has had no release since 2021", "the platform's process manager, or pm2"),
    row("supervisor", .abandoned, archived, "node --watch"),
    row("node-pre-gyp", .deprecated, "moved to @mapbox/node-pre-gyp", "@mapbox/node-pre-gyp"),
    // Tools
    row("tslint", .deprecated, "has been deprecated since 2019", "typescript-eslint"),
    row("babel-eslint", .deprecated, "moved to @babel/eslint-parser", "@babel/eslint-parser"),
    row("eslint", .deprecated, below: Version(9), "has been unsupported since 2024-10-05", "eslint 9 or later"),
    row("eslint-loader", .deprecated, deprecatedNotice, "eslint-webpack-plugin"),
    row("eslint-plugin-node", .abandoned, "has had no release since 2020", "eslint-plugin-n"),
    row("istanbul", .deprecated, deprecatedNotice, "c8 or the runner's own coverage"),
    row("uglify-es", .deprecated, deprecatedNotice, "terser or esbuild"),
    row("bower", .deprecated, "asks its users to move on", "npm"),
    row("nsp", .deprecated, "was switched off in 2018", "npm audit"),
    row("npm-run-all", .abandoned, "has had no release since 2018", "npm-run-all2 or node --run"),
    row("protractor", .deprecated, "has been unsupported since 2023-08", "playwright"),
    row("karma", .deprecated, "has been deprecated since 2023", "vitest or web-test-runner"),
    row("enzyme", .abandoned, "does not work with React 18", "@testing-library/react"),
  ]
}
