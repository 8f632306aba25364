import JavaScript
import Semantics
import SourceText

/// What middleware puts on the request or the answer for the handler behind it: `req.file = …`, `res.locals.name = …`.
extension Flows {
  /// Middleware in front of one handler that is looked at.
  private static let maximumMiddleware = 24

  func handedOn(_ name: Atom, of base: ValueID, _ thing: String, _ place: Place) -> Origin? {
    guard thing.hasSuffix(".request") else { return nil }
    return written(before: place, name) { base, file in
      self.parameterPosition(base, file) != nil
    }
  }

  /// `res.locals.name`
  func handedOnByAnswer(_ name: Atom, of base: ValueID, _ place: Place) -> Origin? {
    guard isLocals(base, place.file) else { return nil }
    return written(before: place, name) { base, file in self.isLocals(base, file) }
  }

  private func isLocals(_ value: ValueID, _ index: FileIndex) -> Bool {
    let record = file(index)[value]
    return record.kind == .member && evaluator.text(Atom(record.b)) == "locals"
      && parameterPosition(ValueID(record.a), index) == 1
  }

  /// Which parameter a name is.
  private func parameterPosition(_ value: ValueID, _ index: FileIndex) -> Int? {
    let record = file(index).behindNames(value)
    return record.kind == .parameter ? Int(record.b) : nil
  }

  private func written(
    before place: Place, _ name: Atom, _ isOnIt: (ValueID, FileIndex) -> Bool
  ) -> Origin? {
    guard place.levels < Self.maximumLevels else { return nil }
    keptThings += 1
    defer { keptThings -= 1 }
    for handler in handlers(around: place).prefix(8) {
      for function in handler.middleware.suffix(Self.maximumMiddleware) {
        let model = file(function.file)
        let span = model[function.function].span
        for index in evaluator.writeIndex(function.file).byName[name] ?? [] {
          let write = model.writes[index]
          guard span.contains(write.span), isOnIt(write.base, function.file),
            roles.role(of: function, at: parameterPosition(of: write.base, function.file)) != nil
          else { continue }
          let source = Place(
            file: function.file, value: write.value, frame: nil, at: write.span.start, levels: place.levels + 1)
          guard let found = trace(source) else { continue }
          return found.through(
            ProgramStep(file: function.file, span: write.span, text: RequestFlow.handedOn))
        }
      }
    }
    return nil
  }

  private func parameterPosition(of base: ValueID, _ index: FileIndex) -> Int {
    isLocals(base, index) ? 1 : parameterPosition(base, index) ?? 0
  }

  /// `req.body.file = ownName` in middleware in front of each handler: what the client sent by that name is gone.
  func isReplaced(_ name: Atom, of base: ValueID, _ place: Place) -> Bool {
    let model = file(place.file)
    let part = model[base]
    guard part.kind == .member, ["body", "query", "params"].contains(evaluator.text(Atom(part.b))),
      place.levels < Self.maximumLevels, case let request = model.behindNames(ValueID(part.a)),
      request.kind == .parameter
    else { return false }
    let handlers = handlers(of: FunctionReference(file: place.file, function: FunctionID(request.a)))
    return !handlers.isEmpty
      && handlers.allSatisfy { handler in
        handler.middleware.suffix(Self.maximumMiddleware).contains { replaces(name, Atom(part.b), $0, place) }
      }
  }

  private func replaces(_ name: Atom, _ part: Atom, _ function: FunctionReference, _ place: Place) -> Bool {
    let model = file(function.file)
    func isParameter(_ value: ValueID, _ position: UInt32) -> Bool {
      let record = model.behindNames(value)
      return record.kind == .parameter && record.a == function.function.raw && record.b == position
    }
    return (evaluator.writeIndex(function.file).byName[name] ?? []).contains { index in
      let write = model.writes[index]
      guard write.isStraight, write.function == function.function, case let base = model[write.base],
        base.kind == .member, Atom(base.b) == part, isParameter(ValueID(base.a), 0)
      else { return false }
      // `if (!req.file) return next()` before it goes past.
      let goesPast = model.calls.contains { site in
        site.span.start < write.span.start && isParameter(site.callee, 2)
      }
      let value = Place(
        file: function.file, value: write.value, frame: nil, at: write.span.start, levels: place.levels + 1)
      return !goesPast && trace(value) == nil
    }
  }

  /// The handlers whose function the place stands in.
  private func handlers(around place: Place) -> [RequestHandler] {
    let model = file(place.file)
    let around = model.functions.indices.filter { number in
      let span = model.functions[number].span
      return model.functions[number].kind != .module && span.start <= place.at && place.at < span.end
    }
    return around.flatMap {
      handlers(of: FunctionReference(file: place.file, function: FunctionID($0)))
    }
  }
}
