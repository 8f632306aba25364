import Semantics

/// What runs while the process starts: module bodies and what they reach, but not what they hand to a framework.
struct StartUp {
  let examined: [Bool]
  let evaluator: Evaluator

  func reached(edges: inout CallEdges) -> Set<FunctionReference> {
    var seen: Set<FunctionReference> = []
    var queue: [FunctionReference] = []
    for file in evaluator.files.indices where examined[file] {
      let body = FunctionReference(file: FileIndex(file), function: .moduleBody)
      seen.insert(body)
      queue.append(body)
    }
    while let next = queue.popLast() {
      for (target, _) in edges.edges(from: RunningFunction(function: next, context: .any))
      where seen.insert(target.function).inserted {
        queue.append(target.function)
      }
    }
    return seen
  }
}
