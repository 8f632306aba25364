/// When a function runs.
package enum Phase: String, Sendable, CaseIterable {
  case request
  case startUp = "start-up"
  case background, shutdown
}

extension Program {
  /// The phase of a function; what runs on requests is of the request phase, whenever else it may run. Nil where
  /// nothing is seen to call it.
  package func phase(of function: FunctionReference) -> Phase? {
    if isOnRequest(function) { return .request }
    return isStartUp(function) ? .startUp : nil
  }
}
