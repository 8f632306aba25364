import JavaScript
import Semantics
import SourceText

/// What parameters are given: by calls of the program, by frameworks, by what calls a callback.
extension Flows {
  func parameter(_ id: FunctionID, _ index: Int, _ place: Place) -> Origin? {
    let function = FunctionReference(file: place.file, function: id)
    let model = file(place.file)
    let record = model[id]
    let span = index < record.parameters.count ? record.parameters[index].span : record.nameSpan
    let step = ProgramStep(file: place.file, span: span, text: "")
    if let frame = frame(of: function, place.frame) { return argument(index, of: frame, step, place) }
    let role = roles.role(of: function, at: index)
    if role != nil, !mayReach(from: function) { return nil }
    switch role {
    case .thing(let thing): return .thing(thing, [], levels: place.levels)
    case .data(let part, let object):
      let text = "the \(part.words) is handed over here"
      return .data(part, [step.saying(text)], object: object, levels: place.levels)
    case .chat:
      return .data(.message, [step.saying(RequestFlow.chat)], object: true, levels: place.levels)
    case nil: break
    }
    if index < record.parameters.count {
      let parameter = record.parameters[index]
      if let found = decorated(parameter, step, place) { return found }
      if let thing = annotated(parameter.type, place.file) { return .thing(thing, [], levels: place.levels) }
      if Self.isHarmless(type: parameter.type, place.file, evaluator) { return nil }
    }
    return callback(function, index, place) ?? callers(of: function, index, step, place)
  }

  func rest(_ id: FunctionID, _ index: Int, _ place: Place) -> Origin? {
    for offset in 0..<4 {
      if let found = parameter(id, index + offset, place) { return found }
    }
    return nil
  }

  func frame(of function: FunctionReference, _ frame: Frame?) -> Frame? {
    var current = frame
    while let known = current {
      if known.function == function { return known }
      current = known.outer
    }
    return nil
  }

  private func argument(_ index: Int, of frame: Frame, _ step: ProgramStep, _ place: Place) -> Origin? {
    let model = file(frame.call.file)
    let site = model[frame.call.call]
    let arguments = model.values(site.arguments)
    let position = index + frame.skippedArguments
    guard position < arguments.count, !arguments[...position].contains(where: { model[$0].kind == .spread }),
      !isClosed(place, in: frame.function, to: frame.call)
    else {
      return nil
    }
    return trace(
      Place(
        file: frame.call.file, value: arguments[position], frame: frame.outer, at: site.span.start,
        levels: place.levels))
  }

  /// `@Body() body: CreateUserDto`
  private func decorated(_ parameter: ParameterRecord, _ step: ProgramStep, _ place: Place) -> Origin? {
    let model = file(place.file)
    for decorator in model.values(parameter.decorators) {
      let value = model[decorator]
      let callee = value.kind == .call ? model[CallID(value.a)].callee : decorator
      for entity in evaluator.evaluate(place.file, callee) where entity.kind == .external {
        switch RequestThings.decorators[evaluator.externals.text(ExternalID(entity.id))] {
        case .thing("express.response")
        where evaluator.packages.depends(file(place.file).path, on: "@nestjs/platform-fastify"): return nil
        case .thing(let thing): return .thing(thing, [], levels: place.levels)
        case .data(let part, let object):
          // A pipe that makes a number or checks a form.
          if value.kind == .call, case let call = CallReference(file: place.file, call: CallID(value.a)),
            hasHarmlessPipe(call) || sink != .amount && sink != .any && isOfNumbers(call)
          {
            return nil
          }
          let isShaped = isSchemaClass(parameter.type, place.file)
          if isShaped, sink == .amount { return nil }
          let text = "the \(part.words) comes from the client"
          return .data(part, [step.saying(text)], object: object && !isShaped, levels: place.levels)
        case nil: continue
        }
      }
    }
    return nil
  }

  /// `this.ctx` of a controller or service of Egg.
  func isContextOfEgg(_ place: Place) -> Bool {
    evaluator.evaluate(place.file, place.value).contains { entity in
      entity.kind == .external && Framework.eggContexts.contains(evaluator.externals.text(ExternalID(entity.id)))
    }
  }

  private func hasHarmlessPipe(_ call: CallReference) -> Bool {
    let model = file(call.file)
    return model.values(model[call.call].arguments).contains { argument in
      evaluator.evaluate(call.file, argument).contains { entity in
        guard entity.kind == .external else { return false }
        let path = evaluator.externals.text(ExternalID(entity.id))
        return ["ParseIntPipe", "ParseUUIDPipe", "ParseBoolPipe", "ParseFloatPipe", "ParseEnumPipe"].contains { name in
          path.hasPrefix("@nestjs/common#" + name)
        }
      }
    }
  }

  /// A class whose fields say by decorators what they hold: a pipe that validates makes it so.
  func isSchemaClass(_ type: ValueID, _ file: FileIndex) -> Bool {
    isSchemaClass(type, file, depth: 0)
  }

  private func isSchemaClass(_ type: ValueID, _ file: FileIndex, depth: Int) -> Bool {
    guard !type.isUnknown, depth < 6 else { return false }
    return evaluator.evaluate(file, type).contains { entity in
      guard entity.kind == .class else { return false }
      let model = self.file(entity.file)
      let record = model[ClassID(entity.id)]
      if record.members.contains(where: { $0.kind == .field && $0.decorators.raw != 0 }) { return true }
      guard !record.superclass.isUnknown else { return false }
      // `extends PartialType(CreateUser)`
      let above = model[record.superclass]
      let parents = above.kind == .call ? Array(model.values(model[CallID(above.a)].arguments)) : [record.superclass]
      return parents.contains { isSchemaClass($0, entity.file, depth: depth + 1) }
    }
  }

  /// Numbers and truth values cannot carry a text. TypeScript's own `number` is no name and not seen here.
  private static func isHarmless(type: ValueID, _ file: FileIndex, _ evaluator: Evaluator) -> Bool {
    guard !type.isUnknown else { return false }
    let value = evaluator.files[file.index][type]
    guard value.kind == .global else { return false }
    return ["Number", "Boolean", "Date", "BigInt"].contains(evaluator.text(Atom(value.a)))
  }

  /// The parameter of a callback: `items.map(item => …)`, `promise.then(value => …)`.
  private func callback(_ function: FunctionReference, _ index: Int, _ place: Place) -> Origin? {
    guard let (id, position) = promises.uses(of: place.file).call(takingCallback: function.function) else { return nil }
    let model = file(place.file)
    let site = model[id]
    guard model[site.callee].kind == .member else { return nil }
    let base = ValueID(model[site.callee].a)
    let name = evaluator.text(Atom(model[site.callee].b))
    let element = name == "then" ? 0 : ArrayMethod.elementParameters[name].map(Int.init)
    if position == 0, element == index {
      var next = place.with(base)
      next.at = site.span.start
      if case .thing(let thing, let steps, let levels)? = trace(next), let inner = RequestThings.elements[thing] {
        return .thing(inner, steps, levels: levels)
      }
      return trace(next) ?? elements(of: base, next)
    }
    // `form.parse(request, (error, fields, files) => …)`
    if name == "parse", position > 0, index > 0,
      paths(ofCallee: site.callee, place.file).contains(where: RequestThings.isForm)
    {
      let start = ProgramStep(file: place.file, span: model[function.function].nameSpan, text: "")
      return partOfForm(index - 1, start, place)
    }
    guard let found = trace(place.with(base)), case .thing(let thing, _, let levels) = found, index == 0 else {
      return nil
    }
    // `req.on("data", chunk => …)`
    let step = ProgramStep(file: place.file, span: model[function.function].nameSpan, text: RequestFlow.piece)
    guard name == "on", thing.hasSuffix(".request") else { return nil }
    return .data(.body, [step], object: false, levels: levels)
  }

  private func elements(of base: ValueID, _ place: Place) -> Origin? {
    for entity in evaluator.evaluate(place.file, base).prefix(4) where entity.kind == .array {
      let model = file(entity.file)
      let value = model[ValueID(entity.id)]
      guard value.kind == .array else { continue }
      let items = model.values(ListID(value.a)).prefix(32).map {
        ValueReference(file: entity.file, value: $0, context: .any)
      }
      if let found = first(in: items, place) { return found }
    }
    return nil
  }
}
