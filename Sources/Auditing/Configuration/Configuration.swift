package import Findings
package import SourceText

/// One `nodevet.json`, read.
package struct Configuration: Sendable {
  /// As the operator sees it.
  package var name: String
  /// The folder that its paths and globs are taken from, relative to the root of the repository.
  package var directory: String
  package var isRoot = false
  package var extended: [Extended] = []
  package var rules: [RuleSetting] = []
  package var overrides: [Override] = []
  package var include: [PathPattern] = []
  package var exclude: [PathPattern] = []
  package var suppressions: [ConfiguredSuppression] = []
  /// Relative to the root of the repository.
  package var baseline: String?
  package var gate: GateSettings?

  /// What `extends` names, and where.
  package struct Extended: Sendable {
    package var text: String
    package var position: Position
    package var span: Span
  }

  package struct Override: Sendable {
    package var files: [PathPattern]
    package var rules: [RuleSetting]
  }
}

/// What a file says of a rule or a category.
package struct RuleSetting: Sendable {
  /// A rule's id or a category.
  package var name: String
  /// nil where only options are set.
  package var level: RuleLevel?
  package var options: [String: Int] = [:]
  package var position: Position
}

/// How a rule counts somewhere.
package enum RuleLevel: Hashable, Sendable {
  case off
  case on(Severity)

  package init?(_ word: String) {
    if word == "off" {
      self = .off
    } else if let severity = Severity(rawValue: word) {
      self = .on(severity)
    } else {
      return nil
    }
  }

  package var word: String {
    switch self {
    case .off: "off"
    case .on(let severity): severity.rawValue
    }
  }
}

/// A glob from some folder. Without a slash it fits names in any folder; what fits a folder fits all below it.
package struct PathPattern: Sendable {
  package let text: String
  private let directory: String
  private let glob: Glob
  private let isName: Bool

  package init(_ text: String, from directory: String) {
    self.text = text
    self.directory = directory
    var pattern = Substring(text)
    while pattern.hasPrefix("./") { pattern = pattern.dropFirst(2) }
    while pattern.count > 1, pattern.hasSuffix("/") { pattern = pattern.dropLast() }
    isName = !pattern.holds("/")
    if pattern.hasPrefix("/") { pattern = pattern.dropFirst() }
    glob = Glob(String(pattern))
  }

  /// - Parameter path: relative to the root of the repository.
  package func matches(_ path: String) -> Bool {
    guard directory.isEmpty || path.hasPrefix(directory + "/") else { return false }
    let rest = directory.isEmpty ? path[...] : path.dropFirst(directory.count + 1)
    let segments = rest.parts(between: "/")
    if isName { return segments.contains { glob.matches(String($0)) } }
    var prefix = ""
    for segment in segments {
      prefix += prefix.isEmpty ? String(segment) : "/" + segment
      if glob.matches(prefix) { return true }
    }
    return false
  }
}

/// An accepted finding of a file that holds no comments.
package struct ConfiguredSuppression: Sendable {
  package var rule: String
  package var path: PathPattern
  /// What the message must hold.
  package var message: String?
  package var reason: String
  package var until: CalendarDay?
  /// The configuration, relative to the root of the repository; nil for one that is not part of it.
  package var file: String?
  /// The entry.
  package var span: Span
}

/// A gate as a file states it: what is not stated is not there.
package struct GateSettings: Sendable {
  /// The outer nil: not stated; the inner: never.
  package var failOn: Severity??
  package var findings: Int?
  package var new: [Severity: Int] = [:]
  package var total: [Severity: Int] = [:]
  package var coverage: Double?
}
