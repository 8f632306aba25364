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
  var atoms: AtomTable
  var externals = ExternalPaths()
  var contexts = ContextTable()
  /// What was seen to be passed for a parameter, from anywhere.
  var flows: [ParameterKey: [ValueReference]] = [:]
  /// Things that frameworks pass for a parameter: a Fastify instance to a plugin.
  var entityFlows: [ParameterKey: [Entity]] = [:]

  /// What Mongoose schemas give to documents; known once the files are.
  var schemaMembers: SchemaMembers?

  /// Set while evaluating when the answer depends on what flows into a parameter, and may grow.
  var touchedParameter = false

  /// By file and value: 0 for not asked, the mark for being asked, else one more than the place in `sets`.
  private var memo: [[UInt32]]
  private var memoTouched: [[Bool]]
  private static let inProgressMark = UInt32.max
  private var depth = 0
  private var outerTouched: [Bool] = []
  private var sets: [[Entity]] = [[]]
  private var contextMemo: [ValueReference: [Entity]] = [:]
  private var inProgress: Set<ValueReference> = []
  /// An evaluation ran into itself: its answer may be short and is not kept.
  private var wasCut = false
  private var fuel = 0

  var exportMemo: [ExportKey: [Entity]] = [:]
  var exportsInProgress: Set<ExportKey> = []
  var writeIndexes: [FileIndex: WriteIndex] = [:]
  var ownerIndexes: [FileIndex: [UInt32: UInt32]] = [:]
  lazy var classIndex = ClassIndex(files: files, atoms: atoms)

  struct ParameterKey: Hashable {
    var function: FunctionReference
    var index: UInt32
  }

  struct ExportKey: Hashable {
    var file: FileIndex
    var name: Atom
  }

  var lookUpDepth = 0
  var lookUpSteps = 0
  static let cheapLookUps = 40
  var lookUpMemo: [MemberKey: (found: [Entity], touched: Bool)] = [:]
  var lookUpsInProgress: Set<MemberKey> = []

  struct MemberKey: Hashable {
    var entity: Entity
    var name: Atom
  }

  static let maximumLookUpDepth = 40

  /// More entities than this are no answer: the set is cut, never guessed at.
  static let fanOut = 200
  private static let maximumDepth = 60
  private static let fuelPerQuestion = 2000
  private static let cheapSteps = 200

  init(files: [FileModel], resolutions: [[ResolvedModule]], atoms: AtomTable) {
    self.files = files.map(ProgramFile.init)
    self.resolutions = resolutions
    self.atoms = atoms
    memo = files.map { _ in [] }
    memoTouched = files.map { _ in [] }
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

  /// Values in no context are most of what is asked: their answers stand in arrays.
  private func evaluateAnywhere(_ reference: ValueReference) -> [Entity] {
    let file = reference.file.index
    let index = reference.value.index
    if memo[file].isEmpty {
      memo[file] = [UInt32](repeating: 0, count: files[file].model.values.count)
      memoTouched[file] = [Bool](repeating: false, count: files[file].model.values.count)
    }
    let known = memo[file][index]
    if known == Self.inProgressMark {
      wasCut = true
      return []
    }
    if known != 0 {
      if memoTouched[file][index] { touchedParameter = true }
      return sets[Int(known) - 1]
    }
    guard enter() else { return [] }
    memo[file][index] = Self.inProgressMark
    let (result, isWhole) = answer(reference)
    guard isWhole else {
      memo[file][index] = 0
      return result
    }
    if result.isEmpty {
      memo[file][index] = 1
    } else {
      sets.append(result)
      memo[file][index] = UInt32(truncatingIfNeeded: sets.count)
    }
    memoTouched[file][index] = touchedParameter
    touchedParameter = touchedParameter || outerTouched.removeLast()
    return result
  }

  private func evaluateInContext(_ reference: ValueReference) -> [Entity] {
    if let known = contextMemo[reference] {
      touchedParameter = true
      return known
    }
    guard inProgress.insert(reference).inserted else {
      wasCut = true
      return []
    }
    defer { inProgress.remove(reference) }
    guard enter() else { return [] }
    let (result, isWhole) = answer(reference)
    guard isWhole else { return result }
    contextMemo[reference] = result
    touchedParameter = touchedParameter || outerTouched.removeLast()
    return result
  }

  /// Begins a question within a question, if there is fuel and room for one.
  private func enter() -> Bool {
    if depth == 0 { fuel = Self.fuelPerQuestion }
    fuel -= 1
    guard fuel > 0, depth < Self.maximumDepth else {
      wasCut = true
      return false
    }
    depth += 1
    return true
  }

  /// The answer, and whether it may be kept. What was cut is kept all the same where the question has become expensive:
  /// it would be asked again and again. Where it is kept, the caller takes the last of `outerTouched`.
  private func answer(_ reference: ValueReference) -> (result: [Entity], isWhole: Bool) {
    outerTouched.append(touchedParameter)
    let outerCut = wasCut
    touchedParameter = false
    wasCut = false
    var result = compute(reference)
    if result.count > 1 { result = unique(result) }
    if result.count > Self.fanOut { result.removeLast(result.count - Self.fanOut) }
    depth -= 1
    let isWhole = !wasCut || depth == 0 || fuel < Self.fuelPerQuestion - Self.cheapSteps
    wasCut = depth == 0 ? false : wasCut || outerCut
    if !isWhole { touchedParameter = outerTouched.removeLast() || touchedParameter }
    return (result, isWhole)
  }

  /// Forgets what depended on parameters: their flows have grown.
  func forgetParameterDependents() {
    for file in memo.indices where !memo[file].isEmpty {
      for index in memo[file].indices where memoTouched[file][index] {
        memo[file][index] = 0
        memoTouched[file][index] = false
      }
    }
    contextMemo.removeAll(keepingCapacity: true)
    exportMemo.removeAll(keepingCapacity: true)
    lookUpMemo.removeAll(keepingCapacity: true)
  }

  func unique(_ entities: [Entity]) -> [Entity] {
    if entities.count == 2 { return entities[0] == entities[1] ? [entities[0]] : entities }
    var seen: Set<Entity> = []
    return entities.filter { seen.insert($0).inserted }
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
      return module(of: ImportID(value.a), file)
    case .imported:
      return imported(Atom(value.b), through: ImportID(value.a), file)
    case .function:
      let scope = contexts.enclosing(context, model[FunctionID(value.a)].span, file, files: files)
      return [Entity(kind: .function, file: file, id: value.a, context: scope)]
    case .class:
      return [Entity(kind: .class, file: file, id: value.a)]
    case .object, .array:
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
      return model.values(ListID(value.a)).flatMap { evaluate(file, $0, in: context) }
    case .parameter:
      return parameter(FunctionReference(file: file, function: FunctionID(value.a)), Int(value.b), context)
    case .restParameter, .arguments:
      return [Entity(kind: .array, file: file, id: reference.value.raw, context: context)]
    }
  }

  private func binding(_ id: BindingID, _ file: FileIndex, _ context: ContextID) -> [Entity] {
    let binding = files[file.index][id]
    var found = files[file.index].values(binding.values).flatMap { evaluate(file, $0, in: context) }
    if found.isEmpty, !binding.type.isUnknown {
      found = instances(ofType: binding.type, file)
    }
    return found
  }

  private func global(_ name: Atom, _ file: FileIndex) -> [Entity] {
    if name == .exports, !files[file.index].isModule { return [Entity(kind: .module, file: file, id: 0)] }
    return [Entity(kind: .external, file: file, id: externals.global(text(name)).raw).placeless]
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
    module(of: id, file).flatMap { lookUp(name, in: $0) }
  }

  private func member(_ base: ValueID, _ name: Atom, _ file: FileIndex, _ context: ContextID) -> [Entity] {
    let model = files[file.index]
    if name == .exports, model[base].kind == .global, Atom(model[base].a) == .module, !model.isModule {
      return [Entity(kind: .module, file: file, id: 0)]
    }
    return evaluate(file, base, in: context).flatMap { lookUp(name, in: $0) }
  }

  private func element(_ base: ValueID, _ index: ValueID, _ file: FileIndex, _ context: ContextID) -> [Entity] {
    if let constant = constantText(file, index, in: context) {
      let name = atoms.intern(constant)
      return evaluate(file, base, in: context).flatMap { lookUp(name, in: $0) }
    }
    return evaluate(file, base, in: context).flatMap { entity -> [Entity] in
      switch entity.kind {
      case .array: return elements(ofArray: entity)
      case .object: return everyProperty(of: entity)
      case .external:
        return externals.member(ExternalID(entity.id), "[]").map { [entity.with(external: $0)] } ?? []
      default: return []
      }
    }
  }

  /// What a parameter may be: the argument in its context, else what flows into it, else what its type says.
  private func parameter(_ function: FunctionReference, _ index: Int, _ context: ContextID) -> [Entity] {
    touchedParameter = true
    let record = files[function.file.index][function.function]
    if let call = contexts.call(of: function, in: context) {
      let found = argument(index, of: call)
      if !found.isEmpty { return found }
    }
    let key = ParameterKey(function: function, index: UInt32(truncatingIfNeeded: index))
    var found = (flows[key] ?? []).flatMap { evaluate($0) }
    found += entityFlows[key] ?? []
    if index < record.parameters.count {
      let parameter = record.parameters[index]
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

extension Entity {
  /// Without the file it was named in: the same thing wherever it is imported.
  var placeless: Entity {
    var copy = self
    copy.file = FileIndex(0)
    copy.context = .any
    return copy
  }

  func with(external id: ExternalID) -> Entity {
    var copy = self
    copy.id = id.raw
    return copy
  }
}
