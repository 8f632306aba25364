import DataFormats
import Findings
import ProgramGraph
import ProjectFacts
import SourceText

/// Finds settings by environment in JSON files: `config/config.json` with a branch for each environment, and
/// `config/production.json` beside `config/default.json`.
struct SettingsFiles {
  let project: Project

  /// Larger files are data, no settings.
  private static let sizeLimit = 256 << 10

  struct Branch {
    var path: String
    var value: JSONValue
    /// The same settings for development and tests.
    var others: [JSONValue] = []
  }

  func branches() -> [Branch] {
    project.inventory.files.compactMap { file in
      guard file.name.hasSuffix(".json"), file.isTracked != false, !file.isVendored, project.isAudited(file.path),
        isForProduction(file.path) || mayHoldBranches(file), !isElsewhere(file.path)
      else { return nil }
      guard case .success(let bytes) = project.files.bytes(of: file.path, limit: Self.sizeLimit),
        let root = JSONParser.parse(bytes, dialect: .withComments).root, root.isObject
      else { return nil }
      if isForProduction(file.path) {
        return isFilledIn(root) ? Branch(path: file.path, value: root, others: others(beside: file)) : nil
      }
      guard root["development"] != nil || root["dev"] != nil, let value = root["production"] ?? root["prod"] else {
        return nil
      }
      let others = ["development", "dev", "test"].compactMap { root[$0] }
      return isFilledIn(value) ? Branch(path: file.path, value: value, others: others) : nil
    }
  }

  private func others(beside file: InventoryFile) -> [JSONValue] {
    ["development.json", "dev.json", "test.json"].compactMap { name in
      guard
        case .success(let bytes) = project.files.bytes(
          of: RelativePath.join(file.directory, name), limit: Self.sizeLimit)
      else { return nil }
      return JSONParser.parse(bytes, dialect: .withComments).root
    }
  }

  /// Where one value is still to be filled in (`<password>`, `your-host`), the others are examples as well.
  private func isFilledIn(_ root: JSONValue) -> Bool {
    var open = [(value: root, depth: 0)]
    while let (value, depth) = open.popLast() {
      if let text = value.string?.lowercased() {
        if text.hasPrefix("your-") || text.hasPrefix("your_") || text.holds("<your") { return false }
        let gap = text.drop { $0 != "<" }.dropFirst().prefix { $0 != ">" }
        let isName = !gap.isEmpty && gap.allSatisfy { $0.isLetter || "_- ".contains($0) }
        if isName, gap.endIndex < text.endIndex, !text.holds("</") { return false }
      } else if depth < 16 {
        open += value.members.map { ($0.value, depth + 1) }
      }
    }
    return true
  }

  private func isElsewhere(_ path: String) -> Bool {
    let known = ConfigurationPath(path)
    if known.isTemplate || known.isTest || PathRoles.exampleFolder(of: path) != nil
      || PathRoles.frontendFolder(of: path) != nil
    {
      return true
    }
    switch PathRoles.verdict(for: path)?.role {
    case .generated, .vendored, .test, .frontend, .declaration: return true
    case .build, .migration, .script, .worker, .server, .shared, .library, nil: return false
    }
  }

  private static let names: Set<String> = [
    "config.json", "database.json", "db.json", "ormconfig.json", "knexfile.json", "env.json", "settings.json",
    "sequelize.json", "configuration.json", "connections.json", "datasources.json",
  ]

  private func mayHoldBranches(_ file: InventoryFile) -> Bool {
    Self.names.contains(file.name.lowercased()) || file.directory.hasSuffix("config")
  }

  /// `config/production.json`, where the same folder holds the settings of others.
  private func isForProduction(_ path: String) -> Bool {
    guard ConfigurationPath(path).isProduction else { return false }
    let folder = path.parts(between: "/").dropLast().joined(separator: "/")
    return ["default.json", "development.json", "dev.json"].contains { project.inventory.exists("\(folder)/\($0)") }
  }

  /// The literals of a branch that stand for something, in the order they are written. What is the same in all
  /// environments is not chosen by their names.
  func settings(in branch: Branch) -> [DeploymentSettings.Setting<Span>] {
    var settings: [DeploymentSettings.Setting<Span>] = []
    var open = branch.value.members.reversed().map { (member: $0, depth: 0, others: branch.others) }
    while let (member, depth, others) = open.popLast() {
      let same = others.compactMap { $0[member.key] }
      if let text = member.value.string {
        if !same.isEmpty, same.count == branch.others.count, same.allSatisfy({ $0.string == text }) { continue }
        if let kind = DeploymentSettings.kind(ofSetting: member.key, value: text) {
          settings.append(.init(name: member.key, kind: kind, place: member.span))
        }
      } else if depth < 16 {
        open += member.value.members.reversed().map { ($0, depth + 1, same) }
      }
    }
    return settings
  }
}
