import Checking
import Findings
import ProgramGraph
import ProjectFacts
import SourceText

/// Reports servers that were begun, or went on, in plain JavaScript. The promise is on the page beside this file.
struct MissingTypeScript: ProgramCheck {
  private enum Limit {
    /// 2023-01-01.
    static let since = GitDay(year: 2023, month: 1, day: 1)
    /// Commits since then that touch the code of a server begun before.
    static let commits = 10
    /// A server of fewer lines or files may well be finished.
    static let lines = 1_000
    static let files = 10
    /// Fewer lines are no project yet.
    static let fewest = 30
    /// Where only releases tell the time, nobody knows whether a small project is a finished one.
    static let fewestByReleases = 500
    /// A history of fewer commits may be a copy of an older project.
    static let history = 3
    /// So many packages of the time tell it as well.
    static let releases = 2
  }

  func run(on program: Program, project: Project, reporter: inout Reporter) {
    let packages = TypeScriptCode.of(program, project).packages
    // Whoever writes one server in TypeScript has decided; so has a workspace.
    guard !packages.contains(where: { $0.typed.count > 2 }) else { return }
    let servers = ServerPackages.of(program, project)
    for package in packages where servers.contain(package.manifest) && project.isAudited(package.manifest.path) {
      guard package.typed.isEmpty, !CourseFolders.hold(package.manifest.path),
        package.manifest.dependency(named: "typescript") == nil || package.untyped.isEmpty,
        !isChecked(package, program, project)
      else { continue }
      let activity = activity(of: package, program, project)
      if let activity, activity.historyCount >= Limit.history {
        if activity.begun != nil || activity.count >= Limit.commits { report(package, activity, &reporter) }
      } else if activity != nil || hasNoHistory(project) {
        // What an example of a page states is as short as it is.
        let fewest = activity?.isStated == true ? Limit.fewest : Limit.fewestByReleases
        if package.untypedLines >= fewest { reportByReleases(package, &reporter) }
      }
    }
  }

  /// Whether somebody checks the JavaScript: `checkJs`, `// @ts-check` or Flow in half of the files.
  private func isChecked(_ package: TypeScriptCode.Package, _ program: Program, _ project: Project) -> Bool {
    let checking = package.untyped.count { file in
      let path = program[file].path
      if project.typeScriptConfiguration(governing: path)?.isOn("checkJs") == true { return true }
      return UncheckedText(path, project).asksForChecks
    }
    return checking * 2 >= package.untyped.count
  }

  /// Where there is a history, and nothing of it touches the code in the time, the project is as old as that.
  private func hasNoHistory(_ project: Project) -> Bool {
    ((try? project.repository()?.head()) ?? nil) == nil
  }

  private func activity(
    of package: TypeScriptCode.Package, _ program: Program, _ project: Project
  ) -> ProjectActivity? {
    let paths = Set(package.untyped.map { program[$0].path })
    let directory = package.manifest.directory
    // What was there once, and is not now, counts by its ending.
    return try? project.activity(since: Limit.since, countingTo: Limit.commits) { path in
      paths.contains(path)
        || RelativePath.isInside(path, directory) && [".js", ".mjs", ".cjs"].contains { path.hasSuffix($0) }
          && PathRoles.verdict(for: path) == nil
    }
  }

  private func report(_ package: TypeScriptCode.Package, _ activity: ProjectActivity, _ reporter: inout Reporter) {
    let when =
      if let begun = activity.begun {
        "begun on \(begun)"
      } else if activity.isWhole {
        "begun before 2023 and still worked on, last on \(activity.last)"
      } else {
        "worked on until \(activity.last)"
      }
    report(package, "\(package.manifest.displayName), \(when),", isNew: activity.begun != nil, &reporter)
  }

  /// Where no history tells: what the manifest asks for did not exist before.
  private func reportByReleases(_ package: TypeScriptCode.Package, _ reporter: inout Reporter) {
    let manifest = package.manifest
    let releases = RecentReleases.evidence(in: manifest)
    guard releases.recent.count >= Limit.releases, let first = releases.recent.first else { return }
    let more = releases.recent.count - 1
    let asked =
      "\(first.name) \(first.range) and \(more == 1 ? "one more package" : "\(more) more packages") that came out since 2023"
    report(
      package, "\(manifest.displayName), which asks for \(asked),",
      // An old project that is looked after raises the tools it is made with first.
      isNew: Self.isFirstEdition(manifest)
        && (releases.production >= 4 || releases.production > 1 && releases.production * 2 >= releases.knownCount),
      evidence: releases.recent.dropFirst().prefix(4).map {
        EvidenceStep(path: manifest.path, span: $0.span, message: "\($0.name) \($0.range) came out in 2023 or later")
      }, &reporter)
  }

  /// Whether the manifest's own version leaves open that the project is as young as its packages: whoever is at 7.4.0 has
  /// renewed them for years.
  private static func isFirstEdition(_ manifest: PackageManifest) -> Bool {
    guard let version = manifest.version?.drop(while: { $0 == "v" }).parts(between: ".").first else { return true }
    return (Int(version) ?? 0) < 2
  }

  private func report(
    _ package: TypeScriptCode.Package, _ subject: String, isNew: Bool, evidence: [EvidenceStep] = [],
    _ reporter: inout Reporter
  ) {
    let lines = package.untypedLines
    guard lines >= Limit.fewest else { return }
    let isLarge = lines >= Limit.lines && package.untyped.count >= Limit.files
    let files = package.untyped.count == 1 ? "one file" : "\(package.untyped.count) files"
    reporter.report(
      at: package.manifest.span(ofKey: "name"), in: package.manifest.path,
      "\(subject) is \(lines) lines of JavaScript in \(files) that no type checker reads",
      severity: isNew && isLarge ? .warning : .note, evidence: evidence, identity: package.manifest.path)
  }
}

/// Folders whose code is there to be learned from.
enum CourseFolders {
  private static let words: Set<String> = [
    "course", "courses", "exercise", "exercises", "lesson", "lessons", "chapter", "tutorial", "tutorials", "workshop",
    "workshops", "kata", "katas", "lecture", "lectures", "homework", "assignment", "assignments", "practice",
    "bootcamp",
    "exercicio", "aula", "final", "starter", "week", "day",
  ]

  /// Whether a folder on the way to the file says so: `02-lesson`, `exercises`, `day3`.
  static func hold(_ path: String) -> Bool {
    RelativePath.segments(of: RelativePath.directory(of: path)).contains { folder in
      folder.lowercased().words.contains { words.contains(String($0)) }
    }
  }
}
