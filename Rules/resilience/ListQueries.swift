import JavaScript
import ProgramGraph
import Semantics
import SourceText

/// A query that reads all records there are: nothing selects them, nothing limits their number.
struct ListQuery: Sendable {
  /// The call that reads: `User.find()`
  var call: CallReference
  /// `User.find`
  var name: String
  /// Calls of the program's own functions between the query and the value asked for.
  var levels: Int
}

/// Finds the list queries that values come from.
struct ListQueries {
  let program: Program
  private static let maximumDepth = 12
  private static let maximumLevels = 2

  init(_ program: Program) { self.program = program }

  /// The query whose whole result a value is, or holds as many elements as; nil where nothing proves it.
  func source(of value: ValueID, in file: FileIndex) -> ListQuery? { source(value, file, depth: 0, levels: 0) }

  private func source(_ id: ValueID, _ index: FileIndex, depth: Int, levels: Int) -> ListQuery? {
    guard depth < Self.maximumDepth, !id.isUnknown else { return nil }
    let file = program[index]
    let value = file[id]
    switch value.kind {
    case .binding:
      let binding = file[BindingID(value.a)]
      let values = file.values(binding.values)
      guard values.count == 1, !binding.isReassigned else { return nil }
      return source(values[0], index, depth: depth + 1, levels: levels)
    case .awaited:
      return source(ValueID(value.a), index, depth: depth + 1, levels: levels)
    case .elementOf where value.b == 1:
      // `const [rows] = await pool.query(…)`
      return rows(of: ValueID(value.a), index, depth: depth + 1, levels: levels)
    case .member where program.text(Atom(value.b)) == "rows":
      return rows(of: ValueID(value.a), index, depth: depth + 1, levels: levels)
    case .call:
      return source(CallReference(file: index, call: CallID(value.a)), depth: depth + 1, levels: levels)
    case .parameter:
      return handed(to: FunctionID(value.a), at: Int(value.b), index, depth: depth + 1, levels: levels)
    default:
      return nil
    }
  }

  /// `User.find().then(users => …)`, `User.find({}, (error, users) => …)`
  private func handed(
    to function: FunctionID, at position: Int, _ index: FileIndex, depth: Int, levels: Int
  ) -> ListQuery? {
    let file = program[index]
    for number in file.calls.indices {
      let arguments = file.values(file.calls[number].arguments)
      guard let place = arguments.firstIndex(where: { file[$0].kind == .function && file[$0].a == function.raw }) else {
        continue
      }
      let callee = file[file.calls[number].callee]
      if callee.kind == .member, program.text(Atom(callee.b)) == "then" {
        return place == 0 && position == 0
          ? source(ValueID(callee.a), index, depth: depth + 1, levels: levels) : nil
      }
      guard position == 1, place == arguments.count - 1 else { return nil }
      let call = CallReference(file: index, call: CallID(number))
      return raw(call, levels) ?? source(call, depth: depth + 1, levels: levels)
    }
    return nil
  }

  private func source(_ call: CallReference, depth: Int, levels: Int) -> ListQuery? {
    if readsAll(call) {
      guard let name = program.spoken(program[call.file][call.call].callee, in: call.file) else { return nil }
      return ListQuery(call: call, name: name, levels: levels)
    }
    let file = program[call.file]
    let site = file[call.call]
    let callee = file[site.callee]
    if callee.kind == .member {
      let name = program.text(Atom(callee.b))
      let externals = program.externals(of: call)
      let member = externals.lazy.compactMap { program.promises.libraryMember(at: $0) }.first
      if let member {
        // Chains of builders go on to what they began with.
        guard Self.chains[member.library]?.contains(name) ?? false else { return nil }
        return source(ValueID(callee.a), call.file, depth: depth + 1, levels: levels)
      }
      if Self.sameLength.contains(name), !externals.contains(where: { !$0.holds(".") }) {
        return source(ValueID(callee.a), call.file, depth: depth + 1, levels: levels)
      }
    }
    guard levels < Self.maximumLevels, case .followed(let functions, externals: []) = program.outcome(of: call),
      functions.count == 1, let function = functions.first
    else { return nil }
    let target = program[function.file]
    let returns = target.values(target[function.function].returns)
    guard returns.count == 1, !target[function.function].flags.contains(.fallsThrough) else { return nil }
    return source(returns[0], function.file, depth: depth + 1, levels: levels + 1)
  }

  /// Lists made of lists that are as long.
  private static let sameLength: Set<String> = [
    "map", "sort", "reverse", "concat", "flatMap", "toSorted", "toReversed",
  ]

  /// Members of builders that neither select nor limit.
  private static let chains: [String: Set<String>] = [
    "Mongoose": ["sort", "select", "populate", "lean", "exec", "collation", "read", "setOptions", "cache", "hint"],
    "MongoDB": ["sort", "project", "toArray", "collation", "hint"],
    "Knex": ["orderBy", "orderByRaw", "select"],
    "TypeORM": ["getMany", "orderBy", "addOrderBy", "leftJoinAndSelect", "select", "addSelect", "getRawMany"],
    "Drizzle": ["orderBy", "leftJoin", "$dynamic"], "Supabase": ["order"], "Firebase": ["get", "orderBy"],
  ]

  // MARK: The query itself

  /// Whether a call reads all records of something, as far as it says itself; what a chain adds is not looked at.
  func readsAll(_ call: CallReference) -> Bool {
    if isLucid(call) { return true }
    let file = program[call.file]
    let arguments = file.values(file[call.call].arguments)
    for path in program.externals(of: call) {
      guard let member = program.promises.libraryMember(at: path) else { continue }
      switch (member.library, member.thing, member.name) {
      case ("Mongoose", "Model", "find"):
        return selectsNothing(arguments.first, file)
          && !limits(options(arguments, 2, file), ["limit"], file)
      case ("MongoDB", "collection", "find"), ("MongoDB", "monk.collection", "find"):
        return selectsNothing(arguments.first, file)
          && !limits(options(arguments, 1, file), ["limit"], file)
      case ("Sequelize", "Model", "findAll"):
        return !limits(arguments.first, ["limit", "where"], file) && !joinsWithCondition(arguments.first, file)
      case ("TypeORM", "repository", "find"), ("TypeORM", "repository", "findAndCount"):
        return hasOnly(Self.harmlessOptions, arguments.first, file)
      // `db.select().from(users)`, and no part of a larger query: `db.select({ total: count() })` selects.
      case ("Drizzle", "builder", "from"): return path.hasSuffix(".select().from") && selectsWhole(call, file)
      case ("Drizzle", "query", "findMany"): return !limits(arguments.first, ["limit", "where"], file)
      case ("Prisma", "delegate", "findMany"): return !limits(arguments.first, ["take", "where"], file)
      default: continue
      }
    }
    return false
  }

  /// `Post.all()` of Lucid, the ORM of AdonisJS. Source: lucid.adonisjs.com, 2026.
  func isLucid(_ call: CallReference) -> Bool {
    program.externals(of: call).contains { path in
      path.hasSuffix("#BaseModel.all")
        && (path.hasPrefix("@ioc:Adonis/Lucid/Orm") || path.hasPrefix("@adonisjs/lucid/orm"))
    }
  }

  /// `select()` in front of `from`, with nothing in it.
  private func selectsWhole(_ call: CallReference, _ file: ProgramFile) -> Bool {
    let callee = file[file[call.call].callee]
    guard callee.kind == .member, file[ValueID(callee.a)].kind == .call else { return false }
    return file.values(file[CallID(file[ValueID(callee.a)].a)].arguments).isEmpty
  }

  private func rows(of value: ValueID, _ index: FileIndex, depth: Int, levels: Int) -> ListQuery? {
    let file = program[index]
    var current = value
    for _ in 0..<4 {
      let record = file[current]
      switch record.kind {
      case .binding:
        let values = file.values(file[BindingID(record.a)].values)
        guard values.count == 1 else { return nil }
        current = values[0]
      case .awaited: current = ValueID(record.a)
      case .call:
        let call = CallReference(file: index, call: CallID(record.a))
        return raw(call, levels) ?? counted(call, levels)
      case .parameter:
        // `client.query("select …", (error, result) => … result.rows)`
        return handed(to: FunctionID(record.a), at: Int(record.b), index, depth: depth, levels: levels)
      default: return nil
      }
    }
    return nil
  }

  /// `const [rows, count] = await repository.findAndCount()`
  private func counted(_ call: CallReference, _ levels: Int) -> ListQuery? {
    guard program.calleeName(call) == "findAndCount", readsAll(call),
      let name = program.spoken(program[call.file][call.call].callee, in: call.file)
    else { return nil }
    return ListQuery(call: call, name: name, levels: levels)
  }

  private func raw(_ call: CallReference, _ levels: Int) -> ListQuery? {
    guard rawTable(call) != nil, let name = program.spoken(program[call.file][call.call].callee, in: call.file) else {
      return nil
    }
    return ListQuery(call: call, name: name, levels: levels)
  }

  /// Packages whose `query`, `execute` or `all` takes SQL.
  private static let drivers: Set<String> = [
    "pg", "mysql", "mysql2", "mysql2/promise", "mariadb", "sqlite3", "sqlite", "promise-mysql",
  ]

  /// The table of `select * from users` with nothing behind it but an order; nil for any other query.
  func rawTable(_ call: CallReference) -> String? {
    let file = program[call.file]
    guard program.calleeName(call).map({ ["query", "execute", "all"].contains($0) }) ?? false,
      program.externals(of: call).contains(where: { path in
        Self.drivers.contains(String(path.prefix { $0 != "#" && $0 != "(" }))
      }), let first = file.values(file[call.call].arguments).first,
      case .string(let text) = file.model.constant(first, atoms: program.atoms)
    else { return nil }
    let words = text.lowercased().parts(betweenAnyOf: " \n\t,;`\"")
    guard words.first == "select", let from = words.firstIndex(of: "from"), from + 1 < words.count else { return nil }
    let bounds = words.contains { word in
      ["where", "limit", "join", "group", "top", "fetch", "union"].contains(word)
        || ["count(", "max(", "sum(", "avg(", "min("].contains { word.hasPrefix($0) }
    }
    // `select now() from dual`, `select 1 + 1 from …`
    return bounds || words[from + 1] == "dual" ? nil : String(words[from + 1])
  }

  /// No filter at all: none, `{}`, `null`.
  private func selectsNothing(_ filter: ValueID?, _ file: ProgramFile) -> Bool {
    guard let filter else { return true }
    let value = file[filter]
    switch value.kind {
    case .object: return file.properties(of: value).isEmpty
    case .literal: return value.a == LiteralKind.null.rawValue || value.a == LiteralKind.undefined.rawValue
    // The callback stands first.
    case .function: return true
    default: return false
    }
  }

  /// Options of TypeORM that neither select nor limit; before version 0.3 all others are conditions.
  private static let harmlessOptions: Set<String> = ["order", "relations", "select", "cache", "join", "withDeleted"]

  private func hasOnly(_ names: Set<String>, _ options: ValueID?, _ file: ProgramFile) -> Bool {
    guard let options else { return true }
    let value = file[options]
    guard value.kind == .object else { return false }
    return file.properties(of: value).allSatisfy { $0.kind == .value && names.contains(program.text($0.name)) }
  }

  private func options(_ arguments: ValueList, _ index: Int, _ file: ProgramFile) -> ValueID? {
    index < arguments.count && file[arguments[index]].kind != .function ? arguments[index] : nil
  }

  /// Whether options have one of these names, or may have.
  private func limits(_ options: ValueID?, _ names: [String], _ file: ProgramFile) -> Bool {
    guard let options else { return false }
    let value = file[options]
    guard value.kind == .object else { return true }
    return file.properties(of: value).contains { property in
      property.kind == .spread || property.kind == .computed || names.contains(program.text(property.name))
    }
  }

  /// `include: [{ model: User, where: { id } }]`: an inner join, which selects.
  private func joinsWithCondition(_ options: ValueID?, _ file: ProgramFile) -> Bool {
    guard let options, file[options].kind == .object else { return false }
    return file.properties(of: file[options]).contains { property in
      guard property.kind == .value, program.text(property.name) == "include" else { return false }
      let included = file[property.value]
      let models = included.kind == .array ? Array(file.values(ListID(included.a))) : [property.value]
      return models.contains { model in
        switch file[model].kind {
        case .object: selects(model, file)
        case .imported, .binding, .member: false
        default: true
        }
      }
    }
  }

  /// `{ model: User, where: { id } }`, but not `where: filter ? … : undefined`.
  private func selects(_ model: ValueID, _ file: ProgramFile) -> Bool {
    file.properties(of: file[model]).contains { property in
      guard program.text(property.name) == "where" else { return property.kind == .spread }
      guard file[property.value].kind == .choice else { return true }
      return !file.values(ListID(file[property.value].a)).contains { $0 == .literal(.undefined) }
    }
  }
}
