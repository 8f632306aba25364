public import SourceText

/// A way to mend a finding: edits that make it go away.
public struct Fix: Hashable, Sendable {
  /// One place where text is replaced.
  public struct Edit: Hashable, Sendable {
    /// Relative to the root of the repository.
    public var path: String
    /// Byte offsets in the file as it was audited; empty for an insertion. A file that does not exist is empty.
    public var span: Span
    public var text: String

    public init(path: String, span: Span, text: String) {
      self.path = path
      self.span = span
      self.text = text
    }
  }

  /// What the fix does, as an order: "write `npm ci`".
  public var title: String
  /// Whether the program does the same as before, but for the fault. What is not safe is for people to look at.
  public var isSafe: Bool
  /// By path and span; none touches another.
  public var edits: [Edit]

  public init(title: String, isSafe: Bool, edits: [Edit]) {
    self.title = title
    self.isSafe = isSafe
    self.edits = edits.sorted { left, right in
      left.path == right.path ? left.span < right.span : left.path.utf8.lexicographicallyPrecedes(right.path.utf8)
    }
  }
}
