import Checking
import JavaScript
import Semantics
import SourceText

/// What a test for a result says beforehand: `create` makes a record or throws; where the failure was answered, what is
/// left empty was answered.
struct EmptyResults {
  private let channels: ResponseChannels
  private var file: FileContext { channels.file }
  private var tree: SyntaxTree { file.tree }

  init(_ channels: ResponseChannels) { self.channels = channels }

  /// How a test comes out on a way that nobody has answered yet; nil where that is not known.
  func outcome(of test: NodeID) -> Bool? {
    let (node, isNegated) = file.withoutNegations(test)
    guard tree.kind(node) == .identifier, let binding = file.analyzer.binding(of: node),
      !file.analyzer.model[binding].isReassigned, let value = initial(of: binding), isThere(value)
    else { return nil }
    return !isNegated
  }

  /// What a name is declared with.
  private func initial(of binding: BindingID) -> NodeID? {
    let span = file.analyzer.model[binding].span
    let declarator = tree.nodes(of: .variableDeclarator).first { node in
      tree.kind(tree.child(node, 0)) == .identifier && tree.span(tree.child(node, 0)).start == span.start
    }
    guard let value = declarator.map({ tree.child($0, 1) }), value.exists else { return nil }
    return file.withoutAssertions(value)
  }

  /// Members of Sequelize, Mongoose, Prisma and TypeORM that give a record or throw.
  private static let makers: Set<String> = [
    "create", "save", "bulkCreate", "insertMany", "findUniqueOrThrow", "findFirstOrThrow", "findOneOrFail",
    "findOneByOrFail",
  ]

  private func isThere(_ value: NodeID) -> Bool {
    switch tree.kind(value) {
    case .awaitExpression:
      let call = file.withoutAssertions(tree.child(value, 0))
      guard tree.kind(call) == .callExpression else { return false }
      let callee = file.withoutAssertions(tree.child(call, 0))
      if let (_, name) = channels.promiseLink(call) {
        // `await load().catch(error => { res.status(504).end() })`
        return name == "catch" && channels.isMentioned(under: tree.list(call, 2)[0])
      }
      return tree.kind(callee) == .memberExpression && file.lastName(of: callee).map(Self.makers.contains) ?? false
    case .logicalExpression:
      // `req.query.prompt || "say something"`
      let last = file.withoutAssertions(tree.child(value, 1))
      return Operator(rawValue: tree.op(value)) == .or && tree.kind(last) == .stringLiteral
        && !tree.stringValue(last).isEmpty
    default: return false
    }
  }
}
