import JavaScript
import Semantics
import SourceText

/// Files that nothing loads: routers that no application mounts any more, modules that give what they have to nobody,
/// copies, a second application that never listens, Nest's controllers whose module no other imports. What stands in them
/// answers no request.
///
/// A file counts as loaded wherever that is possible: it is named by a manifest, a setting, a script or any text that
/// looks like its path, imported by a file that may be loaded, in a folder that a computed path loads from. Programs
/// whose beginning is not known and those that a framework loads have no leftovers.
struct LeftoverFiles {
  let input: ProgramInput
  let evaluator: Evaluator
  let examined: [Bool]
  let callees: [[[Evaluator.Callee]]]
  let packages: PackageFacts
  let handlers: [RequestHandler]
  /// By file: those it loads.
  private let targets: [[Int]]
  /// Files that register something on an application or a router, and those that make middleware for uploads.
  private let mounting: Set<Int>
  private let receiving: Set<Int>

  init(
    input: ProgramInput, evaluator: Evaluator, examined: [Bool], callees: [[[Evaluator.Callee]]],
    packages: PackageFacts, handlers: [RequestHandler]
  ) {
    (self.input, self.evaluator, self.examined) = (input, evaluator, examined)
    (self.callees, self.packages, self.handlers) = (callees, packages, handlers)
    let mounting = Set(input.files.indices.filter { examined[$0] && Self.mounts(callees[$0], evaluator) })
    let receiving = Set(input.files.indices.filter { examined[$0] && Self.receives(evaluator.files[$0], evaluator) })
    (self.mounting, self.receiving) = (mounting, receiving)
    targets = evaluator.files.enumerated().map { index, file in
      evaluator.resolutions[index].enumerated().compactMap { number, resolution in
        guard case .file(let target) = resolution, target.index != index,
          !receiving.contains(target.index) || mounting.contains(target.index)
            || Self.isUsed(ImportID(number), of: file)
        else { return nil }
        return target.index
      }
    }
  }

  /// Frameworks whose routes are registered by calls that somebody must make.
  private static let frameworks: Set<String> = Set(
    [Framework.express, .koa, .fastify, .hapi, .restify, .polka, .uploads, .webSockets, .socketIO].map(\.name))

  func files() -> Set<Int> { unloaded().union(undeployed()) }

  private func unloaded() -> Set<Int> {
    let declaring = Set(input.files.indices.filter(declares))
    let routing = Set(handlers.filter(isRegistered).map(\.site.file.index)).union(mounting).union(receiving)
      .union(declaring)
    let importers = importers()
    // What leads to somebody who listens is an application of its own.
    let listening = Set(input.files.indices.filter { listens($0) || input.launched.contains(input.files[$0].path) })
    let folders = Set(listening.map { packages.directory(around: input.files[$0].path) })
    let serving = Set(handlers.map(\.function.file.index)).union(routing)
    let forgotten = Set(
      input.files.indices.filter { importers[$0].isEmpty && !serving.contains($0) && mayBeForgotten($0, folders) })
    let candidates = routing.filter { examined[$0] && input.roles[$0] == nil }.union(forgotten)
    guard candidates.contains(where: { importers[$0].isEmpty }) else { return [] }
    let known = KnownFiles(input: input, evaluator: evaluator)
    let dynamic = dynamicallyLoaded(besides: toolsRunByHand(importers, routing, known))
    let roots = input.files.indices.filter { index in
      if forgotten.contains(index), known.isInNamedFolder(index) { return true }
      // Whoever runs a file without routes by hand has a reason, unless it only gives things away; one with routes needs
      // somebody who listens.
      if importers[index].isEmpty, !candidates.contains(index) { return true }
      return known.isNamed(index) || isBeginning(index) || dynamic.files.contains(index)
        || evaluator.files[index].hasHashbang
    }
    // Tests try single controllers; applications they start as a whole.
    let tests = roots.filter { input.roles[$0]?.role == .test }
    var loaded = reached(from: roots.filter { input.roles[$0]?.role != .test })
      .union(reached(from: tests, notThrough: declaring))
    for index in candidates where !loaded.contains(index) && importers[index].isEmpty {
      let below = reached(from: [index])
      if !below.isDisjoint(with: listening) { loaded.formUnion(below) }
    }
    var left = candidates.filter { index in
      !loaded.contains(index) && isServed(evaluator.files[index].path, listening.intersection(loaded))
        && (!dynamic.anywhere.contains { PathText.contains($0, evaluator.files[index].path) }
          || isAloneInItsFolder(index, candidates, importers))
    }
    guard !left.isEmpty else { return [] }
    spread(&left, among: loaded, importers)
    return left
  }

  /// What the leftovers alone import.
  private func spread(_ left: inout Set<Int>, among loaded: Set<Int>, _ importers: [[Int]]) {
    var queue = Array(left)
    while let next = queue.popLast() {
      for target in targets[next] where !loaded.contains(target) && examined[target] && !left.contains(target) {
        guard input.roles[target] == nil, importers[target].allSatisfy(left.contains) else { continue }
        left.insert(target)
        queue.append(target)
      }
    }
  }

  /// A module that gives something away beside a server. Decorated classes make themselves known to whoever looks them up.
  private func mayBeForgotten(_ index: Int, _ served: Set<String>) -> Bool {
    let model = input.files[index]
    guard examined[index], input.roles[index] == nil, !model.hasJSX, model.exports.contains(where: { !$0.isTypeOnly })
    else { return false }
    return !model.classes.contains { !model.values($0.decorators).isEmpty }
      && served.contains(packages.directory(around: model.path)) && !packages.isLoadedByFramework(model.path)
  }

  private func isRegistered(_ handler: RequestHandler) -> Bool {
    handler.call != nil && handler.phase == .request && Self.frameworks.contains(handler.framework)
  }

  /// Registers something on an application or a router, if only other routers.
  private static func mounts(_ callees: [[Evaluator.Callee]], _ evaluator: Evaluator) -> Bool {
    callees.contains { found in
      found.contains { callee in
        callee.entity.kind == .external
          && evaluator.conduct(of: ExternalID(callee.entity.id)).registrations.contains {
            $0.type != nil && frameworks.contains($0.framework.name)
          }
      }
    }
  }

  /// Declares modules and controllers for Nest, which knows those that its first module leads to.
  private func declares(_ index: Int) -> Bool {
    examined[index]
      && evaluator.files[index].classes.contains { record in
        evaluator.files[index].values(record.decorators).contains { value in
          guard case let decorator = evaluator.files[index][value], decorator.kind == .call else { return false }
          let callee = evaluator.files[index][CallID(decorator.a)].callee
          return evaluator.evaluate(FileIndex(index), callee).contains { entity in
            entity.kind == .external
              && Self.declarations.contains(evaluator.externals.text(ExternalID(entity.id)))
          }
        }
      }
  }

  private static let declarations: Set<String> = [
    "@nestjs/common#Module", "@nestjs/common#Controller", "@nestjs/graphql#Resolver",
  ]

  /// Makes middleware for uploads, which no route uses unless somebody loads it.
  private static func receives(_ file: ProgramFile, _ evaluator: Evaluator) -> Bool {
    file.imports.contains { uploaders.contains(evaluator.text($0.specifier)) }
  }

  private static let uploaders: Set<String> = ["multer", "@koa/multer", "fastify-multer"]

  // MARK: Imports

  /// Whether somebody looks at the names that an import brings: `import { uploads } from "./uploads"`.
  private static func isUsed(_ record: ImportID, of model: ProgramFile) -> Bool {
    let names = model.bindings.filter { binding in
      model.values(binding.values).contains { value in
        // `require("./uploads").images`
        let origin = model[value].kind == .member ? model[ValueID(model[value].a)] : model[value]
        return (origin.kind == .imported || origin.kind == .module) && origin.a == record.raw
      }
    }
    return names.isEmpty || names.contains(where: \.isRead)
  }

  private func importers() -> [[Int]] {
    var importers = [[Int]](repeating: [], count: input.files.count)
    for index in input.files.indices {
      for target in targets[index] { importers[target].append(index) }
    }
    return importers
  }

  func reached(from roots: [Int], notThrough walls: Set<Int> = []) -> Set<Int> {
    var found = Set(roots)
    var queue = roots
    while let next = queue.popLast() {
      for target in targets[next] where !walls.contains(target) && found.insert(target).inserted {
        queue.append(target)
      }
    }
    return found
  }

  /// Those around it are imported one by one, by the same file: nobody goes through the folder.
  private func isAloneInItsFolder(_ index: Int, _ routing: Set<Int>, _ importers: [[Int]]) -> Bool {
    guard importers[index].isEmpty else { return false }
    let folder = PathText.directory(of: evaluator.files[index].path)
    let others = routing.filter {
      $0 != index && !importers[$0].isEmpty && PathText.directory(of: evaluator.files[$0].path) == folder
    }
    guard others.count >= Self.severalSiblings else { return false }
    return Set(others.flatMap { importers[$0] }).contains { importer in
      others.count { importers[$0].contains(importer) } >= Self.severalSiblings
    }
  }

  private static let severalSiblings = 4

  // MARK: Beginnings

  /// Files that nobody imports and that serve nothing: `node check-routes.js`. What they load is loaded by nobody else.
  private func toolsRunByHand(_ importers: [[Int]], _ routing: Set<Int>, _ known: KnownFiles) -> Set<Int> {
    Set(
      input.files.indices.filter { index in
        let path = input.files[index].path
        return importers[index].isEmpty && !routing.contains(index) && !listens(index) && !known.isNamed(index)
          && !input.serverEntries.contains(path) && !input.launched.contains(path) && input.libraries[path] == nil
          && !input.configured.contains { $0.path == path }
      })
  }

  /// Names of methods that make something serve.
  private static let serving: Set<String> = [
    "listen", "start", "serve", "launch", "bootstrap", "boot", "attach",
  ]
  /// Packages that hand an application to a platform, or a test that does.
  private static let platforms: Set<String> = [
    "serverless-http", "aws-serverless-express", "@vendia/serverless-express", "@codegenie/serverless-express",
    "aws-lambda", "firebase-functions", "@google-cloud/functions-framework", "@vercel/node", "@fastify/aws-lambda",
    "supertest", "electron", "lambda-api", "@middy/core", "azure-function-express", "netlify-lambda",
    "light-my-request",
  ]
  /// Folders whose files platforms start, at the root of a package.
  private static let platformFolders: Set<String> = ["api", "functions", "netlify", "lambda", "lambdas", "pages"]

  /// A file that may begin a program of its own.
  private func isBeginning(_ index: Int) -> Bool {
    let model = evaluator.files[index]
    if !examined[index] { return true }
    if input.serverEntries.contains(model.path) || input.launched.contains(model.path)
      || input.scriptEntries[model.path] != nil
    {
      return true
    }
    if input.libraries[model.path] != nil { return true }
    if let role = input.roles[index]?.role, role != .shared { return true }
    if input.configured.contains(where: { $0.path == model.path }) { return true }
    let folder = packages.directory(around: model.path)
    let below = folder.isEmpty ? model.path[...] : model.path.dropFirst(folder.utf8.count + 1)
    if let first = below.parts(between: "/").dropLast().first, Self.platformFolders.contains(String(first)) {
      return true
    }
    if model.imports.contains(where: { Self.platforms.contains(evaluator.text($0.specifier)) }) { return true }
    return model.calls.contains { site in
      let callee = model[site.callee]
      return callee.kind == .member && Self.serving.contains(evaluator.text(Atom(callee.b)))
        && !isInHandler(site.span, index)
    }
  }

  /// `game.start()` on a request begins nothing.
  private func isInHandler(_ span: Span, _ index: Int) -> Bool {
    handlers.contains { handler in
      handler.function.file.index == index
        && evaluator.files[index][handler.function.function].span.contains(span)
    }
  }

  private func listens(_ index: Int) -> Bool {
    examined[index] && evaluator.listens(index, callees[index])
  }

  /// Whether the package around a file is known to serve: what its manifest starts leads to what listens.
  private func isServed(_ path: String, _ listening: Set<Int>) -> Bool {
    let folder = packages.directory(around: path)
    guard !packages.isLoadedByFramework(path) else { return false }
    let here = listening.filter { packages.directory(around: evaluator.files[$0].path) == folder }
    guard !here.isEmpty else { return false }
    let entries = input.files.indices.filter { index in
      let path = evaluator.files[index].path
      return input.serverEntries.contains(path) && packages.directory(around: path) == folder
        || input.launched.contains(path) && here.contains(index)
    }
    // Others are started by hand; what stands below them is theirs.
    return !reached(from: entries).isDisjoint(with: here)
      || here.contains { PathText.contains(PathText.directory(of: evaluator.files[$0].path), path) }
  }

  // MARK: Computed paths

  /// The files that computed paths may load, and the packages in which they may load any.
  ///
  /// - Parameter tools: files that load for themselves alone.
  func dynamicallyLoaded(besides tools: Set<Int>) -> (files: Set<Int>, anywhere: Set<String>) {
    var files: Set<Int> = []
    var anywhere: Set<String> = []
    let patterns = PathPattern(evaluator: evaluator)
    for (index, calls) in callees.enumerated() where examined[index] && !tools.contains(index) {
      let model = evaluator.files[index]
      for (number, found) in calls.enumerated() {
        guard found.contains(where: { isLoader($0.entity) }) || isGlob(model, CallID(number)) else { continue }
        let arguments = model.values(model[CallID(number)].arguments)
        let loaded = arguments.first.map { patterns.files(loadedBy: $0, in: FileIndex(index)) } ?? []
        if loaded.isEmpty {
          if !loadsNoFile(arguments.first, model) { anywhere.insert(packages.directory(around: model.path)) }
          continue
        }
        let folders = Set(loaded.map { PathText.directory(of: evaluator.files[$0.index].path) })
        for (other, model) in evaluator.files.enumerated() {
          if folders.contains(where: { PathText.contains($0, model.path) }) { files.insert(other) }
        }
      }
    }
    return (files, anywhere)
  }

  /// `require("pg/lib/" + name)`, of which the beginning says that it is no file of the program, and
  /// `require(__dirname + "/../config.json")`, of which the end does.
  private func loadsNoFile(_ value: ValueID?, _ model: ProgramFile) -> Bool {
    guard let value else { return false }
    if model[value].kind == .string, !ModuleResolver.isRelative(evaluator.text(Atom(model[value].a))) { return true }
    let whole = model.behindNames(value)
    let parts: ListID
    switch whole.kind {
    case .concatenation: parts = ListID(whole.a)
    case .call: parts = model[CallID(whole.a)].arguments
    default: return false
    }
    guard let last = model.values(parts).last, model[last].kind == .string else { return false }
    return evaluator.text(Atom(model[last].a)).hasSuffix(".json")
  }

  private func isLoader(_ entity: Entity) -> Bool {
    guard entity.kind == .external else { return false }
    switch evaluator.externals.text(ExternalID(entity.id)) {
    case "#require", "#import", "#module.require", "#require.main.require", "#require.context": return true
    // `sequelize.import(path)` loads a model. Source: Sequelize 5, Sequelize.import.
    case let path: return path.hasPrefix("sequelize") && path.hasSuffix(".import")
    }
  }

  /// `import.meta.glob("./routes/*.js")`
  private func isGlob(_ model: ProgramFile, _ call: CallID) -> Bool {
    let callee = model[model[call].callee]
    guard callee.kind == .member, model[ValueID(callee.a)].kind == .importMeta else { return false }
    return evaluator.text(Atom(callee.b)).hasPrefix("glob")
  }
}
