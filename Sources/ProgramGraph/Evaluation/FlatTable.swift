/// A key that mixes itself: most of what the evaluator does is to look things up by a few small numbers, and the
/// library's hashing, made to withstand chosen keys, costs more there than the answers.
protocol FlatKey: Equatable {
  /// All of the key, mixed into 64 bits.
  var mixed: UInt64 { get }
}

extension UInt64 {
  /// Mixes another number in: multiplication by an odd constant, then the high half folded down.
  @inline(__always)
  func mixed(with other: UInt64) -> UInt64 {
    let product = (self ^ other) &* 0x9E37_79B9_7F4A_7C15
    return product ^ (product >> 32)
  }
}

/// Numbers by key, in one flat array with open addressing. A number of 0 means "not there".
struct FlatTable<Key: FlatKey> {
  /// A key stays where it is once it was there.
  private struct Slot {
    var key: Key
    var number: UInt32
  }

  private var slots: [Slot?] = []
  private var used = 0

  /// The number kept for the key, 0 if there is none.
  subscript(key: Key) -> UInt32 {
    get {
      guard !slots.isEmpty else { return 0 }
      return slots[place(of: key)]?.number ?? 0
    }
    set {
      if (used + 1) * 4 > slots.count * 3 { grow() }
      let place = place(of: key)
      if slots[place] == nil { used += 1 }
      slots[place] = Slot(key: key, number: newValue)
    }
  }

  @inline(__always)
  private func place(of key: Key) -> Int {
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: key.mixed) & mask
    while let found = slots[place], found.key != key { place = (place + 1) & mask }
    return place
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: nil, count: max(64, old.count * 2))
    for case let slot? in old { slots[place(of: slot.key)] = slot }
  }
}
