/// A compiled glob for names and paths: the one dialect of the house.
///
/// `*` any run without `/` · `?` one character but `/` · `**` as a whole segment: any number of segments ·
/// `[a-z]`, `[!a-z]`, `[[:digit:]]` one character of a set, never `/` · `{a,b}` either, nesting allowed · `\` takes the
/// next character literally. What is left open (`[`, `{`) stands for itself. Dots are ordinary characters.
///
/// Matching runs all alternatives at once over the text, so its time is bounded by length of pattern times length of text,
/// whatever the pattern.
public struct Glob: Sendable {
  public let pattern: String
  /// Patterns longer than this match nothing.
  public static let lengthLimit = 4_096

  private enum Shape: Sendable {
    case literal
    /// `*` and then literal bytes, as in `*.log`.
    case suffix
    case program
    case nothing
  }

  private let shape: Shape
  private let program: [GlobInstruction]
  private let sets: [GlobCharacterSet]
  /// Bytes every match begins with, and bytes every match ends with; they never overlap. They reject most texts before
  /// anything else is looked at.
  public let literalPrefix: [UInt8]
  public let literalSuffix: [UInt8]

  /// - Parameter braces: false where `{` is an ordinary character, as in ignore files.
  public init(_ pattern: String, braces: Bool = true) {
    self.pattern = pattern
    var compiler = GlobCompiler(Array(pattern.utf8), braces: braces)
    compiler.compile()
    program = compiler.program
    sets = compiler.sets
    let literals = compiler.literalPrefix()
    literalPrefix = GlobCompiler.bytes(of: literals)
    literalSuffix = GlobCompiler.bytes(of: compiler.literalSuffix(after: literals.count))
    if pattern.utf8.count > Self.lengthLimit {
      shape = .nothing
    } else if literals.count == program.count - 1 {
      shape = .literal
    } else if compiler.isStarAndLiterals {
      shape = .suffix
    } else {
      shape = .program
    }
  }

  /// Whether the pattern is one text without any choice.
  public var isLiteral: Bool { shape == .literal }

  /// Whether the whole of `text` matches.
  public func matches(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { matches($0) }
  }

  /// Whether the whole of these UTF-8 bytes matches. Malformed bytes are characters of their own.
  public func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let head = text.count - literalSuffix.count
    guard head >= literalPrefix.count, Self.isEqual(text, head, literalSuffix), Self.isEqual(text, 0, literalPrefix)
    else {
      return false
    }
    switch shape {
    case .nothing: return false
    case .literal: return text.count == literalPrefix.count
    case .suffix:
      for index in 0..<head where text[index] == UInt8(ascii: "/") { return false }
      return true
    case .program: return run(text)
    }
  }

  private static func isEqual(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ bytes: [UInt8]) -> Bool {
    for index in 0..<bytes.count where text[start + index] != bytes[index] { return false }
    return true
  }

  /// Thompson's simulation: the set of live instructions, advanced one character at a time.
  private func run(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let count = program.count
    return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 4 * count + 4) { memory in
      // Three lists of at most `count` entries each, then the generation in which an instruction was last added.
      memory.initialize(repeating: 0)
      var threads = GlobThreads(memory: memory, capacity: count, program: program)
      threads.begin()
      var offset = 0
      while offset < text.count, !threads.isDead {
        let (scalar, length) = UTF8Scalars.decode(text, at: offset)
        offset += length
        threads.advance { instruction in
          switch instruction.operation {
          case .literal: instruction.operand == scalar ? .next : .die
          case .anyButSlash: scalar == 0x2F ? .die : .next
          case .runButSlash: scalar == 0x2F ? .die : .stay
          case .run: .stay
          case .set: scalar != 0x2F && sets[Int(instruction.operand)].contains(scalar) ? .next : .die
          case .split, .jump, .accept: .die
          }
        }
      }
      return offset >= text.count && threads.acceptsNow
    }
  }
}

extension Glob: Hashable {
  public static func == (left: Glob, right: Glob) -> Bool {
    left.pattern == right.pattern && left.program == right.program
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(pattern) }
}

struct GlobInstruction: Hashable, Sendable {
  enum Operation: UInt8 { case literal, anyButSlash, runButSlash, run, set, split, jump, accept }

  var operation: Operation
  /// The scalar of a literal, the index of a set, or the other target of a split or jump.
  var operand: UInt32 = 0
}

struct GlobCharacterSet: Sendable {
  var isNegated = false
  var ranges: [ClosedRange<UInt32>] = []

  func contains(_ scalar: UInt32) -> Bool { ranges.contains { $0.contains(scalar) } != isNegated }
}

/// The live instructions of a running glob. An empty-handed instruction (split, jump) is replaced by what it leads to.
private struct GlobThreads {
  enum Step { case next, stay, die }

  let memory: UnsafeMutableBufferPointer<UInt32>
  let capacity: Int
  let program: [GlobInstruction]
  var current = 0
  var currentCount = 0
  var generation: UInt32 = 0
  var acceptsNow = false

  init(memory: UnsafeMutableBufferPointer<UInt32>, capacity: Int, program: [GlobInstruction]) {
    self.memory = memory
    self.capacity = capacity
    self.program = program
  }

  var isDead: Bool { currentCount == 0 }

  mutating func begin() {
    generation = 1
    var count = 0
    add(0, toListAt: 0, count: &count)
    currentCount = count
  }

  mutating func advance(_ step: (GlobInstruction) -> Step) {
    let following = capacity - current
    var count = 0
    generation &+= 1
    acceptsNow = false
    for index in 0..<currentCount {
      let at = Int(memory[current + index])
      switch step(program[at]) {
      case .next: add(at + 1, toListAt: following, count: &count)
      case .stay: add(at, toListAt: following, count: &count)
      case .die: break
      }
    }
    current = following
    currentCount = count
  }

  /// Adds an instruction and everything reachable from it without reading a character.
  private mutating func add(_ first: Int, toListAt base: Int, count: inout Int) {
    let stack = 2 * capacity
    let marks = 3 * capacity
    var depth = 0
    var at = first
    while true {
      if at < capacity, memory[marks + at] != generation {
        memory[marks + at] = generation
        let instruction = program[at]
        switch instruction.operation {
        case .split:
          memory[stack + depth] = instruction.operand
          depth += 1
          at += 1
          continue
        case .jump:
          at = Int(instruction.operand)
          continue
        case .accept: acceptsNow = true
        case .runButSlash, .run:
          memory[base + count] = UInt32(truncatingIfNeeded: at)
          count += 1
          at += 1
          continue
        case .literal, .anyButSlash, .set:
          memory[base + count] = UInt32(truncatingIfNeeded: at)
          count += 1
        }
      }
      guard depth > 0 else { return }
      depth -= 1
      at = Int(memory[stack + depth])
    }
  }
}
