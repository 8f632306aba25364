import Checking
import Findings
import ProgramGraph
import ProjectFacts
import SourceText

/// Reports packages that read variables which nothing documents. The promise is on the page beside this file.
struct MissingEnvExample: EnvironmentCheck {
  private static let least = 3
  private static let many = 8
  /// A file that mentions this share of the variables documents them.
  private static let share = 0.8

  func run(
    on surveyed: [SurveyedFile<EnvironmentNote>], program: Program, project: Project, reporter: inout Reporter
  ) {
    let documents = EnvironmentDocuments.of(project)
    for package in EnvironmentUse(surveyed, program, project).packages where project.isAudited(package.manifest.path) {
      // What a deployment of the repository sets is written down there.
      let names = package.names.subtracting(package.settled).sorted()
      guard names.count >= Self.least, documents.examples(for: package.manifest.directory).isEmpty,
        package.declared.count < Self.least, documents.coverage(of: names) < Self.share
      else { continue }
      let required = package.required.filter(names.contains)
      let shown = (required + names.filter { !required.contains($0) }).prefix(3).joined(separator: ", ")
      let places = names.compactMap { package.places(of: $0).first }
      reporter.report(
        at: package.manifest.span(ofKey: package.manifest.name == nil ? "dependencies" : "name"),
        in: package.manifest.path,
        "\(package.manifest.displayName) reads \(names.count) environment variables (\(shown)\(names.count > 3 ? ", …" : "")) "
          + "and has no .env.example that lists them",
        severity: required.count >= Self.many ? .warning : nil, evidence: places.prefix(12).map(\.step),
        identity: package.manifest.path)
    }
  }
}
