/// The value GitHub code scanning knows a line by, for every line of a file: `primaryLocationLineHash`.
///
/// The algorithm is GitHub's, and has to be followed to the bit, because the upload action compares: the file as UTF-16
/// units without blanks and tabs, CR and CR LF as LF, a byte-order mark kept, one unit 65535 at the end; a line is
/// known by the hundred units from its first one (looking ahead into later lines), folded as `h × 37 + unit` in 64 bits.
/// The value of every line falls out of one rolling pass.
///
/// Line numbers are those of `LineTable`.
package struct LineHashes: Sendable {
  private let values: [LineHash]

  /// Cost: one pass over the bytes; malformed UTF-8 counts as U+FFFD, as it does for GitHub.
  package init(_ bytes: [UInt8]) {
    var roller = Roller()
    let isASCII = bytes.allSatisfy { $0 < 0x80 }
    if isASCII {
      for byte in bytes { roller.take(UInt16(byte)) }
    } else {
      for unit in String(decoding: bytes, as: UTF8.self).utf16 { roller.take(unit) }
    }
    values = roller.finish()
  }

  package var lineCount: Int { values.count }

  /// The value of a 1-based line; lines past the end are taken for the last one.
  package func value(ofLine line: Int) -> LineHash {
    values[max(0, min(line, values.count) - 1)]
  }
}

/// What one line is known by: a hash and which occurrence of it in the file this is, from 1.
package struct LineHash: Hashable, Sendable {
  package let hash: UInt64
  package let occurrence: UInt32

  package init(hash: UInt64, occurrence: UInt32) {
    self.hash = hash
    self.occurrence = occurrence
  }

  /// As SARIF carries it: hexadecimal without padding, a colon, the occurrence.
  package var text: String { String(hash, radix: 16) + ":" + String(occurrence) }
}

/// The window of a hundred units that moves over the file.
private struct Roller {
  private static let windowSize = 100
  /// 37 to the power of `windowSize`: what the unit that leaves the window has been multiplied by.
  private static let leaving = (0..<windowSize).reduce(UInt64(1)) { power, _ in power &* 37 }

  private var window = [UInt16](repeating: 0, count: windowSize)
  /// Whether the unit at the same place of the window begins a line whose value is still to come.
  private var beginsLine = [Bool](repeating: false, count: windowSize)
  private var index = 0
  private var hash: UInt64 = 0
  private var atLineStart = true
  private var afterCarriageReturn = false
  private var occurrences: [UInt64: UInt32] = [:]
  private var values: [LineHash] = []

  mutating func take(_ unit: UInt16) {
    let isSkipped = unit == 0x20 || unit == 0x09 || (afterCarriageReturn && unit == 0x0A)
    afterCarriageReturn = unit == 0x0D
    if isSkipped { return }
    push(unit == 0x0D ? 0x0A : unit)
  }

  mutating func finish() -> [LineHash] {
    push(0xFFFF)
    for _ in 0..<Self.windowSize {
      settle()
      shift(in: 0)
    }
    return values
  }

  private mutating func push(_ unit: UInt16) {
    settle()
    beginsLine[index] = atLineStart
    atLineStart = unit == 0x0A
    shift(in: unit)
  }

  /// The oldest unit is about to leave: if a line begins with it, the window now holds exactly that line's units.
  private mutating func settle() {
    guard beginsLine[index] else { return }
    beginsLine[index] = false
    let occurrence = (occurrences[hash] ?? 0) + 1
    occurrences[hash] = occurrence
    values.append(LineHash(hash: hash, occurrence: occurrence))
  }

  private mutating func shift(in unit: UInt16) {
    hash = hash &* 37 &+ UInt64(unit) &- Self.leaving &* UInt64(window[index])
    window[index] = unit
    index = index + 1 == Self.windowSize ? 0 : index + 1
  }
}
