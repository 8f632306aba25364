import JavaScript

extension PatternMatcher {
  /// Goals `list` and `openList`: items one by one, runs as long as they need to be. An open list need not reach the end.
  mutating func tryList(_ goal: Goal) -> Bool {
    let index = Int(goal.index)
    let position = Int(goal.position)
    guard index < pool.count(ofList: goal.pattern) else {
      if goal.kind == .openList {
        lastStatement = position > 0 ? goal.items[position - 1] : .none
      } else if position < goal.items.count {
        return false
      }
      return solve(goal.next)
    }
    let item = pool.item(index, ofList: goal.pattern)
    if pool.nodes[Int(item)].form == .run { return tryRun(goal, slot: Int(pool.nodes[Int(item)].a) - 1) }
    guard position < goal.items.count else { return false }
    let node = goal.items[position]
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

  private mutating func tryRun(_ goal: Goal, slot: Int) -> Bool {
    var single = 0
    var hasRun = goal.kind == .openList
    for index in (Int(goal.index) + 1)..<max(Int(goal.index) + 1, pool.count(ofList: goal.pattern)) {
      let item = pool.item(index, ofList: goal.pattern)
      if pool.nodes[Int(item)].form == .run { hasRun = true } else { single += 1 }
    }
    let position = Int(goal.position)
    let longest = goal.items.count - single
    guard longest >= position else { return false }
    // With nothing flexible behind it there is one length.
    for end in (hasRun ? position : longest)...longest {
      let mark = mark
      let run = NodeRun(items: goal.items, from: position, to: end, owner: goal.node)
      if slot < 0 || bind(slot, run) {
        var rest = goal
        rest.index += 1
        rest.position = Int32(truncatingIfNeeded: end)
        if solve(push(rest)) { return true }
      }
      undo(to: mark)
    }
    return false
  }

  /// Goal `anyOf`: `const $X = $Y` is any declarator of a declaration.
  mutating func tryAnyOf(_ goal: Goal) -> Bool {
    let item = pool.item(0, ofList: goal.pattern)
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
    let count = pool.count(ofList: goal.pattern)
    var index = Int(goal.index)
    while index < count, pool.nodes[Int(pool.item(index, ofList: goal.pattern))].form == .run { index += 1 }
    guard index < count else { return solve(goal.next) }
    let item = pool.item(index, ofList: goal.pattern)
    var rest = goal
    rest.index = Int32(index + 1)
    for position in 0..<goal.items.count where !isTaken(goal.items[position]) {
      let mark = mark
      taken.push(goal.items[position])
      let next = push(rest)
      if tryNode(item, goal.items[position], next: next) { return true }
      undo(to: mark)
    }
    return false
  }

  private func isTaken(_ property: NodeID) -> Bool {
    for index in 0..<taken.count where taken[index] == property { return true }
    return false
  }
}
