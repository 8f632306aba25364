import ProgramGraph
package import RulePages
package import SourceText

/// Says of the code that has the shape of a page's patterns what became of it, for those who write the page.
package enum MatchExplanation {
  /// One line for each match, by file and place.
  ///
  /// - Parameters:
  ///   - page: the page whose rule is at `rule` in the rule set.
  ///   - source: the file with this number.
  package static func lines(
    _ traces: [MatchTrace], of page: RulePage, rule: Int, source: (Int) -> SourceFile
  ) -> [String] {
    let pageLines = LineTable(Array(page.text.utf8))
    return traces.filter { $0.rule == rule }.sorted { ($0.file, $0.span, $0.pattern) < ($1.file, $1.span, $1.pattern) }
      .map { trace in
        let file = source(trace.file)
        let position = file.lineTable().position(at: trace.span.start)
        let code = MessageTemplate.shortened(file.text(in: trace.span))
        let pattern = pageLines.line(at: trace.pattern.start)
        return "\(file.path):\(position.line):\(position.column): `\(code)` has the shape of line \(pattern); "
          + outcome(trace.outcome, page, pageLines)
      }
  }

  private static func outcome(_ outcome: MatchTrace.Outcome, _ page: RulePage, _ lines: LineTable) -> String {
    switch outcome {
    case .drafted(conditions: 0): "it is a finding"
    case .drafted(conditions: 1): "it is a finding if the rest of the program agrees"
    case .drafted(let count): "it is a finding if the rest of the program agrees in \(count) points"
    case .refused(let span):
      "line \(lines.line(at: span.start)) says no: \(MessageTemplate.shortened(page.text(in: span)))"
    }
  }
}

extension DeferredCondition: CustomStringConvertible {
  /// In the words of constraints.
  package var description: String {
    switch self {
    case .reached(let origin, _, _): "is reached from \(origin.rawValue)"
    case .resolves(_, let names): "resolves to \"\(names.text)\""
    case .dependsOn(let name, let bound): "depends on \"\(name)\"" + (bound.map { " \($0)" } ?? "")
    case .promise: "is a promise"
    case .handled: "is handled"
    case .rejects: "can reject"
    case .rejectsWithText: "rejects with text alone"
    case .rejectsTold: "rejects with what was told"
    case .letGo: "is let go"
    case .neverGiven: "is never given"
    case .comesFromInput(_, _, let sink): "comes from request-input for \(sink.rawValue)"
    case .all(let conditions): conditions.map(\.description).joined(separator: " and ")
    case .any(let conditions): conditions.map(\.description).joined(separator: " or ")
    case .not(let condition): "not (\(condition))"
    }
  }
}
