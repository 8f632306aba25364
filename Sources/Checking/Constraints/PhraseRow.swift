/// The phrases there are, and who reads what follows their words.
struct PhraseRow: Sendable {
  enum Subject: String, Sendable {
    case node = "one node"
    case run = "a run"
    case match = "`match`"
    case package = "`package`"
  }

  let words: String
  /// What the phrase can speak of.
  let subjects: [Subject]
  let read: @Sendable (inout ConstraintReader) -> Phrase?

  init(
    _ words: String, _ subjects: [Subject], _ read: @escaping @Sendable (inout ConstraintReader) -> Phrase?
  ) {
    self.words = words
    self.subjects = subjects
    self.read = read
  }

  static let all: [PhraseRow] = [
    PhraseRow("resolves to", [.node], ResolvesTo.read),
    PhraseRow("has name like", [.node, .match], HasNameLike.read),
    PhraseRow("is one of", [.node], IsOneOf.read),
    PhraseRow("is a", [.node], IsKind.read),
    PhraseRow("is greater than", [.node], Compares.readGreater),
    PhraseRow("is less than", [.node], Compares.readLess),
    PhraseRow("is only", [.run], IsOnly.read),
    PhraseRow("is empty", [.run], IsEmpty.read),
    PhraseRow("is awaited", [.node, .match], IsAwaited.read),
    PhraseRow("is unused", [.node, .match], IsUnused.read),
    PhraseRow("is inside", [.match, .node], IsInside.read),
    PhraseRow("is reached from", [.match], IsReached.read),
    PhraseRow("is a promise", [.node, .match], IsPromise.read),
    PhraseRow("is handled", [.node, .match], IsHandled.read),
    PhraseRow("can reject", [.node, .match], CanReject.read),
    PhraseRow("comes from", [.node], ComesFromInput.read),
    PhraseRow("is exported", [.node, .match], IsExported.read),
    PhraseRow("is defined in this file", [.node], IsDefinedHere.read),
    PhraseRow("is", [.node], IsPattern.read),
    PhraseRow("contains", [.node, .run, .match], Contains.read),
    PhraseRow("depends on", [.package], DependsOn.read),
  ]

  /// What `does not` leaves of a verb.
  static let thirdPerson = [
    "resolve": "resolves", "have": "has", "contain": "contains", "depend": "depends", "come": "comes",
  ]
}
