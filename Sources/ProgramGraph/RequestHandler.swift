package import SourceText

/// A function that a framework calls per request, and where that was said.
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
  package var kind: Kind
  /// Upper case; `ALL` for any.
  package var method: String?
  /// With mounted prefixes; nil where it is not a constant.
  package var path: String?
  /// Where it is registered: the path argument or the decorator, else the call.
  package var site: Site

  package struct Site: Sendable, Hashable {
    package var file: FileIndex
    package var span: Span
  }

  /// The route in words: `GET /users/:id`, `every request`, `the error handler`.
  package var route: String {
    switch kind {
    case .named(let name): return name
    case .middleware:
      guard let path, !path.isEmpty, path != "/" else { return "every request" }
      return "every request under \(path)"
    case .route:
      let verb = method ?? "ALL"
      guard let path else { return "\(verb) of a computed path" }
      return "\(verb) \(path.isEmpty ? "/" : path)"
    }
  }
}
