/// The things of web frameworks on which handlers are registered.
enum ServerType: String, Hashable, Sendable {
  case expressApplication, expressRouter, expressRoute
  case fastify
  case koaApplication, koaRouter
  case httpServer
  case nestApplication

  /// Express and Connect, where four parameters make an error handler.
  var isExpress: Bool {
    switch self {
    case .expressApplication, .expressRouter, .expressRoute: true
    case .fastify, .koaApplication, .koaRouter, .httpServer, .nestApplication: false
    }
  }
}

/// How a registering call is to be read.
enum RegistrationShape: Hashable, Sendable {
  /// `app.get(path?, …handlers)`: the member's name is the method.
  case verb
  /// `app.all(path?, …handlers)`
  case all
  /// `app.use(path?, …handlers and routers)`
  case use
  /// `app.param(name, handler)`
  case parameter
  /// `app.route({ method, url, handler, …hooks })`
  case routeObject
  /// `app.addHook(name, handler)`
  case hook
  /// A handler at the last argument, for a purpose the description names: "the error handler".
  case named(String)
  /// `app.register(plugin, options)`
  case plugin
  /// `server.on("request", handler)`
  case event
  /// `http.createServer(options?, handler)`
  case creation
}

/// What nodevet knows of one framework: data, no logic.
struct Framework: Sendable {
  var name: String
  /// External path of a call's result to what it is: `express()`.
  var constructors: [String: ServerType]
  /// Declared types to the constructor whose result they describe.
  var annotations: [String: String]
  /// Members that give the receiver back, so that calls can be chained.
  var chaining: [ServerType: Set<String>]
  /// Members that give another thing of the framework.
  var derived: [ServerType: [String: ServerType]]
  var registrations: [ServerType: [(members: Set<String>, shape: RegistrationShape)]]
  /// Whether a rejected promise of a handler is seen by the framework, for which major versions.
  var awaitsHandlers: Bool
}

extension Framework {
  static let all: [Framework] = [.express, .fastify, .koa, .nest, .nodeHTTP]
}

/// Questions about external paths that the tables answer.
enum ExternalTypes {
  private static let constructors: [String: ServerType] = Framework.all.reduce(into: [:]) { table, framework in
    table.merge(framework.constructors) { first, _ in first }
  }
  private static let annotations: [String: String] = Framework.all.reduce(into: [:]) { table, framework in
    table.merge(framework.annotations) { first, _ in first }
  }
  private static let chaining: [ServerType: Set<String>] = Framework.all.reduce(into: [:]) { table, framework in
    table.merge(framework.chaining) { $0.union($1) }
  }
  private static let derived: [ServerType: [String: ServerType]] = Framework.all.reduce(into: [:]) { table, framework in
    table.merge(framework.derived) { $0.merging($1) { first, _ in first } }
  }
  private static let registrations: [ServerType: [(members: Set<String>, shape: RegistrationShape)]] =
    Framework.all.reduce(into: [:]) { table, framework in
      table.merge(framework.registrations) { $0 + $1 }
    }
  private static let frameworks: [ServerType: Framework] = Framework.all.reduce(into: [:]) { table, framework in
    for type in framework.constructors.values { table[type] = framework }
    for type in framework.derived.values.flatMap(\.values) { table[type] = framework }
  }

  /// What the result of a call with this path is.
  static func type(of path: String) -> ServerType? {
    if let known = constructors[path] { return known }
    guard path.hasSuffix("()"), let (base, member) = split(String(path.dropLast(2))) else { return nil }
    guard let type = type(of: base) else { return nil }
    return derived[type]?[member]
  }

  static func instance(ofType annotation: String) -> String? { annotations[annotation] }

  /// Whether calling this member gives the thing it is called on.
  static func returnsReceiver(_ path: String) -> Bool {
    guard let (base, member) = split(path), base.hasSuffix(")"), let type = type(of: base) else { return false }
    return chaining[type]?.contains(member) ?? false
  }

  /// A registration, with the type of the receiver.
  typealias Registration = (type: ServerType, member: String, shape: RegistrationShape)

  /// The registration a call of this member is.
  static func registration(_ path: String) -> Registration? {
    guard let (base, member) = split(path), base.hasSuffix(")"), let type = type(of: base) else { return nil }
    guard let entry = registrations[type]?.first(where: { $0.members.contains(member) }) else { return nil }
    return (type, member, entry.shape)
  }

  static func framework(of type: ServerType) -> Framework? { frameworks[type] }

  private static func split(_ path: String) -> (base: String, member: String)? {
    guard let dot = path.utf8.lastIndex(where: { $0 == 0x2E || $0 == 0x23 }) else { return nil }
    return (String(path[..<dot]), String(path[path.utf8.index(after: dot)...]))
  }
}

/// External functions whose result is (one of) their arguments.
enum PassThrough {
  enum Argument: Sendable { case first, all }

  private static let table: [String: Argument] = [
    "#Object.freeze": .first, "#Object.seal": .first, "#Object.preventExtensions": .first, "#Object.assign": .all,
    "#Promise.resolve": .first, "node:util#promisify": .first, "node:util#callbackify": .first,
    "node:util#deprecate": .first, "fastify-plugin": .first, "fastify-plugin#fp": .first, "#structuredClone": .first,
    "lodash#once": .first, "lodash#memoize": .first, "once": .first,
    // Wrappers that call the handler they are given and forward its rejection.
    "express-async-handler": .first, "express-async-handler#asyncHandler": .first, "@root/async-router#wrap": .first,
    "koa-convert": .first, "koa-compose": .all, "lodash#flatten": .first,
  ]

  static func argument(of path: String) -> Argument? { table[path] }
}
