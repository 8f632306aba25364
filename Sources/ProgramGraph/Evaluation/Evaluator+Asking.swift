import Semantics

/// How questions are asked: each once, one within the other, within limits; and again where what the answer was read
/// from has changed.
extension Evaluator {
  /// Everything the value may be; empty means unknown.
  func evaluate(_ file: FileIndex, _ value: ValueID, in context: ContextID = .any) -> [Entity] {
    evaluate(ValueReference(file: file, value: value, context: context))
  }

  func evaluate(_ reference: ValueReference) -> [Entity] {
    if reference.value.isUnknown { return [] }
    let value = files[reference.file.index][reference.value]
    switch value.kind {
    case .unknown, .concatenation, .caught, .importMeta, .opaque: return []
    case .literal: return Self.inert
    case .string: return [Entity(kind: .string, file: FileIndex(0), id: value.a)]
    default: return reference.context == .any ? evaluateAnywhere(reference) : evaluateInContext(reference)
    }
  }

  private static let inert = [Entity(kind: .inert, file: FileIndex(0), id: 0)]

  private func evaluateAnywhere(_ reference: ValueReference) -> [Entity] {
    let file = reference.file.index
    if memo[file].isEmpty { memo[file] = [UInt32](repeating: 0, count: files[file].model.values.count) }
    let known = memo[file][reference.value.index]
    if let found = kept(known, keeping: reference.context == asking.context) { return found }
    return workOut(.value(reference), replacing: known)
  }

  private func evaluateInContext(_ reference: ValueReference) -> [Entity] {
    if !memo[reference.file.index].isEmpty {
      let anywhere = memo[reference.file.index][reference.value.index]
      // The same in every context.
      if anywhere != 0, anywhere < AnswerStore.firstFrame, !answers.hangsOnSurroundings(anywhere),
        let found = kept(anywhere, keeping: false)
      {
        return found
      }
    }
    let known = contextMemo[reference]
    if let found = kept(known, keeping: reference.context == asking.context) { return found }
    return workOut(.value(reference), replacing: known)
  }

  /// What stands behind a name of a thing.
  func answer(_ key: MemberKey) -> [Entity] {
    let known = memberMemo[key]
    return kept(known, keeping: false) ?? workOut(.member(key), replacing: known)
  }

  /// Notes that the answer hangs on what flows to a target, and gives that.
  func inflow(_ target: FlowTarget) -> Inflows.Inflow {
    let number = inflows.number(of: target)
    if asking.isNoting { sources.append(AnswerSource(inflow: number)) }
    return inflows[number]
  }

  // MARK: Answers that are known

  /// The answer under a number, if there is one and it holds.
  private func kept(_ number: UInt32, keeping surroundings: Bool) -> [Entity]? {
    if number == 0 { return nil }
    if number >= AnswerStore.firstFrame {
      // The question runs into itself.
      asking.cut = min(asking.cut, Int(number - AnswerStore.firstFrame))
      return []
    }
    guard isCurrent(number) else { return nil }
    if surroundings, answers.hangsOnSurroundings(number) { asking.onSurroundings = true }
    note(number)
    return answers[number]
  }

  private func note(_ number: UInt32) {
    if asking.isNoting, answers.mayChange(number) { sources.append(AnswerSource(answer: number)) }
  }

  private func isCurrent(_ number: UInt32) -> Bool { answers.isChecked(number, in: round) || holds(number) }

  /// Looks whether what an answer was read from is what it was, working out anew what of it is not.
  private func holds(_ number: UInt32) -> Bool {
    guard checks < Self.maximumChecks, let run = answers.beginCheck(of: number) else { return false }
    checks += 1
    let holds = areCurrent(run) { self.answers.isChecked(number, in: self.round) }
    checks -= 1
    return answers.endCheck(of: number, holds: holds, at: inflows.time, in: round)
  }

  /// - Parameter isSettled: whether working out one of them has answered what they were read for.
  private func areCurrent(_ run: AnswerSources, isSettled: () -> Bool) -> Bool {
    for position in answers.sources(of: run) {
      let source = answers.source(at: position)
      if let inflow = source.inflow {
        if inflows.grownAt(inflow) > run.seenAt { return false }
        continue
      }
      if !isCurrent(source.answer) {
        if answers.isBeingWorkedOut(source.answer) { return false }
        workOutAnew(source.answer)
        if isSettled() { return true }
        guard answers.isChecked(source.answer, in: round) else { return false }
      }
      if answers.changedAt(source.answer) > run.seenAt { return false }
    }
    return true
  }

  /// Whether anything of what was read may be another one now.
  func haveChanged(_ run: AnswerSources) -> Bool { !areCurrent(run) { false } }

  /// Begins a round: what has flown in until now counts.
  func beginRound() {
    round += 1
    inflows.pass()
  }

  // MARK: Questions within questions

  /// What the questions that `body` asks are answered from.
  func noting(_ body: () -> Void) -> AnswerSources {
    let start = sources.count
    let wasNoting = asking.isNoting
    asking.isNoting = true
    body()
    asking.isNoting = wasNoting
    let run = answers.keep(sources[start...], at: inflows.time)
    if !wasNoting { sources.removeLast(sources.count - start) }
    return run
  }

  /// Works out an answer for the sake of another one that is being checked: it is nothing to the question being asked.
  private func workOutAnew(_ number: UInt32) {
    guard let question = answers.question(of: number) else { return }
    let outer = asking
    let start = sources.count
    _ = workOut(question, replacing: number)
    asking = outer
    sources.removeLast(sources.count - start)
  }

  /// Works out an answer, if there is fuel and room for a question within the question, and keeps it.
  ///
  /// - Parameter number: that of the answer which does not hold any more; 0 if there is none.
  private func workOut(_ question: Question, replacing number: UInt32) -> [Entity] {
    if frames == 0 { fuel = Self.fuelPerQuestion }
    fuel -= 1
    guard fuel > 0, frames < Self.maximumFrames else {
      asking.cut = 0
      return []
    }
    remember(AnswerStore.mark(frame: frames), for: question)
    answers.beginWork(on: number)
    frames += 1
    let outer = asking
    let start = sources.count
    asking = Asking(context: Self.context(of: question), isNoting: true)
    var found = compute(question)
    frames -= 1
    if found.count > Self.fanOut { answersCut += 1 }
    answers.tidy(&found, limit: Self.fanOut)
    finish(question, found, from: start, within: outer, replacing: number)
    return found
  }

  /// Keeps an answer unless it hangs on one that is still being asked, and so may be short. Such an answer is kept all
  /// the same where the question has become expensive: it would be asked again and again.
  private func finish(
    _ question: Question, _ found: [Entity], from start: Int, within outer: Asking, replacing number: UInt32
  ) {
    let isWhole = asking.cut >= frames
    let isExpensive = fuel < Self.fuelPerQuestion - Self.cheapSteps
    let onSurroundings = asking.onSurroundings
    let cut = isWhole ? outer.cut : min(asking.cut, outer.cut)
    asking = outer
    asking.cut = frames == 0 ? .max : cut
    if isWhole || isExpensive {
      let kept = answers.keep(
        found, of: question, onSurroundings: onSurroundings, from: sources[start...], at: inflows.time, in: round,
        replacing: number)
      remember(kept, for: question)
      sources.removeLast(sources.count - start)
      note(kept)
    } else {
      remember(0, for: question)
      answers.giveUp(number)
      // What asked reads what this was read from.
      if !asking.isNoting { sources.removeLast(sources.count - start) }
    }
    let context = Self.context(of: question)
    if onSurroundings, context == outer.context, context != Self.noContext { asking.onSurroundings = true }
  }

  private func compute(_ question: Question) -> [Entity] {
    switch question {
    case .value(let reference): compute(reference)
    case .member(let key): compute(key)
    }
  }

  private func remember(_ number: UInt32, for question: Question) {
    switch question {
    case .value(let reference) where reference.context == .any:
      memo[reference.file.index][reference.value.index] = number
    case .value(let reference): contextMemo[reference] = number
    case .member(let key): memberMemo[key] = number
    }
  }

  /// Questions about members are asked of an entity, which brings its own context.
  private static let noContext = ContextID(raw: .max)

  private static func context(of question: Question) -> ContextID {
    switch question {
    case .value(let reference): reference.context
    case .member: noContext
    }
  }
}

/// Where the innermost question stands.
struct Asking {
  /// The outermost frame whose unfinished answer was used: what lies above it is not whole.
  var cut = Int.max
  /// The context the question is asked in.
  var context = ContextID.any
  /// Whether the answer hangs on the calls that the functions around it were entered by.
  var onSurroundings = false
  /// Whether what is read is noted, because somebody keeps the answer.
  var isNoting = false
}
