import Checking
import DataFormats
import Findings
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports imports of packages that no manifest declares. The promise is on the page beside this file.
struct UndeclaredDependency: ProgramCheck {
  private static let shownPlaces = 5

  func run(on program: Program, project: Project, reporter: inout Reporter) {
    let imports = PackageImports.of(program, project)
    let chain = ManifestChain.of(project)
    let aliases = AliasKnowledge(project)
    let led = ModuleAliases(program, project)
    let added = WorkflowPackages(project)
    let unloadable = UnloadableFiles.of(program, project)
    let left = Self.filesLeft(in: program, ImportedFiles.of(program, project))
    let isOnLambda = program.handlers.contains { $0.framework == "AWS Lambda" }
    lazy var isPart = Self.isPart(program)
    let bringsFirstSDK = isOnLambda && !Self.runsOnNewLambda(project)
    for (name, places) in imports.places.sorted(by: { $0.key < $1.key }) {
      if Self.isProvided(name) || isOnLambda && name.hasPrefix("@aws-sdk/") || bringsFirstSDK && name == "aws-sdk" {
        continue
      }
      var byManifest: [String: [PackageImports.Place]] = [:]
      for place in places where place.isLoaded && !place.isGuarded && project.isAudited(place.path) {
        guard Self.rank(of: place.role) != nil, !unloadable.contain(place.file), !Self.isAsset(place),
          !isTemplate(place),
          !added.serve(name, place.path), !led.explain(place.specifier, in: chain.manifests(above: place.path)),
          let nearest = undeclaring(name, place, chain, aliases, project)
        else { continue }
        byManifest[nearest.path, default: []].append(place)
      }
      for (path, places) in byManifest.sorted(by: { $0.key < $1.key }) {
        guard let manifest = project.manifest(inDirectory: RelativePath.directory(of: path)) else { continue }
        report(
          name, places, of: manifest, isLeft: places.allSatisfy { left.contains($0.file) }, isPart: isPart, project,
          &reporter
        )
      }
    }
  }

  /// `require("../../app/models")` out of the repository: it lies in another project, whose packages its files find.
  private static func isPart(_ program: Program) -> Bool {
    program.files.indices.contains { index in
      let file = program.files[index]
      guard ServerPackages.isServed(program.role(of: FileIndex(index)).role) else { return false }
      return file.imports.contains { record in
        let specifier = program.text(record.specifier)
        return !record.isTypeOnly && specifier.hasPrefix("../")
          && RelativePath.resolve(specifier, from: RelativePath.directory(of: file.path)) == nil
      }
    }
  }

  /// Files that only give something away, and give it to nobody that is known. Of several in a folder somebody may go
  /// through the folder.
  private static func filesLeft(in program: Program, _ imported: ImportedFiles) -> Set<FileIndex> {
    let giving = program.files.indices.map { FileIndex($0) }.filter { index in
      program.role(of: index).role == .shared && !program[index].exports.isEmpty && !imported.contain(index)
    }
    let byFolder = Dictionary(grouping: giving) { RelativePath.directory(of: program[$0].path) }
    return Set(byFolder.values.lazy.filter { $0.count == 1 }.joined())
  }

  /// From `nodejs18.x` on the runtime brings version 3 alone, `@aws-sdk/…`. Source: docs.aws.amazon.com/lambda, Node.js, 2026.
  private static func runsOnNewLambda(_ project: Project) -> Bool {
    let runtimes = NodeDeclarations.of(project).all.filter { $0.kind == .platform }
    return !runtimes.isEmpty && runtimes.allSatisfy { $0.lowest.map { $0.major >= 18 } ?? false }
  }

  /// `openapi.template.ts`, which a generator fills in. What a server imports is code all the same.
  private func isTemplate(_ place: PackageImports.Place) -> Bool {
    let marks = RelativePath.name(of: place.path).parts(between: ".")
    return place.role != .server
      && marks.dropFirst().dropLast().contains { ["template", "tmpl", "tpl", "stub"].contains($0) }
  }

  /// The nearest manifest of a place whose manifests all keep silent about the package; nil where one speaks of it.
  private func undeclaring(
    _ name: String, _ place: PackageImports.Place, _ chain: ManifestChain, _ aliases: AliasKnowledge, _ project: Project
  ) -> PackageManifest? {
    let manifests = chain.manifests(above: place.path)
    guard let nearest = manifests.first, !chain.isMember(name),
      !manifests.contains(where: { $0.name == name || declares(name, $0) }),
      !aliases.explain(place.specifier, above: place.path), !LockfileDuty.isBystander(nearest, project),
      !ShowcaseFolders.hold(place.path, project)
    else { return nil }
    // `@@/package.json`: the folders of Nuxt. Source: nuxt.com, alias, 4.
    if ["@@/", "~~/", "@/", "~/"].contains(where: place.specifier.hasPrefix),
      manifests.contains(where: { $0.dependency(named: "nuxt") != nil })
    {
      return nil
    }
    // Lists of dependencies that are empty or absent belong to manifests that only say what kind of module their folder has.
    guard manifests.contains(where: { !$0.dependencies.isEmpty }) else { return nil }
    return nearest
  }

  /// What a generator copies to its users' projects, with what they have to declare there; what came along in a folder
  /// that browsers are served from; and what stands in for something in tests.
  private static func isAsset(_ place: PackageImports.Place) -> Bool {
    let folders = RelativePath.segments(of: RelativePath.directory(of: place.path)).map { $0.lowercased() }
    if folders.contains(where: { ["_mocks", "__mocks__", "_mock", "__fixtures__"].contains($0) }) { return true }
    guard place.role == .script || place.role == .shared else { return false }
    // `if (typeof define !== "function") var define = require("amdefine")(module)`, for those who load the file with Node.js.
    if place.specifier == "amdefine" { return true }
    return folders.contains { ["assets", "public", "static"].contains($0) }
  }

  private func declares(_ name: String, _ manifest: PackageManifest) -> Bool {
    manifest.dependency(named: name) != nil
      || ["bundledDependencies", "bundleDependencies"].contains { key in
        manifest[key]?.elements.contains { $0.isString(name) } == true
      }
  }

  /// Which of a package's places tells most: what serves, what others load, what people run by hand. Nil for what is
  /// tested, built, drawn in a browser or made by others.
  private static func rank(of role: FileRole) -> Int? {
    switch role {
    case .server, .worker: 0
    case .library: 1
    case .shared: 2
    case .script, .migration: 3
    case .test, .generated, .vendored, .build, .frontend, .declaration: nil
    }
  }

  private func report(
    _ name: String, _ places: [PackageImports.Place], of manifest: PackageManifest, isLeft: Bool, isPart: Bool,
    _ project: Project,
    _ reporter: inout Reporter
  ) {
    let ordered = places.enumerated().sorted { left, right in
      (Self.rank(of: left.element.role) ?? 9, left.offset) < (Self.rank(of: right.element.role) ?? 9, right.offset)
    }.map(\.element)
    guard let first = ordered.first else { return }
    let origin = HoistedPackage(name, of: manifest, in: project)
    // What a declared tool brings along for its own tests and scripts works wherever the tool does.
    if origin.isThere == true, (Self.rank(of: first.role) ?? 9) > 2 { return }
    let isMeant = HoistedOnPurpose.of(project).hold(name) || Self.isOfNuxt(name, manifest)
    let severity: Severity =
      switch first.role {
      case _ where isMeant || isLeft: .note
      // Who declares a package gets what that expects beside itself, in a version that fits.
      case .server, .worker, .library:
        places.allSatisfy(\.isInFunction) || origin.isPeer || origin.isCommitted || isPart ? .warning : .error
      case .shared, .script, .migration, .test, .generated, .vendored, .build, .frontend, .declaration: .warning
      }
    reporter.report(
      at: first.span, in: first.path,
      "\(name) is not among the dependencies of \(manifest.displayName)\(origin.words)", severity: severity,
      evidence: ordered.dropFirst().prefix(Self.shownPlaces).map { place in
        EvidenceStep(path: place.path, span: place.span, message: "\(name) is imported here too")
      },
      identity: "\(manifest.path) \(name)")
  }

  /// What Nuxt is made of, and its own pages import: it comes with it in the version that fits.
  private static func isOfNuxt(_ name: String, _ manifest: PackageManifest) -> Bool {
    manifest.dependency(named: "nuxt") != nil
      && ["h3", "nitropack", "ofetch", "ufo", "vue", "vue-router", "unhead", "@unhead/vue", "defu"].contains(name)
  }

  private static func isProvided(_ name: String) -> Bool {
    provided.contains(name)
      || ["@docusaurus/", "@theme/", "@theme-original/", "@theme-init/", "@site/", "@generated/"].contains {
        name.hasPrefix($0)
      }
  }

  /// What comes with where the code runs, or is put in by a build.
  private static let provided: Set<String> = [
    "electron", "vscode", "k6", "bun", "meteor", "server-only", "client-only", "original-fs", "obsidian", "photoshop",
    "@theme", "@site", "@docusaurus", "next", "ext", "@jest/globals", "figma", "uxp", "fibers", "n8n-workflow",
    // Yarn's Plug'n'Play.
    "pnpapi",
  ]
}

/// How a package that nobody declares comes to be there all the same.
struct HoistedPackage {
  /// Nil where no lockfile tells.
  let isThere: Bool?
  /// After the statement that it is not declared.
  let words: String
  /// A package that the manifest declares expects it beside itself: npm installs it on purpose.
  let isPeer: Bool
  /// It lies in the repository, installed: each checkout has it.
  let isCommitted: Bool

  init(_ name: String, of manifest: PackageManifest, in project: Project) {
    let installed = RelativePath.join(manifest.directory, "node_modules/\(name)/")
    isCommitted = project.inventory.trackedInstalledPaths.contains { $0.hasPrefix(installed) }
    if isCommitted {
      isThere = nil
      isPeer = false
      words = "; what is committed below node_modules stands in"
      return
    }
    guard case .committed(let presence) = project.lockfile(governing: manifest), let lockfile = presence.contents,
      lockfile.importer(inDirectory: manifest.directory) != nil
    else {
      isThere = nil
      isPeer = false
      words = ", and no lockfile says whether another package brings it along"
      return
    }
    let direct = Set(manifest.dependencies(in: .dependencies).map(\.name))
    let host = lockfile.packages.first {
      $0.peers.contains(name) && direct.contains($0.name)
        && $0.key == RelativePath.join(manifest.directory, "node_modules/\($0.name)")
    }
    isPeer = host != nil
    guard let way = lockfile.shortestWay(to: name, fromImporter: manifest.directory), let last = way.last else {
      let isHeld = lockfile.packages.contains { $0.name == name }
      // Node.js looks in the folders above as well, which have a lockfile of their own.
      let above = project.lockfiles.first { other in
        other.path != presence.path && RelativePath.isInside(manifest.directory, other.directory)
          && other.contents?.packages.contains { $0.name == name } == true
      }
      if let above {
        isThere = nil
        words = "; \(above.path) holds it for other packages, above those of \(manifest.displayName)"
        return
      }
      isThere = isHeld ? nil : false
      words =
        isHeld
        ? "; \(presence.name.rawValue) holds it for other packages of the workspace alone"
        : ", and \(presence.name.rawValue) does not hold it either"
      return
    }
    isThere = true
    if let host {
      words = "; \(host.name) expects it beside itself, and npm installs it for that"
      return
    }
    let version = lockfile.packages[last].version
    if let near = Self.nearest(name, manifest, lockfile), near.version != version {
      words = "; \(presence.name.rawValue) happens to hold \(near.version) for other packages"
      return
    }
    words =
      way.count < 2
      ? "" : "; \(lockfile.packages[way[0]].name) happens to bring \(version.isEmpty ? "one" : version) along"
  }
}

extension HoistedPackage {
  /// The copy that Node.js finds from a package's folder, as far as the lockfile says where copies lie.
  private static func nearest(_ name: String, _ manifest: PackageManifest, _ lockfile: Lockfile) -> LockedPackage? {
    guard case .npm = lockfile.format else { return nil }
    var directory = manifest.directory
    while true {
      let place = RelativePath.join(directory, "node_modules/\(name)")
      if let found = lockfile.packages.first(where: { $0.key == place }) { return found }
      if directory.isEmpty { return nil }
      directory = RelativePath.directory(of: directory)
    }
  }
}

/// Packages that settings of pnpm lift to where all code finds them: `publicHoistPattern`, `public-hoist-pattern[]`.
private struct HoistedOnPurpose: ProjectKnowledge {
  private var patterns: Set<String> = []

  init(_ project: Project) {
    for file in project.inventory.files where !file.isVendored {
      guard ["pnpm-workspace.yaml", ".npmrc"].contains(file.name),
        case .success(let bytes) = project.files.bytes(of: file.path, limit: 1 << 18)
      else { continue }
      if file.name == ".npmrc" {
        for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
          guard line.hasPrefix("public-hoist-pattern"), let mark = line.firstIndex(of: "=") else { continue }
          patterns.insert(line[line.index(after: mark)...].filter { !" \"'".contains($0) })
        }
      } else if let list = YAMLSubset.parse(bytes).root?["publicHoistPattern"] {
        patterns.formUnion(list.elements.compactMap(\.string))
      }
    }
  }

  func hold(_ name: String) -> Bool {
    patterns.contains(name)
      || patterns.contains { $0.hasSuffix("*") && $0 != "*" && !$0.hasPrefix("*") && name.hasPrefix($0.dropLast()) }
  }
}

/// Packages that workflows install by name before they run something of the repository: `yarn add aws-sdk`.
struct WorkflowPackages {
  private let names: Set<String>

  init(_ project: Project) {
    var names: Set<String> = []
    for workflow in WorkflowFile.all(in: project) {
      for line in workflow.lines {
        for command in line.commands { names.formUnion(command.addedPackages) }
      }
    }
    self.names = names
  }

  /// Whether code that only a pipeline runs may count on the package.
  func serve(_ name: String, _ path: String) -> Bool {
    names.contains(name) && PathRoles.scriptFolder(of: path) != nil
  }
}

extension ShellCommand {
  /// The names in `npm install --no-save codecov@3.8.3`; empty for what is installed for all of the machine.
  fileprivate var addedPackages: [String] {
    guard words.count > 2, ["npm", "yarn", "pnpm", "bun"].contains(words[0]),
      ["add", "install", "i"].contains(words[1]),
      !words.contains("-g"), !words.contains("--global")
    else { return [] }
    return words.dropFirst(2).filter { !$0.hasPrefix("-") && !$0.hasPrefix(".") && !$0.hasPrefix("/") }.map { word in
      let version = word.dropFirst().lastIndex(of: "@") ?? word.endIndex
      return String(word[..<version])
    }
  }
}
