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
    /// Set where no call is told of, but what `this` is in what a class hands down.
    var heritage: Heritage?

    var mixed: UInt64 {
      (UInt64(call.file.raw) << 32 | UInt64(call.call.raw))
        .mixed(with: UInt64(callee.file.raw) << 32 | UInt64(callee.function.raw))
        .mixed(with: UInt64(outer.raw) << 32 | UInt64(lexical.raw)).mixed(with: heritage?.mixed ?? 0)
    }
  }

  /// What `this` is in the members of a class where one that extends it has them.
  struct Heritage: Equatable {
    /// The class that has the members.
    var owner: Entity
    /// The thing (or class) that inherits them.
    var heir: Entity

    var mixed: UInt64 { owner.mixed.mixed(with: heir.mixed) }
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
    return number(
      of: Entry(call: call, callee: callee, outer: outer, lexical: lexical, skippedArguments: skipped, depth: depth))
  }

  /// Where the members of `owner` are read as those of a thing of a class that extends it.
  mutating func inherit(_ owner: Entity, by heir: Entity) -> ContextID {
    let nobody = FileIndex(UInt32.max)
    return number(
      of: Entry(
        call: CallReference(file: nobody, call: CallID(0)),
        callee: FunctionReference(file: nobody, function: .moduleBody), outer: .any, lexical: heir.context,
        skippedArguments: 0, depth: self[heir.context]?.depth ?? 0,
        heritage: Heritage(owner: owner.inNoContext, heir: heir)))
  }

  /// What `this` is in a member of a class, where that is not just any thing of it.
  func heir(of owner: Entity, in context: ContextID) -> Entity? {
    var current = context
    while let entry = self[current] {
      if let heritage = entry.heritage, heritage.owner == owner { return heritage.heir }
      current = entry.lexical
    }
    return nil
  }

  /// The innermost thing whose class inherits what is read in this context.
  func heir(in context: ContextID) -> Entity? {
    var current = context
    while let entry = self[current] {
      if let heritage = entry.heritage { return heritage.heir }
      current = entry.lexical
    }
    return nil
  }

  private mutating func number(of entry: Entry) -> ContextID {
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
      if entry.heritage == nil, entry.call == call { return true }
      current = entry.lexical
    }
    return false
  }

  /// The call that entered `function` in this context, or in one of those around it.
  func call(of function: FunctionReference, in context: ContextID) -> Entry? {
    var current = context
    while let entry = self[current] {
      if entry.heritage == nil, entry.callee == function { return entry }
      current = entry.lexical
    }
    return nil
  }

  /// The part of a context that speaks of functions around `span`: what a closure or object made there keeps.
  func enclosing(_ context: ContextID, _ span: Span, _ file: FileIndex, files: [ProgramFile]) -> ContextID {
    var current = context
    while let entry = self[current] {
      if let owner = entry.heritage?.owner {
        if owner.file == file, files[file.index][ClassID(owner.id)].span.contains(span) { return current }
      } else if entry.callee.file == file, files[file.index][entry.callee.function].span.contains(span) {
        return current
      }
      current = entry.lexical
    }
    return .any
  }
}
