import Checking
import Findings
import JavaScript
import Semantics
import SourceText

/// What comes of a failure that is only printed, where no request waits for the code.
struct Consequence {
  let file: FileContext
  let handling: FailureHandling
  var tree: SyntaxTree { file.tree }

  init(_ file: FileContext, _ handling: FailureHandling) {
    self.file = file
    self.handling = handling
  }

  /// What is said of it, without the beginning of the sentence.
  struct Judgement {
    /// Severity, where it is not the page's, and the end of a sentence.
    var said: (severity: Severity?, text: String)
    /// The same, where somebody goes on behind this function.
    var trusted: (severity: Severity?, text: String, in: FunctionID)?
    /// The same, where no caller is known.
    var unknown: (severity: Severity?, text: String)?
    /// Said where the file is a program that ends here.
    var ending: String?
    var kind = PrintedFailure.Kind.one
    /// What it says is that callers get undefined.
    var givesNothing = false
    /// The process goes on, if it is one that serves.
    var isAtTop = false
    /// Said where the function runs while the process starts.
    var atStart: String?
  }

  func judged(_ printing: Printing, _ aftermath: Aftermath) -> Judgement {
    let function = nameOfFunction
    let callees = file.callees(in: handling)
    let isLastStep = !callees.isEmpty && callees.allSatisfy(RoutineCalls.isLastStep)
    let effort = BestEffort(file, handling)
    // What was only asked: `jwt.verify(token)` is a question, `jwt.sign(claims)` is none.
    var instead = callees.allSatisfy(RoutineCalls.isRoutine) ? effort.resultInstead : nil
    if case .empty(let value) = printing.outcome { instead = value }
    if let value = instead {
      let whose = function.map { "callers of \($0) get" } ?? "the caller gets"
      return Judgement(said: (.note, "\(whose) \(value)"))
    }
    if let value = givenByFinally {
      return Judgement(said: (nil, "finally gives callers of \(function ?? "it") \(value) all the same"))
    }
    if isInStream { return Judgement(said: (.note, "the stream goes on"), kind: kind) }
    if aftermath.isInLoop { return Judgement(said: (.note, "the loop goes on"), kind: kind) }
    if aftermath.isEndOfCallback { return Judgement(said: (.note, Self.nothingElse), kind: kind) }
    if neverListens(aftermath) {
      return Judgement(said: (.note, "nothing listens: the process ends with exit code 0"))
    }
    let follows = WhatFollows(file)
    if isAtTop {
      if isEndOfMain(aftermath) || isWholeProgram(aftermath) { return Judgement(said: (.note, Self.exitCode)) }
      let behind =
        handling.form == .clause
        ? follows.verdict(behindStatement: tree.parent(handling.node)) : follows.verdict(behind: handling.node)
      var judgement = Judgement(
        said: (isLastStep ? .note : nil, "the process goes on without it"),
        ending: behind == .more ? nil : Self.exitCode)
      judgement.isAtTop = true
      return judgement
    }
    let expectations = Expectations(file, handling)
    if isLetGo(aftermath, callees) || isOfFrameworks || expectations.clientWasAnswered {
      return Judgement(said: (.note, Self.nobodyWaits), kind: kind)
    }
    if isLoose(aftermath, callees) {
      // What the program starts with, it goes on without.
      var judgement = Judgement(said: (.note, Self.nobodyWaits), kind: kind)
      judgement.atStart = "\(function ?? "the code") goes on as if it had succeeded"
      return judgement
    }
    if case .bound(let binding) = aftermath.use, expectations.throwsForWant(of: binding) {
      return Judgement(said: (.note, "\(function ?? "the code") then throws for want of a result"))
    }
    let isSpare =
      isLastStep || isForShow || kind != .one || Remarks(file, handling).explain || effort.speaksOfCache
      || effort.speaksOfLog || effort.speaksOfCleanUp || effort.isBesideWork || isOfFailure || notifies || comesAgain
    let goesOn = aftermath.endsFunction ? "returns" : "goes on"
    let asIf = "\(function ?? "the code") \(goesOn) as if it had succeeded"
    let severity: Severity? = isSpare ? .note : nil
    switch behind(aftermath, follows) {
    case .more: return Judgement(said: (severity, asIf), kind: kind)
    case .lost: return Judgement(said: (.note, Self.nothingElse), kind: kind)
    case .endOf(let outer):
      // Scripts that a module's body runs to the end say so in their turn.
      var judgement = Judgement(said: (.note, Self.nothingElse), ending: Self.exitCode, kind: kind)
      if let function, givesNothingInstead(aftermath) {
        let severity = expectations.giveNothingElsewhere || expectations.choosesNothing ? .note : severity
        judgement.trusted = (severity, "callers of \(function) get undefined", in: outer)
        judgement.unknown = (severity, "callers of \(function) get undefined")
        judgement.givesNothing = true
      } else {
        judgement.trusted = (severity, asIf, in: outer)
        if callees.contains(where: { Self.foundations.contains($0.text ?? "") }) {
          judgement.unknown = (severity, asIf)
        }
      }
      return judgement
    }
  }

  /// In the method of a stream that is given one piece after the other: the next one comes all the same.
  private var isInStream: Bool {
    guard let name = nameOfFunction else { return false }
    return ["_transform", "_write", "transform"].contains(name) && handling.form == .clause
      && tree.list(file.enclosingFunction(handling.node), 2).count == 3
  }

  /// `finally { return data }`, which decides what callers get.
  private var givenByFinally: String? {
    guard handling.form == .clause, case let finalizer = tree.child(tree.parent(handling.node), 2), finalizer.exists,
      let last = tree.list(finalizer, 0).last, tree.kind(last) == .returnStatement,
      case let value = file.withoutAssertions(tree.child(last, 0)), value.exists
    else { return nil }
    return tree.kind(value) == .identifier ? tree.text(value) : "a result"
  }

  private static let nobodyWaits = "nothing waits for it"
  private static let nothingElse = "nothing else is done about it"
  private static let exitCode = "the exit code stays 0"

  /// What is done behind the place where the failure ends.
  private func behind(_ aftermath: Aftermath, _ follows: WhatFollows) -> WhatFollows.Verdict {
    if handling.form == .rejection { return answers ? .more : follows.verdict(behind: handling.node) }
    return aftermath.leaves
      ? follows.verdict(behindFunctionOf: handling.node)
      : follows.verdict(behindStatement: tree.parent(handling.node))
  }

  /// `purge().then(() => res.json({}))`: somebody waits for the answer.
  private var answers: Bool {
    tree.preorder(from: handling.guarded).contains {
      tree.kind($0) == .callExpression && FallibleCode(file).isAnswer($0)
    }
  }

  /// `c.executionCtx.waitUntil(delivery)`: the platform waits, and nobody hears of a failure but this handler.
  private var isOfFrameworks: Bool {
    guard handling.form == .rejection else { return false }
    var uses = [handling.node]
    if case .bound(let binding) = Aftermath(file, handling).use {
      uses = file.analyzer.scopeReferences(to: binding)
    }
    return !uses.isEmpty
      && uses.allSatisfy { use in
        let call = tree.parent(use)
        return tree.kind(call) == .callExpression && tree.child(call, 0) != use
          && file.lastName(of: tree.child(call, 0)) == "waitUntil"
      }
  }

  /// `try { return await load() } catch (error) { console.log(error) }`: callers get a value where all is well, and nothing
  /// after a failure. What a handler gives is an answer or nothing, and no value.
  private func givesNothingInstead(_ aftermath: Aftermath) -> Bool {
    guard handling.form == .clause, aftermath.endsFunction, UnansweredRequest(file, handling).function() == nil else {
      return false
    }
    let body = tree.child(file.enclosingFunction(handling.node), 4)
    var gives = false
    file.forEachOwnNode(under: body) { node in
      guard !gives, tree.kind(node) == .returnStatement, tree.span(node).start >= tree.span(handling.guarded).start,
        !file.contains(handling.node, node), case let value = file.withoutAssertions(tree.child(node, 0)), value.exists
      else { return }
      gives = file.emptyValue(value) == nil && !FallibleCode(file).isAnswer(value)
    }
    return gives
  }

  /// `notify(user).catch(console.error)`: a promise that nobody waits for, whether it succeeds or not. What the program
  /// cannot do without is another matter.
  private func isLetGo(_ aftermath: Aftermath, _ callees: [CalleeName]) -> Bool {
    isUnawaited(aftermath, callees) && BestEffort(file, handling).goesOnForItself
  }

  private func isUnawaited(_ aftermath: Aftermath, _ callees: [CalleeName]) -> Bool {
    handling.form == .rejection && aftermath.use == .unused && !aftermath.isAwaited
      && tree.kind(handling.guarded) == .callExpression
      && !callees.contains { Self.foundations.contains($0.text ?? "") }
  }

  /// `load(user).then((found) => { greet(found) }).catch(console.error)`: what goes on with it answers nobody and sets
  /// nothing that others read.
  private func isLoose(_ aftermath: Aftermath, _ callees: [CalleeName]) -> Bool {
    guard isUnawaited(aftermath, callees), !answers else { return false }
    let whole = tree.span(handling.guarded)
    return !tree.preorder(from: handling.guarded).contains { node in
      switch tree.kind(node) {
      case .assignmentExpression, .updateExpression:
        var target = file.withoutAssertions(tree.child(node, 0))
        while tree.kind(target) == .memberExpression { target = file.withoutAssertions(tree.child(target, 0)) }
        guard tree.kind(target) == .identifier, let binding = file.analyzer.binding(of: target) else { return true }
        return !whole.contains(file.analyzer.model[binding].span)
      case .callExpression:
        // `resolve(found)`, `callback(null, found)`: given to the function around.
        let callee = file.withoutAssertions(tree.child(node, 0))
        guard tree.kind(callee) == .identifier, let binding = file.analyzer.binding(of: callee) else { return false }
        let record = file.analyzer.model[binding]
        return record.kind == .parameter && !whole.contains(record.span)
      default: return false
      }
    }
  }

  /// What everything else is built on.
  private static let foundations: Set<String> = [
    "connect", "authenticate", "sync", "initialize", "init", "createConnection", "login", "start", "launch", "listen",
    "register", "bootstrap", "setup", "connectDB", "connectToDatabase", "migrate",
  ]

  /// All that may fail is a word to one person in a chat, or a step that only writes down what was done.
  private var kind: PrintedFailure.Kind {
    let parts: [NodeID]
    switch handling.form {
    case .rejection: parts = [file.promiseRoot(handling.guarded)]
    case .clause:
      parts = FallibleCode(file).parts(of: handling.guarded).filter { part in
        tree.kind(part) != .callExpression
          || !["values", "keys", "entries"].contains(file.lastName(of: tree.child(part, 0)) ?? "")
      }
    }
    if parts.isEmpty { return .one }
    if parts.allSatisfy(isCourtesy) || tellsOfReading { return .courtesy }
    return onlyRecords ? .record : .one
  }

  /// `sendNotification`: what it is about is done, and whoever asks sees it all the same.
  private var notifies: Bool {
    guard let name = nameOfFunction?.lowercased(), name.holds("notif") else { return false }
    return !["mail", "sms", "otp", "code"].contains { name.holds($0) }
  }

  /// `async function refresh() { …; setTimeout(refresh, 60_000) }`: the next time comes all the same.
  private var comesAgain: Bool {
    guard let name = nameOfFunction, case let function = file.enclosingFunction(handling.node), function.exists else {
      return false
    }
    return tree.preorder(from: tree.child(function, 4)).contains { node in
      tree.kind(node) == .callExpression
        && ["setTimeout", "setInterval"].contains(file.lastName(of: tree.child(node, 0)) ?? "")
        && tree.list(node, 2).first.map { tree.kind($0) == .identifier && tree.text($0) == name } ?? false
    }
  }

  /// `showQueue`, `cleanupJobs`: all that is lost is something to look at, or some room.
  private var isForShow: Bool { nameOfFunction.map(RoutineCalls.isForShow) ?? false }

  /// Whether all that is done for its own sake writes down something; what it writes is made beside it.
  private var onlyRecords: Bool {
    if handling.form == .rejection {
      let calls = file.callees(in: handling)
      return !calls.isEmpty && calls.allSatisfy { $0.text.map(RoutineCalls.records) ?? false }
    }
    var records = 0
    var others = 0
    file.forEachOwnNode(under: handling.guarded) { node in
      switch tree.kind(node) {
      case .expressionStatement:
        var call = file.withoutAssertions(tree.child(node, 0))
        if tree.kind(call) == .awaitExpression { call = file.withoutAssertions(tree.child(call, 0)) }
        guard tree.kind(call) == .callExpression else { return others += 1 }
        if file.isConsoleCall(call) { return }
        let name = file.lastName(of: file.withoutAssertions(tree.child(call, 0)))
        if name.map(RoutineCalls.records) ?? false { records += 1 } else { others += 1 }
      case .returnStatement, .throwStatement, .yieldExpression: others += 1
      case .awaitExpression where tree.kind(tree.parent(node)) != .expressionStatement: others += 1
      default: break
      }
    }
    return records > 0 && others == 0
  }

  /// `markAsRead(message)`: the other side sees that somebody looked.
  private var tellsOfReading: Bool {
    guard let name = nameOfFunction?.lowercased() else { return false }
    return name.hasPrefix("mark") && ["read", "seen"].contains { name.hasSuffix($0) }
  }

  /// `return message.reply("no permission").catch(console.error)`
  private func isCourtesy(_ part: NodeID) -> Bool {
    var call = file.withoutAssertions(part)
    if tree.kind(call) == .awaitExpression { call = file.withoutAssertions(tree.child(call, 0)) }
    guard tree.kind(call) == .callExpression, case let callee = file.withoutAssertions(tree.child(call, 0)),
      tree.kind(callee) == .memberExpression, let name = file.lastName(of: callee)
    else { return false }
    if Self.words.contains(name) { return true }
    let receiver = file.lastName(of: tree.child(callee, 0))?.lowercased() ?? ""
    // `reaction.users.remove(id)`, `message.reactions.removeAll()`
    if name.hasPrefix("remove"), file.spoken(callee).lowercased().holds("reaction") { return true }
    switch name {
    case "send": return ["user", "author", "member"].contains { receiver.hasSuffix($0) }
    // Discord refuses it for owners and higher roles.
    case "setNickname": return receiver.hasSuffix("member")
    case "edit", "respond", "react":
      return ["message", "msg", "interaction", "reply", "sent"].contains { receiver.holds($0) }
    case "update", "postEphemeral": return receiver == "chat" || receiver == "interaction"
    default: return false
    }
  }

  /// Members that say something to one person.
  private static let words: Set<String> = [
    "reply", "followUp", "editReply", "deferReply", "deferUpdate", "answerCbQuery", "answerCallbackQuery",
    "setMessageReaction", "sendChatAction", "editMessageReplyMarkup",
  ]

  /// `catch (error) { … try { await tell(user) } catch (failed) { console.error(failed) } }`: the end of dealing with a
  /// failure that is known already.
  private var isOfFailure: Bool {
    file.isInCatchClause(handling.form == .clause ? tree.parent(handling.node) : handling.node)
  }

  /// In the body of the module, or in a function that is called there where it is written.
  private var isAtTop: Bool {
    let function = file.analyzer.function(around: handling.node)
    if function == .moduleBody { return true }
    let record = file.analyzer.model[function]
    return record.flags.contains(.immediatelyInvoked) && record.parent == .moduleBody && !record.name.exists
  }

  private var nameOfFunction: String? {
    let record = file.analyzer.model[file.analyzer.function(around: handling.node)]
    // `export default function () { … }` has no name that anybody wrote.
    guard record.kind != .module, record.name.exists, case let name = file.name(record.name), name != "default" else {
      return nil
    }
    return name
  }
}
