import Findings
import SourceText

/// The report for people.
///
/// Findings by file, the worst files and the worst findings first; then what was not examined, what was left out, where
/// to read on, and one line that sums up. The sum stands last because that is where a terminal leaves the reader.
struct TextReport {
  private let report: AuditReport
  private let cards: [String: RuleCard]
  /// What a rule's page says first of why: by rule, as far as somebody asked.
  private var consequences: [String: String?] = [:]
  private var shelf: SourceShelf
  private var writer: TextWriter

  static func bytes(of report: AuditReport, style: TerminalStyle) -> [UInt8] {
    var text = TextReport(report, style)
    text.write()
    return text.writer.bytes
  }

  private init(_ report: AuditReport, _ style: TerminalStyle) {
    self.report = report
    cards = Dictionary(report.cards.map { ($0.id, $0) }) { first, _ in first }
    shelf = SourceShelf(report.sources)
    writer = TextWriter(style: style)
  }

  private mutating func write() {
    for group in FileGroup.groups(of: report.findings) { write(group) }
    writer.write(coverage: report.coverage)
    if let baseline = report.baseline { writer.write(fixed: baseline.fixed) }
    writeReadingList()
    writer.write(summaryOf: report)
  }

  // MARK: Findings

  private mutating func write(_ group: FileGroup) {
    writer.write(VisibleText(group.path.isEmpty ? "." : group.path), as: .path)
    writer.write("  ")
    writer.write(SeverityCounts(group.indices.lazy.map { [report] in report.findings[$0].severity }).words, as: .faint)
    writer.line()
    writer.line()
    let secrets = SecretSpans(group.indices.flatMap { report.findings[$0].secrets })
    var explained: Set<String> = []
    for index in group.indices {
      let finding = report.findings[index]
      write(finding, secrets, saysWhy: explained.insert(finding.rule).inserted)
    }
  }

  private mutating func consequence(of rule: String) -> String? {
    if let known = consequences[rule] { return known }
    let consequence = cards[rule]?.section("Why").flatMap(PlainProse.firstSentence)
    consequences[rule] = .some(consequence)
    return consequence
  }

  /// The consequence is told with the first finding of its rule in a file: the second time it is noise.
  private mutating func write(_ finding: Finding, _ secrets: SecretSpans, saysWhy: Bool) {
    let role = finding.severity.role
    writer.write("  ")
    writer.write(finding.severity.symbol + " " + finding.severity.rawValue, as: role)
    writer.write("  ")
    writer.write(foreign: finding.message, as: .strong)
    writer.line()
    writer.write("    ")
    let source = shelf.source(at: finding.path)
    writer.write(VisibleText(place(finding.path, finding.span, source)))
    writer.write("  ")
    writer.write(foreign: finding.rule, as: .faint)
    writer.line()
    if let source, !source.isEmpty {
      writer.line()
      CodeFrame(source: source, span: source.clamped(finding.span), secrets: secrets, severity: role)
        .write(indent: 2, to: &writer)
    }
    if !finding.evidence.isEmpty { write(finding.evidence) }
    if saysWhy, let consequence = consequence(of: finding.rule) {
      writer.line()
      writer.write(inline: consequence, indent: 4)
    }
    writer.line()
  }

  private func place(_ path: String, _ span: Span, _ source: LocatedSource?) -> String {
    let path = path.isEmpty ? "." : path
    guard let source else { return path }
    let position = source.position(at: span.start)
    return "\(path):\(position.line):\(position.column)"
  }

  // MARK: Evidence

  private static let evidenceHead = 3
  private static let evidenceTail = 2

  /// The steps as a numbered list; the middle of a long path is left out.
  private mutating func write(_ steps: [EvidenceStep]) {
    let places = steps.map { VisibleText(place($0.path, $0.span, shelf.source(at: $0.path))) }
    let isCut = steps.count > Self.evidenceHead + Self.evidenceTail + 1
    let shown = steps.indices.filter {
      !isCut || $0 < Self.evidenceHead || $0 >= steps.count - Self.evidenceTail
    }
    let column = shown.reduce(0) { max($0, places[$1].width <= 48 ? places[$1].width : 0) }
    let digits = String(steps.count).utf8.count
    writer.line()
    for index in shown {
      if isCut, index == steps.count - Self.evidenceTail {
        writer.blank(4 + digits)
        writer.write("  … \(index - Self.evidenceHead) more", as: .faint)
        writer.line()
      }
      let number = String(index + 1)
      writer.blank(4 + digits - number.utf8.count)
      writer.write(number, as: .faint)
      writer.write("  ")
      writer.write(places[index])
      writer.blank(max(0, column - places[index].width) + 2)
      writer.write(foreign: steps[index].message)
      writer.line()
    }
  }

  // MARK: Where to read on

  private mutating func writeReadingList() {
    guard !report.findings.isEmpty else { return }
    let counts = Dictionary(grouping: report.findings, by: \.rule).mapValues(\.count)
    let rules = report.cards.map(\.id).filter { counts[$0] != nil }
    guard !rules.isEmpty else { return }
    let width = rules.reduce(0) { max($0, VisibleText($1).width) }
    writer.write("To read why, and what to write instead", as: .strong)
    writer.line()
    for rule in rules {
      let visible = VisibleText(rule)
      writer.write("  nodevet explain ")
      writer.write(visible)
      writer.blank(width - visible.width + 2)
      writer.write(Words.count(counts[rule] ?? 0, "finding"), as: .faint)
      writer.line()
    }
    writer.line()
  }
}

/// The findings of one file, as indices into the report.
struct FileGroup {
  let path: String
  private(set) var worst: Severity
  /// Worst first, then in the order of the report.
  private(set) var indices: [Int]

  /// The files that findings are in: worst first, then by path.
  static func groups(of findings: [Finding]) -> [FileGroup] {
    var groups: [FileGroup] = []
    var groupOfPath: [String: Int] = [:]
    for (index, finding) in findings.enumerated() {
      if let group = groupOfPath[finding.path] {
        groups[group].indices.append(index)
        groups[group].worst = max(groups[group].worst, finding.severity)
      } else {
        groupOfPath[finding.path] = groups.count
        groups.append(FileGroup(path: finding.path, worst: finding.severity, indices: [index]))
      }
    }
    for group in groups.indices {
      groups[group].indices.sort {
        let (left, right) = (findings[$0], findings[$1])
        return left.severity == right.severity ? $0 < $1 : left.severity > right.severity
      }
    }
    return groups.sorted {
      $0.worst == $1.worst ? $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) : $0.worst > $1.worst
    }
  }
}

extension Severity {
  var symbol: String {
    switch self {
    case .error: "✖"
    case .warning: "▲"
    case .note: "●"
    }
  }

  var role: TerminalStyle.Role {
    switch self {
    case .error: .error
    case .warning: .warning
    case .note: .note
    }
  }
}
