/// Packages that are a lot for what servers use them for.
///
/// What a package costs is not in this table: how many others come with it is counted in the project's own lockfile.
struct HeavyPackage: Sendable {
  enum Use: Sendable {
    /// Server code imports it, whatever it takes.
    case imported
    /// Server code takes at most so many names, and none but those.
    case few(Int)
    /// Server code takes nothing but these names.
    case only(Set<String>)
    /// It stands among the production dependencies, and no server code imports it.
    case notImported
    /// Server code prints pages with it, and does nothing else with a browser.
    case printsOnly
  }

  let name: String
  let use: Use
  /// What it is, after its name.
  let fact: String
  /// What does the work as well, after a semicolon; `{name}` is the first name that is used.
  let instead: String
  /// Where the fact is from, and when it was looked up.
  let source: String
  /// Whether the message says what is used of it, where that is little.
  var tellsUse = false
  /// Not reported where the package depends on one of these: they need it, or make it the better choice.
  var unlessWith: Set<String> = []
  /// Not reported where `engines` allows nothing but older lines of Node.
  var sinceNode = 0

  static let byName: [String: HeavyPackage] = Dictionary(
    all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
}

extension HeavyPackage {
  private static let toolFact = "stands in dependencies though no server code imports it"

  static let all: [HeavyPackage] = [
    HeavyPackage(
      name: "aws-sdk", use: .imported,
      fact: "is the clients of every AWS service in version 2, unsupported since 2025-09-08",
      instead: "the @aws-sdk/client packages hold one service each",
      source: "AWS Developer Blog, end of support of the AWS SDK for JavaScript v2; 2026-11", tellsUse: true),
    HeavyPackage(
      name: "lodash", use: .few(3), fact: "comes whole", instead: "lodash/{name} loads that alone",
      source: "lodash.com, per-method packages and builds; 2026-11"),
    HeavyPackage(
      name: "underscore", use: .few(3), fact: "comes whole", instead: "a few lines of JavaScript do the same",
      source: "underscorejs.org, modules; 2026-11"),
    HeavyPackage(
      name: "ramda", use: .few(2), fact: "comes whole", instead: "a few lines of JavaScript do the same",
      source: "ramdajs.com; 2026-11"),
    HeavyPackage(
      name: "moment", use: .imported,
      fact: "has been in maintenance since 2020-09 and loads everything it has for any date",
      instead: "date-fns, Day.js or Intl.DateTimeFormat do the common cases",
      source: "momentjs.com/docs, Project Status; 2026-11"),
    HeavyPackage(
      name: "moment-timezone", use: .imported, fact: "loads the time zones of the world, which Node has already",
      instead: "Intl.DateTimeFormat takes a timeZone",
      source: "momentjs.com/timezone/docs; nodejs.org/api/intl.html; 2026-11",
      sinceNode: 13),
    HeavyPackage(
      name: "request", use: .imported, fact: "has been deprecated since 2020-02-11", instead: "Node has fetch",
      source: "github.com/request/request, issue 3142; 2026-11", sinceNode: 18),
    HeavyPackage(
      name: "request-promise", use: .imported, fact: "is deprecated along with request", instead: "Node has fetch",
      source: "github.com/request/request-promise; 2026-11", sinceNode: 18),
    HeavyPackage(
      name: "request-promise-native", use: .imported, fact: "is deprecated along with request",
      instead: "Node has fetch",
      source: "github.com/request/request-promise-native; 2026-11", sinceNode: 18),
    HeavyPackage(
      name: "googleapis", use: .imported, fact: "is the clients of every Google API",
      instead: "the @googleapis packages hold one API each",
      source: "github.com/googleapis/google-api-nodejs-client, README, submodules; 2026-11"),
    HeavyPackage(
      name: "firebase", use: .imported, fact: "is made for browsers and apps",
      instead: "firebase-admin is the one for servers",
      source: "firebase.google.com/docs/admin/setup; 2026-11",
      unlessWith: ["react", "vue", "@angular/core", "next", "nuxt"]),
    HeavyPackage(
      name: "puppeteer", use: .printsOnly, fact: "downloads a browser to print pages",
      instead: "puppeteer-core uses one that the image installs, and PDFKit or a print service needs none",
      source: "pptr.dev/guides/installation, puppeteer-core; 2026-11"),
    HeavyPackage(
      name: "faker", use: .notImported, fact: toolFact, instead: "made-up data belongs to devDependencies",
      source: "github.com/faker-js/faker, README; 2026-11"),
    HeavyPackage(
      name: "@faker-js/faker", use: .notImported, fact: toolFact, instead: "made-up data belongs to devDependencies",
      source: "github.com/faker-js/faker, README; 2026-11"),
    HeavyPackage(
      name: "webpack", use: .notImported, fact: toolFact, instead: "what only builds belongs to devDependencies",
      source: "webpack.js.org/guides/installation; 2026-11",
      unlessWith: ["react-scripts", "next", "nuxt", "@vue/cli-service"]),
    HeavyPackage(
      name: "node-sass", use: .notImported, fact: "compiles C++ at installation and is no longer supported",
      instead: "sass is JavaScript, and belongs to devDependencies where only the build uses it",
      source: "npmjs.com/package/node-sass, deprecation notice; 2026-11"),
    HeavyPackage(
      name: "core-js", use: .imported, fact: "brings to Node what Node has", instead: "drop the import",
      source: "node.green; 2026-11", sinceNode: 12),
    HeavyPackage(
      name: "@babel/polyfill", use: .imported, fact: "brings to Node what Node has", instead: "drop the import",
      source: "babeljs.io/docs/babel-polyfill, deprecated since 7.4; 2026-11", sinceNode: 12),
    HeavyPackage(
      name: "babel-polyfill", use: .imported, fact: "brings to Node what Node has", instead: "drop the import",
      source: "babeljs.io/docs/babel-polyfill, deprecated since 7.4; 2026-11", sinceNode: 12),
    HeavyPackage(
      name: "@babel/register", use: .imported, fact: "compiles the server each time it starts",
      instead: "compile once, when the image is built", source: "babeljs.io/docs/babel-register; 2026-11"),
    HeavyPackage(
      name: "babel-register", use: .imported, fact: "compiles the server each time it starts",
      instead: "compile once, when the image is built", source: "babeljs.io/docs/babel-register; 2026-11"),
    HeavyPackage(
      name: "rxjs", use: .few(2), fact: "comes whole", instead: "a promise or an async iterator does the same",
      source: "rxjs.dev; 2026-11",
      unlessWith: ["@nestjs/common", "@nestjs/core", "@angular/core", "inquirer", "listr"]),
    HeavyPackage(
      name: "validator", use: .few(1), fact: "comes whole",
      instead: "validator/lib/{name} loads that alone",
      source: "github.com/validatorjs/validator.js; 2026-11"),
    HeavyPackage(
      name: "bluebird",
      use: .only([
        "()", "resolve", "reject", "all", "props", "promisify", "promisifyAll", "delay", "try", "race", "any", "join",
        "method", "fromCallback", "config",
      ]),
      fact: "stands in for promises that Node has", instead: "Promise and node:util's promisify do the same",
      source: "github.com/petkaantonov/bluebird, README, note on native promises; 2026-11", sinceNode: 12),
    HeavyPackage(
      name: "async",
      use: .only([
        "series", "parallel", "waterfall", "each", "forEach", "eachOf", "forEachOf", "eachSeries", "forEachSeries",
        "map",
        "mapSeries", "filter", "some", "every", "detect", "reduce", "times", "timesSeries", "whilst", "until",
        "forever",
        "doWhilst", "apply", "concat", "nextTick", "setImmediate",
      ]),
      fact: "does with callbacks what the language does", instead: "await and Promise.all do the same",
      source: "caolan.github.io/async; nodejs.org, async functions since 7.6; 2026-11", sinceNode: 12),
    HeavyPackage(
      name: "winston-cloudwatch", use: .imported, fact: cloudTransport, instead: cloudTransportInstead,
      source: "12factor.net/logs; 2026-11"),
    HeavyPackage(
      name: "winston-aws-cloudwatch", use: .imported, fact: cloudTransport, instead: cloudTransportInstead,
      source: "12factor.net/logs; 2026-11"),
    HeavyPackage(
      name: "@google-cloud/logging-winston", use: .imported, fact: cloudTransport, instead: cloudTransportInstead,
      source: "12factor.net/logs; 2026-11"),
    HeavyPackage(
      name: "winston-elasticsearch", use: .imported, fact: cloudTransport, instead: cloudTransportInstead,
      source: "12factor.net/logs; 2026-11"),
    HeavyPackage(
      name: "winston-loggly-bulk", use: .imported, fact: cloudTransport, instead: cloudTransportInstead,
      source: "12factor.net/logs; 2026-11"),
    HeavyPackage(
      name: "winston-mongodb", use: .imported, fact: cloudTransport, instead: cloudTransportInstead,
      source: "12factor.net/logs; 2026-11"),
  ]

  private static let cloudTransport = "sends logs from inside the server"
  private static let cloudTransportInstead = "lines on standard output are collected by the platform"

  /// Members that show a browser doing more than printing.
  static let browserWork: Set<String> = [
    "screenshot", "evaluate", "$eval", "$$eval", "click", "type", "waitForSelector", "waitForNavigation", "$", "$$",
    "select",
    "hover", "focus", "keyboard", "mouse", "cookies", "setCookie", "evaluateHandle", "exposeFunction",
  ]

  /// Frameworks and clients of one service: little is imported of them, and that is how they are meant to be used.
  static let frameworks: Set<String> = [
    "express", "fastify", "koa", "hono", "@hapi/hapi", "restify", "polka", "sails", "egg", "moleculer", "next", "nuxt",
    "apollo-server", "apollo-server-express", "apollo-server-fastify", "apollo-server-koa", "@apollo/server",
    "graphql-yoga", "parse-server", "parse-dashboard", "payload", "keystone", "ghost", "loopback", "directus", "meteor",
    "strapi", "prisma", "@prisma/client", "typeorm", "sequelize", "mongoose", "mikro-orm", "knex", "socket.io",
  ]
  static let frameworkPrefixes = [
    "@nestjs/", "@adonisjs/", "@strapi/", "@loopback/", "@keystonejs/", "@medusajs/", "@payloadcms/", "@feathersjs/",
    "@redwoodjs/", "@opentelemetry/", "@sentry/", "@types/", "@midwayjs/", "@fastify/", "@hapi/", "@koa/",
    "@mikro-orm/", "@tsed/",
    "@aws-sdk/", "@azure/", "@google-cloud/", "@googleapis/", "firebase-",
  ]
}
