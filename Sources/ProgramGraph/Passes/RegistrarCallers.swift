import Semantics

/// Who calls the functions in which handlers are registered: `route(options) { app[options.method](options.path,
/// options.handler) }` registers something else for each of its callers.
final class RegistrarCallers {
  private struct Caller {
    var call: CallReference
    var callee: Evaluator.Callee
  }

  private static let mostContexts = 256
  private static let deepest = 3

  private let callees: [[[Evaluator.Callee]]]
  private lazy var callers = collect()

  init(_ callees: [[[Evaluator.Callee]]]) { self.callees = callees }

  /// The calls of the function around a call that its arguments may hang on; `any` alone where there are none, or too
  /// many.
  func contexts(around call: CallReference, _ evaluator: Evaluator) -> [ContextID] {
    let found = contexts(around: call, evaluator, depth: 0)
    return found.isEmpty || found.count > Self.mostContexts ? [.any] : found
  }

  private func contexts(around call: CallReference, _ evaluator: Evaluator, depth: Int) -> [ContextID] {
    let model = evaluator.files[call.file.index]
    let function = model[call.call].function
    guard depth < Self.deepest, function != .moduleBody, !model[function].parameters.isEmpty else { return [] }
    var found: [ContextID] = []
    var seen: Set<ContextID> = []
    for caller in callers[FunctionReference(file: call.file, function: function)] ?? [] {
      let outer = contexts(around: caller.call, evaluator, depth: depth + 1)
      for context in outer.isEmpty ? [.any] : outer {
        let inner = evaluator.contexts.enter(
          caller.callee.entity.function, by: caller.call, outer: context, lexical: caller.callee.entity.context,
          skipped: caller.callee.skippedArguments)
        if seen.insert(inner).inserted { found.append(inner) }
      }
      if found.count > Self.mostContexts { break }
    }
    return found
  }

  /// Whether a call of the program enters a function.
  func isCalled(_ function: FunctionReference) -> Bool { callers[function] != nil }

  private func collect() -> [FunctionReference: [Caller]] {
    var found: [FunctionReference: [Caller]] = [:]
    for (file, calls) in callees.enumerated() {
      for (number, candidates) in calls.enumerated() {
        for callee in candidates where callee.entity.kind == .function {
          let call = CallReference(file: FileIndex(file), call: CallID(number))
          found[callee.entity.function, default: []].append(Caller(call: call, callee: callee))
        }
      }
    }
    return found
  }
}
