import JavaScript
import SourceText

extension Analysis {
  /// A list of statements whose scope is open and whose names are declared.
  mutating func walk(_ body: NodeList) {
    let outer = context
    let end = statementEndingProcess(in: body)
    var guarded: MemoGuard?
    for index in 0..<body.count {
      if index < end { context.insert(.beforeExit) }
      walk(body[index])
      if !outer.contains(.beforeExit) { context.remove(.beforeExit) }
      if tree.kind(body[index]) == .ifStatement {
        afterEarlyReturn(body[index], &guarded)
        noteGuard(leaving: body[index], until: tree.span(body[body.count - 1]).end, isLast: index + 1 == body.count)
      }
    }
    if let guarded { markGuarded(guarded) }
    context = outer
  }

  mutating func walk(_ statement: NodeID) {
    var statement = statement
    while tree.kind(statement) == .labeledStatement { statement = tree.child(statement, 1) }
    switch tree.kind(statement) {
    case .expressionStatement:
      visitUnused(tree.child(statement, 0))
    case .variableDeclaration:
      walkVariables(statement)
    case .returnStatement:
      if returns.count - returnsMark < Analysis.mostReturns {
        let argument = tree.child(statement, 0)
        returns.append((argument.exists ? lower(argument) : .literal(.undefined)).raw)
      } else {
        visit(tree.child(statement, 0))
      }
    case .ifStatement:
      walkIf(statement)
    case .blockStatement:
      walkBlock(statement)
    case .functionDeclaration:
      walkFunctionDeclaration(statement)
    case .classDeclaration:
      walkClassDeclaration(statement)
    case .breakStatement:
      breaks += 1
    case .throwStatement:
      noteThrow(lower(tree.child(statement, 0)), statement)
    case .tryStatement:
      walkTry(statement)
    case .switchStatement:
      walkSwitch(statement)
    case .forStatement, .forInStatement, .forOfStatement, .whileStatement, .doWhileStatement:
      walkLoop(statement)
    case .withStatement:
      visit(tree.child(statement, 0))
      walk(tree.child(statement, 1))
    case .importDeclaration, .exportNamedDeclaration, .exportDefaultDeclaration, .exportAllDeclaration,
      .tsExportAssignment, .tsImportEqualsDeclaration:
      walkModuleItem(statement)
    case .tsEnumDeclaration:
      walkEnum(statement)
    case .tsModuleDeclaration:
      _ = walkNamespace(statement)
    case .tsTypeAliasDeclaration, .tsInterfaceDeclaration:
      walkType(statement)
    default:
      break
    }
  }

  mutating func walkBlock(_ block: NodeID) {
    guard block.exists else { return }
    guard tree.kind(block) == .blockStatement else { return walk(block) }
    enterScope(.block, block)
    let body = tree.list(block, 0)
    let outer = context
    if leavesLoops(block, body) { context.remove(.inLoop) }
    hoist(body, isFunctionBody: false)
    walk(body)
    context = outer
    leaveScope()
  }

  /// `for (const id of ids) { if (id !== own) { …; return other } }`: what stands in the block runs once. That of a `try`
  /// may fail, and be tried again.
  private func leavesLoops(_ block: NodeID, _ body: NodeList) -> Bool {
    guard context.contains(.inLoop), body.count > 0, tree.kind(tree.parent(block)) != .tryStatement,
      [.returnStatement, .throwStatement].contains(tree.kind(body[body.count - 1]))
    else { return false }
    return !tree.preorder(from: block).contains { tree.kind($0) == .continueStatement }
  }

  mutating func walkVariables(_ declaration: NodeID) {
    let declarators = tree.list(declaration, 0)
    for index in 0..<declarators.count {
      let pattern = tree.child(declarators[index], 0)
      let initial = tree.child(declarators[index], 1)
      if initial.exists {
        let value: ValueID
        if tree.kind(pattern) == .identifier {
          value = lower(initial, named: tree.atom(pattern, 0), at: pattern)
          noteTraits(of: pattern, initial, value)
        } else {
          value = lower(initial)
        }
        bind(pattern, value)
      } else if tree.flags(declaration).contains(.declare) || tree.child(pattern, 1).exists {
        readType(of: pattern)
      }
    }
  }

  // MARK: Branches

  private static let mostOpenGuards = 4

  /// `if … else if … else …`: a loop, as the chain may be long.
  private mutating func walkIf(_ first: NodeID) {
    let outer = context
    var statement = first
    var open: [MemoGuard] = []
    while true {
      let test = tree.child(statement, 0)
      let consequent = tree.child(statement, 1)
      let alternate = tree.child(statement, 2)
      visit(test)
      let environment = mentionsEnvironment ? environmentTest(test) : []
      let branches = context
      if environment.contains(.trueInDevelopment) { context.insert(.developmentOnly) }
      let absent = memoGuard(ifAbsent: test)
      let callCount = calls.count
      let valueCount = values.count + copies.count + interruptions.count
      walkBlock(consequent)
      if calls.count > callCount || values.count + copies.count + interruptions.count > valueCount {
        noteGuards(test, holds: true, in: tree.span(consequent))
      }
      if let absent { markGuarded(absent) }
      context = branches
      guard alternate.exists else { break }
      if environment.contains(.falseInDevelopment) { context.insert(.developmentOnly) }
      if open.count < Analysis.mostOpenGuards, let present = memoGuard(ifPresent: test) { open.append(present) }
      guard tree.kind(alternate) == .ifStatement else {
        let callCount = calls.count + interruptions.count
        walkBlock(alternate)
        if calls.count + interruptions.count > callCount { noteGuards(test, holds: false, in: tree.span(alternate)) }
        break
      }
      noteGuards(test, holds: false, in: tree.span(alternate))
      statement = alternate
    }
    for present in open { markGuarded(present) }
    context = outer
  }

  /// After `if (production) return` the rest is for development; after `if (cache) return cache` it fills the cache.
  private mutating func afterEarlyReturn(_ statement: NodeID, _ guarded: inout MemoGuard?) {
    guard tree.child(statement, 2).isNone, endsAbruptly(tree.child(statement, 1)) else { return }
    let test = tree.child(statement, 0)
    if mentionsEnvironment, environmentTest(test).contains(.falseInDevelopment) { context.insert(.developmentOnly) }
    if guarded == nil { guarded = memoGuard(ifPresent: test, leaving: tree.child(statement, 1)) }
  }

  private mutating func walkSwitch(_ statement: NodeID) {
    let outer = context
    let outerBreaks = breaks
    defer { breaks = outerBreaks }
    let discriminant = tree.child(statement, 0)
    visit(discriminant)
    let callCount = calls.count
    let isEnvironment = mentionsEnvironment && environmentTest(discriminant).contains(.name)
    enterScope(.switch, statement)
    let cases = tree.list(statement, 1)
    for index in 0..<cases.count { hoist(tree.list(cases[index], 1), isFunctionBody: false) }
    var busy: [Int] = []
    for index in 0..<cases.count {
      let test = tree.child(cases[index], 0)
      if test.exists { visit(test) }
      context = outer
      if isEnvironment, test.exists, isDevelopmentName(test) { context.insert(.developmentOnly) }
      let before = calls.count + interruptions.count
      walk(tree.list(cases[index], 1))
      if calls.count + interruptions.count > before { busy.append(index) }
    }
    leaveScope()
    context = outer
    if calls.count > callCount { noteGuard(switch: statement) }
    noteCases(of: statement, busy: busy)
  }

  private mutating func walkTry(_ statement: NodeID) {
    let outer = context
    let handler = tree.child(statement, 1)
    if handler.exists { context.insert(.inTry) }
    walkBlock(tree.child(statement, 0))
    context = outer
    if handler.exists {
      context.insert(.inCatch)
      // Nothing in an empty block fails, so that the clause never runs and throws nothing.
      if tree.list(tree.child(statement, 0), 0).isEmpty { context.insert(.inTry) }
      enterScope(.catch, handler)
      let parameter = tree.child(handler, 0)
      declarePattern(parameter, .caught)
      if parameter.exists { bind(parameter, make(.caught, at: parameter)) }
      walkBlock(tree.child(handler, 1))
      leaveScope()
      context = outer
    }
    walkBlock(tree.child(statement, 2))
  }

  // MARK: Loops

  private mutating func walkLoop(_ loop: NodeID) {
    let outer = context
    let outerBreaks = breaks
    let before = (returns: returns.count, interruptions: interruptions.count)
    defer { breaks = outerBreaks }
    switch tree.kind(loop) {
    case .whileStatement:
      context.insert(.inLoop)
      visit(tree.child(loop, 0))
      walkBlock(tree.child(loop, 1))
    case .doWhileStatement:
      context.insert(.inLoop)
      walkBlock(tree.child(loop, 0))
      visit(tree.child(loop, 1))
    case .forStatement:
      enterScope(.loopHead, loop)
      walkLoopHead(tree.child(loop, 0))
      context.insert(.inLoop)
      visit(tree.child(loop, 1))
      visit(tree.child(loop, 2))
      walkBlock(tree.child(loop, 3))
      leaveScope()
    default:
      walkForEach(loop)
    }
    context = outer
    if breaks == outerBreaks, returns.count == before.returns, isEndless(loop),
      interruptions.elements[before.interruptions...].contains(where: { $0.kind == .await && $0.function == function })
    {
      functions[function.index].flags.insert(.loopsForever)
    }
  }

  /// `while (true)`, `for (;;)`
  private func isEndless(_ loop: NodeID) -> Bool {
    let test: NodeID
    switch tree.kind(loop) {
    case .whileStatement: test = tree.child(loop, 0)
    case .doWhileStatement, .forStatement: test = tree.child(loop, 1)
    default: return false
    }
    switch tree.kind(test) {
    case .none: return tree.kind(loop) == .forStatement
    case .booleanLiteral: return tree.flags(test).contains(.isTrue)
    case .numericLiteral: return !(tree.span(test).count == 1 && tree.source[Int(tree.span(test).start)] == 0x30)
    default: return false
    }
  }

  private mutating func walkLoopHead(_ head: NodeID) {
    guard tree.kind(head) == .variableDeclaration else { return visit(head) }
    declareHead(head)
    walkVariables(head)
  }

  private mutating func declareHead(_ declaration: NodeID) {
    guard let keyword = DeclarationKeyword(rawValue: tree.op(declaration)), keyword != .var else { return }
    let declarators = tree.list(declaration, 0)
    for index in 0..<declarators.count {
      declarePattern(tree.child(declarators[index], 0), keyword == .let ? .let : .const)
    }
  }

  /// `for (left of right)`, `for (left in right)`
  private mutating func walkForEach(_ loop: NodeID) {
    let left = tree.child(loop, 0)
    let right = tree.child(loop, 1)
    let isDeclaration = tree.kind(left) == .variableDeclaration
    enterScope(.loopHead, loop)
    if isDeclaration { declareHead(left) }
    var element = ValueID.unknown
    if tree.kind(loop) == .forOfStatement {
      let collection = lower(right)
      if tree.flags(loop).contains(.async) {
        markAwaited(right)
        noteAwait(collection, right)
      }
      if !collection.isUnknown { element = make(.elementOf, collection.raw, at: left) }
    } else {
      visit(right)
    }
    context.insert(.inLoop)
    if tree.flags(loop).contains(.async) { context.insert(.inAwaitLoop) }
    if isDeclaration {
      let declarators = tree.list(left, 0)
      if declarators.count > 0 { bind(tree.child(declarators[0], 0), element) }
    } else {
      assign(to: left, element)
    }
    walkBlock(tree.child(loop, 2))
    leaveScope()
  }
}
