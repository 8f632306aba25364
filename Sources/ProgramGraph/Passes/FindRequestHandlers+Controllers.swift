import JavaScript
import Semantics
import SourceText

/// Routes that name controllers: Adonis' resources, its controllers by name, and the groups that its routes stand in.
extension FindRequestHandlers {
  /// The routes of a resource by the method of its controller. Source: docs.adonisjs.com (Controllers, Resource), 2026.
  private static let actions: [(name: String, method: String, path: String)] = [
    ("index", "GET", ""), ("create", "GET", "/create"), ("store", "POST", ""), ("show", "GET", "/:id"),
    ("edit", "GET", "/:id/edit"), ("update", "PUT|PATCH", "/:id"), ("destroy", "DELETE", "/:id"),
  ]

  /// `router.resource("posts", PostsController)`
  mutating func readResource(_ registration: Registration, _ arguments: [ValueID]) {
    let file = registration.call.file
    if registration.type == .eggRouter { return readEggResource(registration, arguments) }
    guard arguments.count > 1, let name = evaluator.constantText(file, arguments[0]) else { return }
    let classes = controllers(arguments[1], file)
    let parts = name.parts(between: ".").filter { !$0.isEmpty }
    guard let last = parts.last else { return }
    let base = parts.dropLast().map { "/\($0)/:\($0)_id" }.joined() + "/" + last
    let site = RequestHandler.Site(file: file, span: evaluator.files[file.index][registration.call.call].calleeSpan)
    for action in Self.actions {
      add(
        methods(action.name, of: classes), registration.known.framework,
        Description(
          kind: .route, method: action.method, path: mounted(base + action.path, registration.receiver), site: site),
        receiver: registration.receiver, call: registration.call)
    }
  }

  /// `"UserController.show"`: a method of a class in the folder of the controllers.
  func controllerMethods(_ argument: ValueID, _ file: FileIndex) -> [HandlerFunctions.Found] {
    guard let text = evaluator.constantText(file, argument), let dot = text.lastIndex(of: ".") else { return [] }
    return methods(String(text[text.index(after: dot)...]), of: controllers(named: text[..<dot], file))
  }

  private func controllers(_ value: ValueID, _ file: FileIndex) -> [Entity] {
    if let name = evaluator.constantText(file, value) { return controllers(named: name[...], file) }
    return evaluator.evaluate(file, value).flatMap { entity -> [Entity] in
      guard entity.kind == .function else { return [entity] }
      // `() => import("#controllers/posts")`
      return evaluator.returns(of: entity).flatMap { evaluator.lookUp(.default, in: $0) }
    }.filter { $0.kind == .class }
  }

  private func controllers(named name: Substring, _ file: FileIndex) -> [Entity] {
    guard let target = evaluator.file(named: "app/Controllers/Http/" + name, above: file) else { return [] }
    return (evaluator.export(.default, of: target) + evaluator.callable(Entity(kind: .module, file: target, id: 0)))
      .filter { $0.kind == .class }
  }

  private func methods(_ name: String, of classes: [Entity]) -> [HandlerFunctions.Found] {
    let atom = evaluator.atoms.intern(name)
    return classes.flatMap { entity in
      evaluator.lookUp(atom, in: Entity(kind: .instance, file: entity.file, id: entity.id))
        .filter { $0.kind == .function }.map { HandlerFunctions.Found(function: $0) }
    }
  }

  // MARK: Groups

  /// `router.group(fn).prefix(path)`
  mutating func addGroup(_ registration: Registration, _ arguments: [ValueID]) {
    guard let made = registration.receiver.siteCall, let group = self.arguments(of: made).first else { return }
    let prefix = arguments.first.flatMap { evaluator.constantText(registration.call.file, $0) }
    for entity in evaluator.evaluate(made.file, group) where entity.kind == .function {
      groups.append((entity.function, prefix))
    }
  }

  /// Puts the prefixes of the groups before the routes that are registered within them.
  mutating func prefixGroups() {
    for index in handlers.indices where handlers[index].framework == Framework.adonis.name {
      guard let path = handlers[index].path, let call = handlers[index].call else { continue }
      let place = evaluator.files[call.file.index][call.call].span
      var whole: String? = path
      let around = groups.filter { $0.function.file == call.file && span(of: $0.function).contains(place) }
      // Those within others begin after them.
      for group in around.sorted(by: { span(of: $0.function).start > span(of: $1.function).start }) {
        whole = whole.flatMap { path in group.prefix.map { MountTable.join($0, path) } }
      }
      handlers[index].path = whole.map { $0.hasPrefix("/") ? $0 : "/" + $0 }
    }
  }

  private func span(of function: FunctionReference) -> Span {
    evaluator.files[function.file.index][function.function].span
  }

  /// Of methods that a computed name picks, those with a decorator where the class has any: `controller[route.name]`, with
  /// names that decorators of the program have put down.
  func decorated(_ found: [HandlerFunctions.Found], picked argument: ValueID, _ file: FileIndex) -> [HandlerFunctions
    .Found]
  {
    let model = evaluator.files[file.index]
    var value = model.behindNames(argument)
    if value.kind == .call, case let callee = model[model[CallID(value.a)].callee], callee.kind == .member,
      Atom(callee.b) == .bind
    {
      value = model.behindNames(ValueID(callee.a))
    }
    guard value.kind == .element else { return found }
    return found.filter { item in
      let source = evaluator.files[item.function.file.index]
      guard let owner = source[FunctionID(item.function.id)].owner else { return true }
      let marked = source[owner].members.filter { !source.values($0.decorators).isEmpty }
      return marked.isEmpty
        || marked.contains { source[$0.value].kind == .function && source[$0.value].a == item.function.id }
    }
  }
}
