import Checking
import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

/// Handlers of Express that take no response: `app.post("/jobs", async (req) => { … })`. What they give back is answered by
/// nobody.
struct ResponselessHandlers {
  let program: Program

  /// By what of the request the rest can be had.
  private static let ways: Set<String> = ["res", "next", "socket", "connection"]

  func tells(_ handler: RequestHandler) -> Bool {
    guard handler.framework == "Express", handler.kind == .route, !handler.isPresumed,
      handler.signature == .expressLike, isHandedOver(handler), !program.promises.isWrapped(handler)
    else { return false }
    let file = program[handler.function.file]
    let record = file[handler.function.function]
    guard record.parameters.count < 2, !record.parameters.contains(where: \.isRest),
      record.flags.isDisjoint(with: [.usesArguments, .generator]), record.kind != .method
    else { return false }
    // `passport.authenticate("github"), function () {}`: the strategy redirects, and nobody comes there.
    let works = file.calls.contains { record.span.contains($0.span) }
    return works && !reachesOtherwise(record.span, file) && !ends(record.span, handler.function.file)
  }

  /// The function itself stands at the registration, and not what some call makes of it.
  private func isHandedOver(_ handler: RequestHandler) -> Bool {
    guard let call = handler.call else { return false }
    let file = program[call.file]
    return file.values(file[call.call].arguments).contains { argument in
      let origin = file.model.origin(of: argument)
      if case .value(let value) = origin.root, file[value].kind == .call { return false }
      return program.functions(of: argument, in: call.file) == [handler.function]
    }
  }

  private func reachesOtherwise(_ span: Span, _ file: ProgramFile) -> Bool {
    file.values.contains { value in
      value.kind == .member && span.contains(value.span) && Self.ways.contains(program.text(Atom(value.b)))
    }
  }

  /// `app.get("/crash", () => { throw new Error("to see what happens") })`
  private func ends(_ span: Span, _ index: FileIndex) -> Bool {
    let file = program[index]
    if file.model.interruptions.contains(where: { $0.kind == .throw && span.contains($0.span) }) { return true }
    return file.calls.indices.contains { number in
      span.contains(file.calls[number].span)
        && ProcessListener.end(program.externals(of: CallReference(file: index, call: CallID(number))))
    }
  }
}
