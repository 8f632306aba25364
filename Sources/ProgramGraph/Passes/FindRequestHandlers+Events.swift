import JavaScript
import Semantics
import SourceText

extension FindRequestHandlers {
  /// `export const list = async (event: APIGatewayProxyEvent) => …`, which nothing of the program calls: a deployment that
  /// is not seen names it.
  mutating func readTypedEvents() {
    let names = Set(Framework.lambdaEvents.compactMap { $0.parts(between: "#").last.map(String.init) })
    // Most programs speak of none.
    guard names.contains(where: { evaluator.atoms.lookUp($0).exists }) else { return }
    let known = Set(handlers.map(\.function))
    for (index, model) in evaluator.files.enumerated() where examined[index] {
      let file = FileIndex(index)
      for record in model.exports where !record.isTypeOnly {
        guard case .local(let value) = record.kind else { continue }
        for entity in evaluator.evaluate(file, value) where entity.kind == .function && entity.file == file {
          guard takesEvent(entity, names), !known.contains(entity.function), !callers.isCalled(entity.function) else {
            continue
          }
          let before = handlers.count
          add(
            [HandlerFunctions.Found(function: entity)], .lambda,
            Description(
              kind: .named("the Lambda function \(PathText.withoutExtension(model.path))"),
              site: RequestHandler.Site(file: file, span: model[FunctionID(entity.id)].nameSpan),
              signature: .lambda))
          for added in handlers.indices[before...] { handlers[added].isPresumed = true }
        }
      }
    }
  }

  private func takesEvent(_ function: Entity, _ names: Set<String>) -> Bool {
    let model = evaluator.files[function.file.index]
    let record = model[FunctionID(function.id)]
    guard record.flags.contains(.async), let first = record.parameters.first, !first.type.isUnknown,
      let name = ClassIndex.name(of: first.type, model), names.contains(evaluator.text(name))
    else { return false }
    return evaluator.evaluate(function.file, first.type).contains { entity in
      entity.kind == .external
        && Framework.lambdaEvents.contains(evaluator.externals.text(ExternalID(entity.id)))
    }
  }
}
