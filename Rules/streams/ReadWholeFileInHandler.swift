import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports files that are read whole on a request and only passed on. The promise is on the page beside this file.
struct ReadWholeFileInHandler: SurveyCheck {
  struct Note: Sendable {
    /// `readFile`
    var name: String
    var path: ValueID?
    /// The constant end of the path, as far as there is one.
    var ending: String?
    /// All of the path is constant.
    var isConstant: Bool
    /// The path is a member that names an uploaded file.
    var isUpload: Bool
    var use: WholeFileUse
    var place: Span
    var call: CallID
    var function: FunctionID
  }

  let interests = FileInterests(kinds: [.callExpression], mentions: WholeFileReader.names)

  // MARK: In the file

  func survey(_ file: FileContext, nodes: FileNodes) -> [Note] {
    nodes[.callExpression].compactMap { note($0, file) }
  }

  private func note(_ call: NodeID, _ file: FileContext) -> Note? {
    guard let id = file.analyzer.call(at: call), let reader = WholeFileReader(call, file) else { return nil }
    guard let use = reader.use(), !asksForSize(call, file) else { return nil }
    let tree = file.tree
    let path = reader.isFile ? tree.list(call, 2).first : nil
    let end = path.map { PathEnd($0, file) }
    return Note(
      name: reader.name, path: path.map { file.analyzer.value(of: $0) }, ending: end?.text,
      isConstant: end?.isWhole ?? false, isUpload: path.map { isUpload($0, file) } ?? false, use: use,
      place: file.firstLine(of: tree.span(call)), call: id,
      function: file.analyzer.function(around: call))
  }

  /// `req.file.path`
  private func isUpload(_ path: NodeID, _ file: FileContext) -> Bool {
    let node = file.behindName(path)
    guard file.tree.kind(node) == .memberExpression else { return false }
    let text = file.spoken(node)
    return ["path", "filepath", "tempFilePath"].contains(file.lastName(of: node) ?? "") && text.holds("file")
  }

  /// The function compares a size: it may well know what it reads.
  private func asksForSize(_ call: NodeID, _ file: FileContext) -> Bool {
    let function = file.enclosingFunction(call)
    guard function.exists else { return false }
    return file.tree.preorder(from: function).contains { node in
      guard file.tree.kind(node) == .binaryExpression else { return false }
      switch Operator(rawValue: file.tree.op(node)) {
      case .less, .lessOrEqual, .greater, .greaterOrEqual:
        return [file.tree.child(node, 0), file.tree.child(node, 1)].contains { side in
          ["size", "byteLength", "fileSize"].contains(file.lastName(of: side) ?? "")
        }
      default: return false
      }
    }
  }

  // MARK: In the program

  private static let answers: Set<String> = [
    "express.response", "node.response", "fastify.reply", "koa.context", "hapi.toolkit", "hono.context",
  ]
  private static let small = 64 * 1024
  private static let data: Set<String> = ["csv", "tsv", "log", "ndjson", "jsonl", "dat", "dump"]
  /// Texts that people write: pages, messages, settings, keys.
  private static let written: Set<String> = [
    "html", "htm", "hbs", "handlebars", "ejs", "pug", "jade", "mustache", "njk", "liquid", "mjml", "txt", "md", "pem",
    "key", "crt", "cert", "json", "xml", "yml", "yaml", "css", "js", "mjs", "svg", "ico", "graphql", "gql", "sql",
    "webmanifest",
  ]

  func run(on surveyed: [SurveyedFile<Note>], program: Program, project: Project, reporter: inout Reporter) {
    guard program.hasServer else { return }
    for file in surveyed where program.isService(file.file) {
      for note in file.notes where !isSmall(note, file.file, program, project) {
        let site = program[file.file][note.call]
        guard site.flags.isDisjoint(with: [.developmentOnly, .memoGuarded]) else { continue }
        let function = FunctionReference(file: file.file, function: note.function)
        guard let way = program.certainPath(to: function), !way.isMemoGuarded else { continue }
        report(note, file.file, function, way, program, &reporter)
      }
    }
  }

  private func report(
    _ note: Note, _ file: FileIndex, _ function: FunctionReference, _ way: RequestPath, _ program: Program,
    _ reporter: inout Reporter
  ) {
    var evidence = way.evidence(in: program)
    var severity = Severity.warning
    var message = "\(note.name) reads a whole file into memory on \(way.handler.route)"
    switch note.use {
    case .sent(let receiver, let place):
      guard isAnswer(receiver, file, program) else { return }
      message += ", only to send it"
      evidence.append(EvidenceStep(path: program[file].path, span: place, message: "it is sent here"))
      if let path = note.path, let flow = program.flows.flow(to: path, in: file, at: note.place, for: .any) {
        severity = .error
        message += ", and the client names it"
        evidence += flow.steps.map { EvidenceStep(path: program[$0.file].path, span: $0.span, message: $0.text) }
      }
    case .lines(let place):
      guard isData(note, file, program) else { return }
      message += ", only to go through its lines"
      evidence.append(EvidenceStep(path: program[file].path, span: place, message: "it is cut into lines here"))
    case .parser(let name, let place):
      guard isData(note, file, program) else { return }
      message += "; \(name) can read it as a stream"
      evidence.append(EvidenceStep(path: program[file].path, span: place, message: "it is parsed here"))
    }
    reporter.report(
      at: note.place, in: program[file].path, message, severity: severity, evidence: evidence,
      enclosing: program.qualifiedName(of: function))
  }

  /// A file that clients send or name, or one that is named like data: lists of settings have lines too.
  private func isData(_ note: Note, _ file: FileIndex, _ program: Program) -> Bool {
    guard let path = note.path else { return true }
    let kind = note.ending?.parts(between: ".").last.map(String.init) ?? ""
    if Self.data.contains(kind.lowercased()) { return true }
    if program.flows.flow(to: path, in: file, at: note.place, for: .any) != nil { return true }
    return note.isUpload
  }

  private func isAnswer(_ receiver: ValueID?, _ file: FileIndex, _ program: Program) -> Bool {
    guard let receiver else { return true }
    return program.flows.thing(receiver, in: file).map { Self.answers.contains($0) } ?? false
  }

  /// The text that a path ends in, through functions of the project that make it: `path.join(keys, `${id}.key`)`.
  private func constantEnd(of value: ValueID, _ file: FileIndex, _ program: Program, depth: Int) -> String? {
    guard depth < 8 else { return nil }
    let model = program[file]
    let record = model[value]
    func end(_ value: ValueID?) -> String? {
      value.flatMap { constantEnd(of: $0, file, program, depth: depth + 1) }
    }
    switch record.kind {
    case .string: return program.text(Atom(record.a))
    case .awaited: return end(ValueID(record.a))
    case .binding:
      let values = model.values(model[BindingID(record.a)].values)
      return values.count == 1 ? end(values[0]) : nil
    case .concatenation: return end(model.values(ListID(record.a)).last)
    case .call:
      let call = CallReference(file: file, call: CallID(record.a))
      let paths = program.externalPaths(of: model[call.call].callee, in: file)
      if paths.contains(where: { $0.hasPrefix("node:path#") }) {
        return end(model.values(model[call.call].arguments).last)
      }
      let targets = program.targets(of: call)
      guard targets.count == 1 else { return nil }
      let maker = program[targets[0].file]
      let returns = maker.values(maker[targets[0].function].returns)
      guard returns.count == 1 else { return nil }
      return constantEnd(of: returns[0], targets[0].file, program, depth: depth + 1)
    default: return nil
    }
  }

  /// A file of the repository that is small, or one that people write by hand.
  private func isSmall(_ note: Note, _ file: FileIndex, _ program: Program, _ project: Project) -> Bool {
    var ending = note.ending
    var isConstant = note.isConstant
    if ending == nil, let path = note.path, case .string(let text) = program.constant(path, in: file) {
      ending = text
      isConstant = true
    }
    if ending == nil, let path = note.path { ending = constantEnd(of: path, file, program, depth: 0) }
    guard let ending else { return false }
    let parts = ending.parts(between: "/").filter { $0 != "." && $0 != ".." }
    guard let name = parts.last else { return false }
    let kind = name.split(separator: ".", omittingEmptySubsequences: false)
    let isWritten = kind.count > 1 && Self.written.contains(kind.last.map { $0.lowercased() } ?? "")
    if isConstant {
      let path = parts.joined(separator: "/")
      let sizes = project.inventory.files.filter { $0.path == path || $0.path.hasSuffix("/" + path) }.map {
        $0.size ?? 0
      }
      if let largest = sizes.max() { return largest <= Self.small }
    }
    return isWritten
  }
}
