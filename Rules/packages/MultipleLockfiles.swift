import Checking
import DataFormats
import Findings
import ProgramGraph
import ProjectFacts
import SourceText

/// Reports lockfiles that contradict one another or what the manifest says. The promise is on the page beside this file.
struct MultipleLockfiles: ProjectCheck {
  func run(on project: Project, reporter: inout Reporter) {
    let committed = project.lockfiles.filter { lockfile in
      lockfile.manager != .deno && project.isAudited(lockfile.path) && project.isTracked(lockfile.path) != false
    }
    for folder in Dictionary(grouping: committed, by: \.directory).sorted(by: {
      $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
    }) {
      guard let manifest = project.manifest(inDirectory: folder.key) else {
        reportOrphans(folder.value, in: folder.key, project, &reporter)
        continue
      }
      if LockfileDuty.isBystander(manifest, project) { continue }
      if Set(folder.value.map(\.manager)).count > 1 {
        // Where nothing is asked for, they pin nothing.
        let members = RelativePath.join(manifest.directory, "pnpm-workspace.yaml")
        if manifest.dependencies.isEmpty, manifest["workspaces"] == nil, !project.inventory.exists(members) { continue }
        reportSeveral(folder.value, beside: manifest, &reporter)
      } else if let lockfile = folder.value.first {
        reportMember(lockfile, of: manifest, project, &reporter)
        reportDrift(of: lockfile, from: manifest, &reporter)
      }
    }
  }

  // MARK: Two managers

  private func reportSeveral(
    _ lockfiles: [LockfilePresence], beside manifest: PackageManifest, _ reporter: inout Reporter
  ) {
    let names = lockfiles.map(\.name.rawValue)
    var message =
      "\(joined(names)) \(names.count == 2 ? "both" : "all") pin the dependencies of \(manifest.displayName)"
    // The one that misses most is the one nobody keeps up to date.
    let stale = lockfiles.map { (name: $0.name.rawValue, missing: missing(in: $0, of: manifest)) }
      .max { $0.missing.count < $1.missing.count }
    if let manager = manifest.packageManager, lockfiles.contains(where: { $0.manager == manager }) {
      message += ", though packageManager names \(manager.rawValue)"
    } else if let stale, let first = stale.missing.first {
      message += ", and \(stale.name) lacks \(stale.missing.count == 1 ? first : "\(stale.missing.count) of them")"
    }
    reporter.report(
      at: manifest.span(ofKey: manifest.dependencies.first?.section.rawValue ?? "name"), in: manifest.path, message,
      evidence: lockfiles.map { evidence(for: $0, of: manifest) }, identity: "\(manifest.path) several")
  }

  private func evidence(for lockfile: LockfilePresence, of manifest: PackageManifest) -> EvidenceStep {
    let missing = missing(in: lockfile, of: manifest)
    let list = missing.count > 5 ? missing.prefix(4) + ["\(missing.count - 4) more"] : missing[...]
    return EvidenceStep(
      path: lockfile.path, span: Span(0, 0),
      message: missing.isEmpty ? "\(lockfile.manager.rawValue) installs from this" : "this lacks \(joined(Array(list)))"
    )
  }

  /// Registry dependencies that the lockfile does not know; none where it cannot be read.
  private func missing(in lockfile: LockfilePresence, of manifest: PackageManifest) -> [String] {
    guard let contents = lockfile.contents, let importer = contents.importer(inDirectory: manifest.directory) else {
      return []
    }
    // What a member of the workspace brings to the top serves the root as well.
    let folder = RelativePath.join(manifest.directory, "node_modules")
    let hoisted = contents.packages.filter { $0.key == "\(folder)/\($0.name)" }.map(\.name)
    let known = Set(importer.dependencies.filter { $0.package != nil }.map(\.name) + hoisted)
    return manifest.dependencies(in: .dependencies, .devDependencies)
      .filter { $0.isFromRegistry && !known.contains($0.name) }.map(\.name)
  }

  // MARK: Another manager than the manifest names

  private func reportDrift(of lockfile: LockfilePresence, from manifest: PackageManifest, _ reporter: inout Reporter) {
    let name = lockfile.name.rawValue
    if let manager = manifest.packageManager {
      guard manager != lockfile.manager, manager != .deno else { return }
      let key = manifest["packageManager"] == nil ? "devEngines" : "packageManager"
      reporter.report(
        at: manifest.span(ofKey: key), in: manifest.path,
        "\(key) names \(manager.rawValue), but the lockfile of \(manifest.displayName) is \(name)",
        identity: "\(manifest.path) drift")
      return
    }
    let asked = (manifest.engines?.members).map { $0.filter { PackageManager(rawValue: $0.key) != nil } } ?? []
    if let own = asked.first(where: { $0.key == lockfile.manager.rawValue }) {
      // `"npm": "please-use-yarn"` turns a manager away.
      guard let range = own.value.string, range.contains(where: { $0.isLetter && !"xXvV".contains($0) }),
        !range.contains(where: \.isNumber)
      else { return }
      reporter.report(
        at: own.span, in: manifest.path,
        "engines turns \(own.key) away with “\(range)”, but the lockfile of \(manifest.displayName) is \(name)",
        identity: "\(manifest.path) drift")
    } else if let other = asked.first(where: { $0.key != "npm" }) {
      // Node brings npm, so that naming it beside Node says little; naming another says that it is used.
      reporter.report(
        at: other.keySpan, in: manifest.path,
        "engines names \(other.key), but the lockfile of \(manifest.displayName) is \(name)",
        identity: "\(manifest.path) drift")
    }
  }

  // MARK: A member's own

  private func reportMember(
    _ lockfile: LockfilePresence, of manifest: PackageManifest, _ project: Project, _ reporter: inout Reporter
  ) {
    // A shrinkwrap is published along with the package; lerna alone installs each package by itself.
    guard lockfile.name != .shrinkwrap else { return }
    for root in project.workspaces.roots(listing: manifest.directory)
    where root.manager == .manifest || root.manager == .pnpm {
      let above = project.lockfiles(inDirectory: root.directory).first { candidate in
        // What does not know the member pins nothing of it.
        candidate.manager != .deno && project.isTracked(candidate.path) != false
          && candidate.contents.map { $0.importer(inDirectory: manifest.directory) != nil } != false
      }
      guard let above, !keepsOwnLockfiles(root, project) else { continue }
      let workspace = project.manifest(inDirectory: root.directory)?.displayName ?? "the workspace"
      reporter.report(
        at: Span(0, 0), in: lockfile.path,
        "\(above.path) already pins \(manifest.displayName) as a member of \(workspace), so nothing keeps this lockfile up to date",
        evidence: [
          EvidenceStep(path: above.path, span: Span(0, 0), message: "\(above.manager.rawValue) installs from this")
        ],
        identity: "\(lockfile.path) member")
      return
    }
  }

  /// `shared-workspace-lockfile=false`: pnpm writes one for each member.
  private func keepsOwnLockfiles(_ root: Workspaces.Root, _ project: Project) -> Bool {
    project.settings(at: RelativePath.join(root.directory, ".npmrc"))?["shared-workspace-lockfile"]?.value == "false"
  }

  // MARK: No manifest

  private func reportOrphans(
    _ lockfiles: [LockfilePresence], in directory: String, _ project: Project, _ reporter: inout Reporter
  ) {
    let isManifestElsewhere = [
      "package.json", "package.json5", "package.yaml", "pnpm-workspace.yaml", "deno.json", "deno.jsonc",
    ].contains { name in
      let path = RelativePath.join(directory, name)
      return project.inventory.exists(path) || project.inventory.links.contains { $0.path == path }
        || project.inventory.ignoreRules.ignored(path) != nil
    }
    let isRush = project.workspaces.roots.contains {
      $0.manager == .rush && RelativePath.isInside(directory, RelativePath.join($0.directory, "common"))
    }
    if isManifestElsewhere || isRush { return }
    for lockfile in lockfiles where lockfile.name != .plugAndPlay && !ShowcaseFolders.hold(lockfile.path, project) {
      let count = lockfile.contents?.packages.count { !$0.isLocal }
      let holding = count == 0 ? "and pins nothing" : "so nobody installs from it"
      reporter.report(
        at: Span(0, 0), in: lockfile.path, "\(lockfile.path) has no manifest beside it, \(holding)", severity: .note,
        identity: "\(lockfile.path) orphan")
    }
  }

  private func joined(_ names: [String]) -> String {
    names.count < 2 ? names.joined() : "\(names.dropLast().joined(separator: ", ")) and \(names[names.count - 1])"
  }
}
