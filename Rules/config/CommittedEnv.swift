import Checking
import DataFormats
import Findings
import ProgramGraph
import ProjectFacts
import SourceText

/// Reports environment files in the repository, by what they hold. The promise is on the page beside this file.
struct CommittedEnv: ProjectCheck {
  /// Secrets that a message names; the evidence has them all.
  private static let namedSecrets = 3

  func run(on project: Project, reporter: inout Reporter) {
    let frontEnds = PackageRoles(project).frontendDirectories()
    for file in project.environmentFiles where file.isTracked == true && project.isAudited(file.path) {
      let kind = EnvironmentFileKind(of: file.path, in: project)
      // Of duplicates the last counts, as loaders have it, but each line is in the history.
      var secrets = file.entries.compactMap { EnvironmentSecret($0, in: file) }
      // A password that everybody guesses is told where the file is told anyway.
      if secrets.isEmpty, case .loaded = kind { secrets = file.entries.compactMap(EnvironmentSecret.init(usual:)) }
      guard let verdict = Verdict(kind, secrets, file) else { continue }
      // Front ends are built with these values: they are public, and their tools ask for the file to be committed.
      if case .settings = verdict, let package = project.manifest(governing: file.path),
        frontEnds.contains(package.directory)
      {
        continue
      }
      let named = secrets.filter { $0.weight >= verdict.least }
      let span = (named.first?.entry ?? Verdict.settings(of: file).first)?.keySpan ?? Span(0, 0)
      reporter.report(
        at: span, in: file.path, message(verdict, named, file),
        severity: verdict.isHarmless(file) || verdict.leavesOut(file, project) ? .note : verdict.severity,
        evidence: named.count < 2
          ? []
          : named.map { secret in
            EvidenceStep(path: file.path, span: secret.entry.keySpan, message: "\(secret.description) stands here")
          },
        identity: file.path, secrets: secrets.map(\.entry.valueSpan))
    }
  }

  private func message(_ verdict: Verdict, _ secrets: [EnvironmentSecret], _ file: EnvironmentFile) -> String {
    if secrets.isEmpty {
      let names = Verdict.settings(of: file).map(\.key)
      let more = names.count > 3 ? [names[0], names[1], "\(names.count - 2) more values"] : names
      let none = names.count == 1 ? "which does not look like a secret" : "none of which looks like a secret yet"
      return "\(file.name) is committed with \(joined(more)), \(none)"
    }
    let names = secrets.prefix(Self.namedSecrets).map(\.description)
    let list = joined(secrets.count > names.count ? names + ["\(secrets.count - names.count) more"] : names)
    switch verdict {
    case .example: return "\(file.name) shows \(list) where a placeholder would do"
    case .secrets, .developerSecrets: return "\(file.name) is committed with \(list)"
    case .slightSecrets: return "\(file.name) is committed with \(list), easy to guess or for one machine only"
    case .settings: return ""
    }
  }

  private func joined(_ names: [String]) -> String {
    names.count < 2 ? names.joined() : "\(names.dropLast().joined(separator: ", ")) and \(names[names.count - 1])"
  }
}

/// What a committed environment file amounts to.
private enum Verdict {
  case secrets, slightSecrets, settings
  /// In a file of developers' settings, where a secret that opens nothing else may be shared on purpose.
  case developerSecrets
  case example

  /// Nil where the file may well be committed.
  init?(_ kind: EnvironmentFileKind, _ secrets: [EnvironmentSecret], _ file: EnvironmentFile) {
    let worst = secrets.map(\.weight).max()
    switch (kind, worst) {
    case (.bystander, _): return nil
    case (.template, .certain?): self = .example
    case (.template, _): return nil
    case (.shared, .certain?): self = .secrets
    case (.shared, .real?): self = .developerSecrets
    case (.shared, _): return nil
    // `stages/local.env`, with `NODE_ENV=development` in it.
    case (.named, .real?) where Self.isForOneMachine(file): self = .slightSecrets
    case (.loaded, .certain?), (.loaded, .real?), (.named, .certain?), (.named, .real?): self = .secrets
    case (.loaded, .slight?), (.named, .slight?): self = .slightSecrets
    case (.named, nil): return nil
    case (.loaded, nil):
      guard !Self.settings(of: file).isEmpty else { return nil }
      self = .settings
    }
  }

  var severity: Severity {
    switch self {
    case .secrets: .error
    case .slightSecrets, .settings: .warning
    case .developerSecrets, .example: .note
    }
  }

  private static func isForOneMachine(_ file: EnvironmentFile) -> Bool {
    file.name.lowercased().parts(betweenAnyOf: "._-").contains("local")
      && file.entries.contains { $0.key == "NODE_ENV" && ["development", "dev", "local"].contains($0.value) }
  }

  /// Whether no variable in it is named like a secret, and no address has room for a password: there is nothing that
  /// somebody would put in a secret's place tomorrow.
  func isHarmless(_ file: EnvironmentFile) -> Bool {
    guard case .settings = self else { return false }
    return file.entries.allSatisfy { entry in
      EnvironmentSecret.isPublished(entry.key)
        || SecretNames.kind(of: entry.key) == nil && Addresses.parts(of: entry.value)?.user == nil
    }
  }

  /// Whether all that is named like a secret is left empty, and the ignore rules keep `.env.local` out: there is a place
  /// for the values.
  func leavesOut(_ file: EnvironmentFile, _ project: Project) -> Bool {
    guard case .settings = self else { return false }
    let local = RelativePath.join(RelativePath.directory(of: file.path), ".env.local")
    return project.inventory.ignoreRules.ignored(local) != nil
      && file.entries.allSatisfy { entry in
        SecretNames.kind(of: entry.key) == nil && Addresses.parts(of: entry.value)?.user == nil || entry.value.isEmpty
      }
  }

  /// The least weight that the message tells of.
  var least: EnvironmentSecret.Weight {
    switch self {
    case .slightSecrets, .settings: .slight
    case .secrets, .developerSecrets: .real
    case .example: .certain
    }
  }

  /// Values that differ from one deployment to the next: what goes into browsers, and what tunes tools, may be committed.
  static func settings(of file: EnvironmentFile) -> [DotenvEntry] {
    let filled = file.entries.filter { !$0.value.isEmpty }
    let settings = filled.filter { entry in
      !EnvironmentSecret.isPublished(entry.key) && !toolSettings.contains(entry.key)
        // What a platform fills in: `${{Redis.REDIS_URL}}`.
        && !entry.value.hasPrefix("${")
        && !["COMPOSE_", "npm_config_"].contains { entry.key.hasPrefix($0) }
        && !["_VERSION", "_TAG", "_IMAGE"].contains { entry.key.hasSuffix($0) }
    }
    // A file that is for the browser's build may have a switch for the build itself.
    let published = filled.count { EnvironmentSecret.isPublished($0.key) }
    return published > settings.count ? [] : settings
  }

  private static let toolSettings: Set<String> = [
    "SKIP_PREFLIGHT_CHECK", "GENERATE_SOURCEMAP", "INLINE_RUNTIME_CHUNK", "BROWSER", "FAST_REFRESH", "EXTEND_ESLINT",
    "DISABLE_ESLINT_PLUGIN", "ESLINT_NO_DEV_ERRORS", "TSC_COMPILE_ON_ERROR", "IMAGE_INLINE_SIZE_LIMIT",
    "CHOKIDAR_USEPOLLING",
    "WATCHPACK_POLLING", "WDS_SOCKET_PORT", "NODE_OPTIONS", "NODE_PATH", "FORCE_COLOR", "TZ", "PUBLIC_URL",
    "BUILD_PATH",
    "NEXT_TELEMETRY_DISABLED", "ASTRO_TELEMETRY_DISABLED", "DOCKER_BUILDKIT", "NODE_ENV", "CI",
  ]
}
