package import SourceText

/// The directives of one file, ready to be asked, and which of them were of use.
///
/// A directive silences a finding whose primary span begins where the directive reaches: the line after its comment
/// (past further directives that stand between), the comment's own lines, the file, or the lines between start and end.
/// A start that is never ended silences nothing, and is a problem: nobody meant the rest of the file.
package struct SuppressionMap: Sendable {
  /// Starts and ends without partner, in the order of their spans.
  package private(set) var problems: [SuppressionProblem] = []
  /// Those past their day; they silence nothing.
  package let expired: [SuppressionDirective]

  private let lineTable: LineTable
  private var entries: [Entry] = []
  private var wholeFile: [String: [Int]] = [:]
  private var byLine: [LineKey: [Int]] = [:]
  /// For each rule the lines between start and end, ascending and apart.
  private var regions: [String: [Region]] = [:]

  /// One rule of one directive.
  private struct Entry: Sendable {
    let directive: SuppressionDirective
    let rule: SuppressionDirective.NamedRule
    var isUsed = false
  }

  private struct LineKey: Hashable, Sendable {
    let rule: String
    let line: Int
  }

  private struct Region: Sendable {
    let lines: ClosedRange<Int>
    let entry: Int
  }

  /// - Parameter today: the day that expiry is judged by; nil lets nothing expire.
  package init(_ directives: [SuppressionDirective], lineTable: LineTable, today: CalendarDay? = nil) {
    self.lineTable = lineTable
    let inOrder = directives.sorted { $0.span < $1.span }
    expired = inOrder.filter { directive in today.map { directive.isExpired(on: $0) } ?? false }
    let isExpired = Set(expired)
    let targets = NextLines(inOrder, lineTable)
    var pairing = Pairing()
    for directive in inOrder {
      guard directive.reach != .end else {
        for pair in pairing.end(directive) { addRegion(from: pair, to: directive) }
        continue
      }
      for rule in directive.rules {
        let entry = isExpired.contains(directive) ? nil : entries.count
        if entry != nil { entries.append(Entry(directive: directive, rule: rule)) }
        if directive.reach == .start {
          pairing.begin(rule, directive, entry)
        } else if let entry {
          add(entry, rule.id, directive, targets)
        }
      }
    }
    problems = pairing.finish()
  }

  private mutating func add(
    _ entry: Int, _ rule: String, _ directive: SuppressionDirective, _ targets: NextLines
  ) {
    let lines: Set<Int>
    switch directive.reach {
    case .nextLine: lines = targets.targets(of: directive)
    case .line: lines = [lineTable.line(at: directive.span.start), lineTable.lastLine(of: directive.span)]
    case .file:
      wholeFile[rule, default: []].append(entry)
      return
    case .start, .end: return
    }
    for line in lines { byLine[LineKey(rule: rule, line: line), default: []].append(entry) }
  }

  private mutating func addRegion(from start: Pairing.Start, to end: SuppressionDirective) {
    guard let entry = start.entry else { return }
    let first = lineTable.line(at: start.directive.span.start)
    let last = max(first, lineTable.line(at: end.span.start))
    regions[start.rule.id, default: []].append(Region(lines: first...last, entry: entry))
  }

  /// Whether a finding of the rule with this primary span is silenced; whoever silences it is of use from now on.
  /// A start without an end is of no use, and is reported as a problem alone.
  package mutating func suppresses(rule: String, span: Span) -> Bool {
    let line = lineTable.line(at: span.start)
    var hits = byLine[LineKey(rule: rule, line: line)] ?? []
    if let region = region(of: rule, at: line) { hits.append(region.entry) }
    hits += wholeFile[rule] ?? []
    for hit in hits { entries[hit].isUsed = true }
    return !hits.isEmpty
  }

  /// The rules of live directives that silenced nothing so far, in the order of their spans.
  package var unused: [(directive: SuppressionDirective, rule: SuppressionDirective.NamedRule)] {
    let unpaired = Set(problems.map(\.span))
    return entries.filter { !$0.isUsed && !unpaired.contains($0.rule.span) }.map { ($0.directive, $0.rule) }
  }

  private func region(of rule: String, at line: Int) -> Region? {
    guard let list = regions[rule] else { return nil }
    var low = 0
    var high = list.count
    while low < high {
      let middle = (low + high) / 2
      if list[middle].lines.upperBound < line { low = middle + 1 } else { high = middle }
    }
    return low < list.count && list[low].lines.contains(line) ? list[low] : nil
  }
}

/// Brings starts and ends together, as the directives come.
private struct Pairing {
  struct Start {
    let rule: SuppressionDirective.NamedRule
    let directive: SuppressionDirective
    /// Nil for an expired start: its end is an end all the same.
    let entry: Int?
  }

  private var open: [String: Start] = [:]
  private var problems: [SuppressionProblem] = []

  mutating func begin(_ rule: SuppressionDirective.NamedRule, _ directive: SuppressionDirective, _ entry: Int?) {
    if let earlier = open[rule.id] { problems.append(Self.startWithoutEnd(earlier.rule)) }
    open[rule.id] = Start(rule: rule, directive: directive, entry: entry)
  }

  /// What the directive ends: the rules it names, or all that are open.
  mutating func end(_ directive: SuppressionDirective) -> [Start] {
    if directive.rules.isEmpty {
      if open.isEmpty { problems.append(Self.endWithoutStart(directive.span, "")) }
      let ended = open.values.sorted { $0.rule.span < $1.rule.span }
      open.removeAll()
      return ended
    }
    return directive.rules.compactMap { rule in
      if let start = open.removeValue(forKey: rule.id) { return start }
      problems.append(Self.endWithoutStart(rule.span, " for \(rule.id)"))
      return nil
    }
  }

  mutating func finish() -> [SuppressionProblem] {
    problems += open.values.map { Self.startWithoutEnd($0.rule) }
    return problems.sorted { $0.span < $1.span }
  }

  private static func startWithoutEnd(_ rule: SuppressionDirective.NamedRule) -> SuppressionProblem {
    SuppressionProblem(
      kind: .startWithoutEnd, span: rule.span,
      message: "nothing is silenced: no `nodevet-ignore-end` follows for \(rule.id)")
  }

  private static func endWithoutStart(_ span: Span, _ what: String) -> SuppressionProblem {
    SuppressionProblem(
      kind: .endWithoutStart, span: span, message: "no `nodevet-ignore-start` is open" + what)
  }
}

/// Where `-next-line` directives point: at the next line, and where that holds such a directive too, at its line as well.
private struct NextLines {
  private let lineTable: LineTable
  /// The line that a directive ends up at, by the line its comment begins in.
  private var targetByFirstLine: [Int: Int] = [:]

  /// Backwards, so that a long stack of directives is walked once.
  init(_ directives: [SuppressionDirective], _ lineTable: LineTable) {
    self.lineTable = lineTable
    for directive in directives.reversed() where directive.reach == .nextLine {
      let next = lineTable.lastLine(of: directive.span) + 1
      targetByFirstLine[lineTable.line(at: directive.span.start)] = targetByFirstLine[next] ?? next
    }
  }

  func targets(of directive: SuppressionDirective) -> Set<Int> {
    let next = lineTable.lastLine(of: directive.span) + 1
    return [next, targetByFirstLine[next] ?? next]
  }
}

extension LineTable {
  fileprivate func lastLine(of span: Span) -> Int { line(at: span.isEmpty ? span.start : span.end - 1) }
}
