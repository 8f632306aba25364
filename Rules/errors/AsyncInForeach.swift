import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports async callbacks of array methods that do not look at promises. The promise is on the page beside this file.
struct AsyncInForeach: SurveyCheck {
  struct Note: Sendable {
    var call: CallID
    var method: String
    /// Position of the callback among the arguments.
    var callback: Int
    /// What the code after the call relies on.
    var reliance: Reliance?
    /// `await list.map(…)`, which waits for none of the promises in the array.
    var isArrayAwaited = false
    /// `reduce`: the callback uses its first parameter and never awaits it.
    var keepsAccumulator = false
    var span: Span
  }

  let interests = FileInterests(
    kinds: [.callExpression],
    mentions: Array(Self.iterating) + Array(Self.mapping) + Array(Self.predicates.keys)
      + ["reduce", "reduceRight", "sort"])

  private static let iterating: Set<String> = ["forEach", "each"]
  /// Give an array of promises, for which somebody has to wait.
  private static let mapping: Set<String> = ["map", "flatMap"]
  private static let predicates: [String: String] = [
    "filter": "keeps every element", "some": "finds every element", "every": "finds every element",
    "find": "finds the first element", "findIndex": "finds the first element", "findLast": "finds the last element",
    "findLastIndex": "finds the last element",
  ]

  // MARK: First step

  func survey(_ file: FileContext, nodes: FileNodes) -> [Note] {
    nodes[.callExpression].compactMap { note(on: $0, file) }
  }

  private func note(on node: NodeID, _ file: FileContext) -> Note? {
    let tree = file.tree
    let callee = file.withoutAssertions(tree.child(node, 0))
    guard tree.kind(callee) == .memberExpression, let method = file.lastName(of: callee) else { return nil }
    let isFold = method == "reduce" || method == "reduceRight"
    let maps = Self.mapping.contains(method)
    guard Self.iterating.contains(method) || maps || Self.predicates[method] != nil || isFold || method == "sort",
      !maps || isLeftAlone(node, file)
    else { return nil }
    let arguments = tree.list(node, 2)
    guard let first = arguments.first, let call = file.analyzer.call(at: node) else { return nil }
    var position = 0
    var callback = file.withoutAssertions(first)
    if Self.iterating.contains(method), arguments.count > 1, !tree.kind(callback).isFunction {
      // `_.forEach(list, async item => …)`
      let second = file.withoutAssertions(arguments[1])
      if tree.kind(second).isFunction { (position, callback) = (1, second) }
    }
    guard mayBeFunction(callback, tree) else { return nil }
    let place = Span(start: tree.span(tree.child(callee, 1)).start, end: tree.span(callee).end)
    var note = Note(call: call, method: method, callback: position, span: place)
    if Self.iterating.contains(method) || maps {
      note.isArrayAwaited = maps && tree.kind(tree.parent(node)) == .awaitExpression
      note.reliance = Reliance.after(node, callback: callback, file)
    } else if isFold {
      note.keepsAccumulator = keepsAccumulator(callback, file)
    }
    return note
  }

  /// Nobody takes the array of promises, or it is awaited as if it were one: `await list.map(…)`.
  private func isLeftAlone(_ call: NodeID, _ file: FileContext) -> Bool {
    let tree = file.tree
    var outer = tree.parent(call)
    if tree.kind(outer) == .expressionStatement { return true }
    guard tree.kind(outer) == .awaitExpression else { return false }
    outer = tree.parent(outer)
    switch tree.kind(outer) {
    case .expressionStatement: return true
    case .variableDeclarator:
      guard tree.kind(tree.child(outer, 0)) == .identifier,
        let binding = file.analyzer.binding(of: tree.child(outer, 0))
      else { return false }
      // `await Promise.all(rows)`, `for (const row of rows) await row`
      return !file.analyzer.scopeReferences(to: binding).contains { use in
        let parent = tree.parent(use)
        switch tree.kind(parent) {
        case .callExpression:
          return file.globalPath(of: file.analyzer.value(of: tree.child(parent, 0)))?.first == "Promise"
        case .spreadElement, .forOfStatement, .returnStatement, .arrayExpression: return true
        default: return false
        }
      }
    default: return false
    }
  }

  private func mayBeFunction(_ node: NodeID, _ tree: SyntaxTree) -> Bool {
    tree.kind(node).isFunction || tree.kind(node) == .identifier || tree.kind(node) == .memberExpression
  }

  private func keepsAccumulator(_ callback: NodeID, _ file: FileContext) -> Bool {
    let tree = file.tree
    guard tree.kind(callback).isFunction, let first = tree.list(callback, 2).first, tree.kind(first) == .identifier,
      let binding = file.analyzer.binding(of: first)
    else { return false }
    let uses = file.analyzer.scopeReferences(to: binding)
    guard !uses.isEmpty else { return false }
    return !uses.contains { use in
      for ancestor in tree.ancestors(of: use) {
        if ancestor == callback { return false }
        switch tree.kind(ancestor) {
        case .awaitExpression: return true
        case .memberExpression where file.lastName(of: ancestor) == "then": return true
        default: continue
        }
      }
      return false
    }
  }

  // MARK: Second step

  func run(
    on surveyed: [SurveyedFile<Note>], program: Program, project: Project, reporter: inout Reporter
  ) {
    let resort = LastResort(program, project)
    for entry in surveyed where !program.isBystander(entry.file) {
      for note in entry.notes { judge(note, entry.file, program, resort, &reporter) }
    }
  }

  private func judge(
    _ note: Note, _ file: FileIndex, _ program: Program, _ resort: LastResort, _ reporter: inout Reporter
  ) {
    let call = CallReference(file: file, call: note.call)
    guard isOfArrays(call, note, program) else { return }
    let arguments = program[file].values(program[file][note.call].arguments)
    guard note.callback < arguments.count else { return }
    let functions = program.functions(of: arguments[note.callback], in: file)
    guard let function = functions.first, functions.allSatisfy({ givesPromise($0, note, program) }) else { return }
    let site = program[file][note.call]
    var verdict: (severity: Severity, message: String)
    if Self.iterating.contains(note.method) || Self.mapping.contains(note.method) {
      guard let waiting = waiting(in: function, program) else { return }
      let isFatal = LastResort.isFatal(resort.hearing(in: file), program.promises.unheard(of: function))
      verdict = iteration(
        note, waiting, mayFail: functions.contains { program.promises.rejection(of: $0) != .never }, isFatal: isFatal)
      // Something that is no array may be worth waiting for.
      if site.flags.contains(.awaited), !note.isArrayAwaited { verdict.severity = .warning }
    } else if let effect = Self.predicates[note.method] {
      verdict = (
        .error, "\(note.method) takes the promise of its async callback for an answer, so that it \(effect)"
      )
    } else if note.method == "sort" {
      verdict = (
        .error, "sort is given promises by its async callback in place of numbers, and leaves the order to chance"
      )
    } else {
      guard note.keepsAccumulator else { return }
      verdict = (
        .error,
        "\(note.method) hands the promise of its async callback on as the accumulator, which the callback does not await"
      )
    }
    let around = FunctionReference(file: file, function: site.function)
    reporter.report(
      at: note.span, in: program[file].path, verdict.message, severity: verdict.severity,
      enclosing: program.qualifiedName(of: around))
  }

  private func iteration(_ note: Note, _ waiting: String, mayFail: Bool, isFatal: Bool) -> (Severity, String) {
    let opening =
      note.isArrayAwaited
      ? "await on the array of \(note.method) waits for none of its promises"
      : "\(note.method) does not wait for its async callback"
    switch note.reliance {
    case .answers(let name):
      // What cannot fail may well go on behind an answer that says so.
      return (mayFail ? .error : .warning, "\(opening): \(name) answers before \(waiting) is done")
    case .reads(let name): return (.error, "\(opening): \(name) is read before \(waiting) has filled it")
    case .closes(let name): return (.error, "\(opening): \(name) comes before \(waiting) is done")
    case nil:
      // A callback that looks after its own failures has told what there is to tell.
      return mayFail
        ? (
          .warning,
          "\(opening): nobody hears when \(waiting) is done, "
            + (isFatal ? "and a failure of it ends the process" : "or that it failed")
        )
        : (.note, "\(opening): nobody hears when \(waiting) is done")
    }
  }

  /// Not a class of the project with a method of that name, not a stream, and no promise of bluebird's.
  private func isOfArrays(_ call: CallReference, _ note: Note, _ program: Program) -> Bool {
    guard program.targets(of: call).isEmpty else { return false }
    let site = program[call.file][call.call]
    guard let (base, _) = program.member(site.callee, call.file), program.promises.fact(of: base, in: call.file) == nil
    else { return false }
    let paths = program.externalPaths(of: site.callee, in: call.file)
    let isLibrary = paths.contains { path in
      ["lodash", "underscore"].contains { path.hasPrefix($0) }
    }
    // `each` is an array's method in lodash alone, and `forEach` with two arguments too.
    if note.method == "each" || note.callback == 1 { return isLibrary }
    if note.method == "forEach" { return !paths.contains { $0.hasPrefix("node:stream") || $0.hasPrefix("async#") } }
    guard Self.mapping.contains(note.method) else { return paths.allSatisfy { $0.hasPrefix("#") } }
    // What a client sent has the methods of lists alone.
    return isAwaited(base, program[call.file])
      || paths.allSatisfy { $0.hasPrefix("#") && !$0.hasPrefix("#Promise.") || $0.holds("Request().body.") }
  }

  /// What a query or the like gave, and not the query: an array.
  private func isAwaited(_ value: ValueID, _ file: ProgramFile) -> Bool {
    switch file[value].kind {
    case .awaited: return true
    case .binding:
      let values = file.values(file[BindingID(file[value].a)].values)
      return !values.isEmpty && values.allSatisfy { file[$0].kind == .awaited }
    default: return false
    }
  }

  private func givesPromise(_ function: FunctionReference, _ note: Note, _ program: Program) -> Bool {
    if program[function.file][function.function].flags.contains(.async) { return true }
    guard Self.iterating.contains(note.method) else { return false }
    let file = program[function.file]
    let returns = file.values(file[function.function].returns)
    // `listeners.forEach(listener => listener())`: what the elements are nobody can tell.
    let callsElement = returns.contains { value in
      guard file[value].kind == .call else { return false }
      let callee = file[file[CallID(file[value].a)].callee]
      return callee.kind == .binding && file[BindingID(callee.a)].kind == .parameter
    }
    return !callsElement && !returns.isEmpty
      && returns.allSatisfy { program.promises.fact(of: $0, in: function.file) != nil }
      && program.promises.rejection(of: function).isPossible
  }

  /// What the callback waits for first, as people say it.
  private func waiting(in function: FunctionReference, _ program: Program) -> String? {
    let file = program[function.file]
    guard file[function.function].flags.contains(.async) else { return "what it begins" }
    let awaits = file.model.interruptions.filter { $0.kind == .await && $0.function == function.function }
    guard let first = awaits.min(by: { $0.span.start < $1.span.start }) else { return nil }
    return program.call(behind: first.value, in: function.file).map { program.spoken($0) } ?? "what it awaits"
  }
}
