import Findings
import SourceText

/// Coverage, what a baseline is done with, and the last line.
extension TextWriter {
  private static let mostFixed = 20

  mutating func write(fixed entries: [BaselineEntry]) {
    guard !entries.isEmpty else { return }
    write("Fixed since the baseline", as: .strong)
    write("; --prune removes these lines from it\n")
    for entry in entries.prefix(Self.mostFixed) {
      write("  ")
      write(foreign: entry.path)
      write("  ")
      write(foreign: entry.rule, as: .faint)
      line()
    }
    if entries.count > Self.mostFixed { write("  and \(entries.count - Self.mostFixed) more\n") }
    line()
  }

  mutating func write(coverage: Coverage) {
    if !coverage.gaps.isEmpty { write(coverage.gaps, under: "Could not be examined") }
    if !coverage.earlyErrors.isEmpty { write(coverage.earlyErrors, under: "Examined in spite of early errors") }
    let exclusions = coverage.excluded.filter { !$0.paths.isEmpty }
    if !exclusions.isEmpty { write(exclusions: exclusions) }
  }

  private mutating func write(_ gaps: [CoverageGap], under heading: String) {
    write(heading, as: .strong)
    line()
    let places = gaps.map { gap in
      VisibleText(gap.position.map { "\(gap.path):\($0.line):\($0.column)" } ?? gap.path)
    }
    let column = places.reduce(0) { max($0, $1.width <= 48 ? $1.width : 0) }
    for (gap, place) in zip(gaps, places) {
      write("  ")
      write(place)
      blank(max(0, column - place.width) + 2)
      write(gap.kind.words + ": ", as: .faint)
      write(foreign: gap.message)
      line()
    }
    line()
  }

  private mutating func write(exclusions: [Coverage.Exclusion]) {
    write("Left out on purpose", as: .strong)
    line()
    let counts = exclusions.map { Words.count($0.paths.count, "file") }
    let column = counts.reduce(0) { max($0, $1.utf8.count) }
    for (exclusion, count) in zip(exclusions, counts) {
      blank(2 + column - count.utf8.count)
      write(count + "  ")
      write(foreign: exclusion.reason)
      line()
    }
    line()
  }

  mutating func write(summaryOf report: AuditReport) {
    let counts = SeverityCounts(report.findings.lazy.map(\.severity))
    let gaps = report.coverage.gapPathCount
    let examined = report.coverage.examined
    if counts.isEmpty {
      if examined == 0 {
        write("Nothing was examined", as: .strong)
      } else {
        let words = report.tellsNewOnly ? "Nothing new found" : "Nothing found"
        if gaps > 0 {
          write(words + " in what could be examined", as: .strong)
        } else if let gate = report.gate, !gate.hasPassed {
          write(words, as: .strong)
        } else {
          write("✔ " + words, as: .clean)
        }
      }
    } else {
      write(counts)
    }
    var parts = ReportCounts.parts(of: report)
    if let seconds = report.seconds { parts.append(Words.duration(seconds)) }
    for part in parts {
      write(" · ", as: .faint)
      write(part)
    }
    line()
  }

  private mutating func write(_ counts: SeverityCounts) {
    var isFirst = true
    for severity in Severity.allCases.reversed() where counts[severity] > 0 {
      if !isFirst { write("  ") }
      write(severity.symbol + " " + Words.count(counts[severity], severity.rawValue), as: severity.role)
      isFirst = false
    }
  }
}

extension AuditReport {
  /// Whether there are findings that are not told because they are not new.
  var tellsNewOnly: Bool { baseline?.accepted.isEmpty == false || untouchedCount > 0 }
}

/// What the summary says besides findings, the same in every format for people.
enum ReportCounts {
  static func parts(of report: AuditReport) -> [String] {
    var parts = [Words.count(report.coverage.examined, "file") + " examined"]
    let gaps = report.coverage.gapPathCount
    if gaps > 0 { parts.append("\(gaps) could not be examined") }
    let excluded = report.coverage.excluded.reduce(0) { $0 + $1.paths.count }
    if excluded > 0 { parts.append("\(excluded) left out") }
    if report.suppressedCount > 0 { parts.append("\(report.suppressedCount) suppressed") }
    if report.switchedOffCount > 0 { parts.append("\(report.switchedOffCount) switched off") }
    if let baseline = report.baseline {
      if !baseline.accepted.isEmpty { parts.append("\(baseline.accepted.count) in the baseline") }
      if !baseline.fixed.isEmpty { parts.append("\(baseline.fixed.count) fixed") }
    }
    if report.untouchedCount > 0 { parts.append("\(report.untouchedCount) not of this change") }
    return parts
  }
}

/// How many findings of each severity.
struct SeverityCounts {
  private var counts: [Severity: Int] = [:]

  init(_ severities: some Sequence<Severity>) {
    for severity in severities { counts[severity, default: 0] += 1 }
  }

  subscript(severity: Severity) -> Int { counts[severity] ?? 0 }
  var isEmpty: Bool { counts.isEmpty }

  /// "2 errors, 1 note"
  var words: String {
    Severity.allCases.reversed().filter { self[$0] > 0 }.map { Words.count(self[$0], $0.rawValue) }
      .joined(separator: ", ")
  }
}

extension Coverage {
  /// Files and folders with at least one gap.
  var gapPathCount: Int { Set(gaps.map(\.path)).count }
}

extension CoverageGap.Kind {
  var words: String {
    switch self {
    case .syntaxError: "syntax error"
    case .unsupportedDialect: "unsupported dialect"
    case .unsupportedFormat: "unsupported format"
    case .malformedFile: "malformed file"
    case .unreadable: "unreadable"
    case .limit: "limit reached"
    case .linkLeavingTree: "link out of the project"
    case .earlyError: "early error"
    }
  }
}

/// Numbers as people say them.
enum Words {
  static func count(_ count: Int, _ noun: String) -> String { count == 1 ? "1 \(noun)" : "\(count) \(noun)s" }

  /// "40 ms", "0.42 s", "12.3 s"
  static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0, seconds < 1e9 else { return "? s" }
    if seconds < 0.1 { return "\(Int((seconds * 1000).rounded())) ms" }
    if seconds < 10 {
      let hundredths = Int((seconds * 100).rounded())
      let rest = String(hundredths % 100)
      return "\(hundredths / 100).\(rest.utf8.count == 1 ? "0" + rest : rest) s"
    }
    let tenths = Int((seconds * 10).rounded())
    return "\(tenths / 10).\(tenths % 10) s"
  }
}
