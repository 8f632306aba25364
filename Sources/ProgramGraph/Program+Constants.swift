import JavaScript
package import Semantics

extension Program {
  /// The constant that a value is, followed through the files of the project; nil where nobody knows. Numbers are known
  /// as far as the model keeps them: whole numbers that are no result of arithmetic.
  package func constant(_ value: ValueID, in file: FileIndex) -> ConstantValue? { constant(value, file, depth: 0) }

  /// The texts that a value may be, where it is one of several that are written down: an item of a list, an entry of a
  /// table. Nil where it may be something else.
  package func texts(of value: ValueID, in file: FileIndex) -> [String]? {
    let known = evaluator.evaluate(file, value)
    guard !known.isEmpty, known.allSatisfy({ $0.kind == .string }) else { return nil }
    return known.map { text(Atom($0.id)) }
  }

  private func constant(_ value: ValueID, _ file: FileIndex, depth: Int) -> ConstantValue? {
    guard depth < 8 else { return nil }
    let model = self[file].model
    if let known = model.constant(value, atoms: atoms) { return known }
    if let text = evaluator.constantText(file, value) { return .string(text) }
    let definitions = definitions(of: value, file, depth: depth)
    guard definitions.count == 1, let only = definitions.first else { return nil }
    return constant(only.value, only.file, depth: depth + 1)
  }

  private func definitions(of value: ValueID, _ file: FileIndex, depth: Int) -> [ValueReference] {
    let record = self[file][value]
    switch record.kind {
    case .imported: return evaluator.definitions(ofImported: Atom(record.b), through: ImportID(record.a), file)
    case .binding:
      let binding = self[file][BindingID(record.a)]
      let values = self[file].values(binding.values)
      guard values.count == 1, !binding.isReassigned else { return [] }
      return [ValueReference(file: file, value: values[0], context: .any)]
    case .member:
      let holders = evaluator.evaluate(file, ValueID(record.a))
      guard holders.count == 1, let holder = holders.first else { return [] }
      return evaluator.definitions(of: Atom(record.b), in: holder)
    default: return []
    }
  }
}
