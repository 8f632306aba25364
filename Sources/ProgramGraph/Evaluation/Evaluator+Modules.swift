import JavaScript
import Semantics

/// The exports of a file by name.
struct ExportIndex {
  private(set) var byName: [Atom: [Int]] = [:]
  /// Those of types alone.
  private(set) var types: [Atom: [Int]] = [:]
  /// `module.exports = …`, and `export =`.
  private(set) var assignments: [ValueID] = []
  /// `export * from`.
  private(set) var stars: [ImportID] = []

  init(_ model: ProgramFile) {
    for (index, record) in model.exports.enumerated() {
      switch record.kind {
      case .local where record.isTypeOnly, .reexport where record.isTypeOnly, .namespace where record.isTypeOnly:
        types[record.name, default: []].append(index)
      case .local, .reexport, .namespace: byName[record.name, default: []].append(index)
      case .assignment(let value): assignments.append(value)
      case .star(let source): stars.append(source)
      }
    }
  }
}

/// What modules give away.
extension Evaluator {
  /// The export of a module under a name, through re-exports and `module.exports`.
  func export(_ name: Atom, of file: FileIndex) -> [Entity] {
    lookUp(name, in: Entity(kind: .module, file: file, id: 0))
  }

  func computeExport(_ name: Atom, of file: FileIndex) -> [Entity] {
    let model = files[file.index]
    let index = exportIndex(file)
    var found: [Entity] = []
    for number in index.byName[name] ?? index.types[name] ?? [] {
      switch model.exports[number].kind {
      case .local(let value): found += evaluate(file, value)
      case .reexport(let source, let imported): found += moduleExport(imported, through: source, file)
      case .namespace(let source): found += module(of: source, file)
      case .assignment, .star: continue
      }
    }
    for value in index.assignments {
      let whole = evaluate(file, value)
      if name == .default { found += whole }
      found += whole.gathered { entity -> [Entity] in
        // `module.exports = require("./other")` and the module itself would send us round.
        entity.kind == .module && entity.file == file ? [] : lookUp(name, in: entity)
      }
    }
    if found.isEmpty, name != .default {
      for source in index.stars { found += moduleExport(name, through: source, file) }
    }
    // `import x from "./commonjs"` without a default export: the module object. Compilers to CommonJS let a file have
    // `import x from "y"` and `exports.name = …` at once.
    if found.isEmpty, name == .default, index.assignments.isEmpty,
      !model.isModule || !model.exports.isEmpty && model.exports.allSatisfy(\.isCommonJS)
    {
      return [Entity(kind: .module, file: file, id: 0)]
    }
    return found
  }

  private func moduleExport(_ name: Atom, through source: ImportID, _ file: FileIndex) -> [Entity] {
    module(of: source, file).gathered { lookUp(name, in: $0) }
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
    guard entity.kind == .module else { return [entity] }
    return answer(MemberKey(entity: entity, name: MemberKey.wholeName))
  }

  func computeCallable(_ module: Entity) -> [Entity] {
    wholeModule(module.file).gathered { $0.kind == .module ? callable($0) : [$0] }
  }

  /// The class, function, list or other thing that `require` of a module gives in place of an object of exports. The
  /// module stands beside it, for what is hung on the thing under names.
  func assigned(to module: Entity) -> [Entity] {
    if files[module.file.index].isModule || exportIndex(module.file).assignments.isEmpty { return [] }
    return callable(module).filter { entity in
      switch entity.kind {
      case .function, .class, .instance, .constructed, .array, .external: true
      case .object, .module, .string, .prototype, .constructedPrototype, .inert: false
      }
    }
  }

  /// Every function a module gives away, for folders that are loaded as a whole.
  func everyExport(of file: FileIndex) -> [Entity] {
    let model = files[file.index]
    return model.exports.flatMap { record -> [Entity] in
      switch record.kind {
      case .local(let value), .assignment(let value): return record.isTypeOnly ? [] : evaluate(file, value)
      // `export { default as ping } from "./ping.js"`, as the index of a folder has it.
      case .reexport: return record.isTypeOnly ? [] : export(record.name, of: file)
      case .namespace, .star: return []
      }
    }
  }

  /// A file by its path without extension, below the folder of another file or one above that.
  func file(named stem: String, above file: FileIndex) -> FileIndex? {
    var directory = files[file.index].path
    while !directory.isEmpty {
      directory = PathText.directory(of: directory)
      if let found = filesByStem[PathText.join(directory, stem)] { return found }
    }
    return nil
  }
}
