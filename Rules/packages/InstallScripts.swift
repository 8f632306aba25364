import Checking
import DataFormats
import Findings
import ProgramGraph
import ProjectFacts
import SourceText

/// Reports packages that run code of their own when a server is installed. The promise is on the page beside this file.
struct InstallScripts: ProgramCheck {
  private static let shownNames = 4

  func run(on program: Program, project: Project, reporter: inout Reporter) {
    for manifest in project.manifests where project.isAudited(manifest.path) {
      if LockfileDuty.isBystander(manifest, project) { continue }
      tellDownloads(manifest, &reporter)
    }
    let workflows = WorkflowFile.all(in: project)
    for manifest in DeployedPackages.of(program, project).manifests {
      guard let (presence, lockfile) = project.onlyLockfile(governing: manifest),
        Self.saysWhatRuns(lockfile), !isKeptInCheck(manifest, presence, project),
        let closure = lockfile.productionClosure(ofImporter: manifest.directory)
      else { continue }
      let unknown = closure.packages.filter { index in
        lockfile.packages[index].hasInstallScript == true && lockfile.packages[index].isOptional != true
          && !Self.isKnown(lockfile.packages[index].name)
      }
      guard !unknown.isEmpty else { continue }
      report(unknown, lockfile, of: manifest, workflows, &reporter)
    }
  }

  /// pnpm marks packages as `requiresBuild` that have no script of the kind.
  private static func saysWhatRuns(_ lockfile: Lockfile) -> Bool {
    if case .pnpm = lockfile.format { false } else { true }
  }

  // MARK: Those of dependencies

  private func report(
    _ unknown: [Int], _ lockfile: Lockfile, of manifest: PackageManifest, _ workflows: [WorkflowFile],
    _ reporter: inout Reporter
  ) {
    let names = Set(unknown.map { lockfile.packages[$0].name }).sorted()
    let shown = names.prefix(Self.shownNames).joined(separator: ", ")
    let rest = names.count - min(names.count, Self.shownNames)
    let pipeline = workflows.first(where: installsBesideSecrets)
    let count = names.count == 1 ? "at least one package" : "at least \(names.count) packages"
    var message =
      "\(count) in production \(names.count == 1 ? "runs a script" : "run scripts") when installed: \(shown)\(rest > 0 ? " and \(rest) more" : "")"
    if let pipeline { message += "; \(RelativePath.name(of: pipeline.path)) installs them beside its secrets" }
    reporter.report(
      at: manifest.span(ofKey: "dependencies"), in: manifest.path, message, severity: pipeline == nil ? nil : .warning,
      evidence: names.prefix(Self.shownNames).compactMap { name in
        let way = lockfile.shortestWay(to: name, fromImporter: manifest.directory, includingDevelopment: false) ?? []
        guard let first = way.first, let dependency = manifest.dependency(named: lockfile.packages[first].name) else {
          return nil
        }
        let carrier = lockfile.packages[first].name
        return EvidenceStep(
          path: manifest.path, span: dependency.keySpan,
          message: carrier == name ? "\(name) has a script of its own" : "\(carrier) brings \(name)")
      },
      identity: manifest.path)
  }

  /// Whether a step that installs has a secret in its environment: its own, the job's or the workflow's.
  private func installsBesideSecrets(_ workflow: WorkflowFile) -> Bool {
    guard let jobs = workflow.lines.firstIndex(where: { $0.indent == 0 && $0.text.hasPrefix("jobs:") }) else {
      return false
    }
    return workflow.lines.contains { line in
      guard let script = line.script, !script.holds("--ignore-scripts"),
        Self.installs.contains(where: { script.holds($0) }), let job = workflow.job(around: line)
      else { return false }
      let head = workflow.lines[job].prefix { $0.text != "steps:" }
      return (workflow.lines[workflow.step(around: line)] + head + workflow.lines[..<jobs]).contains(where: namesSecret)
    }
  }

  /// What every job gets for the asking, `secrets.GITHUB_TOKEN`, is none of the project's.
  private func namesSecret(_ line: WorkflowFile.Line) -> Bool {
    !line.text.hasPrefix("#") && line.text.replacing("secrets.GITHUB_TOKEN", with: "").holds("secrets.")
  }

  private static let installs = ["npm ci", "npm install", "npm i", "yarn", "bun install"]

  /// Whether somebody decides which scripts run: none, or those on a list.
  private func isKeptInCheck(
    _ manifest: PackageManifest, _ presence: LockfilePresence, _ project: Project
  ) -> Bool {
    let directories = Set([manifest.directory, presence.directory, ""])
    return directories.contains { directory in
      let settings = project.settings(at: RelativePath.join(directory, ".npmrc"))
      if settings?["ignore-scripts"]?.value == "true" { return true }
      let root = project.manifest(inDirectory: directory)
      if ["trustedDependencies", "allowScripts", "lavamoat"].contains(where: { root?[$0] != nil }) { return true }
      if let pnpm = root?["pnpm"],
        ["onlyBuiltDependencies", "neverBuiltDependencies", "allowBuilds"].contains(where: { pnpm[$0] != nil })
      {
        return true
      }
      return ["pnpm-workspace.yaml", ".yarnrc.yml"].contains { name in
        guard let file = DeploymentText.read(RelativePath.join(directory, name), project) else { return false }
        return ["onlyBuiltDependencies", "allowBuilds", "enableScripts: false"].contains { file.contains($0) }
      }
    }
  }

  /// Packages that everybody knows to compile or fetch something. Gathered from their own documentation, 2026-11.
  private static let known: Set<String> = [
    "bcrypt", "sharp", "better-sqlite3", "sqlite3", "esbuild", "argon2", "canvas", "fsevents", "prisma", "puppeteer",
    "cypress", "electron", "core-js", "core-js-pure", "protobufjs", "node-sass", "nodemon", "bufferutil",
    "utf-8-validate",
    "msgpackr-extract", "cpu-features", "ssh2", "re2", "snappy", "zeromq", "libpq", "pg-native", "leveldown",
    "classic-level",
    "lmdb", "node-pty", "keytar", "serialport", "@serialport/bindings", "@serialport/bindings-cpp", "bigint-buffer",
    "secp256k1", "keccak", "sodium-native", "usb", "kerberos", "mongodb-client-encryption", "mongodb-memory-server",
    "mongodb-memory-server-core", "node-rdkafka", "oracledb", "ibm_db", "msnodesqlv8", "grpc", "dtrace-provider",
    "microtime",
    "hiredis", "farmhash", "farmhash-modern", "iconv", "libxmljs", "libxmljs2", "node-expat", "xxhash", "highwayhash",
    "blake3",
    "unix-dgram", "unrs-resolver", "@tensorflow/tfjs-node", "ffmpeg-static", "ffprobe-static",
    "@ffmpeg-installer/ffmpeg",
    "playwright", "playwright-chromium", "phantomjs-prebuilt", "chromedriver", "geckodriver", "ngrok",
    "youtube-dl-exec",
    "dd-trace", "@datadog/native-metrics", "@datadog/pprof", "newrelic", "@newrelic/native-metrics", "@sentry/cli",
    "@sentry/profiling-node", "@sentry-internal/node-cpu-profiler", "isolated-vm", "node-datachannel", "aws-crt",
    "workerd",
    "gl", "gifsicle", "mozjpeg", "optipng-bin", "pngquant-bin", "cwebp-bin", "jpegtran-bin", "@contrast/fn-inspect",
    "tree-sitter",
    "bcrypto", "onnxruntime-node", "duckdb", "@napi-rs/canvas", "skia-canvas", "robotjs", "deasync", "es5-ext",
    "vue-demi",
    "styled-components", "@apollo/protobufjs", "@firebase/util", "@scarf/scarf", "@nestjs/core", "ejs",
    "postinstall-postinstall",
    "husky", "simple-git-hooks", "lefthook", "nx", "turbo", "lightningcss", "uws", "ursa-optional", "couchbase",
    "@parcel/watcher",
  ]

  private static func isKnown(_ name: String) -> Bool {
    known.contains(name)
      || ["@prisma/", "@swc/", "@esbuild/", "@img/", "@rollup/", "@parcel/watcher", "@biomejs/", "@tailwindcss/"]
        .contains { name.hasPrefix($0) }
  }

  // MARK: The package's own

  private func tellDownloads(_ manifest: PackageManifest, _ reporter: inout Reporter) {
    for name in ["preinstall", "install", "postinstall"] {
      guard let script = manifest.script(named: name) else { continue }
      let command = script.command
      let isDownload =
        (command.holds("curl ") || command.holds("wget "))
        && (command.holds("| sh") || command.holds("| bash") || command.holds("|sh")
          || command.holds("|bash") || command.holds("http"))
      let isInline =
        command.holds("node -e")
        && (command.holds("http") || command.holds("eval") || command.holds("child_process"))
      guard isDownload || isInline else { continue }
      reporter.report(
        at: script.commandSpan, in: manifest.path,
        "\(name) of \(manifest.displayName) \(isDownload ? "fetches something and uses it unseen" : "runs a program from its own command line"), on each machine that installs",
        severity: .warning, identity: "\(manifest.path) \(name)")
    }
  }
}
