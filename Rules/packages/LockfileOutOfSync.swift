import Checking
import Findings
import ProgramGraph
import ProjectFacts

/// Reports manifests that ask for something else than their lockfile holds. The promise is on the page beside this file.
struct LockfileOutOfSync: ProjectCheck {
  private static let shownDrifts = 6

  func run(on project: Project, program: Program, reporter: inout Reporter) {
    let members = Set(project.manifests.compactMap(\.name))
    for manifest in project.manifests where project.isAudited(manifest.path) {
      guard !LockfileDuty.isBystander(manifest, project), isInstalledByLockfile(manifest, project),
        let (presence, lockfile) = project.onlyLockfile(governing: manifest)
      else { continue }
      let overridden = project.overriddenNames(ofLockfileIn: presence.directory)
      guard
        let drifts = lockfile.drift(
          from: manifest, isOverridden: overridden.contains, isMember: members.contains), !drifts.isEmpty
      else { continue }
      report(drifts, in: presence, of: manifest, &reporter)
    }
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

  private func report(
    _ drifts: [LockfileDrift], in presence: LockfilePresence, of manifest: PackageManifest, _ reporter: inout Reporter
  ) {
    let refused = drifts.filter(\.kind.isRefused)
    let told = refused.isEmpty ? drifts : refused
    guard let first = told.first else { return }
    let name = presence.name.rawValue
    var message = statement(of: first, name, manifest)
    if told.count > 1 {
      message += ", and \(told.count - 1) more \(told.count == 2 ? "dependency differs" : "dependencies differ")"
    }
    if refused.isEmpty {
      message += "; what is locked still satisfies the manifest"
    } else if let command = command(of: presence) {
      message += ", so \(command) refuses to install"
    }
    reporter.report(
      at: first.dependency?.keySpan ?? manifest.span(ofKey: "dependencies"), in: manifest.path, message,
      severity: refused.isEmpty ? .note : nil,
      evidence: told.dropFirst().prefix(Self.shownDrifts - 1).map { drift in
        EvidenceStep(
          path: manifest.path, span: drift.dependency?.keySpan ?? manifest.span(ofKey: "dependencies"),
          message: statement(of: drift, name, manifest))
      },
      identity: "\(manifest.path) \(refused.isEmpty ? "reworded" : "drift")")
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
