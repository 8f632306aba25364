import JavaScript
import ProgramGraph
import Semantics
import SourceText

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
    let words = outerWords(of: text.lowercased())
    guard words.first == "select", let from = words.firstIndex(of: "from"),
      !words.contains(where: { ["where", "limit", "having"].contains($0) }),
      from + 1 < words.count, words[from + 1] != "("
    else { return false }
    guard let group = words.firstIndex(of: "group") else { return !words.contains(where: aggregates.contains) }
    // A row for each group: as many as the table has if the group is its key.
    let driving = words[(from + 1)..<group]
    guard group + 2 < words.count, let table = driving.first else { return false }
    let alias = driving.dropFirst().first { $0 != "as" }
    return keys.contains { key in [key, "\(table).\(key)", "\(alias ?? table).\(key)"].contains(words[group + 2]) }
  }

  /// Whether what is called gives rows.
  static func reads(_ path: String) -> Bool { reading.contains(path) }

  private static let aggregates: Set<String> = ["count", "max", "sum", "avg", "min", "total", "group_concat"]
  private static let keys = ["id", "rowid"]

  /// The words that stand in no parentheses, `(` for these: what bounds a query within the query does not bound this one.
  private static func outerWords(of text: String) -> [String] {
    var depth = 0
    var outside = ""
    for character in text {
      if character == "(" {
        depth += 1
        if depth == 1 { outside += " ( " }
      } else if character == ")" {
        depth -= 1
      } else if depth <= 0 {
        outside.append(character)
      }
    }
    return outside.parts(betweenAnyOf: " \n\t,;`\"").map { String($0) }
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
