import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports promises that may be rejected and that nobody looks after. The promise is on the page beside this file.
struct FloatingPromise: SurveyCheck {
  /// What the evidence says of the same call, further down.
  static let elsewhere = "and here"
  static let mostElsewhere = 20

  enum Note: Sendable {
    case tested(TestedPromise)
    case used(UsedPromise)
  }

  let interests = FileInterests(kinds: TestedPromise.interests.kinds + UsedPromise.interests.kinds)

  func survey(_ file: FileContext, nodes: FileNodes) -> [Note] {
    TestedPromise.all(in: file, nodes).map { .tested($0) } + UsedPromise.all(in: file, nodes).map { .used($0) }
  }

  func run(
    on surveyed: [SurveyedFile<Note>], program: Program, project: Project, reporter: inout Reporter
  ) {
    for entry in surveyed where program.isRunningCode(entry.file) {
      for note in entry.notes {
        switch note {
        case .tested(let tested): tested.report(in: entry.file, program, &reporter)
        case .used(let used): used.report(in: entry.file, program, &reporter)
        }
      }
    }
    let connections = ConnectionsThatTell(program)
    let resort = LastResort(program, project)
    var presumed = PresumedFailures()
    for index in program.files.indices {
      let file = FileIndex(index)
      guard program.isRunningCode(file) else { continue }
      let found = findings(in: file, program)
      guard !found.isEmpty, !program.isBystander(file) else { continue }
      var repeated: [Repetition: [CallReference]] = [:]
      for item in found { repeated[Repetition(item, program), default: []].append(item.call) }
      for item in found where !connections.hear(item.call) {
        let calls = repeated[Repetition(item, program)] ?? []
        let isRepeated = calls.count >= Repetition.fewest
        if isRepeated, calls.first != item.call { continue }
        if item.isPresumed, !isRepeated, presumed.take(item, program) { continue }
        report(item, others: isRepeated ? calls.dropFirst() : [], program, resort, &reporter)
      }
    }
    for calls in presumed.byFunction {
      let isMany = calls.count >= Repetition.fewest
      let told = isMany ? [calls.first { $0.isAsked(in: program) } ?? calls[0]] : calls
      for item in told {
        let others = isMany ? calls.map(\.call).filter { $0 != item.call } : []
        report(item, others: others[...], program, resort, &reporter)
      }
    }
  }

  /// Calls whose failure is presumed, by the function they call: one finding for all of many.
  private struct PresumedFailures {
    private(set) var byFunction: [[Floating]] = []
    private var places: [FunctionReference: Int] = [:]

    /// Whether it is known what is called.
    mutating func take(_ item: Floating, _ program: Program) -> Bool {
      guard !item.isVoided, let target = program.targets(of: item.call).first else { return false }
      if let place = places[target] {
        byFunction[place].append(item)
      } else {
        places[target] = byFunction.count
        byFunction.append([item])
      }
      return true
    }
  }

  /// A promise that nobody looks after.
  private struct Floating {
    var call: CallReference
    var fact: PromiseFact
    /// What may reject it; empty where nothing is known.
    var failure: [ProgramStep]
    var isVoided = false

    /// All that is known is that a function somewhere below awaits something that nobody can look into.
    var isPresumed: Bool {
      // Longer ways are cut off: their ends are not seen.
      failure.last?.text == ProgramStep.awaitsUncaught && failure.count < 8
        && failure.count { $0.text == ProgramStep.awaitsUncaught } > 1
    }

    /// Whether requests come to the call.
    func isAsked(in program: Program) -> Bool {
      program.requestPath(to: FunctionReference(file: call.file, function: program[call.file][call.call].function))
        != nil
    }

    /// How much is lost.
    enum Kind {
      /// Giving something back: afterwards there is nothing left to do.
      case closing
      /// Loading a module: it fails while developing, or never.
      case importing
      /// Putting something into a queue, or deleting a file that nobody needs any more.
      case lesser
      case other

      private static let closings: Set<String> = [
        "close", "end", "quit", "disconnect", "destroy", "release", "dispose", "terminate", "unsubscribe", "cancel",
        "cleanup", "cleanUp", "endSession", "kill", "abort", "stop", "$disconnect",
      ]

      init(_ name: String) {
        switch name {
        case "then", "catch", "finally": self = .importing
        case "add", "unlink", "rm", "rimraf", "rmdir": self = .lesser
        default: self = Self.closings.contains(name) ? .closing : .other
        }
      }
    }
  }

  /// The same function called line after line: one finding for all. What a bot answers is one thing in all of a file.
  private struct Repetition: Hashable {
    var function: FunctionID?
    var name: String
    var isVoided: Bool
    static let fewest = 3

    init(_ item: Floating, _ program: Program) {
      let site = program[item.call.file][item.call.call]
      let isOfChat = program.externalPaths(of: site.callee, in: item.call.file).contains {
        program.promises.libraryMember(at: $0)?.isOfChat ?? false
      }
      function = isOfChat ? nil : site.function
      name = isOfChat ? "" : program.spoken(item.call)
      isVoided = item.isVoided
    }
  }

  private func findings(in file: FileIndex, _ program: Program) -> [Floating] {
    var found: [Floating] = []
    for call in program.promises.unhandled(in: file) where !isOthersAffair(call, program) {
      if let item = floating(call, program) { found.append(item) }
    }
    for (index, site) in program[file].calls.enumerated() where site.flags.contains(.voided) {
      let call = CallReference(file: file, call: CallID(index))
      guard case .voided = program.promises.handling(of: call), var item = floating(call, program) else { continue }
      item.isVoided = true
      found.append(item)
    }
    return found
  }

  private func floating(_ call: CallReference, _ program: Program) -> Floating? {
    let site = program[call.file][call.call]
    guard site.flags.isDisjoint(with: [.developmentOnly, .beforeExit]), let fact = program.promises.fact(of: call)
    else {
      return nil
    }
    if fact.isLazy {
      if addsToQuery(call, program) || isRunForCallback(call, program) { return nil }
      return Floating(call: call, fact: fact, failure: [])
    }
    if populatesQuery(call, program) || program.promises.isHeardWhereMade(call) { return nil }
    if UndeclaredNames.of(program).areSpoken(before: program.rootCall(of: call), program) { return nil }
    let known = program.promises.rejection(of: site.result, in: call.file)
    switch known.isPossible ? rejection(ofWhatIsGivenBy: call, program) ?? known : known {
    case .never: return nil
    case .unknown: return Floating(call: call, fact: fact, failure: [])
    case .possible(let steps): return Floating(call: call, fact: fact, failure: steps)
    }
  }

  /// What a function that is not async throws comes out of the call at once: whoever drops the promise that it gives back
  /// loses that one's failures alone. Nil where another function may be called.
  private func rejection(ofWhatIsGivenBy call: CallReference, _ program: Program) -> Rejection? {
    let targets = program.targets(of: call)
    let arePlain = targets.allSatisfy {
      program[$0.file][$0.function].flags.isDisjoint(with: [.async, .generator])
    }
    guard arePlain, !targets.isEmpty, program.externals(of: call).isEmpty else { return nil }
    let given = targets.map { program.promises.rejection(of: $0) }
    return given.first(where: \.isPossible) ?? given.first { $0 != .never } ?? .never
  }

  /// `query.where({ … })`, where `query` is a query that is run elsewhere; `paged(query)`, which gives it back.
  private func addsToQuery(_ call: CallReference, _ program: Program) -> Bool {
    let file = program[call.file]
    let root = program.startOfChain(call)
    if let (base, _) = program.member(file[root.call].callee, call.file), isQuery(base, call.file, program) {
      return true
    }
    return file.values(file[root.call].arguments).contains { argument in
      file[argument].kind == .binding && isQuery(argument, call.file, program)
    }
  }

  /// Libraries whose queries change as parts are added to them.
  private static let builders: Set<String> = ["Knex", "Drizzle"]

  private func isQuery(_ value: ValueID, _ file: FileIndex, _ program: Program) -> Bool {
    if program.promises.fact(of: value, in: file) != nil { return true }
    // One that is put together in several steps.
    return program.externalPaths(of: value, in: file).contains { path in
      let callee = path.hasSuffix("()") ? String(path.dropLast(2)) : path
      return program.promises.libraryMember(at: callee).map { !$0.isValue && Self.builders.contains($0.library) }
        ?? false
    }
  }

  /// `User.findOne(filter, show).select("name")`: the callback has the query run, with all that is added at once. Mongoose 7
  /// and later take no callbacks. Source: mongoosejs.com, 6.x, Queries; Migrating to Mongoose 7.
  private func isRunForCallback(_ call: CallReference, _ program: Program) -> Bool {
    if let version = program.version(of: "mongoose", for: call.file), version.major >= 7 { return false }
    let file = program[call.file]
    var current = call
    for _ in 0..<32 {
      guard let (base, _) = program.member(file[current.call].callee, call.file),
        let inner = program.call(behind: base, in: call.file)
      else { return false }
      current = inner
      // Without a callback it would be a query itself.
      if program.promises.fact(of: inner) == nil, isOfMongoose(inner, program) { return true }
    }
    return false
  }

  private func isOfMongoose(_ call: CallReference, _ program: Program) -> Bool {
    program.externalPaths(of: program[call.file][call.call].callee, in: call.file).contains {
      program.promises.libraryMember(at: $0).map { !$0.isValue && $0.library == "Mongoose" } ?? false
    }
  }

  /// `let post = Post.findOne(); post.populate("author"); post = await post`: what the name holds then is still the query.
  private func populatesQuery(_ call: CallReference, _ program: Program) -> Bool {
    let file = program[call.file]
    let site = file[call.call]
    guard let (base, name) = program.member(site.callee, call.file), name == "populate", file[base].kind == .binding,
      case let binding = file[BindingID(file[base].a)], binding.function == site.function
    else { return false }
    let before = file.values(binding.values).filter { file[$0].span.start < site.span.start }
    guard let held = before.max(by: { file[$0].span.start < file[$1].span.start }) else { return false }
    return program.promises.fact(of: held, in: call.file)?.isLazy ?? false
  }

  /// Callbacks that are async have rules of their own.
  private func isOthersAffair(_ call: CallReference, _ program: Program) -> Bool {
    guard case .ignored(let taker) = program.promises.handling(of: call) else { return false }
    if program.calleeName(taker) == "forEach" { return true }
    let file = program[call.file]
    return file[file[call.call].function].flags.contains(.async)
  }

  // MARK: What is said

  private func report(
    _ item: Floating, others: ArraySlice<CallReference>, _ program: Program, _ resort: LastResort,
    _ reporter: inout Reporter
  ) {
    let call = item.call
    let site = program[call.file][call.call]
    let function = FunctionReference(file: call.file, function: site.function)
    let name = program.spoken(call)
    let path = program.requestPath(to: function).map { program.path($0, suiting: call) }
    if let path, program.isOfUnaskedSession(path.handler) { return }
    var evidence = path.map { $0.evidence(in: program) } ?? []
    evidence += program.evidence(item.fact.steps + item.failure)
    let on = path.map { " on \($0.handler.route)" } ?? ""
    let hearing = resort.hearing(in: call.file, on: path)
    var judged: (severity: Severity, message: String)
    // `query.then(show)` runs it.
    let isRun = [call, program.rootCall(of: call)].contains { program.calleeName($0) == "then" }
    if item.fact.isLazy, !isRun {
      guard !item.isVoided else { return }
      judged = (.error, "\(name) never runs\(on): nothing awaits the query or calls `then` on it")
    } else if item.isVoided {
      guard path != nil, !item.failure.isEmpty else { return }
      let end =
        LastResort.isFatal(hearing, item.fact.unheard)
        ? "a failure of it ends the process" : LastResort.clause(hearing, item.fact.unheard)
      judged = (.note, "`void` gives up on \(name)\(on), and \(end)")
    } else {
      // The process is told to end when something is missing at its start.
      if hearing != .nobody, hearing != .warning, path == nil, program.phase(of: function) == .startUp { return }
      judged = judge(item, name, function, path, program, hearing)
      if item.isPresumed { judged.severity = judged.severity == .error ? .warning : .note }
    }
    var message = judged.message
    if !others.isEmpty {
      let place = others.allSatisfy { $0.file == call.file } ? "below" : "elsewhere"
      message += others.count == 1 ? "; once more \(place)" : "; \(others.count) times more \(place)"
    }
    evidence += others.prefix(Self.mostElsewhere).map { other in
      EvidenceStep(
        path: program[other.file].path, span: program.head(of: program.rootCall(of: other)), message: Self.elsewhere)
    }
    reporter.report(
      at: program.head(of: program.rootCall(of: call)), in: program[call.file].path, message,
      severity: judged.severity, evidence: evidence, enclosing: program.qualifiedName(of: function))
  }

  private func judge(
    _ item: Floating, _ name: String, _ function: FunctionReference, _ path: RequestPath?, _ program: Program,
    _ hearing: LastResort.Hearing
  ) -> (severity: Severity, message: String) {
    let throwsOn = program.promises.throwsOnWhatItCaught(item.call)
    let failure =
      throwsOn
      ? "the catch of \(name) throws on and nothing catches that" : "nothing awaits \(name) or catches its failure"
    let isFatal = LastResort.isFatal(hearing, item.fact.unheard)
    let end =
      isFatal
      ? ", and an unhandled rejection ends the process" : ": " + LastResort.clause(hearing, item.fact.unheard)
    let kind = Floating.Kind(program.calleeName(program.rootCall(of: item.call)) ?? "")
    if let path {
      let message = "\(failure) on \(path.handler.route)\(end)"
      if kind == .closing { return (.note, message) }
      let isCertain = kind == .other && !item.failure.isEmpty && !path.handler.isPresumed
      return (isCertain && isFatal && !takesCallback(item.call, program) ? .error : .warning, message)
    }
    if kind == .closing || kind == .importing { return (.note, failure + end) }
    switch program.phase(of: function) {
    case .startUp where isKept(function, program): return (.warning, failure + end)
    case .startUp where failsOnClosing(item, program): return (.note, "\(failure) while the process starts")
    case .startUp:
      let isOnlyWarned = hearing == .warning
      // Written down so that the process ends.
      if throwsOn, !isOnlyWarned {
        return (.note, "the catch of \(name) throws on: the process ends with a stack trace")
      }
      if function.function == .moduleBody, program.isLastStep(item.call) {
        let ending = ": the process ends with a stack trace instead of a message"
        return (.note, failure + (isOnlyWarned ? end : ending))
      }
      return (.warning, isOnlyWarned ? failure + end : "\(failure) while the process starts")
    case .shutdown: return (.note, "\(failure) while the process ends")
    case .request, .background, nil: return (.warning, failure + end)
    }
  }

  /// `try { … } catch (error) { process.exit(1) } finally { await prisma.$disconnect() }`: all that is left to fail gives
  /// something back.
  private func failsOnClosing(_ item: Floating, _ program: Program) -> Bool {
    guard item.failure.count > 1, let last = item.failure.last else { return false }
    let file = program[last.file]
    return file.calls.indices.contains { number in
      let call = CallReference(file: last.file, call: CallID(number))
      return (file.calls[number].span == last.span || file.calls[number].calleeSpan == last.span)
        && Floating.Kind(program.calleeName(call) ?? "") == .closing
    }
  }

  /// `menu.state("pay", { run: () => … })`: what was handed over in an object is called at some time.
  private func isKept(_ function: FunctionReference, _ program: Program) -> Bool {
    guard let steps = program.evidence(that: function, runsIn: .startUp)?.steps else { return false }
    return steps.indices.contains { index in
      let target = index + 1 < steps.count ? steps[index + 1].caller : function
      let caller = program[steps[index].caller.file]
      guard steps[index].kind == .callback, target.file == steps[index].caller.file,
        let site = caller.calls.first(where: { $0.calleeSpan == steps[index].span })
      else { return false }
      return caller.values(site.arguments).contains { argument in
        caller[argument].kind == .object && caller[argument].span.contains(caller[target.function].span)
      }
    }
  }

  /// A function with a callback and a promise tells the callback what failed, mostly.
  private func takesCallback(_ call: CallReference, _ program: Program) -> Bool {
    let file = program[call.file]
    let root = program.rootCall(of: call)
    guard let last = file.values(file[root.call].arguments).last else { return false }
    return file[last].kind == .function
  }
}
