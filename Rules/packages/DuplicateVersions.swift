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
    "@nestjs/common": "decorators of one are not seen by the other",
    "rxjs": "instanceof fails between them",
    "reflect-metadata": "metadata written by one is not read by the other",
    "@prisma/client": "each opens a pool of its own",
    "prom-client": "metrics of one do not appear in the registry of the other",
    "@opentelemetry/api": "spans of one are not seen by the other",
    "i18next": "translations of one are unknown to the other",
    "react": "hooks of one fail in the other",
    "typeorm": "entities of one are unknown to the other",
    "class-validator": "rules written for one are not checked by the other",
  ]

  func run(on program: Program, project: Project, reporter: inout Reporter) {
    for manifest in DeployedPackages.of(program, project).answering {
      guard let (_, lockfile) = project.onlyLockfile(governing: manifest),
        let closure = lockfile.productionClosure(
          ofImporter: manifest.directory,
          excluding: Set(manifest.dependencies.map(\.name).filter(FrontEndPackages.contain)))
      else { continue }
      var versions: [String: [Version: Int]] = [:]
      for index in closure.packages {
        let package = lockfile.packages[index]
        guard let version = Version(package.version) else { continue }
        if versions[package.name, default: [:]][version] == nil {
          versions[package.name, default: [:]][version] = index
        }
      }
      let doubled = versions.filter { $0.value.count > 1 }
      tellSingletons(doubled, lockfile, manifest, &reporter)
      tellNumber(doubled, manifest, &reporter)
    }
  }

  /// Two versions that differ in what semver calls a breaking change.
  private func lines(_ versions: some Sequence<Version>) -> Int {
    Set(versions.map { $0.major > 0 ? "\($0.major)" : "0.\($0.minor)" }).count
  }

  private func tellSingletons(
    _ doubled: [String: [Version: Int]], _ lockfile: Lockfile, _ manifest: PackageManifest, _ reporter: inout Reporter
  ) {
    for (name, versions) in doubled.sorted(by: { $0.key < $1.key }) {
      guard let trouble = Self.singletons[name], lines(versions.keys) > 1 else { continue }
      let ordered = versions.sorted { $0.key < $1.key }
      let list = ordered.map(\.key.description)
      let heads = lockfile.carriers(fromImporter: manifest.directory)
      let ways = ordered.map { version, copy in (version, heads[copy].map { lockfile.packages[$0].name }) }
      let own = manifest.dependency(named: name)
      // Where the server does not use it itself, two of its tools may each live with their own.
      reporter.report(
        at: own?.keySpan ?? manifest.span(ofKey: "dependencies"), in: manifest.path,
        "production holds \(name) in the versions \(list.dropLast().joined(separator: ", ")) and \(list.last ?? ""): \(trouble)",
        severity: own == nil ? nil : .warning,
        evidence: ways.compactMap { version, carrier in
          guard let carrier, let dependency = manifest.dependency(named: carrier) else { return nil }
          return EvidenceStep(
            path: manifest.path, span: dependency.keySpan,
            message: carrier == name ? "\(name) \(version) is asked for here" : "\(carrier) brings \(name) \(version)")
        },
        identity: "\(manifest.path) \(name)")
    }
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
