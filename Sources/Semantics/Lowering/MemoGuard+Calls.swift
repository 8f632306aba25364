import JavaScript
import SourceText

/// A guard whose code does not fill what it asked for itself.
struct OpenMemo {
  var guarded: MemoGuard
  var calls: Range<Int>
  /// The function that the guard stands in.
  var function: FunctionID
}

/// Guards whose code calls what fills the variable: `instance === null && configure()`, where `configure` has
/// `instance = read()`. What is called may be written further below, so they are looked at when the walk is done.
extension Analysis {
  /// More are not looked at: each asks all calls of the file.
  private static let mostOpenMemos = 64

  mutating func leaveOpen(_ guarded: MemoGuard) {
    guard calls.count > guarded.firstCall, openMemos.count < Analysis.mostOpenMemos,
      (guarded.binding == 0) != guarded.name.isNone
    else { return }
    openMemos.append(OpenMemo(guarded: guarded, calls: guarded.firstCall..<calls.count, function: function))
  }

  mutating func markFilledByCalls() {
    for memo in openMemos where isNeverEmptied(memo) {
      let isFilled = memo.calls.contains { index in
        runsIn(memo.function, calls[index].function) && fills(calls[index], memo)
      }
      guard isFilled else { continue }
      for index in memo.calls where runsIn(memo.function, calls[index].function) {
        calls.base[index].flags.insert(.memoGuarded)
      }
    }
  }

  mutating func runsIn(_ function: FunctionID, _ other: FunctionID) -> Bool {
    other == function
      || functions[other.index].flags.contains(.immediatelyInvoked) && functions[other.index].parent == function
  }

  /// Whether what a call enters fills the variable, or calls what does.
  private mutating func fills(_ call: CallSite, _ memo: OpenMemo) -> Bool {
    let entered = functions(called: call)
    if entered.contains(where: { fills($0, memo) }) { return true }
    return entered.contains { outer in
      (0..<calls.count).contains { index in
        calls[index].function == outer && functions(called: calls[index]).contains { fills($0, memo) }
      }
    }
  }

  private mutating func fills(_ function: FunctionID, _ memo: OpenMemo) -> Bool {
    let span = functions[function.index].span
    if memo.guarded.binding == 0 {
      let owner = functions[memo.function.index].owner
      return owner != nil && functions[function.index].owner == owner
        && writes.elements.contains { isOfMemo($0, memo) && span.contains($0.span) }
    }
    return assignments.elements.contains {
      $0.binding == memo.guarded.binding - 1 && span.start <= $0.offset && $0.offset < span.end
    }
  }

  private mutating func isOfMemo(_ write: MemberWrite, _ memo: OpenMemo) -> Bool {
    write.name == memo.guarded.name && values[write.base.raw.index].kind == .this
  }

  /// What is set to nothing again somewhere is a state, not a memory.
  private mutating func isNeverEmptied(_ memo: OpenMemo) -> Bool {
    if memo.guarded.binding == 0 {
      let owner = functions[memo.function.index].owner
      return !writes.elements.contains { write in
        isOfMemo(write, memo) && empties(write.value) && functions[write.function.index].owner == owner
          && functions[write.function.index].kind != .constructor
      }
    }
    return !assignments.elements.contains { $0.binding == memo.guarded.binding - 1 && empties($0.value) }
  }

  /// The functions of this file that a call enters, as far as a name or `this.name` says it.
  private mutating func functions(called call: CallSite) -> [FunctionID] {
    let callee = values[call.callee.raw.index]
    switch callee.kind {
    case .binding:
      let binding = bindings[callee.a.index]
      guard binding.kind != .parameter else { return [] }
      return functions(in: binding.values)
    case .member where values[callee.a.index].kind == .this:
      guard let owner = functions[call.function.index].owner else { return [] }
      return classes[owner.index].members.filter {
        $0.name.raw == callee.b && values[$0.value.raw.index].kind == .function
      }
      .map { FunctionID(values[$0.value.raw.index].a) }
    default: return []
    }
  }

  private mutating func functions(in list: ListID) -> [FunctionID] {
    let count = Int(lists[list.raw.index])
    return (0..<count).compactMap { index in
      let value = values[lists[list.raw.index + 1 + index].index]
      return value.kind == .function ? FunctionID(value.a) : nil
    }
  }
}
