import JavaScript
import Semantics
import SourceText

/// What a search by the client's text says of that text: what is found goes by that name already, so that the text is
/// one of those the server gave itself.
extension Flows {
  /// Members of databases that search by what their first argument says, and of which the answer tells whether it is
  /// there. Sources: the references of Prisma 6, TypeORM 0.3, Mongoose 8, Sequelize 6, 2026-11.
  private static let records: Set<String> = [
    "findUnique", "findFirst", "findOne", "findOneBy", "findById", "findByPk", "findByIdAndUpdate",
    "findByIdAndDelete", "findOneAndUpdate", "findOneAndDelete", "findOneAndRemove", "findByIdAndRemove",
    "findOneOrCreate", "exists", "existsBy",
  ]

  /// Members that fail where nothing is found.
  private static let certainties: Set<String> = [
    "findUniqueOrThrow", "findFirstOrThrow", "findOneOrFail", "findOneByOrFail", "orFail",
  ]

  /// Of Prisma: they fail where the record is not there, and are asked by `where` alone.
  private static let changes: Set<String> = ["update", "delete"]

  /// `findUser(name)`, `User.findOne({ name })`: a search that goes by the value of a place.
  func isSearch(_ call: CallReference, for place: Place) -> Bool {
    guard sink == .path || sink == .command || sink == .sql, call.file == place.file else { return false }
    let model = file(call.file)
    let site = model[call.call]
    let name = name(ofCallee: site.callee, in: call.file)
    guard let first = model.values(site.arguments).first else { return false }
    if sink != .sql, Sanitizers.claimsSearch(name), isSame(first, place.value, place.file) { return true }
    // `service.find(name)`, a method of the program's own.
    if sink != .sql, name == "find" || name == "lookup", isSame(first, place.value, place.file),
      evaluator.callees(of: call, in: .any).contains(where: { $0.entity.kind == .function })
    {
      return true
    }
    // A file that is there may be any.
    if name.hasPrefix("exists"), isOfFileSystem(site.callee, call.file) { return false }
    return Self.records.contains(name) && goes(by: place, first, depth: 0)
  }

  private func isOfFileSystem(_ callee: ValueID, _ index: FileIndex) -> Bool {
    paths(ofCallee: callee, index).contains { path in
      ["node:fs", "fs-extra#", "graceful-fs#", "mz/fs#"].contains { path.hasPrefix($0) }
    }
  }

  /// `await prisma.file.findUniqueOrThrow({ where: { id } })` before the place.
  func isCertain(_ call: CallReference, for place: Place) -> Bool {
    let model = file(call.file)
    let site = model[call.call]
    let name = name(ofCallee: site.callee, in: call.file)
    guard let first = model.values(site.arguments).first else { return false }
    if Self.certainties.contains(name) { return goes(by: place, first, depth: 0) }
    guard Self.changes.contains(name), model[first].kind == .object else { return false }
    return model.properties(of: model[first]).contains { property in
      property.kind == .value && evaluator.text(property.name) == "where" && goes(by: place, property.value, depth: 0)
    }
  }

  /// Whether an argument is the value, or an object that compares something with it.
  private func goes(by place: Place, _ argument: ValueID, depth: Int) -> Bool {
    if isSame(argument, place.value, place.file) { return true }
    let model = file(place.file)
    guard depth < 4, model[argument].kind == .object else { return false }
    return model.properties(of: model[argument]).contains { property in
      guard property.kind == .value, !Self.loose.contains(evaluator.text(property.name)) else { return false }
      return goes(by: place, property.value, depth: depth + 1)
    }
  }

  /// Under these it need not be the value that is found.
  private static let loose: Set<String> = [
    "OR", "NOT", "not", "$or", "$ne", "$not", "$nor", "$nin", "notIn", "data", "select", "include", "contains",
    "startsWith", "endsWith", "$regex", "gt", "lt", "gte", "lte", "create", "defaults", "$set",
  ]

  /// `Order.findById(id).then(order => { if (!order) return …`, `Order.findById(id, (error, order) => …`: the parameter
  /// is what a search by the value found.
  func isFound(_ parameter: ValueID, by place: Place) -> Bool {
    let model = file(place.file)
    guard model[parameter].kind == .binding else { return false }
    for value in model.values(model[BindingID(model[parameter].a)].values) where model[value].kind == .parameter {
      let function = FunctionID(model[value].a)
      guard let (id, _) = promises.uses(of: place.file).call(takingCallback: function) else { continue }
      var call = id
      for _ in 0..<4 {
        if isSearch(CallReference(file: place.file, call: call), for: place) { return true }
        let callee = model[model[call].callee]
        guard callee.kind == .member, model[ValueID(callee.a)].kind == .call else { break }
        call = CallID(model[ValueID(callee.a)].a)
      }
    }
    return false
  }

  /// The calls that a value is an argument of, or stands in an object that is.
  func calls(taking value: ValueID, _ index: FileIndex) -> [CallID] {
    let model = file(index)
    let uses = promises.uses(of: index)
    var found: [CallID] = []
    var wholes = [value]
    for level in 0..<3 {
      var next: [ValueID] = []
      for use in wholes.flatMap({ uses.uses(of: $0) }) {
        switch use {
        case .argument(let id, _): found.append(id)
        case .part(let whole) where level < 2 && model[whole].kind == .object: next.append(whole)
        default: continue
        }
      }
      wholes = next
    }
    return found
  }
}

// MARK: Before the handler

extension Program {
  /// Whether what runs before a handler looks a record up by a parameter of the route, and goes no further without one.
  package func isLookedUp(_ name: String, before handler: RequestHandler) -> Bool {
    flows.isLookedUp(name, before: handler)
  }
}

extension Flows {
  fileprivate func isLookedUp(_ name: String, before handler: RequestHandler) -> Bool {
    (handler.middleware + guards(of: handler.function)).prefix(40).contains { looksUp(name, $0) }
  }

  /// The function names the parameter, and what it finds in a database is asked about.
  private func looksUp(_ name: String, _ function: FunctionReference) -> Bool {
    let model = file(function.file)
    let span = model[function.function].span
    let isNamed = model.values.contains { value in
      value.kind == .member && span.contains(value.span) && evaluator.text(Atom(value.b)) == name
    }
    guard isNamed else { return false }
    return model.model.guards.contains { record in
      let value = model[record.subject]
      guard record.kind == .call, record.holds, span.contains(value.span), value.kind == .call else { return false }
      return Self.records.contains(self.name(ofCallee: model[CallID(value.a)].callee, in: function.file))
    }
  }

  /// `@UseGuards(ShareGuard)` of the method and its class: what decides there, and in the classes these extend.
  private func guards(of function: FunctionReference) -> [FunctionReference] {
    let model = file(function.file)
    for record in model.classes {
      guard let member = record.members.first(where: { isFunction($0.value, function) }) else { continue }
      let decorators = Array(model.values(member.decorators)) + Array(model.values(record.decorators))
      return decorators.flatMap { decorator -> [FunctionReference] in
        guard model[decorator].kind == .call else { return [] }
        let site = model[CallID(model[decorator].a)]
        guard exportedName(ofCallee: site.callee, in: function.file) == "UseGuards" else { return [] }
        return model.values(site.arguments).flatMap { deciders(of: $0, function.file, depth: 0) }
      }
    }
    return []
  }

  private func isFunction(_ value: ValueID, _ function: FunctionReference) -> Bool {
    let record = file(function.file)[value]
    return record.kind == .function && record.a == function.function.raw
  }

  private func deciders(of value: ValueID, _ index: FileIndex, depth: Int) -> [FunctionReference] {
    guard depth < 4, !value.isUnknown else { return [] }
    return evaluator.evaluate(index, value).filter { $0.kind == .class }.flatMap { entity -> [FunctionReference] in
      let model = file(entity.file)
      let record = model[ClassID(entity.id)]
      let own = record.members.filter { evaluator.text($0.name) == "canActivate" && model[$0.value].kind == .function }
        .map { FunctionReference(file: entity.file, function: FunctionID(model[$0.value].a)) }
      return own + deciders(of: record.superclass, entity.file, depth: depth + 1)
    }
  }
}
