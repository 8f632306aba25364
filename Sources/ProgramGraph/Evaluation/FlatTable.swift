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

/// Numbers by key, in flat arrays with open addressing. A number of 0 means "not there".
struct FlatTable<Key: FlatKey> {
  private var keys: [Key?] = []
  private var numbers: [UInt32] = []
  private var used = 0

  private(set) var count = 0

  /// The number kept for the key, 0 if there is none.
  subscript(key: Key) -> UInt32 {
    get {
      guard !keys.isEmpty else { return 0 }
      return numbers[slot(of: key)]
    }
    set {
      if (used + 1) * 4 > keys.count * 3 { grow() }
      let slot = slot(of: key)
      if keys[slot] == nil {
        keys[slot] = key
        used += 1
      }
      count += (newValue == 0 ? 0 : 1) - (numbers[slot] == 0 ? 0 : 1)
      numbers[slot] = newValue
    }
  }

  /// Forgets what the condition holds for.
  mutating func removeAll(where isStale: (UInt32) -> Bool) {
    for slot in numbers.indices where numbers[slot] != 0 && isStale(numbers[slot]) {
      numbers[slot] = 0
      count -= 1
    }
  }

  @inline(__always)
  private func slot(of key: Key) -> Int {
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: key.mixed) & mask
    while let found = keys[slot], found != key { slot = (slot + 1) & mask }
    return slot
  }

  /// Doubles, unless most slots hold what was forgotten.
  private mutating func grow() {
    let capacity = max(64, count * 2 > keys.count ? keys.count * 2 : keys.count)
    let old = (keys, numbers)
    keys = Array(repeating: nil, count: capacity)
    numbers = Array(repeating: 0, count: capacity)
    used = 0
    for (index, number) in old.1.enumerated() where number != 0 {
      guard let key = old.0[index] else { continue }
      let slot = slot(of: key)
      keys[slot] = key
      numbers[slot] = number
      used += 1
    }
  }
}
