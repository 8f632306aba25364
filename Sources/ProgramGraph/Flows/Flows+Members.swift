import JavaScript
import Semantics
import SourceText

/// What members, elements, literals and texts are made of.
extension Flows {
  func member(_ base: ValueID, _ name: Atom, _ place: Place) -> Origin? {
    let text = evaluator.text(name)
    let step = ProgramStep(file: place.file, span: file(place.file)[place.value].span, text: "")
    // An object counts as a whole there, and this is one of its properties.
    if sink == .any, isWritten(name, in: base, place) { return held(by: base, name, place) }
    switch trace(place.with(base)) {
    case .thing(let thing, let steps, let levels):
      // The schema of the route may bound it.
      if sink == .amount, RequestThings.checkedBySchema.contains(thing) { return nil }
      if readsContent, thing == "upload", RequestThings.storedNames.contains(text) {
        return .data(.files, [step.saying("an uploaded file")], object: false, levels: levels)
      }
      if thing == "trpc.options", text == "input", isBoundedInput(base, place.file) { return nil }
      if thing == RequestThings.signed, text == "body" {
        return .data(.message, [step.saying(RequestFlow.chat)], object: true, levels: levels)
      }
      if let found = RequestThings.member(text, of: thing, step, steps, levels) { return found }
      // `req.files.picture` of express-fileupload.
      if let inner = RequestThings.elements[thing] { return .thing(inner, steps, levels: levels) }
      return thing == "socketio.socket" ? held(by: base, name, place) : handedOn(name, of: base, thing, place)
    case .data(let part, let steps, let object, let levels):
      if isReplaced(name, of: base, place) || sink == .amount && isParsedInput(text, of: base, place.file) {
        return nil
      }
      if Propagation.harmlessMembers.contains(text), !isField(text, of: base, place) { return nil }
      if sink != .any, isOfChat(steps), RequestThings.chatNumbers.contains(text) { return nil }
      // `new URL(…)` has taken the dots out of its path already.
      if sink == .path, Self.plainParts.contains(text), isURL(base, place.file) { return nil }
      if sink == .path, isSplit(base, at: ".", place.file) { return nil }
      if isBounded(text, of: base, place) || isOfText(base, place) { return nil }
      if part == .arguments, isNumber(name, of: base, place.file) { return nil }
      return .data(part, steps, object: object, levels: levels)
    case nil:
      if text == "ctx", isContextOfEgg(place) { return .thing("koa.context", [], levels: place.levels) }
      return held(by: base, name, place) ?? handedOnByAnswer(name, of: base, place)
    }
  }

  /// Comes with a message of a chat, as its service tells it.
  func isOfChat(_ steps: [ProgramStep]) -> Bool { steps.first?.text == RequestFlow.chat }

  /// Parts of a `URL` that lead nowhere.
  private static let plainParts: Set<String> = ["pathname", "hostname", "host", "port", "protocol", "origin"]

  /// What `new URL(…)` gives, through a name.
  private func isURL(_ value: ValueID, _ index: FileIndex) -> Bool {
    let model = file(index)
    var record = model[value]
    if record.kind == .binding {
      let values = model.values(model[BindingID(record.a)].values)
      guard values.count == 1 else { return false }
      record = model[values[0]]
    }
    guard record.kind == .call, model[CallID(record.a)].flags.contains(.new) else { return false }
    return evaluator.evaluate(index, model[CallID(record.a)].callee).contains { entity in
      entity.kind == .external && ["#URL", "node:url#URL"].contains(evaluator.externals.text(ExternalID(entity.id)))
    }
  }

  /// `request.query.size`: a field that the client names, not the size of something.
  private func isField(_ name: String, of base: ValueID, _ place: Place) -> Bool {
    let value = file(place.file)[base]
    guard name == "size" || name == "length", value.kind == .member else { return false }
    let part = evaluator.text(Atom(value.b))
    guard part == "query" || part == "params" || (part == "body" && name == "size"),
      case .thing? = trace(place.with(ValueID(value.a)))
    else { return false }
    return true
  }

  /// What the property of an object, field of a class or export of a module was given.
  private func held(by base: ValueID, _ name: Atom, _ place: Place) -> Origin? {
    let entities = evaluator.evaluate(place.file, base)
    let isThis = file(place.file)[base].kind == .this
    let outer = place.levels
    let place = made(base, place)
    for entity in entities where entity.kind != .external {
      // What others of its class were made of says nothing of how much this one holds.
      if sink == .amount, !isThis, outer == place.levels, isOneOfMany(entity) { continue }
      if entity.kind == .object,
        isOfAnotherCall(entity, behind: base, place) || isClosed(place, to: entity, behind: base)
      {
        continue
      }
      let given = evaluator.definitions(of: name, in: entity).filter { !isGivenLater($0, entity, place) }
      if entity.kind != .object { keptThings += 1 }
      defer { if entity.kind != .object { keptThings -= 1 } }
      if let found = first(in: given, place) { return found }
    }
    for entity in entities.prefix(4) where entity.kind == .object {
      if let found = spread(into: entity, beside: name, place) { return found }
    }
    return spread(in: base, place) ?? written(to: base, name, place)
  }

  /// `const job = { … }; use(job.file); job.file = request.body.file`: what an object that is made in a function is given
  /// behind the use.
  private func isGivenLater(_ given: ValueReference, _ entity: Entity, _ place: Place) -> Bool {
    guard entity.kind == .object, given.file == place.file, entity.file == place.file else { return false }
    let model = file(place.file)
    let start = model[given.value].span.start
    guard place.at < UInt32.max, start > place.at, model[given.value].kind != .binding,
      let function = innermost(around: place.at, place.file)
    else { return false }
    return innermost(around: model[ValueID(entity.id)].span.start, place.file) == function
      && innermost(around: start, place.file) == function
  }

  /// The same place, where the parameters of the constructor mean what this one object was made of:
  /// `const tenant = new Tenant(record)`, then `tenant.users`.
  private func made(_ base: ValueID, _ place: Place) -> Place {
    let model = file(place.file)
    guard place.levels < Self.maximumLevels, var value = onlyValue(base, model) else { return place }
    if value.kind == .awaited { value = onlyValue(ValueID(value.a), model) ?? value }
    guard value.kind == .call else { return place }
    let call = CallReference(file: place.file, call: CallID(value.a))
    guard model[call.call].flags.contains(.new) else { return givenBack(by: call, place) }
    for entity in evaluator.evaluate(place.file, model[call.call].callee) where entity.kind == .class {
      guard let constructor = evaluator.constructor(of: entity) else { continue }
      var copy = place
      copy.frame = frame(call, constructor, skipped: 0, outer: place.frame)
      copy.levels += 1
      return copy
    }
    return place
  }

  /// An object of a class that is made in several places.
  private func isOneOfMany(_ entity: Entity) -> Bool {
    guard entity.kind == .instance,
      let constructor = evaluator.constructor(of: Entity(kind: .class, file: entity.file, id: entity.id))
    else { return false }
    return evaluator.inflows[.parameter(constructor, at: 0)].values.count > 1
  }

  /// What a name is given, if that is one thing; other values are what they are.
  func onlyValue(_ value: ValueID, _ model: ProgramFile) -> Value? {
    let record = model[value]
    guard record.kind == .binding else { return record }
    let values = model.values(model[BindingID(record.a)].values)
    return values.count == 1 ? model[values[0]] : nil
  }

  /// `const o = { ...req.query }`, then `o.name`.
  private func spread(in base: ValueID, _ place: Place) -> Origin? {
    let model = file(place.file)
    guard let literal = onlyValue(base, model), literal.kind == .object else { return nil }
    for property in model.properties(of: literal) where property.kind == .spread {
      if let found = trace(place.with(property.value)) { return found }
    }
    return nil
  }

  /// `view({ ...req.query, page: 1 })`, where `view` reads `name` of what it is given.
  private func spread(into object: Entity, beside name: Atom, _ place: Place) -> Origin? {
    let model = file(object.file)
    let literal = model[ValueID(object.id)]
    guard literal.kind == .object, place.levels < Self.maximumLevels else { return nil }
    let properties = Array(model.properties(of: literal))
    // What is written after it stands in its place.
    guard let last = properties.lastIndex(where: { $0.kind == .spread }),
      !properties[last...].contains(where: { $0.kind != .spread && $0.name == name })
    else { return nil }
    for property in properties where property.kind == .spread {
      let source = Place(
        file: object.file, value: property.value, frame: nil, at: literal.span.start, levels: place.levels + 1)
      if let found = trace(source) { return found }
    }
    return nil
  }

  func element(_ base: ValueID, _ key: ValueID, _ place: Place) -> Origin? {
    let step = ProgramStep(file: place.file, span: file(place.file)[place.value].span, text: "")
    switch trace(place.with(base)) {
    case .thing(let thing, let steps, let levels):
      if let constant = evaluator.constantText(place.file, key) {
        return RequestThings.member(constant, of: thing, step, steps, levels)
      }
      if let inner = RequestThings.elements[thing] { return .thing(inner, steps, levels: levels) }
      // `req[part]`, where the part is one of body, query and params.
      guard thing.hasPrefix("express") else { return nil }
      return .data(.body, steps + [step.saying("taken from the request")], object: true, levels: levels)
    case .data(let part, let steps, let object, let levels):
      if sink == .path, isSplit(base, at: ".", place.file) { return nil }
      if let name = evaluator.constantText(place.file, key) {
        if isBounded(name, of: base, place) { return nil }
      } else if isCleaning, isOfSchemaClass(base, place.file) {
        // `settings[key]`, one of the fields that the class bounds.
        return nil
      }
      return .data(part, steps, object: object, levels: levels)
    case nil:
      // A table of constants gives constants, whatever the key.
      return everything(in: base, place)
    }
  }

  /// `name.split(".")`: no piece has the separator in it.
  func isSplit(_ value: ValueID, at separator: String, _ index: FileIndex) -> Bool {
    let model = file(index)
    guard let record = onlyValue(value, model), record.kind == .call else { return false }
    let site = model[CallID(record.a)]
    guard model[site.callee].kind == .member, evaluator.text(Atom(model[site.callee].b)) == "split",
      let first = model.values(site.arguments).first
    else { return false }
    return evaluator.constantText(index, first) == separator
  }

  /// `type.split("/")[1]`
  private func isPieceOfPath(_ value: ValueID, _ index: FileIndex) -> Bool {
    let record = file(index).behindNames(value)
    return record.kind == .member && isSplit(ValueID(record.a), at: "/", index)
  }

  func elementOf(_ base: ValueID, position: Int, _ place: Place) -> Origin? {
    let model = file(place.file)
    if position > 0, model[base].kind == .array {
      let items = model.values(ListID(model[base].a))
      if position <= items.count { return trace(place.with(items[position - 1])) }
    }
    if sink == .path, isSplit(base, at: ".", place.file) { return nil }
    if case .thing(let thing, let steps, let levels)? = trace(place.with(base)) {
      if let inner = RequestThings.elements[thing] { return .thing(inner, steps, levels: levels) }
      // `const [fields, files] = await form.parse(request)`
      if thing == "parsed form" {
        return partOfForm(position - 1, ProgramStep(file: place.file, span: model[place.value].span, text: ""), place)
      }
      // `for await (const chunk of request)`
      guard position == 0, thing.hasSuffix(".request"), thing != "fetch.request" else { return nil }
      let step = ProgramStep(file: place.file, span: model[place.value].span, text: RequestFlow.piece)
      return .data(.body, [step], object: false, levels: levels)
    }
    return trace(place.with(base)) ?? everything(in: base, place)
  }

  /// What a form gives: its fields and, after them, its files.
  func partOfForm(_ position: Int, _ step: ProgramStep, _ place: Place) -> Origin? {
    switch position {
    case 0:
      let text = "the \(RequestPart.body.words) comes from the client"
      return .data(.body, [step.saying(text)], object: true, levels: place.levels)
    case 1: return .thing("uploads", [], levels: place.levels)
    default: return nil
    }
  }

  /// The items of a list and properties of an object that are written down.
  private func everything(in base: ValueID, _ place: Place) -> Origin? {
    for entity in evaluator.evaluate(place.file, base).prefix(4) {
      guard entity.kind == .object || entity.kind == .array else { continue }
      let model = file(entity.file)
      let value = model[ValueID(entity.id)]
      let items: [ValueID]
      switch value.kind {
      case .object: items = model.properties(of: value).map(\.value)
      case .array: items = Array(model.values(ListID(value.a)))
      default: continue
      }
      let references = items.prefix(32).filter { model[$0].kind != .function }
        .map { ValueReference(file: entity.file, value: $0, context: .any) }
      if let found = first(in: references, place) { return found }
    }
    return nil
  }

  /// Only as a whole: members of literals are looked up where they are taken.
  func object(_ value: Value, _ place: Place) -> Origin? {
    switch sink {
    case .nosql, .objectKey, .any, .code: break
    case .sql, .command, .path, .url, .redirect, .html, .regex, .header, .amount:
      return readsKeys ? spreadKeys(value, place) : nil
    }
    let model = file(place.file)
    for property in model.properties(of: value) {
      switch property.kind {
      case .value, .computed, .spread:
        if sink == .nosql, Self.isOperator(evaluator.text(property.name)) { continue }
        guard case .data(let part, let steps, let object, let levels)? = trace(place.with(property.value)) else {
          continue
        }
        if sink == .nosql, !object { continue }
        return .data(part, steps, object: true, levels: levels)
      case .method, .getter, .setter: continue
      }
    }
    return nil
  }

  /// `Object.keys({ ...req.body, author })`: the sender names properties of it.
  private func spreadKeys(_ value: Value, _ place: Place) -> Origin? {
    for property in file(place.file).properties(of: value) where property.kind == .spread {
      if hasFixedKeys(property.value, place.file) { continue }
      if let found = trace(place.with(property.value)) { return found }
    }
    return nil
  }

  /// What `$eq`, `$in`, `$regex` and the like compare with is no place for operators; what `$or` joins is.
  private static func isOperator(_ name: String) -> Bool {
    guard name.hasPrefix("$") else { return false }
    switch name {
    case "$and", "$or", "$nor", "$not", "$elemMatch", "$expr", "$match", "$where", "$set", "$push": return false
    default: return true
    }
  }

  func choice(_ items: ValueList, _ span: Span, _ place: Place) -> Origin? {
    for item in items {
      // `ok(x) ? x : "name"`: the test stands within the expression itself.
      if isGuarded(place.with(item), within: span) { continue }
      var next = place.with(item)
      // `ok(x) ? `order by ${x}` : ""`: what is made of it there depends on the test as well.
      if sink != .amount, [.call, .concatenation].contains(file(place.file)[item].kind) {
        next.written = file(place.file)[item].span.start
      }
      if let found = trace(next) { return found }
    }
    return nil
  }

  /// Only where it decides what the text means: `https://host/${x}` keeps the host.
  func concatenation(_ parts: ValueList, _ place: Place) -> Origin? {
    var prefix = ""
    var before = ""
    for (index, part) in parts.enumerated() {
      if let constant = constant(part, place.file) {
        prefix += constant
        before = constant
        continue
      }
      // `id + "." + type.split("/")[1]`: the rest of a name, and no `..` of its own.
      if sink == .path, !before.isEmpty, !before.hasSuffix("/"), isPieceOfPath(part, place.file) { continue }
      before = ""
      if (sink == .url && Self.fixesHost(prefix)) || (sink == .redirect && Self.fixesTarget(prefix)) { return nil }
      if let found = trace(place.with(part)) { return found.asText }
      // Something of the server's own stands first: a base address.
      if sink == .url || sink == .redirect, index == 0 || !prefix.isEmpty { return nil }
    }
    return nil
  }

  /// A text that is written down. What may also be something else is none.
  private func constant(_ value: ValueID, _ file: FileIndex) -> String? {
    let model = self.file(file)
    var current = value
    for _ in 0..<8 {
      let record = model[current]
      switch record.kind {
      case .string: return evaluator.text(Atom(record.a))
      case .binding:
        let binding = model[BindingID(record.a)]
        let values = model.values(binding.values)
        guard values.count == 1, !binding.isReassigned else { return nil }
        current = values[0]
      case .imported: return evaluator.constantText(file, current)
      default: return nil
      }
    }
    return nil
  }

  private static func fixesHost(_ prefix: String) -> Bool {
    guard let scheme = prefix.range(of: "://") else { return false }
    return prefix[scheme.upperBound...].contains { $0 == "/" || $0 == "?" || $0 == "#" }
  }

  private static func fixesTarget(_ prefix: String) -> Bool {
    if fixesHost(prefix) { return true }
    guard prefix.hasPrefix("/"), let second = prefix.dropFirst().first else { return false }
    return second != "/" && second != "\\"
  }
}

extension String {
  fileprivate func range(of other: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(other), let end = index(start, offsetBy: other.count, limitedBy: endIndex) {
        return start..<end
      }
      start = index(after: start)
    }
    return nil
  }
}
