import Checking
import DataFormats
import ProgramGraph
import ProjectFacts
import SourceText

/// What a committed file that is no source of the server says of credentials.
struct ConfigurationText {
  var path: String
  var name: String
  var isTest: Bool
  var found: [TokenScan.Found]
  var named: [HardcodedSecret.NamedSecret]
}

/// The committed files of text around the server: configuration by its format, everything else for what says by itself
/// what it opens.
struct ConfigurationTexts: ProjectKnowledge {
  /// In byte order of paths.
  let texts: [ConfigurationText]

  init(_ project: Project) {
    let reader = ConfigurationTextReader(project: project)
    texts = project.inventory.files.compactMap { reader.text($0) }
  }
}

private struct ConfigurationTextReader {
  let project: Project

  /// Larger files are data.
  private static let sizeLimit = 512 << 10

  func text(_ file: InventoryFile) -> ConfigurationText? {
    guard let format = format(of: file), file.isTracked != false, !file.isVendored, project.isAudited(file.path) else {
      return nil
    }
    let isTest = PathRoles.verdict(for: file.path)?.role == .test
    guard isTest || !ShowcaseFolders.hold(file.path, project),
      case .success(let bytes) = project.files.bytes(of: file.path, limit: Self.sizeLimit),
      !bytes.prefix(1000).contains(0)
    else { return nil }
    // Of addresses those for real hosts are told, outside of remarks: what stands in one is an example more often.
    let found = bytes.withUnsafeBufferPointer { TokenScan.credentials(in: $0) }.filter { found in
      found.kind == .token && !(format == .yaml && isEncryptedBeside(found.span, in: bytes))
        || found.kind == .address && !isRemark(found.span, in: bytes)
    }
    let mayName = !isTest && format != .text && SecretNames.mayStand(in: bytes) && !isElsewhere(file)
    let isRead = mayName && isReadByConfig(file)
    let named = (mayName ? settings(in: bytes, format) : []).compactMap { setting -> HardcodedSecret.NamedSecret? in
      guard isSecret(setting.value, named: setting.name) || isRead && isWeakSecret(setting.value, named: setting.name)
      else { return nil }
      return HardcodedSecret.NamedSecret(
        span: setting.span, name: setting.name, shown: SecretValues.shown(setting.value))
    }
    if found.isEmpty, named.isEmpty { return nil }
    return ConfigurationText(path: file.path, name: file.name, isTest: isTest, found: found, named: named)
  }

  /// `access_key_id: AKIA…` of Travis, and below it `secret_access_key:` with `secure: …`: the name of a key whose other
  /// half is encrypted. Source: docs.travis-ci.com, Encryption keys, 2026.
  private func isEncryptedBeside(_ span: Span, in bytes: [UInt8]) -> Bool {
    let text = String(decoding: bytes[..<min(bytes.count, Int(span.end) + 300)].suffix(600), as: UTF8.self)
    return text.holds("secret_access_key:") && text.holds("secure:")
  }

  /// Whether the line begins as comments do.
  private func isRemark(_ span: Span, in bytes: [UInt8]) -> Bool {
    let start = bytes[..<Int(span.start)].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let line = bytes[start..<Int(span.start)].drop { $0 == 0x20 || $0 == 0x09 }
    return line.first.map { "#;/*-!".utf8.contains($0) } == true && !line.starts(with: Array("- ".utf8))
  }

  private func isSecret(_ value: String, named name: String) -> Bool {
    SecretNames.kind(of: name) != nil && SecretValues.isMade(value) && !SecretNames.isPlaceholder(value, for: name)
      && !SecretNames.isPath(value) && !SecretValues.isReference(value) && !SecretValues.isPublicKey(value, of: name)
  }

  /// `"jwtSecret": "awesome-secret"`: what signs is no better for being easy to guess.
  private func isWeakSecret(_ value: String, named name: String) -> Bool {
    let words = Words(name)
    return words.last == "secret" && words.contains(anyOf: ["jwt", "token", "session", "cookie", "auth"])
      && SecretNames.kind(of: name) == .trusted && value.count > 3 && !SecretNames.isPlaceholder(value, for: name)
      && !SecretNames.isPath(value) && !SecretValues.isReference(value)
  }

  /// `config/default.json` of the package config, where no variables of the environment are put over it.
  private func isReadByConfig(_ file: InventoryFile) -> Bool {
    let name = file.name.lowercased()
    guard RelativePath.name(of: file.directory) == "config",
      name.hasPrefix("default.") || name.hasPrefix("production."),
      let manifest = project.manifest(governing: file.path), manifest.dependency(named: "config") != nil
    else { return false }
    let over = [
      "production.json", "custom-environment-variables.json", "custom-environment-variables.yaml",
      "custom-environment-variables.yml", "custom-environment-variables.js",
    ]
    return !over.contains { $0 != name && project.inventory.exists(RelativePath.join(file.directory, $0)) }
  }

  // MARK: Which files

  enum Format { case json, yaml, ini, properties, text }

  private func format(of file: InventoryFile) -> Format? {
    switch file.kind {
    case .source, .lockfile, .environment: return nil
    case .manifest: return .text
    case .configuration, .other: break
    }
    let name = file.name.lowercased()
    guard let format = format(ofName: name), !name.holds(".min."), !isTranslated(file.path),
      !["template", "example", "sample"].contains(where: { name.holds($0) }),
      PathRoles.verdict(for: file.path)?.role != .generated
    else { return nil }
    return format
  }

  /// Texts of a user interface in its languages, of which there may be thousands.
  private func isTranslated(_ path: String) -> Bool {
    RelativePath.segments(of: path).dropLast().contains { Self.translations.contains($0.lowercased()) }
  }

  private static let translations: Set<String> = [
    "language", "languages", "locale", "locales", "_locales", "i18n", "translations",
  ]

  private func format(ofName name: String) -> Format? {
    switch name.parts(between: ".").last.map(String.init) ?? "" {
    case "json", "jsonc", "json5": return .json
    case "yml", "yaml": return .yaml
    case "ini", "cfg", "conf", "cnf", "toml", "npmrc", "yarnrc": return .ini
    case "properties": return .properties
    case "sh", "bash", "py", "rb", "php", "go", "java", "sql", "txt", "xml", "http", "rest", "ps1", "bat", "gradle",
      "tf",
      "tfvars", "envrc", "dockerfile":
      return .text
    default: return name.hasPrefix("dockerfile") || name == "procfile" || name == "makefile" ? .text : nil
    }
  }

  /// Files whose values with telling names are examples, texts for people, or for tests and other machines.
  private func isElsewhere(_ file: InventoryFile) -> Bool {
    let path = file.path.lowercased()
    let name = file.name.lowercased()
    if ["postman", "swagger", "openapi", "insomnia", "thunder", "locale", "i18n", "messages", "schema", "mock"]
      .contains(where: { name.holds($0) })
    {
      return true
    }
    let folders = RelativePath.segments(of: path).dropLast().map(String.init)
    if folders.contains(where: {
      [
        ".github", ".circleci", ".gitlab", "locales", "i18n", "lang", "translations", "docs", "data", "mocks", "seeds",
        "seed", "contrib",
      ]
      .contains($0)
    }) {
      return true
    }
    let pipelines = [".gitlab-ci.yml", ".travis.yml", "azure-pipelines.yml", "bitbucket-pipelines.yml", "appveyor.yml"]
    return pipelines.contains(name) || PathRoles.frontendFolder(of: file.path) != nil
      || ConfigurationPath(file.path).isDevelopment || ConfigurationPath(file.path).isTest
  }

  // MARK: What they say

  private struct Setting {
    var name: String
    var value: String
    var span: Span
  }

  private func settings(in bytes: [UInt8], _ format: Format) -> [Setting] {
    switch format {
    case .text: return []
    case .ini: return lines(INIParser.parse(bytes))
    case .properties: return lines(PropertiesParser.parse(bytes))
    case .json: return json(bytes)
    case .yaml: return yaml(bytes)
    }
  }

  private func lines(_ lines: SettingLines) -> [Setting] {
    lines.entries.compactMap { entry in
      entry.value.map { Setting(name: entry.key, value: $0, span: entry.valueSpan) }
    }
  }

  /// `[{ "_id": "…", "email": "…", "password": "…" }, …]`: records, as a database is filled with.
  private func isTable(_ root: JSONValue) -> Bool {
    root.isArray && root.elements.contains { row in ["_id", "id", "email"].contains { row[$0] != nil } }
  }

  /// `example:` of OpenAPI: what stands below it shows a form.
  private func isExample(_ key: String) -> Bool { ["example", "examples", "x-example"].contains(key.lowercased()) }

  private func json(_ bytes: [UInt8]) -> [Setting] {
    guard let root = JSONParser.parse(bytes, dialect: .withComments).root, !isTable(root) else { return [] }
    var settings: [Setting] = []
    var open: [(value: JSONValue, depth: Int)] = [(root, 0)]
    while let (value, depth) = open.popLast(), depth < 16, settings.count < 1000 {
      for member in value.members where !isExample(member.key) {
        if let text = member.value.string {
          settings.append(Setting(name: member.key, value: text, span: member.value.contentSpan))
        } else {
          open.append((member.value, depth + 1))
        }
      }
      for element in value.elements where element.isObject { open.append((element, depth + 1)) }
    }
    return settings
  }

  private func yaml(_ bytes: [UInt8]) -> [Setting] {
    var settings: [Setting] = []
    var open = YAMLSubset.parse(bytes).documents.map { (value: $0, depth: 0) }
    while let (value, depth) = open.popLast(), depth < 16, settings.count < 1000 {
      for entry in value.entries where !isExample(entry.key) {
        if let text = entry.value.string {
          settings.append(Setting(name: entry.key, value: text, span: entry.value.span))
        } else {
          open.append((entry.value, depth + 1))
        }
      }
      for element in value.elements {
        // `- JWT_SECRET=…` of Compose.
        if let text = element.string, let equals = text.firstIndex(of: "=") {
          settings.append(
            Setting(
              name: String(text[..<equals]), value: String(text[text.index(after: equals)...]), span: element.span))
        } else {
          open.append((element, depth + 1))
        }
      }
    }
    return settings
  }
}
