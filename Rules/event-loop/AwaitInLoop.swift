import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports loops that wait for each turn although no turn needs another. The promise is on the page beside this file.
struct AwaitInLoop: SurveyCheck {
  struct Note: Sendable {
    /// The awaited calls of the loop.
    var calls: [CallID]
    var list: String?
    var span: Span
    var function: FunctionID
    var enclosing: String?
  }

  let interests = FileInterests(kinds: [.forOfStatement])

  func survey(_ file: FileContext, nodes: FileNodes) -> [Note] {
    nodes[.forOfStatement].compactMap { loop in
      let turns = IndependentTurns(loop, file)
      guard let calls = turns.awaited, !calls.isEmpty else { return nil }
      let function = file.analyzer.function(around: loop)
      let list = file.spoken(file.tree.child(loop, 1))
      return Note(
        calls: calls, list: list.holds("…") ? nil : list,
        span: file.firstLine(of: file.tree.span(calls.isEmpty ? loop : turns.firstAwait)),
        function: function, enclosing: file.enclosingName(function))
    }
  }

  func run(on surveyed: [SurveyedFile<Note>], program: Program, project: Project, reporter: inout Reporter) {
    guard program.hasServer else { return }
    for file in surveyed where program.isServing(file.file) {
      for note in file.notes {
        let function = FunctionReference(file: file.file, function: note.function)
        guard let path = program.requestPath(to: function), !path.isMemoGuarded else { continue }
        let calls = note.calls.map { CallReference(file: file.file, call: $0) }
        let works = calls.map { work(of: $0, program) }
        // Queries are a rule of their own, and what nobody knows may well depend on the turn before.
        guard let call = calls.first, works.allSatisfy({ $0 == .network || $0 == .files || $0 == .process }) else {
          continue
        }
        let name = program.quotedCallee(of: call)
        let list = note.list.map { "the elements of `\($0)`" } ?? "the elements of the list"
        reporter.report(
          at: note.span, in: program[file.file].path,
          "\(name) is awaited for \(list) one after the other on \(path.handler.route), though no turn needs another",
          evidence: path.evidence(in: program), enclosing: note.enclosing)
      }
    }
  }

  /// Packages of services that take so many requests a second, and no more.
  private static let metered: Set<String> = ["Nodemailer", "SendGrid", "Stripe", "OpenAI", "Puppeteer"]

  private func work(of call: CallReference, _ program: Program) -> OutsideWork? {
    if let direct = plainWork(of: call, program) { return direct }
    guard case .followed(let targets, externals: []) = program.outcome(of: call), targets.count == 1 else { return nil }
    let works = program.calls(within: targets[0]).compactMap { inner -> OutsideWork? in
      program.outsideWork(of: inner) == nil ? nil : plainWork(of: inner, program) ?? .query
    }
    guard let first = works.first, works.allSatisfy({ $0 == first }) else { return nil }
    return first
  }

  private func plainWork(of call: CallReference, _ program: Program) -> OutsideWork? {
    let isMetered = program.externals(of: call).contains { path in
      program.promises.libraryMember(at: path).map { Self.metered.contains($0.library) } ?? false
    }
    return isMetered ? nil : program.outsideWork(of: call)
  }
}
