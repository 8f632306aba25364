/// Which packages can be reached through one direct dependency only.
///
/// A node of its own stands for each direct dependency's *edge*: the packages that edge dominates are those that would be
/// gone without it, and none where something else leads to the dependency anyway. Lengauer and Tarjan's algorithm in its
/// simple form, without recursion: O(edges · log packages), whatever the graph.
struct DominatorTree {
  private let lockfile: Lockfile
  private let roots: [Int]
  /// Packages keep their index; behind them stand one node for each root's edge, then the start.
  private let start: Int

  /// Nodes in depth-first order, and the place of each node in it; -1 where it is not reached.
  private var order: [Int] = []
  private var number: [Int]
  private var parent: [Int] = []
  private var dominator: [Int] = []

  init(of lockfile: Lockfile, roots: [Int]) {
    self.lockfile = lockfile
    self.roots = roots
    start = lockfile.packages.count + roots.count
    number = [Int](repeating: -1, count: start + 1)
    numberNodes()
    computeDominators()
  }

  /// For each root, how many packages its edge dominates; the project's own packages are not counted.
  func weightsOfRoots() -> [Int] {
    var weights = order.map { $0 < lockfile.packages.count && !lockfile.packages[$0].isLocal ? 1 : 0 }
    for place in order.indices.dropFirst().reversed() { weights[dominator[place]] += weights[place] }
    return roots.indices.map { weights[number[lockfile.packages.count + $0]] }
  }

  private func successorCount(_ node: Int) -> Int {
    if node == start { return roots.count }
    if node >= lockfile.packages.count { return 1 }
    return Int(lockfile.edgeStarts[node + 1] - lockfile.edgeStarts[node])
  }

  private func successor(_ node: Int, _ place: Int) -> Int {
    if node == start { return lockfile.packages.count + place }
    if node >= lockfile.packages.count { return roots[node - lockfile.packages.count] }
    return Int(lockfile.edgeTargets[Int(lockfile.edgeStarts[node]) + place])
  }

  private mutating func numberNodes() {
    var stack: [(node: Int, next: Int)] = [(start, 0)]
    number[start] = 0
    order.append(start)
    parent.append(0)
    while let (node, next) = stack.last {
      guard next < successorCount(node) else {
        stack.removeLast()
        continue
      }
      stack[stack.count - 1].next += 1
      let target = successor(node, next)
      if number[target] < 0 {
        number[target] = order.count
        order.append(target)
        parent.append(number[node])
        stack.append((target, 0))
      }
    }
  }

  /// All numbers from here on are places in depth-first order.
  private mutating func computeDominators() {
    let count = order.count
    var predecessors = [[Int]](repeating: [], count: count)
    for place in 0..<count {
      for next in 0..<successorCount(order[place]) {
        predecessors[number[successor(order[place], next)]].append(place)
      }
    }
    var semidominator = Array(0..<count)
    var forest = DominatorForest(count: count)
    var buckets = [[Int]](repeating: [], count: count)
    dominator = [Int](repeating: 0, count: count)
    for place in (0..<count).dropFirst().reversed() {
      for predecessor in predecessors[place] {
        let best = forest.evaluate(predecessor, semidominator)
        semidominator[place] = min(semidominator[place], semidominator[best])
      }
      buckets[semidominator[place]].append(place)
      forest.link(place, under: parent[place])
      for waiting in buckets[parent[place]] {
        let best = forest.evaluate(waiting, semidominator)
        dominator[waiting] = semidominator[best] < semidominator[waiting] ? best : parent[place]
      }
      buckets[parent[place]].removeAll()
    }
    for place in (0..<count).dropFirst() where dominator[place] != semidominator[place] {
      dominator[place] = dominator[dominator[place]]
    }
  }
}

/// The forest of linked nodes with path compression.
private struct DominatorForest {
  private var ancestor: [Int]
  private var label: [Int]

  init(count: Int) {
    ancestor = [Int](repeating: -1, count: count)
    label = Array(0..<count)
  }

  mutating func link(_ node: Int, under parent: Int) { ancestor[node] = parent }

  /// The node with the least semidominator on the way to the root of the tree that holds `node`.
  mutating func evaluate(_ node: Int, _ semidominator: [Int]) -> Int {
    guard ancestor[node] >= 0 else { return node }
    var path: [Int] = []
    var current = node
    while ancestor[ancestor[current]] >= 0 {
      path.append(current)
      current = ancestor[current]
    }
    for step in path.reversed() {
      let above = ancestor[step]
      if semidominator[label[above]] < semidominator[label[step]] { label[step] = label[above] }
      ancestor[step] = ancestor[above]
    }
    return label[node]
  }
}
