import JavaScript
import Semantics

/// What calls enter, and why not.
extension Program {
  /// Calls that load modules by paths put together at run time.
  package static let loaders: Set<String> = ["#require", "#import", "#module.require"]

  /// The files of the program that such a call may load.
  package func filesLoaded(by call: CallReference) -> [FileIndex] {
    let file = self[call.file]
    guard let first = file.values(file[call.call].arguments).first else { return [] }
    return PathPattern(evaluator: evaluator).files(loadedBy: first, in: call.file)
  }

  package func outcome(of call: CallReference) -> CallOutcome {
    let found = callees(of: call)
    var functions: [FunctionReference] = []
    var externals: [String] = []
    for callee in found {
      switch callee.entity.kind {
      case .function: functions.append(callee.entity.function)
      case .class:
        if let constructor = evaluator.constructor(of: callee.entity) { functions.append(constructor) }
      case .external: externals.append(evaluator.externals.text(ExternalID(callee.entity.id)))
      case .instance, .constructed, .object, .array, .module, .string, .prototype, .constructedPrototype, .inert:
        continue
      }
    }
    if !functions.isEmpty { return .followed(functions, externals: externals) }
    if !externals.isEmpty { return .external(externals) }
    // A class without a constructor is entered, with nothing to run.
    if found.contains(where: { $0.entity.kind == .class }) { return .followed([], externals: []) }
    let site = self[call.file][call.call]
    if let builtin = builtinMethod(site.callee, call.file) { return .external([builtin]) }
    return .unknown(found.isEmpty ? reason(for: site.callee, in: call.file) : .notCallable)
  }

  /// A method of the language's own arrays, texts and regular expressions: `Array.prototype.push`.
  private func builtinMethod(_ callee: ValueID, _ file: FileIndex) -> String? {
    let value = self[file][callee]
    guard value.kind == .member else { return nil }
    let base = self[file][ValueID(value.a)]
    let name = text(Atom(value.b))
    switch base.kind {
    case .concatenation: return "String.prototype.\(name)"
    case .literal where base.a == LiteralKind.regularExpression.rawValue: return "RegExp.prototype.\(name)"
    default: break
    }
    let bases = evaluator.evaluate(file, ValueID(value.a))
    guard let first = bases.first, bases.allSatisfy({ $0.kind == first.kind }) else { return nil }
    switch first.kind {
    case .array: return "Array.prototype.\(name)"
    case .string: return "String.prototype.\(name)"
    default: return nil
    }
  }

  private func reason(for value: ValueID, in file: FileIndex, depth: Int = 0) -> UnknownCallReason {
    let model = self[file]
    let record = model[value]
    guard depth < 16 else { return .expression }
    func inner(_ raw: UInt32) -> UnknownCallReason { reason(for: ValueID(raw), in: file, depth: depth + 1) }
    switch record.kind {
    case .unknown:
      return record.a == UnknownReason.arithmetic.rawValue
        ? .arithmetic : record.a == UnknownReason.computedMember.rawValue ? .computedMember : .expression
    case .literal, .string, .concatenation, .importMeta, .opaque, .object, .array: return .notCallable
    case .parameter, .restParameter, .arguments: return .parameterOfUnknownCaller
    case .member:
      return isKnown(ValueID(record.a), in: file) ? .noSuchMember : inner(record.a)
    case .element: return .computedMember
    case .elementOf, .spread:
      return .elementOfUnknown
    case .awaited: return inner(record.a)
    case .call:
      let site = model[CallID(record.a)]
      return isKnown(site.callee, in: file)
        ? .unknownResult : reason(for: site.callee, in: file, depth: depth + 1)
    case .this, .superclass: return .unknownThis
    case .choice:
      return model.values(ListID(record.a)).first.map { reason(for: $0, in: file, depth: depth + 1) } ?? .expression
    case .binding:
      let values = model.values(model[BindingID(record.a)].values)
      return values.first.map { reason(for: $0, in: file, depth: depth + 1) } ?? .noValue
    case .module, .imported:
      return target(of: ImportID(record.a), in: file) == nil ? .missingModule : .noSuchMember
    case .caught: return .caughtError
    case .global, .function, .class: return .expression
    }
  }

  private func isKnown(_ value: ValueID, in file: FileIndex) -> Bool {
    evaluator.evaluate(file, value).contains { $0.kind != .inert }
  }
}
