import Checking
import JavaScript
import ProgramGraph
import Semantics
import SourceText

/// Where a function answers its request whichever way it goes on: `res.redirect("/there")` as a statement of its body, or of
/// a `try` that stands there.
struct FirstAnswer: Sendable {
  var function: FunctionID
  /// Offset of the end of the statement.
  var end: UInt32

  static let methods: Set<String> = ["json", "send", "end", "sendStatus", "redirect", "render", "jsonp"]

  /// - Parameter call: any call of the file.
  init?(_ call: NodeID, _ file: FileContext) {
    let tree = file.tree
    let callee = tree.child(call, 0)
    guard tree.kind(callee) == .memberExpression, let name = file.lastName(of: callee), Self.methods.contains(name),
      Self.isOfResponse(tree.child(callee, 0), file)
    else { return nil }
    var statement = tree.parent(call)
    if tree.kind(statement) == .awaitExpression { statement = tree.parent(statement) }
    guard tree.kind(statement) == .expressionStatement else { return nil }
    var block = tree.parent(statement)
    while tree.kind(tree.parent(block)) == .tryStatement, tree.child(tree.parent(block), 0) == block {
      block = tree.parent(tree.parent(block))
    }
    guard tree.kind(block) == .blockStatement, Self.functions.contains(tree.kind(tree.parent(block))) else {
      return nil
    }
    function = file.analyzer.function(around: call)
    end = tree.span(statement).end
  }

  private static let functions: Set<NodeKind> = [.arrowFunctionExpression, .functionExpression, .functionDeclaration]

  /// `res`, `res.status(200)`, `res.type("html").set(name, value)`: with a parameter at its root.
  private static func isOfResponse(_ expression: NodeID, _ file: FileContext) -> Bool {
    var node = expression
    for _ in 0..<8 {
      switch file.tree.kind(node) {
      case .callExpression: node = file.tree.child(node, 0)
      case .memberExpression: node = file.tree.child(node, 0)
      case .identifier:
        return ["res", "response", "reply"].contains(file.lastName(of: node) ?? "")
          && file.analyzer.binding(of: node).map { file.analyzer.model[$0].kind == .parameter } ?? false
      default: return false
      }
    }
    return false
  }

  /// The first of each function.
  static func byFunction(_ surveyed: [SurveyedFile<FirstAnswer>]) -> [FunctionReference: UInt32] {
    var found: [FunctionReference: UInt32] = [:]
    for file in surveyed {
      for answer in file.notes {
        let function = FunctionReference(file: file.file, function: answer.function)
        found[function] = min(found[function] ?? .max, answer.end)
      }
    }
    return found
  }
}
