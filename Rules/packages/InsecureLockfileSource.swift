import Checking
import DataFormats
import Findings
import ProgramGraph
import ProjectFacts
import SourceText

/// Reports what lockfiles download over open connections, from unexpected places, or without a hash. The promise is on the
/// page beside this file.
struct InsecureLockfileSource: ProjectCheck {
  private static let shownPackages = 5
  /// With fewer packages a share says little.
  private static let smallestSample = 10

  func run(on project: Project, reporter: inout Reporter) {
    for manifest in project.manifests where project.isAudited(manifest.path) {
      if LockfileDuty.isBystander(manifest, project) { continue }
      for dependency in manifest.dependencies where Self.isOpen(dependency.range) {
        let way = dependency.range.hasPrefix("git://") ? "over git://, without encryption" : "over plain http"
        reporter.report(
          at: dependency.rangeSpan, in: manifest.path,
          "\(dependency.name) is downloaded \(way), and whoever stands between may replace it",
          identity: "\(manifest.path) \(dependency.name)")
      }
    }
    for presence in project.lockfiles where project.isAudited(presence.path) {
      guard project.isTracked(presence.path) != false, let lockfile = presence.contents else { continue }
      if let manifest = project.manifest(inDirectory: presence.directory), LockfileDuty.isBystander(manifest, project) {
        continue
      }
      examine(lockfile, Registries(of: presence, in: project), &reporter)
    }
  }

  private func examine(_ lockfile: Lockfile, _ registries: Registries, _ reporter: inout Reporter) {
    let packages = lockfile.packages.filter { !$0.isLocal && !$0.origin.isBundled && !Self.isInRepository($0) }
    let open = packages.filter {
      Self.isOpen($0.origin.address ?? "") && !Self.isEnforced($0, lockfile.format)
        && !registries.configured.contains($0.origin.host ?? "")
    }
    // Those with the weakest hash are what has to be dealt with first. A hash leaves only reading and withholding to those
    // in between: nobody makes another archive that fits even a SHA-1 that is given.
    let kinds: [PackageOrigin.Integrity] = [.missing, .weak, .strong]
    if let weakest = kinds.first(where: { kind in open.contains { $0.origin.integrity == kind } }) {
      let worst = open.filter { $0.origin.integrity == weakest }
      let others = Set(open.map(\.name)).subtracting(worst.map(\.name)).count
      let more = others == 0 ? "" : "; \(others) more with a better hash"
      tell(worst, in: lockfile, "open", weakest == .missing ? .error : .warning, &reporter) { subject in
        let keeper =
          switch weakest {
          case .missing: "whoever stands between may replace it"
          case .weak: "only a SHA-1 hash keeps those in between from replacing it"
          case .strong: "only the hash keeps those in between from replacing it"
          }
        return "\(subject) over plain http, and \(keeper)\(more)"
      }
    }
    tell(packages.filter(Self.isImpostor), in: lockfile, "impostor", .error, &reporter) {
      "\($0) from the address of another package"
    }
    tellForeignHosts(packages, in: lockfile, registries, &reporter)
    tell(packages.filter(Self.isOnBranch), in: lockfile, "branch", .warning, &reporter) {
      "\($0) from a branch, so that each install may bring other code"
    }
    tellMissingHashes(packages, in: lockfile, &reporter)
  }

  // MARK: Hosts

  private func tellForeignHosts(
    _ packages: [LockedPackage], in lockfile: Lockfile, _ registries: Registries, _ reporter: inout Reporter
  ) {
    let fromRegistry = packages.filter { Self.isArchive($0.origin.address ?? "") }
    var counts: [String: Int] = [:]
    for package in fromRegistry { counts[package.origin.host ?? "", default: 0] += 1 }
    let usual = counts.filter { $0.value * 2 > fromRegistry.count }.keys.first
    let foreign = fromRegistry.filter { package in
      guard let host = package.origin.host, host != usual, !Registries.public.contains(host),
        !registries.configured.contains(host), !Registries.codeHosts.contains(host)
      else { return false }
      return !Self.isOpen(package.origin.address ?? "")
    }
    guard fromRegistry.count >= Self.smallestSample || foreign.isEmpty else { return }
    for (host, packages) in Dictionary(grouping: foreign, by: { $0.origin.host ?? "" }).sorted(by: { $0.key < $1.key })
    {
      tell(packages, in: lockfile, "host \(host)", .warning, &reporter) {
        "\($0) from \(host), which no setting names as a registry"
      }
    }
  }

  // MARK: Hashes

  private func tellMissingHashes(_ packages: [LockedPackage], in lockfile: Lockfile, _ reporter: inout Reporter) {
    // npm and yarn 1 now and then lose the address together with the hash: the installer then asks the registry for both.
    let isAddressKept =
      switch lockfile.format {
      case .npm, .yarnClassic, .yarnBerry: true
      case .pnpm, .bun: false
      }
    let hashed = packages.filter { package in
      package.origin.address.map(Self.isArchive) ?? !isAddressKept
    }
    guard hashed.count >= Self.smallestSample else { return }
    let missing = hashed.filter { $0.origin.integrity == .missing && $0.isOptional != true }
    if !missing.isEmpty, missing.count * 10 <= hashed.count {
      tell(missing, in: lockfile, "hash", .warning, &reporter) {
        "\($0) without a hash, though the other packages have one"
      }
    }
    let weak = hashed.filter { $0.origin.integrity == .weak }
    if weak.count * 2 > hashed.count {
      let name = RelativePath.name(of: lockfile.path)
      reporter.report(
        at: weak.first?.span ?? Span(0, 0), in: lockfile.path,
        "\(weak.count) of \(hashed.count) packages in \(name) are held against SHA-1 alone, which no longer proves what a file is",
        severity: .note, identity: "\(lockfile.path) weak")
    }
  }

  // MARK: Words

  /// One finding for all packages that have the same fault.
  private func tell(
    _ packages: [LockedPackage], in lockfile: Lockfile, _ fault: String, _ severity: Severity,
    _ reporter: inout Reporter, _ sentence: (String) -> String
  ) {
    guard let first = packages.first else { return }
    let names = Set(packages.map(\.name)).sorted()
    let rest = names.count - 1
    let subject = rest == 0 ? first.name : "\(first.name) and \(rest) more \(rest == 1 ? "package" : "packages")"
    reporter.report(
      at: first.origin.span ?? first.span ?? Span(0, 0), in: lockfile.path,
      "\(RelativePath.name(of: lockfile.path)) takes " + sentence(subject), severity: severity,
      evidence: packages.dropFirst().prefix(Self.shownPackages).map { package in
        EvidenceStep(
          path: lockfile.path, span: package.origin.span ?? package.span ?? Span(0, 0),
          message: "\(package.name) \(package.version)")
      },
      identity: "\(lockfile.path) \(fault)")
  }

  // MARK: Addresses

  private static func isOpen(_ address: String) -> Bool {
    let isHTTP = address.hasPrefix("http://") || address.hasPrefix("git+http://") || address.hasPrefix("git://")
    guard isHTTP, let host = PackageOrigin.host(of: address) else { return false }
    // Installers ask these for https or ssh, whatever is written; GitHub itself gave `git://` up in 2022.
    if address.hasPrefix("git://"), Registries.codeHosts.contains(host) { return false }
    return host != "localhost" && !host.hasPrefix("127.") && host.holds(".") && !isInternal(host)
  }

  /// yarn 1 asks npm's and its own registry over https, whatever is written; npm asks the registry that it is set to
  /// for what is written as npm's own. Source: yarn 1.22, src/registries/npm-registry.js,
  /// `REGEX_REGISTRY_ENFORCED_HTTPS`; pacote 15, lib/remote.js, `replaceRegistryHost`.
  private static func isEnforced(_ package: LockedPackage, _ format: Lockfile.Format) -> Bool {
    guard let host = package.origin.host else { return false }
    return switch format {
    case .npm: host == "registry.npmjs.org"
    case .yarnClassic: ["yarnpkg.com", "npmjs.org", "npmjs.com"].contains { host == $0 || host.hasSuffix(".\($0)") }
    case .yarnBerry, .pnpm, .bun: false
    }
  }

  /// Hosts that only exist inside a network: reaching them over http is that network's business.
  private static func isInternal(_ host: String) -> Bool {
    ["10.", "192.168."].contains { host.hasPrefix($0) }
      || [".local", ".internal", ".lan", ".corp", ".intra", ".home", ".localdomain"].contains { host.hasSuffix($0) }
  }

  private static func isInRepository(_ package: LockedPackage) -> Bool {
    let address = package.origin.address ?? ""
    return ["file:", "link:", "workspace:", "portal:", "patch:", "./", "../"].contains { address.hasPrefix($0) }
  }

  private static func isArchive(_ address: String) -> Bool {
    (address.hasPrefix("https://") || address.hasPrefix("http://")) && address.holds("/-/")
  }

  /// `…/lodahs/-/lodahs-1.0.0.tgz` under the name of `lodash`. What an alias stands for is named in the lockfile itself.
  private static func isImpostor(_ package: LockedPackage) -> Bool {
    guard let address = package.origin.address, isArchive(address), !package.name.isEmpty,
      let host = package.origin.host, Registries.public.contains(host), let named = packageName(in: address)
    else { return false }
    // `"node-fetch@https://…":`, as Yarn writes it: whoever asks for it gives the address.
    if package.key.holds("npm:") || package.key.holds("://") { return false }
    return named != package.name && named.lowercased() != package.name.lowercased()
  }

  /// The name before `/-/` in a public registry's address.
  private static func packageName(in address: String) -> String? {
    let parts = address.parts(between: "/")
    // The last one: there is a package named `-`.
    guard let mark = parts.lastIndex(of: "-") else { return nil }
    let segments = parts[..<mark].map { $0.replacing("%2f", with: "/").replacing("%2F", with: "/") }
    guard let last = segments.last else { return nil }
    if last.hasPrefix("@") { return String(last) }
    guard segments.count > 1, segments[segments.count - 2].hasPrefix("@") else { return String(last) }
    return "\(segments[segments.count - 2])/\(last)"
  }

  /// A place in a git repository that is not a commit.
  private static func isOnBranch(_ package: LockedPackage) -> Bool {
    guard let address = package.origin.address,
      address.hasPrefix("git") || address.hasPrefix("github:") || address.holds(".git#") || address.hasSuffix(".git")
    else { return false }
    guard let mark = address.utf8.lastIndex(of: UInt8(ascii: "#")) else { return true }
    var reference = address[address.index(after: mark)...]
    if reference.hasPrefix("commit=") { reference = reference.dropFirst(7) }
    let hexadecimal = reference.prefix { $0.isHexDigit }
    return hexadecimal.count < 7
  }
}

/// Hosts that the project downloads packages from on purpose.
struct Registries {
  /// Registries that everybody may use, and their mirrors. Source: their own documentation, 2026-11.
  static let `public`: Set<String> = [
    "registry.npmjs.org", "registry.yarnpkg.com", "npm.pkg.github.com", "registry.npmmirror.com", "r.cnpmjs.org",
    "registry.npm.taobao.org", "registry.nlark.com", "cdn.npmmirror.com", "registry.anpm.alibaba-inc.com", "npm.jsr.io",
    "registry.nodejitsu.com", "mirrors.cloud.tencent.com", "repo.huaweicloud.com", "mirrors.huaweicloud.com",
    "registry.npm.alibaba-inc.com",
  ]
  /// Archives of repositories, pinned by commit or tag.
  static let codeHosts: Set<String> = ["codeload.github.com", "github.com", "gitlab.com", "bitbucket.org"]

  /// Hosts that a settings file beside the lockfile or above it names.
  let configured: Set<String>

  init(of presence: LockfilePresence, in project: Project) {
    var hosts: Set<String> = []
    var directory = presence.directory
    while true {
      for name in [".npmrc", "bunfig.toml", ".yarnrc", ".yarnrc.yml"] {
        let path = RelativePath.join(directory, name)
        guard project.inventory.exists(path), case .success(let bytes) = project.files.bytes(of: path, limit: 1 << 20)
        else { continue }
        hosts.formUnion(Self.hosts(in: String(decoding: bytes, as: UTF8.self)))
      }
      if directory.isEmpty { break }
      directory = RelativePath.directory(of: directory)
    }
    if let address = project.manifest(inDirectory: presence.directory)?.root.value(at: "publishConfig", "registry")?
      .string,
      let host = PackageOrigin.host(of: address)
    {
      hosts.insert(host)
    }
    configured = hosts
  }

  /// Whatever follows `://` on lines that are no comments: in these files addresses are registries.
  private static func hosts(in text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).filter { !$0.drop { $0 == " " }.hasPrefix("#") }.flatMap { line in
      line.parts(betweenAnyOf: " \"'={},").compactMap { word in
        word.hasPrefix("//") ? PackageOrigin.host(of: "https:\(word)") : PackageOrigin.host(of: String(word))
      }
    }
  }
}
