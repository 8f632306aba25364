import Checking
import Findings
import ProgramGraph
import ProjectFacts
import SourceText

/// Reports manifests that ask for something else than their lockfile holds. The promise is on the page beside this file.
struct LockfileOutOfSync: ProjectCheck {
  private static let shownDrifts = 6
  private static let shownPackages = 12

  func run(on project: Project, reporter: inout Reporter) {
    let members = Set(project.manifests.compactMap(\.name))
    var found: [String: [Divergence]] = [:]
    for manifest in project.manifests where project.isAudited(manifest.path) {
      guard !LockfileDuty.isBystander(manifest, project), isInstalledByLockfile(manifest, project),
        let (presence, lockfile) = project.onlyLockfile(governing: manifest)
      else { continue }
      let overridden = project.overriddenNames(ofLockfileIn: presence.directory)
      guard
        let drifts = lockfile.drift(
          from: manifest, isOverridden: overridden.contains, isMember: members.contains), !drifts.isEmpty
      else { continue }
      found[presence.path, default: []].append(Divergence(presence: presence, manifest: manifest, drifts: drifts))
    }
    // One install writes the whole lockfile anew: members that differ from it together are one finding.
    for (_, divergences) in found.sorted(by: { $0.key < $1.key }) {
      let refused = divergences.filter { $0.drifts.contains(where: \.kind.isRefused) }
      report(refused.isEmpty ? divergences : refused, isRefused: !refused.isEmpty, &reporter)
    }
  }

  /// How far one manifest is from its lockfile.
  private struct Divergence {
    let presence: LockfilePresence
    let manifest: PackageManifest
    let drifts: [LockfileDrift]
  }

  /// Whether the lockfile's manager knows the package: its own folder, or a workspace it reads itself. Lerna and rush keep
  /// lists of their own, and a hook may change what pnpm reads in manifests.
  private func isInstalledByLockfile(_ manifest: PackageManifest, _ project: Project) -> Bool {
    guard case .committed(let presence) = project.lockfile(governing: manifest) else { return false }
    let hooks = [".pnpmfile.cjs", "pnpmfile.js", ".pnpmfile.mjs"]
    if presence.manager == .pnpm,
      hooks.contains(where: { project.inventory.exists(RelativePath.join(presence.directory, $0)) })
    {
      return false
    }
    let roots = project.workspaces.roots(listing: manifest.directory).filter {
      $0.manager == .manifest || $0.manager == .pnpm
    }
    // A member's own lockfile beside that of its workspace is dead weight, and told as such by `multiple-lockfiles`.
    if presence.directory == manifest.directory { return roots.allSatisfy { $0.directory == manifest.directory } }
    return roots.contains { $0.directory == presence.directory }
  }

  private func report(_ divergences: [Divergence], isRefused: Bool, _ reporter: inout Reporter) {
    guard let leading = divergences.first else { return }
    let told = divergences.flatMap { divergence in
      divergence.drifts.filter { $0.kind.isRefused == isRefused }.map { (divergence.manifest, $0) }
    }
    guard let (manifest, first) = told.first else { return }
    let name = leading.presence.name.rawValue
    var message = statement(of: first, name, manifest)
    if told.count > 1 {
      message += ", and \(told.count - 1) more \(told.count == 2 ? "dependency differs" : "dependencies differ")"
    }
    if divergences.count > 1 { message += " in \(divergences.count) packages" }
    if !isRefused {
      message += "; what is locked still satisfies the manifest"
    } else if let command = command(of: leading.presence) {
      message += ", so \(command) refuses to install"
    }
    // Of one package several, of several packages each.
    var shown: [(PackageManifest, LockfileDrift)] = []
    for entry in told.dropFirst() {
      let own = shown.count { $0.0.path == entry.0.path }
      if divergences.count == 1 || own == 0 && entry.0.path != manifest.path { shown.append(entry) }
    }
    reporter.report(
      at: place(of: first, in: manifest), in: manifest.path, message, severity: isRefused ? nil : .note,
      evidence: shown.prefix(divergences.count == 1 ? Self.shownDrifts - 1 : Self.shownPackages).map {
        manifest, drift in
        EvidenceStep(
          path: manifest.path, span: place(of: drift, in: manifest), message: statement(of: drift, name, manifest))
      },
      identity: "\(manifest.path) \(isRefused ? "drift" : "reworded")")
  }

  private func place(of drift: LockfileDrift, in manifest: PackageManifest) -> Span {
    drift.dependency?.keySpan ?? manifest.span(ofKey: "dependencies")
  }

  private func statement(of drift: LockfileDrift, _ lockfile: String, _ manifest: PackageManifest) -> String {
    let range = drift.dependency.map { $0.range.isEmpty ? "any version" : $0.range } ?? ""
    return switch drift.kind {
    case .missing: "\(lockfile) has no entry for \(drift.name) \(range)"
    case .unsatisfied(let locked): "\(lockfile) holds \(drift.name) \(locked), which is outside \(range)"
    case .reworded(let lockedRange), .changed(let lockedRange):
      "\(lockfile) was made for \(drift.name) \(lockedRange), the manifest asks for \(range)"
    case .dropped: "\(lockfile) was made with \(drift.name), which \(manifest.displayName) no longer asks for"
    }
  }

  private func command(of presence: LockfilePresence) -> String? {
    switch presence.name {
    case .packageLock, .shrinkwrap: "npm ci"
    case .yarn:
      if case .yarnClassic? = presence.contents?.format {
        "yarn install --frozen-lockfile"
      } else {
        "yarn install --immutable"
      }
    case .pnpm: "pnpm install --frozen-lockfile"
    case .bun: "bun install --frozen-lockfile"
    case .bunBinary, .deno, .plugAndPlay: nil
    }
  }
}
