/// What an answer hangs on besides the text of the program.
struct Dependence: OptionSet, Sendable {
  let rawValue: UInt8
  /// On what was seen to flow into a parameter: it may grow.
  static let flows = Dependence(rawValue: 1 << 0)
  /// On the calls that the functions around it were entered by: it differs from context to context.
  static let surroundings = Dependence(rawValue: 1 << 1)
}

/// The answers given so far, by number. 0 is no answer; numbers from `firstFrame` on stand for questions that are being
/// asked, with their frame.
struct AnswerStore {
  static let firstFrame: UInt32 = 0xFFFF_0000

  private var sets: [[Entity]]
  private var dependences: [Dependence]
  private var scratch = EntityScratch()

  init() {
    // "Unknown" is the most frequent answer: one for each kind of dependence.
    sets = [[], [], [], [], []]
    dependences = [[]] + (0..<4).map { Dependence(rawValue: $0) }
  }

  static func mark(frame: Int) -> UInt32 { firstFrame + UInt32(truncatingIfNeeded: frame) }

  subscript(number: UInt32) -> [Entity] { sets[Int(number)] }

  func dependence(of number: UInt32) -> Dependence { dependences[Int(number)] }

  mutating func keep(_ set: [Entity], _ dependence: Dependence) -> UInt32 {
    if set.isEmpty { return 1 + UInt32(dependence.rawValue) }
    sets.append(set)
    dependences.append(dependence)
    return UInt32(truncatingIfNeeded: sets.count - 1)
  }

  /// Whether the answer may be another one by now.
  func isStale(_ number: UInt32) -> Bool { dependences[Int(number)].contains(.flows) }

  /// Frees the answers that may have grown. Their numbers must be forgotten by all who hold them.
  mutating func freeStale() {
    for number in 5..<max(5, sets.count) where dependences[number].contains(.flows) { sets[number] = [] }
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
