/// Raw growing memory that is kept from file to file: no uniqueness checks, no reference counting.
///
/// For plain values alone (nothing that is retained). Whoever owns a pile deallocates it. Copies share memory, so
/// exactly one copy may be changed.
struct Pile<Element> {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int = 256) {
    base = .allocate(capacity: capacity)
    self.capacity = capacity
  }

  func deallocate() { base.deallocate() }

  @inline(__always) subscript(index: Int) -> Element {
    get { base[index] }
    nonmutating set { base[index] = newValue }
  }

  @inline(__always) mutating func append(_ element: Element) {
    if count == capacity { grow() }
    (base + count).initialize(to: element)
    count += 1
  }

  @inline(__always) mutating func truncate(to count: Int) { self.count = count }

  /// Appends the elements of another pile from `start` on.
  mutating func append(contentsOf other: Pile<Element>, from start: Int) {
    let added = other.count - start
    while count + added > capacity { grow() }
    (base + count).update(from: other.base + start, count: added)
    count += added
  }

  /// `count` times the same element and nothing else.
  mutating func fill(_ element: Element, count: Int) {
    while count > capacity { grow() }
    base.initialize(repeating: element, count: count)
    self.count = count
  }

  var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: base, count: count) }

  /// A copy of exactly the needed size.
  func array(from start: Int = 0) -> [Element] {
    Array(UnsafeBufferPointer(start: base + start, count: count - start))
  }

  @inline(never) private mutating func grow() {
    let grown = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
    grown.update(from: base, count: count)
    base.deallocate()
    base = grown
    capacity *= 2
  }
}

/// A table of numbers that begins as zeros for each file (or, for tables by atom, is left as zeros by its users).
struct ZeroedTable {
  private(set) var base: UnsafeMutablePointer<UInt32>
  private var capacity: Int

  init(capacity: Int = 1024) {
    base = .allocate(capacity: capacity)
    base.initialize(repeating: 0, count: capacity)
    self.capacity = capacity
  }

  func deallocate() { base.deallocate() }

  @inline(__always) subscript(index: UInt32) -> UInt32 {
    get { base[Int(index)] }
    nonmutating set { base[Int(index)] = newValue }
  }

  /// Room for `count` entries; new ones are zero, old ones are kept.
  mutating func reserve(_ count: Int) {
    guard count > capacity else { return }
    let room = max(count, capacity * 2)
    let grown = UnsafeMutablePointer<UInt32>.allocate(capacity: room)
    grown.update(from: base, count: capacity)
    (grown + capacity).initialize(repeating: 0, count: room - capacity)
    base.deallocate()
    base = grown
    capacity = room
  }

  /// Room for `count` entries, all of them zero.
  mutating func clear(_ count: Int) {
    if count > capacity {
      base.deallocate()
      capacity = max(count, capacity * 2)
      base = .allocate(capacity: capacity)
    }
    base.initialize(repeating: 0, count: count)
  }
}
