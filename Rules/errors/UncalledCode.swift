import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics

/// Functions that stand in the program and that nothing calls: what they would register never stands.
///
/// Names are what decides. A function of a module is uncalled if nothing in its file calls it or hands it on, and nobody
/// elsewhere speaks a name under which the module gives it away, though the module is used by the names of other things:
/// what goes through all a module exports has no need of names.
struct UncalledCode {
  private let program: Program
  /// The files that speak a name: as a member, an import or a text.
  private let speakers: [Atom: Set<FileIndex>]

  static func of(_ program: Program) -> Self { program.derived.fact { Self(program) } }

  private init(_ program: Program) {
    self.program = program
    var found: [Atom: Set<FileIndex>] = [:]
    for index in program.files.indices {
      let file = FileIndex(index)
      for value in program.files[index].values {
        switch value.kind {
        case .member, .imported: found[Atom(value.b), default: []].insert(file)
        case .string: found[Atom(value.a), default: []].insert(file)
        default: continue
        }
      }
      for record in program.files[index].exports {
        if case .reexport(_, let name) = record.kind { found[name, default: []].insert(file) }
      }
    }
    speakers = found
  }

  func contains(_ function: FunctionReference) -> Bool {
    let file = program[function.file]
    let record = file[function.function]
    guard record.kind == .function || record.kind == .arrow, record.owner == nil, record.parent == .moduleBody,
      record.name.exists, !record.flags.contains(.immediatelyInvoked), program.phase(of: function) == nil,
      !isUsedAtHome(function)
    else { return false }
    var names: Set<Atom> = []
    var others: Set<Atom> = []
    for export in file.exports {
      switch export.kind {
      case .local(let value):
        if isSame(value, function) { names.insert(export.name) } else { others.insert(export.name) }
      case .assignment(let value):
        guard file[value].kind == .object else { return false }
        for property in file.properties(of: file[value]) {
          guard property.name.exists else { return false }
          if isSame(property.value, function) { names.insert(property.name) } else { others.insert(property.name) }
        }
      case .reexport, .namespace, .star: continue
      }
    }
    // What nobody exports nor uses is dead for sure.
    if names.isEmpty { return true }
    guard !names.contains(.default) else { return false }
    return !names.contains { isSpoken($0, except: function.file) }
      && others.contains { isSpoken($0, except: function.file) }
  }

  /// The same of a function and those around it.
  func holds(_ function: FunctionReference) -> Bool {
    var outer = function.function
    while outer != .moduleBody {
      if contains(FunctionReference(file: function.file, function: outer)) { return true }
      outer = program[function.file][outer].parent
    }
    return false
  }

  private func isSpoken(_ name: Atom, except file: FileIndex) -> Bool {
    speakers[name]?.contains { $0 != file } ?? false
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
        if case .assignment(let value) = export.kind { return value }
        return nil
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
