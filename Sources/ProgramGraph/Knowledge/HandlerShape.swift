/// How a call that registers handlers is to be read.
enum RegistrationShape: Sendable {
  /// `app.get(path?, …handlers)`: the member's name is the method. Options objects among the arguments are looked
  /// through for the properties named.
  case verb(options: [String] = [])
  /// `app.all(path?, …handlers)`
  case all(options: [String] = [])
  /// `app.use(path?, …handlers and routers)`
  case use
  /// `app.param(name, handler)`
  case parameter
  /// `app.route({ method, url, handler, …hooks })`, or a list of such objects.
  case routeObject(RouteObject)
  /// `app.register(plugin, options)`
  case plugin(PluginShape)
  /// `app.on(methods, path, …handlers)`: where each of them stands.
  case methods(methods: Int, path: Int, handlers: Int)
  /// `app.openapi({ method, path }, …handlers)`
  case described(RouteObject)
  /// `app.route(path, router)`, which mounts a router and nothing else.
  case mount
  /// `router.prefix(path)`
  case prefix
  /// `router.group(fn).prefix(path)`: for what the function registers.
  case groupPrefix
  /// `router.resource(name, controller)`: a route for each method of the controller that has a name of these.
  case resource
  /// `thing.on(event, handler)`, for the events named; for all where none is.
  case event(Set<String>, FunctionShape)
  /// `thing.on(event, handler)`, for all events but those named: these say once that something has begun.
  case laterEvent(but: Set<String>, FunctionShape)
  case functions(FunctionShape)
  /// One call that takes functions of several kinds.
  case several([FunctionShape])
}

/// The properties of an object that describes a route.
struct RouteObject: Sendable {
  var method: [String]
  var path: [String]
  /// Where the functions stand, as `Place.path`.
  var functions: [String]
}

/// A function that is given a new instance of the framework, on which it registers what it has.
struct PluginShape: Sendable {
  /// Position of the plugin among the arguments.
  var plugin: Position = .index(0)
  /// Where the function stands in the argument, as `Place.path`.
  var paths: [String] = [""]
  /// The external path of what the function is given as its first argument.
  var gives: String
  /// Position of the options that name a prefix, and its properties.
  var options: Int = 1
  var prefixes: [String] = ["prefix"]
  /// The prefix itself is this argument.
  var prefixArgument: Int?
  /// How the function is given its own options, as its second argument.
  var ownOptions = PluginOptions.none
  /// The function is called on what it is given.
  var isReceiver = false
}

/// Where the options for a plugin itself stand.
enum PluginOptions: Sendable {
  case none
  /// The argument after the plugin.
  case nextArgument
  /// A property beside it, in an object that names it or is one of a list of them.
  case beside(plugin: String, options: String)
}

/// A position among the arguments of a call.
enum Position: Hashable, Sendable {
  case index(Int)
  case last
  /// This argument and all that follow.
  case from(Int)
}

/// Where functions stand in a call.
struct Place: Sendable {
  var position: Position
  /// The way from the argument to the functions: property names with dots between, `*` for every property; lists are
  /// looked into, functions that stand before the end of the way are called. Empty where the argument is the function.
  var path: String = ""

  static func last(_ paths: String...) -> [Place] { places(.last, paths) }
  static func argument(_ index: Int, _ paths: String...) -> [Place] { places(.index(index), paths) }
  static func argument(_ index: Int, _ paths: [String]) -> [Place] { places(.index(index), paths) }
  static func from(_ index: Int) -> [Place] { [Place(position: .from(index))] }

  private static func places(_ position: Position, _ paths: [String]) -> [Place] {
    paths.isEmpty ? [Place(position: position)] : paths.map { Place(position: position, path: $0) }
  }
}

/// Functions that a framework calls, and what is known about the calls.
struct FunctionShape: Sendable {
  enum Label: Sendable {
    /// Something with a name of its own. `{0}` stands for the constant text of that argument, `{*}` for the properties
    /// that the stars of the way were.
    case named(String)
    case everyRequest
    /// The route of the file it is written in; else as `named`.
    case routeOfFile(String)
  }

  var places: [Place]
  var label: Label
  var phase: Phase = .request
  /// nil: as the framework does.
  var awaits: Awaiting?
  var signature: HandlerSignature = .unknown
  /// External paths of what the function is given, by position.
  var gives: [Int: String] = [:]
  /// Named among the handlers; the others only tell when functions run.
  var isListed = true
  /// A member that must be called on the same thing somewhere: only then does it serve.
  var needs: String?
  /// Counts only where the function is registered nowhere else: what makes a handler out of a function does not say for
  /// which route.
  var givesWay = false
  /// What the functions give is what resolvers are handed as their context; with a name, a member of it.
  var makesContext: ContextPart?

  enum ContextPart: Sendable, Hashable { case whole, member(String) }
}

/// Whether a rejected promise of a handler is seen by the framework.
enum Awaiting: Sendable, Hashable {
  case always, never
  /// From this major version on.
  case since(Int)

  /// Where the version is not known the newest is assumed.
  func holds(major: Int?) -> Bool {
    switch self {
    case .always: true
    case .never: false
    case .since(let first): (major ?? first) >= first
    }
  }
}

/// Methods of classes that decorators mark.
struct DecoratedClass: Sendable {
  enum Meaning: Sendable {
    /// A route of this HTTP method; the decorator's first argument is its path.
    case route(String)
    /// `{0}` stands for the constant text of the decorator's first argument.
    case named(String, Phase = .request, isListed: Bool = true)
  }

  /// Decorators one of which must mark the class; empty where the methods' are enough.
  var classes: Set<String>
  /// Decorators of methods.
  var methods: [String: Meaning] = [:]
  /// Methods that are called without a decorator of their own, by name.
  var always: [String: Meaning] = [:]
  /// Those of them whose promise the framework does not look at, whatever it does with others.
  var ignored: Set<String> = []
  /// The class decorator's first argument is a prefix of the routes.
  var hasPrefix = false
  /// Decorators that methods may have besides, whose first argument is the path.
  var paths: Set<String> = []
  /// Decorators that a class may have besides, whose `basePath` is a prefix of the routes.
  var basePaths: Set<String> = []
  var signature: HandlerSignature = .decorated
}

/// Methods of classes that implement an interface or extend a class of the framework.
struct HeirMethods: Sendable {
  /// External paths of the interface or class; those of mixins end in `()`.
  var bases: Set<String>
  /// Methods by name, with what they are.
  var methods: [String: String]
  var phase: Phase = .request
  var signature: HandlerSignature = .unknown
  var isListed = true
  /// The framework does not look at their promise, whatever it does with others.
  var isIgnored = false
}

/// Files whose exports a framework calls because of where they stand.
struct FileConvention: Sendable {
  enum Route: Sendable, Hashable {
    /// The path below the folder, without extension and `index`.
    case file
    /// The folder that holds the file, below the root.
    case folder
    /// As `file`, with the method behind the name: `users.get`.
    case fileWithMethod
    /// As `file`, in Remix's flat spelling: dots are slashes.
    case flat
    case none
  }

  struct Export: Sendable {
    /// `*` for every exported function.
    var name: String
    /// The HTTP method where it is a route.
    var method: String?
    /// What it is, where it is no route; `{route}` stands for the route.
    var label: String?
    /// The way from the export to the functions, as `Place.path`.
    var paths: [String] = [""]
    var isAsyncOnly = false
    /// The framework may run it while building, and serve what it gave.
    var mayBePrerendered = false
    var phase = Phase.request
    /// Counts only where the function is registered nowhere else.
    var givesWay = false
    /// Properties of its first parameter of which it reads one: what tells it where no package does.
    var reads: Set<String> = []
    /// A property of what it gives back without which nobody calls it at run time.
    var given: String?

    /// Whether it serves a route, by method.
    var isRoute: Bool { method != nil }
  }

  /// The nearest manifest, or one above it, names one of these packages; empty where none is needed.
  var packages: Set<String>
  /// Folders below the package's own; "" is the package itself.
  var roots: [String]
  /// File names without extension; empty for all.
  var stems: Set<String> = []
  /// Directives at the top of the file one of which must stand there.
  var directives: Set<String> = []
  /// Files with one of these directives are left out.
  var excludedDirectives: Set<String> = []
  /// Folders below the root that are left out.
  var excludedFolders: Set<String> = []
  var route: Route = .none
  /// What stands before the path below the root.
  var prefix = ""
  /// Empty where what stands in the files says itself that it is a handler, and only the route is told by the file.
  var exports: [Export]
  var signature: HandlerSignature = .unknown
}

/// What the first parameter of an exported function is by its name, where nothing is seen to call the function: files of
/// routes that something loads by their folder.
struct PresumedParameter: Sendable {
  /// A package that the file's own depends on.
  var package: String
  var names: Set<String>
  /// The external path of what it is.
  var gives: String
  /// Names the function must have; empty for any.
  var functions: Set<String> = []
  /// Functions within others too, not only those at the top of a file.
  var isAnywhere = false
}

/// Objects that describe a thing of the framework, whose functions are called with that thing as `this`.
struct ServiceObject: Sendable {
  /// A package that the object's file depends on.
  var package: String
  /// The object has one of these, and one of those beside them or two of these.
  var parts: Set<String>
  var beside: Set<String>
  /// The property whose members the thing has.
  var members: String
  /// The property that lists further such objects, whose functions belong to the thing as well.
  var mixins: String
}
