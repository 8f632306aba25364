import JavaScript
import Semantics

/// Tests of how large something is.
extension Flows {
  /// `if (order.length !== ids.length) return`: it is as long as something of the server's own.
  func isAsLong(_ record: Guard, _ place: Place) -> Bool {
    // A question within the question is not asked again.
    guard record.holds, place.levels < Self.maximumLevels, isLength(record.subject, place) else { return false }
    let other = file(place.file)[record.other]
    guard other.kind == .member || other.kind == .binding else { return true }
    let isOfOther = other.kind == .member && Propagation.harmlessMembers.contains(evaluator.text(Atom(other.b)))
    return !comesFromRequest(isOfOther ? ValueID(other.a) : record.other, place)
  }

  private func isLength(_ subject: ValueID, _ place: Place) -> Bool {
    let record = file(place.file)[subject]
    return record.kind == .member && Propagation.harmlessMembers.contains(evaluator.text(Atom(record.b)))
      && isSame(ValueID(record.a), place.value, place.file)
  }

  /// `n`, or the length of it.
  func speaksOfSize(_ subject: ValueID, _ place: Place) -> Bool {
    let number = converted(place.value, place.file)
    let subject = converted(subject, place.file)
    return isSame(subject, number, place.file) || isLength(subject, place)
  }

  /// `limit` of `Number(limit)`, which is as large.
  private func converted(_ value: ValueID, _ index: FileIndex) -> ValueID {
    let model = file(index)
    var current = value
    for _ in 0..<4 {
      let record = model[current]
      switch record.kind {
      case .opaque where record.b == 1: current = ValueID(record.a)
      case .call:
        let site = model[CallID(record.a)]
        guard let first = model.values(site.arguments).first,
          paths(ofCallee: site.callee, index).contains(where: Sanitizers.converts)
        else { return current }
        current = first
      default: return current
      }
    }
    return current
  }
}
