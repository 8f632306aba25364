import Foundation
import Testing

/// A repository whose history is made by the real git, one step a line.
struct GitSketch {
  static let git = ["/usr/bin/git", "/usr/local/bin/git", "/opt/homebrew/bin/git"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }
  static let whenThere: ConditionTrait = .enabled(if: git != nil, "git is not installed here")

  let folder: TemporaryFolder

  init(_ files: [String: String] = [:]) throws {
    folder = try TemporaryFolder(files)
    try git("init", "-q", "-b", "main")
    if !files.isEmpty { try commit("first") }
  }

  init(cloneOf other: GitSketch, _ flags: String...) throws {
    folder = try TemporaryFolder()
    try Self.run(["clone", "-q"] + flags + ["file://\(other.folder.path)", folder.path], in: "/")
  }

  func git(_ arguments: String...) throws { try Self.run(arguments, in: folder.path) }

  func commit(_ message: String) throws {
    try git("add", "-A")
    try git("commit", "-q", "--allow-empty", "-m", message)
  }

  func write(_ text: String, to file: String) throws { try folder.write(text, to: file) }

  func remove(_ file: String) throws { try FileManager.default.removeItem(atPath: folder.path(file)) }

  /// `path:line rule` of each finding of one rule: what else the book finds in a sketch is no matter of changes.
  func findings(_ flags: String..., environment: [String: String] = [:]) throws -> [String] {
    let outcome = try Tool.run(
      ["--format", "concise", "--only", "sync-call-in-handler,suppressions"] + flags, in: folder.path,
      environment: environment)
    #expect(outcome.complaint == "")
    return outcome.lines.map { line in
      let parts = line.split(separator: ":", maxSplits: 2)
      let rule = line.split(separator: "[").last?.dropLast() ?? ""
      return "\(parts[0]):\(parts[1]) \(rule)"
    }
  }

  private static func run(_ arguments: [String], in folder: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(git))
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = [
      "HOME": "/nonexistent", "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.com",
      "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.com", "PATH": "/usr/bin:/bin",
      "GIT_AUTHOR_DATE": "2026-01-01T00:00:00Z", "GIT_COMMITTER_DATE": "2026-01-01T00:00:00Z",
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "git \(arguments.joined(separator: " "))")
  }
}
