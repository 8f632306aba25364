import JavaScript
import SourceText

/// What the cases of a `switch` say of the value that it asks for.
extension Analysis {
  private static let mostLabels = 64

  /// The cases of a `switch` on a name, up to its default.
  mutating func noteGuard(switch statement: NodeID) {
    guard isWalking else { return }
    let cases = tree.list(statement, 1)
    var first: NodeID?
    var last: NodeID?
    for index in 0..<cases.count {
      let test = tree.child(cases[index], 0)
      if test.isNone { break }
      guard isConstant(test) else { return }
      first = first ?? cases[index]
      last = cases[index]
    }
    guard let first, let last else { return }
    addGuard(
      .equals, true, lower(tree.child(statement, 0)), lower(tree.child(first, 0)),
      Span(start: tree.span(first).start, end: tree.span(last).end), isOneOfSeveral: true)
  }

  /// Each case for itself: what its labels are, and for the default which ones do not lead there.
  ///
  /// - Parameter busy: the places of the cases that do something.
  mutating func noteCases(of statement: NodeID, busy: [Int]) {
    let subject = tree.unwrapped(tree.child(statement, 0))
    guard isWalking, !busy.isEmpty, isTestable(subject) else { return }
    let cases = tree.list(statement, 1)
    var labels: [ValueID] = []
    // The labels that lead to a case: those since a case that did not go on with the next.
    var entries: [Range<Int>] = []
    var first = 0
    for index in 0..<cases.count {
      let test = tree.child(cases[index], 0)
      if test.exists {
        guard labels.count < Analysis.mostLabels, let label = label(test) else { return }
        labels.append(label)
      }
      entries.append(first..<labels.count)
      let body = tree.list(cases[index], 1)
      if body.count > 0, endsAbruptly(body[body.count - 1]) { first = labels.count }
    }
    let fallback = (0..<cases.count).first { tree.child(cases[$0], 0).isNone }
    for index in busy {
      let body = tree.list(cases[index], 1)
      let region = Span(start: tree.span(body[0]).start, end: tree.span(body[body.count - 1]).end)
      let isReachedByOthers = fallback.map { leads(from: $0, to: index, in: cases) } ?? false
      let others = Array(labels[..<entries[index].lowerBound] + labels[entries[index].upperBound...])
      let named = isReachedByOthers ? others : Array(labels[entries[index]])
      guard !named.isEmpty else { continue }
      let mark = scratch.count
      for label in named { scratch.append(label.raw) }
      let items = list(from: mark)
      let table = make(.array, items.raw, at: cases[index])
      addGuard(.oneOf, !isReachedByOthers, lower(subject), table, region)
    }
  }

  /// Whether a case goes on into another one behind it, or is that.
  private mutating func leads(from first: Int, to last: Int, in cases: NodeList) -> Bool {
    guard first <= last else { return false }
    return (first..<last).allSatisfy { index in
      let body = tree.list(cases[index], 1)
      return body.isEmpty || !endsAbruptly(body[body.count - 1])
    }
  }

  /// A constant as it is written, or a name of one: `Kind.message`.
  private mutating func label(_ test: NodeID) -> ValueID? {
    let test = tree.unwrapped(test)
    switch tree.kind(test) {
    case .stringLiteral, .numericLiteral, .booleanLiteral, .nullLiteral, .identifier, .memberExpression:
      return lower(test)
    default: return nil
    }
  }
}
