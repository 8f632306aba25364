/// Reads a glob pattern into instructions. What is not closed stands for itself.
struct GlobCompiler {
  private let bytes: [UInt8]
  private let braces: Bool
  private var offset = 0
  private(set) var program: [GlobInstruction] = []
  private(set) var sets: [GlobCharacterSet] = []
  private var groups: [Group] = []
  /// Where each `{` that has a matching `}` stands, so that no look-ahead is repeated.
  private var closedBraces: Set<Int> = []

  private struct Group {
    /// The split before the branch being read; its other way is the next branch.
    var split: Int
    /// Jumps at the ends of branches, to be pointed behind the group.
    var exits: [Int] = []
  }

  init(_ bytes: [UInt8], braces: Bool) {
    self.bytes = bytes.count > Glob.lengthLimit ? [] : bytes
    self.braces = braces
  }

  mutating func compile() {
    if braces { findClosedBraces() }
    while offset < bytes.count { compileOne() }
    // A set may have swallowed the brace that was to close a group.
    while !groups.isEmpty { closeGroup() }
    emit(.accept)
  }

  func literalPrefix() -> [UInt32] {
    program.prefix { $0.operation == .literal }.map(\.operand)
  }

  /// The literals every way through the program ends with: those behind the last choice and behind every jump's target.
  func literalSuffix(after prefixCount: Int) -> [UInt32] {
    var start = program.count - 1
    while start > prefixCount, program[start - 1].operation == .literal { start -= 1 }
    for instruction in program where instruction.operation == .split || instruction.operation == .jump {
      start = max(start, Int(instruction.operand))
    }
    return program[min(start, program.count - 1)..<program.count - 1].map(\.operand)
  }

  /// Whether the pattern is one `*` followed by nothing but literals.
  var isStarAndLiterals: Bool {
    program.first?.operation == .runButSlash && program.dropFirst().dropLast().allSatisfy { $0.operation == .literal }
  }

  static func bytes(of scalars: [UInt32]) -> [UInt8] {
    var bytes: [UInt8] = []
    for scalar in scalars {
      if let scalar = Unicode.Scalar(scalar) {
        bytes.append(contentsOf: Array(String(scalar).utf8))
      } else {
        bytes.append(UInt8(truncatingIfNeeded: scalar))
      }
    }
    return bytes
  }

  private mutating func emit(_ operation: GlobInstruction.Operation, _ operand: UInt32 = 0) {
    program.append(GlobInstruction(operation: operation, operand: operand))
  }

  private mutating func compileOne() {
    switch bytes[offset] {
    case UInt8(ascii: "*"): compileStars()
    case UInt8(ascii: "?"):
      emit(.anyButSlash)
      offset += 1
    case UInt8(ascii: "["):
      if !compileSet() { compileLiteral() }
    case UInt8(ascii: "\\") where offset + 1 < bytes.count:
      offset += 1
      compileLiteral()
    case UInt8(ascii: "{") where closedBraces.contains(offset): openGroup()
    case UInt8(ascii: ",") where !groups.isEmpty: nextBranch()
    case UInt8(ascii: "}") where !groups.isEmpty: closeGroup()
    default: compileLiteral()
    }
  }

  private mutating func compileLiteral() {
    let (scalar, length) = bytes.withUnsafeBufferPointer { UTF8Scalars.decode($0, at: offset) }
    emit(.literal, scalar)
    offset += length
  }

  /// `**` counts as "any segments" only where it is a whole segment; elsewhere it is `*`, as in git.
  private mutating func compileStars() {
    let start = offset
    while offset < bytes.count, bytes[offset] == UInt8(ascii: "*") { offset += 1 }
    let beginsSegment = start == 0 || isBoundary(bytes[start - 1], opening: true)
    let endsSegment = offset == bytes.count || isBoundary(bytes[offset], opening: false)
    guard offset - start == 2, beginsSegment, endsSegment else {
      emit(.runButSlash)
      return
    }
    if offset < bytes.count, bytes[offset] == UInt8(ascii: "/") {
      // `**/`: nothing, or anything that ends in a slash.
      offset += 1
      let split = program.count
      emit(.split)
      emit(.run)
      emit(.literal, 0x2F)
      program[split].operand = UInt32(truncatingIfNeeded: program.count)
    } else {
      emit(.run)
      // `a/**` matches what is inside `a`, not `a/` itself.
      if start > 0, bytes[start - 1] == UInt8(ascii: "/") { emit(.anyButSlash) }
    }
  }

  private func isBoundary(_ byte: UInt8, opening: Bool) -> Bool {
    if byte == UInt8(ascii: "/") { return true }
    guard braces, !groups.isEmpty else { return false }
    return byte == UInt8(ascii: ",") || byte == UInt8(ascii: opening ? "{" : "}")
  }

  // MARK: Braces

  private mutating func findClosedBraces() {
    var open: [Int] = []
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "{"): open.append(index)
      case UInt8(ascii: "}"):
        if let start = open.popLast() { closedBraces.insert(start) }
      default: break
      }
      index += 1
    }
  }

  private mutating func openGroup() {
    offset += 1
    groups.append(Group(split: program.count))
    emit(.split)
  }

  private mutating func nextBranch() {
    offset += 1
    let last = groups.count - 1
    groups[last].exits.append(program.count)
    emit(.jump)
    program[groups[last].split].operand = UInt32(truncatingIfNeeded: program.count)
    groups[last].split = program.count
    emit(.split)
  }

  private mutating func closeGroup() {
    offset += 1
    let group = groups.removeLast()
    let end = UInt32(truncatingIfNeeded: program.count)
    for exit in group.exits { program[exit].operand = end }
    // The last branch has no alternative: its split leads to itself.
    program[group.split].operand = UInt32(truncatingIfNeeded: group.split + 1)
  }

  // MARK: Sets

  /// `[…]`; false, with nothing consumed, where it is not closed.
  private mutating func compileSet() -> Bool {
    var set = GlobCharacterSet()
    var index = offset + 1
    if index < bytes.count, bytes[index] == UInt8(ascii: "!") || bytes[index] == UInt8(ascii: "^") {
      set.isNegated = true
      index += 1
    }
    let first = index
    while index < bytes.count, bytes[index] != UInt8(ascii: "]") || index == first {
      if let (ranges, end) = namedClass(at: index) {
        set.ranges += ranges
        index = end
        continue
      }
      guard let low = setMember(&index) else { return false }
      if index + 1 < bytes.count, bytes[index] == UInt8(ascii: "-"), bytes[index + 1] != UInt8(ascii: "]") {
        index += 1
        guard let high = setMember(&index) else { return false }
        if low <= high { set.ranges.append(low...high) }
      } else {
        set.ranges.append(low...low)
      }
    }
    guard index < bytes.count else { return false }
    offset = index + 1
    emit(.set, UInt32(truncatingIfNeeded: sets.count))
    sets.append(set)
    return true
  }

  private func setMember(_ index: inout Int) -> UInt32? {
    if bytes[index] == UInt8(ascii: "\\") { index += 1 }
    guard index < bytes.count else { return nil }
    let at = index
    let (scalar, length) = bytes.withUnsafeBufferPointer { UTF8Scalars.decode($0, at: at) }
    index += length
    return scalar
  }

  /// `[:digit:]` and its kin, inside a set.
  private func namedClass(at start: Int) -> ([ClosedRange<UInt32>], Int)? {
    guard start + 1 < bytes.count, bytes[start] == UInt8(ascii: "["), bytes[start + 1] == UInt8(ascii: ":") else {
      return nil
    }
    for (name, ranges) in Self.namedClasses {
      let spelling = Array("[:\(name):]".utf8)
      if bytes[start...].starts(with: spelling) { return (ranges, start + spelling.count) }
    }
    return nil
  }

  private static let namedClasses: [(String, [ClosedRange<UInt32>])] = [
    ("alnum", [0x30...0x39, 0x41...0x5A, 0x61...0x7A]), ("alpha", [0x41...0x5A, 0x61...0x7A]),
    ("blank", [0x09...0x09, 0x20...0x20]), ("cntrl", [0x00...0x1F, 0x7F...0x7F]), ("digit", [0x30...0x39]),
    ("graph", [0x21...0x7E]), ("lower", [0x61...0x7A]), ("print", [0x20...0x7E]),
    ("punct", [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E]), ("space", [0x09...0x0D, 0x20...0x20]),
    ("upper", [0x41...0x5A]), ("xdigit", [0x30...0x39, 0x41...0x46, 0x61...0x66]),
  ]
}

/// Scalars of possibly malformed UTF-8.
enum UTF8Scalars {
  /// The scalar at `offset` and its length. A malformed byte is a scalar past Unicode, so that it equals only itself.
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> (scalar: UInt32, length: Int) {
    let lead = bytes[offset]
    if lead < 0x80 { return (UInt32(lead), 1) }
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard lead >= 0xC2, lead < 0xF5, offset + length <= bytes.count else { return (malformed(lead), 1) }
    var scalar = UInt32(lead) & (0x7F >> UInt32(length))
    for index in 1..<length {
      let byte = bytes[offset + index]
      guard byte & 0xC0 == 0x80 else { return (malformed(lead), 1) }
      scalar = scalar << 6 | UInt32(byte & 0x3F)
    }
    return (scalar, length)
  }

  private static func malformed(_ byte: UInt8) -> UInt32 { 0x11_0000 | UInt32(byte) }
}
