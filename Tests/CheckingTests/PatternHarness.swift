import Findings
import JavaScript
import RulePages
import Semantics
import SourceText

@testable import Checking

/// One rule of patterns and constraints, and what it drafts in a piece of code.
struct PatternHarness {
  let set: RuleSet
  let problems: [PageProblem]

  /// - Parameter pattern: the fence, or several with `---` between them.
  init(
    _ pattern: String, where constraints: String? = nil, at: String? = nil, message: String = "found",
    language: PatternFence.Language = .js
  ) {
    var page = ""
    let fences = pattern.split(separator: "\n---\n").map { text in
      let start = page.utf8.count
      page += text
      let span = Span(start, page.utf8.count)
      page += "\n"
      return PatternFence(language: language, text: String(text), span: span)
    }
    let start = page.utf8.count
    page += constraints ?? ""
    let fence = constraints.map { ConstraintFence(text: $0, span: Span(start, page.utf8.count)) }
    self.init(
      text: page,
      RulePage.Match(message: message, at: at, groups: [MatchGroup(patterns: fences, constraints: fence)]))
  }

  init(text: String, _ match: RulePage.Match) {
    let page = RulePage(
      path: "test/example-rule.md", text: text, id: "example-rule", category: "test", severity: .error,
      confidence: .high, tags: [], cwe: [], since: "0.1.0", appliesTo: [.source], logic: .match(match),
      disguisesExcept: [], title: "Example", summary: "", sections: [])
    let compiled = RuleSet.compile([(page, nil)])
    set = compiled.rules
    problems = compiled.problems
  }

  /// What is drafted in code, as the text under each primary span.
  func found(in code: String, path: String = "code.js") -> [String] {
    drafts(in: code, path: path).map { text(in: $0.primary, of: code) }
  }

  func finds(_ code: String, path: String = "code.js") -> Bool { !drafts(in: code, path: path).isEmpty }

  func drafts(in code: String, path: String = "code.js") -> [Draft] {
    let arena = TreeArena()
    var matching = FileMatching(set, arena: arena)
    let analyzer = FileAnalyzer()
    let tree = arena.parse(Array(code.utf8), options: .forPath(path))
    _ = analyzer.analyze(tree, path: path, arena: arena)
    var drafts: [Draft] = []
    _ = matching.run(on: FileContext(file: 0, tree: tree, analyzer: analyzer), into: &drafts)
    return drafts.sorted {
      ($0.primary, $0.span) < ($1.primary, $1.span)
    }
  }

  /// What is found when all is known.
  func findings(in code: String, path: String = "code.js", _ facts: FixedFacts = FixedFacts()) -> [Finding] {
    DraftCompletion(rules: set, facts: facts).findings(of: drafts(in: code, path: path)) { _ in
      SourceFile(path: path, text: code)
    }
  }

  func text(in span: Span, of code: String) -> String { SourceFile(path: "code.js", text: code).text(in: span) }
}

/// Facts that a test decides.
struct FixedFacts: ProgramFacts {
  var paths: [ReachOrigin: ReachPath] = [:]
  var name: ExternalName?
  var audience: RulePage.AppliesTo? = .source
  var versions: [String: String] = [:]

  func reach(of function: FunctionID, in file: Int, from origin: ReachOrigin) -> ReachPath? { paths[origin] }
  func externalName(of value: ValueID, in file: Int) -> ExternalName? { name }
  func audience(of file: Int) -> RulePage.AppliesTo? { audience }
  func version(ofDependency name: String, around file: Int) -> String? { versions[name] }
}

extension FileMatching {
  /// Runs rules that write nothing down for later.
  mutating func run(on file: FileContext, into drafts: inout [Draft]) -> [(rule: Int, span: Span)] {
    var notes: [SurveyNotes] = []
    return run(on: file, into: &drafts, notes: &notes)
  }
}
