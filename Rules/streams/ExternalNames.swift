import Checking
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

// How the rules about streams name things, and which code they look at.
extension FileContext {
  /// What an expression is called outside of the project, as far as its file tells: `fs#promises.readFile`, `multer`;
  /// core modules without `node:`. Nil for what comes from elsewhere.
  func packageMember(_ expression: NodeID) -> String? {
    guard let (specifier, names) = modulePath(of: analyzer.value(of: withoutAssertions(expression))) else { return nil }
    return names.isEmpty ? specifier : specifier + "#" + names.joined(separator: ".")
  }

  /// Whether the file imports one of these modules; core modules without `node:`.
  func importsAny(of modules: Set<String>) -> Bool {
    analyzer.model.imports.contains { record in
      let text = name(record.specifier)
      return modules.contains(text.hasPrefix("node:") ? String(text.dropFirst(5)) : text)
    }
  }

  /// The function an argument is, wherever in the file it is written.
  func functionNode(_ expression: NodeID) -> NodeID? {
    let node = withoutAssertions(expression)
    if tree.kind(node).isFunction { return node }
    let origin = analyzer.origin(of: analyzer.value(of: node))
    guard case .function(let id) = origin.root, origin.path.isEmpty, id != .moduleBody else { return nil }
    let function = analyzer.model[id].node
    return tree.kind(function).isFunction ? function : nil
  }

  /// The declared name of a parameter that is no pattern.
  func parameter(_ index: Int, of function: NodeID) -> BindingID? {
    let parameters = tree.list(function, 2)
    guard index < parameters.count else { return nil }
    var node = parameters[index]
    if tree.kind(node) == .assignmentPattern { node = tree.child(node, 0) }
    return tree.kind(node) == .identifier ? analyzer.binding(of: node) : nil
  }

  /// What a name is initialised with, if it is given nothing else.
  func initialiser(of binding: BindingID) -> NodeID? {
    let record = analyzer.model[binding]
    guard !record.isReassigned else { return nil }
    for node in tree.nodes(of: .variableDeclarator) {
      let name = tree.child(node, 0)
      guard tree.kind(name) == .identifier, tree.span(name).start == record.span.start else { continue }
      let initial = tree.child(node, 1)
      return initial.exists ? withoutAssertions(initial) : nil
    }
    return nil
  }

  /// The expression behind a name of the file that is given one value alone; else the expression itself.
  func behindName(_ expression: NodeID) -> NodeID {
    var node = withoutAssertions(expression)
    for _ in 0..<4 {
      guard tree.kind(node) == .identifier, let binding = analyzer.binding(of: node),
        let initial = initialiser(of: binding)
      else { return node }
      node = initial
    }
    return node
  }

  /// The name that a value is kept under: `const name = await value`.
  func nameHolding(_ expression: NodeID) -> BindingID? {
    var node = expression
    while true {
      let parent = tree.parent(node)
      switch tree.kind(parent) {
      case .awaitExpression, .tsAsExpression, .tsNonNullExpression, .tsSatisfiesExpression, .tsTypeAssertion:
        node = parent
      case .variableDeclarator where tree.child(parent, 1) == node:
        let name = tree.child(parent, 0)
        return tree.kind(name) == .identifier ? analyzer.binding(of: name) : nil
      case .assignmentExpression where tree.child(parent, 1) == node:
        let name = tree.child(parent, 0)
        return tree.kind(name) == .identifier ? analyzer.binding(of: name) : nil
      default:
        return nil
      }
    }
  }

  /// The call of a member of an expression, and the member's name: `x.on(…)` for `x`.
  func memberCall(on expression: NodeID) -> (call: NodeID, name: String)? {
    let member = tree.parent(expression)
    guard tree.kind(member) == .memberExpression, tree.child(member, 0) == expression,
      let name = lastName(of: member)
    else { return nil }
    let call = tree.parent(member)
    guard tree.kind(call) == .callExpression, tree.child(call, 0) == member else { return nil }
    return (call, name)
  }

  func isString(_ node: NodeID, _ text: StaticString) -> Bool {
    tree.kind(node) == .stringLiteral && tree.string(node, equals: text)
  }
}

extension Program {
  /// Whether rules about a running service look at a file.
  func isService(_ file: FileIndex) -> Bool {
    derived.fact { ServiceFiles(isService: files.indices.map { decideService(FileIndex($0)) }) }.isService[file.index]
  }

  private struct ServiceFiles: Sendable {
    /// By file.
    let isService: [Bool]
  }

  private func decideService(_ file: FileIndex) -> Bool {
    switch role(of: file).role {
    case .server, .shared, .library: break
    case .generated, .vendored, .test, .build, .migration, .script, .worker, .frontend, .declaration: return false
    }
    // What lies among public assets runs in browsers.
    return !Bystanders.areServed(self[file].model, text)
  }

  /// The way by which requests come to a function, unless it is not certain that they do.
  func certainPath(to function: FunctionReference) -> RequestPath? {
    guard let path = requestPath(to: function), !path.handler.isPresumed, !path.handler.mayBePrerendered else {
      return nil
    }
    return path
  }
}

/// Settings of a proxy in the repository that refuse large requests before they come to Node.
enum ProxyLimits {
  private static let marks = ["client_max_body_size", "proxy-body-size", "LimitRequestBody"]
  private static let sizeLimit = 256 * 1024

  static func path(in project: Project) -> String? {
    for file in project.inventory.files where !file.isVendored {
      let name = file.name.lowercased()
      let isProxy =
        name.hasSuffix(".conf") || name.holds("nginx") || name.holds("ingress") || name == ".htaccess"
        || (name.hasSuffix(".yaml") || name.hasSuffix(".yml")) && file.directory.lowercased().holds("k8s")
      guard isProxy, case .success(let bytes) = project.files.bytes(of: file.path, limit: sizeLimit) else { continue }
      let text = String(decoding: bytes, as: UTF8.self)
      if marks.contains(where: { text.holds($0) }) { return file.path }
    }
    return nil
  }
}
