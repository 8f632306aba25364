import JavaScript
import Semantics

/// What `this` is.
extension Evaluator {
  /// The function whose `this` a value is: `this` itself, or a name that holds nothing else, as `var self = this`.
  func thisFunction(_ value: Value, _ model: ProgramFile) -> FunctionID? {
    if value.kind == .this { return FunctionID(value.a) }
    guard value.kind == .binding else { return nil }
    let values = model.values(model[BindingID(value.a)].values)
    guard values.count == 1, model[values[0]].kind == .this else { return nil }
    return FunctionID(model[values[0]].a)
  }

  func isThis(of function: FunctionID, _ value: Value, _ model: ProgramFile) -> Bool {
    thisFunction(value, model) == function
  }

  func this(of function: FunctionReference, in context: ContextID) -> [Entity] {
    let model = files[function.file.index]
    let record = model[function.function]
    if let owner = record.owner {
      let own = Entity(kind: record.flags.contains(.static) ? .class : .instance, file: function.file, id: owner.raw)
      let heir = hasHeirs(own) ? contexts.heir(of: own.classOfIt, in: context) : nil
      return [heir.map { $0.kind == own.kind ? $0 : own } ?? own]
    }
    if record.kind == .module {
      return model.isModule ? [] : [Entity(kind: .module, file: function.file, id: 0)]
    }
    if !record.holder.isUnknown {
      asking.onSurroundings = true
      if hasServiceObjects {
        let given = inflow(.parameter(function, at: FlowTarget.this)).things
        if !given.isEmpty { return given }
      }
      let holder = Entity(kind: .object, file: function.file, id: record.holder.raw, context: context)
      let constructed = constructed(byPrototype: record.holder, function.file)
      return constructed.isEmpty ? [holder] : constructed
    }
    let owners = prototypeOwner(of: function)
    return owners.isEmpty ? handedThis(of: function, record, in: context) : owners
  }

  /// `X.prototype = { … }` makes `this` of the methods there an X.
  private func constructed(byPrototype object: ValueID, _ file: FileIndex) -> [Entity] {
    let model = files[file.index]
    return (writeIndex(file).byName[.prototype] ?? []).gathered { index -> [Entity] in
      let write = model.writes[index]
      guard write.value == object else { return [] }
      return evaluate(file, write.base).filter { $0.kind == .function }
        .map { Entity(kind: .constructed, file: $0.file, id: $0.id) }
    }
  }

  /// `listener.call(socket, data)` in its context; else what `function listener(this: Socket)` declares.
  private func handedThis(
    of function: FunctionReference, _ record: FunctionRecord, in context: ContextID
  ) -> [Entity] {
    asking.onSurroundings = true
    if let entry = contexts.call(of: function, in: context), entry.skippedArguments == 1 {
      let found = argument(-1, of: entry)
      if !found.isEmpty { return found }
    }
    let inflow = inflow(.parameter(function, at: FlowTarget.this))
    let found = inflow.values.gathered { evaluate($0) } + inflow.things
    return found.isEmpty && !record.thisType.isUnknown ? instances(ofType: record.thisType, function.file) : found
  }

  /// `X.prototype.name = function` makes `this` an X; a function that assigns to its own `this` is a constructor.
  private func prototypeOwner(of function: FunctionReference) -> [Entity] {
    let model = files[function.file.index]
    for write in model.writes {
      let value = model[write.value]
      guard value.kind == .function, value.a == function.function.raw else { continue }
      let base = model[write.base]
      if base.kind == .member, Atom(base.b) == .prototype {
        return evaluate(function.file, ValueID(base.a)).compactMap { owner in
          switch owner.kind {
          case .function: Entity(kind: .constructed, file: owner.file, id: owner.id)
          case .class: Entity(kind: .instance, file: owner.file, id: owner.id)
          default: nil
          }
        }
      }
      return evaluate(function.file, write.base).compactMap { owner in
        switch owner.kind {
        case .object, .constructed, .instance: owner
        case .constructedPrototype: Entity(kind: .constructed, file: owner.file, id: owner.id)
        case .prototype: Entity(kind: .instance, file: owner.file, id: owner.id)
        default: nil
        }
      }
    }
    let constructs = model.writes.contains { isThis(of: function.function, model[$0.base], model) }
    return constructs ? [Entity(kind: .constructed, file: function.file, id: function.function.raw)] : []
  }
}
