import ProgramGraph

/// `$TEXT comes from request-input for sql`: a way leads there from something that the client decides, and nothing on it
/// makes it harmless in such a place. The way becomes evidence. Without `for` whatever the client decides is meant.
struct ComesFromInput: Sendable {
  enum Origin: String, CaseIterable { case requestInput = "request-input" }

  var sink: SinkClass

  static func read(_ reader: inout ConstraintReader) -> Phrase? {
    guard reader.word(of: Origin.self) != nil else { return nil }
    guard reader.skipWord("for") else { return .comesFromInput(ComesFromInput(sink: .any)) }
    guard let sink = reader.word(of: SinkClass.self) else { return nil }
    return .comesFromInput(ComesFromInput(sink: sink))
  }
}
