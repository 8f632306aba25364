import Checking
import Findings
import ProgramGraph
import ProjectFacts
import SourceText

/// Reports TypeScript that nothing checks. The promise is on the page beside this file.
struct TypesNotChecked: ProgramCheck {
  /// Scripts by which a package is run or built; the first of them that is there is the one reported.
  private static let scripts = ["build", "start", "start:prod", "dev", "serve", "start:dev", "develop", "watch"]

  func run(on program: Program, project: Project, reporter: inout Reporter) {
    let packages = TypeScriptCode.of(program, project).packages.filter { !$0.typed.isEmpty }
    guard !packages.isEmpty else { return }
    let checks = TypeChecks.of(program, project)
    guard !checks.isPresent else { return }
    for ignored in checks.ignored where project.isAudited(ignored.file) {
      reporter.report(
        at: ignored.span, in: ignored.file,
        ignored.text == "ignoreBuildErrors"
          ? "ignoreBuildErrors throws away what the compiler finds, and nothing else checks the types"
          : "\(ignored.text) throws away what the compiler finds, and nothing else checks the types",
        severity: .error)
    }
    guard checks.ignored.isEmpty else { return }
    for package in packages where project.isAudited(package.manifest.path) {
      report(package, project, &reporter)
    }
  }

  private func report(_ package: TypeScriptCode.Package, _ project: Project, _ reporter: inout Reporter) {
    let manifest = package.manifest
    let found = Self.scripts.compactMap { name in
      manifest.script(named: name).flatMap { script in TranspilingTool.named(in: script.command).map { (script, $0) } }
    }
    guard let (script, tool) = found.first, !isCheckedByNode(package, project) else { return }
    reporter.report(
      at: script.commandSpan, in: manifest.path,
      "\(tool) leaves the types out, and no script, hook or workflow checks those of "
        + "\(manifest.displayName)",
      evidence: found.dropFirst().prefix(3).map {
        EvidenceStep(path: manifest.path, span: $0.0.commandSpan, message: "\($0.0.name) runs \($0.1)")
      })
  }

  /// `ts-node` in the setting of a file: `"ts-node": { "transpileOnly": true }` is told in the command's place.
  private func isCheckedByNode(_ package: TypeScriptCode.Package, _ project: Project) -> Bool {
    package.manifest.scripts.contains { $0.command.holds("ts-node") && !TranspilingTool.isTold($0.command) }
  }
}
