import Semantics

/// What runs before each handler of a router: the handlers before it in the same call, and the middleware registered
/// earlier on the same router and on those it is mounted on, up to the mount.
struct MiddlewareBefore {
  let mounts: MountTable

  private static let limit = 50

  /// One call may register many routes: those of a table.
  private struct Route: Hashable {
    var call: CallReference
    var path: String?
  }

  func fill(_ handlers: inout [RequestHandler]) {
    var byReceiver: [Entity: [Int]] = [:]
    var byRoute: [Route: [Int]] = [:]
    for (index, handler) in handlers.enumerated() where handler.isListed {
      if let call = handler.call { byRoute[Route(call: call, path: handler.path), default: []].append(index) }
      if handler.kind == .middleware, let receiver = handler.receiver {
        byReceiver[receiver, default: []].append(index)
      }
    }
    for (index, handler) in handlers.enumerated() where handler.isListed {
      guard let call = handler.call, let receiver = handler.receiver else { continue }
      var before = middleware(of: receiver, until: call, handler, handlers, byReceiver, depth: 0)
      if handler.kind == .route {
        before += (byRoute[Route(call: call, path: handler.path)] ?? []).filter { other in
          other < index && (handlers[other].kind != .route || handlers[other].method == handler.method)
        }.map { handlers[$0].function }
      }
      handlers[index].middleware = Array(before.suffix(Self.limit))
    }
  }

  private func middleware(
    of receiver: Entity, until call: CallReference, _ handler: RequestHandler, _ handlers: [RequestHandler],
    _ byReceiver: [Entity: [Int]], depth: Int
  ) -> [FunctionReference] {
    guard depth < 8 else { return [] }
    var found: [FunctionReference] = []
    if let mount = mounts.mounts[receiver]?.first {
      found = middleware(of: mount.parent, until: mount.call, handler, handlers, byReceiver, depth: depth + 1)
    }
    for index in byReceiver[receiver] ?? [] {
      let other = handlers[index]
      guard let earlier = other.call, earlier.file == call.file, earlier.call.raw < call.call.raw else { continue }
      if covers(other.path, handler.path) { found.append(other.function) }
    }
    return found
  }

  /// Whether middleware under a path runs for a route: unknown paths are taken to cover.
  private func covers(_ path: String?, _ route: String?) -> Bool {
    guard let path, let route, !path.isEmpty, path != "/" else { return true }
    if path.contains("*") || path.contains(":") { return true }
    return route == path || route.hasPrefix(path.hasSuffix("/") ? path : path + "/")
  }
}
