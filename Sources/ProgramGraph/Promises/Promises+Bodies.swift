import JavaScript
import Semantics
import SourceText

extension Promises {
  /// `if (typeof body === "string") JSON.parse(body)` of the body of a request, where `express.json()` alone reads bodies:
  /// it gives objects and lists, and the branch is never taken.
  func isOfParsedBody(_ call: CallReference, _ path: String) -> Bool {
    let model = file(call.file)
    let site = model[call.call]
    guard path == "#JSON.parse", let text = model.values(site.arguments).first else { return false }
    let isAskedForText = model.model.guards.contains { record in
      record.kind == .typeOf && record.holds && record.region.contains(site.span)
        && isSame(record.subject, text, model, depth: 0)
        && evaluator.constantText(call.file, record.other) == "string"
    }
    guard isAskedForText else { return false }
    let isBody = evaluator.evaluate(call.file, text).contains { entity in
      entity.kind == .external && evaluator.externals.text(ExternalID(entity.id)) == "express#Request().body"
    }
    return isBody && parsesJSONAlone()
  }

  private static let parsers = ["express#", "body-parser#"]

  /// Source: the README of body-parser 2, `strict`.
  private func parsesJSONAlone() -> Bool {
    if let readsJSONAlone { return readsJSONAlone }
    var parses = false
    var isAlone = evaluator.writes(named: evaluator.atoms.intern("body")).isEmpty
    for (index, model) in evaluator.files.enumerated() {
      for site in model.calls {
        for entity in evaluator.evaluate(FileIndex(index), site.callee) where entity.kind == .external {
          let path = evaluator.externals.text(ExternalID(entity.id))
          if path.hasSuffix("#json"), Self.parsers.contains(where: path.hasPrefix) {
            parses = true
            isAlone = isAlone && model.values(site.arguments).allSatisfy { isStrict($0, model) }
          } else if path.hasSuffix("#text") || path.hasSuffix("#raw") || path == "body-parser" {
            isAlone = false
          }
        }
      }
    }
    readsJSONAlone = parses && isAlone
    return parses && isAlone
  }

  private func isStrict(_ options: ValueID, _ model: ProgramFile) -> Bool {
    model[options].kind == .object
      && model.properties(of: model[options]).allSatisfy {
        $0.kind == .value && evaluator.text($0.name) != "strict"
      }
  }
}
