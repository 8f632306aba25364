import Checking
import Findings
import ProgramGraph
import ProjectFacts
import SourceText

/// Reports production dependencies that nothing mentions. The promise is on the page beside this file.
struct UnusedDependency: ProgramCheck {
  private static let shownNames = 5

  /// A manifest some of whose dependencies no code imports.
  private struct Question {
    let manifest: PackageManifest
    let candidateCount: Int
    let doubtful: [ManifestDependency]
  }

  func run(on program: Program, project: Project, reporter: inout Reporter) {
    guard !program.files.isEmpty else { return }
    // Only what no code imports is worth reading all texts for.
    let questions = questions(program, project)
    if questions.isEmpty { return }
    let workflows = WorkflowFile.all(in: project)
    let wanted = questions.reduce(into: Set<String>()) { $0.formUnion(words(for: $1, project)) }
    var mentioned = MentionedPackages(of: wanted, around: questions.map(\.manifest), in: program, project)
    for (number, question) in questions.enumerated() where !mentioned.mentions[number].isIncomplete {
      let manifest = question.manifest
      let all = Set(manifest.dependencies.map(\.name))
      var unused = question.doubtful.filter { dependency in
        !isUsed(dependency.name, mentioned.mentions[number], all, manifest, project)
          // `npx esno ./load.ts`
          && !workflows.contains { $0.text.holds(dependency.name) }
      }
      if !unused.isEmpty {
        mentioned.readPages(of: number, project)
        unused.removeAll { isUsed($0.name, mentioned.mentions[number], all, manifest, project) }
      }
      // Where most seem unused, the sources that use them lie elsewhere.
      guard !unused.isEmpty, unused.count * 2 <= question.candidateCount || unused.count <= 2 else { continue }
      report(unused, of: manifest, project, &reporter)
    }
  }

  /// Computed imports and templates that are put together load what no text names; a server's own files are needed to
  /// tell.
  private func questions(_ program: Program, _ project: Project) -> [Question] {
    let imports = PackageImports.of(program, project)
    return DeployedPackages.of(program, project).manifests.compactMap { manifest in
      let candidates = manifest.dependencies(in: .dependencies).filter { $0.isFromRegistry && !Self.isSpecial($0.name) }
      let doubtful = candidates.filter { candidate in
        imports.places[candidate.name]?.contains { RelativePath.isInside($0.path, manifest.directory) } != true
      }
      guard !doubtful.isEmpty, hasSources(manifest, program, project) else { return nil }
      return Question(manifest: manifest, candidateCount: candidates.count, doubtful: doubtful)
    }
  }

  /// Every name that `isUsed` may ask for.
  private func words(for question: Question, _ project: Project) -> Set<String> {
    var words = Set(question.manifest.dependencies.map(\.name))
    for name in question.doubtful.map(\.name) {
      words.formUnion(Self.shortForms(of: name))
      words.formUnion(commands(of: name, question.manifest, project))
      words.formUnion(Self.neededBy[name] ?? [])
      if let typed = Self.typedName(name) { words.formUnion([typed, "@" + typed]) }
    }
    return words
  }

  /// "express" of "@types/express", "babel/core" of "@types/babel__core".
  private static func typedName(_ name: String) -> String? {
    name.hasPrefix("@types/") ? String(name.dropFirst("@types/".count)).replacing("__", with: "/") : nil
  }

  private func hasSources(_ manifest: PackageManifest, _ program: Program, _ project: Project) -> Bool {
    program.files.contains { file in
      RelativePath.isInside(file.path, manifest.directory) && !file.imports.isEmpty
        && project.manifest(governing: file.path)?.path == manifest.path
    }
  }

  private func isUsed(
    _ name: String, _ mentioned: MentionedPackages.Mentions, _ all: Set<String>, _ manifest: PackageManifest,
    _ project: Project
  ) -> Bool {
    if mentioned.contain(name) { return true }
    if Self.shortForms(of: name).contains(where: mentioned.contain) { return true }
    if commands(of: name, manifest, project).contains(where: mentioned.contain) { return true }
    if let companions = Self.neededBy[name], companions.contains(where: { mentioned.contain($0) || all.contains($0) }) {
      return true
    }
    if let typed = Self.typedName(name) {
      return mentioned.contain(typed) || mentioned.contain("@" + typed) || all.contains(typed) || typed == "node"
    }
    // Families that are installed side by side often load one another.
    if name.hasPrefix("@"), let slash = name.firstIndex(of: "/") {
      let scope = name[...slash]
      if all.contains(where: { $0 != name && $0.hasPrefix(scope) && mentioned.contain($0) }) { return true }
    }
    return Self.isPeer(name, of: manifest, project)
  }

  /// Words that run the package in scripts and images.
  private func commands(of name: String, _ manifest: PackageManifest, _ project: Project) -> [String] {
    var known = Self.commands[name] ?? []
    // `dotenvx run -- node server.js` is `@dotenvx/dotenvx`.
    if let slash = name.lastIndex(of: "/") {
      let end = name[name.index(after: slash)...]
      let isRun = manifest.scripts.contains { script in
        script.command.parts(betweenAnyOf: " ;&|()").contains(end)
      }
      if isRun { known.append(String(end)) }
    }
    guard let (_, lockfile) = project.onlyLockfile(governing: manifest),
      let index = lockfile.importer(inDirectory: manifest.directory)?.dependencies.first(where: { $0.name == name })?
        .package
    else { return known }
    return known + lockfile.packages[index].commands
  }

  /// Commands with other names than their packages. Source: the packages' `bin`, 2026-11.
  private static let commands: [String: [String]] = [
    "fastify-cli": ["fastify"], "sequelize-cli": ["sequelize", "sequelize-cli"], "@angular/cli": ["ng"],
    "@nestjs/cli": ["nest"], "serverless": ["sls", "serverless"], "@vue/cli-service": ["vue-cli-service"],
    "@strapi/strapi": ["strapi"], "@medusajs/cli": ["medusa"], "@adonisjs/cli": ["adonis"], "@redwoodjs/core": ["rw"],
    "@mikro-orm/cli": ["mikro-orm"], "@sentry/cli": ["sentry-cli"], "@loopback/cli": ["lb4"],
    "@feathersjs/cli": ["feathers"], "@dotenvx/dotenvx": ["dotenvx"],
    "apollo": ["apollo"], "@graphql-codegen/cli": ["graphql-codegen"], "http-server": ["http-server", "hs"],
    "firebase-tools": ["firebase"], "wait-on": ["wait-on"], "drizzle-kit": ["drizzle-kit"],
    "typeorm-ts-node-commonjs": ["typeorm"],
    "npm-run-all2": ["run-s", "run-p", "npm-run-all"], "shx": ["shx"], "dotenv-cli": ["dotenv"],
    "json-server": ["json-server"],
    "@google-cloud/functions-framework": ["functions-framework"], "probot": ["probot"], "micro": ["micro"],
    "sails": ["sails"],
  ]

  /// Whether one of the other dependencies loads the package by itself.
  static func isLoadedByOthers(_ name: String, of manifest: PackageManifest, _ project: Project) -> Bool {
    if let companions = neededBy[name], companions.contains(where: { manifest.dependency(named: $0) != nil }) {
      return true
    }
    return isPeer(name, of: manifest, project)
  }

  /// Whether a package that is installed for the manifest wants it beside itself.
  private static func isPeer(_ name: String, of manifest: PackageManifest, _ project: Project) -> Bool {
    guard case .committed(let presence) = project.lockfile(governing: manifest), let lockfile = presence.contents,
      let importer = lockfile.importer(inDirectory: manifest.directory)
    else { return false }
    let direct = importer.dependencies.filter { $0.name != name }.compactMap(\.package)
    return direct.contains { root in
      lockfile.needs(of: root).contains { lockfile.packages[$0].name == name }
        && mayPeer(lockfile.packages[root].name)
    }
  }

  /// Families whose members are installed beside one another.
  private static func mayPeer(_ name: String) -> Bool {
    [
      "@nestjs/", "@angular/", "@apollo/", "@mikro-orm/", "@keystonejs/", "@strapi/", "@adminjs/", "@fastify/",
      "react-", "vue-",
      "@mui/", "@material-ui/", "@emotion/", "eslint-", "apollo-", "graphql", "type-graphql", "@graphql", "@tiptap/",
      "@loopback/",
      "@aws-sdk/", "swagger-", "nestjs-", "typeorm", "sequelize",
    ].contains { name.hasPrefix($0) }
  }

  /// Known to work without being named by anything that nodevet reads.
  private static func isSpecial(_ name: String) -> Bool {
    // A tool in dependencies is told as that; front ends resolve much on their own.
    DevelopmentTools.kind(of: name) != nil || name.hasPrefix("@docusaurus/") || name.hasPrefix("@mdx-js/")
      || FrontEndPackages.contain(name) || NodeBuiltins.isBuiltin(name)
      || [
        "bufferutil", "utf-8-validate", "tslib", "reflect-metadata", "regenerator-runtime", "@swc/helpers",
        "source-map-support",
        "fsevents", "node", "npm", "yarn", "pnpm", "typescript", "sass", "node-gyp", "core-js", "@babel/runtime",
        "babel-runtime", "pm2",
        "nodemon", "encoding", "canvas", "react-dom", "react", "newrelic", "dd-trace", "patch-package", "sharp",
      ].contains(name)
  }

  /// Packages that others load by themselves: drivers, transports, engines of templates.
  private static let neededBy: [String: [String]] = [
    "pg": [
      "knex", "sequelize", "typeorm", "objection", "pg-promise", "postgres", "@mikro-orm/postgresql", "bookshelf",
      "slonik", "massive", "drizzle-orm",
    ],
    "pg-hstore": ["sequelize", "pg"],
    "mysql2": ["knex", "sequelize", "typeorm", "mysql", "mariadb", "objection", "@mikro-orm/mysql"],
    "mysql": ["knex", "sequelize", "typeorm", "objection", "bookshelf", "express-mysql-session"],
    "mariadb": ["sequelize", "typeorm", "knex"], "sqlite3": ["knex", "sequelize", "typeorm", "objection", "sqlite"],
    "better-sqlite3": ["knex", "typeorm", "drizzle-orm"], "tedious": ["sequelize", "mssql", "knex", "typeorm"],
    "oracledb": ["knex", "typeorm", "sequelize"],
    "mongodb": ["mongoose", "typeorm", "connect-mongo", "agenda", "@mikro-orm/mongodb"],
    "redis": ["typeorm", "connect-redis", "cache-manager"], "ioredis": ["bullmq", "bull", "typeorm", "cache-manager"],
    "class-transformer": ["@nestjs/common", "class-validator", "routing-controllers", "type-graphql"],
    "class-validator": ["@nestjs/common", "routing-controllers", "type-graphql"],
    "graphql": [
      "apollo-server", "apollo-server-express", "@apollo/server", "express-graphql", "graphql-yoga", "@nestjs/graphql",
      "type-graphql", "mercurius", "graphql-tools",
    ],
    "rxjs": ["@nestjs/common", "@angular/core"], "@nestjs/platform-express": ["@nestjs/core"],
    "@nestjs/platform-fastify": ["@nestjs/core"],
    "ws": ["graphql-ws", "@nestjs/websockets", "subscriptions-transport-ws"],
    "pino-pretty": ["pino", "fastify", "nestjs-pino"],
    "pino-http": ["nestjs-pino"], "pino": ["nestjs-pino", "pino-http"],
    "apollo-server-express": ["@nestjs/graphql", "@nestjs/apollo"],
    "apollo-server-fastify": ["@nestjs/graphql", "@nestjs/apollo"],
    "isbot": ["@remix-run/dev", "@remix-run/node", "@react-router/node", "@react-router/dev"],
    "@expo/metro-runtime": ["expo-router"], "prisma-graphql-type-decimal": ["prisma-nestjs-graphql"],
    "@vitest/coverage-istanbul": ["vitest"], "@vitest/coverage-v8": ["vitest"], "@vitest/ui": ["vitest"],
    "swagger-ui-express": ["@nestjs/swagger"],
    "@fastify/static": ["@nestjs/swagger", "@fastify/swagger-ui"],
    "ejs": ["express", "koa", "fastify", "koa-views", "@fastify/view", "sails", "egg"],
    "pug": ["express", "koa-views", "@fastify/view", "email-templates"],
    "puppeteer": ["puppeteer-extra"], "playwright": ["playwright-extra"],
    "hbs": ["express"], "jade": ["express", "consolidate"],
    "handlebars": ["express-handlebars", "@nestjs-modules/mailer"], "swig": ["consolidate", "express"],
    "bcrypt": ["sails"], "prisma": ["@prisma/client"], "@prisma/client": ["prisma"], "passport": ["@nestjs/passport"],
    "multer": ["@nestjs/platform-express"],
    "ts-node": ["typeorm"], "kafkajs": ["@nestjs/microservices"], "nats": ["@nestjs/microservices"],
    "amqplib": ["@nestjs/microservices", "amqp-connection-manager"],
    "amqp-connection-manager": ["@nestjs/microservices"], "nodemailer": ["email-templates", "@nestjs-modules/mailer"],
    "sequelize": ["sequelize-typescript", "@nestjs/sequelize"],
    "mongoose": ["@nestjs/mongoose", "@typegoose/typegoose"], "typeorm": ["@nestjs/typeorm"],
    "joi": ["celebrate", "@nestjs/config"], "cache-manager": ["@nestjs/cache-manager"], "bull": ["@nestjs/bull"],
    "bullmq": ["@nestjs/bullmq"],
    "socket.io": ["@nestjs/platform-socket.io"], "sequelize-cli": ["sequelize"],
    "express": ["@nestjs/platform-express", "next", "parse-server"],
    "fastify": ["@nestjs/platform-fastify"], "winston": ["nest-winston", "express-winston"], "encoding": ["node-fetch"],
  ]

  /// How configuration names plugins and presets.
  private static func shortForms(of name: String) -> [String] {
    let (scope, rest) =
      name.hasPrefix("@")
      ? (name.prefix { $0 != "/" } + "/", name.drop { $0 != "/" }.dropFirst()) : ("", name[...])
    var forms: [String] = []
    for prefix in [
      "babel-plugin-", "babel-preset-", "plugin-", "preset-", "eslint-config-", "eslint-plugin-", "stylelint-config-",
      "commitlint-config-", "prettier-plugin-", "postcss-", "gulp-", "grunt-", "karma-", "winston-", "hubot-",
      "sails-hook-",
      "fastify-", "koa-", "metalsmith-", "moleculer-", "feathers-", "egg-", "strapi-", "strapi-plugin-",
      "strapi-provider-", "n8n-nodes-", "seneca-",
    ] where rest.hasPrefix(prefix) {
      forms.append("\(scope)\(rest.dropFirst(prefix.count))")
    }
    if rest.hasSuffix("-loader") { forms.append("\(scope)\(rest.dropLast("-loader".count))") }
    return forms.filter { $0.count > 2 }
  }

  private func report(
    _ unused: [ManifestDependency], of manifest: PackageManifest, _ project: Project, _ reporter: inout Reporter
  ) {
    guard let first = unused.first else { return }
    let names = unused.map(\.name)
    let shown = names.prefix(Self.shownNames)
    let rest = names.count - shown.count
    let list =
      rest > 0
      ? "\(shown.joined(separator: ", ")) and \(rest) more"
      : names.count == 1 ? names[0] : "\(names.dropLast().joined(separator: ", ")) and \(names[names.count - 1])"
    var message = "nothing in \(manifest.displayName) mentions \(list), which production installs"
    if let tree = InstalledTree(of: manifest, in: project),
      let without = InstalledTree(of: manifest, in: project, excluding: Set(names)),
      tree.count - without.count > names.count
    {
      message += " with \(tree.count - without.count) packages in all"
    }
    reporter.report(
      at: first.keySpan, in: manifest.path, message,
      evidence: unused.dropFirst().prefix(10).map {
        EvidenceStep(path: manifest.path, span: $0.keySpan, message: "\($0.name) is mentioned nowhere either")
      },
      identity: manifest.path)
  }
}
