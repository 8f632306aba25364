import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports callbacks that do not look at their error. The promise is on the page beside this file.
struct IgnoredCallbackError: SurveyCheck {
  /// Callbacks with a comment which says that it is meant, or with a catch that hears of it.
  typealias Note = FunctionID

  let interests = FileInterests(kinds: [.functionExpression, .arrowFunctionExpression])

  func survey(_ file: FileContext, nodes: FileNodes) -> [FunctionID] {
    let tree = file.tree
    return (nodes[.functionExpression] + nodes[.arrowFunctionExpression]).compactMap { node in
      guard tree.kind(tree.parent(node)) == .callExpression,
        Remarks.sayItIsMeant(in: tree.span(tree.child(node, 4)), file) || hearsInCatch(node, file)
      else { return nil }
      return file.analyzer.function(at: node)
    }
  }

  /// `(error, answer) => { try { show(JSON.parse(answer.body)) } catch (e) { show(null) } }`: without a result the `try` throws,
  /// and the catch deals with it.
  private func hearsInCatch(_ function: NodeID, _ file: FileContext) -> Bool {
    let tree = file.tree
    let body = tree.child(function, 4)
    guard tree.kind(body) == .blockStatement, tree.list(function, 2).count > 1, let attempt = tree.list(body, 0).first,
      tree.list(body, 0).count == 1, tree.kind(attempt) == .tryStatement, case let clause = tree.child(attempt, 1),
      clause.exists, tree.list(tree.child(clause, 1), 0).contains(where: { !isPrinting($0, file) }),
      let first = tree.list(tree.child(attempt, 0), 0).first,
      let result = file.analyzer.binding(of: tree.list(function, 2)[1])
    else { return false }
    return file.analyzer.scopeReferences(to: result).contains { use in
      let member = tree.parent(use)
      return tree.kind(member) == .memberExpression && tree.child(member, 0) == use
        && !tree.flags(member).contains(.optional) && file.contains(first, use) && file.isPlain(use, in: first)
    }
  }

  private func isPrinting(_ statement: NodeID, _ file: FileContext) -> Bool {
    file.tree.kind(statement) == .expressionStatement && file.isConsoleCall(file.tree.child(statement, 0))
  }

  func run(
    on surveyed: [SurveyedFile<FunctionID>], program: Program, project: Project, reporter: inout Reporter
  ) {
    var seen: Set<FunctionReference> = []
    for entry in surveyed {
      for function in entry.notes { seen.insert(FunctionReference(file: entry.file, function: function)) }
    }
    for index in program.files.indices {
      let file = FileIndex(index)
      guard program.isServiceCode(file) else { continue }
      var found: [(taken: CallbackCall, function: FunctionReference, verdict: Verdict)] = []
      for taken in CallbackCalls.all(in: file, program) where taken.isErrorFirst {
        let functions = program.functions(of: taken.callback, in: file)
        guard functions.count == 1, let function = functions.first, seen.insert(function).inserted,
          !SilentIteratees(program).neverFail(taken),
          !SilentIteratees(program).collectErrors(taken, for: function),
          let verdict = verdict(on: function, taken, program)
        else { continue }
        found.append((taken, function, verdict))
      }
      guard !found.isEmpty, !program.isBystander(file) else { continue }
      for item in found { report(item.taken, item.function, item.verdict, program, &reporter) }
    }
  }

  private enum Verdict {
    /// It has the parameter, and never reads it.
    case unread(name: String, Span)
    /// It does not even take it.
    case untaken
  }

  /// Their failure is commonly nobody's business.
  private static let routine: Set<String> = [
    "unlink", "rm", "rmdir", "remove", "rimraf", "close", "end", "mkdir", "mkdirp", "ensureDir", "access", "stat",
    "lstat", "emptyDir", "expire", "destroy", "logout", "logOut", "rollback", "ping", "utimes",
  ]

  private func verdict(on function: FunctionReference, _ taken: CallbackCall, _ program: Program) -> Verdict? {
    let file = program[function.file]
    let record = file[function.function]
    if record.flags.contains(.usesArguments) { return nil }
    let isRoutine = program.calleeName(taken.call).map { Self.routine.contains($0) } ?? false
    guard let first = record.parameters.first else {
      guard taken.kind != .presumed, !isRoutine, hasWork(function, program), !isForTheTime(taken, program) else {
        return nil
      }
      return .untaken
    }
    guard first.name.exists, !first.isRest else { return nil }
    let isRead = file.bindings.contains { binding in
      binding.kind == .parameter && binding.function == function.function && binding.name == first.name
        && binding.isRead
    }
    if isRead || isRoutine && !hasWork(function, program) || asksForResult(function, taken, program)
      || isToldByEvent(function, taken, program)
    {
      return nil
    }
    return .unread(name: program.text(first.name), first.span)
  }

  /// `jwt.verify(token, key, (error, user) => { if (!user) … })`: what is not good has no result, and no other error is
  /// to be expected.
  private func asksForResult(_ function: FunctionReference, _ taken: CallbackCall, _ program: Program) -> Bool {
    guard ["verify", "compare"].contains(program.calleeName(taken.call) ?? "") else { return false }
    let file = program[function.file]
    return file.model.guards.contains { record in
      guard record.kind == .present, file[record.subject].kind == .binding else { return false }
      return file.values(file[BindingID(file[record.subject].a)].values).contains { value in
        file[value].kind == .parameter && file[value].a == function.function.raw && file[value].b == 1
      }
    }
  }

  private func isOfExpress(_ call: CallReference, _ program: Program) -> Bool {
    program.externalPaths(of: program[call.file][call.call].callee, in: call.file).contains { $0.hasPrefix("express") }
  }

  /// `bcrypt.compare("x", hash, () => refuse())`: neither the error nor the result is of use, only the time it takes.
  private func isForTheTime(_ taken: CallbackCall, _ program: Program) -> Bool {
    program.calleeName(taken.call) == "compare"
  }

  /// Whether it calls anything but what gives things back: an empty function waits for nothing, and a lock is opened
  /// however it ended.
  private func hasWork(_ function: FunctionReference, _ program: Program) -> Bool {
    let file = program[function.file]
    let span = file[function.function].span
    return file.calls.indices.contains { index in
      guard span.contains(file.calls[index].span) else { return false }
      let name = program.calleeName(CallReference(file: function.file, call: CallID(index))) ?? ""
      return !["release", "unlock", "destroy", "unref", "unlink", "unpipe", "clearTimeout"].contains(name)
    }
  }

  /// `form.on("error", …)`, and a callback that looks at nothing: formidable tells the same error by its event.
  private func isToldByEvent(_ function: FunctionReference, _ taken: CallbackCall, _ program: Program) -> Bool {
    guard program.externals(of: taken.call).contains(where: { CallbackCalls.parts(of: $0).package == "formidable" })
    else {
      return false
    }
    let readsSomething = program[function.file].bindings.contains {
      $0.kind == .parameter && $0.function == function.function && $0.isRead
    }
    let file = program[taken.call.file]
    return !readsSomething
      && file.calls.indices.contains { index in
        let call = CallReference(file: taken.call.file, call: CallID(index))
        return file.calls[index].function == file[taken.call.call].function && program.calleeName(call) == "on"
          && program.text(ofArgument: 0, of: call) == "error"
          && program.externals(of: call).contains { CallbackCalls.parts(of: $0).package == "formidable" }
      }
  }

  /// formidable hands over what it has read so far, whatever failed.
  private func lackingFiles(_ record: FunctionRecord, _ taken: CallbackCall, _ program: Program) -> String? {
    guard record.parameters.count > 2, case let name = record.parameters[2].name, name.exists,
      program.externals(of: taken.call).contains(where: { CallbackCalls.parts(of: $0).package == "formidable" })
    else { return nil }
    return ", and when it is set, \(program.text(name)) lacks what was not read"
  }

  /// `await note.findByIdAndRemove(id, error => {}).exec()`
  private func isAwaited(_ call: CallReference, _ program: Program) -> Bool {
    let file = program[call.file]
    if file[call.call].flags.contains(.awaited) { return true }
    let result = file[call.call].result
    return file.calls.contains { site in
      guard site.flags.contains(.awaited), case let callee = file[site.callee], callee.kind == .member else {
        return false
      }
      return ValueID(callee.a) == result && program.text(Atom(callee.b)) == "exec"
    }
  }

  /// `(_error, rows) => rows.length`: without rows it throws.
  private func readsResult(_ function: FunctionReference, _ program: Program) -> Bool {
    let file = program[function.file]
    return file.values.contains { value in
      guard value.kind == .member || value.kind == .element, case let base = file[ValueID(value.a)],
        base.kind == .binding
      else { return false }
      return file.values(file[BindingID(base.a)].values).contains {
        file[$0].kind == .parameter && file[$0].a == function.function.raw && file[$0].b == 1
      }
    }
  }

  private func report(
    _ taken: CallbackCall, _ function: FunctionReference, _ verdict: Verdict, _ program: Program,
    _ reporter: inout Reporter
  ) {
    let file = program[function.file]
    let record = file[function.function]
    let route = program.requestPath(to: function).map { " on \($0.handler.route)" } ?? ""
    let name = program.spoken(program.taker(of: function)?.call ?? taken.call)
    var severity: Severity?
    let place: Span
    var path = file.path
    let message: String
    switch verdict {
    case .unread(let parameter, let span):
      place = span
      // What a command wrote is there, even if it failed.
      let isCommand =
        program.calleeName(taken.call).map { ["exec", "execFile"].contains($0) } ?? false
        && program.externals(of: taken.call).contains { $0.hasPrefix("node:child_process#") }
      let result = record.parameters.count > 1 && !isCommand ? record.parameters[1].name : .none
      let effect =
        lackingFiles(record, taken, program)
        ?? (result.exists
          ? ", and when it is set, \(program.text(result)) is not" : ", and goes on as if all were well")
      message = "the callback of \(name)\(route) never looks at \(parameter)\(effect)"
      // Whether something is there at all, its result tells as well.
      let isProbe = program.calleeName(taken.call).map { ["stat", "lstat", "access"].contains($0) } ?? false
      if parameter.hasPrefix("_") && !readsResult(function, program) || taken.kind == .presumed || isProbe || isCommand
      {
        severity = .note
      }
      // Who waits for the promise is told.
      if !hasWork(function, program), isAwaited(taken.call, program) { severity = .note }
    case .untaken:
      place = program[taken.call.file][taken.call.call].calleeSpan
      path = program[taken.call.file].path
      // Express's sessions: what comes next is a redirect.
      if isOfExpress(taken.call, program) { severity = .note }
      message = "the callback of \(name)\(route) does not take the error, and goes on as if all were well"
    }
    reporter.report(
      at: place, in: path, message, severity: severity, enclosing: program.qualifiedName(of: function))
  }
}
