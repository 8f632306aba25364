import Checking
import DataFormats
import Findings
import ProgramGraph
import ProjectFacts
import SourceText

/// Reports projects that nothing builds and tests by itself. The promise is on the page beside this file.
struct MissingCI: ProgramCheck {
  /// Platforms that build what is pushed: half of it.
  private static let platforms: Set<String> = [
    "vercel.json", "netlify.toml", "render.yaml", "app.json", "railway.json", "railway.toml", "fly.toml",
  ]

  func run(on program: Program, project: Project, reporter: inout Reporter) {
    guard program.hasServer, project.isTrackingKnown else { return }
    let files = project.inventory.files
    let known = files.contains { file in
      WorkflowFile.isWorkflow(file.path) || Self.platforms.contains(file.path) || file.path.hasPrefix("ci/")
        || file.path.hasPrefix(".azure") || file.path.hasPrefix(".gitea/workflows")
        || file.path.hasPrefix(".forgejo/workflows") || file.path.holds("Jenkinsfile")
    }
    guard !known, let manifest = project.manifests.min(by: { $0.path.count < $1.path.count }) else { return }
    reporter.report(
      at: Span(start: manifest.root.span.start, end: manifest.root.span.start + 1), in: manifest.path,
      "no pipeline builds or tests the project when it changes", identity: "missing-ci")
  }
}
