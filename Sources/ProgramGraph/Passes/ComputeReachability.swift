import Semantics

/// A function as it runs in a context.
struct RunningFunction: Hashable, Sendable {
  var function: FunctionReference
  var context: ContextID
}

/// What runs on a request, and by which way: a breadth-first search from all handlers at once, so that the way kept
/// for a function is a shortest one. Ways through a memo guard are tried last.
struct ComputeReachability {
  /// How a function was first reached.
  struct Step {
    var handler: Int
    var previous: RunningFunction?
    var edge: CallEdge?
    var depth: Int
    var isMemoGuarded: Bool
  }

  static let maximumDepth = 12
  private static let maximumStates = 400_000

  private(set) var steps: [RunningFunction: Step] = [:]
  /// The first state in which each function was reached.
  private(set) var first: [FunctionReference: RunningFunction] = [:]
  /// States beyond the depth limit, whose calls were not followed.
  private(set) var statesTooDeep = 0
  private(set) var hasTooManyStates = false
  private var statesByFunction: [FunctionReference: [RunningFunction]] = [:]

  /// - Parameter starts: which of the handlers run on requests; steps name handlers by their place among all.
  mutating func run(
    handlers: [RequestHandler], edges: inout CallEdges, from starts: (RequestHandler) -> Bool
  ) {
    var queue: [RunningFunction] = []
    var guarded: [(RunningFunction, Step)] = []
    for (index, handler) in handlers.enumerated() where starts(handler) {
      let start = RunningFunction(function: handler.function, context: handler.context)
      visit(start, Step(handler: index, previous: nil, edge: nil, depth: 0, isMemoGuarded: false), &queue)
    }
    spread(&queue, &edges, deferring: &guarded)
    for (target, step) in guarded { visit(target, step, &queue) }
    var none: [(RunningFunction, Step)]? = nil
    spread(&queue, &edges, deferringIfPresent: &none)
  }

  /// Every state in which a function was reached.
  func states(of function: FunctionReference) -> [RunningFunction] { statesByFunction[function] ?? [] }

  /// Who leads to each reached state.
  func callers(edges: inout CallEdges) -> [RunningFunction: [RunningFunction]] {
    var table: [RunningFunction: [RunningFunction]] = [:]
    for state in steps.keys {
      for (target, _) in edges.edges(from: state) { table[target, default: []].append(state) }
    }
    return table
  }

  private mutating func visit(_ state: RunningFunction, _ step: Step, _ queue: inout [RunningFunction]) {
    guard steps[state] == nil else { return }
    guard steps.count < Self.maximumStates else {
      hasTooManyStates = true
      return
    }
    steps[state] = step
    if first[state.function] == nil { first[state.function] = state }
    statesByFunction[state.function, default: []].append(state)
    queue.append(state)
  }

  private mutating func spread(
    _ queue: inout [RunningFunction], _ edges: inout CallEdges, deferring guarded: inout [(RunningFunction, Step)]
  ) {
    var list: [(RunningFunction, Step)]? = guarded
    spread(&queue, &edges, deferringIfPresent: &list)
    guarded = list ?? []
  }

  private mutating func spread(
    _ queue: inout [RunningFunction], _ edges: inout CallEdges,
    deferringIfPresent guarded: inout [(RunningFunction, Step)]?
  ) {
    var head = 0
    while head < queue.count {
      let state = queue[head]
      head += 1
      guard let step = steps[state] else { continue }
      guard step.depth < Self.maximumDepth else {
        if edges.edges(from: state).contains(where: { steps[$0.target] == nil }) { statesTooDeep += 1 }
        continue
      }
      for (target, edge) in edges.edges(from: state) where steps[target] == nil && edge.timing != .shutdown {
        let next = Step(
          handler: step.handler, previous: state, edge: edge, depth: step.depth + 1,
          isMemoGuarded: step.isMemoGuarded || edge.isMemoGuarded)
        if edge.isMemoGuarded, guarded != nil {
          guarded?.append((target, next))
        } else {
          visit(target, next, &queue)
        }
      }
    }
    queue.removeAll(keepingCapacity: true)
  }

  /// What was not followed, in words; empty where nothing was cut.
  func limits(answersCut: Int) -> [String] {
    var found: [String] = []
    if statesTooDeep > 0 {
      found.append(
        "\(statesTooDeep) ways end \(Self.maximumDepth) calls from their handler and were not followed further")
    }
    if hasTooManyStates {
      found.append("more than \(Self.maximumStates) functions in contexts: the rest was not followed")
    }
    if answersCut > 0 {
      found.append("\(answersCut) values may be more than \(Evaluator.fanOut) things: the rest was left out")
    }
    return found
  }
}
