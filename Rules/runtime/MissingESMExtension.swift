import Checking
import DataFormats
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports imports and names that Node.js refuses in ES modules. The promise is on the page beside this file.
struct MissingESMExtension: ProgramCheck {
  /// Findings of one kind for one package: who misses one extension misses them all.
  private static let perPackage = 5

  func run(on program: Program, project: Project, reporter: inout Reporter) {
    var counts: [String: Int] = [:]
    for number in program.files.indices {
      let index = FileIndex(number)
      let file = program[index]
      switch program.role(of: index).role {
      case .server, .shared, .library, .worker, .script: break
      case .generated, .vendored, .test, .build, .migration, .frontend, .declaration: continue
      }
      guard project.isAudited(file.path), !ShowcaseFolders.hold(file.path, project),
        let manifest = project.manifest(governing: file.path), isRunByNode(file, manifest, project)
      else { continue }
      for fault in faults(of: file, index, program, project) {
        let key = "\(manifest.path) \(fault.kind)"
        counts[key, default: 0] += 1
        if counts[key, default: 0] <= Self.perPackage { reporter.report(at: fault.span, in: file.path, fault.message) }
      }
    }
  }

  private struct Fault {
    var kind: String
    var span: Span
    var message: String
  }

  // MARK: Which files

  /// A module that Node.js loads as it stands: `.mjs`, `.js` of a package of modules, TypeScript for Node's own resolution.
  private func isRunByNode(_ file: ProgramFile, _ manifest: PackageManifest, _ project: Project) -> Bool {
    let path = file.path
    guard file.isModule || path.hasSuffix(".mjs") || manifest.moduleKind == .module else { return false }
    guard path.hasSuffix(".mjs") || manifest.moduleKind == .module && isWrittenForNode(path, project) else {
      return false
    }
    return !hasLoader(manifest, project)
  }

  private func isWrittenForNode(_ path: String, _ project: Project) -> Bool {
    if path.hasSuffix(".js") { return true }
    guard path.hasSuffix(".ts"), let configuration = project.typeScriptConfiguration(governing: path) else {
      return false
    }
    return ["node16", "node18", "node20", "nodenext"].contains(configuration.module ?? "")
  }

  /// Something that finds files without their extension stands before Node.js.
  private func hasLoader(_ manifest: PackageManifest, _ project: Project) -> Bool {
    var manifests = [manifest]
    if let root = project.manifest(inDirectory: ""), root.path != manifest.path { manifests.append(root) }
    return manifests.contains { manifest in
      manifest.dependencies.contains {
        Self.loaders.contains($0.name) || $0.name.hasPrefix("@babel/") || $0.name.hasPrefix("@swc/")
      }
        || manifest.scripts.contains { script in
          [
            "--loader", "--import", "specifier-resolution", "tsx", "ts-node", "bun ", "deno ", "vite", "esbuild",
            "-r esm",
          ]
          .contains { script.command.holds($0) }
        }
    }
  }

  private static let loaders: Set<String> = [
    "webpack", "vite", "rollup", "esbuild", "tsup", "parcel", "next", "nuxt", "astro", "tsx", "ts-node", "ts-node-dev",
    "esm", "babel-cli", "babel-node", "vite-node", "unbuild", "tsdown", "rspack", "@rspack/core", "react-scripts",
    "expo",
    "react-native", "@sveltejs/kit", "sucrase", "jiti", "extensionless", "@esbuild-kit/esm-loader", "bun-types",
    "@types/bun",
    "tsc-alias", "nitropack", "@nestjs/cli", "meteor-node-stubs", "snowpack", "gulp", "serverless-esbuild", "wrangler",
  ]

  // MARK: What is wrong

  private func faults(of file: ProgramFile, _ index: FileIndex, _ program: Program, _ project: Project) -> [Fault] {
    var faults: [Fault] = []
    for record in file.imports where !record.isTypeOnly && record.kind != .require && record.kind != .importEquals {
      let specifier = program.text(record.specifier)
      guard specifier.hasPrefix("./") || specifier.hasPrefix("../") || specifier == "." || specifier == ".." else {
        continue
      }
      if let fault = fault(of: specifier, record, file, project) { faults.append(fault) }
    }
    return faults + names(of: file, program)
  }

  private func fault(of specifier: String, _ record: ImportRecord, _ file: ProgramFile, _ project: Project) -> Fault? {
    guard let (whole, isFolder) = Self.wholeSpecifier(for: specifier, in: file.path, project) else { return nil }
    return Fault(
      kind: "extension", span: record.span,
      message: isFolder
        ? "Node.js does not import the folder \"\(specifier)\" from an ES module; it is \"\(whole)\""
        : "Node.js does not find \"\(specifier)\" from an ES module; it is \"\(whole)\"")
  }

  /// How the file that a relative specifier means has to be written for Node.js, and whether the specifier names its folder;
  /// nil where it is written so, or nothing is there.
  static func wholeSpecifier(
    for specifier: String, in path: String, _ project: Project
  ) -> (specifier: String, isFolder: Bool)? {
    guard let target = RelativePath.resolve(specifier, from: RelativePath.directory(of: path)) else { return nil }
    let inventory = project.inventory
    let isTypeScript = path.hasSuffix(".ts")
    if inventory.exists(target) { return nil }
    for ending in isTypeScript ? [".ts", ".js", ".tsx"] : [".js", ".mjs", ".cjs", ".json"]
    where inventory.exists(target + ending) {
      return (specifier + (ending == ".ts" || ending == ".tsx" ? ".js" : ending), false)
    }
    for name in isTypeScript ? ["index.ts", "index.js"] : ["index.js", "index.mjs"]
    where inventory.exists(RelativePath.join(target, name)) {
      let base = specifier.hasSuffix("/") ? String(specifier.dropLast()) : specifier
      return ("\(base)/\(name == "index.ts" ? "index.js" : name)", true)
    }
    return nil
  }

  /// `require` and `__dirname`, which ES modules do not have.
  private func names(of file: ProgramFile, _ program: Program) -> [Fault] {
    // A module without a word of module syntax is CommonJS to whoever wrote it, and another fault.
    let hasSyntax = file.imports.contains { $0.kind == .static || $0.kind == .reexport }
    guard hasSyntax, !file.path.hasSuffix(".ts") else { return [] }
    var faults: [Fault] = []
    var told: Set<String> = []
    // What createRequire() gave has a declaration of its own.
    let usesRequire = file.values.contains { $0.kind == .global && program.text(Atom($0.a)) == "require" }
    for record in file.imports where record.kind == .require && record.flags.isEmpty {
      guard usesRequire, told.insert("require").inserted else { break }
      faults.append(
        Fault(
          kind: "require", span: record.span,
          message:
            "require is not defined in ES modules; import \(program.text(record.specifier)), or make it with createRequire()"
        ))
    }
    for value in file.values where value.kind == .global && !value.span.isEmpty {
      let name = program.text(Atom(value.a))
      guard ["__dirname", "__filename"].contains(name), told.insert(name).inserted else { continue }
      let instead = name == "__dirname" ? "import.meta.dirname" : "import.meta.filename"
      faults.append(
        Fault(kind: name, span: value.span, message: "\(name) is not defined in ES modules; use \(instead)"))
    }
    return faults
  }
}
