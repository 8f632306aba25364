/// Paths and what is known at each, found by bytes in constant time without building a `String`.
///
/// Open addressing over one byte array: 11,000 paths are two allocations, and a look-up is one hash and one comparison.
/// A path has no leading and no trailing slash; the root is the empty path.
package struct PathTable: Sendable {
  private var storage: [UInt8] = []
  private var ends: [UInt32] = []
  private var slots: [UInt32] = []
  private static let vacant = UInt32.max

  package init() {}

  /// Number of paths; they have the indices `0..<count` in the order they were added.
  package var count: Int { ends.count }

  package func index(of path: String) -> Int? {
    var path = path
    return path.withUTF8 { index(of: $0) }
  }

  package func index(of path: UnsafeBufferPointer<UInt8>) -> Int? {
    guard !slots.isEmpty else { return nil }
    return slots.withUnsafeBufferPointer { slots -> Int? in
      let entry = slots[slotNumber(for: path, in: slots)]
      return entry == Self.vacant ? nil : Int(entry)
    }
  }

  package func path(at index: Int) -> String {
    String(decoding: storage[start(of: index)..<Int(ends[index])], as: UTF8.self)
  }

  /// Adds a path, or finds it where it already is.
  package mutating func insert(_ path: UnsafeBufferPointer<UInt8>) -> (index: Int, isNew: Bool) {
    if (ends.count + 1) * 2 > slots.count { grow() }
    let slot = slots.withUnsafeBufferPointer { slotNumber(for: path, in: $0) }
    if slots[slot] != Self.vacant { return (Int(slots[slot]), false) }
    let index = ends.count
    slots[slot] = UInt32(truncatingIfNeeded: index)
    storage.append(contentsOf: path)
    ends.append(UInt32(truncatingIfNeeded: storage.count))
    return (index, true)
  }

  @discardableResult
  package mutating func insert(_ path: String) -> (index: Int, isNew: Bool) {
    var path = path
    return path.withUTF8 { insert($0) }
  }

  private func start(of index: Int) -> Int { index == 0 ? 0 : Int(ends[index - 1]) }

  private func slotNumber(for path: UnsafeBufferPointer<UInt8>, in slots: UnsafeBufferPointer<UInt32>) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: Self.hash(path)) & mask
    while slots[slot] != Self.vacant, !isEqual(Int(slots[slot]), path) { slot = (slot + 1) & mask }
    return slot
  }

  private func isEqual(_ index: Int, _ path: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = start(of: index)
    guard Int(ends[index]) - start == path.count else { return false }
    return storage.withUnsafeBufferPointer { storage in
      for offset in 0..<path.count where storage[start + offset] != path[offset] { return false }
      return true
    }
  }

  private mutating func grow() {
    let size = max(64, slots.count * 2)
    var grown = [UInt32](repeating: Self.vacant, count: size)
    storage.withUnsafeBufferPointer { storage in
      for index in 0..<ends.count {
        let path = UnsafeBufferPointer(rebasing: storage[start(of: index)..<Int(ends[index])])
        var slot = Int(truncatingIfNeeded: Self.hash(path)) & (size - 1)
        while grown[slot] != Self.vacant { slot = (slot + 1) & (size - 1) }
        grown[slot] = UInt32(truncatingIfNeeded: index)
      }
    }
    slots = grown
  }

  /// FNV-1a with a final mix, so that the low bits of similar paths differ.
  private static func hash(_ path: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in path { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash ^= hash >> 29
    return hash &* 0x9E37_79B9_7F4A_7C15 >> 17
  }
}
