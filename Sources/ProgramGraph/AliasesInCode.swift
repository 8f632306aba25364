import JavaScript
import ProjectFacts
import Semantics

/// Names for folders that programs give to module-alias in code: `moduleAlias.addAlias("@models", __dirname + "/models")`,
/// `addAliases({ "@models": path.join(__dirname, "models") })`. Source: README of module-alias 2.2.
struct AliasesInCode {
  private let atoms: AtomTable

  init(_ atoms: AtomTable) { self.atoms = atoms }

  /// One for each manifest whose files give such names.
  func mappings(_ files: [FileModel], of project: Project) -> [ModuleLandscape.PathMapping] {
    let package = atoms.lookUp("module-alias")
    guard package.exists else { return [] }
    var found: [ModuleLandscape.PathMapping] = []
    for model in files where model.imports.contains(where: { $0.specifier == package }) {
      let paths = aliases(in: ProgramFile(model)).flatMap { name, folder in
        [(pattern: name, targets: [folder]), (name + "/*", [folder.isEmpty ? "*" : folder + "/*"])]
      }
      guard !paths.isEmpty else { continue }
      let directory = project.manifest(governing: model.path)?.directory ?? ""
      if let known = found.firstIndex(where: { $0.directory == directory }) {
        found[known].paths += paths
      } else {
        found.append(ModuleLandscape.PathMapping(directory: directory, baseDirectory: nil, paths: paths))
      }
    }
    return found
  }

  private func aliases(in file: ProgramFile) -> [(name: String, folder: String)] {
    file.calls.flatMap { site -> [(name: String, folder: String)] in
      let callee = file[site.callee]
      let arguments = file.values(site.arguments)
      guard callee.kind == .member || callee.kind == .imported else { return [] }
      switch atoms.text(Atom(callee.b)) {
      case "addAlias":
        guard arguments.count > 1, case let name = file[arguments[0]], name.kind == .string,
          let folder = folder(arguments[1], file)
        else { return [] }
        return [(atoms.text(Atom(name.a)), folder)]
      case "addAliases":
        guard let table = arguments.first.map(file.behindNames), table.kind == .object else { return [] }
        return file.properties(of: table).compactMap { property in
          guard property.name.exists, let folder = folder(property.value, file) else { return nil }
          return (atoms.text(property.name), folder)
        }
      default: return []
      }
    }
  }

  /// A path made of `__dirname` and texts, relative to the project's root; nil where anything else is in it.
  private func folder(_ value: ValueID, _ file: ProgramFile, depth: Int = 0) -> String? {
    guard depth < 8 else { return nil }
    let record = file.behindNames(value)
    let parts: ValueList
    switch record.kind {
    case .global where Atom(record.a) == .__dirname: return PathText.directory(of: file.path)
    case .concatenation: parts = file.values(ListID(record.a))
    case .call:
      let site = file[CallID(record.a)]
      guard case let callee = file[site.callee], callee.kind == .member || callee.kind == .imported,
        ["join", "resolve"].contains(atoms.text(Atom(callee.b)))
      else { return nil }
      parts = file.values(site.arguments)
    default: return nil
    }
    guard let first = parts.first, let start = folder(first, file, depth: depth + 1) else { return nil }
    var path = start
    for part in parts.dropFirst() {
      guard file[part].kind == .string, case let text = atoms.text(Atom(file[part].a)) else { return nil }
      path = PathText.join(path, text.hasPrefix("/") ? String(text.dropFirst()) : text)
    }
    return path
  }
}
