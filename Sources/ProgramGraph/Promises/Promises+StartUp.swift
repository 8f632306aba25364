import JavaScript
import Semantics
import SourceText

/// Throws that tell nothing about a request: they come on every call or on none, as the process was started.
extension Promises {
  /// `if (!process.env.KEY) throw …`, `if (!db) throw …` of a variable of the module that is given a value elsewhere.
  func dependsOnStart(_ record: Interruption, _ file: FileIndex) -> Bool {
    let subjects = self.file(file).values(record.missing)
    return !subjects.isEmpty && subjects.allSatisfy { isSetAtStart($0, file, depth: 0) }
  }

  private func isSetAtStart(_ value: ValueID, _ file: FileIndex, depth: Int) -> Bool {
    guard depth < 8 else { return false }
    let model = self.file(file)
    let record = model[value]
    switch record.kind {
    case .binding:
      let binding = model[BindingID(record.a)]
      let values = model.values(binding.values)
      guard binding.kind != .parameter, !values.isEmpty else { return false }
      if binding.function == .moduleBody, binding.kind == .let || binding.kind == .var, binding.isReassigned {
        return values.contains { !isPlainLiteral(model[$0]) }
      }
      return values.allSatisfy { isSetAtStart($0, file, depth: depth + 1) }
    case .imported:
      let found = evaluator.definitions(ofImported: Atom(record.b), through: ImportID(record.a), file)
      return !found.isEmpty && found.allSatisfy { isSetAtStart($0.value, $0.file, depth: depth + 1) }
    case .choice:
      let values = model.values(ListID(record.a))
      return values.allSatisfy { isPlainLiteral(model[$0]) || isSetAtStart($0, file, depth: depth + 1) }
    case .member:
      let entities = evaluator.evaluate(file, value)
      if !entities.isEmpty, entities.allSatisfy({ isOfEnvironment($0) }) { return true }
      // `settings.key`, where `{ key: process.env.KEY || "" }`
      let holders = evaluator.evaluate(file, ValueID(record.a)).filter { $0.kind == .object || $0.kind == .module }
      let found = holders.flatMap { evaluator.definitions(of: Atom(record.b), in: $0) }
      return !found.isEmpty && found.allSatisfy { isSetAtStart($0.value, $0.file, depth: depth + 1) }
    case .call:
      let entities = evaluator.evaluate(file, model[CallID(record.a)].callee)
      return !entities.isEmpty && entities.allSatisfy { isReaderOfConfiguration($0) }
    default: return false
    }
  }

  private func isPlainLiteral(_ value: Value) -> Bool { value.kind == .literal || value.kind == .string }

  private func isOfEnvironment(_ entity: Entity) -> Bool {
    entity.kind == .external && evaluator.externals.text(ExternalID(entity.id)).hasPrefix("#process.env.")
  }

  /// `config.get("key")` of the package of that name, and NestJS's.
  private func isReaderOfConfiguration(_ entity: Entity) -> Bool {
    guard entity.kind == .external else { return false }
    let path = evaluator.externals.text(ExternalID(entity.id))
    return path == "config#get" || path.hasPrefix("@nestjs/config#ConfigService") && path.hasSuffix("get")
  }
}
