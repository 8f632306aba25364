import Checking
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics

/// The names that the files of a program speak: of members, of imports, and in texts such as `config.get("mail.host")`.
struct SpokenNames {
  /// By atom: nobody, the only file that speaks it, or several.
  private var speakers: [Speakers]
  /// The last parts of texts with dots, which need be no names of the program.
  private var ends: [Substring: Speakers] = [:]
  private let atoms: AtomTable

  private enum Speakers: Equatable {
    case none, several
    case one(UInt32)
  }

  static func of(_ program: Program) -> Self { program.derived.fact { Self(program) } }

  private init(_ program: Program) {
    atoms = program.atoms
    speakers = Array(repeating: .none, count: atoms.count)
    for index in program.files.indices {
      let file = program.files[index]
      let speaker = FileIndex(index).raw
      for value in file.values {
        switch value.kind {
        case .member:
          let name = Atom(value.b)
          // Only names of variables are looked at more closely: nearly all others are in lower case.
          if isLikeVariable(name), Self.isEnvironment(ValueID(value.a), in: file, program) { continue }
          Self.add(speaker, to: &speakers[Int(name.raw)])
        case .imported: Self.add(speaker, to: &speakers[Int(value.b)])
        case .string: addText(Atom(value.a), speaker)
        default: continue
        }
      }
    }
  }

  private func isLikeVariable(_ name: Atom) -> Bool {
    atoms.bytes(name).first.map { $0 == UInt8(ascii: "_") || (0x41...0x5A).contains($0) } ?? false
  }

  /// `"mail.host"`, `"mail:host"` and `"mail/host"` ask for `host`.
  private mutating func addText(_ atom: Atom, _ speaker: UInt32) {
    let bytes = atoms.bytes(atom)
    guard bytes.count < 80 else { return }
    guard bytes.contains(where: { Self.dividers.contains($0) }) else {
      return Self.add(speaker, to: &speakers[Int(atom.raw)])
    }
    let parts = atoms.text(atom).utf8.split { Self.dividers.contains($0) }
    guard let end = parts.last.flatMap({ Substring($0) }) else { return }
    Self.add(speaker, to: &ends[end, default: .none])
  }

  private static let dividers = Array(".:/[]".utf8)

  private static func add(_ speaker: UInt32, to known: inout Speakers) {
    switch known {
    case .none: known = .one(speaker)
    case .one(let other) where other != speaker: known = .several
    case .one, .several: break
    }
  }

  private func speakers(of name: String) -> [Speakers] {
    let atom = atoms.lookUp(name)
    let known = atom.exists && Int(atom.raw) < speakers.count ? speakers[Int(atom.raw)] : .none
    return [known, ends[name[...]] ?? .none]
  }

  /// Whether somebody may get the value of a variable that is put under names. `pass: process.env.MAIL_PASSWORD` is for
  /// whoever gets the options as a whole; who asks for one by the variable's own name says the name.
  func mayBeUsed(_ read: EnvironmentNote.Read, exceptBy file: FileIndex) -> Bool {
    let own = Words(read.name)
    return read.names.isEmpty
      || read.names.contains { name in Words(name) != own || isSpoken(name, besides: file) }
  }

  /// Whether no file speaks any of the names.
  func lack(_ names: [String]) -> Bool { names.allSatisfy { speakers(of: $0) == [.none, .none] } }

  private func isSpoken(_ name: String, besides file: FileIndex) -> Bool {
    speakers(of: name).contains { $0 != .none && $0 != .one(file.raw) }
  }

  private static func isEnvironment(_ value: ValueID, in file: ProgramFile, _ program: Program) -> Bool {
    let origin = file.model.origin(of: value)
    // import { env } from "process"
    if case .imported(let source, let name) = origin.root, origin.path.isEmpty {
      let module = program.text(file.imports[source.index].specifier)
      return program.text(name) == "env" && ["process", "node:process"].contains(module)
    }
    guard case .global(let root) = origin.root, origin.path.count == 1 else { return false }
    return ["process", "Bun"].contains(program.text(root)) && program.text(origin.path[0]) == "env"
  }
}
