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
    /// The previous state as it was reached without a guard, after one with.
    var isPreviousFreed = false
  }

  static let maximumDepth = 12
  private static let maximumStates = 400_000

  private(set) var steps: [RunningFunction: Step] = [:]
  /// How those were reached without a guard that were reached with one first: the work of what is made once.
  private(set) var freed: [RunningFunction: Step] = [:]
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
    var queue: [Reached] = []
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

  private struct Reached {
    var state: RunningFunction
    /// Its step is among the freed ones.
    var isFreed = false
  }

  /// Whether a step leads to what was not reached before, or only through a guard.
  private func isNew(_ state: RunningFunction, _ isMemoGuarded: Bool) -> Bool {
    guard let known = steps[state] else { return true }
    return known.isMemoGuarded && !isMemoGuarded && freed[state] == nil
  }

  private mutating func visit(_ state: RunningFunction, _ step: Step, _ queue: inout [Reached]) {
    guard isNew(state, step.isMemoGuarded) else { return }
    guard steps.count < Self.maximumStates else {
      hasTooManyStates = true
      return
    }
    let isFreed = steps[state] != nil
    if isFreed { freed[state] = step } else { steps[state] = step }
    if let known = first[state.function] {
      if !step.isMemoGuarded, freed[known] == nil, steps[known]?.isMemoGuarded ?? false {
        first[state.function] = state
      }
    } else {
      first[state.function] = state
    }
    if !isFreed { statesByFunction[state.function, default: []].append(state) }
    queue.append(Reached(state: state, isFreed: isFreed))
  }

  /// The way to the first state in which a function was reached, the last step first; empty where it is not.
  func way(to function: FunctionReference) -> [Step] { first[function].map(way) ?? [] }

  /// The same of those states of the function whose context counts; a way without a guard is preferred.
  func way(to function: FunctionReference, where counts: (ContextID) -> Bool) -> [Step] {
    let states = states(of: function).filter { counts($0.context) }
    let state = states.first { freed[$0] != nil || !(steps[$0]?.isMemoGuarded ?? true) } ?? states.first
    return state.map(way) ?? []
  }

  private func way(to state: RunningFunction) -> [Step] {
    var found: [Step] = []
    var current: RunningFunction? = state
    var isFreed = freed[state] != nil
    while let running = current, let step = isFreed ? freed[running] : steps[running] {
      found.append(step)
      (current, isFreed) = (step.previous, step.isPreviousFreed)
    }
    return found
  }

  private mutating func spread(
    _ queue: inout [Reached], _ edges: inout CallEdges, deferring guarded: inout [(RunningFunction, Step)]
  ) {
    var list: [(RunningFunction, Step)]? = guarded
    spread(&queue, &edges, deferringIfPresent: &list)
    guarded = list ?? []
  }

  private mutating func spread(
    _ queue: inout [Reached], _ edges: inout CallEdges,
    deferringIfPresent guarded: inout [(RunningFunction, Step)]?
  ) {
    var head = 0
    while head < queue.count {
      let (state, isFreed) = (queue[head].state, queue[head].isFreed)
      head += 1
      guard let step = isFreed ? freed[state] : steps[state] else { continue }
      guard step.depth < Self.maximumDepth else {
        if edges.edges(from: state).contains(where: { steps[$0.target] == nil }) { statesTooDeep += 1 }
        continue
      }
      for (target, edge) in edges.edges(from: state) where edge.timing != .shutdown {
        // What listens runs with its events, not with requests.
        let isFree = edge.isRepeated && edge.timing == .now
        let isMemoGuarded = !isFree && (step.isMemoGuarded || edge.isMemoGuarded)
        guard isNew(target, isMemoGuarded) else { continue }
        let next = Step(
          handler: step.handler, previous: state, edge: edge, depth: step.depth + 1, isMemoGuarded: isMemoGuarded,
          isPreviousFreed: isFreed)
        if edge.isMemoGuarded, isMemoGuarded, guarded != nil {
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
