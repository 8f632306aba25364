import JavaScript

/// What each term of a pattern that takes one character takes.
///
/// The flag `i` is understood for the letters of ASCII. Of Unicode properties only the part within ASCII is known: a
/// pattern with one is analysed for texts of ASCII alone.
struct PatternSets {
  let expression: RegularExpression
  let largest: UInt32
  private let ignoresCase: Bool
  private let dotTakesAll: Bool
  /// Some of the sets are right within ASCII only.
  private(set) var isLimitedToASCII = false
  private(set) var sets: [CodeSet] = []
  private var numbers: [CodeSet: Int] = [:]

  static let maximumSets = 200

  init(_ expression: RegularExpression) {
    self.expression = expression
    let isUnicode = !expression.flags.isDisjoint(with: [.unicode, .unicodeSets])
    largest = isUnicode ? 0x10FFFF : 0xFFFF
    ignoresCase = expression.flags.contains(.ignoreCase)
    dotTakesAll = expression.flags.contains(.dotAll)
  }

  /// The number of the set of a term; throws for what is not understood.
  mutating func number(of node: Int) throws(BacktrackingLimit) -> Int {
    let set = try set(of: node, depth: 0)
    if let known = numbers[set] { return known }
    guard sets.count < Self.maximumSets, set.ranges.count < 2000 else { throw .tooLarge }
    numbers[set] = sets.count
    sets.append(set)
    return sets.count - 1
  }

  private mutating func set(of index: Int, depth: Int) throws(BacktrackingLimit) -> CodeSet {
    let node = expression.nodes[index]
    guard depth < 50 else { throw .tooLarge }
    switch node.kind {
    case .character: return folded(CodeSet(node.value, node.value))
    case .range: return folded(CodeSet(node.value, node.upper))
    case .anyCharacter: return dotTakesAll ? CodeSet(0, largest) : CodeSet.lineEnds.complement(upTo: largest)
    case .classEscape:
      let set: CodeSet
      switch node.value {
      case 0x64: set = .digits
      case 0x73: set = .spaces
      default: set = .word
      }
      return node.isNegated ? set.complement(upTo: largest) : set
    case .property: return try property(node)
    case .characterClass: return try characterClass(index, node, depth)
    case .pattern, .alternative, .capture, .group, .lookahead, .lookbehind, .startAssertion, .endAssertion,
      .wordBoundary, .numberedReference, .namedReference, .strings:
      throw .notUnderstood
    }
  }

  private func folded(_ set: CodeSet) -> CodeSet { ignoresCase ? set.withBothCases : set }

  private mutating func characterClass(
    _ index: Int, _ node: PatternNode, _ depth: Int
  ) throws(BacktrackingLimit) -> CodeSet {
    let children = expression.children(of: index)
    var result = CodeSet()
    switch node.operation {
    case .union:
      var ranges: [CodeSet.Range] = []
      for child in children { ranges += try set(of: child, depth: depth + 1).ranges }
      result = CodeSet(ranges)
    case .intersection, .subtraction:
      for (number, child) in children.enumerated() {
        let next = try set(of: child, depth: depth + 1)
        if number == 0 {
          result = next
        } else {
          result = result.intersection(node.operation == .intersection ? next : next.complement(upTo: largest))
        }
      }
    }
    return node.isNegated ? result.complement(upTo: largest) : result
  }

  /// Source: Unicode 17.0, `UnicodeData.txt` and `PropList.txt`, the first 128 code points.
  private static let properties: [String: CodeSet] = {
    let upper = CodeSet(0x41, 0x5A)
    let lower = CodeSet(0x61, 0x7A)
    let letters = upper.union(lower)
    let symbols = CodeSet("$+<=>^`|~")
    let punctuation = CodeSet("!\"#%&'()*,-./:;?@[\\]_{}")
    var table: [String: CodeSet] = [:]
    for name in ["L", "Letter", "Alphabetic", "Alpha", "Cased_Letter", "LC"] { table[name] = letters }
    for name in ["Lu", "Uppercase_Letter", "Uppercase", "Upper"] { table[name] = upper }
    for name in ["Ll", "Lowercase_Letter", "Lowercase", "Lower"] { table[name] = lower }
    for name in ["N", "Number", "Nd", "Decimal_Number", "digit"] { table[name] = .digits }
    for name in ["P", "Punctuation", "punct"] { table[name] = punctuation }
    for name in ["S", "Symbol"] { table[name] = symbols }
    for name in ["Z", "Separator", "Zs", "Space_Separator"] { table[name] = CodeSet(0x20, 0x20) }
    for name in ["White_Space", "space"] { table[name] = CodeSet(0x09, 0x0D).union(CodeSet(0x20, 0x20)) }
    for name in ["M", "Mark", "Mn", "Nonspacing_Mark"] { table[name] = CodeSet() }
    for name in ["Script=Latin", "Script=Latn", "sc=Latin", "sc=Latn"] { table[name] = letters }
    return table
  }()

  private mutating func property(_ node: PatternNode) throws(BacktrackingLimit) -> CodeSet {
    isLimitedToASCII = true
    guard let set = Self.properties[expression.propertyName(of: node)] else { throw .notUnderstood }
    return node.isNegated ? set.complement(upTo: 0x7F) : set
  }
}

/// Why a pattern was not analysed.
enum BacktrackingLimit: Error {
  case notUnderstood
  case tooLarge
}
