import Findings
import SourceText

/// The report for programs that are ours to serve: everything the text says, under names that stay.
///
/// `formatVersion` grows by one when a member changes its meaning or goes; members may be added at any time.
///
///     format         "nodevet-report"
///     formatVersion  1
///     version        of nodevet
///     summary        errors, warnings, notes: counts of findings
///     coverage       examined, notExamined: counts of files · excluded: [{reason, count}]
///     suppressed     count of findings silenced by comments and by entries of nodevet.json
///     switchedOff?   count of findings whose rule nodevet.json switches off there
///     untouched?     count of findings that the change did not bring (`--since`, `--staged`)
///     baseline?      accepted: count of findings · fixed: [{path, rule, fingerprint}], entries whose finding is gone
///     gate?          passed · failures: sentences
///     notExamined    [{kind, path, line?, column?, message}]
///     earlyErrors    the same, of files that were examined; absent where there are none
///     rules          [{id, category, title, summary, severity, confidence, tags, cwe, since}], all enabled ones
///     findings       in report order:
///       rule, severity, confidence, message, path
///       start, end   {offset, line, column}: offset in bytes from 0, line from 1, column in UTF-16 units from 1;
///                    `end` is exclusive; both missing where the finding is about no readable file
///       enclosing?   dotted name of the function or class around it
///       identity?    what the finding is about, where that is no line of source
///       excerpt?     {line, text}: whole lines from the first to the last of the span; credentials as asterisks
///       evidence     [{path, start?, end?, message}], outermost step first
///       fingerprint  identity across edits, `nodevet/v1`
///       fix?         title, safe, edits: [{path, start, end, text}], offsets in bytes
///
///     timings?       with `--timings` alone: phases and rules, [{name, microseconds}] of CPU time, all threads
///
/// Otherwise no times, and no absolute paths: the same project gives the same bytes.
struct JSONReport {
  static let formatVersion = 1

  private let report: AuditReport
  private let fingerprints: Fingerprints
  private let secrets: [String: SecretSpans]
  private var shelf: SourceShelf

  static func bytes(of report: AuditReport) -> [UInt8] {
    var json = JSONReport(report)
    var writer = JSONWriter()
    writer.object { json.write(to: &$0) }
    return writer.finish()
  }

  init(_ report: AuditReport) {
    self.report = report
    fingerprints = Fingerprints(of: report.findings, sources: report.sources)
    secrets = Dictionary(grouping: report.findings.filter { !$0.secrets.isEmpty }, by: \.path)
      .mapValues { SecretSpans($0.flatMap(\.secrets)) }
    shelf = SourceShelf(report.sources)
  }

  private mutating func write(to root: inout JSONWriter) {
    root.member("format", "nodevet-report")
    root.member("formatVersion", Self.formatVersion)
    writeSummary(to: &root)
    root.array("notExamined") { gaps in
      for gap in report.coverage.gaps { gaps.object(.line) { Self.write(gap, to: &$0) } }
    }
    if !report.coverage.earlyErrors.isEmpty {
      root.array("earlyErrors") { errors in
        for error in report.coverage.earlyErrors { errors.object(.line) { Self.write(error, to: &$0) } }
      }
    }
    root.array("rules") { rules in
      for card in report.cards { rules.object { RuleListing.write(card, to: &$0) } }
    }
    root.array("findings") { findings in
      for index in report.findings.indices { findings.object { write(index, to: &$0) } }
    }
    if let times = report.workTimes { Self.write(times, to: &root) }
  }

  private static func write(_ times: WorkTimes, to root: inout JSONWriter) {
    root.object("timings") { timings in
      for (name, entries) in [("phases", times.phases), ("rules", times.rules)] {
        timings.array(name) { array in
          for entry in entries {
            array.object(.line) { object in
              object.member("name", entry.name)
              object.member("microseconds", Int((entry.seconds * 1e6).rounded()))
            }
          }
        }
      }
    }
  }

  /// Version and counts.
  func writeSummary(to root: inout JSONWriter) {
    root.member("version", report.version)
    let counts = SeverityCounts(report.findings.lazy.map(\.severity))
    root.object("summary", .line) { summary in
      summary.member("errors", counts[.error])
      summary.member("warnings", counts[.warning])
      summary.member("notes", counts[.note])
    }
    CoverageMembers.write(report, to: &root)
    if let gate = report.gate {
      root.object("gate") { object in
        object.member("passed", gate.hasPassed)
        object.member("failures", gate.failures)
      }
    }
  }

  static func write(_ gap: CoverageGap, to object: inout JSONWriter) {
    object.member("kind", gap.kind.rawValue)
    object.member("path", gap.path)
    if let position = gap.position {
      object.member("line", position.line)
      object.member("column", position.column)
    }
    object.member("message", gap.message)
  }

  mutating func write(_ index: Int, to object: inout JSONWriter) {
    let finding = report.findings[index]
    object.member("rule", finding.rule)
    object.member("severity", finding.severity.rawValue)
    object.member("confidence", finding.confidence.rawValue)
    object.member("message", finding.message)
    write(finding.path, finding.span, to: &object)
    if let enclosing = finding.enclosing, !enclosing.isEmpty { object.member("enclosing", enclosing) }
    if let identity = finding.identity { object.member("identity", identity) }
    writeExcerpt(finding, to: &object)
    object.array("evidence") { steps in
      for step in finding.evidence {
        steps.object(.line) { object in
          write(step.path, step.span, to: &object)
          object.member("message", step.message)
        }
      }
    }
    object.member("fingerprint", fingerprints[index].fingerprint.text)
    if let fix = finding.fix { Self.write(fix, to: &object) }
  }

  private static func write(_ fix: Fix, to object: inout JSONWriter) {
    object.object("fix") { object in
      object.member("title", fix.title)
      object.member("safe", fix.isSafe)
      object.array("edits") { edits in
        for edit in fix.edits {
          edits.object(.line) { object in
            object.member("path", edit.path)
            object.member("start", Int(edit.span.start))
            object.member("end", Int(edit.span.end))
            object.member("text", edit.text)
          }
        }
      }
    }
  }

  private mutating func write(_ path: String, _ span: Span, to object: inout JSONWriter) {
    object.member("path", path)
    guard let source = shelf.source(at: path) else { return }
    let span = source.clamped(span)
    for (name, offset) in [("start", span.start), ("end", span.end)] {
      let position = source.position(at: offset)
      object.object(name, .line) { place in
        place.member("offset", Int(offset))
        place.member("line", position.line)
        place.member("column", position.column)
      }
    }
  }

  private mutating func writeExcerpt(_ finding: Finding, to object: inout JSONWriter) {
    guard let source = shelf.source(at: finding.path), !source.isEmpty else { return }
    let span = source.clamped(finding.span)
    let first = source.table.line(at: span.start)
    let last = source.table.line(at: span.isEmpty ? span.start : span.end - 1)
    let lines = source.table.span(ofLine: first).union(source.table.span(ofLine: last))
    guard lines.count <= SARIFRegion.longestSnippet else { return }
    let secrets = self.secrets[finding.path] ?? SecretSpans([])
    object.object("excerpt", .line) { excerpt in
      excerpt.member("line", first)
      excerpt.member("text", secrets.text(in: lines, of: source.file))
    }
  }
}
