import Checking
import DataFormats
import Findings
import ProgramGraph
import ProjectFacts

/// Reports packages that production installs several times over. The promise is on the page beside this file.
struct DuplicateVersions: ProgramCheck {
  private static let manyMajors = 3
  private static let manyNames = 25
  private static let shownNames = 4

  /// Packages that compare, register or connect through what they hold themselves: two copies do not know each other.
  private static let singletons: [String: String] = [
    "graphql": "a schema built with one is refused by the other",
    "mongoose": "models of one are unknown to the connection of the other",
    "bson": "an ObjectId of one is refused by the other",
    "@nestjs/core": "providers of one cannot be injected into the other",
    "@nestjs/common": "an HttpException of one is no HttpException for the other",
    "rxjs": "instanceof fails between them",
    "@prisma/client": "each opens a pool of its own",
    "prom-client": "metrics of one do not appear in the registry of the other",
    "@opentelemetry/api": "spans of one are not seen by the other",
    "i18next": "translations of one are unknown to the other",
    "react": "hooks of one fail in the other",
    "typeorm": "entities of one are unknown to the other",
    "class-validator": "rules written for one are not checked by the other",
  ]

  /// Of these, those whose copies fail as soon as something of one gets to the other. Of the rest metadata is kept where all
  /// copies look, or what is not shared is not missed.
  private static let strict: Set<String> = ["graphql", "mongoose", "bson", "prom-client"]

  func run(on program: Program, project: Project, reporter: inout Reporter) {
    let tools = ScriptTools(program, project)
    let imports = PackageImports.of(program, project)
    for manifest in DeployedPackages.of(program, project).answering {
      guard let (_, lockfile) = project.onlyLockfile(governing: manifest) else { continue }
      let frontEnd = Set(manifest.dependencies.map(\.name).filter(FrontEndPackages.contain))
      guard let closure = lockfile.productionClosure(ofImporter: manifest.directory, excluding: frontEnd) else {
        continue
      }
      // What a server never loads keeps its copies to itself.
      let asked = lockfile.importer(inDirectory: manifest.directory)?.dependencies ?? []
      let unloaded = asked.filter { dependency in
        dependency.section != .devDependencies
          && tools.contain(
            dependency.name, of: manifest,
            commands: dependency.package.map { lockfile.packages[$0].commands } ?? [])
      }
      let carriers = lockfile.carriers(
        fromImporter: manifest.directory, without: frontEnd.union(unloaded.map(\.name)),
        skipping: Set(lockfile.packages.indices.filter { lockfile.packages[$0].name.hasPrefix("@types/") }))
      let loaded = Set(
        manifest.dependencies.map(\.name).filter { name in
          imports.places[name]?.contains { place in
            place.isLoaded && ServerPackages.isServed(place.role)
              && RelativePath.isInside(place.path, manifest.directory)
          } ?? false
        })
      tellSingletons(
        doubled(carriers.keys.filter { !lockfile.packages[$0].isLocal }.sorted(), in: lockfile), carriers, lockfile,
        manifest, loaded, &reporter)
      tellNumber(doubled(closure.packages, in: lockfile), manifest, &reporter)
    }
  }

  private func doubled(_ packages: [Int], in lockfile: Lockfile) -> [String: [Version: Int]] {
    var versions: [String: [Version: Int]] = [:]
    for index in packages {
      let package = lockfile.packages[index]
      guard let version = Version(package.version) else { continue }
      if versions[package.name, default: [:]][version] == nil { versions[package.name, default: [:]][version] = index }
    }
    return versions.filter { $0.value.count > 1 }
  }

  /// Two versions that differ in what semver calls a breaking change.
  private func lines(_ versions: some Sequence<Version>) -> Int {
    Set(versions.map { $0.major > 0 ? "\($0.major)" : "0.\($0.minor)" }).count
  }

  /// A package that has to be there once, and who brings its versions, in their order.
  private struct Doubled {
    let name: String
    let trouble: String
    let versions: [String]
    let carriers: [String?]

    /// Those that bring a version besides the one that the manifest asks for itself.
    var bringers: Set<String> { Set(carriers.compactMap { $0 }.filter { $0 != name }) }
  }

  private func tellSingletons(
    _ doubled: [String: [Version: Int]], _ carriers: [Int: Int], _ lockfile: Lockfile, _ manifest: PackageManifest,
    _ loaded: Set<String>, _ reporter: inout Reporter
  ) {
    let all = doubled.sorted { $0.key < $1.key }.compactMap { name, versions -> Doubled? in
      guard let trouble = Self.singletons[name], lines(versions.keys) > 1 else { return nil }
      let ordered = versions.sorted { $0.key < $1.key }
      return Doubled(
        name: name, trouble: trouble, versions: ordered.map(\.key.description),
        carriers: ordered.map { carriers[$0.value].map { lockfile.packages[$0].name } })
    }
    // What the same packages bring is mended in one step.
    var groups: [[Doubled]] = []
    for one in all {
      if let group = groups.firstIndex(where: { !one.bringers.isEmpty && $0[0].bringers == one.bringers }) {
        groups[group].append(one)
      } else {
        groups.append([one])
      }
    }
    for group in groups { tell(group, manifest, loaded, &reporter) }
  }

  private func tell(
    _ group: [Doubled], _ manifest: PackageManifest, _ loaded: Set<String>, _ reporter: inout Reporter
  ) {
    // Copies meet in the code that loads what brings them; where the server does not, each tool lives with its own.
    let meets = group.contains { one in
      Self.strict.contains(one.name)
        && one.carriers.allSatisfy { carrier in carrier.map(loaded.contains) ?? false }
        && one.carriers.contains(one.name)
    }
    guard let first = group.first(where: { manifest.dependency(named: $0.name) != nil }) ?? group.first else { return }
    let own = manifest.dependency(named: first.name)
    let others = group.map(\.name).filter { $0 != first.name }
    let more =
      others.isEmpty
      ? "" : "; \(others.joined(separator: " and ")) \(others.count == 1 ? "is" : "are") doubled in the same way"
    reporter.report(
      at: own?.keySpan ?? manifest.span(ofKey: "dependencies"), in: manifest.path,
      "production holds \(first.name) in the versions \(first.versions.dropLast().joined(separator: ", ")) "
        + "and \(first.versions.last ?? ""): \(first.trouble)\(more)",
      severity: meets ? .warning : nil,
      evidence: group.flatMap { one in
        zip(one.versions, one.carriers).compactMap { version, carrier in
          guard let carrier, let dependency = manifest.dependency(named: carrier) else { return nil }
          return EvidenceStep(
            path: manifest.path, span: dependency.keySpan,
            message: carrier == one.name
              ? "\(one.name) \(version) is asked for here" : "\(carrier) brings \(one.name) \(version)")
        }
      },
      identity: "\(manifest.path) \(first.name)")
  }

  private func tellNumber(
    _ doubled: [String: [Version: Int]], _ manifest: PackageManifest, _ reporter: inout Reporter
  ) {
    let many = doubled.filter { lines($0.value.keys) >= Self.manyMajors }
    guard !many.isEmpty || doubled.count >= Self.manyNames else { return }
    // Small helpers at three places cost nothing that anybody would notice: several have to come together.
    guard many.count >= 3 || doubled.count >= Self.manyNames else { return }
    let worst = doubled.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.prefix(Self.shownNames)
    let list = worst.map { "\($0.key) (\($0.value.count))" }.joined(separator: ", ")
    reporter.report(
      at: manifest.span(ofKey: "dependencies"), in: manifest.path,
      "production holds \(doubled.count) packages in several versions, most often \(list)",
      identity: "\(manifest.path) number")
  }
}
