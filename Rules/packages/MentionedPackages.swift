import DataFormats
import ProjectFacts
import SourceText

/// Every package that the files around a manifest mention: imports, strings, settings, scripts, images, templates.
///
/// A name counts as mentioned wherever it stands in quotes in code, or as a word in anything else. That is generous on
/// purpose: tools load plugins by names that only they understand.
struct MentionedPackages {
  private static let sizeLimit = 1 << 20
  /// All text together; what lies beyond makes everything count as mentioned.
  private static let totalLimit = 200 << 20

  private var names: Set<String> = []
  /// Whether something could not be read, so that nothing can be said to be unmentioned.
  private(set) var isIncomplete = false

  /// - Parameter directory: the manifest's folder; files of packages below it count, because they may be installed together.
  init(around manifest: PackageManifest, in project: Project) {
    var total = 0
    for file in project.inventory.files where !file.isVendored && RelativePath.isInside(file.path, manifest.directory) {
      guard file.kind != .lockfile, file.path != manifest.path, Self.isText(file.name) else { continue }
      guard case .success(let bytes) = project.files.bytes(of: file.path, limit: Self.sizeLimit) else {
        isIncomplete = isIncomplete || file.kind == .source
        continue
      }
      total += bytes.count
      if total > Self.totalLimit {
        isIncomplete = true
        return
      }
      collect(bytes)
    }
    collect(manifest)
  }

  func contain(_ name: String) -> Bool { names.contains(name) }

  // MARK: Text

  private static let endings: Set<String> = [
    "js", "jsx", "mjs", "cjs", "ts", "tsx", "mts", "cts", "json", "jsonc", "json5", "yaml", "yml", "toml", "ini", "cfg",
    "conf",
    "sh", "bash", "html", "htm", "vue", "svelte", "astro", "ejs", "pug", "jade", "hbs", "handlebars", "njk", "css",
    "scss", "sass",
    "less", "styl", "prisma", "graphql", "env", "mdx", "cmd", "ps1", "bat", "coffee", "service", "lock", "tf",
  ]

  private static func isText(_ name: String) -> Bool {
    let dot = name.utf8.lastIndex(of: UInt8(ascii: "."))
    if name.hasPrefix(".") || dot == nil { return true }
    return dot.map { endings.contains(String(name[name.utf8.index(after: $0)...]).lowercased()) } ?? true
  }

  /// Words of the letters that package names have; each also as the package that it lies in.
  private mutating func collect(_ bytes: [UInt8]) {
    var start = -1
    for index in 0...bytes.count {
      let isLetter = index < bytes.count && Self.isNameByte[Int(bytes[index])]
      if isLetter {
        if start < 0 { start = index }
      } else if start >= 0 {
        if index - start <= 200, index - start > 1 { add(String(decoding: bytes[start..<index], as: UTF8.self)) }
        start = -1
      }
    }
  }

  private static let isNameByte: [Bool] = (0..<256).map { byte in
    switch UInt8(byte) {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case UInt8(ascii: "@"), UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
    default: false
    }
  }

  private mutating func add(_ word: String) {
    names.insert(word)
    guard word.utf8.contains(UInt8(ascii: "/")) else { return }
    let segments = word.split(separator: "/").map(String.init)
    for (index, segment) in segments.enumerated() {
      names.insert(segment)
      if segment.hasPrefix("@"), index + 1 < segments.count { names.insert("\(segment)/\(segments[index + 1])") }
    }
  }

  /// All of the manifest but the lists that name what it depends on.
  private mutating func collect(_ manifest: PackageManifest) {
    let lists = Set(
      DependencySection.allCases.map(\.rawValue) + ["name", "resolutions", "overrides", "description", "keywords"])
    for member in manifest.root.members where !lists.contains(member.key) {
      collect(Array(manifest.document.bytes[Int(member.value.span.start)..<Int(member.value.span.end)]))
    }
  }
}
