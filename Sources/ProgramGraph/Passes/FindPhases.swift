import JavaScript
import Semantics

/// When functions run that no request reaches: while the process starts, of themselves in the background, or when it
/// ends. What runs on requests is found by `ComputeReachability`; it belongs to that phase whatever else runs it.
struct FindPhases {
  /// Why a function runs in a phase: the step that leads to it, or what the framework does.
  struct Reason {
    var edge: CallEdge?
    var said: String
  }

  /// Why what loops for ever is of the background.
  static let loop = "it loops for as long as the process runs"

  private(set) var reasons: [Phase: [FunctionReference: Reason]] = [:]

  init(evaluator: Evaluator, examined: [Bool], entries: [RequestHandler], edges: inout CallEdges) {
    var starting: [(FunctionReference, Reason)] = []
    for file in evaluator.files.indices where examined[file] {
      let body = FunctionReference(file: FileIndex(file), function: .moduleBody)
      starting.append((body, Reason(edge: nil, said: "the module is loaded")))
      for (index, record) in evaluator.files[file].functions.enumerated() where record.kind == .staticBlock {
        let block = FunctionReference(file: FileIndex(file), function: FunctionID(index))
        starting.append((block, Reason(edge: nil, said: "its class is made")))
      }
    }
    let hooks = LifecycleMethods(evaluator: evaluator, examined: examined)
    func seeds(_ phase: Phase) -> [(FunctionReference, Reason)] {
      entries.filter { $0.phase == phase }.map { ($0.function, Reason(edge: nil, said: $0.route)) }
    }
    starting += hooks.starting + seeds(.startUp)
    var later: [(FunctionReference, Reason, CallEdge.Timing)] = []
    spread(starting, .startUp, &edges, leaving: &later)
    let timed = later.filter { $0.2.isBackground }.map { ($0.0, $0.1) }
    spread(hooks.background + seeds(.background) + timed, .background, &edges, leaving: &later)
    let ending = later.filter { $0.2 == .shutdown }.map { ($0.0, $0.1) }
    var none: [(FunctionReference, Reason, CallEdge.Timing)] = []
    spread(hooks.ending + seeds(.shutdown) + ending, .shutdown, &edges, leaving: &none)
  }

  private mutating func spread(
    _ seeds: [(FunctionReference, Reason)], _ phase: Phase, _ edges: inout CallEdges,
    leaving later: inout [(FunctionReference, Reason, CallEdge.Timing)]
  ) {
    var known: [FunctionReference: Reason] = [:]
    var queue: [FunctionReference] = []
    for (function, reason) in seeds where known[function] == nil {
      known[function] = reason
      queue.append(function)
    }
    // Ways through a memo guard are tried last.
    var guarded: [(FunctionReference, Reason)] = []
    var head = 0
    while head < queue.count || !guarded.isEmpty {
      if head == queue.count {
        for (function, reason) in guarded where known[function] == nil {
          known[function] = reason
          queue.append(function)
        }
        guarded = []
        continue
      }
      let next = queue[head]
      head += 1
      let isLoop = phase != .shutdown && loops(next, edges)
      if phase == .startUp, isLoop {
        later.append((next, Reason(edge: nil, said: Self.loop), .timer))
      }
      for (target, edge) in edges.edges(from: RunningFunction(function: next, context: .any)) {
        // What comes before its loop is done while starting.
        if phase == .background, isLoop, edge.kind == .direct, !edge.isInLoop { continue }
        let reason = Reason(edge: edge, said: "")
        switch edge.timing {
        case .shutdown where phase != .shutdown: later.append((target.function, reason, .shutdown))
        case .timer where phase == .startUp, .event where phase == .startUp:
          later.append((target.function, reason, edge.timing))
        case .timer, .event, .now, .shutdown:
          guard known[target.function] == nil else { continue }
          if edge.isMemoGuarded, !edge.isRepeated {
            guarded.append((target.function, reason))
            continue
          }
          known[target.function] = reason
          queue.append(target.function)
        }
      }
    }
    reasons[phase] = known
  }

  /// Whether a function goes on for ever, on its own or with each message that comes.
  private func loops(_ function: FunctionReference, _ edges: CallEdges) -> Bool {
    edges.evaluator.files[function.file.index][function.function].flags.contains(.loopsForever)
      || edges.loopsOverMessages(function)
  }

  func reason(_ phase: Phase, _ function: FunctionReference) -> Reason? { reasons[phase]?[function] }
}

/// Methods that frameworks call at certain times. Sources: docs.nestjs.com (Lifecycle events, Task scheduling), 2026.
struct LifecycleMethods {
  private(set) var starting: [(FunctionReference, FindPhases.Reason)] = []
  private(set) var background: [(FunctionReference, FindPhases.Reason)] = []
  private(set) var ending: [(FunctionReference, FindPhases.Reason)] = []

  private static let startingNames: Set<String> = ["onModuleInit", "onApplicationBootstrap"]
  private static let endingNames: Set<String> = [
    "onModuleDestroy", "beforeApplicationShutdown", "onApplicationShutdown",
  ]
  private static let scheduling: Set<String> = [
    "@nestjs/schedule#Cron", "@nestjs/schedule#Interval", "@nestjs/schedule#Timeout", "@nestjs/event-emitter#OnEvent",
  ]

  init(evaluator: Evaluator, examined: [Bool]) {
    for (file, model) in evaluator.files.enumerated() where examined[file] {
      for record in model.classes {
        let isDecorated = !model.values(record.decorators).isEmpty
        for member in record.members where member.kind == .method && model[member.value].kind == .function {
          let function = FunctionReference(file: FileIndex(file), function: FunctionID(model[member.value].a))
          let name = evaluator.text(member.name)
          let reason = FindPhases.Reason(edge: nil, said: "the framework calls \(name)")
          if isDecorated, Self.startingNames.contains(name) { starting.append((function, reason)) }
          if isDecorated, Self.endingNames.contains(name) { ending.append((function, reason)) }
          for decorator in model.values(member.decorators) {
            let named = model[decorator].kind == .call ? model[CallID(model[decorator].a)].callee : decorator
            for entity in evaluator.evaluate(FileIndex(file), named) where entity.kind == .external {
              let path = evaluator.externals.text(ExternalID(entity.id))
              guard Self.scheduling.contains(path) else { continue }
              background.append((function, FindPhases.Reason(edge: nil, said: "it is scheduled by a decorator")))
            }
          }
        }
      }
    }
  }
}
