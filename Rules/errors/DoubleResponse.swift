import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports answers after which the code goes on to another one. The promise is on the page beside this file.
struct DoubleResponse: SurveyCheck {
  enum Note: Sendable {
    case twice(TwiceAnswered)
    /// A function that answers through a parameter in any case, or says by what it gives whether it did.
    case helper(FunctionID, parameter: Int, tells: Bool)
  }

  let interests = FileInterests(kinds: [.functionDeclaration, .functionExpression, .arrowFunctionExpression])

  // MARK: First step

  func survey(_ file: FileContext, nodes: FileNodes) -> [Note] {
    let functions =
      nodes[.functionDeclaration] + nodes[.functionExpression] + nodes[.arrowFunctionExpression]
    var notes: [Note] = []
    for node in functions {
      if let function = file.analyzer.function(at: node) {
        let answered = ResponseChannels.answeredParameters(of: node, in: file)
        let tells = !answered.isEmpty && ResponseChannels.tells(node, in: file)
        notes += answered.map { .helper(function, parameter: $0, tells: tells) }
      }
      guard let channels = ResponseChannels(node, in: file) else { continue }
      notes += answers(through: channels, file).map { .twice($0) }
    }
    return notes
  }

  private func answers(through channels: ResponseChannels, _ file: FileContext) -> [TwiceAnswered] {
    var answers: [(call: NodeID, kind: ResponseChannels.AnswerKind)] = []
    var presumed: [NodeID: Int] = [:]
    for mention in channels.mentions(under: channels.body) {
      switch channels.use(mention) {
      case .answers(let call, let kind): answers.append((call, kind))
      // Whoever asks whether the answer is out knows what they do.
      case .asks: return []
      case .prepares: continue
      case .unknown:
        guard let (call, place) = channels.handedOn(mention) else { continue }
        answers.append((call, .response))
        presumed[call] = place
      }
    }
    guard answers.count > 1 || answers.contains(where: { presumed[$0.call] == nil }),
      let function = file.analyzer.function(at: channels.function)
    else { return [] }
    var kinds = Dictionary(answers.map { ($0.call, $0.kind) }, uniquingKeysWith: { first, _ in first })
    let search = SecondAnswer(channels)
    for answer in answers {
      if let second = search.chained(to: answer.call) { kinds[second] = .response }
    }
    let turns = AnswersInTurn(channels)
    return answers.compactMap { answer in
      guard
        let found = search.chained(to: answer.call).map({ .answer($0) }) ?? search.second(after: answer.call)
          ?? (presumed.isEmpty ? nil : SecondAnswer(channels, presuming: true).second(after: answer.call)),
        var note = note(answer.call, answer.kind, found, kinds, function, search, file)
      else { return nil }
      var helpers = [answer.call]
      if case .answer(let second) = found {
        if turns.isCutShort(answer.call, before: second) || turns.asksForNameOfBlock(second) { return nil }
        helpers.append(second)
        if turns.isOvertaken(answer.call, by: second), !note.passesOn {
          note.message =
            "\(file.spoken(answer.call)) comes after \(file.spoken(second)), which has answered $ROUTE by then"
        }
      }
      for call in helpers {
        guard let place = presumed[call] else { continue }
        guard let id = file.analyzer.call(at: call) else { return nil }
        note.helpers.append(TwiceAnswered.Helper(call: id, argument: place, isUsed: channels.isUsed(call)))
        note.throwing = nil
      }
      ask(&note, about: answer.call, channels, file)
      return note
    }
  }

  /// `!req.user`: what no client sends, and something in front of the handler gives.
  private func asksForGift(_ test: NodeID, _ channels: ResponseChannels, _ file: FileContext) -> Bool {
    let (node, isNegated) = file.withoutNegations(test)
    guard isNegated, file.tree.kind(node) == .memberExpression, let name = file.lastName(of: node),
      case let object = file.withoutAssertions(file.tree.child(node, 0)), file.tree.kind(object) == .identifier,
      channels.place > 0, let binding = file.analyzer.binding(of: object)
    else { return false }
    let request = file.tree.list(channels.function, 2)[channels.place - 1]
    return file.tree.kind(request) == .identifier && file.analyzer.binding(of: request) == binding
      && !["body", "params", "query", "cookies", "headers", "file", "files", "signedCookies"].contains(name)
  }

  private func note(
    _ first: NodeID, _ kind: ResponseChannels.AnswerKind, _ found: SecondAnswer.Found,
    _ kinds: [NodeID: ResponseChannels.AnswerKind], _ function: FunctionID, _ search: SecondAnswer,
    _ file: FileContext
  ) -> TwiceAnswered? {
    var note = TwiceAnswered(
      function: function, around: file.analyzer.function(around: first),
      span: file.firstLine(of: file.tree.span(first)), message: "")
    if case .next = kind { note.isThroughNext = true }
    switch found {
    case .round:
      guard case .response = kind else { return nil }
      note.message = "\(file.spoken(first)) answers $ROUTE once for each round: the second throws"
    case .answer(let second):
      guard second != first, let other = kinds[second], let severity = severity(kind, other) else { return nil }
      note.severity = severity
      note.throwing = search.throwing(first, second)
      if let use = UseOfNothing(file, handler: file.analyzer.model[function].node).first(between: first, and: second) {
        let what = "after \(file.spoken(first)) the code goes on to \(spoken(use, file)), which throws"
        note.message = what + " there"
        note.uncaught = what
        return note
      }
      if let use = useOfAnswer(first, before: second, file) {
        let what = "after \(file.spoken(first)) in the catch its result is the response, and \(file.spoken(use))"
        note.message = "\(what) throws there"
        note.uncaught = "\(what) throws"
        note.throwing = search.isUncaught(use) ? .uncaught : nil
        return note
      }
      let what = "after \(file.spoken(first)) the code goes on to \(file.spoken(second))"
      note.message = "\(what), which \(verb(other)) again"
      note.uncaught = "\(what), which throws"
      note.second = file.firstLine(of: file.tree.span(second))
      if case .next = other {
        note.isThroughNext = true
        note.passesOn = true
      }
    }
    return note
  }

  /// What the test around the first answer finds missing, for the program to say whether it may be.
  private func ask(
    _ note: inout TwiceAnswered, about first: NodeID, _ channels: ResponseChannels, _ file: FileContext
  ) {
    let branch = file.tree.enclosing(first) { $0 == .ifStatement || $0.isFunction }
    guard branch.exists, file.tree.kind(branch) == .ifStatement, file.contains(file.tree.child(branch, 1), first) else {
      return
    }
    let test = file.tree.child(branch, 0)
    note.missing = EmptyResults(channels).call(missingWhere: test, holds: true)
    note.asksForGift = asksForGift(test, channels, file)
    note.asksForBody = file.isMissing("body", test, holds: true)
    note.parameters = file.alternatives(of: test).map { file.missingPathParameter($0, holds: true) }
  }

  /// `const list = await find().catch(() => res.status(500).send()); list.sort()`: what a response does not have is called
  /// before the second answer.
  private func useOfAnswer(_ first: NodeID, before second: NodeID, _ file: FileContext) -> NodeID? {
    let tree = file.tree
    let callback = file.enclosingFunction(first)
    let call = tree.parent(callback)
    let awaiting = tree.parent(call)
    let declarator = tree.parent(awaiting)
    guard callback.exists, tree.kind(call) == .callExpression, file.lastName(of: tree.child(call, 0)) == "catch",
      tree.kind(awaiting) == .awaitExpression, tree.kind(declarator) == .variableDeclarator,
      tree.kind(tree.parent(first)) == .returnStatement || tree.parent(first) == callback,
      tree.kind(tree.child(declarator, 0)) == .identifier,
      let binding = file.analyzer.binding(of: tree.child(declarator, 0))
    else { return nil }
    let block = tree.parent(tree.parent(declarator))
    let function = file.enclosingFunction(declarator)
    let uses = file.analyzer.scopeReferences(to: binding)
    // `if (!Array.isArray(list)) return`
    let isLookedAt = uses.contains { use in
      let parent = tree.parent(use)
      switch tree.kind(parent) {
      case .callExpression: return file.lastName(of: tree.child(parent, 0)) == "isArray"
      case .binaryExpression: return true
      default: return false
      }
    }
    if isLookedAt { return nil }
    return uses.lazy.map { tree.parent(tree.parent($0)) }.first { use in
      guard tree.kind(use) == .callExpression, case let member = tree.child(use, 0),
        tree.kind(member) == .memberExpression, !tree.flags(member).contains(.optional),
        file.analyzer.binding(of: tree.child(member, 0)) == binding, let name = file.lastName(of: member)
      else { return false }
      return Self.ofRecords.contains(name) && tree.span(use).start >= tree.span(declarator).end
        && tree.span(use).end <= tree.span(second).end && file.enclosingFunction(use) == function
        && file.isPlain(use, in: block)
    }
  }

  /// Members of lists and records that no response has.
  private static let ofRecords: Set<String> = [
    "sort", "map", "filter", "forEach", "find", "reduce", "slice", "some", "every", "push", "toObject", "save",
  ]

  /// `rows[0]` as it is written, for it has no name.
  private func spoken(_ use: NodeID, _ file: FileContext) -> String {
    let text = file.tree.text(use)
    return file.tree.kind(use) == .memberExpression && file.lastName(of: use) == nil && text.utf8.count < 24
      ? String(text) : file.spoken(use)
  }

  private func verb(_ kind: ResponseChannels.AnswerKind) -> String {
    switch kind {
    case .response, .end: "answers $ROUTE"
    case .next: "passes $ROUTE on"
    }
  }

  /// Nil where the second does no harm.
  private func severity(
    _ first: ResponseChannels.AnswerKind, _ second: ResponseChannels.AnswerKind
  ) -> Severity? {
    switch (first, second) {
    // `res.send(x); res.end()`
    case (_, .end): nil
    // Middleware that goes on after it answered: something may be registered for just that.
    case (.response, .next(hasError: false)), (.end, .next(hasError: false)): .note
    case (.response, .response), (.end, .response), (.response, .next), (.end, .next), (.next, .response),
      (.next, .next):
      .warning
    }
  }

  // MARK: Second step

  func run(on surveyed: [SurveyedFile<Note>], program: Program, project: Project, reporter: inout Reporter) {
    var helpers: [FunctionReference: Set<Int>] = [:]
    var telling: Set<FunctionReference> = []
    for entry in surveyed {
      for case .helper(let function, let parameter, let tells) in entry.notes {
        let reference = FunctionReference(file: entry.file, function: function)
        helpers[reference, default: []].insert(parameter)
        if tells { telling.insert(reference) }
      }
    }
    var handlers: [FunctionReference: RequestHandler] = [:]
    for handler in program.handlers { handlers[handler.function] = handlers[handler.function] ?? handler }
    let resort = LastResort(program, project)
    for entry in surveyed {
      for case .twice(let note) in entry.notes {
        let function = FunctionReference(file: entry.file, function: note.function)
        guard note.helpers.allSatisfy({ isHelper($0, entry.file, helpers, telling, program) }),
          let path = program.requestPath(to: function)
        else { continue }
        let handler = handlers[function]
        guard isAsNamed(note, function, handler, program), isPossible(note, entry.file, handler, program),
          // Restify wants `next()` after the answer: nothing answers a second time.
          !(note.passesOn && isOfRestify(entry.file, program, project))
        else { continue }
        report(note, path, handler, entry.file, program, resort, &reporter)
      }
    }
  }

  /// Whether the server of a file's package is one of Restify's: parts of it serve Express as well.
  private func isOfRestify(_ file: FileIndex, _ program: Program, _ project: Project) -> Bool {
    guard project.manifest(governing: program[file].path)?.dependency(named: "restify") != nil else { return false }
    let folder = program.packageDirectory(of: file)
    let frameworks = Set(
      program.handlers.filter { program.packageDirectory(of: $0.site.file) == folder }.map(\.framework))
    return frameworks.contains("Restify") || !frameworks.contains("Express")
  }

  private func report(
    _ note: TwiceAnswered, _ path: RequestPath, _ handler: RequestHandler?, _ file: FileIndex, _ program: Program,
    _ resort: LastResort, _ reporter: inout Reporter
  ) {
    var (message, severity) = (note.message, note.severity)
    if let throwing = note.throwing, let uncaught = note.uncaught, let handler,
      endsProcess(handler, resort, program)
    {
      severity = .error
      switch throwing {
      case .uncaught: message = uncaught + ": nobody catches that on $ROUTE, and Node.js ends the process"
      case .answeredInCatch(let answer):
        message = uncaught + "; \(answer) in the catch throws in turn, and on $ROUTE that ends the process"
      }
    }
    // `callback(null, answer)` of a function of AWS answers; what comes second is dropped.
    if note.passesOn, path.handler.framework == "AWS Lambda" {
      message = message.replacing("passes $ROUTE on again", with: "answers $ROUTE again and is dropped")
      severity = .note
    }
    // `if (!req.user) …` behind what puts the user there, or answers.
    if path.isMemoGuarded || note.asksForGift && !(handler?.middleware.isEmpty ?? true) { severity = .note }
    var evidence = path.evidence(in: program)
    if let second = note.second {
      evidence.append(EvidenceStep(path: program[file].path, span: second, message: "the second answer"))
    }
    reporter.report(
      at: note.span, in: program[file].path,
      message.split(separator: "$ROUTE", omittingEmptySubsequences: false).joined(separator: path.handler.route),
      severity: severity, evidence: evidence,
      enclosing: program.qualifiedName(of: FunctionReference(file: file, function: note.around)))
  }

  /// Whether what is thrown in an async handler ends the process.
  private func endsProcess(_ handler: RequestHandler, _ resort: LastResort, _ program: Program) -> Bool {
    handler.framework == "Express" && !handler.awaitsRejection && !handler.isPresumed && handler.phase == .request
      && program[handler.function.file][handler.function.function].flags.contains(.async)
      && !program.promises.isWrapped(handler)
      && LastResort.isFatal(resort.hearing(of: handler), program.promises.unheard(of: handler.function))
  }

  private func isHelper(
    _ helper: TwiceAnswered.Helper, _ file: FileIndex, _ helpers: [FunctionReference: Set<Int>],
    _ telling: Set<FunctionReference>, _ program: Program
  ) -> Bool {
    let targets = program.targets(of: CallReference(file: file, call: helper.call))
    return !targets.isEmpty
      && targets.allSatisfy { target in
        (helpers[target]?.contains(helper.argument) ?? false) && !(helper.isUsed && telling.contains(target))
      }
  }

  /// Where no framework says what a function is handed, the names of its parameters do: a third one is `next` where it is
  /// called so, and not the writer of a stream of events.
  private func isAsNamed(
    _ note: TwiceAnswered, _ function: FunctionReference, _ handler: RequestHandler?, _ program: Program
  ) -> Bool {
    guard note.isThroughNext, handler == nil else { return true }
    let parameters = program[function.file][function.function].parameters
    return parameters.contains { program.text($0.name).lowercased().holds("next") }
  }

  /// Whether what the test asks for may be missing: it is not where a call gives it or throws, and not where the route
  /// has no path without it.
  private func isPossible(
    _ note: TwiceAnswered, _ file: FileIndex, _ handler: RequestHandler?, _ program: Program
  ) -> Bool {
    if let missing = note.missing, program.isAlwaysThere(missing, in: file) { return false }
    if note.asksForBody, let handler, program.isGivenBody(handler) { return false }
    guard let handler, !note.parameters.isEmpty else { return true }
    return !note.parameters.allSatisfy { $0.map(RoutePattern(handler.route).requires) ?? false }
  }
}
