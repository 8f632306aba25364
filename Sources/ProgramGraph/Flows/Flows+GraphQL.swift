import JavaScript
import Semantics
import SourceText

/// What the types of a GraphQL schema keep out: its numbers hold no text. Source: spec.graphql.org (October 2021, Input
/// Coercion of Int, Float and Boolean).
extension Flows {
  private static let schemas = ["type-graphql#", "@nestjs/graphql#"]
  private static let numbers: Set<String> = ["Int", "Float", "Boolean", "Number", "Date", "GraphQLISODateTime"]

  /// `input.ids`, where the class of the input says `@Field(() => [Int]) ids`.
  func isNumber(_ name: Atom, of base: ValueID, _ index: FileIndex) -> Bool {
    guard sink != .amount, sink != .any else { return false }
    let model = file(index)
    let value = model[base]
    let type: ValueID
    switch value.kind {
    case .binding: type = model[BindingID(value.a)].type
    case .parameter:
      let parameters = model[FunctionID(value.a)].parameters
      guard Int(value.b) < parameters.count else { return false }
      type = parameters[Int(value.b)].type
    default: return false
    }
    guard !type.isUnknown else { return false }
    return evaluator.evaluate(index, type).contains { entity in
      guard entity.kind == .class else { return false }
      let source = file(entity.file)
      return source[ClassID(entity.id)].members.contains { member in
        member.name == name
          && source.values(member.decorators).contains { decorator in
            source[decorator].kind == .call
              && isOfNumbers(CallReference(file: entity.file, call: CallID(source[decorator].a)))
          }
      }
    }
  }

  /// `@Field(() => Int)`, `@Arg("ids", () => [Int])`
  func isOfNumbers(_ decorator: CallReference) -> Bool {
    let model = file(decorator.file)
    let paths = paths(ofCallee: model[decorator.call].callee, decorator.file)
    guard paths.contains(where: { path in Self.schemas.contains(where: path.hasPrefix) }) else { return false }
    return model.values(model[decorator.call].arguments).contains { argument in
      guard model[argument].kind == .function else { return false }
      let given = model.values(model[FunctionID(model[argument].a)].returns)
      return given.count == 1 && given.allSatisfy { isNumber($0, decorator.file) }
    }
  }

  private func isNumber(_ type: ValueID, _ index: FileIndex) -> Bool {
    let model = file(index)
    if model[type].kind == .array {
      let items = model.values(ListID(model[type].a))
      return items.count == 1 && items.allSatisfy { isNumber($0, index) }
    }
    return evaluator.evaluate(index, type).contains { entity in
      guard entity.kind == .external,
        let name = evaluator.externals.text(ExternalID(entity.id)).parts(between: "#").last
      else { return false }
      return Self.numbers.contains(String(name))
    }
  }
}
