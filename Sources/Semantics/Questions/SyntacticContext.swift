public import JavaScript
import SourceText

/// Where code may stand, as the phrases of rules ask for it.
public enum SyntacticPlace: Sendable, CaseIterable {
  /// The repeated part of a loop of the same function.
  case loop
  /// The block of a try with a catch clause, in the same function.
  case `try`
  case `catch`
  case finally
  case asyncFunction
  case generator
  case constructor
  /// In no function.
  case topLevel
}

extension FileAnalyzer {
  public func isInside(_ node: NodeID, _ place: SyntacticPlace) -> Bool {
    guard let analysis else { return false }
    switch place {
    case .loop, .try, .catch, .finally:
      return analysis.pointee.tree.isInside(node, place)
    case .asyncFunction:
      return record(around: node)?.flags.contains(.async) ?? false
    case .generator:
      return record(around: node)?.flags.contains(.generator) ?? false
    case .constructor:
      return record(around: node)?.kind == .constructor
    case .topLevel:
      return function(around: node) == .moduleBody
    }
  }

  private func record(around node: NodeID) -> FunctionRecord? {
    let id = function(around: node)
    return id.index < model.functions.count ? model[id] : nil
  }

  /// Whether the expression is the operand of `await`, or what `for await` loops over.
  public func isAwaited(_ expression: NodeID) -> Bool { analysis?.pointee.tree.isAwaited(expression) ?? false }

  /// Whether nothing takes the result of the expression.
  public func isUnused(_ expression: NodeID) -> Bool { analysis?.pointee.tree.isUnused(expression) ?? false }

  /// Whether the node is reached only where `NODE_ENV` is not production: in a branch of a test on it, or after an
  /// early return in production.
  public func isDevelopmentOnly(_ node: NodeID) -> Bool {
    guard let analysis, analysis.pointee.mentionsEnvironment else { return false }
    if let call = analysis.pointee.callIndex(node) {
      return analysis.pointee.calls[call].flags.contains(.developmentOnly)
    }
    return analysis.pointee.isDevelopmentOnly(node)
  }

  /// Whether a later statement of a block around the node, in the same function, ends the process.
  public func isBeforeExit(_ node: NodeID) -> Bool {
    guard let analysis else { return false }
    if let call = analysis.pointee.callIndex(node) { return analysis.pointee.calls[call].flags.contains(.beforeExit) }
    return analysis.pointee.isBeforeExit(node)
  }
}

extension Analysis {
  // MARK: Development

  fileprivate mutating func isDevelopmentOnly(_ node: NodeID) -> Bool {
    var child = node
    var parent = tree.parent(node)
    var steps = 0
    while parent.exists, steps < SyntaxTree.longestClimb {
      if isDevelopmentBranch(child, of: parent) { return true }
      child = parent
      parent = tree.parent(parent)
      steps += 1
    }
    return false
  }

  private mutating func isDevelopmentBranch(_ child: NodeID, of parent: NodeID) -> Bool {
    switch tree.kind(parent) {
    case .ifStatement, .conditionalExpression:
      if tree.child(parent, 1) == child { return environmentTest(tree.child(parent, 0)).contains(.trueInDevelopment) }
      return tree.child(parent, 2) == child
        && environmentTest(tree.child(parent, 0)).contains(.falseInDevelopment)
    case .logicalExpression:
      guard tree.child(parent, 1) == child else { return false }
      let isAnd = tree.op(parent) == Operator.and.rawValue
      return environmentTest(tree.child(parent, 0)).contains(isAnd ? .trueInDevelopment : .falseInDevelopment)
    case .switchCase:
      guard tree.child(parent, 0) != child else { return false }
      let discriminant = tree.child(tree.parent(parent), 0)
      if tree.child(parent, 0).exists, isDevelopmentName(tree.child(parent, 0)),
        environmentTest(discriminant).contains(.name)
      {
        return true
      }
      return followsProductionReturn(child, in: tree.list(parent, 1), of: parent)
    case .blockStatement, .program, .staticBlock, .tsModuleBlock:
      return followsProductionReturn(child, in: tree.list(parent, 0), of: parent)
    default:
      return false
    }
  }

  /// `if (production) return` stands before it.
  private mutating func followsProductionReturn(_ statement: NodeID, in body: NodeList, of block: NodeID) -> Bool {
    let index: Int
    if let known = productionReturns[block.raw] {
      index = known
    } else {
      index = productionReturn(in: body)
      productionReturns[block.raw] = index
    }
    return index < body.count && tree.span(body[index]).start < tree.span(statement).start
  }

  private mutating func productionReturn(in body: NodeList) -> Int {
    for index in 0..<body.count {
      guard tree.kind(body[index]) == .ifStatement, tree.child(body[index], 2).isNone,
        endsAbruptly(tree.child(body[index], 1))
      else { continue }
      if environmentTest(tree.child(body[index], 0)).contains(.falseInDevelopment) { return index }
    }
    return body.count
  }

  // MARK: The end of the process

  fileprivate mutating func isBeforeExit(_ node: NodeID) -> Bool {
    var child = node
    var parent = tree.parent(node)
    var steps = 0
    while parent.exists, steps < SyntaxTree.longestClimb {
      switch tree.kind(parent) {
      case .blockStatement, .program, .staticBlock, .tsModuleBlock:
        if precedesEnd(child, in: tree.list(parent, 0), of: parent) { return true }
      case .switchCase:
        if precedesEnd(child, in: tree.list(parent, 1), of: parent) { return true }
      default: break
      }
      if SyntaxTree.isFunction(tree.kind(parent)) { return false }
      child = parent
      parent = tree.parent(parent)
      steps += 1
    }
    return false
  }

  private mutating func precedesEnd(_ statement: NodeID, in body: NodeList, of block: NodeID) -> Bool {
    let end: Int
    if let known = processEndings[block.raw] {
      end = known
    } else {
      end = statementEndingProcess(in: body)
      processEndings[block.raw] = end
    }
    return end > 0 && tree.span(statement).start < tree.span(body[end]).start
  }
}
