/// Unpacks what zlib packed: RFC 1950 around RFC 1951, bounded by the size its reader expects.
///
/// git's objects are zlib streams, and nothing that comes with Swift on Linux unpacks those. Codes of up to nine bits, the
/// most by far, are looked up at once; longer ones are found by counting, as in the algorithm of RFC 1951, 3.2.2.
struct Inflater {
  enum Problem: Error, Hashable {
    /// The input ends before the stream does.
    case truncated
    case malformed
    /// The stream holds more than the limit.
    case tooLarge
  }

  private let input: UnsafeBufferPointer<UInt8>
  private let limit: Int
  private let stopsAtLimit: Bool
  private var position = 0
  private var bits: UInt64 = 0
  private var bitCount = 0
  private var output: [UInt8]
  private var outputCount = 0

  /// - Parameter limit: more bytes than these are a problem, or the end where `stopsAtLimit`.
  /// - Parameter expected: a guess at the size, to save memory from being moved.
  static func inflate(
    _ input: [UInt8], limit: Int, expected: Int? = nil, stopsAtLimit: Bool = false
  ) throws(Problem) -> [UInt8] {
    try input.withUnsafeBufferPointer { input throws(Problem) in
      var inflater = Inflater(input, limit: limit, expected: expected, stopsAtLimit: stopsAtLimit)
      return try inflater.run()
    }
  }

  private init(_ input: UnsafeBufferPointer<UInt8>, limit: Int, expected: Int?, stopsAtLimit: Bool) {
    self.input = input
    self.limit = limit
    self.stopsAtLimit = stopsAtLimit
    // Deflate packs 1,032 bytes into one at best: a stream cannot claim memory it does not fill.
    output = [UInt8](repeating: 0, count: max(0, min(limit, expected ?? 4 * input.count, 1_040 * input.count)))
  }

  private mutating func run() throws(Problem) -> [UInt8] {
    guard input.count >= 2 else { throw .truncated }
    let header = Int(input[0]) << 8 | Int(input[1])
    // Method 8 is deflate; a preset dictionary is never git's.
    guard input[0] & 0x0F == 8, input[0] >> 4 <= 7, header % 31 == 0, input[1] & 0x20 == 0 else { throw .malformed }
    position = 2
    var isLast = false
    while !isLast {
      isLast = try take(1) == 1
      let isFull =
        switch try take(2) {
        case 0: try readStored()
        case 1: try readCoded(.fixedLiterals, .fixedDistances)
        case 2: try readDynamic()
        default: throw .malformed
        }
      if isFull { return output }
    }
    output.removeLast(output.count - outputCount)
    try verifyChecksum()
    return output
  }

  // MARK: Blocks. Each tells whether the output is full and that is all that was asked for.

  private mutating func readStored() throws(Problem) -> Bool {
    _ = try take(bitCount & 7)
    let length = try take(16)
    guard try take(16) == ~length & 0xFFFF else { throw .malformed }
    for _ in 0..<length where try append(UInt8(truncatingIfNeeded: try take(8))) { return true }
    return false
  }

  /// The order in which the lengths of the length codes stand.
  private static let lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

  private mutating func readDynamic() throws(Problem) -> Bool {
    let literalCount = try take(5) + 257
    let distanceCount = try take(5) + 1
    let lengthCount = try take(4) + 4
    guard literalCount <= 286, distanceCount <= 30 else { throw .malformed }
    var codeLengths = [UInt8](repeating: 0, count: 19)
    for place in Self.lengthOrder.prefix(lengthCount) { codeLengths[place] = UInt8(try take(3)) }
    guard let lengthCode = HuffmanCode(codeLengths, allowsSingle: false) else { throw .malformed }

    var lengths: [UInt8] = []
    while lengths.count < literalCount + distanceCount {
      let symbol = try decode(lengthCode)
      var repeated: UInt8 = 0
      var count = 1
      switch symbol {
      case 16:
        guard let last = lengths.last else { throw .malformed }
        repeated = last
        count = 3 + (try take(2))
      case 17: count = 3 + (try take(3))
      case 18: count = 11 + (try take(7))
      default: repeated = UInt8(symbol)
      }
      guard lengths.count + count <= literalCount + distanceCount else { throw .malformed }
      lengths.append(contentsOf: repeatElement(repeated, count: count))
    }
    guard lengths[256] != 0, let literals = HuffmanCode(Array(lengths[..<literalCount]), allowsSingle: true),
      let distances = HuffmanCode(Array(lengths[literalCount...]), allowsSingle: true)
    else { throw .malformed }
    return try readCoded(literals, distances)
  }

  private static let lengthBases = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
  ]
  private static let lengthExtraBits = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
  ]
  private static let distanceBases = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
    8193, 12289, 16385, 24577,
  ]

  private mutating func readCoded(_ literals: HuffmanCode, _ distances: HuffmanCode) throws(Problem) -> Bool {
    while true {
      let symbol = try decode(literals)
      if symbol < 256 {
        if try append(UInt8(truncatingIfNeeded: symbol)) { return true }
        continue
      }
      if symbol == 256 { return false }
      guard symbol - 257 < Self.lengthBases.count else { throw .malformed }
      let length = Self.lengthBases[symbol - 257] + (try take(Self.lengthExtraBits[symbol - 257]))
      let distanceSymbol = try decode(distances)
      guard distanceSymbol < Self.distanceBases.count else { throw .malformed }
      let distance = Self.distanceBases[distanceSymbol] + (try take(max(0, distanceSymbol / 2 - 1)))
      guard distance <= outputCount else { throw .malformed }
      // What is copied may overlap what it is copied to: byte by byte.
      for _ in 0..<length where try append(output[outputCount - distance]) { return true }
    }
  }

  // MARK: Bits and bytes

  private mutating func append(_ byte: UInt8) throws(Problem) -> Bool {
    if outputCount == output.count {
      guard outputCount < limit else {
        if stopsAtLimit { return true }
        throw .tooLarge
      }
      let grown = min(limit, max(256, output.count * 2))
      output.append(contentsOf: repeatElement(0, count: grown - output.count))
    }
    output[outputCount] = byte
    outputCount += 1
    return false
  }

  private mutating func fill() {
    while bitCount <= 56, position < input.count {
      bits |= UInt64(input[position]) << UInt64(bitCount)
      position += 1
      bitCount += 8
    }
  }

  /// The next bits as a number, the first of them the lowest. At most 16.
  private mutating func take(_ count: Int) throws(Problem) -> Int {
    if bitCount < count { fill() }
    guard bitCount >= count else { throw .truncated }
    let value = Int(truncatingIfNeeded: bits & (1 << UInt64(count) - 1))
    bits >>= UInt64(count)
    bitCount -= count
    return value
  }

  private mutating func decode(_ code: HuffmanCode) throws(Problem) -> Int {
    if bitCount < HuffmanCode.longest { fill() }
    guard let (symbol, length) = code.symbol(of: bits) else {
      throw bitCount < HuffmanCode.longest ? .truncated : .malformed
    }
    guard length <= bitCount else { throw .truncated }
    bits >>= UInt64(length)
    bitCount -= length
    return symbol
  }

  /// Adler-32 of the output follows the last block, on a byte's border.
  private mutating func verifyChecksum() throws(Problem) {
    _ = try take(bitCount & 7)
    var stated = 0
    for _ in 0..<4 { stated = stated << 8 | (try take(8)) }
    var low: UInt32 = 1
    var high: UInt32 = 0
    var start = 0
    while start < output.count {
      // 5,552 bytes are the most before the sums could overflow 32 bits.
      let end = min(output.count, start + 5_552)
      for index in start..<end {
        low &+= UInt32(output[index])
        high &+= low
      }
      low %= 65_521
      high %= 65_521
      start = end
    }
    guard stated == Int(high << 16 | low) else { throw .malformed }
  }
}

/// A canonical prefix code, given by the lengths of its symbols' codes.
private struct HuffmanCode {
  static let longest = 15
  private static let quickBits = 9

  /// By the next nine bits: the symbol and its length in the low four bits; 0 where the code is longer.
  private var quick: [UInt16]
  /// How many codes there are of each length.
  private var counts = [Int](repeating: 0, count: longest + 1)
  /// Symbols with a code, by length and then by value.
  private var symbols: [UInt16] = []

  /// nil where the lengths are no prefix code. A code that leaves bits unused is one only if it has a single bit at most.
  init?(_ lengths: [UInt8], allowsSingle: Bool) {
    quick = [UInt16](repeating: 0, count: 1 << Self.quickBits)
    for length in lengths { counts[Int(length)] += 1 }
    counts[0] = 0
    var left = 1
    var nextCodes = [Int](repeating: 0, count: Self.longest + 2)
    var offsets = [Int](repeating: 0, count: Self.longest + 2)
    for length in 1...Self.longest {
      left = left * 2 - counts[length]
      guard left >= 0 else { return nil }
      nextCodes[length + 1] = (nextCodes[length] + counts[length]) * 2
      offsets[length + 1] = offsets[length] + counts[length]
    }
    let total = offsets[Self.longest + 1]
    if left > 0 {
      guard allowsSingle, total == counts[1] else { return nil }
    }
    symbols = [UInt16](repeating: 0, count: total)
    for (symbol, length) in lengths.enumerated() where length != 0 {
      let length = Int(length)
      symbols[offsets[length]] = UInt16(symbol)
      offsets[length] += 1
      let code = nextCodes[length]
      nextCodes[length] += 1
      guard length <= Self.quickBits else { continue }
      // Codes come highest bit first, numbers lowest first.
      var index = 0
      for bit in 0..<length where code >> bit & 1 == 1 { index |= 1 << (length - 1 - bit) }
      while index < quick.count {
        quick[index] = UInt16(symbol << 4 | length)
        index += 1 << length
      }
    }
  }

  static let fixedLiterals: HuffmanCode = {
    var lengths = [UInt8](repeating: 8, count: 144)
    lengths += [UInt8](repeating: 9, count: 112)
    lengths += [UInt8](repeating: 7, count: 24)
    lengths += [UInt8](repeating: 8, count: 8)
    guard let code = HuffmanCode(lengths, allowsSingle: false) else {
      preconditionFailure("the fixed code of RFC 1951 is a prefix code")
    }
    return code
  }()

  static let fixedDistances: HuffmanCode = {
    guard let code = HuffmanCode([UInt8](repeating: 5, count: 32), allowsSingle: false) else {
      preconditionFailure("the fixed code of RFC 1951 is a prefix code")
    }
    return code
  }()

  /// The symbol with which the bits begin, and how many of them are its code.
  func symbol(of bits: UInt64) -> (symbol: Int, length: Int)? {
    let entry = quick[Int(truncatingIfNeeded: bits & UInt64(1 << Self.quickBits - 1))]
    if entry != 0 { return (Int(entry >> 4), Int(entry & 15)) }
    var code = 0
    var first = 0
    var index = 0
    for length in 1...Self.longest {
      code |= Int(truncatingIfNeeded: bits >> UInt64(length - 1) & 1)
      let count = counts[length]
      if code - count < first { return (Int(symbols[index + code - first]), length) }
      index += count
      first = (first + count) * 2
      code *= 2
    }
    return nil
  }
}
