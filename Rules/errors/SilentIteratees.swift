import Checking
import JavaScript
import ProgramGraph
import Semantics
import SourceText

/// Functions given to `async` that never hand on an error, so that none comes to the callback at the end:
/// `each(items, (item, done) => load(item, () => done()), …)`.
struct SilentIteratees {
  private let program: Program

  init(_ program: Program) { self.program = program }

  func neverFail(_ taken: CallbackCall) -> Bool {
    guard isOfAsync(taken) else { return false }
    let functions = iteratees(of: taken)
    return !functions.isEmpty && functions.allSatisfy(neverFails)
  }

  private func isOfAsync(_ taken: CallbackCall) -> Bool {
    program.externals(of: taken.call).contains { CallbackCalls.parts(of: $0).package == "async" }
  }

  /// Written at the call: one function, or a list or an object of them.
  private func iteratees(of taken: CallbackCall) -> [FunctionReference] {
    let file = program[taken.call.file]
    var functions: [FunctionReference] = []
    for argument in file.values(file[taken.call.call].arguments).dropLast() {
      let items: [ValueID] =
        switch file[argument].kind {
        case .array: Array(file.values(ListID(file[argument].a)))
        case .object: file.properties(of: file[argument]).map(\.value)
        default: [argument]
        }
      for item in items where file[item].kind == .function {
        functions.append(FunctionReference(file: taken.call.file, function: FunctionID(file[item].a)))
      }
    }
    return functions
  }

  /// `each(items, (item, done) => remove(item, error => { errors.push(error); done(error) }), () => end(errors))`: the list
  /// that the callback at the end asks holds them all.
  func collectErrors(_ taken: CallbackCall, for end: FunctionReference) -> Bool {
    guard isOfAsync(taken), end.file == taken.call.file else { return false }
    let file = program[end.file]
    let last = file[end.function].span
    return iteratees(of: taken).contains { iteratee in
      let span = file[iteratee.function].span
      return file.calls.contains { site in
        guard span.contains(site.span), case let callee = file[site.callee], callee.kind == .member,
          program.text(Atom(callee.b)) == "push", file[ValueID(callee.a)].kind == .binding,
          case let list = BindingID(file[ValueID(callee.a)].a), !span.contains(file[list].span),
          let error = file.values(site.arguments).first, file[error].kind == .binding,
          // An error comes first, to a callback within: what the function itself is given first is an item.
          site.function != iteratee.function, let first = file[site.function].parameters.first,
          file[BindingID(file[error].a)].span == first.span
        else { return false }
        return file.calls.contains { last.contains($0.span) && isAsked(list, by: $0, file) }
      }
    }
  }

  /// `errors.filter(Boolean)`, `end(errors)`
  private func isAsked(_ list: BindingID, by site: CallSite, _ file: ProgramFile) -> Bool {
    let callee = file[site.callee]
    return callee.kind == .member && isUse(ValueID(callee.a), of: list, file)
      || file.values(site.arguments).contains { isUse($0, of: list, file) }
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
