import Checking
import DataFormats
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports files in the repository that are keys or hold the credentials of tools. The promise is on the page beside this
/// file.
struct PrivateKeyCommitted: ProgramCheck {
  private static let sizeLimit = 256 << 10

  func run(on program: Program, project: Project, reporter: inout Reporter) {
    for file in project.inventory.files where file.isTracked != false && !file.isVendored {
      guard project.isAudited(file.path), var key = key(in: file, project) else { continue }
      if let owner = machine(of: key, file, project) {
        // Whoever has it can only be that machine, to itself.
        key.severity = .note
        key.message += owner
      }
      var severity = key.severity
      var evidence: [EvidenceStep] = []
      if isShown(file.path, project) {
        severity = .note
        if let load = load(of: file, program) {
          severity = key.severity
          evidence = [EvidenceStep(path: load.path, span: load.span, message: "a server loads it here")]
        }
      }
      reporter.report(
        at: key.span, in: file.path, key.message, severity: severity, evidence: evidence, identity: file.path,
        secrets: key.secrets)
    }
  }

  private struct Key {
    var message: String
    var span: Span
    var severity = Severity.error
    var secrets: [Span] = []
    /// A key in text, which may have a certificate beside it.
    var isText = false
  }

  // MARK: What a file is

  private static let stores: Set<String> = ["p12", "pfx", "jks", "keystore", "ppk"]
  private static let texts: Set<String> = [
    "pem", "key", "p8", "pk8", "rsa", "priv", "private", "asc", "gpg", "crt", "cert", "cer", "txt", "der", "secret",
  ]

  private func key(in file: InventoryFile, _ project: Project) -> Key? {
    let name = file.name.lowercased()
    let ending = name.parts(between: ".").count > 1 ? name.parts(between: ".").last.map(String.init) ?? "" : ""
    if Self.stores.contains(ending) {
      // Android signs trial builds with the same key everywhere.
      return name == "debug.keystore" ? nil : Key(message: "\(file.name) is a store of keys", span: Span(0, 0))
    }
    if let credential = ToolCredential(file, project) {
      return Key(
        message: credential.message, span: credential.span, severity: credential.severity, secrets: credential.secrets)
    }
    let isKeyName = name.hasPrefix("id_") && ["id_rsa", "id_dsa", "id_ecdsa", "id_ed25519"].contains(name)
    let isText = Self.texts.contains(ending) || isKeyName || ending.isEmpty && file.kind == .other
    let isJSON = ending == "json" && file.kind == .other
    guard isText || isJSON, case .success(let bytes) = project.files.bytes(of: file.path, limit: Self.sizeLimit) else {
      return nil
    }
    return isJSON ? serviceAccount(bytes, file) : keyText(bytes, file)
  }

  private func keyText(_ bytes: [UInt8], _ file: InventoryFile) -> Key? {
    let blocks = bytes.withUnsafeBufferPointer { PrivateKeyText.blocks(in: $0) }
    guard let block = blocks.first(where: { $0.isFilled && !$0.isEncrypted }) ?? blocks.first(where: \.isFilled)
    else { return nil }
    let kind = block.kind.isEmpty || block.kind == "ENCRYPTED" ? "" : " (\(block.kind))"
    let line = bytes[Int(block.span.start)...].prefix { $0 != 0x0A && $0 != 0x0D }
    return Key(
      message: block.isEncrypted
        ? "\(file.name) is a private key\(kind) under a passphrase" : "\(file.name) is a private key\(kind)",
      span: Span(Int(block.span.start), line.endIndex), severity: block.isEncrypted ? .warning : .error,
      secrets: [Span(line.endIndex, Int(block.span.end))], isText: true)
  }

  /// Words behind the message where the key is for one developer's machine: its name says so, or all certificates in its
  /// folder.
  private func machine(of key: Key, _ file: InventoryFile, _ project: Project) -> String? {
    guard key.isText else { return nil }
    let words = file.name.lowercased().words
    if words.contains(where: { ["localhost", "snakeoil", "selfsigned", "mkcert"].contains($0) }) {
      return ", by its name for one machine"
    }
    var names: [[String]] = []
    for other in project.inventory.files where other.directory == file.directory && !other.isVendored {
      guard
        ["pem", "crt", "cert", "cer"].contains(other.name.parts(between: ".").last.map { $0.lowercased() } ?? ""),
        case .success(let bytes) = project.files.bytes(of: other.path, limit: Self.sizeLimit)
      else { continue }
      names += Certificates.names(in: bytes)
    }
    guard !names.isEmpty, names.allSatisfy(Certificates.isLocal) else { return nil }
    return ", of a certificate for \(names[0][0])"
  }

  /// `"type": "service_account"` with a key: what Google gives servers, Firebase included.
  private func serviceAccount(_ bytes: [UInt8], _ file: InventoryFile) -> Key? {
    // Most files of JSON are long lists of something else.
    guard bytes.holds(Array("service_account".utf8)) || bytes.holds(Array("project_info".utf8)) else { return nil }
    guard let root = JSONParser.parse(bytes, dialect: .strict).root, root.isObject else { return nil }
    if file.name == "google-services.json", let member = root.member("project_info") {
      return Key(
        message: "\(file.name) holds the settings of a Firebase project, made for applications on phones",
        span: member.keySpan, severity: .note)
    }
    guard root["type"]?.isString("service_account") == true, let member = root.member("private_key"),
      let text = member.value.string, PrivateKeyText.isFilled(text)
    else { return nil }
    let owner = root["client_email"]?.string.map { " of \($0)" } ?? ""
    return Key(
      message: "\(file.name) holds the private key\(owner)", span: member.keySpan, secrets: [member.value.contentSpan])
  }

  // MARK: Where it stands

  private func isShown(_ path: String, _ project: Project) -> Bool { ShowcaseFolders.hold(path, project) }

  /// Where a server names the file.
  private func load(of file: InventoryFile, _ program: Program) -> (path: String, span: Span)? {
    for (index, other) in program.files.enumerated() {
      switch program.roles[index].role {
      case .server, .shared, .worker: break
      default: continue
      }
      for value in other.values where value.kind == .string {
        let text = program.text(Atom(value.a))
        if text == file.name || text.hasSuffix("/\(file.name)") { return (other.path, value.span) }
      }
    }
    return nil
  }
}

/// What tools keep their logins in: `.npmrc`, `.netrc`, `.pypirc`, `.git-credentials`, `.aws/credentials`, kubeconfig.
private struct ToolCredential {
  var message: String
  var span: Span
  var severity = Severity.error
  var secrets: [Span] = []

  private static let sizeLimit = 128 << 10

  init?(_ file: InventoryFile, _ project: Project) {
    let name = file.name
    let isKnown =
      [".npmrc", ".yarnrc", ".pypirc", ".netrc", "_netrc", ".git-credentials", "kubeconfig"].contains(name)
      || file.path.hasSuffix(".aws/credentials") || file.path.hasSuffix(".kube/config") || name.hasSuffix(".kubeconfig")
    guard isKnown, case .success(let bytes) = project.files.bytes(of: file.path, limit: Self.sizeLimit) else {
      return nil
    }
    switch name {
    case ".npmrc", ".yarnrc": self.init(registry: INIParser.parse(bytes), name)
    case ".pypirc", "credentials": self.init(settings: INIParser.parse(bytes), name)
    case ".netrc", "_netrc": self.init(words: bytes, name)
    case ".git-credentials": self.init(addresses: bytes, name)
    default: self.init(cluster: YAMLSubset.parse(bytes), name)
    }
  }

  private init?(registry lines: SettingLines, _ name: String) {
    let entry = lines.entries.first { entry in
      let key = entry.key.parts(between: ":").last.map(String.init) ?? entry.key
      return ["_authToken", "_password", "_auth"].contains(key) && Self.isSecret(entry.value ?? "")
    }
    guard let entry, let value = entry.value else { return nil }
    let key = entry.key.parts(between: ":").last.map(String.init) ?? entry.key
    self.init(
      message: "\(name) holds a login for a package registry: \(key) (\(SecretValues.shown(value)))",
      span: entry.keySpan, secrets: [entry.valueSpan])
  }

  private init?(settings lines: SettingLines, _ name: String) {
    let keys = ["password", "aws_secret_access_key", "aws_session_token"]
    guard
      let entry = lines.entries.first(where: { keys.contains($0.key.lowercased()) && Self.isSecret($0.value ?? "") }),
      let value = entry.value
    else { return nil }
    self.init(
      message: "\(name) holds \(entry.key) (\(SecretValues.shown(value)))", span: entry.keySpan,
      secrets: [entry.valueSpan])
  }

  /// `machine api.shop.io login shop password …`
  private init?(words bytes: [UInt8], _ name: String) {
    let words = bytes.indices.split { bytes[$0] <= 0x20 }
    for (word, next) in zip(words, words.dropFirst()) {
      guard String(decoding: bytes[word.startIndex..<word.endIndex], as: UTF8.self) == "password" else { continue }
      let value = String(decoding: bytes[next.startIndex..<next.endIndex], as: UTF8.self)
      guard Self.isSecret(value) else { continue }
      self.init(
        message: "\(name) holds a password (\(SecretValues.shown(value)))", span: Span(word.startIndex, word.endIndex),
        secrets: [Span(next.startIndex, next.endIndex)])
      return
    }
    return nil
  }

  private init?(addresses bytes: [UInt8], _ name: String) {
    let found = bytes.withUnsafeBufferPointer { TokenScan.credentials(in: $0) }.first {
      $0.kind == .address || $0.kind == .token
    }
    guard let found else { return nil }
    self.init(message: "\(name) holds \(found.meaning)", span: found.span, secrets: [found.secret])
  }

  private init?(cluster file: YAMLFile, _ name: String) {
    for user in file.root?["users"]?.elements ?? [] {
      for key in ["client-key-data", "token", "password"] {
        guard let entry = user["user"]?.entry(key), let value = entry.value.string, Self.isSecret(value) else {
          continue
        }
        self.init(
          message: "\(name) holds the login of a cluster: \(key) (\(SecretValues.shown(value)))", span: entry.keySpan,
          secrets: [entry.value.span])
        return
      }
    }
    return nil
  }

  private init(message: String, span: Span, secrets: [Span]) {
    self.message = message
    self.span = span
    self.secrets = secrets
  }

  private static func isSecret(_ value: String) -> Bool {
    value.count >= 6 && !SecretValues.isReference(value) && !value.holds("$")
      && !SecretNames.isPlaceholder(value, for: "password") && !SecretNames.isUsual(value)
  }
}
