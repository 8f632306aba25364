import Checking
import JavaScript
import Semantics

/// Tests of lengths: `list.length >= 1` is true where `list.length == 0` was not, and `!== -1` always is.
struct LengthTests {
  /// `list.length > 0`, as a question to a whole number.
  private struct Question {
    var list: String
    var comparison: Operator
    var bound: Int

    func holds(for length: Int) -> Bool? {
      switch comparison {
      case .equal, .strictEqual: length == bound
      case .notEqual, .strictNotEqual: length != bound
      case .less: length < bound
      case .lessOrEqual: length <= bound
      case .greater: length > bound
      case .greaterOrEqual: length >= bound
      default: nil
      }
    }
  }

  /// Larger bounds are compared by nobody in steps of one.
  private static let largest = 64

  private let file: FileContext
  private var tree: SyntaxTree { file.tree }

  init(_ file: FileContext) { self.file = file }

  /// How a test comes out for every length that the earlier answers leave; nil where it may be either.
  func outcome(of test: NodeID, given answers: [(test: NodeID, holds: Bool)]) -> Bool? {
    guard let question = question(test) else { return nil }
    let known = answers.compactMap { answer in self.question(answer.test).map { ($0, answer.holds) } }
      .filter { $0.0.list == question.list }
    let limit = ([question.bound] + known.map { $0.0.bound }).max() ?? 0
    guard limit < Self.largest else { return nil }
    let lengths = (0...max(0, limit) + 1).filter { length in known.allSatisfy { $0.0.holds(for: length) == $0.1 } }
    let outcomes = Set(lengths.map { question.holds(for: $0) })
    return outcomes.count == 1 ? outcomes.first ?? nil : nil
  }

  /// Whether the list that a loop goes through has something in it where the earlier answers hold:
  /// `if (teams.length > 0) for (let i = 0; i < teams.length; i++)`.
  func isFilled(_ loop: NodeID, given answers: [(test: NodeID, holds: Bool)]) -> Bool {
    let list: Substring
    switch tree.kind(loop) {
    case .forOfStatement: list = Substring(tree.text(file.withoutAssertions(tree.child(loop, 1))))
    case .forStatement:
      let test = tree.child(loop, 1)
      guard test.exists, tree.kind(test) == .binaryExpression, Operator(rawValue: tree.op(test)) == .less,
        case let length = tree.child(test, 1), tree.kind(length) == .memberExpression,
        file.lastName(of: length) == "length"
      else { return false }
      list = Substring(tree.text(tree.child(length, 0)))
    default: return false
    }
    return answers.contains { answer in
      guard let question = question(answer.test), question.list == list else { return false }
      return question.holds(for: 0) == !answer.holds
    }
  }

  private func question(_ test: NodeID) -> Question? {
    // `if (!rows.length) …`
    let (asked, isNegated) = file.withoutNegations(test)
    if tree.kind(asked) == .memberExpression, file.lastName(of: asked) == "length" {
      return Question(list: tree.text(tree.child(asked, 0)), comparison: isNegated ? .lessOrEqual : .greater, bound: 0)
    }
    let node = file.withoutAssertions(test)
    guard tree.kind(node) == .binaryExpression, let comparison = Operator(rawValue: tree.op(node)) else { return nil }
    let list = tree.child(node, 0)
    guard tree.kind(list) == .memberExpression, file.lastName(of: list) == "length",
      let bound = Int(tree.text(tree.child(node, 1)))
    else { return nil }
    return Question(list: tree.text(tree.child(list, 0)), comparison: comparison, bound: bound)
  }
}
