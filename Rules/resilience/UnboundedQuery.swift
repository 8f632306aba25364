import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports queries on requests whose result grows with the data. The promise is on the page beside this file.
struct UnboundedQuery: ProgramCheck {
  func run(on program: Program, project: Project, reporter: inout Reporter) {
    guard program.hasServer else { return }
    let queries = ListQueries(program)
    let sent = SentLists(program, queries)
    for number in program.files.indices {
      let index = FileIndex(number)
      guard program.isServing(index), program.isExamined(index) else { continue }
      for id in program[index].calls.indices.map({ CallID($0) }) {
        judge(CallReference(file: index, call: id), queries, sent, program, &reporter)
      }
    }
  }

  private func judge(
    _ call: CallReference, _ queries: ListQueries, _ sent: SentLists, _ program: Program, _ reporter: inout Reporter
  ) {
    let site = program[call.file][call.call]
    guard site.flags.isDisjoint(with: [.developmentOnly, .memoGuarded]) else { return }
    let members = program.externals(of: call).compactMap { program.promises.libraryMember(at: $0) }
    guard let member = members.first else {
      if queries.isLucid(call) { judgeList(call, queries, sent, program, &reporter) }
      return
    }
    if member.library == "Redis", member.name == "keys" || member.name == "KEYS" {
      guard let path = program.requestPath(toCall: call), !path.isMemoGuarded else { return }
      let message = "\(program.quotedCallee(of: call)) has Redis go through all of its keys on \(path.handler.route)"
      report(call, message, path.handler.isDoubtful ? .note : .error, path, [], program, &reporter)
      return
    }
    if let amount = pageSize(call, member, program) {
      guard !isPaginated(program),
        let flow = program.flows.flow(to: amount, in: call.file, at: site.span, for: .amount),
        let path = program.requestPath(of: flow, to: program.function(around: call))
          ?? program.requestPath(toCall: call),
        !isValidated(path.handler, program)
      else { return }
      let message =
        "the client decides how many records \(program.quotedCallee(of: call)) gives on \(path.handler.route)"
      let steps = program.evidence(flow.steps)
      let isDoubtful =
        path.handler.isDoubtful || isBoundedSomewhere(amount, call, program)
        || isForAdministrators(path.handler, program)
      report(call, message, isDoubtful ? .note : .warning, path, steps, program, &reporter)
      return
    }
    judgeList(call, queries, sent, program, &reporter)
  }

  private func judgeList(
    _ call: CallReference, _ queries: ListQueries, _ sent: SentLists, _ program: Program, _ reporter: inout Reporter
  ) {
    let rawTable = queries.rawTable(call)
    guard rawTable != nil || queries.readsAll(call), !isShort(call, rawTable, program),
      let path = program.requestPath(toCall: call),
      !path.isMemoGuarded
    else { return }
    let isLimited = sent.limited.contains(call)
    if isLimited { return }
    let isSent = sent.whole[call] != nil
    // What becomes of rows that are not sent is seldom seen.
    if rawTable != nil, !isSent { return }
    var message = "\(program.quotedCallee(of: call)) reads all records there are"
    message += isSent ? " and sends them on \(path.handler.route)" : " on \(path.handler.route)"
    let steps = sent.whole[call].map { place in
      [EvidenceStep(path: program[place.file].path, span: place.span, message: "all of them are sent here")]
    }
    let table = table(call, rawTable, program)
    let isDoubtful =
      path.handler.isDoubtful || LookupTables.of(program).contain(table) || Self.offers.contains(table)
      || isForAdministrators(path.handler, program)
    report(call, message, isSent && !isDoubtful ? .warning : .note, path, steps ?? [], program, &reporter)
  }

  /// `app.use(paginate.middleware(10, 50))` of express-paginate puts a bound on `req.query.limit`.
  private func isPaginated(_ program: Program) -> Bool {
    program.externalCalls(to: "express-paginate#middleware").contains { external in
      program.plainArguments(of: external.call).count > 1
    }
  }

  /// A schema of the program gives a property of the same name a maximum, `pageSize: z.number().max(250)`: it may be that
  /// of the route.
  private func isBoundedSomewhere(_ amount: ValueID, _ call: CallReference, _ program: Program) -> Bool {
    guard let spoken = program.spoken(amount, in: call.file)?.parts(between: ".").last else { return false }
    let name = program.atoms.lookUp(String(spoken))
    guard name.exists else { return false }
    return program.files.contains { file in
      file.values.contains { value in
        value.kind == .object
          && file.properties(of: value).contains { $0.name == name && hasMaximum($0.value, file, program) }
      }
    }
  }

  /// `z.coerce.number().int().max(250).default(10)`
  private func hasMaximum(_ value: ValueID, _ file: ProgramFile, _ program: Program) -> Bool {
    var current = file[value]
    for _ in 0..<12 {
      guard current.kind == .call else { return false }
      let callee = file[file[CallID(current.a)].callee]
      guard callee.kind == .member else { return false }
      if ["max", "lte", "lt"].contains(program.text(Atom(callee.b))) { return true }
      current = file[ValueID(callee.a)]
    }
    return false
  }

  private static let sizes = ["limit", "size", "take", "perpage", "per_page", "count", "first", "top", "results"]

  /// A schema in front of the handler speaks of the page size.
  private func isValidated(_ handler: RequestHandler, _ program: Program) -> Bool {
    guard let validation = program.validation(before: handler) else { return false }
    return validation.names.contains { name in
      let name = name.lowercased()
      return Self.sizes.contains { name.holds($0) }
    }
  }

  /// Tables that stay short whatever the service does.
  private static let short = [
    "role", "permission", "countr", "setting", "config", "categor", "tag", "language", "locale", "currenc", "status",
    "plan", "state", "type", "option", "menu", "banner", "brand", "departement", "department", "unit", "tier", "level",
    "color", "colour", "size", "subject", "genre", "theme", "feature", "about", "faq", "skill", "info", "profile",
    "provinc", "district", "region", "city",
    "cities", "tariff", "pricing", "template",
  ]
  /// What somebody offers, written down by hand: seldom long.
  private static let offers: Set<String> = ["service", "services", "price", "prices"]

  /// `/admin/users`, `src/admin/users.controller.ts`, `AdminUserRouter.js`, `requireAdmin` in front: those who run the
  /// service look at it.
  private func isForAdministrators(_ handler: RequestHandler, _ program: Program) -> Bool {
    let places = [handler.path ?? "", program[handler.site.file].path]
    if places.contains(where: { Words($0).contains(anyOf: Self.offices) }) { return true }
    return handler.middleware.contains { program.name(of: $0).lowercased().holds("admin") }
  }

  private static let offices: Set<String> = ["admin", "admins", "administrator", "administrators", "backoffice"]

  private func isShort(_ call: CallReference, _ rawTable: String?, _ program: Program) -> Bool {
    let table = table(call, rawTable, program)
    return Self.short.contains { table.holds($0) }
  }

  /// What a query is called on, in lower case: `user` of `User.find`.
  private func table(_ call: CallReference, _ rawTable: String?, _ program: Program) -> String {
    let file = program[call.file]
    // `db.select().from(users)`
    if program.calleeName(call) == "from", let table = file.values(file[call.call].arguments).first {
      return (program.spoken(table, in: call.file) ?? "").lowercased().parts(between: ".").last.map(String.init) ?? ""
    }
    let name = program.spoken(file[call.call].callee, in: call.file)?.lowercased() ?? ""
    return rawTable ?? name.parts(between: ".").dropLast().last.map(String.init) ?? name
  }

  /// The value for the `?` or `$1` behind `limit`, in a statement of a driver's.
  private func rawSize(_ call: CallReference, _ arguments: [ValueID], _ program: Program) -> ValueID? {
    let file = program[call.file]
    if arguments.count > 1, let size = lastSize(call, arguments[0], arguments[1], program) { return size }
    guard arguments.count > 1, file[arguments[1]].kind == .array,
      case .string(let text)? = file.model.constant(arguments[0], atoms: program.atoms)
    else { return nil }
    let words = text.lowercased().parts(betweenAnyOf: " \n\t,;()")
    guard words.first == "select", let limit = words.firstIndex(of: "limit"), limit + 1 < words.count else {
      return nil
    }
    let mark = words[limit + 1]
    let values = file.values(ListID(file[arguments[1]].a))
    let place: Int
    if mark == "?" {
      // `limit ?, ?` of MySQL begins with the offset.
      let isPair = limit + 2 < words.count && words[limit + 2] == "?" && !text.lowercased().holds("offset")
      place = words[..<limit].reduce(0) { $0 + $1.count { $0 == "?" } } + (isPair ? 1 : 0)
    } else if mark.first == "$", let number = Int(mark.dropFirst()) {
      place = number - 1
    } else {
      return nil
    }
    return values.indices.contains(place) ? values[place] : nil
  }

  /// The same counted from the end: `… ${where} limit ? offset ?`, with values that are pushed one after the other.
  private func lastSize(
    _ call: CallReference, _ statement: ValueID, _ list: ValueID, _ program: Program
  ) -> ValueID? {
    let file = program[call.file]
    let text = file.behindNames(statement)
    guard text.kind == .concatenation, let last = file.values(ListID(text.a)).last, file[last].kind == .string,
      let first = file.values(ListID(text.a)).first, file[first].kind == .string,
      program.text(Atom(file[first].a)).lowercased().split(whereSeparator: \.isWhitespace).first == "select"
    else { return nil }
    let words = program.text(Atom(file[last].a)).lowercased().parts(betweenAnyOf: " \n\t,;()")
    let fromEnd: Int
    switch words.suffix(4) {
    case ["limit", "?", "offset", "?"]: fromEnd = 2
    default: fromEnd = words.suffix(2) == ["limit", "?"] || words.suffix(3) == ["limit", "?", "?"] ? 1 : 0
    }
    let values = written(to: list, before: call, program)
    return fromEnd > 0 && values.count >= fromEnd ? values[values.count - fromEnd] : nil
  }

  /// What stands in a list and is pushed onto it in the same function before the call.
  private func written(to list: ValueID, before call: CallReference, _ program: Program) -> [ValueID] {
    let file = program[call.file]
    let value = file.behindNames(list)
    guard value.kind == .array else { return [] }
    var found = Array(file.values(ListID(value.a)))
    guard file[list].kind == .binding else { return found }
    for site in file.calls where site.span.end <= file[call.call].span.start {
      let callee = file[site.callee]
      guard callee.kind == .member, program.text(Atom(callee.b)) == "push",
        case let base = file[ValueID(callee.a)], base.kind == .binding, base.a == file[list].a
      else { continue }
      found += file.values(site.arguments)
    }
    return found.contains { file[$0].kind == .spread } ? [] : found
  }

  /// The number that a query is limited to.
  private func pageSize(_ call: CallReference, _ member: LibraryMember, _ program: Program) -> ValueID? {
    let arguments = program.plainArguments(of: call)
    switch (member.library, member.name) {
    case ("Mongoose", "limit"), ("MongoDB", "limit"), ("Knex", "limit"), ("TypeORM", "take"), ("TypeORM", "limit"),
      ("Drizzle", "limit"):
      // `User.findById(id).limit(n)` is one document at most.
      let start = program.calleeName(program.startOfChain(call)) ?? ""
      return start.hasPrefix("findOne") || start.hasPrefix("findById") ? nil : arguments.first
    case ("Mongoose", "find"):
      // `User.find(filter, null, { limit })`
      return arguments.count > 2 ? program.property(["limit"], of: arguments[2], in: call.file) : nil
    case ("Sequelize", "findAll"), ("Sequelize", "findAndCountAll"), ("Drizzle", "findMany"):
      return arguments.first.flatMap { program.property(["limit"], of: $0, in: call.file) }
    case ("TypeORM", "find"), ("TypeORM", "findAndCount"), ("Prisma", "findMany"):
      return arguments.first.flatMap { program.property(["take"], of: $0, in: call.file) }
    case ("pg", "query"), ("mysql2", "query"), ("mysql2", "execute"): return rawSize(call, arguments, program)
    default: return nil
    }
  }

  private func report(
    _ call: CallReference, _ message: String, _ severity: Severity, _ path: RequestPath, _ steps: [EvidenceStep],
    _ program: Program, _ reporter: inout Reporter
  ) {
    let file = program[call.file]
    let callee = file[file[call.call].callee]
    let place =
      callee.kind == .member
      ? program.place(of: call, named: program.text(Atom(callee.b))) : file[call.call].calleeSpan
    reporter.report(
      at: place, in: file.path, message, severity: severity, evidence: path.evidence(in: program) + steps,
      enclosing: program.qualifiedName(of: program.function(around: call)))
  }
}

/// Where the results of list queries are sent to clients as they are, and which chains limit them after all.
struct SentLists {
  /// By the query: the call or value that sends it.
  private(set) var whole: [CallReference: (file: FileIndex, span: Span)] = [:]
  /// Queries whose chain goes on to a limit, a cursor or the like.
  private(set) var limited: Set<CallReference> = []

  private static let sending: Set<String> = ["json", "send", "jsonp", "ok", "render"]
  /// Members of chains after which the result no longer grows with the table, or is read piece by piece.
  private static let limiting: Set<String> = [
    "limit", "cursor", "stream", "where", "findOne", "countDocuments", "count", "paginate", "take", "first", "byId",
    "eachAsync", "find", "filter", "equals", "in", "gt", "gte", "lt", "lte", "and", "or", "batchSize", "hasNext",
    "next",
    "forEach", "distinct", "elemMatch", "slice", "estimatedDocumentCount", "deleteMany", "updateMany", "skip",
  ]

  init(_ program: Program, _ queries: ListQueries) {
    for number in program.files.indices {
      let index = FileIndex(number)
      guard program.isServing(index), program.isExamined(index) else { continue }
      let file = program[index]
      for id in file.calls.indices.map({ CallID($0) }) {
        let callee = file[file[id].callee]
        guard callee.kind == .member else { continue }
        let name = program.text(Atom(callee.b))
        if Self.limiting.contains(name) { noteLimit(ValueID(callee.a), file, index) }
        guard Self.sending.contains(name),
          program.isOnRequest(FunctionReference(file: index, function: file[id].function))
        else { continue }
        for argument in file.values(file[id].arguments) { look(at: argument, file[id].span, index, queries, program) }
      }
      for write in file.writes where program.text(write.name) == "body" {
        look(at: write.value, write.span, index, queries, program)
      }
    }
    for handler in program.handlers where handler.phase == .request && Self.sendsReturns(handler) {
      let file = program[handler.function.file]
      for value in file.values(file[handler.function.function].returns) {
        let span = file[value].span
        look(at: value, span, handler.function.file, queries, program)
      }
    }
  }

  private static func sendsReturns(_ handler: RequestHandler) -> Bool {
    switch handler.signature {
    case .decorated, .fastify, .hapi, .resolver, .procedure, .elysia, .h3: true
    default: handler.framework.hasPrefix("AdonisJS")
    }
  }

  /// The value, or what an object around it holds.
  private mutating func look(
    at value: ValueID, _ span: Span, _ index: FileIndex, _ queries: ListQueries, _ program: Program
  ) {
    let file = program[index]
    if let query = queries.source(of: value, in: index) {
      whole[query.call] = whole[query.call] ?? (index, span)
      return
    }
    guard file[value].kind == .object else { return }
    for property in file.properties(of: file[value]) where property.kind == .value {
      if let query = queries.source(of: property.value, in: index) {
        whole[query.call] = whole[query.call] ?? (index, span)
      }
    }
  }

  /// The calls of a chain below a member that limits it.
  private mutating func noteLimit(_ base: ValueID, _ file: ProgramFile, _ index: FileIndex) {
    var current = base
    for _ in 0..<12 {
      let value = file[current]
      switch value.kind {
      case .call:
        limited.insert(CallReference(file: index, call: CallID(value.a)))
        let callee = file[file[CallID(value.a)].callee]
        guard callee.kind == .member else { return }
        current = ValueID(callee.a)
      case .binding:
        // `const query = User.find(); … query.limit(10)`: of a query, not of the list that it gave.
        let values = file.values(file[BindingID(value.a)].values)
        guard let first = values.first else { return }
        current = first
      default: return
      }
    }
  }
}
