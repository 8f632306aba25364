import JavaScript
import ProgramGraph
import Semantics

/// Statements of databases that work in the process and let everybody wait: better-sqlite3, node:sqlite. A look-up by key
/// takes microseconds; what reads a whole table takes as long as the table is.
enum SynchronousStatements {
  private static let reading: Set<String> = [
    "better-sqlite3().prepare().all", "node:sqlite#DatabaseSync().prepare().all",
    "@libsql/better-sqlite3().prepare().all", "bun:sqlite#Database().query().all",
    "bun:sqlite#Database().prepare().all",
  ]

  /// Whether a call reads all rows of a table.
  static func readsWholeTable(_ external: Program.ExternalCall, _ program: Program) -> Bool {
    guard reading.contains(external.path), let text = text(of: external.call, program) else { return false }
    let words = text.lowercased().split { " \n\t,;`\"()".contains($0) }
    guard words.first == "select", words.contains("from") else { return false }
    return !words.contains { word in
      ["where", "limit", "group", "having", "count", "max", "sum", "avg", "min"].contains(word)
    }
  }

  /// The SQL of a statement: what `prepare` was given.
  private static func text(of call: CallReference, _ program: Program) -> String? {
    let file = program[call.file]
    let callee = file[file[call.call].callee]
    guard callee.kind == .member else { return nil }
    let made = program.calls(making: ValueID(callee.a), in: call.file)
    guard made.count == 1, let made = made.first else { return nil }
    let source = program[made.file]
    guard let first = source.values(source[made.call].arguments).first,
      case .string(let text) = source.model.constant(first, atoms: program.atoms)
    else { return nil }
    return text
  }
}
