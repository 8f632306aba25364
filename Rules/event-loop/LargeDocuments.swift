import JavaScript
import ProgramGraph
import Semantics

/// Documents that others make: a client's, or those of another service. How large they are is theirs to say, and so is how
/// long it takes to read them.
struct LargeDocuments {
  enum Source {
    case client(RequestFlow)
    /// What comes with a body of a few hundred kilobytes at most.
    case smallBody(RequestFlow)
    case service
  }

  private let program: Program
  private let texts: LargeTexts

  init(_ program: Program) {
    self.program = program
    texts = LargeTexts(program)
  }

  /// Where the document that a call reads comes from; nil where it is the program's own.
  func source(of external: Program.ExternalCall) -> Source? {
    guard let document = document(of: external) else { return nil }
    let file = external.call.file
    let place = program[file][external.call.call].span
    if let flow = program.flows.flow(to: document, in: file, at: place, for: .any, isDocument: true) {
      switch flow.part {
      case .files, .message, .arguments: return .client(flow)
      // What is packed is small on its way and large when it is there.
      case .body:
        let isPacked = external.path.hasPrefix("adm-zip") || external.path.contains("xlsx#")
        return isPacked || flow.isReadByHand || texts.readsLargeBodies ? .client(flow) : .smallBody(flow)
      // Short: Node takes 16 KiB of address and headers.
      case .query, .params, .url, .headers, .cookies: return nil
      }
    }
    return texts.isAnswer(document, in: file) || isFetched(document, file) ? .service : nil
  }

  /// What is read: the argument, or what the object was made of whose method is called.
  private func document(of external: Program.ExternalCall) -> ValueID? {
    let file = program[external.call.file]
    let site = file[external.call.call]
    let arguments = file.values(site.arguments)
    if external.path.hasPrefix("adm-zip()") {
      let callee = file[site.callee]
      return callee.kind == .member ? ValueID(callee.a) : nil
    }
    guard let first = arguments.first else { return nil }
    return external.path == "papaparse#parse" && isStream(first, arguments.dropFirst().first, file) ? nil : first
  }

  /// `Papa.parse(stream, { complete })`: who asks for a callback has a stream, unless a text is plainly given.
  private func isStream(_ first: ValueID, _ options: ValueID?, _ file: ProgramFile) -> Bool {
    guard let options, case let settings = file.behindNames(options), settings.kind == .object,
      file.properties(of: settings).contains(where: { Self.callbacks.contains(program.text($0.name)) })
    else { return false }
    let value = file.behindNames(first)
    guard value.kind == .call else { return value.kind != .string && value.kind != .concatenation }
    let callee = file[file[CallID(value.a)].callee]
    return callee.kind != .member || !Self.textMembers.contains(program.text(Atom(callee.b)))
  }

  private static let callbacks: Set<String> = ["step", "chunk", "complete", "download"]
  private static let textMembers: Set<String> = ["toString", "text", "readFileSync", "decode", "trim", "replace"]

  /// `await response.text()`, `(await axios.get(url)).data`
  private func isFetched(_ value: ValueID, _ file: FileIndex) -> Bool {
    program.externalPaths(of: value, in: file).contains { path in
      Self.answers.contains { path == $0 }
    }
  }

  private static let answers: Set<String> = Set(
    ["#fetch", "node-fetch", "undici#fetch", "cross-fetch", "cross-fetch#fetch", "isomorphic-fetch"].flatMap {
      ["\($0)().text()", "\($0)().arrayBuffer()", "\($0)().buffer()"]
    } + ["axios().data", "axios#get().data", "axios#request().data", "axios#post().data"])
}
