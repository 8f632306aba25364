import JavaScript
import Semantics
import SourceText

/// Handlers told by their looks, where what they are registered on cannot be followed; and those that assignments and
/// declared types make.
extension FindRequestHandlers {
  // MARK: Assignments

  /// `socket.onmessage = handler`
  mutating func readWrites() {
    let names = Set(Framework.all.flatMap { $0.writes.values.flatMap(\.keys) })
    for (index, model) in evaluator.files.enumerated() where examined[index] {
      for write in model.writes where write.name.exists && names.contains(evaluator.text(write.name)) {
        let file = FileIndex(index)
        for entity in evaluator.evaluate(file, write.base) {
          guard let type = serverType(of: entity), let framework = ExternalTypes.framework(of: type),
            let shape = framework.writes[type]?[evaluator.text(write.name)], case .named(let label) = shape.label
          else { continue }
          add(
            functions.functions(in: write.value, file), framework,
            Description(
              kind: .named(label), site: RequestHandler.Site(file: file, span: write.span), phase: shape.phase,
              awaits: shape.awaits, signature: shape.signature))
        }
      }
    }
  }

  // MARK: Declared types

  /// `export const list: RequestHandler = (request, response) => {}`, where no registration was found.
  mutating func readTypedFunctions() {
    var tables: [String: (Framework, FunctionShape)] = [:]
    for framework in Framework.all {
      for (path, shape) in framework.typedFunctions where shape.gives.isEmpty { tables[path] = (framework, shape) }
    }
    let names = Set(tables.keys.compactMap { $0.parts(between: "#").last.map(String.init) })
    let known = Set(handlers.map(\.function))
    for (index, model) in evaluator.files.enumerated() where examined[index] {
      let file = FileIndex(index)
      for binding in model.bindings where !binding.type.isUnknown {
        guard let name = ClassIndex.name(of: binding.type, model), names.contains(evaluator.text(name)) else {
          continue
        }
        for entity in evaluator.evaluate(file, binding.type) where entity.kind == .external {
          guard let (framework, shape) = tables[evaluator.externals.text(ExternalID(entity.id))] else { continue }
          let found = model.values(binding.values).flatMap { functions.functions(in: $0, file) }
          let unknown = found.filter { !known.contains($0.function.function) }
          var kind = RequestHandler.Kind.middleware
          if case .named(let label) = shape.label {
            kind = .named(Self.fill(label) { $0 == "file" ? PathText.withoutExtension(model.path) : nil })
          }
          let before = handlers.count
          add(
            unknown, framework,
            Description(
              kind: kind, site: RequestHandler.Site(file: file, span: binding.span), phase: shape.phase,
              awaits: shape.awaits, signature: shape.signature))
          for index in handlers.indices[before...] { handlers[index].isPresumed = true }
        }
      }
    }
  }

  // MARK: Looks

  /// `app.get("/path", (req, res) => {})` on something unknown, in a package that depends on a framework.
  mutating func presume() {
    let looks = Look.all.map { ($0, packages.directories(dependingOn: [$0.package])) }.filter { !$0.1.isEmpty }
    guard let anywhere = looks.first?.0 else { return }
    for (index, model) in evaluator.files.enumerated() where examined[index] {
      let near = looks.first { $0.1.contains { PathText.contains($0, model.path) } }
      let look = near?.0 ?? anywhere
      for call in model.calls.indices where callees[index][call].allSatisfy(isOfSocket) {
        presume(CallReference(file: FileIndex(index), call: CallID(call)), look)
      }
    }
  }

  /// A function that is handed the application or a socket, where only the socket is known: sockets have no routes.
  private func isOfSocket(_ callee: Evaluator.Callee) -> Bool {
    callee.entity.kind == .external
      && evaluator.externals.text(ExternalID(callee.entity.id)).hasPrefix("socket.io#")
  }

  /// How a framework's handlers look.
  private struct Look {
    var package: String
    var framework: Framework
    /// Names that first parameters have, and second ones; nil where there need be none.
    var first: Set<String>
    var second: Set<String>?

    static let all: [Look] = [
      Look(package: "express", framework: .express, first: requests, second: responses),
      Look(package: "restify", framework: .restify, first: requests, second: responses),
      Look(package: "polka", framework: .polka, first: requests, second: responses),
      Look(package: "connect", framework: .express, first: requests, second: responses),
      Look(package: "fastify", framework: .fastify, first: requests, second: ["reply", "rep", "res", "_reply"]),
      Look(package: "koa", framework: .koa, first: ["ctx", "context", "_ctx"], second: nil),
      Look(package: "@hapi/hapi", framework: .hapi, first: requests, second: ["h", "reply", "_h"]),
      Look(package: "hapi", framework: .hapi, first: requests, second: ["h", "reply", "_h"]),
    ]

    private static let requests: Set<String> = ["req", "request", "_req", "_request", "_"]
    private static let responses: Set<String> = ["res", "response", "_res", "resp", "_response"]
  }

  private mutating func presume(_ call: CallReference, _ look: Look) {
    let model = evaluator.files[call.file.index]
    let site = model[call.call]
    let callee = model[site.callee]
    let isComputed = callee.kind == .element && namesMethod(ValueID(callee.b), model)
    guard callee.kind == .member || isComputed else { return }
    let member = isComputed ? "all" : evaluator.text(Atom(callee.b))
    var arguments = Array(model.values(site.arguments))
    let isVerb = Framework.expressMethods.contains(member) || member == "all"
    guard isVerb || member == "use", !arguments.isEmpty else { return }
    var path: String? = ""
    if let text = evaluator.constantText(call.file, arguments[0]) {
      guard text.isEmpty || text.hasPrefix("/") || text.hasPrefix("*") else { return }
      path = text
      arguments.removeFirst()
    } else if arguments.count > 1, isNoFunction(arguments[0], call.file) {
      path = nil
      arguments.removeFirst()
    } else if isVerb, let text = routeText(ValueID(callee.a), call.file) {
      path = text
    } else if isVerb {
      return
    }
    for argument in arguments {
      let found = functions.functions(in: argument, call.file).filter { looks($0.function, look) }
      let site = RequestHandler.Site(file: call.file, span: site.calleeSpan)
      let before = handlers.count
      add(
        found, look.framework,
        Description(
          kind: isVerb ? .route : .middleware,
          method: member == "all" ? "ALL" : member == "del" ? "DELETE" : member.uppercased(),
          path: path, site: site), receiver: nil, call: call)
      for index in handlers.indices[before...] { handlers[index].isPresumed = true }
    }
  }

  /// The key of `router[route.method]` and of `router[method.toLowerCase()]`.
  private func namesMethod(_ key: ValueID, _ model: ProgramFile) -> Bool {
    switch model[key].kind {
    case .member:
      return ["method", "verb"].contains(evaluator.text(Atom(model[key].b)).lowercased())
    case .binding:
      return ["method", "verb"].contains(evaluator.text(model[BindingID(model[key].a)].name).lowercased())
    case .call:
      let callee = model[model[CallID(model[key].a)].callee]
      return callee.kind == .member
        && ["toLowerCase", "toLocaleLowerCase"].contains(evaluator.text(Atom(callee.b)))
        && namesMethod(ValueID(callee.a), model)
    default: return false
    }
  }

  /// Whether an argument may be a path that is not known: text with something in it, a setting.
  private func isNoFunction(_ value: ValueID, _ file: FileIndex) -> Bool {
    switch evaluator.files[file.index][value].kind {
    case .concatenation, .string: return true
    // `app.get(/^\/public/, …)`
    case .literal:
      return evaluator.files[file.index][value].a == LiteralKind.regularExpression.rawValue
    case .binding, .member, .element, .imported:
      return evaluator.evaluate(file, value).allSatisfy { $0.kind == .string || $0.kind == .inert }
    default: return false
    }
  }

  /// The path of an unknown thing's `.route("/path")`, through further methods of the chain.
  private func routeText(_ value: ValueID, _ file: FileIndex, depth: Int = 0) -> String? {
    let model = evaluator.files[file.index]
    guard depth < 12, model[value].kind == .call else { return nil }
    let site = model[CallID(model[value].a)]
    let callee = model[site.callee]
    guard callee.kind == .member else { return nil }
    if evaluator.text(Atom(callee.b)) == "route", let first = model.values(site.arguments).first {
      return evaluator.constantText(file, first)
    }
    return routeText(ValueID(callee.a), file, depth: depth + 1)
  }

  private func looks(_ function: Entity, _ look: Look) -> Bool {
    let parameters = evaluator.files[function.file.index][FunctionID(function.id)].parameters
    func name(_ index: Int) -> String { index < parameters.count ? evaluator.text(parameters[index].name) : "" }
    // Error handlers have the error first.
    let offset = parameters.count == 4 && look.second != nil ? 1 : 0
    guard look.first.contains(name(offset)) else { return false }
    guard let second = look.second else { return true }
    return parameters.count == offset + 1 || second.contains(name(offset + 1))
  }
}
