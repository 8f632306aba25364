import SourceText

/// What calling a member of something gives.
struct PromiseOutcome: Sendable {
  enum Gives: Sendable {
    case promise
    /// A thenable that waits until it is awaited.
    case lazy
    /// No promise: a value, or another thing of the library.
    case value
  }

  var gives: Gives
  /// The thing it is, or settles with.
  var thing: String?
  /// With a function as its last argument it calls that function instead.
  var takesCallback = false
  /// What it gives is never rejected.
  var neverRejects = false

  static let promise = PromiseOutcome(gives: .promise)
  static let lazy = PromiseOutcome(gives: .lazy)
  static let value = PromiseOutcome(gives: .value)

  static func promise(_ thing: String) -> PromiseOutcome { PromiseOutcome(gives: .promise, thing: thing) }
  static func lazy(_ thing: String) -> PromiseOutcome { PromiseOutcome(gives: .lazy, thing: thing) }
  static func value(_ thing: String) -> PromiseOutcome { PromiseOutcome(gives: .value, thing: thing) }

  /// For those that know both ways.
  var orCallback: PromiseOutcome {
    var copy = self
    copy.takesCallback = true
    return copy
  }

  var alwaysFulfilled: PromiseOutcome {
    var copy = self
    copy.neverRejects = true
    return copy
  }
}

/// What nodevet knows of the promises of one package: data, no logic.
struct PromiseLibrary: Sendable {
  var name: String
  /// External paths that are things of the library.
  var roots: [String: String]
  /// By thing: what its members give when called; `()` for calling the thing itself, `*` for all other members, `await`
  /// for what a query is of.
  var things: [String: [String: PromiseOutcome]]

  init(_ name: String, roots: [String: String], things: [String: [String: PromiseOutcome]]) {
    self.name = name
    self.roots = roots
    self.things = things
  }

  /// What every event emitter has. Source: Node.js documentation, class EventEmitter.
  static let emitterMembers =
    "addListener eventNames getMaxListeners listenerCount listeners prependListener prependOnceListener rawListeners "
    + "removeAllListeners removeListener setMaxListeners"

  /// The same outcome for several names.
  static func each(_ names: String, _ outcome: PromiseOutcome) -> [String: PromiseOutcome] {
    Dictionary(names.parts(between: " ").map { (String($0), outcome) }, uniquingKeysWith: { first, _ in first })
  }
}

/// A member of a thing of a library, as its table names them.
package struct LibraryMember: Hashable, Sendable {
  /// `Mongoose`, `pg`, `Node.js`
  package var library: String
  /// `Model`, `Query`, `fs.promises`
  package var thing: String
  /// `find`; `()` for the thing itself.
  package var name: String
  /// Calling it gives no promise.
  package var isValue: Bool

  /// Asks something of the service of a chat.
  package var isOfChat: Bool { PromiseLibrary.chatNames.contains(library) }
}

func + (left: [String: PromiseOutcome], right: [String: PromiseOutcome]) -> [String: PromiseOutcome] {
  left.merging(right) { first, _ in first }
}

/// Questions about external paths that the tables answer.
struct PromiseLibraries {
  /// What an external path stands for.
  private enum Meaning {
    case thing(String, library: Int)
    case member(PromiseOutcome, library: Int)
  }

  /// The major version from which on a package gives promises. Source: its migration guide or changelog, 2026-11.
  static let promisesSince: [(package: String, major: Int)] = [
    ("redis", 4), ("sequelize", 2), ("nodemailer", 2), ("mongodb", 2), ("hapi", 17),
  ]
  /// Members of others that took callbacks alone before. Sources: the changelogs of Mongoose, 4.0.0, and pg, 7.0.0.
  static let membersSince: [(package: String, member: String, major: Int)] = [
    ("mongoose", "save", 4), ("mongoose", "connect", 4), ("mongoose", "disconnect", 4), ("pg", "connect", 7),
  ]

  private static let all: [PromiseLibrary] =
    PromiseLibrary.node + PromiseLibrary.clients + PromiseLibrary.databases + PromiseLibrary.validators
    + PromiseLibrary.services + PromiseLibrary.chats
  private static let roots: [String: (thing: String, library: Int)] = {
    var table: [String: (thing: String, library: Int)] = [:]
    for (index, library) in all.enumerated() {
      for (path, thing) in library.roots { table[path] = (thing, index) }
    }
    return table
  }()

  private var known: [String: Meaning?] = [:]

  /// What calling the thing at a path gives, with the name of the library; nil where nothing is known.
  mutating func outcome(ofCalling path: String) -> (outcome: PromiseOutcome, library: String)? {
    switch meaning(of: path, 0) {
    case .member(let outcome, let library):
      return (outcome, Self.all[library].name)
    case .thing(let thing, let library):
      guard let outcome = Self.all[library].things[thing]?["()"] else { return nil }
      return (outcome, Self.all[library].name)
    case nil:
      return nil
    }
  }

  /// Whether a path is a method of what a lazy call gave: `…find().sort`.
  mutating func goesOnWithQuery(_ path: String) -> Bool {
    guard let end = path.utf8.lastIndex(where: { $0 == 0x2E || $0 == 0x23 }) else { return false }
    let holder = path[..<end]
    return holder.hasSuffix("()") && outcome(ofCalling: String(holder.dropLast(2)))?.outcome.gives == .lazy
  }

  /// What a method of the data gives that such a query is of; nil where nothing is known of it.
  mutating func outcome(ofSettled path: String) -> (outcome: PromiseOutcome, library: String)? {
    guard let end = path.utf8.lastIndex(where: { $0 == 0x2E || $0 == 0x23 }),
      case .thing(let thing, let library) = meaning(of: String(path[..<end]), 0),
      let settled = Self.all[library].things[thing]?["await"]?.thing,
      let outcome = Self.all[library].things[settled]?[String(path[path.utf8.index(after: end)...])]
    else { return nil }
    return (outcome, Self.all[library].name)
  }

  /// The thing and the member that a path ends in; nil where no table knows them.
  mutating func member(at path: String) -> LibraryMember? {
    guard let end = path.utf8.lastIndex(where: { $0 == 0x2E || $0 == 0x23 }), end > path.startIndex else {
      guard case .thing(let thing, let library) = meaning(of: path, 0),
        let outcome = Self.all[library].things[thing]?["()"]
      else { return nil }
      return LibraryMember(library: Self.all[library].name, thing: thing, name: "()", isValue: outcome.gives == .value)
    }
    let holder: (thing: String, library: Int)
    switch meaning(of: String(path[..<end]), 0) {
    case .thing(let thing, let library): holder = (thing, library)
    case .member(let outcome, let library):
      guard outcome.gives == .value, let thing = outcome.thing else { return nil }
      holder = (thing, library)
    case nil: return nil
    }
    let name = String(path[path.utf8.index(after: end)...])
    guard case .member(let outcome, _) = Self.member(name, of: holder.thing, holder.library) else { return nil }
    return LibraryMember(
      library: Self.all[holder.library].name, thing: holder.thing, name: name, isValue: outcome.gives == .value)
  }

  private mutating func meaning(of path: String, _ depth: Int) -> Meaning? {
    if let known = known[path] { return known }
    guard depth < 40 else { return nil }
    let found = compute(path, depth)
    known[path] = .some(found)
    return found
  }

  private mutating func compute(_ path: String, _ depth: Int) -> Meaning? {
    if let root = Self.roots[path] { return .thing(root.thing, library: root.library) }
    if path.hasSuffix("()") {
      switch meaning(of: String(path.dropLast(2)), depth + 1) {
      case .member(let outcome, let library):
        return outcome.thing.map { .thing($0, library: library) }
      case .thing(let thing, let library):
        return Self.all[library].things[thing]?["()"]?.thing.map { .thing($0, library: library) }
      case nil:
        return nil
      }
    }
    guard let end = path.utf8.lastIndex(where: { $0 == 0x2E || $0 == 0x23 }), end > path.startIndex else { return nil }
    let member = String(path[path.utf8.index(after: end)...])
    switch meaning(of: String(path[..<end]), depth + 1) {
    case .thing(let thing, let library):
      return Self.member(member, of: thing, library)
    case .member(let outcome, let library):
      // A property of a query, not its result: `record.tags.push(tag)` is of the record's data.
      guard outcome.gives == .value else { return nil }
      return outcome.thing.flatMap { Self.member(member, of: $0, library) }
    case nil:
      return nil
    }
  }

  private static func member(_ name: String, of thing: String, _ library: Int) -> Meaning? {
    let members = all[library].things[thing]
    return (members?[name] ?? members?["*"]).map { .member($0, library: library) }
  }
}
