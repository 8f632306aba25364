import JavaScript

/// Matches as engines with backtracking do, and counts what that takes. Not to find matches, but to find out how long
/// looking for one takes: it gives up when it has made as many steps as it may.
struct BacktrackingMatcher {
  enum Outcome: Equatable { case matched, failed, gaveUp }

  private let tape: MatchTape
  private let sets: [CodeSet]
  private let ignoresCase: Bool
  private let isSticky: Bool

  /// Steps made by the last match.
  private(set) var steps = 0
  private var limit = 0

  private static let maximumNesting = 20

  init(_ program: MatchProgram, _ sets: [CodeSet], _ flags: RegularExpressionFlags) {
    tape = MatchTape(program, sets)
    self.sets = sets
    ignoresCase = flags.contains(.ignoreCase)
    isSticky = flags.contains(.sticky)
  }

  /// Looks for a match anywhere in a text, or at its beginning with the flag `y`.
  mutating func search(_ text: [UInt32], limit: Int) -> Outcome {
    tape.load(text)
    self.limit = limit
    steps = 0
    for start in 0...text.count {
      tape.forget()
      switch run(from: 0, at: start, nesting: 0) {
      case .matched: return .matched
      case .gaveUp: return .gaveUp
      case .failed: break
      }
      if isSticky { break }
    }
    return .failed
  }

  /// Runs up to an `end`.
  private mutating func run(from start: Int, at begin: Int, nesting: Int) -> Outcome {
    let tape = tape
    let count = tape.textCount
    let base = tape.stackCount
    var place = start
    var position = begin
    while true {
      steps += 1
      if steps > limit { return .gaveUp }
      let instruction = tape.instructions[place]
      var goesOn = true
      switch instruction.operation {
      case .take:
        let isBackwards = instruction.b == 1
        let index = isBackwards ? position - 1 : position
        if index >= 0, index < count, takes(Int(instruction.a), tape.text[index]) {
          position = isBackwards ? index : index + 1
          place += 1
        } else {
          goesOn = false
        }
      case .split:
        tape.push(instruction.b, Int32(truncatingIfNeeded: position))
        place = Int(instruction.a)
      case .jump: place = Int(instruction.a)
      case .mark:
        tape.set(Int(instruction.a), Int32(truncatingIfNeeded: position))
        place += 1
      case .moved:
        if Int(tape.slots[Int(instruction.a)]) == position { goesOn = false } else { place += 1 }
      case .save:
        tape.set(tape.registers + Int(instruction.a), Int32(truncatingIfNeeded: position))
        place += 1
      case .textStart: if position == 0 { place += 1 } else { goesOn = false }
      case .textEnd: if position == count { place += 1 } else { goesOn = false }
      case .lineStart:
        if position == 0 || CodeSet.lineEnds.contains(tape.text[position - 1]) { place += 1 } else { goesOn = false }
      case .lineEnd:
        if position == count || CodeSet.lineEnds.contains(tape.text[position]) { place += 1 } else { goesOn = false }
      case .boundary:
        if (isWord(position - 1) != isWord(position)) == (instruction.b == 0) { place += 1 } else { goesOn = false }
      case .reference:
        if let next = afterReference(Int(instruction.a), position, backwards: instruction.b == 1) {
          position = next
          place += 1
        } else {
          goesOn = false
        }
      case .look:
        guard nesting < Self.maximumNesting else { return .gaveUp }
        switch look(from: place + 1, at: position, mustFail: instruction.b == 1, nesting: nesting) {
        case nil: return .gaveUp
        case true?: place = Int(instruction.a)
        case false?: goesOn = false
        }
      case .end:
        tape.cut(to: base)
        return .matched
      }
      if !goesOn {
        // The last choice that is left; what was kept since is undone.
        var isFound = false
        while tape.stackCount > base, !isFound {
          let (next, value) = tape.pop()
          if next >= 0 {
            place = Int(next)
            position = Int(value)
            isFound = true
          } else {
            tape.slots[Int(-1 - next)] = value
          }
        }
        if !isFound { return .failed }
      }
    }
  }

  /// Whether a lookaround holds; nil when it took too long.
  private mutating func look(from place: Int, at position: Int, mustFail: Bool, nesting: Int) -> Bool? {
    let old = tape.slotValues()
    let outcome = run(from: place, at: position, nesting: nesting + 1)
    if outcome == .gaveUp { return nil }
    let found = outcome == .matched
    let new = tape.slotValues()
    for index in old.indices { tape.slots[index] = old[index] }
    guard found, !mustFail else { return found != mustFail }
    // What it captured is forgotten with the choice before it.
    for index in tape.registers..<new.count where new[index] != old[index] { tape.set(index, new[index]) }
    return true
  }

  // MARK: Characters

  @inline(__always) private func takes(_ set: Int, _ code: UInt32) -> Bool {
    code < 256 ? tape.low[set << 8 | Int(code)] : sets[set].contains(code)
  }

  private func isWord(_ index: Int) -> Bool {
    index >= 0 && index < tape.textCount && CodeSet.word.contains(tape.text[index])
  }

  private func afterReference(_ group: Int, _ position: Int, backwards: Bool) -> Int? {
    let start = Int(tape.slots[tape.registers + group * 2])
    let end = Int(tape.slots[tape.registers + group * 2 + 1])
    guard start >= 0, end >= start else { return position }
    let length = end - start
    let from = backwards ? position - length : position
    guard from >= 0, from + length <= tape.textCount else { return nil }
    for offset in 0..<length where folded(tape.text[start + offset]) != folded(tape.text[from + offset]) { return nil }
    return backwards ? from : position + length
  }

  private func folded(_ code: UInt32) -> UInt32 { ignoresCase && code >= 0x41 && code <= 0x5A ? code + 32 : code }
}
