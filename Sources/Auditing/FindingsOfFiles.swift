import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Completes what rules found in single files with what the program knows.
struct FindingsOfFiles {
  let project: Project
  let rules: RuleSet
  let understood: Audit.Understanding
  let texts: SourceTexts
  /// Whether findings of a rule of the set are asked for.
  let isJudged: (Int) -> Bool

  func findings() -> [Finding] {
    let facts = KnownProgram(program: understood.program, project: project, indices: understood.indices)
    let drafts =
      understood.files.flatMap(\.drafts).filter { isJudged($0.rule) }
      + draftsOfDistantCalls().filter { isJudged($0.rule) }
    var sources: [Int: SourceFile] = [:]
    return DraftCompletion(rules: rules, facts: facts).findings(of: drafts) { number in
      if let known = sources[number] { return known }
      let path = understood.files[number].path
      let file = texts.source(path) ?? SourceFile(path: path, bytes: [])
      sources[number] = file
      return file
    }
  }

  /// Calls that mean something from outside only by way of other files of the project: no file alone could tell. Their
  /// files are parsed once more, which gives the same nodes, and patterns are matched at these calls.
  private func draftsOfDistantCalls() -> [Draft] {
    let arena = TreeArena()
    var matching = FileMatching(rules, arena: arena)
    var distant: [Int: [(node: NodeID, name: ExternalName)]] = [:]
    var numbers: [FileIndex: Int] = [:]
    for (number, index) in understood.indices.enumerated() { if let index { numbers[index] = number } }
    var wanted: [String: ExternalName?] = [:]
    for external in understood.program.externalCalls {
      let known = wanted[external.path]
      let name = known ?? ExternalName(external.path).flatMap { matching.wantsCalls(of: $0) ? $0 : nil }
      if known == nil { wanted[external.path] = .some(name) }
      guard let name, !understood.program.isResolvedInFile(external.call), let number = numbers[external.call.file]
      else { continue }
      distant[number, default: []].append((understood.program[external.call.file][external.call.call].node, name))
    }
    var drafts: [Draft] = []
    let analyzer = FileAnalyzer()
    for (number, calls) in distant.sorted(by: { $0.key < $1.key }) {
      let path = understood.files[number].path
      guard let source = texts.source(path) else { continue }
      let tree = arena.parse(source.bytes, options: SourceScan.options(for: path, in: project))
      _ = analyzer.analyze(tree, path: path, arena: arena)
      let context = FileContext(file: number, tree: tree, analyzer: analyzer)
      for call in calls { _ = matching.matchAgain(at: call.node, of: call.name, in: context, into: &drafts) }
    }
    return drafts
  }
}
