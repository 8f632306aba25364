import JavaScript
import Semantics

/// Promises that are kept in a property.
extension Promises {
  /// `cached.promise`, where all promises that the program puts under that name handle their own failures. What it is put
  /// into by others cannot be seen; what hangs on the global object is taken to be the program's own.
  func isNeverRejected(member value: Value, of reference: ValueReference, _ depth: Int) -> Bool {
    let name = Atom(value.b)
    let holders = evaluator.evaluate(reference.file, ValueID(value.a), in: reference.context)
    guard holders.contains(where: { $0.kind == .object }), holders.allSatisfy(isOwn) else { return false }
    let held = holders.flatMap { evaluator.definitions(of: name, in: $0) } + evaluator.writes(named: name)
    guard held.count <= Evaluator.maximumDefinitions, held.contains(where: isCall) else { return false }
    return held.allSatisfy { rejection(of: $0, depth: depth + 1) == .never }
  }

  private func isOwn(_ holder: Entity) -> Bool {
    switch holder.kind {
    case .object: return true
    case .external:
      return evaluator.externals.text(ExternalID(holder.id)).hasPrefix("#")
    default: return false
    }
  }

  private func isCall(_ reference: ValueReference) -> Bool { file(reference.file)[reference.value].kind == .call }
}

extension Evaluator {
  /// All that is written to properties of a name, whatever they belong to.
  func writes(named name: Atom) -> [ValueReference] {
    files.indices.flatMap { index -> [ValueReference] in
      let file = FileIndex(index)
      return (writeIndex(file).byName[name] ?? []).map { write in
        ValueReference(file: file, value: files[index].model.writes[write].value, context: .any)
      }
    }
  }
}
