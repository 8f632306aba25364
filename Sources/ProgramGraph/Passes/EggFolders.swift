import JavaScript
import Semantics
import SourceText

/// What Egg makes of the files below `app`: `app.controller.user.list`, `ctx.service.user.find()`, `ctx.helper.money()`,
/// `middleware.auth()`, and the application that functions in them are given. Source: eggjs.org (Loader), 2026.
struct EggFolders {
  let evaluator: Evaluator
  let examined: [Bool]

  /// By folder, the things that have its files as members, those of files of folders by their path.
  private static let tables: [(folder: String, owners: [String])] = [
    ("app/controller", [Framework.eggApplication + ".controller"]),
    ("app/io/controller", [Framework.eggApplication + ".io.controller"]),
    (
      "app/service",
      ["egg#Context().service"] + Framework.eggClasses.flatMap { [$0 + "().service", $0 + "().ctx.service"] }
    ),
    ("app/middleware", [Framework.eggApplication + ".middleware", Framework.eggApplication + ".middlewares"]),
    ("app/io/middleware", [Framework.eggApplication + ".io.middleware"]),
  ]

  private static let helpers = ["egg#Context().helper"] + Framework.eggClasses.map { $0 + "().ctx.helper" }

  func give(packages: PackageFacts) {
    // Midway reads the sources of what it starts below `src`.
    let ofMidway = packages.directories(dependingOn: ["@midwayjs/web"]).map { PathText.join($0, "src") }
    for directory in packages.directories(dependingOn: ["egg"]) + ofMidway {
      let below = evaluator.files.indices.filter {
        examined[$0] && PathText.contains(directory, evaluator.files[$0].path)
      }
      giveApplication(directory, below)
      for (folder, owners) in Self.tables {
        let root = PathText.join(directory, folder)
        for index in below where PathText.contains(root, evaluator.files[index].path) {
          for owner in owners { add(index, root, folder.hasSuffix("middleware"), to: owner) }
        }
      }
      giveModels(below, PathText.join(directory, "app/model"), packages)
      let helper = PathText.join(directory, "app/extend/helper")
      for index in below where PathText.withoutExtension(evaluator.files[index].path) == helper {
        for path in Self.helpers { addHelpers(index, to: path) }
      }
    }
  }

  /// Functions that files below `app` give away are called with the application, middleware with its options before.
  private func giveApplication(_ directory: String, _ below: [Int]) {
    let application = Entity(kind: .external, file: FileIndex(0), id: evaluator.path(Framework.eggApplication).raw)
    let root = PathText.join(directory, "app")
    for index in below {
      let path = evaluator.files[index].path
      let folder = PathText.name(of: PathText.directory(of: path))
      guard PathText.contains(root, path) || PathText.withoutExtension(path) == root else { continue }
      for entity in whole(index) where entity.kind == .function {
        evaluator.inflows.add(
          application, to: .parameter(entity.function, at: folder == "middleware" ? 1 : 0))
      }
    }
  }

  /// `ctx.model.Comment` of `app/model/comment.js`, which makes it with `app.mongoose.model(…)`. Source: README of
  /// egg-mongoose, 3.
  private func giveModels(_ below: [Int], _ root: String, _ packages: PackageFacts) {
    guard !packages.directories(dependingOn: ["egg-mongoose"]).isEmpty else { return }
    for index in below where PathText.contains(root, evaluator.files[index].path) {
      for owner in Self.modelOwners { add(index, root, false, to: owner, isCapital: true) }
    }
  }

  private static let modelOwners =
    ["egg#Context().model", Framework.eggApplication + ".model"]
    + Framework.eggClasses.flatMap { [$0 + "().ctx.model", $0 + "().app.model"] }

  /// What a file gives away as one thing: its default export, where it is a module of the language.
  private func whole(_ index: Int) -> [Entity] {
    if evaluator.files[index].isModule, case let given = evaluator.export(.default, of: FileIndex(index)),
      !given.isEmpty
    {
      return given
    }
    let module = Entity(kind: .module, file: FileIndex(index), id: 0)
    let callable = evaluator.callable(module)
    return callable.isEmpty ? [module] : callable
  }

  /// Adds what a file gives away to the members of a thing, those of its folders in between.
  private func add(
    _ index: Int, _ root: String, _ areFunctions: Bool, to owner: String, isCapital: Bool = false
  ) {
    let path = PathText.withoutExtension(evaluator.files[index].path)
    let steps = path.dropFirst(root.utf8.count + 1).parts(between: "/").map { name in
      let cased = AutoImports.camelCase(String(name))
      return (isCapital ? cased.prefix(1).uppercased() : cased.prefix(1).lowercased()) + cased.dropFirst()
    }
    guard let last = steps.last else { return }
    var owner = evaluator.path(owner)
    for step in steps.dropLast() {
      let name = evaluator.atoms.intern(step)
      guard let folder = evaluator.externals.member(owner, name, evaluator.atoms) else { return }
      let entity = Entity(kind: .external, file: FileIndex(0), id: folder.raw)
      if evaluator.givenMembers[owner]?[name]?.contains(entity) != true {
        evaluator.givenMembers[owner, default: [:]][name, default: []].append(entity)
      }
      owner = folder
    }
    let things = areFunctions ? whole(index) : whole(index).flatMap { instances(of: $0) }
    evaluator.givenMembers[owner, default: [:]][evaluator.atoms.intern(last), default: []] += things
  }

  /// `class extends Controller`, `app => class extends app.Controller`, or the exports themselves.
  private func instances(of entity: Entity) -> [Entity] {
    switch entity.kind {
    case .class: [Entity(kind: .instance, file: entity.file, id: entity.id)]
    case .function: evaluator.returns(of: entity).flatMap { $0.kind == .function ? [] : instances(of: $0) }
    default: [entity]
    }
  }

  private func addHelpers(_ index: Int, to path: String) {
    let id = evaluator.path(path)
    for record in evaluator.files[index].exports where record.name.exists {
      evaluator.givenMembers[id, default: [:]][record.name] = evaluator.export(record.name, of: FileIndex(index))
    }
    for entity in whole(index) where entity.kind == .object {
      let model = evaluator.files[entity.file.index]
      for property in model.properties(of: model[ValueID(entity.id)]) where property.name.exists {
        evaluator.givenMembers[id, default: [:]][property.name] = evaluator.lookUp(property.name, in: entity)
      }
    }
  }
}

extension FindRequestHandlers {
  /// The routes of a resource by the method of its controller. Source: eggjs.org (Router, RESTful), 2026.
  private static let eggActions: [(name: String, method: String, path: String)] = [
    ("index", "GET", ""), ("new", "GET", "/new"), ("show", "GET", "/:id"), ("edit", "GET", "/:id/edit"),
    ("create", "POST", ""), ("update", "PUT", "/:id"), ("destroy", "DELETE", "/:id"),
  ]

  /// `router.resources("posts", "/posts", controller.posts)`, the name left out or middleware before the controller.
  mutating func readEggResource(_ registration: Registration, _ arguments: [ValueID]) {
    let file = registration.call.file
    let texts = arguments.map { evaluator.constantText(file, $0) }
    guard let place = texts.lastIndex(where: { $0?.hasPrefix("/") ?? false }), let last = arguments.last else { return }
    let controllers = texts.last.flatMap { $0 }.map { named($0) } ?? evaluator.evaluate(file, last)
    let site = RequestHandler.Site(file: file, span: evaluator.files[file.index][registration.call.call].calleeSpan)
    for action in Self.eggActions {
      let methods = controllers.flatMap { evaluator.lookUp(evaluator.atoms.intern(action.name), in: $0) }
      add(
        methods.filter { $0.kind == .function }.map { HandlerFunctions.Found(function: $0) },
        registration.known.framework,
        Description(
          kind: .route, method: action.method,
          path: mounted((texts[place] ?? "") + action.path, registration.receiver), site: site),
        receiver: registration.receiver, call: registration.call)
    }
  }

  /// `"home.index"`: a method of a controller.
  func eggMethods(_ argument: ValueID, _ file: FileIndex) -> [HandlerFunctions.Found] {
    guard let text = evaluator.constantText(file, argument), !text.hasPrefix("/") else { return [] }
    return named(text).filter { $0.kind == .function }.map { HandlerFunctions.Found(function: $0) }
  }

  /// What stands behind a way through the controllers.
  private func named(_ way: String) -> [Entity] {
    let all = Entity(
      kind: .external, file: FileIndex(0), id: evaluator.path(Framework.eggApplication + ".controller").raw)
    return way.parts(between: ".").reduce([all]) { things, name in
      things.flatMap { evaluator.lookUp(evaluator.atoms.intern(String(name)), in: $0) }.filter {
        $0.kind != .external || $0.site == 0
      }
    }
  }
}
