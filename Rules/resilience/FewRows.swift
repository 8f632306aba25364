import JavaScript
import ProgramGraph
import Semantics

/// Queries that say themselves that they give a handful of rows: `Sale.find().limit(5)`, `aggregate([…, { $limit: 5 }])`,
/// `findMany({ take: 3 })`.
struct FewRows {
  let program: Program
  /// So many are no load, whatever is done with each.
  static let few = 10.0

  private static let limiting: Set<String> = ["limit", "take", "top"]
  private static let optional: Set<String> = ["limit", "take", "first"]

  func areGiven(by call: CallID, in file: ProgramFile) -> Bool {
    var site = file[call]
    for _ in 0..<12 {
      let callee = file[site.callee]
      guard callee.kind == .member else { return false }
      let arguments = file.values(site.arguments)
      if Self.limiting.contains(program.text(Atom(callee.b))) {
        return arguments.first.map { isFew($0, file) } ?? false
      }
      if arguments.contains(where: { isLimited($0, file) }) { return true }
      guard file[ValueID(callee.a)].kind == .call else { return false }
      site = file[CallID(file[ValueID(callee.a)].a)]
    }
    return false
  }

  /// `{ take: 3 }`, `[{ $match: … }, { $limit: 5 }]`
  private func isLimited(_ argument: ValueID, _ file: ProgramFile) -> Bool {
    let value = file[argument]
    switch value.kind {
    case .object: return hasLimit(argument, Self.optional, file)
    case .array:
      let stages = file.values(ListID(value.a))
      // What is taken apart after the limit may be many again.
      guard let last = stages.lastIndex(where: { hasLimit($0, ["$limit"], file) }) else { return false }
      return !stages[last...].contains { hasProperty($0, "$unwind", file) }
    default: return false
    }
  }

  private func hasLimit(_ object: ValueID, _ names: Set<String>, _ file: ProgramFile) -> Bool {
    guard file[object].kind == .object else { return false }
    return file.properties(of: file[object]).contains {
      names.contains(program.text($0.name)) && isFew($0.value, file)
    }
  }

  private func hasProperty(_ object: ValueID, _ name: String, _ file: ProgramFile) -> Bool {
    guard file[object].kind == .object else { return false }
    return file.properties(of: file[object]).contains { program.text($0.name) == name }
  }

  private func isFew(_ value: ValueID, _ file: ProgramFile) -> Bool {
    guard case .number(let number)? = file.model.constant(value, atoms: program.atoms) else { return false }
    return number > 0 && number <= Self.few
  }
}
