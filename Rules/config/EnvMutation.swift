import Checking
import Findings
import ProgramGraph
import ProjectFacts
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
}
