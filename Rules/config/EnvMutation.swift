import Checking
import Findings
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports code that changes the environment while the process serves. The promise is on the page beside this file.
struct EnvMutation: EnvironmentCheck {
  func run(
    on surveyed: [SurveyedFile<EnvironmentNote>], program: Program, project: Project, reporter: inout Reporter
  ) {
    for file in surveyed {
      let path = program[file.file].path
      guard project.isAudited(path), !ShowcaseFolders.hold(path, project) else { continue }
      for write in file.notes.flatMap(\.writes) {
        let function = FunctionReference(file: file.file, function: write.function)
        switch program.phase(of: function) {
        case .request:
          let way = program.requestPath(to: function)
          if way?.isMemoGuarded ?? false || isDoneOnce(write, program[file.file]) { continue }
          reporter.report(
            at: write.span, in: path,
            "\(write.name) of the environment is changed on \(way?.handler.route ?? "a request"), for all others as well",
            severity: .warning, evidence: way?.evidence(in: program) ?? [],
            enclosing: program.qualifiedName(of: function))
        case .background:
          reporter.report(
            at: write.span, in: path, "\(write.name) of the environment is changed while the process serves",
            enclosing: program.qualifiedName(of: function))
        case .startUp, .shutdown, nil: continue
        }
      }
    }
  }

  /// `if (client) return client; client = make(); process.env.CLIENT = client.id`: the calls around it run once.
  private func isDoneOnce(_ write: EnvironmentNote.Write, _ file: ProgramFile) -> Bool {
    let own = file.calls.filter { $0.function == write.function }
    guard let before = own.filter({ $0.span.end <= write.span.start }).max(by: { $0.span.end < $1.span.end }) else {
      return false
    }
    let after = own.filter { $0.span.start >= write.span.end }
    return ([before] + after).allSatisfy { $0.flags.contains(.memoGuarded) }
  }
}
