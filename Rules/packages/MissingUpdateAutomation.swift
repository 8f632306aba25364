import Checking
import Findings
import ProgramGraph
import ProjectFacts
import SourceText

/// Reports applications whose dependencies nobody keeps moving. The promise is on the page beside this file.
struct MissingUpdateAutomation: ProgramCheck {
  /// Half a year, in seconds.
  private static let stale: Int = 180 * 86_400
  private static let commitLimit = 2_000

  func run(on program: Program, project: Project, reporter: inout Reporter) {
    let answering = DeployedPackages.of(program, project).answering
    guard let manifest = answering.first(where: { LockfileDuty.registryDependencies(of: $0).count > 0 }),
      !isAutomated(project),
      case .committed(let lockfile) = project.lockfile(governing: manifest)
    else { return }
    let words: String
    switch age(of: lockfile.path, project) {
    case .unknown:
      // Without a history only a pipeline tells a project that somebody looks after from one that was put down.
      guard !DeploymentText.of(project).workflows.isEmpty else { return }
      words = ""
    case .fresh: return
    case .stale(let days): words = ", and \(lockfile.path) did not change in the \(days) days before the last commit"
    }
    reporter.report(
      at: manifest.span(ofKey: "dependencies"), in: manifest.path,
      "nothing proposes updates for the dependencies of \(manifest.displayName)\(words)",
      identity: "update automation")
  }

  // MARK: Automation

  private func isAutomated(_ project: Project) -> Bool {
    if project.manifests.contains(where: { $0["renovate"] != nil }) { return true }
    for file in project.inventory.files {
      let name = file.name.lowercased()
      if name.hasPrefix("renovate.json") || name.hasPrefix(".renovaterc") || name == "depfu.yml" || name == ".snyk" {
        return true
      }
      guard name == "dependabot.yml" || name == "dependabot.yaml" || DeploymentText.isWorkflow(file.path),
        let read = DeploymentText.read(file.path, project)
      else { continue }
      if name.hasPrefix("dependabot") {
        if read.lines.contains(where: { $0.holds("package-ecosystem") && ($0.holds("npm") || $0.holds("bun")) }
        ) {
          return true
        }
      } else if [
        "npm-check-updates", "ncu ", "renovate", "updatecli", "npm update", "pnpm update", "yarn up ", "taze", "depfu",
      ].contains(where: { read.contains($0) }) {
        return true
      }
    }
    return false
  }

  // MARK: Dates

  private enum Age {
    case unknown, fresh
    case stale(days: Int)
  }

  /// How long before the last commit the lockfile changed last, as the commits date themselves.
  private func age(of path: String, _ project: Project) -> Age { (try? knownAge(of: path, project)) ?? .unknown }

  private func knownAge(of path: String, _ project: Project) throws(GitProblem) -> Age {
    guard let repository = try project.repository() else { return .unknown }
    var log = try GitLog(of: repository, from: repository.head().commit)
    guard let last = try log.next(), let current = try repository.entry(at: path, in: last.tree) else {
      return .unknown
    }
    var changed = last
    var isTheBeginning = false
    for _ in 1..<Self.commitLimit {
      guard let commit = try log.next() else {
        isTheBeginning = true
        break
      }
      guard try repository.entry(at: path, in: commit.tree)?.id == current.id else { break }
      changed = commit
    }
    let age = last.commitTime - changed.commitTime
    if age > Self.stale { return .stale(days: age / 86_400) }
    // Where a shallow clone was cut, the change may lie further back.
    return isTheBeginning && log.isCut ? .unknown : .fresh
  }
}
