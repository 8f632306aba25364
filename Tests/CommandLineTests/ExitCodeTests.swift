import Foundation
import Testing

@Suite("Exit codes", Tool.whenBuilt)
struct ExitCodeTests {
  private func code(_ files: [String: String], _ flags: [String] = []) throws -> Int32 {
    let folder = try TemporaryFolder(files)
    return try Tool.run([folder.path] + flags).code
  }

  @Test("Nothing found and everything examined is 0")
  func clean() throws {
    #expect(try code(Sketches.clean) == 0)
  }

  @Test("Findings at or above the threshold are 1, and the threshold is the operator's")
  func findings() throws {
    #expect(try code(Sketches.blocking) == 1)
    #expect(try code(Sketches.doubtful) == 0, "a warning is below the threshold that nobody set")
    #expect(try code(Sketches.doubtful, ["--fail-on", "warning"]) == 1)
    #expect(try code(Sketches.doubtful, ["--fail-on", "note"]) == 1)
    #expect(try code(Sketches.blocking, ["--fail-on", "never"]) == 0)
    #expect(try code(Sketches.blocking, ["--skip", "event-loop"]) == 0)
  }

  @Test("What could not be examined is 3, unless there are findings or the operator allows it")
  func incomplete() throws {
    #expect(try code(Sketches.broken(Sketches.clean)) == 3)
    #expect(try code(Sketches.broken(Sketches.doubtful)) == 3)
    #expect(try code(Sketches.broken(Sketches.blocking)) == 1)
    #expect(try code(Sketches.broken(Sketches.clean), ["--allow-incomplete"]) == 0)
    #expect(try code(Sketches.broken(Sketches.blocking), ["--fail-on", "never"]) == 3)
  }

  @Test("A folder without anything to examine is not clean")
  func empty() throws {
    #expect(try code([:]) == 3)
    #expect(try code(["notes.txt": "nothing to see"]) == 3)
  }

  @Test("A path that does not exist is 2, with the path and the reason")
  func missingPath() throws {
    let folder = try TemporaryFolder()
    let outcome = try Tool.run([folder.path("nowhere")])
    #expect(outcome.code == 2)
    #expect(outcome.complaint.contains("nowhere"))
    #expect(outcome.complaint.contains("No such file or directory"))
    #expect(outcome.output.isEmpty)
  }

  @Test("A malformed manifest is told with its place, and the rest is audited")
  func malformedManifest() throws {
    let folder = try TemporaryFolder(Sketches.blocking)
    try folder.write("{\n  \"name\": \"app\",\n  \"scripts\": { \"start\": }\n}\n", to: "package.json")
    let outcome = try Tool.run([folder.path])
    #expect(outcome.code == 1)
    #expect(outcome.text.contains("package.json:3:"))
    #expect(outcome.text.contains("readFileSync blocks the event loop"))
    #expect(try Tool.run([folder.path, "--skip", "event-loop"]).code == 3)
  }

  @Test("A syntax error is told with its place")
  func syntaxError() throws {
    let folder = try TemporaryFolder(Sketches.broken(Sketches.clean))
    #expect(try Tool.run([folder.path]).text.contains("half.js:2:1"))
  }

  @Test("Several paths: the worst of them decides")
  func severalPaths() throws {
    let clean = try TemporaryFolder(Sketches.clean)
    let broken = try TemporaryFolder(Sketches.broken(Sketches.clean))
    let blocking = try TemporaryFolder(Sketches.blocking)
    #expect(try Tool.run([clean.path, broken.path]).code == 3)
    #expect(try Tool.run([broken.path, clean.path]).code == 3)
    #expect(try Tool.run([clean.path, broken.path, blocking.path]).code == 1)
    #expect(try Tool.run([blocking.path, broken.path]).code == 1)
  }

  @Test(
    "What nodevet would die of is 4, with a word on whose fault it is", arguments: [SIGSEGV, SIGILL, SIGABRT, SIGBUS])
  func internalError(signal: Int32) throws {
    let process = Process()
    let (input, complaint) = (Pipe(), Pipe())
    process.executableURL = URL(fileURLWithPath: try #require(Tool.path))
    // Waits for names, which never come.
    process.arguments = ["parse", "--files-from", "-"]
    process.environment = [:]
    process.standardInput = input
    process.standardError = complaint
    try process.run()
    let status = "/proc/\(process.processIdentifier)/status"
    for _ in 0..<1000 where !answers(signal, status) { usleep(10_000) }
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 4)
    let said = try complaint.fileHandleForReading.readToEnd() ?? Data()
    #expect(String(decoding: said, as: UTF8.self).hasPrefix("nodevet: internal error"))
  }

  /// By the mask of signals that the process has a handler for.
  private func answers(_ signal: Int32, _ status: String) -> Bool {
    let text = (try? String(contentsOfFile: status, encoding: .utf8)) ?? ""
    guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("SigCgt:") }) else { return false }
    return (UInt64(line.split(separator: "\t").last ?? "", radix: 16) ?? 0) >> (signal - 1) & 1 == 1
  }

  @Test("A report that cannot be printed is 2, whatever is in it", arguments: [Sketches.clean, Sketches.blocking])
  func full(files: [String: String]) throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let folder = try TemporaryFolder(files)
    let process = Process()
    let complaint = Pipe()
    process.executableURL = URL(fileURLWithPath: try #require(Tool.path))
    process.arguments = [folder.path]
    process.standardOutput = FileHandle(forWritingAtPath: "/dev/full")
    process.standardError = complaint
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 2)
    let said = try complaint.fileHandleForReading.readToEnd() ?? Data()
    #expect(String(decoding: said, as: UTF8.self).contains("cannot write to standard output"))
  }

  @Test("A commit to a repository with nothing to examine is not held up", GitSketch.whenThere)
  func emptyCommit() throws {
    let repository = try GitSketch()
    try repository.write("nothing to see\n", to: "notes.txt")
    try repository.git("add", "-A")
    #expect(try Tool.run(["--staged", "--quiet"], in: repository.folder.path).code == 0)
    #expect(try Tool.run([], in: repository.folder.path).code == 3)
    try repository.write("function broken( {\n", to: "half.js")
    try repository.git("add", "-A")
    #expect(try Tool.run(["--staged", "--quiet"], in: repository.folder.path).code == 3)
  }

  @Test("An audit writes nothing in the project")
  func writesNothing() throws {
    let folder = try TemporaryFolder(Sketches.broken(Sketches.blocking))
    let before = try folder.contents()
    _ = try Tool.run([folder.path])
    _ = try Tool.run(["--format", "sarif"], in: folder.path)
    #expect(try folder.contents() == before)
  }
}
