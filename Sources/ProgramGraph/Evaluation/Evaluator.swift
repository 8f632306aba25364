import JavaScript
import Semantics
import SourceText

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
  /// What was seen to flow into parameters and collections, from anywhere.
  @exclusivity(unchecked) var inflows = Inflows()
  /// Collections from outside whose contents are being asked for.
  @exclusivity(unchecked) var contentsInProgress: Set<Entity> = []

  /// Which packages the files may use.
  var packages = PackageFacts(ModuleLandscape())
  /// What prototypes are given by calls; known once the files are.
  var mixins = MixIns()
  /// What is hung on things from outside; known once the files are.
  var namedWrites = NamedWrites()
  /// What frameworks import of themselves; known once the files are.
  var autoImports = AutoImports()
  /// Things of frameworks that have the members told here, and no others.
  var givenMembers: [ExternalID: [Atom: [Entity]]] = [:]
  /// What injection containers give; known once the files are.
  var injections = Injections()
  /// What Mongoose schemas give to documents; known once the files are.
  var schemaMembers: SchemaMembers?

  /// Numbers of answers by file and value, for values in no context: most of what is asked.
  @exclusivity(unchecked) var memo: [[UInt32]]
  @exclusivity(unchecked) var contextMemo = FlatTable<ValueReference>()
  @exclusivity(unchecked) var memberMemo = FlatTable<MemberKey>()
  @exclusivity(unchecked) var answers = AnswerStore()
  /// What the questions being asked have read so far, the innermost last.
  @exclusivity(unchecked) var sources: [AnswerSource] = []
  /// Within a round an answer stays what it is; the next one looks at what has flown in.
  @exclusivity(unchecked) var round: UInt32 = 1

  /// Object literals that the question for definitions that is being answered has looked at.
  @exclusivity(unchecked) var spreadObjects: Set<Entity> = []

  @exclusivity(unchecked) var asking = Asking()
  /// Questions being asked, one within the other.
  @exclusivity(unchecked) var frames = 0
  /// Answers being checked, one within the other.
  @exclusivity(unchecked) var checks = 0
  @exclusivity(unchecked) var fuel = 0

  @exclusivity(unchecked) private var writeIndexes: [WriteIndex?]
  @exclusivity(unchecked) private var exportIndexes: [ExportIndex?]
  let sortedCalls = SortedCalls()
  let thisNames = ThisNames()
  /// Whether frameworks call functions of objects with something else than the object as `this`.
  var hasServiceObjects = false
  lazy var sequelizeModels = SequelizeModels(self)
  lazy var classIndex = ClassIndex(files: files, atoms: atoms, examined: examined)

  /// Files by their paths without extensions.
  private(set) lazy var filesByStem: [String: FileIndex] = files.enumerated().reduce(into: [:]) { table, entry in
    table[PathText.withoutExtension(entry.element.path)] = FileIndex(entry.offset)
  }

  /// More entities than this are no answer: the set is cut, never guessed at.
  static let fanOut = 200
  /// How many answers were cut so.
  var answersCut = 0
  static let maximumFrames = 100
  static let maximumChecks = 2000
  static let fuelPerQuestion = 3000
  static let cheapSteps = 200

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

  func compute(_ reference: ValueReference) -> [Entity] {
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
      if model.isNested(FunctionID(value.a)) { asking.onSurroundings = true }
      let scope = contexts.enclosing(context, model[FunctionID(value.a)].span, file, files: files)
      return [Entity(kind: .function, file: file, id: value.a, context: scope)]
    case .class:
      return [Entity(kind: .class, file: file, id: value.a)]
    case .object, .array:
      if model.isInFunction(value.span) { asking.onSurroundings = true }
      let scope = contexts.enclosing(context, value.span, file, files: files)
      return [
        Entity(kind: value.kind == .object ? .object : .array, file: file, id: reference.value.raw, context: scope)
      ]
    case .spread:
      return elements(of: ValueReference(file: file, value: ValueID(value.a), context: context))
    case .elementOf:
      let list = ValueReference(file: file, value: ValueID(value.a), context: context)
      return value.b == 0 ? elements(of: list) : elements(of: list, at: Int(value.b) - 1)
    case .member:
      let found = claimed(member(ValueID(value.a), Atom(value.b), file, context), reference)
      // `(await import("./route")).default.default`: of what is compiled to CommonJS the first stands for the whole.
      if found.allSatisfy({ $0.kind == .module }), Atom(value.b) == .default, case let whole = model[ValueID(value.a)],
        whole.kind == .member,
        Atom(whole.b) == .default
      {
        return evaluate(file, ValueID(value.a), in: context)
      }
      return found
    case .element:
      let found = element(ValueID(value.a), ValueID(value.b), file, context)
      return claimed(
        letThrough(named(found, by: ValueID(value.b), file), by: ValueID(value.b), at: value.span, file), reference)
    case .call:
      return claimed(result(of: CallReference(file: file, call: CallID(value.a)), in: context), reference)
    case .awaited:
      return claimed(evaluate(file, ValueID(value.a), in: context), reference)
    case .this:
      return this(of: FunctionReference(file: file, function: FunctionID(value.a)), in: context)
    case .superclass:
      return evaluate(file, model[ClassID(value.a)].superclass)
    case .choice:
      return model.values(ListID(value.a)).gathered { evaluate(file, $0, in: context) }
    case .parameter:
      return parameter(FunctionReference(file: file, function: FunctionID(value.a)), Int(value.b), context)
    case .restParameter, .arguments:
      asking.onSurroundings = true
      return [Entity(kind: .array, file: file, id: reference.value.raw, context: context)]
    }
  }

  private func binding(_ id: BindingID, _ file: FileIndex, _ context: ContextID) -> [Entity] {
    let binding = files[file.index][id]
    let found = files[file.index].values(binding.values).gathered { evaluate(file, $0, in: context) }
    return declared(found, as: binding.type, file)
  }

  private func global(_ name: Atom, _ file: FileIndex) -> [Entity] {
    if name == .exports { return [Entity(kind: .module, file: file, id: 0)] }
    let imported = autoImports.found(name, in: file, self)
    if !imported.isEmpty { return imported }
    let outside = Entity(kind: .external, file: file, id: externals.global(text(name)).raw).placeless
    // A console of a browser's worker is none of the server's.
    if text(name) == "console" { return [outside] }
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

  /// What an import loads.
  func module(of id: ImportID, _ file: FileIndex) -> [Entity] {
    let specifier: String
    switch resolutions[file.index][id.index] {
    case .file(let target):
      guard GeneratedClients.isPrisma(files[target.index].path, isMissing: false) else {
        return [Entity(kind: .module, file: target, id: 0)]
      }
      specifier = GeneratedClients.prisma
    case .external: specifier = text(files[file.index][id].specifier)
    case .missing:
      guard GeneratedClients.isPrisma(text(files[file.index][id].specifier), isMissing: true) else { return [] }
      specifier = GeneratedClients.prisma
    }
    return [Entity(kind: .external, file: FileIndex(0), id: externals.module(specifier).raw)]
  }

  private func imported(_ name: Atom, through id: ImportID, _ file: FileIndex) -> [Entity] {
    module(of: id, file).gathered { lookUp(name, in: $0) }
  }

  private func member(_ base: ValueID, _ name: Atom, _ file: FileIndex, _ context: ContextID) -> [Entity] {
    let model = files[file.index]
    if name == .exports, model[base].kind == .global, Atom(model[base].a) == .module, !model.isModule {
      return [Entity(kind: .module, file: file, id: 0)]
    }
    if model[base].kind == .superclass { return superMember(name, ClassID(model[base].a), file, in: context) }
    return evaluate(file, base, in: context).gathered { lookUp(name, in: $0) }
  }

  private func element(_ base: ValueID, _ index: ValueID, _ file: FileIndex, _ context: ContextID) -> [Entity] {
    if let constant = constantText(file, index, in: context) {
      let name = atoms.intern(constant)
      return evaluate(file, base, in: context).gathered { lookUp(name, in: $0) }
    }
    let marked = marked(base, index, file)
    if !marked.isEmpty { return marked }
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
    asking.onSurroundings = true
    let record = files[function.file.index][function.function]
    if let call = contexts.call(of: function, in: context) {
      let found = argument(index, of: call)
      if !found.isEmpty { return found }
      if isLeftOut(index, of: call) {
        return index < record.parameters.count ? evaluate(function.file, record.parameters[index].initial) : []
      }
    }
    let inflow = inflow(.parameter(function, at: index))
    var found = inflow.values.gathered { handed($0, to: function, in: context) }
    found += inflow.things
    if found.isEmpty { found = inflow.assumed }
    if index < record.parameters.count {
      let parameter = record.parameters[index]
      if found.isEmpty { found = injected(by: parameter.decorators, function.file) }
      if found.isEmpty, !parameter.initial.isUnknown { found = evaluate(function.file, parameter.initial) }
      if found.isEmpty, !parameter.type.isUnknown { found = instances(ofType: parameter.type, function.file) }
    }
    return found
  }

  /// What a callback is handed in the function that it is written in: `steps.reduce((next, step) => step(next), handler)`,
  /// where `handler` is what this one call of that function was given.
  private func handed(_ value: ValueReference, to callback: FunctionReference, in context: ContextID) -> [Entity] {
    guard context != .any, value.context == .any, value.file == callback.file else { return evaluate(value) }
    let model = files[value.file.index]
    let inner = contexts.enclosing(context, model[value.value].span, value.file, files: files)
    guard let entry = contexts[inner], entry.heritage == nil,
      model[entry.callee.function].span.contains(model[callback.function].span)
    else { return evaluate(value) }
    let found = evaluate(ValueReference(file: value.file, value: value.value, context: inner))
    return found.isEmpty ? evaluate(value) : found
  }

  /// Whether a call ends before a position: what others hand over there is not meant.
  private func isLeftOut(_ index: Int, of entry: ContextTable.Entry) -> Bool {
    let model = files[entry.call.file.index]
    let site = model[entry.call.call]
    let callee = model[site.callee]
    if site.flags.contains(.spreadArguments) || callee.kind == .member && Atom(callee.b) == .apply { return false }
    return index + entry.skippedArguments >= model.values(site.arguments).count
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
