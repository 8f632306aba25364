package import Findings

/// All that configures an audit: the `nodevet.json` files of a project, or what the operator gave in their place.
///
/// For a file of the project speak, in this order: the rule's page; presets of the command line; the configurations of the
/// folders above it from the outermost to the nearest, each after what it extends, its overrides last. Whoever speaks last
/// wins. A configuration with `root` makes those further up be silent.
package struct ProjectConfiguration: Sendable {
  /// A file and what it extends, as voices in order.
  struct File: Sendable {
    var name: String
    var directory: String
    var isRoot: Bool
    var layers: [ConfigurationLayer] = []
    var options: [RuleSetting] = []
    var include: [PathPattern] = []
    var exclude: [PathPattern] = []
    var suppressions: [ConfiguredSuppression] = []
    var baseline: String?
    var gate: GateSettings?
  }

  var base: [ConfigurationLayer] = []
  var baseGate: GateSettings?
  /// By folder.
  var files: [String: File] = [:]
  /// The folder that is audited, or that holds the audited file; relative to the root of the repository.
  let auditedFolder: String

  package init(auditedFolder: String = "") { self.auditedFolder = auditedFolder }

  package var isEmpty: Bool { files.isEmpty && base.isEmpty }

  /// The names of the files that were read, in order.
  package var fileNames: [String] { files.values.map(\.name).sorted() }

  // MARK: Rules

  package func provenance(
    of rule: String, category: String, standard: Severity, at path: String
  ) -> RuleProvenance {
    var steps = [RuleProvenance.Step(place: "the rule's page", level: .on(standard), files: nil, applies: true)]
    var level = RuleLevel.on(standard)
    var winner = 0
    var isAdjusted = false
    for layer in base + chain(to: path).flatMap(\.layers) {
      guard let voice = layer.level(of: rule, category, from: level) else { continue }
      let applies = layer.applies(to: path)
      steps.append(
        RuleProvenance.Step(
          place: voice.place, level: voice.level, files: layer.files?.map(\.text), applies: applies))
      guard applies else { continue }
      winner = steps.count - 1
      if case .preset(let preset) = layer.voice {
        isAdjusted = isAdjusted || preset == .strict
      } else {
        isAdjusted = true
      }
      level = voice.level
    }
    return RuleProvenance(steps: steps, level: level, winner: winner, isAdjusted: isAdjusted)
  }

  /// The configurations that speak for a path, the outermost first.
  private func chain(to path: String) -> [File] {
    guard !files.isEmpty else { return [] }
    var chain: [File] = []
    var directory = path
    while true {
      if let file = files[directory] {
        chain.append(file)
        if file.isRoot { break }
      }
      if directory.isEmpty { break }
      directory = directory.lastIndex(of: "/").map { String(directory[..<$0]) } ?? ""
    }
    return chain.reversed()
  }

  /// The options that the project sets for rules, by rule.
  package var options: [String: [String: Int]] {
    var result: [String: [String: Int]] = [:]
    for setting in chain(to: auditedFolder).flatMap(\.options) {
      result[setting.name, default: [:]].merge(setting.options) { $1 }
    }
    return result
  }

  // MARK: Files

  /// Why a path is left out; nil for one that is not.
  package func exclusion(of path: String, isSource: Bool) -> String? {
    for file in chain(to: path) {
      if file.exclude.contains(where: { $0.matches(path) }) { return "excluded by \(file.name)" }
      if isSource, !file.include.isEmpty, !file.include.contains(where: { $0.matches(path) }) {
        return "not included by \(file.name)"
      }
    }
    return nil
  }

  /// The globs that hold in the audited folder, as they are written.
  package var include: [String] { chain(to: auditedFolder).flatMap(\.include).map(\.text) }
  package var exclude: [String] { chain(to: auditedFolder).flatMap(\.exclude).map(\.text) }

  var excludesFiles: Bool { files.values.contains { !$0.exclude.isEmpty || !$0.include.isEmpty } }

  var suppressions: [ConfiguredSuppression] {
    files.values.sorted { $0.directory.utf8.lexicographicallyPrecedes($1.directory.utf8) }.flatMap(\.suppressions)
  }

  // MARK: The run

  /// Relative to the root of the repository; nil where none is configured.
  package var baseline: String? { chain(to: auditedFolder).lazy.compactMap(\.baseline).reversed().first }

  /// The gate that the configuration states, under what the operator says.
  ///
  /// - Parameters:
  ///   - failOn: the flag; the outer nil where it was not given.
  ///   - findings: the flag `--max`.
  package func gate(failOn: Severity??, findings: Int?) -> Gate {
    var gate = Gate()
    var stated: Severity?? = baseGate?.failOn
    for settings in chain(to: auditedFolder).compactMap(\.gate) {
      stated = settings.failOn ?? stated
      gate.findings = settings.findings ?? gate.findings
      gate.new.merge(settings.new) { $1 }
      gate.total.merge(settings.total) { $1 }
      gate.coverage = settings.coverage ?? gate.coverage
    }
    gate.findings = findings ?? gate.findings
    // Who counts findings by severity has said what fails.
    gate.failOn = failOn ?? stated ?? (gate.new.isEmpty && gate.total.isEmpty ? .error : nil)
    return gate
  }
}
