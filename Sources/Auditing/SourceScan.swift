import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import RulePages
import Semantics
import SourceText
import Synchronization

/// What one file gave.
struct ScannedFile: Sendable {
  var path: String
  /// nil where the file was not examined.
  var model: FileModel?
  /// A role that path or content decide.
  var role: RoleVerdict?
  var gap: CoverageGap?
  /// What the language forbids there first, if the tree is whole all the same.
  var earlyError: CoverageGap?
  /// Why it was left out on purpose.
  var exclusion: String?
  var suppressions = SuppressionComments()
  /// What rules found as far as the file alone can tell.
  var drafts: [Draft] = []
  /// What rules wrote down for when the program is known.
  var notes: [SurveyNotes] = []
}

/// Reads, parses and understands source files, each on whatever worker is free. Results stand in the order of the
/// sources, whoever made them.
struct SourceScan: Sendable {
  /// A source of one state of a project.
  struct Source: Sendable {
    let project: Project
    let path: String
    /// What paths say in this state.
    let roles: SourceRoles
  }

  let sources: [Source]
  let threads: Int
  let rules: RuleSet
  /// Told where the workers' time went; nil where nobody asks.
  let meter: WorkMeter?
  let progress: AuditProgress?

  struct Result {
    var files: [ScannedFile]
    /// Those of the state before the change that is audited, in the order of their paths.
    var oldFiles: [ScannedFile] = []
    var atoms: AtomTable
    /// Keeps the atoms' memory.
    var arenas: [TreeArena]
  }

  /// Files a worker takes at a time: enough to make the counter cheap, few enough to end together.
  private static let chunk = 8

  func run() -> Result {
    progress?.begin(sources.count)
    let counter = WorkCounter()
    let slots = ResultSlots(count: sources.count)
    let workers = max(1, min(threads, (sources.count + Self.chunk - 1) / Self.chunk))
    let arenas = (0..<workers).map { _ in TreeArena() }
    let meters = arenas.map { _ in meter?.another() }
    WorkerThreads.run(workers) { worker in
      let meter = meters[worker]
      meter?.start(.reading)
      let analyzer = FileAnalyzer()
      var matching = FileMatching(rules, arena: arenas[worker])
      while true {
        let first = counter.next.add(Self.chunk, ordering: .relaxed).oldValue
        if first >= sources.count {
          meter?.stop()
          return
        }
        for index in first..<min(first + Self.chunk, sources.count) {
          slots.set(index, (scan(index, arenas[worker], analyzer, &matching, meter), worker))
        }
        progress?.advance(min(Self.chunk, sources.count - first))
      }
    }
    for case let other? in meters { meter?.add(other) }
    return join(slots.take(), arenas)
  }

  /// One atom table for all: that of the first worker, into which the names of the others are entered.
  private func join(_ entries: [(file: ScannedFile, worker: Int)], _ arenas: [TreeArena]) -> Result {
    var atoms = arenas[0].atoms
    let maps = arenas.enumerated().map { number, arena -> [UInt32] in
      if number == 0 { return [] }
      let table = arena.atoms
      return (0..<table.count).map { index in
        let text = table.bytes(Atom(UInt32(truncatingIfNeeded: index)))
        guard index > 0, let base = text.baseAddress else { return 0 }
        return atoms.intern(base, text.count).raw
      }
    }
    arenas[0].atoms = atoms
    let files = entries.map { entry -> ScannedFile in
      var file = entry.file
      if entry.worker != 0 { file.model?.replaceAtoms(maps[entry.worker]) }
      return file
    }
    return Result(files: files, atoms: atoms, arenas: arenas)
  }

  private func scan(
    _ index: Int, _ arena: TreeArena, _ analyzer: FileAnalyzer, _ matching: inout FileMatching, _ meter: WorkMeter?
  ) -> ScannedFile {
    let path = sources[index].path
    let project = sources[index].project
    meter?.enter(.reading)
    var file = ScannedFile(path: path, role: sources[index].roles.verdict(for: path))
    switch file.role?.role {
    case .generated, .vendored:
      file.exclusion = file.role?.role == .vendored ? "vendored" : "generated"
      return file
    default:
      break
    }
    var bytes: [UInt8] = []
    if let failure = project.files.read(path, limit: ProjectFiles.sourceSizeLimit, into: &bytes) {
      file.gap = CoverageGap(
        kind: failure.gapKind == .limit ? .limit : .unreadable, path: path, message: failure.message)
      return file
    }
    if bytes.starts(with: Self.largeFilePointer) {
      file.gap = CoverageGap(
        kind: .unreadable, path: path, message: "its contents are kept by Git LFS, and are not here ('git lfs pull')")
      return file
    }
    if let reason = bytes.withUnsafeBufferPointer(GeneratedText.reason) {
      file.role = RoleVerdict(role: .generated, reason: "the text is \(reason)")
      file.exclusion = reason
      if !path.hasSuffix(".d.ts"), bytes.withUnsafeBufferPointer(GeneratedText.joinsOwnFiles) {
        // What it registers is the program's own: `export const resolvers = { Query: { users } }`.
        let tree = arena.parse(bytes, options: Self.options(for: path, in: project))
        guard tree.problems.allSatisfy({ $0.kind == .early }) else { return file }
        _ = analyzer.analyze(tree, path: path, arena: arena)
        file.model = analyzer.model
      }
      return file
    }
    if let source = bytes.withUnsafeBufferPointer({ CompiledText(project: project).source(of: path, $0) }) {
      file.role = RoleVerdict(role: .generated, reason: "compiled from \(source)")
      file.exclusion = "generated"
      return file
    }
    meter?.enter(.parsing)
    let tree = arena.parse(bytes, options: Self.options(for: path, in: project))
    file.gap = gap(of: tree, path, bytes)
    if file.gap?.kind == .unsupportedDialect { return file }
    if file.gap == nil, let problem = tree.problems.first {
      file.earlyError = gap(of: problem, .earlyError, path, bytes)
    }
    for comment in tree.comments {
      let text = UnsafeBufferPointer(start: tree.source + Int(comment.span.start), count: comment.span.count)
      file.suppressions.add(SuppressionDirective.read(text, at: comment.span.start))
    }
    // Declarations say nothing about what runs.
    if file.role?.role == .declaration { return file }
    meter?.enter(.analysing)
    _ = analyzer.analyze(tree, path: path, arena: arena)
    meter?.enter(.patterns)
    let overruns = matching.run(
      on: FileContext(file: index, tree: tree, analyzer: analyzer), audience: file.role?.role.audience,
      into: &file.drafts, notes: &file.notes, began: meter.map { meter in { meter.enter(rule: $0) } })
    if let overrun = overruns.first, file.gap == nil {
      file.gap = CoverageGap(
        kind: .limit, path: path, span: overrun.span, position: LineTable(bytes).position(at: overrun.span.start),
        message: "matching \(rules.rules[overrun.rule].page.id) here took too long and was given up")
    }
    // Rules asked for values, so the model has grown since it was made. Of tests the program needs to know that they
    // are there and what they import.
    file.model = file.role?.role == .test ? analyzer.model.importsAlone : analyzer.model
    return file
  }

  /// A file's dialect and goal: by its name, and for `.js` and `.ts` by the `type` of the package around it.
  static func options(for path: String, in project: Project) -> ParseOptions {
    var options = ParseOptions.forPath(path)
    if options.goal == .auto, options.language == .js || options.language == .jsx,
      project.manifest(governing: path)?.moduleKind == .module
    {
      options.goal = .module
    }
    return options
  }

  /// How a file begins that Git LFS keeps elsewhere.
  private static let largeFilePointer = Array("version https://git-lfs.github.com/spec/v1\n".utf8)

  private func gap(of tree: SyntaxTree, _ path: String, _ bytes: [UInt8]) -> CoverageGap? {
    // Early errors leave the tree whole: the file was examined.
    let problems = tree.problems
    let dialect = problems.first { $0.kind == .dialect }
    guard let problem = dialect ?? problems.first(where: { $0.kind != .early }) else { return nil }
    let kind: CoverageGap.Kind =
      problem.kind == .dialect ? .unsupportedDialect : problem.kind == .limit ? .limit : .syntaxError
    return gap(of: problem, kind, path, bytes)
  }

  private func gap(
    of problem: SyntaxProblem, _ kind: CoverageGap.Kind, _ path: String, _ bytes: [UInt8]
  ) -> CoverageGap {
    CoverageGap(
      kind: kind, path: path, span: problem.span, position: LineTable(bytes).position(at: problem.span.start),
      message: problem.message)
  }
}

/// The number of the next file that nobody has taken.
private final class WorkCounter: Sendable {
  let next = Atomic<Int>(0)
}

/// Results by number, each written once by whichever worker had the file.
private final class ResultSlots: @unchecked Sendable {
  private let slots: UnsafeMutablePointer<(file: ScannedFile, worker: Int)?>
  private let count: Int

  init(count: Int) {
    self.count = count
    slots = .allocate(capacity: max(1, count))
    slots.initialize(repeating: nil, count: max(1, count))
  }

  deinit {
    slots.deinitialize(count: max(1, count))
    slots.deallocate()
  }

  func set(_ index: Int, _ value: (file: ScannedFile, worker: Int)) { slots[index] = value }

  /// Only when all workers have ended.
  func take() -> [(file: ScannedFile, worker: Int)] {
    (0..<count).map { index in
      guard let value = slots[index] else { preconditionFailure("every file was scanned") }
      slots[index] = nil
      return value
    }
  }
}
