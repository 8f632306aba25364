import Checking
import JavaScript
import Semantics
import SourceText

// Failures with which the whole program ends: `main().catch(console.error)`.
extension Consequence {
  private static let mains: Set<String> = ["main", "run", "bootstrap", "start", "init", "seed", "migrate", "import"]

  /// `(async () => { try { … } catch (error) { console.error(error) } })()`, and nothing else that runs.
  func isWholeProgram(_ aftermath: Aftermath) -> Bool {
    guard handling.form == .clause, aftermath.isLastStatement || isLeftAfter else { return false }
    let statement = tree.ancestors(of: handling.node).first { tree.kind(tree.parent($0)) == .program }
    guard let statement, tree.kind(statement) == .expressionStatement else { return false }
    let all = tree.list(tree.parent(statement), 0)
    return all.allSatisfy { other in
      switch tree.kind(other) {
      case .importDeclaration, .functionDeclaration, .classDeclaration, .tsTypeAliasDeclaration,
        .tsInterfaceDeclaration, .emptyStatement:
        true
      case .variableDeclaration:
        tree.preorder(from: other).allSatisfy { node in
          tree.kind(node) != .callExpression || file.lastName(of: tree.child(node, 0)) != "listen"
        }
      case .expressionStatement:
        other == statement || tree.kind(tree.child(other, 0)) == .stringLiteral || isSetUp(other)
      default: false
      }
    }
  }

  /// `catch (error) { console.error(error); return }`
  private var isLeftAfter: Bool {
    guard case .block(let block) = handling.response, let last = tree.list(block, 0).last else { return false }
    return tree.kind(last) == .returnStatement && !tree.child(last, 0).exists
  }

  /// `require("dotenv").config()`
  private func isSetUp(_ statement: NodeID) -> Bool {
    let call = tree.child(statement, 0)
    return tree.kind(call) == .callExpression
      && ["config", "require", "chdir"].contains(file.lastName(of: tree.child(call, 0)))
  }

  /// `main().catch(console.error)` as the last statement of a file.
  func isEndOfMain(_ aftermath: Aftermath) -> Bool {
    guard handling.form == .rejection, aftermath.use == .unused else { return false }
    let root = file.promiseRoot(handling.guarded)
    guard tree.kind(root) == .callExpression else { return false }
    let callee = file.withoutAssertions(tree.child(root, 0))
    guard tree.kind(callee).isFunction || Self.mains.contains(file.lastName(of: callee) ?? ""),
      !file.specifierExists(callee)
    else { return false }
    let statement = tree.enclosing(handling.node) { $0 == .expressionStatement }
    return statement.exists && tree.kind(tree.parent(statement)) == .program
      && tree.list(tree.parent(statement), 0).last == statement
  }
}

extension FileContext {
  /// Whether an expression names something that is imported.
  fileprivate func specifierExists(_ expression: NodeID) -> Bool {
    tree.kind(expression) == .identifier && specifier(of: analyzer.value(of: expression)) != nil
  }
}
