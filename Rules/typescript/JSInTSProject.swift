import Checking
import Findings
import ProgramGraph
import ProjectFacts
import SourceText

/// Reports JavaScript that a TypeScript project neither compiles nor checks. The promise is on the page beside this file.
struct JSInTSProject: ProgramCheck {
  /// The part of the code's files that is TypeScript at least.
  private static let share = 0.7

  func run(on program: Program, project: Project, reporter: inout Reporter) {
    for package in TypeScriptCode.of(program, project).packages {
      let count = package.typed.count + package.untyped.count
      guard package.typed.count >= 3, Double(package.typed.count) >= Self.share * Double(count) else { continue }
      let left = package.untyped.compactMap { file in
        start(of: file, program, project).map { (file: file, start: $0) }
      }
      guard let first = left.first else { continue }
      let names = left.map { program[$0.file].path }
      reporter.report(
        at: first.start, in: names[0],
        left.count == 1
          ? "\(PathText.name(of: names[0])) is JavaScript among \(package.typed.count) files of TypeScript, "
            + "and nothing checks it"
          : "\(left.count) files are JavaScript among \(package.typed.count) of TypeScript, and nothing checks them: "
            + listing(names.map { PathText.name(of: $0) }, limit: 5),
        evidence: left.prefix(8).dropFirst().map {
          let path = program[$0.file].path
          return EvidenceStep(path: path, span: $0.start, message: "\(PathText.name(of: path)) is not checked")
        },
        identity: package.manifest.path)
    }
  }

  /// Where the code begins in a file of the server that no configuration includes, and that does not ask to be checked
  /// itself; nil for other files.
  private func start(of file: FileIndex, _ program: Program, _ project: Project) -> Span? {
    let path = program[file].path
    guard program.role(of: file).role == .server, program[file].lineCount > 3,
      let configuration = project.typeScriptConfiguration(governing: path),
      RelativePath.name(of: configuration.path) != "jsconfig.json",
      !isAllowed(configuration, project)
    else { return nil }
    let text = UncheckedText(path, project)
    return text.asksForChecks ? nil : text.start
  }

  private func isAllowed(_ configuration: TypeScriptConfiguration, _ project: Project) -> Bool {
    if configuration.allowsJavaScript || configuration.isOn("checkJs") == true || !configuration.unresolvedBases.isEmpty
    {
      return true
    }
    return configuration.references.contains { reference in
      project.typeScriptConfigurations.first { $0.path == reference }.map { $0.allowsJavaScript } ?? true
    }
  }
}

/// How a JavaScript file begins.
struct UncheckedText {
  /// Whether its first lines ask a type checker to read it.
  let asksForChecks: Bool
  /// The first line of code; nil where there is none.
  let start: Span?

  init(_ path: String, _ project: Project) {
    guard case .success(let bytes) = project.files.bytes(of: path) else {
      asksForChecks = false
      start = nil
      return
    }
    start = Self.firstCode(in: bytes)
    let head = String(decoding: bytes.prefix(2_048), as: UTF8.self)
    asksForChecks = head.split(whereSeparator: \.isNewline).contains { line in
      let text = line.drop { " /*".contains($0) }
      return text.hasPrefix("@ts-check") || text.hasPrefix("@flow")
    }
  }

  /// Behind blanks, comments and a line for the shell.
  private static func firstCode(in bytes: [UInt8]) -> Span? {
    var place = 0
    func begins(_ text: String) -> Bool { bytes[place...].starts(with: text.utf8) }
    while place < bytes.count {
      if begins("//") || begins("#!") {
        place = bytes[place...].firstIndex(of: 0x0A) ?? bytes.count
      } else if begins("/*") {
        place += 2
        while place < bytes.count, !begins("*/") { place += 1 }
        place += 2
      } else if bytes[place] <= 0x20 || begins("\u{FEFF}") {
        place += bytes[place] <= 0x20 ? 1 : 3
      } else {
        var end = bytes[place...].firstIndex(of: 0x0A) ?? bytes.count
        if bytes[end - 1] == 0x0D { end -= 1 }
        return Span(place, end)
      }
    }
    return nil
  }
}
