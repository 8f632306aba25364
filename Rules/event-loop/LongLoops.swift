import Checking
import JavaScript
import Semantics
import SourceText

/// What the tree tells of how often loops turn and how large things are made.
struct LongLoops {
  typealias Extent = CPULoopInHandler.Note.Kind

  private static let longLoop = 1_000_000.0
  private let file: FileContext
  private var tree: SyntaxTree { file.tree }

  init(_ file: FileContext) { self.file = file }

  // MARK: Loops that count

  /// `for (let i = 0; i < n; i++)`, `while (i < n)`: nil where the loop gives way, may end otherwise, or counts to nothing
  /// of interest.
  func extent(ofLoop loop: NodeID) -> Extent? {
    let isFor = tree.kind(loop) == .forStatement
    let test = isFor ? tree.child(loop, 1) : tree.child(loop, 0)
    guard test.exists else { return nil }
    let comparison = tree.unwrapped(test)
    guard tree.kind(comparison) == .binaryExpression,
      tree.kind(tree.unwrapped(tree.child(comparison, 0))) == .identifier
    else { return nil }
    switch Operator(rawValue: tree.op(comparison)) {
    case .less, .lessOrEqual: break
    default: return nil
    }
    let bound = tree.child(comparison, 1)
    guard !mayStop(isFor ? tree.child(loop, 3) : tree.child(loop, 1)) else { return nil }
    if case .number(let count) = file.analyzer.constant(of: bound) {
      guard isFor, count >= Self.longLoop, step(of: loop) == 1 else { return nil }
      return .turns(count)
    }
    return amount(beyondStart(bound, loop) ?? bound).map { .amount($0, what: "how often this loop turns") }
  }

  /// `count` of `for (let i = start; i < start + count; i++)`
  private func beyondStart(_ bound: NodeID, _ loop: NodeID) -> NodeID? {
    let sum = file.withoutAssertions(bound)
    let declaration = tree.child(loop, 0)
    guard tree.kind(loop) == .forStatement, tree.kind(sum) == .binaryExpression,
      tree.op(sum) == Operator.plus.rawValue, tree.kind(declaration) == .variableDeclaration,
      let declarator = tree.list(declaration, 0).first, case let start = tree.child(declarator, 1), start.exists,
      [.identifier, .memberExpression].contains(tree.kind(tree.unwrapped(start)))
    else { return nil }
    let sides = [tree.child(sum, 0), tree.child(sum, 1)]
    guard let place = sides.firstIndex(where: { tree.text($0) == tree.text(start) }) else { return nil }
    return sides[1 - place]
  }

  private func step(of loop: NodeID) -> Int {
    let update = tree.child(loop, 2)
    return update.exists && tree.kind(tree.unwrapped(update)) == .updateExpression ? 1 : 0
  }

  private func mayStop(_ body: NodeID) -> Bool {
    var found = false
    file.forEachOwnNode(under: body) { node in
      switch tree.kind(node) {
      case .awaitExpression, .yieldExpression, .breakStatement, .returnStatement, .throwStatement: found = true
      default: break
      }
    }
    return found
  }

  /// The value behind a bound, through signs and arithmetic with constants.
  private func amount(_ expression: NodeID) -> ValueID? {
    let node = file.withoutAssertions(expression)
    switch tree.kind(node) {
    case .unaryExpression where tree.op(node) == Operator.plus.rawValue: return amount(tree.child(node, 0))
    case .binaryExpression:
      if file.analyzer.constant(of: tree.child(node, 1)) != nil { return amount(tree.child(node, 0)) }
      if file.analyzer.constant(of: tree.child(node, 0)) != nil { return amount(tree.child(node, 1)) }
      return nil
    default:
      let value = file.analyzer.value(of: node)
      return value.isUnknown ? nil : value
    }
  }

  // MARK: Things that are made large

  private static let filled: Set<String> = ["repeat", "padStart", "padEnd", "alloc", "allocUnsafe"]

  /// `"x".repeat(n)`, `new Array(n)`, `Array.from({ length: n })`, `Buffer.alloc(n)`: the amount, and the place to show.
  func extent(ofCall call: NodeID) -> (Extent, NodeID)? {
    let arguments = tree.list(call, 2)
    guard let first = arguments.first else { return nil }
    let callee = tree.unwrapped(tree.child(call, 0))
    let what = "how much is made here"
    switch tree.kind(callee) {
    case .identifier:
      guard arguments.count == 1, ["Array", "Uint8Array"].contains(file.name(tree.atom(callee, 0))),
        file.analyzer.isGlobal(callee)
      else { return nil }
      // Of what is no number it makes a copy, which is as long as that.
      if file.name(tree.atom(callee, 0)) == "Uint8Array", !isNumber(first) { return nil }
      return amount(first).map { (.amount($0, what: what), callee) }
    case .memberExpression:
      guard let name = file.lastName(of: callee) else { return nil }
      if name == "from" { return lengths(first, callee).map { (.amount($0, what: what), callee) } }
      guard Self.filled.contains(name) else { return nil }
      if name.hasPrefix("alloc"), file.globalPath(of: file.analyzer.value(of: tree.child(callee, 0))) != ["Buffer"] {
        return nil
      }
      return amount(first).map { (.amount($0, what: what), tree.child(callee, 1)) }
    default: return nil
    }
  }

  /// `+n`, `n * 2`, `Number(n)`, `parseInt(n, 10)`
  private func isNumber(_ argument: NodeID) -> Bool {
    let node = file.withoutAssertions(argument)
    switch tree.kind(node) {
    case .unaryExpression, .binaryExpression: return true
    case .callExpression: return ["Number", "parseInt"].contains(file.lastName(of: tree.child(node, 0)) ?? "")
    default: return false
    }
  }

  /// The `length` of `Array.from({ length: n })`.
  private func lengths(_ argument: NodeID, _ callee: NodeID) -> ValueID? {
    let node = file.withoutAssertions(argument)
    guard tree.kind(node) == .objectExpression,
      file.globalPath(of: file.analyzer.value(of: callee)) == ["Array", "from"]
    else { return nil }
    for property in tree.list(node, 0) where tree.kind(property) == .property {
      let key = tree.child(property, 0)
      guard tree.kind(key) == .identifier, file.name(tree.atom(key, 0)) == "length" else { continue }
      return amount(tree.child(property, 1))
    }
    return nil
  }

  // MARK: Lists within lists

  private static let searching: Set<String> = [
    "filter", "find", "findIndex", "findLast", "some", "every", "includes", "indexOf", "forEach", "reduce",
  ]
  private static let iterating: Set<String> = [
    "map", "forEach", "filter", "flatMap", "some", "every", "reduce", "find",
  ]

  /// `users.map(user => orders.filter(order => …))`
  func pair(ofCall call: NodeID) -> (Extent, Span)? {
    let callee = tree.unwrapped(tree.child(call, 0))
    guard tree.kind(call) == .callExpression, tree.kind(callee) == .memberExpression,
      let name = file.lastName(of: callee), Self.searching.contains(name)
    else { return nil }
    if leavesOneOut(call) { return nil }
    let list = tree.child(callee, 0)
    return pair(of: list, at: call, method: name, place: tree.span(tree.child(callee, 1)))
  }

  /// `filter(other => other !== one)` looks for nothing: it goes on with all but one.
  private func leavesOneOut(_ call: NodeID) -> Bool {
    guard let first = tree.list(call, 2).first, tree.kind(first) == .arrowFunctionExpression,
      tree.flags(first).contains(.expressionBody), let parameter = tree.list(first, 2).first,
      tree.kind(parameter) == .identifier
    else { return false }
    let body = tree.unwrapped(tree.child(first, 4))
    guard tree.kind(body) == .binaryExpression,
      [.strictNotEqual, .notEqual].contains(Operator(rawValue: tree.op(body)))
    else { return false }
    let name = tree.text(parameter)
    return tree.text(tree.child(body, 0)) == name || tree.text(tree.child(body, 1)) == name
  }

  /// `for (const a of all) for (const b of all)`
  func pair(ofLoop loop: NodeID) -> (Extent, Span)? {
    guard !tree.flags(loop).contains(.async), !mayStop(tree.child(loop, 2)) else { return nil }
    return pair(
      of: tree.child(loop, 1), at: loop, method: "this loop", place: file.firstLine(of: tree.span(loop)))
  }

  private func pair(of list: NodeID, at node: NodeID, method: String, place: Span) -> (Extent, Span)? {
    guard let root = root(of: list), let binding = file.analyzer.binding(of: root) else { return nil }
    let declared = file.analyzer.model[binding].span
    guard let outer = outerList(around: node), let outerRoot = self.root(of: outer.list),
      file.analyzer.binding(of: outerRoot) != nil
    else { return nil }
    // What is made within a turn belongs to the element.
    let turn = tree.span(outer.turn)
    guard !(turn.start <= declared.start && declared.end <= turn.end) else { return nil }
    let extent = Extent.pairs(
      outer: file.analyzer.value(of: outer.list), inner: file.analyzer.value(of: list), method: method)
    return (extent, place)
  }

  // MARK: Lists as a whole

  /// `users.sort((a, b) => …)`, `rows.reduce((all, row) => ({ ...all, [row.id]: row }), {})`
  func whole(ofCall call: NodeID) -> (Extent, Span)? {
    let callee = tree.unwrapped(tree.child(call, 0))
    guard tree.kind(call) == .callExpression, tree.kind(callee) == .memberExpression,
      let name = file.lastName(of: callee), let first = tree.list(call, 2).first
    else { return nil }
    let function = file.withoutAssertions(first)
    let place = tree.span(tree.child(callee, 1))
    switch name {
    case "sort", "toSorted":
      // Queries have a `sort` of their own, which takes fields.
      guard tree.kind(function).isFunction else { return nil }
      return (.order(file.analyzer.value(of: tree.child(callee, 0)), method: name), place)
    case "reduce", "reduceRight":
      guard tree.kind(function).isFunction, copiesAccumulator(function) else { return nil }
      return (.copies(file.analyzer.value(of: tree.child(callee, 0))), place)
    default: return nil
    }
  }

  /// Whether what a function gives back is a copy of its first parameter with something added.
  private func copiesAccumulator(_ function: NodeID) -> Bool {
    guard let first = tree.list(function, 2).first, tree.kind(first) == .identifier,
      let accumulator = file.analyzer.binding(of: first), let result = result(of: function)
    else { return false }
    func isAccumulator(_ node: NodeID) -> Bool {
      let inner = file.withoutAssertions(node)
      return tree.kind(inner) == .identifier && file.analyzer.binding(of: inner) == accumulator
    }
    func spreads(_ items: some Sequence<NodeID>) -> Bool {
      items.contains { tree.kind($0) == .spreadElement && isAccumulator(tree.child($0, 0)) }
    }
    switch tree.kind(result) {
    case .objectExpression, .arrayExpression: return spreads(tree.list(result, 0))
    case .callExpression:
      let callee = tree.unwrapped(tree.child(result, 0))
      guard tree.kind(callee) == .memberExpression else { return false }
      if file.lastName(of: callee) == "concat" { return isAccumulator(tree.child(callee, 0)) }
      return file.globalPath(of: file.analyzer.value(of: callee)) == ["Object", "assign"]
        && tree.list(result, 2).dropFirst().contains(where: isAccumulator)
    default: return false
    }
  }

  /// The expression that a function consists of, or that its last statement returns.
  private func result(of function: NodeID) -> NodeID? {
    let body = tree.child(function, 4)
    guard tree.kind(body) == .blockStatement else { return file.withoutAssertions(body) }
    guard let last = tree.list(body, 0).last, tree.kind(last) == .returnStatement, tree.child(last, 0).exists else {
      return nil
    }
    return file.withoutAssertions(tree.child(last, 0))
  }

  /// The list of the nearest loop or iterating call around a node, with what is done each turn.
  private func outerList(around node: NodeID) -> (list: NodeID, turn: NodeID)? {
    var child = node
    var current = tree.parent(node)
    while current.exists {
      switch tree.kind(current) {
      case .forOfStatement:
        guard tree.child(current, 1) != child else { break }
        return tree.flags(current).contains(.async) ? nil : (tree.child(current, 1), current)
      case .functionExpression, .arrowFunctionExpression:
        let call = tree.parent(current)
        guard tree.kind(call) == .callExpression, tree.list(call, 2).first == current else { return nil }
        let callee = tree.unwrapped(tree.child(call, 0))
        guard tree.kind(callee) == .memberExpression, let name = file.lastName(of: callee),
          Self.iterating.contains(name)
        else { return nil }
        return (tree.child(callee, 0), current)
      case .functionDeclaration, .program, .classDeclaration, .classExpression: return nil
      default: break
      }
      child = current
      current = tree.parent(current)
    }
    return nil
  }

  /// The name that a chain of members begins with.
  private func root(of expression: NodeID) -> NodeID? {
    var node = file.withoutAssertions(expression)
    while tree.kind(node) == .memberExpression { node = file.withoutAssertions(tree.child(node, 0)) }
    return tree.kind(node) == .identifier ? node : nil
  }
}
