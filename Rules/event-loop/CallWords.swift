import Checking
import Findings
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

// How checks of the whole program speak of calls and of the ways that lead to them.
extension Program {
  /// Whether a file is part of what serves: not tests, scripts, workers or what runs elsewhere.
  func isServing(_ file: FileIndex) -> Bool {
    switch role(of: file).role {
    case .server, .shared, .library: true
    case .generated, .vendored, .test, .build, .migration, .script, .worker, .frontend, .declaration: false
    }
  }

  /// The last name of an external path: `readFileSync` of `node:fs#readFileSync`.
  func calleeName(_ path: String) -> String {
    guard let dot = path.utf8.lastIndex(where: { $0 == 0x2E || $0 == 0x23 }) else { return path }
    let name = String(path[path.utf8.index(after: dot)...])
    if name == "sync" { return String(path[..<dot]) + ".sync" }
    guard Self.verbs.contains(name), !path.hasPrefix("node:") else { return name }
    return String(path.prefix { $0 != "#" && $0 != "(" }) + "." + name
  }

  /// Names that say nothing without that of their package.
  private static let verbs: Set<String> = [
    "read", "write", "set", "delete", "clear", "save", "load", "search", "update", "decode", "encode", "minify", "all",
    "parse",
  ]

  /// The member's name alone where the callee is written `fs.readFileSync`: chains over several lines stay one mark.
  func place(of call: CallReference, named name: String) -> Span {
    let file = self[call.file]
    let span = file[call.call].calleeSpan
    let length = UInt32(truncatingIfNeeded: name.utf8.count)
    guard file[file[call.call].callee].kind == .member, !name.utf8.contains(0x2E), span.count > name.utf8.count else {
      return span
    }
    return Span(start: span.end - length, end: span.end)
  }

  /// ` through OrderService.load and OrderService.parse`: the named functions nearest to the call, the handler left out.
  func passage(along path: RequestPath, to function: FunctionReference) -> String {
    guard !path.edges.isEmpty else { return "" }
    let callers = path.edges.dropFirst().map(\.caller)
    let names = (callers + [function]).filter(isNamed).map(name)
    return names.isEmpty ? "" : " through \(names.suffix(2).joined(separator: " and "))"
  }

  /// A callee as it is written: `db.query`, `this.repository.find`; nil where it has no name.
  func spoken(_ value: ValueID, in file: FileIndex) -> String? { spoken(value, self[file], depth: 0) }

  private func spoken(_ id: ValueID, _ file: ProgramFile, depth: Int) -> String? {
    guard depth < 12, !id.isUnknown else { return nil }
    let value = file[id]
    func inner(_ raw: UInt32) -> String? { spoken(ValueID(raw), file, depth: depth + 1) }
    switch value.kind {
    case .binding: return text(file[BindingID(value.a)].name)
    case .global: return text(Atom(value.a))
    case .this: return "this"
    case .member: return inner(value.a).map { "\($0).\(text(Atom(value.b)))" }
    case .call: return inner(file[CallID(value.a)].callee.raw).map { "\($0)()" }
    case .awaited: return inner(value.a)
    case .imported: return text(Atom(value.b))
    default: return nil
    }
  }

  /// How the call is written, in backticks: "`db.query`".
  func quotedCallee(of call: CallReference) -> String {
    let site = self[call.file][call.call]
    return spoken(site.callee, in: call.file).map { "`\($0)`" } ?? "the call"
  }

  func function(around call: CallReference) -> FunctionReference {
    FunctionReference(file: call.file, function: self[call.file][call.call].function)
  }

  /// Steps of a proof as evidence.
  func evidence(_ steps: [ProgramStep]) -> [EvidenceStep] {
    steps.map { EvidenceStep(path: self[$0.file].path, span: $0.span, message: $0.text) }
  }
}

extension RequestHandler {
  /// Whether the handler may not be one, or not run on requests.
  var isDoubtful: Bool { isPresumed || mayBePrerendered }

  /// The platform gives an instance one request at a time: what blocks it keeps nobody else waiting.
  var isAlone: Bool { framework == "AWS Lambda" || framework == "Netlify" || isOneAtATime }
}
