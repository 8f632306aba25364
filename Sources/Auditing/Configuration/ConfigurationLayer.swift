import Findings
import SourceText

/// One voice among those that say how a rule counts: a preset, a file, an override in it.
struct ConfigurationLayer: Sendable {
  enum Voice: Sendable {
    case preset(Preset)
    case settings([RuleSetting])
  }

  /// Where it comes from: "nodevet.json", "preset strict".
  var origin: String
  /// The globs of an override; nil for a whole file.
  var files: [PathPattern]?
  var voice: Voice

  /// What the layer makes of a rule; nil where it says nothing of it.
  func level(of rule: String, _ category: String, from level: RuleLevel) -> (level: RuleLevel, place: String)? {
    switch voice {
    case .preset(let preset):
      guard preset == .strict, case .on(let severity) = level else { return (level, origin) }
      return (.on(preset.lifted(severity)), origin)
    case .settings(let settings):
      let setting =
        settings.first { $0.name == rule && $0.level != nil }
        ?? settings.first { $0.name == category && $0.level != nil }
      guard let setting, let level = setting.level else { return nil }
      return (level, "\(origin):\(setting.position.line):\(setting.position.column)")
    }
  }

  func applies(to path: String) -> Bool { files?.contains { $0.matches(path) } ?? true }
}

/// How a rule came to count as it does at a path.
package struct RuleProvenance: Sendable {
  /// One voice, in the order in which they speak.
  package struct Step: Sendable {
    /// "nodevet.json:4:5", "preset strict".
    package var place: String
    package var level: RuleLevel
    /// The globs of an override.
    package var files: [String]?
    /// False for an override whose globs do not fit.
    package var applies: Bool
  }

  package var steps: [Step]
  package var level: RuleLevel
  /// Index in `steps` of the voice that won: the last that applied.
  package var winner: Int
  /// Whether anybody but the rule's page spoke.
  package var isAdjusted: Bool
}
