package import Findings
package import ProgramGraph
package import RulePages
package import Semantics
package import SourceText

/// What rules ask about a file that only the whole program knows.
///
/// Files are numbered by the audit: the number that `FileContext.file` and `Draft.file` carry.
package protocol ProgramFacts: Sendable {
  /// The shortest way from an origin to a function, or nil where there is none.
  func reach(of function: FunctionID, in file: Int, from origin: ReachOrigin) -> ReachPath?

  /// What a value means outside the project, followed through the project's files. Nil where it means something in the
  /// project, or nobody knows.
  func externalName(of value: ValueID, in file: Int) -> ExternalName?

  /// As what the file is audited; nil for files that no rule looks at: generated, vendored, declarations, front ends.
  func audience(of file: Int) -> RulePage.AppliesTo?

  /// The version of a dependency that the package around a file asks for, as its manifest writes it, or better: as its
  /// lockfile resolved it. Nil where the package does not depend on it.
  func version(ofDependency name: String, around file: Int) -> String?

  /// Why a value is a promise; nil where it is none, or nobody can tell.
  func promise(_ value: ValueID, in file: Int) -> [EvidenceStep]?

  /// Whether somebody looks after the promise that a value is.
  func isHandled(_ value: ValueID, in file: Int) -> Bool

  /// What may reject the promise that a value is, or that which a function gives; empty where nothing is known, nil where
  /// it is never rejected.
  func rejection(of value: ValueID, in file: Int) -> [EvidenceStep]?

  /// Whether all that the promise is rejected with are texts of the program's own.
  func rejectsWithText(_ value: ValueID, in file: Int) -> Bool

  /// Whether a promise is rejected by a clause that told of the failure before it threw on.
  func rejectsTold(_ value: ValueID, in file: Int) -> Bool

  /// Whether all that call an async function drop its promise.
  func isLetGo(_ function: FunctionID, in file: Int) -> Bool

  /// Whether all that call a function leave one of its parameters out.
  func isNeverGiven(_ parameter: Int, of function: FunctionID, in file: Int) -> Bool

  /// The way by which a value comes from a request to the place where it is used; nil where none leads there, or
  /// something on it makes the value harmless in such a place.
  func requestFlow(to value: ValueID, in file: Int, at place: Span, for sink: SinkClass) -> [EvidenceStep]?
}

extension ProgramFacts {
  package func promise(_ value: ValueID, in file: Int) -> [EvidenceStep]? { nil }
  package func isHandled(_ value: ValueID, in file: Int) -> Bool { true }
  package func rejection(of value: ValueID, in file: Int) -> [EvidenceStep]? { nil }
  package func rejectsWithText(_ value: ValueID, in file: Int) -> Bool { false }
  package func rejectsTold(_ value: ValueID, in file: Int) -> Bool { false }
  package func isLetGo(_ function: FunctionID, in file: Int) -> Bool { false }
  package func isNeverGiven(_ parameter: Int, of function: FunctionID, in file: Int) -> Bool { false }
  package func requestFlow(
    to value: ValueID, in file: Int, at place: Span, for sink: SinkClass
  ) -> [EvidenceStep]? { nil }
}

/// Where execution that reaches a function may have begun, in the words of `is reached from`.
package enum ReachOrigin: String, CaseIterable, Sendable {
  case requestHandler = "request-handler"
  case moduleLoad = "module-load"
  case timer
  case eventHandler = "event-handler"
}

/// The proof that a function is reached.
package struct ReachPath: Hashable, Sendable {
  /// What `as $ROUTE` stands for: `GET /users/:id`; the name of the timer, event or module for the other origins.
  package var label: String
  /// From the origin to the function, outermost first: the registration, then each call.
  package var steps: [EvidenceStep]
  /// High where every call on the way was resolved.
  package var confidence: Confidence
  /// The function runs at most once for all requests (a cached result guards the way to it).
  package var isOnlyFirst: Bool

  package init(label: String, steps: [EvidenceStep], confidence: Confidence = .high, isOnlyFirst: Bool = false) {
    self.label = label
    self.steps = steps
    self.confidence = confidence
    self.isOnlyFirst = isOnlyFirst
  }
}
