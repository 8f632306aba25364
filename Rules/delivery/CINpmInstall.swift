import Checking
import Findings
import ProgramGraph
import ProjectFacts
import SourceText

/// Reports workflows that install other versions than the lockfile says. The promise is on the page beside this file.
struct CINpmInstall: ProjectCheck {
  /// Workflows whose purpose is to change the lockfile.
  private static let updaters = ["create-pull-request", "npm update", "npm audit fix", "renovate", "npm-check-updates"]

  func run(on project: Project, reporter: inout Reporter) {
    for workflow in WorkflowFile.all(in: project) {
      guard !Self.updaters.contains(where: { workflow.text.holds($0) }) else { continue }
      var said = Set<String>()
      for line in workflow.lines {
        for (command, folder) in commands(of: line, in: workflow) {
          guard let install = command.looseInstall, said.insert(install.spoken + " " + folder).inserted,
            let lockfile = project.lockfile(for: install.manager, in: folder),
            !commits(lockfile.name.rawValue, around: line, in: workflow),
            install.isOnPurpose && !workflow.text.holds("git commit")
              || !project.keepsToLockfileInCI(lockfile) && !project.isFrozenBySetting(lockfile)
          else { continue }
          let message: String
          if removes(lockfile.name.rawValue, before: line, in: workflow) {
            message =
              "installs without \(lockfile.path), which is removed before; \(lockfile.strictCommand) needs and keeps to it"
          } else if let updater = updater(before: line, in: workflow) {
            message =
              "installs what \(updater) has written into \(lockfile.path) before; \(lockfile.strictCommand) alone keeps to "
              + "what is committed"
          } else {
            message = "may install other versions than \(lockfile.path) says; \(lockfile.strictCommand) keeps to it"
          }
          reporter.report(at: line.span, in: workflow.path, "\(install.spoken) \(message)")
        }
      }
    }
  }

  /// `git add package-lock.json` in the same step: it is there to write the lockfile.
  private func commits(_ name: String, around line: WorkflowFile.Line, in workflow: WorkflowFile) -> Bool {
    workflow.lines[workflow.step(around: line)].contains { other in
      other.commands.contains { $0.words.starts(with: ["git", "add"]) && $0.words.contains { $0.hasSuffix(name) } }
    }
  }

  /// `yarn upgrade` in front, which takes the newest of everything.
  private func updater(before line: WorkflowFile.Line, in workflow: WorkflowFile) -> String? {
    for earlier in workflow.lines where earlier.number < line.number {
      for command in earlier.commands where command.words.count == 2 {
        if [["yarn", "upgrade"], ["npm", "update"], ["npm", "upgrade"], ["pnpm", "update"]].contains(command.words) {
          return command.words.joined(separator: " ")
        }
      }
    }
    return nil
  }

  /// `rm -rf node_modules package-lock.json` in the same step.
  private func removes(_ name: String, before line: WorkflowFile.Line, in workflow: WorkflowFile) -> Bool {
    workflow.lines[workflow.step(around: line)].contains { earlier in
      earlier.number <= line.number
        && earlier.commands.contains { $0.words.first == "rm" && $0.words.contains(name[...]) }
    }
  }

  /// The commands of a line with the folders they run in.
  private func commands(of line: WorkflowFile.Line, in workflow: WorkflowFile) -> [(ShellCommand, folder: String)] {
    guard line.commands.contains(where: { $0.looseInstall != nil }), !workflow.isInput(line) else { return [] }
    var folder = workflow.folder(around: line)
    return line.commands.compactMap { command in
      if command.words.first == "cd", command.words.count > 1 {
        folder = RelativePath.join(folder, WorkflowFile.clean(command.words[1]))
        return nil
      }
      return (command, folder)
    }
  }
}
