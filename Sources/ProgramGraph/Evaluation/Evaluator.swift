import JavaScript
import Semantics

/// Answers "what may this value be?" over all files, on demand.
///
/// There are no types to lean on, so the answer is followed through definitions: bindings, imports and exports,
/// members of objects, classes and instances, results of calls, and parameters. A parameter means the arguments of the
/// calls in its *context* where that is known (so that each `asyncHandler(fn)` keeps its own `fn`), else everything
/// that was seen to flow into it. An empty answer means unknown; nothing is guessed from names.
///
/// Single-threaded: built and asked by the passes that make a `Program`.
final class Evaluator {
  let files: [ProgramFile]
  let resolutions: [[ResolvedModule]]
  /// By file: whether what it says counts. Empty: all do.
  let examined: [Bool]
  @exclusivity(unchecked) var atoms: AtomTable
  @exclusivity(unchecked) var externals = ExternalPaths()
  @exclusivity(unchecked) var contexts = ContextTable()
  /// By external path; kept by `conduct(of:)`.
  @exclusivity(unchecked) var conducts: [ExternalConduct?] = []
  /// What was seen to be passed for a parameter, from anywhere.
  @exclusivity(unchecked) var flows: [ParameterKey: [ValueReference]] = [:]
  /// Collections from outside whose contents are being asked for.
  @exclusivity(unchecked) var contentsInProgress: Set<Entity> = []
  /// Things that frameworks pass for a parameter: a Fastify instance to a plugin.
  @exclusivity(unchecked) var entityFlows: [ParameterKey: [Entity]] = [:]
  /// What the declared type of a function says of its parameters, where nothing else is known.
  @exclusivity(unchecked) var assumedFlows: [ParameterKey: [Entity]] = [:]

  /// What was put into arrays, maps and sets after they were made.
  var collections: [Entity: [ValueReference]] = [:]
  /// What prototypes are given by calls; known once the files are.
  var mixins = MixIns()
  /// What is hung on things from outside; known once the files are.
  var namedWrites = NamedWrites()
  /// What injection containers give; known once the files are.
  var injections = Injections()
  /// What Mongoose schemas give to documents; known once the files are.
  var schemaMembers: SchemaMembers?

  /// What the answer being worked out hangs on, so far.
  @exclusivity(unchecked) var dependence = Dependence.none

  /// Numbers of answers by file and value, for values in no context: most of what is asked.
  @exclusivity(unchecked) private var memo: [[UInt32]]
  @exclusivity(unchecked) private var contextMemo = FlatTable<ValueReference>()
  @exclusivity(unchecked) private var memberMemo = FlatTable<MemberKey>()
  @exclusivity(unchecked) var answers = AnswerStore()

  /// Object literals that the question for definitions that is being answered has looked at.
  @exclusivity(unchecked) var spreadObjects: Set<Entity> = []

  /// Questions being asked, one within the other.
  @exclusivity(unchecked) private var frames = 0
  /// The outermost frame whose unfinished answer was used: what lies above it is not whole.
  @exclusivity(unchecked) private var cut = Int.max
  /// The context the innermost question is asked in.
  @exclusivity(unchecked) private var currentContext = ContextID.any
  @exclusivity(unchecked) private var fuel = 0

  @exclusivity(unchecked) private var writeIndexes: [WriteIndex?]
  @exclusivity(unchecked) private var exportIndexes: [ExportIndex?]
  let sortedCalls = SortedCalls()
  lazy var classIndex = ClassIndex(files: files, atoms: atoms, examined: examined)

  /// More entities than this are no answer: the set is cut, never guessed at.
  static let fanOut = 200
  /// How many answers were cut so.
  private(set) var answersCut = 0
  private static let maximumFrames = 100
  private static let fuelPerQuestion = 3000
  private static let cheapSteps = 200

  init(files: [FileModel], resolutions: [[ResolvedModule]], atoms: AtomTable, examined: [Bool] = []) {
    self.files = files.map(ProgramFile.init)
    self.resolutions = resolutions
    self.examined = examined
    self.atoms = atoms
    memo = files.map { _ in [] }
    writeIndexes = files.map { _ in nil }
    exportIndexes = files.map { _ in nil }
  }

  func writeIndex(_ file: FileIndex) -> WriteIndex {
    if let known = writeIndexes[file.index] { return known }
    let index = WriteIndex(files[file.index])
    writeIndexes[file.index] = index
    return index
  }

  func exportIndex(_ file: FileIndex) -> ExportIndex {
    if let known = exportIndexes[file.index] { return known }
    let index = ExportIndex(files[file.index])
    exportIndexes[file.index] = index
    return index
  }

  func text(_ atom: Atom) -> String { atom.isNone ? "" : atoms.text(atom) }

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
    let index = reference.value.index
    if memo[file].isEmpty { memo[file] = [UInt32](repeating: 0, count: files[file].model.values.count) }
    let known = memo[file][index]
    if known != 0 { return answer(known, keeping: reference.context == currentContext) }
    guard let outer = open(in: .any) else { return [] }
    memo[file][index] = AnswerStore.mark(frame: frames - 1)
    let result = compute(reference)
    let (number, found) = close(outer, result, in: .any)
    memo[file][index] = number
    return found
  }

  private func evaluateInContext(_ reference: ValueReference) -> [Entity] {
    if !memo[reference.file.index].isEmpty {
      let anywhere = memo[reference.file.index][reference.value.index]
      // The same in every context.
      if anywhere != 0, anywhere < AnswerStore.firstFrame, !answers.dependence(of: anywhere).onSurroundings {
        return answer(anywhere, keeping: false)
      }
    }
    let known = contextMemo[reference]
    if known != 0 { return answer(known, keeping: reference.context == currentContext) }
    guard let outer = open(in: reference.context) else { return [] }
    contextMemo[reference] = AnswerStore.mark(frame: frames - 1)
    let result = compute(reference)
    let (number, found) = close(outer, result, in: reference.context)
    contextMemo[reference] = number
    return found
  }

  /// An answer about a member, asked once.
  func remembered(_ key: MemberKey, _ compute: () -> [Entity]) -> [Entity] {
    let known = memberMemo[key]
    if known != 0 { return answer(known, keeping: false) }
    guard let outer = open(in: Self.noContext) else { return [] }
    memberMemo[key] = AnswerStore.mark(frame: frames - 1)
    let result = compute()
    let (number, found) = close(outer, result, in: Self.noContext)
    memberMemo[key] = number
    return found
  }

  /// Questions about members are asked of an entity, which brings its own context.
  private static let noContext = ContextID(raw: .max)

  private func answer(_ number: UInt32, keeping surroundings: Bool) -> [Entity] {
    if number >= AnswerStore.firstFrame {
      // The question runs into itself.
      cut = min(cut, Int(number - AnswerStore.firstFrame))
      return []
    }
    var known = answers.dependence(of: number)
    known.onSurroundings = known.onSurroundings && surroundings
    dependence.formUnion(known)
    return answers[number]
  }

  /// What a question within a question sets aside.
  private struct Outer {
    var dependence: Dependence
    var cut: Int
    var context: ContextID
  }

  /// Begins a question within a question, if there is fuel and room for one.
  private func open(in context: ContextID) -> Outer? {
    if frames == 0 { fuel = Self.fuelPerQuestion }
    fuel -= 1
    guard fuel > 0, frames < Self.maximumFrames else {
      cut = 0
      return nil
    }
    frames += 1
    let outer = Outer(dependence: dependence, cut: cut, context: currentContext)
    dependence = .none
    cut = .max
    currentContext = context
    return outer
  }

  /// Ends a question: its number is 0 where the answer hangs on one that is still being asked, and so may be short. Such
  /// an answer is kept all the same where the question has become expensive: it would be asked again and again.
  private func close(_ outer: Outer, _ result: [Entity], in context: ContextID) -> (number: UInt32, found: [Entity]) {
    var found = result
    if found.count > Self.fanOut { answersCut += 1 }
    answers.tidy(&found, limit: Self.fanOut)
    frames -= 1
    let isWhole = cut >= frames
    let isExpensive = fuel < Self.fuelPerQuestion - Self.cheapSteps
    let number = isWhole || isExpensive ? answers.keep(found, dependence) : 0
    cut = isWhole ? outer.cut : min(cut, outer.cut)
    if frames == 0 { cut = .max }
    if context != outer.context || context == Self.noContext { dependence.onSurroundings = false }
    dependence.formUnion(outer.dependence)
    currentContext = outer.context
    return (number, found)
  }

  /// Forgets what depended on parameters whose flows have grown.
  func forget(dependentOn grown: UInt64) {
    for file in memo.indices where !memo[file].isEmpty {
      for index in memo[file].indices where answers.isStale(memo[file][index], grown) { memo[file][index] = 0 }
    }
    contextMemo.removeAll { answers.isStale($0, grown) }
    memberMemo.removeAll { answers.isStale($0, grown) }
    answers.freeStale(grown)
  }

  private func compute(_ reference: ValueReference) -> [Entity] {
    let file = reference.file
    let model = files[file.index]
    let context = reference.context
    let value = model[reference.value]
    switch value.kind {
    case .unknown, .concatenation, .caught, .importMeta, .opaque, .literal, .string:
      // `evaluate` has answered.
      return []
    case .binding:
      return binding(BindingID(value.a), file, context)
    case .global:
      return global(Atom(value.a), file)
    case .module:
      let found = module(of: ImportID(value.a), file)
      return found.isEmpty || found[0].kind != .module ? found : found + assigned(to: found[0])
    case .imported:
      return imported(Atom(value.b), through: ImportID(value.a), file)
    case .function:
      if model.isNested(FunctionID(value.a)) { dependence.onSurroundings = true }
      let scope = contexts.enclosing(context, model[FunctionID(value.a)].span, file, files: files)
      return [Entity(kind: .function, file: file, id: value.a, context: scope)]
    case .class:
      return [Entity(kind: .class, file: file, id: value.a)]
    case .object, .array:
      if model.isInFunction(value.span) { dependence.onSurroundings = true }
      let scope = contexts.enclosing(context, value.span, file, files: files)
      return [
        Entity(kind: value.kind == .object ? .object : .array, file: file, id: reference.value.raw, context: scope)
      ]
    case .spread:
      return elements(of: ValueReference(file: file, value: ValueID(value.a), context: context))
    case .elementOf:
      return elements(of: ValueReference(file: file, value: ValueID(value.a), context: context))
    case .member:
      return member(ValueID(value.a), Atom(value.b), file, context)
    case .element:
      return element(ValueID(value.a), ValueID(value.b), file, context)
    case .call:
      return result(of: CallReference(file: file, call: CallID(value.a)), in: context)
    case .awaited:
      return evaluate(file, ValueID(value.a), in: context)
    case .this:
      return this(of: FunctionReference(file: file, function: FunctionID(value.a)), in: context)
    case .superclass:
      return evaluate(file, model[ClassID(value.a)].superclass)
    case .choice:
      return model.values(ListID(value.a)).gathered { evaluate(file, $0, in: context) }
    case .parameter:
      return parameter(FunctionReference(file: file, function: FunctionID(value.a)), Int(value.b), context)
    case .restParameter, .arguments:
      dependence.onSurroundings = true
      return [Entity(kind: .array, file: file, id: reference.value.raw, context: context)]
    }
  }

  private func binding(_ id: BindingID, _ file: FileIndex, _ context: ContextID) -> [Entity] {
    let binding = files[file.index][id]
    var found = files[file.index].values(binding.values).gathered { evaluate(file, $0, in: context) }
    if found.isEmpty, !binding.type.isUnknown {
      found = instances(ofType: binding.type, file)
    }
    return found
  }

  private func global(_ name: Atom, _ file: FileIndex) -> [Entity] {
    if name == .exports, !files[file.index].isModule { return [Entity(kind: .module, file: file, id: 0)] }
    let outside = Entity(kind: .external, file: file, id: externals.global(text(name)).raw).placeless
    // `globalThis.name = …` and `name = …` without a declaration, which any file may read as `name`.
    let writes = namedWrites.writes(of: name)
    guard !writes.isEmpty else { return [outside] }
    let own = writes.filter { write in
      let base = files[write.file.index][write.base]
      return write.file == file && base.kind == .global && Atom(base.a) == .globalThis
    }
    let said = own.gathered { evaluate(file, $0.value) }
    if !said.isEmpty { return said }
    let whole = Entity(kind: .external, file: FileIndex(0), id: externals.global("globalThis").raw)
    return externalMember(name, of: whole)
  }

  private func module(of id: ImportID, _ file: FileIndex) -> [Entity] {
    switch resolutions[file.index][id.index] {
    case .file(let target):
      return [Entity(kind: .module, file: target, id: 0)]
    case .external:
      let specifier = text(files[file.index][id].specifier)
      return [Entity(kind: .external, file: file, id: externals.module(specifier).raw).placeless]
    case .missing:
      return []
    }
  }

  private func imported(_ name: Atom, through id: ImportID, _ file: FileIndex) -> [Entity] {
    module(of: id, file).gathered { lookUp(name, in: $0) }
  }

  private func member(_ base: ValueID, _ name: Atom, _ file: FileIndex, _ context: ContextID) -> [Entity] {
    let model = files[file.index]
    if name == .exports, model[base].kind == .global, Atom(model[base].a) == .module, !model.isModule {
      return [Entity(kind: .module, file: file, id: 0)]
    }
    if model[base].kind == .superclass { return superMember(name, ClassID(model[base].a), file) }
    return evaluate(file, base, in: context).gathered { lookUp(name, in: $0) }
  }

  private func element(_ base: ValueID, _ index: ValueID, _ file: FileIndex, _ context: ContextID) -> [Entity] {
    if let constant = constantText(file, index, in: context) {
      let name = atoms.intern(constant)
      return evaluate(file, base, in: context).gathered { lookUp(name, in: $0) }
    }
    // `thing[Symbol.dispose]` is none of the members that have names, and which of the others it is nobody can tell.
    if isSymbol(index, file, context) { return [] }
    return evaluate(file, base, in: context).gathered { anyMember(of: $0) }
  }

  private func isSymbol(_ index: ValueID, _ file: FileIndex, _ context: ContextID) -> Bool {
    evaluate(file, index, in: context).contains { entity in
      guard entity.kind == .external else { return false }
      let path = externals.text(ExternalID(entity.id))
      return path.hasPrefix("#Symbol.") || path == "#Symbol()"
    }
  }

  /// What a parameter may be: the argument in its context, else what flows into it, else what its type says.
  private func parameter(_ function: FunctionReference, _ index: Int, _ context: ContextID) -> [Entity] {
    dependence.onSurroundings = true
    let record = files[function.file.index][function.function]
    if let call = contexts.call(of: function, in: context) {
      let found = argument(index, of: call)
      if !found.isEmpty { return found }
    }
    let key = ParameterKey(function: function, index: UInt32(truncatingIfNeeded: index))
    dependence.flows |= key.bit
    var found = (flows[key] ?? []).gathered { evaluate($0) }
    found += entityFlows[key] ?? []
    if found.isEmpty { found = assumedFlows[key] ?? [] }
    if index < record.parameters.count {
      let parameter = record.parameters[index]
      if found.isEmpty { found = injected(by: parameter.decorators, function.file) }
      if found.isEmpty, !parameter.initial.isUnknown { found = evaluate(function.file, parameter.initial) }
      if found.isEmpty, !parameter.type.isUnknown { found = instances(ofType: parameter.type, function.file) }
    }
    return found
  }

  /// What stands in an argument position of a call, read where the call is.
  func argument(_ index: Int, of entry: ContextTable.Entry) -> [Entity] {
    let model = files[entry.call.file.index]
    let arguments = model.values(model[entry.call.call].arguments)
    let position = index + entry.skippedArguments
    guard position >= 0, position < arguments.count else { return [] }
    if arguments[...position].contains(where: { model[$0].kind == .spread }) { return [] }
    return evaluate(entry.call.file, arguments[position], in: entry.outer)
  }
}
