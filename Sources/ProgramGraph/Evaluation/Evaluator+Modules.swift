import JavaScript
import Semantics

/// What modules give away.
extension Evaluator {
  /// The export of a module under a name, through re-exports and `module.exports`.
  func export(_ name: Atom, of file: FileIndex) -> [Entity] {
    let key = ExportKey(file: file, name: name)
    if let known = exportMemo[key] { return known }
    guard exportsInProgress.insert(key).inserted else { return [] }
    defer { exportsInProgress.remove(key) }
    let outer = touchedParameter
    touchedParameter = false
    let found = computeExport(name, of: file)
    if exportsInProgress.count == 1, !touchedParameter { exportMemo[key] = found }
    touchedParameter = touchedParameter || outer
    return found
  }

  private func computeExport(_ name: Atom, of file: FileIndex) -> [Entity] {
    let model = files[file.index]
    var found: [Entity] = []
    var assigned = false
    for record in model.exports where !record.isTypeOnly {
      switch record.kind {
      case .local(let value) where record.name == name:
        found += evaluate(file, value)
      case .reexport(let source, let imported) where record.name == name:
        found += moduleExport(imported, through: source, file)
      case .namespace(let source) where record.name == name:
        found += moduleEntities(source, file)
      case .assignment(let value):
        assigned = true
        let whole = evaluate(file, value)
        if name == .default { found += whole }
        found += whole.flatMap { entity -> [Entity] in
          // `module.exports = require("./other")` and the module itself would send us round.
          entity.kind == .module && entity.file == file ? [] : lookUp(name, in: entity)
        }
      default:
        continue
      }
    }
    if found.isEmpty {
      for record in model.exports where !record.isTypeOnly {
        if case .star(let source) = record.kind, name != .default { found += moduleExport(name, through: source, file) }
      }
    }
    // `import x from "./commonjs"` without a default export: the module object.
    if found.isEmpty, name == .default, !assigned, !model.isModule {
      return [Entity(kind: .module, file: file, id: 0)]
    }
    return found
  }

  private func moduleEntities(_ source: ImportID, _ file: FileIndex) -> [Entity] {
    switch resolutions[file.index][source.index] {
    case .file(let target): return [Entity(kind: .module, file: target, id: 0)]
    case .external:
      let specifier = text(files[file.index][source].specifier)
      return [Entity(kind: .external, file: FileIndex(0), id: externals.module(specifier).raw)]
    case .missing: return []
    }
  }

  private func moduleExport(_ name: Atom, through source: ImportID, _ file: FileIndex) -> [Entity] {
    moduleEntities(source, file).flatMap { lookUp(name, in: $0) }
  }

  /// What `require` of the module gives: assigned values where there are any, else the namespace.
  func wholeModule(_ file: FileIndex) -> [Entity] {
    let model = files[file.index]
    var assigned: [Entity] = []
    for record in model.exports {
      if case .assignment(let value) = record.kind {
        assigned += evaluate(file, value).filter { !($0.kind == .module && $0.file == file) }
      }
    }
    return assigned
  }

  /// A module entity as the thing one calls or makes: `require("./app")()`.
  func callable(_ entity: Entity) -> [Entity] {
    guard entity.kind == .module, lookUpDepth < Self.maximumLookUpDepth else { return [entity] }
    let key = ExportKey(file: entity.file, name: .none)
    guard exportsInProgress.insert(key).inserted else { return [] }
    defer { exportsInProgress.remove(key) }
    let whole = wholeModule(entity.file)
    return whole.flatMap { $0.kind == .module ? callable($0) : [$0] }
  }

  /// Every function a module gives away, for folders that are loaded as a whole.
  func everyExport(of file: FileIndex) -> [Entity] {
    let model = files[file.index]
    return model.exports.flatMap { record -> [Entity] in
      switch record.kind {
      case .local(let value), .assignment(let value): return record.isTypeOnly ? [] : evaluate(file, value)
      case .reexport, .namespace, .star: return []
      }
    }
  }
}
