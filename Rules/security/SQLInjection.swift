import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports what the client sends where it becomes SQL. The promise is on the page beside this file.
struct SQLInjection: ProgramCheck {
  func run(on program: Program, project: Project, reporter: inout Reporter) {
    var injection = Injection(program: program, sink: .sql, effect: "runs SQL with % in it")
    var seen: Set<CallReference> = []
    var told: Set<CallReference> = []
    let builders = StatementBuilders(program)
    for external in program.externalCalls(where: Self.runsText) {
      guard let text = text(of: external.call, program),
        seen.insert(external.call).inserted
      else { continue }
      // A wrapper that runs the statement in one of several ways is handed it once.
      let places = builders.places(handing: text, to: external.call)
      for handed in places where seen.insert(handed.call).inserted {
        var place = place(of: handed.value, in: handed.call, program)
        place.run = handed.run
        if injection.report(place, &reporter) { told.insert(handed.call) }
      }
      if !places.contains(where: { told.contains($0.call) }) {
        injection.report(place(of: text, in: external.call, program), &reporter)
      }
    }
  }

  /// A statement that the client writes as a whole is what the route is for, above all where its values come with it:
  /// it matters who may call it.
  private func place(of text: ValueID, in call: CallReference, _ program: Program) -> InjectionPlace {
    var place = InjectionPlace(call: call, value: text)
    let file = program[call.file]
    let whole = file.behindNames(text)
    if isQuoted(whole, in: call, program) { place.severity = .note }
    // `request.query || request.sql`
    let parts = whole.kind == .choice ? file.values(ListID(whole.a)).map { file.behindNames($0) } : [whole]
    guard parts.allSatisfy({ [.member, .element, .elementOf].contains($0.kind) }),
      program.flows.flow(to: text, in: call.file, at: file[call.call].span, for: .sql)?.mayBeObject ?? false
    else { return place }
    place.effect = "runs whatever SQL % says"
    if let position = program.plainArguments(of: call).firstIndex(of: text),
      position + 1 < program.plainArguments(of: call).count
    {
      place.severity = .warning
    }
    return place
  }

  /// `'${name.replace(/'/g, "''")}'`: nothing gets out of the quotes, but with MySQL, where a backslash does.
  private func isQuoted(_ whole: Value, in call: CallReference, _ program: Program) -> Bool {
    let file = program[call.file]
    let span = file[call.call].span
    guard whole.kind == .concatenation, !program.externals(of: call).contains(where: { Self.mayBeMySQL($0) }) else {
      return false
    }
    let parts = Array(file.values(ListID(whole.a)))
    let own = parts.indices.filter { program.flows.flow(to: parts[$0], in: call.file, at: span, for: .sql) != nil }
    return !own.isEmpty
      && own.allSatisfy { position in
        guard position > 0, case let before = file[parts[position - 1]], before.kind == .string,
          program.text(Atom(before.a)).hasSuffix("'"), case let value = file.behindNames(parts[position]),
          value.kind == .call, case let site = file[CallID(value.a)], file[site.callee].kind == .member,
          ["replace", "replaceAll"].contains(program.text(Atom(file[site.callee].b))),
          case let arguments = file.values(site.arguments), arguments.count == 2,
          case .string("''")? = file.model.constant(arguments[1], atoms: program.atoms)
        else { return false }
        // `replace("'", "''")` doubles the first one alone.
        return file[arguments[0]].kind != .string || program.text(Atom(file[site.callee].b)) == "replaceAll"
      }
  }

  private static func mayBeMySQL(_ path: String) -> Bool {
    path.hasPrefix("mysql") || path.hasPrefix("mariadb") || path.hasPrefix("promise-mysql")
  }

  /// The SQL itself: the first argument, or its property of that name.
  private func text(of call: CallReference, _ program: Program) -> ValueID? {
    guard let first = program.plainArguments(of: call).first else { return nil }
    return program.property(["text", "sql", "sqlText", "query"], of: first, in: call.file) ?? first
  }

  /// By package, the members whose first argument is SQL. Sources: the packages' READMEs, 2026-11.
  private static let members: [String: Set<String>] = {
    let mysql: Set<String> = ["query", "execute", "batch", "prepare"]
    let sqlite: Set<String> = ["all", "get", "run", "each", "exec", "prepare"]
    let knex: Set<String> = [
      "raw", "whereRaw", "andWhereRaw", "orWhereRaw", "orderByRaw", "joinRaw", "havingRaw", "fromRaw", "groupByRaw",
    ]
    let sequelize: Set<String> = ["query", "literal"]
    return [
      "pg": ["query"], "@neondatabase/serverless": ["query"], "@vercel/postgres": ["query"],
      "pg-promise": ["none", "one", "oneOrNone", "many", "manyOrNone", "any", "result", "query", "multi"],
      "postgres": ["unsafe"], "slonik": ["unsafe"], "mysql": mysql, "mysql2": mysql, "mysql2/promise": mysql,
      "promise-mysql": mysql, "mariadb": mysql, "mssql": ["query", "batch"], "sqlite3": sqlite, "sqlite": sqlite,
      "better-sqlite3": ["prepare", "exec"], "node:sqlite": ["prepare", "exec"],
      "oracledb": ["execute", "executeMany"],
      "tedious": ["Request"], "knex": knex, "objection": knex, "sequelize": sequelize,
      "sequelize-typescript": sequelize, "@sequelize/core": sequelize,
      "@prisma/client": ["$queryRawUnsafe", "$executeRawUnsafe", "raw"], "drizzle-orm": ["raw"],
      "kysely": ["raw", "lit"],
      "@google-cloud/bigquery": ["query"], "snowflake-sdk": ["execute"], "@clickhouse/client": ["query"],
      "cassandra-driver": ["execute"], "typeorm": ["query"], "@libsql/client": ["execute"],
    ]
  }()

  private static let builderMembers: Set<String> = [
    "where", "andWhere", "orWhere", "having", "andHaving", "orHaving", "orderBy", "addOrderBy", "groupBy", "addGroupBy",
    "select", "addSelect",
  ]

  private static func runsText(_ path: String) -> Bool {
    let ends = ExternalEnds(path)
    guard !ends.member.isEmpty else { return false }
    if members[ends.package]?.contains(ends.member) ?? false { return true }
    return ends.package == "typeorm" && builderMembers.contains(ends.member) && path.holds("createQueryBuilder()")
  }
}

/// Where the statements are built that a wrapper only runs: `query(sql) { return this.pool.query(sql) }`.
private struct StatementBuilders {
  private let program: Program

  private static let maximumLevels = 3
  private static let maximumPlaces = 64
  private static let maximumCallers = 512

  init(_ program: Program) { self.program = program }

  /// The calls that hand over a statement which is nothing but a parameter where it is run.
  func places(handing text: ValueID, to call: CallReference) -> [InjectionPlace] {
    var found: [InjectionPlace] = []
    var queue = [(call: call, value: text, level: 0)]
    var next = 0
    while next < queue.count, found.count < Self.maximumPlaces {
      let (call, value, level) = queue[next]
      next += 1
      guard let (function, position) = parameter(value, call.file) else {
        if level > 0 { found.append(InjectionPlace(call: call, value: value, run: queue[0].call)) }
        continue
      }
      guard level < Self.maximumLevels else { continue }
      for caller in program.callersByTarget.callers(of: function) {
        let arguments = program.plainArguments(of: caller)
        // Most statements are written down; those that are not are what is looked for.
        guard position < arguments.count, queue.count < Self.maximumCallers, !isIndirect(caller),
          program[caller.file].model.constant(arguments[position], atoms: program.atoms) == nil,
          program.mayRun(program[call.file][call.call].span, of: function, through: [caller])
        else { continue }
        queue.append((caller, arguments[position], level + 1))
      }
    }
    return found
  }

  /// `query.call(this, sql)`: the arguments stand elsewhere.
  private func isIndirect(_ call: CallReference) -> Bool {
    let file = program[call.file]
    let callee = file[file[call.call].callee]
    return callee.kind == .member && ["call", "apply", "bind"].contains(program.text(Atom(callee.b)))
  }

  private func parameter(_ value: ValueID, _ index: FileIndex) -> (FunctionReference, Int)? {
    let file = program[index]
    let value = file.behindNames(value)
    guard value.kind == .parameter else { return nil }
    return (FunctionReference(file: index, function: FunctionID(value.a)), Int(value.b))
  }
}
