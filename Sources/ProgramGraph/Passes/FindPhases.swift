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

  private static let maximumStates = 200_000

  private typealias Seed = (state: RunningFunction, reason: Reason)
  private typealias Later = (state: RunningFunction, reason: Reason, timing: CallEdge.Timing)

  init(evaluator: Evaluator, examined: [Bool], entries: [RequestHandler], edges: inout CallEdges) {
    func seed(_ function: FunctionReference, _ reason: Reason) -> Seed {
      (RunningFunction(function: function, context: .any), reason)
    }
    var starting: [Seed] = []
    for file in evaluator.files.indices where examined[file] {
      let body = FunctionReference(file: FileIndex(file), function: .moduleBody)
      starting.append(seed(body, Reason(edge: nil, said: "the module is loaded")))
      for (index, record) in evaluator.files[file].functions.enumerated() where record.kind == .staticBlock {
        let block = FunctionReference(file: FileIndex(file), function: FunctionID(index))
        starting.append(seed(block, Reason(edge: nil, said: "its class is made")))
      }
    }
    let hooks = LifecycleMethods(evaluator: evaluator, examined: examined)
    func seeds(_ phase: Phase) -> [Seed] {
      entries.filter { $0.phase == phase }.map { seed($0.function, Reason(edge: nil, said: $0.route)) }
    }
    starting += hooks.starting.map(seed) + seeds(.startUp)
    var later: [Later] = []
    spread(starting, .startUp, &edges, leaving: &later)
    let timed = later.filter { $0.timing.isBackground }.map { ($0.state, $0.reason) }
    spread(hooks.background.map(seed) + seeds(.background) + timed, .background, &edges, leaving: &later)
    let ending = later.filter { $0.timing == .shutdown }.map { ($0.state, $0.reason) }
    var none: [Later] = []
    spread(hooks.ending.map(seed) + seeds(.shutdown) + ending, .shutdown, &edges, leaving: &none)
  }

  /// Functions are followed in the context in which they run: of a helper that calls what it is handed, only what was
  /// handed over on the way runs.
  private mutating func spread(
    _ seeds: [Seed], _ phase: Phase, _ edges: inout CallEdges, leaving later: inout [Later]
  ) {
    var known: [FunctionReference: Reason] = [:]
    var seen: Set<RunningFunction> = []
    var queue: [RunningFunction] = []
    func visit(_ state: RunningFunction, _ reason: Reason) {
      guard seen.count < Self.maximumStates, seen.insert(state).inserted else { return }
      if known[state.function] == nil { known[state.function] = reason }
      queue.append(state)
    }
    // Ways through a memo guard are tried last.
    var guarded: [Seed] = []
    for (state, reason) in seeds {
      if let edge = reason.edge, edge.isMemoGuarded, !edge.isRepeated {
        guarded.append((state, reason))
      } else {
        visit(state, reason)
      }
    }
    var head = 0
    while head < queue.count || !guarded.isEmpty {
      if head == queue.count {
        for (state, reason) in guarded { visit(state, reason) }
        guarded = []
        continue
      }
      let next = queue[head]
      head += 1
      let isLoop = phase != .shutdown && loops(next.function, edges)
      if phase == .startUp, isLoop {
        later.append((next, Reason(edge: nil, said: Self.loop), .timer))
      }
      for (target, edge) in edges.edges(from: next) {
        // What comes before its loop is done while starting.
        if phase == .background, isLoop, edge.kind == .direct, !edge.isInLoop { continue }
        let reason = Reason(edge: edge, said: "")
        switch edge.timing {
        case .shutdown where phase != .shutdown: later.append((target, reason, .shutdown))
        case .timer where phase == .startUp, .event where phase == .startUp:
          later.append((target, reason, edge.timing))
        case .timer, .event, .now, .shutdown:
          if edge.isMemoGuarded, !edge.isRepeated, !seen.contains(target) {
            guarded.append((target, reason))
          } else {
            visit(target, reason)
          }
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
  /// Decorators of classes that Nest makes one thing of.
  private static let making: Set<String> = [
    "@nestjs/common#Module", "@nestjs/common#Injectable", "@nestjs/common#Controller", "@nestjs/graphql#Resolver",
    "@nestjs/websockets#WebSocketGateway", "@nestjs/bull#Processor", "@nestjs/bullmq#Processor",
  ]
  private static let scheduling: Set<String> = [
    "@nestjs/schedule#Cron", "@nestjs/schedule#Interval", "@nestjs/schedule#Timeout", "@nestjs/event-emitter#OnEvent",
  ]

  init(evaluator: Evaluator, examined: [Bool]) {
    for (file, model) in evaluator.files.enumerated() where examined[file] {
      for record in model.classes {
        let isDecorated = !model.values(record.decorators).isEmpty
        for member in record.members where model[member.value].kind == .function {
          let function = FunctionReference(file: FileIndex(file), function: FunctionID(model[member.value].a))
          if member.kind == .constructor, isDecorated, Self.isMade(record, FileIndex(file), evaluator) {
            starting.append((function, FindPhases.Reason(edge: nil, said: "the framework makes the class")))
          }
          guard member.kind == .method else { continue }
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

  private static func isMade(_ record: ClassRecord, _ file: FileIndex, _ evaluator: Evaluator) -> Bool {
    let model = evaluator.files[file.index]
    return model.values(record.decorators).contains { decorator in
      let named = model[decorator].kind == .call ? model[CallID(model[decorator].a)].callee : decorator
      return evaluator.evaluate(file, named).contains { entity in
        entity.kind == .external && making.contains(evaluator.externals.text(ExternalID(entity.id)))
      }
    }
  }
}
