import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports failures that are printed and then forgotten. The promise is on the page beside this file.
struct ConsoleOnlyCatch: SurveyCheck {
  enum Note: Sendable {
    case failure(PrintedFailure)
    /// What follows calls behind which nothing more is done in their function.
    case behind([(call: CallID, verdict: WhatFollows.Verdict)])
    /// Calls whose result has a stand-in, or is asked about at once: `load() || []`, `load()?.name`,
    /// `const text = load(); if (!text) return`.
    case provided([CallID])
    /// Calls in catch clauses.
    case inFailure([CallID])
    /// Calls in loops that give nothing to what follows.
    case inRounds([CallID])
  }

  let interests = FileInterests(kinds: [.catchClause, .callExpression])

  // MARK: First step

  func survey(_ file: FileContext, nodes: FileNodes) -> [Note] {
    guard !file.isBystander else { return [] }
    var notes = failures(in: file, nodes).map { Note.failure($0) }
    let follows = WhatFollows(file)
    var behind: [(call: CallID, verdict: WhatFollows.Verdict)] = []
    for node in nodes[.callExpression] {
      let verdict = follows.verdict(behind: node)
      if verdict != .more, let call = file.analyzer.call(at: node) { behind.append((call, verdict)) }
    }
    if !behind.isEmpty { notes.append(.behind(behind)) }
    let provided = nodes[.callExpression].filter { isProvided($0, file) }.compactMap { file.analyzer.call(at: $0) }
    if !provided.isEmpty { notes.append(.provided(provided)) }
    let inFailure = nodes[.callExpression].filter(file.isInCatchClause).compactMap { file.analyzer.call(at: $0) }
    if !inFailure.isEmpty { notes.append(.inFailure(inFailure)) }
    let inRounds = nodes[.callExpression].filter(file.isStatementOfLoop).compactMap { file.analyzer.call(at: $0) }
    if !inRounds.isEmpty { notes.append(.inRounds(inRounds)) }
    return notes
  }

  private func isProvided(_ call: NodeID, _ file: FileContext) -> Bool {
    let tree = file.tree
    let node = tree.kind(tree.parent(call)) == .awaitExpression ? tree.parent(call) : call
    let parent = tree.parent(node)
    if tree.kind(parent) == .variableDeclarator { return isAskedAbout(parent, file) }
    guard tree.child(parent, 0) == node else { return false }
    switch tree.kind(parent) {
    case .logicalExpression:
      let link = Operator(rawValue: tree.op(parent))
      return link == .or || link == .coalesce
    case .memberExpression: return tree.flags(parent).contains(.optional)
    default: return false
    }
  }

  /// `const message = await send(); if (!message) return`: the next thing that is done leaves without the result.
  private func isAskedAbout(_ declarator: NodeID, _ file: FileContext) -> Bool {
    let tree = file.tree
    let name = tree.child(declarator, 0)
    let declaration = tree.parent(declarator)
    guard tree.kind(name) == .identifier, let binding = file.analyzer.binding(of: name),
      tree.kind(tree.parent(declaration)) == .blockStatement,
      let next = tree.list(tree.parent(declaration), 0).first(where: {
        tree.span($0).start >= tree.span(declaration).end
      }), tree.kind(next) == .ifStatement, case let test = tree.child(next, 0), tree.kind(test) == .unaryExpression,
      Operator(rawValue: tree.op(test)) == .not
    else { return false }
    let asked = file.withoutAssertions(tree.child(test, 0))
    guard tree.kind(asked) == .identifier, file.analyzer.binding(of: asked) == binding else { return false }
    let then = tree.child(next, 1)
    let last = tree.kind(then) == .blockStatement ? tree.list(then, 0).last : then
    return last.map { [.returnStatement, .throwStatement, .continueStatement].contains(tree.kind($0)) } ?? false
  }

  private func failures(in file: FileContext, _ nodes: FileNodes) -> [PrintedFailure] {
    let isScript = Self.isScript(file)
    return handlings(file, nodes).compactMap { handling, printing in
      let what = "a failure \(file.failingCall(of: handling).map { "of \($0)" } ?? "here") is only"
      let around = file.analyzer.function(around: handling.node)
      let aftermath = Aftermath(file, handling)
      var failure = PrintedFailure(
        function: around, enclosing: file.enclosingName(around), place: place(of: handling, printing, file))
      guard printing.isConsole else {
        // A logger may well have alarmed somebody; but nobody tells the client that waits.
        guard !aftermath.failsAnyway, let open = UnansweredRequest(file, handling).function() else { return nil }
        failure.unanswered = open
        failure.open = .init(text: "\(what) logged, and $ROUTE stays unanswered", severity: .warning)
        return failure
      }
      if isScript {
        guard isLastOfScript(handling, file) else { return nil }
        failure.said = .init(text: "\(what) printed, and the exit code stays 0", severity: .note)
        return failure
      }
      guard !aftermath.isProvidedFor, !FallibleCode(file).isRejectedElsewhere(handling),
        !Expectations(file, handling).isAnsweredBehind
      else { return nil }
      failure.unanswered = UnansweredRequest(file, handling).function()
      failure.open = .init(text: "\(what) printed, and $ROUTE stays unanswered", severity: .error)
      if file.isLogging(handling) { return failure.unanswered == nil ? nil : failure }
      failure.mayReach = FallibleCode(file).mayReach(handling)
      failure.skipped = skipped(by: handling, file)
      failure.isReturned = handling.form == .rejection && aftermath.use == .returned
      let judged = Consequence(file, handling).judged(printing, aftermath)
      failure.kind = judged.kind
      failure.givesNothing = judged.givesNothing
      failure.isAtTop = judged.isAtTop
      failure.said = .init(text: "\(what) printed, and \(judged.said.text)", severity: judged.said.severity)
      if let trusted = judged.trusted {
        failure.trusting = trusted.in
        failure.trusted = .init(text: "\(what) printed, and \(trusted.text)", severity: trusted.severity)
      }
      failure.unknown = judged.unknown.map { .init(text: "\(what) printed, and \($0.text)", severity: $0.severity) }
      // A handler of a route that was not found.
      if failure.unknown == nil, failure.unanswered != nil { failure.unknown = failure.trusted }
      failure.atStart = judged.atStart.map { .init(text: "\(what) printed, and \($0)") }
      failure.ending = judged.ending.map { .init(text: "\(what) printed, and \($0)", severity: .note) }
      return failure
    }
  }

  /// What does not run after the failure.
  private func skipped(by handling: FailureHandling, _ file: FileContext) -> Span? {
    let whole = file.tree.span(handling.guarded)
    guard handling.form == .clause else { return whole }
    guard let first = FallibleCode(file).parts(of: handling.guarded).first else { return nil }
    return Span(start: file.tree.span(first).start, end: whole.end)
  }

  /// The code that prints, where it stands among the handling and not in a function from elsewhere in the file.
  private func place(of handling: FailureHandling, _ printing: Printing, _ file: FileContext) -> Span {
    guard printing.first.exists, file.contains(handling.node, printing.first) else { return handling.head }
    return file.firstLine(of: file.tree.span(printing.first))
  }

  /// Failures that are only printed, where nobody says that it is meant.
  private func handlings(_ file: FileContext, _ nodes: FileNodes) -> [(FailureHandling, Printing)] {
    let found = file.failureHandlings(nodes).compactMap { handling in
      file.printing(handling).map { (handling, $0) }
    }
    return found.filter { handling, printing in
      !printing.statesFallback && !Remarks(file, handling).sayItIsMeant && !isOfSettings(handling, file)
        && !file.analyzer.isDevelopmentOnly(handling.node)
        && (handling.form == .rejection || !FallibleCode(file).parts(of: handling.guarded).isEmpty)
    }
  }

  /// `try { require("dotenv").config() } catch (error) { console.log("in production") }`
  private func isOfSettings(_ handling: FailureHandling, _ file: FileContext) -> Bool {
    guard handling.form == .clause else { return false }
    let statements = file.tree.list(handling.guarded, 0)
    return statements.count == 1 && statements.allSatisfy { file.tree.text($0).hasPrefix("require(") }
      && file.tree.preorder(from: handling.guarded).contains { node in
        file.tree.kind(node) == .stringLiteral && file.tree.stringValue(node) == "dotenv"
      }
  }

  // MARK: Scripts

  /// By path and first line, which is all that one file tells of its role.
  private static func isScript(_ file: FileContext) -> Bool {
    let model = file.analyzer.model
    if model.hasHashbang || PathRoles.scriptFolder(of: model.path) != nil { return true }
    switch PathRoles.verdict(for: model.path)?.role {
    case .script, .migration: return true
    default: return false
    }
  }

  /// In a script only the last failure counts: the one that decides about the exit code.
  private func isLastOfScript(_ handling: FailureHandling, _ file: FileContext) -> Bool {
    handling.form == .rejection && file.analyzer.function(around: handling.node) == .moduleBody
      && Aftermath(file, handling).use == .unused && !endsProcess(around: handling.node, file)
  }

  /// `.finally(() => process.exit(failed ? 1 : 0))` and the like, anywhere in the statement.
  private func endsProcess(around node: NodeID, _ file: FileContext) -> Bool {
    let statement = file.tree.enclosing(node) { $0 == .expressionStatement }
    guard statement.exists else { return false }
    return file.tree.preorder(from: statement).contains { node in
      file.tree.kind(node) == .memberExpression
        && ["exit", "exitCode", "abort", "kill"].contains(file.lastName(of: node) ?? "")
    }
  }

  // MARK: Second step

  func run(on surveyed: [SurveyedFile<Note>], program: Program, project: Project, reporter: inout Reporter) {
    var behind: [CallReference: WhatFollows.Verdict] = [:]
    var hasFailures = false
    var provided: Set<CallReference> = []
    var inFailure: Set<CallReference> = []
    var inRounds: Set<CallReference> = []
    for entry in surveyed {
      for note in entry.notes {
        switch note {
        case .failure: hasFailures = true
        case .provided(let calls):
          for call in calls { provided.insert(CallReference(file: entry.file, call: call)) }
        case .inFailure(let calls):
          for call in calls { inFailure.insert(CallReference(file: entry.file, call: call)) }
        case .inRounds(let calls):
          for call in calls { inRounds.insert(CallReference(file: entry.file, call: call)) }
        case .behind(let calls):
          for item in calls { behind[CallReference(file: entry.file, call: item.call)] = item.verdict }
        }
      }
    }
    guard hasFailures else { return }
    let going = GoingOn(
      program, behind: behind, informed: inFailure.union(provided), inRounds: inRounds)
    let conditions = ProvenConditions(program, project)
    var found: [PrintedFinding] = []
    for entry in surveyed {
      var seen: Set<Span> = []
      for case .failure(let failure) in entry.notes {
        let function = FunctionReference(file: entry.file, function: failure.function)
        if failure.givesNothing, failure.unanswered == nil, isProvidedFor(function, provided, program) { continue }
        guard var finding = finding(failure, entry.file, program, going, conditions),
          seen.insert(failure.place).inserted
        else { continue }
        if finding.isOfNobody, going.isAside(function) { finding.severity = .note }
        found.append(finding)
      }
    }
    let numbers = Dictionary(grouping: found.filter(\.isGathered), by: \.failure.kind).mapValues(\.count)
    var told: Set<PrintedFailure.Kind> = []
    for item in found {
      var message = item.message
      if item.isGathered {
        guard told.insert(item.failure.kind).inserted else { continue }
        if let count = numbers[item.failure.kind], count > 1 {
          message += "; so it is in \(count - 1) other place\(count == 2 ? "" : "s")"
        }
      }
      reporter.report(
        at: item.failure.place, in: program[item.file].path, message, severity: item.severity,
        confidence: item.confidence, evidence: item.evidence, enclosing: item.failure.enclosing)
    }
  }

  /// Whether all that call a function have a stand-in for what it gives.
  private func isProvidedFor(_ function: FunctionReference, _ provided: Set<CallReference>, _ program: Program) -> Bool
  {
    let callers = program.callersByTarget.callers(of: function)
    return !callers.isEmpty && callers.allSatisfy(provided.contains)
  }

  private struct PrintedFinding {
    var failure: PrintedFailure
    var file: FileIndex
    var message: String
    var severity: Severity?
    var confidence: Confidence?
    var evidence: [EvidenceStep]
    /// No request waits for it.
    var isOfNobody = true

    /// Notes of one kind are one note, with their number: nobody reads a hundred of them.
    var isGathered: Bool { severity == .note && failure.kind != .one }
  }

  private func finding(
    _ failure: PrintedFailure, _ file: FileIndex, _ program: Program, _ going: GoingOn, _ conditions: ProvenConditions
  ) -> PrintedFinding? {
    guard var evidence = conditions.evidence(that: failure.mayReach, holdIn: file) else { return nil }
    func made(_ sentence: PrintedFailure.Sentence) -> PrintedFinding {
      PrintedFinding(
        failure: failure, file: file, message: sentence.text, severity: sentence.severity,
        evidence: evidence)
    }
    // Fastify answers by itself when a handler returns nothing.
    if let function = failure.unanswered, let open = failure.open,
      let path = conditions.request(to: function, in: file),
      !conditions.dependsOn("fastify", around: file)
    {
      evidence += path.steps
      var finding = made(open)
      finding.failure.kind = .one
      finding.isOfNobody = false
      finding.message = open.text.split(separator: "$ROUTE", omittingEmptySubsequences: false)
        .joined(separator: path.label)
      finding.confidence = path.confidence == .medium ? .medium : nil
      if path.isOnlyFirst { finding.severity = .note }
      return finding
    }
    if failure.isReturned, conditions.isHandlerOfHapi(failure.function, in: file) { return nil }
    guard let said = failure.said else { return nil }
    if let starting = failure.atStart,
      program.isStartUp(FunctionReference(file: file, function: failure.function))
    {
      return made(starting)
    }
    guard let function = failure.trusting, let trusted = failure.trusted else {
      guard failure.isAtTop, going.isEndOfProgram(file, besides: failure.skipped) else { return made(said) }
      return made(failure.ending ?? .init(text: said.text, severity: .note))
    }
    switch going.trust(in: FunctionReference(file: file, function: function)) {
    case .by(let call):
      if let call {
        let site = program[call.file][call.call]
        evidence.append(
          EvidenceStep(
            path: program[call.file].path, span: site.calleeSpan,
            message: "\(program.spoken(call)) is called here, and the code goes on"))
      }
      return made(trusted)
    case .nobody: return made(said)
    case .theEnd: return made(failure.ending ?? said)
    case .unknown: return made(failure.unknown ?? said)
    }
  }
}
