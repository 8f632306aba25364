import JavaScript
import ProjectFacts
import Semantics
package import SourceText

/// Functions that stand in the program and that nothing calls: what they would do never happens.
///
/// Names are what decides. A function of a module is uncalled if nothing in its file calls it or hands it on, and nobody
/// elsewhere speaks a name under which the module gives it away, though the module is used by the names of other things:
/// what goes through all a module exports has no need of names. A method is uncalled if nobody speaks its name, though
/// somebody speaks of others of its class, and the class is all its own.
package struct UncalledCode: Sendable {
  private let program: Program
  /// By the number of a name, who speaks it: as a member, an import or a text.
  private let speakers: [Speakers]
  /// The files all of whose names others give on.
  private let givenOn: Set<FileIndex>

  private enum Speakers {
    case nobody
    case one(FileIndex)
    case several
  }

  package static func of(_ program: Program) -> Self { program.derived.fact { Self(program) } }

  private init(_ program: Program) {
    self.program = program
    var found = [Speakers](repeating: .nobody, count: program.atoms.count)
    func add(_ name: Atom, _ file: FileIndex) {
      let number = Int(name.raw)
      guard found.indices.contains(number) else { return }
      switch found[number] {
      case .nobody: found[number] = .one(file)
      case .one(let other): if other != file { found[number] = .several }
      case .several: return
      }
    }
    var givenOn: Set<FileIndex> = []
    for index in program.files.indices {
      let file = FileIndex(index)
      let unread = Self.unreadImports(of: program.files[index])
      for (number, value) in program.files[index].values.enumerated() where !unread.contains(ValueID(number)) {
        switch value.kind {
        case .member, .imported: add(Atom(value.b), file)
        case .string: add(Atom(value.a), file)
        default: continue
        }
      }
      for record in program.files[index].exports {
        switch record.kind {
        case .reexport(_, let name): add(name, file)
        case .namespace(let record), .star(let record):
          if let target = program.target(of: record, in: file) { givenOn.insert(target) }
        case .local, .assignment: continue
        }
      }
    }
    speakers = found
    self.givenOn = givenOn
  }

  /// `import { show } from "./statistics.js"`, and nothing more of it.
  private static func unreadImports(of file: ProgramFile) -> Set<ValueID> {
    var unread: Set<ValueID> = []
    for binding in file.bindings where binding.kind == .import && !binding.isRead {
      unread.formUnion(file.values(binding.values))
    }
    if unread.isEmpty { return [] }
    for case .local(let value) in file.exports.map(\.kind) { unread.remove(value) }
    return unread
  }

  package func contains(_ function: FunctionReference) -> Bool {
    let file = program[function.file]
    let record = file[function.function]
    if let owner = record.owner { return isUnspoken(function, of: file[owner], in: file) }
    guard record.kind == .function || record.kind == .arrow, record.owner == nil, record.parent == .moduleBody,
      record.name.exists, !record.flags.contains(.immediatelyInvoked), program.phase(of: function) == nil,
      !isUsedAtHome(function)
    else { return false }
    var names: Set<Atom> = []
    var others: Set<Atom> = []
    for export in file.exports {
      switch export.kind {
      // `export default { load, save }`
      case .local(let value) where export.name != .default || file[value].kind != .object:
        if isSame(value, function) { names.insert(export.name) } else { others.insert(export.name) }
      case .assignment(let value), .local(let value):
        if isSame(value, function) { return false }
        guard file[value].kind == .object else { continue }
        for property in file.properties(of: file[value]) {
          guard property.name.exists else { return false }
          if isSame(property.value, function) { names.insert(property.name) } else { others.insert(property.name) }
        }
      case .reexport, .namespace, .star: continue
      }
    }
    if names.isEmpty { return isUnread(function) }
    guard !names.contains(.default), !givenOn.contains(function.file) else { return false }
    return !names.contains { isSpoken($0, except: function.file) }
      && others.contains { isSpoken($0, except: function.file) }
  }

  /// A method whose name nobody speaks, of a class that nobody else has a hand in: neither another class nor a decorator.
  private func isUnspoken(_ method: FunctionReference, of owner: ClassRecord, in file: ProgramFile) -> Bool {
    let record = file[method.function]
    guard record.kind == .method || record.kind == .arrow || record.kind == .function, record.name.exists,
      program.phase(of: method) == nil, file[owner.superclass].kind == .unknown,
      file.values(owner.interfaces).isEmpty, file.values(owner.decorators).isEmpty,
      let member = owner.members.first(where: { isSame($0.value, method) && $0.name == record.name }),
      file.values(member.decorators).isEmpty, !isSpoken(record.name, except: nil)
    else { return false }
    // `this[name]()` speaks no name.
    guard !file.values.contains(where: { $0.kind == .element && file[ValueID($0.a)].kind == .this }) else {
      return false
    }
    return owner.members.contains {
      $0.name != record.name && $0.kind != .constructor && isSpoken($0.name, except: nil)
    }
  }

  /// Nothing in the file so much as speaks its name, unless the file is a script, whose names are everybody's.
  private func isUnread(_ function: FunctionReference) -> Bool {
    let file = program[function.file]
    guard !file.exports.isEmpty || !file.imports.isEmpty else { return false }
    return file.bindings.contains { binding in
      binding.function == .moduleBody && !binding.isRead
        && file.values(binding.values).contains { isSame($0, function) }
    }
  }

  /// The same of a function and those around it.
  package func holds(_ function: FunctionReference) -> Bool {
    var outer = function.function
    while outer != .moduleBody {
      if contains(FunctionReference(file: function.file, function: outer)) { return true }
      outer = program[function.file][outer].parent
    }
    return false
  }

  /// Whether the place, in bytes, stands in such a function.
  package func holds(_ span: Span, in file: FileIndex) -> Bool {
    holds(FunctionReference(file: file, function: ImpliedCalls.function(around: span, program[file])))
  }

  private func isSpoken(_ name: Atom, except file: FileIndex?) -> Bool {
    let number = Int(name.raw)
    guard speakers.indices.contains(number) else { return false }
    return switch speakers[number] {
    case .nobody: false
    case .one(let speaker): speaker != file
    case .several: true
    }
  }

  private func isSame(_ value: ValueID, _ function: FunctionReference) -> Bool {
    let origin = program[function.file].model.origin(of: value)
    guard case .function(let id) = origin.root else { return false }
    return id == function.function && origin.path.isEmpty
  }

  /// Called in its own file, handed over there, or put into something other than what the module exports.
  private func isUsedAtHome(_ function: FunctionReference) -> Bool {
    let file = program[function.file]
    let exported = Set(
      file.exports.compactMap { export -> ValueID? in
        switch export.kind {
        case .assignment(let value): value
        case .local(let value): export.name == .default ? value : nil
        case .reexport, .namespace, .star: nil
        }
      })
    let name = file[function.function].name
    for site in file.calls {
      if isSame(site.callee, function) || file.values(site.arguments).contains(where: { isSame($0, function) }) {
        return true
      }
      // `exports.setup()`, `this.setup()`
      let callee = file[site.callee]
      if callee.kind == .member, Atom(callee.b) == name { return true }
    }
    for index in file.values.indices where !exported.contains(ValueID(index)) {
      let value = file.values[index]
      switch value.kind {
      case .object:
        if file.properties(of: value).contains(where: { isSame($0.value, function) }) { return true }
      case .array: if file.values(ListID(value.a)).contains(where: { isSame($0, function) }) { return true }
      default: continue
      }
    }
    return false
  }
}
