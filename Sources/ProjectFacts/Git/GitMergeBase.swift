extension GitRepository {
  /// As many commits are looked at, at most, by any walk over the history.
  static let walkLimit = 2_000_000

  /// The best common ancestor of two commits: where a branch left the other. The latest by its date where several are
  /// equally good, as after two branches were merged into each other.
  ///
  /// Fails with `shallow` where the clone was cut before it, with `noCommonAncestor` where there is none.
  package func mergeBase(_ left: GitObjectID, _ right: GitObjectID) throws(GitProblem) -> GitCommit {
    if left == right { return try commit(left) }
    var search = AncestorSearch(repository: self)
    let candidates = try search.commonAncestors(left, right)
    guard var best = candidates.first else {
      throw search.reachedCut ? .shallow : .noCommonAncestor
    }
    // Dates that lie let an ancestor of a better candidate through.
    for candidate in candidates.dropFirst() {
      var inner = AncestorSearch(repository: self)
      if try inner.commonAncestors(best.id, candidate.id).contains(where: { $0.id == best.id }) { best = candidate }
    }
    return best
  }
}

/// Walks down from two commits, the latest first, until everything that is left is known to be behind a common ancestor.
private struct AncestorSearch {
  private struct Marks: OptionSet {
    let rawValue: UInt8
    static let left = Marks(rawValue: 1)
    static let right = Marks(rawValue: 2)
    /// An ancestor of a common ancestor.
    static let behind = Marks(rawValue: 4)
    static let result = Marks(rawValue: 8)
    static let both: Marks = [.left, .right]
  }

  let repository: GitRepository
  /// Whether the walk came to where a shallow clone was cut.
  private(set) var reachedCut = false
  private var marks: [GitObjectID: Marks] = [:]
  private var commits: [GitObjectID: GitCommit] = [:]
  private var queue = LatestFirst()
  /// How many in the queue are not behind a common ancestor.
  private var open = 0

  init(repository: GitRepository) { self.repository = repository }

  /// The latest first.
  mutating func commonAncestors(_ left: GitObjectID, _ right: GitObjectID) throws(GitProblem) -> [GitCommit] {
    var results: [GitCommit] = []
    try visit(left, .left)
    try visit(right, .right)
    while open > 0, let id = queue.pop(), let commit = commits[id] {
      var mark = marks[id] ?? []
      if !mark.contains(.behind) { open -= 1 }
      if mark.isSuperset(of: .both) {
        if !mark.contains(.result), !mark.contains(.behind) {
          marks[id] = mark.union(.result)
          results.append(commit)
        }
        mark.insert(.behind)
      }
      if repository.shallowCommits.contains(id), !commit.parents.isEmpty { reachedCut = true }
      for parent in repository.parents(of: commit) { try visit(parent, mark.subtracting(.result)) }
    }
    return results.filter { marks[$0.id]?.contains(.behind) != true }
  }

  private mutating func visit(_ id: GitObjectID, _ added: Marks) throws(GitProblem) {
    let old = marks[id]
    if let old, old.isSuperset(of: added) { return }
    guard marks.count < GitRepository.walkLimit else {
      throw .tooLarge(what: "git's history", size: marks.count + 1, limit: GitRepository.walkLimit)
    }
    let commit = if let known = commits[id] { known } else { try repository.commit(id) }
    commits[id] = commit
    marks[id] = (old ?? []).union(added)
    let isQueued = queue.contains(id)
    let wasOpen = isQueued && old?.contains(.behind) == false
    let isOpen = !added.contains(.behind) && old?.contains(.behind) != true
    if isOpen, !wasOpen { open += 1 }
    if wasOpen, !isOpen { open -= 1 }
    if !isQueued { queue.push(id, time: commit.commitTime) }
  }
}

/// A heap of commits by their date.
struct LatestFirst {
  private var heap: [(time: Int, id: GitObjectID)] = []
  private var members: Set<GitObjectID> = []

  func contains(_ id: GitObjectID) -> Bool { members.contains(id) }

  mutating func push(_ id: GitObjectID, time: Int) {
    guard members.insert(id).inserted else { return }
    heap.append((time, id))
    var child = heap.count - 1
    while child > 0, precedes(heap[child], heap[(child - 1) / 2]) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func pop() -> GitObjectID? {
    guard let top = heap.first, let last = heap.popLast() else { return nil }
    members.remove(top.id)
    if heap.isEmpty { return top.id }
    heap[0] = last
    var parent = 0
    while true {
      var latest = parent
      for child in [parent * 2 + 1, parent * 2 + 2] where child < heap.count && precedes(heap[child], heap[latest]) {
        latest = child
      }
      if latest == parent { return top.id }
      heap.swapAt(parent, latest)
      parent = latest
    }
  }

  /// Names decide between equal dates, so that every run goes the same way.
  private func precedes(_ left: (time: Int, id: GitObjectID), _ right: (time: Int, id: GitObjectID)) -> Bool {
    left.time == right.time ? left.id < right.id : left.time > right.time
  }
}
