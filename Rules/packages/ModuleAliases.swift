import Checking
import ProgramGraph
import ProjectFacts
import Semantics

/// Names that a program has module-alias lead to folders of its own: `addAliases({ "@utils": __dirname + "/utils" })`.
/// Where the folder can be read, imports are resolved already; here the names alone count, wherever they lead.
/// Source: the README of module-alias, 2.
struct ModuleAliases {
  /// By path of the manifest.
  private var names: [String: Set<String>] = [:]

  init(_ program: Program, _ project: Project) {
    for external in program.externalCalls(where: { $0.hasPrefix("module-alias#addAlias") }) {
      let file = program[external.call.file]
      guard let first = file.values(file[external.call.call].arguments).first,
        let manifest = project.manifest(governing: file.path)
      else { continue }
      let named = file.behindNames(first)
      let found =
        named.kind == .object
        ? file.properties(of: named).map { program.text($0.name) }
        : [program.text(ofArgument: 0, of: external.call)].compactMap { $0 }
      names[manifest.path, default: []].formUnion(found.filter { !$0.isEmpty })
    }
  }

  /// Whether a specifier begins with such a name, in a package of these manifests.
  func explain(_ specifier: String, in manifests: [PackageManifest]) -> Bool {
    manifests.contains { manifest in
      names[manifest.path]?.contains { specifier == $0 || specifier.hasPrefix($0 + "/") } ?? false
    }
  }
}
