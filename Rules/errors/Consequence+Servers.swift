import Checking
import JavaScript
import Semantics
import SourceText

extension Consequence {
  // MARK: Servers that do not start

  /// `try { await connect(); app.listen(port) } catch (error) { console.log(error) }`: the one call that would keep the
  /// process alive comes after the failure, in the same `try` or chain.
  func neverListens(_ aftermath: Aftermath) -> Bool {
    let listening = tree.nodes(of: .callExpression).filter { call in
      let callee = file.withoutAssertions(tree.child(call, 0))
      guard tree.kind(callee) == .memberExpression else { return false }
      // `await server.start()` of Hapi.
      return file.lastName(of: callee) == "listen"
        || file.lastName(of: callee) == "start" && tree.kind(tree.parent(call)) == .awaitExpression
          && file.lastName(of: tree.child(callee, 0))?.lowercased().holds("server") ?? false
    }
    guard !listening.isEmpty, isLast(aftermath), runsOnceAtStart else { return false }
    let first = firstFailure
    return listening.allSatisfy { isGuarded($0, after: first, depth: 0) }
  }

  private var firstFailure: UInt32 {
    switch handling.form {
    case .rejection: tree.span(handling.guarded).start
    case .clause: FallibleCode(file).parts(of: handling.guarded).first.map { tree.span($0).start } ?? 0
    }
  }

  /// Whether a call stands in the guarded code behind the failure, or in a function that is called only there.
  private func isGuarded(_ call: NodeID, after start: UInt32, depth: Int) -> Bool {
    if file.contains(handling.guarded, call) { return tree.span(call).start > start || depth > 0 }
    if isOfOpening(call) { return true }
    guard depth < 3, let uses = uses(ofFunctionAround: call), !uses.isEmpty else { return false }
    return uses.allSatisfy { isGuarded($0, after: start, depth: depth + 1) }
  }

  /// `connection.once("open", () => app.listen(port))`, where to connect is what failed.
  private func isOfOpening(_ call: NodeID) -> Bool {
    let listener = file.enclosingFunction(call)
    let taking = tree.parent(listener)
    guard listener.exists, tree.kind(taking) == .callExpression, tree.list(taking, 2).count == 2,
      tree.list(taking, 2)[1] == listener,
      ["once", "on"].contains(file.lastName(of: tree.child(taking, 0)) ?? ""),
      case let event = tree.list(taking, 2)[0], tree.kind(event) == .stringLiteral
    else { return false }
    return ["open", "connected"].contains(tree.stringValue(event))
      && file.callees(in: handling).contains { $0.text == "connect" }
  }

  /// Nothing follows the failure in its function.
  private func isLast(_ aftermath: Aftermath) -> Bool {
    switch handling.form {
    case .clause: aftermath.isLastStatement
    case .rejection: aftermath.use == .unused
    }
  }

  /// At the top level, or in a function that is only called from there.
  private var runsOnceAtStart: Bool {
    if file.analyzer.function(around: handling.node) == .moduleBody { return true }
    guard let uses = uses(ofFunctionAround: handling.node), !uses.isEmpty else { return false }
    return uses.allSatisfy { use in
      let call = tree.parent(use)
      return file.analyzer.function(around: use) == .moduleBody && tree.kind(call) == .callExpression
        && tree.child(call, 0) == use
    }
  }

  /// References to the function around a node; nil where it has no name of its own. An immediately called one is its own.
  private func uses(ofFunctionAround node: NodeID) -> [NodeID]? {
    let function = file.enclosingFunction(node)
    guard function.exists else { return nil }
    let outer = tree.parent(function)
    if tree.kind(outer) == .callExpression, file.withoutAssertions(tree.child(outer, 0)) == function {
      return [tree.child(outer, 0)]
    }
    let name = tree.kind(outer) == .variableDeclarator ? tree.child(outer, 0) : tree.child(function, 0)
    guard name.exists, tree.kind(name) == .identifier, let binding = file.analyzer.binding(of: name) else { return nil }
    return file.analyzer.scopeReferences(to: binding).filter { $0 != name }
  }
}
