import Checking
import Findings
import JavaScript
import ProgramGraph
import Semantics
import SourceText

/// Reports failures that are printed and then forgotten. The promise is on the page beside this file.
struct ConsoleOnlyCatch: FileCheck {
  let interests = FileInterests(kinds: [.catchClause, .callExpression])

  func run(on file: FileContext, nodes: FileNodes, reporter: inout FileReporter) {
    let isScript = Self.isScript(file)
    for (handling, printing) in handlings(file, nodes) {
      let what = "a failure \(file.failingCall(of: handling).map { "of \($0)" } ?? "here") is only"
      let unanswered = DraftCase.unanswered(UnansweredRequest(file, handling).function())
      let place = place(of: handling, printing, file)
      let aftermath = Aftermath(file, handling)
      guard printing.isConsole else {
        if aftermath.failsAnyway { continue }
        reportLogged(handling, place, what, unanswered, &reporter)
        continue
      }
      if isScript {
        reportInScript(handling, place, what, file, &reporter)
        continue
      }
      guard !aftermath.isProvidedFor else { continue }
      let open = "\(what) printed, and $ROUTE stays unanswered"
      if file.isLogging(handling) {
        guard let unanswered else { continue }
        reporter.report(handling.node, primary: place, open, when: [unanswered], severity: .error)
        continue
      }
      let judged = Consequence(file, handling).judged(printing, aftermath)
      reporter.report(
        handling.node, primary: place, "\(what) printed, and \(judged.text)",
        when: FallibleCode(file).mayReach(handling),
        severity: judged.severity,
        cases: (unanswered.map { [DraftCase(when: $0, severity: .error, message: .text(open))] } ?? [])
          + letGo(handling, aftermath, what, file, judged.severity))
    }
  }

  /// The last thing that an async function does, for which nobody waits.
  private func letGo(
    _ handling: FailureHandling, _ aftermath: Aftermath, _ what: String, _ file: FileContext, _ severity: Severity?
  ) -> [DraftCase] {
    let function = file.analyzer.function(around: handling.node)
    guard severity == nil, handling.form == .clause, aftermath.isLastStatement || aftermath.leaves,
      file.analyzer.model[function].flags.contains(.async)
    else { return [] }
    let text = "\(what) printed, and nothing else is done about it"
    return [DraftCase(when: .letGo(function), severity: .note, message: .text(text))]
  }

  /// The code that prints, where it stands among the handling and not in a function from elsewhere in the file.
  private func place(of handling: FailureHandling, _ printing: Printing, _ file: FileContext) -> Span {
    guard printing.first.exists, file.contains(handling.node, printing.first) else { return handling.head }
    return file.firstLine(of: file.tree.span(printing.first))
  }

  /// Failures that are only printed, where nobody says that it is meant.
  private func handlings(_ file: FileContext, _ nodes: FileNodes) -> [(FailureHandling, Printing)] {
    let found = file.failureHandlings(nodes).compactMap { handling in
      file.printing(handling).map { (handling, $0) }
    }
    guard !found.isEmpty, !file.isBystander else { return [] }
    return found.filter { handling, printing in
      !printing.statesFallback && !Remarks(file, handling).sayItIsMeant
        && !file.analyzer.isDevelopmentOnly(handling.node)
        && (handling.form == .rejection || !FallibleCode(file).parts(of: handling.guarded).isEmpty)
    }
  }

  /// A logger may well have alarmed somebody; but nobody tells the client that waits.
  private func reportLogged(
    _ handling: FailureHandling, _ place: Span, _ what: String, _ unanswered: DeferredCondition?,
    _ reporter: inout FileReporter
  ) {
    guard let unanswered else { return }
    reporter.report(
      handling.node, primary: place, "\(what) logged, and $ROUTE stays unanswered", when: [unanswered],
      severity: .warning)
  }

  // MARK: Scripts

  /// By path and first line, which is all that one file tells of its role.
  private static func isScript(_ file: FileContext) -> Bool {
    let model = file.analyzer.model
    if model.hasHashbang || PathRoles.scriptFolder(of: model.path) != nil { return true }
    switch PathRoles.verdict(for: model.path)?.role {
    case .script, .migration: return true
    default: return false
    }
  }

  /// In a script only the last failure counts: the one that decides about the exit code.
  private func reportInScript(
    _ handling: FailureHandling, _ place: Span, _ what: String, _ file: FileContext, _ reporter: inout FileReporter
  ) {
    guard handling.form == .rejection, file.analyzer.function(around: handling.node) == .moduleBody,
      Aftermath(file, handling).use == .unused, !endsProcess(around: handling.node, file)
    else { return }
    reporter.report(
      handling.node, primary: place, "\(what) printed, and the exit code stays 0", severity: .note)
  }

  /// `.finally(() => process.exit(failed ? 1 : 0))` and the like, anywhere in the statement.
  private func endsProcess(around node: NodeID, _ file: FileContext) -> Bool {
    let statement = file.tree.enclosing(node) { $0 == .expressionStatement }
    guard statement.exists else { return false }
    return file.tree.preorder(from: statement).contains { node in
      file.tree.kind(node) == .memberExpression
        && ["exit", "exitCode", "abort", "kill"].contains(file.lastName(of: node) ?? "")
    }
  }
}

extension DraftCase {
  /// Requests reach a function that leaves them open. Fastify answers by itself when a handler returns nothing.
  fileprivate static func unanswered(_ function: FunctionID?) -> DeferredCondition? {
    guard let function else { return nil }
    return .all([.reached(from: .requestHandler, function: function, as: "ROUTE"), .not(.dependsOn("fastify", nil))])
  }
}
