/// What parsing TypeScript must remember between productions. Not part of snapshots: what was learned stays true.
struct TypeScriptState {
  /// The type after `infer T extends` that belongs to the conditional type around it; see `parseInferType`.
  var pendingExtends = NodeID.none
  /// The depth of statements that stand directly in the file, a namespace or an ambient module.
  var itemDepth = 1
  /// `export =` was read.
  var exportAssignmentSeen = false
  /// The innermost class is marked `abstract`.
  var classIsAbstract = false
  /// How many parameters were read that `checkParameters` has something to say about.
  var unusualParameters = 0
  /// How many trials of type arguments in an expression are under way, one inside the other.
  var argumentTrials = 0
  /// Where `<` was tried as the beginning of type arguments in an expression, in vain.
  var rejectedArguments = RejectedOffsets()
  /// Where `<` was tried as the beginning of a generic arrow function, in vain.
  var rejectedArrows = RejectedOffsets()
}

/// Offsets at which a trial failed, in ascending order.
///
/// Trials nest: in `a < b < c` the one at the first `<` holds the one at the second, which comes again when the first
/// is given up. Without this memory every level of nesting would double the work.
struct RejectedOffsets {
  private var offsets: [UInt32] = []

  var count: Int { offsets.count }

  func contains(_ offset: UInt32) -> Bool {
    guard let last = offsets.last, last >= offset else { return false }
    return offsets[place(of: offset)] == offset
  }

  mutating func insert(_ offset: UInt32) {
    guard let last = offsets.last, last >= offset else { return offsets.append(offset) }
    let place = place(of: offset)
    if offsets[place] != offset { offsets.insert(offset, at: place) }
  }

  /// Forgets everything if it lies before `offset`, where parsing has come for good.
  mutating func forget(before offset: UInt32) {
    if let last = offsets.last, last < offset { offsets.removeAll(keepingCapacity: true) }
  }

  /// Index of the first offset that is not smaller.
  private func place(of offset: UInt32) -> Int {
    var low = 0
    var high = offsets.count
    while low < high {
      let middle = (low + high) / 2
      if offsets[middle] < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
