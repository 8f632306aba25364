import JavaScript
import ProgramGraph
import Semantics

/// Texts that may be large because nothing small was asked for: bodies that a parser with a raised limit has read, and
/// the answers of other services.
struct LargeTexts {
  private let program: Program
  /// Whether `express.text({ limit })` or its kin allows a megabyte or more.
  let readsLargeBodies: Bool

  private static let readers: Set<String> = ["express#text", "express#raw", "body-parser#text", "body-parser#raw"]
  private static let fetching: Set<String> = [
    "#fetch", "node-fetch", "undici#fetch", "cross-fetch", "cross-fetch#fetch", "isomorphic-fetch",
  ]
  private static let large = 1_000_000.0

  init(_ program: Program) {
    self.program = program
    readsLargeBodies = program.externalCalls.contains { external in
      guard Self.readers.contains(external.path), case let file = program[external.call.file],
        let options = file.values(file[external.call.call].arguments).first, file[options].kind == .object,
        let limit = file.properties(of: file[options]).first(where: { program.text($0.name) == "limit" })
      else { return false }
      return Self.bytes(file.model.constant(limit.value, atoms: program.atoms)) >= Self.large
    }
  }

  private static func bytes(_ limit: ConstantValue?) -> Double {
    switch limit {
    case .number(let number): number
    case .string(let text): ByteSize.read(text) ?? 0
    default: 0
    }
  }

  /// `req.body`, `req.body.toString()`
  func isWholeBody(_ id: ValueID, _ file: ProgramFile) -> Bool {
    var value = file.behindNames(id)
    for _ in 0..<6 {
      switch value.kind {
      case .member: return program.text(Atom(value.b)) == "body"
      case .call:
        let callee = file[file[CallID(value.a)].callee]
        guard callee.kind == .member, program.text(Atom(callee.b)) == "toString" else { return false }
        value = file.behindNames(ValueID(callee.a))
      default: return false
      }
    }
    return false
  }

  /// `await (await fetch(url)).text()`
  func isAnswer(_ id: ValueID, in index: FileIndex) -> Bool {
    guard let text = call(behind: id, index), case let file = program[index],
      case let callee = file[file[text].callee], callee.kind == .member, program.text(Atom(callee.b)) == "text",
      let request = call(behind: ValueID(callee.a), index)
    else { return false }
    return program.externals(of: CallReference(file: index, call: request)).contains(where: Self.fetching.contains)
  }

  /// The call whose awaited result a value is.
  private func call(behind id: ValueID, _ index: FileIndex) -> CallID? {
    let value = program[index].behindNames(id)
    return value.kind == .call ? CallID(value.a) : nil
  }
}
