import Semantics

// Functions that register handlers for whoever calls them: `route({ router, path, handler })`.
extension FindRequestHandlers {
  /// So many handlers of one call are told apart for several callers; where there are more, which route each has is not
  /// known.
  private static let mostOfCallers = 512
  /// So many of a table that one caller hands over.
  private static let mostOfTable = 8_192
  /// From so many callers on, functions that are the same for all of them say that nobody knows whose they are.
  private static let fewestCallers = 4

  /// A registration in a function that is handed paths and handlers is read for each call of that function.
  mutating func read(_ registration: Registration) {
    guard !gathered.contains(registration.call) else { return }
    let before = handlers.count
    var found: [Set<FunctionReference>] = []
    for context in callers.contexts(around: registration.call, evaluator)
    where isReceiver(registration.receiver, of: registration.call, in: context) {
      let start = handlers.count
      standpoint = context
      readHere(registration)
      found.append(Set(handlers[start...].map(\.function)))
      if found.count > 1, handlers.count - before > Self.mostOfCallers { break }
    }
    let isRead = !found.isEmpty && standpoint == .any || handlers.count > before
    standpoint = .any
    if !isRead { readHere(registration) }
    countOfCall[registration.call, default: 0] += handlers.count - before
    let most = found.count > 1 ? Self.mostOfCallers : Self.mostOfTable
    if countOfCall[registration.call, default: 0] > most || areForAll(found) { gather(registration) }
  }

  /// Whether a router that comes in by a parameter is this one for a caller.
  private func isReceiver(_ receiver: Entity, of call: CallReference, in context: ContextID) -> Bool {
    let model = evaluator.files[call.file.index]
    let callee = model[model[call.call].callee]
    guard context != .any, callee.kind == .member, receiver.kind == .external else { return true }
    let bases = evaluator.evaluate(call.file, ValueID(callee.a), in: context)
    return bases.isEmpty || bases.contains { $0 == receiver || servers(of: $0).contains(receiver) }
  }

  private func areForAll(_ found: [Set<FunctionReference>]) -> Bool {
    guard found.count >= Self.fewestCallers, let first = found.first, first.count >= found.count else { return false }
    return found.allSatisfy { $0 == first }
  }

  /// Each function that the call may register once, on a route that is not known.
  private mutating func gather(_ registration: Registration) {
    handlers.removeAll { $0.call == registration.call }
    let start = handlers.count
    readHere(registration)
    var seen: Set<FunctionReference> = []
    let each = handlers[start...].filter { seen.insert($0.function).inserted }
    handlers.replaceSubrange(
      start...,
      with: each.map { handler in
        var handler = handler
        handler.path = nil
        return handler
      })
    gathered.insert(registration.call)
  }
}
