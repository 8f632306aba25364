import ProgramGraph
import Semantics

extension Program {
  /// Whether the file is code of the service itself: no test, script, worker, front end, or anything made by tools.
  func isServiceCode(_ file: FileIndex) -> Bool {
    switch role(of: file).role {
    case .server, .shared, .library: true
    case .generated, .vendored, .test, .build, .migration, .script, .worker, .frontend, .declaration: false
    }
  }

  /// The constant text of an argument of a call; nil where it has none or nobody can tell.
  func text(ofArgument index: Int, of call: CallReference) -> String? {
    let file = self[call.file]
    let arguments = file.values(file[call.call].arguments)
    guard index < arguments.count, case .string(let text) = file.model.constant(arguments[index], atoms: atoms) else {
      return nil
    }
    return text
  }
}
