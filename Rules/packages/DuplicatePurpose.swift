import Checking
import Findings
import ProgramGraph
import ProjectFacts

/// Reports servers that use several packages for one purpose. The promise is on the page beside this file.
struct DuplicatePurpose: ProgramCheck {
  func run(on program: Program, project: Project, reporter: inout Reporter) {
    let answering = DeployedPackages.of(program, project).answering
    guard !answering.isEmpty else { return }
    let imports = PackageImports.of(program, project)
    for manifest in answering {
      for group in PurposeGroup.all {
        let members = manifest.dependencies(in: .dependencies).filter { group.names.contains($0.name) }
        guard members.count > 1 else { continue }
        let used = members.map { (dependency: $0, files: files(importing: $0.name, of: manifest, imports, project)) }
          .filter { !$0.files.isEmpty }
        guard used.count > 1 else { continue }
        report(group, used, of: manifest, &reporter)
      }
    }
  }

  /// Server files that import a package, each once, with the place.
  private func files(
    importing name: String, of manifest: PackageManifest, _ imports: PackageImports, _ project: Project
  ) -> [PackageImports.Place] {
    var seen: Set<String> = []
    return (imports.places[name] ?? []).filter { place in
      place.isLoaded && (ServerPackages.isServed(place.role))
        && project.manifest(governing: place.path)?.path == manifest.path && seen.insert(place.path).inserted
    }
  }

  private func report(
    _ group: PurposeGroup, _ used: [(dependency: ManifestDependency, files: [PackageImports.Place])],
    of manifest: PackageManifest, _ reporter: inout Reporter
  ) {
    let ordered = used.sorted { ($1.files.count, $0.dependency.name) < ($0.files.count, $1.dependency.name) }
    let list = ordered.map { entry in
      "\(entry.dependency.name) (\(entry.files.count) \(entry.files.count == 1 ? "file" : "files"))"
    }
    guard let rarest = ordered.last else { return }
    let names = list.dropLast().joined(separator: ", ") + " and " + (list.last ?? "")
    reporter.report(
      at: rarest.dependency.keySpan, in: manifest.path,
      "\(manifest.displayName) \(group.purpose) with \(names)",
      evidence: ordered.compactMap { entry in
        entry.files.first.map {
          EvidenceStep(path: $0.path, span: $0.span, message: "\(entry.dependency.name) is imported here")
        }
      },
      identity: "\(manifest.path) \(group.purpose)")
  }
}

/// Packages of which a server needs one.
struct PurposeGroup: Sendable {
  /// After the package's name.
  let purpose: String
  let names: Set<String>

  static let all: [PurposeGroup] = [
    PurposeGroup(
      purpose: "makes HTTP requests",
      names: [
        "axios", "got", "node-fetch", "superagent", "request", "request-promise", "request-promise-native", "ky",
        "needle", "cross-fetch", "isomorphic-fetch", "phin", "bent",
      ]),
    PurposeGroup(purpose: "works with dates", names: ["moment", "dayjs", "date-fns", "luxon"]),
    PurposeGroup(
      purpose: "hashes passwords",
      names: ["bcrypt", "bcryptjs", "argon2", "bcrypt-nodejs", "@node-rs/bcrypt", "@node-rs/argon2", "scrypt-kdf"]),
    PurposeGroup(
      purpose: "writes logs",
      names: ["winston", "pino", "bunyan", "log4js", "loglevel", "signale", "tslog", "npmlog", "tracer", "consola"]),
    PurposeGroup(
      purpose: "validates input",
      names: [
        "joi", "@hapi/joi", "yup", "zod", "class-validator", "express-validator", "validatorjs", "superstruct",
        "valibot", "fastest-validator", "ow",
      ]),
    PurposeGroup(
      purpose: "maps PostgreSQL, MySQL or SQLite",
      names: ["sequelize", "typeorm", "@prisma/client", "drizzle-orm", "@mikro-orm/core", "objection", "bookshelf"]),
    PurposeGroup(purpose: "speaks to MySQL", names: ["mysql", "mysql2", "mariadb"]),
    PurposeGroup(purpose: "signs tokens", names: ["jsonwebtoken", "jose", "jwt-simple", "njwt", "fast-jwt"]),
    PurposeGroup(
      purpose: "makes identifiers",
      names: [
        "uuid", "nanoid", "shortid", "cuid", "node-uuid", "uuidv4", "ulid", "@paralleldrive/cuid2", "uniqid",
        "short-uuid",
      ]),
    PurposeGroup(
      purpose: "sends mail",
      names: [
        "nodemailer", "@sendgrid/mail", "mailgun-js", "mailgun.js", "postmark", "resend", "emailjs", "sendmail",
        "node-mailjet",
      ]),
    PurposeGroup(purpose: "handles collections", names: ["lodash", "underscore", "ramda", "lodash-es"]),
    PurposeGroup(purpose: "queues jobs in Redis", names: ["bull", "bullmq", "bee-queue", "kue"]),
    PurposeGroup(
      purpose: "answers requests",
      names: ["express", "fastify", "koa", "@hapi/hapi", "hapi", "restify", "hono", "polka"]),
    PurposeGroup(purpose: "speaks to Redis", names: ["redis", "ioredis", "handy-redis", "node-redis"]),
    PurposeGroup(
      purpose: "reads multipart bodies",
      names: [
        "multer", "formidable", "busboy", "connect-busboy", "express-fileupload", "multiparty", "connect-multiparty",
      ]),
    PurposeGroup(
      purpose: "loads environment files", names: ["dotenv", "dotenv-safe", "dotenv-extended", "env-cmd", "dotenv-flow"]),
  ]
}
