/// What an answer hangs on besides the text of the program.
struct Dependence: Equatable, Sendable {
  /// The parameters whose flows were looked at, each as one of 64 bits: flows may grow.
  var flows: UInt64 = 0
  /// Whether it hangs on the calls that the functions around it were entered by: it differs from context to context.
  var onSurroundings = false

  static let none = Dependence()

  mutating func formUnion(_ other: Dependence) {
    flows |= other.flows
    onSurroundings = onSurroundings || other.onSurroundings
  }
}

/// The answers given so far, by number. 0 is no answer; numbers from `firstFrame` on stand for questions that are being
/// asked, with their frame.
struct AnswerStore {
  static let firstFrame: UInt32 = 0xFFFF_0000

  private var sets: [[Entity]]
  private var dependences: [Dependence]
  private var scratch = EntityScratch()

  init() {
    // "Unknown" that nothing will change is the most frequent answer.
    sets = [[], []]
    dependences = [.none, .none]
  }

  static func mark(frame: Int) -> UInt32 { firstFrame + UInt32(truncatingIfNeeded: frame) }

  subscript(number: UInt32) -> [Entity] { sets[Int(number)] }

  func dependence(of number: UInt32) -> Dependence { dependences[Int(number)] }

  mutating func keep(_ set: [Entity], _ dependence: Dependence) -> UInt32 {
    if set.isEmpty, dependence == .none { return 1 }
    sets.append(set)
    dependences.append(dependence)
    return UInt32(truncatingIfNeeded: sets.count - 1)
  }

  /// Whether the answer may be another one since these flows have grown.
  func isStale(_ number: UInt32, _ grown: UInt64) -> Bool { dependences[Int(number)].flows & grown != 0 }

  /// Frees the answers that are stale. Their numbers must be forgotten by all who hold them.
  mutating func freeStale(_ grown: UInt64) {
    for number in sets.indices where dependences[number].flows & grown != 0 { sets[number] = [] }
  }

  /// Each entity once, in order, and no more than `limit`.
  mutating func tidy(_ entities: inout [Entity], limit: Int) {
    if entities.count < 2 { return }
    if entities.count == 2 {
      if entities[0] == entities[1] { entities.removeLast() }
      return
    }
    scratch.unique(&entities, limit: limit)
  }
}

/// A set of entities that is emptied in no time: each use stamps its own slots.
struct EntityScratch {
  private var entities: [Entity] = []
  private var stamps: [UInt32] = []
  private var stamp: UInt32 = 0

  mutating func unique(_ list: inout [Entity], limit: Int) {
    if entities.count < list.count * 2 {
      var capacity = 64
      while capacity < list.count * 2 { capacity *= 2 }
      entities = Array(repeating: Entity(kind: .inert, file: FileIndex(0), id: 0), count: capacity)
      stamps = Array(repeating: 0, count: capacity)
      stamp = 0
    }
    stamp &+= 1
    let mask = entities.count - 1
    var kept = 0
    for index in list.indices {
      let entity = list[index]
      var slot = Int(truncatingIfNeeded: entity.mixed) & mask
      while stamps[slot] == stamp, entities[slot] != entity { slot = (slot + 1) & mask }
      if stamps[slot] == stamp { continue }
      stamps[slot] = stamp
      entities[slot] = entity
      list[kept] = entity
      kept += 1
      if kept == limit { break }
    }
    list.removeLast(list.count - kept)
  }
}
