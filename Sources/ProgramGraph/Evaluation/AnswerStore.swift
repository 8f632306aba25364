/// A question that has one answer at a time.
enum Question {
  /// What a value is.
  case value(ValueReference)
  /// What stands behind a name of a thing.
  case member(Evaluator.MemberKey)
}

/// What an answer was read from: an inflow, or another answer.
struct AnswerSource: Equatable {
  private let raw: UInt32
  private static let inflowBit: UInt32 = 1 << 31

  init(inflow number: UInt32) { raw = number | Self.inflowBit }
  init(answer number: UInt32) { raw = number }

  var inflow: UInt32? { raw & Self.inflowBit == 0 ? nil : raw & ~Self.inflowBit }
  /// Meaningful where `inflow` is nil.
  var answer: UInt32 { raw }
}

/// A run of what was read, in the order in which it was asked for.
struct AnswerSources {
  fileprivate var start: UInt32
  fileprivate var count: UInt32
  /// The time of the inflows when it was read.
  var seenAt: UInt32

  var isEmpty: Bool { count == 0 }
}

/// The answers given so far, by number. 0 is no answer; numbers from `firstFrame` on stand for questions that are being
/// asked, with their frame.
///
/// An answer that was read from inflows, directly or through others, may become another one when they grow. It keeps
/// what it was read from, so that it is worked out again only when something of that has changed: most growth ends at
/// answers that stay what they are.
struct AnswerStore {
  static let firstFrame: UInt32 = 0x7FFF_0000

  /// What is kept of an answer that may become another one.
  private struct Changing {
    var question: Question
    var sources: AnswerSources
    /// The round in which it was last found to hold.
    var checkedIn: UInt32
    var changedAt: UInt32
    var activity = Activity.none
  }

  private enum Activity: UInt8 { case none, check, work }

  private var sets: [[Entity]]
  /// By answer: whether it hangs on the calls that the functions around it were entered by, so that it differs from
  /// context to context.
  private var isOfSurroundings: [Bool]
  /// By answer: its place in `changing` plus one, 0 for what stays.
  private var changingIndexes: [UInt32]
  private var changing: [Changing] = []
  private var pool: [AnswerSource] = []
  private var scratch = EntityScratch()

  init() {
    // "Unknown" that nothing will change is the most frequent answer.
    sets = [[], []]
    isOfSurroundings = [false, false]
    changingIndexes = [0, 0]
  }

  static func mark(frame: Int) -> UInt32 { firstFrame + UInt32(truncatingIfNeeded: frame) }

  subscript(number: UInt32) -> [Entity] { sets[Int(number)] }

  func hangsOnSurroundings(_ number: UInt32) -> Bool { isOfSurroundings[Int(number)] }

  func mayChange(_ number: UInt32) -> Bool { changingIndexes[Int(number)] != 0 }

  // MARK: Keeping

  /// Keeps an answer, in the place of the one that the question had before (0: none). Gives back its number.
  mutating func keep(
    _ set: [Entity], of question: Question, onSurroundings: Bool, from sources: ArraySlice<AnswerSource>,
    at time: UInt32, in round: UInt32, replacing number: UInt32
  ) -> UInt32 {
    if number != 0 {
      let index = Int(changingIndexes[Int(number)]) - 1
      if sets[Int(number)] != set || isOfSurroundings[Int(number)] != onSurroundings || changing[index].checkedIn == 0 {
        sets[Int(number)] = set
        isOfSurroundings[Int(number)] = onSurroundings
        changing[index].changedAt = time
      }
      changing[index].sources = keep(sources, at: time)
      changing[index].checkedIn = round
      changing[index].activity = .none
      return number
    }
    if sources.isEmpty, set.isEmpty, !onSurroundings { return 1 }
    sets.append(set)
    isOfSurroundings.append(onSurroundings)
    if sources.isEmpty {
      changingIndexes.append(0)
    } else {
      let kept = keep(sources, at: time)
      changing.append(Changing(question: question, sources: kept, checkedIn: round, changedAt: time))
      changingIndexes.append(UInt32(truncatingIfNeeded: changing.count))
    }
    return UInt32(truncatingIfNeeded: sets.count - 1)
  }

  /// Keeps what was read, each thing once.
  mutating func keep(_ sources: ArraySlice<AnswerSource>, at time: UInt32) -> AnswerSources {
    let start = pool.count
    for source in sources where !pool[start...].suffix(Self.lookBack).contains(source) { pool.append(source) }
    return AnswerSources(
      start: UInt32(truncatingIfNeeded: start), count: UInt32(truncatingIfNeeded: pool.count - start), seenAt: time)
  }

  /// How far back a thing that was read is looked for before it is taken to be another one.
  private static let lookBack = 12

  /// Gives up an answer that could not be worked out whole again: whoever read it must ask anew.
  mutating func giveUp(_ number: UInt32) {
    guard let index = changingIndex(number) else { return }
    sets[Int(number)] = []
    changing[index].checkedIn = 0
    changing[index].changedAt = .max
    changing[index].activity = .none
  }

  // MARK: Checking

  private func changingIndex(_ number: UInt32) -> Int? {
    let index = changingIndexes[Int(number)]
    return index == 0 ? nil : Int(index) - 1
  }

  /// Whether the answer holds in this round, as far as was looked.
  func isChecked(_ number: UInt32, in round: UInt32) -> Bool {
    guard let index = changingIndex(number) else { return true }
    return changing[index].checkedIn == round
  }

  func changedAt(_ number: UInt32) -> UInt32 { changingIndex(number).map { changing[$0].changedAt } ?? 0 }

  func question(of number: UInt32) -> Question? { changingIndex(number).map { changing[$0].question } }

  /// What the answer was read from; nil while it is being checked or worked out, or if it was given up.
  mutating func beginCheck(of number: UInt32) -> AnswerSources? {
    guard let index = changingIndex(number), changing[index].activity == .none, changing[index].checkedIn != 0 else {
      return nil
    }
    changing[index].activity = .check
    return changing[index].sources
  }

  /// - Parameter holds: whether what the answer was read from is what it was.
  /// - Returns: whether the answer holds; it may have been given up meanwhile.
  mutating func endCheck(of number: UInt32, holds: Bool, at time: UInt32, in round: UInt32) -> Bool {
    guard let index = changingIndex(number) else { return true }
    changing[index].activity = .none
    guard holds, changing[index].checkedIn != 0 else { return false }
    changing[index].checkedIn = round
    changing[index].sources.seenAt = time
    return true
  }

  /// Notes that the answer is being worked out, until another one is kept or it is given up.
  mutating func beginWork(on number: UInt32) {
    if let index = changingIndex(number) { changing[index].activity = .work }
  }

  func isBeingWorkedOut(_ number: UInt32) -> Bool {
    changingIndex(number).map { changing[$0].activity == .work } ?? false
  }

  func sources(of run: AnswerSources) -> Range<Int> { Int(run.start)..<Int(run.start + run.count) }

  func source(at position: Int) -> AnswerSource { pool[position] }

  // MARK: Entities

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
