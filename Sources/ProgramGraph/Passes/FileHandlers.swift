import JavaScript
import Semantics
import SourceText

/// A function that a deployment file names: the export of a source file.
package struct ConfiguredHandler: Sendable {
  /// Relative to the project's root.
  package var path: String
  package var export: String
  /// The name of the framework, as in `Framework.name`.
  package var framework: String
  package var label: String
  /// Nothing but a clock starts it.
  package var isScheduled = false

  package init(path: String, export: String, framework: String, label: String, isScheduled: Bool = false) {
    self.isScheduled = isScheduled
    self.path = path
    self.export = export
    self.framework = framework
    self.label = label
  }
}

/// Handlers that are such by the file they stand in, or because a deployment file names them.
struct FileHandlers {
  let evaluator: Evaluator
  let examined: [Bool]
  let packages: PackageFacts
  let functions: HandlerFunctions

  func handlers(configured: [ConfiguredHandler]) -> [RequestHandler] {
    var found: [RequestHandler] = []
    var indexes: [String: FileIndex] = [:]
    for (index, model) in evaluator.files.enumerated() { indexes[model.path] = FileIndex(index) }
    for entry in configured {
      guard let file = indexes[entry.path], let framework = Framework.named(entry.framework) else { continue }
      let export = FileConvention.Export(name: entry.export, label: entry.label)
      let direct = handlers(of: export, in: file, framework, signature: framework.signature, route: "")
      var made = direct.isEmpty ? wrapped(export, in: file, framework) : direct
      if entry.isScheduled { for index in made.indices { made[index].isScheduled = true } }
      found += made
    }
    let tables = Framework.all.flatMap { framework in
      framework.files.map { table in
        (framework, table, table.packages.isEmpty ? [""] : packages.directories(dependingOn: table.packages))
      }
    }.filter { !$0.2.isEmpty }
    var actions: [RequestHandler] = []
    for (index, model) in evaluator.files.enumerated() where examined[index] && !model.exports.isEmpty {
      let name = FileName(model, evaluator)
      // By number: conventions are large, and most of them are of no file.
      for table in tables.indices where name.mayBe(tables[table].1) {
        let (framework, convention, directories) = tables[table]
        for directory in directories where PathText.contains(directory, model.path) {
          guard let route = route(of: name, in: directory, convention) else { continue }
          if convention.roots == [""], isTool(model, besides: configured) { continue }
          for export in convention.exports {
            let isAction = convention.directives.contains("use server")
            let made = handlers(
              of: export, in: FileIndex(index), framework,
              signature: isAction ? signatureOfActions(in: model.path) : convention.signature, route: route)
            if isAction { actions += made } else { found += made }
          }
          break
        }
      }
    }
    return found + ofTheApplication(actions) + inlineActions()
  }

  /// A tool that gives away a `handler`: it is run by hand, or stands among scripts where deployment files name functions.
  private func isTool(_ model: ProgramFile, besides configured: [ConfiguredHandler]) -> Bool {
    (model.hasHashbang || !configured.isEmpty) && PathRoles.scriptFolder(of: model.path) != nil
  }

  /// Without those that scripts alone speak of: Next.js 15 gives no address to actions that nothing of the application
  /// uses. Source: nextjs.org, Server Actions (dead code elimination), 2026.
  private func ofTheApplication(_ actions: [RequestHandler]) -> [RequestHandler] {
    func name(_ action: RequestHandler) -> Atom {
      evaluator.files[action.function.file.index][action.function.function].name
    }
    let homes = Dictionary(grouping: actions, by: name).mapValues { Set($0.map(\.function.file.index)) }
    if homes.isEmpty { return [] }
    var (inScripts, elsewhere): (Set<Atom>, Set<Atom>) = ([], [])
    for (index, model) in evaluator.files.enumerated() {
      let spoken = Set(
        model.values.lazy.filter { $0.kind == .member || $0.kind == .imported }.map { Atom($0.b) }
          .filter { name in homes[name].map { !$0.contains(index) } ?? false })
      if spoken.isEmpty { continue }
      if PathRoles.scriptFolder(of: model.path) != nil {
        inScripts.formUnion(spoken)
      } else {
        elsewhere.formUnion(spoken)
      }
    }
    return actions.filter { elsewhere.contains(name($0)) || !inScripts.contains(name($0)) }
  }

  /// `async function save(form) { "use server"; … }` within a component: a directive makes a handler of the function.
  private func inlineActions() -> [RequestHandler] {
    let directories = packages.directories(dependingOn: [Framework.next.package])
    guard !directories.isEmpty else { return [] }
    var found: [RequestHandler] = []
    for (index, model) in evaluator.files.enumerated() where examined[index] {
      for (number, record) in model.functions.enumerated() where record.flags.contains(.serverAction) {
        guard directories.contains(where: { PathText.contains($0, model.path) }) else { break }
        let name = record.name.exists ? " " + evaluator.text(record.name) : ""
        var handler = RequestHandler(
          function: FunctionReference(file: FileIndex(index), function: FunctionID(number)), context: .any,
          framework: Framework.next.name, kind: .named("the server action" + name),
          site: RequestHandler.Site(file: FileIndex(index), span: record.nameSpan))
        handler.awaitsRejection = true
        handler.signature = signatureOfActions(in: model.path)
        found.append(handler)
      }
    }
    return found
  }

  /// What a server action is given comes from the client. Of a package that its users add to their application nobody
  /// can tell: they may call it with settings of their own.
  private func signatureOfActions(in path: String) -> HandlerSignature {
    packages.isOfUsers(Framework.next.package, for: path) ? .unknown : .payload
  }

  // MARK: Paths

  /// What a file is by where it stands, where it makes its handlers itself.
  struct Place {
    var method: String?
    var path: String
    /// It runs before every request.
    var isMiddleware: Bool
  }

  /// The place of a file among those that a framework serves; nil for others.
  func place(of file: FileIndex, _ framework: Framework) -> Place? {
    let model = evaluator.files[file.index]
    for convention in framework.files where convention.exports.isEmpty || convention.exports.contains(where: \.isRoute)
    {
      for directory in packages.directories(dependingOn: convention.packages)
      where PathText.contains(directory, model.path) {
        let name = FileName(model, evaluator)
        guard name.mayBe(convention), let route = route(of: name, in: directory, convention) else { continue }
        let stem = PathText.withoutExtension(PathText.name(of: model.path))
        let method = convention.route == .fileWithMethod ? Self.method(in: stem)?.uppercased() : nil
        return Place(
          method: method, path: route.isEmpty ? "/" : route, isMiddleware: convention.route == .none)
      }
    }
    return nil
  }

  /// `get` of `users.get` and of `users.get.dev`.
  private static func method(in stem: String) -> String? {
    parts(of: stem).dropFirst().map(String.init).first(where: Framework.httpMethodSuffixes.contains)
  }

  /// What dots divide the name of a file into: `[...slug]` and `get` of `[...slug].get`.
  private static func parts(of stem: String) -> [Substring] {
    var depth = 0
    return stem.split { character in
      depth += character == "[" ? 1 : character == "]" ? -1 : 0
      return character == "." && depth == 0
    }
  }

  /// What conventions ask of a file, worked out once for all of them.
  private struct FileName {
    let path: String
    let stem: String
    private let directives: [String]

    init(_ model: ProgramFile, _ evaluator: Evaluator) {
      path = model.path
      stem = PathText.withoutExtension(PathText.name(of: path))
      directives = model.directives.map { evaluator.text($0) }
    }

    /// Whether a convention may hold for it, wherever it stands.
    func mayBe(_ convention: FileConvention) -> Bool {
      (convention.stems.isEmpty || convention.stems.contains(stem))
        && (convention.directives.isEmpty || !convention.directives.isDisjoint(with: directives))
        && convention.excludedDirectives.isDisjoint(with: directives)
    }
  }

  /// The route of a file that the convention may hold for; nil where it does not.
  private func route(of name: FileName, in directory: String, _ convention: FileConvention) -> String? {
    let inside = directory.isEmpty ? name.path[...] : name.path.dropFirst(directory.utf8.count + 1)
    let stem = name.stem
    for root in convention.roots {
      guard
        let below = Self.part(of: inside, below: root, isAlone: convention.route == .none && !convention.stems.isEmpty)
      else { continue }
      let folders = below.parts(between: "/").dropLast()
      if let first = folders.first, convention.excludedFolders.contains(String(first)) { continue }
      switch convention.route {
      case .none: return ""
      case .folder: return convention.prefix + Self.path(folders.filter { !$0.hasPrefix("(") && !$0.hasPrefix("@") })
      case .file: return convention.prefix + Self.path(folders + (stem == "index" ? [] : [stem[...]]))
      case .fileWithMethod:
        let name = Self.parts(of: stem).first ?? ""
        let parts = folders + (name == "index" ? [] : [name])
        return convention.prefix + Self.path(parts.filter { !$0.hasPrefix("(") })
      case .flat:
        let parts = below.parts(between: "/").map { PathText.withoutExtension(String($0)) }
          .flatMap { $0.parts(between: ".").map(String.init) }
        let names = parts.filter { !$0.hasPrefix("_") && $0 != "route" && $0 != "index" }
        return Self.path(names.map { $0.hasPrefix("$") ? ":" + $0.dropFirst() : $0[...] })
      }
    }
    return nil
  }

  /// What follows a folder in a path; where the file must stand in that very folder, nil for those deeper.
  private static func part(of path: Substring, below root: String, isAlone: Bool) -> Substring? {
    let below = root.isEmpty ? path : path.hasPrefix(root + "/") ? path.dropFirst(root.utf8.count + 1) : nil
    guard let below, !(isAlone && below.contains("/")) else { return nil }
    return below
  }

  private static func path(_ parts: some Sequence<Substring>) -> String {
    parts.map { "/" + $0 }.joined()
  }

  // MARK: Exports

  private func handlers(
    of export: FileConvention.Export, in file: FileIndex, _ framework: Framework, signature: HandlerSignature,
    route: String
  ) -> [RequestHandler] {
    let model = evaluator.files[file.index]
    let names = export.name == "*" ? exportedNames(of: model) : [export.name]
    return names.flatMap { name in
      found(name, export.paths, file).filter { item in
        let record = evaluator.files[item.function.file.index][FunctionID(item.function.id)]
        let mayRun =
          !export.isAsyncOnly || record.flags.contains(.async)
          || export.mayBePrerendered && isMadeOnRequest(item.function)
        return mayRun && (export.given.map { gives($0, item.function) } ?? true)
          && (export.reads.isEmpty || reads(export.reads, item.function))
      }.flatMap { item in
        handler(item, export, name, file, framework, signature, route).withWrappers(item.wrappers)
      }
    }
  }

  /// `export const main = wrap(handler)`, where what the wrapper gives is no function of the program.
  private func wrapped(
    _ export: FileConvention.Export, in file: FileIndex, _ framework: Framework
  ) -> [RequestHandler] {
    let model = evaluator.files[file.index]
    return model.exports.flatMap { record -> [RequestHandler] in
      guard case .local(let value) = record.kind, evaluator.text(record.name) == export.name,
        case let maker = model.behindNames(value), maker.kind == .call
      else { return [] }
      return model.values(model[CallID(maker.a)].arguments).prefix(1).flatMap { argument in
        let given = evaluator.evaluate(file, argument).filter { $0.kind == .function }
        return functions.handlers(in: given, options: [])
      }.flatMap { item in
        handler(item, export, export.name, file, framework, framework.signature, "").withWrappers(item.wrappers)
      }
    }
  }

  /// Whether what a function gives back has a property.
  private func gives(_ name: String, _ function: Entity) -> Bool {
    let atom = evaluator.atoms.intern(name)
    return evaluator.returns(of: function).contains { entity in
      guard entity.kind == .object else { return false }
      let model = evaluator.files[entity.file.index]
      return model.properties(of: model[ValueID(entity.id)]).contains { $0.name == atom }
    }
  }

  /// Whether a function takes one of the properties of its first parameter.
  private func reads(_ names: Set<String>, _ function: Entity) -> Bool {
    let model = evaluator.files[function.file.index]
    func isFirst(_ value: ValueID) -> Bool {
      let record = model[value]
      switch record.kind {
      case .parameter: return record.a == function.id && record.b == 0
      case .binding:
        return model.values(model[BindingID(record.a)].values).contains { inner in
          model[inner].kind == .parameter && model[inner].a == function.id && model[inner].b == 0
        }
      default: return false
      }
    }
    return model.values.contains { value in
      guard value.kind == .member, names.contains(evaluator.text(Atom(value.b))) else { return false }
      return isFirst(ValueID(value.a))
    }
  }

  private func handler(
    _ item: HandlerFunctions.Found, _ export: FileConvention.Export, _ name: String, _ file: FileIndex,
    _ framework: Framework, _ signature: HandlerSignature, _ route: String
  ) -> RequestHandler {
    let record = evaluator.files[item.function.file.index][FunctionID(item.function.id)]
    let model = evaluator.files[file.index]
    let span =
      item.function.file == file ? record.nameSpan : model.exports.first { evaluator.text($0.name) == name }?.span
    var kind = RequestHandler.Kind.route
    if let label = export.label {
      kind = .named(
        FindRequestHandlers.fill(label) { placeholder in
          switch placeholder {
          case "route": route.isEmpty ? "/" : route
          case "name": name
          case "file": PathText.withoutExtension(model.path)
          default: nil
          }
        })
      if export.label == "every request" { kind = .middleware }
    }
    var handler = RequestHandler(
      function: item.function.function, context: item.function.context, framework: framework.name, kind: kind,
      method: export.method, path: kind == .route ? (route.isEmpty ? "/" : route) : nil,
      site: RequestHandler.Site(file: file, span: span ?? model[FunctionID.moduleBody].nameSpan))
    handler.awaitsRejection = framework.awaits == .always
    handler.signature = signature
    handler.phase = export.phase
    handler.givesWay = export.givesWay
    handler.mayBePrerendered = export.mayBePrerendered && !isMadeOnRequest(item.function)
    return handler
  }

  /// Whether a page says of itself that it is made anew for each request, or asks for what only a request has.
  private func isMadeOnRequest(_ function: Entity) -> Bool {
    let model = evaluator.files[function.file.index]
    let says = model.exports.contains { record in
      guard case .local(let value) = record.kind else { return false }
      switch evaluator.text(record.name) {
      case "dynamic": return evaluator.constantText(function.file, value) == "force-dynamic"
      case "revalidate":
        return model.model.constant(value, atoms: evaluator.atoms) == .number(0)
      default: return false
      }
    }
    return says
      || model.calls.contains { site in
        site.function.raw == function.id
          && evaluator.evaluate(function.file, site.callee).contains { entity in
            entity.kind == .external
              && Framework.askingForRequest.contains(evaluator.externals.text(ExternalID(entity.id)))
          }
      }
  }

  private func exportedNames(of model: ProgramFile) -> [String] {
    var seen: Set<String> = []
    return model.exports.filter { !$0.isTypeOnly && $0.name.exists }.map { evaluator.text($0.name) }
      .filter { seen.insert($0).inserted }
  }

  private func found(_ name: String, _ paths: [String], _ file: FileIndex) -> [HandlerFunctions.Found] {
    let model = evaluator.files[file.index]
    let atom = evaluator.atoms.intern(name)
    var entities = evaluator.export(atom, of: file)
    if name == "default" {
      entities = entities.flatMap { evaluator.callable($0).isEmpty ? [$0] : evaluator.callable($0) }
    }
    return paths.flatMap { path -> [HandlerFunctions.Found] in
      if entities.isEmpty, path.isEmpty {
        // `export default unknown(handler)`
        return model.exports.flatMap { record -> [HandlerFunctions.Found] in
          guard case .local(let value) = record.kind, record.name == atom else { return [] }
          return functions.functions(in: value, file)
        }
      }
      return functions.functions(in: entities, along: path)
    }
  }
}
