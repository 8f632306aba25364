package import Testing

/// Expects two texts to be equal, and says by line where they are not.
package func assertText(
  _ actual: String, equals expected: String, _ what: String = "text", sourceLocation: SourceLocation = #_sourceLocation
) {
  guard actual != expected else { return }
  Issue.record(
    "\(what) differs (- expected, + actual):\n\(LineDifference(expected, actual).text)", sourceLocation: sourceLocation)
}

/// The changed lines of two texts with two equal lines around each change.
struct LineDifference {
  let text: String

  private static let context = 2

  init(_ expected: String, _ actual: String) {
    let old = Self.lines(expected)
    let new = Self.lines(actual)
    let changes = new.difference(from: old)
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in changes {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    let rows = Self.rows(old, new, removed, inserted)
    var shown: [String] = []
    var lastShown = -1
    for (index, row) in rows.enumerated() {
      let nearby = max(0, index - Self.context)...min(rows.count - 1, index + Self.context)
      guard nearby.contains(where: { rows[$0].mark != " " }) else { continue }
      if index > lastShown + 1 { shown.append("  @ line \(row.line)") }
      shown.append("\(row.mark) \(row.text)")
      lastShown = index
    }
    text = shown.isEmpty ? "the texts differ in their line ends alone" : shown.joined(separator: "\n")
  }

  private struct Row {
    let mark: Character
    let text: String
    /// In the expected text, from 1.
    let line: Int
  }

  private static func rows(
    _ old: [String], _ new: [String], _ removed: Set<Int>, _ inserted: Set<Int>
  ) -> [Row] {
    var rows: [Row] = []
    var (left, right) = (0, 0)
    while left < old.count || right < new.count {
      if left < old.count, removed.contains(left) {
        rows.append(Row(mark: "-", text: old[left], line: left + 1))
        left += 1
      } else if right < new.count, inserted.contains(right) {
        rows.append(Row(mark: "+", text: new[right], line: left + 1))
        right += 1
      } else {
        if left < old.count { rows.append(Row(mark: " ", text: old[left], line: left + 1)) }
        left += 1
        right += 1
      }
    }
    return rows
  }

  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
