import JavaScript
import Semantics

/// `$COUNT is greater than 10`, `$COUNT is less than 10`: a number, arithmetic of numbers, or a constant that holds one.
struct Compares: Sendable {
  var isGreater: Bool
  var number: Double

  static func readGreater(_ reader: inout ConstraintReader) -> Phrase? { read(&reader, isGreater: true) }
  static func readLess(_ reader: inout ConstraintReader) -> Phrase? { read(&reader, isGreater: false) }

  private static func read(_ reader: inout ConstraintReader, isGreater: Bool) -> Phrase? {
    guard case .number(let number) = reader.next()?.kind else {
      reader.reportHere("a number")
      return nil
    }
    return .compares(Compares(isGreater: isGreater, number: number))
  }
}

extension PatternMatcher {
  func compares(_ phrase: Compares, _ node: NodeID) -> Bool {
    guard let value = number(withoutTypes(node)) else { return false }
    return phrase.isGreater ? value > phrase.number : value < phrase.number
  }

  private func number(_ node: NodeID) -> Double? {
    if tree.kind(node) == .identifier, analyzer.isGlobal(node), atoms.text(tree.atom(node, 0)) == "Infinity" {
      return .infinity
    }
    guard case .number(let value) = analyzer.constant(of: node) else { return nil }
    return value
  }
}
