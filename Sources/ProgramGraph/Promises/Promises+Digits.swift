import JavaScript
import Semantics

/// `if (/^[0-9]+$/.test(id)) BigInt(id)`
extension Promises {
  /// Whether a test lets digits alone through; of an expression that nobody can read the worst is not thought.
  func hasDigits(_ tried: ValueID, by test: CallReference) -> Bool {
    let model = file(test.file)
    let callee = model[model[test.call].callee]
    guard callee.kind == .member, let argument = model.values(model[test.call].arguments).first else { return false }
    let (text, expression): (ValueID, ValueID)
    switch evaluator.text(Atom(callee.b)) {
    case "test": (text, expression) = (argument, ValueID(callee.a))
    case "match": (text, expression) = (ValueID(callee.a), argument)
    default: return false
    }
    guard isSame(text, tried, model, depth: 0) else { return false }
    let written = model.behindNames(expression)
    guard written.kind == .literal, written.a == LiteralKind.regularExpression.rawValue else { return true }
    let pattern = Atom(written.b)
    return pattern.exists && saysDigits(evaluator.text(pattern))
  }

  /// `^[0-9]+$`, `^-?\\d{1,20}$`: digits and a sign, from the beginning to the end.
  private func saysDigits(_ pattern: String) -> Bool {
    guard pattern.hasPrefix("^"), pattern.hasSuffix("$") else { return false }
    var rest = pattern.dropFirst().dropLast()
    while let next = rest.first {
      if let part = ["[0-9]", "[1-9]", "\\d", "-?"].first(where: { rest.hasPrefix($0) }) {
        rest = rest.dropFirst(part.count)
      } else if next == "{", let end = rest.firstIndex(of: "}") {
        rest = rest[end...].dropFirst()
      } else if "+*?()0123456789".contains(next) {
        rest = rest.dropFirst()
      } else {
        return false
      }
    }
    return true
  }
}
