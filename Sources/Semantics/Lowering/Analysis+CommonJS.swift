import JavaScript
import SourceText

/// `require`, `module.exports` and what compilers make of them.
extension Analysis {
  // MARK: Loading

  /// A call that loads a module: `require("x")`, `module.require("x")`, `process.getBuiltinModule("x")`, also wrapped in
  /// a compiler's interop helper. Nil for every other call.
  mutating func lowerModuleCall(_ node: NodeID, callee: ValueID, _ arguments: NodeList) -> ValueID? {
    let value = values[callee.raw.index]
    switch value.kind {
    case .global:
      if value.a == Atom.require.raw { return lowerRequire(node, arguments) }
      return lowerInterop(Atom(value.a), arguments)
    case .binding:
      if states[value.a.index].traits.contains(.require) { return lowerRequire(node, arguments) }
      return lowerInterop(bindings[value.a.index].name, arguments)
    case .member:
      if value.b == Atom.require.raw, isGlobal(ValueID(value.a), .module) { return lowerRequire(node, arguments) }
      if value.b == Atom.getBuiltinModule.raw, isProcess(ValueID(value.a)) { return lowerRequire(node, arguments) }
      return lowerInterop(Atom(value.b), arguments)
    default:
      return nil
    }
  }

  private mutating func lowerRequire(_ node: NodeID, _ arguments: NodeList) -> ValueID? {
    let source = tree.unwrapped(arguments[0])
    guard tree.kind(source) == .stringLiteral || tree.kind(source) == .templateLiteral,
      constantKey(source, isComputed: true).exists
    else { return nil }
    let id = addImport(.require, source)
    for index in 1..<max(arguments.count, 1) { visit(arguments[index]) }
    return make(.module, id.raw, at: node)
  }

  /// `__importDefault(require("x"))` stands for the module.
  private mutating func lowerInterop(_ helper: Atom, _ arguments: NodeList) -> ValueID? {
    guard vocabulary.isInteropHelper(helper) else { return nil }
    let kind = tree.kind(tree.unwrapped(arguments[0]))
    guard kind == .callExpression || kind == .identifier else { return nil }
    let value = lower(arguments[0])
    guard originIsModule(value) else { return nil }
    for index in 1..<max(arguments.count, 1) { visit(arguments[index]) }
    return value
  }

  /// The value is a whole module, at once or through one name.
  private mutating func originIsModule(_ id: ValueID) -> Bool { moduleImport(id) != nil }

  mutating func moduleImport(_ id: ValueID) -> ImportID? {
    var value = values[id.raw.index]
    for _ in 0..<8 {
      if value.kind == .module { return ImportID(value.a) }
      guard let only = onlyValue(of: value) else { return nil }
      value = only
    }
    return nil
  }

  private mutating func isProcess(_ id: ValueID) -> Bool {
    if isGlobal(id, .process) { return true }
    let value = values[id.raw.index]
    return value.kind == .binding && bindings[value.a.index].name == .process
      && bindings[value.a.index].kind == .import
  }

  /// Notes a name that holds what `createRequire` gave: it loads modules as `require` does.
  mutating func noteRequire(_ index: Int, _ value: ValueID) {
    let call = values[value.raw.index]
    guard call.kind == .call else { return }
    let callee = values[calls[call.a.index].callee.raw.index]
    guard isCreateRequire(callee, depth: 0) else { return }
    states.base[index].traits.insert(.require)
  }

  private mutating func isCreateRequire(_ callee: Value, depth: Int) -> Bool {
    switch callee.kind {
    case .member:
      guard callee.b == Atom.createRequire.raw, let id = moduleOrDefault(ValueID(callee.a)) else { return false }
      return isNodeModule(id)
    case .binding:
      // Names may be given each other.
      guard depth < 8, let only = onlyValue(of: callee) else { return false }
      return isCreateRequire(only, depth: depth + 1)
    case .imported:
      return callee.b == Atom.createRequire.raw && isNodeModule(ImportID(callee.a))
    default:
      return false
    }
  }

  /// What a name was given, if that is one value so far.
  private mutating func onlyValue(of use: Value) -> Value? {
    guard use.kind == .binding, states[use.a.index].valueCount == 1 else { return nil }
    return values[valueLinks[Int(states[use.a.index].firstLink) - 1].value.raw.index]
  }

  /// `import m from "module"` gives what `import * as m` gives.
  private mutating func moduleOrDefault(_ id: ValueID) -> ImportID? {
    if let found = moduleImport(id) { return found }
    guard let only = onlyValue(of: values[id.raw.index]) else { return nil }
    return only.kind == .imported && only.b == Atom.default.raw ? ImportID(only.a) : nil
  }

  private mutating func isNodeModule(_ id: ImportID) -> Bool {
    let specifier = imports[id.index].specifier
    return specifier == .module || specifier == vocabulary.nodeModuleName
  }

  // MARK: Giving away

  /// Records `exports.x = value`, `module.exports = value`, `module.exports.x = value`. False for other targets.
  mutating func noteExport(assignment node: NodeID, _ target: NodeID, _ value: ValueID) -> Bool {
    let object = tree.child(target, 0)
    let isComputed = tree.flags(target).contains(.computed)
    let property = tree.child(target, 1)
    if !isComputed, tree.kind(property) == .identifier, tree.atom(property, 0) == .exports,
      tree.kind(object) == .identifier, isGlobal(lower(object), .module)
    {
      addExport(.assignment(value), .none, at: node)
      return true
    }
    guard tree.kind(object) == .identifier || tree.kind(object) == .memberExpression,
      isGlobal(lower(object), .exports)
    else { return false }
    let name = constantKey(property, isComputed: isComputed)
    guard name.exists else { return false }
    addExport(.local(value), name, isCommonJS: true, at: node)
    return true
  }

  /// Exports made by calls: `Object.defineProperty(exports, …)`, `Object.assign(module.exports, …)`, `__exportStar(…)`.
  mutating func noteExports(_ call: CallSite, _ node: NodeID) {
    let callee = values[call.callee.raw.index]
    switch callee.kind {
    case .member:
      if callee.b == Atom.defineProperty.raw, isGlobal(ValueID(callee.a), .Object) {
        noteDefinedExport(call, node)
      } else if callee.b == Atom.assign.raw || callee.b == vocabulary.extend.raw {
        noteAssignedExports(call, node)
      } else if callee.b == vocabulary.exportStar.raw {
        noteStar(call, node)
      }
    case .binding:
      let name = bindings[callee.a.index].name
      if name == vocabulary.exportStar || name == vocabulary.exportAll { noteStar(call, node) }
    case .global:
      if callee.a == vocabulary.exportStar.raw { noteStar(call, node) }
    default:
      break
    }
  }

  private mutating func argument(_ index: Int, of call: CallSite) -> ValueID? {
    let start = call.arguments.index
    return index < Int(lists[start]) ? ValueID(lists[start + 1 + index]) : nil
  }

  /// `__exportStar(require("x"), exports)`, older: `__export(require("x"))`
  private mutating func noteStar(_ call: CallSite, _ node: NodeID) {
    guard let source = argument(0, of: call), let id = moduleImport(source) else { return }
    if let target = argument(1, of: call), !isGlobal(target, .exports) { return }
    addExport(.star(id), .none, at: node)
  }

  /// `Object.assign(module.exports, { a, b }, require("./c"))`, `_.extend(module.exports, routes)`
  private mutating func noteAssignedExports(_ call: CallSite, _ node: NodeID) {
    guard let target = argument(0, of: call), isGlobal(target, .exports) else { return }
    var index = 1
    while let source = argument(index, of: call) {
      if let id = moduleImport(source) {
        addExport(.star(id), .none, at: node)
      } else if values[source.raw.index].kind == .object {
        exportProperties(of: values[source.raw.index], at: node)
      } else if values[source.raw.index].kind == .binding {
        addExport(.assignment(source), .none, at: node)
      }
      index += 1
    }
  }

  private mutating func exportProperties(of object: Value, at node: NodeID) {
    let start = object.a.index
    for index in stride(from: start + 1, to: start + 1 + Int(lists[start]), by: 3) {
      let value = ValueID(lists[index + 2])
      if lists[index] == ObjectProperty.Kind.spread.rawValue, let id = moduleImport(value) {
        addExport(.star(id), .none, at: node)
      } else if lists[index + 1] != 0 {
        addExport(.local(value), Atom(lists[index + 1]), isCommonJS: true, at: node)
      }
    }
  }

  /// `Object.defineProperty(exports, "x", { enumerable: true, get: function () { return a.x; } })`; in a loop over the
  /// keys of a module, with a name that is no constant, it is `export *`.
  private mutating func noteDefinedExport(_ call: CallSite, _ node: NodeID) {
    guard let target = argument(0, of: call), isGlobal(target, .exports), let key = argument(1, of: call),
      let descriptor = argument(2, of: call), values[descriptor.raw.index].kind == .object
    else { return }
    guard let given = describedValue(values[descriptor.raw.index]) else { return }
    if values[key.raw.index].kind == .string {
      addExport(.local(given), Atom(values[key.raw.index].a), isCommonJS: true, at: node)
      return
    }
    let value = values[given.raw.index]
    if value.kind == .element, let id = moduleImport(ValueID(value.a)) { addExport(.star(id), .none, at: node) }
  }

  /// What a property descriptor gives: its `value`, or what its `get` returns.
  private mutating func describedValue(_ descriptor: Value) -> ValueID? {
    let start = descriptor.a.index
    for index in stride(from: start + 1, to: start + 1 + Int(lists[start]), by: 3) {
      let name = Atom(lists[index + 1])
      let value = ValueID(lists[index + 2])
      if name == vocabulary.value { return value }
      guard name == .get, values[value.raw.index].kind == .function else { continue }
      let returns = functions[values[value.raw.index].a.index].returns.index
      return lists[returns] > 0 ? ValueID(lists[returns + 1]) : nil
    }
    return nil
  }
}
