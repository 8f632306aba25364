/// A text that a pattern may read in many ways: what stands before the loop, and what goes round in it.
struct Suspicion: Hashable {
  var prefix: [UInt32]
  var pump: [UInt32]
}

/// Looks for words that an automaton reads in several ways, and more so the longer they are.
///
/// The number of ways grows exponentially if a state comes back to itself on one word by two ways, and polynomially if
/// one word leads from a state to itself, from it to another one, and from that one to itself (Weber and Seidl, 1991).
/// Both are searched for in products of the automaton with itself, within a budget.
struct Ambiguity {
  private let automaton: PositionAutomaton
  private let alphabet: Alphabet
  private let loops: [[Int]]
  private var budget = 300_000
  /// By pair of sets: a symbol of both, or -1; found when it is asked for.
  private var commonOfTwo: [Int: Int] = [:]

  init(_ automaton: PositionAutomaton, _ alphabet: Alphabet) {
    self.automaton = automaton
    self.alphabet = alphabet
    loops = automaton.loops()
  }

  // MARK: Exponential

  mutating func exponential() -> [Suspicion] {
    var found: [Suspicion] = []
    for loop in loops {
      let isInLoop = marks(loop)
      if let word = doubleEdge(loop, isInLoop) ?? twoWays(loop, isInLoop), !found.contains(word) { found.append(word) }
    }
    return found
  }

  /// An edge within the loop that counts twice.
  private mutating func doubleEdge(_ loop: [Int], _ isInLoop: [Bool]) -> Suspicion? {
    for state in loop {
      for edge in automaton.edges[state] where edge.isDouble && isInLoop[edge.target] {
        guard let back = way(from: edge.target, to: state, isInLoop), let prefix = automaton.way(to: state) else {
          continue
        }
        return suspicion(prefix, [edge.target] + back)
      }
    }
    return nil
  }

  private struct Pair: Hashable {
    var first: Int
    var second: Int
    var ordered: Pair { first <= second ? self : Pair(first: second, second: first) }
  }

  /// Two different ways from a state back to itself on one word. If any state of the loop has them, all have.
  private mutating func twoWays(_ loop: [Int], _ isInLoop: [Bool]) -> Suspicion? {
    let start = Pair(first: loop[0], second: loop[0])
    // Forward from the start, with the symbol and the pair before each.
    var before: [Pair: (pair: Pair, symbol: Int)] = [:]
    var backwards: [Pair: [(pair: Pair, symbol: Int)]] = [:]
    var queue = [start]
    var seen: Set<Pair> = [start]
    var next = 0
    while next < queue.count {
      let pair = queue[next]
      next += 1
      for first in automaton.edges[pair.first] where isInLoop[first.target] {
        for second in automaton.edges[pair.second] where isInLoop[second.target] {
          budget -= 1
          guard budget > 0 else { return nil }
          guard let symbol = common(first.target, second.target) else { continue }
          let target = Pair(first: first.target, second: second.target).ordered
          backwards[target, default: []].append((pair, symbol))
          if seen.insert(target).inserted {
            before[target] = (pair, symbol)
            queue.append(target)
          }
        }
      }
    }
    // Backward from the start: the next pair that is no equal one and can be come back from is the nearest.
    var after: [Pair: (pair: Pair, symbol: Int)] = [:]
    var waiting = [start]
    var known: Set<Pair> = [start]
    next = 0
    while next < waiting.count {
      let pair = waiting[next]
      next += 1
      if pair.first != pair.second { return twoWays(through: pair, start, before, after) }
      for (source, symbol) in backwards[pair] ?? [] where known.insert(source).inserted {
        after[source] = (pair, symbol)
        waiting.append(source)
      }
    }
    return nil
  }

  private func twoWays(
    through pair: Pair, _ start: Pair, _ before: [Pair: (pair: Pair, symbol: Int)],
    _ after: [Pair: (pair: Pair, symbol: Int)]
  ) -> Suspicion? {
    var word: [Int] = []
    var current = pair
    while current != start, let step = before[current] {
      word.append(step.symbol)
      current = step.pair
    }
    word.reverse()
    current = pair
    while current != start, let step = after[current] {
      word.append(step.symbol)
      current = step.pair
    }
    guard let prefix = automaton.way(to: start.first) else { return nil }
    return Suspicion(prefix: characters(prefix), pump: word.map { alphabet.representatives[$0] })
  }

  // MARK: Polynomial

  private struct Triple: Hashable {
    var first: Int
    var second: Int
    var third: Int
  }

  /// Loops that follow one another on the same word, at most `limit`; the search of the text for a beginning counts as a
  /// loop too.
  mutating func polynomial(limit: Int) -> [Suspicion] {
    var found: [Suspicion] = []
    var group = [Int](repeating: -1, count: automaton.takes.count)
    for (number, loop) in loops.enumerated() { for state in loop { group[state] = number } }
    let starts = loops.map { $0[0] }.sorted() + (automaton.isUnanchored ? [0] : [])
    for start in starts {
      for target in group.indices where group[target] >= 0 && (start == 0 || group[target] != group[start]) {
        guard found.count < limit, budget > 0 else { return found }
        guard let word = overlap(start, target, group), let prefix = automaton.way(to: start) else { continue }
        let suspicion = Suspicion(prefix: characters(prefix), pump: word.map { alphabet.representatives[$0] })
        if !found.contains(suspicion) { found.append(suspicion) }
      }
    }
    return found
  }

  /// A word from `start` to itself, from `start` to `target` and from `target` to itself.
  private mutating func overlap(_ start: Int, _ target: Int, _ group: [Int]) -> [Int]? {
    let begin = Triple(first: start, second: start, third: target)
    let end = Triple(first: start, second: target, third: target)
    var before: [Triple: (triple: Triple, symbol: Int)] = [:]
    var queue = [begin]
    var next = 0
    // No single question may use up what is there for all.
    var share = 20_000
    while next < queue.count {
      let triple = queue[next]
      next += 1
      for third in automaton.edges[triple.third] where group[third.target] == group[target] {
        for second in middle(triple.second) {
          for first in firsts(triple.first, start, group) {
            budget -= 1
            share -= 1
            guard budget > 0, share > 0 else { return nil }
            guard let symbol = common(first, second, third.target) else { continue }
            let reached = Triple(first: first, second: second, third: third.target)
            guard reached != begin, before[reached] == nil else { continue }
            before[reached] = (triple, symbol)
            if reached == end { return word(to: end, from: begin, before) }
            queue.append(reached)
          }
        }
      }
    }
    return nil
  }

  private func word(
    to end: Triple, from begin: Triple, _ before: [Triple: (triple: Triple, symbol: Int)]
  ) -> [Int] {
    var word: [Int] = []
    var current = end
    while current != begin, let step = before[current] {
      word.append(step.symbol)
      current = step.triple
    }
    return word.reversed()
  }

  /// The beginning waits in itself while the text is searched.
  private func middle(_ state: Int) -> [Int] {
    let targets = automaton.edges[state].map(\.target)
    return state == 0 && automaton.isUnanchored ? targets + [0] : targets
  }

  private func firsts(_ state: Int, _ start: Int, _ group: [Int]) -> [Int] {
    if start == 0 { return [0] }
    return automaton.edges[state].map(\.target).filter { group[$0] == group[start] }
  }

  // MARK: Words

  /// A symbol that all the states take; the beginning takes any.
  private mutating func common(_ states: Int...) -> Int? {
    let sets = Set(states.filter { $0 != 0 }.map { automaton.takes[$0] }).sorted()
    switch sets.count {
    case 1: return alphabet.common(sets[0])
    case 2:
      let key = sets[0] * PatternSets.maximumSets + sets[1]
      if let known = commonOfTwo[key] { return known < 0 ? nil : known }
      let symbol = alphabet.common(sets[0], sets[1])
      commonOfTwo[key] = symbol ?? -1
      return symbol
    case 3: return alphabet.common(sets[0], sets[1], sets[2])
    default: return nil
    }
  }

  private func marks(_ states: [Int]) -> [Bool] {
    var result = [Bool](repeating: false, count: automaton.takes.count)
    for state in states { result[state] = true }
    return result
  }

  /// States to take from one to another within a loop, the last included.
  private func way(from source: Int, to target: Int, _ isInLoop: [Bool]) -> [Int]? {
    if source == target { return [] }
    var previous: [Int: Int] = [:]
    var queue = [source]
    var next = 0
    while next < queue.count {
      let state = queue[next]
      next += 1
      for edge in automaton.edges[state] where isInLoop[edge.target] && previous[edge.target] == nil {
        previous[edge.target] = state
        if edge.target == target {
          var way = [target]
          while let before = previous[way[way.count - 1]], before != source { way.append(before) }
          return way.reversed()
        }
        queue.append(edge.target)
      }
    }
    return nil
  }

  private func suspicion(_ prefix: [Int], _ pump: [Int]) -> Suspicion {
    Suspicion(prefix: characters(prefix), pump: characters(pump))
  }

  private func characters(_ states: [Int]) -> [UInt32] {
    states.compactMap { alphabet.common(automaton.takes[$0]).map { alphabet.representatives[$0] } }
  }
}
