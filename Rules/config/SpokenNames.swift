import Checking
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics

/// The names that the files of a program speak: of members, of imports, and in texts such as `config.get("mail.host")`.
struct SpokenNames {
  private let speakers: [String: Set<FileIndex>]

  static func of(_ program: Program) -> Self { program.derived.fact { Self(program) } }

  private init(_ program: Program) {
    var found: [String: Set<FileIndex>] = [:]
    for index in program.files.indices {
      let file = program.files[index]
      func add(_ name: String) { found[name, default: []].insert(FileIndex(index)) }
      for value in file.values {
        switch value.kind {
        case .member where !Self.isEnvironment(ValueID(value.a), in: file, program): add(program.text(Atom(value.b)))
        case .imported: add(program.text(Atom(value.b)))
        case .string:
          let text = program.text(Atom(value.a))
          if text.utf8.count < 80 { add(text.split(separator: ".").last.map(String.init) ?? text) }
        default: continue
        }
      }
    }
    speakers = found
  }

  /// Whether somebody may get the value of a variable that is put under names. `pass: process.env.MAIL_PASSWORD` is for
  /// whoever gets the options as a whole; who asks for one by the variable's own name says the name.
  func mayBeUsed(_ read: EnvironmentNote.Read, exceptBy file: FileIndex) -> Bool {
    let own = Words(read.name)
    return read.names.isEmpty
      || read.names.contains { name in Words(name) != own || speakers[name]?.contains { $0 != file } ?? false }
  }

  /// Whether no file speaks any of the names.
  func lack(_ names: [String]) -> Bool { names.allSatisfy { speakers[$0] == nil } }

  private static func isEnvironment(_ value: ValueID, in file: ProgramFile, _ program: Program) -> Bool {
    let origin = file.model.origin(of: value)
    guard case .global(let root) = origin.root, origin.path.count == 1 else { return false }
    return ["process", "Bun"].contains(program.text(root)) && program.text(origin.path[0]) == "env"
  }
}
