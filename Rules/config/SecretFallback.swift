import Checking
import DataFormats
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Reports secrets that have a value in the source when the environment has none. The promise is on the page beside this
/// file.
struct SecretFallback: SurveyCheck {
  enum Note: Sendable {
    case fallback(Found)
    /// The program does not go on without a secret, or with the value that stands in for it.
    case refusal(Refusal)
  }

  struct Found: Sendable {
    var span: Span
    /// What no report may show.
    var secret: Span?
    var name: String
    var what: String
    var severity: Severity?
    /// The value, where it is a literal.
    var literal: String?
    var enclosing: String?
    /// The name of its own under which it is put for others; nil where it is used, or put under any other.
    var setting: String?
  }

  struct Refusal: Sendable {
    var function: FunctionID
    var names: Set<String> = []
    var literals: Set<String> = []
  }

  let interests = FileInterests(
    kinds: [
      .logicalExpression, .conditionalExpression, .assignmentPattern, .assignmentExpression, .callExpression, .property,
      .ifStatement,
    ],
    mentions: ["env", "default", "get", "NODE_ENV", "JWT_SECRET", "SESSION_SECRET"])

  func survey(_ file: FileContext, nodes: FileNodes) -> [Note] {
    let path = ConfigurationPath(file.analyzer.model.path)
    guard !path.isTemplate, !path.isTest else { return [] }
    let environment = Environment.of(file)
    var notes = nodes[.ifStatement].compactMap { refusal($0, environment) }.map(Note.refusal)
    var seen: Set<Span> = []
    for fallback in FallbackSearch(environment, calls: nodes[.callExpression]).fallbacks(nodes) {
      guard let kind = kind(of: fallback), let judged = judge(fallback, kind, environment),
        !isChecked(fallback, environment)
      else { continue }
      let span = file.firstLine(of: file.tree.span(fallback.node))
      guard seen.insert(span).inserted else { continue }
      let isDevelopment = path.isDevelopment || environment.isDevelopmentOnly(fallback.node)
      let literal = environment.literal(fallback.value)
      notes.append(
        .fallback(
          Found(
            span: span, secret: literal == nil ? nil : file.tree.span(fallback.value), name: fallback.name,
            what: judged.what, severity: isDevelopment ? .note : judged.severity, literal: literal,
            enclosing: file.enclosingName(file.analyzer.function(around: fallback.node)),
            setting: setting(of: fallback, file))))
    }
    return notes
  }

  /// `jwt_secret` of `{ jwt_secret: process.env.JWT_SECRET || "value" }`. A short name may be an option of whoever gets the
  /// object.
  private func setting(of fallback: Fallback, _ file: FileContext) -> String? {
    guard case .named(let names) = EnvironmentDestinations(file).destination(of: fallback.node), let name = names.first,
      Words(name) == Words(fallback.name), Words(name).list.count > 1
    else { return nil }
    return name
  }

  func run(on surveyed: [SurveyedFile<Note>], program: Program, project: Project, reporter: inout Reporter) {
    let refusals = refusals(in: surveyed, program, project)
    let unloadable = UnloadableFiles.of(program, project)
    for file in surveyed {
      let path = program[file.file].path
      guard project.isAudited(path) else { continue }
      let refused = refusals[project.manifest(governing: path)?.path ?? ""] ?? []
      for case .fallback(let found) in file.notes {
        let isRefused = refused.contains { refusal in
          refusal.names.contains(found.name) || found.literal.map(refusal.literals.contains) == true
        }
        if isRefused || isDemanded(found.name, by: path, project) { continue }
        let isUnused = found.setting.map { SpokenNames.of(program).lack([$0]) } ?? false
        reporter.report(
          at: found.span, in: path,
          "\(found.name) falls back to \(found.what)"
            + (isUnused ? ", and nothing uses it" : unloadable.words(on: file.file)),
          severity: isUnused || unloadable.contain(file.file) ? .note : found.severity,
          enclosing: found.enclosing, secrets: found.secret.map { [$0] } ?? [])
      }
    }
    tellCompose(project, &reporter)
  }

  /// dotenv-safe throws where a variable of the example is missing or empty. Source: its README, 9.
  private func isDemanded(_ name: String, by path: String, _ project: Project) -> Bool {
    guard let manifest = project.manifest(governing: path), manifest.dependency(named: "dotenv-safe") != nil else {
      return false
    }
    return EnvironmentDocuments.of(project).examples(for: manifest.directory).contains { example in
      example.isForCopying && example.entries.contains { $0.key == name }
    }
  }

  /// By manifest, what its server refuses to start with. What one request is refused for does not keep it from starting.
  private func refusals(
    in surveyed: [SurveyedFile<Note>], _ program: Program, _ project: Project
  ) -> [String: [Refusal]] {
    var found: [String: [Refusal]] = [:]
    for file in surveyed where ServerPackages.isServed(program.role(of: file.file).role) {
      for case .refusal(let refusal) in file.notes
      where !program.isOnRequest(FunctionReference(file: file.file, function: refusal.function)) {
        found[project.manifest(governing: program[file.file].path)?.path ?? "", default: []].append(refusal)
      }
    }
    return found
  }

  /// One finding a file: what its lines have in common is one decision.
  private func tellCompose(_ project: Project, _ reporter: inout Reporter) {
    var files: [String: [(variable: ComposeFiles.Variable, what: String, severity: Severity)]] = [:]
    for variable in ComposeFiles(project: project).variables() {
      guard let kind = SecretNames.kind(of: variable.name),
        let judged = judge(value: variable.value, of: variable.name, kind), judged.severity != .note
      else { continue }
      // Compose may only be how the service is tried out, with a database of its own.
      files[variable.path, default: []].append((variable, judged.what, kind == .trusted ? .warning : .note))
    }
    for (path, found) in files.sorted(by: { $0.key < $1.key }) {
      guard let first = found.first(where: { $0.severity == .warning }) ?? found.first else { continue }
      let others = found.filter { $0.variable.span != first.variable.span }
      let names = Set(others.map(\.variable.name)).subtracting([first.variable.name])
      let more =
        names.isEmpty ? "" : "; so \(names.count == 1 ? "does" : "do") \(names.sorted().joined(separator: ", "))"
      reporter.report(
        at: first.variable.span, in: path, "\(first.variable.name) falls back to \(first.what)\(more)",
        severity: first.severity,
        evidence: others.map {
          EvidenceStep(path: path, span: $0.variable.span, message: "\($0.variable.name) falls back here")
        }, secrets: found.map(\.variable.span))
    }
  }

  // MARK: What it is

  private func kind(of fallback: Fallback) -> SecretNames.Kind? {
    if fallback.isKey { return .trusted }
    if let kind = SecretNames.kind(of: fallback.name) { return kind }
    guard let destination = fallback.destination, Words(destination).last != "token" else { return nil }
    // `{ secret: process.env.KEY || "value" }`
    guard SecretNames.kind(of: destination) != nil, !isOrdinary(fallback.name) else { return nil }
    return SecretNames.kind(of: destination)
  }

  /// Names that say that something else is meant, whatever it is assigned to.
  private func isOrdinary(_ name: String) -> Bool {
    Words(name).contains(anyOf: [
      "port", "host", "url", "uri", "user", "username", "name", "type", "mode", "path", "file", "dir", "length",
      "expires", "expiry",
      "ttl", "algorithm", "alg", "issuer", "audience", "public", "enabled", "disabled", "id",
    ])
  }

  // MARK: What it is worth

  private func judge(
    _ fallback: Fallback, _ kind: SecretNames.Kind, _ environment: Environment
  ) -> (what: String, severity: Severity?)? {
    if let value = environment.literal(fallback.value) {
      if !fallback.isKey, isOpenAddress(value),
        fallback.destination.map({ SecretNames.kind(of: $0) == nil }) ?? (kind != .trusted)
      {
        return nil
      }
      let isLabel = SecretNames.mayBeLabel(fallback.name) && SecretNames.looksLikeLabel(value)
      return isLabel && !fallback.isKey ? nil : judge(value: value, of: fallback.name, kind)
    }
    return isMadeAtStart(fallback.value, environment.file) ? ("a new value at each start", .note) : nil
  }

  /// `mongoUri: process.env.JWT_SECRET || "mongodb://localhost"`: the wrong name before an address that is no secret.
  private func isOpenAddress(_ value: String) -> Bool {
    guard let parts = Addresses.parts(of: value) else { return false }
    return parts.password == nil && !value.holds("?")
  }

  private func judge(
    value: String, of name: String, _ kind: SecretNames.Kind
  ) -> (what: String, severity: Severity?)? {
    if value.allSatisfy(\.isWhitespace) {
      // `process.env.API_KEY ?? ""` pleases a compiler; the other side refuses it.
      return kind == .trusted || SecretNames.isPassword(name) ? ("an empty value", .note) : nil
    }
    if SecretNames.isPath(value) || ["undefined", "null", "false", "true", "none"].contains(value.lowercased()) {
      return nil
    }
    if let token = ProviderTokens.name(of: value) { return ("\(token) that stands in the source", nil) }
    let stands = "a value that stands in the source"
    switch kind {
    // What a salt is mixed with is secret by itself, or ought to be.
    case .trusted: return (stands, Words(name).last == "salt" ? .warning : nil)
    case .presented:
      if let parts = Addresses.parts(of: value) { return judge(parts) }
      if SecretNames.isPlaceholder(value, for: name) { return nil }
      if SecretNames.isUsual(value) { return ("a well-known value", .note) }
      return (stands, SecretNames.looksMade(value) ? nil : .warning)
    }
  }

  /// A connection string in the place of a password.
  private func judge(_ parts: Addresses.Parts) -> (what: String, severity: Severity?)? {
    guard let password = parts.password, !SecretNames.isPlaceholder(password, for: "password") else { return nil }
    if Addresses.isLocal(parts.host) || SecretNames.isUsual(password) || password == parts.user { return nil }
    return ("a password that stands in the source", nil)
  }

  /// `crypto.randomBytes(32).toString("hex")`, `randomUUID()`, `nanoid()`
  private func isMadeAtStart(_ expression: NodeID, _ file: FileContext) -> Bool {
    file.tree.preorder(from: expression).contains { node in
      guard file.tree.kind(node) == .callExpression, let name = file.functionName(file.tree.child(node, 0)) else {
        return false
      }
      return [
        "randomBytes", "randomUUID", "randomFillSync", "getRandomValues", "generateKeySync", "nanoid", "uuidv4", "uuid",
        "v4", "cuid",
      ].contains(name)
    }
  }

  // MARK: Checked elsewhere in the file

  /// The file refuses to go on without the variable, or with the fallback.
  private func isChecked(_ fallback: Fallback, _ environment: Environment) -> Bool {
    let file = environment.file
    let tree = file.tree
    for statement in tree.nodes(of: .ifStatement) where speaks(of: fallback, tree.child(statement, 0), environment) {
      if endsProgram(tree.child(statement, 1), environment) { return true }
    }
    return tree.nodes(of: .callExpression).contains { call in
      guard let name = file.lastName(of: tree.child(call, 0))?.lowercased(),
        ["assert", "invariant", "ok", "required", "requireenv", "ensure"].contains(name),
        !file.contains(call, fallback.node)
      else { return false }
      return tree.list(call, 2).contains { speaks(of: fallback, $0, environment) }
    }
  }

  /// - Parameter depth: how many functions of the file are looked into: `if (!isConfigured()) throw …`
  private func speaks(
    of fallback: Fallback, _ test: NodeID, _ environment: Environment, depth: Int = 1
  ) -> Bool {
    let file = environment.file
    let constant = file.tree.kind(fallback.value) == .identifier ? file.lastName(of: fallback.value) : nil
    return file.tree.preorder(from: test).contains { node in
      switch file.tree.kind(node) {
      case .memberExpression:
        if environment.variable(node) == fallback.name { return true }
        return fallback.destination != nil && file.lastName(of: node) == fallback.destination
      case .identifier:
        let name = file.name(file.tree.atom(node, 0))
        return name == constant || name == fallback.destination || environment.variable(node) == fallback.name
      case .stringLiteral:
        return file.tree.stringValue(node) == environment.literal(fallback.value)
      case .callExpression where depth > 0 && file.tree.list(node, 2).isEmpty:
        guard let body = function(calledBy: node, file) else { return false }
        return speaks(of: fallback, body, environment, depth: depth - 1)
      default: return false
      }
    }
  }

  /// The function of the file that a call without arguments calls.
  private func function(calledBy call: NodeID, _ file: FileContext) -> NodeID? {
    let model = file.analyzer.model
    let origin = model.origin(of: file.analyzer.value(of: file.tree.child(call, 0)))
    guard case .function(let id) = origin.root, origin.path.isEmpty else { return nil }
    return model[id].node
  }

  /// `if (config.NODE_ENV === "production" && config.JWT_SECRET === DEFAULT) throw …`, whatever `config` is: the function
  /// that a module of settings hands its variables to says it like this.
  private func refusal(_ statement: NodeID, _ environment: Environment) -> Refusal? {
    let file = environment.file
    let tree = file.tree
    guard endsProgram(tree.child(statement, 1), environment) else { return nil }
    var refusal = Refusal(
      function: file.analyzer.function(around: statement),
      names: environment.listedNames(behind: statement).filter { SecretNames.kind(of: $0) != nil })
    func addName(of member: NodeID) {
      guard let name = file.lastName(of: member), EnvironmentReads.isVariable(name), SecretNames.kind(of: name) != nil
      else { return }
      refusal.names.insert(name)
    }
    func addLiteral(_ text: String?) {
      if let text, text.count > 5, !Environment.production.contains(text), !Environment.development.contains(text) {
        refusal.literals.insert(text)
      }
    }
    for node in tree.preorder(from: tree.child(statement, 0)) {
      switch tree.kind(node) {
      case .memberExpression: addName(of: node)
      case .stringLiteral: addLiteral(tree.stringValue(node))
      case .identifier:
        // `const secret = config.JWT_SECRET?.trim() ?? ""`
        guard let initial = environment.initializer(of: node) else { continue }
        addLiteral(environment.literal(node))
        for inner in tree.preorder(from: initial) where tree.kind(inner) == .memberExpression { addName(of: inner) }
      default: break
      }
    }
    return refusal.names.isEmpty ? nil : refusal
  }

  private func endsProgram(_ statement: NodeID, _ environment: Environment) -> Bool {
    var found = false
    environment.file.forEachOwnNode(under: statement) { node in
      switch environment.file.tree.kind(node) {
      case .throwStatement: found = true
      case .callExpression: if environment.isProcessExit(node) { found = true }
      default: break
      }
    }
    return found
  }
}

/// What the path of a file says about the environment it is for.
struct ConfigurationPath {
  private let words: [String]
  private let stem: String
  /// What stands between the dots of the name: `ci` of `compose.ci.yml`.
  private let marks: [Substring]
  private let folder: String

  init(_ path: String) {
    let path = path.lowercased()
    folder = RelativePath.name(of: RelativePath.directory(of: path))
    let name = RelativePath.name(of: path)
    stem = String(name.prefix { $0 != "." })
    words = Words(name).list
    marks = name.parts(between: ".").dropFirst().dropLast() + []
  }

  /// `local.example.js`: to copy, not to run.
  var isTemplate: Bool {
    words.count > 2 && words.contains { ["example", "sample", "template", "dist", "tpl", "temp"].contains($0) }
  }
  var isTest: Bool {
    ["test", "testing", "ci", "e2e"].contains(stem) || words.first == "test"
      || marks.contains { ["test", "testing", "ci", "e2e"].contains($0) }
  }
  var isDevelopment: Bool { ["development", "dev", "local"].contains(stem) || words.contains("development") }
  /// `config/production.js`, `config/env/prod.ts`
  var isProduction: Bool {
    guard ["production", "prod"].contains(stem), words.count == 2 else { return false }
    return ["config", "configs", "configuration", "env", "envs", "environments", "settings"].contains(folder)
  }
}
