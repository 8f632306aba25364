import SourceText

// Modifiers of class members and parameter properties: which there are, in which order, and which exclude each other.

/// The modifiers that were read so far.
struct ModifierSet: OptionSet {
  let rawValue: UInt16
  static let `public` = ModifierSet(rawValue: 1 << 0)
  static let protected = ModifierSet(rawValue: 1 << 1)
  static let `private` = ModifierSet(rawValue: 1 << 2)
  static let `static` = ModifierSet(rawValue: 1 << 3)
  static let abstract = ModifierSet(rawValue: 1 << 4)
  static let override = ModifierSet(rawValue: 1 << 5)
  static let readonly = ModifierSet(rawValue: 1 << 6)
  static let declare = ModifierSet(rawValue: 1 << 7)
  static let accessor = ModifierSet(rawValue: 1 << 8)
  static let async = ModifierSet(rawValue: 1 << 9)
  static let accessibility: ModifierSet = [.public, .protected, .private]

  /// In the order in which messages name them, the one that has to stand furthest to the left first.
  static let words: [(modifier: ModifierSet, word: String)] = [
    (.declare, "declare"), (.public, "public"), (.protected, "protected"), (.private, "private"),
    (.static, "static"), (.abstract, "abstract"), (.override, "override"), (.readonly, "readonly"),
    (.accessor, "accessor"), (.async, "async"),
  ]

  /// The first of these modifiers as it is written.
  var word: String {
    for entry in ModifierSet.words where contains(entry.modifier) { return entry.word }
    return ""
  }
}

/// What stands before a member's key.
struct MemberModifiers {
  var flags: NodeFlags = []
  var functionFlags: NodeFlags = []
  var accessibility = Accessibility.none
  var method = MethodKind.method
  var seen: ModifierSet = []
}

/// What TypeScript says of one modifier after others.
private struct ModifierRule {
  let modifier: ModifierSet
  /// It stands before these.
  var precedes: ModifierSet = []
  /// It never stands with these.
  var excludes: ModifierSet = []

  /// The words `get` and `set` have rules, but are no modifiers themselves.
  init?(_ word: Atom) {
    switch word {
    case .public, .protected, .private:
      modifier = word == .public ? .public : word == .protected ? .protected : .private
      precedes = [.static, .abstract, .override, .readonly, .accessor, .async]
      excludes = word == .private ? [.public, .protected, .private, .abstract] : .accessibility
    case .static:
      modifier = .static
      precedes = [.override, .readonly, .accessor, .async]
      excludes = .abstract
    case .abstract:
      modifier = .abstract
      precedes = [.override, .accessor]
      excludes = [.static, .private, .async]
    case .override:
      modifier = .override
      precedes = [.readonly, .accessor, .async]
      excludes = .declare
    case .readonly:
      modifier = .readonly
      excludes = .accessor
    case .declare:
      modifier = .declare
      excludes = [.override, .accessor, .async]
    case .accessor:
      modifier = .accessor
      excludes = [.readonly, .declare]
    case .async:
      modifier = .async
      excludes = [.declare, .abstract]
    case .get, .set:
      modifier = []
      excludes = [.readonly, .declare, .accessor, .async]
    default:
      return nil
    }
  }
}

extension Parser {
  /// Adds the modifier that is the current token to those before it, and reports where it has no place after them.
  mutating func note(modifier word: Atom, in seen: inout ModifierSet) {
    guard let rule = ModifierRule(word) else { return }
    if !seen.isEmpty, inTypeScript { check(rule, after: seen) }
    seen.formUnion(rule.modifier)
  }

  @inline(never)
  private mutating func check(_ rule: ModifierRule, after seen: ModifierSet) {
    let word = lexer.atoms.text(lexer.atom)
    if !seen.isDisjoint(with: rule.modifier) {
      early("'\(word)' is written twice", at: tokenSpan)
    } else if !seen.isDisjoint(with: rule.excludes) {
      early("'\(seen.intersection(rule.excludes).word)' and '\(word)' exclude each other", at: tokenSpan)
    } else if !seen.isDisjoint(with: rule.precedes) {
      early("'\(word)' belongs before '\(seen.intersection(rule.precedes).word)'", at: tokenSpan)
    }
  }
}
