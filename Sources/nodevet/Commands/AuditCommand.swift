import Auditing
import Findings
import ProjectFacts
import Reporting

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// `nodevet [audit] [PATH]`: audits a project and reports.
struct AuditCommand {
  static let flags: [ArgumentReader.Flag] =
    [
      .init(name: "--format", value: "FORMAT", help: "on standard output: \(formats)"),
      .init(name: "--report", value: "FORMAT=FILE", help: "also write a report to FILE; repeatable"),
      .init(name: "--fail-on", value: "SEVERITY", help: "error (default), warning, note or never"),
      .init(name: "--max", value: "N", help: "exit 1 where more than N findings are told"),
      .init(name: "--since", value: "REV", help: "tell only what was brought since the branch left REV"),
      .init(name: "--staged", value: nil, help: "tell only what the next commit brings, by what is staged"),
      .init(name: "--baseline", value: "FILE", help: "tell only findings that FILE does not accept"),
      .init(name: "--prune", value: nil, help: "remove from the baseline what is fixed"),
      .init(name: "--fix", value: nil, help: "mend what can be mended safely, then tell what is left"),
      .init(name: "--fix-unsafe", value: nil, help: "mend more; read the difference afterwards"),
      .init(
        name: "--diff", value: nil,
        help: "print what --fix (or --fix-unsafe, with it) would change as a patch for `git apply`, and write nothing"),
    ] + AuditRequest.flags + [
      .init(
        name: "--color", value: "WHEN",
        help: "always, never or auto (default: on terminals; NO_COLOR and FORCE_COLOR are obeyed)"),
      .init(name: "--quiet", value: nil, help: "print nothing where the exit code is 0"),
    ]

  private static let formats = ReportFormat.allCases.map { $0 == .text ? "text (default)" : $0.rawValue }
    .joined(separator: ", ")

  private let format: ReportFormat
  private let extraReports: [(format: ReportFormat, path: String)]
  /// The outer nil: not given; the inner: never.
  private let threshold: Severity??
  private let most: Int?
  private let baselinePath: String?
  private let scope: ChangeScope?
  /// A commit to a repository with nothing for nodevet in it, not yet or no longer, is nothing to hold up.
  private let isHook: Bool
  private let mending: Mending?
  private let prunes: Bool
  private let style: TerminalStyle
  private let isQuiet: Bool
  private let request: AuditRequest

  init(_ arguments: [String]) throws(UsageError) {
    let reader = try ArgumentReader(arguments, flags: Self.flags)
    format = try Self.format(reader.value("--format") ?? "text", of: "--format")
    var reports: [(format: ReportFormat, path: String)] = []
    for value in reader.all("--report") {
      let parts = value.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw UsageError.badValue(value, of: "--report", allowed: "values such as sarif=report.sarif")
      }
      if reports.contains(where: { $0.path == parts[1] }) {
        throw UsageError.other("two reports cannot both be '\(parts[1])'")
      }
      reports.append((try Self.format(parts[0], of: "--report"), parts[1]))
    }
    extraReports = reports
    threshold = try Self.threshold(reader.value("--fail-on"))
    most = try Self.most(reader.value("--max"))
    baselinePath = reader.value("--baseline")
    scope = try ChangeScope(reader)
    isHook = reader.has("--staged")
    mending = Mending(reader)
    if case .staged = scope, mending?.writes == true {
      throw UsageError.other("'--fix' mends files on disk, and '--staged' is not about those; use '--since HEAD'")
    }
    prunes = reader.has("--prune")
    style = try Self.style(reader.value("--color") ?? "auto")
    isQuiet = reader.has("--quiet")
    request = try AuditRequest(reader)
  }

  func run() throws(UsageError) -> ExitCode {
    let clock = ContinuousClock()
    let start = clock.now
    let groups = try AuditGroup.groups(of: request.paths) { path throws(UsageError) in try request.project(at: path) }
    if groups.count > 1, let one = oneDocument {
      throw UsageError.other(
        "\(one) is one document about one repository, and '\(groups[0].subjects[0])' and '\(groups[1].subjects[0])' are "
          + "in two; name one at a time")
    }
    var worst = ExitCode.clean
    for (index, group) in groups.enumerated() {
      let isLast = index == groups.count - 1
      let code = try audit(group, isLast: isLast, since: groups.count == 1 ? start : clock.now)
      if code == .findings || worst == .clean { worst = code }
    }
    return worst
  }

  /// What was asked for that cannot tell of two repositories at once: paths in it are relative to one root.
  private var oneDocument: String? {
    if let report = extraReports.first { return "'--report \(report.format.rawValue)=\(report.path)'" }
    return format == .text || mending?.writes == false ? nil : "'--format \(format.rawValue)'"
  }

  /// One audit with all that it was made from.
  private struct Run {
    var path: String
    var project: Project
    var configuration: ProjectConfiguration
    var rules: RuleSelection
    var options: AuditOptions
    var baseline: BaselineFile?
    var report: AuditReport
  }

  private func run(_ path: String, isLast: Bool = false) throws(UsageError) -> Run {
    // What began the process belongs to its only audit.
    let begun = request.paths.count == 1 && mending == nil ? 0 : ProcessorTime.seconds
    let onDisk = try request.project(at: path)
    let change = try scope?.change(of: onDisk)
    let project = change?.new ?? onDisk
    let configuration = try request.configuration(of: project)
    var options = request.options(configuration, subject: path)
    let baseline = try BaselineFile.find(baselinePath, configuration, project)
    if prunes, baseline == nil { throw UsageError.other("there is no baseline to prune; name it with --baseline") }
    options.baseline = baseline?.baseline
    options.change = change
    options.isLastOfProcess = isLast
    let rules = try request.selection(configuration)
    let line = ProgressLine()
    options.progress = line?.progress
    let audit = Audit(project: project, rules: rules, options: options)
    let preparation = ProcessorTime.seconds - begun
    var report = line?.during { audit.run() } ?? audit.run()
    report.workTimes = report.workTimes?.before(preparation)
    return Run(
      path: path, project: project, configuration: configuration, rules: rules, options: options, baseline: baseline,
      report: report)
  }

  /// With what can be mended mended, where that was asked for.
  private func mendedRun(_ path: String, isLast: Bool) throws(UsageError) -> Run {
    guard let mending else { return try run(path, isLast: isLast) }
    let run = try run(path)
    let plan = FixPlan(run.report, of: run.project, allowsUnsafe: mending.allowsUnsafe) { project in
      var options = run.options
      options.change = nil
      options.baseline = nil
      return Audit(project: project, rules: run.rules, options: options).run()
    }
    try mending.carryOut(plan, in: run.project, accepted: run.report.baseline?.accepted.count ?? 0)
    return mending.writes && !plan.files.isEmpty ? try self.run(path) : run
  }

  /// Audits what is in one repository, and makes one report of it.
  private func audit(
    _ group: AuditGroup, isLast: Bool, since start: ContinuousClock.Instant
  ) throws(UsageError) -> ExitCode {
    var runs: [Run] = []
    for (index, path) in group.subjects.enumerated() {
      runs.append(try mendedRun(path, isLast: isLast && index == group.subjects.count - 1))
    }
    guard var report = AuditReport.joined(runs.map(\.report)) else { return .clean }
    let judged = judge(runs, report)
    if judged.isElaborate { report.gate = judged.verdict }
    let isPatch = mending?.writes == false
    let written = ProcessorTime.seconds
    if !isPatch, !isQuiet || judged.code != .clean { write(report, elapsed: ContinuousClock.now - start) }
    for run in runs where !isHook && run.report.coverage.examined == 0 {
      // The text report says so itself, and what could not be examined is in every report.
      guard runs.count > 1 || format != .text && run.report.coverage.gaps.isEmpty else { continue }
      Console.complain("nothing could be examined under '\(run.path)'")
    }
    if judged.isElaborate, !judged.verdict.hasPassed, judged.code == .findings {
      Console.complain(Self.complaint(judged.verdict))
    }
    for extra in extraReports {
      guard FileBytes.write(extra.format.bytes(of: report), to: extra.path) else {
        throw UsageError.other("cannot write '\(extra.path)': \(String(cString: strerror(errno)))")
      }
    }
    if let times = report.workTimes {
      Console.remark(WorkTimesText.text(of: times.after(ProcessorTime.seconds - written)))
    }
    if prunes { try BaselineFile.prune(runs.map { ($0.baseline, $0.report.baseline?.fixed ?? []) }) }
    return judged.code
  }

  /// Each path by the gate of its own configuration, and `--max` over all of them.
  private func judge(
    _ runs: [Run], _ report: AuditReport
  ) -> (code: ExitCode, verdict: GateVerdict, isElaborate: Bool) {
    var worst = ExitCode.clean
    var failures: [String] = []
    var isElaborate = false
    func count(_ verdict: GateVerdict, on report: AuditReport, of path: String?) {
      let code = ExitCode(
        of: report, gate: verdict, neverFails: threshold == .some(nil), allowsIncomplete: request.allowsIncomplete,
        mayBeEmpty: isHook)
      if code == .findings || worst == .clean { worst = code }
      failures += verdict.failures.map { failure in path.map { "\($0): \(failure)" } ?? failure }
    }
    for run in runs {
      var gate = run.configuration.gate(failOn: threshold, findings: most)
      if runs.count > 1, most != nil { gate.findings = nil }
      isElaborate = isElaborate || gate.isElaborate
      count(gate.verdict(on: run.report), on: run.report, of: runs.count == 1 ? nil : run.path)
    }
    if runs.count > 1, let most {
      var gate = Gate(failOn: nil)
      gate.findings = most
      isElaborate = true
      count(gate.verdict(on: report), on: report, of: nil)
    }
    return (worst, GateVerdict(failures: failures), isElaborate)
  }

  private func write(_ report: AuditReport, elapsed: Duration) {
    var report = report
    if format == .text {
      report.seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
    }
    Console.write(format.bytes(of: report, style: style))
    // The file in which GitHub collects what a step has to say in its own words.
    if format == .github, let path = Console.environment("GITHUB_STEP_SUMMARY"), !path.isEmpty {
      if !FileBytes.append(ReportFormat.markdown.bytes(of: report), to: path) {
        Console.complain("cannot write the step summary '\(path)': \(String(cString: strerror(errno)))")
      }
    }
  }

  private static func complaint(_ verdict: GateVerdict) -> String {
    "the gate failed\n" + verdict.failures.map { "  \($0)" }.joined(separator: "\n")
  }

  // MARK: Values of flags

  private static func format(_ name: String, of flag: String) throws(UsageError) -> ReportFormat {
    guard let format = ReportFormat(rawValue: name) else {
      throw UsageError.badValue(
        name, of: flag, allowed: ReportFormat.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return format
  }

  private static func threshold(_ name: String?) throws(UsageError) -> Severity?? {
    guard let name else { return nil }
    if name == "never" { return .some(nil) }
    guard let severity = Severity(rawValue: name) else {
      throw UsageError.badValue(name, of: "--fail-on", allowed: "error, warning, note and never")
    }
    return severity
  }

  private static func most(_ value: String?) throws(UsageError) -> Int? {
    guard let value else { return nil }
    guard let count = Int(value), count >= 0 else {
      throw UsageError.badValue(value, of: "--max", allowed: "numbers from 0")
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
}
