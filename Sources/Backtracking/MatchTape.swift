/// The memory of a matcher: raw, because a match looks at it a million times.
final class MatchTape {
  let instructions: UnsafeMutablePointer<MatchProgram.Instruction>
  private let instructionCount: Int
  /// By set and character below 256: whether the set takes it.
  let low: UnsafeMutablePointer<Bool>
  private(set) var text: UnsafeMutablePointer<UInt32>
  private(set) var textCount = 0
  /// Registers, then captures.
  let slots: UnsafeMutablePointer<Int32>
  let registers: Int
  private let slotCount: Int
  /// Choices that are left: where to go on and at which position; below zero a slot to restore.
  private var stack: UnsafeMutablePointer<(place: Int32, value: Int32)>
  private(set) var stackCount = 0
  private var stackCapacity = 1024

  init(_ program: MatchProgram, _ sets: [CodeSet]) {
    instructionCount = program.instructions.count
    instructions = .allocate(capacity: max(1, instructionCount))
    for (index, instruction) in program.instructions.enumerated() {
      (instructions + index).initialize(to: instruction)
    }
    low = .allocate(capacity: max(1, sets.count * 256))
    low.initialize(repeating: false, count: max(1, sets.count * 256))
    for (number, set) in sets.enumerated() {
      for range in set.ranges where range.lower < 256 {
        for code in range.lower...min(range.upper, 255) { low[number << 8 | Int(code)] = true }
      }
    }
    text = .allocate(capacity: 1)
    registers = program.registers
    slotCount = program.registers + program.captures * 2
    slots = .allocate(capacity: max(1, slotCount))
    slots.initialize(repeating: -1, count: max(1, slotCount))
    stack = .allocate(capacity: stackCapacity)
  }

  deinit {
    instructions.deallocate()
    low.deallocate()
    text.deallocate()
    slots.deallocate()
    stack.deallocate()
  }

  func load(_ codes: [UInt32]) {
    text.deallocate()
    text = .allocate(capacity: max(1, codes.count))
    for (index, code) in codes.enumerated() { (text + index).initialize(to: code) }
    textCount = codes.count
  }

  /// Ready for a match at another place.
  func forget() {
    for index in 0..<slotCount { slots[index] = -1 }
    stackCount = 0
  }

  func push(_ place: Int32, _ value: Int32) {
    if stackCount == stackCapacity {
      let larger = UnsafeMutablePointer<(place: Int32, value: Int32)>.allocate(capacity: stackCapacity * 2)
      larger.moveInitialize(from: stack, count: stackCount)
      stack.deallocate()
      stack = larger
      stackCapacity *= 2
    }
    (stack + stackCount).initialize(to: (place, value))
    stackCount += 1
  }

  /// The stack must hold something.
  func pop() -> (place: Int32, value: Int32) {
    stackCount -= 1
    return stack[stackCount]
  }

  func cut(to count: Int) { stackCount = count }

  /// Keeps a position, to be forgotten with the choice before it.
  func set(_ slot: Int, _ value: Int32) {
    push(Int32(truncatingIfNeeded: -1 - slot), slots[slot])
    slots[slot] = value
  }

  func slotValues() -> [Int32] { (0..<slotCount).map { slots[$0] } }
}
