/// `$$$HANDLING is empty`: the run has no nodes.
enum IsEmpty {
  static func read(_ reader: inout ConstraintReader) -> Phrase? { .isEmpty }
}
