package import JavaScript

/// What a text can cost an engine that backtracks, as all of JavaScript's do.
package enum BacktrackingCost: Sendable, Hashable {
  /// Nothing was found, or what was found could not be confirmed.
  case harmless
  /// The steps grow with a power of the length of the text: about `degree`, 2 at least.
  case polynomial(degree: Int, BacktrackingAttack)
  /// Each repetition multiplies the steps.
  case exponential(BacktrackingAttack)
  /// Not exponential, and nobody wanted to know whether it is polynomial.
  case notExponential
  /// The pattern has parts that are not analysed, or is too large.
  case notAnalysed
}

/// A text that was tried, and what it took.
package struct BacktrackingAttack: Sendable, Hashable {
  package var prefix: String
  package var pump: String
  package var suffix: String
  package var repetitions: Int
  /// Steps of a matcher that backtracks; a lower bound if it gave up.
  package var steps: Int
  package var gaveUp: Bool

  /// As JavaScript: `"a".repeat(30) + "!"`.
  package var expression: String {
    var parts = ["\(Self.quoted(pump)).repeat(\(repetitions))"]
    if !prefix.isEmpty { parts.insert(Self.quoted(prefix), at: 0) }
    if !suffix.isEmpty { parts.append(Self.quoted(suffix)) }
    return parts.joined(separator: " + ")
  }

  /// The characters of the whole text.
  package var length: Int {
    prefix.utf16.count + pump.utf16.count * repetitions + suffix.utf16.count
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        if scalar.value >= 0x20, scalar.value < 0x7F {
          result.unicodeScalars.append(scalar)
        } else {
          let digits = String(scalar.value, radix: 16)
          result += "\\u{\(digits)}"
        }
      }
    }
    return result + "\""
  }
}

extension RegularExpression {
  /// What a hostile text can cost. What is told is proved: the text was tried on a matcher that backtracks.
  ///
  /// Time is bounded for any pattern; a few milliseconds for most, about a hundred for those that are slow themselves.
  ///
  /// - Parameter isPolynomialOfInterest: asked at most once, and only of a pattern that may be polynomial: to prove that
  ///   costs the most.
  package func backtrackingCost(isPolynomialOfInterest: () -> Bool = { true }) -> BacktrackingCost {
    guard problems.isEmpty, repeatsWithoutBound else { return problems.isEmpty ? .harmless : .notAnalysed }
    do throws(BacktrackingLimit) {
      var trial = try BacktrackingTrial(self)
      return trial.cost(isPolynomialOfInterest: isPolynomialOfInterest)
    } catch {
      return .notAnalysed
    }
  }

  /// Whether anything in it may be repeated often enough to matter.
  private var repeatsWithoutBound: Bool { nodes.contains { $0.maximum > 20 } }
}

/// Tries the suspicions about one pattern.
struct BacktrackingTrial {
  private let alphabet: Alphabet
  private var ambiguity: Ambiguity
  private var matcher: BacktrackingMatcher
  /// Steps that are left for all trials together.
  private var budget = 4_000_000
  private let suffixes: [[UInt32]]

  /// A text of about thirty repetitions that takes more than this is no accident.
  private static let exponentialSteps = 1_000_000
  private static let repetitions = 30
  private static let maximumSuspicions = 8

  init(_ expression: RegularExpression) throws(BacktrackingLimit) {
    var sets = PatternSets(expression)
    let automaton = try PositionAutomaton(expression, &sets)
    let program = try MatchProgram(expression, &sets)
    alphabet = try Alphabet(sets.sets, upTo: sets.isLimitedToASCII ? 0x7F : sets.largest)
    ambiguity = Ambiguity(automaton, alphabet)
    matcher = BacktrackingMatcher(program, sets.sets, expression.flags)
    suffixes = Self.suffixes(alphabet)
  }

  /// What may make a match fail after the loop: nothing, a character that few take, the end of a line.
  private static func suffixes(_ alphabet: Alphabet) -> [[UInt32]] {
    let symbols = alphabet.representatives.indices
    let byRarity = symbols.sorted { left, right in
      let first = alphabet.takers(of: left)
      let second = alphabet.takers(of: right)
      return first == second ? left < right : first < second
    }
    let characters = byRarity.prefix(6).map { alphabet.representatives[$0] }
    var suffixes: [[UInt32]] = [[]] + characters.prefix(2).map { [$0] } + [[0x0A]]
    suffixes += characters.dropFirst(2).map { [$0] }
    if let rarest = characters.first { suffixes.append([0x0A, rarest]) }
    // `[^,]*[^;]*` fails at `,;` and nowhere else.
    for first in characters.prefix(4) {
      for second in characters.prefix(4) where first != second { suffixes.append([first, second]) }
    }
    return suffixes
  }

  mutating func cost(isPolynomialOfInterest: () -> Bool) -> BacktrackingCost {
    for suspicion in ambiguity.exponential().prefix(Self.maximumSuspicions) {
      if let attack = confirmedExponential(suspicion) { return .exponential(attack) }
    }
    let suspicions = ambiguity.polynomial(limit: Self.maximumSuspicions)
    if suspicions.isEmpty { return .harmless }
    guard isPolynomialOfInterest() else { return .notExponential }
    var worst: (degree: Int, attack: BacktrackingAttack)?
    for suspicion in suspicions {
      guard let found = confirmedPolynomial(suspicion) ?? confirmedLater(suspicion), found.degree > worst?.degree ?? 1
      else { continue }
      worst = found
    }
    return worst.map { .polynomial(degree: $0.degree, $0.attack) } ?? .harmless
  }

  // MARK: Trials

  private mutating func steps(_ suspicion: Suspicion, _ suffix: [UInt32], _ repetitions: Int, limit: Int) -> Int? {
    let limit = min(limit, budget)
    guard limit > 0 else { return nil }
    var text = suspicion.prefix
    for _ in 0..<repetitions { text += suspicion.pump }
    let outcome = matcher.search(text + suffix, limit: limit)
    budget -= matcher.steps
    return outcome == .matched ? nil : matcher.steps
  }

  private mutating func confirmedExponential(_ suspicion: Suspicion) -> BacktrackingAttack? {
    for suffix in suffixes {
      // A short text tells whether it fails at all, and whether it is worth the long one.
      guard let few = steps(suspicion, suffix, 6, limit: Self.exponentialSteps),
        let more = steps(suspicion, suffix, 12, limit: Self.exponentialSteps), more > few * 5,
        let many = steps(suspicion, suffix, Self.repetitions, limit: Self.exponentialSteps + 1),
        many > Self.exponentialSteps
      else { continue }
      return attack(suspicion, suffix, Self.repetitions, many, gaveUp: true)
    }
    return nil
  }

  /// The same after a character that keeps an alternative for the beginning of the text out: `^\s+|\s+$`.
  private mutating func confirmedLater(_ suspicion: Suspicion) -> (degree: Int, attack: BacktrackingAttack)? {
    guard suspicion.prefix.isEmpty, let rarest = suffixes.first(where: { $0.count == 1 }) else { return nil }
    return confirmedPolynomial(Suspicion(prefix: rarest, pump: suspicion.pump))
  }

  /// Doubles the repetitions until that becomes too expensive, and reads the exponent off the last doubling.
  private mutating func confirmedPolynomial(_ suspicion: Suspicion) -> (degree: Int, attack: BacktrackingAttack)? {
    for suffix in suffixes {
      var counts: [(repetitions: Int, steps: Int)] = []
      var repetitions = 4
      while repetitions <= 4096, counts.last?.steps ?? 0 < 150_000,
        let count = steps(suspicion, suffix, repetitions, limit: 2_000_000)
      {
        counts.append((repetitions, count))
        // What does not grow by now never will.
        if repetitions == 64, Self.exponent(counts[counts.count - 2].steps, count) < 1.4 { break }
        repetitions *= 2
      }
      guard counts.count > 1, let last = counts.last else { continue }
      let exponent = Self.exponent(counts[counts.count - 2].steps, last.steps)
      guard exponent > 1.75 else { continue }
      let found = attack(suspicion, suffix, last.repetitions, last.steps, gaveUp: false)
      return (max(2, Int(exponent.rounded())), found)
    }
    return nil
  }

  /// The logarithm of the growth for twice the length.
  private static func exponent(_ first: Int, _ second: Int) -> Double {
    guard first > 0, second > first else { return 0 }
    var ratio = Double(second) / Double(first)
    var result = 0.0
    while ratio >= 2 {
      ratio /= 2
      result += 1
    }
    // Between powers of two a straight line is near enough to the logarithm.
    return result + (ratio - 1)
  }

  private func attack(
    _ suspicion: Suspicion, _ suffix: [UInt32], _ repetitions: Int, _ steps: Int, gaveUp: Bool
  ) -> BacktrackingAttack {
    // `"a" + "a".repeat(30)` says no more than `"a".repeat(30)`.
    let isSame = Set(suspicion.prefix + suspicion.pump).count == 1
    return BacktrackingAttack(
      prefix: isSame ? "" : Self.text(suspicion.prefix), pump: Self.text(suspicion.pump), suffix: Self.text(suffix),
      repetitions: repetitions, steps: steps, gaveUp: gaveUp)
  }

  private static func text(_ codes: [UInt32]) -> String {
    String(String.UnicodeScalarView(codes.map { Unicode.Scalar($0) ?? "\u{FFFD}" }))
  }
}

extension Alphabet {
  /// How many sets take a symbol.
  func takers(of symbol: Int) -> Int {
    symbols.count { $0[symbol / 64] & (1 << UInt64(symbol % 64)) != 0 }
  }
}
