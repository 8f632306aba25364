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
}
