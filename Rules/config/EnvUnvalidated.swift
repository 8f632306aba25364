import Checking
import Findings
import ProgramGraph
import ProjectFacts
import SourceText

/// Reports variables that are used where `undefined` does harm, and that nobody checks. The promise is on the page beside
/// this file.
struct EnvUnvalidated: EnvironmentCheck {
  func run(
    on surveyed: [SurveyedFile<EnvironmentNote>], program: Program, project: Project, reporter: inout Reporter
  ) {
    let imported = ImportedFiles.of(program, project)
    for package in EnvironmentUse(surveyed, program, project).packages {
      guard package.manifest.dependency(named: "dotenv-safe") == nil else { continue }
      var worst: [EnvironmentUse.Place] = []
      for place in package.places.sorted(by: { rank($0) > rank($1) }) where isUnchecked(place.read, in: package) {
        guard project.isAudited(place.path), !isLeft(place.function.file, imported, program),
          verdict(on: place.read) != nil,
          !worst.contains(where: { $0.read.name == place.read.name })
        else { continue }
        worst.append(place)
      }
      guard let first = worst.first, let verdict = verdict(on: first.read) else { continue }
      let others = worst.count - 1
      let more = others == 0 ? "" : others == 1 ? ", nor \(worst[1].read.name)" : ", nor \(others) other variables"
      reporter.report(
        at: first.read.span, in: first.path,
        "nobody checks \(first.read.name), \(verdict.message)\(more)", severity: verdict.severity,
        evidence: others == 0
          ? []
          : worst.prefix(12).map { place in
            EvidenceStep(
              path: place.path, span: place.read.span,
              message: self.verdict(on: place.read).map { "\(place.read.name), \($0.message)" } ?? place.read.name)
          },
        identity: package.manifest.path)
    }
  }

  private func isUnchecked(_ read: EnvironmentNote.Read, in package: EnvironmentUse.Package) -> Bool {
    read.isRequired && !read.isDevelopment && !EnvironmentUse.isConventional(read.name)
      && !package.checked.contains(read.name)
      && !package.declared.contains(read.name) && !package.settled.contains(read.name)
      && !package.kept.contains(read.name)
      && !package.places.contains { $0.read.name == read.name && !$0.read.isRequired }
  }

  /// A file beside those of a server that gives something to others, of whom there are none.
  private func isLeft(_ file: FileIndex, _ imported: ImportedFiles, _ program: Program) -> Bool {
    program.hasServer && program.role(of: file).role == .shared && !program[file].exports.isEmpty
      && !imported.contain(file)
  }

  /// Of several uses of a variable the worst is told.
  private func rank(_ place: EnvironmentUse.Place) -> Int {
    switch place.read.use {
    case .secret: 4
    case .text: 3
    case .connection: 2
    case .number: 1
    case .plain: 0
    }
  }

  private func verdict(on read: EnvironmentNote.Read) -> (message: String, severity: Severity)? {
    switch read.use {
    case .secret(let what): (what, .warning)
    case .text: SecretNames.kind(of: read.name) == nil ? nil : ("part of a text", .note)
    case .connection(let call): ("what \(call) connects to", .note)
    case .number: ("which becomes NaN where it is missing", .note)
    case .plain: nil
    }
  }
}
