import ProjectFacts
import Semantics

/// Who calls the functions of the program.
package struct CallersByTarget: Sendable {
  private var table: [FunctionReference: [CallReference]] = [:]

  package init(_ program: Program) {
    for (number, file) in program.files.enumerated() where program.isExamined(FileIndex(number)) {
      for index in file.calls.indices {
        let call = CallReference(file: FileIndex(number), call: CallID(index))
        for target in program.targets(of: call) { table[target, default: []].append(call) }
      }
    }
  }

  package func callers(of function: FunctionReference) -> [CallReference] { table[function] ?? [] }
}

extension Program {
  /// Made when it is first asked for, and once for all rules.
  package var callersByTarget: CallersByTarget { derived.fact { CallersByTarget(self) } }

  /// Whether all calls of a function leave a parameter out, or give it null, and none of those who call it hands it on:
  /// `function load(id, callback) { callback(null, cache[id]) }`.
  package func isNeverGiven(_ index: Int, of function: FunctionReference) -> Bool {
    let callers = callersByTarget.callers(of: function)
    return !callers.isEmpty
      && callers.allSatisfy { call in
        let file = self[call.file]
        let site = file[call.call]
        let callee = file[site.callee]
        guard callee.kind == .binding, !site.flags.contains(.spreadArguments) else { return false }
        if case let arguments = file.values(site.arguments), index < arguments.count {
          switch constant(arguments[index], in: call.file) {
          case .null, .undefined: break
          default: return false
          }
        }
        return !file.calls.contains { other in
          file.values(other.arguments).contains { file[$0].kind == .binding && file[$0].a == callee.a }
        }
      }
  }
}
