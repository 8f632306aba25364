import JavaScript
import Semantics
import SourceText

/// A function as it runs in a context.
struct RunningFunction: Hashable, Sendable {
  var function: FunctionReference
  var context: ContextID
}

/// One call on the way from a handler.
package struct CallEdge: Hashable, Sendable {
  package enum Kind: Sendable, Hashable {
    case direct
    /// Handed to other code, which calls it.
    case callback
  }

  package var call: CallReference
  package var kind: Kind
  /// Under a guard such as `if (!cache)`: taken once.
  package var isMemoGuarded: Bool
}

/// Who calls whom, asked function by function.
struct CallEdges {
  let evaluator: Evaluator
  let examined: [Bool]
  let callees: [[[Evaluator.Callee]]]
  private let callsByFunction: [[[CallID]]]
  private var memo: [RunningFunction: [(target: RunningFunction, edge: CallEdge)]] = [:]

  init(evaluator: Evaluator, examined: [Bool], callees: [[[Evaluator.Callee]]]) {
    self.evaluator = evaluator
    self.examined = examined
    self.callees = callees
    callsByFunction = evaluator.files.enumerated().map { file, model in
      guard examined[file] else { return [] }
      var table = [[CallID]](repeating: [], count: model.functions.count)
      for (index, call) in model.calls.enumerated() { table[call.function.index].append(CallID(index)) }
      return table
    }
  }

  /// The calls written in a function, in source order.
  func calls(in function: FunctionReference) -> [CallID] {
    guard examined[function.file.index] else { return [] }
    return callsByFunction[function.file.index][function.function.index]
  }

  /// The functions that may run because this one does. Branches for development only, and what runs before the process
  /// ends, lead nowhere.
  mutating func edges(from running: RunningFunction) -> [(target: RunningFunction, edge: CallEdge)] {
    if let known = memo[running] { return known }
    var found: [(target: RunningFunction, edge: CallEdge)] = []
    let model = evaluator.files[running.function.file.index]
    for id in calls(in: running.function) {
      let site = model[id]
      if !site.flags.isDisjoint(with: [.developmentOnly, .beforeExit]) { continue }
      let call = CallReference(file: running.function.file, call: id)
      let isGuarded = site.flags.contains(.memoGuarded)
      let targets =
        running.context == .any
        ? callees[call.file.index][id.index] : evaluator.callees(of: call, in: running.context)
      for target in entered(targets, by: call, in: running.context) {
        found.append((target, CallEdge(call: call, kind: .direct, isMemoGuarded: isGuarded)))
      }
      for target in callbacks(targets, call, running.context) {
        found.append((target, CallEdge(call: call, kind: .callback, isMemoGuarded: isGuarded)))
      }
      if found.count > Evaluator.fanOut * 4 { break }
    }
    memo[running] = found
    return found
  }

  private func entered(
    _ targets: [Evaluator.Callee], by call: CallReference, in context: ContextID
  ) -> [RunningFunction] {
    targets.flatMap { target -> [RunningFunction] in
      switch target.entity.kind {
      case .function:
        let inner = evaluator.bodyContext(
          of: target.entity, called: call, in: context, skipped: target.skippedArguments)
        return [RunningFunction(function: target.entity.function, context: inner)]
      case .class:
        return evaluator.constructor(of: target.entity).map { [RunningFunction(function: $0, context: .any)] } ?? []
      default:
        return []
      }
    }
  }

  /// Functions handed to code outside the program, or to code that is not known: they are taken to be called.
  private func callbacks(
    _ targets: [Evaluator.Callee], _ call: CallReference, _ context: ContextID
  ) -> [RunningFunction] {
    var leadsOutside = targets.isEmpty
    for target in targets where target.entity.kind == .external {
      let path = evaluator.externals.text(ExternalID(target.entity.id))
      if Execution.barriers.contains(path) || ExternalTypes.registration(path) != nil { return [] }
      if Framework.httpCreation.contains(path) || Passport.registrations[path] != nil { return [] }
      leadsOutside = true
    }
    guard leadsOutside else { return [] }
    let model = evaluator.files[call.file.index]
    return model.values(model[call.call].arguments).flatMap { argument -> [RunningFunction] in
      guard mayBeFunction(model[argument].kind) else { return [] }
      return evaluator.evaluate(call.file, argument, in: context).compactMap { entity in
        entity.kind == .function ? RunningFunction(function: entity.function, context: entity.context) : nil
      }
    }
  }

  private func mayBeFunction(_ kind: ValueKind) -> Bool {
    switch kind {
    case .function, .binding, .imported, .member, .call, .parameter, .choice, .element, .this, .module: true
    default: false
    }
  }
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
  private var statesByFunction: [FunctionReference: [RunningFunction]] = [:]

  mutating func run(handlers: [RequestHandler], edges: inout CallEdges) {
    var queue: [RunningFunction] = []
    var guarded: [(RunningFunction, Step)] = []
    for (index, handler) in handlers.enumerated() {
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
    guard steps[state] == nil, steps.count < Self.maximumStates else { return }
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
      guard let step = steps[state], step.depth < Self.maximumDepth else { continue }
      for (target, edge) in edges.edges(from: state) where steps[target] == nil {
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
}
