import JavaScript
import ProgramGraph
import ProjectFacts
import Semantics
import SourceText

extension Program {
  /// Whether a call stands where some of its function's callers come: `if (!options) return fetch(url)` is for nobody
  /// where each of them hands over options, `if (template) readFileSync(template)` where each hands over null.
  ///
  /// - Parameter counts: the callers that are asked about.
  func mayComeTo(_ call: CallReference, from counts: (CallReference) -> Bool = { _ in true }) -> Bool {
    let file = self[call.file]
    let site = file[call.call]
    let function = FunctionReference(file: call.file, function: site.function)
    let tests = file.model.guards.compactMap { record -> ParameterTest? in
      guard record.kind == .present, record.region.contains(site.span), file[record.subject].kind == .binding,
        case let binding = file[BindingID(file[record.subject].a)], !binding.isReassigned,
        let position = file[site.function].parameters.firstIndex(where: { $0.span.start == binding.span.start })
      else { return nil }
      return ParameterTest(position: position, holds: record.holds, isFilled: isFilled(binding, file))
    }
    guard !tests.isEmpty else { return true }
    let callers = derived.fact { CallersByTarget(self) }.callers(of: function)
    return callers.isEmpty
      || callers.contains { caller in counts(caller) && !tests.contains { isRefused(caller, $0) } }
  }

  /// Whether a name has a default that is there: `limit = 10`, but not `template = null`.
  private func isFilled(_ binding: Binding, _ file: ProgramFile) -> Bool {
    file.values(binding.values).contains { value in
      guard file[value].kind == .choice else { return file[value].kind != .parameter }
      return file.values(ListID(file[value].a)).contains { file[$0].kind != .parameter && !isNothing($0, file) }
    }
  }

  private func isNothing(_ value: ValueID, _ file: ProgramFile) -> Bool {
    [.null, .undefined, .false].contains { value == .literal($0) }
  }

  private func isRefused(_ call: CallReference, _ test: ParameterTest) -> Bool {
    let file = self[call.file]
    guard !file[call.call].flags.contains(.spreadArguments) else { return false }
    let arguments = file.values(file[call.call].arguments)
    guard test.position < arguments.count else { return test.holds && !test.isFilled }
    let given = arguments[test.position]
    guard test.holds else { return [.object, .function, .array, .class].contains(file[given].kind) }
    return isNothing(given, file) && (given != .literal(.undefined) || !test.isFilled)
  }
}

/// What a branch asks of a parameter.
private struct ParameterTest {
  var position: Int
  /// Whether the branch is for those who hand something over.
  var holds: Bool
  /// What is not handed over is there all the same.
  var isFilled: Bool
}
