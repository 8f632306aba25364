/// The characters of a pattern, as far as it tells them apart: one symbol for all that the same sets take.
struct Alphabet {
  /// By symbol: the character of it that reads best.
  private(set) var representatives: [UInt32] = []
  /// By set: its symbols, as bits.
  private(set) var symbols: [[UInt64]] = []
  private let words: Int

  static let maximumSymbols = 512

  /// - Parameter largest: the largest character of a text.
  init(_ sets: [CodeSet], upTo largest: UInt32) throws(BacktrackingLimit) {
    var starts: Set<UInt32> = [0]
    for range in sets.flatMap(\.ranges) {
      starts.insert(range.lower)
      starts.insert(range.upper + 1)
    }
    guard starts.count < 8000 else { throw .tooLarge }
    let ordered = starts.filter { $0 <= largest }.sorted()
    var numbers: [[Bool]: Int] = [:]
    var signatures: [[Bool]] = []
    for (index, start) in ordered.enumerated() {
      let end = index + 1 < ordered.count ? ordered[index + 1] - 1 : largest
      let signature = sets.map { $0.contains(start) }
      let best = Self.best(start, end)
      if let known = numbers[signature] {
        if Self.cost(best) < Self.cost(representatives[known]) { representatives[known] = best }
      } else {
        guard signatures.count < Self.maximumSymbols else { throw .tooLarge }
        numbers[signature] = signatures.count
        signatures.append(signature)
        representatives.append(best)
      }
    }
    words = (signatures.count + 63) / 64
    symbols = sets.indices.map { set in
      var bits = [UInt64](repeating: 0, count: words)
      for (symbol, signature) in signatures.enumerated() where signature[set] {
        bits[symbol / 64] |= 1 << UInt64(symbol % 64)
      }
      return bits
    }
  }

  /// The best symbol that all the sets take; nil where there is none.
  func common(_ sets: Int...) -> Int? {
    var best: Int?
    for word in 0..<words {
      var bits = ~UInt64(0)
      for set in sets { bits &= symbols[set][word] }
      while bits != 0 {
        let symbol = word * 64 + bits.trailingZeroBitCount
        if best.map({ Self.cost(representatives[symbol]) < Self.cost(representatives[$0]) }) ?? true { best = symbol }
        bits &= bits - 1
      }
    }
    return best
  }

  /// How well a character reads in a report: the less the better.
  private static func cost(_ code: UInt32) -> Int {
    switch code {
    case 0x61...0x7A: 0
    case 0x30...0x39: 1
    case 0x41...0x5A: 2
    case 0x21...0x7E: 3
    case 0x20: 4
    case 0x09, 0x0A: 5
    case 0xA1...0x17F: 6
    case 0xD800...0xDFFF: 9
    default: 7
    }
  }

  private static func best(_ lower: UInt32, _ upper: UInt32) -> UInt32 {
    for code in [0x61, 0x30, 0x41, 0x21, 0x20, 0x0A, 0xE9] as [UInt32] where code >= lower && code <= upper {
      return code
    }
    // The first of each group that begins within the range.
    let inside = [lower, max(lower, 0x61), max(lower, 0x30), max(lower, 0x41), max(lower, 0x21)].filter { $0 <= upper }
    return inside.min { cost($0) < cost($1) } ?? lower
  }
}
