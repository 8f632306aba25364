import JavaScript

extension PatternMatcher {
  /// Goals `list` and `openList`: items one by one, runs as long as they need to be. An open list need not reach the end.
  mutating func tryList(_ goal: Goal) -> Bool {
    let pattern = pool.list(goal.pattern)
    guard goal.index < pattern.count else {
      if goal.kind == .openList {
        lastStatement = goal.position > 0 ? goal.items[goal.position - 1] : .none
      } else if goal.position < goal.items.count {
        return false
      }
      return solve(goal.next)
    }
    let item = pattern[pattern.startIndex + goal.index]
    if pool.nodes[Int(item)].form == .run { return tryRun(goal, pattern, slot: Int(pool.nodes[Int(item)].a) - 1) }
    guard goal.position < goal.items.count else { return false }
    let node = goal.items[goal.position]
    var rest = goal
    rest.index += 1
    rest.position += 1
    let mark = mark
    let next = push(rest)
    // 0 is the hole of an array.
    if item == 0 ? node.isNone && solve(next) : node.exists && tryNode(item, node, next: next) { return true }
    undo(to: mark)
    return false
  }

  private mutating func tryRun(_ goal: Goal, _ pattern: ArraySlice<UInt32>, slot: Int) -> Bool {
    var single = 0
    var hasRun = goal.kind == .openList
    for item in pattern[(pattern.startIndex + goal.index + 1)...] {
      if pool.nodes[Int(item)].form == .run { hasRun = true } else { single += 1 }
    }
    let longest = goal.items.count - single
    guard longest >= goal.position else { return false }
    // With nothing flexible behind it there is one length.
    for end in (hasRun ? goal.position : longest)...longest {
      let mark = mark
      let run = NodeRun(items: goal.items, from: goal.position, to: end, owner: goal.node)
      if slot < 0 || bind(slot, run) {
        var rest = goal
        rest.index += 1
        rest.position = end
        if solve(push(rest)) { return true }
      }
      undo(to: mark)
    }
    return false
  }

  /// Goal `anyOf`: `const $X = $Y` is any declarator of a declaration.
  mutating func tryAnyOf(_ goal: Goal) -> Bool {
    guard let item = pool.list(goal.pattern).first else { return false }
    if pool.nodes[Int(item)].form == .run {
      var rest = goal
      rest.kind = .list
      return tryList(rest)
    }
    for position in 0..<goal.items.count where tryNode(item, goal.items[position], next: goal.next) { return true }
    return false
  }

  /// Goal `unordered`: properties in any order, with others between them.
  mutating func tryUnordered(_ goal: Goal) -> Bool {
    let pattern = pool.list(goal.pattern)
    var rest = goal
    while rest.index < pattern.count, pool.nodes[Int(pattern[pattern.startIndex + rest.index])].form == .run {
      rest.index += 1
    }
    guard rest.index < pattern.count else { return solve(goal.next) }
    let item = pattern[pattern.startIndex + rest.index]
    rest.index += 1
    for position in 0..<goal.items.count where !taken.contains(goal.items[position]) {
      let mark = mark
      taken.append(goal.items[position])
      let next = push(rest)
      if tryNode(item, goal.items[position], next: next) { return true }
      undo(to: mark)
    }
    return false
  }
}
