import Checking
import DataFormats
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
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
      if let document = Self.document(of: directory, among: examples) {
        let documented = Set(examples.flatMap { $0.entries.map(\.key) }).union(package.declared)
          .union(package.settled).union(package.mentioned)
          .union(documents.mentioned(for: directory))
        // What shares nothing with the example belongs to something else.
        if !package.names.isDisjoint(with: documented) {
          report(
            package.required.filter { !documented.contains($0) }, of: package, document, program, project, &reporter)
        }
      }
      // Before something is called unused, all reads have to be known.
      guard !package.isDynamic, let example = examples.first(where: { $0.directory == directory }),
        project.isAudited(example.path)
      else { continue }
      report(unusedIn: example, package, documents, read, &reporter)
    }
  }

  /// The file that a developer of the package copies: beside the manifest, or above it. A committed `.env` is one only
  /// where it is the package's own.
  private static func document(
    of directory: String, among examples: [EnvironmentDocuments.Example]
  ) -> EnvironmentDocuments.Example? {
    let own = examples.filter { $0.directory == directory }
    return own.first(where: \.isForCopying) ?? own.first { $0.name == ".env" }
      ?? examples.first { $0.isForCopying && RelativePath.isInside(directory, $0.directory) }
  }

  private func report(
    _ missing: [String], of package: EnvironmentUse.Package, _ document: EnvironmentDocuments.Example,
    _ program: Program, _ project: Project, _ reporter: inout Reporter
  ) {
    var needed: [EnvironmentUse.Place] = []
    var named: [EnvironmentUse.Place] = []
    func mayBeUsed(_ place: EnvironmentUse.Place) -> Bool {
      SpokenNames.of(program).mayBeUsed(place.read, exceptBy: place.function.file)
    }
    for name in missing {
      let places = package.places(of: name)
      // `MYSQL_TEST_PORT` is for those who run the tests.
      if let place = places.first(where: \.read.isUsed), !Words(name).contains(anyOf: ["test", "tests"]) {
        needed.append(place)
      } else if let place = places.first(where: mayBeUsed) {
        named.append(place)
      }
    }
    // A committed `.env` is what one machine runs with, and others may get the rest in another way.
    tell(
      needed, "which the code needs", "missing", document, package, project,
      severity: document.isForCopying ? nil : .note, &reporter)
    tell(named, "which the code reads", "unmentioned", document, package, project, severity: .note, &reporter)
  }

  private func tell(
    _ places: [EnvironmentUse.Place], _ reason: String, _ kind: String, _ document: EnvironmentDocuments.Example,
    _ package: EnvironmentUse.Package, _ project: Project, severity: Severity?, _ reporter: inout Reporter
  ) {
    guard let first = places.first(where: { project.isAudited($0.path) }) else { return }
    let shown = places.prefix(Self.named).map(\.read.name)
    let rest = places.count - shown.count
    let names = rest > 0 ? shown + ["\(rest) more"] : shown
    let list =
      names.count < 2 ? names.joined() : "\(names.dropLast().joined(separator: ", ")) and \(names[names.count - 1])"
    reporter.report(
      at: first.read.span, in: first.path, "\(document.path) does not mention \(list), \(reason)", severity: severity,
      evidence: places.count < 2 ? [] : places.prefix(12).map(\.step),
      identity: "\(package.manifest.path) \(kind)")
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
