import JavaScript
import SourceText

/// Guards whose code keeps nothing but that it ran: `if (!ready) { load(); ready = true }`. Where it says so only if a call
/// went well, what stands before that runs again; where the same function takes it back, all of it does.
extension Analysis {
  /// Where the code since the guard notes that it ran; nil where it keeps more than that.
  mutating func flagging(_ guarded: MemoGuard) -> [UInt32]? {
    var places: [UInt32] = []
    if guarded.binding != 0, guarded.name.isNone {
      for index in guarded.firstAssignment..<assignments.count where assignments[index].binding == guarded.binding - 1 {
        guard assignments[index].value == .literal(.true) else { return nil }
        places.append(assignments[index].offset)
      }
    }
    for index in guarded.firstWrite..<writes.count where isFlag(writes[index], guarded) {
      guard writes[index].value == .literal(.true) else { return nil }
      places.append(writes[index].span.start)
    }
    return places.isEmpty ? nil : places
  }

  private mutating func isFlag(_ write: MemberWrite, _ guarded: MemoGuard) -> Bool {
    guard guarded.name.exists, write.name == guarded.name else { return false }
    let base = values[write.base.raw.index]
    return guarded.binding == 0 ? base.kind == .this : base.kind == .binding && base.a == guarded.binding - 1
  }

  /// The calls from here on that run no more once a flag is set at one of the places: those under the same tests.
  mutating func markFlagged(_ guarded: MemoGuard, at places: [UInt32]) {
    let tests = guards.elements.filter { test in
      guard test.kind == .call, values[test.subject.raw.index].kind == .call else { return false }
      return values[test.subject.raw.index].a.index >= guarded.firstCall
    }
    let calls = (guarded.firstCall..<calls.count).filter { index in
      let start = self.calls[index].span.start
      return places.contains { place in
        tests.allSatisfy { !$0.region.contains(offset: place) || $0.region.contains(offset: start) }
      }
    }
    flags.append(FlagMemo(memo: OpenMemo(guarded: guarded, calls: 0..<0, function: function), marked: calls))
  }

  /// Once the whole file is known: flags that their own functions take back keep nothing.
  mutating func markFlags() {
    for flag in flags where !isTakenBack(flag.memo) {
      for index in flag.marked where runsIn(flag.memo.function, calls[index].function) {
        calls.base[index].flags.insert(.memoGuarded)
      }
    }
  }

  private mutating func isTakenBack(_ memo: OpenMemo) -> Bool {
    let span = functions[memo.function.index].span
    if memo.guarded.name.exists {
      return writes.elements.contains { write in
        isFlag(write, memo.guarded) && empties(write.value) && span.contains(write.span)
      }
    }
    return assignments.elements.contains { entry in
      entry.binding == memo.guarded.binding - 1 && empties(entry.value) && span.contains(offset: entry.offset)
    }
  }
}

/// A guard that keeps a flag, and the calls that it lets run once.
struct FlagMemo {
  var memo: OpenMemo
  var marked: [Int]
}
