import Checking
import Findings
import JavaScript
import ProgramGraph
import Semantics
import SourceText

/// Reports answers after which the code goes on to another one. The promise is on the page beside this file.
struct DoubleResponse: FileCheck {
  let interests = FileInterests(kinds: [.functionDeclaration, .functionExpression, .arrowFunctionExpression])

  func run(on file: FileContext, nodes: FileNodes, reporter: inout FileReporter) {
    let functions =
      nodes[.functionDeclaration] + nodes[.functionExpression] + nodes[.arrowFunctionExpression]
    for node in functions {
      guard let channels = ResponseChannels(node, in: file) else { continue }
      look(at: channels, file, &reporter)
    }
  }

  private func look(at channels: ResponseChannels, _ file: FileContext, _ reporter: inout FileReporter) {
    var answers: [(call: NodeID, kind: ResponseChannels.AnswerKind)] = []
    for mention in channels.mentions(under: channels.body) {
      switch channels.use(mention) {
      case .answers(let call, let kind): answers.append((call, kind))
      // Whoever asks whether the answer is out knows what they do.
      case .asks: return
      case .prepares, .unknown: continue
      }
    }
    guard let function = file.analyzer.function(at: channels.function) else { return }
    let kinds = Dictionary(answers.map { ($0.call, $0.kind) }, uniquingKeysWith: { first, _ in first })
    let search = SecondAnswer(channels)
    for answer in answers {
      guard let found = search.second(after: answer.call) else { continue }
      report(answer.call, answer.kind, found, kinds, function, file, &reporter)
    }
  }

  private func report(
    _ first: NodeID, _ kind: ResponseChannels.AnswerKind, _ found: SecondAnswer.Found,
    _ kinds: [NodeID: ResponseChannels.AnswerKind], _ function: FunctionID, _ file: FileContext,
    _ reporter: inout FileReporter
  ) {
    let reached = DeferredCondition.reached(from: .requestHandler, function: function, as: "ROUTE")
    let place = file.firstLine(of: file.tree.span(first))
    switch found {
    case .round:
      guard case .response = kind else { return }
      reporter.report(
        first, primary: place, "\(file.spoken(first)) answers $ROUTE once for each round: the second throws",
        when: [reached])
    case .answer(let second):
      guard second != first, let other = kinds[second], let severity = severity(kind, other) else { return }
      if let use = useOfNothing(between: first, and: second, file) {
        reporter.report(
          first, primary: place,
          "after \(file.spoken(first)) the code goes on to \(file.spoken(use)), which throws there",
          when: [reached], severity: severity)
        return
      }
      let what = "after \(file.spoken(first)) the code goes on to \(file.spoken(second))"
      // Restify wants `next()` after the answer: nothing answers a second time.
      let conditions: [DeferredCondition]
      if case .next = other {
        conditions = [reached, .not(.dependsOn("restify", nil))]
      } else {
        conditions = [reached]
      }
      reporter.report(
        first, primary: place, "\(what), which \(verb(other)) again", when: conditions, severity: severity,
        evidence: [
          EvidenceStep(
            path: file.analyzer.model.path, span: file.firstLine(of: file.tree.span(second)),
            message: "the second answer")
        ])
    }
  }

  /// `if (!user) { res.status(404).end() }`, then `user.name`, before the second answer: it never comes to that.
  private func useOfNothing(between first: NodeID, and second: NodeID, _ file: FileContext) -> NodeID? {
    let tree = file.tree
    var branch = tree.enclosing(first) { $0 == .ifStatement || $0.isFunction }
    guard branch.exists, tree.kind(branch) == .ifStatement, file.contains(tree.child(branch, 1), first) else {
      return nil
    }
    for node in tree.ancestors(of: first) {
      if node == branch { break }
      if tree.kind(node) == .returnStatement || tree.kind(node) == .throwStatement { return nil }
      if tree.kind(node) == .blockStatement, let last = tree.list(node, 0).last,
        tree.kind(last) == .returnStatement || tree.kind(last) == .throwStatement
      {
        return nil
      }
    }
    let (name, isNegated) = file.withoutNegations(tree.child(branch, 0))
    guard isNegated, tree.kind(name) == .identifier, let binding = file.analyzer.binding(of: name),
      !file.analyzer.model[binding].isReassigned
    else { return nil }
    let function = file.enclosingFunction(branch)
    let end = tree.span(branch).end
    branch = tree.parent(branch)
    return file.analyzer.scopeReferences(to: binding).lazy.map { tree.parent($0) }.first { member in
      tree.kind(member) == .memberExpression && tree.span(member).start >= end
        && tree.span(member).end <= tree.span(second).end && !tree.flags(member).contains(.optional)
        && file.enclosingFunction(member) == function && file.analyzer.binding(of: tree.child(member, 0)) == binding
        && isPlain(member, in: branch, file)
    }
  }

  /// Not under another test.
  private func isPlain(_ member: NodeID, in block: NodeID, _ file: FileContext) -> Bool {
    for node in file.tree.ancestors(of: member) {
      if node == block { return true }
      switch file.tree.kind(node) {
      case .ifStatement, .conditionalExpression, .logicalExpression, .tryStatement, .switchStatement: return false
      default: continue
      }
    }
    return false
  }

  private func verb(_ kind: ResponseChannels.AnswerKind) -> String {
    switch kind {
    case .response, .end: "answers $ROUTE"
    case .next: "passes $ROUTE on"
    }
  }

  /// Nil where the second does no harm.
  private func severity(
    _ first: ResponseChannels.AnswerKind, _ second: ResponseChannels.AnswerKind
  ) -> Severity? {
    switch (first, second) {
    // `res.send(x); res.end()`
    case (_, .end): nil
    // Middleware that goes on after it answered: something may be registered for just that.
    case (.response, .next(hasError: false)), (.end, .next(hasError: false)): .note
    case (.response, .response), (.end, .response), (.response, .next), (.end, .next), (.next, .response),
      (.next, .next):
      .warning
    }
  }
}
