import Semantics
import SourceText

/// The calls that give parameters their meaning.
///
/// Entering a function with functions or objects among its arguments makes a context; a closure made inside keeps it.
/// Chains are short by force: beyond a few calls, or when a call would stand in its own chain, the context is "any".
struct ContextTable {
  struct Entry: FlatKey {
    var call: CallReference
    var callee: FunctionReference
    /// Where the arguments are read: the context of the caller.
    var outer: ContextID
    /// What the callee's own outer functions were called with.
    var lexical: ContextID
    /// How many arguments stand before the first parameter: 1 for `f.call(this, …)`.
    var skippedArguments: Int
    var depth: Int

    var mixed: UInt64 {
      (UInt64(call.file.raw) << 32 | UInt64(call.call.raw))
        .mixed(with: UInt64(callee.file.raw) << 32 | UInt64(callee.function.raw))
        .mixed(with: UInt64(outer.raw) << 32 | UInt64(lexical.raw))
    }
  }

  private static let maximumDepth = 4
  private var entries: [Entry] = []
  private var numbers = FlatTable<Entry>()

  /// How many calls stand in the chain.
  func depth(of id: ContextID) -> Int { self[id]?.depth ?? 0 }

  subscript(id: ContextID) -> Entry? { id == .any ? nil : entries[Int(id.raw) - 1] }

  mutating func enter(
    _ callee: FunctionReference, by call: CallReference, outer: ContextID, lexical: ContextID, skipped: Int = 0
  ) -> ContextID {
    let depth = max(self[outer]?.depth ?? 0, self[lexical]?.depth ?? 0) + 1
    if depth > Self.maximumDepth || holds(call, outer) || holds(call, lexical) { return lexical }
    let entry = Entry(
      call: call, callee: callee, outer: outer, lexical: lexical, skippedArguments: skipped, depth: depth)
    let known = numbers[entry]
    if known != 0 { return ContextID(raw: known) }
    entries.append(entry)
    let number = UInt32(truncatingIfNeeded: entries.count)
    numbers[entry] = number
    return ContextID(raw: number)
  }

  private func holds(_ call: CallReference, _ context: ContextID) -> Bool {
    var current = context
    while let entry = self[current] {
      if entry.call == call { return true }
      current = entry.lexical
    }
    return false
  }

  /// The call that entered `function` in this context, or in one of those around it.
  func call(of function: FunctionReference, in context: ContextID) -> Entry? {
    var current = context
    while let entry = self[current] {
      if entry.callee == function { return entry }
      current = entry.lexical
    }
    return nil
  }

  /// The part of a context that speaks of functions around `span`: what a closure or object made there keeps.
  func enclosing(_ context: ContextID, _ span: Span, _ file: FileIndex, files: [ProgramFile]) -> ContextID {
    var current = context
    while let entry = self[current] {
      if entry.callee.file == file, files[file.index][entry.callee.function].span.contains(span) { return current }
      current = entry.lexical
    }
    return .any
  }
}
