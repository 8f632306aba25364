import Checking
import JavaScript
import Semantics
import SourceText

/// What the turns of a loop await, where the tree proves that none of them needs what another one did.
struct IndependentTurns {
  /// The awaited calls; nil where nothing is proven.
  let awaited: [CallID]?
  private(set) var firstAwait = NodeID.none

  private static let mostAwaits = 3

  init(_ loop: NodeID, _ file: FileContext) {
    var reader = Reader(file: file, loop: loop)
    awaited = reader.read() ? reader.calls : nil
    firstAwait = reader.firstAwait
  }

  private struct Reader {
    let file: FileContext
    let loop: NodeID
    var calls: [CallID] = []
    var firstAwait = NodeID.none
    private var grown: Set<BindingID> = []
    private var tree: SyntaxTree { file.tree }

    init(file: FileContext, loop: NodeID) {
      self.file = file
      self.loop = loop
    }

    mutating func read() -> Bool {
      guard !tree.flags(loop).contains(.async), !isDeliberate, isLongList(tree.child(loop, 1)) else { return false }
      let body = tree.child(loop, 2)
      var nodes: [NodeID] = []
      file.forEachOwnNode(under: body) { nodes.append($0) }
      for node in nodes where !allows(node) { return false }
      guard !calls.isEmpty, calls.count <= IndependentTurns.mostAwaits else { return false }
      // What grows from turn to turn is written alone.
      return !nodes.contains { node in
        guard tree.kind(node) == .identifier, let binding = file.analyzer.binding(of: node), grown.contains(binding)
        else {
          return false
        }
        return !isGrowing(node)
      }
    }

    /// Somebody says why, or cuts the list into batches.
    private var isDeliberate: Bool {
      for comment in file.comments(in: Span(start: before, end: tree.span(loop).end)) {
        let text = tree.text(in: comment.span).lowercased()
        if [
          "sequen", "order", "one by one", "at a time", "rate", "limit", "batch", "parallel", "concurren", "lock",
        ]
        .contains(where: { text.holds($0) }) {
          return true
        }
      }
      let list = tree.text(tree.child(loop, 1)).lowercased()
      return ["chunk", "batch", "slice", "queue", "sorted", "steps", "migration", "page"].contains { list.holds($0) }
    }

    /// A little above the loop, where people write why.
    private var before: UInt32 {
      let start = tree.span(loop).start
      return start > 160 ? start - 160 : 0
    }

    private func isLongList(_ list: NodeID) -> Bool {
      let node = file.withoutAssertions(list)
      return tree.kind(node) != .arrayExpression || tree.list(node, 0).count > 2
    }

    // MARK: Nodes

    private mutating func allows(_ node: NodeID) -> Bool {
      switch tree.kind(node) {
      case .breakStatement, .returnStatement, .throwStatement, .yieldExpression, .whileStatement,
        .doWhileStatement, .forStatement, .forInStatement, .forOfStatement, .thisExpression:
        return false
      case .awaitExpression: return takes(await: node)
      case .assignmentExpression: return allows(assignment: node)
      case .updateExpression:
        return grow(tree.child(node, 0))
      case .callExpression: return allows(call: node)
      default: return true
      }
    }

    private mutating func takes(await node: NodeID) -> Bool {
      let operand = file.withoutAssertions(tree.child(node, 0))
      guard tree.kind(operand) == .callExpression, let call = file.analyzer.call(at: operand) else { return false }
      if readsAnswer(operand) { return true }
      let text = tree.text(operand).lowercased()
      if [
        "sleep", "delay", "wait", "timeout", "session", "trx", "transaction", "queryrunner", "lock", "page.", "cursor",
      ]
      .contains(where: { text.holds($0) }) {
        return false
      }
      if firstAwait.isNone { firstAwait = node }
      calls.append(call)
      return true
    }

    /// `await response.json()` belongs to the request before it.
    private func readsAnswer(_ call: NodeID) -> Bool {
      let callee = file.withoutAssertions(tree.child(call, 0))
      guard tree.kind(callee) == .memberExpression, let name = file.lastName(of: callee),
        ["json", "text", "arrayBuffer", "blob", "bytes", "formData"].contains(name),
        let root = root(of: callee), let binding = file.analyzer.binding(of: root)
      else { return false }
      return isLocal(binding)
    }

    /// `total += …` and `result[item.id] = …` only add.
    private mutating func allows(assignment node: NodeID) -> Bool {
      let target = file.withoutAssertions(tree.child(node, 0))
      switch tree.kind(target) {
      case .identifier:
        guard let binding = file.analyzer.binding(of: target) else { return false }
        if isLocal(binding) { return true }
        guard tree.op(node) != Operator.assign.rawValue else { return false }
        return grow(target)
      case .memberExpression:
        guard let root = root(of: target), let binding = file.analyzer.binding(of: root) else { return false }
        return isLocal(binding) || tree.flags(target).contains(.computed)
      default: return false
      }
    }

    /// `list.push(…)` on something outside grows it; other methods of it may read what grew.
    private mutating func allows(call node: NodeID) -> Bool {
      let callee = file.withoutAssertions(tree.child(node, 0))
      guard tree.kind(callee) == .memberExpression, let name = file.lastName(of: callee) else { return true }
      guard ["push", "add", "set", "append", "shift", "pop", "splice", "unshift", "delete"].contains(name),
        let root = root(of: tree.child(callee, 0)), let binding = file.analyzer.binding(of: root), !isLocal(binding)
      else { return true }
      guard name == "push" || name == "add" || name == "set" || name == "append" else { return false }
      grown.insert(binding)
      return true
    }

    private mutating func grow(_ target: NodeID) -> Bool {
      guard tree.kind(target) == .identifier, let binding = file.analyzer.binding(of: target) else { return false }
      if !isLocal(binding) { grown.insert(binding) }
      return true
    }

    /// `list` of `list.push(…)`, `total` of `total += 1`.
    private func isGrowing(_ identifier: NodeID) -> Bool {
      let parent = tree.parent(identifier)
      switch tree.kind(parent) {
      case .updateExpression: return tree.kind(tree.parent(parent)) == .expressionStatement
      case .assignmentExpression:
        return tree.child(parent, 0) == identifier && tree.kind(tree.parent(parent)) == .expressionStatement
      case .memberExpression:
        return tree.kind(tree.parent(parent)) == .callExpression
          && tree.kind(tree.parent(tree.parent(parent))) == .expressionStatement
      default: return false
      }
    }

    /// Declared within the turn.
    private func isLocal(_ binding: BindingID) -> Bool {
      let declared = file.analyzer.model[binding].span
      let turn = tree.span(loop)
      return turn.start <= declared.start && declared.end <= turn.end
    }

    private func root(of expression: NodeID) -> NodeID? {
      var node = file.withoutAssertions(expression)
      while tree.kind(node) == .memberExpression { node = file.withoutAssertions(tree.child(node, 0)) }
      return tree.kind(node) == .identifier ? node : nil
    }
  }
}
