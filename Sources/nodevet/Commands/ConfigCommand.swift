import Auditing
import Checking
import Findings
import ProjectFacts
import Reporting

/// `nodevet config`: the schema of `nodevet.json`, whether a project's files are right, what they come to, and why.
enum ConfigCommand {
  static let actions = ["schema", "check", "print", "explain"]
  static let flags: [ArgumentReader.Flag] = [
    .init(name: "--rule", value: "RULE", help: "the rule to explain"),
    .init(name: "--rules", value: "DIR", help: "add the rule pages in DIR; repeatable"),
    .init(name: "--config", value: "FILE", help: "read FILE in place of the project's nodevet.json"),
    .init(name: "--preset", value: "NAME", help: "begin with recommended (default), strict or review"),
  ]

  static func run(_ arguments: [String]) throws(UsageError) -> ExitCode {
    let reader = try ArgumentReader(arguments, flags: flags)
    guard let action = reader.operands.first else {
      throw UsageError.missingOperand("what to do (\(actions.joined(separator: ", ")))")
    }
    let paths = Array(reader.operands.dropFirst())
    if paths.count > 1 { throw UsageError.other("one path at a time") }
    let own = try OwnPages.read(reader.all("--rules"))
    if action == "schema" {
      Console.write(ConfigurationSchema.bytes(of: ConfigurationKeys(own: own).shape))
      return .clean
    }
    guard actions.contains(action) else {
      throw UsageError.unknownCommand(
        "config \(action)", suggestion: Spelling.nearest(to: action, among: actions).map { "config \($0)" })
    }
    let path = paths.first ?? "."
    // The flags of an audit that make a configuration, read as an audit reads them.
    let names = ["--rules", "--config", "--preset"]
    let values = names.flatMap { name in reader.all(name).flatMap { [name, $0] } }
    let request = try AuditRequest(ArgumentReader(values + ["--", path], flags: AuditRequest.flags))
    // A file is explained as part of the project one stands in, where it is one.
    let inside = action == "explain" ? RelativePath.resolve(path, from: "") : nil
    let project = try request.project(at: inside == nil ? path : ".")
    let configuration = try request.configuration(of: project)
    let cards = try request.selection(configuration).cards
    switch action {
    case "print": Console.write(printed(configuration, cards, project))
    case "explain":
      Console.write(
        try explained(
          configuration, cards, project, inside.map { RelativePath.join(project.auditedPath, $0) },
          reader.value("--rule")))
    default: Console.write(checked(configuration))
    }
    return .clean
  }

  private static func checked(_ configuration: ProjectConfiguration) -> String {
    let names = configuration.fileNames
    return names.isEmpty
      ? "no nodevet.json: every rule as its page has it\n" : names.map { "\($0)\tok\n" }.joined()
  }

  // MARK: Print

  /// What holds in the audited folder, as a `nodevet.json` of its own.
  private static func printed(
    _ configuration: ProjectConfiguration, _ cards: [RuleCard], _ project: Project
  ) -> [UInt8] {
    var writer = JSONWriter()
    let gate = configuration.gate(failOn: nil, findings: nil)
    writer.object { root in
      root.member("root", true)
      root.object("rules") { rules in
        for card in cards {
          let provenance = configuration.provenance(
            of: card.id, category: card.category, standard: card.severity, at: project.auditedPath)
          rules.member(card.id, provenance.level.word)
        }
      }
      root.member("include", configuration.include)
      root.member("exclude", configuration.exclude)
      if let baseline = configuration.baseline { root.member("baseline", baseline) }
      root.object("gate") { object in
        object.member("failOn", gate.failOn?.rawValue ?? "never")
        if let findings = gate.findings { object.member("findings", findings) }
        for (name, counts) in [("new", gate.new), ("total", gate.total)] where !counts.isEmpty {
          object.object(name, .line) { object in
            for severity in Severity.allCases.reversed() {
              if let count = counts[severity] { object.member(severity.rawValue, count) }
            }
          }
        }
        if let coverage = gate.coverage { object.member("coverage", share: coverage) }
      }
    }
    let names = configuration.fileNames.joined(separator: ", ")
    let head = """
      // from \(names.isEmpty ? "the rules' pages alone" : names)
      // Single findings may count for less than their rule, and for more where nobody but the rule's page sets it.

      """
    return Array(head.utf8) + writer.finish()
  }

  // MARK: Explain

  /// Every voice in order, and the winner.
  private static func explained(
    _ configuration: ProjectConfiguration, _ cards: [RuleCard], _ project: Project, _ inside: String?, _ rule: String?
  ) throws(UsageError) -> String {
    guard let rule else { throw UsageError.missingOperand("the rule to explain (--rule RULE)") }
    guard let card = cards.first(where: { $0.id == rule || "\($0.category)/\($0.id)" == rule }) else {
      throw UsageError.unknownRule(rule, suggestion: Spelling.nearest(to: rule, among: cards.map(\.id)))
    }
    let path = inside ?? project.auditedPath
    guard project.inventory.exists(path) || project.inventory.isDirectory(path) else {
      throw UsageError.other("the project has no file '\(path)'")
    }
    let shown = VisibleText(path.isEmpty ? "." : path).text
    let provenance = configuration.provenance(
      of: card.id, category: card.category, standard: card.severity, at: path)
    var lines = [
      "\(shown): \(card.id) is \(provenance.level.word), by \(provenance.steps[provenance.winner].place)", "",
    ]
    for (index, step) in provenance.steps.enumerated() {
      let mark = index == provenance.winner ? "→ " : "  "
      let word = step.level.word
      var line = mark + word + String(repeating: " ", count: 9 - word.utf8.count) + VisibleText(step.place).text
      if let files = step.files { line += "  for " + VisibleText(files.joined(separator: ", ")).text }
      if !step.applies { line += "  (does not fit)" }
      lines.append(line)
    }
    if provenance.level != .off {
      lines += [
        "",
        provenance.isAdjusted
          ? "Findings that the rule itself holds for lesser stay so."
          : "Findings that the rule itself holds for worse, or for lesser, are told as such: nobody sets it.",
      ]
    }
    let isSource = project.inventory.file(at: path)?.source != nil
    if let exclusion = configuration.exclusion(of: path, isSource: isSource) {
      lines += ["", "The file is left out: \(VisibleText(exclusion).text)"]
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
