import JavaScript

/// A pattern as instructions for `BacktrackingMatcher`, in the order in which ECMAScript tries things (22.2.2).
struct MatchProgram {
  enum Operation: UInt8 {
    /// Takes a character of set `a`; backwards if `b` is 1.
    case take
    /// Tries `a` first, then `b`.
    case split
    case jump
    /// Keeps the position in register `a`.
    case mark
    /// Fails if the position is the one in register `a`: a round of a loop that took nothing.
    case moved
    /// Keeps the position in slot `a` of the captures.
    case save
    case lineStart, textStart, lineEnd, textEnd
    /// `b` is 1 for `\B`.
    case boundary
    /// Takes what group `a` took; backwards if `b` is 1.
    case reference
    /// Runs what follows up to `end`, then goes on at `a`; `b` is 1 if it must fail.
    case look
    case end
  }

  struct Instruction {
    var operation: Operation
    var a: Int32 = 0
    var b: Int32 = 0
  }

  private(set) var instructions: [Instruction] = []
  private(set) var registers = 0
  let captures: Int

  private let expression: RegularExpression
  private static let maximumLength = 20_000
  /// Groups that take nothing add no instructions, however often they are repeated.
  private var work = 0
  private static let maximumWork = 100_000
  private static let maximumDepth = 120

  init(_ expression: RegularExpression, _ sets: inout PatternSets) throws(BacktrackingLimit) {
    self.expression = expression
    captures = expression.captureCount + 1
    try alternatives(of: 0, &sets, false, 0)
    try add(.end)
  }

  private mutating func add(_ operation: Operation, _ a: Int = 0, _ b: Int = 0) throws(BacktrackingLimit) {
    guard instructions.count < Self.maximumLength else { throw .tooLarge }
    instructions.append(
      Instruction(operation: operation, a: Int32(truncatingIfNeeded: a), b: Int32(truncatingIfNeeded: b)))
  }

  private var here: Int32 { Int32(truncatingIfNeeded: instructions.count) }

  private mutating func alternatives(
    of node: Int, _ sets: inout PatternSets, _ backwards: Bool, _ depth: Int
  ) throws(BacktrackingLimit) {
    let children = expression.children(of: node)
    var exits: [Int] = []
    for (number, alternative) in children.enumerated() {
      let isLast = number == children.count - 1
      let split = instructions.count
      if !isLast { try add(.split, split + 1) }
      let terms = expression.children(of: alternative)
      for term in backwards ? terms.reversed() : terms { try repeated(term, &sets, backwards, depth + 1) }
      if !isLast {
        exits.append(instructions.count)
        try add(.jump)
        instructions[split].b = here
      }
    }
    for exit in exits { instructions[exit].a = here }
  }

  // MARK: Repetition

  private mutating func repeated(
    _ term: Int, _ sets: inout PatternSets, _ backwards: Bool, _ depth: Int
  ) throws(BacktrackingLimit) {
    guard depth < Self.maximumDepth else { throw .tooLarge }
    let node = expression.nodes[term]
    if node.minimum == 1, node.maximum == 1 { return try once(term, &sets, backwards, depth) }
    guard node.minimum < 5000 else { throw .tooLarge }
    for _ in 0..<node.minimum { try once(term, &sets, backwards, depth) }
    if node.maximum == PatternNode.unbounded { return try loop(term, node, &sets, backwards, depth) }
    guard node.maximum > node.minimum else { return }
    guard node.maximum - node.minimum < 5000 else { throw .tooLarge }
    var splits: [Int] = []
    for _ in 0..<(node.maximum - node.minimum) {
      splits.append(instructions.count)
      try add(.split)
      try turn(term, &sets, backwards, depth)
    }
    for split in splits { aim(split, body: Int32(truncatingIfNeeded: split + 1), exit: here, node.isLazy) }
  }

  private mutating func loop(
    _ term: Int, _ node: PatternNode, _ sets: inout PatternSets, _ backwards: Bool, _ depth: Int
  ) throws(BacktrackingLimit) {
    let split = instructions.count
    try add(.split)
    try turn(term, &sets, backwards, depth)
    try add(.jump, split)
    aim(split, body: Int32(truncatingIfNeeded: split + 1), exit: here, node.isLazy)
  }

  /// A round that need not be: one that takes nothing is none.
  private mutating func turn(
    _ term: Int, _ sets: inout PatternSets, _ backwards: Bool, _ depth: Int
  ) throws(BacktrackingLimit) {
    if takesOne(term) { return try once(term, &sets, backwards, depth) }
    let register = registers
    registers += 1
    try add(.mark, register)
    try once(term, &sets, backwards, depth)
    try add(.moved, register)
  }

  private func takesOne(_ term: Int) -> Bool {
    switch expression.nodes[term].kind {
    case .character, .anyCharacter, .classEscape, .property, .characterClass: true
    default: false
    }
  }

  private mutating func aim(_ split: Int, body: Int32, exit: Int32, _ isLazy: Bool) {
    instructions[split].a = isLazy ? exit : body
    instructions[split].b = isLazy ? body : exit
  }

  // MARK: Terms

  private mutating func once(
    _ term: Int, _ sets: inout PatternSets, _ backwards: Bool, _ depth: Int
  ) throws(BacktrackingLimit) {
    work += 1
    guard work < Self.maximumWork else { throw .tooLarge }
    let node = expression.nodes[term]
    let isMultiline = expression.flags.contains(.multiline)
    switch node.kind {
    case .character, .anyCharacter, .classEscape, .property, .characterClass:
      try add(.take, try sets.number(of: term), backwards ? 1 : 0)
    case .capture:
      let slot = Int(node.value) * 2
      try add(.save, slot + (backwards ? 1 : 0))
      try alternatives(of: term, &sets, backwards, depth)
      try add(.save, slot + (backwards ? 0 : 1))
    case .group, .pattern: try alternatives(of: term, &sets, backwards, depth)
    case .lookahead, .lookbehind:
      let look = instructions.count
      try add(.look, 0, node.isNegated ? 1 : 0)
      try alternatives(of: term, &sets, node.kind == .lookbehind, depth)
      try add(.end)
      instructions[look].a = here
    case .startAssertion: try add(isMultiline ? .lineStart : .textStart)
    case .endAssertion: try add(isMultiline ? .lineEnd : .textEnd)
    case .wordBoundary: try add(.boundary, 0, node.isNegated ? 1 : 0)
    case .numberedReference where Int(node.value) < captures: try add(.reference, Int(node.value), backwards ? 1 : 0)
    case .numberedReference, .namedReference, .alternative, .range, .strings: throw .notUnderstood
    }
  }
}
