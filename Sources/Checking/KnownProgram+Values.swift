package import Findings
package import ProgramGraph
package import Semantics
package import SourceText

extension KnownProgram {
  package func promise(_ value: ValueID, in file: Int) -> [EvidenceStep]? {
    guard let index = index(of: file) else { return nil }
    return program.promises.fact(of: value, in: index).map { evidence($0.steps) }
  }

  package func isHandled(_ value: ValueID, in file: Int) -> Bool {
    guard let index = index(of: file) else { return true }
    return program.promises.handling(of: value, in: index).isHandled
  }

  package func rejection(of value: ValueID, in file: Int) -> [EvidenceStep]? {
    guard let index = index(of: file) else { return nil }
    switch program.promises.rejection(ofResultOrFunction: value, in: index) {
    case .never: return nil
    case .unknown: return []
    case .possible(let steps): return evidence(steps)
    }
  }

  package func rejectsWithText(_ value: ValueID, in file: Int) -> Bool {
    guard let index = index(of: file) else { return false }
    return program.promises.rejectsWithTextAlone(value, in: index)
  }

  package func rejectsTold(_ value: ValueID, in file: Int) -> Bool {
    guard let index = index(of: file) else { return false }
    return program.promises.rejectsTold(value, in: index)
  }

  package func isLetGo(_ function: FunctionID, in file: Int) -> Bool {
    guard let index = index(of: file) else { return false }
    return program.isLetGo(FunctionReference(file: index, function: function))
  }

  package func isNeverGiven(_ parameter: Int, of function: FunctionID, in file: Int) -> Bool {
    guard let index = index(of: file) else { return false }
    return program.isNeverGiven(parameter, of: FunctionReference(file: index, function: function))
  }

  package func requestFlow(
    to value: ValueID, in file: Int, at place: Span, for sink: SinkClass
  ) -> [EvidenceStep]? {
    guard let index = index(of: file) else { return nil }
    return program.flows.flow(to: value, in: index, at: place, for: sink).map { evidence($0.steps) }
  }

  /// Steps of a proof as evidence.
  func evidence(_ steps: [ProgramStep]) -> [EvidenceStep] {
    steps.map { EvidenceStep(path: program[$0.file].path, span: $0.span, message: $0.text) }
  }
}
