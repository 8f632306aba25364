import RulePages
import SourceText

/// The check of a rule that lives on its page alone: groups of patterns and constraints, compiled.
struct PatternCheck: Sendable {
  struct Group: Sendable {
    var patterns: [Pattern]
    /// In the order in which they run.
    var constraints: [Constraint]
    /// Number of slots.
    var captureCount: Int
    /// Slot of the capture that carries the primary span.
    var at: Int?
    /// What the message quotes.
    var quoted: [(name: String, slot: Int)]
  }

  let groups: [Group]

  /// Compiles what `## Match` says. Nil where there are problems.
  static func compile(
    _ match: RulePage.Match, of page: RulePage, with compiler: inout PatternCompiler
  ) -> (check: PatternCheck?, problems: [PageProblem]) {
    var groups: [Group] = []
    var problems: [PageProblem] = []
    for group in match.groups {
      if let compiled = compile(group, match, &compiler) { groups.append(compiled) }
      problems += compiler.problems.map { page.problem(at: $0.span, $0.message) }
    }
    return problems.isEmpty ? (PatternCheck(groups: groups), []) : (nil, problems)
  }

  private static func compile(
    _ group: MatchGroup, _ match: RulePage.Match, _ compiler: inout PatternCompiler
  ) -> Group? {
    compiler.beginGroup()
    var patterns: [Pattern] = []
    var bound: [Set<Int>] = []
    for fence in group.patterns {
      guard let pattern = compiler.compile(fence) else { continue }
      patterns.append(pattern)
      bound.append(compiler.bound)
    }
    guard compiler.problems.isEmpty, let first = group.patterns.first else { return nil }
    let fenceSlots = compiler.captures.count
    var constraints: [Constraint] = []
    var labels: Set<String> = []
    if let fence = group.constraints {
      let language = group.patterns.contains { $0.language == .ts } ? PatternFence.Language.ts : .js
      var reader = ConstraintReader(compiler: compiler, language: language)
      // The reader's pool alone: two owners would copy it.
      compiler.pool = PatternPool()
      constraints = reader.read(fence, bound: bound)
      labels = reader.labels
      compiler = reader.compiler
    }
    // Where a constraint captures for those after it, their order stands as written.
    if compiler.captures.count == fenceSlots {
      constraints = constraints.enumerated().sorted {
        ($0.element.phrase.cost, $0.offset) < ($1.element.phrase.cost, $1.offset)
      }.map(\.element)
    }
    var quoted: [(name: String, slot: Int)] = []
    for name in Set(MessageTemplate(match.message).names).subtracting(labels).sorted() {
      if let slot = compiler.captures.slot(named: name) {
        quoted.append((name, slot))
      } else {
        compiler.report(inPage: first.span, "the message quotes `$\(name)`, which nothing here captures")
      }
    }
    let at = match.at.flatMap { compiler.captures.slot(named: $0) }
    if let name = match.at, at == nil {
      compiler.report(inPage: first.span, "`at` names `$\(name)`, which nothing here captures")
    }
    guard compiler.problems.isEmpty else { return nil }
    return Group(
      patterns: patterns, constraints: constraints, captureCount: compiler.captures.count, at: at, quoted: quoted)
  }
}
