import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports queries that are made for each element of a list where one could ask for all. The promise is on the page beside
/// this file.
struct QueryInLoop: ProgramCheck {
  func run(on program: Program, project: Project, reporter: inout Reporter) {
    guard program.hasServer else { return }
    var chains: Set<Chain> = []
    for number in program.files.indices {
      let index = FileIndex(number)
      guard program.isServing(index), program.isExamined(index) else { continue }
      var items: LoopItems?
      for id in program[index].calls.indices.map({ CallID($0) }) {
        let call = CallReference(file: index, call: id)
        guard mayRepeat(call, program), let path = program.requestPath(to: program.function(around: call)) else {
          continue
        }
        let known = items ?? LoopItems(program, index)
        items = known
        guard let finding = repeated(call, known, program),
          chains.insert(Chain(file: index, start: program[index][id].span.start)).inserted
        else { continue }
        report(finding, call, path, program, &reporter)
      }
    }
  }

  /// The calls of a chain begin at the same place.
  private struct Chain: Hashable {
    var file: FileIndex
    var start: UInt32
  }

  private struct Repetition {
    var query: CallReference
    var library: String
    var isWrite: Bool
    var list: ValueID?
    var isRange = false
  }

  /// In a loop, or in a function that is handed to something.
  private func mayRepeat(_ call: CallReference, _ program: Program) -> Bool {
    let file = program[call.file]
    let site = file[call.call]
    guard site.flags.isDisjoint(with: [.developmentOnly, .memoGuarded]) else { return false }
    if site.flags.contains(.inLoop) { return true }
    switch file[site.function].kind {
    case .arrow, .function: return true
    default: return false
    }
  }

  private func repeated(_ call: CallReference, _ items: LoopItems, _ program: Program) -> Repetition? {
    let file = program[call.file]
    if let (library, isWrite) = query(call, program) {
      guard let item = items.item(of: call.call), !item.isSet, isLong(item.list, file, program),
        !isStatementOfList(call, program), !isCached(call, program)
      else { return nil }
      return Repetition(query: call, library: library, isWrite: isWrite, list: item.list, isRange: item.isRange)
    }
    // A function of the program's own that asks for what it is given.
    guard case .followed(let targets, externals: []) = program.outcome(of: call), targets.count == 1,
      let item = items.item(of: call.call), !item.isSet, isLong(item.list, file, program), !isCached(call, program)
    else { return nil }
    let target = targets[0]
    let positions = items.itemArguments(of: call.call)
    guard !positions.isEmpty else { return nil }
    let inner = LoopItems(program, target.file)
    for other in program.calls(within: target) where program.function(around: other) == target {
      guard let (library, isWrite) = query(other, program), !isWrite,
        positions.contains(where: { inner.depends(other.call, onParameter: $0, of: target.function) }),
        program.mayRun(program[other.file][other.call].span, of: target, through: [call])
      else { continue }
      let isHandedWrite = handed(other, by: call, to: target, program).map { writes($0, file, program) } ?? false
      return Repetition(query: other, library: library, isWrite: isHandedWrite, list: item.list)
    }
    return nil
  }

  /// `let known = cache.get(key); if (!known) { known = await load(key); cache.set(key, known) }`
  private func isCached(_ call: CallReference, _ program: Program) -> Bool {
    let file = program[call.file]
    let site = file[call.call]
    func caches(_ names: Set<String>, _ other: CallSite) -> ValueID? {
      guard other.function == site.function, file[other.callee].kind == .member,
        names.contains(program.text(Atom(file[other.callee].b)))
      else { return nil }
      let base = ValueID(file[other.callee].a)
      return program.spoken(base, in: call.file)?.lowercased().holds("cache") == true ? base : nil
    }
    return file.calls.contains { kept in
      guard kept.span.start >= site.span.end, let cache = caches(["set", "put"], kept) else { return false }
      // What is kept was asked for before, and is given what the query gave.
      return file.values(kept.arguments).contains { argument in
        guard file[argument].kind == .binding else { return false }
        let values = file.values(file[BindingID(file[argument].a)].values)
        let isFilled = values.contains { value in
          let span = file[value].span
          return span.end > site.span.start && span.end <= kept.span.start
        }
        return isFilled
          && values.contains { value in
            guard file[value].kind == .call else { return false }
            let asked = file[CallID(file[value].a)]
            return asked.span.end <= site.span.start && caches(["get"], asked) == cache
          }
      }
    }
  }

  private func query(_ call: CallReference, _ program: Program) -> (library: String, isWrite: Bool)? {
    let paths = program.externals(of: call)
    // A table in memory beside it: nobody knows the one from the other.
    if paths.contains(where: { $0.hasPrefix("#Map()") || $0.hasPrefix("#Set()") }) { return nil }
    for path in paths {
      guard let member = program.promises.libraryMember(at: path) else { continue }
      if Self.builders.contains(member.library), member.thing == "builder" {
        if let isWrite = isWriteOfBuilder(call, program) { return (member.library, isWrite) }
        continue
      }
      guard let work = OutsideWork.of(path, in: program), work == .query || work == .write else { continue }
      // Chains go on from what is looked at already, and documents are filled one by one.
      if member.name == "populate" || member.thing == "Query" || member.thing == "cursor" { continue }
      if member.library == "Supabase" || member.library == "Elasticsearch" { continue }
      let isWrite =
        work == .write || member.name == "execute" && isWriteOfChain(call, program) || writesByText(call, program)
      return (member.library, isWrite)
    }
    return nil
  }

  /// Libraries whose statements are put together from parts and run when they are awaited.
  private static let builders: Set<String> = ["Knex", "Drizzle"]
  private static let writingParts: Set<String> = [
    "insert", "update", "delete", "del", "increment", "decrement", "upsert", "softDelete", "restore",
  ]

  /// Whether the statement that this call ends changes records: `knex("users").where({ id }).del()`; nil where it does not
  /// run here, as in `for (const key of keys) query.where(key, 1)`.
  private func isWriteOfBuilder(_ call: CallReference, _ program: Program) -> Bool? {
    guard !program.promises.isLinkOfChain(call) else { return nil }
    switch program.promises.handling(of: call) {
    case .awaited, .returned, .passed, .caught: break
    case .kept, .voided, .dropped, .ignored: return nil
    }
    return isWriteOfChain(call, program)
  }

  /// `manager.createQueryBuilder().insert().into(Row).values(row).execute()`
  private func isWriteOfChain(_ call: CallReference, _ program: Program) -> Bool {
    let file = program[call.file]
    var current = call.call
    while true {
      let callee = file[file[current].callee]
      guard callee.kind == .member else { return false }
      if Self.writingParts.contains(program.text(Atom(callee.b))) { return true }
      guard file[ValueID(callee.a)].kind == .call else { return false }
      current = CallID(file[ValueID(callee.a)].a)
    }
  }

  /// `for (const statement of statements) await client.query(statement)`: no keys of the same query. The statement may
  /// be a part of the element: `query(statement.text, statement.values)`, `query(...parts)`.
  private func isStatementOfList(_ call: CallReference, _ program: Program) -> Bool {
    let file = program[call.file]
    guard let name = program.calleeName(call), ["query", "execute", "exec", "run", "raw"].contains(name),
      var value = file.values(file[call.call].arguments).first
    else { return false }
    // Methods of prepared statements are called so as well, and those are handed parameters.
    let takesText = ["query", "execute", "raw"].contains(name)
    for _ in 0..<6 {
      switch file[value].kind {
      case .elementOf: return true
      case .spread, .member, .element:
        guard takesText else { return false }
        value = ValueID(file[value].a)
      case .binding:
        let values = file.values(file[BindingID(file[value].a)].values)
        guard let next = values.first(where: { file[$0].kind == .elementOf }) ?? values.first else { return false }
        value = next
      default: return false
      }
    }
    return false
  }

  /// `insert`, `update` and `delete` as SQL.
  private func writesByText(_ call: CallReference, _ program: Program) -> Bool {
    let file = program[call.file]
    return file.values(file[call.call].arguments).first.map { writes($0, file, program) } ?? false
  }

  /// The statement that a function of the program's own is handed, and hands on: `query(sql, values)`.
  private func handed(
    _ query: CallReference, by call: CallReference, to target: FunctionReference, _ program: Program
  ) -> ValueID? {
    let file = program[query.file]
    guard let first = file.values(file[query.call].arguments).first, case let statement = file.behindNames(first),
      statement.kind == .parameter, statement.a == target.function.raw
    else { return nil }
    let arguments = program.plainArguments(of: call)
    return Int(statement.b) < arguments.count ? arguments[Int(statement.b)] : nil
  }

  private func writes(_ statement: ValueID, _ file: ProgramFile, _ program: Program) -> Bool {
    var value = statement
    for _ in 0..<4 {
      switch file[value].kind {
      case .concatenation: value = file.values(ListID(file[value].a)).first ?? value
      case .binding:
        let values = file.values(file[BindingID(file[value].a)].values)
        if values.count == 1, let only = values.first { value = only }
      default: continue
      }
    }
    guard case .string(let text)? = file.model.constant(value, atoms: program.atoms) else { return false }
    let first = text.lowercased().drop { $0 == " " || $0 == "\n" }
    return !(first.hasPrefix("select") || first.hasPrefix("with"))
  }

  /// A list that is written down is short; one that is read piece by piece is long for a reason.
  private func isLong(_ list: ValueID?, _ file: ProgramFile, _ program: Program) -> Bool {
    guard let list else { return true }
    var current = list
    for _ in 0..<8 {
      let value = file[current]
      switch value.kind {
      case .array:
        return file.values(ListID(value.a)).contains { file[$0].kind == .spread }
      case .binding:
        let values = file.values(file[BindingID(value.a)].values)
        guard values.count == 1 else { return true }
        current = values[0]
      case .awaited: current = ValueID(value.a)
      case .call:
        let site = file[CallID(value.a)]
        let callee = file[site.callee]
        if callee.kind == .member, program.text(Atom(callee.b)) == "slice", isOfFew(site, file, program) {
          return false
        }
        if FewRows(program: program).areGiven(by: CallID(value.a), in: file) { return false }
        guard let spoken = program.spoken(site.callee, in: program.index(of: file.path) ?? FileIndex(0)) else {
          return true
        }
        let last = spoken.parts(between: ".").last.map(String.init) ?? spoken
        if ["cursor", "stream", "chunk", "keys"].contains(last) || last.lowercased().holds("chunk")
          || last.lowercased().holds("batch")
        {
          return false
        }
        guard ["entries", "values", "slice", "filter", "map", "sort", "reverse"].contains(last),
          file[site.callee].kind == .member
        else { return true }
        if spoken.hasPrefix("Object.") {
          guard let first = file.values(site.arguments).first else { return true }
          current = first
        } else {
          current = ValueID(file[site.callee].a)
        }
      case .object: return false
      case .parameter: return !isAlwaysWritten(value, in: file, program)
      default: return true
      }
    }
    return true
  }

  /// `await update(reports, ["146018"])`, and all other calls alike.
  private func isAlwaysWritten(_ parameter: Value, in file: ProgramFile, _ program: Program) -> Bool {
    guard let index = program.index(of: file.path) else { return false }
    let function = FunctionReference(file: index, function: FunctionID(parameter.a))
    let callers = program.callersByTarget.callers(of: function)
    return !callers.isEmpty
      && callers.allSatisfy { call in
        let arguments = program.plainArguments(of: call)
        guard case .followed(let functions, _) = program.outcome(of: call), functions.contains(function),
          Int(parameter.b) < arguments.count
        else { return false }
        let list = program[call.file].behindNames(arguments[Int(parameter.b)])
        return list.kind == .array
          && !program[call.file].values(ListID(list.a)).contains { program[call.file][$0].kind == .spread }
      }
  }

  /// `list.slice(0, 5)`, `list.slice(-3)`
  private func isOfFew(_ site: CallSite, _ file: ProgramFile, _ program: Program) -> Bool {
    let bounds = file.values(site.arguments).map { value -> Double? in
      guard case .number(let number)? = file.model.constant(value, atoms: program.atoms) else { return nil }
      return number
    }
    switch bounds.count {
    case 1: return bounds[0].map { $0 < 0 && $0 >= -FewRows.few } ?? false
    case 2:
      guard let start = bounds[0], let end = bounds[1], start >= 0 else { return false }
      return end > start && end - start <= FewRows.few
    default: return false
    }
  }

  // MARK: The finding

  private func report(
    _ found: Repetition, _ call: CallReference, _ path: RequestPath, _ program: Program, _ reporter: inout Reporter
  ) {
    let function = program.function(around: call)
    let file = program[call.file]
    let query = program.quotedCallee(of: found.query)
    let list =
      found.list.flatMap { program.spoken($0, in: call.file) }.map { "each element of `\($0)`" } ?? "each element"
    var message = "\(query) \(found.isWrite ? "writes" : "asks the database") once for \(list)"
    if call != found.query { message += " through \(program.quotedCallee(of: call))" }
    message += " on \(path.handler.route)"
    if !found.isRange { message += "; \(Self.remedy(found, program.calleeName(found.query)))" }
    let isNote = found.isWrite || found.isRange || path.handler.isDoubtful || path.isMemoGuarded
    var evidence = path.evidence(in: program)
    evidence.append(
      EvidenceStep(
        path: program[found.query.file].path, span: program[found.query.file][found.query.call].calleeSpan,
        message: "one round trip for each element"))
    reporter.report(
      at: place(of: call, file, program), in: file.path, message, severity: isNote ? .note : nil,
      evidence: evidence, enclosing: program.qualifiedName(of: function))
  }

  private func place(of call: CallReference, _ file: ProgramFile, _ program: Program) -> Span {
    let callee = file[file[call.call].callee]
    guard callee.kind == .member else { return file[call.call].calleeSpan }
    return program.place(of: call, named: program.text(Atom(callee.b)))
  }

  private static let counting: Set<String> = [
    "count", "countDocuments", "estimatedDocumentCount", "countBy",
  ]

  private static func remedy(_ found: Repetition, _ method: String?) -> String {
    if found.isWrite {
      switch found.library {
      case "Mongoose", "MongoDB": return "insertMany, updateMany or bulkWrite does it at once"
      case "Prisma": return "createMany or updateMany does it at once"
      case "Sequelize": return "bulkCreate or one update does it at once"
      default: return "one statement for all rows does it at once"
      }
    }
    if counting.contains(method ?? "") {
      switch found.library {
      case "Mongoose", "MongoDB": return "one aggregate with $match and $group counts them all"
      case "Prisma": return "one groupBy with _count counts them all"
      case "Sequelize": return "one count with group counts them all"
      default: return "one query with GROUP BY counts them all"
      }
    }
    switch found.library {
    case "Mongoose": return "one find with $in, or populate, reads them all"
    case "MongoDB": return "one find with $in, or $lookup, reads them all"
    case "Prisma": return "one findMany with in, or include, reads them all"
    case "Sequelize": return "one findAll with the list in its where, or include, reads them all"
    case "TypeORM": return "one find with In, or relations, reads them all"
    case "Knex": return "whereIn or a join reads them all"
    default: return "one query with a list of keys, or a join, reads them all"
    }
  }
}
