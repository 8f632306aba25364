import Checking
import DataFormats
import Findings
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports packages that servers load and production does not install. The promise is on the page beside this file.
struct DevDependencyInRuntime: ProgramCheck {
  private static let shownPlaces = 5
  /// Files that deploy functions to AWS. Sources: the documentation of Serverless Framework, SAM and CDK, 2026.
  private static let deployments: Set<String> = [
    "serverless.yml", "serverless.yaml", "serverless.ts", "serverless.json", "template.yaml", "template.yml",
    "samconfig.toml", "cdk.json",
  ]

  func run(on program: Program, project: Project, reporter: inout Reporter) {
    let imports = PackageImports.of(program, project)
    let chain = ManifestChain.of(project)
    let deployment = DeploymentText.of(project)
    let running = Self.running(program, project)
    let lazy = LazyFiles(program)
    let bundled = Self.bundledByConstructs(program, project)
    let alone = Self.alone(program, project)
    let isLambda = project.inventory.files.contains { Self.deployments.contains($0.name) }
    for (name, places) in imports.places.sorted(by: { $0.key < $1.key }) {
      // AWS Lambda brings its own.
      if isLambda, name == "aws-sdk" || name.hasPrefix("@aws-sdk/") { continue }
      var found: [String: (dependency: ManifestDependency, places: [PackageImports.Place])] = [:]
      for place in places where place.isLoaded && !place.isGuarded && place.role == .server {
        // A server that draws pages loads components, too, and which of them only development sees is not told here.
        if program[place.file].hasJSX || lazy.isForDevelopment(place.file, program) { continue }
        guard project.isAudited(place.path), !ShowcaseFolders.hold(place.path, project), !chain.isMember(name) else {
          continue
        }
        let manifests = chain.manifests(above: place.path)
        let declaring = manifests.filter { $0.dependency(named: name) != nil }
        guard let nearest = manifests.first, let manifest = declaring.first, manifest.path == nearest.path,
          declaring.allSatisfy({ manifest in
            manifest.dependencies.allSatisfy { $0.name != name || $0.section == .devDependencies }
          }), let dependency = manifest.dependency(named: name), project.isAudited(manifest.path),
          running.contains(manifest.path), !(isLambda && isLauncher(place.path, manifest)),
          !isStartedForDevelopment(place.path, manifest), !isServerForDevelopment(place, imports, manifest),
          !LockfileDuty.isBystander(manifest, project)
        else { continue }
        found[manifest.path, default: (dependency, [])].places.append(place)
      }
      for (path, entry) in found.sorted(by: { $0.key < $1.key }) {
        guard let manifest = project.manifest(inDirectory: RelativePath.directory(of: path)) else { continue }
        let isLazy = entry.places.allSatisfy { place in
          place.isInFunction || lazy.contains(place.file) || Self.isBehindFile(place, program)
        }
        let isAlone = entry.places.allSatisfy { alone.contains($0.file) }
        report(
          name, entry.places, of: manifest, isLazy: isLazy, isAlone: isAlone, deployment, bundled, project, &reporter)
      }
    }
  }

  /// The manifests of packages that are deployed as functions which CDK bundles: `new NodejsFunction(this, "list", …)`.
  private static func bundledByConstructs(_ program: Program, _ project: Project) -> Set<String> {
    Set(
      program.externalCalls.compactMap { external in
        guard external.path.hasSuffix("NodejsFunction"), external.path.holds("aws-cdk") else { return nil }
        return project.manifest(governing: program[external.call.file].path)?.path
      })
  }

  /// Files that hear events of a broker or a socket and answer no request, that nothing imports, and that no manifest
  /// speaks of: programs that somebody starts by hand beside a server, `client/device.js` of one that tries it.
  private static func alone(_ program: Program, _ project: Project) -> Set<FileIndex> {
    var hearing: Set<FileIndex> = []
    var answering: Set<FileIndex> = []
    for handler in program.handlers {
      if handler.phase == .request { answering.insert(handler.site.file) } else { hearing.insert(handler.site.file) }
    }
    guard !answering.isEmpty else { return [] }
    let imported = ImportedFiles.of(program, project)
    return hearing.subtracting(answering).filter { index in
      let path = program[index].path
      guard !imported.contain(index), let manifest = project.manifest(governing: path) else { return false }
      let name = String(path.dropFirst(manifest.directory.isEmpty ? 0 : manifest.directory.utf8.count + 1))
      let stem = SourceNames.stem(of: name)
      return manifest.main?.string.map { SourceNames.stem(of: $0) != stem } ?? true
        && !manifest.scripts.contains { $0.command.holds(stem) }
    }
  }

  /// `if (existsSync(".env")) require("dotenv").config()`: where the file is missing, so may the package.
  private static func isBehindFile(_ place: PackageImports.Place, _ program: Program) -> Bool {
    let file = program[place.file]
    return file.model.guards.contains { test in
      guard test.kind == .call, test.holds, test.region.contains(place.span) else { return false }
      let value = file[test.subject]
      guard value.kind == .call else { return false }
      return program.externalPaths(of: file[CallID(value.a)].callee, in: place.file).contains { path in
        ["#existsSync", "#accessSync", "#pathExistsSync"].contains { path.hasSuffix($0) }
      }
    }
  }

  /// `scripts/run-local.js` beside functions that are deployed by name: a server for the developer's machine alone.
  private func isLauncher(_ path: String, _ manifest: PackageManifest) -> Bool {
    guard PathRoles.scriptFolder(of: path) != nil else { return false }
    let name = RelativePath.name(of: path)
    let stem = String(name.prefix { $0 != "." })
    return Words(stem).contains(anyOf: ["debug", "local", "dev", "development", "offline"])
      && !manifest.scripts.contains { $0.name.hasPrefix("start") && $0.command.holds(stem) }
  }

  /// `"serve": "cross-env NODE_ENV=development ts-node scripts/dev-server.ts"`, and no other script starts it.
  private func isStartedForDevelopment(_ path: String, _ manifest: PackageManifest) -> Bool {
    let stem = SourceNames.stem(of: RelativePath.name(of: path))
    guard PathRoles.scriptFolder(of: path) != nil else { return false }
    let scripts = manifest.scripts.filter { $0.command.holds("/" + stem) }
    return !scripts.isEmpty && scripts.allSatisfy { $0.command.holds("NODE_ENV=development") }
  }

  /// A server that has webpack or Vite build pages as they are asked for, beside another one that a script starts for
  /// production and that is not this file.
  private func isServerForDevelopment(
    _ place: PackageImports.Place, _ imports: PackageImports, _ manifest: PackageManifest
  ) -> Bool {
    let builds = Self.developmentMiddleware.contains { name in
      imports.places[name]?.contains { $0.file == place.file && !$0.isGuarded && !$0.isInFunction } ?? false
    }
    guard builds else { return false }
    let stem = SourceNames.stem(of: place.path)
    let inside = manifest.directory.isEmpty ? stem : String(stem.dropFirst(manifest.directory.utf8.count + 1))
    let production = manifest.scripts.filter { script in
      Words(script.name).contains(anyOf: ["prod", "production"])
        && [".js", ".ts", "node "].contains { script.command.holds($0) }
    }
    return !production.isEmpty && !production.contains { $0.command.holds(inside) }
  }

  private static let developmentMiddleware: Set<String> = [
    "webpack-dev-middleware", "webpack-hot-middleware", "koa-webpack", "koa-webpack-dev-middleware",
    "webpack-dev-server",
  ]

  /// The manifests of packages that answer requests or are started, and of those of the repository that these are made
  /// of. What only tools load, such as a package that holds their settings, is none of them.
  private static func running(_ program: Program, _ project: Project) -> Set<String> {
    let servers = ServerPackages.of(program, project)
    let members = Dictionary(
      project.manifests.compactMap { manifest in manifest.name.map { ($0, manifest) } },
      uniquingKeysWith: { first, _ in first })
    var open = project.manifests.filter { servers.contain($0) || $0.script(named: "start") != nil }
    var running: Set<String> = []
    while let manifest = open.popLast() {
      guard running.insert(manifest.path).inserted else { continue }
      open += manifest.dependencies(in: .dependencies, .optionalDependencies).compactMap { members[$0.name] }
    }
    return running
  }

  private func report(
    _ name: String, _ places: [PackageImports.Place], of manifest: PackageManifest, isLazy: Bool, isAlone: Bool,
    _ deployment: DeploymentText, _ bundled: Set<String>, _ project: Project, _ reporter: inout Reporter
  ) {
    let started = places.first { Bundling.isStarted($0.path, by: manifest, in: project) }
    let isStarted = started != nil
    // What is started tells more than what it may load.
    guard let first = started ?? places.first else { return }
    var (severity, reason) = verdict(name, manifest, isStarted: isStarted, deployment, bundled, project)
    // What a function loads, or what stands behind a test whether a file is there, may be what only development runs.
    if severity != .note, isLazy { severity = severity == .error ? .warning : .note }
    if isAlone, !isStarted { severity = .note }
    let evidence =
      (manifest.dependency(named: name).map { dependency in
        [EvidenceStep(path: manifest.path, span: dependency.keySpan, message: "\(name) stands in devDependencies")]
      } ?? [])
      + places.filter { $0.path != first.path || $0.span != first.span }.prefix(Self.shownPlaces).map {
        EvidenceStep(path: $0.path, span: $0.span, message: "\(name) is imported here too")
      }
    reporter.report(
      at: first.span, in: first.path,
      "\(name) is loaded by \(isAlone ? "a program beside the server" : "the server"), but stands in devDependencies\(reason)",
      severity: severity, evidence: evidence, identity: "\(manifest.path) \(name)")
  }

  private func verdict(
    _ name: String, _ manifest: PackageManifest, isStarted: Bool, _ deployment: DeploymentText, _ bundled: Set<String>,
    _ project: Project
  ) -> (Severity, String) {
    if !isStarted, Bundling.bundles(manifest, in: project, taking: name) || bundled.contains(manifest.path) {
      return (.note, ", and only the bundle keeps the server from needing it")
    }
    if let carrier = carrier(of: name, manifest, project) {
      return (.warning, "; production has it only as long as \(carrier) brings it along")
    }
    if let dependent = dependent(on: manifest, needing: name, project) {
      return (.warning, "; production has it only as long as \(dependent) asks for it, too")
    }
    if deployment.installsDevelopment(for: manifest) == true {
      return (.warning, ", so the image has to install everything that only development needs")
    }
    if let tool = starter(of: manifest) {
      return (.warning, ", as does \(tool), without which npm start does nothing")
    }
    return (.error, ", which a production install leaves out")
  }

  /// `ts-node-dev` of `"start": "ts-node-dev src/index.ts"` where it is a development dependency itself: who installs
  /// without these does not get so far. Nil where another script starts what was built.
  private func starter(of manifest: PackageManifest) -> String? {
    guard let start = manifest.script(named: "start"),
      !manifest.scripts.contains(where: { $0.name.holds("prod") || $0.name == "serve" })
    else { return nil }
    let words = start.command.parts(between: " ").drop { $0.holds("=") || ["cross-env", "npx"].contains($0) }
    guard let tool = words.first.map(String.init),
      manifest.dependencies.contains(where: { $0.name == tool && $0.section == .devDependencies })
    else { return nil }
    return tool
  }

  /// The package of the repository that is deployed with this one in it and installs what it needs.
  private func dependent(on manifest: PackageManifest, needing name: String, _ project: Project) -> String? {
    guard let own = manifest.name else { return nil }
    return project.manifests.first { other in
      other.path != manifest.path
        && other.dependencies.contains { $0.name == own && $0.section.isProduction }
        && other.dependencies.contains { $0.name == name && $0.section == .dependencies }
    }?.displayName
  }

  /// Packages that frameworks have needed for many versions. Source: npm, the manifests of the frameworks, 2026-11.
  private static let carried: [String: Set<String>] = [
    "restify": ["restify-errors"], "mongoose": ["mongodb", "bson", "mquery"],
    "express": ["body-parser", "cookie", "debug", "qs", "send", "serve-static"],
    "koa": ["koa-compose", "http-errors", "cookies", "debug"], "@nestjs/swagger": ["@nestjs/mapped-types"],
    "@hapi/hapi": ["@hapi/boom", "@hapi/hoek"],
  ]

  /// The production dependency through which the package is there all the same.
  private func carrier(of name: String, _ manifest: PackageManifest, _ project: Project) -> String? {
    guard case .committed(let presence) = project.lockfile(governing: manifest), let lockfile = presence.contents else {
      return manifest.dependencies(in: .dependencies).first { Self.carried[$0.name]?.contains(name) == true }?.name
    }
    guard
      let way = lockfile.shortestWay(to: name, fromImporter: manifest.directory, includingDevelopment: false)
    else { return nil }
    return way.first.map { lockfile.packages[$0].name }
  }
}

/// Files that nothing loads before a function that asks for them is called.
private struct LazyFiles {
  private let files: Set<FileIndex>

  init(_ program: Program) {
    var early: Set<FileIndex> = []
    var late: Set<FileIndex> = []
    for index in program.files.indices where program.roles[index].role != .test {
      for (number, record) in program.files[index].imports.enumerated() where !record.isTypeOnly {
        guard let target = program.target(of: ImportID(number), in: FileIndex(index)) else { continue }
        if record.function == .moduleBody { early.insert(target) } else { late.insert(target) }
      }
    }
    files = late.subtracting(early)
  }

  func contains(_ file: FileIndex) -> Bool { files.contains(file) }

  /// `if (options.dev) await import("./dev-server")`
  func isForDevelopment(_ file: FileIndex, _ program: Program) -> Bool {
    let stem = RelativePath.name(of: program[file].path).prefix { $0 != "." }
    return contains(file) && Words(String(stem)).contains(anyOf: ["dev", "development", "debug", "hmr"])
  }
}
