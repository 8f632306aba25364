import JavaScript
package import Semantics
package import SourceText

/// Which values come from a request, asked of the place where they are used and followed backwards.
///
/// Nothing is computed before somebody asks: a rule asks for the arguments of its sinks, and only what these are made of
/// is looked at. A question has a budget, and its way leads through three calls at most, into helpers or back to
/// callers; what exceeds that is no flow. On the way each value is held against the tests that its use depends on
/// (`Guard`) and against what makes it harmless in the sink that is asked for.
package final class Flows {
  let evaluator: Evaluator
  let promises: Promises
  /// By function: what its parameters are handed by the framework.
  let roles: HandlerRoles
  private let externalCalls: [Program.ExternalCall]
  /// Middleware or a setting keeps operators out of all requests.
  private lazy var filtersOperators = externalCalls.contains { filtersOperators($0) }

  /// Somebody asks what express-validator found: `validationResult(req)`.
  private(set) lazy var asksForResults = externalCalls.contains {
    $0.path.hasPrefix("express-validator#validationResult")
  }
  private let handlers: [RequestHandler]
  let reach: HandlerReach
  private lazy var handlersByFunction = Dictionary(grouping: handlers, by: \.function)

  static let maximumLevels = 3
  private static let maximumSteps = 3000
  private static let maximumDepth = 120

  /// The call by which the way came into a function: its parameters mean the arguments of that call.
  final class Frame {
    let call: CallReference
    let function: FunctionReference
    let skippedArguments: Int
    let outer: Frame?
    let number: Int

    init(call: CallReference, function: FunctionReference, skippedArguments: Int, outer: Frame?, number: Int) {
      self.call = call
      self.function = function
      self.skippedArguments = skippedArguments
      self.outer = outer
      self.number = number
    }
  }

  /// A value, read where parameters mean what the frame says, and the place where it is used.
  struct Place {
    var file: FileIndex
    var value: ValueID
    var frame: Frame?
    /// Offset in the file: tests that the code there depends on speak of the value.
    var at: UInt32
    /// Calls passed on the way.
    var levels: Int
    /// Where a name was given the value: tests that this code depends on speak of it as well.
    var written = UInt32.max
  }

  /// What a value was found to be.
  enum Origin {
    /// Something of the framework, by its name in `RequestThings`.
    case thing(String, [ProgramStep], levels: Int)
    case data(RequestPart, [ProgramStep], object: Bool, levels: Int)
  }

  private struct Visit: Hashable {
    var file: FileIndex
    var value: ValueID
    var frame: Int
  }

  // The question that is being answered.
  private(set) var sink = SinkClass.any
  /// Where the value that is asked for is used.
  private var question = Span(start: 0, end: 0)
  private var visited: Set<Visit> = []
  private var steps = 0
  private var depth = 0
  private var frames = 0
  /// What lies in an uploaded file is meant, not its name.
  var readsContent = false
  /// The names of properties are meant, not what they hold.
  var readsKeys = false
  /// What is not asked for.
  private var leftOut: Set<RequestPart> = []
  /// The functions around the place that is asked about, the innermost first; empty where it does not matter who comes there.
  private(set) var users: [FunctionReference] = []
  /// What is kept for longer than a call is being looked into: others may use what one handler put there.
  var keptThings = 0

  init(
    evaluator: Evaluator, promises: Promises, handlers: [RequestHandler], externalCalls: [Program.ExternalCall],
    reach: HandlerReach
  ) {
    self.evaluator = evaluator
    self.externalCalls = externalCalls
    self.promises = promises
    roles = HandlerRoles(handlers, evaluator)
    self.handlers = handlers
    self.reach = reach
  }

  func handlers(of function: FunctionReference) -> [RequestHandler] { handlersByFunction[function] ?? [] }

  func file(_ index: FileIndex) -> ProgramFile { evaluator.files[index.index] }

  /// How a value comes from a request; nil where it does not, or where it is made harmless for the sink on its way.
  ///
  /// - Parameter place: where it is used: tests that this place depends on may make it harmless.
  /// - Parameter isDocument: the value is a document or names its file; what an upload was stored as counts as well.
  /// - Parameter leftOut: parts of requests that do no harm there. A value may come from several: these hide no other.
  package func flow(
    to value: ValueID, in file: FileIndex, at place: Span, for sink: SinkClass, isDocument: Bool = false,
    without leftOut: Set<RequestPart> = []
  ) -> RequestFlow? {
    self.sink = sink
    self.leftOut = leftOut
    question = place
    visited.removeAll(keepingCapacity: true)
    steps = 0
    depth = 0
    frames = 0
    readsContent = sink == .any && isDocument
    readsKeys = false
    keptThings = 0
    users = functions(around: place, in: file)
    let start = Place(file: file, value: value, frame: nil, at: place.start, levels: 0)
    guard case .data(let part, let steps, let object, let levels) = trace(start) else { return nil }
    if sink == .nosql, !object || filtersOperators { return nil }
    return RequestFlow(part: part, steps: steps, callLevels: levels, mayBeObject: object)
  }

  /// The same of an argument of a call.
  package func flow(toArgument index: Int, of call: CallReference, for sink: SinkClass) -> RequestFlow? {
    let model = file(call.file)
    let arguments = model.values(model[call.call].arguments)
    guard index < arguments.count, !arguments[..<index].contains(where: { model[$0].kind == .spread }) else {
      return nil
    }
    return flow(to: arguments[index], in: call.file, at: model[call.call].span, for: sink)
  }

  /// The thing of the framework that a value is: `express.response`; nil for all else.
  package func thing(_ value: ValueID, in file: FileIndex) -> String? {
    sink = .any
    leftOut = []
    readsContent = false
    readsKeys = false
    users = []
    visited.removeAll(keepingCapacity: true)
    steps = 0
    let place = Place(file: file, value: value, frame: nil, at: self.file(file)[value].span.start, levels: 0)
    guard case .thing(let name, _, _) = trace(place) else { return nil }
    return name
  }

  /// `app.use(mongoSanitize())`, `mongoose.set("sanitizeFilter", true)`
  private func filtersOperators(_ external: Program.ExternalCall) -> Bool {
    if Sanitizers.operatorFilters.contains(external.path) { return true }
    guard external.path == "mongoose#set" else { return false }
    let model = file(external.call.file)
    let arguments = model.values(model[external.call.call].arguments)
    return arguments.count > 1 && evaluator.constantText(external.call.file, arguments[0]) == "sanitizeFilter"
      && arguments[1] == .literal(.true)
  }

  // MARK: The way back

  func trace(_ place: Place) -> Origin? {
    if place.value.isUnknown { return nil }
    steps += 1
    guard steps < Self.maximumSteps, depth < Self.maximumDepth else { return nil }
    let visit = Visit(file: place.file, value: place.value, frame: place.frame?.number ?? 0)
    guard visited.insert(visit).inserted else { return nil }
    depth += 1
    defer { depth -= 1 }
    let found = origin(of: place)
    // A thing may be asked for again from elsewhere: only what led nowhere is not looked at twice.
    if found != nil { visited.remove(visit) }
    guard case .data(let part, let steps, let object, let levels) = found else { return found }
    if leftOut.contains(part) { return nil }
    switch verdict(on: place) {
    case .harmless: return nil
    case .text: return .data(part, steps, object: false, levels: levels)
    case .open: return .data(part, steps, object: object, levels: levels)
    }
  }

  private func origin(of place: Place) -> Origin? {
    let model = file(place.file)
    let value = model[place.value]
    switch value.kind {
    case .binding:
      return binding(BindingID(value.a), place)
    case .member:
      return member(ValueID(value.a), Atom(value.b), place)
    case .element:
      return element(ValueID(value.a), ValueID(value.b), place)
    case .elementOf:
      return elementOf(ValueID(value.a), position: Int(value.b), place)
    case .awaited, .spread:
      return trace(place.with(ValueID(value.a)))
    case .choice:
      return choice(model.values(ListID(value.a)), value.span, place)
    case .concatenation:
      return concatenation(model.values(ListID(value.a)), place)
    case .array:
      return first(of: model.values(ListID(value.a)), place)
    case .object:
      return object(value, place)
    case .parameter:
      return parameter(FunctionID(value.a), Int(value.b), place)
    case .restParameter:
      return rest(FunctionID(value.a), Int(value.b), place)
    case .imported:
      return first(in: evaluator.definitions(ofImported: Atom(value.b), through: ImportID(value.a), place.file), place)
    case .call:
      return call(CallReference(file: place.file, call: CallID(value.a)), place)
    case .opaque:
      // `+x` is harmless but where its size counts.
      return sink == .amount && value.b == 1 ? trace(place.with(ValueID(value.a))) : nil
    case .unknown, .literal, .string, .global, .module, .function, .class, .this, .superclass, .arguments, .caught,
      .importMeta:
      return nil
    }
  }

  func first(of values: some Sequence<ValueID>, _ place: Place) -> Origin? {
    for value in values {
      if let found = trace(place.with(value)) { return found }
    }
    return nil
  }

  /// Values written elsewhere: their own place is where they are written.
  func first(in references: [ValueReference], _ place: Place) -> Origin? {
    for reference in references {
      let next = Place(
        file: reference.file, value: reference.value, frame: place.frame, at: writing(of: reference),
        levels: place.levels)
      if let found = trace(next) { return found }
    }
    return nil
  }

  /// Where a value is written into an object or a list. All uses of a name are one value, and what is asked of it before
  /// it is put there counts.
  private func writing(of reference: ValueReference) -> UInt32 {
    let model = file(reference.file)
    let start = model[reference.value].span.start
    guard model[reference.value].kind == .binding else { return start }
    let holders = promises.uses(of: reference.file).uses(of: reference.value).compactMap { use -> UInt32? in
      guard case .part(let whole) = use, [.object, .array].contains(model[whole].kind) else { return nil }
      return model[whole].span.start
    }
    return holders.max() ?? start
  }

  private func binding(_ id: BindingID, _ place: Place) -> Origin? {
    let binding = file(place.file)[id]
    // What is given a second value may be cut to size by it.
    if sink == .amount, binding.isReassigned, !isOnlyConverted(id, binding, place.file) { return nil }
    if binding.isReassigned, isCleaned(binding, place.file) { return nil }
    if !isSigned(binding, place.file), let thing = annotated(binding.type, place.file) {
      let function = FunctionReference(file: place.file, function: binding.function)
      if binding.kind == .parameter, !mayReach(from: function) { return nil }
      let text = "`\(evaluator.text(binding.name))` is declared as the request"
      return .thing(thing, [ProgramStep(file: place.file, span: binding.span, text: text)], levels: place.levels)
    }
    guard let found = given(id, binding, place) ?? pushed(place) else { return nil }
    return found.through(
      ProgramStep(file: place.file, span: binding.span, text: "`\(evaluator.text(binding.name))` holds it"),
      ifNotAt: binding.span)
  }

  /// The request of a handler that gets what a service has signed: its type says less than that.
  private func isSigned(_ binding: Binding, _ file: FileIndex) -> Bool {
    guard binding.kind == .parameter, !binding.type.isUnknown,
      case .thing(RequestThings.signed)? = roles.role(
        of: FunctionReference(file: file, function: binding.function), at: 0)
    else { return false }
    return true
  }

  /// What a name was given, each where it was given.
  private func given(_ id: BindingID, _ binding: Binding, _ place: Place) -> Origin? {
    let model = file(place.file)
    for value in model.values(binding.values) {
      var next = place.with(value)
      if model[value].span.count > 0, binding.isReassigned {
        let copies = model.model.copies.filter { $0.binding == id && $0.value == value }
        next.written = copies.count == 1 ? copies[0].offset : model[value].span.start
        // `copy(path, () => { path = name })`: by then the call has its arguments.
        if place.frame == nil, place.at == question.start, place.levels == 0, next.written > question.start,
          next.written < question.end
        {
          continue
        }
      }
      if let found = trace(next) { return found }
    }
    return nil
  }

  /// What is put into a list that a name holds: `parts.push(request.query.name)`.
  private func pushed(_ place: Place) -> Origin? {
    let model = file(place.file)
    keptThings += 1
    defer { keptThings -= 1 }
    for use in promises.uses(of: place.file).uses(of: place.value) {
      guard case .base(let member, let call?) = use else { continue }
      let name = evaluator.text(Atom(model[member].b))
      guard name == "push" || name == "unshift" else { continue }
      for argument in model.values(model[call].arguments) {
        var next = place.with(argument)
        next.at = model[call].span.start
        if let found = trace(next) { return found }
      }
    }
    return nil
  }

  /// The request thing that a declared type names.
  func annotated(_ type: ValueID, _ file: FileIndex) -> String? {
    guard !type.isUnknown else { return nil }
    for entity in evaluator.evaluate(file, type) where entity.kind == .external {
      let path = evaluator.externals.text(ExternalID(entity.id))
      if let thing = RequestThings.annotations[path] { return thing }
    }
    return nil
  }

  /// A new frame for the way into a function.
  func frame(_ call: CallReference, _ function: FunctionReference, skipped: Int, outer: Frame?) -> Frame {
    frames += 1
    return Frame(call: call, function: function, skippedArguments: skipped, outer: outer, number: frames)
  }
}

extension Flows.Place {
  func with(_ value: ValueID) -> Flows.Place {
    var copy = self
    copy.value = value
    return copy
  }
}

extension Flows.Origin {
  /// With one more step, where the last is not there already.
  func through(_ step: ProgramStep, ifNotAt span: Span? = nil) -> Flows.Origin {
    switch self {
    case .thing: return self
    case .data(let part, let steps, let object, let levels):
      if steps.last?.span == step.span, steps.last?.file == step.file { return self }
      return .data(part, steps + [step], object: object, levels: levels)
    }
  }

  var asText: Flows.Origin {
    guard case .data(let part, let steps, _, let levels) = self else { return self }
    return .data(part, steps, object: false, levels: levels)
  }
}

extension RequestThings {
  /// What a member of a thing is.
  static func member(
    _ name: String, of thing: String, _ step: ProgramStep, _ steps: [ProgramStep], _ levels: Int
  ) -> Flows.Origin? {
    switch members[thing]?[name] {
    case .thing(let inner): return .thing(inner, steps, levels: levels)
    case .data(let part, let object):
      return .data(part, [step.saying("the \(part.words) comes from the client")], object: object, levels: levels)
    case nil: return nil
    }
  }
}

extension RequestPart {
  var words: String {
    switch self {
    case .body: "body of the request"
    case .query: "query of the request"
    case .params: "path of the request"
    case .url: "address of the request"
    case .headers: "header of the request"
    case .cookies: "cookie of the request"
    case .files: "uploaded file"
    case .message: "message"
    case .arguments: "argument"
    }
  }
}
