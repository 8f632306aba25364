import JavaScript
import Semantics

/// Where applications run: for developers alone, or handed to a platform request by request.
extension FindRequestHandlers {
  /// Packages that call an application of Express, Koa, Fastify or Nest for each event of AWS Lambda, which gives an
  /// instance one at a time. Source: their READMEs, 2026.
  private static let adapters: Set<String> = [
    "serverless-http", "aws-serverless-express", "@vendia/serverless-express", "@codegenie/serverless-express",
    "aws-lambda-fastify", "@fastify/aws-lambda", "aws-serverless-koa", "aws-serverless-express/middleware",
    "@fastify/aws-lambda/index.js", "netlify-lambda",
  ]

  /// Marks what is served by Lambda alone: the package hands its application over and listens nowhere.
  mutating func markOneAtATime() {
    var folders: Set<String> = []
    for (index, model) in evaluator.files.enumerated() where examined[index] {
      guard model.imports.contains(where: { Self.adapters.contains(evaluator.text($0.specifier)) }) else { continue }
      folders.insert(packages.directory(around: model.path))
    }
    folders.formUnion(markFirstGeneration())
    // openapi-backend is called by whoever has the request: by a function of Lambda, where there is one.
    let ofLambda = directories(of: .lambda)
    folders.formUnion(directories(of: .openAPIBackend).intersection(ofLambda))
    if folders.isEmpty { return }
    for (index, model) in evaluator.files.enumerated() where examined[index] && evaluator.listens(index, callees[index])
    {
      folders.remove(packages.directory(around: model.path))
    }
    for index in handlers.indices where handlers[index].phase == .request {
      let path = evaluator.files[handlers[index].site.file.index].path
      if folders.contains(packages.directory(around: path)) { handlers[index].isOneAtATime = true }
    }
  }

  /// The packages with handlers of a framework.
  private func directories(of framework: Framework) -> Set<String> {
    Set(
      handlers.filter { $0.framework == framework.name }
        .map { packages.directory(around: evaluator.files[$0.site.file.index].path) })
  }

  /// Marks Cloud Functions of the first generation, whose instances have one event at a time. Source:
  /// firebase.google.com/docs/functions/version-comparison, 2026.
  ///
  /// - Returns: the folders of packages that have no others: an application that they hand over is called by one.
  private mutating func markFirstGeneration() -> Set<String> {
    var first: Set<String> = []
    var second: Set<String> = []
    for (file, calls) in callees.enumerated() where examined[file] {
      for found in calls {
        guard let root = firebaseRoot(of: found) else { continue }
        let path = evaluator.files[file].path
        let folder = packages.directory(around: path)
        if isFirstGeneration(root, path) { first.insert(folder) } else { second.insert(folder) }
      }
    }
    if first.isEmpty { return [] }
    for index in handlers.indices {
      guard handlers[index].framework == Framework.firebase.name, let call = handlers[index].call,
        let root = firebaseRoot(of: callees[call.file.index][call.call.index])
      else { continue }
      if isFirstGeneration(root, evaluator.files[call.file.index].path) { handlers[index].isOneAtATime = true }
    }
    return first.subtracting(second)
  }

  /// The module that registers something: `firebase-functions/v1`.
  private func firebaseRoot(of callees: [Evaluator.Callee]) -> Substring? {
    for entity in callees.lazy.map(\.entity) where entity.kind == .external {
      guard !evaluator.conduct(of: ExternalID(entity.id)).registrations.isEmpty else { continue }
      let path = evaluator.externals.text(ExternalID(entity.id))
      if path.hasPrefix(Framework.firebase.package) { return path.prefix { $0 != "#" } }
    }
    return nil
  }

  /// Before 6 the package itself is that of the first generation.
  private func isFirstGeneration(_ root: Substring, _ path: String) -> Bool {
    if root == "firebase-functions/v1" { return true }
    return root == Framework.firebase.package
      && packages.major(of: Framework.firebase.package, for: path).map { $0 < 6 } ?? false
  }

  /// Registered, or mounted wherever it is, in the environment of a developer alone: it runs for nobody else.
  func isForDevelopment(_ handler: RequestHandler) -> Bool {
    func isForDevelopment(_ call: CallReference) -> Bool {
      evaluator.files[call.file.index][call.call].flags.contains(.developmentOnly)
    }
    if let call = handler.call, isForDevelopment(call) { return true }
    return handler.receiver.map { mounts.areAll(of: $0, isForDevelopment) } ?? false
  }
}

extension Evaluator {
  /// Whether one of the calls of a file is `listen` of something that serves. Of a port that the system picks (`listen(0)`)
  /// nobody else knows.
  func listens(_ index: Int, _ callees: [[Callee]]) -> Bool {
    callees.indices.contains { number in
      callees[number].contains { callee in
        guard callee.entity.kind == .external else { return false }
        let path = externals.text(ExternalID(callee.entity.id))
        return path.hasSuffix(".listen") && ExternalTypes.type(of: String(path.dropLast(7))) != nil
          && !isOnAnyPort(CallID(number), files[index])
      }
    }
  }

  private func isOnAnyPort(_ call: CallID, _ model: ProgramFile) -> Bool {
    guard let port = model.values(model[call].arguments).first,
      case .number(0)? = model.model.constant(port, atoms: atoms)
    else { return false }
    return true
  }
}
