/// A lockfile that is on disk or tracked.
package struct LockfilePresence: Sendable {
  /// Relative to the boundary root.
  package let path: String
  package let name: LockfileName
  /// What it says; nil where its kind cannot be read (binary, deno's, Plug'n'Play), where it was malformed (a gap tells),
  /// and for the lockfiles of templates.
  package let contents: Lockfile?

  package var directory: String { RelativePath.directory(of: path) }
  package var manager: PackageManager { name.manager }
}

/// What keeps a lockfile from being committed.
package enum LockfileHindrance: Sendable {
  /// A line of an ignore file matches the lockfile's path; `isPresent` says whether the file is on disk all the same.
  case rule(IgnoreMatch, lockfile: String, isPresent: Bool)
  /// The package manager is told not to write one.
  case setting(Setting)
}

/// Whether something pins what a manifest asks for.
package enum LockfileStatus: Sendable {
  case committed(LockfilePresence)
  /// On disk, not ignored, and not in git's index.
  case presentUntracked(LockfilePresence)
  case ignored(by: LockfileHindrance)
  case missing
}

extension Project {
  /// The lockfile that pins the dependencies of `manifest`: beside it, or beside an enclosing workspace root that lists it.
  package func lockfile(governing manifest: PackageManifest) -> LockfileStatus {
    let directories = lockfileDirectories(for: manifest)
    let present = directories.flatMap { lockfiles(inDirectory: $0) }
    let tracked = present.filter { isTracked($0.path) != false }
    if let first = tracked.first {
      // Of several beside each other one that can be read: yarn's resolver stands beside the lockfile it was made from.
      let readable = tracked.first { $0.directory == first.directory && $0.contents != nil }
      return .committed(readable ?? first)
    }
    if let untracked = present.first { return .presentUntracked(untracked) }
    if let hindrance = hindrance(of: manifest, in: directories) { return .ignored(by: hindrance) }
    return .missing
  }

  /// All lockfiles beside each other in one folder, those that are ignored left out.
  package func lockfiles(inDirectory directory: String) -> [LockfilePresence] {
    lockfiles.filter { $0.directory == directory }
  }

  /// Folders whose lockfile may govern the manifest, its own first.
  private func lockfileDirectories(for manifest: PackageManifest) -> [String] {
    [manifest.directory]
      + workspaces.roots(listing: manifest.directory).map { root in
        root.manager == .rush ? RelativePath.join(root.directory, Workspaces.rushConfiguration) : root.directory
      }
  }

  /// An ignored lockfile on disk, else a setting, else an ignore rule that waits for one to appear.
  private func hindrance(of manifest: PackageManifest, in directories: [String]) -> LockfileHindrance? {
    for directory in directories {
      let ignored = inventory.ignoredFiles.first {
        $0.kind == .lockfile && RelativePath.directory(of: $0.path) == directory
      }
      if let ignored { return .rule(ignored.match, lockfile: ignored.path, isPresent: true) }
    }
    for directory in directories {
      if let setting = settingAgainstLockfiles(in: directory) { return .setting(setting) }
    }
    let manager = directories.lazy.compactMap { self.manifest(inDirectory: $0)?.packageManager }.first
    for directory in directories {
      for name in LockfileName.allCases where manager == nil || name.manager == manager {
        let path = RelativePath.join(directory, name.rawValue)
        if let match = inventory.ignoreRules.ignored(path) { return .rule(match, lockfile: path, isPresent: false) }
      }
    }
    return nil
  }

  private func settingAgainstLockfiles(in directory: String) -> Setting? {
    let npm = settings(at: RelativePath.join(directory, ".npmrc"))
    for key in ["package-lock", "lockfile", "shrinkwrap"] {
      if let setting = npm?[key], setting.value == "false" { return setting }
    }
    let bun = settings(at: RelativePath.join(directory, "bunfig.toml"))
    if let setting = bun?["install.lockfile.save"], setting.value == "false" { return setting }
    return nil
  }
}
