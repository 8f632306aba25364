import DataFormats
import ProjectFacts
import SourceText

/// What images are made for, as far as their commands tell.
enum ImagePurpose {
  /// Scripts that people run while they write the code.
  private static let scripts: Set<Substring> = [
    "dev", "develop", "development", "watch", "start:dev", "start:development", "start:watch", "start:debug",
    "serve:dev",
    "run:dev", "server:dev", "nodemon",
  ]
  /// Programs that start anew with each change of the sources.
  private static let watchers: Set<Substring> = [
    "nodemon", "ts-node-dev", "tsnd", "node-dev", "supervisor", "tsc-watch", "ntsd",
  ]
  /// Words before the program that is meant.
  private static let starters: Set<Substring> = [
    "run", "exec", "npx", "sh", "bash", "ash", "/bin/sh", "/bin/bash", "dumb-init", "tini", "cross-env",
  ]
  private static let runners: Set<Substring> = ["npm", "yarn", "pnpm", "bun"]

  /// Whether the command of an image restarts with each change, or serves what is being written: `npm run dev`, `nodemon
  /// server.js`, `nest start --watch`, `next dev`.
  static func runsWatcher(_ final: DockerStage, _ dockerfile: Dockerfile) -> Bool {
    for stage in dockerfile.lineage(of: final) {
      let commands = [stage.last("ENTRYPOINT"), stage.last("CMD")].compactMap { $0 }
      guard !commands.isEmpty else { continue }
      let text = commands.flatMap { $0.list ?? $0.words }.map(\.text).joined(separator: " ")
      return ShellCommand.commands(in: text.filter { !"\"'".contains($0) }).contains { isWatcher($0.words) }
    }
    return false
  }

  private static func isWatcher(_ all: [Substring]) -> Bool {
    // `/wait-for-it.sh postgres 5432 -- npm run dev`
    let isWrapped = all.first.map { !runners.contains($0) && !watchers.contains($0) } ?? false
    let mark = isWrapped ? all.firstIndex(of: "--") : nil
    let words = mark.map { Array(all[($0 + 1)...]) } ?? all
    let plain = words.filter { !$0.hasPrefix("-") && !starters.contains($0) }
    guard let program = plain.first.map({ $0.parts(between: "/").last ?? $0 }) else { return false }
    let rest = plain.dropFirst()
    if runners.contains(program) {
      guard let script = rest.first else { return false }
      return scripts.contains(script) || script.hasPrefix("dev:")
    }
    if watchers.contains(program) { return true }
    switch program {
    case "nest", "node", "tsc", "pm2": return words.contains("--watch") || words.contains("-w") && program == "nest"
    case "tsx": return rest.first == "watch" || words.contains("--watch")
    case "next", "nuxt", "nuxi", "astro", "wrangler": return rest.first == "dev"
    case "vite": return rest.first != "preview" && rest.first != "build"
    case "adonis", "medusa", "strapi": return rest.first == "develop" || words.contains("--dev")
    default: return false
    }
  }

  /// Whether its packages are installed and its code is not copied: it is put over the image where the container starts.
  static func runsMountedCode(_ final: DockerStage, _ dockerfile: Dockerfile) -> Bool {
    let instructions = dockerfile.lineage(of: final).flatMap(\.instructions)
    let copies = instructions.filter { $0.keyword == "COPY" || $0.keyword == "ADD" }
    let sources = copies.flatMap { ($0.list ?? $0.words).dropLast().map { RelativePath.name(of: $0.text) } }
    let runs = instructions.filter { $0.keyword == "RUN" }
    return !sources.isEmpty && copies.allSatisfy { $0.flag("from") == nil }
      && sources.allSatisfy { $0.hasPrefix("package") || $0.hasPrefix("npm-shrinkwrap") || $0.hasPrefix("yarn.") }
      && !runs.contains { run in ["git ", "curl ", "wget "].contains { run.text.holds($0) } }
  }

  /// Whether nothing of an application gets into the image: a base for others, or tools alone.
  static func holdsNothing(_ image: Images.File) -> Bool {
    let instructions = image.shipped.flatMap(\.instructions)
    if instructions.contains(where: { $0.keyword == "COPY" || $0.keyword == "ADD" }) { return false }
    let installs = instructions.filter { $0.keyword == "RUN" }
      .contains { run in ["git ", "curl ", "wget ", "npx ", "create "].contains { run.text.holds($0) } }
    return !installs && startsNothing(image)
  }

  private static func startsNothing(_ image: Images.File) -> Bool {
    image.lineage.allSatisfy { $0.last("CMD") == nil && $0.last("ENTRYPOINT") == nil }
  }

  /// Whether it ends with a build and says nothing to run: what counts are the files that it makes.
  static func onlyBuilds(_ image: Images.File) -> Bool {
    startsNothing(image) && image.final.instructions.last?.keyword == "RUN"
      && image.lineage.allSatisfy { $0.last("EXPOSE") == nil }
      && image.final.instructions.contains { $0.keyword == "COPY" || $0.keyword == "ADD" }
  }
}
