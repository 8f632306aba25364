import JavaScript
import Semantics

/// What programs hang on things from outside: `app.locals.mail = send`, `req.load = load`, `app.context.db = db`,
/// `fastify.decorate("name", value)`. All of the program's, by name.
struct NamedWrites {
  struct Write {
    var file: FileIndex
    var base: ValueID
    var value: ValueID
    /// What the member is of: the base itself, or something it makes, as the requests of a Fastify instance.
    var maker: Decoration.Target
  }

  private var byName: [Atom: [Write]] = [:]
  /// `app.set("name", value)`, by name.
  private var settings: [Atom: [Write]] = [:]
  /// What global names are given, texts as well: `global.root = __dirname`.
  private var globals: [Atom: [Write]] = [:]

  /// `process.env.name = value`, by name.
  private var environment: [Atom: [Write]] = [:]
  /// `things[key] = value`, of things that another file made.
  private(set) var underKeys: [Write] = []

  /// Names that are written more often than this say nothing.
  private static let maximumWrites = 48

  /// None.
  init() {}

  init(evaluator: Evaluator, examined: [Bool]) {
    let decorating = Decoration.methods.reduce(into: [Atom: Decoration.Target]()) { table, entry in
      table[evaluator.atoms.intern(entry.key)] = entry.value
    }
    let setting = evaluator.atoms.intern("set")
    let assign = evaluator.atoms.intern("assign")
    for (index, model) in evaluator.files.enumerated() where examined[index] {
      let file = FileIndex(index)
      var lists = IteratedLists(model)
      for write in model.writes where write.name.exists {
        let base = model[write.base]
        let entry = Write(file: file, base: write.base, value: write.value, maker: .itself)
        if base.kind == .global, Atom(base.a) == .globalThis { globals[write.name, default: []].append(entry) }
        if base.kind == .member, evaluator.text(Atom(base.b)) == "env", model[ValueID(base.a)].kind == .global,
          evaluator.text(Atom(model[ValueID(base.a)].a)) == "process"
        {
          environment[write.name, default: []].append(entry)
        }
      }
      for write in model.writes where Self.mayMatter(model[write.value].kind) {
        switch model[write.base].kind {
        case .binding, .member, .global, .parameter: break
        default: continue
        }
        guard write.name.exists else {
          for name in lists.names(of: write.key) {
            add(Write(file: file, base: write.base, value: write.value, maker: .itself), name)
          }
          if Self.isOfOthers(write.base, model), underKeys.count < Self.mostUnderKeys {
            underKeys.append(Write(file: file, base: write.base, value: write.value, maker: .itself))
          }
          continue
        }
        add(Write(file: file, base: write.base, value: write.value, maker: .itself), write.name)
      }
      for site in model.calls {
        let callee = model[site.callee]
        if callee.kind == .member, Atom(callee.b) == setting { addSetting(site, file, model) }
        if callee.kind == .member, Atom(callee.b) == assign { addAssigned(site, file, model, evaluator) }
        guard callee.kind == .member, let target = decorating[Atom(callee.b)] else { continue }
        let arguments = model.values(site.arguments)
        guard arguments.count > 1, model[arguments[0]].kind == .string else { continue }
        if arguments.count > 2, model[arguments[1]].kind == .string {
          // `server.decorate("toolkit", "name", value)` of Hapi.
          guard let made = Decoration.parts[evaluator.text(Atom(model[arguments[0]].a))] else { continue }
          add(
            Write(file: file, base: ValueID(callee.a), value: arguments[2], maker: made), Atom(model[arguments[1]].a))
          continue
        }
        add(
          Write(file: file, base: ValueID(callee.a), value: arguments[1], maker: target), Atom(model[arguments[0]].a))
      }
    }
  }

  /// `Object.assign(ctx, { download() { … } })`
  private mutating func addAssigned(_ site: CallSite, _ file: FileIndex, _ model: ProgramFile, _ evaluator: Evaluator) {
    let arguments = model.values(site.arguments)
    guard let target = arguments.first, case let object = model[ValueID(model[site.callee].a)], object.kind == .global,
      evaluator.text(Atom(object.a)) == "Object"
    else { return }
    switch model[target].kind {
    case .binding, .member, .parameter: break
    default: return
    }
    for source in arguments.dropFirst() where model[source].kind == .object {
      for property in model.properties(of: model[source]) where property.name.exists {
        guard Self.mayMatter(model[property.value].kind) else { continue }
        add(Write(file: file, base: target, value: property.value, maker: .itself), property.name)
      }
    }
  }

  private mutating func addSetting(_ site: CallSite, _ file: FileIndex, _ model: ProgramFile) {
    let arguments = model.values(site.arguments)
    guard arguments.count == 2, model[arguments[0]].kind == .string else { return }
    switch model[arguments[1]].kind {
    case .global, .string, .concatenation: break
    case let kind where Self.mayMatter(kind): break
    default: return
    }
    settings[Atom(model[arguments[0]].a), default: []].append(
      Write(file: file, base: ValueID(model[site.callee].a), value: arguments[1], maker: .itself))
  }

  /// What the program puts into the environment under a name.
  func environment(_ name: Atom) -> [Write] { environment[name] ?? [] }

  private static let mostUnderKeys = 256

  /// An import, or a member of what was required.
  private static func isOfOthers(_ base: ValueID, _ model: ProgramFile) -> Bool {
    let value = model.behindNames(base)
    switch value.kind {
    case .imported, .module: return true
    case .member: return model.behindNames(ValueID(value.a)).kind == .module
    default: return false
    }
  }

  /// What is put under a name by `set`, whatever it is put into.
  func settings(of name: Atom) -> [Write] {
    guard let found = settings[name], found.count <= Self.maximumWrites else { return [] }
    return found
  }

  /// The only value that a global name of the program's own is given; nil where there are several, or none.
  func only(global name: Atom) -> Write? {
    guard let found = globals[name], found.count == 1 else { return nil }
    return found[0]
  }

  private mutating func add(_ write: Write, _ name: Atom) { byName[name, default: []].append(write) }

  private static func mayMatter(_ kind: ValueKind) -> Bool {
    switch kind {
    case .function, .class, .object, .array, .binding, .imported, .member, .call, .choice, .module, .awaited,
      .parameter:
      true
    default: false
    }
  }

  func writes(of name: Atom) -> [Write] {
    guard let found = byName[name], found.count <= Self.maximumWrites else { return [] }
    return found
  }
}

/// Lists of texts that a file goes through.
private struct IteratedLists {
  private let model: ProgramFile
  /// What is gone through, by the function that is handed each item; found when the first is asked for.
  private var receivers: [UInt32: ValueID]?

  private static let longest = 48

  init(_ model: ProgramFile) { self.model = model }

  /// The texts that a key stands for in `["commands", "aliases"].forEach(name => { client[name] = new Collection() })`, and
  /// in a loop over such a list.
  mutating func names(of key: ValueID) -> [Atom] {
    let key = model.behindNames(key)
    let list: Value
    switch key.kind {
    case .elementOf: list = model.behindNames(ValueID(key.a))
    case .parameter where key.b == 0:
      guard let receiver = receiver(of: key.a) else { return [] }
      list = model.behindNames(receiver)
    default: return []
    }
    guard list.kind == .array else { return [] }
    return model.values(ListID(list.a)).prefix(Self.longest).filter { model[$0].kind == .string }
      .map { Atom(model[$0].a) }
  }

  private mutating func receiver(of function: UInt32) -> ValueID? {
    if let receivers { return receivers[function] }
    var found: [UInt32: ValueID] = [:]
    for site in model.calls where model[site.callee].kind == .member {
      guard let first = model.values(site.arguments).first, model[first].kind == .function else { continue }
      if found[model[first].a] == nil { found[model[first].a] = ValueID(model[site.callee].a) }
    }
    receivers = found
    return found[function]
  }
}

/// Methods that hang a member on something under a name. Source: fastify.dev (Decorators), expressjs.com (app.set), 2026.
enum Decoration {
  enum Target: Sendable {
    case itself
    case request
    case reply
    /// What Hapi has: the server, its requests, and the toolkit that handlers answer with.
    case hapiServer, hapiRequest, hapiToolkit
  }

  /// By the first argument of Hapi's `decorate`. Source: hapi.dev API reference (21.x), 2026.
  static let parts: [String: Target] = [
    "server": .hapiServer, "request": .hapiRequest, "toolkit": .hapiToolkit,
  ]

  static let methods: [String: Target] = [
    "decorate": .itself, "decorateRequest": .request, "decorateReply": .reply,
  ]

  /// External paths that mean the same thing.
  static let aliases = named.merging(
    Framework.discordClasses.map { ("discord.js#\($0)().client", "discord.js#Client()") },
    uniquingKeysWith: { first, _ in first })

  private static let named: [String: String] = [
    "express#Request().app": "express()", "express#Response().app": "express()",
    "express#Request().res": "express#Response()", "express#Response().req": "express#Request()",
    // Source: the README of egg-mongoose, 3.
    "egg#Application().mongoose": "mongoose",
    "koa().context": "koa#Context()", "koa#Context().app": "koa()", "koa#Koa().context": "koa#Context()",
    "fastify#FastifyRequest().server": "fastify()", "fastify#FastifyReply().server": "fastify()",
    "fastify#FastifyReply().request": "fastify#FastifyRequest()",
    "@hapi/hapi#Request().server": "@hapi/hapi#server()",
    // Collections of Discord are maps. Source: discord.js.org (Collection), 2026.
    "discord.js#Collection": "#Map", "@discordjs/collection#Collection": "#Map",
  ]

  static let request = "fastify#FastifyRequest()"
  static let reply = "fastify#FastifyReply()"
}

extension Evaluator {
  /// `entity.name` of a thing from outside: what the program has hung on it, else the external member.
  func externalMember(_ name: Atom, of entity: Entity) -> [Entity] {
    if !givenMembers.isEmpty, let members = givenMembers[ExternalID(entity.id)] { return members[name] ?? [] }
    guard let id = externals.member(ExternalID(entity.id), name, atoms) else { return [] }
    let member = conduct(of: id)
    var outside = entity.with(external: id)
    if let alias = member.alias { outside.id = path(alias).raw }
    if conduct(of: ExternalID(entity.id)).isCradle {
      let found = injections.named(text(name), self)
      return found.isEmpty ? [outside] : found
    }
    if conduct(of: ExternalID(entity.id)).isModelRegistry {
      let found = sequelizeModels.models(named: name, self)
      if !found.isEmpty { return found }
    }
    if conduct(of: ExternalID(entity.id)).isFolder {
      let found = file(named: name, inFolderLoadedBy: entity)
      if !found.isEmpty { return found }
    }
    let ofClass = self.member(name, ofRecord: entity)
    if !ofClass.isEmpty { return ofClass }
    if namedWrites.writes(of: name).isEmpty { return [outside] }
    var key = entity
    key.site = 0
    key = key.placeless
    let hung = answer(MemberKey(entity: key, name: name))
    if hung.isEmpty { return [outside] }
    // What is from outside for certain stays what it is, whoever patches it.
    return member.isPlatform ? [outside] + hung : hung
  }

  /// `app.get("store")` of Express: what `app.set("store", new Store())` has put there.
  func setting(_ name: Atom) -> [Entity] {
    writtenSettings(name).flatMap { write in
      evaluate(write.file, write.value).filter { $0.kind != .inert && $0.kind != .string }
    }
  }

  /// Where Express applications are given a setting.
  func writtenSettings(_ name: Atom) -> [NamedWrites.Write] {
    namedWrites.settings(of: name).filter { write in evaluate(write.file, write.base).contains(where: hasSettings) }
  }

  /// Whether a thing is an application with `set` and `get` of settings.
  func hasSettings(_ entity: Entity) -> Bool {
    guard entity.kind == .external, let type = conduct(of: ExternalID(entity.id)).type else { return false }
    return type == .expressApplication || type == .feathersExpress
  }

  private func isHapi(_ entity: Entity) -> Bool { conduct(of: ExternalID(entity.id)).type == .hapi }

  /// What the program hangs on a thing from outside under a name.
  func hung(_ name: Atom, on entity: Entity) -> [Entity] {
    namedWrites.writes(of: name).flatMap { write -> [Entity] in
      let isTarget = evaluate(write.file, write.base).contains { base in
        guard base.kind == .external else { return false }
        switch write.maker {
        case .itself: return base.id == entity.id
        case .request, .reply:
          let made = write.maker == .request ? Decoration.request : Decoration.reply
          return externals.text(ExternalID(entity.id)) == made
            && conduct(of: ExternalID(base.id)).type == .fastify
        case .hapiServer: return isHapi(base) && isHapi(entity)
        case .hapiRequest: return isHapi(base) && externals.text(ExternalID(entity.id)) == "@hapi/hapi#Request()"
        case .hapiToolkit:
          return isHapi(base) && externals.text(ExternalID(entity.id)) == "@hapi/hapi#ResponseToolkit()"
        }
      }
      guard isTarget else { return [] }
      return evaluate(write.file, write.value).filter { value in
        switch value.kind {
        case .function, .class, .object, .instance, .constructed, .module, .array: true
        case .external: value.id != entity.id
        case .string, .prototype, .constructedPrototype, .inert: false
        }
      }
    }
  }
}
