import JavaScript
import Semantics

/// The names that `table[name]` takes, where they are written down: ``services[`${action}Service`]`` in a loop over
/// `["start", "stop"]`.
extension Evaluator {
  /// The members that a key leads to, of those that have names of their own; all where none of them fits.
  func named(_ found: [Entity], by key: ValueID, _ file: FileIndex) -> [Entity] {
    let model = files[file.index]
    guard found.count > 1, found.contains(where: { $0.kind == .function }) else { return found }
    let fits: (String) -> Bool
    if let names = texts(of: key, model, depth: 0) {
      fits = { names.contains($0) }
    } else if let ends = ends(of: key, model) {
      let fewest = ends.head.utf8.count + ends.tail.utf8.count
      fits = { $0.utf8.count >= fewest && $0.hasPrefix(ends.head) && $0.hasSuffix(ends.tail) }
    } else {
      return found
    }
    let fitting = found.filter { entity in
      guard entity.kind == .function else { return false }
      let name = files[entity.file.index][FunctionID(entity.id)].name
      return name.exists && fits(text(name))
    }
    return fitting.isEmpty ? found : fitting
  }

  /// So many names are told apart.
  private static let mostTexts = 64

  /// All texts that a value may be; nil where one is not known.
  private func texts(of id: ValueID, _ model: ProgramFile, depth: Int) -> Set<String>? {
    guard depth < 6 else { return nil }
    let value = model[id]
    switch value.kind {
    case .string: return [text(Atom(value.a))]
    case .binding:
      let held = model.values(model[BindingID(value.a)].values)
      guard held.count == 1, let only = held.first else { return nil }
      return texts(of: only, model, depth: depth + 1)
    case .elementOf:
      let list = model.behindNames(ValueID(value.a))
      guard list.kind == .array, value.b == 0 else { return nil }
      var found: Set<String> = []
      for item in model.values(ListID(list.a)) {
        guard let some = texts(of: item, model, depth: depth + 1) else { return nil }
        found.formUnion(some)
      }
      return found.isEmpty || found.count > Self.mostTexts ? nil : found
    case .concatenation:
      var found: Set<String> = [""]
      for part in model.values(ListID(value.a)) {
        guard let some = texts(of: part, model, depth: depth + 1), found.count * some.count <= Self.mostTexts else {
          return nil
        }
        found = Set(found.flatMap { head in some.map { head + $0 } })
      }
      return found
    default: return nil
    }
  }

  /// What a text that is put together begins and ends with, where either is written down.
  private func ends(of id: ValueID, _ model: ProgramFile) -> (head: String, tail: String)? {
    let value = model[id]
    guard value.kind == .concatenation, case let parts = model.values(ListID(value.a)), let first = parts.first,
      let last = parts.last
    else { return nil }
    let head = model[first].kind == .string ? text(Atom(model[first].a)) : ""
    let tail = model[last].kind == .string ? text(Atom(model[last].a)) : ""
    return head.isEmpty && tail.isEmpty ? nil : (head, tail)
  }
}
