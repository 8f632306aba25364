import ProjectFacts
import SourceText

/// What a package installs in production, counted as people count: each package once a version, and without the builds
/// for other platforms that lockfiles list and installers skip.
struct InstalledTree {
  private let lockfile: Lockfile
  private let directory: String
  private let excluded: Set<String>
  private let names: Set<String>
  let directDependencies: [PackageClosure.DirectDependency]

  /// Nil where no lockfile that can be read governs the package.
  ///
  /// - Parameter excluded: direct dependencies left out of the walk.
  init?(of manifest: PackageManifest, in project: Project, excluding excluded: Set<String> = []) {
    switch project.lockfile(governing: manifest) {
    case .committed(let presence), .presentUntracked(let presence):
      guard let lockfile = presence.contents,
        let closure = lockfile.productionClosure(ofImporter: manifest.directory, excluding: excluded)
      else { return nil }
      self.lockfile = lockfile
      directory = manifest.directory
      self.excluded = excluded
      names = Self.names(of: closure, in: lockfile)
      directDependencies = closure.directDependencies
    case .ignored, .missing: return nil
    }
  }

  var count: Int { names.count }

  /// Packages that would be gone without a direct dependency, itself included; 0 where something else leads to it. Exact,
  /// at the cost of another walk.
  func exclusiveCount(of name: String) -> Int {
    guard let closure = lockfile.productionClosure(ofImporter: directory, excluding: excluded.union([name])) else {
      return 0
    }
    return names.subtracting(Self.names(of: closure, in: lockfile)).count
  }

  private static func names(of closure: PackageClosure, in lockfile: Lockfile) -> Set<String> {
    var names: Set<String> = []
    for index in closure.packages {
      let package = lockfile.packages[index]
      if !isForOnePlatform(package) { names.insert("\(package.name)@\(package.version)") }
    }
    return names
  }

  /// `@esbuild/linux-x64`, `@img/sharp-darwin-arm64`, `fsevents`: of these an install has at most one.
  private static func isForOnePlatform(_ package: LockedPackage) -> Bool {
    if package.isOptional == false { return false }
    if package.name == "fsevents" { return true }
    let words = package.name.parts(betweenAnyOf: "/-_.")
    return words.count > 1 && words.contains { systems.contains(String($0)) }
      && words.contains { processors.contains(String($0)) }
  }

  private static let systems: Set<String> = [
    "linux", "linuxmusl", "darwin", "win32", "windows", "android", "freebsd", "openbsd", "netbsd", "sunos", "aix",
    "openharmony", "wasm32", "musl", "gnu",
  ]
  private static let processors: Set<String> = [
    "x64", "arm64", "arm", "ia32", "x86", "riscv64", "ppc64", "ppc64le", "s390x", "loong64", "mips64el", "universal",
    "wasm32", "wasi", "gnueabihf", "armv7", "arm64v8", "64", "32",
  ]
}
