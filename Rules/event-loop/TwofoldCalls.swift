import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics

/// Blocking calls that another one beside them stands for: whoever mends that mends both.
struct TwofoldCalls {
  private struct Key: Hashable {
    var file: FileIndex
    var function: FunctionID
    var value: ValueID
  }

  /// What is done to files, by what their path is.
  private var deeds: Set<Key> = []
  /// Functions that hash a password.
  private var hashing: Set<FunctionReference> = []

  static func of(_ program: Program) -> Self { program.derived.fact { Self(program) } }

  private init(_ program: Program) {
    for external in program.externalCalls {
      guard let entry = BlockingCalls.entry(for: external.path) else { continue }
      let name = program.calleeName(external.path)
      if name == "hashSync" {
        let function = program[external.call.file][external.call.call].function
        hashing.insert(FunctionReference(file: external.call.file, function: function))
      } else if entry.kind == .inputOutput || name == "mkdirSync", !Self.asksForFile(name),
        let key = Self.key(external.call, program)
      {
        deeds.insert(key)
      }
    }
  }

  /// `genSaltSync()` beside `hashSync()`, `existsSync(file)` beside `readFileSync(file)` in the same function.
  func contains(_ external: Program.ExternalCall, _ program: Program) -> Bool {
    let name = program.calleeName(external.path)
    if name == "genSaltSync" {
      let function = program[external.call.file][external.call.call].function
      return hashing.contains(FunctionReference(file: external.call.file, function: function))
    }
    guard Self.asksForFile(name), let key = Self.key(external.call, program) else { return false }
    return deeds.contains(key)
  }

  private static func asksForFile(_ name: String) -> Bool { name == "existsSync" || name == "accessSync" }

  private static func key(_ call: CallReference, _ program: Program) -> Key? {
    let file = program[call.file]
    let site = file[call.call]
    guard let first = file.values(site.arguments).first, !first.isUnknown, file[first].kind == .binding else {
      return nil
    }
    return Key(file: call.file, function: site.function, value: first)
  }
}
