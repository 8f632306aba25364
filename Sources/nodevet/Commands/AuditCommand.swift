import Auditing
import Findings
import ProjectFacts
import Reporting
import RulePages

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// `nodevet [audit] [PATH]`: audits a project and reports.
struct AuditCommand {
  static let flags: [ArgumentReader.Flag] = [
    .init(name: "--format", value: "FORMAT", help: "text (default), sarif or json on standard output"),
    .init(name: "--report", value: "FORMAT=FILE", help: "also write a report to FILE; repeatable"),
    .init(name: "--fail-on", value: "SEVERITY", help: "error (default), warning, note or never"),
    .init(name: "--only", value: "RULES", help: "run these rules or categories alone; repeatable"),
    .init(name: "--skip", value: "RULES", help: "leave these rules or categories out; repeatable"),
    .init(name: "--rules", value: "DIR", help: "add the rule pages in DIR; repeatable"),
    .init(name: "--allow-incomplete", value: nil, help: "exit 0 although something could not be examined"),
    .init(name: "--threads", value: "N", help: "worker threads; the report does not depend on it"),
    .init(name: "--color", value: "WHEN", help: "always, never or auto (default)"),
    .init(name: "--timings", value: nil, help: "say on standard error what CPU time went into, by phase and rule"),
    .init(name: "--as-of", value: "YYYY-MM-DD", help: "judge the expiry of suppressions by this day"),
  ]

  private let format: ReportFormat
  private let extraReports: [(format: ReportFormat, path: String)]
  private let threshold: Severity?
  private let allowsIncomplete: Bool
  private let style: TerminalStyle
  private let paths: [String]
  private let selection: RuleSelection
  private let threads: Int
  private let today: CalendarDay?
  private let showsTimings: Bool

  init(_ arguments: [String]) throws(UsageError) {
    let reader = try ArgumentReader(arguments, flags: Self.flags)
    format = try Self.format(reader.value("--format") ?? "text", of: "--format")
    var reports: [(format: ReportFormat, path: String)] = []
    for value in reader.all("--report") {
      let parts = value.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw UsageError.badValue(value, of: "--report", allowed: "values such as sarif=report.sarif")
      }
      reports.append((try Self.format(parts[0], of: "--report"), parts[1]))
    }
    extraReports = reports
    threshold = try Self.threshold(reader.value("--fail-on") ?? "error")
    allowsIncomplete = reader.has("--allow-incomplete")
    threads = try Self.threads(reader.value("--threads"))
    style = try Self.style(reader.value("--color") ?? "auto")
    paths = reader.operands.isEmpty ? ["."] : reader.operands
    today = try Self.day(reader.value("--as-of"))
    showsTimings = reader.has("--timings")
    let own = try OwnPages.read(reader.all("--rules"))
    let only = reader.list("--only")
    let skip = reader.list("--skip")
    try Self.check(only + skip, own)
    selection = RuleSelection(own: own, only: only, skip: skip)
    if !selection.problems.isEmpty { throw OwnPages.malformed(selection.problems) }
  }

  func run() throws(UsageError) -> ExitCode {
    var worst = ExitCode.clean
    // Each path is a project of its own; order and repetition of the arguments change nothing.
    for path in Set(paths).sorted() {
      let code = try audit(path)
      if code == .findings || worst == .clean { worst = code }
    }
    return worst
  }

  private func audit(_ path: String) throws(UsageError) -> ExitCode {
    let clock = ContinuousClock()
    let start = clock.now
    let project: Project
    do {
      project = try Project.load(at: path)
    } catch {
      throw UsageError.other(error.message)
    }
    var options = AuditOptions(subject: path, threads: threads)
    options.today = today
    options.measuresWork = showsTimings
    options.isLastOfProcess = true
    var report = Audit(project: project, rules: selection, options: options).run()
    if format == .text {
      let elapsed = clock.now - start
      report.seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
    }
    Console.write(format.bytes(of: report, style: style))
    if let times = report.workTimes { Console.remark(WorkTimesText.text(of: times)) }
    report.seconds = nil
    for extra in extraReports {
      guard FileBytes.write(extra.format.bytes(of: report), to: extra.path) else {
        throw UsageError.other("cannot write '\(extra.path)': \(String(cString: strerror(errno)))")
      }
    }
    return exitCode(of: report)
  }

  private func exitCode(of report: AuditReport) -> ExitCode {
    if let threshold, report.findings.contains(where: { $0.severity >= threshold }) { return .findings }
    if !allowsIncomplete, !report.coverage.gaps.isEmpty || report.coverage.examined == 0 { return .incomplete }
    return .clean
  }

  // MARK: Values of flags

  private static func format(_ name: String, of flag: String) throws(UsageError) -> ReportFormat {
    guard let format = ReportFormat(rawValue: name) else {
      throw UsageError.badValue(
        name, of: flag, allowed: ReportFormat.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return format
  }

  private static func threshold(_ name: String) throws(UsageError) -> Severity? {
    if name == "never" { return nil }
    guard let severity = Severity(rawValue: name) else {
      throw UsageError.badValue(name, of: "--fail-on", allowed: "error, warning, note and never")
    }
    return severity
  }

  private static func threads(_ value: String?) throws(UsageError) -> Int {
    guard let value else { return WorkerThreads.processorCount }
    guard let count = Int(value), count >= 1, count <= 256 else {
      throw UsageError.badValue(value, of: "--threads", allowed: "numbers from 1 to 256")
    }
    return count
  }

  private static func style(_ name: String) throws(UsageError) -> TerminalStyle {
    switch name {
    case "always": return TerminalStyle(colour: true)
    case "never": return TerminalStyle(colour: false)
    case "auto": return TerminalStyle(colour: Console.mayColour)
    default: throw UsageError.badValue(name, of: "--color", allowed: "always, never and auto")
    }
  }

  private static func day(_ text: String?) throws(UsageError) -> CalendarDay? {
    guard let text else { return Console.today }
    guard let day = CalendarDay(text) else {
      throw UsageError.badValue(text, of: "--as-of", allowed: "days such as 2026-11-21")
    }
    return day
  }

  private static func check(_ names: [String], _ own: [RulePage]) throws(UsageError) {
    let known = RuleSelection.names(own: own)
    for name in names where !known.contains(name) {
      throw UsageError.unknownRule(name, suggestion: ArgumentReader.nearest(to: name, among: known))
    }
  }
}
