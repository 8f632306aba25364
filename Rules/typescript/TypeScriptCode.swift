import Checking
import ProgramGraph
import ProjectFacts

/// The packages of a project with the code of their servers, by the language it is written in.
struct TypeScriptCode: ProgramKnowledge {
  struct Package {
    let manifest: PackageManifest
    /// Files of the service itself in TypeScript, in the order of their paths. Declarations are none.
    var typed: [FileIndex] = []
    /// Those in JavaScript.
    var untyped: [FileIndex] = []
    /// Lines of the files in TypeScript.
    var typedLines = 0
    var untypedLines = 0
  }

  /// In byte order of the manifests' paths.
  let packages: [Package]

  /// Packages that only show or test something are left out.
  init(_ program: Program, _ project: Project) {
    var packages: [String: Package] = [:]
    var bystanders: [String: Bool] = [:]
    for number in program.files.indices where ServerPackages.isServed(program.roles[number].role) {
      let file = program.files[number]
      guard let manifest = project.manifest(governing: file.path), !ShowcaseFolders.hold(file.path, project) else {
        continue
      }
      let isBystander = bystanders[manifest.path] ?? LockfileDuty.isBystander(manifest, project)
      bystanders[manifest.path] = isBystander
      if isBystander { continue }
      if Self.isTypeScript(file.path) {
        packages[manifest.path, default: Package(manifest: manifest)].typed.append(FileIndex(number))
        packages[manifest.path]?.typedLines += file.lineCount
      } else {
        packages[manifest.path, default: Package(manifest: manifest)].untyped.append(FileIndex(number))
        packages[manifest.path]?.untypedLines += file.lineCount
      }
    }
    self.packages = packages.values.sorted { $0.manifest.path.utf8.lexicographicallyPrecedes($1.manifest.path.utf8) }
  }

  static func isTypeScript(_ path: String) -> Bool {
    [".ts", ".tsx", ".mts", ".cts"].contains { path.hasSuffix($0) }
  }
}

/// "a.ts (5), b.ts (3) and 2 more"; "a.ts and b.ts".
func listing(_ items: [String], limit: Int) -> String {
  guard let last = items.last, items.count > 1 else { return items.first ?? "" }
  if items.count > limit { return "\(items.prefix(limit).joined(separator: ", ")) and \(items.count - limit) more" }
  return "\(items.dropLast().joined(separator: ", ")) and \(last)"
}
