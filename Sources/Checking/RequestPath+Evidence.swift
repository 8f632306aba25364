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
      + edges.map { edge in
        EvidenceStep(
          path: program[edge.caller.file].path, span: edge.span,
          message: "\(program.name(of: edge.caller)) \(edge.verb) this")
      }
  }
}

extension CallEdge {
  fileprivate var verb: String {
    switch kind {
    case .direct: "calls"
    case .callback: "hands over"
    case .accessor: "reads or sets"
    case .event: "sets off"
    }
  }
}
