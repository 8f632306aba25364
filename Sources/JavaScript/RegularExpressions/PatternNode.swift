/// One piece of a parsed pattern, in an array of them: links are indices, 0 (the pattern itself) ends a list.
package struct PatternNode: Sendable {
  package enum Kind: UInt8, Sendable {
    /// The whole pattern. Its children, like those of every group, are alternatives.
    case pattern
    /// What stands between two `|`. Its children are terms.
    case alternative
    /// `(…)` and `(?<name>…)`; the value is the group's number, from 1.
    case capture
    /// `(?:…)` and `(?i-m:…)`.
    case group
    /// `(?=…)`, negated `(?!…)`.
    case lookahead
    /// `(?<=…)`, negated `(?<!…)`.
    case lookbehind
    /// `^`
    case startAssertion
    /// `$`
    case endAssertion
    /// `\b`, negated `\B`.
    case wordBoundary
    /// A character, literal or escaped; the value is its code point, or its UTF-16 unit without the flags u and v.
    case character
    /// `.`
    case anyCharacter
    /// `\d`, `\s`, `\w`, or negated their capitals; the value is the small letter.
    case classEscape
    /// `\p{…}`, negated `\P{…}`.
    case property
    /// `\1`; the value is the number of the group.
    case numberedReference
    /// `\k<name>`
    case namedReference
    /// `[…]`, negated `[^…]`. Its children are characters, ranges, class escapes, properties, classes and strings.
    case characterClass
    /// `a-z` in a class: from the value to the upper value.
    case range
    /// `\q{…}` in a class with the flag v. Its children are alternatives.
    case strings
  }

  /// How the children of a class combine.
  package enum Operation: UInt8, Sendable { case union, intersection, subtraction }

  package var kind: Kind
  package var isNegated = false
  /// The quantifier prefers the fewest repetitions.
  package var isLazy = false
  package var operation = Operation.union
  /// Bytes of the file, the quantifier excluded.
  package var start: UInt32
  package var end: UInt32
  package var value: UInt32 = 0
  package var upper: UInt32 = 0
  /// How often the term is repeated: 1 to 1 without a quantifier.
  package var minimum: UInt32 = 1
  /// `unbounded` if there is no bound.
  package var maximum: UInt32 = 1
  package var firstChild: UInt32 = 0
  package var nextSibling: UInt32 = 0

  package static let unbounded = UInt32.max

  init(_ kind: Kind, from start: Int, to end: Int, value: UInt32 = 0, isNegated: Bool = false) {
    self.kind = kind
    self.start = UInt32(truncatingIfNeeded: start)
    self.end = UInt32(truncatingIfNeeded: end)
    self.value = value
    self.isNegated = isNegated
  }
}
