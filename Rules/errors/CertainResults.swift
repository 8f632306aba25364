import Checking
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics

extension Program {
  /// `if (rows) …`, with rows of `await pool.query(…)`: empty or not, the array is there. `if (claims) …`, with claims of a
  /// function that gives what `jwt.verify` gave, or throws.
  func isAlwaysThere(_ result: ValueID, in file: FileIndex) -> Bool {
    guard let call = self.call(behind: result, in: file) else { return false }
    if promises.alwaysGives(call) || CertainResults.givesRows(call, self) || isListOfWaterline(call) { return true }
    guard promises.fact(of: call) != nil else { return false }
    var current = call
    for _ in 0..<16 {
      let paths = externals(of: current)
      if paths.contains(where: CertainResults.answers.contains) { return true }
      let members = paths.compactMap { promises.libraryMember(at: $0) }
      if members.contains(where: { CertainResults.objects[$0.library]?.contains($0.name) ?? false }) { return true }
      // `Book.find().populate("genre").limit(5)`
      guard members.contains(where: { CertainResults.refinements.contains($0.name) }),
        let (base, _) = member(self[current.file][current.call].callee, current.file),
        let inner = self.call(behind: base, in: current.file)
      else { return false }
      current = inner
    }
    return false
  }
}

extension Program {
  /// `Coin.find().sort("name")` of Sails: an array, if an empty one. Source: sailsjs.com, documentation of `.find()`, 1.0.
  private func isListOfWaterline(_ call: CallReference) -> Bool {
    guard version(of: "sails", for: call.file) != nil else { return false }
    var current = call
    for _ in 0..<16 {
      guard let name = calleeName(current),
        let (base, _) = member(self[current.file][current.call].callee, current.file)
      else { return false }
      if name == "find" { return self[current.file][base].kind == .global }
      guard CertainResults.refinements.contains(name), let inner = self.call(behind: base, in: current.file) else {
        return false
      }
      current = inner
    }
    return false
  }

  /// Whether what a call promises is nothing, `false` or the like in any case, unless it fails: `if (exists) reject(…); else
  /// resolve(false)`.
  func isNeverThere(_ result: ValueID, in file: FileIndex) -> Bool {
    guard let call = self.call(behind: result, in: file) else { return false }
    let targets = self.targets(of: call)
    return !targets.isEmpty
      && targets.allSatisfy { target in
        let model = self[target.file]
        let returns = model.values(model[target.function].returns)
        return !model[target.function].flags.contains(.fallsThrough) && !returns.isEmpty
          && returns.allSatisfy { resolvesToNothing($0, target.file) }
      }
  }

  /// `new Promise((resolve, reject) => …)` whose executor resolves with empty literals alone.
  private func resolvesToNothing(_ promise: ValueID, _ file: FileIndex) -> Bool {
    guard let call = call(behind: promise, in: file), call.file == file, externals(of: call).contains("#Promise"),
      let executor = plainArguments(of: call).first, case .function(let id) = self[file].model.origin(of: executor).root
    else { return false }
    func isResolve(_ value: ValueID) -> Bool {
      let origin = self[file].model.origin(of: value)
      return origin.root == .parameter(id, 0) && origin.path.isEmpty
    }
    let calls = self[file].calls
    // Whoever is given the function may call it with anything.
    guard !calls.contains(where: { self[file].values($0.arguments).contains(where: isResolve) }) else { return false }
    let resolving = calls.filter { isResolve($0.callee) }
    return !resolving.isEmpty
      && resolving.allSatisfy { site in
        guard let given = self[file].values(site.arguments).first else { return true }
        switch constant(given, in: file) {
        case .boolean(let isTrue): return !isTrue
        case .string(let text): return text.isEmpty
        case .null, .undefined: return true
        case .number, nil: return false
        }
      }
  }
}

/// Calls of packages whose result is there in any case, or they fail.
private enum CertainResults {
  /// Members of clients of databases whose promise is for an object or an array, if it is not rejected. Sources: their
  /// documentation, 2026-11.
  static let objects: [String: Set<String>] = [
    "Mongoose": ["find", "updateOne", "updateMany", "deleteOne", "deleteMany", "insertMany", "aggregate", "distinct"],
    "Sequelize": ["findAll", "findAndCountAll", "bulkCreate", "query"],
    "Prisma": [
      "findMany", "createMany", "updateMany", "deleteMany", "groupBy", "create", "update", "upsert", "delete",
      "findUniqueOrThrow", "findFirstOrThrow",
    ],
    "pg": ["query"], "mysql2": ["query", "execute"],
  ]

  /// Bookshelf's `fetchAll` gives a collection, and `fetch` is rejected where there is no row. Source: bookshelfjs.org, 1.0.
  static func givesRows(_ call: CallReference, _ program: Program) -> Bool {
    guard let version = program.version(of: "bookshelf", for: call.file) else { return false }
    let name = program.calleeName(call)
    return name == "fetchAll" || name == "fetch" && version.major >= 1
  }

  /// Calls whose promise is for an answer.
  static let answers: Set<String> = [
    "#fetch", "axios", "axios#get", "axios#post", "axios#put", "axios#patch", "axios#delete", "axios#request",
    "axios#default.get", "axios#default.post", "axios#default.put", "axios#default.delete",
  ]
  /// What goes on with a query of Mongoose or Waterline and leaves it what it is for.
  static let refinements: Set<String> = [
    "limit", "skip", "sort", "select", "populate", "where", "lean", "exec", "collation", "hint", "maxTimeMS", "and",
    "or", "paginate", "meta", "omit",
  ]
}
