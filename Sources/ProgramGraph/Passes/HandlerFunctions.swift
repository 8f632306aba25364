import JavaScript
import Semantics
import SourceText

/// Finds the functions in what is handed to a framework: by name, bound, in lists, behind wrappers, below the
/// properties of objects.
///
/// Of a wrapper that calls the function it was given with what it is called with, that function is the handler; the
/// closure it makes only stands before it.
struct HandlerFunctions {
  let evaluator: Evaluator

  struct Found {
    var function: Entity
    /// Closures of wrappers around it, the outermost first.
    var wrappers: [Entity] = []
    /// The properties that the stars of the way were.
    var stars: [String] = []
  }

  private static let maximumDepth = 6
  /// Tables that hold each other again and again are given up.
  private static let fuelPerQuestion = 20_000

  /// Methods of promises and lists, which call what they are given on their own behalf.
  private static let chaining = [
    ".then()", ".catch()", ".finally()", ".map()", ".filter()", ".forEach()", ".reduce()", ".find()", ".sort()",
    "#map()", "#filter()", "#forEach()",
  ]

  // MARK: Places

  /// The functions at a place in a call.
  func functions(at place: Place, of call: CallReference, in context: ContextID = .any) -> [Found] {
    let model = evaluator.files[call.file.index]
    let arguments = model.values(model[call.call].arguments)
    let chosen: [ValueID]
    switch place.position {
    case .index(let index): chosen = index < arguments.count ? [arguments[index]] : []
    case .last: chosen = arguments.last.map { [$0] } ?? []
    case .from(let index): chosen = Array(arguments.dropFirst(index))
    }
    return chosen.flatMap { value -> [Found] in
      if place.path.isEmpty, model[value].kind == .function {
        // A listener written where it is registered is what listens, whatever it calls.
        return evaluator.evaluate(call.file, value, in: context).map { Found(function: $0) }
      }
      return functions(in: value, call.file, context, along: place.path)
    }
  }

  func functions(
    in value: ValueID, _ file: FileIndex, _ context: ContextID = .any, along path: String = "", options: [String] = []
  ) -> [Found] {
    let entities = evaluator.evaluate(file, value, in: context)
    if path.isEmpty, entities.isEmpty { return inUnknownCall(value, file, context) }
    return functions(in: entities, along: path, options: options)
  }

  func functions(in entities: [Entity], along path: String, options: [String] = []) -> [Found] {
    var found: [Found] = []
    var fuel = Self.fuelPerQuestion
    walk(path.parts(between: ".")[...], entities, stars: [], options, depth: 0, &fuel, into: &found)
    return found
  }

  private func walk(
    _ path: ArraySlice<Substring>, _ entities: [Entity], stars: [String], _ options: [String], depth: Int,
    _ fuel: inout Int, into found: inout [Found]
  ) {
    fuel -= 1
    guard depth < 12, fuel > 0, found.count < Evaluator.fanOut * 4 else { return }
    guard let step = path.first else {
      for item in handlers(in: entities, options: options) {
        var item = item
        item.stars = stars
        found.append(item)
      }
      return
    }
    for entity in entities.flatMap({ evaluator.callable($0).isEmpty ? [$0] : evaluator.callable($0) }) {
      switch entity.kind {
      case .array:
        walk(path, evaluator.elements(ofArray: entity), stars: stars, options, depth: depth + 1, &fuel, into: &found)
      case .function where depth > 0 || step.hasPrefix("()"):
        // `fields: () => ({ … })`, or a factory.
        let rest: ArraySlice<Substring>
        switch step {
        case "()": rest = path.dropFirst()
        case _ where step.hasPrefix("()"): rest = [step.dropFirst(2)] + path.dropFirst()
        default: rest = path
        }
        walk(rest, evaluator.returns(of: entity), stars: stars, options, depth: depth + 1, &fuel, into: &found)
      case .external:
        // What a package made has whatever it has: the functions it was made with are not its members.
        continue
      default:
        if step == "*" {
          for (name, values) in properties(of: entity) {
            walk(path.dropFirst(), values, stars: stars + [name], options, depth: depth + 1, &fuel, into: &found)
          }
        } else {
          let name = evaluator.atoms.intern(String(step))
          walk(
            path.dropFirst(), evaluator.lookUp(name, in: entity), stars: stars, options, depth: depth + 1, &fuel,
            into: &found)
        }
      }
    }
  }

  /// Everything a table, module or object of a class has, by name.
  private func properties(of entity: Entity, depth: Int = 0) -> [(name: String, values: [Entity])] {
    guard depth < 4 else { return [] }
    let model = evaluator.files[entity.file.index]
    switch entity.kind {
    case .object:
      let given = evaluator.mixins.given(to: entity, evaluator).flatMap { properties(of: $0, depth: depth + 1) }
      return given
        + model.properties(of: model[ValueID(entity.id)]).flatMap { property -> [(name: String, values: [Entity])] in
          let values = evaluator.evaluate(entity.file, property.value, in: entity.context)
          switch property.kind {
          case .spread: return values.flatMap { properties(of: $0, depth: depth + 1) }
          case .value, .method, .computed: return [(evaluator.text(property.name), values)]
          case .getter, .setter: return []
          }
        }
    case .instance, .class:
      return model[ClassID(entity.id)].members.filter { $0.kind == .method || $0.kind == .field }.map { member in
        (evaluator.text(member.name), evaluator.evaluate(entity.file, member.value))
      }
    case .module:
      return model.exports.filter { !$0.isTypeOnly && $0.name.exists }.map { record in
        (evaluator.text(record.name), evaluator.export(record.name, of: entity.file))
      }
    default:
      return []
    }
  }

  // MARK: Handlers

  /// The functions in what an argument may be: lists flattened, options opened, wrappers looked through.
  func handlers(in entities: [Entity], options: [String], depth: Int = 0) -> [Found] {
    guard depth < Self.maximumDepth else { return [] }
    // Lists that hold the same thing again and again hold it once.
    var seen: Set<Entity> = []
    let distinct = entities.filter { seen.insert($0).inserted }.prefix(depth < 2 ? Evaluator.fanOut * 4 : 20)
    return distinct.flatMap { evaluator.callable($0) }.flatMap { entity -> [Found] in
      switch entity.kind {
      case .function:
        return unwrapped(entity)
      case .array:
        return controllerMethod(entity)
          ?? handlers(
            in: evaluator.elements(ofArray: entity), options: options, depth: depth + 1)
      case .object:
        return options.flatMap { name -> [Found] in
          let values = evaluator.lookUp(evaluator.atoms.intern(name), in: entity)
          return handlers(in: values, options: [], depth: depth + 1)
        }
      case .external:
        return inOutsideWrapper(entity, depth: depth)
      default:
        return []
      }
    }
  }

  /// `[Controller, "method"]`, the controller a class or a function that imports it.
  private func controllerMethod(_ array: Entity) -> [Found]? {
    let model = evaluator.files[array.file.index]
    let value = model[ValueID(array.id)]
    guard value.kind == .array else { return nil }
    let items = model.values(ListID(value.a))
    guard items.count == 1 || items.count == 2 else { return nil }
    // A controller alone is called by its `handle`.
    let method = items.count == 1 ? "handle" : evaluator.constantText(array.file, items[1])
    guard let name = method else { return nil }
    var classes = evaluator.evaluate(array.file, items[0], in: array.context)
    classes = classes.flatMap { entity -> [Entity] in
      guard entity.kind == .function else { return [entity] }
      return evaluator.returns(of: entity).flatMap { evaluator.lookUp(.default, in: $0) }
    }
    let atom = evaluator.atoms.intern(name)
    classes = classes.filter { $0.kind == .class }
    if items.count == 1, classes.isEmpty { return nil }
    return classes.flatMap { entity -> [Found] in
      let instance = Entity(kind: .instance, file: entity.file, id: entity.id)
      return evaluator.lookUp(atom, in: instance).filter { $0.kind == .function }.map { Found(function: $0) }
    }
  }

  /// `wrapper(fn)` of a package: the package calls fn per request.
  private func inOutsideWrapper(_ entity: Entity, depth: Int) -> [Found] {
    let path = evaluator.externals.text(ExternalID(entity.id))
    // `new Promise(executor)` and the like are no wrappers.
    if path.hasPrefix("#") || path.hasPrefix("node:") { return [] }
    // Nor is a member of what such a call gives.
    let made = path.utf8.lastIndex(of: UInt8(ascii: ")")).map { path[...$0] } ?? path[...]
    if Self.chaining.contains(where: { made.hasSuffix($0) }) { return [] }
    // An application is not made of the plugin that is given it, nor is what it has: `app.settings`.
    guard ExternalTypes.type(of: path) == nil, ExternalTypes.type(of: String(made)) == nil, let call = entity.siteCall
    else { return [] }
    let model = evaluator.files[call.file.index]
    let callee = model[model[call.call].callee]
    if callee.kind == .member, Framework.routerMiddleware.contains(evaluator.text(Atom(callee.b))) { return [] }
    return model.values(model[call.call].arguments).flatMap { argument -> [Found] in
      var given = evaluator.evaluate(call.file, argument)
      if Framework.curriedWrappers.contains(path) { given = given.flatMap { evaluator.returns(of: $0) } }
      return handlers(in: given, options: [], depth: depth + 1)
    }
  }

  /// `wrapper(fn)` where nothing is known about the wrapper.
  private func inUnknownCall(_ value: ValueID, _ file: FileIndex, _ context: ContextID, depth: Int = 0) -> [Found] {
    let model = evaluator.files[file.index]
    let record = model[value]
    guard depth < 4, record.kind == .call else { return [] }
    return model.values(model[CallID(record.a)].arguments).flatMap { argument -> [Found] in
      let entities = evaluator.evaluate(file, argument, in: context)
      if entities.isEmpty { return inUnknownCall(argument, file, context, depth: depth + 1) }
      return handlers(in: entities.filter { $0.kind == .function }, options: [])
    }
  }

  // MARK: Wrappers of the project

  private func unwrapped(_ entity: Entity, depth: Int = 0) -> [Found] {
    guard depth < Self.maximumDepth, entity.context != .any else { return [Found(function: entity)] }
    let inner = wrapped(by: entity)
    if inner.isEmpty { return [Found(function: entity)] }
    return inner.flatMap { unwrapped($0, depth: depth + 1) }.map { found in
      Found(function: found.function, wrappers: [entity] + found.wrappers)
    }
  }

  /// The functions among the arguments of the call that made a closure, which the closure calls with its own first
  /// argument.
  private func wrapped(by closure: Entity) -> [Entity] {
    guard let entry = evaluator.contexts[closure.context], entry.heritage == nil else { return [] }
    let caller = evaluator.files[entry.call.file.index]
    let given = Set(
      caller.values(caller[entry.call.call].arguments).flatMap {
        evaluator.evaluate(entry.call.file, $0, in: entry.outer)
      }.filter { $0.kind == .function && $0 != closure })
    guard !given.isEmpty else { return [] }
    let model = evaluator.files[closure.file.index]
    var found: [Entity] = []
    for id in evaluator.sortedCalls.calls(within: model[FunctionID(closure.id)].span, closure.file, model) {
      let site = model[id]
      let call = CallReference(file: closure.file, call: id)
      for callee in evaluator.callees(of: call, in: closure.context) where given.contains(callee.entity) {
        guard !found.contains(callee.entity) else { continue }
        let arguments = model.values(site.arguments).dropFirst(callee.skippedArguments)
        if answersByItself(FunctionID(closure.id), arguments.count, model) { continue }
        if callee.positionsUnknown || arguments.first.map({ isFirst($0, FunctionID(closure.id), model) }) ?? false {
          found.append(callee.entity)
        }
      }
    }
    return found
  }

  /// `(describe) => (req, res) => { log(describe(req)); res.end() }`: who keeps the response is the handler.
  private func answersByItself(_ closure: FunctionID, _ count: Int, _ model: ProgramFile) -> Bool {
    let parameters = model[closure].parameters
    guard count == 1, parameters.count > 1, !parameters[1].isRest, parameters[1].name.exists else { return false }
    return ["res", "response", "resp", "reply"].contains(evaluator.text(parameters[1].name))
  }

  /// Whether a value is the first argument of a function, or all of them.
  private func isFirst(_ value: ValueID, _ function: FunctionID, _ model: ProgramFile, depth: Int = 0) -> Bool {
    guard depth < 6 else { return false }
    let record = model[value]
    switch record.kind {
    case .parameter: return record.a == function.raw && record.b == 0
    case .restParameter: return record.a == function.raw && record.b == 0
    case .arguments: return record.a == function.raw
    case .spread: return isFirst(ValueID(record.a), function, model, depth: depth + 1)
    case .choice:
      return model.values(ListID(record.a)).contains { isFirst($0, function, model, depth: depth + 1) }
    case .binding:
      return model.values(model[BindingID(record.a)].values).contains {
        isFirst($0, function, model, depth: depth + 1)
      }
    default: return false
    }
  }
}

/// The calls of files in the order in which they begin, to find those within a function.
final class SortedCalls {
  private var orders: [FileIndex: [CallID]] = [:]

  func calls(within span: Span, _ file: FileIndex, _ model: ProgramFile) -> ArraySlice<CallID> {
    if orders[file] == nil {
      orders[file] = model.calls.indices.sorted { model.calls[$0].span.start < model.calls[$1].span.start }
        .map { CallID($0) }
    }
    guard let order = orders[file] else { return [] }
    let first = partition(order) { model[$0].span.start >= span.start }
    let last = partition(order) { model[$0].span.start >= span.end }
    return order[first..<max(first, last)]
  }

  /// The first place from which on the condition holds.
  private func partition(_ order: [CallID], _ holds: (CallID) -> Bool) -> Int {
    var low = 0
    var high = order.count
    while low < high {
      let middle = (low + high) / 2
      if holds(order[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
