import JavaScript
import Semantics

/// What decorators of the program are given where they stand: the class or what it makes, the name of the member, and
/// the member's descriptor, whose `value` is the method.
///
/// What a decorator puts in a method's place calls that method and no other that it marks; since one descriptor stands for
/// all, such a decorator is given none.
struct DecoratorGifts {
  let evaluator: Evaluator

  private static let mostMarks = 256

  func give(examined: [Bool]) {
    var marks: [FunctionReference: Int] = [:]
    let value = evaluator.atoms.intern("value")
    for (index, model) in evaluator.files.enumerated() where examined[index] {
      let file = FileIndex(index)
      for (number, record) in model.classes.enumerated() {
        let owner = Entity(kind: .class, file: file, id: UInt32(truncatingIfNeeded: number))
        for decorator in functions(record.decorators, file) {
          evaluator.inflows.add(owner, to: .parameter(decorator, at: 0))
        }
        for member in record.members where member.kind == .method {
          let decorators = functions(member.decorators, file, replacing: false)
          if decorators.isEmpty { continue }
          let thing = member.isStatic ? owner : Entity(kind: .instance, file: file, id: owner.id)
          let methods = evaluator.evaluate(file, member.value)
          for decorator in decorators {
            guard marks[decorator, default: 0] < Self.mostMarks else { continue }
            marks[decorator, default: 0] += 1
            let descriptor = descriptor(for: decorator)
            evaluator.givenMembers[ExternalID(descriptor.id), default: [:]][value, default: []] += methods
            evaluator.inflows.add(thing, to: .parameter(decorator, at: 0))
            evaluator.inflows.add(
              Entity(kind: .string, file: FileIndex(0), id: member.name.raw), to: .parameter(decorator, at: 1))
            evaluator.inflows.add(descriptor, to: .parameter(decorator, at: 2))
          }
        }
      }
    }
  }

  /// The functions of the program among decorators.
  private func functions(_ decorators: ListID, _ file: FileIndex, replacing: Bool = true) -> [FunctionReference] {
    let written = evaluator.files[file.index].values(decorators)
    if written.isEmpty { return [] }
    return written.gathered { evaluator.evaluate(file, $0) }
      .filter { $0.kind == .function && (replacing || evaluator.replacements(by: $0).isEmpty) }.map(\.function)
  }

  /// One stands for those of all methods that a decorator marks.
  private func descriptor(for decorator: FunctionReference) -> Entity {
    let path = "descriptor \(decorator.file.raw) \(decorator.function.raw)"
    return Entity(kind: .external, file: FileIndex(0), id: evaluator.externals.global(path).raw)
  }
}

extension Evaluator {
  /// `target[key]` in a decorator: the methods that it marks.
  func marked(_ base: ValueID, _ index: ValueID, _ file: FileIndex) -> [Entity] {
    let model = files[file.index]
    let target = model.behindNames(base)
    let key = model.behindNames(index)
    guard target.kind == .parameter, key.kind == .parameter, target.a == key.a, target.b == 0, key.b == 1 else {
      return []
    }
    let decorator = FunctionReference(file: file, function: FunctionID(target.a))
    return inflow(.parameter(decorator, at: 2)).things.filter { $0.kind == .external }.gathered { descriptor in
      givenMembers[ExternalID(descriptor.id)]?.values.flatMap { $0 } ?? []
    }
  }
}

extension FindRequestHandlers {
  /// `@Get("/a")` of the program names the path that `router.get(path, descriptor.value)` is given.
  mutating func nameDecorated() {
    for index in handlers.indices where handlers[index].kind == .route && handlers[index].path == nil {
      guard let call = handlers[index].call, let receiver = handlers[index].receiver,
        let path = decoratedPath(of: handlers[index].function, by: call)
      else { continue }
      handlers[index].path = mounted(path, receiver)
    }
  }

  private func decoratedPath(of function: FunctionReference, by call: CallReference) -> String? {
    let model = evaluator.files[function.file.index]
    guard let owner = model[function.function].owner,
      let member = model[owner].members.first(where: { member in
        model[member.value].kind == .function && model[member.value].a == function.function.raw
      })
    else { return nil }
    let registering = evaluator.files[call.file.index]
    guard let first = registering.values(registering[call.call].arguments).first else { return nil }
    let path = registering.behindNames(first)
    guard path.kind == .parameter else { return nil }
    for decorator in model.values(member.decorators) where model[decorator].kind == .call {
      let decorating = model[CallID(model[decorator].a)]
      let arguments = model.values(decorating.arguments)
      let isMaker = evaluator.evaluate(function.file, decorating.callee).contains { entity in
        entity.kind == .function && entity.file == call.file && entity.id == path.a
      }
      if isMaker, Int(path.b) < arguments.count { return evaluator.constantText(function.file, arguments[Int(path.b)]) }
    }
    return nil
  }
}
