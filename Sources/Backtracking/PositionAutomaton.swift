import JavaScript

/// The automaton of a pattern without empty moves (Glushkov): a state for each place where a character is taken, and an edge
/// for each way to get from one to the next. Two ways between the same places make an edge that counts twice: that is how
/// `(a*)*` shows its ambiguity.
///
/// Assertions, references and lookarounds count as empty: what is found is a suspicion, which the matcher has to confirm.
struct PositionAutomaton {
  struct Edge {
    var target: Int
    /// Two ways or more lead along it.
    var isDouble: Bool
  }

  /// By state: the number of the set it takes; state 0 is the beginning and takes nothing.
  private(set) var takes: [Int] = [-1]
  /// By state, without double entries.
  private(set) var edges: [[Edge]] = [[]]
  /// The pattern may begin anywhere in the text.
  private(set) var isUnanchored: Bool

  static let maximumStates = 300
  private static let maximumWork = 20_000
  private static let maximumDepth = 120
  /// Counts above these are taken for "as often as you like".
  private static let manyAtLeast: UInt32 = 10
  private static let manyAtMost: UInt32 = 20

  /// A part of the pattern: where it may begin and end, and in how many ways it may be empty (2 stands for more).
  private struct Fragment {
    var emptyWays = 0
    var first: [(state: Int, ways: Int)] = []
    var last: [(state: Int, ways: Int)] = []
    static let empty = Fragment(emptyWays: 1)
  }

  private let expression: RegularExpression
  private var work = 0

  init(_ expression: RegularExpression, _ sets: inout PatternSets) throws(BacktrackingLimit) {
    self.expression = expression
    isUnanchored = !expression.flags.contains(.sticky)
    if !expression.flags.contains(.multiline) {
      let beginsAnywhere = expression.children(of: 0).contains { alternative in
        guard let first = expression.children(of: alternative).first else { return true }
        return expression.nodes[first].kind != .startAssertion
      }
      isUnanchored = isUnanchored && beginsAnywhere
    }
    let whole = try alternatives(of: 0, &sets, 0)
    connect([(0, 1)], whole.first)
  }

  private mutating func connect(_ from: [(state: Int, ways: Int)], _ to: [(state: Int, ways: Int)]) {
    work += from.count * to.count
    guard work <= Self.maximumWork * 20 else { return }
    for (source, sourceWays) in from {
      for (target, targetWays) in to {
        if let known = edges[source].firstIndex(where: { $0.target == target }) {
          edges[source][known].isDouble = true
        } else {
          edges[source].append(Edge(target: target, isDouble: sourceWays * targetWays > 1))
        }
      }
    }
  }

  // MARK: Parts

  private mutating func alternatives(
    of node: Int, _ sets: inout PatternSets, _ depth: Int
  ) throws(BacktrackingLimit) -> Fragment {
    var result = Fragment()
    for alternative in expression.children(of: node) {
      var sequence = Fragment.empty
      for term in expression.children(of: alternative) {
        sequence = joined(sequence, try repeated(term, &sets, depth + 1))
      }
      result.emptyWays = min(2, result.emptyWays + sequence.emptyWays)
      result.first += sequence.first
      result.last += sequence.last
    }
    return result
  }

  private mutating func joined(_ left: Fragment, _ right: Fragment) -> Fragment {
    connect(left.last, right.first)
    var result = Fragment(emptyWays: min(2, left.emptyWays * right.emptyWays), first: left.first, last: right.last)
    if left.emptyWays > 0 { result.first += scaled(right.first, left.emptyWays) }
    if right.emptyWays > 0 { result.last += scaled(left.last, right.emptyWays) }
    return result
  }

  private func scaled(_ states: [(state: Int, ways: Int)], _ factor: Int) -> [(state: Int, ways: Int)] {
    factor == 1 ? states : states.map { ($0.state, min(2, $0.ways * factor)) }
  }

  private mutating func repeated(
    _ term: Int, _ sets: inout PatternSets, _ depth: Int
  ) throws(BacktrackingLimit) -> Fragment {
    work += 1
    guard work < Self.maximumWork, depth < Self.maximumDepth else { throw .tooLarge }
    let node = expression.nodes[term]
    if node.maximum == 1, node.minimum == 1 { return try once(term, &sets, depth) }
    if node.maximum == 0 { return .empty }
    let least = min(node.minimum, Self.manyAtLeast)
    let isMany = node.maximum > Self.manyAtMost
    var result = Fragment.empty
    for copy in 0..<least {
      let isLoop = isMany && copy == least - 1
      let part = try once(term, &sets, depth)
      if isLoop { connect(part.last, part.first) }
      result = joined(result, part)
    }
    if isMany {
      guard least == 0 else { return result }
      var loop = try once(term, &sets, depth)
      connect(loop.last, loop.first)
      loop.emptyWays = 1
      return joined(result, loop)
    }
    // `a{2,4}` is `aa(a(a)?)?`: a copy is only tried after the one before it.
    var rest = Fragment.empty
    for _ in 0..<(node.maximum - min(node.minimum, node.maximum)) {
      var part = joined(try once(term, &sets, depth), rest)
      part.emptyWays = 1
      rest = part
    }
    return joined(result, rest)
  }

  private mutating func once(
    _ term: Int, _ sets: inout PatternSets, _ depth: Int
  ) throws(BacktrackingLimit) -> Fragment {
    switch expression.nodes[term].kind {
    case .capture, .group, .pattern: return try alternatives(of: term, &sets, depth)
    case .lookahead, .lookbehind, .startAssertion, .endAssertion, .wordBoundary, .numberedReference, .namedReference:
      return .empty
    case .character, .anyCharacter, .classEscape, .property, .characterClass:
      guard takes.count <= Self.maximumStates else { throw .tooLarge }
      let state = takes.count
      takes.append(try sets.number(of: term))
      edges.append([])
      return Fragment(first: [(state, 1)], last: [(state, 1)])
    case .alternative, .range, .strings: throw .notUnderstood
    }
  }

  // MARK: Loops

  /// The states that can come back to themselves, in groups that can all reach one another.
  func loops() -> [[Int]] {
    var finder = ComponentFinder(edges.map { $0.map(\.target) })
    return finder.components().filter { group in
      group.count > 1 || edges[group[0]].contains { $0.target == group[0] }
    }
  }

  /// States to take from the beginning until a state is reached, that state included; nil where nothing leads there.
  func way(to target: Int) -> [Int]? {
    var previous = [Int](repeating: -1, count: takes.count)
    var queue = [0]
    var next = 0
    if target == 0 { return [] }
    while next < queue.count {
      let state = queue[next]
      next += 1
      for edge in edges[state] where edge.target != 0 && previous[edge.target] < 0 {
        previous[edge.target] = state
        if edge.target == target {
          var way: [Int] = []
          var current = target
          while current != 0 {
            way.append(current)
            current = previous[current]
          }
          return way.reversed()
        }
        queue.append(edge.target)
      }
    }
    return nil
  }
}

/// Tarjan's strongly connected components, without recursion.
struct ComponentFinder {
  private let edges: [[Int]]
  private var index: [Int]
  private var low: [Int]
  private var isOnStack: [Bool]
  private var stack: [Int] = []
  private var count = 0
  private var found: [[Int]] = []

  init(_ edges: [[Int]]) {
    self.edges = edges
    index = Array(repeating: -1, count: edges.count)
    low = index
    isOnStack = Array(repeating: false, count: edges.count)
  }

  mutating func components() -> [[Int]] {
    for start in edges.indices where index[start] < 0 { visit(start) }
    return found
  }

  private mutating func visit(_ start: Int) {
    var frames = [(node: start, edge: 0)]
    enter(start)
    while let (node, edge) = frames.last {
      if edge < edges[node].count {
        frames[frames.count - 1].edge += 1
        let target = edges[node][edge]
        if index[target] < 0 {
          enter(target)
          frames.append((target, 0))
        } else if isOnStack[target] {
          low[node] = min(low[node], index[target])
        }
        continue
      }
      frames.removeLast()
      if let parent = frames.last?.node { low[parent] = min(low[parent], low[node]) }
      if low[node] == index[node] { close(node) }
    }
  }

  private mutating func enter(_ node: Int) {
    index[node] = count
    low[node] = count
    count += 1
    stack.append(node)
    isOnStack[node] = true
  }

  private mutating func close(_ node: Int) {
    var group: [Int] = []
    while let last = stack.popLast() {
      isOnStack[last] = false
      group.append(last)
      if last == node { break }
    }
    found.append(group.sorted())
  }
}
