import JavaScript
import Semantics

/// What comes of rejections that nobody handles: not all promises are Node's own.
///
/// Bluebird fires the event `unhandledRejection`, and where nobody listens it writes "Unhandled rejection" and goes on.
/// mpromise does neither, and Q only fires the event. Sources: bluebird 3.7, src/debuggability.js; mpromise 0.5,
/// lib/promise.js; q 1.5, q.js (trackRejection).
extension Promises {
  /// Packages whose promises are Bluebird's, or another of their own, up to a version. Sources: the guides for upgrading
  /// to Sequelize 6 and to Mongoose 5; changelogs of Knex, 0.21, and ioredis, 4.0; README of request-promise;
  /// node-telegram-bot-api 0.66 and bookshelf 1.2, package.json.
  private static let makers: [(package: String, before: PackageVersion?, unheard: UnheardRejection)] = [
    ("sequelize", PackageVersion(major: 6, minor: 0), .warned), ("knex", PackageVersion(major: 0, minor: 21), .warned),
    ("mongoose", PackageVersion(major: 5, minor: 0), .lost), ("bluebird", nil, .warned),
    ("request-promise", nil, .warned), ("node-telegram-bot-api", nil, .warned),
    ("bookshelf", nil, .warned), ("ioredis", PackageVersion(major: 4, minor: 0), .warned),
  ]

  func unheard(ofLibraryAt path: String, _ file: FileIndex) -> UnheardRejection {
    let package = path.prefix { $0 != "#" && $0 != "(" }
    let name = package == "sequelize-typescript" ? "sequelize" : package
    guard let maker = Self.makers.first(where: { $0.package == name }) else { return .endsProcess }
    if let before = maker.before {
      guard let version = packages?.version(of: maker.package, for: self.file(file).path), version < before else {
        return .endsProcess
      }
    }
    return maker.unheard == .lost ? promiseOfMongoose ?? .lost : maker.unheard
  }

  /// Methods of Sequelize's models, 4.x.
  private static let queries: Set<String> = [
    "findOne", "findById", "findByPk", "findAll", "findAndCount", "findAndCountAll", "findOrCreate", "create",
    "bulkCreate", "update", "upsert", "destroy", "build", "save", "count", "sync",
  ]

  /// Of a promise from nobody knows where: with Sequelize as the database, `User.findOne()` is one of its queries.
  func unheard(ofUnknown value: ValueID, _ file: FileIndex) -> UnheardRejection {
    let model = self.file(file)
    guard model[value].kind == .call, let packages else { return .endsProcess }
    // `Q.fcall(load).then(show)`
    if paths(of: value, file).contains(where: { $0.hasPrefix("q#") || $0.hasPrefix("q(") }) { return .lost }
    let callee = model[model[CallID(model[value].a)].callee]
    guard callee.kind == .member else { return .endsProcess }
    let name = evaluator.text(Atom(callee.b))
    // `bluebird.promisifyAll(require("./database"))` makes `selectAsync` of `select`.
    if name.hasSuffix("Async"), packages.version(of: "bluebird", for: model.path) != nil { return .warned }
    guard Self.queries.contains(name), packages.version(of: "mongoose", for: model.path) == nil else {
      return .endsProcess
    }
    return unheard(ofLibraryAt: "sequelize", file)
  }

  /// What comes of the rejections of the promise that calling a function gives.
  package func unheard(of function: FunctionReference) -> UnheardRejection {
    let model = file(function.file)
    guard !model[function.function].flags.contains(.async) else { return .endsProcess }
    var found: PromiseFact?
    for value in model.values(model[function.function].returns) {
      guard let fact = fact(of: value, in: function.file) else { continue }
      found = joined(found, fact)
    }
    return found?.unheard ?? .endsProcess
  }

  /// `mongoose.Promise = require("bluebird")`; nil where the program gives it nothing.
  private var promiseOfMongoose: UnheardRejection? {
    if let known = mongoosePromise { return known }
    var found: UnheardRejection?
    for (index, model) in evaluator.files.enumerated() {
      for write in model.writes where evaluator.text(write.name) == "Promise" {
        let file = FileIndex(index)
        guard paths(of: write.base, file).contains("mongoose") else { continue }
        found = paths(of: write.value, file).contains { $0.hasPrefix("bluebird") } ? .warned : .endsProcess
      }
    }
    mongoosePromise = .some(found)
    return found
  }

  private func paths(of value: ValueID, _ file: FileIndex) -> [String] {
    evaluator.evaluate(file, value).filter { $0.kind == .external }
      .map { evaluator.externals.text(ExternalID($0.id)) }
  }
}
