import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports ways through a request handler on which nothing answers. The promise is on the page beside this file.
struct HandlerNeverResponds: SurveyCheck {
  enum Note: Sendable {
    case open(Way)
    /// A function that hands its response to a call, and is done.
    case handsOver(FunctionID, CallID)
  }

  struct Way: Sendable {
    var function: FunctionID
    /// The position of the response among the parameters.
    var place: Int
    var span: Span
    /// With `$ROUTE` for the route.
    var message: String
    /// A switch may well know all its cases.
    var isDoubtful: Bool
    var isWhole: Bool
    /// There is nothing in the function.
    var isEmpty = false
    /// The way is open only where this parameter of the path is empty, which a route that asks for it never has.
    var missing: String?
    /// The way is open only where the request has no session.
    var asksForSession = false
    /// The way is open only where the request lacks what some function before it puts on it: `req.user`.
    var asksForOwn = false
    /// The way is open only where the request has no body.
    var asksForBody = false
    /// The way is open only where the request has this method, or where it has another one.
    var method: (name: String, holds: Bool)?
    /// The way is open only where the result of this call is nothing.
    var result: ValueID?
    /// The way is open only where the result of this call is something.
    var something: ValueID?
    /// The way is open only where the result of this call is neither true nor false.
    var question: ValueID?
    /// The way is open only where a field of the request is not as it is wanted.
    var asksForField = false
    /// The way is open after a failure.
    var isFailure = false
  }

  let interests = FileInterests(kinds: [.functionDeclaration, .functionExpression, .arrowFunctionExpression])

  func survey(_ file: FileContext, nodes: FileNodes) -> [Note] {
    let functions =
      nodes[.functionDeclaration] + nodes[.functionExpression] + nodes[.arrowFunctionExpression]
    return functions.flatMap { node -> [Note] in
      guard let function = file.analyzer.function(at: node) else { return [] }
      let own = ResponseChannels(node, in: file)
      let call = own.flatMap(\.handsOver).flatMap(file.analyzer.call(at:))
      let way = (own ?? ResponseChannels(handedTo: node, in: file)).flatMap { self.way($0, function, file) }
      return [call.map { Note.handsOver(function, $0) }, way.map(Note.open)].compactMap { $0 }
    }
  }

  private func way(_ channels: ResponseChannels, _ function: FunctionID, _ file: FileContext) -> Way? {
    guard let end = OpenPaths.end(of: channels) else { return nil }
    var found = note(end, function, channels, file)
    if case .failure = end.witness { found?.isFailure = true }
    found?.isEmpty = file.tree.list(channels.body, 0).isEmpty
    let test = test(before: end, file)
    found?.missing = test.flatMap { file.missingPathParameter($0.test, holds: $0.holds) }
    found?.asksForSession = test.map { file.isMissing("session", $0.test, holds: $0.holds) } ?? false
    found?.method = test.flatMap { file.method(where: $0.test, holds: $0.holds) }
    found?.asksForOwn = test.map { file.isMissingOwn($0.test, holds: $0.holds) } ?? false
    found?.asksForField = test.map { file.asksForField($0.test) } ?? false
    found?.asksForBody = test.map { file.isMissing("body", $0.test, holds: $0.holds) } ?? false
    found?.result = test.flatMap { EmptyResults(channels).call(missingWhere: $0.test, holds: $0.holds) }
    found?.something = test.flatMap { EmptyResults(channels).call(missingWhere: $0.test, holds: !$0.holds) }
    found?.question = test.flatMap {
      EmptyResults(channels).call(neitherOfBothWhere: $0.test, holds: $0.holds)
    }
    return found
  }

  private func note(
    _ end: OpenPaths.End, _ function: FunctionID, _ channels: ResponseChannels, _ file: FileContext
  ) -> Way? {
    let tree = file.tree
    func made(_ span: Span, _ message: String, isDoubtful: Bool = false, isWhole: Bool = false) -> Way {
      Way(
        function: function, place: channels.place, span: file.firstLine(of: span), message: message,
        isDoubtful: isDoubtful, isWhole: isWhole)
    }
    if let leaves = end.leaves {
      let argument = tree.child(leaves, 0)
      let isUnfinished = argument.exists && channels.isMentioned(under: argument) && !tree.text(argument).holds("=>")
      return made(
        tree.span(leaves),
        isUnfinished
          ? "\(file.spoken(argument)) sends nothing: this return leaves $ROUTE without an answer"
          : "this return leaves $ROUTE without an answer")
    }
    switch end.witness {
    case .beginning:
      return made(file.analyzer.model[function].nameSpan, "$ROUTE is never answered here", isWhole: true)
    case .test(let test, let holds):
      // An error handler is never called without an error.
      if !holds, channels.isError(test) { return nil }
      return made(
        tree.span(test), "$ROUTE gets no answer when \(shortened(test, file)) is \(holds ? "true" : "false")")
    case .noCase(let node):
      return made(
        tree.span(tree.child(node, 0)),
        "$ROUTE gets no answer when no case of \(shortened(tree.child(node, 0), file)) fits", isDoubtful: true)
    case .inCase(let part):
      let value = tree.child(part, 0)
      let name = value.exists ? "the case \(shortened(value, file))" : "the default case"
      return made(tree.span(part), "$ROUTE gets no answer in \(name)")
    case .noRound(let node):
      return made(tree.span(node), "$ROUTE gets no answer when this loop has nothing to go through")
    case .failure(let node):
      return made(tree.span(node), "$ROUTE gets no answer after a failure that ends here")
    }
  }

  /// The test that opens the way, and how it came out: that of the `if` around a `return`, or else the last one passed.
  private func test(before end: OpenPaths.End, _ file: FileContext) -> (test: NodeID, holds: Bool)? {
    var passed: (test: NodeID, holds: Bool)?
    if case .test(let test, let holds) = end.witness { passed = (test, holds) }
    if let leaves = end.leaves {
      let branch = file.tree.enclosing(leaves) { $0 == .ifStatement || $0.isFunction }
      let isInside = passed.map { file.contains(branch, $0.test) && $0.test != file.tree.child(branch, 0) } ?? false
      if branch.exists, file.tree.kind(branch) == .ifStatement, !isInside {
        return (file.tree.child(branch, 0), file.contains(file.tree.child(branch, 1), leaves))
      }
    }
    return passed
  }

  /// A test as it is written, on one line.
  private func shortened(_ node: NodeID, _ file: FileContext) -> String {
    let text = file.tree.text(node).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return text.count > 48 ? String(text.prefix(47)) + "…" : text
  }

  func run(on surveyed: [SurveyedFile<Note>], program: Program, project: Project, reporter: inout Reporter) {
    guard program.hasServer else { return }
    reportResponseless(program, &reporter)
    var handlers: [FunctionReference: [RequestHandler]] = [:]
    for handler in program.handlers where handler.phase == .request && handler.signature == .expressLike {
      handlers[handler.function, default: []].append(handler)
    }
    let handing = handing(surveyed, handlers, program)
    for file in surveyed where program.isServiceCode(file.file) {
      for case .open(let note) in file.notes {
        let function = FunctionReference(file: file.file, function: note.function)
        let asked = handlers[function]?.filter { isPlain($0, note, program) }
        guard let registered = asked ?? (note.isFailure ? handing[function] : nil), let first = registered.first else {
          continue
        }
        if goesOnByItself(first, program) || isOfSocket(first, program) { continue }
        if let question = note.question, isYesOrNo(question, file.file, program) { continue }
        if let result = note.result, program.isAlwaysThere(result, in: file.file) { continue }
        if let something = note.something, program.isNeverThere(something, in: file.file) { continue }
        if note.asksForSession, hasSessions(file.file, program) { continue }
        if let method = note.method, registered.allSatisfy({ Self.excludes(method, $0) }) { continue }
        // Who puts it there has answered where there is none.
        if note.asksForOwn, registered.allSatisfy({ isBehindOthers($0, program) }) { continue }
        if note.asksForBody, program.isGivenBody(first) { continue }
        if let missing = note.missing, registered.allSatisfy({ RoutePattern($0.route).requires(missing) }) { continue }
        let count = Set(registered.map(\.site)).count
        let route = first.route + (count > 1 ? " (and \(count - 1) more)" : "")
        reporter.report(
          at: note.span, in: program[file.file].path,
          note.message.split(separator: "$ROUTE", omittingEmptySubsequences: false).joined(separator: route),
          severity: note.isDoubtful || first.isPresumed || note.asksForField && isValidated(first, program)
            ? .note : nil,
          evidence: [
            EvidenceStep(
              path: program[first.site.file].path, span: first.site.span, message: "\(first.route) is registered here")
          ], enclosing: program.qualifiedName(of: function))
      }
    }
  }

  private func reportResponseless(_ program: Program, _ reporter: inout Reporter) {
    let responseless = ResponselessHandlers(program: program)
    var seen: Set<FunctionReference> = []
    for handler in program.handlers where program.isServiceCode(handler.site.file) && responseless.tells(handler) {
      guard seen.insert(handler.function).inserted else { continue }
      let file = program[handler.function.file]
      reporter.report(
        at: file[handler.function.function].nameSpan, in: file.path,
        "\(handler.route) is never answered: this function takes no response, and Express sends nothing that it gives back",
        evidence: [
          EvidenceStep(
            path: program[handler.site.file].path, span: handler.site.span,
            message: "\(handler.route) is registered here")
        ], enclosing: program.qualifiedName(of: handler.function))
    }
  }

  /// `app.get("/verify", validate(schema), handler)`: what stands before the handler may have asked for the field.
  private func isValidated(_ handler: RequestHandler, _ program: Program) -> Bool {
    guard let call = handler.call else { return false }
    return program[call.file].values(program[call.file][call.call].arguments).contains { argument in
      let words = program.words(for: argument, in: call.file)
      return words.holds("valid") || words.holds("celebrate")
    }
  }

  /// `router.post("/", (req, res) => { if (req.method === "POST") … })`: the route itself says so.
  private static func excludes(_ method: (name: String, holds: Bool), _ handler: RequestHandler) -> Bool {
    guard handler.kind == .route, let own = handler.method, own != "ALL", !own.contains("|") else { return false }
    return (own == method.name) != method.holds
  }

  /// `app.get("/links", authenticate, handler)`
  private func isBehindOthers(_ handler: RequestHandler, _ program: Program) -> Bool {
    if !handler.middleware.isEmpty { return true }
    return handler.call.map { program[$0.file].values(program[$0.file][$0.call].arguments).count > 2 } ?? false
  }

  /// The handlers that leave their requests to a function.
  private func handing(
    _ surveyed: [SurveyedFile<Note>], _ handlers: [FunctionReference: [RequestHandler]], _ program: Program
  ) -> [FunctionReference: [RequestHandler]] {
    var found: [FunctionReference: [RequestHandler]] = [:]
    for file in surveyed {
      for case .handsOver(let function, let call) in file.notes {
        guard let registered = handlers[FunctionReference(file: file.file, function: function)] else { continue }
        for target in program.targets(of: CallReference(file: file.file, call: call)) {
          found[target, default: []] += registered
        }
      }
    }
    return found
  }

  /// restify 9 and later go on when the promise of an async handler is fulfilled. Source: its guide, Using async/await.
  private func goesOnByItself(_ handler: RequestHandler, _ program: Program) -> Bool {
    handler.framework == "Restify"
      && program[handler.function.file][handler.function.function].flags.contains(.async)
  }

  /// Middleware that puts a session on each request.
  private func hasSessions(_ file: FileIndex, _ program: Program) -> Bool {
    ["express-session", "cookie-session", "client-sessions"].contains { program.version(of: $0, for: file) != nil }
  }

  /// `app.ws("/news", (ws, req) => …)` of express-ws: nobody waits for an answer.
  private func isOfSocket(_ handler: RequestHandler, _ program: Program) -> Bool {
    handler.method == "WS" || handler.call.map { program.calleeName($0) == "ws" } ?? false
  }

  /// Whether a call gives true or false and nothing else.
  private func isYesOrNo(_ question: ValueID, _ file: FileIndex, _ program: Program) -> Bool {
    guard let call = program.call(behind: question, in: file) else { return false }
    let targets = program.targets(of: call)
    return !targets.isEmpty
      && targets.allSatisfy { target in
        let model = program[target.file]
        let returns = model.values(model[target.function].returns)
        return !model[target.function].flags.contains(.fallsThrough) && !returns.isEmpty
          && returns.allSatisfy { value in
            guard case .boolean = program.constant(value, in: target.file) else { return false }
            return true
          }
      }
  }

  /// Whether the parameters are what they were taken for, and nobody else answers.
  private func isPlain(_ handler: RequestHandler, _ note: Way, _ program: Program) -> Bool {
    let count = program[handler.function.file][handler.function.function].parameters.count
    let roles = handler.parameterRoles(count: count)
    guard note.place < roles.count, roles[note.place] == .response else { return false }
    // `passport.authenticate("github"), (req, res) => {}`: what stands before it has redirected.
    if note.isEmpty, let call = handler.call,
      program[call.file].values(program[call.file][call.call].arguments).count > 2
    {
      return false
    }
    return !note.isWhole || (handler.kind == .route || handler.framework == "Firebase") && !handler.isPresumed
  }
}
