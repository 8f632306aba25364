import Checking
import JavaScript
import Semantics

/// What becomes of the value of a variable in the file that reads it: it is used there, or only gets a name.
struct EnvironmentDestinations {
  enum Destination {
    /// Handed to a package or a built-in function, calculated with, made part of a text, or looked into.
    case used
    /// Put under these names, where others may use it; empty where nobody can say under which.
    case named([String])
  }

  private let file: FileContext
  private var tree: SyntaxTree { file.tree }

  /// How many names may stand between a variable and its use.
  private static let depthLimit = 3
  private static let stepLimit = 64

  init(_ file: FileContext) { self.file = file }

  /// Where the value of an expression goes.
  func destination(of expression: NodeID) -> Destination { destination(of: expression, [], Self.depthLimit) }

  /// Where the value of a name goes that a pattern declares.
  func destination(ofName name: NodeID) -> Destination { following(name, [], Self.depthLimit) }

  /// - Parameter keys: the properties that lead from the value at hand to that of the variable, the outermost last.
  private func destination(of expression: NodeID, _ path: [String], _ depth: Int) -> Destination {
    var child = expression
    var keys = path
    for _ in 0..<Self.stepLimit {
      let parent = tree.parent(child)
      switch tree.kind(parent) {
      case .tsAsExpression, .tsNonNullExpression, .tsSatisfiesExpression, .awaitExpression, .logicalExpression,
        .conditionalExpression, .arrayExpression, .objectExpression:
        break
      case .property:
        guard tree.child(parent, 1) == child, tree.kind(tree.parent(parent)) == .objectExpression,
          let key = key(of: parent)
        else { return .named(names(keys)) }
        keys.append(key)
      case .memberExpression:
        guard tree.child(parent, 0) == child else { return .used }
        // `{ host: process.env.X }.host` is rare; of a text something is taken.
        if keys.isEmpty { return .used }
      case .templateLiteral: return .used
      case .binaryExpression, .unaryExpression: return .used
      case .callExpression, .newExpression:
        if tree.child(parent, 0) == child { return .used }
        return isUsed(by: parent) ? .used : .named(names(keys))
      case .variableDeclarator: return following(tree.child(parent, 0), keys, depth - 1)
      case .assignmentExpression:
        let target = file.lastName(of: tree.child(parent, 0))
        return .named(names(keys) + (target.map { [$0] } ?? []))
      case .exportSpecifier:
        let name = file.lastName(of: tree.child(parent, tree.child(parent, 1).exists ? 1 : 0))
        return .named(names(keys) + (name.map { [$0] } ?? []))
      case .propertyDefinition: return .named(names(keys) + (key(of: parent).map { [$0] } ?? []))
      default: return .named(names(keys))
      }
      child = parent
    }
    return .named(names(keys))
  }

  /// The innermost name is the one that is asked for in the end.
  private func names(_ keys: [String]) -> [String] { keys.first.map { [$0] } ?? [] }

  /// What the file does with a name.
  private func following(_ name: NodeID, _ keys: [String], _ depth: Int) -> Destination {
    guard depth > 0, tree.kind(name) == .identifier, let binding = file.analyzer.binding(of: name),
      !file.analyzer.model[binding].isReassigned
    else { return .named(names(keys)) }
    var known = names(keys)
    let references = file.analyzer.scopeReferences(to: binding)
    // What the file itself does not take up, others may, under this name.
    if keys.isEmpty, references.isEmpty || isExported(name) { known.append(file.name(tree.atom(name, 0))) }
    for reference in references {
      var value = reference
      var rest = keys
      while let key = rest.last, let member = member(key, of: value) {
        value = member
        rest.removeLast()
      }
      switch destination(of: value, rest, depth - 1) {
      case .used: return .used
      case .named(let more): known += more
      }
    }
    return .named(known)
  }

  /// `export const host = …`
  private func isExported(_ name: NodeID) -> Bool {
    tree.ancestors(of: name).first { ![.variableDeclarator, .variableDeclaration].contains(tree.kind($0)) }
      .map { tree.kind($0) == .exportNamedDeclaration } ?? false
  }

  private func member(_ key: String, of object: NodeID) -> NodeID? {
    let parent = tree.parent(object)
    guard tree.kind(parent) == .memberExpression, tree.child(parent, 0) == object, file.lastName(of: parent) == key
    else { return nil }
    return parent
  }

  private func key(of property: NodeID) -> String? {
    let key = tree.child(property, 0)
    guard !tree.flags(property).contains(.computed) else { return nil }
    return tree.kind(key) == .stringLiteral ? tree.stringValue(key) : file.lastName(of: key)
  }

  /// Whether a call is known to make something of what it gets: a function of a package, of Node.js or of the language.
  /// One of the program may find out first whether there is anything, and one that checks may have a default.
  private func isUsed(by call: NodeID) -> Bool {
    let callee = file.withoutAssertions(tree.child(call, 0))
    guard let name = file.lastName(of: callee) else { return false }
    let checks = [
      "safeParse", "validate", "cast", "registerAs", "parseEnv", "freeze", "assign", "log", "warn", "debug",
    ]
    let value = file.analyzer.value(of: callee)
    if let global = file.globalPath(of: value) { return global.first != "console" && !checks.contains(name) }
    if checks.contains(name) || name == "parse" || name == "parseAsync" || name == "safeParseAsync" { return false }
    if let specifier = file.specifier(of: value) { return isPackage(specifier) }
    // `const client = new Client(); client.login(process.env.TOKEN)`
    guard tree.kind(callee) == .memberExpression,
      let maker = file.call(behind: file.analyzer.value(of: tree.child(callee, 0))),
      let specifier = file.specifier(of: maker.callee)
    else { return false }
    return isPackage(specifier)
  }

  /// `@/lib` and `~/lib` are folders of the program.
  private func isPackage(_ specifier: String) -> Bool {
    guard let first = specifier.first else { return false }
    return !"./~#".contains(first) && !specifier.hasPrefix("@/") && !specifier.hasPrefix("src/")
  }
}
