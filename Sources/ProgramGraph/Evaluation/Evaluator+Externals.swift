/// How a function from outside treats what it is given, as far as evaluation is concerned.
///
/// A class, because it is looked at all the time and copied nowhere.
final class ExternalConduct {
  /// The arguments it gives back.
  let passesThrough: PassThrough.Argument?
  /// Whether it gives back what it was called on.
  let returnsReceiver: Bool
  /// Another path for the same thing.
  let alias: String?
  let isCradle: Bool
  /// Node's own or a global: it stays what it is, whatever is hung on it.
  let isPlatform: Bool
  /// What it gives is known better than by its path.
  let hasKnownResult: Bool
  /// Whether nothing that it is given runs on this event loop.
  let callsNothing: Bool
  /// The registrations that a call of it may be.
  let registrations: [ExternalTypes.Registration]
  /// The thing of a framework that it is.
  let type: ServerType?
  let contents: ExternalContents?
  /// Whether a class of the program may say more of it: a record that a mapper loads, or what gives it.
  let mayBeRecord: Bool
  /// Whether what it gives is made for the class that is its first argument.
  let takesClass: Bool
  /// Whether its members are the models that Sequelize keeps.
  let isModelRegistry: Bool
  /// Whether its members are the files of a folder.
  let isFolder: Bool
  /// What its last argument, a callback, is given.
  let callbackGift: CallbackResults.Gift?

  init(
    passesThrough: PassThrough.Argument?, returnsReceiver: Bool, alias: String?, isCradle: Bool, isPlatform: Bool,
    hasKnownResult: Bool, callsNothing: Bool, registrations: [ExternalTypes.Registration], type: ServerType?,
    contents: ExternalContents?,
    mayBeRecord: Bool, takesClass: Bool, isModelRegistry: Bool, isFolder: Bool, callbackGift: CallbackResults.Gift?
  ) {
    self.isFolder = isFolder
    self.callbackGift = callbackGift
    self.isModelRegistry = isModelRegistry
    self.passesThrough = passesThrough
    self.returnsReceiver = returnsReceiver
    self.alias = alias
    self.isCradle = isCradle
    self.isPlatform = isPlatform
    self.hasKnownResult = hasKnownResult
    self.callsNothing = callsNothing
    self.registrations = registrations
    self.type = type
    self.contents = contents
    self.mayBeRecord = mayBeRecord
    self.takesClass = takesClass
  }
}

/// Collections of the language, by what makes them. Source: ECMAScript 2026, sections 20.1.2, 23.1.2 and 24.
enum ExternalContents: Sendable {
  case map, weakMap
  /// Pairs of a map.
  case pairs, weakPairs
  case set
  /// `Array.from(items)`.
  case copy
  /// `Object.values(table)`, and the pairs of `Object.entries(table)`.
  case table, tablePair, tablePairs
  /// What a method of a collection makes of it.
  case ofReceiver, mapEntries
  /// What the call was given: `factory.createHandlers(check, read)` of Hono.
  case arguments

  static let byPath: [String: ExternalContents] = [
    "#Map()": .map, "#WeakMap()": .weakMap, "#Map().[]": .pairs, "#WeakMap().[]": .weakPairs, "#Set()": .set,
    "#WeakSet()": .set, "#Array.from()": .copy, "#Object.values()": .table, "#Object.entries().[]": .tablePair,
    "#Object.entries()": .tablePairs, "#Map().values()": .ofReceiver, "#Map().entries().[]": .ofReceiver,
    "#Set().values()": .ofReceiver, "#Map().entries()": .mapEntries,
    "hono/factory#createFactory().createHandlers()": .arguments, "hono/factory#Factory().createHandlers()": .arguments,
  ]
}

extension Evaluator {
  /// What the tables say of a path, looked up once.
  func conduct(of id: ExternalID) -> ExternalConduct {
    let index = Int(id.raw)
    if index < conducts.count, let known = conducts[index] { return known }
    while conducts.count <= index { conducts.append(nil) }
    let path = externals.text(id)
    let last = externals.isCall(id) ? nil : externals.lastMember(id)
    let base = externals.lastMember(id).flatMap { member in
      self.conduct(of: member.base).type.map { (base: $0, name: member.name) }
    }
    let conduct = ExternalConduct(
      passesThrough: Execution.memoizing.contains(path)
        ? .first : PassThrough.argument(of: path) ?? Execution.wrapping[path],
      returnsReceiver: last != nil && base.map { ExternalTypes.returnsReceiver($0) } ?? false,
      alias: Decoration.aliases[path], isCradle: path == InjectionKnowledge.cradle,
      isPlatform: path.hasPrefix("#") || path.hasPrefix("node:"), hasKnownResult: KnownResults.paths.contains(path),
      callsNothing: Execution.callsNothing(path),
      registrations: ExternalTypes.registrations(path, of: last == nil ? nil : base?.base, last?.name),
      type: ExternalTypes.type(of: path, member: base), contents: ExternalContents.byPath[path],
      mayBeRecord: RecordClasses.mayBeRecord(path), takesClass: RecordClasses.takesClass(path + "()"),
      isModelRegistry: SequelizeModels.registries.contains(path),
      isFolder: FolderLoaders.folders(to: path) != nil,
      callbackGift: last.flatMap { CallbackResults.gift(of: $0.name, at: path) })
    conducts[index] = conduct
    return conduct
  }
}
