import JavaScript
import Semantics
import SourceText

/// Holds patterns against nodes.
///
/// Matching is a search: what is still to be shown stands in a linked list of goals, and a goal that can be met in several
/// ways (a run may be long or short, a property may be any of several) tries one after the other, with what the rest of the
/// list makes of it. So each way of reading the code that a pattern allows is found, and constraints may refuse one and
/// accept the next. Depth is bounded by the length of the pattern, time by `stepLimit`.
struct PatternMatcher {
  struct Goal {
    enum Kind: UInt8 { case node, key, body, functionBody, list, openList, anyOf, unordered }

    var kind: Kind
    /// A pattern node; for lists the list.
    var pattern: UInt32
    /// A node of the file; for lists their owner.
    var node: NodeID
    var items = NodeItems(single: .none)
    /// Index in the pattern's list and in the items.
    var index: Int32 = 0
    var position: Int32 = 0
    /// The goal after this one; negative for none.
    var next: Int32
  }

  struct Mark {
    var goals: Int
    var trail: Int
    var pending: Int
    var taken: Int
  }

  let pool: PatternPool
  /// The groups of all rules.
  let groups: [PatternCheck.Group]
  /// The pool's names as atoms of this worker.
  let names: [Atom]
  var resolver: NameResolver

  // The file.
  var tree: SyntaxTree
  var analyzer = FileAnalyzer()
  /// The arena's table as it is now: asking for values may add to it.
  var atoms: AtomTable { tree.atoms }

  // The search.
  var goals = Stack(capacity: 512, filler: Goal(kind: .node, pattern: 0, node: .none, next: -1))
  var captures = Stack(capacity: 64, filler: Capture.none)
  /// Slots in the order in which they were filled.
  var trail = Stack(capacity: 64, filler: 0)
  /// What must hold besides, and is not known yet.
  var pending: [DeferredCondition] = []
  /// Properties that an unordered list has used up.
  var taken = Stack(capacity: 64, filler: NodeID.none)
  /// The last statement of an open list that was matched.
  var lastStatement = NodeID.none
  var stepsLeft = 0
  /// Deeper than 0, a solution ends the search and keeps what it captured.
  var nesting = 0
  /// The callee that only calls with a known meaning are matched at.
  var rootCallee = NodeID.none
  /// What the program knows about a callee.
  var supplied: (node: NodeID, name: ExternalName)?
  /// What is being matched at the moment, and what came of it.
  var work = MatchWork()

  static let stepLimit = 20_000

  init(_ set: RuleSet, arena: TreeArena) {
    pool = set.pool
    groups = set.rules.flatMap { $0.patterns?.groups ?? [] }
    var atoms = arena.atoms
    names = pool.names.map { atoms.intern($0) }
    resolver = NameResolver(BoundExternals(pool.externals, atoms: &atoms))
    arena.atoms = atoms
    tree = arena.parse(count: 0, options: ParseOptions())
  }

  mutating func begin(_ file: FileContext) {
    tree = file.tree
    analyzer = file.analyzer
    work.file = file.file
    supplied = nil
  }

  // MARK: Goals

  mutating func push(_ goal: Goal) -> Int32 {
    goals.push(goal)
    return Int32(truncatingIfNeeded: goals.count - 1)
  }

  var mark: Mark {
    Mark(goals: goals.count, trail: trail.count, pending: pending.count, taken: taken.count)
  }

  mutating func undo(to mark: Mark) {
    goals.truncate(to: mark.goals)
    while trail.count > mark.trail { captures[trail.pop()] = .none }
    if pending.count > mark.pending { pending.removeLast(pending.count - mark.pending) }
    taken.truncate(to: mark.taken)
  }

  /// Meets the goals from `top` on. Returns whether the search is over; then captures stay as they are.
  mutating func solve(_ top: Int32) -> Bool {
    guard top >= 0 else { return nesting > 0 || acceptRoot() }
    stepsLeft -= 1
    guard stepsLeft > 0 else { return true }
    let goal = goals[Int(top)]
    switch goal.kind {
    case .node: return tryNode(goal.pattern, goal.node, next: goal.next)
    case .key: return tryKey(goal)
    case .body: return tryBody(goal)
    case .functionBody: return tryFunctionBody(goal)
    case .list, .openList: return tryList(goal)
    case .anyOf: return tryAnyOf(goal)
    case .unordered: return tryUnordered(goal)
    }
  }

  /// Holds a pattern node against a node, then goes on with `next`.
  mutating func tryNode(_ pattern: UInt32, _ node: NodeID, next: Int32) -> Bool {
    let mark = mark
    if let top = open(pattern, node, next: next), solve(top) { return true }
    undo(to: mark)
    return false
  }

  /// Whether a pattern matches a node, captures included: the first solution is kept, a failure leaves no trace.
  mutating func matches(_ pattern: Pattern, at node: NodeID) -> Bool {
    let mark = mark
    nesting += 1
    defer { nesting -= 1 }
    switch pattern.root {
    case .expression(let root):
      if tryNode(root, expression(in: node), next: -1), stepsLeft > 0 { return true }
    case .statements(let list):
      if pool.links[Int(list)] == 1 {
        if tryNode(pool.list(list)[Int(list) + 1], node, next: -1), stepsLeft > 0 { return true }
      } else if tryStatements(list, from: node, next: -1), stepsLeft > 0 {
        return true
      }
    }
    undo(to: mark)
    return false
  }

  /// An expression pattern in place of a statement means its expression, and the body of `x => { return e }` is `e`.
  private func expression(in node: NodeID) -> NodeID {
    switch tree.kind(node) {
    case .expressionStatement: tree.child(node, 0)
    case .returnStatement: isWholeBody(node) && tree.child(node, 0).exists ? tree.child(node, 0) : node
    default: node
    }
  }

  /// Holds statements against those that follow one another from `node` on.
  mutating func tryStatements(_ list: UInt32, from node: NodeID, next: Int32) -> Bool {
    var statement = node
    var owner = tree.parent(statement)
    if tree.kind(owner) == .exportNamedDeclaration || tree.kind(owner) == .exportDefaultDeclaration {
      statement = owner
      owner = tree.parent(statement)
    }
    guard let items = statements(of: owner) else { return false }
    for position in 0..<items.count where items[position] == statement {
      let mark = mark
      let goal = push(
        Goal(kind: .openList, pattern: list, node: owner, items: items, position: Int32(position), next: next))
      if solve(goal) { return true }
      undo(to: mark)
    }
    return false
  }

  /// The statements that a node lists.
  func statements(of node: NodeID) -> NodeItems? {
    switch tree.kind(node) {
    case .program, .blockStatement, .staticBlock, .tsModuleBlock: NodeItems(tree.list(node, 0))
    case .switchCase: NodeItems(tree.list(node, 1))
    default: nil
    }
  }

  // MARK: Captures

  mutating func bind(_ slot: Int, _ node: NodeID) -> Bool {
    switch captures[slot] {
    case .none:
      captures[slot] = .node(node)
      trail.push(slot)
      return true
    case .node(let other): return isSameCode(node, other)
    case .run: return false
    }
  }

  mutating func bind(_ slot: Int, _ run: NodeRun) -> Bool {
    switch captures[slot] {
    case .none:
      captures[slot] = .run(run)
      trail.push(slot)
      return true
    case .run(let other):
      guard other.count == run.count else { return false }
      for index in 0..<run.count
      where !isSameCode(run.items[run.from + index], other.items[other.from + index]) { return false }
      return true
    case .node: return false
    }
  }
}
