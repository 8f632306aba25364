import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports pipes in which an error ends the process. The promise is on the page beside this file.
struct PipeWithoutErrorHandling: SurveyCheck {
  struct Note: Sendable {
    /// `createReadStream`
    var stream: String
    var reason: String
    /// What is opened, where it is a file that is read.
    var path: ValueID?
    /// The function asks first whether the file is there.
    var isAsked: Bool
    /// It asks so of the very path.
    var isAskedOfSame: Bool
    var place: Span
    var function: FunctionID
    /// The pipe ends the function's work in a `try` of its own, which sees nothing of it.
    var flags: CallSite.Flags
  }

  let interests = FileInterests(kinds: [.callExpression])

  private static let questions: Set<String> = [
    "exists", "existsSync", "access", "accessSync", "stat", "statSync", "lstat", "pathExists", "pathExistsSync",
  ]

  // MARK: In the file

  func survey(_ file: FileContext, nodes: FileNodes) -> [Note] {
    guard file.importsAny(of: FailingStreams.modules) else { return [] }
    var seen: Set<NodeID> = []
    return nodes[.callExpression].compactMap { call in
      let tree = file.tree
      let callee = tree.child(call, 0)
      guard tree.kind(callee) == .memberExpression, file.lastName(of: callee) == "pipe",
        let target = tree.list(call, 2).first
      else { return nil }
      for link in [tree.child(callee, 0), target] {
        guard let (maker, name) = file.failingStream(link), !file.isLookedAfter(link),
          !isKeptElsewhere(link, call, file)
        else { continue }
        // One finding for a stream that is piped twice.
        guard seen.insert(maker).inserted else { continue }
        return note(call, maker, name, file)
      }
      return nil
    }
  }

  /// The pipe's result is looked after as a whole by something that covers all of it, or nobody can tell.
  private func isKeptElsewhere(_ link: NodeID, _ call: NodeID, _ file: FileContext) -> Bool {
    // Only a target is covered by what is said of the result: `a.pipe(b).on("error", f)` listens to b.
    guard file.tree.list(call, 2).first == link else { return false }
    var node = call
    while let (next, name) = file.memberCall(on: node) {
      if ["on", "once", "addListener"].contains(name), let event = file.tree.list(next, 2).first,
        file.isString(event, "error")
      {
        return true
      }
      guard name != "pipe" else { return false }
      node = next
    }
    if let binding = file.nameHolding(node) { return file.isLookedAfter(named: binding) }
    switch file.tree.kind(file.tree.parent(node)) {
    case .returnStatement, .callExpression, .newExpression, .property, .arrowFunctionExpression, .assignmentExpression,
      .awaitExpression:
      return true
    default: return false
    }
  }

  private func note(_ call: NodeID, _ maker: NodeID, _ name: String, _ file: FileContext) -> Note {
    let short = name.parts(between: "#").last.map(String.init) ?? name
    let function = file.enclosingFunction(call)
    let isFile = short == "createReadStream"
    let tree = file.tree
    let path = isFile ? tree.list(maker, 2).first : nil
    let questions =
      isFile
      ? tree.preorder(from: function.exists ? function : tree.root).filter { node in
        tree.kind(node) == .callExpression
          && Self.questions.contains(file.lastName(of: tree.child(node, 0)) ?? "")
      } : []
    let isOfSame = questions.contains { question in
      guard let path, let asked = tree.list(question, 2).first else { return false }
      // Of a file that is a part of the program only what throws is an answer.
      return (tree.kind(path) != .stringLiteral || file.lastName(of: tree.child(question, 0)) == "statSync")
        && tree.text(asked) == tree.text(path)
    }
    return Note(
      stream: short, reason: FailingStreams.makers[name] ?? "it fails",
      path: path.map { file.analyzer.value(of: $0) }, isAsked: !questions.isEmpty, isAskedOfSame: isOfSame,
      place: place(of: maker, file), function: file.analyzer.function(around: call),
      flags: file.analyzer.call(at: call).map { file.analyzer.model[$0].flags } ?? [])
  }

  /// The call that makes the stream, without its arguments where they are long.
  private func place(of maker: NodeID, _ file: FileContext) -> Span { file.firstLine(of: file.tree.span(maker)) }

  // MARK: In the program

  func run(on surveyed: [SurveyedFile<Note>], program: Program, project: Project, reporter: inout Reporter) {
    guard program.hasServer else { return }
    let resort = LastResort(program, project)
    for file in surveyed where program.isService(file.file) {
      for note in file.notes where note.flags.isDisjoint(with: [.developmentOnly, .beforeExit]) {
        let function = FunctionReference(file: file.file, function: note.function)
        let way = program.certainPath(to: function)
        // While the process starts, a file that is missing may well end it.
        guard way != nil || program.phase(of: function) != .startUp else { continue }
        let isFatal = LastResort.isFatal(resort.hearingOfException(in: file.file, on: way), .endsProcess)
        let consequence = isFatal ? "the process ends" : "it lands in uncaughtException"
        var message = "nobody listens for an error of \(note.stream): \(consequence) when \(note.reason)"
        var evidence = way?.evidence(in: program) ?? []
        var severity = note.isAskedOfSame ? Severity.note : .warning
        if let path = note.path, !note.isAsked, way != nil,
          let flow = program.flows.flow(to: path, in: file.file, at: note.place, for: .any)
        {
          severity = isFatal ? .error : .warning
          message += ", and the client names the file"
          evidence += flow.steps.map { EvidenceStep(path: program[$0.file].path, span: $0.span, message: $0.text) }
        }
        reporter.report(
          at: note.place, in: program[file.file].path, message, severity: severity, evidence: evidence,
          enclosing: program.qualifiedName(of: function))
      }
    }
  }
}

extension FileContext {
  /// Whether somebody listens for errors of the stream that a name holds, or may.
  func isLookedAfter(named binding: BindingID) -> Bool {
    analyzer.scopeReferences(to: binding).contains { isLookedAfter($0) }
  }
}
