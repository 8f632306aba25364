import JavaScript
import Semantics

/// `match is inside loop`: what is around it, within the same function. `SyntacticPlace` tells what each word means.
enum IsInside: String, CaseIterable, Sendable {
  case loop
  case `try`
  case `catch`
  case finally
  case asyncFunction = "async-function"
  case generator
  case constructor
  case topLevel = "top-level"

  var place: SyntacticPlace {
    switch self {
    case .loop: .loop
    case .try: .try
    case .catch: .catch
    case .finally: .finally
    case .asyncFunction: .asyncFunction
    case .generator: .generator
    case .constructor: .constructor
    case .topLevel: .topLevel
    }
  }

  static func read(_ reader: inout ConstraintReader) -> Phrase? { reader.word(of: IsInside.self).map { .isInside($0) } }
}
