package import SourceText

/// One step of a proof about the program: a place, and what is the case there.
package struct ProgramStep: Hashable, Sendable {
  package var file: FileIndex
  package var span: Span
  package var text: String

  package init(file: FileIndex, span: Span, text: String) {
    self.file = file
    self.span = span
    self.text = text
  }
}

extension ProgramStep {
  /// What is said of an `await` that nothing in its function catches.
  package static let awaitsUncaught = "awaits this, and no catch is around it"
}
