import JavaScript

/// Matches as engines with backtracking do, and counts what that takes. Not to find matches, but to find out how long
/// looking for one takes: it gives up when it has made as many steps as it may.
struct BacktrackingMatcher {
  enum Outcome: Equatable { case matched, failed, gaveUp }

  private let program: MatchProgram
  private let sets: [CodeSet]
  /// By set: the characters below 256 that it takes.
  private let low: [[Bool]]
  private let ignoresCase: Bool
  private let isSticky: Bool

  /// Steps made by the last match.
  private(set) var steps = 0
  private var limit = 0
  private var text: [UInt32] = []
  private var registers: [Int32] = []
  private var captures: [Int32] = []
  /// Choices that are left: where to go on and at which position; below zero a register or capture to restore.
  private var stack: [(place: Int32, value: Int32)] = []

  private static let maximumNesting = 20

  init(_ program: MatchProgram, _ sets: [CodeSet], _ flags: RegularExpressionFlags) {
    self.program = program
    self.sets = sets
    low = sets.map { set in (0..<256).map { set.contains(UInt32($0)) } }
    ignoresCase = flags.contains(.ignoreCase)
    isSticky = flags.contains(.sticky)
  }

  /// Looks for a match anywhere in a text, or at its beginning with the flag `y`.
  mutating func search(_ text: [UInt32], limit: Int) -> Outcome {
    self.text = text
    self.limit = limit
    steps = 0
    for start in 0...text.count {
      registers = Array(repeating: -1, count: program.registers)
      captures = Array(repeating: -1, count: program.captures * 2)
      stack.removeAll(keepingCapacity: true)
      switch run(from: 0, at: start, nesting: 0) {
      case .matched?: return .matched
      case .gaveUp?: return .gaveUp
      case .failed?, nil: break
      }
      if isSticky { break }
    }
    return .failed
  }

  /// Runs up to an `end`; nil stands for failure.
  private mutating func run(from start: Int, at begin: Int, nesting: Int) -> Outcome? {
    let base = stack.count
    var place = start
    var position = begin
    while true {
      steps += 1
      if steps > limit { return .gaveUp }
      let instruction = program.instructions[place]
      var goesOn = true
      switch instruction.operation {
      case .take:
        let index = instruction.b == 1 ? position - 1 : position
        if index >= 0, index < text.count, takes(Int(instruction.a), text[index]) {
          position += instruction.b == 1 ? -1 : 1
          place += 1
        } else {
          goesOn = false
        }
      case .split:
        stack.append((instruction.b, Int32(truncatingIfNeeded: position)))
        place = Int(instruction.a)
      case .jump: place = Int(instruction.a)
      case .mark:
        set(register: Int(instruction.a), position)
        place += 1
      case .moved:
        if Int(registers[Int(instruction.a)]) == position { goesOn = false } else { place += 1 }
      case .save:
        set(capture: Int(instruction.a), position)
        place += 1
      case .textStart: if position == 0 { place += 1 } else { goesOn = false }
      case .textEnd: if position == text.count { place += 1 } else { goesOn = false }
      case .lineStart:
        if position == 0 || CodeSet.lineEnds.contains(text[position - 1]) { place += 1 } else { goesOn = false }
      case .lineEnd:
        if position == text.count || CodeSet.lineEnds.contains(text[position]) { place += 1 } else { goesOn = false }
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
        stack.removeLast(stack.count - base)
        return .matched
      }
      if !goesOn {
        guard let choice = nextChoice(above: base) else { return .failed }
        place = Int(choice.place)
        position = Int(choice.value)
      }
    }
  }

  /// Takes the last choice that is left, and undoes what was done since.
  private mutating func nextChoice(above base: Int) -> (place: Int32, value: Int32)? {
    while stack.count > base, let last = stack.popLast() {
      if last.place >= 0 { return last }
      let index = Int(-1 - last.place)
      if index < registers.count {
        registers[index] = last.value
      } else {
        captures[index - registers.count] = last.value
      }
    }
    return nil
  }

  private mutating func set(register: Int, _ position: Int) {
    stack.append((Int32(truncatingIfNeeded: -1 - register), registers[register]))
    registers[register] = Int32(truncatingIfNeeded: position)
  }

  private mutating func set(capture: Int, _ position: Int) {
    stack.append((Int32(truncatingIfNeeded: -1 - registers.count - capture), captures[capture]))
    captures[capture] = Int32(truncatingIfNeeded: position)
  }

  /// Whether a lookaround holds; nil when it took too long.
  private mutating func look(from place: Int, at position: Int, mustFail: Bool, nesting: Int) -> Bool? {
    let oldRegisters = registers
    let oldCaptures = captures
    let outcome = run(from: place, at: position, nesting: nesting + 1)
    if outcome == .gaveUp { return nil }
    let found = outcome == .matched
    registers = oldRegisters
    if !found || mustFail {
      captures = oldCaptures
      return found != mustFail
    }
    // What it captured is forgotten with the choice before it.
    let newCaptures = captures
    captures = oldCaptures
    for index in newCaptures.indices where newCaptures[index] != oldCaptures[index] {
      set(capture: index, Int(newCaptures[index]))
    }
    return true
  }

  // MARK: Characters

  @inline(__always) private func takes(_ set: Int, _ code: UInt32) -> Bool {
    code < 256 ? low[set][Int(code)] : sets[set].contains(code)
  }

  private func isWord(_ index: Int) -> Bool {
    index >= 0 && index < text.count && CodeSet.word.contains(text[index])
  }

  private func afterReference(_ group: Int, _ position: Int, backwards: Bool) -> Int? {
    let start = Int(captures[group * 2])
    let end = Int(captures[group * 2 + 1])
    guard start >= 0, end >= start else { return position }
    let length = end - start
    let from = backwards ? position - length : position
    guard from >= 0, from + length <= text.count else { return nil }
    for offset in 0..<length where folded(text[start + offset]) != folded(text[from + offset]) { return nil }
    return backwards ? from : position + length
  }

  private func folded(_ code: UInt32) -> UInt32 { ignoresCase && code >= 0x41 && code <= 0x5A ? code + 32 : code }
}
