import JavaScript
import Semantics
import SourceText

/// What calls give.
extension Flows {
  func call(_ call: CallReference, _ place: Place) -> Origin? {
    let model = file(call.file)
    let site = model[call.call]
    let arguments = model.values(site.arguments)
    if let found = method(call, site, arguments, place) { return found.origin }
    if isCleaning, claimsToClean(call) { return nil }
    let callees = evaluator.callees(of: call, in: .any)
    for callee in callees.prefix(8) {
      switch callee.entity.kind {
      case .function:
        if site.flags.contains(.new) { continue }
        if let found = returned(by: callee, call, place) { return found }
      case .external:
        if let found = external(callee.entity, call, arguments, place) { return found }
      default: continue
      }
    }
    return nil
  }

  /// Whether something that cleans a text would be called before such a sink.
  var isCleaning: Bool {
    switch sink {
    case .sql, .command, .path, .url, .redirect, .html, .code, .regex, .header: true
    case .nosql, .objectKey, .amount, .any: false
    }
  }

  /// A method of a thing of the framework, or of something that comes from a request: `.some(nil)` is an answer too.
  private func method(
    _ call: CallReference, _ site: CallSite, _ arguments: ValueList, _ place: Place
  ) -> (origin: Origin?, Void)? {
    let model = file(call.file)
    let callee = model[site.callee]
    guard callee.kind == .member else { return nil }
    let name = evaluator.text(Atom(callee.b))
    let step = ProgramStep(file: call.file, span: site.calleeSpan, text: "")
    switch trace(place.with(ValueID(callee.a))) {
    case .thing(let thing, let steps, let levels):
      // `c.req.valid("query")` gives what a schema has let through.
      if sink == .amount, name == "valid", thing == "hono.request" { return (nil, ()) }
      if let part = named(name, of: thing, arguments.first, call.file) {
        return (.data(part.part, [step.saying(part.text)], object: name == "param", levels: levels), ())
      }
      if let found = RequestThings.member(name + "()", of: thing, step, steps, levels) { return (found, ()) }
      return nil
    case .data(let part, let steps, let object, let levels):
      let isAskedFor = isOfChat(steps) && RequestThings.chatAnswers.contains(name)
      if isAskedFor || sink == .any && Propagation.documentMembers.contains(name) {
        return (.data(part, steps, object: false, levels: levels), ())
      }
      guard Propagation.methods.contains(name) else { return (nil, ()) }
      if isHarmlessReplacement(name, arguments, call.file) { return (nil, ()) }
      // `name.split("/").pop()` takes the folders off, `name.split(".").pop()` all but the ending.
      if sink == .path, name == "pop",
        ["/", "."].contains(where: { isSplit(ValueID(callee.a), at: $0, call.file) })
      {
        return (nil, ())
      }
      if Propagation.callbackResults.contains(name), let function = arguments.first {
        if model[function].kind == .function { return (mapped(function, call, place), ()) }
        // `ids.split(",").map(Number)`
        if name == "map", makesHarmless(function, call.file) { return (nil, ()) }
      }
      if Self.choosing.contains(name), let function = arguments.first, keepsHarmless(function, call, place) {
        return (nil, ())
      }
      let isObject = object && !Propagation.texts.contains(name)
      return (.data(part, steps, object: isObject, levels: levels), ())
    case nil:
      if name == "concat" || name == "format", let found = first(of: arguments, place) { return (found.asText, ()) }
      if Propagation.callbackResults.contains(name), let function = arguments.first, model[function].kind == .function {
        return (mapped(function, call, place), ())
      }
      // `[a, b].join(" ")`, and what is taken out of a local map.
      guard Propagation.methods.contains(name) else { return nil }
      return name == "get" ? stored(in: ValueID(callee.a), place).map { ($0, ()) } : nil
    }
  }

  /// A reader whose argument says which part it reads: `c.req.valid("query")`; and the one of Express that looks
  /// through several.
  private func named(
    _ name: String, of thing: String, _ argument: ValueID?, _ index: FileIndex
  ) -> (part: RequestPart, text: String)? {
    switch (name, thing) {
    case ("param", "express.request"): return (.body, RequestFlow.anyParameter)
    case ("valid", "hono.request"):
      let text = argument.flatMap { evaluator.constantText(index, $0) }
      let part = text.flatMap { RequestThings.validatedParts[$0] } ?? .body
      return (part, "the \(part.words) comes from the client")
    default: return nil
    }
  }

  private static let choosing: Set<String> = ["filter", "find", "findLast"]

  private func makesHarmless(_ function: ValueID, _ index: FileIndex) -> Bool {
    evaluator.evaluate(index, function).contains { entity in
      entity.kind == .external && Sanitizers.breaks(evaluator.externals.text(ExternalID(entity.id)), for: sink)
    }
  }

  /// `map.set(key, tainted)` in the same file.
  private func stored(in base: ValueID, _ place: Place) -> Origin? {
    let model = file(place.file)
    guard model[base].kind == .binding else { return nil }
    keptThings += 1
    defer { keptThings -= 1 }
    for use in promises.uses(of: place.file).uses(of: base) {
      guard case .base(let member, let call) = use, let call, evaluator.text(Atom(model[member].b)) == "set" else {
        continue
      }
      let arguments = model.values(model[call].arguments)
      if arguments.count > 1, let found = trace(place.with(arguments[1])) { return found }
    }
    return nil
  }

  /// What a callback gives for each element.
  private func mapped(_ function: ValueID, _ call: CallReference, _ place: Place) -> Origin? {
    let model = file(call.file)
    let record = model[FunctionID(model[function].a)]
    for value in model.values(record.returns) {
      var next = place.with(value)
      next.at = value.isUnknown || model[value].span.count == 0 ? record.span.end : model[value].span.start
      if let found = trace(next) { return found }
    }
    return nil
  }

  /// `x.replace(/[^a-z]/g, "")` keeps what is harmless alone; of expressions that begin otherwise nothing is known.
  private func isHarmlessReplacement(_ name: String, _ arguments: ValueList, _ file: FileIndex) -> Bool {
    guard name == "replace" || name == "replaceAll", arguments.count > 1,
      let kept = evaluator.constantText(file, arguments[1]), let text = strippingText(arguments[0], file)
    else { return false }
    if sink == .path, Sanitizers.takesDots(stripping: text, leaving: kept) { return true }
    return Sanitizers.isHarmless(stripping: text, leaving: kept, for: sink)
  }

  private func returned(by callee: Evaluator.Callee, _ call: CallReference, _ place: Place) -> Origin? {
    guard place.levels < Self.maximumLevels, !callee.positionsUnknown else { return nil }
    let function = callee.entity.function
    let model = file(function.file)
    let record = model[function.function]
    guard frame(of: function, place.frame) == nil, !record.flags.contains(.generator) else { return nil }
    let inner = frame(call, function, skipped: callee.skippedArguments, outer: place.frame)
    for value in model.values(record.returns) {
      let span = model[value].span
      var at = span.count == 0 ? record.span.end : span.start
      // All uses of a name are one value: where it is given back is the end, if there is but one.
      let isOnlyOne = model.values(record.returns).filter { !isFixed($0, inner) }.count == 1
      if model[value].kind == .binding, isOnlyOne {
        at = lastTested(in: function) ?? at
      }
      let next = Place(file: function.file, value: value, frame: inner, at: at, levels: place.levels + 1)
      guard let found = trace(next) else { continue }
      let step = ProgramStep(
        file: call.file, span: file(call.file)[call.call].calleeSpan,
        text: RequestFlow.givenBack + promises.quoted(function))
      return found.through(step)
    }
    return nil
  }

  /// A number, or a parameter that a call gives one: `count(query.size, 20)`.
  private func isFixed(_ value: ValueID, _ frame: Frame) -> Bool {
    let given = file(frame.function.file).behindNames(value)
    if given.kind == .literal { return true }
    guard given.kind == .parameter, given.a == frame.function.function.raw else { return false }
    let model = file(frame.call.file)
    let arguments = model.values(model[frame.call.call].arguments)
    let position = Int(given.b) + frame.skippedArguments
    return position < arguments.count && model.behindNames(arguments[position]).kind == .literal
  }

  /// The same place, where the parameters of a function mean what it made an object of: `const options = paged(request)`, then `options.limit`.
  func givenBack(by call: CallReference, _ place: Place) -> Place {
    let callees = evaluator.callees(of: call, in: .any)
    guard callees.count == 1, let callee = callees.first, callee.entity.kind == .function, !callee.positionsUnknown,
      case let function = callee.entity.function, frame(of: function, place.frame) == nil
    else { return place }
    var copy = place
    copy.frame = frame(call, function, skipped: callee.skippedArguments, outer: place.frame)
    return copy
  }

  private func external(_ entity: Entity, _ call: CallReference, _ arguments: ValueList, _ place: Place) -> Origin? {
    let path = evaluator.externals.text(ExternalID(entity.id))
    if Sanitizers.breaks(path, for: sink) { return nil }
    if let reader = RequestThings.readers[path] {
      let step = ProgramStep(file: call.file, span: file(call.file)[call.call].calleeSpan, text: "")
      switch reader {
      case .thing(let thing): return .thing(thing, [], levels: place.levels)
      case .data(let part, let object):
        let text = "the \(part.words) comes from the client"
        return .data(part, [step.saying(text)], object: object, levels: place.levels)
      }
    }
    // What a schema lets through has no other names than it says.
    if path == "#Object.keys" || path == "#Object.entries", sink != .any, let first = arguments.first,
      hasFixedKeys(first, call.file)
    {
      return nil
    }
    if let which = Propagation.functions[path] {
      let found: Origin?
      switch which {
      case .first:
        let outside = readsKeys
        if path == "#Object.keys" || path == "#Object.entries" { readsKeys = true }
        defer { readsKeys = outside }
        found = arguments.first.flatMap { trace(place.with($0)) }
      case .second: found = arguments.dropFirst().first.flatMap { trace(place.with($0)) }
      case .all: found = joined(path, arguments, place)
      }
      if case .data(let part, let steps, _, let levels)? = found, path == "#JSON.parse" || path == "js-yaml#load" {
        return .data(part, steps, object: true, levels: levels)
      }
      return Propagation.textFunctions.contains(path) ? found?.asText : found
    }
    if sink == .any, let first = arguments.first, let found = document(path, first, place) { return found }
    if isCleaning, isBoundedResult(of: call) { return nil }
    return validated(path, arguments, place)
  }

  /// What is read of a document that a client made: the content is the client's, whoever gives the file its name.
  private func document(_ path: String, _ first: ValueID, _ place: Place) -> Origin? {
    let isFile = Propagation.fileReaders.contains(path)
    guard isFile || Propagation.documents.contains(path) else { return nil }
    let outside = readsContent
    readsContent = true
    defer { readsContent = outside }
    guard let found = trace(place.with(first)) else { return nil }
    if isFile, case .data(let part, _, _, _) = found, part != .files { return nil }
    return found
  }

  /// The parts of a path or address: the address is decided by the first.
  private func joined(_ path: String, _ arguments: ValueList, _ place: Place) -> Origin? {
    // `new URL(path, base)` keeps the host of the base unless the path brings its own.
    first(of: arguments, place)
  }

  /// What a schema gives back has its shape: no operators hide in it, but texts are what they were.
  private func validated(_ path: String, _ arguments: ValueList, _ place: Place) -> Origin? {
    guard let root = path.split(separator: "#", maxSplits: 1).first else { return nil }
    let package = root.hasSuffix("()") ? String(root.dropLast(2)) : String(root)
    guard Propagation.validators.contains(package) else { return nil }
    guard let member = path.split(whereSeparator: { $0 == "." || $0 == "#" }).last,
      Propagation.validatingMembers.contains(String(member))
    else { return nil }
    if member == "matchedData" || sink == .amount { return nil }
    return first(of: arguments.prefix(2), place)?.asText
  }
}
