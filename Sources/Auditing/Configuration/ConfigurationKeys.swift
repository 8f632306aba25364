package import Checking
package import RulePages
import Rules

/// The keys of `nodevet.json`.
package struct ConfigurationKeys: Sendable {
  package static let fileName = "nodevet.json"
  static let severities = ["off", "note", "warning", "error"]
  private static let thresholds = ["note", "warning", "error", "never"]

  /// A rule as a configuration may name it.
  package struct KnownRule: Sendable {
    package let id: String
    package let category: String
    package let options: [RuleOption]
  }

  package let rules: [KnownRule]
  package let shape: ConfigurationShape

  /// The keys where these own pages are there beside the built-in rules.
  package init(own pages: [RulePage] = []) {
    let builtIn = Rulebook.builtIn.map { rule in
      let check = rule.makeCheck?() as? any AdjustableCheck
      return KnownRule(id: rule.id, category: rule.category, options: check.map { type(of: $0).options } ?? [])
    }
    rules = builtIn + pages.map { KnownRule(id: $0.id, category: $0.category, options: []) }
    shape = Self.file(rules)
  }

  private static func file(_ rules: [KnownRule]) -> ConfigurationShape {
    .object(
      [
        ConfigurationKey("$schema", .text, "Where editors find the schema; nodevet does not look."),
        ConfigurationKey(
          "root", .flag, "Whether the nodevet.json files of folders further up have no say here. False if left out."),
        ConfigurationKey(
          "extends", .list(.text),
          """
          What this file builds on, the first first: recommended, strict, review, or the relative path of another file \
          inside the repository. Globs of such a file are taken from the folder of the file that extends it.
          """),
        ConfigurationKey(
          "rules", settings(rules, withOptions: true),
          "The severity of rules and of whole categories. A rule's own entry counts more than that of its category."),
        ConfigurationKey(
          "overrides",
          .list(
            .object(
              [
                ConfigurationKey("files", .list(.text), isRequired: true, "Globs, from the folder of this file."),
                ConfigurationKey(
                  "rules", settings(rules, withOptions: false), isRequired: true,
                  "As above, for these files alone; the last entry that fits wins."),
              ], noun: "key")), "Other severities for some files."),
        ConfigurationKey(
          "include", .list(.text),
          "Globs: if there are any, only sources that match one are audited. Manifests and lockfiles always are."),
        ConfigurationKey(
          "exclude", .list(.text), "Globs: what matches is left out, as if it were not there, and counted."),
        ConfigurationKey(
          "suppressions", .list(suppression(rules)),
          "Accepted findings of files that hold no comments, such as package.json. Unused ones are findings themselves."
        ),
        ConfigurationKey(
          "baseline", .text,
          "Relative path of the baseline that `nodevet baseline` wrote: what it lists is not told again."),
        ConfigurationKey("gate", gate, "What makes the exit code 1."),
      ], noun: "key")
  }

  private static func settings(_ rules: [KnownRule], withOptions: Bool) -> ConfigurationShape {
    let severity = ConfigurationShape.choice(severities)
    let categories = Set(rules.map(\.category)).sorted()
    let keys =
      categories.map { ConfigurationKey($0, severity, "All rules of the category.") }
      + rules.map { rule in
        guard withOptions, !rule.options.isEmpty else {
          return ConfigurationKey(rule.id, severity, "nodevet explain \(rule.id)")
        }
        let options = rule.options.map { ConfigurationKey($0.name, .integer($0.range), $0.help) }
        return ConfigurationKey(
          rule.id,
          .either(
            severity,
            .object(
              [
                ConfigurationKey("severity", severity, "As in the short form."),
                ConfigurationKey(
                  "options", .object(options, noun: "option"),
                  "Read from the file nearest to the audited folder."),
              ], noun: "key")), "nodevet explain \(rule.id)")
      }
    return .object(keys, noun: "rule or category")
  }

  private static func suppression(_ rules: [KnownRule]) -> ConfigurationShape {
    .object(
      [
        ConfigurationKey("rule", .choice(rules.map(\.id)), isRequired: true, "The rule whose findings are accepted."),
        ConfigurationKey(
          "path", .text, isRequired: true, "A glob, from the folder of this file: where they are accepted."),
        ConfigurationKey("message", .text, "What the message of the finding holds, such as the name of a dependency."),
        ConfigurationKey("reason", .text, isRequired: true, "Why they are accepted."),
        ConfigurationKey("until", .day, "The last day on which they are."),
      ], noun: "key")
  }

  private static var gate: ConfigurationShape {
    let counts = ConfigurationShape.object(
      ["error", "warning", "note"].map { ConfigurationKey($0, .integer(0...(.max)), "At most so many.") },
      noun: "severity")
    return .object(
      [
        ConfigurationKey(
          "failOn", .choice(thresholds),
          "The lowest severity that fails: error if left out, or never where new or total are given."),
        ConfigurationKey("findings", .integer(0...(.max)), "At most so many findings of any severity."),
        ConfigurationKey("new", counts, "At most so many that are told, which leaves out those of the baseline."),
        ConfigurationKey("total", counts, "At most so many with those of the baseline."),
        ConfigurationKey("coverage", .share, "The least share of files that must have been examined."),
      ], noun: "clause")
  }
}
