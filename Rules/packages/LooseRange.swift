import Checking
import DataFormats
import Findings
import ProgramGraph
import ProjectFacts
import SourceText

/// Reports ranges that let in whatever is published next. The promise is on the page beside this file.
struct LooseRange: ProgramCheck {
  /// Beyond this many a manifest gets one finding for all.
  private static let single = 3
  private static let tooManyMajors = 3

  private struct Fault {
    let dependency: ManifestDependency
    let severity: Severity
    /// After the package's name.
    let words: String
  }

  func run(on program: Program, project: Project, reporter: inout Reporter) {
    let servers = ServerPackages.of(program, project)
    for manifest in project.manifests where project.isAudited(manifest.path) {
      if LockfileDuty.isBystander(manifest, project) { continue }
      switch LockfileDuty.kind(of: manifest, in: project, servers) {
      case .application, .workspaceRoot: examine(manifest, project, &reporter)
      case .library, .commandLine: examineLibrary(manifest, &reporter)
      case .template: continue
      }
    }
  }

  // MARK: Applications

  private func examine(_ manifest: PackageManifest, _ project: Project, _ reporter: inout Reporter) {
    let isPinned = DeployedPackages.isPinned(manifest, project)
    // A member of the workspace is linked, whatever the range.
    let members = Set(project.manifests.compactMap(\.name))
    let faults = manifest.dependencies.filter { $0.section != .peerDependencies && !members.contains($0.name) }
      .compactMap { dependency in
        fault(of: dependency, in: manifest, isPinned: isPinned, project)
      }
    for severity in [Severity.error, .warning, .note] {
      let group = faults.filter { $0.severity == severity }
      guard let first = group.first else { continue }
      if group.count > Self.single {
        report(first, and: Array(group.dropFirst()), in: manifest, &reporter)
      } else {
        for fault in group { report(fault, and: [], in: manifest, &reporter) }
      }
    }
    for key in ["overrides", "resolutions"] {
      for member in manifest.root.members(of: key) where member.value.string.map(isAnything) == true {
        reporter.report(
          at: member.keySpan, in: manifest.path, "\(key) replaces \(member.key) by whatever version is the latest",
          severity: .warning, identity: "\(manifest.path) \(key) \(member.key)")
      }
    }
  }

  private func fault(
    of dependency: ManifestDependency, in manifest: PackageManifest, isPinned: Bool, _ project: Project
  ) -> Fault? {
    let range = dependency.range
    if let path = outsidePath(range), RelativePath.resolve(path, from: manifest.directory) == nil,
      !project.root.isEmpty || path.hasPrefix("..")
    {
      return Fault(
        dependency: dependency, severity: .error,
        words: "comes from \(path), outside the repository, where nobody else has it")
    }
    if let git = GitReference(range) { return fault(of: git, dependency, manifest, project) }
    // Without a lockfile each range is loose: `missing-lockfile` says so once.
    guard isPinned, dependency.isFromRegistry, !range.holds(":") else { return nil }
    // Types run nowhere: another version of them may break a build, and nothing else.
    let severity: Severity = Self.isTypes(dependency.name) ? .note : .warning
    if isAnything(range) {
      let asked = range.isEmpty ? "an empty range" : "“\(range)”"
      let isTag = range.contains { $0.isLetter && !"xX".contains($0) }
      // A tag is one version at a time, and of a tool the lockfile says which.
      let isTool = isTag && !dependency.section.isProduction
      return Fault(
        dependency: dependency, severity: isTool ? .note : severity,
        words: "is asked for as \(asked), which \(isTag ? "moves with each release" : "every version is")")
    }
    guard let versions = VersionRange(range) else { return nil }
    if versions.isOpen {
      return Fault(
        dependency: dependency, severity: severity,
        words: "is asked for as “\(range)”, which every later major version is")
    }
    let majors = Set(versions.intervals.map(\.lower.major))
    if majors.count >= Self.tooManyMajors {
      return Fault(
        dependency: dependency, severity: .warning,
        words: "is asked for as “\(range)”: \(majors.count) major versions, of which one is tested")
    }
    return nil
  }

  private static func isTypes(_ name: String) -> Bool {
    name.hasPrefix("@types/") || ["bun-types", "@cloudflare/workers-types"].contains(name)
  }

  private func isAnything(_ range: String) -> Bool {
    let text = range.parts(between: " ").joined(separator: " ")
    return ["", "*", "x", "X", "latest", "next", "x.x.x", "*.*.*", "canary", "beta", "alpha", "nightly", "dev"]
      .contains(text)
  }

  private func outsidePath(_ range: String) -> String? {
    for scheme in ["file:", "link:", "portal:"] where range.hasPrefix(scheme) {
      return String(range.dropFirst(scheme.count))
    }
    return range.hasPrefix("../") ? range : nil
  }

  private func fault(
    of git: GitReference, _ dependency: ManifestDependency, _ manifest: PackageManifest, _ project: Project
  ) -> Fault? {
    guard !git.isCommit else { return nil }
    let name =
      git.isVersion
      ? "the tag \(git.reference ?? "")" : git.reference.map { "the branch or tag \($0)" } ?? "the default branch"
    // Of several, whichever is installed from holds a commit: that there are several is another finding.
    let isLocked =
      project.onlyLockfile(governing: manifest) != nil
      || project.lockfiles(inDirectory: manifest.directory).contains { project.isTracked($0.path) != false }
    let words =
      "comes from \(name) of \(git.repository)"
      + (isLocked
        ? ", which only the lockfile keeps from moving"
        : git.isVersion ? ", which nothing keeps from moving" : ", so each install may bring other code")
    let isProduction = dependency.section.isProduction
    // Whoever gives a version a tag hardly ever moves it.
    let isMoving = !isLocked && !git.isVersion
    return Fault(
      dependency: dependency,
      severity: isProduction && isMoving ? .error : isProduction && !git.isVersion ? .warning : .note,
      words: words)
  }

  private func report(
    _ fault: Fault, and others: [Fault], in manifest: PackageManifest, _ reporter: inout Reporter
  ) {
    var message = "\(fault.dependency.name) \(fault.words)"
    if !others.isEmpty { message += "; so are \(others.count) more dependencies, or much alike" }
    reporter.report(
      at: fault.dependency.span, in: manifest.path, message, severity: fault.severity,
      evidence: others.prefix(8).map {
        EvidenceStep(path: manifest.path, span: $0.dependency.keySpan, message: "\($0.dependency.name) \($0.words)")
      },
      identity: others.isEmpty ? "\(manifest.path) \(fault.dependency.name)" : "\(manifest.path) many")
  }

  // MARK: Libraries

  /// What a library pins exactly, its users install a second time; what it lets be anything, it was never tested with.
  private func examineLibrary(_ manifest: PackageManifest, _ reporter: inout Reporter) {
    let registry = manifest.dependencies(in: .dependencies).filter {
      $0.isFromRegistry && VersionRange($0.range) != nil
    }
    let exact = registry.filter { Version($0.range) != nil }
    if let first = exact.first, exact.count * 2 > registry.count {
      let subject = exact.count == 1 ? first.name : "\(first.name) and \(exact.count - 1) more dependencies"
      reporter.report(
        at: first.span, in: manifest.path,
        "\(manifest.displayName) is published and pins \(subject) exactly: who installs it gets copies and no fixes",
        severity: .note, identity: "\(manifest.path) exact")
    }
    for dependency in manifest.dependencies(in: .peerDependencies) where dependency.range == "*" {
      reporter.report(
        at: dependency.span, in: manifest.path,
        "\(manifest.displayName) says that it works with every version of \(dependency.name), past and future",
        severity: .note, identity: "\(manifest.path) \(dependency.name)")
    }
  }
}

/// A range that names a git repository: "github:u/r#main", "u/r", "git+https://host/r.git#v1".
private struct GitReference {
  let repository: String
  /// What follows `#`.
  let reference: String?

  init?(_ range: String) {
    let mark = range.utf8.firstIndex(of: UInt8(ascii: "#"))
    let place = String(mark.map { range[..<$0] } ?? range[...])
    reference = mark.map { String(range[range.index(after: $0)...]) }
    let hosted = ["github:", "gitlab:", "bitbucket:", "gist:"].first { place.hasPrefix($0) }
    let isAddress =
      place.hasPrefix("git+") || place.hasPrefix("git:") || place.hasPrefix("git@")
      || (place.hasPrefix("https://") && place.hasSuffix(".git"))
    let isShort =
      place.parts(between: "/").count == 2 && !place.holds(":") && !place.hasPrefix(".")
      && !place.hasPrefix("@") && !place.hasPrefix("/") && !place.hasPrefix("~") && !place.holds(" ")
    guard hosted != nil || isAddress || isShort else { return nil }
    repository = hosted.map { String(place.dropFirst($0.count)) } ?? place
  }

  /// `v1.2.0`, which only tags are called.
  var isVersion: Bool {
    guard let reference else { return false }
    let numbers = reference.drop { $0 == "v" }.prefix { $0.isNumber || $0 == "." }.parts(between: ".")
    return numbers.count >= 3 && (reference.first == "v" || reference.first?.isNumber == true)
  }

  /// Whether it names a commit, at least by the first seven digits of its hash; `semver:` names a range of tags.
  var isCommit: Bool {
    guard let reference else { return false }
    return (7...64).contains(reference.count) && reference.allSatisfy(\.isHexDigit)
      && reference.contains(where: \.isNumber)
  }
}
