import ProjectFacts
import SourceText

/// Source files that settings, scripts of shells and deployment files name: `CMD ["node", "src/server.js"]`.
struct MentionedFiles {
  private let project: Project

  private static let sizeLimit = 1 << 18
  private static let endings = [".js", ".ts", ".mjs", ".cjs", ".mts", ".cts"]

  init(_ project: Project) { self.project = project }

  /// The names, as `SourceNames` has them.
  func names() -> Set<String> {
    var names: Set<String> = []
    for file in project.inventory.files where !file.isVendored && Self.mayName(file.path) {
      guard case .success(let bytes) = project.files.bytes(of: file.path, limit: Self.sizeLimit) else { continue }
      for word in bytes.split(whereSeparator: Self.isBetween) where word.count < 200 {
        let text = String(decoding: word, as: UTF8.self)
        if Self.endings.contains(where: { text.hasSuffix($0) }) { names.insert(SourceNames.stem(of: text)) }
      }
    }
    // `node dist/server` names no ending.
    for manifest in project.manifests {
      for script in manifest.scripts {
        for word in script.command.parts(betweenAnyOf: " \"'&|;()=") {
          names.insert(SourceNames.stem(of: String(word)))
        }
      }
    }
    return names
  }

  /// What scripts of npm start through a file without an ending, as the generator of Express makes `bin/www`.
  func launched() -> Set<String> {
    var found: Set<String> = []
    for manifest in project.manifests {
      for script in manifest.scripts {
        for word in script.command.parts(between: " ") where word.contains("/") && !word.hasPrefix("-") {
          let path = PathText.join(manifest.directory, String(word))
          guard let file = project.inventory.file(at: path), file.kind != .source,
            case .success(let bytes) = project.files.bytes(of: path, limit: Self.sizeLimit)
          else { continue }
          let text = String(decoding: bytes, as: UTF8.self)
          guard text.contains(".listen(") else { continue }
          for part in text.parts(betweenAnyOf: "'\"`\n").map(String.init) {
            guard ModuleResolver.isRelative(part) else { continue }
            let stem = PathText.join(PathText.directory(of: path), part)
            let endings = ["", ".js", ".ts", ".mjs", ".cjs", "/index.js", "/index.ts"]
            if let source = endings.lazy.map({ stem + $0 }).first(where: isSource) { found.insert(source) }
          }
        }
      }
    }
    return found
  }

  private func isSource(_ path: String) -> Bool { project.inventory.file(at: path)?.kind == .source }

  private static func mayName(_ path: String) -> Bool {
    let name = PathText.name(of: path).lowercased()
    switch name {
    case "procfile", "makefile", "vercel.json", "now.json", "nodemon.json", "pm2.json", "process.json", "app.json",
      "firebase.json", "netlify.toml", "fly.toml", "railway.json", "railway.toml", "render.yaml", "app.yaml",
      "wrangler.toml", "wrangler.json", "deno.json", "package.json", "project.json", "nest-cli.json", "angular.json":
      return true
    default:
      return name.hasPrefix("dockerfile") || name.hasSuffix(".dockerfile") || name.hasSuffix(".sh")
        || name.hasPrefix("docker-compose") || name.hasPrefix("compose.") || name.hasPrefix("ecosystem")
        || name.hasPrefix("serverless.") || name.hasPrefix("template.y") || name.hasSuffix(".service")
        || name.hasSuffix(".bat") || name.hasSuffix(".cmd")
    }
  }

  private static func isBetween(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: "="), UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "("),
      UInt8(ascii: ")"), UInt8(ascii: ":"):
      return true
    default: return false
    }
  }
}
