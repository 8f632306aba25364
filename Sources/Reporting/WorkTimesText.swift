public import Findings

/// What a run's CPU time went into, as a table for people.
public enum WorkTimesText {
  public static func text(of times: WorkTimes) -> String {
    let total = (times.phases + times.rules).reduce(0) { $0 + $1.seconds }
    var lines = ["CPU time, all threads: \(milliseconds(total)) ms"]
    lines += times.phases.map { line($0, of: total) }
    if !times.rules.isEmpty { lines.append("Rules with logic of their own") }
    lines += times.rules.map { line($0, of: total) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func line(_ entry: WorkTimes.Entry, of total: Double) -> String {
    let share = total > 0 ? tenths(entry.seconds / total * 100) : "0.0"
    return "  " + padded(milliseconds(entry.seconds), 9) + " ms  " + padded(share, 5) + " %  " + entry.name
  }

  private static func milliseconds(_ seconds: Double) -> String { tenths(seconds * 1000) }

  private static func tenths(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.utf8.count)) + text
  }
}
