import Checking
import Auditing
import JavaScript
import ProgramGraph
import ProjectFacts
import Reporting
import Semantics
import SourceText

/// `nodevet dump WHAT PATH`: every stage can be looked at. `dump check FILE...` holds the trees of files against what a
/// tree promises (`TreeCheck`), and prints a line for each broken promise.
struct DumpCommand {
  static let flags: [ArgumentReader.Flag] = [
    .init(name: "--format", value: "FORMAT", help: "text (default) or json")
  ]
  static let stages = [
    "tokens", "tree", "scopes", "modules", "calls", "handlers", "facts", "promises", "flows", "check",
  ]

  private let stage: String
  private let path: String
  private let paths: [String]
  private let isJSON: Bool

  init(_ arguments: [String]) throws(UsageError) {
    let reader = try ArgumentReader(arguments, flags: Self.flags)
    guard let stage = reader.operands.first else {
      throw UsageError.missingOperand("what to dump (\(Self.stages.joined(separator: ", ")))")
    }
    guard Self.stages.contains(stage) else {
      throw UsageError.unknownCommand(
        "dump \(stage)", suggestion: Spelling.nearest(to: stage, among: Self.stages).map { "dump \($0)" })
    }
    self.stage = stage
    paths = Array(reader.operands.dropFirst())
    guard let first = paths.first, paths.count == 1 || stage == "check" else {
      throw UsageError.missingOperand(stage == "check" ? "files to check" : "one path to dump")
    }
    path = first
    switch reader.value("--format") ?? "text" {
    case "text": isJSON = false
    case "json": isJSON = true
    case let other: throw UsageError.badValue(other, of: "--format", allowed: "text and json")
    }
  }

  func run() throws(UsageError) -> ExitCode {
    let lines: [String]
    switch stage {
    case "check": return try check()
    case "tokens", "tree", "scopes": lines = try fileLines()
    default: lines = try programLines()
    }
    Console.write(isJSON ? Self.json(stage, lines) : lines.joined(separator: "\n") + "\n")
    return .clean
  }

  // MARK: One file

  private func fileLines() throws(UsageError) -> [String] {
    guard let bytes = FileBytes.read(path) else { throw UsageError.cannotRead(path) }
    let options = ParseOptions.forPath(path)
    let arena = TreeArena()
    let tree = arena.parse(bytes, options: options)
    if stage == "tokens" { return Self.lines(TokenDump.text(of: tree)) }
    if stage == "tree" { return Self.lines(TreeDump.text(of: tree)) }
    let analyzer = FileAnalyzer()
    _ = analyzer.analyze(tree, path: path, arena: arena)
    return Self.lines(analyzer.dumpScopes())
  }

  /// `PATH:START..END MESSAGE` for what is wrong with the trees; exit code 1 where there is any.
  private func check() throws(UsageError) -> ExitCode {
    let arena = TreeArena()
    var lines: [String] = []
    for path in paths {
      guard let bytes = FileBytes.read(path) else { throw UsageError.cannotRead(path) }
      let tree = arena.parse(bytes, options: ParseOptions.forPath(path))
      for complaint in TreeCheck.complaints(about: tree) {
        lines.append("\(path):\(complaint.span.start)..\(complaint.span.end) \(complaint.message)")
      }
    }
    if isJSON {
      Console.write(Self.json(stage, lines))
    } else if !lines.isEmpty {
      Console.write(lines.joined(separator: "\n") + "\n")
    }
    return lines.isEmpty ? .clean : .findings
  }

  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  // MARK: A project

  private func programLines() throws(UsageError) -> [String] {
    let project: Project
    do {
      project = try Project.load(at: path)
    } catch {
      throw UsageError.other(error.message)
    }
    let audit = Audit(project: project, rules: RuleSelection(only: [""]), options: AuditOptions(subject: path))
    let understood = audit.understand()
    let lines = LinesOfFiles(project: project)
    let dump = ProgramDump(
      program: understood.program, isIncluded: project.isAudited, lineOf: { lines.line(in: $0, at: $1) })
    switch stage {
    case "modules": return dump.modules()
    case "calls": return dump.calls()
    case "handlers": return dump.handlers()
    case "promises": return dump.promises()
    case "flows": return dump.flows()
    default: return dump.facts()
    }
  }

  /// `{"stage": …, "lines": […]}`
  private static func json(_ stage: String, _ lines: [String]) -> String {
    let items = lines.map(quoted).joined(separator: ",\n    ")
    return "{\n  \"stage\": \(quoted(stage)),\n  \"lines\": [\n    \(items)\n  ]\n}\n"
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F || scalar.value == 0x2028 || scalar.value == 0x2029:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

/// Line tables of a project's files, made when they are asked for.
private final class LinesOfFiles {
  private let project: Project
  private var tables: [String: LineTable] = [:]

  init(project: Project) { self.project = project }

  /// From 1; 0 where the file can no longer be read.
  func line(in path: String, at offset: UInt32) -> Int {
    if let known = tables[path] { return known.line(at: offset) }
    guard case .success(let bytes) = project.files.bytes(of: path, limit: ProjectFiles.sourceSizeLimit) else {
      return 0
    }
    let table = LineTable(bytes)
    tables[path] = table
    return table.line(at: offset)
  }
}
