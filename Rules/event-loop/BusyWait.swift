import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports loops and calls that do nothing but let time pass. The promise is on the page beside this file.
struct BusyWait: SurveyCheck {
  struct Note: Sendable {
    enum Kind: Sendable { case clock, flag }
    var kind: Kind
    var span: Span
    var function: FunctionID
    var enclosing: String?
  }

  let interests = FileInterests(kinds: [.whileStatement, .doWhileStatement, .forStatement])

  // MARK: In a file

  func survey(_ file: FileContext, nodes: FileNodes) -> [Note] {
    let loops = nodes[.whileStatement] + nodes[.doWhileStatement] + nodes[.forStatement]
    let waiting = loops.compactMap { loop in WaitingLoop(loop, file).kind.map { (loop, $0) } }
    guard !waiting.isEmpty, !file.isBystander else { return [] }
    return waiting.map { loop, kind in
      let function = file.analyzer.function(around: loop)
      return Note(
        kind: kind, span: file.firstLine(of: file.tree.span(loop)), function: function,
        enclosing: file.enclosingName(function))
    }
  }

  // MARK: In the program

  func run(on surveyed: [SurveyedFile<Note>], program: Program, project: Project, reporter: inout Reporter) {
    for file in surveyed where program.isServing(file.file) && !isBenchmark(program[file.file].path) {
      for note in file.notes { report(note, file.file, program, &reporter) }
    }
    var seen: Set<CallReference> = []
    for external in program.externalCalls where program.isServing(external.call.file) {
      guard let entry = BlockingCalls.entry(for: external.path), entry.kind == .wait else { continue }
      let site = program[external.call.file][external.call.call]
      guard site.flags.isDisjoint(with: [.developmentOnly, .beforeExit]), seen.insert(external.call).inserted else {
        continue
      }
      report(external, entry, program, &reporter)
    }
  }

  private func isBenchmark(_ path: String) -> Bool {
    RelativePath.segments(of: path.lowercased()).contains { $0.hasPrefix("bench") }
  }

  private func report(_ note: Note, _ file: FileIndex, _ program: Program, _ reporter: inout Reporter) {
    let function = FunctionReference(file: file, function: note.function)
    let how =
      switch note.kind {
      case .clock: "reads the clock until time is up"
      case .flag: "asks again and again for what no other code gets to change meanwhile"
      }
    let name = program.isNamed(function) ? "the loop in \(program.name(of: function))" : "this loop"
    let way = way(to: function, program)
    reporter.report(
      at: note.span, in: program[file].path, "\(name) \(how), and nothing else runs\(way.words)",
      severity: way.severity, evidence: way.evidence, enclosing: note.enclosing)
  }

  private func report(
    _ external: Program.ExternalCall, _ entry: BlockingCalls.Entry, _ program: Program, _ reporter: inout Reporter
  ) {
    let function = program.function(around: external.call)
    let way = way(to: function, program)
    guard way.severity == .error else { return }
    let name = program.calleeName(external.path)
    let place = program.place(of: external.call, named: name)
    let file = program[external.call.file].path
    reporter.report(
      at: place, in: file, "\(name) holds the event loop while it waits\(way.words); use \(entry.instead)",
      severity: way.severity,
      evidence: way.evidence + [EvidenceStep(path: file, span: place, message: "\(name) waits here")],
      enclosing: program.qualifiedName(of: function))
  }

  private struct Way {
    var words: String
    var severity: Severity
    var evidence: [EvidenceStep]
  }

  private func way(to function: FunctionReference, _ program: Program) -> Way {
    if let path = program.requestPath(to: function) {
      let isCertain = !path.handler.isDoubtful && !path.isMemoGuarded
      return Way(
        words: " on \(path.handler.route)", severity: isCertain ? .error : .warning,
        evidence: path.evidence(in: program))
    }
    if program.hasServer, let background = program.evidence(that: function, runsIn: .background) {
      return Way(
        words: " in the background", severity: .error, evidence: background.steps.map { $0.evidence(in: program) })
    }
    return Way(words: "", severity: .warning, evidence: [])
  }
}
