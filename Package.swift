// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// The ladder: a rung may import what is named after it, all of which stands above it in this list.
/// `Tests/LadderTests` holds the sources against the same table.
let ladder: [(rung: String, imports: [String])] = [
  ("SourceText", []),
  ("Findings", ["SourceText"]),
  ("DataFormats", ["SourceText"]),
  ("JavaScript", ["SourceText"]),
  ("Backtracking", ["JavaScript", "SourceText"]),
  ("Semantics", ["JavaScript", "SourceText"]),
  ("ProjectFacts", ["DataFormats", "SourceText"]),
  ("ProgramGraph", ["ProjectFacts", "Semantics", "JavaScript", "DataFormats", "SourceText"]),
  ("RulePages", ["DataFormats", "Findings", "SourceText"]),
  (
    "Checking",
    [
      "RulePages", "ProgramGraph", "ProjectFacts", "Semantics", "JavaScript", "DataFormats", "Findings", "SourceText",
    ]
  ),
]

/// What stands on the rules: one run of the audit, and the words it is told in.
let upperLadder: [(rung: String, imports: [String])] = [
  (
    "Auditing",
    [
      "Rules", "Checking", "RulePages", "ProgramGraph", "ProjectFacts", "Semantics", "JavaScript", "DataFormats",
      "Findings", "SourceText",
    ]
  ),
  ("Reporting", ["Findings", "SourceText"]),
]

let everyRung = (ladder + upperLadder).map(\.rung) + ["Rules"]

func rung(_ entry: (rung: String, imports: [String])) -> Target {
  .target(
    name: entry.rung, dependencies: entry.imports.map { .init(stringLiteral: $0) }, swiftSettings: settings)
}

func tests(_ name: String, _ imports: [String]) -> Target {
  .testTarget(
    name: name, dependencies: (imports + ["TestSupport"]).map { .init(stringLiteral: $0) }, swiftSettings: settings)
}

let package = Package(
  name: "nodevet",
  products: [.executable(name: "nodevet", targets: ["nodevet"])],
  targets: ladder.map(rung) + upperLadder.map(rung) + [
    .target(
      name: "Rules",
      dependencies: [
        "Checking", "RulePages", "ProgramGraph", "ProjectFacts", "Semantics", "Backtracking", "JavaScript",
        "DataFormats", "Findings", "SourceText",
      ],
      path: "Rules", exclude: ["README.md"], swiftSettings: settings, plugins: ["EmbedRules"]),
    .executableTarget(
      name: "nodevet", dependencies: everyRung.map { .init(stringLiteral: $0) }, swiftSettings: settings),
    .executableTarget(
      name: "rulepress", dependencies: ["RulePages", "DataFormats", "Findings", "SourceText"], swiftSettings: settings),
    .plugin(name: "EmbedRules", capability: .buildTool(), dependencies: ["rulepress"], path: "Sources/EmbedRules"),

    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
    tests("SourceTextTests", ["SourceText"]),
    tests("FindingsTests", ["Findings", "SourceText"]),
    tests("DataFormatsTests", ["DataFormats", "SourceText"]),
    tests("JavaScriptTests", ["JavaScript", "SourceText"]),
    tests("BacktrackingTests", ["Backtracking", "JavaScript", "SourceText"]),
    tests("SemanticsTests", ["Semantics", "JavaScript", "SourceText"]),
    tests("ProjectFactsTests", ["ProjectFacts", "DataFormats", "SourceText"]),
    tests("ProgramGraphTests", ["ProgramGraph", "ProjectFacts", "Semantics", "JavaScript", "SourceText"]),
    tests("RulePagesTests", ["RulePages", "DataFormats", "Findings", "SourceText"]),
    tests("CheckingTests", ["Checking", "RulePages", "Semantics", "JavaScript", "SourceText"]),
    tests("RulesTests", ["Rules", "Auditing", "Checking", "RulePages", "ProjectFacts", "Findings", "SourceText"]),
    tests("AuditTests", ["Auditing", "Reporting", "ProjectFacts", "Findings", "SourceText"]),
    tests("ReportingTests", ["Reporting", "Findings", "SourceText"]),
    tests("CommandLineTests", ["Reporting", "Findings"]),
    tests("LadderTests", []),
  ],
  swiftLanguageModes: [.v6])
