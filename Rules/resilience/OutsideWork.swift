import ProgramGraph
import Semantics
import SourceText

/// What a call to a library does that takes time outside of the process.
enum OutsideWork: Sendable, Hashable {
  /// Reads records of a database.
  case query
  /// Changes a database.
  case write
  case network
  case files
  case process

  /// By the path of what is called; nil where nothing tells, or it does nothing.
  static func of(_ path: String, in program: Program) -> OutsideWork? {
    if path.hasPrefix("node:child_process#") { return path.hasSuffix("Sync") ? nil : .process }
    if path == "#fetch" { return .network }
    guard let member = program.promises.libraryMember(at: path), !member.isValue else { return nil }
    if databases.contains(member.library) { return of(member) }
    // Signing is arithmetic: nothing is sent.
    if member.name == "getSignedUrl" { return nil }
    if networks.contains(member.library) { return .network }
    switch (member.library, member.thing) {
    case ("Node.js", "fs.promises"), ("Node.js", "fs-extra"), ("Node.js", "FileHandle"): return .files
    case ("execa", _), ("sharp", _): return .process
    default: return nil
    }
  }

  private static let databases: Set<String> = [
    "Mongoose", "Knex", "Prisma", "Drizzle", "Sequelize", "TypeORM", "MongoDB", "pg", "mysql2", "SQLite", "Redis",
    "Supabase", "Elasticsearch", "Firebase",
  ]
  private static let networks: Set<String> = [
    "axios", "got", "undici", "superagent", "needle", "Nodemailer", "SendGrid", "Stripe", "OpenAI", "Cloudinary",
    "AWS SDK", "Puppeteer",
  ]

  private static func of(_ member: LibraryMember) -> OutsideWork? {
    // Keys are looked up in memory, without a plan or an index.
    if member.library == "Redis" { return nil }
    if reads.contains(member.name) { return .query }
    if writes.contains(member.name) { return .write }
    // Text tells whether it reads: not looked at here.
    return ["query", "execute", "raw", "$queryRaw", "all", "any", "many", "one", "oneOrNone", "manyOrNone"]
      .contains(member.name) ? .query : nil
  }

  private static let reads: Set<String> = [
    "find", "findOne", "findById", "findByPk", "findAll", "findAndCountAll", "findMany", "findFirst", "findUnique",
    "findFirstOrThrow", "findUniqueOrThrow", "findOneBy", "findBy", "findOneOrFail", "findOneByOrFail", "findAndCount",
    "findByIds", "count", "countDocuments", "exists", "distinct", "aggregate", "groupBy", "sum", "select", "first",
    "getMany", "getOne", "getRawMany", "getRawOne", "getCount", "toArray", "populate", "search", "get",
  ]

  private static let writes: Set<String> = [
    "save", "create", "insert", "insertOne", "insertMany", "update", "updateOne", "updateMany", "findOneAndUpdate",
    "findByIdAndUpdate", "findByIdAndDelete", "findOneAndDelete", "findByIdAndRemove", "deleteOne", "deleteMany",
    "delete", "destroy", "remove", "upsert", "bulkCreate", "softDelete", "increment", "decrement", "createMany",
    "replaceOne", "set", "add",
  ]
}

extension Program {
  /// What a call does outside of the process.
  func outsideWork(of call: CallReference) -> OutsideWork? {
    switch outcome(of: call) {
    case .external(let paths), .followed(_, externals: let paths):
      for path in paths {
        if let work = OutsideWork.of(path, in: self) { return work }
      }
      return nil
    case .unknown: return nil
    }
  }

  /// The external paths that a call may mean.
  func externals(of call: CallReference) -> [String] {
    switch outcome(of: call) {
    case .external(let paths), .followed(_, externals: let paths): paths
    case .unknown: []
    }
  }

  /// The calls written in a function and in the functions within it.
  func calls(within function: FunctionReference) -> [CallReference] {
    let file = self[function.file]
    let span = file[function.function].span
    return file.calls.indices.lazy
      .filter { span.start <= file.calls[$0].span.start && file.calls[$0].span.end <= span.end }
      .map { CallReference(file: function.file, call: CallID($0)) }
  }
}
