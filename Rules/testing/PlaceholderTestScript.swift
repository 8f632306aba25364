import Checking
import Findings
import ProgramGraph
import ProjectFacts
import SourceText

/// Reports `npm test` that tests nothing. The promise is on the page beside this file.
struct PlaceholderTestScript: ProgramCheck {
  func run(on program: Program, project: Project, reporter: inout Reporter) {
    let tests = TestFiles.of(program, project)
    for manifest in project.manifests where project.isAudited(manifest.path) {
      if LockfileDuty.isBystander(manifest, project) || CourseFolders.hold(manifest.path) { continue }
      let own = tests.files(of: manifest)
      guard let script = manifest.script(named: "test") else {
        reportMissing(manifest, own, project, &reporter)
        continue
      }
      guard let what = nothing(in: script.command) else { continue }
      let message =
        own.isEmpty
        ? "npm test of \(manifest.displayName) \(what) and tests nothing"
        : "npm test of \(manifest.displayName) \(what), and nobody runs \(own.count == 1 ? "its test" : "its \(own.count) test files")"
      // Other scripts may run the tests: then only the name is wrong.
      let isElsewhere = manifest.scripts.contains { other in
        other.name != "test" && TestFiles.runsTests(other.command)
          // Programs that run whatever they are told run tests where their scripts' names say so.
          && (!Self.runners.contains { other.command.hasPrefix($0) } || (other.name + other.command).holds("test"))
      }
      reporter.report(
        at: script.commandSpan, in: manifest.path,
        isElsewhere ? "npm test of \(manifest.displayName) \(what), although another script runs tests" : message,
        severity: isElsewhere || isHelper(manifest, program, project) ? .note : .warning, identity: manifest.path)
    }
  }

  private static let runners = [
    "npm-run-all", "run-s", "run-p", "turbo", "nx", "lerna", "make", "gulp", "grunt", "sst",
  ]

  /// What a command does that does nothing; nil for any other.
  private func nothing(in command: String) -> String? {
    let text = command.trimmingBlanks
    if text.holds("no test specified") {
      return text.hasSuffix("exit 0") ? "always succeeds" : "is what npm init wrote"
    }
    let parts = text.split(separator: "&").flatMap { $0.parts(between: ";") }.map { String($0).trimmingBlanks }
    guard !parts.isEmpty,
      parts.allSatisfy({ $0.hasPrefix("echo") || $0 == "true" || $0 == ":" || $0.hasPrefix("exit ") })
    else { return nil }
    return parts.contains("exit 1") ? "always fails" : "always succeeds"
  }

  /// Tests that no script of the package, and none of a package above it, runs.
  private func reportMissing(
    _ manifest: PackageManifest, _ own: [String], _ project: Project, _ reporter: inout Reporter
  ) {
    guard let first = own.first, own.count >= 2, !manifest.scripts.contains(where: { TestFiles.runsTests($0.command) }),
      !runsWithoutScript(manifest, project)
    else { return }
    var directory = manifest.directory
    while !directory.isEmpty {
      directory = RelativePath.directory(of: directory)
      if let above = project.manifest(inDirectory: directory),
        above.scripts.contains(where: { $0.name.hasPrefix("test") || TestFiles.runsTests($0.command) })
      {
        return
      }
    }
    reporter.report(
      at: manifest.span(ofKey: "scripts"), in: manifest.path,
      "\(manifest.displayName) has \(own.count) test files and no script that runs them",
      evidence: [EvidenceStep(path: first, span: Span(0, 0), message: "one of the tests")], identity: manifest.path)
  }

  /// Tasks that may run tests.
  private static let taskFiles = ["Gruntfile.js", "gruntfile.js", "Gulpfile.js", "gulpfile.js", "Makefile", "Jakefile"]

  /// A task file names what runs the tests, a workflow says it itself, `bun test`, or a program of the framework does,
  /// `node ace test` of Adonis.
  private func runsWithoutScript(_ manifest: PackageManifest, _ project: Project) -> Bool {
    ["ace", "ace.js"].contains { project.inventory.exists(RelativePath.join(manifest.directory, $0)) }
      || Self.taskFiles.contains { name in
        guard
          case .success(let bytes) = project.files.bytes(
            of: RelativePath.join(manifest.directory, name), limit: 1 << 18)
        else { return false }
        let text = String(decoding: bytes, as: UTF8.self)
        return ["mocha", "jest", "karma", "jasmine", "vitest"].contains { text.holds($0) }
      }
      || TestsOfWorkflows.of(project).folders.contains(manifest.directory)
  }

  /// A package with hardly any code of its own: the root of a workspace, a folder of assets, a tool of one file.
  private func isHelper(_ manifest: PackageManifest, _ program: Program, _ project: Project) -> Bool {
    let files = program.files.indices.filter { number in
      let path = program.files[number].path
      return ServerPackages.isServed(program.roles[number].role) && RelativePath.isInside(path, manifest.directory)
        && project.manifest(governing: path)?.path == manifest.path
    }
    // What nobody installs and nothing serves is run by hand.
    let isTool =
      files.count == 1 && !manifest.directory.isEmpty && !ServerPackages.of(program, project).contain(manifest)
    return isTool || files.reduce(0) { $0 + program.files[$1].lineCount } < 30
  }
}

/// Folders in which workflows run tests without a script.
private struct TestsOfWorkflows: ProjectKnowledge {
  let folders: Set<String>

  init(_ project: Project) {
    folders = WorkflowFile.all(in: project).reduce(into: []) { folders, workflow in
      for line in workflow.lines
      where line.commands.contains(where: { ["bun", "deno", "npx", "node"].contains($0.words.first) && $0.runsTests }) {
        folders.insert(workflow.folder(around: line))
      }
    }
  }
}

extension ShellCommand {
  fileprivate var runsTests: Bool { TestFiles.runsTests(words.joined(separator: " ")) }
}

extension String {
  /// Without blanks at both ends.
  var trimmingBlanks: String {
    var text = Substring(self)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
