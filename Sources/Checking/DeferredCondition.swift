package import ProgramGraph
package import Semantics
package import SourceText

/// Something a rule must know that one file cannot tell. It is decided when all files are known, without the tree.
package indirect enum DeferredCondition: Sendable {
  /// A way leads from the origin to the function around the match, or to another one. The way becomes evidence; its
  /// label is what `$NAME` stands for in the message.
  case reached(from: ReachOrigin, function: FunctionID? = nil, as: String? = nil)
  /// The value means one of these names.
  case resolves(ValueID, ExternalPattern)
  /// The package around the file depends on another one.
  case dependsOn(String, VersionBound?)
  /// The value is a promise; why becomes evidence.
  case promise(ValueID)
  /// Somebody looks after the promise.
  case handled(ValueID)
  /// The promise, or that which the function gives, may be rejected; by what becomes evidence.
  case rejects(ValueID)
  /// All that the promise is rejected with are texts of the program's own.
  case rejectsWithText(ValueID)
  /// The promise is rejected by a clause that told of the failure before it threw on.
  case rejectsTold(ValueID)
  /// Nobody waits for what the async function does: all that call it drop its promise.
  case letGo(FunctionID)
  /// A parameter of the function is given nothing by all that call it.
  case neverGiven(FunctionID, Int)
  /// The value, used at the span, comes from a request and is harmful in such a place; the way becomes evidence.
  case comesFromInput(ValueID, Span, SinkClass)
  case all([DeferredCondition])
  case any([DeferredCondition])
  case not(DeferredCondition)

  var negated: DeferredCondition {
    if case .not(let condition) = self { return condition }
    return .not(self)
  }
}

/// Whether a constraint holds.
enum Truth {
  case no
  case yes
  case later(DeferredCondition)

  init(_ holds: Bool) { self = holds ? .yes : .no }

  var negated: Truth {
    switch self {
    case .no: .yes
    case .yes: .no
    case .later(let condition): .later(condition.negated)
    }
  }
}

/// A comparison of versions: `>=4`, `<2.1`.
package struct VersionBound: Hashable, Sendable, CustomStringConvertible {
  package enum Relation: String, Hashable, Sendable, CaseIterable {
    case atLeast = ">="
    case atMost = "<="
    case above = ">"
    case below = "<"
    case equal = "="
  }

  package var relation: Relation
  /// One to three numbers; equality compares as many as there are.
  package var numbers: [Int]

  /// Reads `>=4.1`; nil where it is none.
  package init?(_ text: String) {
    guard let relation = Relation.allCases.first(where: { text.hasPrefix($0.rawValue) }) else { return nil }
    let parts = text.dropFirst(relation.rawValue.count).split(separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part in part.allSatisfy(\.isASCII) ? Int(part) : nil }
    guard (1...3).contains(parts.count), numbers.count == parts.count else { return nil }
    self.relation = relation
    self.numbers = numbers
  }

  package var description: String { relation.rawValue + numbers.map(String.init).joined(separator: ".") }

  /// Whether a version satisfies the bound. A range stands for the lowest version it names; text without a number
  /// satisfies nothing.
  package func contains(_ version: String) -> Bool {
    let digits = version.drop { !$0.isASCII || !$0.isNumber }.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let parts = digits.parts(between: ".").prefix(3).map { Int($0) ?? Int.max }
    guard !parts.isEmpty else { return false }
    for (index, number) in numbers.enumerated() {
      let part = index < parts.count ? parts[index] : 0
      if part != number { return part > number ? isUpwards : isDownwards }
    }
    let isExact = parts.dropFirst(numbers.count).allSatisfy { $0 == 0 }
    switch relation {
    case .atLeast, .atMost, .equal: return true
    case .above: return !isExact && numbers.count == 3
    case .below: return false
    }
  }

  private var isUpwards: Bool { relation == .atLeast || relation == .above }
  private var isDownwards: Bool { relation == .atMost || relation == .below }
}
