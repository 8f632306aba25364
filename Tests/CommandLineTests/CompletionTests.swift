import Foundation
import Testing

/// What the shells themselves make of the completions.
@Suite("Completions", Tool.whenBuilt)
struct CompletionTests {
  private static func shell(_ name: String) -> String? {
    ["/bin/\(name)", "/usr/bin/\(name)", "/usr/local/bin/\(name)"].first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }

  private func run(_ shell: String, _ arguments: [String]) throws -> (code: Int32, output: String) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: shell)
    process.arguments = arguments
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  @Test("Each shell that is here reads its completions", arguments: ["bash", "zsh", "fish"])
  func syntax(name: String) throws {
    let folder = try TemporaryFolder()
    let text = try Tool.run(["completions", name])
    #expect(text.code == 0 && text.output.count > 2000)
    guard let shell = Self.shell(name) else { return }
    try folder.write(text.output, to: "completions")
    #expect(try run(shell, ["-n", folder.path("completions")]).code == 0)
  }

  struct Line: Sendable, CustomTestStringConvertible {
    var words: [String]
    var offers: [String]
    var testDescription: String { words.joined(separator: " ") }
  }

  @Test(
    "Bash offers what fits",
    arguments: [
      Line(words: ["--fail-on", ""], offers: ["error", "warning", "note", "never"]),
      Line(words: ["audit", "--format", "s"], offers: ["sarif"]),
      Line(words: [".", "--format", "=", "gi"], offers: ["github", "gitlab"]),
      Line(words: ["rules", "--format", "="], offers: ["text", "json"]),
      Line(words: ["explain", "sync-call-in-h"], offers: ["sync-call-in-handler"]),
      Line(words: ["config", "sch"], offers: ["schema"]),
      Line(words: ["--stag"], offers: ["--staged"]),
      Line(words: ["parse", "--lang", "t"], offers: ["ts", "tsx"]),
    ])
  func bash(_ line: Line) throws {
    guard let shell = Self.shell("bash") else { return }
    let folder = try TemporaryFolder()
    try folder.write(try Tool.run(["completions", "bash"]).output, to: "nodevet.bash")
    let words = line.words.map { "'\($0)'" }.joined(separator: " ")
    let script = """
      cd '\(folder.path)'; source ./nodevet.bash; COMP_WORDS=(nodevet \(words)); COMP_CWORD=\(line.words.count)
      _nodevet; printf '%s\\n' "${COMPREPLY[@]}"
      """
    let outcome = try run(shell, ["--norc", "--noprofile", "-c", script])
    #expect(outcome.output.split(separator: "\n").map(String.init).sorted() == line.offers.sorted())
  }
}
