import JavaScript
import Semantics

/// Handlers that frameworks find by decorators, interfaces and base classes.
struct DecoratedHandlers {
  let evaluator: Evaluator
  let examined: [Bool]
  let callees: [[[Evaluator.Callee]]]

  /// A table with the framework it belongs to.
  private typealias Row<Table> = (framework: Framework, table: Table)

  private let classTables: [Row<DecoratedClass>]
  private let heirTables: [String: [Row<HeirMethods>]]

  /// A decorator as it is written.
  private struct Mark {
    /// The external path of the decorator.
    var path: String
    /// The call of `@Name(…)`.
    var call: CallReference?
  }

  init(evaluator: Evaluator, examined: [Bool], callees: [[[Evaluator.Callee]]]) {
    self.evaluator = evaluator
    self.examined = examined
    self.callees = callees
    classTables = Framework.all.flatMap { framework in framework.decorated.map { (framework, $0) } }
    heirTables = Framework.all.reduce(into: [:]) { table, framework in
      for heir in framework.heirs {
        for base in heir.bases { table[base, default: []].append((framework, heir)) }
      }
    }
  }

  func handlers() -> [RequestHandler] {
    let global = globalPrefix()
    var found: [RequestHandler] = []
    for (file, model) in evaluator.files.enumerated() where examined[file] {
      for index in model.classes.indices {
        let id = ClassID(index)
        found += decorated(id, FileIndex(file), global: global)
        found += inherited(id, FileIndex(file))
      }
    }
    return found
  }

  // MARK: Decorators

  private func decorated(_ id: ClassID, _ file: FileIndex, global: String) -> [RequestHandler] {
    let record = evaluator.files[file.index][id]
    let marks = marks(record.decorators, file)
    let hasMarkedMembers = record.members.contains { !evaluator.files[file.index].values($0.decorators).isEmpty }
    if marks.isEmpty, !hasMarkedMembers { return [] }
    return classTables.flatMap { framework, table -> [RequestHandler] in
      let mark = marks.first { table.classes.contains($0.path) }
      if mark == nil, !table.classes.isEmpty { return [] }
      var prefix = ""
      if table.hasPrefix {
        prefix = mark?.call.map { pathArgument(of: $0) } ?? ""
        if framework.name == Framework.nest.name { prefix = MountTable.join(global, prefix) }
      }
      if let base = marks.first(where: { table.basePaths.contains($0.path) }) {
        prefix = base.call.flatMap { firstText(of: $0, among: ["basePath"]) } ?? ""
      }
      let className = mark?.call.flatMap { firstText(of: $0) }
      return members(of: id, file, isClosed: table.classes.isEmpty).flatMap { owner, member in
        handlers(of: member, in: owner, framework, table, prefix: prefix, className: className)
      }
    }
  }

  /// The members of a class and of those it extends; those overridden are left out.
  private func members(
    of id: ClassID, _ file: FileIndex, isClosed: Bool, depth: Int = 0
  ) -> [(file: FileIndex, member: MemberRecord)] {
    let record = evaluator.files[file.index][id]
    var found = record.members.map { (file: file, member: $0) }
    guard !isClosed, depth < 8, !record.superclass.isUnknown else { return found }
    let names = Set(record.members.map(\.name))
    for parent in evaluator.evaluate(file, record.superclass) where parent.kind == .class {
      found += members(of: ClassID(parent.id), parent.file, isClosed: false, depth: depth + 1)
        .filter { !names.contains($0.member.name) }
    }
    return found
  }

  private func handlers(
    of member: MemberRecord, in file: FileIndex, _ framework: Framework, _ table: DecoratedClass, prefix: String,
    className: String?
  ) -> [RequestHandler] {
    guard member.kind == .method || member.kind == .field else { return [] }
    // Nest looks for its decorators on the prototype, where no fields are.
    if member.kind == .field, framework.name == Framework.nest.name { return [] }
    let model = evaluator.files[file.index]
    guard let function = function(of: member, file) else { return [] }
    let name = evaluator.text(member.name)
    var found: [RequestHandler] = []
    let marks = marks(member.decorators, file)
    let path = marks.first { table.paths.contains($0.path) }?.call
    for mark in marks {
      guard let meaning = table.methods[mark.path] else { continue }
      let span = mark.call.map { model[$0.call].span } ?? member.nameSpan
      found.append(
        handler(function, framework, table, meaning, RequestHandler.Site(file: file, span: span)) { placeholder in
          switch placeholder {
          case "0": mark.call.flatMap { firstText(of: $0) }
          case "name": mark.call.flatMap { givenName(in: $0) } ?? name
          case "class": className
          default: nil
          }
        } path: {
          let path = MountTable.join(prefix, (path ?? mark.call).map { pathArgument(of: $0) } ?? "")
          return path.hasPrefix("/") ? path : "/" + path
        })
    }
    if found.isEmpty, let meaning = table.always[name] {
      let site = RequestHandler.Site(file: file, span: member.nameSpan)
      var handler = handler(function, framework, table, meaning, site) {
        $0 == "class" ? className : nil
      } path: {
        ""
      }
      if table.ignored.contains(name) { handler.awaitsRejection = false }
      found.append(handler)
    }
    return found
  }

  private func handler(
    _ function: FunctionReference, _ framework: Framework, _ table: DecoratedClass, _ meaning: DecoratedClass.Meaning,
    _ site: RequestHandler.Site, placeholder: (String) -> String?, path: () -> String
  ) -> RequestHandler {
    var handler = RequestHandler(
      function: function, context: .any, framework: framework.name, kind: .middleware, site: site)
    handler.signature = table.signature
    handler.awaitsRejection = framework.awaits == .always
    switch meaning {
    case .route(let method):
      handler.kind = .route
      handler.method = method
      handler.path = path()
    case .named(let template, let phase, let isListed):
      handler.kind = .named(FindRequestHandlers.fill(template, placeholder))
      handler.phase = phase
      handler.isListed = isListed
    }
    return handler
  }

  /// The function of a method, or of a field that holds one.
  private func function(of member: MemberRecord, _ file: FileIndex) -> FunctionReference? {
    let model = evaluator.files[file.index]
    guard model[member.value].kind == .function else { return nil }
    return FunctionReference(file: file, function: FunctionID(model[member.value].a))
  }

  /// External names of a list of decorators; a decorator of the project that puts others together stands for them.
  private func marks(_ list: ListID, _ file: FileIndex, depth: Int = 0) -> [Mark] {
    let model = evaluator.files[file.index]
    return model.values(list).flatMap { value -> [Mark] in
      let record = model[value]
      let isCall = record.kind == .call
      let callee = isCall ? model[CallID(record.a)].callee : value
      let call = isCall ? CallReference(file: file, call: CallID(record.a)) : nil
      return evaluator.evaluate(file, callee).flatMap { entity -> [Mark] in
        switch entity.kind {
        case .external: return [Mark(path: evaluator.externals.text(ExternalID(entity.id)), call: call)]
        case .function: return depth < 2 ? composed(entity) : []
        default: return []
        }
      }
    }
  }

  /// `const Admin = () => applyDecorators(Controller("admin"), UseGuards(…))`
  private func composed(_ decorator: Entity) -> [Mark] {
    evaluator.returns(of: decorator).flatMap { result -> [Mark] in
      guard result.kind == .external, let call = result.siteCall else { return [] }
      let path = evaluator.externals.text(ExternalID(result.id))
      guard path == "@nestjs/common#applyDecorators()" else {
        return [Mark(path: String(path.dropLast(2)), call: call)]
      }
      let model = evaluator.files[call.file.index]
      return model.values(model[call.call].arguments).flatMap { argument in
        evaluator.evaluate(call.file, argument).filter { $0.kind == .external && $0.site != 0 }.map { entity in
          Mark(path: String(evaluator.externals.text(ExternalID(entity.id)).dropLast(2)), call: entity.siteCall)
        }
      }
    }
  }

  // MARK: Interfaces and base classes

  private func inherited(_ id: ClassID, _ file: FileIndex) -> [RequestHandler] {
    let model = evaluator.files[file.index]
    let record = model[id]
    let bases = interfaces(of: id, file) + superclasses(of: id, file)
    guard !bases.isEmpty else { return [] }
    return bases.flatMap { heirTables[$0] ?? [] }.flatMap { framework, table -> [RequestHandler] in
      record.members.compactMap { member in
        guard let label = table.methods[evaluator.text(member.name)], let function = function(of: member, file) else {
          return nil
        }
        var handler = RequestHandler(
          function: function, context: .any, framework: framework.name, kind: .named(label),
          site: RequestHandler.Site(file: file, span: member.nameSpan))
        handler.phase = table.phase
        handler.isListed = table.isListed
        handler.signature = table.signature
        handler.awaitsRejection = framework.awaits == .always && !table.isIgnored
        return handler
      }
    }
  }

  /// External paths of what a class says it implements.
  private func interfaces(of id: ClassID, _ file: FileIndex) -> [String] {
    let model = evaluator.files[file.index]
    return model.values(model[id].interfaces).flatMap { evaluator.evaluate(file, $0) }
      .filter { $0.kind == .external }.map { evaluator.externals.text(ExternalID($0.id)) }
  }

  /// External paths of what a class extends, and of what those above it implement, through classes of the project.
  private func superclasses(of id: ClassID, _ file: FileIndex, depth: Int = 0) -> [String] {
    let record = evaluator.files[file.index][id]
    guard depth < 8, !record.superclass.isUnknown else { return [] }
    return evaluator.evaluate(file, record.superclass).flatMap { parent -> [String] in
      switch parent.kind {
      case .external: return [evaluator.externals.text(ExternalID(parent.id))]
      case .class:
        return interfaces(of: ClassID(parent.id), parent.file)
          + superclasses(of: ClassID(parent.id), parent.file, depth: depth + 1)
      default: return []
      }
    }
  }

  // MARK: Arguments

  /// `@Get(":id")`, `@Get([":id", "by-id/:id"])`, `@Controller({ path: "users" })`
  private func pathArgument(of call: CallReference) -> String {
    let model = evaluator.files[call.file.index]
    guard let first = model.values(model[call.call].arguments).first else { return "" }
    if let text = evaluator.constantText(call.file, first) { return text }
    for entity in evaluator.evaluate(call.file, first) {
      if entity.kind == .array, let item = evaluator.elements(ofArray: entity).first(where: { $0.kind == .string }) {
        return evaluator.text(Atom(item.id))
      }
      if entity.kind == .object {
        let names = [.path, evaluator.atoms.intern("route"), evaluator.atoms.intern("url")]
        let path = names.lazy.flatMap { evaluator.lookUp($0, in: entity) }
        if let item = path.first(where: { $0.kind == .string }) { return evaluator.text(Atom(item.id)) }
      }
    }
    return ""
  }

  /// The constant text of the first argument, or of one of its properties.
  private func firstText(
    of call: CallReference, among names: [String] = ["cmd", "name", "topic", "queue"]
  ) -> String? {
    let model = evaluator.files[call.file.index]
    guard let first = model.values(model[call.call].arguments).first else { return nil }
    if let text = evaluator.constantText(call.file, first) { return text }
    for entity in evaluator.evaluate(call.file, first) where entity.kind == .object {
      for name in names {
        let found = evaluator.lookUp(evaluator.atoms.intern(name), in: entity)
        if let item = found.first(where: { $0.kind == .string }) { return evaluator.text(Atom(item.id)) }
      }
    }
    return nil
  }

  /// `@Query("users")`, `@Query(() => [User], { name: "users" })`: what clients call it.
  private func givenName(in call: CallReference) -> String? {
    let model = evaluator.files[call.file.index]
    for argument in model.values(model[call.call].arguments) {
      if let text = evaluator.constantText(call.file, argument) { return text }
      guard model[argument].kind == .object,
        let name = model.properties(of: model[argument]).first(where: { evaluator.text($0.name) == "name" })
      else { continue }
      return evaluator.constantText(call.file, name.value)
    }
    return nil
  }

  /// `app.setGlobalPrefix("api")`
  private func globalPrefix() -> String {
    for (file, model) in evaluator.files.enumerated() where examined[file] {
      for (index, found) in callees[file].enumerated() {
        for callee in found where callee.entity.kind == .external {
          let path = evaluator.externals.text(ExternalID(callee.entity.id))
          guard path == Framework.nestGlobalPrefix else { continue }
          if let first = model.values(model.calls[index].arguments).first,
            let text = evaluator.constantText(FileIndex(file), first)
          {
            return text
          }
        }
      }
    }
    return ""
  }
}
