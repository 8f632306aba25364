import Checking
import DataFormats
import Findings
import ProgramGraph
import ProjectFacts
import SourceText

/// Reports images that are built with other versions than the lockfile says. The promise is on the page beside this file.
struct DockerNpmInstall: ProjectCheck {
  func run(on project: Project, program: Program, reporter: inout Reporter) {
    for image in Images.of(project).files {
      for stage in image.dockerfile.stages {
        for run in stage.instructions where run.keyword == "RUN" {
          report(run, stage, image, project, &reporter)
        }
      }
    }
  }

  private func report(
    _ run: DockerInstruction, _ stage: DockerStage, _ image: Images.File, _ project: Project,
    _ reporter: inout Reporter
  ) {
    let text = run.list.map { $0.map(\.text).joined(separator: " ") } ?? run.text
    for command in ShellCommand.commands(in: text) {
      guard let (spoken, strict, manager) = command.looseInstall,
        let lockfile = lockfile(manager, image, project)
      else { continue }
      let copies = copiesLockfile(stage, lockfile.name.rawValue, before: run)
      reporter.report(
        at: firstLine(of: run), in: image.path,
        copies
          ? "\(spoken) may install other versions than \(lockfile.name.rawValue) says; \(strict) keeps to it"
          : "\(spoken) installs without \(lockfile.name.rawValue), which is not copied; \(strict) needs and keeps to it",
        severity: image.isForDevelopment ? .note : nil)
      return
    }
  }

  private func firstLine(of run: DockerInstruction) -> Span {
    Span(start: run.span.start, end: max(run.keywordSpan.end, min(run.span.end, run.textSpan.start + 60)))
  }

  /// Beside the Dockerfile, or in the folder above it.
  private func lockfile(
    _ manager: ShellCommand.Manager, _ image: Images.File, _ project: Project
  ) -> LockfilePresence? {
    var folders = [image.directory]
    if !image.directory.isEmpty, project.manifest(inDirectory: image.directory) == nil {
      folders.append(RelativePath.directory(of: image.directory))
      folders.append("")
    }
    return folders.lazy.compactMap { project.lockfile(for: manager, in: $0) }.first
  }

  private func copiesLockfile(_ stage: DockerStage, _ name: String, before run: DockerInstruction) -> Bool {
    stage.instructions.contains { copy in
      guard copy.keyword == "COPY" || copy.keyword == "ADD", copy.span.start < run.span.start else { return false }
      let sources = (copy.list ?? copy.words).dropLast().map(\.text)
      return sources.contains { source in
        [".", "./", "*", "./*", "/"].contains(source) || source.hasSuffix(name) || source.contains("*.json")
          || source.contains("package*") || source.contains("package-lock") || source.contains("yarn.lock")
          || source.contains("lock*")
      } || copy.flag("from") != nil
    }
  }
}
