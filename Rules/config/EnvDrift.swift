import Checking
import DataFormats
import Findings
import ProgramGraph
import ProjectFacts
import SourceText

/// Reports variables that the code needs and the project's own example does not mention, and the reverse. The promise is
/// on the page beside this file.
struct EnvDrift: EnvironmentCheck, PreparedCheck {
  /// Variables that a message names.
  private static let named = 3
  private static let unusedLimit = 40

  func prepare(_ project: Project) { _ = EnvironmentDocuments.of(project) }

  func run(
    on surveyed: [SurveyedFile<EnvironmentNote>], program: Program, project: Project, reporter: inout Reporter
  ) {
    let documents = EnvironmentDocuments.of(project)
    let packages = EnvironmentUse(surveyed, program, project).packages
    let read = Set(packages.flatMap(\.names))
    for package in packages {
      let directory = package.manifest.directory
      let examples = documents.examples(for: directory).filter { $0.entries.count > 1 }
      guard !examples.isEmpty || package.declared.count > 2 else { continue }
      let documented = Set(examples.flatMap { $0.entries.map(\.key) }).union(package.declared)
        .union(package.settled)
        .union(documents.mentioned(for: directory))
      let missing = package.required.filter { !documented.contains($0) }
      // What shares nothing with the example belongs to something else.
      let known = package.names.intersection(documented)
      if !missing.isEmpty, !known.isEmpty { report(missing, of: package, examples, project, &reporter) }
      // Before something is called unused, all reads have to be known.
      guard !package.isDynamic, let example = examples.first(where: { $0.directory == directory }),
        project.isAudited(example.path)
      else { continue }
      report(unusedIn: example, package, documents, read, &reporter)
    }
  }

  private func report(
    _ missing: [String], of package: EnvironmentUse.Package, _ examples: [EnvironmentDocuments.Example],
    _ project: Project, _ reporter: inout Reporter
  ) {
    let places = missing.compactMap { package.places(of: $0).first }
    guard let first = places.first(where: { project.isAudited($0.path) }) else { return }
    let shown = missing.prefix(Self.named)
    let rest = missing.count - shown.count
    let names = rest > 0 ? shown + ["\(rest) more"] : shown + []
    let list =
      names.count < 2 ? names.joined() : "\(names.dropLast().joined(separator: ", ")) and \(names[names.count - 1])"
    let document = examples.first?.path ?? "the schema of the environment"
    reporter.report(
      at: first.read.span, in: first.path,
      "\(document) does not mention \(list), which the code needs",
      evidence: places.count < 2 ? [] : places.prefix(12).map(\.step),
      identity: "\(package.manifest.path) missing")
  }

  private func report(
    unusedIn example: EnvironmentDocuments.Example, _ package: EnvironmentUse.Package,
    _ documents: EnvironmentDocuments, _ read: Set<String>, _ reporter: inout Reporter
  ) {
    guard !package.names.isEmpty, example.entries.count <= Self.unusedLimit else { return }
    let unread = example.entries.filter { entry in
      EnvironmentReads.isVariable(entry.key) && !package.names.contains(entry.key)
        && !package.declared.contains(entry.key) && !EnvironmentUse.isConventional(entry.key)
    }
    let used = documents.usedElsewhere(Set(unread.map(\.key)), than: example.path, read: read)
    let unused = unread.filter { !used.contains($0.key) }
    guard let first = unused.first else { return }
    let names = unused.map(\.key)
    let list = names.count > 3 ? "\(names[0]), \(names[1]) and \(names.count - 2) more" : names.joined(separator: ", ")
    reporter.report(
      at: first.keySpan, in: example.path, "nothing reads \(list) of \(example.name)", severity: .note,
      identity: "\(example.path) unused")
  }
}
