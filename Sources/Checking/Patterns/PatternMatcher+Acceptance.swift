import JavaScript
import Semantics
package import SourceText

/// What the matcher is at: a pattern of a rule, at a node of a file.
struct MatchWork {
  var file = 0
  var rule = 0
  /// Index in the matcher's groups.
  var group = 0
  /// Index in the group.
  var pattern = 0
  var node = NodeID.none
  /// What `match` speaks of: the expression, or the statements.
  var nodes = NodeRun(items: NodeItems(single: .none), from: 0, to: 0, owner: .none)
  var drafts: [Draft] = []
  /// Matches that took too many steps, as (rule, node).
  var overruns: [(rule: Int, span: Span)] = []
  /// Filled where somebody wants to know why.
  var traces: [MatchTrace]?
}

/// What became of code that has the shape of a pattern.
package struct MatchTrace: Sendable {
  package enum Outcome: Sendable {
    /// It became a draft, which holds under these many conditions.
    case drafted(conditions: Int)
    /// The constraint at this place of the page does not hold.
    case refused(by: Span)
  }

  package var file: Int
  package var rule: Int
  /// The pattern's place in the page.
  package var pattern: Span
  /// The match in the file.
  package var span: Span
  package var outcome: Outcome
}

extension PatternMatcher {
  /// Looks for a pattern at a node, and drafts a finding for each way of matching that its constraints accept.
  ///
  /// - Parameter node: an expression, or the first of the statements.
  mutating func match(_ entry: PatternIndex.Entry, at node: NodeID) {
    guard mayMatch(entry.root, node, depth: 3) else { return }
    work.rule = Int(entry.rule)
    work.group = Int(entry.group)
    work.pattern = Int(entry.pattern)
    work.node = node
    stepsLeft = Self.stepLimit
    nesting = 0
    captures.truncate(to: 0)
    for _ in 0..<entry.captureCount { captures.push(.none) }
    goals.truncate(to: 0)
    trail.truncate(to: 0)
    taken.truncate(to: 0)
    if !pending.isEmpty { pending.removeAll(keepingCapacity: true) }
    lastStatement = .none
    if entry.statements > 0 {
      _ = tryStatements(entry.statements, from: node, next: -1)
    } else {
      _ = tryNode(entry.root, node, next: -1)
    }
    if stepsLeft <= 0 { work.overruns.append((work.rule, tree.span(node))) }
  }

  /// The pattern's shape is met: holds its constraints against what is captured. Returns whether to look no further.
  mutating func acceptRoot() -> Bool {
    let mark = mark
    rememberNodes()
    for index in groups[work.group].constraints.indices {
      let constraint = groups[work.group].constraints[index]
      switch truth(of: constraint) {
      case .yes: continue
      case .later(let condition): pending.append(condition)
      case .no:
        trace(.refused(by: constraint.span))
        undo(to: mark)
        return false
      }
    }
    trace(.drafted(conditions: pending.count))
    draft()
    let isCertain = pending.isEmpty
    undo(to: mark)
    // Another way of matching would be reported at the same place.
    return isCertain && groups[work.group].at == nil
  }

  private mutating func rememberNodes() {
    work.nodes = NodeRun(items: NodeItems(single: work.node), from: 0, to: 1, owner: work.node)
    guard lastStatement.exists, let items = statements(of: tree.parent(lastStatement)) else { return }
    guard let last = (0..<items.count).first(where: { items[$0] == lastStatement }) else { return }
    let start = tree.span(work.node).start
    guard let first = (0...last).first(where: { tree.span(items[$0]).end > start }) else { return }
    work.nodes = NodeRun(items: items, from: first, to: last + 1, owner: tree.parent(lastStatement))
  }

  private mutating func trace(_ outcome: MatchTrace.Outcome) {
    work.traces?.append(
      MatchTrace(
        file: work.file, rule: work.rule, pattern: groups[work.group].patterns[work.pattern].span,
        span: work.nodes.span(in: tree), outcome: outcome))
  }

  private mutating func draft() {
    let context = FileContext(file: work.file, tree: tree, analyzer: analyzer)
    let span = work.nodes.span(in: tree)
    let function = analyzer.function(around: work.node)
    var primary = span
    if let at = groups[work.group].at, let captured = self.span(of: captures[at]) { primary = captured }
    let draft = Draft(
      file: work.file, rule: work.rule, node: work.node, span: span, primary: context.firstLine(of: primary),
      function: function, enclosing: context.enclosingName(function),
      message: .template(
        groups[work.group].quoted.compactMap { name, slot in self.span(of: captures[slot]).map { (name, $0) } }),
      conditions: pending)
    if pending.isEmpty, work.drafts.contains(where: { $0.isSameFinding(as: draft) && $0.conditions.isEmpty }) { return }
    work.drafts.append(draft)
  }

  /// Where captured code stands; nil for an empty run, which stands nowhere.
  private func span(of capture: Capture) -> Span? {
    switch capture {
    case .none: nil
    case .node(let node): tree.span(node)
    case .run(let run): run.isEmpty ? nil : run.span(in: tree)
    }
  }
}

extension Draft {
  func isSameFinding(as other: Draft) -> Bool {
    rule == other.rule && primary == other.primary && file == other.file
  }
}
