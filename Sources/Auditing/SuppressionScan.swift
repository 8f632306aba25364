import Findings
import ProjectFacts
import SourceText

/// Suppressions in files that are no sources: `# …` in YAML, Dockerfiles, environment and ignore files, `<!-- … -->` in
/// HTML and Markdown. JSON holds no comments; its findings are accepted in `nodevet.json`.
struct SuppressionScan {
  private static let word = Array("nodevet-ignore".utf8)

  private let project: Project
  private let texts: SourceTexts

  init(_ project: Project, _ texts: SourceTexts) {
    self.project = project
    self.texts = texts
  }

  /// - Parameter found: paths that findings point into. Of other files only those are read that are short and few, so
  ///   that a suppression without use is noticed there too.
  func comments(found: Set<String>) -> [String: SuppressionComments] {
    var result: [String: SuppressionComments] = [:]
    for file in project.inventory.files where file.source == nil && project.isAudited(file.path) {
      guard found.contains(file.path) || Self.isAlwaysRead(file), let style = Style(name: file.name) else { continue }
      guard let bytes = texts.source(file.path)?.bytes else { continue }
      let comments = Self.comments(in: bytes, style)
      if !comments.isEmpty { result[file.path] = comments }
    }
    return result
  }

  private static func isAlwaysRead(_ file: InventoryFile) -> Bool {
    if file.isVendored { return false }
    switch file.kind {
    case .environment, .configuration: return true
    case .other: return file.directory == ".github/workflows" || file.name.hasPrefix(".gitlab-ci")
    case .source, .manifest, .lockfile: return false
    }
  }

  enum Style {
    case hash
    case angle

    init?(name: String) {
      let lower = name.lowercased()
      if lower.hasSuffix(".json") || lower.hasSuffix(".jsonc") { return nil }
      if lower.hasSuffix(".html") || lower.hasSuffix(".htm") || lower.hasSuffix(".md") || lower.hasSuffix(".vue")
        || lower.hasSuffix(".svelte")
      {
        self = .angle
      } else if lower.hasSuffix(".yml") || lower.hasSuffix(".yaml") || lower.hasSuffix(".toml")
        || lower.hasPrefix("dockerfile") || lower.hasSuffix(".dockerfile") || lower.hasPrefix("containerfile")
        || lower.holds(".env") || lower.hasPrefix(".") || lower.hasSuffix(".sh") || lower == "procfile"
      {
        self = .hash
      } else {
        return nil
      }
    }
  }

  /// What comments say. Cost: one pass over the bytes.
  static func comments(in bytes: [UInt8], _ style: Style) -> SuppressionComments {
    var result = SuppressionComments()
    var offset = 0
    while let at = bytes.firstIndex(ofRun: word, from: offset) {
      offset = at + word.count
      guard let comment = comment(around: at, in: bytes, style) else { continue }
      result.add(SuppressionDirective.read(bytes[comment], at: UInt32(truncatingIfNeeded: comment.lowerBound)))
      offset = max(offset, comment.upperBound)
    }
    return result
  }

  /// The comment whose first word stands at `at`.
  private static func comment(around at: Int, in bytes: [UInt8], _ style: Style) -> Range<Int>? {
    var start = at
    while start > 0, bytes[start - 1] == 0x20 || bytes[start - 1] == 0x09 { start -= 1 }
    let lineEnd = bytes[at...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
    switch style {
    case .hash:
      guard start > 0, bytes[start - 1] == 0x23 else { return nil }
      start -= 1
      // `a#b` is no comment.
      guard start == 0 || bytes[start - 1] <= 0x20 else { return nil }
      return start..<lineEnd
    case .angle:
      guard start >= 4, bytes[start - 4..<start].elementsEqual("<!--".utf8) else { return nil }
      let close = Array("-->".utf8)
      var end = at
      while end + 3 <= lineEnd {
        if bytes[end..<end + 3].elementsEqual(close) { return start - 4..<end + 3 }
        end += 1
      }
      return nil
    }
  }
}
