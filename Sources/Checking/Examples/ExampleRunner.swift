package import Findings
package import RulePages
import SourceText

/// Runs the examples of a page: each as it is, then in every disguise the page does not opt out of.
package struct ExampleRunner {
  /// Audits a project in memory with the page's rule alone.
  package typealias Audit = (_ files: [(path: String, bytes: [UInt8])]) -> AuditReport

  private let page: RulePage
  private let audit: Audit

  package init(_ page: RulePage, audit: @escaping Audit) {
    self.page = page
    self.audit = audit
  }

  /// What is wrong with the rule or its examples; empty where all is well.
  package func run(_ examples: [RuleExample]) -> [ExampleFailure] {
    examples.flatMap { example -> [ExampleFailure] in
      let plain = failures(of: example, in: nil)
      // A rule that fails undisguised would fail in the same way again.
      return plain.isEmpty ? page.disguises.flatMap { failures(of: example, in: $0) } : plain
    }
  }

  private func failures(of example: RuleExample, in disguise: ExampleDisguise?) -> [ExampleFailure] {
    guard let disguise else { return compare(example, audit(files(of: example)), nil, comparingMessages: true) }
    guard
      let disguised = example.disguised(as: disguise, rule: page.id, rewriter: ExampleRewriter.rewrite)
    else { return [] }
    let report = audit(files(of: disguised.example))
    var failures = compare(disguised.example, report, disguise, comparingMessages: disguise.keepsMessages)
    if failures.isEmpty, report.suppressedCount < disguised.suppressionCount {
      let unused = disguised.suppressionCount - report.suppressedCount
      failures.append(failure(example, disguise, line: nil, "\(unused) of the suppressions silence nothing"))
    }
    return failures
  }

  private func files(of example: RuleExample) -> [(path: String, bytes: [UInt8])] {
    example.files.map { ($0.path, $0.bytes) }
  }

  private func compare(
    _ example: RuleExample, _ report: AuditReport, _ disguise: ExampleDisguise?, comparingMessages: Bool
  ) -> [ExampleFailure] {
    var failures = report.coverage.gaps.map { gap in
      let file = example.files.first { $0.path == gap.path }
      let line = file.flatMap { file in gap.position.map { file.firstPageLine + $0.line - 1 } }
      return failure(example, disguise, line: line, "\(gap.path) is not examined: \(gap.message)")
    }
    let findings = report.findings.filter { $0.rule == page.id }
    for disagreement in example.disagreements(with: findings, comparingMessages: comparingMessages) {
      failures.append(
        failure(example, disguise, line: line(of: disagreement, in: example), disagreement.description))
    }
    return failures
  }

  private func line(of disagreement: ExampleDisagreement, in example: RuleExample) -> Int? {
    switch disagreement {
    case .missing(let path, let marker):
      example.files.first { $0.path == path }.map { $0.firstPageLine + marker.line - 1 }
    case .unexpected(_, let pageLine): pageLine
    }
  }

  private func failure(
    _ example: RuleExample, _ disguise: ExampleDisguise?, line: Int?, _ message: String
  ) -> ExampleFailure {
    let heading = LineTable(Array(page.text.utf8)).line(at: example.span.start)
    return ExampleFailure(
      path: page.path, line: line ?? heading, example: example.name, disguise: disguise, message: message)
  }
}

/// Something an example expects and the rule does not do.
package struct ExampleFailure: Hashable, Sendable, CustomStringConvertible {
  /// The page's.
  package let path: String
  /// 1-based, in the page; where lines of the example were moved by a disguise, as near as can be told.
  package let line: Int
  package let example: String
  /// Nil for the example as it is written.
  package let disguise: ExampleDisguise?
  package let message: String

  /// `errors/empty-catch.md:41: “On a promise”, renamed: not marked, but reported in example.js: …`
  package var description: String {
    "\(path):\(line): “\(example)”\(disguise.map { ", \($0.rawValue)" } ?? ""): \(message)"
  }
}
