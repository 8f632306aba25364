import Checking
import DataFormats
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports dependencies of servers that are a lot for what they are used for. The promise is on the page beside this file.
struct HeavyDependency: ProgramCheck {
  /// A dependency that brings as many packages, for as few names, is a lot whatever it is.
  private static let largeTree = 80
  private static let smallSurface = 2
  private static let fewCalls = 3
  private static let shownPlaces = 5

  func run(on program: Program, project: Project, reporter: inout Reporter) {
    for server in ServerPackages.of(program, project).servers where project.isAudited(server.manifest.path) {
      let manifest = server.manifest
      let files = program.files.indices.filter { index in
        ServerPackages.isServed(program.roles[index].role)
          && project.manifest(governing: program.files[index].path)?.path == manifest.path
      }
      let tree = InstalledTree(of: manifest, in: project)
      for dependency in manifest.dependencies(in: .dependencies, .optionalDependencies)
      // What the repository itself holds is no download.
      where dependency.isFromRegistry && !project.manifests.contains(where: { $0.name == dependency.name }) {
        guard let reason = reason(for: dependency, of: manifest, files, tree, program) else { continue }
        report(dependency, of: manifest, reason, &reporter)
      }
    }
  }

  private struct Reason {
    /// After the package's name.
    let fact: String
    let instead: String?
    let use: PackageUse
    /// Packages that come with it and nothing else needs, itself included; nil where no lockfile tells.
    let count: Int?
  }

  private func reason(
    for dependency: ManifestDependency, of manifest: PackageManifest, _ files: [Int], _ tree: InstalledTree?,
    _ program: Program
  ) -> Reason? {
    let name = dependency.name
    let row = HeavyPackage.byName[name]
    let direct = tree?.directDependencies.first { $0.name == name }
    let isLarge = (direct?.exclusiveCount ?? 0) >= Self.largeTree && !isFramework(name)
    guard row != nil || isLarge else { return nil }
    // What something else brings along anyway is not saved by leaving it out.
    if let direct, direct.exclusiveCount == 0 { return nil }
    let use = PackageUse(of: name, by: files, in: program)
    let count = direct == nil ? nil : tree?.exclusiveCount(of: name)
    if let row, holds(row, use, manifest, files, program) {
      return Reason(
        fact: row.fact + words(for: use, row),
        instead: row.instead.replacing("{name}", with: use.members.first ?? ""), use: use, count: count)
    }
    guard isLarge, let count, count >= Self.largeTree, use.isImported, use.isWhole, !use.isOpen, !use.members.isEmpty,
      use.members.count <= Self.smallSurface, use.callCount <= Self.fewCalls
    else { return nil }
    return Reason(fact: "is \(purpose(of: use))", instead: nil, use: use, count: count)
  }

  private func isFramework(_ name: String) -> Bool {
    HeavyPackage.frameworks.contains(name) || HeavyPackage.frameworkPrefixes.contains { name.hasPrefix($0) }
      || FrontEndPackages.contain(name)
  }

  private func holds(
    _ row: HeavyPackage, _ use: PackageUse, _ manifest: PackageManifest, _ files: [Int], _ program: Program
  ) -> Bool {
    if manifest.dependencies.contains(where: { row.unlessWith.contains($0.name) }) { return false }
    if row.sinceNode > 0, let newest = newestNode(of: manifest), newest < row.sinceNode { return false }
    switch row.use {
    case .imported: return use.isImported
    case .notImported: return !use.isImported
    case .few(let limit):
      return use.isWhole && !use.isOpen && !use.members.isEmpty && use.members.count <= limit
        && !use.members.contains("()")
    case .only(let names):
      return use.isImported && !use.isOpen && !use.members.isEmpty && use.members.allSatisfy(names.contains)
    case .printsOnly: return use.isImported && printsOnly(use, program)
    }
  }

  private func printsOnly(_ use: PackageUse, _ program: Program) -> Bool {
    let paths = Set(use.places.map(\.path))
    var prints = false
    for model in program.files where paths.contains(model.path) {
      for value in model.values where value.kind == .member {
        let name = program.text(Atom(value.b))
        if HeavyPackage.browserWork.contains(name) { return false }
        prints = prints || name == "pdf"
      }
    }
    return prints
  }

  /// The newest line of Node that `engines` allows; nil where it sets no limit.
  private func newestNode(of manifest: PackageManifest) -> Int? {
    guard let range = manifest.engines?["node"]?.string else { return nil }
    var newest = 0
    for part in range.parts(between: "|") {
      let part = part.drop { $0 == " " }
      guard !part.hasPrefix(">"), let first = part.first(where: { !"^~=v ".contains($0) }), first.isNumber else {
        return nil
      }
      newest = max(newest, Int(part.drop { !$0.isNumber }.prefix { $0.isNumber }) ?? Int.max)
    }
    return newest == 0 ? nil : newest
  }

  // MARK: Words

  /// What follows the fact: how little is used, where that is known.
  private func words(for use: PackageUse, _ row: HeavyPackage) -> String {
    switch row.use {
    case .few: return " though only \(names(of: use)) used"
    case .imported where row.tellsUse:
      let isLittle = !use.isOpen && (1...Self.smallSurface).contains(use.members.count) && !use.members.contains("()")
      return isLittle ? ", though only \(names(of: use)) used" : ""
    case .imported, .only, .notImported, .printsOnly: return ""
    }
  }

  /// "imported for render alone", "called in one place", where the package is itself a function or class.
  private func purpose(of use: PackageUse) -> String {
    if use.callCount == 0 { return "imported for \(use.members.joined(separator: " and ")) alone" }
    return "used in \(use.callCount == 1 ? "one place" : "\(use.callCount) places")"
  }

  /// "S3 is", "get and pick are"
  private func names(of use: PackageUse) -> String {
    let names = use.members
    guard let last = names.last, names.count > 1 else { return "\(names.joined()) is" }
    return "\(names.dropLast().joined(separator: ", ")) and \(last) are"
  }

  private func report(
    _ dependency: ManifestDependency, of manifest: PackageManifest, _ reason: Reason, _ reporter: inout Reporter
  ) {
    var message = "\(dependency.name) \(reason.fact)"
    if let count = reason.count, count > 1 {
      message += ", and brings \(count - 1) more \(count == 2 ? "package" : "packages")"
    }
    if let instead = reason.instead { message += "; \(instead)" }
    reporter.report(
      at: dependency.keySpan, in: manifest.path, message,
      evidence: reason.use.places.prefix(Self.shownPlaces).map { place in
        EvidenceStep(path: place.path, span: place.span, message: "\(dependency.name) is imported here")
      },
      identity: "\(manifest.path) \(dependency.name)")
  }
}
