import Checking
package import Findings
import JavaScript
package import ProgramGraph
package import ProjectFacts
import RulePages
import Semantics
import SourceText

/// One run over a project: sources to models and drafts, models to a program, drafts and checks to findings, findings
/// to a report.
package struct Audit {
  package static let version = "0.1.0"

  private let project: Project
  private let rules: RuleSelection
  private let options: AuditOptions
  private let meter: WorkMeter?
  /// The sources, where somebody scanned them already, and what they mean, where somebody found that out.
  private let scanned: SourceScan.Result?
  private let known: Understanding?
  /// The only rules whose findings are asked for; nil for all.
  private let judged: Set<String>?

  package init(project: Project, rules: RuleSelection, options: AuditOptions) {
    self.init(project: project, rules: rules, options: options, scanned: nil)
  }

  init(
    project: Project, rules: RuleSelection, options: AuditOptions, scanned: SourceScan.Result?,
    known: Understanding? = nil, judged: Set<String>? = nil
  ) {
    self.project = project
    self.rules = rules
    self.options = options
    self.scanned = scanned
    self.known = known
    self.judged = judged
    meter = options.measuresWork ? WorkMeter(ruleCount: rules.set.rules.count) : nil
  }

  /// Whether findings of a rule of the set are asked for.
  private func isJudged(_ rule: Int) -> Bool { judged?.contains(rules.set.rules[rule].page.id) ?? true }

  package func run() -> AuditReport {
    let (rules, judged, studyMeter) = (rules.set, judged, meter?.another())
    let study = ProjectStudy(of: project, rules: rules, today: options.today, meter: studyMeter) { rule in
      judged?.contains(rules.rules[rule].page.id) ?? true
    }
    let understood: Understanding
    var old: OldState?
    if let known {
      understood = known
      study.run(prepares: false)
    } else {
      (understood, old) = understand(beside: study)
    }
    if let studyMeter { meter?.add(studyMeter) }
    if options.isLastOfProcess { _ = Unmanaged.passRetained(understood.program) }
    meter?.enter(.completing)
    let texts = SourceTexts(project: project)
    let completion = FindingsOfFiles(
      project: project, rules: rules, understood: understood, texts: texts, isJudged: isJudged)
    let judge = { completion.findings() + projectFindings(understood, study) }
    guard let old, options.threads > 1 else { return report(judge(), understood, texts, old) }
    // The old state costs nobody's time where another thread has nothing to do.
    return report(WorkerThreads.run(judge, beside: [{ old.judge() }]), understood, texts, old)
  }

  /// The project understood, with what rules found in single files.
  package struct Understanding {
    var files: [ScannedFile]
    package var program: Program
    /// Which of the program's files a scanned file is.
    var indices: [FileIndex?]
    /// Keeps the memory of names.
    var arenas: [TreeArena]
    /// Sources that the configuration leaves out, with its reason.
    var excludedSources: [(path: String, reason: String)]
  }

  package func understand() -> Understanding { understand(beside: nil).new }

  /// What is asked for, and the state before the change that is audited.
  ///
  /// - Parameter study: is made as well. It and the old state are worked out at the same time where there are threads for
  ///   it.
  private func understand(beside study: ProjectStudy?) -> (new: Understanding, old: OldState?) {
    meter?.start(.joining)
    let (paths, excluded) = AuditScope(project, options.configuration).sources()
    let scan = scanned ?? scan(paths)
    let join = ProgramJoin(
      project: project, files: scan.files, atoms: scan.atoms, meter: meter, arenas: scan.arenas)
    let old = OldState(options: options, rules: rules, scan: scan)
    let program: Program
    if let study, options.threads > 1 {
      var others: [@Sendable () -> Void] = [{ study.run(prepares: true) }]
      if let old { others.append { old.understand() } }
      program = WorkerThreads.run(join.program, beside: others)
    } else {
      study?.run(prepares: false)
      program = join.program()
    }
    var next = 0
    let indices = scan.files.map { file -> FileIndex? in
      guard file.model != nil else { return nil }
      next += 1
      return FileIndex(next - 1)
    }
    let understood = Understanding(
      files: scan.files, program: program, indices: indices, arenas: scan.arenas, excludedSources: excluded)
    return (understood, old)
  }

  private func scan(_ paths: [String]) -> SourceScan.Result {
    let states = StatesToScan(of: project, paths, options)
    let scan = SourceScan(
      sources: states.sources, threads: options.threads, rules: rules.set, meter: meter, progress: options.progress)
    return states.part(scan.run())
  }

  private func projectFindings(_ understood: Understanding, _ study: ProjectStudy) -> [Finding] {
    let program = understood.program
    let facts = KnownProgram(program: program, project: project, indices: understood.indices)
    var notes: [[(file: FileIndex, notes: SurveyNotes)]] = Array(repeating: [], count: rules.set.rules.count)
    for (number, file) in understood.files.enumerated() where !file.notes.isEmpty {
      guard let index = understood.indices[number] else { continue }
      let audience = facts.audience(of: number)
      let isFrontEnd = program.role(of: index).role == .frontend
      for entry in file.notes {
        let rule = rules.set.rules[entry.rule]
        let isAdmitted =
          audience.map(rule.page.appliesTo.contains)
          ?? (isFrontEnd && rule.check?.asSurveyCheck?.looksAtFrontEnds == true)
        if isAdmitted { notes[entry.rule].append((index, entry)) }
      }
    }
    return rules.set.rules.enumerated().flatMap { number, rule -> [Finding] in
      guard isJudged(number) else { return [] }
      meter?.enter(rule: number)
      var reporter = Reporter(for: rule.page, today: options.today)
      if rule.check?.asProjectCheck != nil { return study.findings(of: number) }
      if let check = rule.check?.asProgramCheck {
        check.run(on: program, project: project, reporter: &reporter)
      } else if let check = rule.check?.asSurveyCheck {
        check.run(on: notes[number], program: program, project: project, reporter: &reporter)
      }
      return reporter.findings
    }
  }

  private func report(
    _ findings: [Finding], _ understood: Understanding, _ texts: SourceTexts, _ old: OldState?
  ) -> AuditReport {
    meter?.enter(.reporting)
    let coverage = CoverageAccount(
      project: project, files: understood.files, configuration: options.configuration,
      excludedSources: understood.excludedSources
    ).coverage()
    let comments = SuppressionScan(project, texts).comments(found: Set(findings.lazy.map(\.path)))
    let pipeline = AuditPipeline(
      project: project, program: understood.program, rules: rules, options: options,
      comments: understood.files.reduce(into: comments) { comments, file in
        if !file.suppressions.isEmpty { comments[file.path] = file.suppressions }
      }, coverage: coverage, texts: texts, old: old)
    var state = StageState(findings: findings)
    for stage in pipeline.stages { stage.apply(to: &state) }
    var report = AuditReport(
      version: Self.version, subject: options.subject, findings: state.findings, cards: rules.cards,
      coverage: coverage, sources: texts.sources(of: state.findings + (state.baseline?.accepted ?? [])),
      suppressedCount: state.suppressedCount)
    report.switchedOffCount = state.switchedOffCount
    report.untouchedCount = state.untouched.count
    report.baseline = state.baseline
    if let old { report.coverage = old.withoutKnownGaps(report.coverage) }
    report.workTimes = meter?.times(rules: rules.set.rules.map(\.page.id))
    return report
  }
}
