import JavaScript
import ProgramGraph
import Semantics
import SourceText

/// One function for several methods: `if (req.method === "DELETE") remove(req.params.id)`.
extension Program {
  /// The same way, from a handler whose method comes to a call in the function that both are.
  func path(_ path: RequestPath, suiting call: CallReference) -> RequestPath {
    let function = path.handler.function
    let span = path.edges.first?.span ?? self[call.file][call.call].span
    guard !isFor(path.handler, at: span) else { return path }
    let others = handlers.filter { $0.function == function && $0.phase == .request }
    guard let suiting = others.first(where: { isFor($0, at: span) }) else { return path }
    var copy = path
    copy.handler = suiting
    return copy
  }

  private func isFor(_ handler: RequestHandler, at span: Span) -> Bool {
    guard let method = handler.method, method != "ALL" else { return true }
    let file = self[handler.function.file]
    return !file.model.guards.contains { test in
      guard test.kind == .equals, !test.isOneOfSeveral, test.region.contains(span),
        file[handler.function.function].span.contains(test.region), file[test.subject].kind == .member,
        text(Atom(file[test.subject].b)) == "method", file[test.other].kind == .string
      else { return false }
      return (text(Atom(file[test.other].a)).uppercased() == method) != test.holds
    }
  }
}
