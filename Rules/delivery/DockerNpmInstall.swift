import Checking
import DataFormats
import Findings
import ProgramGraph
import ProjectFacts
import SourceText

/// Reports images that are built with other versions than the lockfile says. The promise is on the page beside this file.
struct DockerNpmInstall: ProjectCheck {
  func run(on project: Project, reporter: inout Reporter) {
    for image in Images(project, withBuilders: true).files {
      // What nobody ships is for those who write the code.
      for stage in image.shipped.sorted(by: { $0.index < $1.index }) {
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
    var folder = ""
    for command in ShellCommand.commands(in: text) {
      if command.words.first == "cd", command.words.count == 2 {
        folder = RelativePath.join(folder, WorkflowFile.clean(command.words[1]))
      }
      guard let install = command.looseInstall, !isOfClone(folder, install.manager, run, stage, image, project),
        let lockfile = lockfile(install.manager, image, below: folder, project),
        !project.isFrozenBySetting(lockfile), !followsStrictInstall(run, install, stage, image)
      else { continue }
      let dependsOnCI = project.keepsToLockfileInCI(lockfile)
      if dependsOnCI, !install.isOnPurpose, install.saysCI || setsCI(stage, image, before: run) { continue }
      let name = lockfile.name.rawValue
      let spoken = install.spoken
      let strict = lockfile.strictCommand
      let message: String
      if !copiesLockfile(stage, image, name, project, before: run) {
        message = "\(spoken) installs without \(name), which is not copied; \(strict) needs and keeps to it"
      } else if dependsOnCI, !install.isOnPurpose {
        message =
          "\(spoken) keeps to \(name) only where CI is set, which a build of an image does not do; \(strict) does"
      } else {
        message = "\(spoken) may install other versions than \(name) says; \(strict) keeps to it"
      }
      reporter.report(
        at: firstLine(of: run), in: image.path, message, severity: image.isForDevelopment ? .note : nil)
      return
    }
  }

  /// `git clone https://…/web.git`, and `cd web && npm install`: in another repository.
  private func isOfClone(
    _ folder: String, _ manager: ShellCommand.Manager, _ run: DockerInstruction, _ stage: DockerStage,
    _ image: Images.File, _ project: Project
  ) -> Bool {
    guard !folder.isEmpty, project.lockfile(for: manager, in: RelativePath.join(image.directory, folder)) == nil else {
      return false
    }
    return image.dockerfile.lineage(of: stage).flatMap(\.instructions).contains {
      $0.keyword == "RUN" && $0.span.start <= run.span.start && $0.text.holds("git clone")
    }
  }

  /// An install after one that kept to the lockfile, and fails where that is out of date: for production it takes away what
  /// only development needs, else it finds everything in place.
  private func followsStrictInstall(
    _ run: DockerInstruction, _ install: ShellCommand.LooseInstall, _ stage: DockerStage, _ image: Images.File
  ) -> Bool {
    let strict =
      switch install.manager {
      case .npm: "npm ci"
      case .yarn: "yarn install --"
      case .pnpm: "pnpm install --"
      case .bun: "bun install --"
      }
    return image.dockerfile.lineage(of: stage).flatMap(\.instructions).contains { earlier in
      earlier.keyword == "RUN" && earlier.span.start < run.span.start && earlier.text.holds(strict)
        && (install.manager == .npm || earlier.text.holds("--frozen-lockfile") || earlier.text.holds("--immutable"))
    }
  }

  /// `ENV CI=true` before, in the stage or in one that it stands on.
  private func setsCI(_ stage: DockerStage, _ image: Images.File, before run: DockerInstruction) -> Bool {
    image.dockerfile.lineage(of: stage).flatMap(\.instructions).contains { instruction in
      ["ENV", "ARG"].contains(instruction.keyword) && instruction.span.start < run.span.start
        && instruction.variables.contains { $0.name == "CI" && $0.value != nil && $0.value != "false" }
    }
  }

  private func firstLine(of run: DockerInstruction) -> Span {
    Span(start: run.span.start, end: max(run.keywordSpan.end, min(run.span.end, run.textSpan.start + 60)))
  }

  /// Beside the Dockerfile, or in the folder above it.
  private func lockfile(
    _ manager: ShellCommand.Manager, _ image: Images.File, below folder: String, _ project: Project
  ) -> LockfilePresence? {
    // `cd server && npm install`, of a folder that is copied as it is.
    if !folder.isEmpty, let found = project.lockfile(for: manager, in: RelativePath.join(image.directory, folder)) {
      return found
    }
    var folders = [image.directory]
    if !image.directory.isEmpty, project.manifest(inDirectory: image.directory) == nil {
      folders.append(RelativePath.directory(of: image.directory))
      folders.append("")
    }
    return folders.lazy.compactMap { project.lockfile(for: manager, in: $0) }.first
  }

  /// In the stage, or in one that it stands on.
  private func copiesLockfile(
    _ stage: DockerStage, _ image: Images.File, _ name: String, _ project: Project, before run: DockerInstruction
  ) -> Bool {
    if run.flags.contains(where: { $0.name == "mount" && $0.value?.holds("bind") == true }) { return true }
    return image.dockerfile.lineage(of: stage).flatMap(\.instructions).contains { copy in
      if copy.keyword == "RUN", copy.span.start < run.span.start, copy.text.holds("git clone") { return true }
      guard copy.keyword == "COPY" || copy.keyword == "ADD", copy.span.start < run.span.start else { return false }
      let sources = (copy.list ?? copy.words).dropLast().map(\.text)
      return sources.contains { source in
        [".", "./", "*", "./*", "/"].contains(source) || source.hasSuffix(name)
          || name.hasSuffix(".json") && ["*.json", "package*", "package-lock"].contains { source.holds($0) }
          || source.holds("lock*") || source.holds("*lock")
          // `COPY server .`
          || [image.directory, ""].contains { folder in
            RelativePath.resolve(source, from: folder).map { project.inventory.exists(RelativePath.join($0, name)) }
              ?? false
          }
      } || copy.flag("from") != nil
    }
  }
}
