import Checking
import Findings
import JavaScript
import ProgramGraph
import Semantics
import SourceText

/// A test of what may be a promise, which is always true: `const isValid = compare(a, b); if (!isValid) …`, `!!compare(a, b)`.
struct TestedPromise: Sendable {
  var call: CallID
  /// The name that is tested; nil where the call is.
  var name: Span?
  var span: Span

  static let interests = FileInterests(kinds: [.ifStatement, .conditionalExpression, .unaryExpression])

  /// What is known to give no promise, and asked often.
  private static let plain: Set<String> = [
    "isArray", "includes", "has", "test", "startsWith", "endsWith", "some", "every", "match", "isNaN", "find",
    "hasOwnProperty", "existsSync", "equals", "isInteger", "isValid", "indexOf", "trim", "isEmpty", "is", "get",
    "getTime", "isValidObjectId", "hasOwn",
  ]

  static func all(in file: FileContext, _ nodes: FileNodes) -> [TestedPromise] {
    if file.isBystander { return [] }
    let tests = (nodes[.ifStatement] + nodes[.conditionalExpression]).map { file.tree.child($0, 0) }
    let negations = nodes[.unaryExpression].filter { isNegationByItself($0, file.tree) }
    return (tests + negations).flatMap { found(in: $0, file) }
  }

  /// `return !!compare(a, b)`: what a statement or another expression tests is looked at as a whole.
  private static func isNegationByItself(_ node: NodeID, _ tree: SyntaxTree) -> Bool {
    guard Operator(rawValue: tree.op(node)) == .not else { return false }
    let parent = tree.parent(node)
    switch tree.kind(parent) {
    case .unaryExpression, .logicalExpression: return false
    case .ifStatement, .conditionalExpression: return tree.child(parent, 0) != node
    case .awaitExpression: return ![.ifStatement, .conditionalExpression].contains(tree.kind(tree.parent(parent)))
    default: return true
    }
  }

  private static func found(in test: NodeID, _ file: FileContext) -> [TestedPromise] {
    let tree = file.tree
    // `if (result && result.then)` asks whether it is one.
    let asks = tree.preorder(from: test).contains { node in
      tree.kind(node) == .memberExpression && ["then", "catch"].contains(file.lastName(of: node) ?? "")
    }
    if asks { return [] }
    return operands(of: test, file, depth: 0).compactMap { tested($0, file) }
  }

  /// The parts of `!a && (b || c)`.
  private static func operands(of node: NodeID, _ file: FileContext, depth: Int) -> [NodeID] {
    let tree = file.tree
    let test = file.withoutAssertions(node)
    guard depth < 8 else { return [] }
    switch tree.kind(test) {
    case .unaryExpression:
      return tree.kind(tree.child(test, 0)) == .none ? [] : operands(of: tree.child(test, 0), file, depth: depth + 1)
    case .logicalExpression:
      return operands(of: tree.child(test, 0), file, depth: depth + 1)
        + operands(of: tree.child(test, 1), file, depth: depth + 1)
    case .callExpression, .identifier: return [test]
    case .awaitExpression:
      // `await !isMember(user)` awaits true or false.
      let operand = file.withoutAssertions(tree.child(test, 0))
      guard tree.kind(operand) == .unaryExpression, Operator(rawValue: tree.op(operand)) == .not else { return [] }
      return operands(of: operand, file, depth: depth + 1)
    default: return []
    }
  }

  private static func tested(_ node: NodeID, _ file: FileContext) -> TestedPromise? {
    let tree = file.tree
    let model = file.analyzer.model
    if tree.kind(node) == .callExpression {
      if let name = file.lastName(of: tree.child(node, 0)), plain.contains(name) { return nil }
      guard let call = file.analyzer.call(at: node) else { return nil }
      return TestedPromise(call: call, name: nil, span: tree.span(node))
    }
    guard let id = file.analyzer.binding(of: node) else { return nil }
    let binding = model[id]
    let values = model.values(binding.values)
    guard binding.kind == .const, values.count == 1, let value = values.first, model[value].kind == .call else {
      return nil
    }
    let call = CallID(model[value].a)
    guard !model[call].flags.contains(.awaited) else { return nil }
    return TestedPromise(call: call, name: binding.span, span: tree.span(node))
  }

  // MARK: When the program is known

  func report(in file: FileIndex, _ program: Program, _ reporter: inout Reporter) {
    let reference = CallReference(file: file, call: call)
    let site = program[file][call]
    guard site.flags.isDisjoint(with: [.awaited, .new]), let fact = program.promises.fact(of: reference) else { return }
    let said = program.spoken(reference)
    let binding = name.flatMap { span in program[file].bindings.first { $0.span == span } }
    let opening =
      binding.map { "\(program.text($0.name)) is a promise and always true" }
      ?? "\(said) gives a promise, which is always true"
    // What is awaited or given back afterwards comes to its value somewhere; the test is in vain all the same.
    let isOnlyTested: Bool
    switch program.promises.handling(of: reference) {
    case .kept, .dropped: isOnlyTested = true
    case .awaited, .caught, .returned, .passed, .voided, .ignored: isOnlyTested = false
    }
    let end = !isOnlyTested ? "the test does not wait" : "nothing awaits \(binding == nil ? "it here" : said)"
    reporter.report(
      at: span, in: program[file].path, "\(opening): \(end)", severity: isOnlyTested ? .error : .warning,
      evidence: program.evidence(fact.steps),
      enclosing: program.qualifiedName(of: FunctionReference(file: file, function: site.function)))
  }
}
