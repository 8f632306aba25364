package import SourceText

/// One step on the way through the program: from the function it is written in to the function that it makes run.
package struct CallEdge: Hashable, Sendable {
  package enum Kind: Sendable, Hashable {
    case direct
    /// Handed to other code, which calls it.
    case callback
    /// A property that is read or written runs its getter or setter.
    case accessor
    /// An event that is emitted runs its listeners; so does what stores a document run the hooks of its schema.
    case event
  }

  /// When the target runs, seen from the code that leads to it.
  package enum Timing: Sendable, Hashable {
    case now
    /// Later, of itself: timers and schedules.
    case timer
    /// When an event comes.
    case event
    /// When the process ends.
    case shutdown

    package var isBackground: Bool { self == .timer || self == .event }
  }

  /// The function in which the step is taken, and where in it: the callee, or the member read.
  package var caller: FunctionReference
  package var span: Span
  package var kind: Kind
  package var timing: Timing
  /// Under a guard such as `if (!cache)`: taken once.
  package var isMemoGuarded: Bool
  /// What it hands over is called again and again, however often it is handed over: a listener, the work of an interval,
  /// the options of a server that is made once.
  package var isRepeated = false
  /// The step is taken in a loop.
  package var isInLoop: Bool

  package init(
    caller: FunctionReference, span: Span, kind: Kind, timing: Timing = .now, isMemoGuarded: Bool = false,
    isInLoop: Bool = false
  ) {
    self.caller = caller
    self.span = span
    self.kind = kind
    self.timing = timing
    self.isMemoGuarded = isMemoGuarded
    self.isInLoop = isInLoop
  }

  /// Whether a way is taken once: what is called again and again behind a guard is not.
  package static func isMemoGuarded(_ steps: [CallEdge]) -> Bool {
    steps.reduce(false) { isGuarded, step in !step.isRepeated && (isGuarded || step.isMemoGuarded) }
  }

  /// What the caller does to the target, as a verb.
  package var verb: String {
    switch kind {
    case .direct: "calls"
    case .callback: "hands over"
    case .accessor: "reads or sets"
    case .event: "sets off"
    }
  }

  /// A way without its circles: contexts tell apart what stands in one place, and a way through several of them may come
  /// by it again and again.
  static func withoutCircles(_ way: [CallEdge]) -> [CallEdge] {
    var straight: [CallEdge] = []
    for edge in way {
      if let before = straight.firstIndex(where: { $0.caller == edge.caller }) {
        straight.removeSubrange(before...)
      }
      straight.append(edge)
    }
    return straight
  }
}
