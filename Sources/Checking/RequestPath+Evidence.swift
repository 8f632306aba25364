package import Findings
package import ProgramGraph

extension RequestPath {
  /// The way as evidence: where the handler is registered, then each step to the function, in order.
  package func evidence(in program: Program) -> [EvidenceStep] {
    [
      EvidenceStep(
        path: program[handler.site.file].path, span: handler.site.span,
        message: handler.kind == .route ? "\(handler.route) is registered here" : "\(handler.route) comes here")
    ]
      + edges.map { $0.evidence(in: program) }
  }
}

extension CallEdge {
  package func evidence(in program: Program) -> EvidenceStep {
    EvidenceStep(
      path: program[caller.file].path, span: span, message: "\(program.name(of: caller)) \(verb) this")
  }
}
