/// A set of code points or UTF-16 units: ranges in order, which neither overlap nor touch.
struct CodeSet: Hashable, Sendable {
  struct Range: Hashable, Sendable {
    var lower: UInt32
    var upper: UInt32
  }

  private(set) var ranges: [Range] = []

  init() {}

  init(_ ranges: [Range]) {
    for range in ranges.sorted(by: { $0.lower < $1.lower }) {
      if let last = self.ranges.last, range.lower <= last.upper + 1 {
        self.ranges[self.ranges.count - 1].upper = max(last.upper, range.upper)
      } else {
        self.ranges.append(range)
      }
    }
  }

  init(_ lower: UInt32, _ upper: UInt32) { ranges = lower <= upper ? [Range(lower: lower, upper: upper)] : [] }

  init(_ text: StaticString) {
    self.init(text.description.unicodeScalars.map { Range(lower: $0.value, upper: $0.value) })
  }

  var isEmpty: Bool { ranges.isEmpty }

  func union(_ other: CodeSet) -> CodeSet { CodeSet(ranges + other.ranges) }

  func intersection(_ other: CodeSet) -> CodeSet {
    var result: [Range] = []
    var first = 0
    var second = 0
    while first < ranges.count, second < other.ranges.count {
      let lower = max(ranges[first].lower, other.ranges[second].lower)
      let upper = min(ranges[first].upper, other.ranges[second].upper)
      if lower <= upper { result.append(Range(lower: lower, upper: upper)) }
      if ranges[first].upper < other.ranges[second].upper { first += 1 } else { second += 1 }
    }
    return CodeSet(result)
  }

  /// Everything else up to the largest code.
  func complement(upTo largest: UInt32) -> CodeSet {
    var result: [Range] = []
    var next: UInt32 = 0
    for range in ranges {
      if range.lower > next { result.append(Range(lower: next, upper: range.lower - 1)) }
      next = range.upper + 1
    }
    if next <= largest { result.append(Range(lower: next, upper: largest)) }
    return CodeSet(result)
  }

  func contains(_ code: UInt32) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if code < ranges[middle].lower {
        high = middle
      } else if code > ranges[middle].upper {
        low = middle + 1
      } else {
        return true
      }
    }
    return false
  }

  /// With both cases of each letter of ASCII.
  var withBothCases: CodeSet {
    let lower = intersection(CodeSet(0x61, 0x7A)).ranges.map { Range(lower: $0.lower - 32, upper: $0.upper - 32) }
    let upper = intersection(CodeSet(0x41, 0x5A)).ranges.map { Range(lower: $0.lower + 32, upper: $0.upper + 32) }
    return lower.isEmpty && upper.isEmpty ? self : CodeSet(ranges + lower + upper)
  }

  // MARK: Classes of ECMAScript

  static let digits = CodeSet(0x30, 0x39)
  static let word = CodeSet("_").union(digits).union(CodeSet(0x61, 0x7A)).union(CodeSet(0x41, 0x5A))
  static let spaces = CodeSet(
    [
      (0x09, 0x0D), (0x20, 0x20), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029), (0x202F, 0x202F),
      (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF),
    ].map { Range(lower: $0.0, upper: $0.1) })
  static let lineEnds = CodeSet(0x0A, 0x0A).union(CodeSet(0x0D, 0x0D)).union(CodeSet(0x2028, 0x2029))
}
