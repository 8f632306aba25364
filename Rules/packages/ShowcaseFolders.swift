import Checking
import ProgramGraph
import ProjectFacts
import SourceText
import Synchronization

/// Folders whose packages and settings show, test or hold the result of something, instead of being it.
enum ShowcaseFolders {
  /// Beside what `PathRoles` knows as folders of tests, of build output and of other people's code.
  private static let names: Set<String> = [
    "template", "templates", "example", "examples", "fixture", "fixtures", "demo", "demos", "sample", "samples",
    "playground", "playgrounds", "starter", "starters", "boilerplate", "boilerplates", "skeleton", "skeletons",
    "scaffold", "scaffolds", "sandbox", "sandboxes", "repro", "reproductions", "stub", "stubs", "benchmark",
    "benchmarks",
    "bench",
  ]

  private static let stocks: Set<String> = ["assets", "blueprints", "schematics", "files", "scaffolding"]

  /// Folders that browsers are served from: a published package below them is somebody's library, copied as it came.
  private static let served: Set<String> = ["assets", "public", "static"]

  /// Whether the file stands in such a folder: below what is audited, because who audits an example wants it audited, and,
  /// for a folder that shows something, below a package that it can be an example of.
  static func hold(_ path: String, _ project: Project) -> Bool { Known.of(project).answer(path) }

  /// Many rules ask for each file.
  private final class Known: ProjectKnowledge {
    private let project: Project
    private let answers = Mutex<[String: Bool]>([:])

    init(_ project: Project) { self.project = project }

    func answer(_ path: String) -> Bool {
      if let known = answers.withLock({ $0[path] }) { return known }
      let answer = ShowcaseFolders.decide(path, project)
      answers.withLock { $0[path] = answer }
      return answer
    }
  }

  private static func decide(_ path: String, _ project: Project) -> Bool {
    let isBelow = !project.auditedPath.isEmpty && RelativePath.isInside(path, project.auditedPath)
    let below = isBelow ? String(path.dropFirst(project.auditedPath.count + 1)) : path
    switch PathRoles.verdict(for: below)?.role {
    case .test, .generated, .vendored: return true
    case .build, .migration, .script, .worker, .frontend, .declaration, .server, .shared, .library, nil: break
    }
    var hasPackageAbove = false
    var isServed = false
    var directory = isBelow ? project.auditedPath : ""
    for folder in RelativePath.segments(of: RelativePath.directory(of: below)) {
      hasPackageAbove = hasPackageAbove || project.manifest(inDirectory: directory) != nil
      if hasPackageAbove, isShowcase(folder.lowercased()) { return true }
      // What a command-line tool writes into other people's folders.
      if Self.stocks.contains(String(folder)), project.manifest(inDirectory: directory)?["bin"] != nil { return true }
      directory = RelativePath.join(directory, String(folder))
      if isServed, let manifest = project.manifest(inDirectory: directory), isCopied(manifest, project) { return true }
      isServed = isServed || hasPackageAbove && Self.served.contains(String(folder))
    }
    return false
  }

  /// `public/themes/lte/package.json` with a name and a version: it was published, and is no part of this workspace.
  private static func isCopied(_ manifest: PackageManifest, _ project: Project) -> Bool {
    manifest.name != nil && manifest.version != nil && !manifest.isPrivate
      && project.workspaces.roots(listing: manifest.directory).isEmpty
  }

  /// `examples`, and `template-react-ts`, `push-examples`: generators keep one folder a variety.
  private static func isShowcase(_ folder: String) -> Bool {
    let words = folder.parts(betweenAnyOf: "-_.").map(String.init)
    return words.first.map(names.contains) == true || words.last.map(names.contains) == true
  }
}
