import DataFormats
import Findings
import ProjectFacts
package import SourceText

/// Reads one `nodevet.json`. What is wrong with it is a problem with a place; nothing of a file with problems is used.
struct ConfigurationReader {
  private let name: String
  private let directory: String
  /// The path in the repository, where the file is part of it.
  private let file: String?
  private let table: LineTable
  private(set) var problems: [FormatProblem] = []

  static func read(
    _ bytes: [UInt8], name: String, directory: String, file: String?, keys: ConfigurationKeys
  ) -> (configuration: Configuration, problems: [ConfigurationProblem]) {
    let document = JSONParser.parse(bytes, dialect: .withComments)
    var reader = ConfigurationReader(name: name, directory: directory, file: file, table: LineTable(bytes))
    var configuration = Configuration(name: name, directory: directory)
    reader.problems = document.problems
    if reader.problems.isEmpty, let root = document.root {
      var checker = ConfigurationChecker()
      checker.check(root, against: keys.shape)
      reader.problems = checker.problems
      if reader.problems.isEmpty { configuration = reader.configuration(root) }
    }
    let problems = reader.problems.sorted { $0.span < $1.span }.map { problem in
      ConfigurationProblem(
        file: name, position: reader.table.position(at: problem.span.start), message: problem.message)
    }
    return (configuration, problems)
  }

  private init(name: String, directory: String, file: String?, table: LineTable) {
    self.name = name
    self.directory = directory
    self.file = file
    self.table = table
  }

  private mutating func configuration(_ root: JSONValue) -> Configuration {
    var result = Configuration(name: name, directory: directory)
    result.isRoot = root["root"]?.bool ?? false
    result.extended = (root["extends"].map { Array($0.elements) } ?? []).map { element in
      Configuration.Extended(
        text: element.string ?? "", position: table.position(at: element.span.start), span: element.span)
    }
    result.rules = settings(root["rules"])
    for entry in root["overrides"].map({ Array($0.elements) }) ?? [] {
      result.overrides.append(
        Configuration.Override(files: patterns(entry["files"]), rules: settings(entry["rules"])))
    }
    result.include = patterns(root["include"])
    result.exclude = patterns(root["exclude"])
    for entry in root["suppressions"].map({ Array($0.elements) }) ?? [] {
      if let suppression = suppression(entry) { result.suppressions.append(suppression) }
    }
    if let value = root["baseline"], let text = value.string { result.baseline = inside(text, value.span) }
    if let gate = root["gate"] { result.gate = Self.gate(gate) }
    return result
  }

  private func settings(_ value: JSONValue?) -> [RuleSetting] {
    guard let value else { return [] }
    return value.members.map { member in
      var setting = RuleSetting(name: member.key, position: table.position(at: member.keySpan.start))
      setting.level = (member.value.string ?? member.value["severity"]?.string).flatMap { RuleLevel($0) }
      for option in member.value.members(of: "options") { setting.options[option.key] = option.value.integer }
      return setting
    }
  }

  private mutating func patterns(_ value: JSONValue?) -> [PathPattern] {
    guard let value else { return [] }
    var result: [PathPattern] = []
    for element in value.elements {
      if let pattern = pattern(element) { result.append(pattern) }
    }
    return result
  }

  private mutating func pattern(_ value: JSONValue) -> PathPattern? {
    guard let text = value.string else { return nil }
    if text.utf8.count > Glob.lengthLimit {
      problems.append(FormatProblem(span: value.span, message: "the glob is longer than \(Glob.lengthLimit) bytes"))
      return nil
    }
    if text.parts(between: "/").contains("..") {
      problems.append(FormatProblem(span: value.span, message: "globs do not climb: '..' leads nowhere"))
      return nil
    }
    return PathPattern(text, from: directory)
  }

  private mutating func suppression(_ value: JSONValue) -> ConfiguredSuppression? {
    guard let rule = value["rule"]?.string, let path = value["path"].flatMap({ pattern($0) }),
      let reason = value["reason"]?.string
    else { return nil }
    return ConfiguredSuppression(
      rule: rule, path: path, message: value["message"]?.string, reason: reason,
      until: value["until"]?.string.flatMap { CalendarDay($0) }, file: file, span: value.span)
  }

  /// A relative path that stays in the repository.
  private mutating func inside(_ text: String, _ span: Span) -> String? {
    let path = RelativePath.resolve(text, from: directory)
    if path == nil { problems.append(FormatProblem(span: span, message: "'\(text)' leads out of the repository")) }
    return path
  }

  private static func gate(_ value: JSONValue) -> GateSettings {
    var settings = GateSettings()
    if let word = value["failOn"]?.string { settings.failOn = .some(Severity(rawValue: word)) }
    settings.findings = value["findings"]?.integer
    for severity in Severity.allCases {
      settings.new[severity] = value["new"]?[severity.rawValue]?.integer
      settings.total[severity] = value["total"]?[severity.rawValue]?.integer
    }
    settings.coverage = value["coverage"]?.number
    return settings
  }
}

/// What is wrong with a configuration.
package struct ConfigurationProblem: Error, Hashable, Sendable {
  package let file: String
  package let position: Position?
  /// One sentence without a full stop.
  package let message: String

  /// `nodevet.json:3:5: there is no key 'ruls'; did you mean 'rules'?`
  package var description: String {
    position.map { "\(file):\($0.line):\($0.column): \(message)" } ?? "\(file): \(message)"
  }
}
