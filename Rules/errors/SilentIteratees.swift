import Checking
import JavaScript
import ProgramGraph
import Semantics

/// Functions given to `async` that never hand on an error, so that none comes to the callback at the end:
/// `each(items, (item, done) => load(item, () => done()), …)`.
struct SilentIteratees {
  private let program: Program

  init(_ program: Program) { self.program = program }

  func neverFail(_ taken: CallbackCall) -> Bool {
    guard program.externals(of: taken.call).contains(where: { CallbackCalls.parts(of: $0).package == "async" }) else {
      return false
    }
    let file = program[taken.call.file]
    var functions: [FunctionReference] = []
    for argument in file.values(file[taken.call.call].arguments).dropLast() {
      let items = file[argument].kind == .array ? Array(file.values(ListID(file[argument].a))) : [argument]
      for item in items where file[item].kind == .function {
        functions.append(FunctionReference(file: taken.call.file, function: FunctionID(file[item].a)))
      }
    }
    return !functions.isEmpty && functions.allSatisfy(neverFails)
  }

  /// Its last parameter is only ever called, with nothing for an error.
  private func neverFails(_ function: FunctionReference) -> Bool {
    let file = program[function.file]
    let record = file[function.function]
    guard !record.flags.contains(.async), let last = record.parameters.last,
      let binding = file.bindings.firstIndex(where: { $0.kind == .parameter && $0.span == last.span })
    else { return false }
    let id = BindingID(binding)
    return file.calls.allSatisfy { site in
      let arguments = file.values(site.arguments)
      if arguments.contains(where: { isUse($0, of: id, file) }) { return false }
      guard isUse(site.callee, of: id, file), let error = arguments.first else { return true }
      return file[error].kind == .literal
        && [LiteralKind.null.rawValue, LiteralKind.undefined.rawValue].contains(file[error].a)
    }
  }

  private func isUse(_ value: ValueID, of binding: BindingID, _ file: ProgramFile) -> Bool {
    file[value].kind == .binding && BindingID(file[value].a) == binding
  }
}
