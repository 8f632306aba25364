/// Which lines of a text are new against an older one.
///
/// Lines are equal where their bytes are, without the line end, so that a change of line ends is no change. Common lines at
/// both ends are set aside; what is between is cut at the lines that both sides have once (in the manner of patience diff,
/// which keeps functions together), and the pieces are compared by Myers' shortest edit. All of it is bounded: a piece too
/// different to be worth the time counts as replaced whole, which reports too many lines as new and never too few.
package struct LineDiff: Hashable, Sendable {
  /// One place where lines were replaced, added (no old ones) or deleted (no new ones).
  package struct Change: Hashable, Sendable {
    /// 1-based, half-open, in the old text.
    package var old: Range<Int>
    /// 1-based, half-open, in the new text. Where lines were only deleted: empty, before the line that follows.
    package var new: Range<Int>
  }

  /// In order of the lines, never touching one another on both sides.
  package let changes: [Change]

  package init(from old: [UInt8], to new: [UInt8]) {
    var search = LineSearch(old: old, new: new)
    changes = search.run()
  }

  /// Whether the line of the new text, 1-based, is not one of the old text.
  package func isNew(line: Int) -> Bool {
    let place = firstChange(endingAfter: line)
    return place < changes.count && changes[place].new.contains(line)
  }

  /// Whether any of the lines, 1-based, is not one of the old text.
  package func hasNew(in lines: ClosedRange<Int>) -> Bool {
    let place = firstChange(endingAfter: lines.lowerBound)
    return place < changes.count && changes[place].new.lowerBound <= lines.upperBound
  }

  /// Where the line of the new text, 1-based, was in the old one; nil where it is new.
  package func oldLine(of line: Int) -> Int? {
    let place = firstChange(endingAfter: line)
    if place < changes.count, changes[place].new.contains(line) { return nil }
    guard place > 0 else { return line }
    return line - changes[place - 1].new.upperBound + changes[place - 1].old.upperBound
  }

  /// The lines of the new text that are not of the old one, as ranges in order.
  package var newLines: [Range<Int>] { changes.map(\.new).filter { !$0.isEmpty } }

  private func firstChange(endingAfter line: Int) -> Int {
    var low = 0
    var high = changes.count
    while low < high {
      let middle = (low + high) / 2
      if changes[middle].new.upperBound <= line { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

private struct LineSearch {
  /// Lines by number: equal lines have equal numbers.
  private var old: [Int32] = []
  private var new: [Int32] = []
  private var isKeptInOld: [Bool]
  private var isKeptInNew: [Bool]
  /// How many steps Myers' search may still take, over the whole file.
  private var steps = 4_000_000
  /// Edits beyond which one piece is given up.
  private static let editLimit = 1_500

  init(old oldText: [UInt8], new newText: [UInt8]) {
    var numbers: [ArraySlice<UInt8>: Int32] = [:]
    func lines(_ text: [UInt8]) -> [Int32] {
      var lines: [Int32] = []
      var start = 0
      while start < text.count {
        let end = text[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? text.count
        let line = text[start..<end]
        let number = numbers[line] ?? Int32(numbers.count)
        numbers[line] = number
        lines.append(number)
        let isPair = end + 1 < text.count && text[end] == 0x0D && text[end + 1] == 0x0A
        start = end + (isPair ? 2 : 1)
      }
      return lines
    }
    old = lines(oldText)
    new = lines(newText)
    isKeptInOld = [Bool](repeating: false, count: old.count)
    isKeptInNew = [Bool](repeating: false, count: new.count)
  }

  private struct Piece {
    var old: Range<Int>
    var new: Range<Int>
  }

  mutating func run() -> [LineDiff.Change] {
    var pieces = [Piece(old: 0..<old.count, new: 0..<new.count)]
    while let piece = pieces.popLast() {
      let rest = trimmed(piece)
      if rest.old.isEmpty || rest.new.isEmpty { continue }
      let anchors = anchors(in: rest)
      if anchors.isEmpty {
        compare(rest)
        continue
      }
      var last = (old: rest.old.lowerBound, new: rest.new.lowerBound)
      for anchor in anchors {
        keep(anchor.old, anchor.new)
        pieces.append(Piece(old: last.old..<anchor.old, new: last.new..<anchor.new))
        last = (anchor.old + 1, anchor.new + 1)
      }
      pieces.append(Piece(old: last.old..<rest.old.upperBound, new: last.new..<rest.new.upperBound))
    }
    return changes()
  }

  private mutating func keep(_ oldLine: Int, _ newLine: Int) {
    isKeptInOld[oldLine] = true
    isKeptInNew[newLine] = true
  }

  /// Without the lines at both ends that are the same.
  private mutating func trimmed(_ piece: Piece) -> Piece {
    var (low, high) = (piece.old.lowerBound, piece.old.upperBound)
    var (newLow, newHigh) = (piece.new.lowerBound, piece.new.upperBound)
    while low < high, newLow < newHigh, old[low] == new[newLow] {
      keep(low, newLow)
      low += 1
      newLow += 1
    }
    while low < high, newLow < newHigh, old[high - 1] == new[newHigh - 1] {
      high -= 1
      newHigh -= 1
      keep(high, newHigh)
    }
    return Piece(old: low..<high, new: newLow..<newHigh)
  }

  /// The longest run, in order on both sides, of lines that each side of the piece has once.
  private func anchors(in piece: Piece) -> [(old: Int, new: Int)] {
    var places: [Int32: (old: Int, new: Int, isOnce: Bool)] = [:]
    for line in piece.old { places[old[line]] = (line, -1, places[old[line]] == nil) }
    for line in piece.new {
      guard let place = places[new[line]] else { continue }
      places[new[line]] = (place.old, line, place.isOnce && place.new < 0)
    }
    let pairs = places.values.filter { $0.isOnce && $0.new >= 0 }.sorted { $0.new < $1.new }
    // Patience: each pair goes on the leftmost pile whose top is larger; the last pile leads back through the run.
    var tops: [Int] = []
    var previous = [Int](repeating: -1, count: pairs.count)
    for (number, pair) in pairs.enumerated() {
      var low = 0
      var high = tops.count
      while low < high {
        let middle = (low + high) / 2
        if pairs[tops[middle]].old < pair.old { low = middle + 1 } else { high = middle }
      }
      if low > 0 { previous[number] = tops[low - 1] }
      if low == tops.count { tops.append(number) } else { tops[low] = number }
    }
    var run: [(old: Int, new: Int)] = []
    var number = tops.last ?? -1
    while number >= 0 {
      run.append((pairs[number].old, pairs[number].new))
      number = previous[number]
    }
    return run.reversed()
  }

  /// Myers' shortest edit: how far one gets with each number of edits, on each diagonal. All of it is remembered, to walk
  /// back.
  private mutating func compare(_ piece: Piece) {
    let (oldCount, newCount) = (piece.old.count, piece.new.count)
    let most = min(oldCount + newCount, Self.editLimit)
    var furthest = [Int32](repeating: 0, count: 2 * most + 3)
    var history: [[Int32]] = []
    for edits in 0...most {
      history.append(Array(furthest[(most - edits)...(most + edits + 2)]))
      for diagonal in stride(from: -edits, through: edits, by: 2) {
        let center = most + 1 + diagonal
        let isDown = diagonal == -edits || diagonal != edits && furthest[center - 1] < furthest[center + 1]
        var place = Int(isDown ? furthest[center + 1] : furthest[center - 1] + 1)
        while place < oldCount, place - diagonal < newCount,
          old[piece.old.lowerBound + place] == new[piece.new.lowerBound + place - diagonal]
        {
          place += 1
          steps -= 1
        }
        furthest[center] = Int32(truncatingIfNeeded: place)
        if diagonal == oldCount - newCount, place >= oldCount { return walkBack(edits: edits, history, piece) }
      }
      steps -= edits + 1
      if steps < 0 { return }
    }
  }

  /// - Parameter history: before each number of edits, from one diagonal below the lowest to one above the highest.
  private mutating func walkBack(edits: Int, _ history: [[Int32]], _ piece: Piece) {
    var (place, newPlace) = (piece.old.count, piece.new.count)
    for step in stride(from: edits, through: 0, by: -1) {
      let furthest = history[step]
      let diagonal = place - newPlace
      let center = step + 1 + diagonal
      let isDown = diagonal == -step || diagonal != step && furthest[center - 1] < furthest[center + 1]
      let before = Int(furthest[isDown ? center + 1 : center - 1])
      let start = step == 0 ? 0 : isDown ? before : before + 1
      while place > start {
        place -= 1
        newPlace -= 1
        keep(piece.old.lowerBound + place, piece.new.lowerBound + newPlace)
      }
      if step == 0 { return }
      (place, newPlace) = (before, before - (isDown ? diagonal + 1 : diagonal - 1))
    }
  }

  private func changes() -> [LineDiff.Change] {
    var changes: [LineDiff.Change] = []
    var (oldLine, newLine) = (0, 0)
    while oldLine < old.count || newLine < new.count {
      let start = (old: oldLine, new: newLine)
      while oldLine < old.count, !isKeptInOld[oldLine] { oldLine += 1 }
      while newLine < new.count, !isKeptInNew[newLine] { newLine += 1 }
      if (oldLine, newLine) != (start.old, start.new) {
        changes.append(
          LineDiff.Change(old: start.old + 1..<oldLine + 1, new: start.new + 1..<newLine + 1))
      }
      while oldLine < old.count, newLine < new.count, isKeptInOld[oldLine], isKeptInNew[newLine] {
        oldLine += 1
        newLine += 1
      }
    }
    return changes
  }
}
