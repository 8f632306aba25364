import Checking
import Findings
import JavaScript
import Semantics
import SourceText

/// Reports failures that leave no trace. The promise is on the page beside this file.
struct EmptyCatch: FileCheck {
  let interests = FileInterests(kinds: [.catchClause, .callExpression])

  func run(on file: FileContext, nodes: FileNodes, reporter: inout FileReporter) {
    let found = file.failureHandlings(nodes).filter { handling in
      if case .missing = handling.response { return true }
      return isEmpty(handling, file)
    }
    guard !found.isEmpty, !file.isBystander else { return }
    for handling in found {
      if case .missing = handling.response {
        reportMissing(handling, file, &reporter)
      } else if !isProvidedFor(handling, file), !Remarks(file, handling).giveReason {
        report(handling, file, &reporter)
      }
    }
  }

  // MARK: Empty

  private func isEmpty(_ handling: FailureHandling, _ file: FileContext) -> Bool {
    switch handling.response {
    case .missing: return false
    case .named(let value): return isNoop(value, file)
    case .expression(let expression):
      let value = file.emptyValue(file.withoutAssertions(expression))
      return value == "undefined" || value == "null"
    case .block(let block):
      return file.tree.list(block, 0).allSatisfy { statement in
        switch file.tree.kind(statement) {
        case .emptyStatement: return true
        case .returnStatement:
          guard handling.form == .rejection else { return false }
          let argument = file.tree.child(statement, 0)
          let value = argument.exists ? file.emptyValue(file.withoutAssertions(argument)) : "undefined"
          return value == "undefined" || value == "null"
        default: return false
        }
      }
    }
  }

  /// `Function.prototype`, `noop` of a package.
  private func isNoop(_ value: ValueID, _ file: FileContext) -> Bool {
    if file.globalPath(of: value) == ["Function", "prototype"] { return true }
    guard let (module, names) = file.modulePath(of: value) else { return false }
    return names.last == "noop" || (names.isEmpty && Self.noopModules.contains(module))
  }

  private static let noopModules: Set<String> = [
    "lodash/noop", "lodash/noop.js", "lodash.noop", "lodash-es/noop", "lodash-es/noop.js", "noop", "noop2", "noop3",
  ]

  // MARK: Provided for

  private func isProvidedFor(_ handling: FailureHandling, _ file: FileContext) -> Bool {
    let callees = file.callees(in: handling)
    let isRoutine = callees.allSatisfy(RoutineCalls.isRoutine)
    switch handling.form {
    case .clause:
      // With nothing called, it asks whether a value has a shape. So does what is thrown and caught at once.
      return isRoutine || onlyGivesBack(handling, file) || Aftermath(file, handling).isProvidedFor
        || isAnsweredAfter(handling, file)
        || isLastWord(handling, file)
    case .rejection:
      // A promise that somebody else began: this only keeps Node from ending the process.
      if isRoutine || isSchema(handling.guarded, file) { return true }
      switch Aftermath(file, handling).use {
      case .unused: return isLastStepOfFailure(handling, file) || isLetGoInWords(handling, file)
      case .returned: return returnsNull(handling, file)
      case .bound, .used: return true
      }
    }
  }

  /// `try { unlinkSync(pathOf(id)) } catch {}`: what the arguments are made of does not count.
  private func onlyGivesBack(_ handling: FailureHandling, _ file: FileContext) -> Bool {
    let tree = file.tree
    let statements = tree.list(handling.guarded, 0)
    return !statements.isEmpty
      && statements.allSatisfy { statement in
        guard tree.kind(statement) == .expressionStatement else { return false }
        var call = file.withoutAssertions(tree.child(statement, 0))
        if tree.kind(call) == .awaitExpression { call = file.withoutAssertions(tree.child(call, 0)) }
        return file.calleeName(call).map(RoutineCalls.isLastStep) ?? false
      }
  }

  /// `try { if (await isThere(url)) return } catch {} return "not there"`: where all went well the function has come back,
  /// and what stands behind is for the failure.
  private func isAnsweredAfter(_ handling: FailureHandling, _ file: FileContext) -> Bool {
    let tree = file.tree
    let statement = tree.parent(handling.node)
    let around = tree.parent(statement)
    guard tree.kind(around) == .blockStatement else { return false }
    let statements = tree.list(around, 0)
    guard let place = statements.firstIndex(of: statement), place + 1 < statements.count,
      case let next = statements[place + 1]
    else { return false }
    switch tree.kind(next) {
    case .throwStatement: break
    case .returnStatement: guard tree.child(next, 0).exists else { return false }
    default: return false
    }
    var comesBack = false
    file.forEachOwnNode(under: handling.guarded) { if tree.kind($0) == .returnStatement { comesBack = true } }
    return comesBack
  }

  /// `try { res.write(line) } catch {} res.end()`, `try { send("BYE") } catch {} socket.destroy()`, or both in the `try`: a
  /// word to somebody who may be gone.
  private func isLastWord(_ handling: FailureHandling, _ file: FileContext) -> Bool {
    if FallibleCode(file).parts(of: handling.guarded).isEmpty { return true }
    let tree = file.tree
    let words: Set<String> = ["send", "write", "emit"]
    let callees = file.callees(in: handling).filter { !RoutineCalls.isRoutine($0) }
    let statement = tree.parent(handling.node)
    guard callees.allSatisfy({ $0.text.map(words.contains) ?? false }) else { return false }
    if let last = tree.list(handling.guarded, 0).last, closes(last, file) { return true }
    guard tree.kind(tree.parent(statement)) == .blockStatement,
      let next = tree.list(tree.parent(statement), 0).drop(while: { $0 != statement }).dropFirst().first
    else { return false }
    return closes(next, file)
  }

  private func closes(_ statement: NodeID, _ file: FileContext) -> Bool {
    let tree = file.tree
    guard tree.kind(statement) == .expressionStatement,
      case let call = file.withoutAssertions(tree.child(statement, 0)), tree.kind(call) == .callExpression
    else { return false }
    return ["close", "destroy", "end", "terminate", "disconnect"].contains(file.lastName(of: tree.child(call, 0)) ?? "")
  }

  /// `void react(message).catch(() => undefined)` says twice that nobody needs to know.
  private func isLetGoInWords(_ handling: FailureHandling, _ file: FileContext) -> Bool {
    let parent = file.tree.parent(handling.node)
    guard file.tree.kind(parent) == .unaryExpression, Operator(rawValue: file.tree.op(parent)) == .void,
      case .expression = handling.response
    else { return false }
    return true
  }

  /// `catch (error) { await removeFile().catch(() => {}); throw error }`: what failed first is told.
  private func isLastStepOfFailure(_ handling: FailureHandling, _ file: FileContext) -> Bool {
    let clause = file.tree.enclosing(handling.node) { $0 == .catchClause || $0.isFunction }
    return clause.exists && file.tree.kind(clause) == .catchClause && Aftermath(file, handling).failsAnyway
  }

  private func returnsNull(_ handling: FailureHandling, _ file: FileContext) -> Bool {
    switch handling.response {
    case .expression(let expression): return file.emptyValue(file.withoutAssertions(expression)) == "null"
    case .block(let block): return !file.tree.list(block, 0).isEmpty
    case .named, .missing: return false
    }
  }

  /// `z.number().catch(…)` states a default.
  private func isSchema(_ promise: NodeID, _ file: FileContext) -> Bool {
    var node = file.withoutAssertions(promise)
    while true {
      switch file.tree.kind(node) {
      case .callExpression, .memberExpression: node = file.withoutAssertions(file.tree.child(node, 0))
      case .identifier:
        let module = file.specifier(of: file.analyzer.value(of: node)) ?? ""
        return module == "zod" || module.hasPrefix("zod/") || module == "@hapi/joi" || module == "joi"
      default: return false
      }
    }
  }

  private func report(_ handling: FailureHandling, _ file: FileContext, _ reporter: inout FileReporter) {
    let call = file.failingCall(of: handling)
    let what = "a failure \(call.map { "of \($0)" } ?? "here") vanishes"
    reporter.report(
      handling.node, primary: handling.head, what, when: FallibleCode(file).mayReach(handling) + untold(handling, file),
      severity: .note,
      cases: [
        DraftCase(
          when: .reached(from: .requestHandler, as: "ROUTE"),
          severity: call.map(Self.isOfChat) ?? false ? .note : .warning, message: .text("\(what) on $ROUTE"))
      ])
  }

  /// Unless the functions of the program that are called have told of their failures, or kept them, and threw them on.
  private func untold(_ handling: FailureHandling, _ file: FileContext) -> [DeferredCondition] {
    let promises: [NodeID]
    switch handling.form {
    case .rejection: promises = [handling.guarded]
    case .clause:
      promises = FallibleCode(file).parts(of: handling.guarded).map {
        file.tree.kind($0) == .awaitExpression ? file.tree.child($0, 0) : $0
      }
    }
    let values = promises.map { file.analyzer.value(of: file.withoutAssertions($0)) }
    guard !values.isEmpty, values.count < 4, values.allSatisfy({ file.analyzer.model[$0].kind == .call }) else {
      return []
    }
    return [.not(.all(values.map { .rejectsTold($0) }))]
  }

  /// `message.delete()`, `member.send()`: a word to one person in a chat, who may be gone, as the message may.
  private static func isOfChat(_ call: String) -> Bool {
    let parts = call.parts(between: ".").map(String.init)
    guard parts.count > 1, let method = parts.last, case let receiver = parts[parts.count - 2].lowercased() else {
      return false
    }
    switch method {
    case "delete()": return receiver.hasSuffix("message") || receiver == "msg"
    case "send()": return ["user", "author", "member", "newuser"].contains(receiver)
    case "react()", "deferUpdate()", "deferReply()", "editReply()", "followUp()", "deleteReply()": return true
    default: return false
    }
  }

  // MARK: Missing

  /// `.catch()` looks like handling, and is none.
  private func reportMissing(_ handling: FailureHandling, _ file: FileContext, _ reporter: inout FileReporter) {
    guard !isSchema(handling.guarded, file) else { return }
    let root = file.withoutAssertions(handling.guarded)
    let aftermath = Aftermath(file, handling)
    // Without a call in sight or an `await`, it need not be a promise.
    guard file.tree.kind(root) == .callExpression || aftermath.isAwaited else { return }
    let what =
      ".catch() without a function catches nothing: a failure \(file.failingCall(of: handling).map { "of \($0)" } ?? "here")"
    let isChain = file.promiseRoot(handling.guarded) != root
    if isChain, aftermath.use == .unused, !aftermath.isAwaited {
      reporter.report(handling.node, primary: handling.head, "\(what) ends the process", severity: .error)
    } else {
      reporter.report(handling.node, primary: handling.head, "\(what) passes through", severity: .warning)
    }
  }
}
