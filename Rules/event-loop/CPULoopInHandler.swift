import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports computation on requests whose extent nothing bounds. The promise is on the page beside this file.
struct CPULoopInHandler: SurveyCheck {
  struct Note: Sendable {
    enum Kind: Sendable {
      /// The number of turns, or the size of what is made.
      case amount(ValueID, what: String)
      /// A constant number of turns.
      case turns(Double)
      /// A list looked through for each element of another.
      case pairs(outer: ValueID, inner: ValueID, method: String)
      /// A list put into order.
      case order(ValueID, method: String)
      /// A list for each element of which all is copied that was made of those before.
      case copies(ValueID)
    }
    var kind: Kind
    var span: Span
    var function: FunctionID
    var enclosing: String?
  }

  let interests = FileInterests(
    kinds: [.forStatement, .whileStatement, .forOfStatement, .callExpression, .newExpression])

  func survey(_ file: FileContext, nodes: FileNodes) -> [Note] {
    var notes: [Note] = []
    func add(_ kind: Note.Kind, _ node: NodeID, _ span: Span) {
      let function = file.analyzer.function(around: node)
      notes.append(Note(kind: kind, span: span, function: function, enclosing: file.enclosingName(function)))
    }
    let reader = LongLoops(file)
    for loop in nodes[.forStatement] + nodes[.whileStatement] {
      guard let extent = reader.extent(ofLoop: loop) else { continue }
      add(extent, loop, file.firstLine(of: file.tree.span(loop)))
    }
    for call in nodes[.callExpression] + nodes[.newExpression] {
      if let (extent, place) = reader.extent(ofCall: call) { add(extent, call, file.tree.span(place)) }
      if let (pair, place) = reader.pair(ofCall: call) { add(pair, call, place) }
      if let (whole, place) = reader.whole(ofCall: call) { add(whole, call, place) }
    }
    for loop in nodes[.forOfStatement] {
      if let (pair, place) = reader.pair(ofLoop: loop) { add(pair, loop, place) }
    }
    return notes
  }

  // MARK: In the program

  func run(on surveyed: [SurveyedFile<Note>], program: Program, project: Project, reporter: inout Reporter) {
    guard program.hasServer else { return }
    let queries = ListQueries(program)
    for file in surveyed where program.isServing(file.file) {
      for note in file.notes {
        let function = FunctionReference(file: file.file, function: note.function)
        guard let path = program.requestPath(to: function), !path.isMemoGuarded, !path.handler.isAlone else { continue }
        judge(note, function, path, queries, program, &reporter)
      }
    }
    RequestedRecursion(program).report(&reporter)
  }

  private func judge(
    _ note: Note, _ function: FunctionReference, _ path: RequestPath, _ queries: ListQueries, _ program: Program,
    _ reporter: inout Reporter
  ) {
    let occasion = "on \(path.handler.route)\(program.passage(along: path, to: function))"
    var message: String
    var severity: Severity? = nil
    var evidence = path.evidence(in: program)
    switch note.kind {
    case .turns(let count):
      message = "this loop turns \(Self.spoken(count)) times in one go \(occasion)"
    case .amount(let value, let what):
      guard let flow = program.flows.flow(to: value, in: function.file, at: note.span, for: .amount) else { return }
      message = "the client decides \(what)\(Self.name(of: value, function.file, program)) \(occasion)"
      severity = isCertain(flow, path) ? .error : nil
      evidence += program.evidence(flow.steps)
    case .pairs(let outer, let inner, let method):
      guard let first = list(outer, note, function.file, queries, program),
        let second = list(inner, note, function.file, queries, program)
      else { return }
      message = "\(method) looks through \(second.words) for each of \(first.words) \(occasion): "
      message += method == "indexOf" && outer == inner ? "entries() knows its place" : "a Map or Set finds it at once"
      evidence += first.evidence + second.evidence
    case .order(let value, let method):
      guard let query = queries.source(of: value, in: function.file),
        let list = list(value, note, function.file, queries, program)
      else { return }
      message = "\(method) puts all of \(list.words) into order \(occasion): `\(query.name)` could ask for that order"
      severity = .note
      evidence += list.evidence
    case .copies(let value):
      guard let list = list(value, note, function.file, queries, program) else { return }
      message = "for each of \(list.words) this copies what it made of those before \(occasion)"
      // A body is as long as its parser allows.
      if queries.source(of: value, in: function.file) == nil { severity = .note }
      evidence += list.evidence
    }
    if path.handler.isDoubtful { severity = .note }
    reporter.report(
      at: note.span, in: program[function.file].path, message, severity: severity, evidence: evidence,
      enclosing: note.enclosing)
  }

  /// What schemas of routes have checked may be bounded; Express, Koa and plain servers check nothing by themselves.
  private func isCertain(_ flow: RequestFlow, _ path: RequestPath) -> Bool {
    ["Express", "Koa", "node:http", "Polka"].contains(path.handler.framework) && flow.callLevels <= 1
  }

  private static func spoken(_ count: Double) -> String {
    var digits = String(Int(min(count, 1e15)))
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return ([digits] + groups).joined(separator: ",")
  }

  static func name(of value: ValueID, _ file: FileIndex, _ program: Program) -> String {
    program.spoken(value, in: file).map { " (`\($0)`)" } ?? ""
  }

  /// A list of any length, in words and with the proof.
  private func list(
    _ value: ValueID, _ note: Note, _ file: FileIndex, _ queries: ListQueries, _ program: Program
  ) -> (words: String, evidence: [EvidenceStep])? {
    let name = program.spoken(value, in: file).map { "`\($0)`" }
    let value = latest(value, note, program[file])
    if let query = queries.source(of: value, in: file) {
      let step = EvidenceStep(
        path: program[query.call.file].path, span: program[query.call.file][query.call.call].calleeSpan,
        message: "`\(query.name)` reads all records there are")
      return (name ?? "what `\(query.name)` finds", [step])
    }
    guard let flow = program.flows.flow(to: value, in: file, at: note.span, for: .amount), flow.mayBeObject,
      [.body, .message, .arguments].contains(flow.part)
    else { return nil }
    return (name ?? "what the client sends", program.evidence(flow.steps))
  }

  /// What a property was last given in the function, before the place: `item.images = request.files.map(…)`.
  private func latest(_ value: ValueID, _ note: Note, _ file: ProgramFile) -> ValueID {
    let record = file[value]
    guard record.kind == .member else { return value }
    return file.writes.last { write in
      write.base == ValueID(record.a) && write.name == Atom(record.b) && write.span.start < note.span.start
        && file[write.function].span.contains(note.span)
    }?.value ?? value
  }
}
