/// Functions from outside that throw at once where their input is not valid. Sources: Node.js 24 documentation,
/// ECMAScript 2026, READMEs of the packages, 2026-11.
enum FailingCalls {
  private static let paths: Set<String> = [
    "#JSON.parse", "#decodeURIComponent", "#decodeURI", "#URL", "node:url#URL", "#atob", "#BigInt",
    "node:fs#readFileSync", "node:fs#writeFileSync", "node:fs#readdirSync", "node:fs#statSync", "node:fs#unlinkSync",
    "node:fs#mkdirSync", "node:fs#copyFileSync", "node:fs#renameSync", "node:child_process#execSync",
    "node:child_process#execFileSync", "jsonwebtoken#verify", "jsonwebtoken#sign", "node:assert", "node:assert#ok",
    "node:assert#equal", "node:assert#strictEqual", "js-yaml#load",
  ]

  static func includes(_ path: String) -> Bool { paths.contains(path) }

  static func name(of path: String) -> String {
    path.split(separator: "#", maxSplits: 1).last.map(String.init) ?? path
  }
}
