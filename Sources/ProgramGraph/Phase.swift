/// When a function runs.
package enum Phase: String, Sendable, CaseIterable {
  case request
  case background
  case startUp = "start-up"
  case shutdown
}

/// Why a function runs when it does.
package struct PhaseEvidence: Sendable {
  package var phase: Phase
  /// The steps from where the phase begins to the function: from the handler, the module body, the timer.
  package var steps: [CallEdge]
  /// How the phase begins: "the module is loaded".
  package var origin: String

  /// Whether it begins in a loop that a function goes round for as long as the process runs.
  package var beginsInLoop: Bool { origin == FindPhases.loop }
}

extension Program {
  /// The phase of a function; what runs on requests is of the request phase, whenever else it may run, and what runs in
  /// the background and while starting is of the background. Nil where nothing is seen to call it.
  package func phase(of function: FunctionReference) -> Phase? {
    if isOnRequest(function) { return .request }
    let found = phases
    return [Phase.background, .startUp, .shutdown].first { found.reason($0, function) != nil }
  }

  /// The phase of a function with its reasons.
  package func phaseEvidence(of function: FunctionReference) -> PhaseEvidence? {
    guard let phase = phase(of: function) else { return nil }
    if let way = requestPath(to: function) {
      return PhaseEvidence(phase: .request, steps: way.edges, origin: way.handler.route)
    }
    return evidence(that: function, runsIn: phase)
  }

  /// Why a function runs in a phase other than that of requests; nil if it does not.
  package func evidence(that function: FunctionReference, runsIn phase: Phase) -> PhaseEvidence? {
    let found = phases
    guard found.reason(phase, function) != nil else { return nil }
    var steps: [CallEdge] = []
    var current = function
    // A timer that its own function sets again leads back to it.
    var seen: Set<FunctionReference> = []
    while steps.count < 64, seen.insert(current).inserted, let reason = found.reason(phase, current) {
      guard let edge = reason.edge else {
        return PhaseEvidence(phase: phase, steps: steps.reversed(), origin: reason.said)
      }
      steps.append(edge)
      current = edge.caller
      // The step that changed the phase stands first.
      if edge.timing != .now, found.reason(phase, current) == nil || edge.timing == .shutdown { break }
    }
    let origin: String
    switch steps.last?.timing {
    case .timer: origin = "a timer runs it"
    case .event: origin = "an event runs it"
    case .shutdown: origin = "the process ends"
    case .now, nil: origin = phase.rawValue
    }
    return PhaseEvidence(phase: phase, steps: steps.reversed(), origin: origin)
  }
}
