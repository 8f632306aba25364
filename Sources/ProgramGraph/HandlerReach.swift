import Semantics

/// Which functions each handler leads to: `ComputeReachability` knows one way to a function, from the first handler that
/// comes there. Found when somebody asks, one handler at a time.
final class HandlerReach {
  private let entries: [RequestHandler]
  private let reachability: ComputeReachability
  private var edges: CallEdges
  private lazy var numbers = Dictionary(grouping: entries.indices, by: { entries[$0].function })
  /// By the handler's number; nil for those that lead to too much to be followed.
  private var reached: [Int: Set<FunctionReference>?] = [:]

  private static let maximumStates = 20_000

  init(entries: [RequestHandler], reachability: ComputeReachability, edges: CallEdges) {
    self.entries = entries
    self.reachability = reachability
    self.edges = edges
  }

  /// The first registration of a handler's function from which requests come to another function; nil where there is none.
  /// A function may be registered many times, each time around something else: `adapt(controller)`.
  func registration(of handler: FunctionReference, leadingTo function: FunctionReference) -> RequestHandler? {
    numbers[handler]?.first { entries[$0].phase == .request && leads($0, to: function) }.map { entries[$0] }
  }

  /// Those of several registrations that come to a function; all of them where none is known to.
  func registrations(_ handlers: [RequestHandler], leadingTo function: FunctionReference) -> [RequestHandler] {
    let leading = handlers.filter { handler in
      numbers[handler.function]?.contains { entries[$0].site == handler.site && leads($0, to: function) } ?? false
    }
    return leading.isEmpty ? handlers : leading
  }

  /// Whether what a handler reads of its request may come to a function. Nobody knows where no way from any handler leads
  /// to the function, and what middleware does, what follows it may use.
  func mayBring(from handler: FunctionReference, to function: FunctionReference) -> Bool {
    guard handler != function, reachability.first[function] != nil, let own = numbers[handler] else { return true }
    return own.contains { number in
      entries[number].kind == .middleware || entries[number].phase != .request || leads(number, to: function)
    }
  }

  private func leads(_ number: Int, to function: FunctionReference) -> Bool {
    let known: Set<FunctionReference>?
    if let found = reached[number] {
      known = found
    } else {
      known = follow(entries[number])
      reached[number] = .some(known)
    }
    guard let known else { return true }
    // What a function that is reached hands to somebody else runs with what it was given.
    let file = edges.evaluator.files[function.file.index]
    var current = function
    while current.function != .moduleBody {
      if known.contains(current) { return true }
      current.function = file[current.function].parent
    }
    return false
  }

  private func follow(_ handler: RequestHandler) -> Set<FunctionReference>? {
    var found: Set<FunctionReference> = [handler.function]
    var seen: Set<RunningFunction> = [RunningFunction(function: handler.function, context: handler.context)]
    var level = Array(seen)
    for _ in 0..<ComputeReachability.maximumDepth {
      var next: [RunningFunction] = []
      for state in level {
        for (target, _) in edges.edges(from: state) where seen.insert(target).inserted {
          found.insert(target.function)
          next.append(target)
        }
      }
      if next.isEmpty { return found }
      guard seen.count < Self.maximumStates else { return nil }
      level = next
    }
    return nil
  }
}
