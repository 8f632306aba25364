package import SourceText

/// A function that a framework calls per request, message, event or job, and where that was said.
package struct RequestHandler: Sendable {
  package enum Kind: Sendable, Equatable {
    case route
    case middleware
    /// Something with a name of its own: "the error handler", "the onRequest hook".
    case named(String)
  }

  package var function: FunctionReference
  var context: ContextID
  package var framework: String
  /// The framework's resolved major version; nil where nothing tells.
  package var frameworkVersion: Int?
  package var kind: Kind
  /// Upper case; `ALL` for any.
  package var method: String?
  /// With mounted prefixes; nil where it is not a constant.
  package var path: String?
  /// Where it is registered: the path argument or the decorator, else the call.
  package var site: Site
  /// `request` for what a client waits for, `background` for jobs, messages and schedules.
  package var phase = Phase.request
  /// Whether the framework sees a rejected promise of the function.
  package var awaitsRejection = false
  /// What the function is handed.
  package var signature = HandlerSignature.unknown
  /// The functions that run before it on the same router and those around it, in order.
  package var middleware: [FunctionReference] = []
  /// Found by its looks alone: what it is registered on could not be followed.
  package var isPresumed = false
  /// The framework may run it while building, and serve what it gave: whether it runs on requests is not certain.
  package var mayBePrerendered = false
  /// Where the path is computed, what is known of its end: `/books` of `app.get(prefix + "/books")`.
  var pathEnd: String?
  /// Its application is only handed to a platform that gives each instance one request at a time.
  package var isOneAtATime = false
  /// A function of a cloud provider that a clock starts, and nothing else.
  package var isScheduled = false
  /// Named among the handlers. Others, such as the hooks of a document, only tell when functions run.
  var isListed = true
  /// Counts only where the function is registered nowhere else.
  var givesWay = false
  /// The thing it is registered on, and the call.
  var receiver: Entity?
  package var call: CallReference?
  /// Closures that the framework calls in its place, and that call it: the outermost first.
  var closures: [Entity] = []

  package struct Site: Sendable, Hashable {
    package var file: FileIndex
    package var span: Span
  }

  /// Whether nothing is known of the path of a route: it may stand for many, registered in a loop, or take all there are.
  package var isComputed: Bool {
    guard kind == .route, let path = path ?? pathEnd else { return kind == .route }
    return path.hasSuffix("*") || path.hasSuffix("*}")
  }

  /// The route in words: `GET /users/:id`, `every request`, `the error handler`.
  package var route: String {
    switch kind {
    case .named(let name): return name
    case .middleware:
      // The one function that a bare server has sorts out the requests itself.
      if framework == "node:http" { return "a request" }
      guard var path, !["", "/", "*", "/*", "/{*splat}"].contains(path) else { return "every request" }
      for rest in ["/*", "/{*splat}"] where path.hasSuffix(rest) { path.removeLast(rest.count) }
      return "every request under \(path)"
    case .route:
      let verb = method ?? "ALL"
      guard let path else { return pathEnd.map { "\(verb) …\($0)" } ?? "\(verb) of a computed path" }
      return "\(verb) \(path.isEmpty ? "/" : path)"
    }
  }

  /// What its parameters are, by position; decorated parameters and rest parameters are not told.
  package func parameterRoles(count: Int) -> [HandlerSignature.ParameterRole] {
    signature.roles(count: count, isErrorHandler: kind == .named("the error handler"))
  }
}
