import Checking
import JavaScript
import ProjectFacts
import Semantics
import SourceText

/// Finds the literals of a file that are named like secrets, and the values that are used as such.
struct SecretLiterals {
  private let environment: Environment
  private var file: FileContext { environment.file }
  private var tree: SyntaxTree { environment.file.tree }

  init(_ environment: Environment) { self.environment = environment }

  // MARK: By use

  func used(_ nodes: FileNodes) -> [HardcodedSecret.UsedSecret] {
    guard !file.isBystander else { return [] }
    let sinks = CredentialSinks(environment)
    let calls = nodes[.callExpression] + nodes[.newExpression]
    return (calls.flatMap { sinks.sinks(of: $0) } + nodes[.assignmentExpression].flatMap(assigned)).map { sink in
      HardcodedSecret.UsedSecret(
        value: file.analyzer.value(of: sink.node), member: sink.member, place: tree.span(sink.node), kind: sink.kind,
        what: sink.what, isCertain: sink.isCertain,
        isDevelopment: environment.isDevelopmentOnly(sink.node), opensLittle: sink.opensLittle,
        isForCookies: sink.isForCookies)
    }
  }

  /// `app.keys = ["…"]` of Koa, `options.secretOrKey = "…"` of passport-jwt.
  private func assigned(_ node: NodeID) -> [CredentialSinks.Sink] {
    let target = tree.child(node, 0)
    guard tree.kind(target) == .memberExpression, let name = file.lastName(of: target) else { return [] }
    switch name {
    case "secretOrKey":
      return [CredentialSinks.Sink(node: tree.child(node, 1), kind: .trusted, what: "the key of the JWT strategy")]
    case "jwt":
      // `config.jwt = { secret: "…" }` in `config/config.default.js` is what egg-jwt signs with.
      guard RelativePath.name(of: file.analyzer.model.path).hasPrefix("config.") else { return [] }
      let object = file.withoutAssertions(tree.child(node, 1))
      guard tree.kind(object) == .objectExpression else { return [] }
      return tree.list(object, 0).compactMap { property in
        guard tree.kind(property) == .property, environment.keyName(property) == "secret" else { return nil }
        return CredentialSinks.Sink(node: tree.child(property, 1), kind: .trusted, what: "the secret of egg-jwt")
      }
    case "keys":
      let array = file.withoutAssertions(tree.child(node, 1))
      guard tree.kind(array) == .arrayExpression,
        let call = file.call(behind: file.analyzer.value(of: tree.child(target, 0))),
        file.specifier(of: call.callee) == "koa"
      else { return [] }
      return tree.list(array, 0).prefix(1).filter(\.exists).map {
        CredentialSinks.Sink(node: $0, kind: .trusted, what: "the key of \(file.spoken(target))")
      }
    default: return []
    }
  }

  // MARK: By name

  func named(_ nodes: FileNodes) -> [HardcodedSecret.NamedSecret] {
    guard !file.isBystander else { return [] }
    return (nodes[.stringLiteral] + nodes[.templateLiteral]).compactMap { node in
      guard mayBeMade(tree.span(node)), let text = environment.literal(node),
        SecretValues.isMade(text), let name = name(of: node),
        SecretNames.kind(of: name) != nil || isOfAgent(text, name),
        !SecretNames.isPlaceholder(text, for: name), !SecretNames.isPath(text), !SecretValues.isReference(text),
        !SecretValues.isPublicKey(text, of: name), !isShown(node), !isFallback(node),
        !environment.isDevelopmentOnly(node), ProviderTokens.name(of: text) == nil
      else { return nil }
      return HardcodedSecret.NamedSecret(
        span: tree.span(node), name: name, shown: SecretValues.shown(text),
        isDigest: SecretNames.isPassword(name) && SecretValues.isDigest(text))
    }
  }

  /// `license_key: "…"` of New Relic: 40 hexadecimal digits, or `NRAL` at the end. Source: docs.newrelic.com, API keys.
  private func isOfAgent(_ text: String, _ name: String) -> Bool {
    Words(name).list.suffix(2) == ["license", "key"] && text.utf8.count == 40
      && (text.hasSuffix("NRAL") || text.allSatisfy(\.isHexDigit))
  }

  /// By its length and digits: nearly all literals are words, and need not be read.
  private func mayBeMade(_ span: Span) -> Bool {
    guard span.count >= 14, span.count < 400 else { return false }
    let bytes = UnsafeBufferPointer(start: tree.source + Int(span.start), count: span.count)
    return bytes.count { (0x30...0x39).contains($0) } > 1
  }

  /// The name that a literal is given.
  private func name(of literal: NodeID) -> String? {
    var child = literal
    while [.tsAsExpression, .tsSatisfiesExpression, .tsNonNullExpression].contains(tree.kind(tree.parent(child))) {
      child = tree.parent(child)
    }
    let parent = tree.parent(child)
    switch tree.kind(parent) {
    case .variableDeclarator, .assignmentExpression, .property, .propertyDefinition:
      // Not the key itself.
      if tree.kind(parent) == .property, tree.child(parent, 0) == child { return nil }
      return ProductionBranches(environment).settingName(of: child)
    case .callExpression:
      // `app.set("jwtSecret", "…")`
      let arguments = tree.list(parent, 2)
      guard arguments.count == 2, arguments[1] == child, file.lastName(of: tree.child(parent, 0)) == "set",
        tree.kind(arguments[0]) == .stringLiteral
      else { return nil }
      return tree.stringValue(arguments[0])
    default: return nil
    }
  }

  /// `process.env.KEY || "…"` is another rule's.
  private func isFallback(_ node: NodeID) -> Bool {
    let parent = tree.parent(node)
    return tree.kind(parent) == .logicalExpression || tree.kind(parent) == .conditionalExpression
      || tree.kind(parent) == .assignmentPattern
  }

  /// Part of something that shows or describes: an example of an interface, a mock, Firebase's settings for browsers, an
  /// account that is thrown away.
  private func isShown(_ node: NodeID) -> Bool {
    for ancestor in tree.ancestors(of: node) {
      switch tree.kind(ancestor) {
      case .objectExpression:
        let names = tree.list(ancestor, 0).compactMap { tree.kind($0) == .property ? environment.keyName($0) : nil }
        if !Self.browserSettings.isDisjoint(with: names) || belongsToThrowAway(ancestor) { return true }
      case .property:
        if let name = environment.keyName(ancestor), Words(name).contains(anyOf: Self.showing) { return true }
      case .variableDeclarator:
        let target = tree.child(ancestor, 0)
        if tree.kind(target) == .identifier, Words(file.name(tree.atom(target, 0))).contains(anyOf: Self.showing) {
          return true
        }
      case .decorator: return true
      default: break
      }
    }
    return false
  }

  /// `{ user: "…@ethereal.email", pass: "…" }`
  private func belongsToThrowAway(_ object: NodeID) -> Bool {
    tree.list(object, 0).contains { property in
      guard tree.kind(property) == .property, ["user", "host"].contains(environment.keyName(property)) else {
        return false
      }
      return environment.literal(tree.child(property, 1)).map(CredentialSinks.isThrowAway) ?? false
    }
  }

  private static let browserSettings: Set<String> = [
    "authDomain", "messagingSenderId", "storageBucket", "measurementId",
  ]
  private static let showing: Set<String> = [
    "example", "examples", "mock", "mocks", "fake", "dummy", "sample", "test", "fixture", "placeholder", "schema",
    "swagger", "openapi",
  ]
}
