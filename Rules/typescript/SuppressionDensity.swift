import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports TypeScript that tells its compiler to look away too often. The promise is on the page beside this file.
struct SuppressionDensity: SurveyCheck {
  typealias Note = SuppressionDirective

  private enum Limit {
    /// Weighted directives for each thousand lines, and how many there are at least.
    static let perThousandLines = 5.0
    static let directives = 10
    /// In one function.
    static let inFunction = 3
    /// A shorter file that serves nobody may stay as it is.
    static let uncheckedLines = 20
    /// How many of them must be such that they stay when the error is gone.
    static let lasting = 5
  }

  let interests = FileInterests(kinds: [.program])

  func survey(_ file: FileContext, nodes: FileNodes) -> [SuppressionDirective] {
    guard file.tree.dialect == .typeScript else { return [] }
    return file.suppressionDirectives
  }

  func run(
    on surveyed: [SurveyedFile<SuppressionDirective>], program: Program, project: Project, reporter: inout Reporter
  ) {
    let directives = Dictionary(
      surveyed.map { ($0.file, $0.notes) }, uniquingKeysWith: { first, _ in first })
    let packages = TypeScriptCode.of(program, project).packages
    for package in packages {
      reportUnchecked(package, directives, program, &reporter)
      // Who hears of the whole package needs no list of its functions.
      if reportDensity(package, directives, program, &reporter) { continue }
      for file in package.typed { reportFunctions(file, directives[file] ?? [], program, &reporter) }
    }
  }

  // MARK: Whole files

  /// Files with handlers each by itself, the others of a package in one finding.
  private func reportUnchecked(
    _ package: TypeScriptCode.Package, _ directives: [FileIndex: [SuppressionDirective]], _ program: Program,
    _ reporter: inout Reporter
  ) {
    var served: [(path: String, span: Span, way: RequestPath)] = []
    var others: [(path: String, span: Span)] = []
    for file in package.typed {
      guard let directive = directives[file]?.first(where: { $0.kind == .noCheck }) else { continue }
      let path = program[file].path
      if let handler = program.handlers.first(where: { $0.phase == .request && $0.function.file == file }) {
        reporter.report(
          at: directive.span, in: path, "\(Self.text(path)), and it serves \(handler.route)", severity: .error,
          identity: "nocheck")
      } else if let way = requestPath(into: file, program) {
        served.append((path, directive.span, way))
      } else if program[file].lineCount >= Limit.uncheckedLines {
        others.append((path, directive.span))
      }
    }
    let all = served.map { ($0.path, $0.span) } + others
    guard let first = all.first else { return }
    let purpose = served.first.map { ", and it serves \($0.way.handler.route)" } ?? ""
    let more = all.count > 1 ? "; \(all.count - 1) more of \(package.manifest.displayName) say the same" : ""
    reporter.report(
      at: first.1, in: first.0, "\(Self.text(first.0))\(purpose)\(more)", severity: .warning,
      evidence: (served.first?.way.evidence(in: program) ?? [])
        + all.dropFirst().prefix(8).map { EvidenceStep(path: $0.0, span: $0.1, message: "and @ts-nocheck here") },
      identity: "nocheck")
  }

  private static func text(_ path: String) -> String {
    "@ts-nocheck keeps the compiler from looking at \(PathText.name(of: path)) at all"
  }

  /// A way from a request into the file, to the first of its functions that has one.
  private func requestPath(into file: FileIndex, _ program: Program) -> RequestPath? {
    program[file].functions.indices.lazy.compactMap { number in
      program.requestPath(to: FunctionReference(file: file, function: FunctionID(number)))
    }.first
  }

  // MARK: One function

  private func reportFunctions(
    _ file: FileIndex, _ directives: [SuppressionDirective], _ program: Program, _ reporter: inout Reporter
  ) {
    guard !directives.contains(where: { $0.kind == .noCheck }) else { return }
    let source = program[file]
    let inFunctions = Dictionary(
      grouping: directives.filter { $0.function != .moduleBody && !($0.kind == .expectError && $0.isExplained) },
      by: \.function)
    for (function, directives) in inFunctions.sorted(by: { $0.key.raw < $1.key.raw })
    where directives.count >= Limit.inFunction && directives.contains(where: { $0.kind == .ignore }) {
      let reference = FunctionReference(file: file, function: function)
      reporter.report(
        at: directives[0].span, in: source.path,
        "\(directives.count) comments in \(program.isNamed(reference) ? program.name(of: reference) : "one function") "
          + "tell the compiler to overlook the next line",
        evidence: directives.dropFirst().map {
          EvidenceStep(path: source.path, span: $0.span, message: "and \($0.kind.rawValue) here")
        },
        enclosing: program.qualifiedName(of: reference))
    }
  }

  // MARK: A package

  /// Whether there was something to report.
  private func reportDensity(
    _ package: TypeScriptCode.Package, _ directives: [FileIndex: [SuppressionDirective]], _ program: Program,
    _ reporter: inout Reporter
  ) -> Bool {
    var counts: [SuppressionDirective.Kind: Int] = [:]
    var weight = 0.0
    var files: [(file: FileIndex, directives: [SuppressionDirective])] = []
    for file in package.typed {
      guard let found = directives[file], !found.isEmpty else { continue }
      files.append((file, found))
      for directive in found {
        counts[directive.kind, default: 0] += 1
        switch directive.kind {
        case .ignore: weight += 1
        case .expectError: weight += directive.isExplained ? 0.25 : 0.5
        case .noCheck: weight += Double(program[file].lineCount) / 50
        }
      }
    }
    let total = counts.values.reduce(0, +)
    guard total >= Limit.directives, total - counts[.expectError, default: 0] >= Limit.lasting,
      weight * 1_000 >= Limit.perThousandLines * Double(package.typedLines)
    else { return false }
    files.sort { left, right in
      left.directives.count == right.directives.count
        ? program[left.file].path.utf8.lexicographicallyPrecedes(program[right.file].path.utf8)
        : left.directives.count > right.directives.count
    }
    guard let worst = files.first, let first = worst.directives.first else { return false }
    let kinds = [SuppressionDirective.Kind.ignore, .expectError, .noCheck].compactMap { kind in
      counts[kind].map { "\($0) \(kind.rawValue)" }
    }.joined(separator: " and ")
    let worstFiles = files.map { "\(PathText.name(of: program[$0.file].path)) (\($0.directives.count))" }
    reporter.report(
      at: first.span, in: program[worst.file].path,
      "\(package.manifest.displayName) has \(kinds), most in \(listing(worstFiles, limit: 5)), on "
        + "\(package.typedLines) lines of TypeScript",
      evidence: files.prefix(5).dropFirst().compactMap { file in
        file.directives.first.map {
          EvidenceStep(
            path: program[file.file].path, span: $0.span,
            message: "\(file.directives.count) in \(PathText.name(of: program[file.file].path))")
        }
      },
      identity: package.manifest.path)
    return true
  }
}
