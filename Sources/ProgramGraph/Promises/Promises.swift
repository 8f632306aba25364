import JavaScript
package import Semantics
import SourceText

/// Which expressions are promises, what becomes of them, and which of them may be rejected.
///
/// Nothing is computed before somebody asks. A promise is what is proven to be one: the result of an async function, of
/// a function all of whose returns are promises, of what the tables of libraries say, of `then` with a callback; names,
/// members and parameters that hold nothing else. Whoever asks gets the proof with the answer.
package final class Promises {
  let evaluator: Evaluator
  var libraries = PromiseLibraries()
  private var facts: [ValueReference: PromiseFact?] = [:]
  private var inProgress: Set<ValueReference> = []
  private var depth = 0
  private var wasCut = false
  private var useTables: [FileIndex: ValueUses] = [:]

  var rejections: [FunctionReference: Rejection] = [:]
  /// The function that is looked at as one call of it runs it, if any.
  var standpoint: Standpoint?
  var entryTests: EntryTests
  var entryAnswers = EntryAnswers()
  /// What `mongoose.Promise` is given, if anything.
  var mongoosePromise: UnheardRejection??
  /// Whether metrics of prom-client are collected by functions of the program.
  var collectsMetrics: Bool?
  /// Whether no body of a request is a text.
  var readsJSONAlone: Bool?
  var rejectionsInProgress: Set<FunctionReference> = []
  var failures: [FunctionReference: Rejection] = [:]
  var failuresInProgress: Set<FunctionReference> = []

  // Questions within one question are counted: where there are many, each answer is kept even if a way to it was cut,
  // and beyond the limit nothing is known.
  private var factSteps = 0
  var rejectionSteps = 0
  var handlingSteps = 0
  static let maximumSteps = 3000
  static let cheapSteps = 300

  private static let maximumDepth = 40

  /// Which versions of packages the files get; nil where nothing tells.
  let packages: PackageFacts?

  init(evaluator: Evaluator, packages: PackageFacts? = nil) {
    self.evaluator = evaluator
    self.packages = packages
    entryTests = EntryTests(evaluator: evaluator)
  }

  func file(_ index: FileIndex) -> ProgramFile { evaluator.files[index.index] }

  func uses(of file: FileIndex) -> ValueUses {
    if let known = useTables[file] { return known }
    let made = ValueUses(self.file(file))
    useTables[file] = made
    return made
  }

  /// What is known of a value that is a promise; nil where it is none, or nobody can tell.
  package func fact(of value: ValueID, in file: FileIndex) -> PromiseFact? {
    fact(of: ValueReference(file: file, value: value, context: .any))
  }

  /// The same of the result of a call.
  package func fact(of call: CallReference) -> PromiseFact? {
    fact(of: file(call.file)[call.call].result, in: call.file)
  }

  /// What an external path ends in, where the tables of libraries know it.
  package func libraryMember(at path: String) -> LibraryMember? { libraries.member(at: path) }

  func fact(of reference: ValueReference) -> PromiseFact? {
    if reference.value.isUnknown { return nil }
    if let known = facts[reference] { return known }
    if depth == 0 { factSteps = 0 }
    factSteps += 1
    guard depth < Self.maximumDepth, factSteps < Self.maximumSteps, inProgress.insert(reference).inserted else {
      wasCut = true
      return nil
    }
    let outerCut = wasCut
    wasCut = false
    depth += 1
    let found = compute(reference)
    depth -= 1
    inProgress.remove(reference)
    if !wasCut || depth == 0 || factSteps > Self.cheapSteps { facts[reference] = .some(found) }
    wasCut = depth == 0 ? false : wasCut || outerCut
    return found
  }

  private func compute(_ reference: ValueReference) -> PromiseFact? {
    let model = file(reference.file)
    let value = model[reference.value]
    switch value.kind {
    case .call:
      return fact(ofCall: CallReference(file: reference.file, call: CallID(value.a)), reference.context)
    case .binding:
      return fact(ofBinding: BindingID(value.a), reference)
    case .choice:
      let items = model.values(ListID(value.a)).map { with(reference, $0) }
      return common(items)
    case .member:
      return fact(ofMember: reference, ValueID(value.a), Atom(value.b))
    case .imported:
      return common(evaluator.definitions(ofImported: Atom(value.b), through: ImportID(value.a), reference.file))
    case .parameter:
      return fact(ofParameter: FunctionID(value.a), Int(value.b), reference)
    case .unknown, .literal, .string, .concatenation, .global, .module, .function, .class, .object, .array, .spread,
      .element, .awaited, .this, .superclass, .restParameter, .arguments, .elementOf, .caught, .importMeta, .opaque:
      return nil
    }
  }

  private func with(_ reference: ValueReference, _ value: ValueID) -> ValueReference {
    ValueReference(file: reference.file, value: value, context: reference.context)
  }

  /// What all of several values have in common, those aside that are nothing at all.
  private func common(_ references: [ValueReference]) -> PromiseFact? {
    var found: PromiseFact?
    for reference in references where !isNothing(reference) {
      guard let fact = fact(of: reference) else { return nil }
      found = joined(found, fact)
    }
    return found
  }

  /// The first of several facts; what all have in common of what comes of their rejections.
  func joined(_ first: PromiseFact?, _ next: PromiseFact) -> PromiseFact {
    guard var joined = first else { return next }
    if joined.unheard != next.unheard { joined.unheard = .endsProcess }
    return joined
  }

  private func isNothing(_ reference: ValueReference) -> Bool {
    let value = file(reference.file)[reference.value]
    guard value.kind == .literal else { return false }
    return value.a == LiteralKind.null.rawValue || value.a == LiteralKind.undefined.rawValue
  }

  // MARK: Names

  private func fact(ofBinding id: BindingID, _ reference: ValueReference) -> PromiseFact? {
    let model = file(reference.file)
    let binding = model[id]
    let values = model.values(binding.values)
    if let known = common(values.map { with(reference, $0) }) { return known }
    guard isPromiseType(binding.type, reference.file) else { return nil }
    return PromiseFact(
      what: "`\(evaluator.text(binding.name))` is declared as one", isLazy: false,
      steps: [ProgramStep(file: reference.file, span: binding.span, text: "declared as a promise here")])
  }

  private func fact(ofMember reference: ValueReference, _ base: ValueID, _ name: Atom) -> PromiseFact? {
    let entities = evaluator.evaluate(reference.file, base, in: reference.context)
    guard !entities.isEmpty else { return nil }
    var found: [ValueReference] = []
    for entity in entities where entity.kind != .external {
      let definitions = evaluator.definitions(of: name, in: entity)
      if definitions.isEmpty { return nil }
      found += definitions
    }
    return common(found)
  }

  private func fact(ofParameter id: FunctionID, _ index: Int, _ reference: ValueReference) -> PromiseFact? {
    let record = file(reference.file)[id]
    let function = FunctionReference(file: reference.file, function: id)
    if let entry = evaluator.contexts.call(of: function, in: reference.context) {
      let caller = file(entry.call.file)
      let arguments = caller.values(caller[entry.call.call].arguments)
      let position = index + entry.skippedArguments
      guard position < arguments.count else { return nil }
      return fact(of: ValueReference(file: entry.call.file, value: arguments[position], context: entry.outer))
    }
    if index < record.parameters.count, isPromiseType(record.parameters[index].type, reference.file) {
      let parameter = record.parameters[index]
      return PromiseFact(
        what: "`\(evaluator.text(parameter.name))` is declared as one", isLazy: false,
        steps: [ProgramStep(file: reference.file, span: parameter.span, text: "declared as a promise here")])
    }
    return common(evaluator.inflows[.parameter(function, at: index)].values)
  }

  /// `Promise<T>`, `PromiseLike<T>`, Bluebird's.
  func isPromiseType(_ type: ValueID, _ file: FileIndex) -> Bool {
    guard !type.isUnknown else { return false }
    let value = self.file(file)[type]
    if value.kind == .global {
      let name = evaluator.text(Atom(value.a))
      return name == "Promise" || name == "PromiseLike"
    }
    return evaluator.evaluate(file, type).contains { entity in
      entity.kind == .external && evaluator.externals.text(ExternalID(entity.id)) == "bluebird"
    }
  }
}

/// What came of looking at functions as their calls run them.
struct EntryAnswers {
  private struct Key: Hashable {
    var function: FunctionReference
    var closed: [Span]
    var isThrown: Bool
  }

  private struct CallKey: Hashable {
    var function: FunctionReference
    var context: ContextID
    var isThrown: Bool
  }

  private var answers: [Key: Rejection] = [:]
  private var answersOfCalls: [CallKey: Rejection] = [:]
  private var counts: [FunctionReference: Int] = [:]
  /// So many calls of a function are looked at each for itself.
  private static let mostCalls = 64
  /// The same of a function that hands on what decides: what other calls run says less.
  private static let mostHandingOn = 512

  /// The answer of this very call, or of another one that runs the same code, where the function has many calls.
  ///
  /// - Parameters:
  ///   - known: what is known of the function, whoever calls it.
  ///   - differs: another call that runs the same code may have been answered otherwise.
  func answer(_ entered: Standpoint, isThrown: Bool, known: Rejection, differs: Bool) -> Rejection? {
    let call = CallKey(function: entered.function, context: entered.context, isThrown: isThrown)
    if entered.context != .any, let own = answersOfCalls[call] { return own }
    let count = counts[entered.function, default: 0]
    if differs { return count < Self.mostHandingOn ? nil : known }
    return count < Self.mostCalls
      ? nil : answers[Key(function: entered.function, closed: entered.closed, isThrown: isThrown)]
  }

  /// - Parameter isWhole: nothing that is being looked at was left out.
  mutating func keep(_ answer: Rejection, for entered: Standpoint, isThrown: Bool, isWhole: Bool) {
    counts[entered.function, default: 0] += 1
    if isWhole || answer.isPossible {
      answersOfCalls[CallKey(function: entered.function, context: entered.context, isThrown: isThrown)] = answer
    }
    answers[Key(function: entered.function, closed: entered.closed, isThrown: isThrown)] = answer
  }
}

/// A function that is looked at as one call of it runs it.
struct Standpoint {
  var function: FunctionReference
  var context: ContextID
  /// Code that does not run then.
  var closed: [Span]
}
