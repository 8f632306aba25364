/// Interned names: equal bytes, equal atom. One table a worker, kept from file to file; a plain struct of pointers,
/// so that the lexer can hold it by value. Copies share memory: exactly one copy may intern at a time; `copied()` makes a
/// table of its own.
///
/// Atoms 1... are the texts of `WellKnownAtoms.texts` in that order, in every table.
///
/// A slot holds the first eight bytes of its name and the length, so that a name of up to eight bytes, which is most
/// of them, is found by one load and one comparison without looking at its text.
@frozen public struct AtomTable: @unchecked Sendable {
  @usableFromInline struct Slot {
    var key: UInt64
    var length: UInt32
    /// 0: the slot is free.
    var atom: UInt32
  }

  @usableFromInline var slots: UnsafeMutablePointer<Slot>
  @usableFromInline var mask: Int
  @usableFromInline var texts: UnsafeMutablePointer<UnsafeBufferPointer<UInt8>>
  /// The same as strings: rules ask for the same few names at every node.
  @usableFromInline var strings: UnsafeMutablePointer<String>
  @usableFromInline var textCapacity: Int
  /// Number of atoms, the unused atom 0 included.
  public private(set) var count: Int
  @usableFromInline var block: UnsafeMutablePointer<UInt8>
  @usableFromInline var blockUsed: Int
  @usableFromInline var blockCapacity: Int
  @usableFromInline var blocks: UnsafeMutablePointer<[UnsafeMutablePointer<UInt8>]>

  /// Zero bytes after each text, so that eight can be loaded from any of its bytes.
  private static let padding = 8

  public init() {
    let slotCount = 4096
    slots = .allocate(capacity: slotCount)
    slots.initialize(repeating: Slot(key: 0, length: 0, atom: 0), count: slotCount)
    mask = slotCount - 1
    textCapacity = 2048
    texts = .allocate(capacity: textCapacity)
    texts.initialize(to: UnsafeBufferPointer(start: nil, count: 0))
    strings = .allocate(capacity: textCapacity)
    strings.initialize(to: "")
    count = 1
    blockCapacity = 32768
    block = .allocate(capacity: blockCapacity)
    blockUsed = 0
    blocks = .allocate(capacity: 1)
    blocks.initialize(to: [block])
    for text in WellKnownAtoms.texts {
      _ = intern(text.utf8Start, text.utf8CodeUnitCount)
    }
  }

  /// A table of the same atoms that may intern beside this one, each learning names of its own.
  ///
  /// The texts stay where they are: what owns this table's memory has to live as long as the copy.
  func copied() -> AtomTable {
    var copy = self
    copy.slots = .allocate(capacity: mask + 1)
    copy.slots.initialize(from: slots, count: mask + 1)
    copy.texts = .allocate(capacity: textCapacity)
    copy.texts.initialize(from: texts, count: count)
    copy.strings = .allocate(capacity: textCapacity)
    copy.strings.initialize(from: strings, count: count)
    copy.blockCapacity = 32768
    copy.block = .allocate(capacity: copy.blockCapacity)
    copy.blockUsed = 0
    copy.blocks = .allocate(capacity: 1)
    copy.blocks.initialize(to: [copy.block])
    return copy
  }

  func deallocate() {
    slots.deallocate()
    texts.deallocate()
    strings.deinitialize(count: count)
    strings.deallocate()
    for block in blocks.pointee { block.deallocate() }
    blocks.deinitialize(count: 1)
    blocks.deallocate()
  }

  /// The atom of these bytes, made if need be. The bytes are copied.
  public mutating func intern(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> Atom {
    let key = AtomTable.firstWord(bytes, length)
    let hash = AtomTable.hash(key, bytes, length)
    let (atom, index) = find(key, bytes, length, hash)
    return atom.exists ? atom : insert(key, bytes, length, at: index)
  }

  /// As `intern`, for bytes with at least eight readable bytes from any of theirs on: the lexer's way.
  @inline(__always)
  mutating func intern(padded bytes: UnsafePointer<UInt8>, _ length: Int) -> Atom {
    guard length <= 8, length > 0 else { return intern(bytes, length) }
    let word = UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self)
    let key = word & (UInt64.max >> UInt64(truncatingIfNeeded: 64 &- 8 &* length))
    var index = Int(truncatingIfNeeded: AtomTable.mix(key, length)) & mask
    while true {
      let slot = slots + index
      if slot.pointee.key == key, slot.pointee.length == UInt32(truncatingIfNeeded: length) {
        return Atom(slot.pointee.atom)
      }
      if slot.pointee.atom == 0 { return insert(key, bytes, length, at: index) }
      index = (index &+ 1) & mask
    }
  }

  public mutating func intern(_ text: String) -> Atom {
    var text = text
    return text.withUTF8 { bytes in
      guard let base = bytes.baseAddress else { return intern(WellKnownAtoms.emptyText, 0) }
      return intern(base, bytes.count)
    }
  }

  /// The atom of these bytes if they were interned before, else `.none`.
  public func lookUp(_ text: String) -> Atom {
    var text = text
    return text.withUTF8 { bytes in
      lookUp(bytes.baseAddress ?? WellKnownAtoms.emptyText, bytes.count)
    }
  }

  /// The atom of these bytes if they were interned before, else `.none`.
  public func lookUp(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> Atom {
    let key = AtomTable.firstWord(bytes, length)
    return find(key, bytes, length, AtomTable.hash(key, bytes, length)).atom
  }

  @inlinable public func bytes(_ atom: Atom) -> UnsafeBufferPointer<UInt8> { texts[Int(atom.raw)] }

  /// What is no UTF-8 is replaced as decoding does.
  @inlinable public func text(_ atom: Atom) -> String { strings[Int(atom.raw)] }
}

extension AtomTable {
  @inline(__always)
  private static func mix(_ key: UInt64, _ length: Int) -> UInt64 {
    let hash = (key ^ UInt64(truncatingIfNeeded: length)) &* 0x9E37_79B9_7F4A_7C15
    return hash ^ (hash >> 32)
  }

  private static func firstWord(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> UInt64 {
    if length >= 8 { return UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self) }
    var word: UInt64 = 0
    var index = length
    while index > 0 {
      index -= 1
      word = word << 8 | UInt64(bytes[index])
    }
    return word
  }

  private static func hash(_ key: UInt64, _ bytes: UnsafePointer<UInt8>, _ length: Int) -> UInt64 {
    var hash = mix(key, length)
    guard length > 8 else { return hash }
    var index = 8
    while index + 8 < length {
      hash = mix(hash ^ UnsafeRawPointer(bytes + index).loadUnaligned(as: UInt64.self), length)
      index += 8
    }
    return mix(hash ^ UnsafeRawPointer(bytes + length - 8).loadUnaligned(as: UInt64.self), length)
  }

  /// The atom of a name, or `.none` and the free slot where it belongs.
  private func find(
    _ key: UInt64, _ bytes: UnsafePointer<UInt8>, _ length: Int, _ hash: UInt64
  ) -> (atom: Atom, index: Int) {
    var index = Int(truncatingIfNeeded: hash) & mask
    while slots[index].atom != 0 {
      let slot = slots[index]
      if slot.key == key, slot.length == UInt32(truncatingIfNeeded: length),
        length <= 8 || matches(texts[Int(slot.atom)], bytes, length)
      {
        return (Atom(slot.atom), index)
      }
      index = (index + 1) & mask
    }
    return (.none, index)
  }

  /// Compares names of more than eight bytes, a word at a time; the last word overlaps.
  private func matches(_ text: UnsafeBufferPointer<UInt8>, _ bytes: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    guard let base = text.baseAddress else { return false }
    let left = UnsafeRawPointer(base)
    let right = UnsafeRawPointer(bytes)
    var index = 8
    while index + 8 < length {
      if left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        != right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      {
        return false
      }
      index += 8
    }
    return left.loadUnaligned(fromByteOffset: length - 8, as: UInt64.self)
      == right.loadUnaligned(fromByteOffset: length - 8, as: UInt64.self)
  }

  @inline(never)
  private mutating func insert(_ key: UInt64, _ bytes: UnsafePointer<UInt8>, _ length: Int, at index: Int) -> Atom {
    if blockUsed + length + AtomTable.padding > blockCapacity {
      blockCapacity = max(65536, length + AtomTable.padding)
      block = .allocate(capacity: blockCapacity)
      blockUsed = 0
      blocks.pointee.append(block)
    }
    let copy = block + blockUsed
    copy.update(from: bytes, count: length)
    (copy + length).initialize(repeating: 0, count: AtomTable.padding)
    blockUsed += length
    if count == textCapacity {
      let grown = UnsafeMutablePointer<UnsafeBufferPointer<UInt8>>.allocate(capacity: textCapacity * 2)
      grown.update(from: texts, count: count)
      texts.deallocate()
      texts = grown
      let grownStrings = UnsafeMutablePointer<String>.allocate(capacity: textCapacity * 2)
      grownStrings.moveInitialize(from: strings, count: count)
      strings.deallocate()
      strings = grownStrings
      textCapacity *= 2
    }
    let atom = UInt32(truncatingIfNeeded: count)
    texts[count] = UnsafeBufferPointer(start: copy, count: length)
    (strings + count).initialize(to: String(decoding: texts[count], as: UTF8.self))
    slots[index] = Slot(key: key, length: UInt32(truncatingIfNeeded: length), atom: atom)
    count += 1
    if count * 2 > mask { growSlots() }
    return Atom(atom)
  }

  private mutating func growSlots() {
    let size = (mask + 1) * 4
    slots.deallocate()
    slots = .allocate(capacity: size)
    slots.initialize(repeating: Slot(key: 0, length: 0, atom: 0), count: size)
    mask = size - 1
    for atom in 1..<count {
      guard let base = texts[atom].baseAddress else { continue }
      let length = texts[atom].count
      let key = AtomTable.firstWord(base, length)
      var index = Int(truncatingIfNeeded: AtomTable.hash(key, base, length)) & mask
      while slots[index].atom != 0 { index = (index + 1) & mask }
      slots[index] = Slot(
        key: key, length: UInt32(truncatingIfNeeded: length), atom: UInt32(truncatingIfNeeded: atom))
    }
  }
}
