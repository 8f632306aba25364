/// Interned names: equal bytes, equal atom. One table a worker, kept from file to file; a plain struct of pointers,
/// so that the lexer can hold it by value. Copies share memory: exactly one copy may intern at a time.
///
/// Atoms 1... are the texts of `WellKnownAtoms.texts` in that order, in every table.
@frozen public struct AtomTable: @unchecked Sendable {
  @usableFromInline var slots: UnsafeMutablePointer<UInt64>  // upper half: hash tag, lower half: atom; 0 is free
  @usableFromInline var mask: Int
  @usableFromInline var texts: UnsafeMutablePointer<UnsafeBufferPointer<UInt8>>
  @usableFromInline var textCapacity: Int
  /// Number of atoms, the unused atom 0 included.
  public private(set) var count: Int
  @usableFromInline var block: UnsafeMutablePointer<UInt8>
  @usableFromInline var blockUsed: Int
  @usableFromInline var blockCapacity: Int
  @usableFromInline var blocks: UnsafeMutablePointer<[UnsafeMutablePointer<UInt8>]>

  public init() {
    let slotCount = 4096
    slots = .allocate(capacity: slotCount)
    slots.initialize(repeating: 0, count: slotCount)
    mask = slotCount - 1
    textCapacity = 2048
    texts = .allocate(capacity: textCapacity)
    texts.initialize(to: UnsafeBufferPointer(start: nil, count: 0))
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

  func deallocate() {
    slots.deallocate()
    texts.deallocate()
    for block in blocks.pointee { block.deallocate() }
    blocks.deinitialize(count: 1)
    blocks.deallocate()
  }

  public static func hash(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> UInt64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: length)
    var index = 0
    while index + 8 <= length {
      let word = UnsafeRawPointer(bytes + index).loadUnaligned(as: UInt64.self)
      hash = (hash ^ word) &* 0xFF51_AFD7_ED55_8CCD
      hash ^= hash >> 32
      index += 8
    }
    var tail: UInt64 = 0
    var shift: UInt64 = 0
    while index < length {
      tail |= UInt64(bytes[index]) << shift
      shift += 8
      index += 1
    }
    hash = (hash ^ tail) &* 0xC4CE_B9FE_1A85_EC53
    return hash ^ (hash >> 29)
  }

  /// The atom of these bytes, made if need be. The bytes are copied.
  public mutating func intern(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> Atom {
    let hash = AtomTable.hash(bytes, length)
    let tag = hash & 0xFFFF_FFFF_0000_0000
    var index = Int(truncatingIfNeeded: hash) & mask
    while true {
      let slot = slots[index]
      if slot == 0 { break }
      if slot & 0xFFFF_FFFF_0000_0000 == tag {
        let atom = Int(slot & 0xFFFF_FFFF)
        if matches(texts[atom], bytes, length) { return Atom(UInt32(truncatingIfNeeded: atom)) }
      }
      index = (index + 1) & mask
    }
    return insert(bytes, length, tag: tag, at: index)
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
      guard let base = bytes.baseAddress else { return .none }
      let hash = AtomTable.hash(base, bytes.count)
      let tag = hash & 0xFFFF_FFFF_0000_0000
      var index = Int(truncatingIfNeeded: hash) & mask
      while slots[index] != 0 {
        let slot = slots[index]
        let atom = Int(slot & 0xFFFF_FFFF)
        if slot & 0xFFFF_FFFF_0000_0000 == tag, matches(texts[atom], base, bytes.count) {
          return Atom(UInt32(truncatingIfNeeded: atom))
        }
        index = (index + 1) & mask
      }
      return .none
    }
  }

  @inlinable public func bytes(_ atom: Atom) -> UnsafeBufferPointer<UInt8> { texts[Int(atom.raw)] }

  /// Allocates: not for hot paths.
  public func text(_ atom: Atom) -> String { String(decoding: texts[Int(atom.raw)], as: UTF8.self) }

  private func matches(_ text: UnsafeBufferPointer<UInt8>, _ bytes: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    guard text.count == length, let base = text.baseAddress else { return false }
    var index = 0
    while index < length {
      if base[index] != bytes[index] { return false }
      index += 1
    }
    return true
  }

  private mutating func insert(_ bytes: UnsafePointer<UInt8>, _ length: Int, tag: UInt64, at index: Int) -> Atom {
    if blockUsed + length + 8 > blockCapacity {
      blockCapacity = max(65536, length + 8)
      block = .allocate(capacity: blockCapacity)
      blockUsed = 0
      blocks.pointee.append(block)
    }
    let copy = block + blockUsed
    copy.update(from: bytes, count: length)
    blockUsed += length
    if count == textCapacity {
      let grown = UnsafeMutablePointer<UnsafeBufferPointer<UInt8>>.allocate(capacity: textCapacity * 2)
      grown.update(from: texts, count: count)
      texts.deallocate()
      texts = grown
      textCapacity *= 2
    }
    let atom = count
    texts[atom] = UnsafeBufferPointer(start: copy, count: length)
    slots[index] = tag | UInt64(atom)
    count += 1
    if count * 2 > mask { growSlots() }
    return Atom(UInt32(truncatingIfNeeded: atom))
  }

  private mutating func growSlots() {
    let size = (mask + 1) * 4
    slots.deallocate()
    slots = .allocate(capacity: size)
    slots.initialize(repeating: 0, count: size)
    mask = size - 1
    for atom in 1..<count {
      guard let base = texts[atom].baseAddress else { continue }
      let hash = AtomTable.hash(base, texts[atom].count)
      var index = Int(truncatingIfNeeded: hash) & mask
      while slots[index] != 0 { index = (index + 1) & mask }
      slots[index] = (hash & 0xFFFF_FFFF_0000_0000) | UInt64(atom)
    }
  }
}
