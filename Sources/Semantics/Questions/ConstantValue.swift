public import JavaScript
import SourceText

/// What an expression is known to be without running anything.
public enum ConstantValue: Hashable, Sendable {
  case string(String)
  case number(Double)
  case boolean(Bool)
  case null
  case undefined
}

extension FileModel {
  /// The constant a value is, through names that hold one value alone and joined texts. Numbers that are no small whole
  /// numbers are known to `FileAnalyzer.constant(of:)` only. Allocates for strings.
  public func constant(_ value: ValueID, atoms: AtomTable) -> ConstantValue? { constant(value, atoms, depth: 0) }

  private func constant(_ id: ValueID, _ atoms: AtomTable, depth: Int) -> ConstantValue? {
    guard depth < 8, id.index < values.count else { return nil }
    let value = self[id]
    switch value.kind {
    case .string:
      return .string(atoms.text(Atom(value.a)))
    case .literal:
      return literal(value)
    case .concatenation:
      var text = ""
      for part in items(ListID(value.a)) {
        guard let part = constant(ValueID(part), atoms, depth: depth + 1) else { return nil }
        text += part.text
      }
      return .string(text)
    case .binding, .member, .elementOf:
      let origin = origin(of: id)
      guard origin.path.isEmpty, case .value(let root) = origin.root, root != id else { return nil }
      return constant(root, atoms, depth: depth + 1)
    default:
      return nil
    }
  }

  private func literal(_ value: Value) -> ConstantValue? {
    switch LiteralKind(rawValue: value.a) {
    case .number: return value.b > 0 ? .number(Double(value.b - 1)) : nil
    case .true: return .boolean(true)
    case .false: return .boolean(false)
    case .null: return .null
    case .undefined: return .undefined
    case .regularExpression, .bigInt, nil: return nil
    }
  }
}

extension ConstantValue {
  /// As JavaScript joins it to a text.
  public var text: String {
    switch self {
    case .string(let text): return text
    case .number(let number):
      return number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
    case .boolean(let flag): return "\(flag)"
    case .null: return "null"
    case .undefined: return "undefined"
    }
  }
}

extension FileAnalyzer {
  /// The constant an expression is: literals, arithmetic on them (`10 * 1024 * 1024`), joined texts, and names that are
  /// given one such value alone. Allocates for strings.
  public func constant(of expression: NodeID) -> ConstantValue? { constant(of: expression, depth: 0) }

  private func constant(of expression: NodeID, depth: Int) -> ConstantValue? {
    guard depth < 16, expression.exists, let analysis else { return nil }
    let tree = analysis.pointee.tree
    let node = analysis.pointee.tree.unwrapped(expression)
    switch tree.kind(node) {
    case .numericLiteral:
      return tree.numericValue(node).map { .number($0) }
    case .unaryExpression:
      return unary(Operator(rawValue: tree.op(node)), constant(of: tree.child(node, 0), depth: depth + 1))
    case .binaryExpression:
      guard let left = constant(of: tree.child(node, 0), depth: depth + 1),
        let right = constant(of: tree.child(node, 1), depth: depth + 1)
      else { return nil }
      return binary(Operator(rawValue: tree.op(node)), left, right)
    case .identifier:
      guard let initial = analysis.pointee.onlyInitialiser(of: node) else { break }
      return constant(of: initial, depth: depth + 1)
    default:
      break
    }
    let value = value(of: node)
    let atoms = analysis.pointee.atoms
    return lend { $0.constant(value, atoms: atoms) }
  }

  private func unary(_ sign: Operator?, _ operand: ConstantValue?) -> ConstantValue? {
    switch (sign, operand) {
    case (.minus, .number(let number)): return .number(-number)
    case (.plus, .number(let number)): return .number(number)
    case (.not, .boolean(let flag)): return .boolean(!flag)
    case (.not, .number(let number)): return .boolean(number == 0)
    case (.void, _): return .undefined
    default: return nil
    }
  }

  private func binary(_ sign: Operator?, _ left: ConstantValue, _ right: ConstantValue) -> ConstantValue? {
    if sign == .plus {
      if case .string = left { return .string(left.text + right.text) }
      if case .string = right { return .string(left.text + right.text) }
    }
    guard case .number(let first) = left, case .number(let second) = right else { return nil }
    switch sign {
    case .plus: return .number(first + second)
    case .minus: return .number(first - second)
    case .multiply: return .number(first * second)
    case .divide: return .number(first / second)
    case .exponent where second >= 0 && second <= 64 && second == second.rounded():
      return .number((0..<Int(second)).reduce(1) { power, _ in power * first })
    case .shiftLeft where first == first.rounded() && abs(first) < 1e9 && second >= 0 && second < 31:
      return .number(Double(Int32(truncatingIfNeeded: Int(first)) << Int32(second)))
    default: return nil
    }
  }
}

extension Analysis {
  /// The initialiser of a name that is given no other value.
  func onlyInitialiser(of identifier: NodeID) -> NodeID? {
    guard let index = Meaning.binding(meanings[identifier.raw]), !bindings[index].isReassigned else { return nil }
    return initialiser(of: index)
  }

  /// What the declaration of a variable gives it.
  func initialiser(of index: Int) -> NodeID? {
    let declaration = states[index].declaration
    let declarator = tree.parent(declaration)
    guard tree.kind(declarator) == .variableDeclarator, tree.child(declarator, 0) == declaration else { return nil }
    let initial = tree.child(declarator, 1)
    return initial.exists ? initial : nil
  }
}
