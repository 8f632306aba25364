package import Findings
package import SourceText

/// A test that a page holds under a `###` heading: a small project, and what the rule says about it.
package struct RuleExample: Hashable, Sendable {
  /// The heading's words; unique on the page.
  package let name: String
  /// Where the heading stands in the page.
  package let span: Span
  /// In page order; no path twice.
  package var files: [ExampleFile]

  /// Whether the rule must report something here: exactly what the markers say.
  package var isBad: Bool { files.contains { $0.role == .bad } }
}

/// One fence of an example, as a file.
package struct ExampleFile: Hashable, Sendable {
  /// Relative to the example's root, forward slashes: `file=` of the info string, or `example.js` by language.
  package var path: String
  package var language: ExampleLanguage
  package let role: Role
  /// Without markers.
  package var bytes: [UInt8]
  /// By line.
  package var markers: [FindingMarker]
  /// Line of the page that the file's first line stands on.
  package var firstPageLine: Int

  package enum Role: String, Sendable {
    /// Holds markers.
    case bad
    /// What the fix looks like, or what only resembles the fault.
    case good
    /// What the other files of the example need around them.
    case context
  }
}

/// The languages of example fences. Names the file's content for readers and editors; the file's path decides how an
/// audit reads it.
package enum ExampleLanguage: String, CaseIterable, Sendable {
  case js, jsx, ts, tsx
  case json, jsonc, yaml, toml, ini
  case gitignore, dockerignore, dockerfile, dotenv
  case sh, sql, html, css, markdown, text

  /// File extensions of the languages that are parsed as JavaScript; nil for the others.
  package var sourceExtensions: [String]? {
    switch self {
    case .js: ["js", "mjs", "cjs"]
    case .jsx: ["jsx", "js"]
    case .ts: ["ts", "mts", "cts"]
    case .tsx: ["tsx"]
    case .json, .jsonc, .yaml, .toml, .ini, .gitignore, .dockerignore, .dockerfile, .dotenv, .sh, .sql, .html, .css,
      .markdown, .text:
      nil
    }
  }

  /// JavaScript, TypeScript, and both with JSX.
  package var isSource: Bool { sourceExtensions != nil }
}

/// Where an example and the findings of its rule do not agree.
package enum ExampleDisagreement: Hashable, Sendable {
  /// Nothing that the marker describes was reported.
  case missing(path: String, FindingMarker)
  /// Reported, and not marked. The line is 1-based and counts in the page; nil where the file is none of the example's.
  case unexpected(Finding, pageLine: Int?)
}

extension RuleExample {
  /// Holds the findings of the page's rule against the markers: each finding must be described by one marker, and each
  /// marker must describe one finding.
  ///
  /// - Parameter comparingMessages: false where the disguise changes the names that messages quote.
  package func disagreements(with findings: [Finding], comparingMessages: Bool = true) -> [ExampleDisagreement] {
    var result: [ExampleDisagreement] = []
    for file in files {
      let lines = LineTable(file.bytes)
      let reported = findings.filter { $0.path == file.path }
      let describes = file.markers.map { marker in
        reported.indices.filter { index in
          lines.line(at: reported[index].span.start) == marker.line
            && (!comparingMessages || reported[index].message.holds(marker.text))
        }
      }
      let pairs = Pairing(describes, count: reported.count)
      for (marker, finding) in zip(file.markers, pairs.findingOfMarker) where finding == nil {
        result.append(.missing(path: file.path, marker))
      }
      for (finding, marker) in zip(reported, pairs.markerOfFinding) where marker == nil {
        result.append(
          .unexpected(finding, pageLine: file.firstPageLine + lines.line(at: finding.span.start) - 1))
      }
    }
    let paths = Set(files.map(\.path))
    return result + findings.filter { !paths.contains($0.path) }.map { .unexpected($0, pageLine: nil) }
  }
}

/// Gives each marker a finding of its own where that can be done for all: two markers of one line may both describe the
/// same finding, and only one of them the other.
private struct Pairing {
  private(set) var findingOfMarker: [Int?]
  private(set) var markerOfFinding: [Int?]
  private let describes: [[Int]]

  init(_ describes: [[Int]], count: Int) {
    self.describes = describes
    findingOfMarker = Array(repeating: nil, count: describes.count)
    markerOfFinding = Array(repeating: nil, count: count)
    for marker in describes.indices {
      var visited = Set<Int>()
      _ = place(marker, &visited)
    }
  }

  /// Looks for a free finding, moving earlier markers to others where need be. Depth: the markers of one line.
  private mutating func place(_ marker: Int, _ visited: inout Set<Int>) -> Bool {
    for finding in describes[marker] where visited.insert(finding).inserted {
      if let other = markerOfFinding[finding], !place(other, &visited) { continue }
      markerOfFinding[finding] = marker
      findingOfMarker[marker] = finding
      return true
    }
    return false
  }
}

extension ExampleDisagreement: CustomStringConvertible {
  /// One sentence without a full stop.
  package var description: String {
    switch self {
    case .missing(let path, let marker):
      "no finding in \(path) begins on the marked line and says “\(marker.text)”"
    case .unexpected(let finding, _):
      "not marked, but reported in \(finding.path): \(finding.message)"
    }
  }
}
