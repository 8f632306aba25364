import JavaScript
package import Semantics
import SourceText

/// Which promises may be rejected: a function that handles all its own failures gives one that never is.
extension Promises {
  /// Whether the promise that a value is may be rejected. Of what is no promise: never.
  package func rejection(of value: ValueID, in file: FileIndex) -> Rejection {
    if rejectionsInProgress.isEmpty { rejectionSteps = 0 }
    return rejection(of: ValueReference(file: file, value: value, context: .any), depth: 0)
  }

  /// The same of what may be a function, which is then asked for the promise it gives.
  package func rejection(ofResultOrFunction value: ValueID, in file: FileIndex) -> Rejection {
    let functions = fact(of: value, in: file) == nil ? evaluator.evaluate(file, value) : []
    let found = functions.filter { $0.kind == .function }.map { (UInt32(0), rejection(of: $0.function)) }
    return found.isEmpty ? rejection(of: value, in: file) : first(found)
  }

  /// Whether the promise may be rejected that calling a function gives.
  package func rejection(of function: FunctionReference) -> Rejection {
    if let known = rejections[function] { return known }
    // A function that waits for itself fails by what else is in it.
    if rejectionsInProgress.isEmpty { rejectionSteps = 0 }
    rejectionSteps += 1
    guard rejectionsInProgress.count < 60, rejectionSteps < Self.maximumSteps else { return .unknown }
    guard rejectionsInProgress.insert(function).inserted else { return .never }
    defer { rejectionsInProgress.remove(function) }
    let found = rejection(ofBodyOf: function)
    if rejectionsInProgress.count == 1 || found != .never || rejectionSteps > Self.cheapSteps {
      rejections[function] = found
    }
    return found
  }

  private func rejection(ofBodyOf function: FunctionReference) -> Rejection {
    if isCaughtByDecorator(function) { return .never }
    if file(function.file)[function.function].flags.contains(.async) {
      // What an await waits for fails sooner than a call that throws at once.
      let waits = first(interruptions(in: function) + returned(by: function))
      let throwing = waits.isPossible ? .never : first(failingCalls(in: function))
      return throwing.isPossible || waits == .never ? throwing : waits
    }
    return first(returned(by: function))
  }

  /// The same as one call runs it, where a method of what it is given may be one of several: `agent.send()` of this
  /// agent; and where what it is given decides which code runs.
  func rejection(of callee: Evaluator.Callee, called call: CallReference) -> Rejection {
    let function = callee.entity.function
    let known = rejection(of: function)
    guard known.isPossible else { return known }
    if let handed = rejection(ofHanded: callee, called: call) { return handed }
    let handsOn = handsOn(known, of: function)
    let differs = isForWant(known) || asksSeveral(function) || handsOn
    guard differs || entryTests.ask(function) else { return known }
    let entered = standpoint(of: callee, called: call)
    if entered.closed.isEmpty, !differs { return known }
    // What is handed on, another call may have answered otherwise.
    if let answer = entryAnswers.answer(entered, isThrown: false, known: known, differs: handsOn) { return answer }
    guard rejectionsInProgress.insert(function).inserted else { return known }
    defer { rejectionsInProgress.remove(function) }
    let outer = standpoint
    standpoint = entered
    defer { standpoint = outer }
    let found = rejection(ofBodyOf: function)
    entryAnswers.keep(found, for: entered, isThrown: false, isWhole: rejectionsInProgress.count == 1)
    return found
  }

  /// The same of a handler, as its framework calls it: behind `if (res) return …` it runs for others alone.
  package func rejection(of handler: RequestHandler) -> Rejection {
    let function = handler.function
    let known = rejection(of: function)
    guard known.isPossible, handler.signature == .expressLike, handler.kind == .route || handler.kind == .middleware
    else { return known }
    let closed = entryTests.closed(function, givenFirst: 2)
    guard !closed.isEmpty, standpoint == nil, rejectionsInProgress.insert(function).inserted else { return known }
    defer { rejectionsInProgress.remove(function) }
    standpoint = Standpoint(function: function, context: .any, closed: closed)
    defer { standpoint = nil }
    return rejection(ofBodyOf: function)
  }

  func standpoint(of callee: Evaluator.Callee, called call: CallReference) -> Standpoint {
    let function = callee.entity.function
    let context = evaluator.contexts.enter(
      function, by: call, outer: context(around: call), lexical: callee.entity.context, skipped: callee.skippedArguments
    )
    let closed = callee.positionsUnknown ? [] : entryTests.closed(function, in: context)
    return Standpoint(function: function, context: context, closed: closed)
  }

  /// Whether code does not run as its function is looked at now.
  private func isClosed(_ span: Span, in function: FunctionReference) -> Bool {
    guard let standpoint, standpoint.function == function else { return false }
    return standpoint.closed.contains { $0.contains(span) }
  }

  /// Whether a function calls a method of which there are several, or what its callers hand it.
  func asksSeveral(_ function: FunctionReference) -> Bool {
    let model = file(function.file)
    return uses(of: function.file).calls(in: function.function).contains { id in
      (model[model[id].callee].kind == .member || isParameter(model[id].callee, model))
        && evaluator.callees(of: CallReference(file: function.file, call: id), in: .any).count > 1
    }
  }

  private func isParameter(_ value: ValueID, _ model: ProgramFile) -> Bool {
    model[value].kind == .binding && model[BindingID(model[value].a)].kind == .parameter
  }

  /// Whether calling a function that is not async may throw.
  package func failure(of function: FunctionReference) -> Rejection {
    if let known = failures[function] { return known }
    if failuresInProgress.isEmpty, rejectionsInProgress.isEmpty { rejectionSteps = 0 }
    rejectionSteps += 1
    guard failuresInProgress.count < 60, rejectionSteps < Self.maximumSteps else { return .unknown }
    guard failuresInProgress.insert(function).inserted else { return .never }
    defer { failuresInProgress.remove(function) }
    let flags = file(function.file)[function.function].flags
    let found =
      flags.isDisjoint(with: [.async, .generator])
      ? first(interruptions(in: function) + failingCalls(in: function)) : .never
    if failuresInProgress.count == 1 || found != .never || rejectionSteps > Self.cheapSteps {
      failures[function] = found
    }
    return found
  }

  typealias Candidate = (at: UInt32, rejection: Rejection)

  /// The first that is possible; nothing is known where that is so of one and no other is possible.
  func first(_ candidates: [Candidate]) -> Rejection {
    var isUnknown = false
    for candidate in candidates.sorted(by: { $0.at < $1.at }) {
      switch candidate.rejection {
      case .possible: return candidate.rejection
      case .unknown: isUnknown = true
      case .never: continue
      }
    }
    return isUnknown ? .unknown : .never
  }

  // MARK: What stops a function

  /// Throws and awaits that no try of the function covers.
  ///
  /// - Parameter given: what one call hands over; throws for want of it are left out.
  func interruptions(in function: FunctionReference, given: Given? = nil) -> [Candidate] {
    let model = file(function.file)
    var found: [Candidate] = []
    for index in uses(of: function.file).interruptions(in: function.function) {
      let record = model.model.interruptions[index]
      if !record.flags.isDisjoint(with: [.inTry, .developmentOnly]) || isClosed(record.span, in: function) { continue }
      let here = ProgramStep(file: function.file, span: record.span, text: "throws here")
      switch record.kind {
      case .throw:
        if let given, lacksNothing(record, given) { continue }
        if isKnownMissing(record, function.file) || isTakenFromFilled(record, function.file) { continue }
        if dependsOnStart(record, function.file) || tellsOfOwnFiles(record, function) { continue }
        if isOfLoginWithoutSession(record, function) { continue }
        found.append((record.span.start, .possible([here])))
      case .await:
        found.append((record.span.start, awaiting(record, function.file)))
      }
    }
    return found
  }

  /// Calls that throw at once, and that no try of the function covers.
  func failingCalls(in function: FunctionReference) -> [Candidate] {
    let model = file(function.file)
    var found: [Candidate] = []
    for id in uses(of: function.file).calls(in: function.function) {
      let site = model[id]
      guard site.flags.isDisjoint(with: [.inTry, .awaited, .developmentOnly]), !isClosed(site.span, in: function) else {
        continue
      }
      let call = CallReference(file: function.file, call: id)
      // Arguments are there before the call: `receive(JSON.parse(text))`.
      if let failure = failure(ofCall: call) { found.append((site.span.end, failure)) }
    }
    return found
  }

  private func awaiting(_ record: Interruption, _ file: FileIndex) -> Rejection {
    let value = self.file(file)[record.value]
    if givesStream(value, file) { return .never }
    let here = ProgramStep(file: file, span: record.span, text: ProgramStep.awaitsUncaught)
    switch rejection(of: record.value, in: file) {
    case .never: return .never
    case .possible(let steps): return .possible([here] + steps.prefix(8))
    case .unknown:
      // `catch (error) { await explain(error) }`: what deals with a failure is made not to fail itself.
      let mayFail = value.kind == .call && !record.flags.contains(.inCatch) && !tellsCallback(value, file)
      return mayFail ? .possible([here]) : .unknown
    }
  }

  /// `await pool.query(text, (error, rows) => …)`: whatever it gives, a failure goes to the callback.
  private func tellsCallback(_ value: Value, _ file: FileIndex) -> Bool {
    let model = self.file(file)
    guard let last = model.values(model[CallID(value.a)].arguments).last, model[last].kind == .function else {
      return false
    }
    let callback = model[FunctionID(model[last].a)]
    return callback.parameters.count > 1 && callback.flags.isDisjoint(with: [.async, .generator])
  }

  /// Promises that a function gives back without waiting for them.
  private func returned(by function: FunctionReference) -> [Candidate] {
    let model = file(function.file)
    return model.values(model[function.function].returns).map { value in
      let reference = ValueReference(file: function.file, value: value, context: .any)
      let isNever =
        isPlain(model[value]) || isClosed(model[value].span, in: function)
        || isForWantOfRecord(model[value].span, model)
      let rejection = isNever ? Rejection.never : rejection(of: reference, depth: 1)
      // What a function throws before it gives anything back is no rejection, unless it is async.
      let isThrown =
        !model[function.function].flags.contains(.async) && throwsAtOnce(model[value], function.file)
        || isMadeBefore(model[value], function.file)
      guard case .possible(let steps) = rejection, !isThrown else {
        // What an async function gives back need not be a promise.
        return (model[value].span.start, fact(of: reference) == nil ? .never : rejection)
      }
      let here = ProgramStep(file: function.file, span: model[value].span, text: "gives back this")
      return (model[value].span.start, .possible([here] + steps.prefix(8)))
    }
  }

  /// `const value = parse(text); return value`: what `parse` throws it has thrown where it was called.
  private func isMadeBefore(_ value: Value, _ file: FileIndex) -> Bool {
    guard value.kind == .binding, case let model = self.file(file) else { return false }
    let values = model.values(model[BindingID(value.a)].values)
    return !values.isEmpty && values.allSatisfy { throwsAtOnce(model[$0], file) }
  }

  /// A call of a function of the program that is not async and gives nothing that may be rejected.
  private func throwsAtOnce(_ value: Value, _ file: FileIndex) -> Bool {
    guard value.kind == .call else { return false }
    let callees = evaluator.callees(of: CallReference(file: file, call: CallID(value.a)), in: .any)
    return !callees.isEmpty
      && callees.allSatisfy { callee in
        guard callee.entity.kind == .function else { return false }
        let function = callee.entity.function
        return !self.file(function.file)[function.function].flags.contains(.async)
          && !rejection(of: function).isPossible
      }
  }

  func isPlain(_ value: Value) -> Bool {
    switch value.kind {
    case .literal, .string, .concatenation, .object, .array, .function, .class, .awaited, .unknown, .opaque: true
    default: false
    }
  }

  // MARK: Promises

  func rejection(of reference: ValueReference, depth: Int) -> Rejection {
    rejectionSteps += 1
    guard depth < 24, rejectionSteps < Self.maximumSteps else { return .unknown }
    let model = file(reference.file)
    let value = model[reference.value]
    if isPlain(value) { return .never }
    switch value.kind {
    case .call:
      return rejection(ofCall: CallReference(file: reference.file, call: CallID(value.a)), depth + 1)
    case .binding:
      let values = model.values(model[BindingID(value.a)].values)
      return all(values, reference.file, depth)
    case .choice:
      return all(model.values(ListID(value.a)), reference.file, depth)
    case .imported:
      let found = evaluator.definitions(ofImported: Atom(value.b), through: ImportID(value.a), reference.file)
      return found.first.map { rejection(of: $0, depth: depth + 1) } ?? .unknown
    case .member:
      return isNeverRejected(member: value, of: reference, depth) ? .never : .unknown
    case .module:
      // `import("./local.js")`: what the program itself brings is loaded at the first try or never.
      guard case .file = evaluator.resolutions[reference.file.index][Int(value.a)] else { return .unknown }
      return .never
    default:
      return .unknown
    }
  }

  func all(_ values: ValueList, _ file: FileIndex, _ depth: Int) -> Rejection {
    if values.isEmpty { return .unknown }
    let found = values.map { value in
      (UInt32(0), rejection(of: ValueReference(file: file, value: value, context: .any), depth: depth + 1))
    }
    return first(found)
  }
}
