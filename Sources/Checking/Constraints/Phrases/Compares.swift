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
    guard let value = number(node, depth: 16) else { return false }
    return phrase.isGreater ? value > phrase.number : value < phrase.number
  }

  private func number(_ node: NodeID, depth: Int) -> Double? {
    let node = withoutTypes(node)
    guard depth > 0, node.exists else { return nil }
    switch tree.kind(node) {
    case .numericLiteral: return tree.numericValue(node)
    case .identifier: return tree.atom(node, 0).exists ? constant(node) : nil
    case .unaryExpression:
      guard let value = number(tree.child(node, 0), depth: depth - 1) else { return nil }
      switch Operator(rawValue: tree.op(node)) {
      case .minus: return -value
      case .plus: return value
      default: return nil
      }
    case .binaryExpression:
      guard let left = number(tree.child(node, 0), depth: depth - 1),
        let right = number(tree.child(node, 1), depth: depth - 1)
      else { return nil }
      switch Operator(rawValue: tree.op(node)) {
      case .plus: return left + right
      case .minus: return left - right
      case .multiply: return left * right
      case .divide: return left / right
      case .exponent: return power(left, right)
      case .shiftLeft where left >= 0 && left < 65_536 && right >= 0 && right < 31: return left * power(2, right)
      default: return nil
      }
    default: return nil
    }
  }

  /// Whole exponents in sight alone: `2 ** 20`.
  private func power(_ base: Double, _ exponent: Double) -> Double {
    guard exponent >= 0, exponent <= 64, exponent == exponent.rounded() else { return .nan }
    return (0..<Int(exponent)).reduce(1) { result, _ in result * base }
  }

  /// A name that is given one whole number, once.
  private func constant(_ node: NodeID) -> Double? {
    guard let id = analyzer.binding(of: node), !analyzer.model[id].isReassigned else {
      return tree.atoms.text(tree.atom(node, 0)) == "Infinity" ? .infinity : nil
    }
    let values = analyzer.model.items(analyzer.model[id].values)
    guard values.count == 1, let value = values.first else { return nil }
    let record = analyzer.model[ValueID(value)]
    guard record.kind == .literal, record.a == LiteralKind.number.rawValue, record.b > 0 else { return nil }
    return Double(record.b - 1)
  }
}
