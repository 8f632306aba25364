import Checking
import JavaScript
import Semantics
import SourceText

/// How a file uses `any`, and how often it says a type at all.
struct AnyUse {
  enum Boundary {
    /// A parameter of a function, by its position.
    case parameter(FunctionID, Int)
    /// Something a decorator takes from the request: `@Body() order: any`.
    case decorated(FunctionID, String)
    /// `req.body as any`.
    case cast(FunctionID)
  }

  /// A place where what comes in from outside is `any`.
  struct BoundarySite {
    var boundary: Boundary
    var span: Span
    /// What is said of it: `req`, `order`, `req.body`.
    var name: String
  }

  /// Places that a type was, or could be, written.
  var opportunities = 0
  /// Explicit `any`, and half of it for each `Function` and `Object`.
  var weight = 0.0
  /// How often the word stands there.
  var count = 0
  /// Parameters of declared functions and methods without a type.
  var untypedParameters = 0
  var first: Span?
  var boundaries: [BoundarySite] = []
}

extension FileContext {
  /// The kinds of nodes to be handed to `anyUse`.
  static let typeKinds: [NodeKind] = NodeKind.allCases.filter(\.isType)

  /// - Parameter nodes: those of `typeKinds`, and functions' declarations.
  func anyUse(_ nodes: FileNodes) -> AnyUse {
    var use = AnyUse()
    for kind in Self.typeKinds {
      for node in nodes[kind] where !tree.kind(tree.parent(node)).isType { use.opportunities += 1 }
    }
    for node in nodes[.tsAnyKeyword] { count(node, in: &use) }
    for node in nodes[.tsTypeReference] {
      let name = tree.child(node, 0)
      guard tree.kind(name) == .identifier, ["Function", "Object"].contains(tree.text(name)), !isShim(node) else {
        continue
      }
      use.weight += 0.5
    }
    for node in nodes[.functionDeclaration] + nodes[.methodDefinition] {
      let function = tree.kind(node) == .methodDefinition ? tree.child(node, 2) : node
      for parameter in tree.list(function, 2) where isUntyped(parameter) {
        use.untypedParameters += 1
        use.opportunities += 1
      }
    }
    return use
  }

  private func isUntyped(_ parameter: NodeID) -> Bool {
    tree.kind(parameter) == .identifier && !tree.child(parameter, 1).exists
  }

  private func count(_ node: NodeID, in use: inout AnyUse) {
    guard !isOnlyChoice(node), !isShim(node) else { return }
    use.count += 1
    use.first = use.first ?? tree.span(node)
    let holder = tree.parent(node)
    if tree.kind(holder) == .identifier, tree.kind(tree.parent(holder)) == .catchClause {
      use.weight += 0.25
      return
    }
    guard let site = boundary(at: node, holder) else {
      use.weight += 1
      return
    }
    use.weight += 3
    use.boundaries.append(site)
  }

  // MARK: Where it lets something in

  private func boundary(at node: NodeID, _ holder: NodeID) -> AnyUse.BoundarySite? {
    switch tree.kind(holder) {
    case .identifier: return parameter(holder)
    case .tsAsExpression:
      let value = tree.unwrapped(tree.child(holder, 0))
      guard tree.kind(value) == .memberExpression, ["body", "query", "params"].contains(lastName(of: value) ?? ""),
        isRequest(tree.unwrapped(tree.child(value, 0))), !isAnswer(value)
      else { return nil }
      let span = firstLine(of: tree.span(holder))
      return AnyUse.BoundarySite(
        boundary: .cast(analyzer.function(around: node)), span: span, name: tree.text(value))
    default: return nil
    }
  }

  /// `ctx.body` of Koa is what goes out.
  private func isAnswer(_ member: NodeID) -> Bool {
    let base = tree.unwrapped(tree.child(member, 0))
    return lastName(of: member) == "body" && tree.kind(base) == .identifier
      && ["ctx", "context", "res", "response", "reply"].contains(tree.text(base))
  }

  /// Something a function was handed, or the `request` of it.
  private func isRequest(_ node: NodeID) -> Bool {
    if tree.kind(node) == .memberExpression {
      return lastName(of: node) == "request" && isRequest(tree.unwrapped(tree.child(node, 0)))
    }
    guard tree.kind(node) == .identifier, case .parameter = analyzer.origin(of: node).root else { return false }
    return true
  }

  private static let inputDecorators: Set<String> = [
    "Body", "Query", "Param", "Req", "Request", "Args", "Payload", "MessageBody", "BodyParam", "QueryParams",
    "QueryParam",
  ]

  private func parameter(_ identifier: NodeID) -> AnyUse.BoundarySite? {
    var node = identifier
    var decorators: [String] = []
    if tree.kind(tree.parent(node)) == .assignmentPattern { node = tree.parent(node) }
    if tree.kind(tree.parent(node)) == .tsParameterProperty {
      node = tree.parent(node)
      decorators = tree.list(node, 0).compactMap { decorator in
        let expression = tree.child(decorator, 0)
        return functionName(tree.kind(expression) == .callExpression ? tree.child(expression, 0) : expression)
      }
    }
    let function = tree.parent(node)
    guard tree.kind(function).isFunction, let place = tree.list(function, 2).firstIndex(of: node),
      let id = analyzer.model.functions.firstIndex(where: { $0.node == function })
    else { return nil }
    let name = tree.text(in: Span(start: tree.span(identifier).start, end: tree.span(identifier).end))
      .prefix { $0 != ":" && $0 != "?" && $0 != " " }
    let boundary: AnyUse.Boundary =
      if let decorator = decorators.first(where: Self.inputDecorators.contains) {
        .decorated(FunctionID(id), decorator)
      } else {
        .parameter(FunctionID(id), place)
      }
    return AnyUse.BoundarySite(boundary: boundary, span: tree.span(identifier), name: String(name))
  }

  // MARK: Where it is right

  /// Positions in which only `any` means what is meant: constraints, patterns of conditional types, and the rest parameters
  /// of function types.
  private func isOnlyChoice(_ node: NodeID) -> Bool {
    var child = node
    var isInFunctionType = false
    var isRest = false
    for ancestor in tree.ancestors(of: node) {
      switch tree.kind(ancestor) {
      case .restElement: isRest = true
      case .identifier, .tsParameterProperty: break
      case .tsFunctionType, .tsConstructorType, .tsMethodSignature, .tsCallSignatureDeclaration,
        .tsConstructSignatureDeclaration:
        isInFunctionType = true
        if isRest { return true }
      case .tsTypeParameter: return child == tree.child(ancestor, 1) || isInFunctionType
      case .tsConditionalType: if child == tree.child(ancestor, 1) { return true }
      case .tsInferType: return true
      case let kind where kind.isType || kind == .tsTypeParameterInstantiation || kind == .tsTypeParameterDeclaration:
        break
      case .tsPropertySignature, .tsIndexSignature: break
      // `class Base<T = any>`, mixins: `new (...args: any[]) => object` is a type and was seen above.
      default: return false
      }
      child = ancestor
    }
    return false
  }

  /// `declare module "untyped"`: somebody else's code, described as well as may be.
  private func isShim(_ node: NodeID) -> Bool {
    tree.ancestors(of: node).contains { tree.kind($0) == .tsModuleDeclaration }
  }
}

extension NodeKind {
  fileprivate var isType: Bool {
    (NodeKind.tsAnyKeyword.rawValue...NodeKind.tsTypePredicate.rawValue).contains(rawValue)
  }
}
