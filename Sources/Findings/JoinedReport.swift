import SourceText

extension AuditReport {
  /// One report of several audits in the same work tree, none of whose paths lies inside another's: the same rules may
  /// have had other severities, and every path is still relative to one root.
  ///
  /// Gates and times are the caller's: each audit has a gate of its own.
  package static func joined(_ reports: [AuditReport]) -> AuditReport? {
    guard var joined = reports.first else { return nil }
    for report in reports.dropFirst() {
      joined.findings += report.findings
      let known = Set(joined.cards.map(\.id))
      joined.cards += report.cards.filter { !known.contains($0.id) }
      joined.coverage.add(report.coverage)
      joined.sources.merge(report.sources) { first, _ in first }
      joined.suppressedCount += report.suppressedCount
      joined.switchedOffCount += report.switchedOffCount
      joined.untouchedCount += report.untouchedCount
      if let baseline = report.baseline {
        joined.baseline = BaselineOutcome(
          accepted: (joined.baseline?.accepted ?? []) + baseline.accepted,
          fixed: Set((joined.baseline?.fixed ?? []) + baseline.fixed).sorted())
      }
      if let times = report.workTimes { joined.workTimes = joined.workTimes.map { $0.adding(times) } ?? times }
    }
    // No file is in two of the audits: its findings are in order already.
    joined.findings = inPathOrder(joined.findings, \.path)
    if let baseline = joined.baseline {
      joined.baseline?.accepted = inPathOrder(baseline.accepted, \.path)
    }
    joined.coverage.gaps = inPathOrder(joined.coverage.gaps, \.path)
    joined.coverage.earlyErrors = inPathOrder(joined.coverage.earlyErrors, \.path)
    return joined
  }

  /// By path alone; what has the same path stays in its order.
  private static func inPathOrder<Element>(_ elements: [Element], _ path: (Element) -> String) -> [Element] {
    elements.enumerated().sorted { left, right in
      let (first, second) = (path(left.element), path(right.element))
      return first == second ? left.offset < right.offset : first.utf8.lexicographicallyPrecedes(second.utf8)
    }.map(\.element)
  }
}

extension Coverage {
  fileprivate mutating func add(_ other: Coverage) {
    examined += other.examined
    gaps += other.gaps
    earlyErrors += other.earlyErrors
    var byReason = Dictionary(excluded.map { ($0.reason, $0.paths) }, uniquingKeysWith: +)
    for exclusion in other.excluded { byReason[exclusion.reason, default: []] += exclusion.paths }
    excluded = byReason.sorted { $0.key < $1.key }.map { reason, paths in
      Exclusion(reason: reason, paths: paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }
  }
}

extension WorkTimes {
  fileprivate func adding(_ other: WorkTimes) -> WorkTimes {
    WorkTimes(
      phases: Self.sum(phases, other.phases), rules: Self.sum(rules, other.rules).sorted { $0.seconds > $1.seconds })
  }

  private static func sum(_ left: [Entry], _ right: [Entry]) -> [Entry] {
    var result = left
    for entry in right {
      if let index = result.firstIndex(where: { $0.name == entry.name }) {
        result[index].seconds += entry.seconds
      } else {
        result.append(entry)
      }
    }
    return result
  }
}
