import Foundation
import Reporting
import Testing

/// The built program, run as a user runs it.
enum Tool {
  struct Outcome {
    var code: Int32
    var output: [UInt8]
    var complaint: String
    var text: String { String(decoding: output, as: UTF8.self) }
    var lines: [String] { text.split(separator: "\n").map(String.init) }
  }

  /// `nodevet` beside the program that runs these tests; nil where only the tests were built.
  static let path: String? = {
    let folders = [
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")).map(folder),
      CommandLine.arguments.first.map(folder), Bundle.main.bundlePath, folder(Bundle.main.bundlePath),
      Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }.map { folder($0.bundlePath) },
    ]
    return folders.compactMap { $0.map { "\($0)/nodevet" } }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  /// All but the text, whose last line tells the time.
  static let machineFormats = ReportFormat.allCases.map(\.rawValue).filter { $0 != "text" }

  static let isBuilt = path != nil
  static let whenBuilt: ConditionTrait = .enabled(
    if: isBuilt, "nodevet is not beside the tests: `swift build` builds it")

  /// Runs `nodevet` and waits. Streams go through files, so that none of them can fill up.
  static func run(
    _ arguments: [String], in folder: String? = nil, input: [UInt8] = [], environment: [String: String] = [:]
  ) throws -> Outcome {
    let streams = try TemporaryFolder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(path))
    process.arguments = arguments
    process.environment = ["PATH": "/nowhere", "LC_ALL": "C"].merging(environment) { $1 }
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    for name in ["out", "err"] { try streams.write("", to: name) }
    try streams.write(input, to: "in")
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: streams.path("in")))
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: streams.path("out")))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: streams.path("err")))
    try process.run()
    // What hangs is ended, so that the test fails and the others run.
    DispatchQueue.global().asyncAfter(deadline: .now() + 300) { if process.isRunning { process.terminate() } }
    process.waitUntilExit()
    try #require(process.terminationReason == .exit, "nodevet was killed by signal \(process.terminationStatus)")
    try #require(process.terminationStatus != 4, "nodevet says that it is at fault itself")
    return Outcome(
      code: process.terminationStatus, output: try streams.bytes("out"),
      complaint: String(decoding: try streams.bytes("err"), as: UTF8.self))
  }

  private static func folder(_ path: String) -> String { URL(fileURLWithPath: path).deletingLastPathComponent().path }
}

/// A folder that goes away with the value that names it.
final class TemporaryFolder {
  let path: String

  init(_ files: [String: String] = [:]) throws {
    let url = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appendingPathComponent("nodevet-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
    for (name, text) in files { try write(text, to: name) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func path(_ file: String) -> String { "\(path)/\(file)" }

  func write(_ bytes: [UInt8], to file: String) throws {
    let url = URL(fileURLWithPath: path(file))
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  func write(_ text: String, to file: String) throws { try write(Array(text.utf8), to: file) }

  func bytes(_ file: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path(file)))) }

  /// Every file with its contents, to see that nothing was written.
  func contents() throws -> [String: Data] {
    let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    return names.reduce(into: [:]) { $0[$1] = FileManager.default.contents(atPath: path($1)) ?? Data() }
  }
}

/// Projects small enough to read on one screen.
enum Sketches {
  static let manifest = #"{ "name": "app", "private": true }"#

  static let clean = ["package.json": manifest, "index.js": "export const answer = 42\n"]

  /// One `error`: a file is read on every request.
  static let blocking = [
    "package.json": manifest,
    "server.js": """
    const fs = require('fs')
    require('http').createServer((req, res) => res.end(fs.readFileSync('page.html'))).listen(8080)

    """,
  ]

  /// One `warning` and nothing worse: metadata is asked for on every request.
  static let doubtful = [
    "package.json": manifest,
    "server.js": """
    const fs = require('fs')
    require('http').createServer((req, res) => res.end(String(fs.existsSync('flag')))).listen(8080)

    """,
  ]

  static func broken(_ files: [String: String]) -> [String: String] {
    files.merging(["half.js": "function broken( {\n"]) { $1 }
  }
}
