import Findings
package import ProjectFacts
import SourceText

/// Finds and reads the configurations of a project.
///
/// The project's own files are data of an untrusted party: they may leave out and lower what is told, which is counted,
/// and reach nothing outside the repository.
package struct ConfigurationLoader {
  /// Where configurations come from.
  package enum Source: Sendable {
    /// The `nodevet.json` files of the project.
    case project
    /// A file of the operator's in their place: its path, for complaints and to find what it extends, and its bytes.
    case file(path: String, read: @Sendable (String) -> Result<[UInt8], FileReadFailure>)
    case none
  }

  private static let depthLimit = 16
  /// Files that one may lead to by `extends`, each counted as often as it is named.
  private static let extensionLimit = 200
  private static let sizeLimit = 1 << 20

  private let project: Project
  private let keys: ConfigurationKeys
  private var problems: [ConfigurationProblem] = []
  private var extensions = 0

  /// - Returns: the configuration, and what is wrong with its files, by file and place.
  package static func load(
    _ source: Source, for project: Project, preset: Preset? = nil, keys: @autoclosure () -> ConfigurationKeys
  ) -> (configuration: ProjectConfiguration, problems: [ConfigurationProblem]) {
    var configuration = ProjectConfiguration(auditedFolder: project.auditedFolder)
    if let preset {
      configuration.base = [ConfigurationLayer(origin: "preset \(preset.rawValue)", files: nil, voice: .preset(preset))]
      configuration.baseGate = preset.gate
    }
    switch source {
    case .none: return (configuration, [])
    case .file(let path, let read):
      var loader = ConfigurationLoader(project: project, keys: keys())
      configuration.files[""] = loader.file(at: path, name: path, directory: "", file: nil, read: read)
      return (configuration, loader.problems)
    case .project:
      let paths = project.configurationPaths
      guard !paths.isEmpty else { return (configuration, []) }
      var loader = ConfigurationLoader(project: project, keys: keys())
      for path in paths {
        let directory = RelativePath.directory(of: path)
        let files = project.files
        configuration.files[directory] = loader.file(at: path, name: path, directory: directory, file: path) { path in
          files.bytes(of: path, limit: Self.sizeLimit)
        }
      }
      return (configuration, loader.problems)
    }
  }

  private init(project: Project, keys: ConfigurationKeys) {
    self.project = project
    self.keys = keys
  }

  private mutating func file(
    at path: String, name: String, directory: String, file: String?, read: (String) -> Result<[UInt8], FileReadFailure>
  ) -> ProjectConfiguration.File {
    var result = ProjectConfiguration.File(name: name, directory: directory, isRoot: false)
    add(path, directory: directory, isInRepository: file != nil, above: [], to: &result, read: read)
    return result
  }

  /// Adds a configuration after what it extends. `above` are those that extend it.
  private mutating func add(
    _ path: String, directory: String, isInRepository: Bool, above: [String],
    to result: inout ProjectConfiguration.File,
    read: (String) -> Result<[UInt8], FileReadFailure>
  ) {
    let bytes: [UInt8]
    switch read(path) {
    case .success(let read): bytes = read
    case .failure(let failure):
      problems.append(ConfigurationProblem(file: path, position: nil, message: failure.message))
      return
    }
    let reading = ConfigurationReader.read(
      bytes, name: path, directory: directory, file: isInRepository ? path : nil, keys: keys)
    problems += reading.problems
    guard reading.problems.isEmpty else { return }
    let configuration = reading.configuration
    for extended in configuration.extended {
      extend(extended, in: path, directory, isInRepository, above + [path], to: &result, read)
    }
    result.isRoot = result.isRoot || configuration.isRoot
    if !configuration.rules.isEmpty {
      result.layers.append(ConfigurationLayer(origin: path, files: nil, voice: .settings(configuration.rules)))
    }
    for override in configuration.overrides {
      result.layers.append(ConfigurationLayer(origin: path, files: override.files, voice: .settings(override.rules)))
    }
    result.options += configuration.rules.filter { !$0.options.isEmpty }
    result.include += configuration.include
    result.exclude += configuration.exclude
    result.suppressions += configuration.suppressions
    result.baseline = configuration.baseline ?? result.baseline
    result.gate = configuration.gate.map { $0.over(result.gate) } ?? result.gate
  }

  private mutating func extend(
    _ extended: Configuration.Extended, in path: String, _ directory: String, _ isInRepository: Bool, _ above: [String],
    to result: inout ProjectConfiguration.File, _ read: (String) -> Result<[UInt8], FileReadFailure>
  ) {
    func problem(_ message: String) -> ConfigurationProblem {
      ConfigurationProblem(file: path, position: extended.position, message: message)
    }
    if let preset = Preset(rawValue: extended.text) {
      result.layers.append(
        ConfigurationLayer(origin: "preset \(preset.rawValue)", files: nil, voice: .preset(preset)))
      if let gate = preset.gate { result.gate = gate.over(result.gate) }
      return
    }
    guard extended.text.holds("/") || extended.text.hasSuffix(".json") else {
      let known = Preset.allCases.map(\.rawValue).joined(separator: ", ")
      problems.append(
        problem("there is no preset '\(extended.text)'; there are \(known), and paths such as './base.json'"))
      return
    }
    let folder = RelativePath.directory(of: path)
    let target =
      isInRepository
      ? RelativePath.resolve(extended.text, from: folder)
      : folder.isEmpty ? extended.text : "\(folder)/\(extended.text)"
    guard let target else {
      problems.append(problem("'\(extended.text)' leads out of the repository"))
      return
    }
    if above.contains(target) || above.count >= Self.depthLimit || extensions >= Self.extensionLimit {
      problems.append(problem("'\(extended.text)' extends itself, or too many others"))
      return
    }
    extensions += 1
    if case .failure(let failure) = read(target) {
      problems.append(
        problem(
          failure == .missing
            ? "there is no file '\(target)' to extend" : "'\(target)' cannot be extended: \(failure.message)"))
      return
    }
    add(target, directory: directory, isInRepository: isInRepository, above: above, to: &result, read: read)
  }
}

extension GateSettings {
  /// These where they say something, the others elsewhere.
  fileprivate func over(_ other: GateSettings?) -> GateSettings {
    guard let other else { return self }
    var result = self
    result.failOn = failOn ?? other.failOn
    result.findings = findings ?? other.findings
    result.new = other.new.merging(new) { $1 }
    result.total = other.total.merging(total) { $1 }
    result.coverage = coverage ?? other.coverage
    return result
  }
}

extension Project {
  /// The audited folder, or the one that holds the audited file.
  package var auditedFolder: String {
    inventory.isDirectory(auditedPath) ? auditedPath : RelativePath.directory(of: auditedPath)
  }

  /// The `nodevet.json` files above, in and below the audited folder, by path.
  fileprivate var configurationPaths: [String] {
    let folder = auditedFolder
    return inventory.files.lazy.filter { file in
      file.kind == .configuration && !file.isVendored && file.name == ConfigurationKeys.fileName
        && (RelativePath.isInside(file.directory, folder) || RelativePath.isInside(folder, file.directory))
    }.map(\.path)
  }
}
