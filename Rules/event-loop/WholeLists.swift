import Checking
import Findings
import ProgramGraph
import Semantics
import SourceText

/// Reports what is written as JSON, or copied by way of it, though it is as long as a table.
struct WholeLists {
  private let program: Program
  private let queries: ListQueries
  /// Calls of `JSON.stringify` that a report on the copy speaks for.
  private var told: Set<CallReference> = []

  init(_ program: Program) {
    self.program = program
    queries = ListQueries(program)
  }

  /// - Parameter isClone: the call is `JSON.parse`, and speaks of what the `JSON.stringify` within it is given.
  /// - Returns: whether it was reported.
  @discardableResult
  mutating func report(_ call: CallReference, isClone: Bool, _ reporter: inout Reporter) -> Bool {
    guard let writing = isClone ? writing(in: call) : call, !told.contains(writing) else { return false }
    let file = program[call.file]
    let site = file[call.call]
    guard site.flags.isDisjoint(with: [.developmentOnly, .memoGuarded]),
      let list = file.values(file[writing.call].arguments).first,
      let query = queries.source(of: list, in: call.file)
    else { return false }
    let function = program.function(around: call)
    guard let path = program.requestPath(to: function), !path.isMemoGuarded, !path.handler.isAlone else { return false }
    told.insert(writing)
    let name = file[list].kind == .binding ? program.spoken(list, in: call.file) : nil
    let whole = name.map { "all of `\($0)`" } ?? "all that `\(query.name)` finds"
    let occasion = "on \(path.handler.route)\(program.passage(along: path, to: function))"
    let step = EvidenceStep(
      path: program[query.call.file].path, span: program[query.call.file][query.call.call].calleeSpan,
      message: "`\(query.name)` reads all records there are")
    reporter.report(
      at: site.calleeSpan, in: file.path,
      isClone
        ? "\(whole) is copied by way of a text \(occasion), however many records there are"
        : "JSON.stringify writes \(whole) at once \(occasion), however many records there are",
      severity: .note, evidence: path.evidence(in: program) + [step], enclosing: program.qualifiedName(of: function))
    return true
  }

  /// The `JSON.stringify` of `JSON.parse(JSON.stringify(list))`.
  private func writing(in call: CallReference) -> CallReference? {
    let file = program[call.file]
    guard let argument = file.values(file[call.call].arguments).first, file[argument].kind == .call else { return nil }
    let inner = CallReference(file: call.file, call: CallID(file[argument].a))
    return program.externals(of: inner).contains("#JSON.stringify") ? inner : nil
  }
}
