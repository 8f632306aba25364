import JavaScript
import ProgramGraph
import Semantics
import SourceText

/// Who waits for the answer to a call to another service, and what becomes of them when none comes.
struct WaitingCallers {
  enum Kind {
    /// What is called waits, and so does who calls it.
    case callers
    /// What nobody else waits for goes on with the answer: a chain of its own (`api.post(url).then(f)`), what a timer
    /// started, a function that its callers let go.
    case rest
    /// `fetch(url).catch(log)`
    case nobody
  }

  let program: Program
  /// By function: where it has answered its request in any case, as an offset.
  let answers: [FunctionReference: UInt32]
  private static let maximumDepth = 3
  /// What puts a request of superagent together. Source: its documentation, 10.
  private static let parts: Set<String> = [
    "send", "set", "query", "type", "accept", "auth", "attach", "field", "redirects", "retry", "ok", "withCredentials",
  ]

  func kind(of call: CallReference, servedBy origin: String, _ path: RequestPath?) -> Kind {
    if let path, isAnswered(before: call, path) { return .nobody }
    let end = endOfChain(call)
    if isDropped(end.call), program.promises.fact(of: call) != nil {
      if !end.isRead { return .nobody }
      return isInHandler(call, path) ? .callers : .rest
    }
    if isLetGo(program.function(around: call), path, depth: 0) { return isLookedAt(call) ? .rest : .nobody }
    return path == nil && origin == "a timer runs it" ? .rest : .callers
  }

  /// A function on the way has answered the request before it goes on to the call.
  private func isAnswered(before call: CallReference, _ path: RequestPath) -> Bool {
    let place = program[call.file][call.call].span
    if path.edges.contains(where: { edge in answers[edge.caller].map { $0 <= edge.span.start } ?? false }) {
      return true
    }
    return ([path.handler.function, program.function(around: call)] + path.edges.map(\.caller)).contains { function in
      guard function.file == call.file, let answered = answers[function], answered <= place.start else { return false }
      return program[function.file][function.function].span.contains(place)
    }
  }

  /// Where the handler itself goes on with it, the client waits.
  private func isInHandler(_ call: CallReference, _ path: RequestPath?) -> Bool {
    guard let handler = path?.handler.function, handler.file == call.file else { return false }
    return program[call.file][handler.function].span.contains(program[call.file][call.call].span)
  }

  /// The last `then`, `catch` or `finally` behind a call, and whether something goes on with what it gave.
  private func endOfChain(_ call: CallReference) -> (call: CallReference, isRead: Bool) {
    var current = call
    var isRead = false
    for link in program.links(behind: call) {
      guard let name = program.calleeName(link) else { break }
      // `superagent.post(url).send(order).end(done)`
      if Self.parts.contains(name) {
        current = link
        continue
      }
      guard ["then", "catch", "finally", "end"].contains(name) else { return (current, true) }
      isRead = isRead || name == "then" || name == "end" && !program.plainArguments(of: link).isEmpty
      current = link
    }
    return (current, isRead)
  }

  /// `const answer = await fetch(url)`, and not `await fetch(url)` alone.
  private func isLookedAt(_ call: CallReference) -> Bool {
    let file = program[call.file]
    let result = file[call.call].result.raw
    return !file[call.call].flags.contains(.awaited) || file.values.contains { $0.kind == .awaited && $0.a == result }
  }

  private func isDropped(_ call: CallReference) -> Bool {
    !program[call.file][call.call].flags.isDisjoint(with: [.unused, .voided])
  }

  /// `await tell(order)`, `return tell(order)`: as long as those wait who called it.
  private func waits(for call: CallReference) -> Bool {
    switch program.promises.handling(of: call) {
    case .awaited, .returned: true
    case .caught, .passed, .kept, .voided, .dropped, .ignored: false
    }
  }

  /// `const send = async () => { await fetch(url) }; send()`: what waits inside, nobody waits for.
  private func isLetGo(_ function: FunctionReference, _ path: RequestPath?, depth: Int) -> Bool {
    guard depth < Self.maximumDepth, function.function != .moduleBody, path?.handler.function != function,
      depth > 0 || program[function.file][function.function].flags.contains(.async)
    else { return false }
    let callers = program.callersByTarget.callers(of: function)
    return !callers.isEmpty
      && callers.allSatisfy { call in
        // A timer or a queue that takes it calls it itself.
        guard case .followed(let functions, _) = program.outcome(of: call), functions.contains(function) else {
          return false
        }
        let end = endOfChain(call)
        if isDropped(end.call) { return !end.isRead }
        guard waits(for: call) else { return false }
        return isLetGo(program.function(around: call), path, depth: depth + 1)
      }
  }
}

extension Program {
  /// The calls of what a call gave, one of what the other gave: `set` and `then` of `superagent.get(url).set(a, b).then(f)`.
  func links(behind call: CallReference) -> [CallReference] {
    let file = self[call.file]
    var links: [CallReference] = []
    while links.count < 12 {
      let result = file[(links.last ?? call).call].result
      guard
        let next = file.calls.firstIndex(where: { site in
          file[site.callee].kind == .member && ValueID(file[site.callee].a) == result
        })
      else { break }
      links.append(CallReference(file: call.file, call: CallID(next)))
    }
    return links
  }
}
