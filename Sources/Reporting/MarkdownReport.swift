import Findings

/// The report as Markdown, for step summaries, comments on changes, and documents.
///
/// Platforms cut or refuse long texts, so the table ends after a number of findings and says so.
enum MarkdownReport {
  private static let most = 500

  static func bytes(of report: AuditReport) -> [UInt8] {
    var lines = ["## nodevet: \(headline(of: report))", "", summary(of: report), ""]
    lines += table(of: report)
    if !report.coverage.gaps.isEmpty {
      lines += ["### Could not be examined", ""]
      lines += report.coverage.gaps.prefix(most).map {
        "- \(MarkdownText.code($0.place)): \(MarkdownText.plain($0.sentence))"
      }
      if report.coverage.gaps.count > most { lines.append("- and \(report.coverage.gaps.count - most) more") }
      lines.append("")
    }
    if let gate = report.gate, !gate.hasPassed {
      lines += ["### The gate failed", ""] + gate.failures.map { "- \(MarkdownText.plain($0))" } + [""]
    }
    return Array(lines.joined(separator: "\n").utf8)
  }

  private static func headline(of report: AuditReport) -> String {
    let counts = SeverityCounts(report.findings.lazy.map(\.severity))
    if !counts.isEmpty { return counts.words }
    if report.coverage.examined == 0 { return "nothing was examined" }
    let words = report.tellsNewOnly ? "nothing new found" : "nothing found"
    return report.coverage.gaps.isEmpty ? words : words + " in what could be examined"
  }

  private static func summary(of report: AuditReport) -> String {
    ReportCounts.parts(of: report).joined(separator: " · ")
  }

  private static func table(of report: AuditReport) -> [String] {
    let placed = PlacedFinding.all(of: report).worstFirst()
    guard !placed.isEmpty else { return [] }
    var lines = ["| | finding | rule | where |", "|---|---|---|---|"]
    lines += placed.prefix(most).map { entry in
      let finding = entry.finding
      return "| \(finding.severity.symbol) \(finding.severity.rawValue) | \(MarkdownText.plain(finding.message)) "
        + "| \(MarkdownText.code(finding.rule)) | \(MarkdownText.code(entry.place)) |"
    }
    lines.append("")
    if placed.count > most {
      lines += ["\(Words.count(placed.count - most, "more finding")) left out of this table.", ""]
    }
    return lines
  }
}

/// Text of the project in Markdown, without any meaning to Markdown or to the platform that shows it.
enum MarkdownText {
  /// Marks, HTML, links, mentions and numbers of issues are spelt as character references.
  static func plain(_ foreign: String) -> String {
    let visible = Array(VisibleText(foreign).text)
    var result = ""
    for (index, character) in visible.enumerated() {
      switch character {
      // Inside a word it marks nothing, and names are full of them.
      case "_" where isOfWord(visible, index - 1) && isOfWord(visible, index + 1): result.append(character)
      case "\\", "`", "*", "_", "{", "}", "[", "]", "<", ">", "#", "|", "~", "@", "!", "&":
        result += character.unicodeScalars.map { "&#\($0.value);" }.joined()
      // No address is a link: neither `https://` nor `www.`.
      case ":" where result.hasSuffix("http") || result.hasSuffix("https") || result.hasSuffix("ftp"): result += "&#58;"
      case "." where result.lowercased().hasSuffix("www"): result += "&#46;"
      default: result.append(character)
      }
    }
    return result
  }

  private static func isOfWord(_ text: [Character], _ index: Int) -> Bool {
    guard text.indices.contains(index) else { return false }
    return text[index].isASCII && (text[index].isLetter || text[index].isNumber)
  }

  /// A code span; text that a span cannot hold in a table is told plainly.
  static func code(_ foreign: String) -> String {
    let visible = VisibleText(foreign).text
    return visible.contains { $0 == "`" || $0 == "|" } || visible.isEmpty ? plain(foreign) : "`\(visible)`"
  }
}
