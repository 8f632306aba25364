/// `match is reached from request-handler as $ROUTE`: a way leads there from where execution began. Only the program
/// knows; the way becomes evidence.
struct IsReached: Sendable {
  var origin: ReachOrigin
  /// The metavariable that stands for the route in messages.
  var name: String?

  static func read(_ reader: inout ConstraintReader) -> Phrase? {
    guard let origin = reader.word(of: ReachOrigin.self) else { return nil }
    switch origin {
    case .requestHandler, .moduleLoad: break
    case .timer, .eventHandler:
      reader.reportLast("`reached from \(origin.rawValue)` is not available yet")
      return nil
    }
    guard reader.skipWord("as") else { return .isReached(IsReached(origin: origin)) }
    guard case .metavariable(.node(let name)) = reader.next()?.kind else {
      reader.reportHere("a metavariable: `as $ROUTE`")
      return nil
    }
    if reader.compiler.captures.slot(named: name) != nil {
      reader.reportHere("a new name: `$\(name)` is a metavariable of the pattern")
      return nil
    }
    reader.labels.insert(name)
    return .isReached(IsReached(origin: origin, name: name))
  }
}
