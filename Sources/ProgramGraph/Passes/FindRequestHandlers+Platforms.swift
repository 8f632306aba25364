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
    if folders.isEmpty { return }
    for (index, model) in evaluator.files.enumerated() where examined[index] && evaluator.listens(callees[index]) {
      folders.remove(packages.directory(around: model.path))
    }
    for index in handlers.indices where handlers[index].phase == .request {
      let path = evaluator.files[handlers[index].site.file.index].path
      handlers[index].isOneAtATime = folders.contains(packages.directory(around: path))
    }
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
  /// Whether one of the calls of a file is `listen` of something that serves.
  func listens(_ callees: [[Callee]]) -> Bool {
    callees.contains { found in
      found.contains { callee in
        guard callee.entity.kind == .external else { return false }
        let path = externals.text(ExternalID(callee.entity.id))
        return path.hasSuffix(".listen") && ExternalTypes.type(of: String(path.dropLast(7))) != nil
      }
    }
  }
}
