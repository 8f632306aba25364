import JavaScript
import ProgramGraph
import Semantics

extension Program {
  /// Whether an object that a call is given has one of these properties; nil where that cannot be seen, because it comes
  /// from elsewhere or takes more in.
  func hasProperty(_ names: Set<String>, in value: ValueID, of file: FileIndex) -> Bool? {
    let model = self[file]
    let origin = model.model.origin(of: value)
    // `process.env.RATES_URL` is a text.
    if case .global(let root) = origin.root, text(root) == "process", origin.path.count == 2,
      text(origin.path[0]) == "env"
    {
      return false
    }
    guard case .value(let root) = origin.root, origin.path.isEmpty else { return nil }
    let record = model[root]
    switch record.kind {
    case .object:
      var isWhole = true
      for property in model.properties(of: record) {
        switch property.kind {
        case .spread, .computed: isWhole = false
        case .value, .method, .getter, .setter: if names.contains(text(property.name)) { return true }
        }
      }
      return isWhole ? false : nil
    case .string, .concatenation: return false
    case .literal: return false
    default: return nil
    }
  }

  /// Whether a value is the same on each request: made of constants, settings and what modules hold.
  func isSettled(_ value: ValueID, in file: FileIndex, depth: Int = 0) -> Bool {
    let model = self[file]
    let record = model[value]
    guard depth < 12 else { return false }
    func inner(_ raw: UInt32) -> Bool { isSettled(ValueID(raw), in: file, depth: depth + 1) }
    switch record.kind {
    case .string, .literal, .global, .module, .imported, .function, .class, .importMeta: return true
    case .opaque: return record.b == 0 || inner(record.a)
    case .concatenation, .array, .choice:
      return model.values(ListID(record.a)).allSatisfy { isSettled($0, in: file, depth: depth + 1) }
    case .object: return model.properties(of: record).allSatisfy { isSettled($0.value, in: file, depth: depth + 1) }
    case .member, .element, .awaited, .spread: return inner(record.a)
    case .call:
      let site = model[CallID(record.a)]
      return isSettled(site.callee, in: file, depth: depth + 1)
        && model.values(site.arguments).allSatisfy { isSettled($0, in: file, depth: depth + 1) }
    case .binding:
      let binding = model[BindingID(record.a)]
      if binding.function == .moduleBody { return true }
      let values = model.values(binding.values)
      return !values.isEmpty && values.allSatisfy { isSettled($0, in: file, depth: depth + 1) }
    case .this: return true
    case .unknown, .parameter, .restParameter, .arguments, .elementOf, .caught, .superclass: return false
    }
  }

  /// Whether requests, or jobs beside them, reach a function; with what leads there.
  func servedRoute(of function: FunctionReference) -> (route: String, path: RequestPath?)? {
    if let path = requestPath(to: function) { return (path.handler.route, path) }
    guard hasServer, let evidence = evidence(that: function, runsIn: .background),
      evidence.steps.first?.timing != .event
    else { return nil }
    return (evidence.origin, nil)
  }

  /// Where servers begin to listen, in code of the service.
  func listeningCalls() -> [ExternalCall] {
    let calls = externalCalls { path in
      path == "@hono/node-server#serve"
        || path.hasSuffix(".listen") && Self.servers.contains { path.hasPrefix($0) }
    }
    return calls.filter { isServiceCode($0.call.file) }
  }

  private static let servers: [String] = [
    "express()", "node:http#createServer()", "node:https#createServer()", "node:http#Server()", "fastify()",
    "fastify#fastify()", "koa()", "koa#default()", "@hapi/hapi#server()", "restify#createServer()", "polka()",
    "@nestjs/core#NestFactory.create()", "connect()",
  ]
}
